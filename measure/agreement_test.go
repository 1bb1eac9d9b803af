package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
	"multivector/rollcall"
)

// tables draws the counts of two states' answers, many cells of them empty.
func tables() *rapid.Generator[rollcall.Pairs] {
	return rapid.Custom(func(t *rapid.T) (p rollcall.Pairs) {
		cell := rapid.OneOf(rapid.Just(0), rapid.IntRange(0, 100))
		unit := rapid.SampledFrom([]float64{1, 1. / 27}).Draw(t, "unit") // of states, or of one member of a bloc
		for a := range p {
			for b := range p[a] {
				p[a][b] = float64(cell.Draw(t, "count")) * unit
			}
		}
		return p
	})
}

var similarities = map[string]func(rollcall.Pairs) (float64, bool){
	"agreement": Agreement, "S": S, "pi": Pi, "kappa": Kappa, "squared kappa": KappaSquared,
}

const tiny = 1e-12 // what rounding may do

func near(a, b float64) bool {
	return math.Abs(a-b) <= tiny || math.IsNaN(a) && math.IsNaN(b)
}

func TestSimilarities(t *testing.T) {
	tests := []struct {
		name  string
		pairs rollcall.Pairs
		want  map[string]float64 // NaN: undefined
	}{
		// Two states that vote independently of each other with shares (.80, .14, .06): methods.md, section
		// 1 of the design, gives S = .567. Agreement is (1+S)/2.
		{
			"independent", independent([3]float64{.80, .14, .06}, [3]float64{.80, .14, .06}),
			map[string]float64{"S": .5672, "agreement": .7836, "pi": 0, "kappa": 0, "squared kappa": 0},
		},
		// Independent again, of differing habits: only kappa is 0. By hand: Do = De = .5x.3x.5 + .5x.7 +
		// .5x.7x.5 = .6; pooled (.25, .4, .35): De = 2(.1x.5 + .0875 + .14x.5) = .415.
		{
			"independent, of differing habits", independent([3]float64{.5, .5, 0}, [3]float64{0, .3, .7}),
			map[string]float64{"agreement": .4, "S": -.2, "pi": 1 - .6/.415, "kappa": 0, "squared kappa": 0},
		},
		{
			"as one",
			rollcall.Pairs{{5}, {0, 3}, {0, 0, 2}},
			map[string]float64{"agreement": 1, "S": 1, "pi": 1, "kappa": 1, "squared kappa": 1},
		},
		{
			"always against each other",
			rollcall.Pairs{{0, 0, 5}, {}, {5, 0, 0}},
			map[string]float64{"agreement": 0, "S": -1, "pi": -1, "kappa": -1, "squared kappa": -1},
		},
		// By hand: Do = .3x.5 + .2 = .35; pooled (.75, .15, .1): De = 2(.1125x.5 + .075 + .015x.5) = .2775.
		{
			"one of them constant",
			rollcall.Pairs{{5, 3, 2}},
			map[string]float64{"agreement": .65, "S": .3, "pi": 1 - .35/.2775, "kappa": 0, "squared kappa": 0},
		},
		{
			"both constant, alike",
			rollcall.Pairs{{7}},
			map[string]float64{"agreement": 1, "S": 1, "pi": math.NaN(), "kappa": math.NaN(), "squared kappa": math.NaN()},
		},
		{
			"both constant, opposed",
			rollcall.Pairs{{0, 0, 7}},
			map[string]float64{"agreement": 0, "S": -1, "pi": -1, "kappa": 0, "squared kappa": 0},
		},
		{
			"never both voted",
			rollcall.Pairs{{0, 0, 0, 4}, {}, {}, {3, 0, 0, 2}},
			map[string]float64{"agreement": math.NaN(), "S": math.NaN(), "pi": math.NaN(), "kappa": math.NaN(), "squared kappa": math.NaN()},
		},
		{
			"nothing",
			rollcall.Pairs{},
			map[string]float64{"agreement": math.NaN(), "S": math.NaN(), "pi": math.NaN(), "kappa": math.NaN(), "squared kappa": math.NaN()},
		},
	}
	for _, test := range tests {
		for name, want := range test.want {
			got, ok := similarities[name](test.pairs)
			if !near(got, want) || ok == math.IsNaN(want) {
				t.Errorf("%s: %s = %v, %v, want %v", test.name, name, got, ok, want)
			}
		}
	}
}

// independent is 100 roll calls of two states of given shares that vote independently of each other.
func independent(first, second [3]float64) (p rollcall.Pairs) {
	for a := range first {
		for b := range second {
			p[a][b] = 100 * first[a] * second[b]
		}
	}
	return p
}

func TestSimilarityProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := tables().Draw(rt, "pairs")
		scale := rapid.Float64Range(1e-3, 1e3).Draw(rt, "scale")
		var scaled, relabelled, silent rollcall.Pairs
		for a := range 3 {
			for b := range 3 {
				scaled[a][b] = p[a][b] * scale
				relabelled[a][b] = p[2-a][2-b] // every draft turned into its opposite
				silent[a][b] = p[a][b]
			}
		}
		silent[3] = [4]float64{1, 2, 3, 4}
		for name, f := range similarities {
			v, ok := f(p)
			least := -1.
			if name == "agreement" {
				least = 0
			}
			if ok && (v < least-tiny || v > 1+tiny) || !ok && !math.IsNaN(v) {
				rt.Fatalf("%s = %v, %v", name, v, ok)
			}
			for change, q := range map[string]rollcall.Pairs{"transposed": p.Transpose(), "scaled": scaled, "relabelled": relabelled, "with silence": silent} {
				if w, _ := f(q); math.Abs(v-w) > 1e-9 || ok == math.IsNaN(w) {
					rt.Fatalf("%s = %v, %s %v", name, v, change, w)
				}
			}
		}
		// Differing habits are held against two states by pi only, so that it is never the greater.
		pi, _ := Pi(p)
		if kappa, ok := Kappa(p); ok && pi > kappa+tiny {
			rt.Fatalf("pi %v, kappa %v", pi, kappa)
		}
	})
}

func TestRead(t *testing.T) {
	//                      yes abstain no silent: the partner's answer
	p := rollcall.Pairs{
		/* yes     */ {60, 4, 0, 6},
		/* abstain */ {20, 4, 0, 0},
		/* no      */ {0, 0, 0, 4},
		/* silent  */ {8, 2, 1, 9},
	}
	tests := []struct {
		reading Reading
		want    rollcall.Pairs
	}{
		{Drop, rollcall.Pairs{{60, 4, 0}, {20, 4, 0}, {0, 0, 0}}},
		{Abstain, rollcall.Pairs{{60, 10, 0}, {28, 6, 1}, {0, 4, 0}}},
		{AsYes, rollcall.Pairs{{74, 6, 1}, {20, 4, 0}, {4, 0, 0}}},
		{AsNo, rollcall.Pairs{{60, 4, 6}, {20, 4, 0}, {8, 2, 5}}},
		// The state's own silences: of the 8 at the partner's yes 60/80 are a yes and 20/80 an abstention, of
		// the 2 at its abstention half each; at its no the state never voted, and the one is shared out as all
		// its 98 answers, 70, 24 and 4. The partner's: of the 6 at the state's yes 60/64 are a yes and 4/64 an
		// abstention; the state's 4 noes met no answer, and are shared out as all the partner's 99: 88, 10, 1.
		{Model, rollcall.Pairs{
			{60 + 6 + 6*60./64, 4 + 1 + 6*4./64, 70. / 98},
			{20 + 2, 4 + 1, 24. / 98},
			{4 * 88. / 99, 4 * 10. / 99, 4./98 + 4*1./99},
		}},
	}
	for _, test := range tests {
		got := Read(p, test.reading)
		for a := range got {
			for b := range got[a] {
				if !near(got[a][b], test.want[a][b]) {
					t.Errorf("%v: got %v, want %v", test.reading, got, test.want)
				}
			}
		}
	}
}

func TestReadOfAStateThatNeverAnswered(t *testing.T) {
	p := rollcall.Pairs{{}, {}, {}, {5, 3, 2, 1}}
	if got := Read(p, Model); got != (rollcall.Pairs{}) {
		t.Errorf("got %v out of nothing", got)
	}
}

func TestReadProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, other := tables().Draw(rt, "pairs"), tables().Draw(rt, "other")
		for _, reading := range []Reading{Drop, Abstain, Model, AsYes, AsNo} {
			q := Read(p, reading)
			if !close16(q.Transpose(), Read(p.Transpose(), reading)) {
				rt.Fatalf("%v: who is named first matters", reading)
			}
			if q.N() != q.Cast() {
				rt.Fatalf("%v: silence left: %v", reading, q)
			}
			if Read(q, reading) != q {
				rt.Fatalf("%v: read twice, %v then %v", reading, q, Read(q, reading))
			}
			// What is read at all: nothing new, and by every reading but Drop all but their common silence.
			units := p.N() - p[rollcall.Silent][rollcall.Silent]
			if reading == Drop {
				units = p.Cast()
			}
			if got := q.Cast(); got > units+1e-9 || reading != Model && got < units-1e-9 {
				rt.Fatalf("%v: %v roll calls of %v", reading, got, units)
			}
			if reading != Model && !close16(Read(p.Add(other), reading), q.Add(Read(other, reading))) {
				rt.Fatalf("%v: the parts do not make the whole", reading)
			}
		}
	})
}

func close16(p, q rollcall.Pairs) bool {
	for a := range p {
		for b := range p[a] {
			if math.Abs(p[a][b]-q[a][b]) > 1e-9 {
				return false
			}
		}
	}
	return true
}

func TestReadingNames(t *testing.T) {
	for _, reading := range []Reading{Drop, Abstain, Model} {
		var back Reading
		if err := back.UnmarshalText([]byte(reading.String())); err != nil || back != reading {
			t.Errorf("%v is read as %v, %v", reading, back, err)
		}
	}
	var r Reading
	const want = `"as yes" is not a reading of silence; it would be drop, abstain or model`
	if err := r.UnmarshalText([]byte(AsYes.String())); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if got := Reading(9).String(); got != "Reading(9)" {
		t.Errorf("a reading that is none: %s", got)
	}
}
