package landscape

import (
	"errors"
	"fmt"
	"math"
)

const (
	// MaxExact is the largest number of actors whose configurations are all looked at: 2^27 of them.
	MaxExact = 28
	// MaxActors is the largest number of actors there can be: a configuration is one word.
	MaxActors = 64
)

// Configuration puts each actor on a side. Of n actors, bit n-1-i is set where actor i stands on the second side;
// the first actor always stands on the first. So configurations in the order of their numbers are in the order of
// their sides, written from the first actor to the last.
type Configuration uint64

// Game is actors with their sizes and propensities. It is not changed after it was made.
type Game struct {
	n          int
	sizes      []float64
	propensity [][]float64

	// ties[i][j] = unit s_i s_j p_ij, 0 on the diagonal. Where sizes and propensities are decimals that allow it,
	// unit is the power of ten that makes all of them whole numbers whose sums a float64 holds exactly: then
	// energies are exact, and a tie is a tie. Else unit is 1 and differences below tolerance are ties.
	ties      [][]float64
	unit      float64
	tolerance float64
	weights   []float64 // sizes in the same whole numbers, by which ties can be divided without a remainder
	pullUnit  float64   // of ties divided by a weight
}

// New makes a game of at least two actors, from their sizes, each above 0, and their propensities, square and
// symmetric; what stands on its diagonal is not read.
func New(sizes []float64, propensity [][]float64) (*Game, error) {
	n := len(sizes)
	var faults []error
	switch {
	case n < 2:
		return nil, fmt.Errorf("a landscape needs two actors or more; there are %d", n)
	case n > MaxActors:
		return nil, fmt.Errorf("a landscape takes at most %d actors; there are %d", MaxActors, n)
	case len(propensity) != n:
		return nil, fmt.Errorf("there are %d actors and %d rows of propensities", n, len(propensity))
	}
	for i, s := range sizes {
		if !(s > 0) || math.IsInf(s, 0) {
			faults = append(faults, fmt.Errorf("the size of actor %d is %g; sizes are above 0", i+1, s))
		}
		if len(propensity[i]) != n {
			return nil, fmt.Errorf("row %d of the propensities has %d entries for %d actors", i+1, len(propensity[i]), n)
		}
	}
	for i := range n {
		for j := range i {
			p, q := propensity[i][j], propensity[j][i]
			if math.IsNaN(p) || math.IsInf(p, 0) || p != q {
				faults = append(faults, fmt.Errorf("the propensity of actors %d and %d is %g from one side and %g from the other; it is one finite number", j+1, i+1, q, p))
			}
		}
	}
	if faults != nil {
		return nil, errors.Join(faults...)
	}
	g := &Game{n: n, sizes: sizes, propensity: propensity}
	g.tie()
	return g, nil
}

// tie works out ties, in whole numbers where they can be.
func (g *Game) tie() {
	var all []float64
	for i := range g.n {
		all = append(all, g.propensity[i][:i]...)
	}
	sizeUnit, okSizes := decimalUnit(g.sizes)
	tieUnit, okTies := decimalUnit(all)
	if !okSizes || !okTies {
		sizeUnit, tieUnit = 1, 1
	}
	total := g.weigh(sizeUnit, tieUnit)
	if okSizes && okTies && total < 1<<51 { // an energy is at most twice the total, and its parts twice that
		return
	}
	g.tolerance = 1e-10 * g.weigh(1, 1)
}

// weigh fills in ties in the units given, and gives the sum of what they weigh.
func (g *Game) weigh(sizeUnit, tieUnit float64) (total float64) {
	exact := sizeUnit*tieUnit != 1
	whole := func(v, unit float64) float64 {
		if exact {
			return math.Round(v * unit)
		}
		return v
	}
	g.unit, g.pullUnit = sizeUnit*sizeUnit*tieUnit, sizeUnit*tieUnit
	g.ties, g.weights = make([][]float64, g.n), make([]float64, g.n)
	for i := range g.ties {
		g.ties[i] = make([]float64, g.n)
		g.weights[i] = whole(g.sizes[i], sizeUnit)
		for j := range i {
			t := g.weights[i] * g.weights[j] * whole(g.propensity[i][j], tieUnit)
			g.ties[i][j], g.ties[j][i] = t, t
			total += 2 * math.Abs(t)
		}
	}
	return total
}

// decimalUnit is the smallest power of ten that makes whole numbers of all values, as long as they are decimals of
// at most six places.
func decimalUnit(values []float64) (unit float64, ok bool) {
	unit = 1
	for _, v := range values {
		for math.Round(v*unit)/unit != v {
			if unit *= 10; unit > 1e6 {
				return 1, false
			}
		}
	}
	return unit, true
}

// Actors is their number.
func (g *Game) Actors() int { return g.n }

// Configurations is the number of distinct configurations, 2^(n-1).
func (g *Game) Configurations() uint64 { return 1 << (g.n - 1) }

func (g *Game) bit(actor int) Configuration { return 1 << (g.n - 1 - actor) }

// Second tells whether an actor stands on the second side.
func (g *Game) Second(c Configuration, actor int) bool { return c&g.bit(actor) != 0 }

// Sides writes a configuration as the side of each actor, 1 or 2, from the first to the last.
func (g *Game) Sides(c Configuration) string {
	text := make([]byte, g.n)
	for i := range text {
		text[i] = '1'
		if g.Second(c, i) {
			text[i] = '2'
		}
	}
	return string(text)
}

// Flip moves an actor to the other side. Where the first actor moves, the sides change their names instead.
func (g *Game) Flip(c Configuration, actor int) Configuration {
	if actor == 0 {
		return ^c & (1<<(g.n-1) - 1)
	}
	return c ^ g.bit(actor)
}

// sign is 1 on the first side and -1 on the second.
func (g *Game) sign(c Configuration, actor int) float64 {
	if g.Second(c, actor) {
		return -1
	}
	return 1
}

// Energy is E(X) = sum over ordered pairs that stand apart of s_i s_j p_ij.
func (g *Game) Energy(c Configuration) float64 { return g.energy(c) / g.unit }

func (g *Game) energy(c Configuration) (sum float64) {
	for i := range g.n {
		for j := range i {
			if g.Second(c, i) != g.Second(c, j) {
				sum += 2 * g.ties[i][j]
			}
		}
	}
	return sum
}

// hold is how much the energy would rise by half, were actor k to move: x_k sum_j ties_kj x_j, with x the signs.
// A configuration is a local minimum where nobody's hold is negative.
func (g *Game) hold(c Configuration, k int) (sum float64) {
	for j, t := range g.ties[k] {
		sum += t * g.sign(c, j)
	}
	return sum * g.sign(c, k)
}

// Frustration is each actor's F_i(X): what the propensities towards those on the other side add up to.
func (g *Game) Frustration(c Configuration) []float64 {
	all := make([]float64, g.n)
	for i := range all {
		sum := 0.0
		for j, t := range g.ties[i] {
			if g.Second(c, i) != g.Second(c, j) {
				sum += t
			}
		}
		all[i] = sum / g.weights[i] / g.pullUnit
	}
	return all
}

// Losses is by how much each actor's frustration would rise, were it alone to change sides: F_k(Y) - F_k(X). In a
// local minimum none is negative.
func (g *Game) Losses(c Configuration) []float64 {
	all := make([]float64, g.n)
	for k := range all {
		all[k] = g.hold(c, k) / g.weights[k] / g.pullUnit
	}
	return all
}

// Pulls is the sum of all that pulls each actor, this way or that: sum_j s_j |p_ij|. A loss of as much means that
// nothing pulls the other way; a loss near 0 beside it, that the actor is torn.
func (g *Game) Pulls() []float64 {
	all := make([]float64, g.n)
	for i := range all {
		for _, t := range g.ties[i] {
			all[i] += math.Abs(t)
		}
		all[i] = all[i] / g.weights[i] / g.pullUnit
	}
	return all
}

// Torn is the actor that is held where it stands by the smallest part of all that pulls it, the first of several: of a
// thousand that pull it one way and nine hundred and ninety the other it is more torn than one whom ten pull one way
// and nothing the other. -1 where nothing pulls anybody the other way.
func (g *Game) Torn(c Configuration) (actor int) {
	actor = -1
	least := 1 - 1e-12
	pulls := g.Pulls()
	for k, loss := range g.Losses(c) {
		if pulls[k] > 0 && loss/pulls[k] < least {
			actor, least = k, loss/pulls[k]
		}
	}
	return actor
}

// Descend lets the actor move whose move lowers the energy most, the first of several, until nobody's does, and
// gives the configurations passed through: the last is a local minimum.
func (g *Game) Descend(c Configuration) []Configuration {
	path := []Configuration{c}
	for {
		best, most := -1, -g.tolerance
		for k := range g.n {
			if h := g.hold(c, k); h < most {
				best, most = k, h
			}
		}
		if best < 0 {
			return path
		}
		c = g.Flip(c, best)
		path = append(path, c)
	}
}
