package idealpoint

import (
	"math"
	"math/rand/v2"
	"testing"

	"multivector/chance"
)

// plain is a chain that draws from the posterior in the plainest way: one number at a time is moved at random, and the
// whole posterior, written out from the model, accepts or not. It shares no code with the sampler but the data.
type plain struct {
	d     *Data
	prior prior
	theta []float64
	item  []parameters
	value float64
}

func (p *plain) posterior() (sum float64) {
	phi := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	for v, q := range p.item {
		sum -= q.beta * q.beta / 2
		for choice, units := range p.d.cells(v) {
			for _, u := range units {
				low, high := q.low-q.beta*p.theta[u], q.high-q.beta*p.theta[u]
				switch side := p.d.side(v); {
				case p.d.binary(v) && (Choice(choice) == Yes || Choice(choice) == Abstain && side == Yes):
					sum += math.Log(phi(low))
				case p.d.binary(v):
					sum += math.Log(phi(-low))
				case Choice(choice) == Yes:
					sum += math.Log(phi(low))
				case Choice(choice) == Abstain:
					sum += math.Log(phi(high) - phi(low))
				default:
					sum += math.Log(phi(-high))
				}
			}
		}
		if !p.d.binary(v) && q.high <= q.low {
			return math.Inf(-1)
		}
	}
	for _, path := range p.d.paths {
		for i, u := range path {
			sum -= p.prior.tether[u] * p.theta[u] * p.theta[u] / 2
			if i > 0 {
				step := p.theta[u] - p.theta[path[i-1]]
				sum -= p.prior.step[u] * step * step / 2
			}
		}
	}
	return sum
}

func (p *plain) sweep(rng *rand.Rand) {
	try := func(x *float64, width float64) {
		old := *x
		*x += width * rng.NormFloat64()
		if value := p.posterior(); value-p.value > -rng.ExpFloat64() {
			p.value = value
		} else {
			*x = old
		}
	}
	for u := range p.theta {
		try(&p.theta[u], .9)
	}
	for v := range p.item {
		q := &p.item[v]
		try(&q.beta, 1.2)
		if try(&q.low, .8); p.d.binary(v) {
			q.high = q.low
			continue
		}
		try(&q.high, .8)
	}
}

// Each kind of move must leave the posterior as it is. Of a small world the posterior is drawn from in the plainest way;
// to each draw the moves of one kind are then applied, and what is true of the draws on the mean must stay true.
func TestEachMoveLeavesThePosteriorAlone(t *testing.T) {
	draws, apart := 6000, 12
	if testing.Short() {
		draws = 800
	}
	d := simulate(23, 0, 5, 3, 8).arrange(t)
	c := newJoint(d, newClimb(d, anchors), 23, 0)
	p := plain{d: d, prior: d.prior(), theta: make([]float64, len(d.Units)), item: make([]parameters, len(d.Items))}
	for v := range p.item {
		p.item[v] = parameters{0, 0, 1}
		if d.binary(v) {
			p.item[v].high = 0
		}
	}
	p.value = p.posterior()
	moves := map[string]func(rng *rand.Rand){
		"paths": func(*rand.Rand) { c.walks() },
		"items": func(*rand.Rand) { c.asks() },
		"drift": func(rng *rand.Rand) { c.drifts(rng) },
	}
	// What is looked at: the mean, width and skew of each session, each item's beta and cutpoints, and the posterior.
	look := func(theta []float64, item []parameters) (f []float64) {
		for s := range 3 {
			var n, m, q float64
			for u, x := range theta {
				if d.Units[u].Session == s+1 {
					n, m, q = n+1, m+x, q+x*x
				}
			}
			f = append(f, m/n, q/n, m*m/n/n, math.Log(q-m*m/n))
		}
		for _, x := range theta {
			f = append(f, x, x*x)
		}
		for _, q := range item {
			f = append(f, q.beta, q.beta*q.beta, q.low, q.low*q.beta, math.Log(q.high-q.low+1e-9))
		}
		at := plain{d: d, prior: p.prior, theta: theta, item: item}
		return append(f, at.posterior())
	}
	rng := chance.Stream(23, "plain", 0)
	for range 500 {
		p.sweep(rng)
	}
	const batches = 40 // of neighbours, which are alike: their means are compared
	moved := make(map[string][][]float64)
	for i := range draws {
		for range apart {
			p.sweep(rng)
		}
		before := look(p.theta, p.item)
		for name, move := range moves {
			copy(c.theta, p.theta)
			copy(c.item, p.item)
			for again := range 10 {
				c.sweeps = again*draws + i
				move(chance.Stream(23, name, c.sweeps))
			}
			if moved[name] == nil {
				for range before {
					moved[name] = append(moved[name], make([]float64, batches))
				}
			}
			for k, x := range look(c.theta, c.item) {
				moved[name][k][i*batches/draws] += (x - before[k]) / float64(draws/batches)
			}
		}
	}
	for name := range moves {
		worst := 0.0
		for k, by := range moved[name] {
			mean, sd := moments(by)
			z := math.Abs(mean) / (sd/math.Sqrt(batches) + 1e-12)
			if worst = max(worst, z); !(z < 4.5) {
				t.Errorf("%s move quantity %d by %.4f, %.1f standard errors", name, k, mean, z)
			}
		}
		t.Logf("%s: at most %.1f standard errors", name, worst)
	}
	t.Log(c.accepted())
}
