package figure

import "math"

// shelf keeps texts apart that stand in rows above a plot, each over its own place on the plot and led to it by an upright line: a
// text finds a row near the plot in which it lies on no other text, on as few of the others' lines as may be, and on none that
// is known to come.
type shelf struct {
	stems []float64 // where the lines of all texts are, set before the first is put
	rows  [][]extent
}

// extent is a stretch across the picture, of a text, or of a line on its way to a higher row.
type extent struct{ from, to float64 }

// covers counts what of a row is on a stretch.
func (s *shelf) covers(row int, e extent) (n int) {
	if row < len(s.rows) {
		for _, o := range s.rows[row] {
			if e.from < o.to && o.from < e.to {
				n++
			}
		}
	}
	return n
}

func (s *shelf) take(row int, e extent) {
	for len(s.rows) <= row {
		s.rows = append(s.rows, nil)
	}
	s.rows[row] = append(s.rows[row], e)
}

// put gives the row, 0 being nearest to the plot, and the beginning of a text of some width over x, between low and high: in the
// middle over its line, or at its side.
func (s *shelf) put(x, wide, low, high float64) (row int, from float64) {
	best := math.Inf(1)
	for r := range len(s.rows) + 1 {
		for side, begin := range []float64{x - wide/2, x - 5, x - wide + 5} {
			begin = max(low, min(high-wide, begin))
			text := extent{begin - 5, begin + wide + 5}
			if s.covers(r, text) > 0 {
				continue
			}
			cost := float64(r) + .2*float64(side)
			for below := range r {
				cost += 4 * float64(s.covers(below, extent{x - 2, x + 2}))
			}
			for _, stem := range s.stems {
				if stem != x && stem > text.from && stem < text.to {
					cost += 1.5
				}
			}
			if cost < best {
				best, row, from = cost, r, begin
			}
		}
	}
	s.take(row, extent{from - 5, from + wide + 5})
	for below := range row {
		s.take(below, extent{x - 2, x + 2})
	}
	return row, from
}
