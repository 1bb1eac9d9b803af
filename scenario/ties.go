package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// Tie is a flow between a state and a power in a domain, and what a shock leaves of it: 0.5 halves it, 0 stops it, 1.2 lets it
// grow by a fifth.
type Tie struct {
	State, Power, Domain string
	Left                 float64
}

// ParseTies reads DOMAIN:POWER=LEFT, as remittances:RUS=0.5, for each of some states but the power itself.
func ParseTies(d *evidence.Dossier, text string, states []string) (all []Tie, err error) {
	domain, rest, ok := strings.Cut(text, ":")
	power, left, okLeft := strings.Cut(rest, "=")
	v, err := strconv.ParseFloat(left, 64)
	if !ok || !okLeft || err != nil {
		return nil, fmt.Errorf("%q is not understood; write DOMAIN:POWER=LEFT, as remittances:RUS=0.5", text)
	}
	code, err := d.Resolve(power)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	for _, state := range states {
		if state == code {
			continue // a state of the region that is cut by the others
		}
		t := Tie{State: state, Power: code, Domain: domain, Left: v}
		if err := t.Check(d); err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
		all = append(all, t)
	}
	return all, nil
}

// Check tells what is wrong with a tie.
func (t Tie) Check(d *evidence.Dossier) error {
	if _, ok := d.Config.Domain(t.Domain); !ok {
		var ids []string
		for _, domain := range d.Domains {
			ids = append(ids, domain.ID)
		}
		return fmt.Errorf("%q is not a domain of dossier.toml; its domains are %v", t.Domain, ids)
	}
	if s, ok := d.State(t.Power); !ok || s.Kind != "state" && s.Kind != "bloc" {
		return fmt.Errorf("%q is not a state or bloc of states.csv", t.Power)
	}
	if !d.IsFocal(t.State) {
		return fmt.Errorf("%q is not of the region; its states are %v", t.State, d.Config.Region)
	}
	if t.State == t.Power {
		return fmt.Errorf("%s has no tie with itself", t.State)
	}
	if !(t.Left >= 0 && t.Left <= 10) {
		return fmt.Errorf("%g of a flow cannot be left; write 0 for a stop, 0.5 for a half, 1.2 for a fifth more", t.Left)
	}
	return nil
}

// Goods tells that a tie is of trade in goods, for which there is an answer in equilibrium.
func (t Tie) Goods() bool { return t.Domain == "exports" || t.Domain == "imports" }

// Direct is what a shock takes as a part of the state's GDP, all else as it is: what is lost of the flow between the two, as the
// books of either side have it, or of the power's share, times what the domain weighs; where both can be had the bounds
// hold both. For goods it is also the naive answer, share times loss, that the equilibrium stands beside; negative for a flow
// that grows.
func (t Tie) Direct(r *measure.Region) measure.Estimate {
	e := measure.Estimate{Measure: "direct loss", State: t.State, Vector: t.Power, Of: t.Domain}
	domain, _ := r.Config.Domain(t.Domain)
	flow, share, whole := r.Exposure(t.State, t.Power, t.Domain), r.Share(t.State, t.Power, domain), r.Exposure(t.State, evidence.World, t.Domain)
	part, knownShare := known(share)
	byShare := whole.Known() && knownShare
	if !flow.Known() && !byShare {
		if !whole.Known() {
			return without(e, whole, "what the domain weighs in GDP is not known")
		}
		return without(e, share, "the power's share is not known")
	}
	lost, value := Range{math.Inf(1), math.Inf(-1)}, math.NaN()
	add := func(v float64) { lost = lost.hull((1 - t.Left) * v) }
	if byShare {
		add(part.Low * bounds(whole).Low)
		add(part.High * bounds(whole).High)
		value = (lost.Low + lost.High) / 2
		if share.Known() {
			value = (1 - t.Left) * share.Value * whole.Value
		}
		rest(&e, share, whole)
		if share.Period != whole.Period {
			e.Warnings = append(e.Warnings, fmt.Sprintf("the share is of %s, the weight of %s", share.Period, whole.Period))
		}
	}
	if flow.Known() { // the flow itself, and so the better value
		add(bounds(flow).Low)
		add(bounds(flow).High)
		value = (1 - t.Left) * flow.Value
		rest(&e, flow)
	}
	e.N = len(e.From)
	if e = between(e, lost); e.Level == 1 {
		e.Value = value
	}
	return e
}

// rest lets e rest on what others rest on, and be warned of what they are; its period is that of the last.
func rest(e *measure.Estimate, on ...measure.Estimate) {
	for _, o := range on {
		e.From = append(e.From, o.From...)
		for _, w := range o.Warnings {
			if !slices.Contains(e.Warnings, w) {
				e.Warnings = append(e.Warnings, w)
			}
		}
		e.Period = o.Period
	}
	e.From = sortedKeys(e.From)
}

// without gives e no value, for the reason that another has none.
func without(e, why measure.Estimate, warning string) measure.Estimate {
	e.Value, e.Low, e.High, e.Level, e.Status = math.NaN(), math.NaN(), math.NaN(), 0, why.Status
	e.Warnings = append(e.Warnings, warning)
	return e
}

// known is what an estimate may be: its value, its bounds, or, of one that is unknown, what it lies between.
func known(e measure.Estimate) (Range, bool) {
	switch {
	case e.Known() || e.Status == measure.Unknown && e.HasInterval():
		return bounds(e), true
	}
	return Range{}, false
}

func bounds(e measure.Estimate) Range {
	if e.HasInterval() {
		return Range{e.Low, e.High}
	}
	return Exactly(e.Value)
}

func middle(r Range) float64 { return (r.Low + r.High) / 2 }

func sortedKeys(keys []string) []string {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	return slices.Compact(keys)
}
