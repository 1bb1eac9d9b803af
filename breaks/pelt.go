package breaks

import "math"

// Find gives the breaks that make the cost of the segments and the penalties least, each segment of at least
// minSegment points, and that least value without the penalties: PELT (Killick, Fearnhead and Eckley 2012,
// doi:10.1080/01621459.2012.737745). It is exact, and takes time linear in the points where breaks keep
// coming, quadratic where there are none. A series of fewer than twice minSegment points has no breaks.
//
// The search keeps the starts that the last segment may still have. A start that loses to a later one can
// never win again, but only where the later one leaves room for a whole segment: it is dropped minSegment
// points after it lost, and under MBIC only if it loses by more than the lengths may give back. R's changepoint drops it
// at once and as if lengths cost nothing, and may miss the optimum.
func Find(c Cost, p Penalty, minSegment int) (at []int, cost float64) {
	n, m := c.Len(), max(1, minSegment)
	if n == 0 {
		return nil, 0
	}
	of := func(from, to int) float64 { return c.Of(from, to) + p.ofLength(to-from) }
	if n < 2*m {
		return nil, of(0, n)
	}
	penalty := p.Value(c.Parameters(), n)
	best := make([]float64, n+1) // of the first t points
	from := make([]int, n+1)     // where the last segment of the best of them starts
	best[0] = -penalty
	type start struct{ at, until int } // it may start a segment that ends at until or before
	starts := []start{{0, n}}
	values := make([]float64, 0, n)
	for t := m; t <= n; t++ {
		if s := t - m; s >= m {
			starts = append(starts, start{s, n})
		}
		best[t] = math.Inf(1)
		values = values[:0]
		for _, s := range starts {
			v := best[s.at] + of(s.at, t)
			values = append(values, v)
			if v+penalty < best[t] {
				best[t], from[t] = v+penalty, s.at
			}
		}
		if t == n {
			break
		}
		kept := starts[:0]
		for i, s := range starts {
			if values[i]+p.slack(t-s.at, n-t) > best[t] {
				s.until = min(s.until, t+m-1)
			}
			if s.until > t {
				kept = append(kept, s)
			}
		}
		starts = kept
	}
	for t := n; from[t] > 0; t = from[t] {
		at = append(at, from[t])
	}
	for i, j := 0, len(at)-1; i < j; i, j = i+1, j-1 {
		at[i], at[j] = at[j], at[i]
	}
	return at, best[n] - float64(len(at))*penalty
}
