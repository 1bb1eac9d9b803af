package scenario

import (
	"math"
	"slices"
	"strings"

	"multivector/network"
)

// carry finds what each link carries today: its flow where that is known; elsewhere what the known flows must put on it
// if they go on by the links they come to. A link whose capacity is not known can carry as much at least.
func (r *Routes) carry() error {
	var edges []network.Edge
	for i := range r.Links {
		l := &r.Links[i]
		e := network.Edge{From: l.from, To: l.to, Capacity: l.Capacity.High, Cost: 1}
		switch {
		case !math.IsNaN(l.Flow):
			e.Capacity, e.Cost = l.Flow, 0
		case r.covered(l):
			e.Cost = 0
		case slices.Contains(r.Exporters, r.nodes[l.from]):
			e.Cost = 10 // what is known to leave leaves by the links of which it is known
		}
		edges = append(edges, e)
	}
	source, sink := len(r.nodes), len(r.nodes)+1
	for _, state := range r.Exporters {
		edges = append(edges, network.Edge{From: source, To: r.place[state], Capacity: math.Inf(1)})
	}
	for n, node := range r.nodes {
		if role, end := r.Ends[node]; end {
			e := network.Edge{From: n, To: sink, Capacity: math.Inf(1)}
			if role == hub && r.leadsOn(n) {
				e.Cost = 100 // only what cannot go on
			}
			edges = append(edges, e)
		}
	}
	flow, err := network.Cheapest(len(r.nodes)+2, edges, source, sink, r.Exports(r.Exporters).Low)
	if err != nil {
		return err
	}
	for i := range r.Links {
		l := &r.Links[i]
		l.Carries = flow.On[i]
		if !math.IsNaN(l.Flow) {
			l.Carries = l.Flow
		}
		if math.IsInf(l.Capacity.High, 1) {
			l.Capacity.Low = max(l.Capacity.Low, l.Carries)
		}
	}
	return nil
}

const hub = "hub"

// Exports is what leaves some states together today. A link whose flow is not known may carry nothing, or all it can; of
// a sum that other states share, theirs is at least what the others' lines cannot carry.
func (r *Routes) Exports(states []string) (all Range) {
	own := func(node int) bool { return slices.Contains(states, r.nodes[node]) }
	for i := range r.Links {
		l := &r.Links[i]
		switch {
		case r.isSum(l.from) && !l.Entry:
			if !math.IsNaN(l.Flow) && !r.covered(l) {
				mine, others := r.into(l.from, own)
				all.Low += max(0, min(l.Flow, l.Flow-others))
				all.High += min(l.Flow, mine)
			}
		case !own(l.from) || own(l.to) || r.covered(l):
		case math.IsNaN(l.Flow):
			all.High += l.Capacity.High
		default:
			all.Low += l.Flow
			all.High += l.Flow
		}
	}
	if math.IsNaN(all.High) {
		all.High = math.Inf(1)
	}
	return all
}

func (r *Routes) isSum(node int) bool { return strings.HasPrefix(r.nodes[node], sumOf) }

const sumOf = "sum of "

// covered tells whether a link flows into a sum of which it is known what it carries.
func (r *Routes) covered(l *Link) bool {
	if !r.isSum(l.to) {
		return false
	}
	for i := range r.Links {
		if sum := &r.Links[i]; sum.from == l.to {
			return !math.IsNaN(sum.Flow) || r.covered(sum)
		}
	}
	return false
}

// into is what the links of some places can bring into a sum of lines, and what all others' can.
func (r *Routes) into(sum int, own func(node int) bool) (mine, others float64) {
	for i := range r.Links {
		l := &r.Links[i]
		switch {
		case l.to != sum:
		case r.isSum(l.from):
			m, o := r.into(l.from, own)
			mine += min(m, l.Capacity.High)
			others += min(o, l.Capacity.High)
		case own(l.from):
			mine += l.Capacity.High
		default:
			others += l.Capacity.High
		}
	}
	return mine, others
}

func (r *Routes) leadsOn(node int) bool {
	return slices.ContainsFunc(r.Links, func(l Link) bool { return l.from == node && l.to != node })
}
