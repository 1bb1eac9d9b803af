package report

import (
	"html/template"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// changes answers what would change it: what the dossier's scenarios come to, and the ways by which goods leave the region.
func (p *page) changes(folder Folder) {
	if len(p.facts.WhatIfs) == 0 && len(p.facts.Dossier.Transit) == 0 {
		return
	}
	p.heads(2, "changes", p.lang.word("changes.heading"))
	if n := len(p.facts.WhatIfs); n > 0 {
		asked := p.many(n)
		for _, x := range p.facts.WhatIfs {
			asked.of = append(asked.of, x.rests()...)
		}
		said := []Sentence{p.say("changes.about", fields{"N": asked}), p.say("changes.judged", nil)}
		if slices.ContainsFunc(p.facts.WhatIfs, func(x *whatIf) bool { return len(x.Issue.Bloc) > 1 }) {
			said = append(said, p.say("changes.dividend", nil))
		}
		p.para(said...)
	}
	for _, x := range p.facts.WhatIfs {
		p.heads(3, "scenario-"+slug(x.ID), p.lang.own("scenarios", x.ID, x.Title))
		question := p.say("changes.question", fields{"Question": p.borneOut(p.lang.own("scenario_questions", x.ID, x.Question), x.rests()...)})
		base := p.say("changes.base", fields{"Base": p.borneOut(p.lang.own("scenario_bases", x.ID, x.Base.What), x.rests()...)})
		p.add(paragraph{Sentences: []Sentence{question, base}})
		switch x.Kind {
		case scenario.Bargain:
			p.settles(x, folder)
		case scenario.Transit:
			p.para(append(p.rerouted(x), p.inputs(x)...)...)
		case scenario.Ties:
			p.para(append(p.cutTies(x), p.inputs(x)...)...)
		}
	}
	p.routes(folder)
}

// borneOut is the dossier's own text about what estimates are of.
func (p *page) borneOut(text string, of ...measure.Estimate) phrase {
	for _, e := range of {
		p.use(e)
	}
	return phrase{html: rawHTML(template.HTMLEscapeString(text)), of: of}
}

// scenarioTitle is what a scenario is called, which rests on what it speaks of: it may name a year.
func (p *page) scenarioTitle(s *scenario.Scenario) phrase {
	var of []measure.Estimate
	for _, x := range p.facts.WhatIfs {
		if x.ID == s.ID {
			of = x.rests()
		}
	}
	return p.borneOut(p.lang.own("scenarios", s.ID, s.Title), of...)
}

// inputs says how much of a scenario is judged.
func (p *page) inputs(x *whatIf) []Sentence {
	judged, all := len(x.Judgements()), x.Numbers()
	switch {
	case all == 0:
		return nil
	case judged == all:
		return []Sentence{p.say("changes.all_judged", fields{"N": p.inputCount(x, all)})}
	case judged == 0:
		return []Sentence{p.say("changes.none_judged", fields{"N": p.inputCount(x, all)})}
	}
	return []Sentence{p.say("changes.inputs", fields{"N": p.inputCount(x, judged), "All": p.inputCount(x, all)})}
}

// inputCount is a number of inputs, which rests on what was measured of them.
func (p *page) inputCount(x *whatIf, n int) counted {
	c := p.many(n)
	for _, e := range slices.Concat(x.rests(), x.Estimates) {
		c.of = append(c.of, e)
		p.use(e)
	}
	return c
}

// settles says where a bargain settles, by its own model and by rivals, what a united front is worth, and what the answer hangs on.
func (p *page) settles(x *whatIf, folder Folder) {
	own, today := x.settlement(0), x.today()
	said := []Sentence{p.say("changes.settles", fields{
		"Low": p.lang.own("scenario_lows", x.ID, x.Issue.Low), "High": p.lang.own("scenario_highs", x.ID, x.Issue.High),
		"At": p.scaled(own), "Ends": p.between(own), "Today": p.between(today),
	})}
	key := "changes.rises"
	rises := x.rises(0)
	if rises.Value < 0.5 {
		key = "changes.falls"
		rises.Measure, rises.Value = "settlement falls", 1-rises.Value
	}
	said = append(said, p.say(key, fields{"Chance": p.chance(rises)}))
	said = append(said, p.models(x)...)
	p.para(said...)
	p.para(p.front(x)...)
	p.para(append(p.hangs(x), p.inputs(x)...)...)
	p.modelTable(x)
	p.drawRounds(folder, x)
	p.drawTornado(folder, x)
}

// models says how far the models agree.
func (p *page) models(x *whatIf) []Sentence {
	var all []measure.Estimate
	var rivals []phrase
	above := 0
	for k := range x.Bargained.Settlements {
		e := x.settlement(k)
		all = append(all, e)
		if x.rises(k).Value >= 0.5 {
			above++
		}
		if k > 0 {
			rivals = append(rivals, p.part("changes.rival", fields{"At": p.scaled(e), "Model": p.modelName(x.Bargained.Settlements[k].Model)}))
		}
	}
	if len(rivals) == 0 {
		return nil
	}
	key := "changes.rivals_within"
	for _, e := range all[1:] {
		if e.Value < all[0].Low || e.Value > all[0].High {
			key = "changes.rivals_beyond"
		}
	}
	said := []Sentence{p.say(key, fields{"Rivals": p.joined(rivals)})}
	if above > 0 && above < len(all) {
		said = append(said, p.say("changes.direction_open", nil))
	}
	return said
}

// front says whether it would pay the members of a bloc to act as one.
func (p *page) front(x *whatIf) []Sentence {
	if len(x.Issue.Bloc) < 2 {
		return nil
	}
	worth, gains := x.dividend(0, "")
	key := "changes.front_open"
	switch {
	case worth.Low > 0:
		key = "changes.front_pays"
	case worth.High < 0:
		key = "changes.front_costs"
	}
	said := []Sentence{p.say(key, fields{"Members": p.states(x.Issue.Bloc), "Worth": p.signedTenths(worth), "Ends": p.part("changes.between", fields{"Ends": p.tenthEnds(worth)}), "Chance": p.chance(gains)})}
	against := 0
	for k := range x.Bargained.Fronts {
		if _, g := x.dividend(k, ""); (g.Value >= 0.5) != (gains.Value >= 0.5) {
			against++
		}
	}
	n := len(x.Bargained.Fronts) - 1
	switch {
	case n < 1:
	case against == 0:
		said = append(said, p.say("changes.front_agreed", nil))
	case against == n:
		said = append(said, p.say("changes.front_alone", nil))
	default:
		said = append(said, p.say("changes.front_disputed", nil))
	}
	var other []phrase // members to whom it does what it does not do to all
	for _, state := range x.Issue.Bloc {
		if _, g := x.dividend(0, state); (g.Value >= 0.5) != (gains.Value >= 0.5) {
			other = append(other, p.part("changes.member", fields{"State": p.name(state), "Share": p.figure(g, func(l *Language) string { return l.chanceShare(g.Value) })}))
		}
	}
	if len(other) > 0 {
		key := "changes.members_lose"
		if gains.Value < 0.5 {
			key = "changes.members_gain"
		}
		said = append(said, p.say(key, fields{"Members": p.joined(other)}))
	}
	return said
}

// hangs says which input moves the settlement most.
func (p *page) hangs(x *whatIf) []Sentence {
	all := x.swings()
	if len(all) == 0 {
		return nil
	}
	e := x.swing(all[0])
	return []Sentence{p.say("changes.hangs", fields{"Input": p.inputName(all[0].Factor.Actor, all[0].Factor.Column), "Ends": p.between(e)})}
}

func (p *page) inputName(actor, column string) string {
	name, _, _ := strings.Cut(column, "_")
	text, err := p.lang.fill("changes.input."+name, map[string]any{"Actor": p.name(actor)})
	if err != nil {
		p.fault(err)
	}
	return string(text)
}

func (p *page) modelName(model string) string {
	if key := "changes.model." + model; p.lang.has(key) {
		return p.lang.word(key)
	}
	return model
}

// modelTable sets the models side by side.
func (p *page) modelTable(x *whatIf) {
	t := table{Title: p.lang.word("changes.models"), Head: []string{p.lang.word("changes.by"), p.lang.word("changes.at"), p.lang.word("changes.ends"), p.lang.word("changes.above")}}
	for k, s := range x.Bargained.Settlements {
		e, id := x.settlement(k), "model-"+slug(x.ID+" "+s.Model)
		row := []cell{{Text: evidence.Capital(p.modelName(s.Model)), Head: true}}
		for i, f := range []figured{p.scaled(e), p.scaledEnds(e), p.figure(x.rises(k), func(l *Language) string { return l.chanceShare(x.rises(k).Value) })} {
			row = append(row, p.celled(id+"-"+string(rune('a'+i)), f.as()))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Caption = []Sentence{p.say("changes.draws", fields{"N": p.drawsOf(x)}), p.say("changes.backtests", nil)}
	p.add(t)
}

// drawsOf is how often the inputs were drawn.
func (p *page) drawsOf(x *whatIf) counted {
	c := p.many(x.Bargained.N)
	c.of = []measure.Estimate{x.settlement(0)}
	return c
}

// rerouted says what a closed route takes.
func (p *page) rerouted(x *whatIf) (said []Sentence) {
	by := map[string]measure.Estimate{}
	var groups []string
	for _, e := range x.Losses {
		group := e.State + " " + e.Of
		if by[group+" any"].Measure == "" {
			groups = append(groups, group)
			by[group+" any"] = e
		}
		by[group+" "+e.Measure] = e
	}
	for _, group := range groups {
		get := func(name string) measure.Estimate { return by[group+" "+name] }
		share := get("lost share")
		with := fields{"State": p.genitives(share.State), "Commodity": p.commodity(strings.Fields(share.Of)[0], "gen"), "Share": p.sharing(share)}
		if share.Known() && share.Value == 0 {
			said = append(said, p.say("changes.nothing_lost", fields{"State": with["State"], "Commodity": with["Commodity"], "Lost": p.sharing(share)}))
			continue
		}
		said = append(said, p.say("changes.lost", with))
		if value, gdp := get("lost value"), get("lost of gdp"); value.Measure != "" && gdp.Known() {
			said = append(said, p.say("changes.lost_value", fields{"Value": p.billions(value), "GDP": p.sharing(gdp)}))
		}
		if other := get("rerouted"); other.Measure != "" && (other.Value > 0 || other.HasInterval()) {
			all := get("exported")
			said = append(said, p.say("changes.rerouted", fields{"Rerouted": p.sum(other), "All": p.sum(all), "Unit": p.unit(strings.Fields(share.Of)[0])}))
		}
	}
	return said
}

// cutTies says what scaled flows take from each state as a part of GDP, the most first.
func (p *page) cutTies(x *whatIf) (said []Sentence) {
	var order []string
	losses := map[string][]measure.Estimate{}
	for _, e := range x.Losses {
		key := e.Measure + "|" + strings.Fields(e.Of)[0]
		if e.Measure == "direct loss" {
			key += "|" + e.Vector
		}
		if losses[key] == nil {
			order = append(order, key)
		}
		losses[key] = append(losses[key], e)
	}
	for _, key := range order {
		var known []measure.Estimate
		var open []string
		for _, e := range losses[key] {
			if e.Known() {
				known = append(known, e)
			} else {
				open = append(open, e.State)
			}
		}
		var parts []phrase
		for _, e := range ordered(known) {
			parts = append(parts, p.part("changes.loss", fields{"State": p.name(e.State), "Loss": p.sharing(e)}))
		}
		if len(parts) > 0 {
			first := losses[key][0]
			with := fields{"Losses": p.joined(parts)}
			message := "changes.equilibrium"
			if first.Measure == "direct loss" {
				message = "changes.direct"
			}
			said = append(said, p.say(message, with))
		}
		if len(open) > 0 {
			said = append(said, p.say("changes.loss_unknown", fields{"States": p.states(open)}))
		}
	}
	if slices.ContainsFunc(x.Losses, func(e measure.Estimate) bool { return atLeast(e) }) {
		said = append(said, p.say("changes.loss_bounds", nil))
	}
	return said
}

// genitives lists states, as those of a sum of several, KAZ;UZB.
func (p *page) genitives(codes string) string {
	var all []string
	for code := range strings.SplitSeq(codes, ";") {
		all = append(all, p.name(code).Gen)
	}
	return p.lang.list(all)
}

// commodity is what links carry, in the case that a message asks for.
func (p *page) commodity(id, form string) string {
	if key := "changes.commodity." + id + "_" + form; p.lang.has(key) {
		return p.lang.word(key)
	}
	return p.lang.own("commodities", id, id)
}

// unit is that of a commodity's links.
func (p *page) unit(commodity string) string {
	for i := range p.facts.Dossier.Transit {
		if l := &p.facts.Dossier.Transit[i]; l.Commodity == commodity {
			return p.unitName(l.Unit)
		}
	}
	return ""
}

func (p *page) unitName(unit string) string {
	if key := "changes.unit." + unit; p.lang.has(key) {
		return p.lang.word(key)
	}
	return strings.ReplaceAll(unit, "_", " ")
}

// scaled writes a place on the scale of a bargain: 72.
func (p *page) scaled(e measure.Estimate) figured { return p.decimal(e, 0) }

// between writes an interval on the scale in a sentence, or the one number that it is.
func (p *page) between(e measure.Estimate) phrase {
	key := "changes.between"
	if !e.HasInterval() || p.lang.decimal(e.Low, 0) == p.lang.decimal(e.High, 0) {
		key = "changes.exactly"
	}
	return p.part(key, fields{"Ends": p.scaledEnds(e)})
}

// scaledEnds writes the ends of an interval on it: 48 to 95.
func (p *page) scaledEnds(e measure.Estimate) figured { return p.endsWith(e, 0) }

// tenthEnds writes the ends of an interval to a decimal.
func (p *page) tenthEnds(e measure.Estimate) figured { return p.endsWith(e, 1) }

func (p *page) endsWith(e measure.Estimate, decimals int) figured {
	return p.figure(e, func(l *Language) string {
		low, high := l.decimal(e.Low, decimals), l.decimal(e.High, decimals)
		if !e.HasInterval() || low == high {
			return l.decimal(e.Value, decimals)
		}
		return low + l.word("common.to") + high
	})
}

// sharing writes a share between its bounds, however near they are: 18% to 26%, or 0.07% where it is small.
func (p *page) sharing(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		switch {
		case !e.HasInterval() && !e.Known():
			return l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
		case !e.HasInterval():
			return l.percent(e.Value)
		case e.High < 0.005:
			return "<" + l.percent(0.01)
		}
		low, high := l.percent(e.Low), l.percent(e.High)
		if low == high {
			return high
		}
		return strings.TrimRight(low, "% \u00a0\u202f") + "–" + high
	})
}

// sum writes an amount between its bounds, to three figures.
func (p *page) sum(e measure.Estimate) figured { return p.amounts(e, 1) }

// billions writes millions as thousand millions.
func (p *page) billions(e measure.Estimate) figured { return p.amounts(e, 1e-3) }

func (p *page) amounts(e measure.Estimate, times float64) figured {
	return p.figure(e, func(l *Language) string {
		short := func(v float64) string {
			return l.decimal(v*times, map[bool]int{true: 0, false: 1}[math.Abs(v*times) >= 100])
		}
		switch {
		case !e.HasInterval():
			return short(e.Value)
		case math.IsInf(e.High, 1):
			return short(e.Low) + " " + l.word("claims.more")
		}
		low, high := short(e.Low), short(e.High)
		if low == high {
			return low
		}
		return low + "–" + high
	})
}
