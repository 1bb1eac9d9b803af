package breaks

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"multivector/chance"
)

var usual = Choices{Penalty: MBIC, MinSegment: 5, Expected: 1}

func dates(f Found) (at []int) {
	for _, b := range f.Breaks {
		at = append(at, b.At)
	}
	return at
}

func warns(f Found, text string) bool {
	return slices.ContainsFunc(f.Warnings, func(w string) bool { return strings.Contains(w, text) })
}

// The Nile fell in 1899, the year after the 28th of the series (Cobb 1978), when the first dam at Aswan was begun.
func TestTheNileBrokeOnce(t *testing.T) {
	f := Values(published(t, "nile")).Study(usual)
	if !slices.Equal(dates(f), []int{28}) {
		t.Fatalf("breaks at %v, want 28", dates(f))
	}
	if b := f.Breaks[0]; b.Near < 0.9 || b.Soon < 0.5 || f.None > 0.01 {
		t.Errorf("a break near 28 has probability %.3f (%.3f once five years were known), none %.3f", b.Near, b.Soon, f.None)
	}
}

func TestCoalDisastersBrokeOnce(t *testing.T) {
	f := Events(published(t, "coal")).Study(usual)
	if !slices.Equal(dates(f), []int{41}) || f.Breaks[0].Near < 0.4 {
		t.Errorf("breaks %+v, want one at 41", f.Breaks)
	}
}

// In worlds without a break none should be found, but for a few: of 300 worlds of 33 sessions of about 80 votes, twice as
// scattered as independent ones, the search finds one in few of them, and the probability of none stays high.
func TestWhereNothingBrokeFewBreaksAreFound(t *testing.T) {
	const worlds = 300
	for kind, make := range map[string]func(w int) Series{
		"votes": func(w int) Series {
			r := chance.Stream(1, "votes", w)
			var counts [][]float64
			for range 33 {
				c := []float64{0, 0, 0}
				for range 40 { // each twice: repeated resolutions
					c[min(2, int(3*math.Pow(r.Float64(), 2)))] += 2
				}
				counts = append(counts, c)
			}
			return Votes(counts)
		},
		"values": func(w int) Series {
			r := chance.Stream(1, "values", w)
			var v []float64
			for range 33 {
				v = append(v, r.NormFloat64())
			}
			return Values(v)
		},
	} {
		found, none := 0, 0.0
		for w := range worlds {
			f := make(w).Study(usual)
			if len(f.Breaks) > 0 {
				found++
			}
			none += f.None / worlds
		}
		t.Logf("%s: breaks found in %d of %d worlds without, none had probability %.2f on average", kind, found, worlds, none)
		if found > worlds/10 || none < 0.5 {
			t.Errorf("%s: breaks found in %d of %d worlds without, none had probability %.2f on average", kind, found, worlds, none)
		}
	}
}

func TestASeriesThatCannotBearABreakSaysSo(t *testing.T) {
	short := Values([]float64{1, 2, 1, 9, 8, 9, 8}).Study(usual)
	if short.Breaks != nil || !warns(short, "7 points: a break needs two segments of at least 5") || !math.IsNaN(short.None) {
		t.Errorf("7 points: %+v", short)
	}
	few := Values([]float64{1, 2, 1, 2, 1, 9, 8, 9, 8, 9}).Study(usual)
	if !warns(few, "10 points defend no break") {
		t.Errorf("10 points: %v", few.Warnings)
	}
	var steps []float64
	for i := range 30 {
		steps = append(steps, float64(10*(i/6))+math.Sin(9*float64(i)))
	}
	many := Values(steps).Study(usual)
	if len(many.Breaks) != 4 || !warns(many, "4 breaks in 30 points: so many points defend at most 2") {
		t.Errorf("steps: %v %v", dates(many), many.Warnings)
	}
	var drift []float64
	noise := chance.Stream(1, "drift", 0)
	for i := range 40 {
		drift = append(drift, 0.3*float64(i)+noise.NormFloat64()/2)
	}
	if f := Values(drift).Study(usual); !warns(f, "what drifts slowly is cut into steps") {
		t.Errorf("a drift was cut at %v without a word: %v", dates(f), f.Warnings)
	}
	rare := make([]float64, 40)
	rare[3], rare[20] = 1, 1
	if f := Events(rare).Study(usual); !warns(f, "too few events") {
		t.Errorf("rare events: %v", f.Warnings)
	}
	for _, flat := range []Series{Votes([][]float64{{3, 0}, {4, 0}, {3, 0}, {4, 0}, {3, 0}, {4, 0}, {3, 0}, {4, 0}, {3, 0}, {4, 0}}), Events(make([]float64, 20)), Values(repeat(2, 20))} {
		if f := flat.Study(usual); len(f.Breaks) > 0 || !warns(f, "no break can be in it") {
			t.Errorf("a flat series: %+v", f)
		}
	}
}

// What changed three points ago may be sure, and is still no segment.
func TestABreakTooNearTheEndIsProbableAndNotFound(t *testing.T) {
	noise := chance.Stream(1, "late", 0)
	var values []float64
	for i := range 40 {
		values = append(values, noise.NormFloat64()/4)
		if i >= 37 {
			values[i] += 9
		}
	}
	f := Values(values).Study(usual)
	if len(f.Unfound) != 1 || f.Unfound[0].At != 37 || f.Unfound[0].Near < 0.9 {
		t.Errorf("found %+v, unfound %+v; the last three points are far off", f.Breaks, f.Unfound)
	}
}

// Votes that repeat each other are no more evidence than once: counting each r times must change nothing
// once neighbours scatter as chance would make them or more.
func TestVotesCountedTwiceAreNotTwiceTheEvidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(12, 30).Draw(t, "points")
		var once, twice [][]float64
		for range n {
			a, b := rapid.Float64Range(1, 30).Draw(t, "yes"), rapid.Float64Range(1, 30).Draw(t, "no")
			once, twice = append(once, []float64{a, b}), append(twice, []float64{2 * a, 2 * b})
		}
		if Dispersion(once) == 1 {
			return // less scattered than chance: nothing is weighed down
		}
		if a, b := Votes(once).Study(usual), Votes(twice).Study(usual); !slices.Equal(dates(a), dates(b)) || math.Abs(a.None-b.None) > 1e-6 {
			t.Fatalf("breaks at %v and %v, none %.6f and %.6f", dates(a), dates(b), a.None, b.None)
		}
	})
}
