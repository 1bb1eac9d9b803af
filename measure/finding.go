package measure

import (
	"math"
	"slices"
	"strings"
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
	Against  string // of a verdict: who comes after
	// Headline tells that the page says it as a sentence; the others are its arrows, and the dependences it has no room for.
	Headline bool

	// Margin says by how much the finding holds in the region as it is there: above 0 it holds, below 0 the contrary does, and
	// where it is NaN it can no longer be said. It takes no intervals: it must serve a region without draws.
	Margin func(*Region) float64
	// Rests are the records that the margin rests on there.
	Rests func(*Region) []string
}

// Kinds of findings.
const (
	MostLike    = "votes most like"
	LeastLike   = "votes least like"
	DependsMost = "depends most on"
	TradesMost  = "trades most with"
	SilentMore  = "more silent than its habit"
	SilentLess  = "less silent than its habit"
	BreaksRanks = "breaks ranks most"
	Closest     = "votes most alike"
	MoreAlike   = "votes more like"
	LessAlike   = "votes less like"
	Nearer      = "stands nearer to"
	Farther     = "stands farther from"
	ShareGrew   = "depends more on"
	ShareShrank = "depends less on"
	LeadsIn     = "leads in"
	IsAheadIn   = "is ahead in" // what is not known leaves another possible
	MovedNear   = "moved nearer to"
	MovedAway   = "moved away from"
	MostChoices = "ahead in most choices"
)

// contest is what a finding compares: estimates, the first of which is the finding's own. Its margin is by how much that leads; a
// contest that cannot be held is NaN.
type contest struct {
	own    Estimate
	rivals []Estimate
	margin float64
}

// held makes the finding of a contest, which rule holds anew wherever it is asked; none where it does not hold.
func (a *Assessment) held(kind, statement string, e Estimate, rule func(Lookup) contest) []Finding {
	parts := []string{kind}
	for _, p := range []string{e.State, e.Vector, e.Of} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	f := Finding{
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
	if broken(rule(a.Get).margin) {
		return nil
	}
	return []Finding{f}
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
	headlines = append(headlines, a.leadFindings()...)
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
