package idealpoint

import (
	"math"
	"math/rand/v2"
	"slices"
)

// drift is a place between two sessions, from which on all points may move together.
type drift struct {
	unit      int     // the first unit of the sessions after it
	after     []int32 // the items that were put after it alone
	across    []int32 // the items that were put before and after
	crossing  []int32 // the units after it whose step crosses it
	shift     float64 // standard deviations of what is proposed
	stretch   float64
	shifts    tally
	stretches tally
}

func (d *Data) drifts(before []int32) []drift {
	var all []drift
	for u := 1; u < len(d.Units); u++ {
		if d.Units[u].Session != d.Units[u-1].Session {
			all = append(all, drift{unit: u, shift: .03, stretch: .03})
		}
	}
	for v := range d.Items {
		votes := d.itemUnit[d.itemAt[3*v]:d.itemAt[3*v+3]]
		first, last := int(slices.Min(votes)), int(slices.Max(votes))
		for i := range all {
			if b := &all[i]; first >= b.unit {
				b.after = append(b.after, int32(v))
			} else if last >= b.unit {
				b.across = append(b.across, int32(v))
			}
		}
	}
	for u := range d.Units {
		for i := range all {
			b := &all[i]
			if u < b.unit {
				break
			}
			if p := int(before[u]); p >= 0 && p < b.unit {
				b.crossing = append(b.crossing, int32(u))
			}
		}
	}
	return all
}

// drift proposes at each place a shift and a stretch of all that comes after it.
func (c *joint) drift(rng *rand.Rand) {
	for i := range c.drifts {
		b := &c.drifts[i]
		var points, squares, weight, steps, betas float64
		for u := b.unit; u < len(c.theta); u++ {
			x, t := c.theta[u], c.prior.tether[u]
			weight += t
			points += t * x
			squares += t * x * x
			if p := c.before[u]; int(p) >= b.unit {
				steps += c.prior.step[u] * (x - c.theta[p]) * (x - c.theta[p])
			}
		}
		for _, v := range b.after {
			betas += c.item[v].beta * c.item[v].beta
		}
		now := c.across(b, 0, 1)

		shift := b.shift * rng.NormFloat64()
		then := c.across(b, shift, 1)
		change := then - now + c.joins(b, 0, 1) - c.joins(b, shift, 1)
		change -= shift*points + weight*shift*shift/2
		b.shifts.proposed++
		accepted := change > -rng.ExpFloat64()
		if accepted {
			b.shifts.accepted++
			c.move(b, shift, 0)
			squares += 2*shift*points + weight*shift*shift
			now = then
		}
		b.shift = c.tune(b.shift, accepted, b.shifts.proposed)

		stretch := b.stretch * rng.NormFloat64()
		k := math.Exp(stretch)
		change = c.across(b, 0, k) - now + c.joins(b, 0, 1) - c.joins(b, 0, k)
		change -= (k*k - 1) / 2 * (steps + squares)
		change -= (1/(k*k) - 1) / 2 * betas
		change += stretch * float64(len(c.theta)-b.unit-len(b.after))
		b.stretches.proposed++
		accepted = change > -rng.ExpFloat64()
		if accepted {
			b.stretches.accepted++
			c.move(b, 0, stretch)
		}
		b.stretch = c.tune(b.stretch, accepted, b.stretches.proposed)
	}
}

// tune moves the size of the proposals towards an acceptance of .44, the best in one dimension (Roberts and
// Rosenthal 2009, doi:10.1198/jcgs.2009.06134), by ever smaller steps.
func (c *joint) tune(size float64, accepted bool, n int) float64 {
	toward := -.44
	if accepted {
		toward = .56
	}
	return size * math.Exp(toward/math.Pow(float64(n), .7))
}

// joins is minus the log prior of the steps that cross a place, were the points after it multiplied by k and shifted.
func (c *joint) joins(b *drift, shift, k float64) (sum float64) {
	for _, u := range b.crossing {
		step := k*c.theta[u] + shift - c.theta[c.before[u]]
		sum += c.prior.step[u] * step * step / 2
	}
	return sum
}

// across is the log-likelihood of the votes after a place on the items that were put before it too.
func (c *joint) across(b *drift, shift, k float64) (sum float64) {
	product := 1.0
	for _, v := range b.across {
		p := c.item[v]
		low, high, beta := p.low-p.beta*shift, p.high-p.beta*shift, p.beta*k
		for side, units := range c.d.sides(int(v)) {
			from, _ := slices.BinarySearch(units, int32(b.unit))
			switch Choice(side) {
			case Yes:
				for _, u := range units[from:] {
					sum += logPhi(low - beta*c.theta[u])
				}
			case No:
				for _, u := range units[from:] {
					sum += logPhi(beta*c.theta[u] - high)
				}
			case Abstain:
				for _, u := range units[from:] {
					share, rest := apart(low-beta*c.theta[u], high-beta*c.theta[u])
					sum += share
					if product *= rest; product < 1e-200 {
						sum += math.Log(product)
						product = 1
					}
				}
			}
		}
	}
	return sum + math.Log(product)
}

// move shifts or stretches what comes after a place, and takes the items along.
func (c *joint) move(b *drift, shift, stretch float64) {
	k := math.Exp(stretch)
	for u := b.unit; u < len(c.theta); u++ {
		c.theta[u] = k*c.theta[u] + shift
	}
	for _, v := range b.after {
		p := &c.item[v]
		p.beta /= k
		p.low += p.beta * shift
		p.high += p.beta * shift
	}
}
