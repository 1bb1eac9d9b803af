package bargain

import "math"

// codedProbabilities are those of jmckib's code: the votes of those who prefer the first of two places over the votes of
// all over all ordered pairs of actors, so that they are small and the two of a pair do not add up to 1. The utility
// of a voter k is bent by its risk exponent: D_k(a) = (|x_k - a|/range)^r_k.
//
// Who prefers which of two places hangs on the side of the midpoint alone; so each numerator is a difference of sums
// over voters in the order of their positions, and the whole takes n m + m^2 steps for n actors at m spots.
func (g *issue) codedProbabilities() {
	m, n := len(g.spots), len(g.x)
	g.sums = resized(g.sums, (n+1)*m) // by voters counted so far, by spot: the sum of their w D
	clear(g.sums[:m])
	all := 0.0
	for t, k := range g.order {
		here := g.at[k] * m
		before, after := g.sums[t*m:(t+1)*m], g.sums[(t+1)*m:(t+2)*m]
		// after holds D while the sum over pairs is made.
		if r := g.r[k]; r == 1 {
			copy(after, g.gap[here:here+m])
		} else {
			for a, lg := range g.logGap[here : here+m] {
				after[a] = math.Exp(r * lg)
			}
		}
		all += g.w[k] * g.spread(after, g.at[k])
		for a, d := range after {
			after[a] = before[a] + g.w[k]*d
		}
	}
	last := g.sums[n*m:]
	for a := range m {
		g.win[a*m+a], g.lose[a*m+a] = 0, 0
		t := 0
		for b := a + 1; b < m; b++ {
			middle := (g.spots[a] + g.spots[b]) / 2
			for t < n && g.x[g.order[t]] < middle {
				t++
			}
			ofA, ofB := g.sums[t*m+a], g.sums[t*m+b]
			g.win[a*m+b] = max(ofB-ofA, 0) / all
			g.lose[a*m+b] = max((last[a]-ofA)-(last[b]-ofB), 0) / all
		}
	}
	g.mirrorChances()
}

// spread is the sum of |D(a) - D(b)| over all ordered pairs of heads. Distances grow outwards from the voter's own
// spot, so they are met in order by walking out on both sides.
func (g *issue) spread(d []float64, own int) float64 {
	total := 0.0
	for _, h := range g.heads {
		total += h
	}
	passed, sum := g.heads[own], 0.0 // D is 0 at its own spot
	low, high := own-1, own+1
	for low >= 0 || high < len(d) {
		at := low
		if low < 0 || high < len(d) && d[high] < d[low] {
			at = high
			high++
		} else {
			low--
		}
		h := g.heads[at]
		sum += d[at] * h * (2*passed + h - total)
		passed += h
	}
	return 2 * sum
}

// printedProbabilities are those of the paper: of all that voters would gain or lose between two places, the part of
// those who gain by the first (step 4), distances as they are. Both sums are differences of sums of w and w x over
// voters in the order of their positions.
func (g *issue) printedProbabilities() {
	m, n := len(g.spots), len(g.x)
	g.sums = resized(g.sums, 2*(n+1))
	weight, moment := g.sums[:n+1], g.sums[n+1:]
	weight[0], moment[0] = 0, 0
	for t, k := range g.order {
		weight[t+1], moment[t+1] = weight[t]+g.w[k], moment[t]+g.w[k]*g.x[k]
	}
	upTo := make([]int, m) // by spot: how many stand there or below
	for _, k := range g.order {
		upTo[g.at[k]]++
	}
	for a := 1; a < m; a++ {
		upTo[a] += upTo[a-1]
	}
	for a := range m {
		g.win[a*m+a], g.lose[a*m+a] = 0, 0
		t := upTo[a]
		for b := a + 1; b < m; b++ {
			from, to := g.spots[a], g.spots[b]
			for t < n && g.x[g.order[t]] < (from+to)/2 {
				t++
			}
			last := upTo[b-1] // all above stand at b or beyond
			first := (to-from)*weight[upTo[a]] + (from+to)*(weight[t]-weight[upTo[a]]) - 2*(moment[t]-moment[upTo[a]])
			second := (to-from)*(weight[n]-weight[last]) + 2*(moment[last]-moment[t]) - (from+to)*(weight[last]-weight[t])
			p := 0.5
			if first+second > 0 {
				p = min(max(first/(first+second), 0), 1)
			}
			g.win[a*m+b], g.lose[a*m+b] = p, 1-p
		}
	}
	g.mirrorChances()
}

// carefulProbabilities are codedProbabilities summed actor by actor as the public code does.
func (g *issue) carefulProbabilities() {
	m, n := len(g.spots), len(g.x)
	g.sums = resized(g.sums, n*m) // by actor, by spot: D
	for k := range n {
		for a, gap := range g.gap[g.at[k]*m : (g.at[k]+1)*m] {
			g.sums[k*m+a] = power(gap, g.r[k])
		}
	}
	all := 0.0
	for k, w := range g.w {
		d := g.sums[k*m : (k+1)*m]
		if g.pool {
			all += w * g.spread(d, g.at[k])
			continue
		}
		for _, a := range g.at {
			for _, b := range g.at {
				all += math.Abs(w * (d[b] - d[a]))
			}
		}
	}
	for a := range m {
		for b := range m {
			sum := 0.0
			for k, w := range g.w {
				sum += max(0, w*(g.sums[k*m+b]-g.sums[k*m+a]))
			}
			g.win[a*m+b] = sum / all
			g.lose[b*m+a] = sum / all
		}
	}
}

// mirrorChances fills the lower triangles: who wins in one direction loses in the other.
func (g *issue) mirrorChances() {
	m := len(g.spots)
	mirror(g.win, g.lose, m)
	mirror(g.lose, g.win, m)
}
