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

// How large a change of 32 sessions of 80 roll calls must be to be found: the shares of answers alike, half-way and
// opposed move as those of Kazakhstan and Russia did at session 68 (.80, .16 and .04 before, .63, .22 and .15 after), or by a
// part of it. Two sessions from the end nothing is found, whatever its size.
func TestWhatAChangeOfVotesMustBeToBeFound(t *testing.T) {
	const worlds = 200
	for _, c := range []struct {
		name        string
		part        float64
		at          int
		least, most int // worlds in which a break is found within one session of it
	}{
		{"all of it", 1, 21, 190, worlds},
		{"half of it", .5, 21, 150, worlds},
		{"a quarter of it", .25, 21, 10, 100},
		{"two sessions from the end", 1, 30, 0, 0},
	} {
		found := 0
		for w := range worlds {
			r := chance.Stream(1, c.name, w)
			var counts [][]float64
			for i := range 32 {
				alike, half := .80, .16
				if i >= c.at {
					alike, half = alike-.17*c.part, half+.06*c.part
				}
				n := []float64{0, 0, 0}
				for range 80 {
					switch x := r.Float64(); {
					case x < alike:
						n[0]++
					case x < alike+half:
						n[1]++
					default:
						n[2]++
					}
				}
				counts = append(counts, n)
			}
			if slices.ContainsFunc(Votes(counts).Study(usual).Breaks, func(b Break) bool { return b.At >= c.at-1 && b.At <= c.at+1 }) {
				found++
			}
		}
		t.Logf("%s: found in %d of %d worlds", c.name, found, worlds)
		if found < c.least || found > c.most {
			t.Errorf("%s: found in %d of %d worlds, want %d to %d", c.name, found, worlds, c.least, c.most)
		}
	}
}

func TestWhateverTheSeriesTheResultIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "points")
		values := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0, 1, 2, 2, 1e-9, 1e3, 7}), n, n).Draw(t, "values")
		var s Series
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			votes := make([][]float64, n)
			for i, v := range values {
				votes[i] = []float64{v, 1, 0}
			}
			s = Votes(votes)
		case 1:
			s = Events(values)
		case 2:
			s = Values(values)
		case 3:
			s = Measured(values, repeat(0.5, n))
		}
		m := rapid.IntRange(3, 6).Draw(t, "minimum segment")
		f := s.Study(Choices{Penalty: MBIC, MinSegment: m, Expected: 1})
		last := 0
		for _, b := range append(slices.Clone(f.Breaks), Break{At: n}) {
			if len(f.Breaks) > 0 && b.At-last < m {
				t.Fatalf("breaks at %v of %d points: a segment is shorter than %d", dates(f), n, m)
			}
			last = b.At
			if !(0 <= b.Probability && b.Probability <= b.Near+1e-9 && b.Near <= 1 && 0 <= b.Soon && b.Soon <= 1) {
				t.Fatalf("a break of probabilities %+v", b)
			}
		}
		for i, p := range f.At {
			if !(p >= 0 && p <= 1+1e-9) {
				t.Fatalf("a break at %d of probability %g", i, p)
			}
		}
		if f.At != nil && !(f.None >= 0 && f.None <= 1+1e-9) || f.At == nil && len(f.Warnings) == 0 {
			t.Fatalf("%+v", f)
		}
	})
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
