package idealpoint

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"multivector/chance"
)

// Sample draws from the joint posterior of the model. The latent positions of the votes are integrated out; what
// is drawn is, in each sweep,
//
//   - stretches of each state's path, given the items, and the parameters of each item, given the points: by short
//     paths of Hamiltonian dynamics (see leap),
//   - shifts and stretches of whole sessions, the items going along (see drift).
//
// Each draw is then standardised, all points together to mean 0 and variance 1.
func Sample(ctx context.Context, d *Data, set Settings) (*Draws, error) {
	if err := set.check(d); err != nil {
		return nil, err
	}
	mode := newClimb(d, set.Anchor)
	if err := mode.climb(ctx, mode.step); err != nil {
		return nil, err
	}
	if mode.above(set.Anchor) < 0 {
		mode.turn()
	}
	return run(ctx, d, set, "joint", func(chain int) sampler { return newJoint(d, mode, set.Seed, chain) })
}

// joint is one chain.
type joint struct {
	d      *Data
	seed   uint64
	name   string
	sweeps int

	theta  []float64
	item   []parameters
	prior  prior
	before []int32 // by unit, the unit before it on its path, -1 for the first

	votes  []float64 // by unit, the information of its votes at the mode
	metric []lower3  // by item, the factor of its information at the mode in beta, low and log(high - low)
	paths  []stretch
	pieces []piece
	drift  *drift

	standard []float64 // the points as they are given out
	beta     []float64
	cut      [][2]float64
}

type tally struct{ accepted, proposed int }

// piece is a block of items.
type piece struct {
	items [2]int
	room  room
	tally tally
}

// stretchLength is the number of sessions that are moved together. A session's votes say far more of it than its
// neighbours do, and a longer stretch is refused for its worst session.
const stretchLength = 4

func newJoint(d *Data, mode *climb, seed uint64, number int) *joint {
	c := &joint{d: d, seed: seed, name: fmt.Sprintf("idealpoint, chain %d", number), prior: mode.prior}
	c.theta = append(c.theta, mode.theta...)
	c.item = append(c.item, mode.items...)
	for u, x := range mode.theta {
		_, info := d.unitTerms(u, mode.items, mode.spread, x)
		c.votes = append(c.votes, info)
	}
	for v := range mode.items {
		c.metric = append(c.metric, mode.metric(v))
	}
	c.before = make([]int32, len(d.Units))
	for _, path := range d.paths {
		c.before[path[0]] = -1
		for i := 1; i < len(path); i++ {
			c.before[path[i]] = path[i-1]
		}
		c.paths = append(c.paths, stretch{c: c, path: path, band: newBand(stretchLength), room: newRoom(stretchLength)})
	}
	for _, items := range d.blocks() {
		c.pieces = append(c.pieces, piece{items: items, room: newRoom(3)})
	}
	c.drift = d.drift()
	c.standard, c.beta, c.cut = make([]float64, len(d.Units)), make([]float64, len(d.Items)), make([][2]float64, len(d.Items))
	rng := chance.Stream(seed, c.name+", start", 0)
	for u := range c.theta {
		c.theta[u] += 2 * math.Sqrt(mode.blur[u]) * rng.NormFloat64()
	}
	by := make([]float64, c.drift.sessions)
	for _, move := range []func([]float64) float64{c.shift, c.widen} {
		for s := range by {
			by[s] = .1 * rng.NormFloat64()
		}
		move(by)
	}
	return c
}

func (c *joint) stream(what string, i int) *rand.Rand {
	return chance.Stream(c.seed, c.name+what, c.sweeps<<16+i)
}

func (c *joint) sweep() {
	c.walks()
	c.asks()
	c.drifts(c.stream(", drift", 0))
	c.sweeps++
}

// walks goes through the paths of the states.
func (c *joint) walks() {
	chance.Each(len(c.paths), func(i int) {
		rng, s := c.stream(", path", i), &c.paths[i]
		n := len(s.path)
		for from, to := 0, 1+rng.IntN(stretchLength); from < n; from, to = to, to+stretchLength {
			s.begin(from, min(to, n))
			accepted := leap(rng, s, s.size(), s.room)
			if !accepted {
				s.back()
			}
			s.tally.count(accepted)
		}
	})
}

// asks goes through the items.
func (c *joint) asks() {
	chance.Each(len(c.pieces), func(i int) {
		rng, piece := c.stream(", items", i), &c.pieces[i]
		for v := piece.items[0]; v < piece.items[1]; v++ {
			b := itemBlock{c, v, c.d.binary(v), c.item[v]}
			accepted := leap(rng, &b, b.size(), piece.room)
			if accepted {
				c.item[v] = b.now
			}
			piece.tally.count(accepted)
		}
	})
}

func (c *joint) points() []float64 {
	copy(c.standard, c.theta)
	mean, sd := standardise(c.standard)
	for v, p := range c.item {
		c.beta[v] = p.beta * sd
		c.cut[v] = [2]float64{p.low - p.beta*mean, p.high - p.beta*mean}
	}
	return c.standard
}

func (c *joint) items() ([]float64, [][2]float64) { return c.beta, c.cut }

func (c *joint) accepted() []Accepted {
	var paths, items tally
	for i := range c.paths {
		paths.add(c.paths[i].tally)
	}
	for i := range c.pieces {
		items.add(c.pieces[i].tally)
	}
	return []Accepted{{"paths", paths.share()}, {"items", items.share()}, {"shifts", c.drift.shifts.share()}, {"stretches", c.drift.stretches.share()}}
}

func (t *tally) count(accepted bool) {
	t.proposed++
	if accepted {
		t.accepted++
	}
}

func (t *tally) add(u tally) {
	t.accepted += u.accepted
	t.proposed += u.proposed
}

func (t tally) share() float64 { return float64(t.accepted) / float64(max(1, t.proposed)) }
