package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/network"
)

// Rerouting is what becomes of a commodity's exports when something on its way is closed. Each range runs over all that
// capacities and exports may be.
type Rerouting struct {
	*Routes
	From     []string
	Closings []Closing

	Exports     Range    // what leaves today; High is +Inf where nothing bounds it
	Delivered   Range    // what of it reaches a market before
	After       Range    // what of it still does, by the cheapest ways
	Lost        Range    // what no longer does
	Rerouted    Range    // what goes another way than today
	Network     [2]Range // the most that the network could carry to market, before and after
	Value       Range    // of what was closed: 1 - the most after / the most before; NaN where nothing bounds both
	OnLinks     []Range  // what each link carries after
	Months      float64  // of the year, for which it is closed; amounts are the year's, links as they are while it is
	Bottlenecks []int    // links that hold up what is lost, where capacities are the least they may be
}

// Reroute closes something for the exports of some states. Each unit that leaves the links it uses today costs one for
// each link it uses instead, so that of all ways that bring as much to market the one that disturbs least is taken; the
// dossier holds no tariffs. exports may be nil: then it is what the network says.
func (r *Routes) Reroute(from []string, closings []Closing, exports *Range) (*Rerouting, error) {
	for _, state := range from {
		if !slices.Contains(r.Exporters, state) {
			return nil, fmt.Errorf("no link of %s leaves %s; it leaves %s", r.Commodity, state, strings.Join(r.Exporters, " and "))
		}
	}
	a := &Rerouting{Routes: r, From: from, Closings: closings, Exports: r.Exports(from), Months: Year}
	if exports != nil {
		if !(exports.Low >= 0 && exports.High >= exports.Low) {
			return nil, fmt.Errorf("exports from %g to %g cannot be", exports.Low, exports.High)
		}
		a.Exports = *exports
	}
	links, ends, err := r.closed(closings)
	if err != nil {
		return nil, err
	}
	if !r.reaches(from) {
		return nil, fmt.Errorf("no market of %s can be reached from %s: the network is not connected; add the links that are missing to transit.csv, or the market to markets.csv", r.Commodity, strings.Join(from, ", "))
	}
	if err := a.run(links, ends); err != nil {
		return nil, err
	}
	return a, nil
}

// Year is how many months it has.
const Year = 12

// For is what a closing for some months takes from the year in which it falls. What is lost or goes another way is in
// proportion: nothing is made up for after, and no other way carries more before.
func (a *Rerouting) For(months float64) *Rerouting {
	part := months / Year
	b := *a
	b.Months = months
	b.Lost, b.Rerouted, b.Value = a.Lost.times(part), a.Rerouted.times(part), a.Value.times(part)
	if part < 1 { // an unbounded amount times nothing would be none
		b.After = Range{(1-part)*a.Delivered.Low + part*a.After.Low, (1-part)*a.Delivered.High + part*a.After.High}
		b.Network[1] = Range{(1-part)*a.Network[0].Low + part*a.Network[1].Low, (1-part)*a.Network[0].High + part*a.Network[1].High}
	}
	return &b
}

// outcome is what the network does with an amount before and after, its links carrying the least or the most they may.
type outcome struct{ before, after network.Flow }

func (a *Rerouting) outcome(links []float64, ends map[string]float64, ample bool, amount float64) (o outcome, err error) {
	if o.before, err = a.flow(a.From, nil, nil, ample, amount); err == nil {
		o.after, err = a.flow(a.From, links, ends, ample, amount)
	}
	return o, err
}

// run takes the capacities at the least and the most they may be, and the exports alike.
func (a *Rerouting) run(links []float64, ends map[string]float64) error {
	none := Range{math.Inf(1), math.Inf(-1)}
	a.Delivered, a.After, a.Lost, a.Rerouted, a.Network, a.Value = none, none, none, none, [2]Range{none, none}, none
	a.OnLinks = slices.Repeat([]Range{none}, len(a.Links))
	bound := 0.0 // on the exports, by what the network can carry
	for _, ample := range []bool{false, true} {
		most, err := a.outcome(links, ends, ample, math.Inf(1))
		if err != nil {
			return err
		}
		before, after := most.before.Value, most.after.Value
		a.Network[0], a.Network[1] = a.Network[0].hull(before), a.Network[1].hull(after)
		switch {
		case math.IsInf(after, 1) || before == 0:
			a.Value = a.Value.hull(0)
		case math.IsInf(before, 1):
			a.Value = a.Value.hull(1)
		default:
			a.Value = a.Value.hull(1 - after/before)
		}
		bound = before
	}
	for _, exports := range []float64{a.Exports.Low, min(a.Exports.High, bound)} {
		if math.IsInf(exports, 1) { // nothing bounds what is exported, nor what is lost
			for _, r := range []*Range{&a.Delivered, &a.After, &a.Lost, &a.Rerouted} {
				*r = r.hull(exports)
			}
			continue
		}
		if err := a.deliver(exports, links, ends); err != nil {
			return err
		}
	}
	return nil
}

// deliver routes exports before and after. What is lost lies between the least delivered before and the most after, and
// the most before and the least after; it grows with the exports.
func (a *Rerouting) deliver(exports float64, links []float64, ends map[string]float64) error {
	none := Range{math.Inf(1), math.Inf(-1)}
	delivered, after := none, none
	for _, ample := range []bool{false, true} {
		o, err := a.outcome(links, ends, ample, exports)
		if err != nil {
			return err
		}
		delivered, after = delivered.hull(o.before.Value), after.hull(o.after.Value)
		if !ample {
			a.Bottlenecks = a.linksOf(o.after.Cut)
		}
		stays := 0.0 // what leaves the states by the links it leaves by today
		for i := range a.Links {
			on := o.after.On[2*i] + o.after.On[2*i+1]
			a.OnLinks[i] = a.OnLinks[i].hull(on)
			if slices.Contains(a.From, a.nodes[a.Links[i].from]) {
				stays += min(on, o.before.On[2*i]+o.before.On[2*i+1])
			}
		}
		a.Rerouted = a.Rerouted.hull(max(0, o.after.Value-stays))
	}
	a.Delivered = a.Delivered.hull(delivered.Low).hull(delivered.High)
	a.After = a.After.hull(after.Low).hull(after.High)
	a.Lost = a.Lost.hull(max(0, delivered.Low-after.High)).hull(max(0, delivered.High-after.Low))
	return nil
}

// flow routes an amount from some states to market: links at the least or the most they may carry, and of that what
// is left. Each link is two edges: what it carries today goes over it for nothing, what comes in addition costs one.
func (r *Routes) flow(from []string, links []float64, ends map[string]float64, ample bool, amount float64) (network.Flow, error) {
	var edges []network.Edge
	for i := range r.Links {
		l := &r.Links[i]
		capacity := l.Capacity.Low
		if ample {
			capacity = l.Capacity.High
		}
		if links != nil {
			if capacity *= links[i]; links[i] == 0 {
				capacity = 0 // of an infinite one too
			}
		}
		today := min(l.Carries, capacity)
		edges = append(edges, network.Edge{From: l.from, To: l.to, Capacity: today}, network.Edge{From: l.from, To: l.to, Capacity: capacity - today, Cost: 1})
	}
	source, sink := len(r.nodes), len(r.nodes)+1
	for _, state := range from {
		edges = append(edges, network.Edge{From: source, To: r.place[state], Capacity: math.Inf(1)})
	}
	for n, node := range r.nodes { // in their order, so that the answer is the same each time
		role, end := r.Ends[node]
		if !end || role == hub && !ample && r.leadsOn(n) {
			continue
		}
		capacity := math.Inf(1)
		if left, ok := ends[node]; ok && left == 0 {
			capacity = 0
		}
		edges = append(edges, network.Edge{From: n, To: sink, Capacity: capacity})
	}
	return network.Cheapest(len(r.nodes)+2, edges, source, sink, amount)
}

// linksOf gives the links that edges of flow belong to.
func (r *Routes) linksOf(edges []int) (links []int) {
	for _, e := range edges {
		if i := e / 2; e < 2*len(r.Links) && !slices.Contains(links, i) {
			links = append(links, i)
		}
	}
	return links
}

// reaches tells whether any way leads from some states to an end.
func (r *Routes) reaches(from []string) bool {
	for n, seen := range r.reachable(from) {
		if seen && r.Ends[r.nodes[n]] != "" {
			return true
		}
	}
	return false
}

// Touched tells whether anything that is closed lies on a way from some states.
func (r *Routes) Touched(from []string, closings []Closing) bool {
	links, ends, err := r.closed(closings)
	if err != nil {
		return false
	}
	seen := r.reachable(from)
	for i, left := range links {
		if left < 1 && seen[r.Links[i].from] {
			return true
		}
	}
	for n, node := range r.nodes {
		if left, end := ends[node]; end && left < 1 && seen[n] {
			return true
		}
	}
	return false
}

// Serves tells of each link whether anything from some states can come to it.
func (r *Routes) Serves(from []string) []bool {
	seen := r.reachable(from)
	all := make([]bool, len(r.Links))
	for i, l := range r.Links {
		all[i] = seen[l.from]
	}
	return all
}

// reachable are the places to which a way leads from some states, those included.
func (r *Routes) reachable(from []string) []bool {
	seen := make([]bool, len(r.nodes))
	var next []int
	for _, state := range from {
		next = append(next, r.place[state])
	}
	for len(next) > 0 {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		for _, l := range r.Links {
			if l.from == n {
				next = append(next, l.to)
			}
		}
	}
	return seen
}
