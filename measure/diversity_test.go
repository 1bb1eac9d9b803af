package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
)

// The example of methods.md, section 4 of the design: five powers in equal parts, Russia and China alike by
// .9, the United States and the European Union by .85, all others by .4: naive 5, honest 1.678.
func TestFivePowers(t *testing.T) {
	p := []float64{.2, .2, .2, .2, .2} // RUS CHN TUR EUU USA
	z := [][]float64{
		{1, .9, .4, .4, .4},
		{.9, 1, .4, .4, .4},
		{.4, .4, 1, .4, .4},
		{.4, .4, .4, 1, .85},
		{.4, .4, .4, .85, 1},
	}
	if got := Hill(2, p); !near(got, 5) {
		t.Errorf("naive %v, want 5", got)
	}
	// By hand: the 25 similarities add up to 5 + 2(.9 + .85) + 16 x .4 = 14.9, so that p'Zp = .596.
	if got, want := LeinsterCobbold(2, p, z), 1/.596; !near(got, want) || math.Abs(got-1.678) > .0005 {
		t.Errorf("honest %v, want %v", got, want)
	}
}

func TestHill(t *testing.T) {
	for _, test := range []struct {
		q    float64
		p    []float64
		want float64
	}{
		{0, []float64{.5, .25, .25, 0}, 3},                // how many there are
		{1, []float64{.5, .25, .25, 0}, math.Pow(2, 1.5)}, // an entropy of 1.5 bits
		{2, []float64{.5, .25, .25, 0}, 1 / .375},
		{math.Inf(1), []float64{.5, .25, .25, 0}, 2},
		{2, []float64{1}, 1},
		{2, []float64{0, 0}, math.NaN()},
		{1, nil, math.NaN()},
	} {
		if got := Hill(test.q, test.p); !near(got, test.want) {
			t.Errorf("order %v of %v: %v, want %v", test.q, test.p, got, test.want)
		}
	}
}

func TestDiversityProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(rt, "n")
		p := make([]float64, n)
		total := 0.
		for i := range p {
			p[i] = float64(rapid.IntRange(0, 20).Draw(rt, "share"))
			total += p[i]
		}
		if total == 0 {
			p[0], total = 1, 1
		}
		z := make([][]float64, n)
		for i := range z {
			p[i] /= total
			z[i] = make([]float64, n)
			z[i][i] = 1
			for j := range i {
				z[i][j] = rapid.Float64Range(0, 1).Draw(rt, "similarity")
				z[j][i] = z[i][j]
			}
		}
		before := math.Inf(1)
		for _, q := range []float64{0, .5, 1 - 1e-6, 1, 1 + 1e-6, 2, 5, math.Inf(1)} {
			naive, honest := Hill(q, p), LeinsterCobbold(q, p, z)
			if honest < 1-1e-6 || honest > naive+1e-6 || naive > float64(n)+1e-6 {
				rt.Fatalf("order %v: honest %v, naive %v, powers %d", q, honest, naive, n)
			}
			if honest > before+1e-6 {
				rt.Fatalf("order %v: %v, more than %v of a lower order", q, honest, before)
			}
			if q > 1 && q < 1.1 && before-honest > 1e-3 {
				rt.Fatalf("a step at order 1: %v, %v", before, honest)
			}
			before = honest
			// A power split in two that are in all but name one is still one.
			split, twin := splitLast(p, z)
			if got := LeinsterCobbold(q, split, twin); math.Abs(got-honest) > 1e-6 {
				rt.Fatalf("order %v: %v, with one power split %v", q, honest, got)
			}
		}
	})
}

// splitLast gives half of the last power's share to a twin of it.
func splitLast(p []float64, z [][]float64) ([]float64, [][]float64) {
	last := len(p) - 1
	split := append(append([]float64{}, p[:last]...), p[last]/2, p[last]/2)
	var twin [][]float64
	for _, row := range append(append([][]float64{}, z...), z[last]) {
		twin = append(twin, append(append([]float64{}, row...), row[last]))
	}
	return split, twin
}
