package measure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
)

// Finding is a sentence that compares: a power before all others, a pair before all pairs, a number above zero. The page prints
// it, and what would have to be false for it to fall can be asked (FlipSet).
type Finding struct {
	ID        string // kind, state, vector and what of, as "votes most like KAZ CHN"
	Kind      string
	Statement string // the whole sentence
	// Estimate is what the sentence speaks of, as it was measured; of the heaviest trade it is the sum of both ways, as a part
	// of GDP.
	Estimate Estimate
	// Headline tells that the page says it as a sentence; the others are arrows.
	Headline bool

	// Margin says by how much the finding holds in the region as it is there: above 0 it holds, below 0 the contrary does, and
	// where it is NaN it can no longer be said. It takes no intervals: it must serve a region without draws.
	Margin func(*Region) float64
	// Rests are the records that the margin rests on there.
	Rests func(*Region) []string
}

// Kinds of findings.
const (
	MostLike     = "votes most like"
	LeastLike    = "votes least like"
	DependsMost  = "depends most on"
	TradesMost   = "trades most with"
	SilentMore   = "more silent than its habit"
	SilentLess   = "less silent than its habit"
	BreaksRanks  = "breaks ranks most"
	Closest      = "votes most alike"
	MoreAlike    = "votes more like"
	LessAlike    = "votes less like"
	Nearer       = "stands nearer to"
	Farther      = "stands farther from"
	ShareGrew    = "depends more on"
	ShareShrank  = "depends less on"
	mostHeadline = 3 // of what a state depends on most
)

// What is said in one line is large and not old: a quarter of a domain, of the last five years.
const (
	Heavy = 0.25
	Fresh = 5
)

// contest is what a finding compares: estimates, the first of which is the finding's own. Its margin is by how much that leads; a
// contest that cannot be held is NaN.
type contest struct {
	own    Estimate
	rivals []Estimate
	margin float64
}

// held makes the finding of a contest, which rule holds anew wherever it is asked. ok is false where the finding does not hold.
func (a *Assessment) held(kind, statement string, e Estimate, rule func(Lookup) contest) (f Finding, ok bool) {
	parts := []string{kind}
	for _, p := range []string{e.State, e.Vector, e.Of} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	f = Finding{
		ID: strings.Join(parts, " "), Kind: kind, Statement: statement, Estimate: e,
		Margin: func(r *Region) float64 { return rule(a.In(r)).margin },
		Rests: func(r *Region) (keys []string) {
			c := rule(a.In(r))
			for _, e := range append(c.rivals, c.own) {
				keys = append(keys, e.From...)
			}
			slices.Sort(keys)
			return slices.Compact(keys)
		},
	}
	return f, rule(a.Get).margin > 0
}

// add appends a finding that holds.
func add(all []Finding) func(f Finding, ok bool) []Finding {
	return func(f Finding, ok bool) []Finding {
		if !ok {
			return all
		}
		return append(all, f)
	}
}

// Findings are what the page says of the states assessed that compares, in the order of the page: the headlines, then the
// arrows.
func (a *Assessment) Findings() []Finding {
	var headlines, arrows []Finding
	for _, state := range a.states {
		headlines = append(headlines, a.voteFindings(state)...)
		headlines = append(headlines, a.dependenceFindings(state)...)
	}
	for _, state := range a.states {
		headlines = append(headlines, a.tradeFinding(state)...)
	}
	for _, state := range a.states {
		headlines = append(headlines, a.habitFinding(state)...)
	}
	headlines = append(headlines, a.pairFindings()...)
	for i := range headlines {
		headlines[i].Headline = headlines[i].Kind != DependsMost || a.isHeadline(headlines[i], headlines)
	}
	for _, state := range a.states {
		arrows = append(arrows, a.arrowFindings(state)...)
	}
	slices.SortStableFunc(arrows, func(x, y Finding) int {
		return slices.Index(arrowMeasures, x.Estimate.Measure) - slices.Index(arrowMeasures, y.Estimate.Measure)
	})
	return append(headlines, arrows...)
}

// first gives the one of some estimates that leads, by a sign of 1 the largest and of -1 the smallest, and the others that have a
// value; of equals the first. ok is false where none has one.
func first(all []Estimate, sign float64) (c contest, ok bool) {
	for _, e := range all {
		if e.Known() && (!ok || sign*e.Value > sign*c.own.Value) {
			c.own, ok = e, true
		}
	}
	for _, e := range all {
		if e.Known() && e.Name() != c.own.Name() {
			c.rivals = append(c.rivals, e)
		}
	}
	return c, ok
}

// lead holds a contest for the estimate of a name: by how much it leads the foremost of the others, by a sign as for first, and
// floor where none of them has a value; where floor is not finite there is no contest then.
func lead(all []Estimate, name string, sign, floor float64) contest {
	c := contest{margin: math.NaN()}
	foremost := floor
	for _, e := range all {
		switch {
		case e.Name() == name:
			c.own = e
		case e.Known():
			c.rivals = append(c.rivals, e)
			foremost = max(foremost, sign*e.Value)
		default:
			c.rivals = append(c.rivals, e)
		}
	}
	if c.own.Measure != "" && c.own.Known() && !math.IsInf(foremost, 0) {
		c.margin = sign*c.own.Value - foremost
	}
	return c
}

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
		all = add(all)(a.held(k.kind, statement, c.own, func(look Lookup) contest {
			return lead(presents(look), c.own.Name(), k.sign, math.Inf(-1))
		}))
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
		all = add(all)(a.held(DependsMost, statement, c.own, func(look Lookup) contest {
			return heaviest(shares(look), c.own.Vector, a.Region.AsOf)
		}))
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
				return larger < mostHeadline
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
	return add(nil)(a.held(TradesMost, statement, c.own, func(look Lookup) contest {
		return lead(ties(look), c.own.Name(), 1, 0) // of one power alone: it trades with it at all
	}))
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
	return add(nil)(a.held(kind, statement, e, signed(e, sign)))
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
		all = add(all)(a.held(k.kind, statement, c.own, func(look Lookup) contest {
			return lead(pairs(look), c.own.Name(), k.sign, math.Inf(-1))
		}))
	}
	return all
}

// arrowMeasures are those beside which the page sets arrows, in its order.
var arrowMeasures = []string{"trend", "position change", "change"}

// arrowFindings are the arrows of a state on the page: changes whose interval leaves zero out.
func (a *Assessment) arrowFindings(state string) (all []Finding) {
	r := a.Region
	name := r.StateName(state)
	for _, v := range r.Vectors {
		if e := a.Get("trend", state, v, All); e.sign() != 0 {
			kind := map[float64]string{1: MoreAlike, -1: LessAlike}[e.sign()]
			all = add(all)(a.held(kind, fmt.Sprintf("%s %s %s of late than before", name, kind, r.Named(v)), e, signed(e, e.sign())))
		}
		if e := a.Get("position change", state, v, ""); e.sign() != 0 {
			kind := map[float64]string{1: Farther, -1: Nearer}[e.sign()]
			all = add(all)(a.held(kind, fmt.Sprintf("%s %s %s than %d sessions before", name, kind, r.Named(v), r.VotesConfig.Recent), e, leavesZero(e)))
		}
		for _, d := range r.Domains {
			if e := a.Get("change", state, v, d.ID); e.sign() != 0 {
				kind := map[float64]string{1: ShareGrew, -1: ShareShrank}[e.sign()]
				all = add(all)(a.held(kind, fmt.Sprintf("%s %s %s for %s than %d years before", name, kind, r.Named(v), d.Title, changeYears), e, leavesZero(e)))
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

// Named is a state's name in a sentence: some take an article.
func (r *Region) Named(code string) string {
	name := r.StateName(code)
	if strings.HasPrefix(name, "United ") || strings.HasSuffix(name, " Union") || strings.HasSuffix(name, " Republic") {
		return "the " + name
	}
	return name
}
