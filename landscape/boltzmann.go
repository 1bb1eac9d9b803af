package landscape

import (
	"fmt"
	"math"
)

// Boltzmann is a probability for each configuration, exp(-E/T) over the sum of those: at a low temperature T, in
// the units of energy, all of it lies in the lowest minima, at a high one all configurations are alike.
type Boltzmann struct {
	g           *Game
	temperature float64
	least       float64 // the lowest energy
	sum         float64 // of exp(-(E - least)/T), 1 or more
	// Together is the probability that two actors stand on one side.
	Together [][]float64
}

// Boltzmann weighs the configurations of at most MaxExact actors by a temperature above 0. Each weight is taken
// against the lowest energy, so that none overflows and their sum is never below 1.
func (g *Game) Boltzmann(temperature float64) (*Boltzmann, error) {
	if !(temperature > 0) || math.IsInf(temperature, 0) {
		return nil, fmt.Errorf("the temperature is %g; it is above 0, in the units of energy", temperature)
	}
	b := &Boltzmann{g: g, temperature: temperature, least: g.lowest()}
	s := newSweeper(g)
	tasks := make([]*moments, s.tasks())
	s.run(func(task int, bl *block) {
		if tasks[task] == nil {
			tasks[task] = newMoments(s)
		}
		tasks[task].add(s, bl, b)
	})
	total := newMoments(s)
	for _, m := range tasks {
		total.merge(m)
	}
	b.sum = total.sum
	b.Together = total.together(s)
	return b, nil
}

// lowest is the lowest energy of all.
func (g *Game) lowest() float64 {
	s := newSweeper(g)
	least := make([]float64, s.tasks())
	for t := range least {
		least[t] = math.Inf(1)
	}
	s.run(func(task int, b *block) {
		for _, e := range b.energies {
			least[task] = min(least[task], e)
		}
	})
	all := math.Inf(1)
	for _, e := range least {
		all = min(all, e)
	}
	return all / g.unit
}

// Probability is that of a configuration.
func (b *Boltzmann) Probability(c Configuration) float64 { return b.weight(b.g.Energy(c)) / b.sum }

func (b *Boltzmann) weight(energy float64) float64 {
	return math.Exp(-(energy - b.least) / b.temperature)
}

// moments are sums of weights: of all, by inner configuration, the same with the sign of each outer actor, and by
// the product of the signs of two outer actors.
type moments struct {
	sum    float64
	inner  []float64
	across [][]float64
	outer  [][]float64
}

func newMoments(s *sweeper) *moments {
	m := &moments{inner: make([]float64, 1<<s.inner), across: make([][]float64, s.outer+1), outer: make([][]float64, s.outer+1)}
	for k := range m.across {
		m.across[k] = make([]float64, 1<<s.inner)
		m.outer[k] = make([]float64, s.outer+1)
	}
	return m
}

func (m *moments) add(s *sweeper, bl *block, b *Boltzmann) {
	sum := 0.0
	signs := make([]float64, len(m.across))
	for k := range signs {
		signs[k] = s.g.sign(bl.first, k)
	}
	for i, e := range bl.energies {
		w := b.weight(e / s.g.unit)
		sum += w
		m.inner[i] += w
		for k, sign := range signs {
			m.across[k][i] += sign * w
		}
	}
	m.sum += sum
	for k := range signs {
		for j := range k {
			m.outer[k][j] += signs[k] * signs[j] * sum
		}
	}
}

func (m *moments) merge(o *moments) {
	m.sum += o.sum
	for i, w := range o.inner {
		m.inner[i] += w
	}
	for k := range m.across {
		for i, w := range o.across[k] {
			m.across[k][i] += w
		}
		for j, w := range o.outer[k] {
			m.outer[k][j] += w
		}
	}
}

// together turns mean products of signs into probabilities: (1 + <x_i x_j>)/2.
func (m *moments) together(s *sweeper) [][]float64 {
	n := s.g.n
	all := make([][]float64, n)
	for i := range all {
		all[i] = make([]float64, n)
		all[i][i] = 1
		for j := range i {
			sum := 0.0
			switch {
			case i < len(m.outer): // j is below it
				sum = m.outer[i][j]
			case j < len(m.outer):
				for c, w := range m.across[j] {
					sum += s.g.sign(Configuration(c), i) * w
				}
			default:
				for c, w := range m.inner {
					sum += s.g.sign(Configuration(c), i) * s.g.sign(Configuration(c), j) * w
				}
			}
			p := min(1, max(0, (1+sum/m.sum)/2))
			all[i][j], all[j][i] = p, p
		}
	}
	return all
}
