package breaks

import "math"

// Cost is twice the negative log-likelihood of a segment at its best parameters, constants left out. Splitting
// a segment never raises it: each part is free to take parameters of its own.
type Cost interface {
	Len() int
	// Of is the cost of the points from .. to-1, which are at least one.
	Of(from, to int) float64
	// Parameters is how many a segment has.
	Parameters() int
}

// sums are running totals: those of the first i points at i.
type sums []float64

func running(n int, of func(i int) float64) sums {
	s := make(sums, n+1)
	for i := range n {
		s[i+1] = s[i] + of(i)
	}
	return s
}

func (s sums) of(from, to int) float64 { return s[to] - s[from] }

type multinomial []sums // by answer

// Multinomial is the cost of counts of answers, counts[point][answer]: -2 sum_k n_k ln(n_k/n) with n_k the
// counts of a segment's points together. Counts may be fractions, as those weighed down by a dispersion are.
func Multinomial(counts [][]float64) Cost {
	c := make(multinomial, answers(counts))
	for k := range c {
		c[k] = running(len(counts), func(i int) float64 { return counts[i][k] })
	}
	return c
}

func answers(counts [][]float64) int {
	if len(counts) == 0 {
		return 0
	}
	return len(counts[0])
}

func (c multinomial) Len() int {
	if len(c) == 0 {
		return 0
	}
	return len(c[0]) - 1
}

func (c multinomial) Of(from, to int) float64 {
	n, cost := 0.0, 0.0
	for _, k := range c {
		n += k.of(from, to)
	}
	for _, k := range c {
		if x := k.of(from, to); x > 0 {
			cost -= 2 * x * math.Log(x/n)
		}
	}
	return cost
}

// Parameters counts the answers that were ever given, less one: shares add up to 1.
func (c multinomial) Parameters() int {
	given := 0
	for _, k := range c {
		if k[len(k)-1] > 0 {
			given++
		}
	}
	return max(0, given-1)
}

type poisson struct{ total sums }

// Poisson is the cost of counts of events, one a point: 2 x ln(n/x) for x events in n points, as R's
// changepoint has it.
func Poisson(events []float64) Cost {
	return poisson{running(len(events), func(i int) float64 { return events[i] })}
}

func (c poisson) Len() int { return len(c.total) - 1 }

func (c poisson) Of(from, to int) float64 {
	x := c.total.of(from, to)
	if x <= 0 {
		return 0
	}
	return 2 * x * math.Log(float64(to-from)/x)
}

func (c poisson) Parameters() int { return 1 }

type normalMean struct{ weight, first, second sums }

// NormalMean is the cost of a mean that changes, the variance of each point being known: the squares about
// the segment's mean weighted by precision, each over its variance. With variances of 1 it is R's cpt.mean.
func NormalMean(values, variances []float64) Cost {
	centre := mean(values) // far from zero the difference of two large sums would lose digits
	return normalMean{
		running(len(values), func(i int) float64 { return 1 / variances[i] }),
		running(len(values), func(i int) float64 { return (values[i] - centre) / variances[i] }),
		running(len(values), func(i int) float64 { return (values[i] - centre) * (values[i] - centre) / variances[i] }),
	}
}

func (c normalMean) Len() int { return len(c.weight) - 1 }

func (c normalMean) Of(from, to int) float64 {
	x := c.first.of(from, to)
	return max(0, c.second.of(from, to)-x*x/c.weight.of(from, to))
}

func (c normalMean) Parameters() int { return 1 }

type normalMeanVar struct {
	first, second sums
	least         float64 // variance
}

// NormalMeanVar is the cost of a mean and a variance that change together, R's cpt.meanvar:
// n (ln 2 pi + ln v + 1) with v the segment's variance. A segment of equal values has a likelihood without
// bound; v is held at a billionth of the series' own variance or above.
func NormalMeanVar(values []float64) Cost {
	centre := mean(values)
	c := normalMeanVar{
		first:  running(len(values), func(i int) float64 { return values[i] - centre }),
		second: running(len(values), func(i int) float64 { return (values[i] - centre) * (values[i] - centre) }),
	}
	c.least = max(1e-9*c.second[len(values)]/float64(max(1, len(values))), 1e-300)
	return c
}

func (c normalMeanVar) Len() int { return len(c.first) - 1 }

func (c normalMeanVar) Of(from, to int) float64 {
	n := float64(to - from)
	x := c.first.of(from, to)
	squares := max(0, c.second.of(from, to)-x*x/n)
	v := max(squares/n, c.least)
	return n*math.Log(2*math.Pi*v) + squares/v // which is n where v is not held
}

func (c normalMeanVar) Parameters() int { return 2 }

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}
