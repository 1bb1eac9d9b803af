package breaks

import "math"

// Model is the likelihood of a segment with its parameters integrated out over a conjugate prior: what the
// probabilities of breaks are made of.
type Model interface {
	Len() int
	// Log is the logarithm of the marginal likelihood of the points from .. to-1, but for a constant of each
	// point's own, which no segmentation changes.
	Log(from, to int) float64
}

func logGamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

type dirichlet struct {
	counts []sums
	prior  []float64
	total  float64
}

// DirichletMultinomial is the model of counts of answers, counts[point][answer], with a Dirichlet prior of
// the shares: prior[k] is how many answers k were seen before the first.
func DirichletMultinomial(counts [][]float64, prior []float64) Model {
	m := dirichlet{prior: prior, counts: Multinomial(counts).(multinomial)}
	for _, a := range prior {
		m.total += a
	}
	return m
}

func (m dirichlet) Len() int { return multinomial(m.counts).Len() }

func (m dirichlet) Log(from, to int) float64 {
	v, n := 0.0, 0.0
	for k, c := range m.counts {
		x := c.of(from, to)
		n += x
		v += logGamma(m.prior[k]+x) - logGamma(m.prior[k])
	}
	return v + logGamma(m.total) - logGamma(m.total+n)
}

type gammaPoisson struct {
	total       sums
	shape, rate float64
}

// GammaPoisson is the model of counts of events with a gamma prior of their rate: shape events seen before the
// first, in rate points.
func GammaPoisson(events []float64, shape, rate float64) Model {
	return gammaPoisson{Poisson(events).(poisson).total, shape, rate}
}

func (m gammaPoisson) Len() int { return len(m.total) - 1 }

func (m gammaPoisson) Log(from, to int) float64 {
	x, n := m.total.of(from, to), float64(to-from)
	return logGamma(m.shape+x) - logGamma(m.shape) + m.shape*math.Log(m.rate) - (m.shape+x)*math.Log(m.rate+n)
}

type normalKnown struct {
	weight, first, second, constant sums
	variance                        float64
}

// NormalKnown is the model of values whose variances are known, with a normal prior of a segment's mean.
func NormalKnown(values, variances []float64, centre, variance float64) Model {
	return normalKnown{
		weight:   running(len(values), func(i int) float64 { return 1 / variances[i] }),
		first:    running(len(values), func(i int) float64 { return (values[i] - centre) / variances[i] }),
		second:   running(len(values), func(i int) float64 { return (values[i] - centre) * (values[i] - centre) / variances[i] }),
		constant: running(len(values), func(i int) float64 { return math.Log(2 * math.Pi * variances[i]) }),
		variance: variance,
	}
}

func (m normalKnown) Len() int { return len(m.weight) - 1 }

func (m normalKnown) Log(from, to int) float64 {
	w, x := m.weight.of(from, to), m.first.of(from, to)
	shrunk := 1 + m.variance*w
	return -(m.constant.of(from, to) + math.Log(shrunk) + m.second.of(from, to) - m.variance*x*x/shrunk) / 2
}

type normalGamma struct {
	first, second       sums // about the prior's centre
	weight, shape, rate float64
}

// NormalGamma is the model of values whose mean and variance both change, with the normal-gamma prior of mean
// and precision (Murphy 2007 works it out): centre as of weight points, and a precision of gamma (shape, rate).
func NormalGamma(values []float64, centre, weight, shape, rate float64) Model {
	return normalGamma{
		running(len(values), func(i int) float64 { return values[i] - centre }),
		running(len(values), func(i int) float64 { return (values[i] - centre) * (values[i] - centre) }),
		weight, shape, rate,
	}
}

func (m normalGamma) Len() int { return len(m.first) - 1 }

func (m normalGamma) Log(from, to int) float64 {
	n := float64(to - from)
	x := m.first.of(from, to)
	shape, weight := m.shape+n/2, m.weight+n
	// The squares about the segment's mean, and those of its mean about the centre.
	rate := m.rate + max(0, m.second.of(from, to)-x*x/n)/2 + m.weight*x*x/n/weight/2
	return logGamma(shape) - logGamma(m.shape) + m.shape*math.Log(m.rate) - shape*math.Log(rate) +
		math.Log(m.weight/weight)/2 - n/2*math.Log(2*math.Pi)
}
