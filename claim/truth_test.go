package claim_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"multivector/claim"
	"multivector/evidence"
)

func TestTheFourResults(t *testing.T) {
	const tr, fa, un = claim.True, claim.False, claim.Undecided
	for _, c := range []struct {
		parts []claim.Truth
		want  claim.Result
	}{
		{nil, claim.Open}, // nothing to go by
		{[]claim.Truth{tr}, claim.Holds},
		{[]claim.Truth{tr, tr, tr}, claim.Holds},
		{[]claim.Truth{fa}, claim.Contradicted},
		{[]claim.Truth{fa, fa}, claim.Contradicted},
		{[]claim.Truth{tr, fa}, claim.Partly},
		{[]claim.Truth{un, tr}, claim.Partly}, // some of it is shown
		{[]claim.Truth{fa, un, tr}, claim.Partly},
		{[]claim.Truth{un}, claim.Open},
		{[]claim.Truth{fa, un}, claim.Open}, // what is not known may yet hold
	} {
		if got := claim.Grade(c.parts...); got != c.want {
			t.Errorf("%v is %s, not %s", c.parts, got, c.want)
		}
	}
}

// TestWhatResultsKeep: the order of the parts does not matter; what is learned of a part never turns a result into its opposite; a part
// more that is true never makes a claim worse than partly, and one more that is false never lets it hold.
func TestWhatResultsKeep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]claim.Truth{claim.True, claim.False, claim.Undecided}), 1, 6).Draw(t, "parts")
		was := claim.Grade(parts...)
		if got := claim.Grade(rapid.Permutation(parts).Draw(t, "order")...); got != was {
			t.Fatalf("%v is %s, in another order %s", parts, was, got)
		}
		if got := claim.Grade(append(parts[:len(parts):len(parts)], claim.True)...); got != claim.Holds && got != claim.Partly {
			t.Fatalf("%v with a true part more is %s", parts, got)
		}
		if got := claim.Grade(append(parts[:len(parts):len(parts)], claim.False)...); got == claim.Holds {
			t.Fatalf("%v with a false part more holds", parts)
		}
		for i, p := range parts {
			if p != claim.Undecided {
				continue
			}
			learned := append([]claim.Truth(nil), parts...)
			learned[i] = rapid.SampledFrom([]claim.Truth{claim.True, claim.False}).Draw(t, "learned")
			switch got := claim.Grade(learned...); {
			case was == claim.Partly && (got == claim.Open || got == claim.Contradicted):
				t.Fatalf("%v is partly, and %s once more is known", parts, got)
			case got == claim.Open && was != claim.Open:
				t.Fatalf("%v is %s, and open once more is known", parts, was)
			}
		}
	})
}

func TestWordsOfProbability(t *testing.T) {
	w := claim.StandardWords
	for p, want := range map[float64]string{0: "remote", 0.03: "remote", 0.1: "very unlikely", 0.3: "unlikely", 0.5: "roughly even odds", 0.6: "likely", 0.9: "very likely", 0.97: "almost certain", 1: "almost certain"} {
		if got := w.Of(p); got != want {
			t.Errorf("%g is %q, not %q", p, got, want)
		}
	}
	// Every probability has a word, and one that lies in its range where there is one.
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		r := w[w.Of(p)]
		if p >= 0.01 && p <= 0.99 && (p < r.Low || p > r.High) {
			t.Fatalf("%g is %q, which means %g to %g", p, w.Of(p), r.Low, r.High)
		}
	})
	own := claim.WordsOf(&evidence.Config{Words: map[string][]float64{"perhaps": {0.2, 0.8}}})
	if len(own) != 1 || own["perhaps"] != (claim.Range{Low: 0.2, High: 0.8}) || own.Of(math.Pi/4) != "perhaps" {
		t.Errorf("a dossier's own words are %v", own)
	}
}
