package measure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Profile is a vector's mean share over the region's states in a domain, or in a group of domains by their weights,
// 0 to 1, with the bounds of those shares together.
func (r *Region) Profile(vector, of string) Estimate {
	e := Estimate{Measure: "profile", State: r.Label, Vector: vector, Of: of}
	return r.profile(e, r.pulls().now)
}

// ProfileChange is the profile now less that of five years before, both over the states and domains that are covered
// at both dates.
func (r *Region) ProfileChange(vector, of string) Estimate {
	e := Estimate{Measure: "profile change", State: r.Label, Vector: vector, Of: of}
	now, before := r.profile(e, r.pulls().matched), r.profile(e, r.pulls().before)
	if now.Status == NotCovered || before.Status == NotCovered {
		return e.missing(NotCovered, "nothing of the same kind five years before")
	}
	e.Period = now.Period + " against " + before.Period
	e.rests(r, slices.Concat(now.From, before.From)...)
	e.N = now.N
	if !now.Known() || !before.Known() {
		return e.missing(Unknown, "not among the partners listed, then or now")
	}
	lowA, highA := before.bounds()
	lowB, highB := now.bounds()
	if lowA == highA && lowB == highB {
		return e.exact(now.Value - before.Value)
	}
	return e.bounded(now.Value-before.Value, lowB-highA, highB-lowA)
}

// profile takes the mean of one vector's shares over the cells of a pull that belong to a domain or group.
func (r *Region) profile(e Estimate, p *pull) Estimate {
	m := r.mean(p, e.Vector, e.Of)
	e.rests(r, m.from...)
	e.N = m.cells
	switch {
	case m.cells == 0:
		return e.missing(NotCovered, "")
	case math.IsNaN(m.value):
		return e.missing(Undefined, "the domains that are covered weigh nothing")
	}
	e.Period = yearsOf(m.years)
	switch {
	case !m.known:
		e = e.missing(Unknown, "not among the partners listed")
		e.Low, e.High, e.Level = m.low, m.high, 1
		return e
	case m.low == m.high:
		return e.exact(m.value)
	}
	return e.bounded(m.value, m.low, m.high)
}

// mean is a vector's mean share over the cells of a domain or group.
type mean struct {
	vector           string
	value, low, high float64 // NaN where the domains weigh nothing
	known            bool    // of one cell at least
	cells            int
	years            []int
	from             []string
}

func (r *Region) mean(p *pull, vector, of string) mean {
	m := mean{vector: vector}
	v := slices.Index(r.Vectors, vector)
	weights := 0.0
	for _, j := range p.domains {
		d := r.Domains[j]
		if d.ID != of && d.Group != of {
			continue
		}
		var sum, low, high, n float64
		for _, h := range p.cells {
			if h.domain.ID == d.ID && h.covers(v) {
				n++
				sum, low, high = sum+h.value[v], low+h.low[v], high+h.high[v]
				m.known = m.known || h.shares[v].Known()
				m.from = append(m.from, h.shares[v].From...)
				m.years = append(m.years, h.last.Year)
			}
		}
		if n == 0 {
			continue
		}
		weight := d.Weight
		if d.ID == of {
			weight = 1 // of one domain it says nothing
		}
		m.cells += int(n)
		weights += weight
		m.value += weight * sum / n
		m.low += weight * low / n
		m.high += weight * high / n
	}
	m.value, m.low, m.high = m.value/weights, m.low/weights, m.high/weights
	return m
}

// yearsOf names the first and the last of some years.
func yearsOf(years []int) string {
	first, last := slices.Min(years), slices.Max(years)
	if first == last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d-%d", first, last)
}

// Lead is the vector that holds most of a group of domains in the region, and by how much more than the next: the
// difference of their profiles, with bounds. Where the lower is above zero no other can be ahead. The span is now
// (empty), Matched or Before.
func (r *Region) Lead(group, span string) Estimate {
	e := Estimate{Measure: "lead", State: r.Label, Of: spanned(group, span)}
	var all []mean
	for _, v := range r.Vectors {
		if m := r.mean(r.pulls().at(span), v, group); m.cells > 0 && !math.IsNaN(m.value) {
			all = append(all, m)
			e.From = append(e.From, m.from...)
		}
	}
	if len(all) < 2 {
		return e.missing(NotCovered, "")
	}
	slices.SortStableFunc(all, func(a, b mean) int { return cmp.Compare(b.value, a.value) })
	e.rests(r)
	first, next := all[0], all[1]
	e.N, e.Period = first.cells, yearsOf(first.years)
	if !first.known {
		return e.missing(Unknown, "a vector whose shares are not known may hold most")
	}
	e.Vector = first.vector
	e.warn("next: %s", next.vector)
	most, least := next.high, next.low
	for _, other := range all[2:] {
		most, least = max(most, other.high), max(least, other.low)
	}
	if first.low == first.high && most == least {
		return e.exact(first.value - next.value)
	}
	return e.bounded(first.value-next.value, first.low-most, first.high-least)
}

func spanned(of, span string) string {
	switch {
	case span == "":
		return of
	case of == "":
		return span
	}
	return of + " " + span
}
