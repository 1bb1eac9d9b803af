package report

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
	"multivector/rollcall"
)

// unsaid answers what was not said: how often each state is silent, whether more where the powers part, and every single silence
// with the rule by which something was expected.
func (p *page) unsaid(folder Folder) {
	rates, single := p.silent(), p.facts.Assessment.Silences
	if len(rates) == 0 && len(single) == 0 {
		return
	}
	p.heads(2, measure.Unsaid, p.lang.word("unsaid.heading"))
	p.para(rates...)
	p.para(p.againstHabit()...)
	p.calendar(folder)
	p.votesNotCast()
	p.para(p.occasionsMissed()...)
}

// known are the estimates of a measure of all states of the region that have a value, the largest first.
func (p *page) known(name, vector, of string) (all []measure.Estimate) {
	for _, state := range p.facts.Dossier.Config.Region {
		if e := p.facts.Assessment.Get(name, state, vector, of); e.Known() {
			all = append(all, e)
		}
	}
	return ordered(all)
}

// each writes a part for each of some estimates and lists them.
func (p *page) each(key string, all []measure.Estimate, number func(measure.Estimate) figured) phrase {
	var parts []phrase
	for _, e := range all {
		parts = append(parts, p.part(key, fields{"State": p.name(e.State), "Value": number(e)}))
	}
	return p.joined(parts)
}

// silent says how often the states are silent, and whether less or more so of late.
func (p *page) silent() (all []Sentence) {
	rates := p.known("silence", "", measure.SilentAll)
	if len(rates) < 2 {
		return nil
	}
	most, least := rates[0], rates[len(rates)-1]
	all = append(all, p.say("unsaid.rates", fields{"Most": p.name(most.State), "MostRate": p.share(most), "Least": p.name(least.State), "LeastRate": p.share(least)}))
	if between := rates[1 : len(rates)-1]; len(between) > 0 {
		all = append(all, p.say("unsaid.between", fields{"Each": p.each("unsaid.rate", between, p.share)}))
	}
	a, turned := p.facts.Assessment, map[int][]phrase{}
	for _, e := range rates {
		late := a.Get("silence", e.State, "", measure.SilentRecent)
		if way := apartFrom(late, e); way != 0 {
			key := "unsaid.late"
			if len(turned[way]) == 0 {
				key = "unsaid.late_first"
			}
			turned[way] = append(turned[way], p.part(key, fields{"State": p.name(e.State), "Late": p.share(late), "All": p.share(e)}))
		}
	}
	for _, way := range []int{-1, 1} {
		if key := map[int]string{-1: "unsaid.receded", 1: "unsaid.grown"}[way]; len(turned[way]) > 0 {
			all = append(all, p.say(key, fields{"Each": p.joined(turned[way])}))
		}
	}
	if chosen := p.known("silence", "", measure.Selective); len(chosen) > 1 && chosen[0].Value > 0 {
		most, least := chosen[0], chosen[len(chosen)-1]
		all = append(all, p.say("unsaid.selective", fields{"Most": p.name(most.State), "MostRate": p.share(most), "Least": p.name(least.State), "LeastRate": p.share(least)}))
	}
	return all
}

// againstHabit says who is silent more, or less, than its habit where the powers part and in the selection.
func (p *page) againstHabit() (all []Sentence) {
	opposed := p.facts.Dossier.VotesConfig.Opposed
	if len(opposed) == 2 {
		less, more, same := p.bySign(p.known("silence", "", measure.SilentExcess))
		powers := fields{"One": p.name(opposed[0]), "Other": p.name(opposed[1])}
		for key, of := range map[string][]measure.Estimate{"less": less, "more": more} {
			powers[key] = p.joined(p.distances(of))
		}
		switch {
		case len(less)+len(more) > 0:
			for _, side := range []struct {
				key string
				of  []measure.Estimate
			}{{"less", less}, {"more", more}} {
				if len(side.of) > 0 {
					all = append(all, p.say("unsaid."+side.key, fields{"One": powers["One"], "Other": powers["Other"], "Each": powers[side.key]}))
				}
			}
			if len(same) > 0 {
				all = append(all, p.say("unsaid.as_ever", fields{"Each": p.each("unsaid.rest", same, p.points)}))
			}
		case len(same) > 0:
			all = append(all, p.say("unsaid.no_excess", fields{"One": powers["One"], "Other": powers["Other"], "Each": p.each("unsaid.rest", same, p.points)}))
		}
	}
	return append(all, p.silentInSelection()...)
}

// bySign parts estimates into those surely below zero, surely above, and neither.
func (p *page) bySign(of []measure.Estimate) (below, above, neither []measure.Estimate) {
	for _, e := range of {
		switch sign(e) {
		case -1:
			below = append(below, e)
		case 1:
			above = append(above, e)
		default:
			neither = append(neither, e)
		}
	}
	slices.Reverse(below) // the largest distance first
	return below, above, neither
}

// distances are by how many points estimates are off zero.
func (p *page) distances(of []measure.Estimate) (parts []phrase) {
	for i, e := range of {
		key := "unsaid.by"
		if i == 0 {
			key = "unsaid.by_first"
		}
		parts = append(parts, p.part(key, fields{"State": p.name(e.State), "Points": p.points(e), "Ends": p.distance(e)}))
	}
	return parts
}

// selected is what the roll calls of the selection are about.
func (p *page) selected() string {
	return p.lang.own("votes", "selection", p.facts.Dossier.VotesConfig.Selection)
}

// silentInSelection says who was silent in the selection against its habit.
func (p *page) silentInSelection() (all []Sentence) {
	topic := p.selected()
	if topic == "" {
		return nil
	}
	less, more, _ := p.bySign(p.known("silence", "", "excess selection"))
	for _, e := range more {
		rate := p.facts.Assessment.Get("silence", e.State, "", "selection")
		all = append(all, p.say("unsaid.selection_more", fields{"State": p.name(e.State), "Topic": topic, "Rate": p.outOf(rate), "Points": p.points(e), "Ends": p.distance(e)}))
	}
	for _, e := range less {
		rate := p.facts.Assessment.Get("silence", e.State, "", "selection")
		all = append(all, p.say("unsaid.selection_less", fields{"State": p.name(e.State), "Topic": topic, "Rate": p.outOf(rate), "Points": p.points(e), "Ends": p.distance(e)}))
	}
	return all
}

// calendar draws all single silences by state and year, and what was expected and did happen.
func (p *page) calendar(folder Folder) {
	d := p.facts.Dossier
	region := d.Config.Region
	type occasion struct {
		state string
		year  int
		kind  int
	}
	times := map[occasion]int{}
	for _, s := range p.facts.Assessment.Silences {
		times[occasion{s.State, s.Date.Year, slices.Index(measure.SilenceKinds, s.Kind)}]++
	}
	for i := range d.Votes {
		if v := &d.Votes[i]; v.Answer < rollcall.Silent && slices.Contains(region, v.State) {
			if rc, ok := d.RollCall(v.RollCall); ok {
				times[occasion{v.State, rc.Date.Year, figure.Happened}]++
			}
		}
	}
	for i := range d.Summits {
		s := &d.Summits[i]
		for _, state := range s.Attendees {
			if m, ok := d.Membership(s.Forum, state, s.Date); ok && m.Expected() && s.Status == "held" && slices.Contains(region, state) {
				times[occasion{state, s.Date.Year, figure.Happened}]++
			}
		}
	}
	for i := range d.Signatories {
		s := &d.Signatories[i]
		if a, ok := d.Agreement(s.Agreement); ok && s.Status == "signed" && slices.Contains(region, s.State) && slices.Contains(a.OpenTo, s.State) {
			times[occasion{s.State, a.Date.Year, figure.Happened}]++
		}
	}
	first, last := 0, 0 // from the first silence on
	for o := range times {
		if o.kind != figure.Happened && (first == 0 || o.year < first) {
			first = o.year
		}
		last = max(last, o.year)
	}
	first = max(first, last-yearsShown+1)
	if len(p.facts.Assessment.Silences) == 0 || last == 0 {
		return
	}
	c := figure.Calendar{Rows: p.named(region), Words: figure.CalendarWords{
		Happened: p.lang.word("unsaid.happened"), Expected: p.lang.word("unsaid.of_expected"), Of: strings.TrimSpace(p.lang.word("common.of")), Each: p.lang.word("unsaid.each"),
	}}
	for _, kind := range measure.SilenceKinds {
		c.Kinds = append(c.Kinds, p.lang.word("unsaid.kind_"+kind))
	}
	for year := first; year <= last; year++ {
		c.Columns = append(c.Columns, fmt.Sprint(year))
	}
	silences := 0
	for row, state := range region {
		for year := first; year <= last; year++ {
			for kind := figure.Happened; kind < len(measure.SilenceKinds); kind++ {
				if n := times[occasion{state, year, kind}]; n > 0 {
					c.Marks = append(c.Marks, figure.Mark{Row: row, Column: year - first, Kind: kind, Count: n})
				}
			}
		}
	}
	var of []measure.Estimate
	most := measure.Estimate{}
	for _, state := range region {
		all := 0.0
		for _, kind := range measure.SilenceKinds {
			if e := p.facts.Assessment.Get("silences", state, "", kind); e.Known() {
				of, all = append(of, e), all+e.Value
			}
		}
		silences += int(all)
		if all > most.Value {
			most.State, most.Value = state, all
		}
	}
	spoken, err := p.lang.fill("unsaid.spoken", map[string]any{
		"N": p.many(silences), "Most": p.name(most.State), "Its": p.lang.decimal(most.Value, 0), "From": first, "To": last,
	})
	if err != nil {
		p.fault(err)
	}
	c.Frame = p.frame(p.lang.word("unsaid.calendar"), p.lang.word("unsaid.calendar_about"), string(spoken), "")
	p.draw(folder, "silences", c.Frame, c, of...)
}

// yearsShown are at most in the calendar: what is narrower cannot be read.
const yearsShown = 48

// ofKinds are the single silences of some kinds, by date.
func (p *page) ofKinds(kinds ...string) (all []evidence.Silence) {
	for _, s := range p.facts.Assessment.Silences {
		if slices.Contains(kinds, s.Kind) {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b evidence.Silence) int { return cmp.Compare(a.Date.First().Unix(), b.Date.First().Unix()) })
	return all
}

// votesNotCast lists the roll calls in which a state of the region was silent, each with who was.
func (p *page) votesNotCast() {
	silent := p.ofKinds("vote")
	if len(silent) == 0 {
		return
	}
	var keys []string
	bodies := map[string]bool{}
	for _, s := range silent {
		keys = append(keys, s.Key)
		for _, key := range s.From {
			if m, ok := p.record(key).(*evidence.Membership); ok {
				bodies[m.Forum] = true
			}
		}
	}
	p.heads(3, "unsaid-votes", p.lang.word("unsaid.votes"))
	rule, with := "unsaid.vote_rule", fields{"N": p.many(len(silent), keys...)}
	if len(bodies) == 1 {
		rule += "_of"
		for body := range bodies {
			with["Body"] = p.name(body)
		}
	}
	p.para(p.say(rule, with))
	t := table{Title: p.lang.word("unsaid.votes_table"), Head: strings.Split(p.lang.word("unsaid.votes_head"), "|")}
	for i := 0; i < len(silent); {
		v, _ := p.record(silent[i].Key).(*evidence.Vote)
		rc, _ := p.facts.Dossier.RollCall(v.RollCall)
		var of, elsewhere, keys []string
		for ; i < len(silent); i++ {
			w, _ := p.record(silent[i].Key).(*evidence.Vote)
			if w.RollCall != v.RollCall {
				break
			}
			of, keys = append(of, w.State), append(keys, silent[i].From...)
			if silent[i].Selective == "yes" {
				elsewhere = append(elsewhere, w.State)
			}
		}
		title := cmp.Or(rc.Symbol, rc.ID) + " " + p.lang.own("rollcalls", rc.ID, rc.Title)
		t.Rows = append(t.Rows, []cell{
			p.celled("unsaid-date-"+slug(rc.ID), p.date(rc.Date, keys...).as()),
			p.celled("unsaid-title-"+slug(rc.ID), cited{template.HTML(template.HTMLEscapeString(title)), []string{rc.Key}}.as()),
			{Text: p.states(of)},
			{Text: p.states(elsewhere)},
		})
	}
	p.add(t)
}

// record is a record of the dossier, nil where there is none.
func (p *page) record(key string) evidence.Record {
	r, ok := p.facts.Dossier.Record(key)
	if !ok {
		return nil
	}
	return r
}

// occasionsMissed says each silence that is no vote in a sentence, with the rule by which something was expected.
func (p *page) occasionsMissed() (none []Sentence) {
	for _, kind := range []string{"summit", "deputy", "treaty", "cancelled"} {
		of := p.ofKinds(kind)
		if len(of) == 0 {
			continue
		}
		p.heads(3, "unsaid-"+kind, p.lang.word("unsaid."+kind))
		var items []Sentence
		for _, s := range of {
			items = append(items, p.missed(s))
		}
		p.add(bullets{items})
	}
	return nil
}

// missed says one silence that is no vote.
func (p *page) missed(s evidence.Silence) Sentence {
	said := fields{"State": p.name(s.State), "Date": p.date(s.Date, s.From...)}
	switch record := p.record(s.Key).(type) {
	case *evidence.Summit:
		said["Forum"], said["Place"] = p.name(record.Forum), p.placeOf(record)
		key := "unsaid.missed_" + s.Kind
		if s.Kind == "summit" && !slices.Contains(record.Absent, s.State) {
			key += "_unnamed" // it is not among all who came
		}
		if m, ok := p.facts.Dossier.Membership(record.Forum, s.State, record.Date); ok {
			said["Standing"] = p.standing(m)
		}
		return p.say(key, said)
	case *evidence.Signatory:
		a, _ := p.facts.Dossier.Agreement(record.Agreement)
		var signed []string
		for i := range p.facts.Dossier.Signatories {
			if o := &p.facts.Dossier.Signatories[i]; o.Agreement == a.ID && (o.Status == "signed" || o.Status == "acceded") {
				signed = append(signed, o.State)
			}
		}
		slices.SortStableFunc(signed, p.firstOurs)
		said["Document"], said["Signed"] = p.lang.own("agreements", a.ID, a.Name), p.states(signed)
		return p.say("unsaid.missed_treaty", said)
	case *evidence.Event:
		said["What"] = p.lang.own("events", record.ID, record.Summary)
		said["Expected"] = p.lang.word("unsaid.expected_" + record.Expected)
		return p.say("unsaid.missed_cancelled", said)
	}
	p.fault(fmt.Errorf("%s is a silence of the kind %s, which has no sentence", s.Key, s.Kind))
	return Sentence{}
}

// standing is what a state is in a forum, and since when.
func (p *page) standing(m *evidence.Membership) phrase {
	if m.From.IsZero() {
		return p.part("forums.is_"+m.Status, fields{"Key": cited{"", []string{m.Key}}})
	}
	return p.part("forums.since", fields{"Standing": p.lang.word("forums.is_" + m.Status), "Date": p.date(m.From, m.Key)})
}
