package breaks

import "math"

// Hazard is the probability that a segment ends after a number of points, 1 or more, given that it has
// lasted so long.
type Hazard func(length int) float64

// Constant is the hazard of segments that last m points or more and then 1/hazard on average.
func Constant(hazard float64, m int) Hazard {
	return func(length int) float64 {
		if length < m {
			return 0
		}
		return hazard
	}
}

// Probabilities are the probabilities of breaks under a product-partition model: segments are drawn from the
// hazard, and the points of each from the model on their own.
type Probabilities struct {
	// At is the probability, given the whole series, that a segment starts at a point (Fearnhead 2006,
	// doi:10.1007/s11222-006-8450-8); at the first it is 1. Exact, from sums forward and backward.
	At []float64
	// None is the probability that the series has no break at all.
	None float64

	model    Model
	forward  []float64 // log probability of the first t points, and of a segment that ends with them
	survival []float64 // log probability that a segment lasts more than d points
}

// Probability works out the probabilities of breaks; time and memory grow with the square of the points
// and with the points.
func Probability(m Model, h Hazard) *Probabilities {
	n := m.Len()
	p := &Probabilities{model: m, At: make([]float64, n), forward: make([]float64, n+1), survival: make([]float64, n+1)}
	if n == 0 {
		return p
	}
	ends := make([]float64, n+1) // log probability that a segment is of d points
	for d := 1; d <= n; d++ {
		ends[d] = p.survival[d-1] + math.Log(h(d))
		p.survival[d] = p.survival[d-1] + math.Log1p(-h(d))
	}
	terms := make([]float64, 0, n+1)
	for t := 1; t <= n; t++ {
		terms = terms[:0]
		for s := range t {
			terms = append(terms, p.forward[s]+m.Log(s, t)+ends[t-s])
		}
		p.forward[t] = logSum(terms)
	}
	backward := make([]float64, n+1) // log probability of the points from t, given that a segment starts there
	for t := n - 1; t >= 0; t-- {
		terms = append(terms[:0], m.Log(t, n)+p.survival[n-t-1]) // the last segment may go on
		for u := t + 1; u < n; u++ {
			terms = append(terms, m.Log(t, u)+ends[u-t]+backward[u])
		}
		backward[t] = logSum(terms)
	}
	for t := range n {
		p.At[t] = math.Exp(min(0, p.forward[t]+backward[t]-backward[0])) // rounding may lift what is sure above 0
	}
	p.None = math.Exp(min(0, m.Log(0, n)+p.survival[n-1]-backward[0]))
	return p
}

// Run gives the probabilities of how long the current segment has lasted once the first t points are known and
// nothing later, by its length from 0, which is a break after the last of them: the run length of Bayesian
// online change-point detection (Adams and MacKay 2007, arXiv:0710.3742).
func (p *Probabilities) Run(t int) []float64 {
	joint := make([]float64, t+1)
	joint[0] = p.forward[t]
	for s := range t {
		joint[t-s] = p.forward[s] + p.model.Log(s, t) + p.survival[t-s]
	}
	total := logSum(joint)
	for i, v := range joint {
		joint[i] = math.Exp(v - total)
	}
	return joint
}

// Expected is the number of breaks to expect, given the whole series.
func (p *Probabilities) Expected() float64 {
	sum := 0.0
	for t := 1; t < len(p.At); t++ {
		sum += p.At[t]
	}
	return sum
}

// logSum is the logarithm of the sum of exponentials.
func logSum(terms []float64) float64 {
	most := math.Inf(-1)
	for _, v := range terms {
		most = max(most, v)
	}
	if math.IsInf(most, -1) {
		return most
	}
	sum := 0.0
	for _, v := range terms {
		sum += math.Exp(v - most)
	}
	return most + math.Log(sum)
}
