package report

import (
	"cmp"
	"slices"
	"strings"

	"multivector/measure"
	"multivector/scenario"
)

// short is the short answer to the dossier's question, at the head of the report: a sentence from each of its parts, as far as the numbers
// bear one.
func (p *page) short() {
	if q := cmp.Or(p.lang.names.Question, p.facts.Dossier.Question); q != "" {
		p.add(paragraph{Sentences: []Sentence{p.say("short.asked", fields{"Question": q})}, Lead: true})
	}
	said := slices.Concat(p.shortLeans(), p.shortDepends(), p.shortLeads(), p.shortTogether(), p.shortSilent(), p.shortChanges(), p.shortClaims())
	if len(said) > 0 {
		p.heads(2, "short", p.lang.word("short.heading"))
		p.add(paragraph{Sentences: said, Lead: true})
	}
}

// alike are a state's alignments with the powers, of late where the record tells, the closest first.
func (f *Facts) alike(state string) (all []measure.Estimate) {
	for _, v := range f.Dossier.Vectors {
		e := f.Assessment.Get(measure.KappaName, state, v, measure.RecentName)
		if !e.Known() {
			e = f.Assessment.Get(measure.KappaName, state, v, measure.All)
		}
		if e.Known() {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b measure.Estimate) int { return cmp.Compare(b.Value, a.Value) })
	return all
}

// shortLeans says with whom the states vote most, and least, where that is one power for most of them.
func (p *page) shortLeans() (said []Sentence) {
	var most, least []measure.Estimate
	var unsettled, unsettledLast []phrase
	for _, state := range p.facts.Dossier.Config.Region {
		if all := p.facts.alike(state); len(all) > 1 {
			if overlap(all[0], all[1]) {
				unsettled = append(unsettled, p.unsettled(state, all[:2]))
			}
			if n := len(all); n > 2 && overlap(all[n-1], all[n-2]) {
				unsettledLast = append(unsettledLast, p.unsettled(state, all[n-2:]))
			}
			most, least = append(most, all[0]), append(least, all[len(all)-1])
		}
	}
	if len(most) < 2 {
		return nil
	}
	late := ""
	if !slices.ContainsFunc(most, func(e measure.Estimate) bool { return e.Of != measure.RecentName }) {
		late = p.lang.word("short.late")
	}
	var parts []phrase
	for _, side := range []struct {
		key string
		all []measure.Estimate
	}{{"short.most", most}, {"short.least", least}} {
		of := commonest(side.all)
		slices.SortStableFunc(of, func(a, b measure.Estimate) int { return cmp.Compare(a.Value, b.Value) })
		low, high := of[0], of[len(of)-1]
		with := fields{"Power": p.name(low.Vector), "Low": p.index(low), "High": p.index(high), "Late": late}
		key := side.key + "_all"
		switch {
		case 2*len(of) <= len(side.all):
			continue
		case len(of) < len(side.all):
			n := p.many(len(of))
			n.of = of
			key, with["N"], with["All"] = side.key+"_many", n, p.many(len(side.all))
		}
		parts = append(parts, p.part(key, with))
	}
	switch len(parts) {
	case 1:
		said = append(said, p.say("short.votes_one", fields{"Side": parts[0]}))
	case 2:
		said = append(said, p.say("short.votes", fields{"Most": parts[0], "Least": parts[1]}))
	}
	if said == nil {
		return nil
	}
	last := "short.votes_open_least_only"
	if unsettled != nil {
		said, last = append(said, p.say("short.votes_open", fields{"States": p.joined(unsettled)})), "short.votes_open_least"
	}
	if unsettledLast != nil {
		said = append(said, p.say(last, fields{"States": p.joined(unsettledLast)}))
	}
	return said
}

// unsettled names a state whose order of powers the intervals leave open.
func (p *page) unsettled(state string, of []measure.Estimate) phrase {
	one := p.part("short.votes_open_state", fields{"State": p.name(state)})
	one.of = append(one.of, of...)
	return one
}

// commonest are the estimates of the power that is named most often, of those that tie the first.
func commonest(all []measure.Estimate) (of []measure.Estimate) {
	by := map[string][]measure.Estimate{}
	for _, e := range all {
		by[e.Vector] = append(by[e.Vector], e)
	}
	for _, e := range all {
		if len(by[e.Vector]) > len(of) {
			of = by[e.Vector]
		}
	}
	return of
}

// shortDepends names the heaviest dependence, over all domains and in one.
func (p *page) shortDepends() []Sentence {
	var mean, single measure.Estimate
	for _, f := range p.facts.Findings {
		if f.Kind == measure.DependsMost && f.Headline && (single.Measure == "" || f.Estimate.Value > single.Value) {
			single = f.Estimate
		}
	}
	for _, state := range p.facts.Dossier.Config.Region {
		for _, v := range p.facts.Dossier.Vectors {
			if e := p.facts.Assessment.Get("dependence", state, v, measure.All); e.Known() && (mean.Measure == "" || e.Value > mean.Value) {
				mean = e
			}
		}
	}
	with := fields{}
	key := ""
	if mean.Measure != "" {
		key = "short.depends_mean"
		with["State"], with["Power"], with["Mean"] = p.name(mean.State), p.name(mean.Vector), p.share(mean)
	}
	if single.Measure != "" {
		title := single.Of
		if d, ok := p.facts.Dossier.Domain(single.Of); ok {
			title = d.Title
		}
		key = strings.Replace(key, "_mean", "_both", 1)
		if key == "" {
			key = "short.depends_single"
		}
		with["OneState"], with["OnePower"], with["Domain"], with["Share"] = p.name(single.State), p.name(single.Vector), p.lang.own("domains", single.Of, title), p.share(single)
	}
	if key == "" {
		return nil
	}
	return []Sentence{p.say(key, with)}
}

// shortLeads says which power leads in which groups of domains.
func (p *page) shortLeads() []Sentence {
	var sides [][]phrase
	for _, kind := range []string{measure.LeadsIn, measure.IsAheadIn} {
		var parts []phrase
		for _, v := range p.facts.Dossier.Vectors {
			var groups []string
			var of []measure.Estimate
			for _, f := range p.facts.Findings {
				if f.Kind == kind && f.Estimate.Vector == v {
					groups = append(groups, p.lang.own("groups", f.Estimate.Of, f.Estimate.Of))
					of = append(of, f.Estimate)
					p.use(f.Estimate)
				}
			}
			if len(of) > 0 {
				x := p.part("short.lead_"+strings.Fields(kind)[0], fields{"Power": p.name(v), "Groups": p.lang.list(groups)})
				x.of = append(x.of, of...)
				parts = append(parts, x)
			}
		}
		sides = append(sides, parts)
	}
	switch leads, ahead := sides[0], sides[1]; {
	case len(leads) > 0 && len(ahead) > 0:
		return []Sentence{p.say("short.leads_ahead", fields{"Leads": p.joined(leads), "Ahead": p.joined(ahead)})}
	case len(leads) > 0:
		return []Sentence{p.say("short.leads", fields{"Leads": p.joined(leads)})}
	case len(ahead) > 0:
		return []Sentence{p.say("short.ahead", fields{"Ahead": p.joined(ahead)})}
	}
	return nil
}

// shortTogether says how far the region votes as one, beyond what luck would do.
func (p *page) shortTogether() []Sentence {
	label := p.facts.Region.Label
	get := func(of string) measure.Estimate { return p.facts.Assessment.Get("cohesion", label, "", of) }
	one, skill, key := get("unanimous recent"), get("ai above luck recent"), "short.together"
	if !one.Known() || !skill.Known() {
		one, skill, key = get("unanimous"), get("ai above luck"), "short.together_ever"
	}
	if !one.Known() || !skill.Known() {
		return nil
	}
	if !skill.HasInterval() {
		return []Sentence{p.say("short.one_voice", fields{"Region": p.region(), "Share": p.share(one)})}
	}
	if skill.Low <= 0 {
		key = "short.luck"
	}
	return []Sentence{p.say(key, fields{"Region": p.region(), "Share": p.share(one), "Skill": p.index(skill), "Ends": p.ends(skill, false)})}
}

// shortSilent names the state that says least.
func (p *page) shortSilent() []Sentence {
	var all []measure.Estimate
	for _, state := range p.facts.Dossier.Config.Region {
		if e := p.facts.Assessment.Get("silence", state, "", measure.All); e.Known() {
			all = append(all, e)
		}
	}
	if len(all) < 2 {
		return nil
	}
	most := ordered(all)[0]
	if most.Value < 0.005 {
		return nil
	}
	return []Sentence{p.say("short.silent", fields{"State": p.name(most.State), "Share": p.share(most)})}
}

// shortChanges names the costliest of the shocks, and says on how many issues acting as one would pay.
func (p *page) shortChanges() (said []Sentence) {
	var worst measure.Estimate
	var of *whatIf
	var gains []measure.Estimate
	settled := false
	for _, x := range p.facts.WhatIfs {
		for _, e := range x.Losses {
			if (e.Measure == "direct loss" || e.Measure == "lost of gdp") && e.Known() && (of == nil || e.Value > worst.Value) {
				worst, of = e, x
			}
		}
		if x.Kind == scenario.Bargain && len(x.Issue.Bloc) > 1 {
			worth, g := x.dividend(0, "")
			gains = append(gains, g)
			settled = settled || worth.Low > 0 || worth.High < 0
		}
	}
	if of != nil && worst.Value > 0.005 {
		said = append(said, p.say("short.costliest", fields{"Title": p.scenarioTitle(of.Scenario), "States": p.genitives(worst.State), "Loss": p.sharing(worst)}))
	}
	var paid []measure.Estimate
	for _, g := range gains {
		p.use(g)
		if g.Value >= 0.5 {
			paid = append(paid, g)
		}
	}
	if len(gains) > 1 {
		n, all := p.many(len(paid)), p.many(len(gains))
		n.of, all.of = paid, gains
		key := "short.fronts"
		if !settled {
			key = "short.fronts_open"
		}
		said = append(said, p.say(key, fields{"N": n, "All": all}))
	}
	return said
}

// shortClaims says how many claims of the text hold.
func (p *page) shortClaims() []Sentence {
	if len(p.facts.Claims) == 0 {
		return nil
	}
	var ids []string
	for _, o := range p.facts.Claims {
		ids = append(ids, o.Claim.ID)
	}
	return []Sentence{ofClaims(p.say("short.claims", fields{"N": p.many(len(ids)), "Page": rawHTML(p.to(p.root + "claims.html")), "Came": p.cameTo()}), ids...)}
}
