package idealpoint

import (
	"math"
	"math/rand/v2"
)

// drift moves whole sessions. What the votes leave most in doubt is where a session as a whole stands and how wide it
// is: given the points the items know where they stand, and given the items the points, so that a chain that draws
// the one and then the other takes thousands of sweeps for what is drawn here in one.
//
// A shift adds a number to all points of each session, a stretch multiplies them. The items go along, so that their
// votes stay as likely as they are; an item of several sessions goes along with the mean of its sessions by votes, so
// that only by what they move apart does the likelihood change. Both are groups of transformations, and along their
// orbits the chain may move as if the posterior there, with the volume that a transformation takes up, were all there
// is (Liu and Sabatti 2000, doi:10.1093/biomet/87.2.353). The numbers of all sessions are proposed together, as the
// paths are: from where a step of Newton leads, and accepted or not.
type drift struct {
	sessions int
	place    []int32   // by unit, the place of its session among all
	shares   [][]share // by item
	bridges  []bridge

	shifts, stretches tally

	now, then sums // of the bridges, as the chain stands and as it would
	system    *system
	theta     []float64 // to go back to
	item      []parameters
}

func (d *Data) drift() *drift {
	f := &drift{
		place: make([]int32, len(d.Units)),
		theta: make([]float64, len(d.Units)), item: make([]parameters, len(d.Items)),
	}
	for u := range d.Units {
		if u == 0 || d.Units[u].Session != d.Units[u-1].Session {
			f.sessions++
		}
		f.place[u] = int32(f.sessions - 1)
	}
	f.shares = d.shares(f.place)
	var rows int
	f.bridges, rows = d.bridges(f.place, f.shares)
	f.now, f.then = make(sums, rows), make(sums, rows)
	f.system = newSystem(f.sessions)
	return f
}

// drifts draws a shift of each session, and then a stretch.
func (c *joint) drifts(rng *rand.Rand) {
	c.sum(c.drift.now)
	c.transform(rng, &c.drift.shifts, c.expandShift, c.shift)
	c.transform(rng, &c.drift.stretches, c.expandStretch, c.widen)
}

// transform proposes a transformation: a number for each session, which move applies. expand fills the system with the
// slope and the information of the log posterior in these numbers where they are zero, and gives its value.
func (c *joint) transform(rng *rand.Rand, t *tally, expand func(sums) float64, move func([]float64) (volume float64)) {
	f, s := c.drift, c.drift.system
	t.proposed++
	value := expand(f.now)
	if !s.factor() {
		return
	}
	by, forth := make([]float64, f.sessions), s.determinant()
	for i := range by {
		by[i] = rng.NormFloat64()
		forth -= by[i] * by[i] / 2
	}
	s.forward(s.slope)
	for i := range by {
		by[i] += s.slope[i]
	}
	s.backward(by)

	copy(f.theta, c.theta)
	copy(f.item, c.item)
	volume := move(by)
	c.sum(f.then)
	ratio := expand(f.then) - value + volume
	if s.factor() {
		s.forward(s.slope)
		s.backward(s.slope)
		for i := range by { // the way back, less the centre of what would be proposed
			s.slope[i] = -by[i] - s.slope[i]
		}
		back := s.determinant() - s.square(s.slope)/2
		if ratio+back-forth > -rng.ExpFloat64() {
			t.accepted++
			f.now, f.then = f.then, f.now
			return
		}
	}
	copy(c.theta, f.theta)
	copy(c.item, f.item)
}

// along is what an item moves by where its sessions move by so much.
func along(shares []share, by []float64) (sum float64) {
	for _, s := range shares {
		sum += s.weight * by[s.session]
	}
	return sum
}

// shift adds to the points of each session. It takes up no volume.
func (c *joint) shift(by []float64) (volume float64) {
	for u, s := range c.drift.place {
		c.theta[u] += by[s]
	}
	for v := range c.item {
		p := &c.item[v]
		up := p.beta * along(c.drift.shares[v], by)
		p.low += up
		p.high += up
	}
	return 0
}

// widen multiplies the points of each session by the exponential of a number, and gives the logarithm of the volume.
func (c *joint) widen(by []float64) (volume float64) {
	factor := make([]float64, len(by))
	for s, x := range by {
		factor[s] = math.Exp(x)
	}
	for u, s := range c.drift.place {
		c.theta[u] *= factor[s]
		volume += by[s]
	}
	for v := range c.item {
		x := along(c.drift.shares[v], by)
		c.item[v].beta *= math.Exp(-x)
		volume -= x
	}
	return volume
}

// expandShift expands the log posterior, up to what no shift changes.
func (c *joint) expandShift(votes sums) (value float64) {
	to := c.drift.system
	to.clear()
	value = c.expandPrior(func(int32) float64 { return 1 })
	for _, b := range c.drift.bridges {
		beta := c.item[b.item].beta
		to.tie(c.drift.shares[b.item], func(i int) (slope, info float64) {
			row := &votes[b.at+i]
			value += row[0]
			return -beta * row[1], beta * beta * row[2]
		})
	}
	return value
}

// expandStretch expands the log posterior with the logarithm of the volume.
func (c *joint) expandStretch(votes sums) (value float64) {
	to := c.drift.system
	to.clear()
	value = c.expandPrior(func(u int32) float64 { return c.theta[u] })
	for u, x := range c.theta {
		s := c.drift.place[u]
		to.slope[s]++
		to.info[s][s] += c.prior.tether[u] * x * x // a square of what is stretched bends twice as much
	}
	for v, shares := range c.drift.shares {
		square := c.item[v].beta * c.item[v].beta
		value -= square / 2
		for _, s := range shares {
			to.slope[s.session] += (square - 1) * s.weight
			for _, r := range shares {
				to.info[s.session][r.session] += 2 * square * s.weight * r.weight
			}
		}
	}
	for _, b := range c.drift.bridges {
		beta := c.item[b.item].beta
		to.tie(c.drift.shares[b.item], func(i int) (slope, info float64) {
			row := &votes[b.at+i]
			value += row[0]
			return -beta * row[3], beta * beta * row[4]
		})
	}
	return value
}

// expandPrior adds the prior of the points, speed being how fast a point moves with the number of its session.
func (c *joint) expandPrior(speed func(unit int32) float64) (value float64) {
	to := c.drift.system
	for u, x := range c.theta {
		t, at, fast := c.prior.tether[u], c.drift.place[u], speed(int32(u))
		value -= t * x * x / 2
		to.slope[at] -= t * x * fast
		to.info[at][at] += t * fast * fast
		before := c.before[u]
		if before < 0 {
			continue
		}
		q, step, from, other := c.prior.step[u], x-c.theta[before], c.drift.place[before], speed(before)
		value -= q * step * step / 2
		to.slope[at] -= q * step * fast
		to.slope[from] += q * step * other
		to.info[at][at] += q * fast * fast
		to.info[from][from] += q * other * other
		to.info[at][from] -= q * fast * other
		to.info[from][at] -= q * fast * other
	}
	return value
}
