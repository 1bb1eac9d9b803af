package landscape

import "math"

// Basins is, for each of the Minima, the number of configurations from which steepest descent ends there: at each
// step the actor moves whose move lowers the energy most, the first of several. It costs O(n) a configuration,
// and four bytes each.
func (g *Game) Basins(minima []Minimum) []int {
	to := g.steepest()
	const ended = 1 << 31 // marks a configuration whose minimum is known
	for i, m := range minima {
		to[m.Configuration] = ended | uint32(i)
	}
	counts := make([]int, len(minima))
	for c := range to {
		end := to[c]
		for end&ended == 0 {
			end = to[end]
		}
		for at := uint32(c); to[at]&ended == 0; {
			at, to[at] = to[at], end
		}
		counts[end&^ended]++
	}
	return counts
}

// steepest gives for each configuration the one that steepest descent goes to next; a minimum goes to itself.
func (g *Game) steepest() []uint32 {
	s := newSweeper(g)
	to := make([]uint32, g.Configurations())
	// The pull of the inner actors on each outer one does not depend on the block.
	pulls := make([][]float64, s.outer+1)
	for k := range pulls {
		pulls[k] = make([]float64, 1<<s.inner)
		for m := range pulls[k] {
			pulls[k][m] = s.pullOn(k, m)
		}
	}
	s.run(func(_ int, b *block) {
		signs := make([]float64, len(pulls))
		for k := range signs {
			signs[k] = g.sign(b.first, k)
		}
		for m, e := range b.energies {
			best, most := -1, math.Inf(1)
			for k, pull := range pulls {
				if hold := signs[k] * (b.fields[k] - 2*pull[m]); hold < most {
					best, most = k, hold
				}
			}
			for k := len(pulls); k < g.n; k++ {
				if hold := (b.energies[m^1<<(g.n-1-k)] - e) / 2; hold < most {
					best, most = k, hold
				}
			}
			c := b.first | Configuration(m)
			if most < -g.tolerance || !g.rests(c) {
				to[c] = uint32(g.Flip(c, best))
			} else {
				to[c] = uint32(c)
			}
		}
	})
	return to
}
