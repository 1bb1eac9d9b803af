package idealpoint

import (
	"math"
	"slices"

	"multivector/chance"
)

// bridge is an item that was put in more than one session. It is what ties them.
type bridge struct {
	item   int
	at     int // of its first share in sums
	spells []spell
}

// share is the part of an item's votes that were cast in a session.
type share struct {
	session int // by its place among all
	weight  float64
}

// spell is the votes on one side of a bridge in one of its sessions, the units in itemUnit.
type spell struct {
	side     Choice
	share    int // by its place among the shares of the item
	from, to int32
}

// sums are what the votes on the bridges say, a row for each bridge and session: their log-likelihood, its slope and, with
// the sign changed, its second derivative where both cutpoints move up; then the sum of each vote's slope times the point,
// and that of its second derivative times the square of the point.
type sums [][5]float64

// shares gives the sessions of each item, in order.
func (d *Data) shares(place []int32) [][]share {
	all := make([][]share, len(d.Items))
	for v := range all {
		units := d.itemUnit[d.itemAt[3*v]:d.itemAt[3*v+3]]
		count := make(map[int]int)
		for _, u := range units {
			count[int(place[u])]++
		}
		for s, n := range count {
			all[v] = append(all[v], share{s, float64(n) / float64(len(units))})
		}
		slices.SortFunc(all[v], func(a, b share) int { return a.session - b.session })
	}
	return all
}

// bridges finds the items of several sessions, and says how many rows their sums have.
func (d *Data) bridges(place []int32, shares [][]share) (all []bridge, rows int) {
	for v, sessions := range shares {
		if len(sessions) == 1 {
			continue
		}
		b := bridge{item: v, at: rows}
		rows += len(sessions)
		for side := range 3 {
			from, to := d.splitAt[3*v+side], d.splitAt[3*v+side+1]
			for i, s := range sessions {
				end := from
				for end < to && int(place[d.itemUnit[end]]) == s.session {
					end++
				}
				if end > from {
					b.spells = append(b.spells, spell{Choice(side), i, from, end})
				}
				from = end
			}
		}
		all = append(all, b)
	}
	return all, rows
}

// sum fills in the sums as the chain stands.
func (c *joint) sum(to sums) {
	clear(to)
	chance.Each(len(c.drift.bridges), func(i int) {
		b := &c.drift.bridges[i]
		for _, s := range b.spells {
			row := &to[b.at+s.share]
			for k, x := range c.spell(s, c.item[b.item]) {
				row[k] += x
			}
		}
	})
}

func (c *joint) spell(of spell, p parameters) [5]float64 {
	var value, s, st, h, htt float64
	units := c.d.itemUnit[of.from:of.to]
	switch of.side {
	case Yes:
		for _, u := range units {
			x := c.theta[u]
			l, slope, bend := outer(p.low - p.beta*x)
			value += l
			s += slope
			st += slope * x
			h += bend
			htt += bend * x * x
		}
	case No:
		for _, u := range units {
			x := c.theta[u]
			l, slope, bend := outer(p.beta*x - p.high)
			value += l
			s -= slope
			st -= slope * x
			h += bend
			htt += bend * x * x
		}
	case Abstain:
		product := 1.0
		for _, u := range units {
			x := c.theta[u]
			a, b := p.low-p.beta*x, p.high-p.beta*x
			share, rest, pa, pb := inner(a, b)
			value += share
			if product *= rest; product < 1e-200 {
				value += math.Log(product)
				product = 1
			}
			slope := pb - pa
			bend := slope*slope - a*pa + b*pb
			s += slope
			st += slope * x
			h += bend
			htt += bend * x * x
		}
		value += math.Log(product)
	}
	return [5]float64{value, s, h, st, htt}
}

// tie adds to a system what the votes on an item say of its sessions. The item goes along with their mean by votes, so
// that they speak of how far each session moves from that mean: to them it is a move of the votes in row i with the
// slope and information that votes gives.
func (s *system) tie(shares []share, votes func(i int) (slope, info float64)) {
	var slopes, infos float64
	for i, at := range shares {
		slope, info := votes(i)
		slopes += slope
		infos += info
		s.slope[at.session] += slope
		s.info[at.session][at.session] += info
		for _, other := range shares {
			s.info[at.session][other.session] -= info * other.weight
			s.info[other.session][at.session] -= info * other.weight
		}
	}
	for _, at := range shares {
		s.slope[at.session] -= at.weight * slopes
		for _, other := range shares {
			s.info[at.session][other.session] += at.weight * other.weight * infos
		}
	}
}
