package bargain

import (
	"errors"
	"math"
)

// faintest is the strength of a coalition that nobody joins, so that no odds are 0 to 0.
const faintest = 1e-8

// vote is how an actor of weight w votes between two options whose utilities to it differ by du.
func vote(rule int, w, du float64) float64 {
	switch rule {
	case voteProportional:
		return w * du
	case voteCubic:
		return w * (du * du * du)
	case votePropCubic:
		return w * (0.5*du + 0.5*(du*du*du))
	case voteAsymProspect:
		if du > 0 {
			return (2 * w * du) / 3
		}
		return w * du
	}
	side := min(max(du/1e-8, -1), 1)
	if rule == votePropBin {
		return w * (0.8*du + 0.2*side)
	}
	return w * side
}

// coalitions gives, by two options, the strength of those who vote for the first: square, row by row. u holds the
// utility of each option to each voter, option by option.
func coalitions(rule int, w []float64, u [][]float64) []float64 {
	m := len(u)
	c := make([]float64, m*m)
	for i := range m {
		c[i*m+i] = faintest
		for j := range i {
			c[i*m+j], c[j*m+i] = sides(rule, w, u[i], u[j])
		}
	}
	return c
}

// sides adds up the votes for and against the first of two options.
func sides(rule int, w, first, second []float64) (pro, con float64) {
	pro, con = faintest, faintest
	first, second = first[:len(w)], second[:len(w)]
	for k, weight := range w {
		var v float64
		if rule == voteProportional {
			v = weight * (first[k] - second[k])
		} else {
			v = vote(rule, weight, first[k]-second[k])
		}
		// Half of |v| + v is v where it is positive, else 0, to the bit, and no branch to guess.
		size := math.Abs(v)
		pro += (size + v) / 2
		con += (size - v) / 2
	}
	return pro, con
}

// victory gives the probabilities that a coalition of strength a defeats one of strength b, and is defeated.
func victory(model int, a, b float64) (win, lose float64) {
	switch model {
	case victorySquare:
		a, b = a*a, b*b
	case victoryQuartic, victoryOctic:
		a, b = a*a*a*a, b*b*b*b
		if model == victoryOctic {
			a, b = a*a, b*b
		}
	case victoryBinary:
		const threshold = 1.1 // a tenth stronger is sure to win
		switch {
		case a >= threshold*b:
			a, b = 1, 1e-6
		case b >= threshold*a:
			a, b = 1e-6, 1
		default:
			a = (a/(a+b)*(threshold+1) - 1) / (threshold - 1)
			b = 1 - a
		}
	}
	return a / (a + b), b / (a + b)
}

// victories gives them for each two options.
func victories(model int, c []float64, m int) []float64 {
	p := make([]float64, m*m)
	for i := range m {
		p[i*m+i] = 0.5
		for j := range i {
			p[i*m+j], p[j*m+i] = victory(model, c[i*m+j], c[j*m+i])
		}
	}
	return p
}

// condorcet is the probabilistic Condorcet election: how probable it is that each option prevails over all.
func condorcet(o SMP, c []float64, m int) ([]float64, error) {
	p := victories(o.Victory, c, m)
	switch o.PCE {
	case pceMarkovIncentive:
		return markovIncentive(c, p, m)
	case pceMarkovUniform:
		return markovUniform(p, m)
	}
	return conditional(p, m), nil
}

// conditional is the probability that an option defeats every other, given that one does.
func conditional(p []float64, m int) []float64 {
	out := make([]float64, m)
	sum := 0.0
	for i := range m {
		all := 1.0
		for _, v := range p[i*m : (i+1)*m] {
			all *= v
		}
		out[i] = all
		sum += all
	}
	if sum < 1e-280 { // hundreds of options: the products run out of exponents, their logarithms do not
		return conditionalByLogs(p, m)
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func conditionalByLogs(p []float64, m int) []float64 {
	out := make([]float64, m)
	highest := math.Inf(-1)
	for i := range m {
		for _, v := range p[i*m : (i+1)*m] {
			out[i] += math.Log(v)
		}
		highest = max(highest, out[i])
	}
	sum := 0.0
	for i := range out {
		out[i] = math.Exp(out[i] - highest)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

var errNoRest = errors.New("the Markov election did not come to rest in 1000 steps")

const markovSteps = 1000

// markovUniform lets each option challenge the favourite of the day with the same probability, until the
// probabilities rest.
func markovUniform(win []float64, m int) ([]float64, error) {
	p, q := even(m), make([]float64, m)
	for range markovSteps {
		change := 0.0
		for i := range m {
			sum := 0.0
			for j := range m {
				sum += win[i*m+j] * (p[i] + p[j])
			}
			q[i] = sum / float64(m)
			change = max(change, math.Abs(q[i]-p[i]))
		}
		for i := range p {
			p[i] = (p[i] + q[i]) / 2
		}
		if change <= 1e-6 {
			return p, nil
		}
	}
	return nil, errNoRest
}

// markovIncentive lets options challenge in proportion to what stands behind the challenge and its chances.
func markovIncentive(c, win []float64, m int) ([]float64, error) {
	challenge := make([]float64, m*m)
	for j := range m {
		sum := 0.0
		for i := range m {
			v := c[i*m+j] * win[i*m+j]
			if i == j {
				v += 1e-10
			}
			challenge[i*m+j] = v
			sum += v
		}
		for i := range m {
			challenge[i*m+j] /= sum
		}
	}
	p, q := even(m), make([]float64, m)
	for range markovSteps {
		change := 0.0
		for i := range m {
			sum := 0.0
			for j := range m {
				sum += win[i*m+j] * (p[i]*challenge[j*m+i] + p[j]*challenge[i*m+j])
			}
			q[i] = sum
			change = max(change, math.Abs(sum-p[i]))
		}
		for i := range p {
			p[i] = (p[i] + q[i]) / 2
		}
		if change <= 1e-8 {
			return p, nil
		}
	}
	return nil, errNoRest
}

func even(m int) []float64 {
	p := make([]float64, m)
	for i := range p {
		p[i] = 1 / float64(m)
	}
	return p
}

// attitudes turns the probability that a position prevails into the risk attitude R of who holds it: the securer, the
// more averse. Where all are equally secure it is not defined (NaN).
func attitudes(p []float64, within int) []float64 {
	r := make([]float64, len(p))
	low, high := span(p)
	for i, v := range p {
		switch within {
		case rangeMin:
			r[i] = (v - low) / (high - low)
		case rangeMid:
			r[i] = (3*v - (high + 2*low)) / (2 * (high - low))
		default:
			r[i] = (2*v - (high + low)) / (high - low)
		}
	}
	return r
}

// known mixes a viewer's own attitude to risk with that of the one viewed, as far as it knows it.
func known(adjust int, own, others float64) float64 {
	switch adjust {
	case 0:
		return own
	case 1:
		return (2*own + others) / 3
	case 2:
		return (own + others) / 2
	case 3:
		return (own + 2*others) / 3
	}
	return others
}

// utility of a position at distance d to one of risk attitude r; beyond the scale risk counts no more.
func utility(d, r float64) float64 { return (1 - d) * (1 + min(d, 1)*r) }
