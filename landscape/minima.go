package landscape

import (
	"cmp"
	"slices"
)

// Minimum is a configuration in which nobody's move lowers the energy.
type Minimum struct {
	Configuration Configuration
	Energy        float64
	Strict        bool // every move would raise it: nobody is indifferent
	Found         int  // how many runs of Anneal ended here; 0 where all configurations were looked at
}

// Minima are all local minima of at most MaxExact actors, the lowest first.
func (g *Game) Minima() []Minimum {
	s := newSweeper(g)
	found := make([][]Minimum, s.tasks())
	s.run(func(task int, b *block) {
		for m := range b.energies {
			if s.restsWithin(b.energies, m) {
				if c := b.first | Configuration(m); g.rests(c) {
					found[task] = append(found[task], g.minimum(c, b.energies[m]))
				}
			}
		}
	})
	all := slices.Concat(found...)
	sortMinima(all)
	return all
}

// restsWithin tells whether no move of an inner actor lowers the energy of the block's m-th configuration: nearly
// all are out by the second or third.
func (s *sweeper) restsWithin(energies []float64, m int) bool {
	least := energies[m] - 2*s.g.tolerance
	for bit := 1; bit < len(energies); bit <<= 1 {
		if energies[m^bit] < least {
			return false
		}
	}
	return true
}

// rests tells whether no move lowers the energy.
func (g *Game) rests(c Configuration) bool {
	for k := range g.n {
		if g.hold(c, k) < -g.tolerance {
			return false
		}
	}
	return true
}

func (g *Game) minimum(c Configuration, energy float64) Minimum {
	m := Minimum{Configuration: c, Energy: energy / g.unit, Strict: true}
	for k := range g.n {
		if g.hold(c, k) <= g.tolerance {
			m.Strict = false
		}
	}
	return m
}

func sortMinima(all []Minimum) {
	slices.SortFunc(all, func(a, b Minimum) int {
		return cmp.Or(cmp.Compare(a.Energy, b.Energy), cmp.Compare(a.Configuration, b.Configuration))
	})
}

// Energies are those of all configurations of at most MaxExact actors, in the order of their numbers.
func (g *Game) Energies() []float64 {
	all := make([]float64, g.Configurations())
	newSweeper(g).run(func(_ int, b *block) {
		for m, e := range b.energies {
			all[int(b.first)+m] = e / g.unit
		}
	})
	return all
}
