package measure_test

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"multivector/measure"
)

// Three owners of gloves, one of a left one and two of a right one each: a pair is worth 1. The textbook's shares are
// 2/3, 1/6, 1/6.
func TestShapleyOfTheGloveGame(t *testing.T) {
	pair := func(set uint) float64 {
		if set&1 != 0 && set&6 != 0 {
			return 1
		}
		return 0
	}
	for i, want := range []float64{2.0 / 3, 1.0 / 6, 1.0 / 6} {
		if got := measure.Shapley(3, pair)[i]; math.Abs(got-want) > 1e-15 {
			t.Errorf("player %d gets %g, wanted %g", i, got, want)
		}
	}
}

func TestShapleyKeepsItsAxioms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 5).Draw(t, "players")
		values := rapid.SliceOfN(rapid.Float64Range(-10, 10), 1<<n, 1<<n).Draw(t, "values")
		shares := measure.Shapley(n, func(set uint) float64 { return values[set] })
		sum := 0.0
		for _, s := range shares {
			sum += s
		}
		if whole := values[len(values)-1] - values[0]; math.Abs(sum-whole) > 1e-12 {
			t.Errorf("the shares add up to %g, the whole is %g", sum, whole)
		}
		if n < 2 {
			return
		}
		// Of players told apart by their number alone all get the same.
		for i, s := range measure.Shapley(n, func(set uint) float64 { return values[bits.OnesCount(set)] }) {
			if math.Abs(s-(values[n]-values[0])/float64(n)) > 1e-12 {
				t.Errorf("player %d of %d alike gets %g", i, n, s)
			}
		}
		// The first two are alike where nothing depends on which of them came.
		alike := measure.Shapley(n, func(set uint) float64 { return values[set&^3] + float64(bits.OnesCount(set&3))*values[1] })
		if math.Abs(alike[0]-alike[1]) > 1e-12 {
			t.Errorf("two alike get %g and %g", alike[0], alike[1])
		}
		// One whose coming changes nothing gets exactly nothing.
		if idle := measure.Shapley(n, func(set uint) float64 { return values[set&^1] })[0]; idle != 0 {
			t.Errorf("an idle player gets %g", idle)
		}
	})
}

func TestShapleyOfWhatHasNoValueHasNone(t *testing.T) {
	for i, s := range measure.Shapley(2, func(set uint) float64 { return map[uint]float64{1: math.NaN()}[set] }) {
		if !math.IsNaN(s) {
			t.Errorf("player %d gets %g", i, s)
		}
	}
}
