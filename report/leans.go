package report

import (
	"math"
	"slices"

	"multivector/evidence"
	"multivector/measure"
)

// leans answers who leans where: whom each state votes most and least like of late, what changed, and where it stood when the two
// powers that the dossier sets against each other parted.
func (p *page) leans(folder Folder) {
	states := p.facts.Dossier.Config.Region
	if !slices.ContainsFunc(states, func(s string) bool { return len(p.alignments(s)) > 0 }) {
		return
	}
	p.heads(2, measure.Leans, p.lang.word("leans.heading"))
	if lead := p.leaningAll(states); len(lead) > 0 {
		p.add(paragraph{Sentences: lead, Lead: true})
	}
	p.para(p.whatKappaIs(states)...)
	p.alignmentTable(states)
	for _, state := range states {
		if all := p.alignments(state); len(all) > 1 {
			p.para(append(p.closeBehind(all), p.leaningChange(state)...)...)
		}
	}
	p.drawDistances(folder, "distance", states)
	p.para(p.movers(states)...)
	p.para(p.parting(states)...)
	p.selection(states)
}

// alignments are those of a state with the powers, of late, or over the whole record where there is no present; the most alike first.
func (p *page) alignments(state string) (all []measure.Estimate) {
	for _, v := range p.facts.Dossier.Vectors {
		e := p.facts.Assessment.Get(measure.KappaName, state, v, measure.RecentName)
		if !e.Known() {
			e = p.facts.Assessment.Get(measure.KappaName, state, v, measure.All)
		}
		if e.Known() {
			all = append(all, e)
		}
	}
	return ordered(all)
}

// present tells whether an alignment is of the present alone.
func present(e measure.Estimate) bool { return e.Of == measure.RecentName }

// when chooses between the two forms of a message: of late, or over the whole record.
func when(key string, e measure.Estimate) string {
	if present(e) {
		return key
	}
	return key + "_ever"
}

// leaningAll says whom the region's states vote most and least like.
func (p *page) leaningAll(states []string) (said []Sentence) {
	most, least := map[string][]measure.Estimate{}, map[string][]measure.Estimate{}
	for _, state := range states {
		if all := p.alignments(state); len(all) > 1 {
			first, last := all[0], all[len(all)-1]
			most[first.Vector], least[last.Vector] = append(most[first.Vector], first), append(least[last.Vector], last)
		}
	}
	said = append(said, p.alikeTo("leans.all_most", "leans.mixed_most", most)...)
	if len(most) == 1 {
		said = append(said, p.reversals(states)...)
	}
	said = append(said, p.alikeTo("leans.all_least", "leans.mixed_least", least)...)
	return append(said, p.allAway(states)...)
}

// reversals says for whom another power comes first over the whole record than of late.
func (p *page) reversals(states []string) []Sentence {
	a := p.facts.Assessment
	var parts []phrase
	key := "leans.reversals"
	for _, v := range p.facts.Dossier.Vectors {
		var whose []phrase
		for _, state := range states {
			all := p.alignments(state)
			if len(all) == 0 || !present(all[0]) {
				continue
			}
			late := all[0]
			if was, ok := p.everFirst(state); ok && was.Vector == v && was.Vector != late.Vector {
				most := a.Get(measure.KappaName, state, late.Vector, measure.All)
				if overlap(was, most) {
					key = "leans.reversals_close"
				}
				whose = append(whose, p.part("leans.reversals_state", fields{"State": p.name(state), "Kappa": p.index(was), "Most": p.index(most)}))
			}
		}
		if whose != nil {
			parts = append(parts, p.part("leans.reversals_group", fields{"Power": p.name(v), "States": p.joined(whose)}))
		}
	}
	if parts == nil {
		return nil
	}
	return []Sentence{p.say(key, fields{"Groups": p.semicolons(parts)})}
}

// everFirst is the power whose votes a state's are most like over the whole record.
func (p *page) everFirst(state string) (most measure.Estimate, ok bool) {
	for _, v := range p.facts.Dossier.Vectors {
		if e := p.facts.Assessment.Get(measure.KappaName, state, v, measure.All); e.Known() && (!ok || e.Value > most.Value) {
			most, ok = e, true
		}
	}
	return most, ok
}

// allAway names the powers from which every state has drawn away beyond the interval.
func (p *page) allAway(states []string) []Sentence {
	var parts []phrase
	for _, v := range p.facts.Dossier.Vectors {
		var trends []measure.Estimate
		for _, state := range states {
			if e := p.facts.Assessment.Get("trend", state, v, measure.All); sign(e) < 0 {
				trends = append(trends, e)
			}
		}
		if len(trends) == len(states) && len(states) > 1 {
			one := p.part("leans.all_away_one", fields{"Power": p.name(v)})
			one.of = p.borne("", trends...).of
			parts = append(parts, one)
		}
	}
	if parts == nil {
		return nil
	}
	return []Sentence{p.say("leans.all_away", fields{"Powers": p.joined(parts)})}
}

// alikeTo says of all states at once whom they vote like, or, where that is not one power, whom each of them does.
func (p *page) alikeTo(one, several string, of map[string][]measure.Estimate) []Sentence {
	var parts []phrase
	for _, v := range p.facts.Dossier.Vectors {
		all := ordered(of[v])
		if len(all) == 0 {
			continue
		}
		if len(of) == 1 && len(all) > 1 {
			low, high := all[len(all)-1], all[0]
			return []Sentence{p.say(when(one, high), fields{
				"Power": p.name(v), "Low": p.index(low), "High": p.index(high), "LowState": p.name(low.State), "HighState": p.name(high.State),
			})}
		}
		if several == "leans.mixed_least" {
			slices.Reverse(all)
		}
		var states []phrase
		for _, e := range all {
			states = append(states, p.part("leans.state", fields{"State": p.name(e.State), "Kappa": p.index(e)}))
		}
		parts = append(parts, p.part(several+"_group", fields{"Power": p.name(v), "States": p.joined(states)}))
	}
	if len(parts) < 2 {
		return nil
	}
	return []Sentence{p.say(several, fields{"Groups": p.semicolons(parts)})}
}

// whatKappaIs says what the numbers of the section mean.
func (p *page) whatKappaIs(states []string) []Sentence {
	for _, state := range states {
		all := p.alignments(state)
		if len(all) == 0 {
			continue
		}
		said := []Sentence{p.say(when("leans.kappa", all[0]), fields{"Period": p.period(all[0])})}
		if all[0].HasInterval() {
			said = append(said, p.say("leans.interval", fields{"Level": p.level(all[0])}))
		}
		return said
	}
	return nil
}

// alignmentTable has the alignment of each state with each power, of late and over the whole record.
func (p *page) alignmentTable(states []string) {
	a, vectors := p.facts.Assessment, p.facts.Dossier.Vectors
	t := table{Title: p.lang.word("leans.table"), Head: append([]string{p.lang.word("leans.table_state")}, p.labelled(vectors)...)}
	compared := false
	for _, state := range states {
		row := []cell{p.stateHead(state)}
		for _, v := range vectors {
			ever, late := a.Get(measure.KappaName, state, v, measure.All), a.Get(measure.KappaName, state, v, measure.RecentName)
			switch {
			case !late.Known():
				row = append(row, p.celled("kappa-"+state+"-"+v, p.index(ever).as()))
			default:
				arrow := p.arrow(a.Get("trend", state, v, measure.All))
				row = append(row, p.celled("kappa-"+state+"-"+v, p.part("leans.cell", fields{"Ever": p.index(ever), "Late": p.index(late), "Arrow": arrow})))
				compared = true
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if compared {
		t.Title, t.Caption = p.lang.word("leans.table_late"), []Sentence{p.say("leans.table_caption", nil)}
	}
	p.add(t)
}

// stateHead is the head of a row about a state, which leads to its page.
func (p *page) stateHead(state string) cell {
	return cell{Text: p.plain(state), Href: p.statePage(state), Head: true}
}

// leaning says with whom a state votes most and least.
func (p *page) leaning(all []measure.Estimate) Sentence {
	most, least := all[0], all[len(all)-1]
	return p.say(when("leans.most", most), fields{
		"State": p.name(most.State), "Most": p.name(most.Vector), "Least": p.name(least.Vector), "MostKappa": p.withEnds(most), "LeastKappa": p.withEnds(least),
	})
}

// closeBehind says which power comes next, at either end, where the intervals do not tell the two apart.
func (p *page) closeBehind(all []measure.Estimate) (said []Sentence) {
	if len(all) > 1 && overlap(all[0], all[1]) {
		said = append(said, p.say("leans.close", fields{
			"State": p.name(all[0].State), "First": p.name(all[0].Vector), "FirstKappa": p.withEnds(all[0]), "Second": p.name(all[1].Vector), "Kappa": p.withEnds(all[1]),
		}))
	}
	if n := len(all); n > 2 && overlap(all[n-1], all[n-2]) {
		said = append(said, p.say("leans.close_last", fields{
			"State": p.name(all[0].State), "Last": p.name(all[n-1].Vector), "LastKappa": p.withEnds(all[n-1]), "Second": p.name(all[n-2].Vector), "Kappa": p.withEnds(all[n-2]),
		}))
	}
	return said
}

// leaningChange says with whom a state votes otherwise than before, beyond the interval.
func (p *page) leaningChange(state string) (said []Sentence) {
	var fell, rose, steady []measure.Estimate
	for _, v := range p.facts.Dossier.Vectors {
		trend := p.facts.Assessment.Get("trend", state, v, measure.All)
		switch {
		case sign(trend) < 0:
			fell = append(fell, trend)
		case sign(trend) > 0:
			rose = append(rose, trend)
		case trend.Known() && trend.HasInterval():
			steady = append(steady, trend)
		}
	}
	slices.Reverse(ordered(fell))
	ordered(rose)
	with := fields{"State": p.name(state)}
	switch {
	case len(fell) > 0 && len(rose) > 0:
		with["Fell"], with["Rose"] = p.changed(fell, "leans.fell_first", "leans.by"), p.changed(rose, "leans.rose_then", "leans.by")
		said = append(said, p.say("leans.fell_and_rose", with))
	case len(fell) > 0:
		with["Fell"] = p.changed(fell, "leans.fell_first", "leans.by")
		said = append(said, p.say("leans.fell", with))
	case len(rose) > 0:
		with["Rose"] = p.changed(rose, "leans.rose_first", "leans.by")
		said = append(said, p.say("leans.rose", with))
	case len(steady) > 0:
		with["Trend"] = p.borne("", steady...)
		said = append(said, p.say("leans.steady", with))
	}
	if len(steady) == 1 && len(fell)+len(rose) > 1 {
		said = append(said, p.say("leans.only_steady", fields{"Power": p.name(steady[0].Vector), "Trend": p.borne("", steady...)}))
	}
	return said
}

// everOther says that another power comes first over the whole record than of late.
func (p *page) everOther(late measure.Estimate) []Sentence {
	was, ok := p.everFirst(late.State)
	if !ok || !present(late) || was.Vector == late.Vector {
		return nil
	}
	key := "leans.reversal"
	most := p.facts.Assessment.Get(measure.KappaName, late.State, late.Vector, measure.All)
	if apartFrom(was, most) == 0 {
		key = "leans.reversal_close"
	}
	return []Sentence{p.say(key, fields{"Was": p.name(was.Vector), "Kappa": p.index(was), "Most": p.name(late.Vector), "MostKappa": p.index(most)})}
}

// changed lists powers with how much a state's alignment with each has changed.
func (p *page) changed(trends []measure.Estimate, first, then string) phrase {
	var parts []phrase
	for i, e := range trends {
		key := then
		if i == 0 {
			key = first
		}
		parts = append(parts, p.part(key, fields{"Power": p.name(e.Vector), "By": p.size(e, 2)}))
	}
	return p.joined(parts)
}

// movers says whose own move surely changed a distance on the scale of votes: the powers' first, then the states'.
func (p *page) movers(states []string) (said []Sentence) {
	a, vectors := p.facts.Assessment, p.facts.Dossier.Vectors
	var moves []Sentence
	var any measure.Estimate
	say := func(who string, others []string, move func(other string) measure.Estimate) {
		var nearer, away []measure.Estimate
		for _, other := range others {
			switch e := move(other); sign(e) {
			case -1:
				nearer, any = append(nearer, e), e
			case 1:
				away, any = append(away, e), e
			}
		}
		for _, m := range []struct {
			key string
			all []measure.Estimate
		}{{"leans.nearer", nearer}, {"leans.away", away}} {
			switch {
			case len(m.all) == 0:
			case len(m.all) == len(others) && len(others) > 1 && p.printedAlike(m.all, 2):
				moves = append(moves, p.say(m.key+"_all", fields{"Who": p.name(who), "By": p.sized(m.all, 2)}))
			case len(m.all) > 1 && p.printedAlike(m.all, 2):
				moves = append(moves, p.say(m.key+"_each", fields{"Who": p.name(who), "Whom": p.moved(m.key+"_plain", who, m.all), "By": p.sized(m.all, 2)}))
			default:
				moves = append(moves, p.say(m.key, fields{"Who": p.name(who), "Whom": p.moved(m.key+"_one", who, m.all)}))
			}
		}
	}
	for _, v := range vectors {
		say(v, states, func(s string) measure.Estimate { return a.Get("moved", s, v, measure.ByPower) })
	}
	for _, s := range states {
		say(s, vectors, func(v string) measure.Estimate { return a.Get("moved", s, v, measure.ByState) })
	}
	if moves == nil {
		return nil
	}
	return append([]Sentence{p.say("leans.moved", fields{"Period": p.period(any), "Level": p.level(any)})}, moves...)
}

// moved lists those to whom one came nearer, or from whom it moved away.
func (p *page) moved(key, who string, all []measure.Estimate) phrase {
	var parts []phrase
	for _, e := range all {
		other := e.Vector
		if other == who {
			other = e.State
		}
		parts = append(parts, p.part(key, fields{"Other": p.name(other), "By": p.size(e, 2)}))
	}
	return p.joined(parts)
}

// parting says where the states stood when the two powers gave one a yes and the other a no.
func (p *page) parting(states []string) []Sentence {
	a, opposed := p.facts.Assessment, p.facts.Dossier.VotesConfig.Opposed
	if len(opposed) != 2 {
		return nil
	}
	var with, silent []measure.Estimate
	var siding measure.Estimate
	all := true
	for _, state := range states {
		e, against := a.Get("side", state, opposed[0], "with"), a.Get("side", state, opposed[0], "against")
		if !e.Known() || !against.Known() {
			continue
		}
		all = all && e.Value > against.Value
		with, siding = append(with, e), a.Get("siding", state, opposed[0], measure.Contested)
		silent = append(silent, a.Get("side", state, opposed[0], "silent"))
	}
	if len(with) < 2 {
		return nil
	}
	names := fields{"A": p.name(opposed[0]), "B": p.name(opposed[1]), "N": p.rollCalls(siding)}
	ordered(with)
	ordered(silent)
	low, high := with[len(with)-1], with[0]
	names["Low"], names["LowState"], names["High"], names["HighState"] = p.share(low), p.name(low.State), p.share(high), p.name(high.State)
	key := "leans.parting"
	if all {
		key = "leans.parting_all"
	}
	said := []Sentence{p.say(key, names)}
	against := a.Get("side", low.State, opposed[0], "against")
	if most := silent[0]; most.Known() && most.State == low.State && most.Value >= measure.Heavy && most.Value > against.Value {
		said = append(said, p.say("leans.parting_silent", fields{"State": p.name(most.State), "Silent": p.share(most)}))
	}
	return said
}

// selection says how the states answered in the roll calls that the dossier holds one by one.
func (p *page) selection(states []string) {
	a, calls := p.facts.Assessment, p.facts.Region.RollCalls
	known := func(state string) bool { return a.Get("answers", state, "", measure.AnswerNames[0]).Known() }
	if len(calls) == 0 || len(p.facts.Region.Covotes) == 0 || !slices.ContainsFunc(states, known) {
		return
	}
	t := table{Title: evidence.Capital(p.selectionName()), Head: []string{p.lang.word("leans.table_state")}}
	for _, answer := range measure.AnswerNames {
		t.Head = append(t.Head, p.lang.word("leans.answer_"+answer))
	}
	t.Head = append(t.Head, p.lang.word("leans.answers_known"))
	var keys []string
	for i := range calls {
		keys = append(keys, calls[i].Key)
	}
	of, key := fields{"N": p.many(len(calls), keys...)}, "leans.selection_plain"
	if p.facts.Dossier.VotesConfig.Selection != "" {
		of["What"], key = p.selectionName(), "leans.selection"
	}
	said := []Sentence{p.say(key, of)}
	for _, state := range states {
		row := []cell{p.stateHead(state)}
		for _, answer := range measure.AnswerNames {
			e := a.Get("answers", state, "", answer)
			if !e.Known() {
				row = append(row, cell{Text: p.lang.word("missing.not_covered"), Number: true})
				continue
			}
			row = append(row, p.celled("answers-"+state+"-"+answer, p.count(e).as()))
			if answer == "absent" && e.N > 0 && int(e.Value) == e.N {
				said = append(said, p.say("leans.selection_silent", fields{"State": p.name(state), "N": p.count(e)}))
			}
		}
		if e := a.Get("answers", state, "", measure.AnswerNames[0]); e.Known() {
			row = append(row, p.celled("answers-"+state, p.rollCalls(e).as()))
		} else {
			row = append(row, cell{Text: p.lang.word("missing.not_covered"), Number: true})
		}
		t.Rows = append(t.Rows, row)
	}
	p.para(said...)
	p.add(t)
}

// selectionName is what the roll calls held one by one are about.
func (w *writer) selectionName() string {
	what := w.facts.Dossier.VotesConfig.Selection
	if what == "" {
		return w.lang.word("leans.selection_unnamed")
	}
	return w.lang.own("votes", "selection", what)
}

// printedAlike tells whether the sizes of some estimates read the same.
func (p *page) printedAlike(all []measure.Estimate, decimals int) bool {
	return !slices.ContainsFunc(all, func(e measure.Estimate) bool {
		return p.lang.decimal(math.Abs(e.Value), decimals) != p.lang.decimal(math.Abs(all[0].Value), decimals)
	})
}
