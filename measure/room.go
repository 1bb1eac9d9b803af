package measure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/chance"
)

// Dependence is how much of what a state lives by a vector holds across domains, 0 to 1: the mean of its shares by
// the weights of dossier.toml, over the domains that are covered, all of them or those of one group. Its bounds are
// those of the shares together; a share that is not known stands in the middle of what it can be.
func (r *Region) Dependence(state, vector, of string) Estimate {
	e := Estimate{Measure: "dependence", State: state, Vector: vector, Of: of}
	v := slices.Index(r.Vectors, vector)
	var value, low, high, weights float64
	var without, unknown []string
	var years []int
	for _, d := range r.Domains {
		if of != All && d.Group != of {
			continue
		}
		h := r.holdings().of(state, d.ID)
		if h == nil || v < 0 || !h.covers(v) {
			without = append(without, d.Title)
			continue
		}
		if !h.shares[v].Known() {
			unknown = append(unknown, d.Title)
		}
		e.N++
		e.From = append(e.From, h.shares[v].From...)
		years = append(years, h.last.Year)
		weights += d.Weight
		value += d.Weight * h.value[v]
		low += d.Weight * h.low[v]
		high += d.Weight * h.high[v]
	}
	switch {
	case e.N == 0:
		return e.missing(NotCovered, "")
	case weights == 0:
		return e.missing(Undefined, "the domains that are covered weigh nothing")
	}
	e.rests(r)
	e.Period = yearsOf(years)
	if without != nil {
		e.warn("not covered, and left out of the mean: %s", strings.Join(without, ", "))
	}
	if unknown != nil {
		e.warn("not known, within bounds: %s", strings.Join(unknown, ", "))
	}
	if len(unknown) == e.N {
		e = e.missing(Unknown, "")
		e.Low, e.High, e.Level = low/weights, high/weights, 1
		return e
	}
	if low == high {
		return e.exact(value / weights)
	}
	return e.bounded(value/weights, low/weights, high/weights)
}

// of finds the latest holding of a state in a domain.
func (all *holdings) of(state, domain string) *holding {
	for _, h := range all.now {
		if h.state == state && h.domain.ID == domain {
			return h
		}
	}
	return nil
}

// plane is where each pair of a state of the region and a vector stands: x its dependence, y its alignment of late.
type plane struct {
	pairs    []pairKey
	x, y     []float64
	from     []string // the records of all pairs: each moves the line
	period   string
	fit      line
	drawn    []line      // the line through each replicate
	rooms    [][]float64 // by replicate, what is left of each pair
	clusters int         // sessions of the present
}

type line struct{ slope, intercept, tau float64 }

// readPlane places all pairs of which both are covered, and fits the line through them as they are and in each
// replicate: alignment from the resample of sessions, dependence from a draw of every share that is not exact. The
// pairs themselves are not resampled: they are all there are.
func (r *Region) readPlane() *plane {
	p := &plane{clusters: r.VotesConfig.Recent}
	var late [][]float64
	for _, state := range r.Config.Region {
		for _, vector := range r.Vectors {
			x, y := r.Dependence(state, vector, All), r.Recent(state, vector)
			value, covered := r.dependenceAt(state, vector, -1)
			if !covered || !y.Known() {
				continue
			}
			_, recent, _ := r.cut(state, vector)
			late = append(late, r.kappaDrawsOfLate(state, vector, recent))
			p.pairs = append(p.pairs, pairKey{state, vector, All})
			p.x, p.y = append(p.x, value), append(p.y, y.Value)
			p.from = slices.Concat(p.from, x.From, y.From)
			p.period = y.Period
		}
	}
	slices.Sort(p.from)
	p.from = slices.Compact(p.from)
	var ok bool
	if p.fit.slope, p.fit.intercept, p.fit.tau, ok = TheilSen(p.x, p.y); !ok {
		return p
	}
	p.drawn, p.rooms = make([]line, r.Draws), make([][]float64, r.Draws)
	chance.Each(r.Draws, func(k int) {
		x, y := make([]float64, len(p.pairs)), make([]float64, len(p.pairs))
		for i, pair := range p.pairs {
			x[i], _ = r.dependenceAt(pair.state, pair.partner, k)
			y[i] = late[i][k]
		}
		l := &p.drawn[k]
		l.slope, l.intercept, l.tau, _ = TheilSen(x, y)
		for i := range y {
			y[i] -= l.intercept + l.slope*x[i]
		}
		p.rooms[k] = y
	})
	return p
}

// dependenceAt is the dependence of a pair in a replicate (-1: as it is); covered tells whether there is one.
func (r *Region) dependenceAt(state, vector string, k int) (value float64, covered bool) {
	v := slices.Index(r.Vectors, vector)
	weights := 0.0
	for _, h := range r.holdings().now {
		if h.state == state && h.covers(v) {
			weights += h.domain.Weight
			value += h.domain.Weight * h.at(k)[v]
		}
	}
	return value / weights, weights > 0
}

// minPairs is the number of pairs below which no line is fitted: as for clusters, fewer say nothing.
const minPairs = chance.MinClusters

// whyNoPlane tells why there is no line through the pairs.
func (r *Region) whyNoPlane(p *plane) (status, why string, none bool) {
	switch {
	case r.record == nil || len(r.holdings().now) == 0:
		return NotCovered, "", true
	case r.VotesConfig.Recent < chance.MinClusters || len(r.record.clusters)-r.VotesConfig.Recent < chance.MinClusters:
		return NotApplicable, tooShort, true
	case len(p.pairs) < minPairs:
		return NotApplicable, fmt.Sprintf("a line needs %d pairs of which alignment and dependence are covered: there are %d", minPairs, len(p.pairs)), true
	case p.drawn == nil:
		return Undefined, "all pairs depend alike: there is no line", true
	}
	return "", "", false
}

// Room is a state's room for manoeuvre with a vector: what of its alignment of late (kappa) is left once its
// dependence is accounted for, by the line of Theil and Sen through all pairs of the region's states and the vectors.
// Above zero it votes more like the vector than others who depend on theirs as much, below zero less. The interval
// carries the uncertainty of both, and of the line that follows from them.
func (r *Region) Room(state, vector string) Estimate {
	e := Estimate{Measure: "room", State: state, Vector: vector, Level: r.Level}
	p := r.plane()
	if status, why, none := r.whyNoPlane(p); none {
		return e.missing(status, why)
	}
	i := slices.Index(p.pairs, pairKey{state, vector, All})
	if i < 0 {
		return e.missing(NotCovered, "")
	}
	e.Period, e.N = p.period, len(p.pairs)
	e.rests(r, p.from...)
	e.Value = p.y[i] - p.fit.intercept - p.fit.slope*p.x[i]
	e.interval(p.clusters, func(k int) float64 { return p.rooms[k][i] }, len(p.rooms))
	return e.held()
}

// held widens an interval to hold its value: what is not known scatters the pairs to the side, which flattens the line
// in nearly every draw.
func (e Estimate) held() Estimate {
	if e.HasInterval() {
		e.Low, e.High = min(e.Low, e.Value), max(e.High, e.Value)
	}
	return e
}

// What there is to know of the line.
const (
	SlopeName = "slope" // alignment by dependence
	TauName   = "tau"   // Kendall's: how far the two go together
)

// Line is the line from which room is measured: its slope, or how far alignment and dependence go together at all.
func (r *Region) Line(of string) Estimate {
	e := Estimate{Measure: "room", State: r.Label, Of: of, Level: r.Level}
	p := r.plane()
	if status, why, none := r.whyNoPlane(p); none {
		return e.missing(status, why)
	}
	pick := func(l line) float64 {
		if of == TauName {
			return l.tau
		}
		return l.slope
	}
	e.Period, e.N = p.period, len(p.pairs)
	e.rests(r, p.from...)
	if e.Value = pick(p.fit); math.IsNaN(e.Value) {
		return e.missing(Undefined, "alignment does not vary")
	}
	e.interval(p.clusters, func(k int) float64 { return pick(p.drawn[k]) }, len(p.drawn))
	return e.held()
}

// LineAt is the alignment that the line gives at a dependence, 0 to 1, with its interval: for a picture of the line and its band. It is not
// among the estimates of an assessment.
func (r *Region) LineAt(dependence float64) Estimate {
	e := Estimate{Measure: "room", State: r.Label, Of: "line", Level: r.Level}
	p := r.plane()
	if status, why, none := r.whyNoPlane(p); none {
		return e.missing(status, why)
	}
	e.Period, e.N = p.period, len(p.pairs)
	e.Value = p.fit.intercept + p.fit.slope*dependence
	e.interval(p.clusters, func(k int) float64 { return p.drawn[k].intercept + p.drawn[k].slope*dependence }, len(p.drawn))
	return e.held()
}
