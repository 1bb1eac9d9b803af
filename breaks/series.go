package breaks

import (
	"fmt"
	"math"
)

// Series is a series of one kind: what its breaks are looked for by, and what can be said against it.
type Series struct {
	n        int
	cost     Cost
	model    Model
	residual func(i, from, to int) []float64 // of a point from the level of its segment
	spread   string
	flat     string // why no break can be in it; empty where one can
	warnings []string
}

// Len is the number of points.
func (s Series) Len() int { return s.n }

// Votes is a series of counts of answers, counts[point][answer]. They are weighed down by their Dispersion, which is
// what a quasi-likelihood does. Each point's worth of the whole series' shares is the prior of a segment's.
func Votes(counts [][]float64) Series {
	spread := Dispersion(counts)
	k := answers(counts)
	weighed, prior := make([][]float64, len(counts)), make([]float64, k)
	for i, point := range counts {
		weighed[i] = make([]float64, k)
		for j, v := range point {
			weighed[i][j] = v / spread
			prior[j] += v / spread / float64(len(counts))
		}
	}
	s := Series{n: len(counts), cost: Multinomial(weighed), spread: fmt.Sprintf("dispersion %.3g", spread)}
	given := 0
	for j, v := range prior {
		if v > 0 {
			given++
		}
		prior[j] = max(v, 1e-9) // an answer never given says nothing
	}
	if given < 2 {
		s.flat = "the answer is always the same"
		return s
	}
	s.model = DirichletMultinomial(weighed, prior)
	s.residual = func(i, from, to int) []float64 {
		c := s.cost.(multinomial)
		var n, here float64
		for j := range c {
			n += c[j].of(from, to)
			here += c[j].of(i, i+1)
		}
		r := make([]float64, k)
		for j := range c {
			share := c[j].of(from, to) / n
			if share > 0 && here > 0 {
				r[j] = (c[j].of(i, i+1) - here*share) / math.Sqrt(here*share)
			}
		}
		return r
	}
	if spread > 1.5 {
		s.warnings = append(s.warnings, "neighbouring points differ by more than independent answers would: each answer counts for so much less")
	}
	return s
}

// fewEvents is how many a segment of the minimum length should hold for its rate to be known within about a half.
const fewEvents = 5

// Events is a series of counts of events, weighed down by how much neighbours differ beyond chance: the sum of
// their squared differences over that of their sums, 1 for a Poisson variable. One point's worth of the whole series'
// rate is the prior of a segment's.
func Events(counts []float64) Series {
	total, squares, sums := 0.0, 0.0, 0.0
	for i, v := range counts {
		total += v
		if i > 0 {
			squares += (v - counts[i-1]) * (v - counts[i-1])
			sums += v + counts[i-1]
		}
	}
	spread := max(1, squares/max(sums, 1))
	weighed := make([]float64, len(counts))
	for i, v := range counts {
		weighed[i] = v / spread
	}
	s := Series{n: len(counts), cost: Poisson(weighed), spread: fmt.Sprintf("dispersion %.3g", spread)}
	if total == 0 {
		s.flat = "no event is in it"
		return s
	}
	s.model = GammaPoisson(weighed, mean(weighed), 1)
	s.residual = func(i, from, to int) []float64 {
		rate := s.cost.(poisson).total.of(from, to) / float64(to-from)
		return []float64{(weighed[i] - rate) / math.Sqrt(max(rate, 1e-9))}
	}
	return s
}

// Values is a series of values with noise of one size, which is estimated from the differences of neighbours (Noise).
// For a flow they are logarithms.
func Values(values []float64) Series {
	noise := Noise(values)
	squares := 0.0
	for i := 1; i < len(values); i++ {
		squares += (values[i] - values[i-1]) * (values[i] - values[i-1]) / 2 / float64(len(values)-1)
	}
	if rough := math.Sqrt(squares); noise < rough/100 {
		noise = rough // most neighbours are equal, and the median says nothing of the others
	}
	s := normal(values, noise)
	s.spread = fmt.Sprintf("noise %.3g", noise)
	if s.flat != "" {
		return s
	}
	// A precision known as from two points; a mean that may lie as far off as the series spreads.
	_, total := meanVariance(values)
	s.model = NormalGamma(values, mean(values), min(1, noise*noise/total), 1, noise*noise)
	return s
}

// Measured is a series of values each with a standard deviation of its own, as estimates have.
func Measured(values, deviations []float64) Series {
	variances := make([]float64, len(values))
	for i, d := range deviations {
		variances[i] = d * d
	}
	s := normal(values, 1)
	s.spread = fmt.Sprintf("noise %.3g", math.Sqrt(mean(variances)))
	if s.flat != "" {
		return s
	}
	centre, total := meanVariance(values)
	s.cost = NormalMean(values, variances)
	s.model = NormalKnown(values, variances, centre, total)
	return s
}

func normal(values []float64, noise float64) Series {
	s := Series{n: len(values)}
	variances := make([]float64, len(values))
	for i := range variances {
		variances[i] = noise * noise
	}
	if _, total := meanVariance(values); total == 0 {
		s.flat = "the value never changes"
		return s
	}
	s.cost = NormalMean(values, variances)
	s.residual = func(i, from, to int) []float64 { return []float64{values[i] - mean(values[from:to])} }
	return s
}

func meanVariance(values []float64) (centre, variance float64) {
	centre = mean(values)
	for _, v := range values {
		variance += (v - centre) * (v - centre) / float64(len(values))
	}
	return centre, variance
}
