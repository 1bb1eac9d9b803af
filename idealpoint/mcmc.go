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
//   - stretches of each state's path, given the items: proposed from the normal distribution that one step of
//     Newton from where the chain is leads to, and accepted by the ratio of Metropolis and Hastings (Gamerman
//     1997, doi:10.1023/A:1018509429360; Gamerman 1998, doi:10.1093/biomet/85.1.215, for paths),
//   - the parameters of each item, given the points, in the same way,
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
	still  struct {
		units []float64
		items [][3]float64
	} // no blur: everything is known within a sweep

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
	tally tally
}

// stretch is room to work on one path.
type stretch struct {
	band                        band
	old, proposed, slope, noise []float64
	tally                       tally
}

// stretchLength is the number of sessions that are proposed together: few, for each session's votes say far more of
// it than its neighbours do, and a longer proposal is refused for its worst session.
const stretchLength = 3

func newJoint(d *Data, mode *climb, seed uint64, number int) *joint {
	c := &joint{d: d, seed: seed, name: fmt.Sprintf("idealpoint, chain %d", number), prior: mode.prior}
	c.theta = append(c.theta, mode.theta...)
	c.item = append(c.item, mode.items...)
	c.before = make([]int32, len(d.Units))
	c.still.units, c.still.items = make([]float64, len(d.Units)), make([][3]float64, len(d.Items))
	for _, path := range d.paths {
		c.before[path[0]] = -1
		for i := 1; i < len(path); i++ {
			c.before[path[i]] = path[i-1]
		}
		n := len(path)
		c.paths = append(c.paths, stretch{newBand(n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), tally{}})
	}
	for _, items := range d.blocks() {
		c.pieces = append(c.pieces, piece{items: items})
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
	chance.Each(len(c.paths), func(s int) {
		rng := c.stream(", path", s)
		n := len(c.d.paths[s])
		for from, to := 0, 1+rng.IntN(stretchLength); from < n; from, to = to, to+stretchLength {
			c.stretch(s, rng, from, min(to, n))
		}
	})
}

// asks goes through the items.
func (c *joint) asks() {
	chance.Each(len(c.pieces), func(i int) {
		rng, piece := c.stream(", items", i), &c.pieces[i]
		for v := piece.items[0]; v < piece.items[1]; v++ {
			c.ask(v, rng, &piece.tally)
		}
	})
}

// stretch proposes new points for a stretch of a path.
func (c *joint) stretch(s int, rng *rand.Rand, from, to int) {
	path, w, n := c.d.paths[s], &c.paths[s], to-from
	old, proposed, slope, noise := w.old[:n], w.proposed[:n], w.slope[:n], w.noise[:n]
	for i := range n {
		old[i] = c.theta[path[from+i]]
		noise[i] = rng.NormFloat64()
	}
	ratio := -c.expand(path, w, from, to)
	forth := 0.0
	for i := range n {
		forth += math.Log(w.band.diagonal[i]) - noise[i]*noise[i]/2
	}
	// old + (L L')^-1 slope + L'^-1 noise
	w.band.forward(slope)
	for i := range n {
		noise[i] += slope[i]
	}
	w.band.backward(noise)
	for i := range n {
		proposed[i] = old[i] + noise[i]
		c.theta[path[from+i]] = proposed[i]
	}
	ratio += c.expand(path, w, from, to)
	back := 0.0
	w.band.forward(slope)
	w.band.backward(slope)
	for i := range n { // old less the centre of the proposal back, times L'
		noise[i] = old[i] - proposed[i] - slope[i]
	}
	for i := range n {
		x := w.band.diagonal[i] * noise[i]
		if i+1 < n {
			x += w.band.below[i] * noise[i+1]
		}
		back += math.Log(w.band.diagonal[i]) - x*x/2
	}
	w.tally.proposed++
	if ratio+back-forth > -rng.ExpFloat64() {
		w.tally.accepted++
		return
	}
	for i := range n {
		c.theta[path[from+i]] = old[i]
	}
}

// expand is the log posterior of a stretch as it stands, up to what does not depend on it; its slope and the
// factor of its information are left in w.
func (c *joint) expand(path []int32, w *stretch, from, to int) (value float64) {
	w.band.set(path, c.prior, from, to)
	for i, u := range path[from:to] {
		x := c.theta[u]
		l, slope, info := c.d.unitTerms(int(u), c.item, c.still.items, x)
		value += l - c.prior.tether[u]*x*x/2
		slope -= c.prior.tether[u] * x
		if from+i > 0 {
			last := c.theta[path[from+i-1]]
			step := c.prior.step[u] * (x - last)
			value -= step * (x - last) / 2
			slope -= step
		}
		if from+i+1 < len(path) {
			next := path[from+i+1]
			step := c.prior.step[next] * (c.theta[next] - x)
			slope += step
			if from+i+1 == to {
				value -= step * (c.theta[next] - x) / 2
			}
		}
		w.slope[i] = slope
		w.band.diagonal[i] += info
	}
	w.band.factor(to - from)
	return value
}

// ask proposes new parameters for an item: beta, the lower cutpoint and, where there are two, the logarithm of
// the distance between them.
func (c *joint) ask(v int, rng *rand.Rand, t *tally) {
	old := c.item[v]
	value, slope, l, ok := c.expandItem(v, old)
	if !ok {
		return
	}
	noise := [3]float64{rng.NormFloat64(), rng.NormFloat64(), 0}
	binary := c.d.binary(v)
	if !binary {
		noise[2] = rng.NormFloat64()
	}
	forth := -(noise[0]*noise[0]+noise[1]*noise[1]+noise[2]*noise[2])/2 + math.Log(l[0][0]*l[1][1]*l[2][2])
	mean, jump := l.solve(slope), l.backward(noise)
	t.proposed++
	p := parameters{old.beta + mean[0] + jump[0], old.low + mean[1] + jump[1], 0}
	if p.high = p.low; !binary {
		p.high += (old.high - old.low) * math.Exp(mean[2]+jump[2])
		if !(p.high-p.low > 1e-6 && p.high-p.low < 20) {
			return
		}
	}
	new, slope, l, ok := c.expandItem(v, p)
	if !ok {
		return
	}
	mean = l.solve(slope)
	away := [3]float64{old.beta - p.beta - mean[0], old.low - p.low - mean[1], 0}
	if !binary {
		away[2] = math.Log((old.high-old.low)/(p.high-p.low)) - mean[2]
	}
	back := math.Log(l[0][0] * l[1][1] * l[2][2])
	for i := range 3 {
		x := 0.0
		for k := i; k < 3; k++ {
			x += l[k][i] * away[k]
		}
		back -= x * x / 2
	}
	if new-value+back-forth > -rng.ExpFloat64() {
		c.item[v] = p
		t.accepted++
	}
}

// expandItem is the log posterior of an item in beta, low and log(high - low), its slope and the factor of its
// information.
func (c *joint) expandItem(v int, p parameters) (value float64, slope [3]float64, l lower3, ok bool) {
	t := c.d.itemTerms(v, c.theta, c.still.units, p)
	value = t.value - p.beta*p.beta/2
	slope = [3]float64{t.slope[0] - p.beta, t.slope[1] + t.slope[2], 0}
	h := t.matrix()
	cross := h[0][1] + h[0][2]
	both := h[1][1] + 2*h[1][2] + h[2][2]
	h[0][0]++
	if c.d.binary(v) {
		h = [3][3]float64{{h[0][0], cross, 0}, {cross, both, 0}, {0, 0, 1}}
	} else {
		gap := p.high - p.low
		value += math.Log(gap) // the prior is flat in high
		slope[2] = gap*t.slope[2] + 1
		abstained := float64(c.d.splitAt[3*v+2] - c.d.splitAt[3*v+1])
		h = [3][3]float64{
			{h[0][0], cross, gap * h[0][2]},
			{cross, both, gap * (h[1][2] + h[2][2])},
			{gap * h[0][2], gap * (h[1][2] + h[2][2]), max(gap*gap*h[2][2]-gap*t.slope[2], (abstained+1)/2)},
		}
	}
	h[1][1] += 1e-3
	l, ok = cholesky3(h)
	return value, slope, l, ok
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

func (t *tally) add(u tally) {
	t.accepted += u.accepted
	t.proposed += u.proposed
}

func (t tally) share() float64 { return float64(t.accepted) / float64(max(1, t.proposed)) }
