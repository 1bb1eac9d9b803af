package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"multivector/evidence"
	. "multivector/measure"
)

func TestSplitByHand(t *testing.T) {
	for _, c := range []struct {
		name             string
		x, p             [2]float64
		ofState, ofPower float64
	}{
		{"the state alone moved", [2]float64{0, 1}, [2]float64{3, 3}, -1, 0},
		{"the power alone moved", [2]float64{0, 0}, [2]float64{3, 2}, 0, -1},
		{"each one step nearer", [2]float64{0, 1}, [2]float64{3, 2}, -1, -1},
		{"the power left, the state went after it", [2]float64{0, 1}, [2]float64{3, 4}, -1, 1},
		{"they changed places", [2]float64{0, 1}, [2]float64{1, 0}, 0, 0},
		// From 0 to 2 the state passes the power, held at 1: no nearer. With the power at 3 it comes 2 nearer.
		{"the order matters", [2]float64{0, 2}, [2]float64{1, 3}, -1, 1},
	} {
		if a, b := Split(c.x, c.p); a != c.ofState || b != c.ofPower {
			t.Errorf("%s: state %v, power %v; want %v and %v", c.name, a, b, c.ofState, c.ofPower)
		}
	}
}

// The parts add up, whatever the moves; who stands still has none; and it does not matter whom one calls the state.
func TestSplitAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.Float64Range(-5, 5)
		x := [2]float64{place.Draw(t, "x before"), place.Draw(t, "x")}
		p := [2]float64{place.Draw(t, "p before"), place.Draw(t, "p")}
		a, b := Split(x, p)
		if change := math.Abs(x[1]-p[1]) - math.Abs(x[0]-p[0]); math.Abs(a+b-change) > 1e-12 {
			t.Fatalf("%v and %v do not add up to %v", a, b, change)
		}
		if c, d := Split(p, x); math.Abs(c-b) > 1e-12 || math.Abs(d-a) > 1e-12 {
			t.Fatalf("seen from the other side %v and %v, not %v and %v", d, c, a, b)
		}
		if a, _ := Split([2]float64{x[0], x[0]}, p); a != 0 {
			t.Fatalf("the state stood still and moved by %v", a)
		}
	})
}

// In the built-in dossier the two moves are the change of every pair, which is that of the two distances as stored.
func TestMovesOfTheBuiltInDossierAddUp(t *testing.T) {
	d := load(t)
	r := Of(d, DefaultOptions())
	pairs := 0
	for _, state := range d.Config.Region {
		for _, vector := range d.Vectors {
			change := r.PositionChange(state, vector)
			byState, byPower := r.Moved(state, vector, ByState), r.Moved(state, vector, ByPower)
			if !change.Known() || !byState.Known() || !byPower.Known() {
				t.Errorf("%s-%s: %q %q %q", state, vector, change.Status, byState.Status, byPower.Status)
				continue
			}
			pairs++
			if sum := byState.Value + byPower.Value; math.Abs(sum-change.Value) > 1e-12 {
				t.Errorf("%s-%s: the moves add up to %v, the change is %v", state, vector, sum, change.Value)
			}
			if now, before := distanceOf(d, state, vector, 78), distanceOf(d, state, vector, 68); math.Abs(now-before-change.Value) > 2e-6 {
				t.Errorf("%s-%s: the distances changed by %v, not %v", state, vector, now-before, change.Value)
			}
		}
	}
	if pairs != 25 {
		t.Errorf("%d pairs, and there are 25", pairs)
	}
}

func distanceOf(d *evidence.Dossier, state, partner string, session int) float64 {
	for _, row := range d.IdealDistances {
		if row.State == state && row.Partner == partner && row.Session == session {
			return row.Distance
		}
	}
	return math.NaN()
}
