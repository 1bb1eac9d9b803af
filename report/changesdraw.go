package report

import (
	"math"
	"slices"
	"strings"

	"multivector/bargain"
	"multivector/figure"
	"multivector/measure"
)

// drawRounds draws how a bargain runs from round to round, all inputs at their centres.
func (p *page) drawRounds(folder Folder, x *whatIf) {
	run := x.Course
	last := len(run.Rounds) - 1
	if run.Outcome.Fate == bargain.Settled && run.Outcome.Round > 0 {
		last = min(last, run.Outcome.Round)
	}
	if last < 1 || len(run.Table.Actors) > 24 {
		return
	}
	r := figure.Rounds{
		Low: p.worded("changes.rounds.low", fields{"Low": p.lang.own("scenario_lows", x.ID, x.Issue.Low)}), High: p.worded("changes.rounds.high", fields{"High": p.lang.own("scenario_highs", x.ID, x.Issue.High)}),
		To: 100, Round: p.lang.word("changes.rounds.round"),
		Kinds: []figure.Class{{Code: "state", Name: p.lang.word("changes.rounds.states")}, {Code: "power", Name: p.lang.word("changes.rounds.powers")}},
	}
	if run.Table.Scaled() {
		r.From, r.To = run.Table.Low, run.Table.High
	}
	for i, a := range run.Table.Actors {
		actor := figure.Actor{Name: p.captioned(a.Name), Kind: "power", Weight: a.Capability * a.Salience[0]}
		if p.facts.Dossier.IsFocal(a.Name) {
			actor.Kind = "state"
		}
		for _, round := range run.Rounds[:last+1] {
			actor.Positions = append(actor.Positions, min(r.To, max(r.From, round.Position[i][0])))
		}
		r.Actors = append(r.Actors, actor)
	}
	var median []float64
	for k := range last + 1 {
		median = append(median, run.Median(k)[0])
	}
	r.Marks = []figure.Landmark{{Name: p.lang.word("changes.rounds.median"), Positions: median}}
	title := p.worded("changes.rounds.title", fields{"Title": p.lang.own("scenarios", x.ID, x.Title)})
	at := func(v float64) string { return p.lang.decimal(v, 0) }
	r.Frame = p.frame(title, p.lang.word("changes.rounds.about"), p.worded("changes.rounds.spoken", fields{"From": at(median[0]), "To": at(median[last])}), p.worded("changes.rounds.source", fields{"ID": x.ID, "Model": p.modelName(run.Model)}))
	p.draw(folder, "rounds-"+slug(x.ID), r.Frame, r, x.settlement(0))
}

// swingsShown are the inputs of which a tornado has room.
const swingsShown = 8

// drawTornado draws what the settlement hangs on.
func (p *page) drawTornado(folder Folder, x *whatIf) {
	t := figure.Tornado{
		Middle: x.Course.Forecast()[0], MiddleName: p.lang.word("changes.tornado.middle"), Low: p.lang.word("changes.tornado.low"), High: p.lang.word("changes.tornado.high"),
		Axis: figure.Axis{Name: p.worded("changes.tornado.axis", fields{"High": p.lang.own("scenario_highs", x.ID, x.Issue.High)})},
	}
	var of []measure.Estimate
	for _, s := range x.swings() {
		if len(t.Swings) == swingsShown || s.Low[0] == s.High[0] {
			break
		}
		shown := x.Inputs.Shown(s.Factor)
		t.Swings = append(t.Swings, figure.Swing{
			Name: p.captioned(s.Factor.Actor) + p.lang.word("changes.tornado.of") + p.lang.word("changes.tornado."+strings.SplitN(s.Factor.Column, "_", 2)[0]),
			From: p.lang.plain(shown.Low), To: p.lang.plain(shown.High), AtFrom: s.Low[0], AtTo: s.High[0],
		})
		of = append(of, x.swing(s))
	}
	if len(of) == 0 {
		return
	}
	ends := func(e measure.Estimate) fields {
		return fields{"Input": t.Swings[0].Name, "Low": p.lang.decimal(e.Low, 0), "High": p.lang.decimal(e.High, 0)}
	}
	t.Frame = p.frame(p.worded("changes.tornado.title", fields{"Title": p.lang.own("scenarios", x.ID, x.Title)}), p.lang.word("changes.tornado.about"),
		p.worded("changes.tornado.spoken", ends(of[0])), p.worded("changes.rounds.source", fields{"ID": x.ID, "Model": p.modelName(x.Course.Model)}))
	p.draw(folder, "tornado-"+slug(x.ID), t.Frame, t, of...)
}

// worded fills a message that is no sentence of the page, as the title of a picture.
func (p *page) worded(key string, with fields) string {
	text, err := p.lang.fill(key, with)
	if err != nil {
		p.fault(err)
	}
	return string(text)
}

// routes draws the ways by which each commodity leaves the region.
func (p *page) routes(folder Folder) {
	var commodities []string
	for i := range p.facts.Dossier.Transit {
		if c := p.facts.Dossier.Transit[i].Commodity; !slices.Contains(commodities, c) {
			commodities = append(commodities, c)
		}
	}
	headed := false
	for _, commodity := range commodities {
		m, keys, left, err := p.network(commodity)
		if err != nil {
			p.fault(err)
			return
		}
		if len(m.Links) == 0 {
			continue
		}
		if !headed {
			headed = true
			p.heads(3, "routes", p.lang.word("changes.map.heading"))
			p.para(p.say("changes.map.about", nil))
		}
		about := p.worded("changes.map.unit", fields{"Unit": m.Unit})
		if len(left) > 0 {
			about += " " + p.worded("changes.map.left", fields{"Links": p.lang.list(left)})
		}
		widest := slices.MaxFunc(m.Links, func(a, b figure.Link) int {
			return comparing(a.Weight, b.Weight)
		})
		spoken := p.worded("changes.map.spoken", fields{"N": p.many(len(m.Links)), "Widest": widest.Name, "From": widest.From, "To": widest.To})
		title := p.worded("changes.map.title", fields{"Commodity": p.commodity(commodity, "nom"), "Region": p.region()})
		if key := "changes.map." + commodity; p.lang.has(key) {
			title = p.worded(key, fields{"Region": p.region()})
		}
		m.Frame = p.frame(title, about, spoken, p.lang.word("changes.map.source"))
		p.drawOf(folder, "routes-"+slug(commodity), m.Frame, m, keys)
	}
}

// comparing puts what is not known below all that is.
func comparing(a, b float64) int {
	switch {
	case math.IsNaN(a) && math.IsNaN(b) || a == b:
		return 0
	case math.IsNaN(a) || a < b:
		return -1
	}
	return 1
}

// captioned is a name as it stands by itself on a picture, without an article.
func (p *page) captioned(code string) string {
	if n, ok := p.lang.names.Names[code]; ok {
		return n.Nom
	}
	if s, ok := p.facts.Dossier.State(code); ok && p.lang.Code == "en" {
		return s.Name
	}
	return p.name(code).Cap()
}

// plain writes an input as it was given, to three figures: 0.5 and not 0.500.
func (l *Language) plain(v float64) string {
	text := l.figures(v)
	if strings.Contains(text, l.Decimal()) {
		text = strings.TrimRight(strings.TrimRight(text, "0"), l.Decimal())
	}
	return text
}
