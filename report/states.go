package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"

	"multivector/evidence"
	"multivector/measure"
)

// writeStates writes a page for each state of the region.
func (w *writer) writeStates(folder Folder) {
	for _, state := range w.facts.Dossier.Config.Region {
		about, err := w.lang.fill("states.about", map[string]any{"State": w.name(state), "Region": w.region()})
		if err != nil {
			w.faults = append(w.faults, err)
		}
		p := w.page("states/"+slug(state)+".html", "state", w.name(state).Cap(), string(about))
		if lead := p.stateInShort(state); len(lead) > 0 {
			p.add(paragraph{Sentences: lead, Lead: true})
		}
		p.stateVotes(folder, state)
		p.stateDepends(folder, state)
		p.stateSpread(state)
		p.stateSilences(state)
		p.stateForums(state)
		p.stateTone(state)
		p.stateClaims(state)
	}
}

// stateInShort is what a reader would want to be told first.
func (p *page) stateInShort(state string) (said []Sentence) {
	if all := p.alignments(state); len(all) > 1 {
		said = append(said, p.leaning(all))
	}
	if ties := p.facts.findings(measure.DependsMost, state); len(ties) > 0 {
		said = append(said, p.say("depends.most", fields{"State": p.name(state), "Ties": p.ties(ties)}))
	}
	if e := p.facts.Assessment.Get("balance", state, "", votesChannel); e.Known() {
		said = append(said, p.say("states.spread", fields{"Powers": p.tenths(e), "N": p.rollCalls(e)}))
	}
	if e := p.facts.Assessment.Get("silence", state, "", measure.SilentAll); e.Known() && e.Value >= often {
		said = append(said, p.say("states.often_silent", fields{"Share": p.share(e)}))
	}
	return said
}

// often is the rate of silence at which it belongs to what is said of a state first.
const often = 0.2

// stateVotes says how a state votes.
func (p *page) stateVotes(folder Folder, state string) {
	all := p.alignments(state)
	if len(all) == 0 {
		return
	}
	p.heads(2, "votes", p.lang.word("states.votes"))
	p.para(p.whatKappaIs([]string{state})...)
	p.para(slices.Concat(p.closeBehind(all), p.leaningChange(state), p.everOther(all[0]), p.stateSides(state))...)
	p.para(p.stateOnScale(state)...)
	p.votesTable(state)
	p.drawDistances(folder, "distance-"+slug(state), []string{state})
	p.para(p.stateAnswers(state)...)
}

// stateSides says what a state did where the two powers parted.
func (p *page) stateSides(state string) []Sentence {
	opposed := p.facts.Dossier.VotesConfig.Opposed
	if len(opposed) != 2 {
		return nil
	}
	of := fields{"State": p.name(state), "A": p.name(opposed[0]), "B": p.name(opposed[1])}
	for i, name := range []string{"With", "Against", "Abstained", "Silent"} {
		e := p.facts.Assessment.Get("side", state, opposed[0], measure.SideNames[i])
		if !e.Known() {
			return nil
		}
		of[name], of["N"] = p.share(e), p.rollCalls(e)
	}
	return []Sentence{p.say("states.sides", of)}
}

// stateOnScale says where a state stands on the scale of votes, and whose move brought it there.
func (p *page) stateOnScale(state string) (said []Sentence) {
	a := p.facts.Assessment
	var all, moved []measure.Estimate
	for _, v := range p.facts.Dossier.Vectors {
		if e := a.Get("position", state, v, ""); e.Known() {
			all = append(all, e)
		}
		for _, by := range []string{measure.ByPower, measure.ByState} {
			if e := a.Get("moved", state, v, by); sign(e) != 0 {
				moved = append(moved, e)
			}
		}
	}
	if ordered(all); len(all) > 1 {
		near, far := all[len(all)-1], all[0]
		said = append(said, p.say("states.scale", fields{
			"Period": p.period(near), "Near": p.name(near.Vector), "NearBy": p.withEnds(near), "Far": p.name(far.Vector), "FarBy": p.withEnds(far), "Level": p.level(near),
		}))
	}
	if n := len(all); n > 2 && apartFrom(all[n-1], all[n-2]) == 0 {
		said = append(said, p.say("states.scale_close", fields{"Near": p.name(all[n-1].Vector), "Nearest": p.borne("", all[n-1]), "Second": p.name(all[n-2].Vector), "SecondBy": p.withEnds(all[n-2])}))
	}
	if len(moved) == 0 {
		return said
	}
	var parts []phrase
	for _, e := range moved {
		who, whom := e.Vector, state
		if e.Of == measure.ByState {
			who, whom = state, e.Vector
		}
		key := "states.nearer"
		if sign(e) > 0 {
			key = "states.away"
		}
		parts = append(parts, p.part(key, fields{"Who": p.name(who), "Whom": p.name(whom), "By": p.size(e, 2)}))
	}
	return append(said, p.say("states.moved", fields{"Period": p.period(moved[0]), "Moves": p.semicolons(parts)}))
}

// votesTable has, for each power, a state's alignment with it, its distance from it, and what of the first is left once its
// dependence is accounted for.
func (p *page) votesTable(state string) {
	type column struct {
		head, measure, of string
		write             func(measure.Estimate) figured
	}
	columns := []column{
		{"kappa", measure.KappaName, measure.All, p.index},
		{"late", measure.KappaName, measure.RecentName, p.withEnds},
		{"trend", "trend", measure.All, p.changeAndArrow},
		{"distance", "position", "", p.withEnds},
		{"room", "room", "", p.changeAndArrow},
	}
	if !p.anyKnown(state, measure.KappaName, measure.RecentName) {
		columns[0].write = p.withEnds
	}
	columns = slices.DeleteFunc(columns, func(c column) bool { return !p.anyKnown(state, c.measure, c.of) })
	t := table{Title: p.lang.word("states.votes_table"), Head: []string{p.lang.word("states.power")}}
	for _, c := range columns {
		t.Head = append(t.Head, p.lang.word("states.column_"+c.head))
	}
	for _, v := range p.facts.Dossier.Vectors {
		row := []cell{p.vectorHead(v)}
		for _, c := range columns {
			row = append(row, p.numberCell("votes-"+c.head+"-"+v, p.facts.Assessment.Get(c.measure, state, v, c.of), c.write))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Caption = []Sentence{p.say("states.votes_caption", nil)}
	p.add(t)
}

// anyKnown tells whether a measure of a state is known with any power.
func (p *page) anyKnown(state, name, of string) bool {
	return slices.ContainsFunc(p.facts.Dossier.Vectors, func(v string) bool { return p.facts.Assessment.Get(name, state, v, of).Known() })
}

// changeAndArrow writes a difference with its sign, and the arrow of one that goes beyond its interval.
func (p *page) changeAndArrow(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		text := l.plus(e.Value, 2)
		if sign(e) != 0 {
			text += " " + e.Arrow()
		}
		return text
	})
}

// vectorHead is the head of a row about a power, which leads to its page.
func (p *page) vectorHead(v string) cell {
	return cell{Text: p.plain(v), Href: p.vectorPage(v), Head: true}
}

// numberCell is an estimate in a table, or why there is none.
func (p *page) numberCell(id string, e measure.Estimate, write func(measure.Estimate) figured) cell {
	if e.Known() || e.HasInterval() {
		return p.celled(id, write(e).as())
	}
	return cell{Text: p.missingWord(e), Number: true}
}

// stateAnswers says how a state answered in the roll calls that the dossier holds one by one.
func (p *page) stateAnswers(state string) []Sentence {
	if len(p.facts.Region.Covotes) == 0 {
		return nil
	}
	var parts []phrase
	var known measure.Estimate
	for _, answer := range measure.AnswerNames {
		e := p.facts.Assessment.Get("answers", state, "", answer)
		if !e.Known() {
			return nil
		}
		known = e
		if e.Value > 0 {
			parts = append(parts, p.part("states.answer_"+answer, fields{"N": p.count(e)}))
		}
	}
	return []Sentence{p.say("states.answers", fields{"State": p.name(state), "What": p.selectionName(), "N": p.rollCalls(known), "Answers": p.joined(parts)})}
}

// stateDepends says what a state depends on, and shows all its shares.
func (p *page) stateDepends(folder Folder, state string) {
	if len(p.knownShares(state)) == 0 {
		return
	}
	p.heads(2, "depends", p.lang.word("states.depends"))
	var said []Sentence
	if trade := p.facts.findings(measure.TradesMost, state); len(trade) == 1 {
		e := trade[0]
		said = append(said, p.say("depends.trade", fields{"Power": p.name(e.Vector), "Share": p.share(e), "Period": p.period(e)}))
	}
	if flows := p.flows(state); len(flows) > 0 {
		var parts []phrase
		for _, e := range flows {
			parts = append(parts, p.part("states.flow", fields{"Domain": p.domainOf(e), "Share": p.share(e), "Period": p.period(e)}))
		}
		said = append(said, p.say("states.flows", fields{"Flows": p.joined(parts)}))
	}
	said = append(said, p.shifted(state, 4)...)
	p.para(append(said, p.books([]string{state})...)...)
	p.drawShares(folder, "shares-"+slug(state), []string{state})
	p.drawPulls(folder, "pulls-"+slug(state), []string{state})
	p.sharesTable(state)
	if without := p.uncovered(state); len(without) > 0 {
		p.para(p.say("states.uncovered", fields{"Domains": p.lang.list(without)}))
	}
}

// uncovered are the domains in which nothing is known of any power's share.
func (p *page) uncovered(state string) (all []string) {
	for _, d := range p.facts.Dossier.Domains {
		if !slices.ContainsFunc(p.facts.Dossier.Vectors, func(v string) bool { return p.facts.Assessment.Get("share", state, v, d.ID).Known() }) {
			all = append(all, p.domain(d))
		}
	}
	return all
}

// sharesTable has every share of a state, with its period, and what the domain weighs against its GDP.
func (p *page) sharesTable(state string) {
	a, vectors := p.facts.Assessment, p.facts.Dossier.Vectors
	t := table{Title: p.lang.word("states.shares_table"), Head: slices.Concat([]string{p.lang.word("states.domain"), p.lang.word("states.year")}, p.labelled(vectors), []string{p.lang.word("states.of_gdp")})}
	for _, d := range p.facts.Dossier.Domains {
		if !slices.ContainsFunc(vectors, func(v string) bool { return a.Get("share", state, v, d.ID).Known() }) {
			continue // a cell that is bound must stand on the page
		}
		row := []cell{{Text: evidence.Capital(p.domain(d)), Head: true}, {}}
		for _, v := range vectors {
			e := a.Get("share", state, v, d.ID)
			if (e.Known() || e.HasInterval()) && !row[1].Bound() {
				row[1] = p.celled("year-"+slug(d.ID), p.period(e).as())
			}
			id := "share-" + slug(d.ID) + "-" + v
			if change := a.Get("change", state, v, d.ID); e.Known() && sign(change) != 0 {
				row = append(row, p.celled(id, p.part("states.share_changed", fields{"Share": p.share(e), "Arrow": p.arrow(change)})))
				continue
			}
			row = append(row, p.numberCell(id, e, p.share))
		}
		row = append(row, p.numberCell("gdp-"+slug(d.ID), a.Get("exposure", state, evidence.World, d.ID), p.share))
		t.Rows = append(t.Rows, row)
	}
	t.Caption = []Sentence{p.say("states.shares_caption", nil)}
	p.add(t)
}

// stateSpread says over how many powers a state is spread, and with whom it votes otherwise than its dependence would have it.
func (p *page) stateSpread(state string) {
	said := append(p.spreading(state), p.spreadOpen(state)...)
	if vs := p.rooms([]string{state}, p.facts.Dossier.Vectors); len(vs) > 0 {
		above, below := vs[0], vs[len(vs)-1]
		if sign(above) > 0 {
			said = append(said, p.say("states.room_above", fields{"State": p.name(state), "Power": p.name(above.Vector), "Room": p.amountInEnds(above)}))
		}
		if sign(below) < 0 {
			key := "states.room_below"
			if sign(above) <= 0 {
				key = "states.room_below_only" // the line was not spoken of yet
			}
			said = append(said, p.say(key, fields{"State": p.name(state), "Power": p.name(below.Vector), "Room": p.amountInEnds(below)}))
		}
	}
	var ties []phrase
	for _, v := range p.facts.Dossier.Vectors {
		if e := p.facts.Assessment.Get("agreements", state, v, ""); e.Known() && e.Value > 0 {
			ties = append(ties, p.part("states.tie", fields{"Power": p.name(v), "N": p.count(e)}))
		}
	}
	if len(ties) > 0 {
		said = append(said, p.say("states.ties", fields{"State": p.name(state), "Ties": p.joined(ties)}))
	}
	if len(said) > 0 {
		p.heads(2, "spread", p.lang.word("states.spread_heading"))
		p.para(said...)
	}
}

// stateSilences says how often a state was silent, and of what kinds its silences are.
func (p *page) stateSilences(state string) {
	a := p.facts.Assessment
	var said []Sentence
	ever, late := a.Get("silence", state, "", measure.SilentAll), a.Get("silence", state, "", measure.SilentRecent)
	switch {
	case ever.Known() && late.Known():
		said = append(said, p.say("states.silent_late", fields{"State": p.name(state), "Share": p.shareInEnds(ever), "Late": p.shareInEnds(late)}))
	case ever.Known():
		said = append(said, p.say("states.silent", fields{"State": p.name(state), "Share": p.shareInEnds(ever)}))
	}
	if e := a.Get("silence", state, "", measure.SilentExcess); sign(e) != 0 && len(p.facts.Dossier.VotesConfig.Opposed) == 2 {
		o := p.facts.Dossier.VotesConfig.Opposed
		key := "states.silent_more"
		if sign(e) < 0 {
			key = "states.silent_less"
		}
		said = append(said, p.say(key, fields{"A": p.name(o[0]), "B": p.name(o[1]), "N": p.rounded(100*math.Abs(e.Value), e)}))
	}
	if e := a.Get("silence", state, "", "excess selection"); sign(e) != 0 {
		key := "states.silent_here_more"
		if sign(e) < 0 {
			key = "states.silent_here_less"
		}
		said = append(said, p.say(key, fields{"State": p.name(state), "What": p.selectionName(), "N": p.rounded(100*math.Abs(e.Value), e)}))
	}
	var parts []phrase
	for _, kind := range measure.SilenceKinds {
		if e := a.Get("silences", state, "", kind); e.Known() && e.Value > 0 {
			parts = append(parts, p.part("states.silence_"+kind, fields{"N": p.count(e)}))
		}
	}
	if len(parts) > 0 {
		said = append(said, p.say("states.silences", fields{"Kinds": p.joined(parts)}))
	}
	if len(said) > 0 {
		p.heads(2, "silences", p.lang.word("states.silences_heading"))
		p.para(said...)
	}
}

// rounded counts what an estimate is when it is rounded.
func (p *page) rounded(v float64, e measure.Estimate) counted {
	f := p.figure(e, func(l *Language) string { return l.decimal(v, 0) })
	return counted{n: int(math.Round(v)), html: f.html, of: f.of}
}

// stateForums has the forums of each power to which a state belongs, and the summits to which its leader came.
func (p *page) stateForums(state string) {
	a := p.facts.Assessment
	t := table{Title: p.lang.word("states.forums_table"), Head: []string{p.lang.word("states.power"), p.lang.word("states.belongs"), p.lang.word("states.came")}}
	for _, v := range p.facts.Dossier.Vectors {
		in, came := a.Get("membership", state, v, ""), a.Get("attendance", state, v, "")
		if in.Known() || came.Known() {
			t.Rows = append(t.Rows, []cell{p.vectorHead(v), p.numberCell("belongs-"+v, in, p.fraction), p.numberCell("came-"+v, came, p.fraction)})
		}
	}
	if t.Rows == nil {
		return
	}
	p.heads(2, "forums", p.lang.word("states.forums"))
	var said []Sentence
	if e := a.Get("attendance", state, p.facts.Region.Label, ""); e.Known() {
		key, with := "states.own_summits", fields{"Came": p.timesCame(e), "N": p.rollCalls(e)}
		if e.Value == 1 {
			key = "states.own_all"
			delete(with, "Came")
		}
		said = append(said, p.say(key, with))
	}
	p.para(said...)
	p.add(t)
}

// timesCame writes how many of those that an estimate is a share of.
func (p *page) timesCame(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.decimal(math.Round(e.Value*float64(e.N)), 0) })
}

// fraction writes a share of things that are counted as a fraction: 5/6.
func (p *page) fraction(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		return l.decimal(math.Round(e.Value*float64(e.N)), 0) + "/" + l.decimal(float64(e.N), 0)
	})
}

// stateTone says with whom the events are warmest and coldest.
func (p *page) stateTone(state string) {
	var all []measure.Estimate
	for _, v := range p.facts.Dossier.Vectors {
		if e := p.facts.Assessment.Get("tone", state, v, ""); e.Known() {
			all = append(all, e)
		}
	}
	if ordered(all); len(all) < 2 {
		return
	}
	warm, cold := all[0], all[len(all)-1]
	p.heads(2, "tone", p.lang.word("states.tone"))
	said := []Sentence{p.say("states.tones", fields{
		"State": p.name(state), "Warm": p.name(warm.Vector), "WarmTone": p.signedTone(warm), "Cold": p.name(cold.Vector), "ColdTone": p.signedTone(cold),
	})}
	if !warm.HasInterval() || !cold.HasInterval() {
		few := warm
		if warm.HasInterval() {
			few = cold
		}
		said = append(said, p.say("states.tone_few", fields{"Power": p.name(few.Vector), "N": p.rollCalls(few)}))
	} else if cold.High >= warm.Low {
		said = append(said, p.say("states.tone_alike", fields{"Tones": p.borne("", warm, cold)}))
	}
	p.para(said...)
}

// signedTone writes a tone with its sign, and its interval where it has one.
func (p *page) signedTone(e measure.Estimate) figured { return p.signedTo(e, 1) }

func (p *page) signedTo(e measure.Estimate, decimals int) figured {
	return p.inEnds("leans.ends", e, func(l *Language, v float64) string { return l.plus(v, decimals) })
}

// plus writes a number with its sign.
func (l *Language) plus(v float64, decimals int) string {
	text := l.decimal(v, decimals)
	if v >= 0.5*math.Pow10(-decimals) {
		return "+" + text
	}
	return text
}

// stateClaims lists the claims that name a state, each with what it comes to.
func (p *page) stateClaims(state string) {
	var list bullets
	for _, o := range p.facts.Claims {
		if o.Claim == nil || !slices.Contains(o.Actors, state) {
			continue
		}
		result := "states.result_" + string(o.Result)
		if o.Early {
			result = "states.result_early"
		}
		href := template.HTMLEscapeString(p.to(p.root + "claims.html#" + slug(o.ID)))
		text := p.lang.own("claims", o.ID, o.Claim.Claim)
		tongue := ""
		if own := p.facts.Dossier.Languages; text == o.Claim.Claim && len(own) > 0 && own[0] != p.lang.Code {
			tongue = ` lang="` + template.HTMLEscapeString(own[0]) + `"` // it has no translation
		}
		link := phrase{html: template.HTML(fmt.Sprintf(`<a href="%s"%s>%s</a>`, href, tongue, template.HTMLEscapeString(text))), keys: o.Records}
		s := p.say("states.claim", fields{"Claim": link, "Result": p.lang.word(result)})
		s.Claim = o.ID
		list.Items = append(list.Items, s)
	}
	if list.Items != nil {
		p.heads(2, "claims", p.lang.word("states.claims"))
		p.add(list)
	}
}
