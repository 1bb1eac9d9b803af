package breaks

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// exact is the optimal partition by trying every last segment (Jackson and others 2005): what PELT must equal.
func exact(c Cost, p Penalty, m int) (at []int, cost float64) {
	n := c.Len()
	penalty := p.Value(c.Parameters(), n)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	for t := 1; t <= n; t++ {
		best[t] = math.Inf(1)
		if t >= m || t == n { // a series too short is one segment
			best[t] = c.Of(0, t) + p.ofLength(t)
			from[t] = 0
		}
		for s := m; s+m <= t; s++ {
			if v := best[s] + c.Of(s, t) + p.ofLength(t-s) + penalty; v < best[t] {
				best[t], from[t] = v, s
			}
		}
	}
	for t := from[n]; t > 0; t = from[t] {
		at = append([]int{t}, at...)
	}
	return at, best[n] - float64(len(at))*penalty
}

func drawCost(t *rapid.T) Cost {
	n := rapid.IntRange(1, 60).Draw(t, "points")
	levels := rapid.SliceOfN(rapid.IntRange(0, 3), n, n).Draw(t, "levels")
	noise := rapid.SliceOfN(rapid.Float64Range(-1, 1), n, n).Draw(t, "noise")
	values, variances, events, votes := make([]float64, n), make([]float64, n), make([]float64, n), make([][]float64, n)
	level := 0
	for i := range n {
		if levels[i] == 0 { // a break now and then
			level = (level + 1 + int(3*math.Abs(noise[i]))) % 4
		}
		values[i] = 2*float64(level) + noise[i]
		variances[i] = 1 + float64(levels[i])
		events[i] = float64(2*level + levels[i])
		votes[i] = []float64{float64(5 * level), float64(levels[i]), 7 * math.Abs(noise[i])}
	}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return Multinomial(votes)
	case 1:
		return Poisson(events)
	case 2:
		return NormalMean(values, variances)
	}
	return NormalMeanVar(values)
}

func TestFindIsTheOptimalPartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCost(t)
		p := rapid.SampledFrom([]Penalty{BIC, MBIC, AIC, Manual(0), Manual(3)}).Draw(t, "penalty")
		m := rapid.IntRange(1, 12).Draw(t, "minimum segment")
		at, cost := Find(c, p, m)
		wantAt, want := exact(c, p, m)
		penalty := p.Value(c.Parameters(), c.Len())
		got, best := cost+float64(len(at))*penalty, want+float64(len(wantAt))*penalty
		if math.Abs(got-best) > 1e-6*(1+math.Abs(best)) {
			t.Fatalf("breaks %v cost %g with the penalties, and %v cost %g", at, got, wantAt, best)
		}
		// What it says it costs is what it costs, and no segment is too short.
		ends := append(slices.Clone(at), c.Len())
		from, sum := 0, 0.0
		for _, to := range ends {
			if len(at) > 0 && to-from < m {
				t.Fatalf("segment %d to %d is shorter than %d", from, to, m)
			}
			sum += c.Of(from, to) + p.ofLength(to-from)
			from = to
		}
		if math.Abs(sum-cost) > 1e-6*(1+math.Abs(sum)) {
			t.Fatalf("the segments cost %g, and it says %g", sum, cost)
		}
	})
}

// Pruning rests on it: two parts never cost more than the whole, but for rounding (the squares of nearly equal values
// are small differences of large sums).
func TestSplittingNeverRaisesACost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCost(t)
		if c.Len() < 2 {
			return
		}
		from := rapid.IntRange(0, c.Len()-2).Draw(t, "from")
		to := rapid.IntRange(from+2, c.Len()).Draw(t, "to")
		at := rapid.IntRange(from+1, to-1).Draw(t, "at")
		if parts, whole := c.Of(from, at)+c.Of(at, to), c.Of(from, to); parts > whole+1e-6*(1+math.Abs(whole)) {
			t.Fatalf("%d to %d to %d cost %g, and unsplit %g", from, at, to, parts, whole)
		}
	})
}

// 20 yes, then 20 no: by hand the two segments cost nothing, and the whole -2*40*ln(1/2).
func TestVotesThatTurnCostWhatTheFormulaSays(t *testing.T) {
	var votes [][]float64
	for i := range 8 {
		votes = append(votes, []float64{float64(5 * (1 - i/4)), float64(5 * (i / 4))})
	}
	c := Multinomial(votes)
	if got, want := c.Of(0, 8), 80*math.Ln2; math.Abs(got-want) > 1e-12 {
		t.Errorf("the whole costs %g, want %g", got, want)
	}
	if at, cost := Find(c, BIC, 2); !slices.Equal(at, []int{4}) || cost != 0 {
		t.Errorf("breaks %v at a cost of %g, want [4] at 0", at, cost)
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		for _, often := range []struct {
			name string
			by   int
		}{{"breaks", 100}, {"none", n + 1}} {
			if often.name == "none" && n > 10000 {
				continue // quadratic
			}
			values, variances := make([]float64, n), make([]float64, n)
			for i := range values {
				values[i] = 5*float64(i/often.by%2) + math.Sin(1e4*float64(i)) // any noise will do
				variances[i] = 0.5
			}
			c := NormalMean(values, variances)
			b.Run(often.name+"/"+itoa(n), func(b *testing.B) {
				for b.Loop() {
					Find(c, MBIC, 5)
				}
			})
		}
	}
}
