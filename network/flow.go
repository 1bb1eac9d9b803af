package network

import (
	"errors"
	"fmt"
	"math"
)

// Edge is a link from one node to another. Its capacity is 0 or more and may be infinite; each unit that flows over it
// costs Cost, 0 or more.
type Edge struct {
	From, To       int
	Capacity, Cost float64
}

// Flow is what goes from the source to the sink.
type Flow struct {
	Value float64   // how much arrives; +Inf where nothing bounds it
	Cost  float64   // of all of it together
	On    []float64 // how much goes over each edge; nil where nothing bounds it
	// Cut are the edges that hold it up, where less arrives than was asked for: their capacities add up to the value, and
	// nothing can go round them.
	Cut []int
}

// Cheapest gives the flow that brings as much of the demand from source to sink as the edges let through, and of all such
// flows one of the least cost: successive shortest paths (Busacker and Gowen 1960; Ahuja, Magnanti and Orlin 1993,
// section 9.7), the shortest found by Bellman and Ford's method so that of equally cheap paths the one of fewer links
// is taken. The demand may be infinite: then it is the largest flow there is, and by Ford and Fulkerson 1956
// (doi:10.4153/CJM-1956-045-5) as much as the smallest cut holds.
//
// Nodes are numbers from 0 to below nodes. Each step exhausts an edge, up to the rounding of a float64: what remains of an edge below
// a millionth of a millionth of the largest capacity counts as exhausted.
func Cheapest(nodes int, edges []Edge, source, sink int, demand float64) (Flow, error) {
	if err := check(nodes, edges, source, sink, demand); err != nil {
		return Flow{}, err
	}
	r := newResidual(nodes, edges, demand)
	flow := Flow{}
	for demand-flow.Value > r.least {
		path := r.shortest(source, sink)
		if path == nil {
			flow.Cut = r.cut(source)
			break
		}
		amount := demand - flow.Value
		for _, a := range path {
			amount = min(amount, r.left[a])
		}
		if math.IsInf(amount, 1) {
			return Flow{Value: amount}, nil
		}
		for _, a := range path {
			r.left[a] -= amount
			r.left[a^1] += amount
			flow.Cost += amount * r.cost[a]
		}
		flow.Value += amount
	}
	flow.On = make([]float64, len(edges))
	for i := range edges {
		if on := r.left[2*i+1]; on > r.least {
			flow.On[i] = on
		}
	}
	return flow, nil
}

func check(nodes int, edges []Edge, source, sink int, demand float64) error {
	var faults []error
	within := func(node int) bool { return node >= 0 && node < nodes }
	if !within(source) || !within(sink) || source == sink {
		faults = append(faults, fmt.Errorf("a flow goes from one node to another, of %d; not from %d to %d", nodes, source, sink))
	}
	if !(demand >= 0) {
		faults = append(faults, fmt.Errorf("a demand of %g cannot be", demand))
	}
	for i, e := range edges {
		switch {
		case !within(e.From) || !within(e.To):
			faults = append(faults, fmt.Errorf("edge %d goes from %d to %d, and there are %d nodes", i, e.From, e.To, nodes))
		case !(e.Capacity >= 0):
			faults = append(faults, fmt.Errorf("edge %d has the capacity %g; capacities are 0 or more", i, e.Capacity))
		case !(e.Cost >= 0) || math.IsInf(e.Cost, 1):
			faults = append(faults, fmt.Errorf("edge %d has the cost %g; costs are 0 or more", i, e.Cost))
		}
	}
	return errors.Join(faults...)
}

// residual is what is left to use of each edge: of edge i there is the arc 2i along it and the arc 2i+1 back, over which what
// flows can be taken back.
type residual struct {
	edges []Edge
	to    []int
	left  []float64
	cost  []float64
	out   [][]int // arcs by node
	least float64 // what is left below it is nothing
}

func newResidual(nodes int, edges []Edge, demand float64) *residual {
	r := &residual{edges: edges, out: make([][]int, nodes)}
	largest := 0.0
	if !math.IsInf(demand, 1) {
		largest = demand
	}
	for i, e := range edges {
		r.to = append(r.to, e.To, e.From)
		r.left = append(r.left, e.Capacity, 0)
		r.cost = append(r.cost, e.Cost, -e.Cost)
		r.out[e.From] = append(r.out[e.From], 2*i)
		r.out[e.To] = append(r.out[e.To], 2*i+1)
		if !math.IsInf(e.Capacity, 1) {
			largest = max(largest, e.Capacity)
		}
	}
	r.least = 1e-12 * largest
	return r
}

// shortest is the cheapest path of arcs with something left, of those the one of fewest arcs, and of those the first.
func (r *residual) shortest(source, sink int) (path []int) {
	type distance struct {
		cost float64
		arcs int
	}
	at := make([]distance, len(r.out))
	by := make([]int, len(r.out))
	for n := range at {
		at[n], by[n] = distance{math.Inf(1), 0}, -1
	}
	at[source] = distance{}
	for range r.out {
		changed := false
		for n, arcs := range r.out {
			if math.IsInf(at[n].cost, 1) {
				continue
			}
			for _, a := range arcs {
				if !(r.left[a] > r.least) {
					continue
				}
				d := distance{at[n].cost + r.cost[a], at[n].arcs + 1}
				known := at[r.to[a]]
				slack := 1e-12 * (math.Abs(d.cost) + 1)
				if d.cost < known.cost-slack || d.cost <= known.cost+slack && d.arcs < known.arcs {
					at[r.to[a]], by[r.to[a]] = d, a
					changed = true
				}
			}
		}
		if !changed {
			break
		}
	}
	if by[sink] < 0 {
		return nil
	}
	for n := sink; n != source; n = r.to[by[n]^1] {
		path = append(path, by[n])
	}
	return path
}

// cut are the edges from what can still be reached to what cannot.
func (r *residual) cut(source int) (edges []int) {
	reached := make([]bool, len(r.out))
	reached[source] = true
	for next := []int{source}; len(next) > 0; {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		for _, a := range r.out[n] {
			if r.left[a] > r.least && !reached[r.to[a]] {
				reached[r.to[a]] = true
				next = append(next, r.to[a])
			}
		}
	}
	for i, e := range r.edges {
		if reached[e.From] && !reached[e.To] && e.Capacity > 0 {
			edges = append(edges, i)
		}
	}
	return edges
}
