package measure

import (
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/rollcall"
)

// SideNames are what a state can do on a roll call on which two powers are opposed.
var SideNames = []string{"with", "against", "abstained", "silent"}

// Side is the share of contested roll calls on which a state stood with a power, against it, abstained or
// was silent; the four add up to 1.
func (r *Region) Side(state, power, side string) Estimate {
	e := Estimate{Measure: "side", State: state, Vector: power, Of: side}
	counts, ok := r.record.counts(state, power, Contested)
	if !ok {
		return e.missing(r.whyNoSides(state, power))
	}
	sides := SidesOf(total(counts, nil))
	total := sides.Total()
	if total == 0 {
		return e.missing(Undefined, "no roll call on which the two powers were opposed")
	}
	e.Level, e.Period, e.N = r.Level, r.record.span(), int(total+0.5)
	e.rests(r, r.recordsOf(counts)...)
	of := func(s Sides) float64 {
		return [...]float64{s.With, s.Against, s.Abstained, s.Silent}[indexOf(SideNames, side)] / s.Total()
	}
	e.Value = of(sides)
	draws := r.record.draws(pairKey{state, power, Contested})
	e.interval(r.record.covered(counts), func(k int) float64 { return of(SidesOf(draws[k])) }, len(draws))
	return e
}

// AnswerNames are the answers that a state can give, silence among them.
var AnswerNames = []string{"yes", "abstain", "no", "absent"}

// Answers counts how often a state gave an answer on the roll calls that the dossier holds as a selection.
// It is a count of what is listed: N says on how many of them the state's answer is known.
func (r *Region) Answers(state, answer string) Estimate {
	e := Estimate{Measure: "answers", State: state, Of: answer}
	count := 0.0
	for i := range r.Votes {
		v := &r.Votes[i]
		if v.State != state || v.Answer > rollcall.Silent {
			continue
		}
		e.N++
		if v.Answer.String() == answer {
			count++
			e.rests(r, v.Key)
		}
	}
	if e.N == 0 {
		return e.missing(NotCovered, "")
	}
	return e.exact(count)
}

// SilenceKinds are the kinds of silence that single records show.
var SilenceKinds = []string{"vote", "summit", "deputy", "treaty", "cancelled"}

// SilenceCount is how many silences of a kind the dossier's records show of a state.
func (r *Region) SilenceCount(state, kind string) Estimate {
	e := Estimate{Measure: "silences", State: state, Of: kind}
	covered := map[string]bool{
		"vote": len(r.Votes) > 0, "summit": len(r.Summits) > 0, "deputy": len(r.Summits) > 0,
		"treaty": len(r.Signatories) > 0, "cancelled": len(r.Events) > 0,
	}
	if !covered[kind] {
		return e.missing(NotCovered, "")
	}
	for _, s := range r.Dossier.Silences([]string{state}) {
		if s.Kind == kind {
			e.N++
			e.rests(r, s.From...)
		}
	}
	return e.exact(float64(e.N))
}

// Largest is the share of the partner that holds most of a state's total in a domain, whoever it is; the
// partner stands in Vector.
func (r *Region) Largest(state string, domain evidence.Domain) Estimate {
	e := Estimate{Measure: "largest", State: state, Of: domain.ID}
	b, ok := r.basket(state, domain)
	if !ok {
		return e.missing(NotCovered, "")
	}
	for partner := range b.each {
		if s, ok := r.State(partner); ok && s.Kind != "state" {
			continue
		}
		if e.Vector == "" || b.parts[partner].value > b.parts[e.Vector].value {
			e.Vector = partner
		}
	}
	if e.Vector == "" {
		return e.missing(Unknown, "no partner is listed by name")
	}
	if listed, _ := r.listed(b); !r.holdsTheLargest(b) && b.total-listed > b.parts[e.Vector].value {
		e.Vector = ""
		return e.missing(Unknown, "a partner that is not listed may be larger")
	}
	return r.shareIn(e, b)
}

// changeYears is how far back a share is compared: five years, the window of lumpy flows.
const changeYears = 5

// ShareChange is a vector's share in a domain less its share five years or more before, as the same kind of
// figure had it. The bounds are those of the two shares together.
func (r *Region) ShareChange(state, vector string, domain evidence.Domain) Estimate {
	e := Estimate{Measure: "change", State: state, Vector: vector, Of: domain.ID}
	now, ok := r.basket(state, domain)
	if !ok {
		return e.missing(NotCovered, "")
	}
	before := r.earlier(state, domain, now)
	if before == nil {
		return e.missing(NotCovered, "no figure of the same kind five years before")
	}
	a := r.shareIn(Estimate{Vector: vector}, before)
	b := r.shareIn(Estimate{Vector: vector}, now)
	e.Period = now.period + " against " + before.period
	e.rests(r, slices.Concat(a.From, b.From)...)
	e.N = len(e.From)
	if !a.Known() && !b.Known() {
		return e.missing(Unknown, "not among the partners listed, then or now")
	}
	lowA, highA := a.bounds()
	lowB, highB := b.bounds()
	if !a.Known() {
		a.Value = (lowA + highA) / 2
	}
	if !b.Known() {
		b.Value = (lowB + highB) / 2
	}
	return e.bounded(b.Value-a.Value, lowB-highA, highB-lowA)
}

// bounds are where a value may lie: its interval, or itself.
func (e Estimate) bounds() (low, high float64) {
	if e.HasInterval() {
		return e.Low, e.High
	}
	return e.Value, e.Value
}

// earlier is the latest basket of the same kind that ended five years or more before.
func (r *Region) earlier(state string, domain evidence.Domain, now *basket) (best *basket) {
	for _, b := range r.allBaskets(state, domain) {
		if now.last.Year-b.last.Year < changeYears || now.lumpy != b.lumpy || !sameKind(now.unit, b.unit) {
			continue
		}
		if best == nil || b.last.After(best.last) {
			best = b
		}
	}
	return best
}

// sameKind tells whether two baskets count the same thing: shares of one total, or flows in one unit.
func sameKind(a, b string) bool {
	return a == b || strings.HasPrefix(a, "percent_of_total") && strings.HasPrefix(b, "percent_of_total")
}
