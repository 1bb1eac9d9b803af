package measure_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
)

func TestTheilSenByHand(t *testing.T) {
	// Of four points with one far out the slopes are 1, 1, 1 and 33, 49, 97, and their median (1 + 33) / 2.
	slope, intercept, tau, ok := TheilSen([]float64{0, 1, 2}, []float64{5, 6, 7})
	if !ok || slope != 1 || intercept != 5 || tau != 1 {
		t.Errorf("a line: %v %v %v %v", slope, intercept, tau, ok)
	}
	if slope, _, _, _ := TheilSen([]float64{0, 1, 2, 3}, []float64{0, 1, 2, 99}); slope != 17 {
		t.Errorf("four points, one far out: %v", slope)
	}
	// Of five points one may be anything: seven of ten slopes are of the others or near them.
	if slope, intercept, _, _ := TheilSen([]float64{0, 1, 2, 3, 4}, []float64{1, 3, 5, 7, 1e9}); slope != 2 || intercept != 1 {
		t.Errorf("five points, one far out: %v %v", slope, intercept)
	}
	if _, _, tau, _ := TheilSen([]float64{0, 1, 2}, []float64{4, 4, 4}); !math.IsNaN(tau) {
		t.Errorf("tau of what does not vary is %v", tau)
	}
	if _, _, _, ok := TheilSen([]float64{1, 1, 1}, []float64{1, 2, 3}); ok {
		t.Error("a line through points above each other")
	}
	if slope, _, _, ok := TheilSen([]float64{0, 1, math.NaN(), 2}, []float64{0, 1, 50, 2}); !ok || slope != 1 {
		t.Errorf("with a point that is not there: %v", slope)
	}
}

// What the line does with its points: it follows them up and down, and half of them lie on each side.
func TestTheilSenFollowsItsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Map(rapid.IntRange(-50, 50), func(i int) float64 { return float64(i) })
		x := rapid.SliceOfN(whole, 4, 12).Draw(t, "x")
		y := rapid.SliceOfN(whole, len(x), len(x)).Draw(t, "y")
		slope, intercept, tau, ok := TheilSen(x, y)
		if !ok {
			return
		}
		up, down := 0, 0
		for i := range x {
			switch left := y[i] - intercept - slope*x[i]; {
			case left > 1e-9:
				up++
			case left < -1e-9:
				down++
			}
		}
		if up > len(x)/2 || down > len(x)/2 {
			t.Fatalf("of %d points %d above the line and %d below", len(x), up, down)
		}
		tilted := slices.Clone(y)
		for i := range y {
			tilted[i] = y[i] + 3*x[i] + 7
		}
		if s, a, _, _ := TheilSen(x, tilted); math.Abs(s-slope-3) > 1e-9 || math.Abs(a-intercept-7) > 1e-6 {
			t.Fatalf("tilted by 3 and raised by 7 it went from %v, %v to %v, %v", slope, intercept, s, a)
		}
		if tau < -1-1e-12 || tau > 1+1e-12 {
			t.Fatalf("tau is %v", tau)
		}
	})
}

// The figures of docs/methods/room.md on why the line is not that of least squares.
func TestTheLineDoesNotHangOnOneVector(t *testing.T) {
	d := load(t)
	r := Of(d, DefaultOptions())
	var x, y, rooms []float64
	var vectors []string
	for _, state := range d.Config.Region {
		for _, v := range d.Vectors {
			x = append(x, r.Dependence(state, v, All).Value)
			y = append(y, r.Recent(state, v).Value)
			rooms = append(rooms, r.Room(state, v).Value)
			vectors = append(vectors, v)
		}
	}
	without := func(v string) (a, b []float64) {
		for i := range x {
			if vectors[i] != v {
				a, b = append(a, x[i]), append(b, y[i])
			}
		}
		return a, b
	}
	lowest, highest := [2]float64{9, 9}, [2]float64{-9, -9}
	for _, v := range d.Vectors {
		a, b := without(v)
		least, _ := leastSquares(a, b)
		middle, _, _, _ := TheilSen(a, b)
		for i, s := range []float64{least, middle} {
			lowest[i], highest[i] = min(lowest[i], s), max(highest[i], s)
		}
	}
	slope, intercept := leastSquares(x, y)
	left := make([]float64, len(x))
	for i := range x {
		left[i] = y[i] - intercept - slope*x[i]
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"least squares", slope, .65},
		{"least squares without one vector, lowest", lowest[0], .47},
		{"least squares without one vector, highest", highest[0], 1.20},
		{"medians", r.Line(SlopeName).Value, .76},
		{"medians without one vector, lowest", lowest[1], .55},
		{"medians without one vector, highest", highest[1], .92},
		{"rank correlation of the rooms", spearman(left, rooms), .98},
	} {
		if math.Abs(c.got-c.want) > .005 {
			t.Errorf("%s: %.3f, and docs/methods/room.md says %.2f", c.what, c.got, c.want)
		}
	}
}

func leastSquares(x, y []float64) (slope, intercept float64) {
	n := float64(len(x))
	var sx, sy, sxx, sxy float64
	for i := range x {
		sx, sy, sxx, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], sxy+x[i]*y[i]
	}
	slope = (n*sxy - sx*sy) / (n*sxx - sx*sx)
	return slope, (sy - slope*sx) / n
}

// The medians that the line is made of, told by points above one another's places: x is 0 or 1, so that the slope is the
// median of all differences, which sorting gives as well.
func TestTheSlopeIsTheMedianOfAllSlopes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Map(rapid.IntRange(-9, 9), func(i int) float64 { return float64(i) })
		low := rapid.SliceOfN(value, 1, 8).Draw(t, "at 0")
		high := rapid.SliceOfN(value, 1, 8).Draw(t, "at 1")
		var differences []float64
		for _, a := range low {
			for _, b := range high {
				differences = append(differences, b-a)
			}
		}
		slices.Sort(differences)
		n := len(differences)
		want := (differences[(n-1)/2] + differences[n/2]) / 2
		x := append(make([]float64, len(low)), slices.Repeat([]float64{1}, len(high))...)
		if slope, _, _, _ := TheilSen(x, slices.Concat(low, high)); slope != want {
			t.Fatalf("the slope is %v, and the median of the differences %v", slope, want)
		}
	})
}
