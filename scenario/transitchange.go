package scenario

import (
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/network"
)

// RouteDomain is the domain of dossier.toml that shares of export routes stand under.
const RouteDomain = "energy_transit"

// Changes are the records that a rerouting changes: of each state whose exports it is, the latest shares of its routes by power
// (dependences.csv, domain energy_transit). A power's share moves by as much as the share of the exports that passes its
// links does, in the middle of the range; figures in the commodity's unit fall with what still arrives. Of several states
// together it is not known whose exports went another way: then nothing is changed.
func (a *Rerouting) Changes(d *evidence.Dossier) ([]evidence.Change, error) {
	if len(a.From) != 1 || math.IsInf(a.Delivered.High, 1) || a.Delivered.Low == 0 {
		return nil, nil
	}
	before, after, err := a.passing()
	if err != nil {
		return nil, err
	}
	c := newChanges(d)
	about := func(x *evidence.Dependence) bool {
		return x.State == a.From[0] && x.Domain == RouteDomain && strings.HasSuffix(x.Unit, a.Commodity+"_exports") && !strings.HasPrefix(x.Unit, "USD")
	}
	latest := latestYear(d.Dependences, func(x *evidence.Dependence) (evidence.Date, bool) {
		return x.Period.To, about(x) && x.Share.Is()
	})
	left := 1 - middle(a.Lost)/middle(a.Delivered)
	for i := range d.Dependences {
		x := &d.Dependences[i]
		if !about(x) || x.Period.To != latest {
			continue
		}
		value := c.value(&x.Meta, "value")
		if x.Partner == evidence.World {
			c.set(&x.Meta, "value", value*left)
			continue
		}
		share := c.value(&x.Meta, "share")
		now := min(1, max(0, share+after[x.Partner]-before[x.Partner]))
		c.set(&x.Meta, "share", now)
		if share > 0 {
			factor := now / share
			if !strings.HasPrefix(x.Unit, "percent") {
				factor *= left
			}
			c.set(&x.Meta, "value", value*factor)
		}
	}
	return c.all(), nil
}

// passing is the share of the exports that passes each power's links, before and after, in the middle between the least and
// the most that capacities may be.
func (a *Rerouting) passing() (before, after map[string]float64, err error) {
	before, after = map[string]float64{}, map[string]float64{}
	links, ends, err := a.closed(a.Closings)
	if err != nil {
		return nil, nil, err
	}
	for _, ample := range []bool{false, true} {
		o, err := a.outcome(links, ends, ample, middle(a.Delivered))
		if err != nil {
			return nil, nil, err
		}
		closed := a.Months / Year // of the year; the rest is as before
		arrives := (1-closed)*o.before.Value + closed*o.after.Value
		for _, s := range []struct {
			flow network.Flow
			part float64
			of   float64
			to   map[string]float64
		}{{o.before, 1, o.before.Value, before}, {o.before, 1 - closed, arrives, after}, {o.after, closed, arrives, after}} {
			for power, amount := range a.through(s.flow) {
				s.to[power] += s.part * amount / s.of / 2
			}
		}
	}
	return before, after, nil
}

// through is how much of a flow passes the links of each power on its way, however many: the flow is taken apart into
// paths, always along the first link that still carries something.
func (r *Routes) through(flow network.Flow) map[string]float64 {
	if flow.Value == 0 {
		return nil
	}
	on := make([]float64, len(r.Links))
	leaves := make([]float64, len(r.nodes)) // less what comes in: what begins at a place
	for i := range r.Links {
		on[i] = flow.On[2*i] + flow.On[2*i+1]
		leaves[r.Links[i].from] += on[i]
		leaves[r.Links[i].to] -= on[i]
	}
	const nothing = 1e-9
	powers := map[string]float64{}
	for start := range r.nodes {
		for leaves[start] > nothing {
			var path []int
			amount := leaves[start]
			for at := start; len(path) <= len(r.Links); {
				next := r.carries(at, on, nothing)
				if next < 0 {
					break
				}
				path = append(path, next)
				amount = min(amount, on[next])
				at = r.Links[next].to
			}
			if path == nil {
				break
			}
			leaves[start] -= amount
			var held []string
			for _, i := range path {
				on[i] -= amount
				for _, v := range r.Links[i].Vector {
					if !slices.Contains(held, v) {
						held = append(held, v)
					}
				}
			}
			for _, v := range held {
				powers[v] += amount
			}
		}
	}
	return powers
}

// carries is the first link from a place on which there is something, or -1.
func (r *Routes) carries(from int, on []float64, nothing float64) int {
	for i := range r.Links {
		if r.Links[i].from == from && on[i] > nothing {
			return i
		}
	}
	return -1
}
