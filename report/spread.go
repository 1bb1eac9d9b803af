package report

import (
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
)

// votesChannel is the channel of a balance that is not a domain: the votes.
const votesChannel = "votes"

// spread answers over how many powers each state is spread, and what alignment is left once its dependence is accounted for.
func (p *page) spread(folder Folder) {
	states := p.facts.Dossier.Config.Region
	if !slices.ContainsFunc(states, func(s string) bool { return len(p.balances(s)) > 0 }) {
		return
	}
	p.heads(2, measure.Spread, p.lang.word("spread.heading"))
	if lead := p.spreadAll(states); len(lead) > 0 {
		p.add(paragraph{Sentences: lead, Lead: true})
	}
	p.balanceTable(states)
	var said []Sentence
	for _, state := range states {
		said = append(said, p.spreading(state)...)
	}
	p.para(said...)
	room := p.roomAll(states)
	if len(room) == 0 {
		return
	}
	p.heads(3, "room", p.lang.word("spread.room_heading"))
	p.para(room...)
	p.drawPlane(folder, "room", states)
}

// balances are over how many powers a state is spread, channel by channel, the most first.
func (p *page) balances(state string) (all []measure.Estimate) {
	for _, c := range p.facts.Region.Channels() {
		if e := p.facts.Assessment.Get("balance", state, "", c); e.Known() {
			all = append(all, e)
		}
	}
	return ordered(all)
}

// channel is what a channel is called.
func (p *page) channel(id string) string {
	if d, ok := p.facts.Dossier.Domain(id); ok {
		return p.domain(d)
	}
	return p.lang.word("spread." + id)
}

// spreadAll says over how many powers the states' votes are spread, from the fewest to the most.
func (p *page) spreadAll(states []string) []Sentence {
	var all []measure.Estimate
	for _, state := range states {
		if e := p.facts.Assessment.Get("balance", state, "", votesChannel); e.Known() {
			all = append(all, e)
		}
	}
	if ordered(all); len(all) < 2 {
		return nil
	}
	low, high := all[len(all)-1], all[0]
	if p.lang.decimal(low.Value, 1) == p.lang.decimal(high.Value, 1) {
		same := p.tenths(high)
		same.of = p.borne("", all...).of
		return []Sentence{p.say("spread.votes_same", fields{"High": same, "N": p.rollCalls(high)}), p.say("spread.meaning", nil)}
	}
	return []Sentence{
		p.say("spread.votes_all", fields{"Low": p.tenths(low), "LowState": p.name(low.State), "High": p.tenths(high), "HighState": p.name(high.State), "N": p.rollCalls(high)}),
		p.say("spread.meaning", nil),
	}
}

// balanceTable has the effective number of powers by channel and state.
func (p *page) balanceTable(states []string) {
	t := table{Title: p.lang.word("spread.table"), Head: append([]string{p.lang.word("spread.channel")}, p.labelled(states)...)}
	for _, c := range p.facts.Region.Channels() {
		row := []cell{{Text: evidence.Capital(p.channel(c)), Head: true}}
		known := false
		for _, state := range states {
			e, naive := p.facts.Assessment.Get("balance", state, "", c), p.facts.Assessment.Get("balance", state, "", c+" naive")
			id := "spread-" + state + "-" + slug(c)
			switch {
			case e.Known() && naive.Known():
				known = true
				row = append(row, p.celled(id, p.part("spread.cell", fields{"Naive": p.tenths(naive), "Balance": p.tenths(e)})))
			case e.Known():
				known = true
				row = append(row, p.celled(id, p.tenths(e).as()))
			default:
				row = append(row, cell{Text: p.missingWord(e), Number: true})
			}
		}
		if known {
			t.Rows = append(t.Rows, row)
		}
	}
	p.add(t)
}

// missingWord says why an estimate has no value.
func (p *page) missingWord(e measure.Estimate) string {
	return p.lang.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
}

// spreading says through what a state is spread over most powers, and through what over the fewest.
func (p *page) spreading(state string) (said []Sentence) {
	all := p.balances(state)
	all = slices.DeleteFunc(all, func(e measure.Estimate) bool { return e.Of == votesChannel || e.Of == "agreements" })
	if len(all) > 1 {
		most, least := all[0], all[len(all)-1]
		with := fields{"State": p.name(state), "Least": p.channel(least.Of), "LeastPowers": p.tenths(least), "Most": p.channel(most.Of), "MostPowers": p.tenths(most)}
		key := "spread.channels"
		if p.lang.decimal(most.Value, 1) == p.lang.decimal(least.Value, 1) {
			return nil
		}
		if least.Value < alone {
			key = "spread.channels_alone"
		}
		said = append(said, p.say(key, with))
	}
	return said
}

// spreadOpen says of which domains it is open over how many powers a state is spread.
func (p *page) spreadOpen(state string) []Sentence {
	var open []phrase
	for _, d := range p.facts.Dossier.Domains {
		if e := p.facts.Assessment.Get("balance", state, "", d.ID); e.Status == measure.Unknown {
			open = append(open, p.borne(p.domain(d), e))
		}
	}
	if len(open) == 0 {
		return nil
	}
	return []Sentence{p.say("spread.open", fields{"State": p.name(state), "Channels": p.joined(open)})}
}

// alone is the effective number of powers below which there is in effect but one.
const alone = 1.15

// rooms are what is left of a state's alignments, or of all states' with a power, once dependence is accounted for; the most first.
func (p *page) rooms(states, vectors []string) (all []measure.Estimate) {
	for _, state := range states {
		for _, v := range vectors {
			if e := p.facts.Assessment.Get("room", state, v, ""); e.Known() {
				all = append(all, e)
			}
		}
	}
	return ordered(all)
}

// roomAll says how far votes follow dependence in the region, and who votes more, or less, like a power than its dependence would have it.
func (p *page) roomAll(states []string) (said []Sentence) {
	a, label := p.facts.Assessment, p.facts.Region.Label
	slope, tau := a.Get("room", label, "", measure.SlopeName), a.Get("room", label, "", measure.TauName)
	all := p.rooms(states, p.facts.Dossier.Vectors)
	if !slope.Known() || !tau.Known() || len(all) < 2 {
		return nil
	}
	with := fields{"Tau": p.bracketed(tau), "Slope": p.tenPoints(slope)}
	switch sign(tau) {
	case 1:
		said = append(said, p.say("spread.line_up", with))
	case -1:
		said = append(said, p.say("spread.line_down", with))
	default:
		said = append(said, p.say("spread.line_flat", fields{"Tau": with["Tau"]}))
	}
	above, below := all[0], all[len(all)-1]
	if sign(above) > 0 && sign(below) < 0 {
		said = append(said, p.say("spread.ends", fields{
			"Above": p.name(above.State), "AbovePower": p.name(above.Vector), "AboveBy": p.withEnds(above),
			"Below": p.name(below.State), "BelowPower": p.name(below.Vector), "BelowBy": p.withEnds(below),
		}))
	}
	for _, v := range p.facts.Dossier.Vectors {
		with := p.rooms(states, []string{v})
		if len(with) < 3 || len(with) < len(states) {
			continue
		}
		switch {
		case !slices.ContainsFunc(with, func(e measure.Estimate) bool { return sign(e) <= 0 }):
			said = append(said, p.say("spread.all_above", fields{"Power": p.name(v), "Rooms": p.borne("", with...)}))
		case !slices.ContainsFunc(with, func(e measure.Estimate) bool { return sign(e) >= 0 }):
			said = append(said, p.say("spread.all_below", fields{"Power": p.name(v), "Rooms": p.borne("", with...)}))
		}
	}
	return said
}

// tenPoints writes what ten points of dependence go with.
func (p *page) tenPoints(slope measure.Estimate) figured {
	return p.figure(slope, func(l *Language) string { return l.decimal(math.Abs(slope.Value)/10, 2) })
}

// drawPlane draws alignment against dependence, pair by pair, with the line through all of them.
func (p *page) drawPlane(folder Folder, id string, states []string) {
	l := figure.Plane{
		X: figure.Axis{Name: p.lang.word("spread.x"), Unit: "%"}, Y: figure.Axis{Name: p.lang.word("spread.y")},
		Series: p.labelled(p.foremost()),
	}
	var drawn []measure.Estimate
	most := 0.0
	for _, state := range states {
		for i, v := range p.foremost() {
			x, y := p.facts.Assessment.Get("dependence", state, v, measure.All), p.facts.Assessment.Get(measure.KappaName, state, v, measure.RecentName)
			if !y.Known() || !x.Known() && !x.HasInterval() {
				continue
			}
			l.Points = append(l.Points, figure.Point{Series: i, Name: state, X: measured(x, 100), Y: measured(y, 1)})
			drawn = append(drawn, x, y)
			most = max(most, l.Points[len(l.Points)-1].X.High)
		}
	}
	if len(l.Points) == 0 {
		return
	}
	l.Fit = p.fit(most)
	if slope := p.facts.Assessment.Get("room", p.facts.Region.Label, "", measure.SlopeName); slope.Known() {
		drawn = append(drawn, slope)
	}
	l.Frame = p.frame(p.lang.word("spread.plane"), p.lang.word("spread.plane_about"), p.lang.word("spread.plane_spoken"), p.sourceLine(drawn))
	p.draw(folder, id, l.Frame, l, drawn...)
}

// measured is an estimate as a picture takes it. A value that lies anywhere within bounds that are far apart has none of its own.
func measured(e measure.Estimate, times float64) figure.Measured {
	m := figure.Measured{Value: times * e.Value, Low: times * e.Value, High: times * e.Value}
	if e.HasInterval() {
		m.Low, m.High = times*e.Low, times*e.High
	}
	if !e.Known() || e.Level == 1 && e.High-e.Low > wide {
		m.Value = math.NaN()
	}
	return m
}

// fit is the line and its band up to a dependence in percent, nil where there is none.
func (p *page) fit(most float64) *figure.Fit {
	f := &figure.Fit{Name: p.lang.word("spread.fit")}
	for i := range fitPoints + 1 {
		x := most * float64(i) / fitPoints
		e := p.facts.Region.LineAt(x / 100)
		if !e.Known() || !e.HasInterval() {
			return nil
		}
		f.X, f.Y, f.Low, f.High = append(f.X, x), append(f.Y, e.Value), append(f.Low, e.Low), append(f.High, e.High)
	}
	return f
}

const fitPoints = 12 // of the line, which is straight; its band is not
