package measure

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Of a ranked measure the natural question is which vector comes first, of a sided one on which side of zero it is. Of the others (a
// concentration, a rate of silence) there is no natural contrary.
var (
	ranked = []string{KappaName, PiName, SName, AgreementName, "share", "dependence", "profile"}
	sided  = []string{
		KappaName, PiName, SName, "trend", "siding", "position change", "moved", "change", "tone", "room", "profile change",
		"specialisation change", "division change",
	}
	counted = []string{"answers", "silences", "agreements"}
	across  = []string{
		"dependence", "room", "profile", "profile change", "lead", "advantage", "specialisation", "specialisation change", "division", "division change",
	}
)

// IsCount tells whether an estimate is a sum to which each record adds its own, and not a mean, share or ratio.
func (e Estimate) IsCount() bool { return slices.Contains(counted, e.Measure) }

// IsAcross tells whether an estimate goes across all domains, so that it takes long to measure it again without a record.
func (e Estimate) IsAcross() bool { return slices.Contains(across, e.Measure) }

// Reversal is the finding that an estimate bears: the sentence the page prints of it, else that another vector comes before its
// own, else on which side of zero it is. ok is false where it bears none.
func (a *Assessment) Reversal(e Estimate) (f Finding, ok bool) {
	if !e.Known() {
		return f, false
	}
	for _, f := range a.Findings() {
		if f.Estimate.Name() == e.Name() {
			return f, true
		}
	}
	if e.Measure == "lead" {
		return one(a.leadFinding(e))
	}
	if slices.Contains(ranked, e.Measure) && slices.Contains(a.Region.Vectors, e.Vector) && (a.Region.IsFocal(e.State) || e.State == a.Region.Label) {
		return one(a.rank(e))
	}
	excess := strings.HasPrefix(e.Of, "excess ") // of silence
	if e.Value == 0 || !excess && !slices.Contains(sided, e.Measure) {
		return f, false
	}
	side := "above"
	if e.Value < 0 {
		side = "below"
	}
	return one(a.held(side+" zero", fmt.Sprintf("%s is %s zero", e.Name(), side), e, signed(e, math.Copysign(1, e.Value))))
}

// one is the finding that was made, if any was.
func one(findings []Finding) (f Finding, ok bool) {
	if len(findings) == 0 {
		return f, false
	}
	return findings[0], true
}

// rank says of a vector's estimate that it is the first among the vectors, or which one comes before it.
func (a *Assessment) rank(e Estimate) []Finding {
	all := func(look Lookup) (of []Estimate) {
		for _, v := range a.Region.Vectors {
			of = append(of, look(e.Measure, e.State, v, e.Of))
		}
		return of
	}
	c, _ := first(all(a.Get), 1)
	if c.own.Vector == e.Vector {
		statement := fmt.Sprintf("%s is above that with any other power", e.Name())
		return a.held("first", statement, e, func(look Lookup) contest { return lead(all(look), e.Name(), 1, math.Inf(-1)) })
	}
	statement := fmt.Sprintf("%s is below that with %s", e.Name(), a.Region.Named(c.own.Vector))
	return a.held("below", statement, e, func(look Lookup) contest {
		own, above := look(e.Measure, e.State, e.Vector, e.Of), look(e.Measure, e.State, c.own.Vector, e.Of)
		return contest{own: own, rivals: []Estimate{above}, margin: above.Value - own.Value}
	})
}
