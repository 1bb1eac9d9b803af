package idealpoint

import (
	"cmp"
	"math"
	"slices"
)

// absences say how states are given to silence on questions of one sort, more or less than the hurdle has it of all: an
// intercept more, of the state and the sort, normal about 0 with a variance.
type absences struct {
	*hurdle
	rows     [][]asked  // by state, in the order of items
	variance [2]float64 // of one question put again, and of questions of a kind
}

func newAbsences(h *hurdle) absences {
	a := absences{hurdle: h, rows: make([][]asked, len(h.byState))}
	for s, rows := range h.byState {
		for _, i := range rows {
			a.rows[s] = append(a.rows[s], h.asked[i])
		}
		slices.SortStableFunc(a.rows[s], func(x, y asked) int { return cmp.Compare(x.item, y.item) })
	}
	return a
}

// of is the intercept of a state on questions like some items.
func (a *absences) of(state int, like []int) float64 {
	var rows []asked
	for _, v := range like {
		rows = append(rows, stretchOf(a.rows[state], int32(v), func(x asked) int32 { return x.item })...)
	}
	return a.intercept(rows, a.variance[sortOf(like)])
}

// intercept takes Newton's steps to its mode.
func (a *absences) intercept(rows []asked, variance float64) (x float64) {
	if variance == 0 {
		return 0
	}
	for range 20 {
		slope, info := -x/variance, 1/variance
		for i := range rows {
			p := logistic(a.odds(&rows[i]) + x)
			slope += rows[i].silent - p
			info += p * (1 - p)
		}
		step := max(-1, min(1, slope/info))
		if x += step; math.Abs(step) < 1e-6 {
			break
		}
	}
	return x
}
