package landscape

import (
	"math/bits"

	"multivector/chance"
)

// Configurations are looked at in blocks: the last blockActors actors take all their sides within a block, while
// the others stand still. Within a block the energies are made by doubling, one addition each; from block to
// block the others go through a Gray code, one of them moving at a time, which costs O(n). So the whole costs O(1)
// a configuration and no error builds up.
const (
	blockActors = 12
	taskBits    = 6 // the blocks are shared out into 64 tasks, on however many cores
)

// block is the configurations that differ in the sides of the last actors alone.
type block struct {
	first    Configuration // in which all of those stand on the first side
	energies []float64     // of first, first+1, ..., in units of the game
	fields   []float64     // sum_j ties_kj x_j of each actor k in first
}

// sweeper holds what all blocks share.
type sweeper struct {
	g      *Game
	inner  int       // actors within a block
	outer  int       // actors that move between blocks; the first actor never does
	joint  []float64 // for each inner configuration, the part of its last doubling that is the inner actors' own
	blocks uint64
}

func newSweeper(g *Game) *sweeper {
	s := &sweeper{g: g, inner: min(blockActors, g.n-1)}
	s.outer = g.n - 1 - s.inner
	s.blocks = 1 << s.outer
	s.joint = make([]float64, 1<<s.inner)
	for b := range s.inner {
		for m := range 1 << b {
			s.joint[1<<b|m] = -4 * s.pullOn(g.n-1-b, m)
		}
	}
	return s
}

// pullOn is the sum of an actor's ties to the inner actors that stand on the second side in m.
func (s *sweeper) pullOn(actor, m int) (sum float64) {
	for m := uint(m); m != 0; m &= m - 1 {
		sum += s.g.ties[actor][s.g.n-1-bits.TrailingZeros(m)]
	}
	return sum
}

// tasks is how many runs of blocks there are: it depends on the number of actors alone, so that what is added up
// task by task is the same on any number of cores.
func (s *sweeper) tasks() int { return 1 << min(s.outer, taskBits) }

// run shows every block to visit: those of one task in one order, the tasks at the same time.
func (s *sweeper) run(visit func(task int, b *block)) {
	each := s.blocks / uint64(s.tasks())
	chance.Each(s.tasks(), func(task int) {
		b := &block{energies: make([]float64, 1<<s.inner), fields: make([]float64, s.g.n)}
		start := uint64(task) * each
		gray := func(i uint64) Configuration { return Configuration(i^i>>1) << s.inner }
		b.first = gray(start)
		base := s.g.energy(b.first)
		for k := range b.fields {
			b.fields[k] = s.g.hold(b.first, k) * s.g.sign(b.first, k)
		}
		for i := start; ; i++ {
			s.fill(b, base)
			visit(task, b)
			if i+1 == start+each {
				return
			}
			moved := s.outer - bits.TrailingZeros64(i+1)
			base += 2 * b.fields[moved] * s.g.sign(b.first, moved)
			b.first = gray(i + 1)
			change := 2 * s.g.sign(b.first, moved)
			for k, t := range s.g.ties[moved] {
				b.fields[k] += change * t
			}
		}
	})
}

// fill makes the energies of a block: those with an inner actor on the second side from those with it on the first.
func (s *sweeper) fill(b *block, base float64) {
	e := b.energies
	e[0] = base
	for k := range s.inner {
		half := 1 << k
		own := 2 * b.fields[s.g.n-1-k]
		low, high, joint := e[:half], e[half:2*half], s.joint[half:2*half]
		for m := range low {
			high[m] = low[m] + (own + joint[m])
		}
	}
}
