package report

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"

	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
)

// writeVectors writes a page for each vector: its pull on each state, who stands near it and who moved, what passed between them, the
// forums it convenes, and the claims that name it.
func (w *writer) writeVectors(folder Folder) {
	for _, v := range w.facts.Dossier.Vectors {
		name := w.name(v)
		p := w.page("vectors/"+slug(v)+".html", "vector", name.Cap(), name.Nom)
		p.para(slices.Concat(p.first(v), p.near(v))...)
		p.para(p.moves(v)...)
		p.para(p.weight(v)...)
		p.pulls(v)
		p.eventsWith(folder, v)
		p.serving(v)
		p.claimsOf(v)
	}
}

// toVector names a vector at the head of a sentence and leads to its page.
func (p *page) toVector(code string) phrase {
	href := template.HTMLEscapeString(p.to(p.root + "vectors/" + slug(code) + ".html"))
	return phrase{html: template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, href, template.HTMLEscapeString(p.name(code).Cap())))}
}

// first says for which states a vector comes first in most admissible choices.
func (p *page) first(vector string) (all []Sentence) {
	for i := range p.facts.Verdicts {
		v := &p.facts.Verdicts[i]
		if v.Declared.Of != "dyads" {
			continue
		}
		var of []measure.Estimate
		for j, s := range v.Composite.Subjects {
			if s.Name == vector && v.Ranked[j] && v.RankFrequency[j][0] > 0.5 {
				of = append(of, p.facts.ofFirst(v, j))
			}
		}
		title := p.lang.own("composites", v.Declared.ID, v.Declared.Title)
		if len(of) > 0 {
			all = append(all, p.say("vectors.first", fields{"Vector": p.name(vector), "Title": title, "Each": p.each("vectors.one_share", ordered(of), p.inChoices)}))
		} else if best, ok := p.bestOf(v, vector); ok {
			key := "vectors.never_first"
			if best.Value < 0.005 {
				key = "vectors.never"
			}
			all = append(all, p.say(key, fields{"Vector": p.name(vector), "Title": title, "State": p.name(best.State), "Share": p.inChoices(best)}))
		}
	}
	return all
}

// bestOf is where a vector comes first most often.
func (p *page) bestOf(v *measure.Verdict, vector string) (best measure.Estimate, ok bool) {
	for j, s := range v.Composite.Subjects {
		if s.Name == vector && v.Ranked[j] && (!ok || v.RankFrequency[j][0] > best.Value) {
			best, ok = p.facts.ofFirst(v, j), true
		}
	}
	return best, ok
}

// near says who votes most and least like a vector of late, and for whom that is more or less than before.
func (p *page) near(vector string) (all []Sentence) {
	of := p.known(measure.KappaName, vector, measure.RecentName)
	late := true
	if len(of) < 2 {
		of, late = p.known(measure.KappaName, vector, measure.All), false
	}
	if len(of) < 2 {
		return nil
	}
	most, least := of[0], of[len(of)-1]
	if most.Value-least.Value < 0.005 {
		return nil // they are the same as written
	}
	all = append(all, p.say("vectors.near", fields{
		"Vector": p.name(vector), "Most": p.name(most.State), "MostKappa": p.index(most), "MostEnds": p.within(most),
		"Least": p.name(least.State), "LeastKappa": p.index(least), "LeastEnds": p.within(least), "Late": late,
	}))
	for _, end := range []struct {
		key      string
		of, next measure.Estimate
	}{{"vectors.near_most_open", most, of[1]}, {"vectors.near_least_open", least, of[len(of)-2]}} {
		if len(of) > 2 && overlap(end.of, end.next) {
			all = append(all, p.say(end.key, fields{"Vector": p.name(vector), "State": p.name(end.of.State), "Next": p.name(end.next.State), "Kappa": p.withEnds(end.next)}))
		}
	}
	less, more, same := p.bySign(p.known("trend", vector, measure.All))
	for _, turn := range []struct {
		key string
		of  []measure.Estimate
	}{{"vectors.more_like", more}, {"vectors.less_like", less}} {
		if len(turn.of) > 0 {
			all = append(all, p.say(turn.key, fields{"Vector": p.name(vector), "Each": p.each("vectors.one", turn.of, p.change)}))
		}
	}
	if len(more)+len(less) == 0 && len(same) > 0 {
		all = append(all, p.say("vectors.no_turn", fields{"Vector": p.name(vector), "Each": p.each("vectors.one", same, p.change)}))
	}
	return all
}

// change writes a difference with its sign, to two decimals.
func (p *page) change(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		text := l.decimal(e.Value, 2)
		if e.Value > 0.005 {
			text = "+" + text
		}
		return text
	})
}

// moves says whose distance from a vector on the scale of votes has surely changed, and which of the two moved.
func (p *page) moves(vector string) (all []Sentence) {
	nearer, away, _ := p.bySign(p.known("position change", vector, ""))
	for _, turn := range []struct {
		key string
		of  []measure.Estimate
	}{{"vectors.away", away}, {"vectors.nearer", nearer}} {
		var parts []phrase
		for _, e := range turn.of {
			own, its := p.facts.Assessment.Get("moved", e.State, vector, measure.ByState), p.facts.Assessment.Get("moved", e.State, vector, measure.ByPower)
			if !own.Known() || !its.Known() {
				parts = append(parts, p.part("vectors.one", fields{"State": p.name(e.State), "Value": p.change(e)}))
				continue
			}
			key := "vectors.mover_state"
			if math.Abs(its.Value) > math.Abs(own.Value) {
				key = "vectors.mover_power"
			}
			parts = append(parts, p.part(key, fields{"State": p.name(e.State), "Vector": p.name(vector), "Value": p.change(e), "Own": p.change(own), "Its": p.change(its)}))
		}
		if len(parts) > 0 {
			all = append(all, p.say(turn.key, fields{"Vector": p.name(vector), "Each": p.joined(parts)}))
		}
	}
	return all
}

// heaviestMost is how many shares are named in a sentence.
const heaviestMost = 4

// weight says in what a vector weighs most, and where its share has surely grown or shrunk.
func (p *page) weight(vector string) (all []Sentence) {
	d := p.facts.Dossier
	shares, changes := []measure.Estimate{}, []measure.Estimate{}
	for _, domain := range d.Domains {
		shares = append(shares, p.known("share", vector, domain.ID)...)
		changes = append(changes, p.known("change", vector, domain.ID)...)
	}
	changes = slices.DeleteFunc(changes, func(e measure.Estimate) bool { return math.Abs(e.Value) < 0.01 }) // nothing, as it is written
	list := func(of []measure.Estimate, number func(measure.Estimate) figured) phrase {
		var parts []phrase
		for _, e := range of[:min(heaviestMost, len(of))] {
			domain, _ := d.Domain(e.Of)
			parts = append(parts, p.part("vectors.weighs", fields{"State": p.name(e.State), "Domain": p.lang.own("domains", domain.ID, domain.Title), "Value": number(e), "Low": warned(e, lowAlone)}))
		}
		return p.joined(parts)
	}
	if len(shares) == 0 {
		return nil
	}
	all = append(all, p.say("vectors.heaviest", fields{"Vector": p.name(vector), "Each": list(ordered(shares), p.share)}))
	shrank, grew, _ := p.bySign(ordered(changes))
	if len(grew) > 0 {
		all = append(all, p.say("vectors.grew", fields{"Vector": p.name(vector), "Each": list(grew, p.points)}))
	}
	if len(shrank) > 0 {
		all = append(all, p.say("vectors.shrank", fields{"Vector": p.name(vector), "Each": list(shrank, p.points)}))
	}
	return all
}

// pulls is the table of all that ties each state to a vector.
func (p *page) pulls(vector string) {
	d := p.facts.Dossier
	t := table{Title: p.lang.word("vectors.ties"), Head: append([]string{p.lang.word("vectors.tie")}, p.named(d.Config.Region)...)}
	row := func(id, title, name, of string, number func(measure.Estimate) figured) {
		cells := []cell{{Text: title, Head: true}}
		if !slices.ContainsFunc(d.Config.Region, func(state string) bool {
			e := p.facts.Assessment.Get(name, state, vector, of)
			return e.Known() || e.HasInterval()
		}) {
			return // a cell that is bound must stand on the page
		}
		for _, state := range d.Config.Region {
			e := p.facts.Assessment.Get(name, state, vector, of)
			if e.Status == measure.NotCovered {
				cells = append(cells, cell{Text: "·", Number: true})
				continue
			}
			cells = append(cells, p.celled("tie-"+id+"-"+slug(state), number(e).as()))
		}
		t.Rows = append(t.Rows, cells)
	}
	row("votes", p.lang.word("vectors.tie_votes"), measure.KappaName, measure.RecentName, p.index)
	row("all-votes", p.lang.word("vectors.tie_all_votes"), measure.KappaName, measure.All, p.index)
	row("position", p.lang.word("vectors.tie_position"), "position", "", p.index)
	for _, domain := range d.Domains {
		row(slug(domain.ID), evidence.Capital(p.lang.own("domains", domain.ID, domain.Title)), "share", domain.ID, p.share)
	}
	row("membership", p.lang.word("vectors.tie_membership"), "membership", "", p.outOf)
	row("attendance", p.lang.word("vectors.tie_attendance"), "attendance", "", p.outOf)
	row("agreements", p.lang.word("vectors.tie_agreements"), "agreements", "", func(e measure.Estimate) figured { return p.decimal(e, 0) })
	row("tone", p.lang.word("vectors.tie_tone"), "tone", "", p.signedTenths)
	if len(t.Rows) == 0 {
		return
	}
	t.Caption = []Sentence{p.say("vectors.legend", nil)}
	p.heads(2, "pulls", p.lang.word("vectors.pulls"))
	p.add(t)
}

// strongest is how many events are named on a vector's page.
const strongest = 6

// eventsWith draws the events between a vector and each state, and names the strongest.
func (p *page) eventsWith(folder Folder, vector string) {
	d := p.facts.Dossier
	between := func(v *evidence.Event, state string) bool {
		return slices.Contains(v.Actor, state) && slices.Contains(v.Target, vector) || slices.Contains(v.Actor, vector) && slices.Contains(v.Target, state)
	}
	var t figure.Timeline
	var named []*evidence.Event
	for _, state := range d.Config.Region {
		lane := len(t.Lanes)
		n := 0
		for i := range d.Events {
			if v := &d.Events[i]; between(v, state) {
				t.Events = append(t.Events, figure.Event{Lane: lane, At: v.Date.First(), Tone: v.Goldstein})
				n++
				if !slices.Contains(named, v) {
					named = append(named, v)
				}
			}
		}
		if n > 0 {
			t.Lanes = append(t.Lanes, p.name(state).Cap())
		}
	}
	if len(t.Events) == 0 {
		return
	}
	p.heads(2, "events", p.lang.word("vectors.events"))
	tones := p.known("tone", vector, "")
	if len(tones) > 1 {
		most, least := tones[0], tones[len(tones)-1]
		p.para(p.say("vectors.tones", fields{"Vector": p.name(vector), "Warm": p.name(most.State), "WarmTone": p.signedTenths(most), "Cold": p.name(least.State), "ColdTone": p.signedTenths(least)}))
	}
	t.Words = figure.TimelineWords{Warm: p.lang.word("vectors.warm"), Cold: p.lang.word("vectors.cold")}
	spoken, err := p.lang.fill("vectors.events_spoken", map[string]any{"Vector": p.name(vector)})
	if err != nil {
		p.fault(err)
	}
	title, err := p.lang.fill("vectors.events_title", map[string]any{"Vector": p.name(vector)})
	if err != nil {
		p.fault(err)
	}
	t.Frame = p.frame(string(title), p.lang.word("vectors.events_about"), string(spoken), "")
	p.draw(folder, "events-"+slug(vector), t.Frame, t, tones...)
	slices.SortStableFunc(named, func(a, b *evidence.Event) int { return cmp.Compare(math.Abs(b.Goldstein), math.Abs(a.Goldstein)) })
	named = named[:min(strongest, len(named))]
	slices.SortStableFunc(named, func(a, b *evidence.Event) int { return cmp.Compare(a.Date.First().Unix(), b.Date.First().Unix()) })
	var items []Sentence
	for _, v := range named {
		tone := p.lang.decimal(v.Goldstein, 1)
		if v.Goldstein > 0 {
			tone = "+" + tone
		}
		items = append(items, p.say("vectors.event", fields{"What": p.lang.own("events", v.ID, v.Summary), "Date": p.date(v.Date, v.Key), "Tone": cited{template.HTML(tone), []string{v.Key}}}))
	}
	p.para(p.say("vectors.strongest", nil))
	p.add(bullets{items})
}

// serving names the forums that a vector convenes, and those that serve it though others convene them.
func (p *page) serving(vector string) {
	var own, others []phrase
	for i := range p.facts.Dossier.Forums {
		f := &p.facts.Dossier.Forums[i]
		switch {
		case slices.Contains(f.Convener, vector):
			own = append(own, p.way(f))
		case slices.Contains(f.Vector, vector):
			others = append(others, p.way(f))
		}
	}
	if len(own)+len(others) == 0 {
		return
	}
	p.heads(2, "forums", p.lang.word("vectors.forums"))
	var said []Sentence
	if len(own) > 0 {
		said = append(said, p.say("vectors.convenes", fields{"Vector": p.name(vector), "Forums": p.joined(own)}))
	}
	if len(others) > 0 {
		said = append(said, p.say("vectors.served", fields{"Vector": p.name(vector), "Forums": p.joined(others)}))
	}
	p.para(said...)
}

// claimsOf lists the claims that name a state or power, each leading to the ledger.
func (p *page) claimsOf(code string) {
	var items []Sentence
	for _, o := range p.facts.Claims {
		if o.Claim == nil || !slices.Contains(o.Claim.Actors, code) {
			continue
		}
		href := p.to(p.root + "claims.html#" + slug(o.Claim.ID))
		text := template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(href), template.HTMLEscapeString(p.lang.own("claims", o.Claim.ID, o.Claim.Claim))))
		items = append(items, p.bind(Sentence{ID: "claim-" + slug(o.Claim.ID), HTML: text, Claim: o.Claim.ID}))
	}
	if len(items) == 0 {
		return
	}
	p.heads(2, "claims", p.lang.word("vectors.claims"))
	p.add(bullets{items})
}
