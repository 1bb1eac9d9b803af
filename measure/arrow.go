package measure

import (
	"fmt"
	"math"

	"multivector/evidence"
)

// arrowMeasures are those beside which the page sets arrows, in its order.
var arrowMeasures = []string{"trend", "position change", "moved", "change"}

// arrowFindings are the arrows of a state on the page: changes whose interval leaves zero out.
func (a *Assessment) arrowFindings(state string) (all []Finding) {
	r := a.Region
	name := r.StateName(state)
	for _, v := range r.Vectors {
		if e := a.Get("trend", state, v, All); e.sign() != 0 {
			kind := map[float64]string{1: MoreAlike, -1: LessAlike}[e.sign()]
			all = append(all, a.held(kind, fmt.Sprintf("%s %s %s of late than before", name, kind, r.Named(v)), e, signed(e, e.sign()))...)
		}
		if e := a.Get("position change", state, v, ""); e.sign() != 0 {
			kind := map[float64]string{1: Farther, -1: Nearer}[e.sign()]
			all = append(all, a.held(kind, fmt.Sprintf("%s %s %s than %d sessions before", name, kind, r.Named(v), r.VotesConfig.Recent), e, leavesZero(e))...)
		}
		if e := a.Get("moved", state, v, ByState); e.sign() != 0 {
			kind := map[float64]string{1: MovedAway, -1: MovedNear}[e.sign()]
			all = append(all, a.held(kind, fmt.Sprintf("%s %s %s by its own move", name, kind, r.Named(v)), e, leavesZero(e))...)
		}
		if e := a.Get("moved", state, v, ByPower); e.sign() != 0 {
			kind := map[float64]string{1: MovedAway, -1: MovedNear}[e.sign()]
			all = append(all, a.held(kind, fmt.Sprintf("%s %s %s by its own move", evidence.Capital(r.Named(v)), kind, name), e, leavesZero(e))...)
		}
		for _, d := range r.Domains {
			if e := a.Get("change", state, v, d.ID); e.sign() != 0 {
				kind := map[float64]string{1: ShareGrew, -1: ShareShrank}[e.sign()]
				all = append(all, a.held(kind, fmt.Sprintf("%s %s %s for %s than %d years before", name, kind, r.Named(v), d.Title, changeYears), e, leavesZero(e))...)
			}
		}
	}
	return all
}

// leavesZero is the contest of zero with a number whose interval or bounds need no draws: it holds while they leave zero out, and
// is reversed where they leave it out on the other side.
func leavesZero(e Estimate) func(Lookup) contest {
	sign := e.sign()
	return func(look Lookup) contest {
		own := look(e.Measure, e.State, e.Vector, e.Of)
		c := contest{own: own, margin: math.NaN()}
		if now := own.sign(); now != 0 {
			c.margin = sign * now * min(math.Abs(own.Low), math.Abs(own.High))
		}
		return c
	}
}

// sign is that of an estimate whose interval leaves zero out, and else 0.
func (e Estimate) sign() float64 {
	switch {
	case !e.Known() || !e.HasInterval():
		return 0
	case e.Low > 0:
		return 1
	case e.High < 0:
		return -1
	}
	return 0
}

// signed is the contest of a number with zero.
func signed(e Estimate, sign float64) func(Lookup) contest {
	return func(look Lookup) contest {
		own := look(e.Measure, e.State, e.Vector, e.Of)
		return contest{own: own, margin: sign * own.Value}
	}
}
