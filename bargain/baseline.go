package bargain

import (
	"math"
	"slices"
)

// single is a model that settles at once: one round takes everyone to one position, dimension by dimension.
type single struct{ name string }

func (m single) Variant() string {
	if m.name == "nash" {
		return "nash (weights capability x salience; disagreement worth 0, as far off as the scale is wide)"
	}
	return m.name + " (weighted by capability x salience)"
}

func (m single) Run(t Table) (*Run, error) {
	r := &Run{Model: m.name, Variant: m.Variant(), Table: t, Outcome: Outcome{Fate: Settled, Round: 1}}
	r.Rounds = []Round{{Position: positions(t)}, {Position: grid(len(t.Actors), t.Dimensions())}}
	for d := range t.Dimensions() {
		x, w := t.column(d), t.weights(d)
		var at float64
		switch m.name {
		case "mean":
			at = WeightedMean(x, w)
		case "median":
			at = WeightedMedian(x, w)
		default:
			width := t.High - t.Low
			if !t.Scaled() {
				low, high := span(x)
				width = high - low
			}
			at = nash(x, w, width)
		}
		for i := range t.Actors {
			r.Rounds[1].Position[i][d] = at
		}
	}
	return r, nil
}

// positions copies where everyone stands.
func positions(t Table) [][]float64 {
	p := grid(len(t.Actors), t.Dimensions())
	for i, a := range t.Actors {
		copy(p[i], a.Position)
	}
	return p
}

// nash finds the position y that maximises the product of (1 - |x - y|/width)^w: Nash's bargain (1950,
// doi:10.2307/1907266) with weights (Harsanyi and Selten 1972, doi:10.1287/mnsc.18.5.80), where no agreement is
// worth as little as the farthest position. Its logarithm is concave, so that the slope changes its sign once: at a
// position somebody holds, where the slope jumps, or between two.
func nash(x, w []float64, width float64) float64 {
	low, high := span(x)
	if high == low {
		return low
	}
	slope := func(y float64, side int) float64 { // side of y on which an actor that stands at y is taken to be
		sum := 0.0
		for i := range x {
			left := width - math.Abs(x[i]-y)
			switch {
			case w[i] == 0:
			case x[i] > y || x[i] == y && side > 0:
				sum += w[i] / left
			default:
				sum -= w[i] / left
			}
		}
		return sum
	}
	held := slices.Clone(x)
	slices.Sort(held)
	for _, y := range slices.Compact(held) {
		rise, fall := slope(y, 1), slope(y, -1)
		switch {
		case rise >= 0 && fall <= 0:
			return y
		case fall > 0:
			low = y
		default: // the slope falls already at y: the top lies between the last position and this
			return bisect(low, y, func(at float64) bool { return slope(at, 1) > 0 })
		}
	}
	return high
}

// bisect finds where climbs turns false between low, where it holds, and high, to the last bit.
func bisect(low, high float64, climbs func(float64) bool) float64 {
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return middle
		}
		if climbs(middle) {
			low = middle
		} else {
			high = middle
		}
	}
}
