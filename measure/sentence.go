package measure

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"multivector/evidence"
)

// What is said in one line is large and not old: a quarter of a domain, of the last five years, and of each state the three
// largest.
const (
	Heavy = 0.25
	Fresh = 5
	room  = 3
)

// present is a pair's alignment of late, or over the whole record where there is no present.
func present(look Lookup, state, vector string) Estimate {
	if e := look(KappaName, state, vector, RecentName); e.Known() {
		return e
	}
	return look(KappaName, state, vector, All)
}

// voteFindings name the vectors a state votes most and least like, of late.
func (a *Assessment) voteFindings(state string) (all []Finding) {
	presents := func(look Lookup) (of []Estimate) {
		for _, v := range a.Region.Vectors {
			of = append(of, present(look, state, v))
		}
		return of
	}
	for _, k := range []struct {
		kind string
		sign float64
	}{{MostLike, 1}, {LeastLike, -1}} {
		c, ok := first(presents(a.Get), k.sign)
		if !ok || len(c.rivals) == 0 {
			continue
		}
		statement := fmt.Sprintf("%s %s %s%s", a.Region.StateName(state), k.kind, a.Region.Named(c.own.Vector), OfLate(c.own))
		all = append(all, a.held(k.kind, statement, c.own, func(look Lookup) contest {
			return lead(presents(look), c.own.Name(), k.sign, math.Inf(-1))
		})...)
	}
	return all
}

// OfLate says of an alignment that it is of the present alone.
func OfLate(e Estimate) string {
	if e.Of == RecentName {
		return " of late"
	}
	return ""
}

// dependenceFindings name the vector that holds most of a state's total in each domain where that is a quarter or more, not
// old, and more than a vector that is not listed can hold; the largest first.
func (a *Assessment) dependenceFindings(state string) (all []Finding) {
	for _, d := range a.Region.Domains {
		shares := func(look Lookup) (of []Estimate) {
			for _, v := range a.Region.Vectors {
				of = append(of, look("share", state, v, d.ID))
			}
			return of
		}
		c, ok := first(shares(a.Get), 1)
		if !ok {
			continue
		}
		statement := fmt.Sprintf("%s %s %s for %s", a.Region.StateName(state), DependsMost, a.Region.Named(c.own.Vector), d.Title)
		all = append(all, a.held(DependsMost, statement, c.own, func(look Lookup) contest {
			return heaviest(shares(look), c.own.Vector, a.Region.AsOf)
		})...)
	}
	slices.SortStableFunc(all, func(x, y Finding) int { return cmp.Compare(y.Estimate.Value, x.Estimate.Value) })
	return all
}

// heaviest holds the shares of one total against each other for a vector. A share that is not heavy, or old, is not said; nor is one
// below what a vector that is not listed may hold.
func heaviest(shares []Estimate, vector string, asOf evidence.Date) contest {
	c := contest{margin: math.NaN()}
	most, hidden := 0.0, 0.0
	for _, e := range shares {
		switch {
		case e.Vector == vector:
			c.own = e
			continue
		case e.Known():
			most = max(most, e.Value)
		case e.Status == Unknown && e.HasInterval():
			hidden = max(hidden, e.High)
		}
		c.rivals = append(c.rivals, e)
	}
	if e := c.own; e.Known() && e.Value >= Heavy && e.Value >= hidden && asOf.Year-lastYear(e.Period) <= Fresh {
		c.margin = e.Value - most
	}
	return c
}

// lastYear is the last year that a period names.
func lastYear(period string) int {
	var p evidence.Period
	if err := p.UnmarshalText([]byte(period)); err != nil {
		return 0
	}
	return p.To.Year
}

// isHeadline tells whether a dependence is among the largest of its state, which are those that the page has room for.
func (a *Assessment) isHeadline(f Finding, all []Finding) bool {
	larger := 0
	for _, o := range all {
		if o.Kind == DependsMost && o.Estimate.State == f.Estimate.State {
			if o.ID == f.ID {
				return larger < room
			}
			larger++
		}
	}
	return false
}

// tradeFinding names the power with which a state's trade weighs most against its GDP, of those of which both ways are covered
// for one year.
func (a *Assessment) tradeFinding(state string) []Finding {
	ties := func(look Lookup) (of []Estimate) {
		for _, v := range a.Region.Vectors {
			out, in := look("exposure", state, v, "exports"), look("exposure", state, v, "imports")
			tie := out
			tie.Of = "trade"
			// The GDP that all are divided by tells none of them from another.
			tie.From = slices.DeleteFunc(slices.Concat(out.From, in.From), func(key string) bool { return evidence.TableOf(key) == "series" })
			switch {
			case !out.Known() || !in.Known() || out.Period != in.Period:
				tie = tie.missing(NotCovered, "")
			default:
				tie = tie.exact(out.Value + in.Value)
			}
			of = append(of, tie)
		}
		return of
	}
	c, ok := first(ties(a.Get), 1)
	if !ok || c.own.Value == 0 {
		return nil
	}
	statement := fmt.Sprintf("%s's trade weighs most with %s, of the powers covered", a.Region.StateName(state), a.Region.Named(c.own.Vector))
	return a.held(TradesMost, statement, c.own, func(look Lookup) contest {
		return lead(ties(look), c.own.Name(), 1, 0) // of one power alone: it trades with it at all
	})
}

// habitFinding says that a state was silent in the selection more, or less, than is its habit, where the interval leaves zero
// out.
func (a *Assessment) habitFinding(state string) []Finding {
	e := a.Get("silence", state, "", "excess selection")
	sign := e.sign()
	if sign == 0 {
		return nil
	}
	kind := SilentMore
	if sign < 0 {
		kind = SilentLess
	}
	statement := fmt.Sprintf("%s was %s on %s", a.Region.StateName(state), kind, a.Region.VotesConfig.Selection)
	return a.held(kind, statement, e, signed(e, sign))
}

// leadFindings name the vector that holds most of each group of domains in the region.
func (a *Assessment) leadFindings() (all []Finding) {
	for _, group := range a.Region.Groups() {
		for _, e := range a.all {
			if e.Measure == "lead" && e.Of == group && e.Known() {
				all = append(all, a.leadFinding(*e)...)
			}
		}
	}
	return all
}

func (a *Assessment) leadFinding(e Estimate) []Finding {
	kind := LeadsIn
	if e.HasInterval() && e.Low <= 0 {
		kind = IsAheadIn
	}
	statement := fmt.Sprintf("%s %s %s", evidence.Capital(a.Region.Named(e.Vector)), kind, e.Of)
	return a.held(kind, statement, e, func(look Lookup) contest {
		c := contest{own: look(e.Measure, e.State, e.Vector, e.Of), margin: math.NaN()}
		if c.own.Known() {
			if c.margin = c.own.Value; c.own.Vector != e.Vector {
				c.margin = -c.own.Value
			}
		}
		return c
	})
}

// pairFindings name the pair of the region that votes least alike, and the one that votes most alike.
func (a *Assessment) pairFindings() (all []Finding) {
	region := a.Region.Config.Region
	pairs := func(look Lookup) (of []Estimate) {
		for i, s := range region {
			for _, t := range region[i+1:] {
				of = append(of, look(KappaName, s, t, All))
			}
		}
		return of
	}
	for _, k := range []struct {
		kind, statement string
		sign            float64
	}{{BreaksRanks, "%s and %s break ranks most of the region", -1}, {Closest, "%s and %s vote most alike of the region", 1}} {
		c, ok := first(pairs(a.Get), k.sign)
		if !ok || len(c.rivals) == 0 {
			continue
		}
		statement := fmt.Sprintf(k.statement, a.Region.StateName(c.own.State), a.Region.StateName(c.own.Vector))
		all = append(all, a.held(k.kind, statement, c.own, func(look Lookup) contest {
			return lead(pairs(look), c.own.Name(), k.sign, math.Inf(-1))
		})...)
	}
	return all
}
