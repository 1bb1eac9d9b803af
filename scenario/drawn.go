package scenario

import (
	"errors"
	"math"
	"math/rand/v2"

	"multivector/chance"
	"multivector/landscape"
)

// Drawn is what becomes of a landscape when its propensities are drawn from their intervals.
type Drawn struct {
	Draws    int
	Together [][]float64                         // the share of draws in whose lowest minimum two actors stand together
	Lowest   map[landscape.Configuration]float64 // the share of draws in which a configuration is the lowest minimum
}

// Draw draws every propensity some times over and finds the lowest minimum of each. A part with a sampling interval
// is drawn from the normal distribution that has it, one with bounds from all between them alike, a propensity that
// was given with bounds from the triangle over them; each by itself, for the intervals do not say how they hang
// together.
func (c *Coalitions) Draw(seed uint64, draws int) (*Drawn, error) {
	if _, err := c.Game(); err != nil { // what is wrong with one is wrong with all
		return nil, err
	}
	games, lowest, errs := make([]*landscape.Game, draws), make([]landscape.Configuration, draws), make([]error, draws)
	chance.Each(draws, func(k int) {
		stream := chance.Stream(seed, "propensities", k)
		if games[k], errs[k] = c.game(func(p Pair) float64 { return p.draw(stream) }); errs[k] == nil {
			lowest[k] = lowestOf(games[k], seed)
		}
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	d := &Drawn{Draws: draws, Together: make([][]float64, len(c.Actors)), Lowest: map[landscape.Configuration]float64{}}
	for i := range d.Together {
		d.Together[i] = make([]float64, len(c.Actors))
	}
	for k, g := range games {
		d.Lowest[lowest[k]]++
		for i := range c.Actors {
			for j := range c.Actors {
				if g.Second(lowest[k], i) == g.Second(lowest[k], j) {
					d.Together[i][j]++
				}
			}
		}
	}
	for x := range d.Lowest {
		d.Lowest[x] /= float64(draws)
	}
	for i := range d.Together {
		for j := range d.Together[i] {
			d.Together[i][j] /= float64(draws)
		}
	}
	return d, nil
}

func lowestOf(g *landscape.Game, seed uint64) landscape.Configuration {
	if g.Actors() <= landscape.MaxExact {
		return g.Minima()[0].Configuration
	}
	return g.Anneal(seed, AnnealRuns)[0].Configuration
}

// AnnealRuns is how often annealing starts anew where there are too many actors to look at all configurations.
const AnnealRuns = 200

func (p Pair) draw(stream *rand.Rand) (v float64) {
	known := false
	for _, part := range p.Parts {
		if part.Weight > 0 {
			v += part.Weight * part.draw(stream)
			known = true
		}
	}
	if !known {
		return triangle(stream.Float64(), p.Low, p.Value, p.High)
	}
	return v
}

func (p Part) draw(stream *rand.Rand) float64 {
	switch {
	case p.Level == 1:
		return p.Low + stream.Float64()*(p.High-p.Low)
	case p.Level > 0:
		sd := (p.High - p.Low) / 2 / deviations(p.Level)
		return min(1, max(-1, p.Value+sd*stream.NormFloat64()))
	}
	return p.Value
}

// triangle is the quantile u of the triangular distribution from low to high with its top at mode.
func triangle(u, low, mode, high float64) float64 {
	if low == high {
		return mode
	}
	if at := (mode - low) / (high - low); u < at {
		return low + math.Sqrt(u*(high-low)*(mode-low))
	}
	return high - math.Sqrt((1-u)*(high-low)*(high-mode))
}
