package report

import (
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// depends answers who depends on whom, and through what: who leads in what, and for each state the largest ties, what they weigh, and
// what has changed.
func (p *page) depends(folder Folder) {
	states := p.facts.Dossier.Config.Region
	if !slices.ContainsFunc(states, func(s string) bool { return len(p.knownShares(s)) > 0 }) {
		return
	}
	p.heads(2, measure.Depends, p.lang.word("depends.heading"))
	if lead := p.whoLeads(); len(lead) > 0 {
		p.add(paragraph{Sentences: lead, Lead: true})
	}
	for _, state := range states {
		p.para(p.depending(state)...)
	}
	p.para(append(p.trades(), p.books(states)...)...)
	p.drawShares(folder, "shares", states)
	p.drawPulls(folder, "pulls", states)
	p.para(p.dividing()...)
}

// knownShares are all shares of a state of which anything is known.
func (p *page) knownShares(state string) (all []measure.Estimate) {
	for _, d := range p.facts.Dossier.Domains {
		for _, v := range p.facts.Dossier.Vectors {
			if e := p.facts.Assessment.Get("share", state, v, d.ID); e.Known() {
				all = append(all, e)
			}
		}
	}
	return all
}

// findings are the headlines of a kind, of a state or of all where it is empty.
func (f *Facts) findings(kind, state string) (all []measure.Estimate) {
	for _, one := range f.Findings {
		if one.Kind == kind && one.Headline && (state == "" || one.Estimate.State == state) {
			all = append(all, one.Estimate)
		}
	}
	return all
}

// depending says what a state depends on most, what that weighs against its GDP, and what has changed.
func (p *page) depending(state string) (said []Sentence) {
	if ties := p.facts.findings(measure.DependsMost, state); len(ties) > 0 {
		said = append(said, p.say("depends.most", fields{"State": p.name(state), "Ties": p.ties(ties)}))
	} else if len(p.knownShares(state)) > 0 {
		said = append(said, p.say("depends.nobody", fields{"State": p.name(state), "Shares": p.borne("", p.knownShares(state)...)}))
	}
	if flows := p.flows(state); len(flows) > 0 && flows[0].Value >= weighty {
		said = append(said, p.say("depends.weighs", fields{"Domain": p.domainOf(flows[0]), "Share": p.share(flows[0]), "Period": p.period(flows[0])}))
	}
	return append(said, p.shifted(state, 2)...)
}

// trades says with which power each state's trade weighs most against its GDP.
func (p *page) trades() []Sentence {
	all := p.facts.findings(measure.TradesMost, "")
	var parts []phrase
	for _, v := range p.facts.Dossier.Vectors {
		var states []phrase
		for _, e := range all {
			if e.Vector == v {
				states = append(states, p.part("depends.trades_state", fields{"State": p.name(e.State), "Share": p.share(e)}))
			}
		}
		if states != nil {
			parts = append(parts, p.part("depends.trades_group", fields{"Power": p.name(v), "States": p.joined(states)}))
		}
	}
	if parts == nil {
		return nil
	}
	return []Sentence{p.say("depends.trades", fields{"Groups": p.listed(parts, p.lang.word("depends.trades_comma"), p.lang.word("depends.trades_and"))})}
}

// weighty is the part of its GDP at which a flow is spoken of among what a state depends on.
const weighty = 0.1

// ties lists what a state depends on, power by power in the order of the largest tie with each.
func (p *page) ties(all []measure.Estimate) phrase {
	var vectors []string
	of := map[string][]phrase{}
	for _, e := range all {
		if of[e.Vector] == nil {
			vectors = append(vectors, e.Vector)
		}
		of[e.Vector] = append(of[e.Vector], p.part("depends.domain", fields{"Domain": p.domainOf(e), "Share": p.share(e)}))
	}
	var parts []phrase
	for _, v := range vectors {
		parts = append(parts, p.part("depends.tie", fields{"Power": p.name(v), "Domains": p.listed(of[v], p.lang.word("common.comma"), p.lang.word("depends.domain_and"))}))
	}
	return p.listed(parts, p.lang.word("common.comma"), p.lang.word("depends.and"))
}

// flows are what a state's domains come to against its GDP, the heaviest first.
func (p *page) flows(state string) (all []measure.Estimate) {
	for _, d := range p.facts.Dossier.Domains {
		if e := p.facts.Assessment.Get("exposure", state, evidence.World, d.ID); e.Known() && e.Value > 0 {
			all = append(all, e)
		}
	}
	return ordered(all)
}

// shifted says which shares have changed most since five years before, of those that surely have.
func (p *page) shifted(state string, most int) []Sentence {
	var all []measure.Estimate
	for _, d := range p.facts.Dossier.Domains {
		for _, v := range p.facts.Dossier.Vectors {
			if e := p.facts.Assessment.Get("change", state, v, d.ID); sign(e) != 0 && math.Abs(e.Value) >= notable && p.facts.Assessment.Get("share", state, v, d.ID).Known() {
				all = append(all, e)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b measure.Estimate) int {
		switch x, y := math.Abs(a.Value), math.Abs(b.Value); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var parts []phrase
	for _, e := range all[:min(most, len(all))] {
		key := "depends.grew"
		if e.Value < 0 {
			key = "depends.shrank"
		}
		now := p.facts.Assessment.Get("share", state, e.Vector, e.Of)
		parts = append(parts, p.part(key, fields{"Power": p.name(e.Vector), "Domain": p.domainOf(e), "Points": p.points(e), "Share": p.share(now)}))
	}
	switch {
	case len(parts) == 1:
		return []Sentence{p.say("depends.shifted_one", fields{"Shifts": parts[0]})}
	case math.Abs(all[0].Value) >= remade && math.Abs(all[0].Value) > 1.5*math.Abs(all[1].Value):
		return []Sentence{p.say("depends.shifted_far", fields{"First": parts[0], "Rest": p.listed(parts[1:], p.lang.word("depends.shift_comma"), p.lang.word("depends.shift_and"))})}
	}
	return []Sentence{p.say("depends.shifted", fields{"Shifts": p.listed(parts, p.lang.word("depends.shift_comma"), p.lang.word("depends.shift_and"))})}
}

// remade is the change of a share from which on the tie is called another than it was.
const remade = 0.3

// notable is the change of a share from which on it is spoken of.
const notable = 0.1

// domainOf is what the domain of an estimate is called.
func (p *page) domainOf(e measure.Estimate) string {
	if d, ok := p.facts.Dossier.Domain(e.Of); ok {
		return p.domain(d)
	}
	return e.Of
}

// books says where the partner's own figure of a flow is far from the state's.
func (p *page) books(states []string) (said []Sentence) {
	for _, state := range states {
		for _, e := range p.knownShares(state) {
			for _, w := range e.Warnings {
				rest, ok := strings.CutPrefix(w, measure.MirrorGap+" ")
				if !ok {
					continue
				}
				times, _, _ := strings.Cut(rest, " ")
				said = append(said, p.say("depends.books", fields{
					"State": p.name(state), "Power": p.name(e.Vector), "Domain": p.domainOf(e),
					"Times": p.figure(e, func(l *Language) string { return strings.Replace(times, ".", l.Decimal(), 1) }),
				}))
			}
		}
	}
	return said
}

// whoLeads says which power leads in which groups of domains in the region: surely, or by the figures there are.
func (p *page) whoLeads() (said []Sentence) {
	for _, kind := range []struct{ kind, key string }{{measure.LeadsIn, "depends.leads"}, {measure.IsAheadIn, "depends.ahead"}} {
		all := p.facts.findings(kind.kind, "")
		for _, v := range p.facts.Dossier.Vectors {
			var parts []phrase
			for _, e := range all {
				if e.Vector == v {
					parts = append(parts, p.leadIn(e))
				}
			}
			if parts == nil {
				continue
			}
			key := kind.key
			if p.name(v).Many {
				key += "_many"
			}
			said = append(said, p.say(key, fields{"Power": p.name(v), "Groups": p.joined(parts)}))
		}
	}
	if said != nil {
		said = append(said, p.say("depends.means", nil))
	}
	return said
}

// leadIn is a group of domains with the mean share of the power that leads in it, and of the next.
func (p *page) leadIn(lead measure.Estimate) phrase {
	label := p.facts.Region.Label
	own := p.facts.Assessment.Get("profile", label, lead.Vector, lead.Of)
	with := fields{"Group": p.lang.own("groups", lead.Of, lead.Of), "Share": p.mean(own), "Lead": p.borne("", lead)}
	for _, w := range lead.Warnings {
		if vector, ok := strings.CutPrefix(w, "next: "); ok {
			if e := p.facts.Assessment.Get("profile", label, vector, lead.Of); e.Known() {
				with["Next"], with["NextShare"] = p.name(vector), p.mean(e)
				return p.part("depends.group_next", with)
			}
		}
	}
	return p.part("depends.group", with)
}

// mean writes the share that a power holds on average, as the middle of what it can be.
func (p *page) mean(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.percent(e.Value) })
}

// dividing says whether the powers divide the domains among them, and more than they did.
func (p *page) dividing() (said []Sentence) {
	a, label := p.facts.Assessment, p.facts.Region.Label
	now := a.Get("division", label, "", "")
	if !now.Known() {
		return nil
	}
	said = append(said, p.say("depends.division", fields{"Division": p.bracketed(now)}))
	change := a.Get("division change", label, "", "")
	since, before := a.Get("division", label, "", measure.Matched), a.Get("division", label, "", measure.Before)
	if change.Known() && since.Known() && before.Known() {
		key := "depends.division_steady"
		switch sign(change) {
		case 1:
			key = "depends.division_grew"
		case -1:
			key = "depends.division_shrank"
		}
		said = append(said, p.say(key, fields{"Before": p.index(before), "Then": p.period(before), "Now": p.index(since), "Change": p.borne("", change)}))
	}
	return said
}
