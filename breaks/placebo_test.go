package breaks

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"multivector/chance"
)

func unit(name string, before, after int, values ...float64) Unit {
	return Unit{name, len(values), before, after, func(from, to int) (float64, bool) { return mean(values[from:to]), true }}
}

// By hand: of A the two points before the date are 1 and 1, the two after it 5 and 5. Three other dates have two
// points on each side, and changes of 2, 2 and 0; B moved by 1 and C by -6.
func TestPlaceboByHand(t *testing.T) {
	units := []Unit{
		unit("A", 3, 3, 1, 1, 1, 5, 5, 5, 5),
		unit("B", 3, 3, 0, 0, 0, 1, 1, 1, 1),
		unit("C", 2, 3, 6, 6, 9, 0, 0),
		unit("D", 1, 1, 0, 7), // too short to compare
	}
	m := Placebo(units, 0, 2)
	if m.By != 4 || m.Before != 1 || m.After != 5 || m.Window != 2 {
		t.Errorf("moved by %g, from %g to %g, %d points a side", m.By, m.Before, m.After, m.Window)
	}
	if want := (Rank{1, 4, 0.25}); m.Dates != want {
		t.Errorf("among dates %+v, want %+v", m.Dates, want)
	}
	if m.Largest != 3 {
		t.Errorf("the largest change begins at %d, want 3, the date's own", m.Largest)
	}
	if b := Placebo(units, 1, 2); b.Dates.K != 1 || b.Largest != 3 {
		t.Errorf("B: %+v", b)
	}
	if early := Placebo([]Unit{unit("A", 2, 2, 1, 1, 1, 5, 5, 5, 5)}, 0, 2); early.Dates.K != 4-1 || early.Largest != 3 {
		t.Errorf("a date one point early has place %d and the largest change begins at %d, want 3 and 3", early.Dates.K, early.Largest)
	}
	if want := (Rank{2, 3, 2.0 / 3}); m.Units != want {
		t.Errorf("among units %+v, want %+v", m.Units, want)
	}
	if c := m.Others[1]; c.Name != "C" || c.By != -6 {
		t.Errorf("C moved by %g; the point that straddles the date is in neither side", c.By)
	}
}

func TestPlaceboThatCannotBeTaken(t *testing.T) {
	if m := Placebo([]Unit{unit("A", 3, 3, 1, 2, 3)}, 0, 5); m.Missing == "" || m.Dates.N != 0 {
		t.Errorf("nothing lies after the date: %+v", m)
	}
	if m := Placebo([]Unit{unit("A", 1, 1, 1, 2)}, 0, 5); m.Missing != "" || m.Dates.N != 0 || m.Units.N != 0 || len(m.Warnings) < 2 {
		t.Errorf("there is nothing to compare with: %+v", m)
	}
}

// Where nothing happened at the date its rank is any rank: over many worlds it is one of the
// first two of 19 in two of 19 of them.
func TestPlaceboRanksAreUniformWhereNothingHappened(t *testing.T) {
	const worlds = 2000
	low := 0
	for w := range worlds {
		r := chance.Stream(1, "placebo", w)
		values := make([]float64, 24)
		for i := range values {
			values[i] = r.NormFloat64()
		}
		at := 3 + r.IntN(19) // any of the 19 dates that have 3 points on each side
		if m := Placebo([]Unit{unit("A", at, at, values...)}, 0, 3); m.Dates.K <= 2 {
			low++
		}
	}
	if share := float64(low) / worlds; math.Abs(share-2.0/19) > 0.02 {
		t.Errorf("in %.3f of worlds in which nothing happened it is one of the first two", share)
	}
}

func TestPlaceboDoesNotDependOnTheScaleOrTheOrderOfUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(4, 20).Draw(t, "points")
		at := rapid.IntRange(1, n-1).Draw(t, "date")
		var units, scaled []Unit
		for range 4 {
			values := rapid.SliceOfN(rapid.Float64Range(-5, 5), n, n).Draw(t, "values")
			bigger := slices.Clone(values)
			for i := range bigger {
				bigger[i] *= 4
			}
			units, scaled = append(units, unit("u", at, at, values...)), append(scaled, unit("u", at, at, bigger...))
		}
		a, b := Placebo(units, 0, 6), Placebo(scaled, 0, 6)
		slices.Reverse(units)
		c := Placebo(units, 3, 6)
		if a.Dates != b.Dates || a.Units != b.Units || a.Dates != c.Dates || a.Units != c.Units || math.Abs(4*a.By-b.By) > 1e-9 {
			t.Fatalf("%+v, scaled %+v, reversed %+v", a, b, c)
		}
	})
}
