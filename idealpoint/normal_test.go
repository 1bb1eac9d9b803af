package idealpoint

import (
	"fmt"
	"math"
	"testing"

	"multivector/chance"
)

func TestLogPhiIsWithinItsTolerance(t *testing.T) {
	worst, steep := 0.0, 0.0
	for i := range 2_000_000 {
		x := -20 + 30*float64(i)/2e6
		exact := exactLogPhi(x)
		value, slope := logPhiSlope(x)
		if value != logPhi(x) {
			t.Fatalf("logPhi(%v) and logPhiSlope disagree", x)
		}
		worst = max(worst, math.Abs(value-exact))
		steep = max(steep, math.Abs(slope-math.Exp(-x*x/2-exact)/math.Sqrt(2*math.Pi)))
	}
	for _, x := range []float64{logPhiLow, logPhiHigh, math.Inf(1), 50, -50} {
		for _, x := range []float64{math.Nextafter(x, -100), x, math.Nextafter(x, 100)} {
			if value, _ := logPhiSlope(x); value != logPhi(x) || math.Abs(value-exactLogPhi(x)) > 1e-12 {
				t.Errorf("log Phi(%v) = %v, exactly %v", x, value, exactLogPhi(x))
			}
		}
	}
	if worst > 1e-12 || steep > 1e-9 {
		t.Errorf("log Phi is off by up to %.2g, its slope by %.2g", worst, steep)
	}
}

func TestExp(t *testing.T) {
	worst := 0.0
	for i := range 1_000_000 {
		x := -690 * float64(i) / 1e6
		if i%2 == 0 {
			x /= 1000
		}
		worst = max(worst, math.Abs(exp(x)/math.Exp(x)-1))
	}
	if worst > 1e-13 {
		t.Errorf("off by up to %.2g of itself", worst)
	}
	if exp(0) != 1 || exp(-800) != 0 {
		t.Errorf("%v, %v", exp(0), exp(-800))
	}
}

func BenchmarkExp(b *testing.B) {
	x, sum := -3.0, 0.0
	for b.Loop() {
		for range 1000 {
			sum += exp(x)
			if x += .0061; x > 0 {
				x = -3
			}
		}
	}
	_ = sum
}

func BenchmarkMathExp(b *testing.B) {
	x, sum := -3.0, 0.0
	for b.Loop() {
		for range 1000 {
			sum += math.Exp(x)
			if x += .0061; x > 0 {
				x = -3
			}
		}
	}
	_ = sum
}

// The values are log Phi by mpmath 1.3, mp.log(mp.ncdf(x)) at 30 digits.
func TestExactLogPhi(t *testing.T) {
	for x, want := range map[float64]float64{
		-40: -804.608442013753788, -10: -53.2312851505124706, -1: -1.84102164500926351, 0: -math.Ln2, 2: -0.0230129093289634885,
	} {
		if got := exactLogPhi(x); math.Abs(got/want-1) > 1e-13 {
			t.Errorf("log Phi(%v) = %.18g, want %.18g", x, got, want)
		}
	}
}

// Moments of the truncated normal in closed form (Johnson, Kotz and Balakrishnan 1994, 13.10).
func TestTruncatedNormalsHaveTheirMoments(t *testing.T) {
	inf := math.Inf(1)
	for i, c := range [][2]float64{
		{-3, inf},
		{0, inf},
		{.44, inf},
		{.46, inf},
		{2, inf},
		{8, inf},
		{-1, 1.6},
		{-.3, .2},
		{-2, 2},
		{.5, .6},
		{.5, 4},
		{3, 3.2},
		{-9, -4},
		{-5, -4.9},
		{-1, 0},
		{0, .5},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			a, b := c[0], c[1]
			phi := func(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
			z := (math.Erfc(a/math.Sqrt2) - math.Erfc(b/math.Sqrt2)) / 2
			if b < 0 {
				z = (math.Erfc(-b/math.Sqrt2) - math.Erfc(-a/math.Sqrt2)) / 2
			}
			times := func(x, p float64) float64 {
				if p == 0 {
					return 0
				}
				return x * p
			}
			mean := (phi(a) - phi(b)) / z
			variance := 1 + (times(a, phi(a))-times(b, phi(b)))/z - mean*mean
			const n = 200_000
			rng := chance.Stream(1, "truncated normals", i)
			var sum, squares float64
			for range n {
				x := 0.0
				if b == inf {
					x = tail(rng, a)
				} else {
					x = between(rng, a, b)
				}
				if x < a || x > b {
					t.Fatalf("%v is not in it", x)
				}
				sum += x
				squares += (x - mean) * (x - mean)
			}
			if d := math.Abs(sum/n - mean); d > 5*math.Sqrt(variance/n) {
				t.Errorf("mean %v, want %v", sum/n, mean)
			}
			if got := squares / n; math.Abs(got/variance-1) > .03 {
				t.Errorf("variance %v, want %v", got, variance)
			}
		})
	}
}

func BenchmarkLogPhi(b *testing.B) {
	x, sum := -3.0, 0.0
	for b.Loop() {
		for range 1000 {
			sum += logPhi(x)
			x += .0061
			if x > 3 {
				x = -3
			}
		}
	}
	_ = sum
}
