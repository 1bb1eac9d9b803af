package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
)

// Range is what is not known to the last digit: from Low to High, which may be +Inf.
type Range struct{ Low, High float64 }

// Exactly is a range of one number.
func Exactly(v float64) Range { return Range{v, v} }

// ParseRange reads 600 or 560..700.
func ParseRange(text string) (r Range, err error) {
	low, high, two := strings.Cut(text, "..")
	if !two {
		high = low
	}
	for _, end := range []struct {
		text string
		to   *float64
	}{{low, &r.Low}, {high, &r.High}} {
		v, err := strconv.ParseFloat(end.text, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return r, fmt.Errorf("%q is no number or range; write 0.5, or 0.4..0.6", text)
		}
		*end.to = v
	}
	if r.Low > r.High {
		return r, fmt.Errorf("%q runs backwards; write the smaller number first", text)
	}
	return r, nil
}

// Certain tells that the range is one number.
func (r Range) Certain() bool { return r.Low == r.High }

func (r Range) times(part float64) Range { return Range{part * r.Low, part * r.High} }

// hull widens a range to hold a number.
func (r Range) hull(v float64) Range { return Range{min(r.Low, v), max(r.High, v)} }

// Routes are the ways by which one commodity leaves the states of a dossier: its operating links, and where they end.
//
// Single lines and their sum are never both counted. A line that ends where its sum does flows into it, and the sum bounds
// what all of them carry together; a line that ends elsewhere is a leg of the whole route, and the legs are used
// instead of it. A link from a state to itself feeds others and leads nowhere.
//
// A blank capacity is not known. At least it is what the link carries today, so far as the known flows tell; at most
// anything. A hub passes on, at least, what its own links carry, and at most all.
type Routes struct {
	Commodity, Unit string
	Links           []Link
	Ends            map[string]string // node to its role: market, port, hub
	Exporters       []string          // states of the region with a link of their own, in its order

	nodes []string // codes of places, then the ids of the sums that lines flow into
	place map[string]int
}

// Link is a way from one place to another, as it is used.
type Link struct {
	*evidence.Link
	// Entry marks the way into a sum of lines for what is its own and none of its lines'.
	Entry    bool
	Capacity Range
	Flow     float64 // what it carries today; NaN where that is not known
	Carries  float64 // what it carries today at least, by the known flows

	from, to int
}

// Name is the id of the link.
func (l *Link) Name() string {
	if l.Entry {
		return l.ID + " (own)"
	}
	return l.ID
}

// RoutesOf reads the network of a commodity from transit.csv and markets.csv.
func RoutesOf(d *evidence.Dossier, commodity string) (*Routes, error) {
	r := &Routes{Commodity: commodity, Ends: map[string]string{}, place: map[string]int{}}
	for _, m := range d.Markets {
		if m.Commodity == commodity {
			r.Ends[m.Node] = m.Role
		}
	}
	byID, lines, legs := map[string]*evidence.Link{}, map[string][]*evidence.Link{}, map[string]bool{}
	var used []*evidence.Link
	for i := range d.Transit {
		if l := &d.Transit[i]; l.Commodity == commodity && l.Status == "operating" && l.From != l.To {
			byID[l.ID] = l
			used = append(used, l)
		}
	}
	if len(used) == 0 {
		return nil, fmt.Errorf("no operating link of transit.csv carries %q; there are %v", commodity, Commodities(d))
	}
	if len(r.Ends) == 0 {
		return nil, fmt.Errorf("markets.csv names no place where %s ends: without one nothing can be said to arrive", commodity)
	}
	r.Unit = used[0].Unit
	for _, l := range used {
		if l.Unit != r.Unit {
			return nil, fmt.Errorf("%s is measured in %s and %s in %s: write one unit for all links of %s", used[0].Key, r.Unit, l.Key, l.Unit, commodity)
		}
		if sum := byID[l.PartOf]; sum != nil && l.To != sum.To {
			legs[sum.ID] = true
		}
	}
	for _, l := range used {
		if sum := byID[l.PartOf]; sum != nil && l.To == sum.To && !legs[sum.ID] {
			lines[sum.ID] = append(lines[sum.ID], l)
		}
	}
	for _, l := range used {
		if !legs[l.ID] {
			r.add(l, byID[l.PartOf], lines)
		}
	}
	for _, state := range d.Config.Region {
		if n, ok := r.place[state]; ok && slices.ContainsFunc(r.Links, func(l Link) bool { return l.from == n }) {
			r.Exporters = append(r.Exporters, state)
		}
	}
	return r, r.carry()
}

// add puts a link into the network: from its place, or from the sum of its own lines, to its place, or into the sum it
// is a line of.
func (r *Routes) add(l, sum *evidence.Link, lines map[string][]*evidence.Link) {
	from, to := l.From, l.To
	if sum != nil && slices.Contains(lines[sum.ID], l) {
		to = sumOf + sum.ID
	}
	if own := lines[l.ID]; own != nil {
		from = sumOf + l.ID
		r.put(l, l.From, from, ownCapacity(l, own), math.NaN(), true)
	}
	flow := math.NaN()
	if l.Flow.Is() {
		flow = l.Flow.Value
	}
	r.put(l, from, to, capacityOf(l), flow, false)
}

// capacityOf is what a link can carry: its capacity where it is known.
func capacityOf(l *evidence.Link) Range {
	if l.Capacity.Is() {
		return Exactly(l.Capacity.Value)
	}
	return Range{0, math.Inf(1)}
}

// ownCapacity is what a sum can take in where it begins, beside its lines that begin there too.
func ownCapacity(l *evidence.Link, lines []*evidence.Link) Range {
	own := capacityOf(l)
	for _, line := range lines {
		if line.From == l.From {
			c := capacityOf(line)
			own = Range{max(0, own.Low-c.High), max(0, own.High-c.Low)}
			if math.IsNaN(own.High) || math.IsInf(c.High, 1) {
				own.Low = 0
			}
		}
	}
	return own
}

func (r *Routes) put(l *evidence.Link, from, to string, capacity Range, flow float64, entry bool) {
	r.Links = append(r.Links, Link{Link: l, Entry: entry, Capacity: capacity, Flow: flow, from: r.node(from), to: r.node(to)})
}

func (r *Routes) node(name string) int {
	n, ok := r.place[name]
	if !ok {
		n = len(r.nodes)
		r.place[name] = n
		r.nodes = append(r.nodes, name)
	}
	return n
}

// Commodities are those that the links of a dossier carry, in alphabetical order.
func Commodities(d *evidence.Dossier) []string {
	all := map[string]bool{}
	for i := range d.Transit {
		all[d.Transit[i].Commodity] = true
	}
	return slices.Sorted(maps.Keys(all))
}
