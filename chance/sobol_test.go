package chance_test

import (
	"math"
	"testing"

	"multivector/chance"
)

// sample draws both samples of a design whose factors are uniform between bounds.
func sample(seed uint64, rows, factors int, low, high float64) (a, b [][]float64) {
	a, b = make([][]float64, rows), make([][]float64, rows)
	for i := range rows {
		stream := chance.Stream(seed, "sobol test", i)
		for range factors {
			a[i] = append(a[i], low+(high-low)*stream.Float64())
			b[i] = append(b[i], low+(high-low)*stream.Float64())
		}
	}
	return a, b
}

func indices(t *testing.T, rows, factors int, low, high float64, f func(x []float64) float64) []chance.Index {
	t.Helper()
	a, b := sample(3, rows, factors, low, high)
	return chance.Sobol(chance.Design{Rows: rows, Factors: factors, Outputs: 1, Seed: 1, Level: 0.99}, func(row int, fromB []bool, y []float64) {
		x := make([]float64, factors)
		for k := range x {
			x[k] = a[row][k]
			if fromB[k] {
				x[k] = b[row][k]
			}
		}
		y[0] = f(x)
	})[0]
}

func within(t *testing.T, name string, value, low, high, want, width float64) {
	t.Helper()
	if want < low || want > high {
		t.Errorf("%s: %.4f [%.4f, %.4f] leaves out %.4f", name, value, low, high, want)
	}
	if high-low > width {
		t.Errorf("%s: the interval [%.4f, %.4f] is wider than %.3f and shows nothing", name, low, high, width)
	}
}

// Ishigami and Homma 1990 (doi:10.1109/ISUMA.1990.151285): f = sin x1 + a sin² x2 + b x3⁴ sin x1, x in (-π, π). The
// indices follow from V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2.
func TestIshigami(t *testing.T) {
	const a, b = 7, 0.1
	pi4 := math.Pow(math.Pi, 4)
	v := a*a/8.0 + b*pi4/5 + b*b*pi4*pi4/18 + 0.5
	v1 := 0.5 * math.Pow(1+b*pi4/5, 2)
	v2 := a * a / 8.0
	v13 := b * b * pi4 * pi4 * (1.0/18 - 1.0/50)
	got := indices(t, 20_000, 3, -math.Pi, math.Pi, func(x []float64) float64 {
		return math.Sin(x[0]) + a*math.Pow(math.Sin(x[1]), 2) + b*math.Pow(x[2], 4)*math.Sin(x[0])
	})
	for k, want := range [][2]float64{{v1 / v, (v1 + v13) / v}, {v2 / v, v2 / v}, {0, v13 / v}} {
		within(t, "first", got[k].First, got[k].FirstLow, got[k].FirstHigh, want[0], 0.08)
		within(t, "total", got[k].Total, got[k].TotalLow, got[k].TotalHigh, want[1], 0.08)
	}
}

// Sobol's g-function (Saltelli and Sobol 1995): f = prod (|4x_k - 2| + a_k) / (1 + a_k), x in (0, 1), of which V_k = (1/3) /
// (1 + a_k)² and V = prod (1 + V_k) - 1.
func TestTheGFunction(t *testing.T) {
	a := []float64{0, 0.5, 3, 9, 99}
	v, part := 1.0, make([]float64, len(a))
	for k, ak := range a {
		part[k] = 1 / (3 * (1 + ak) * (1 + ak))
		v *= 1 + part[k]
	}
	variance := v - 1
	got := indices(t, 20_000, len(a), 0, 1, func(x []float64) float64 {
		y := 1.0
		for k := range x {
			y *= (math.Abs(4*x[k]-2) + a[k]) / (1 + a[k])
		}
		return y
	})
	for k := range a {
		within(t, "first", got[k].First, got[k].FirstLow, got[k].FirstHigh, part[k]/variance, 0.08)
		within(t, "total", got[k].Total, got[k].TotalLow, got[k].TotalHigh, part[k]*v/(1+part[k])/variance, 0.08)
	}
}

func TestAnOutputThatDoesNotVaryHasNoIndices(t *testing.T) {
	for k, x := range indices(t, 500, 2, 0, 1, func([]float64) float64 { return 0.3 }) {
		if !math.IsNaN(x.First) || !math.IsNaN(x.Total) {
			t.Errorf("factor %d of a constant: %v", k, x)
		}
	}
}
