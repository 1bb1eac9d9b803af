package main

import (
	"fmt"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// page is the assessment as its reader sees it: the grids of the sections in order.
type page struct {
	a      *measure.Assessment
	r      *measure.Region
	states []string
}

func (p page) grids() []grid {
	all := []grid{p.inOneLine(), p.leans(), p.sides()}
	all = append(all, p.depends(), p.spread(), p.unsaid(), p.together(), p.forums(), p.sure())
	return slices.DeleteFunc(all, func(g grid) bool { return len(g.rows) == 0 && len(g.notes) == 0 })
}

func (p page) get(measure, state, vector, of string) measure.Estimate {
	return p.a.Get(measure, state, vector, of)
}

// inOneLine says of each state what a reader would say first, by rule: the vector it votes most and least
// like, what it depends on most, and where the evidence is thin.
func (p page) inOneLine() grid {
	g := grid{title: "In one line each"}
	for _, s := range p.states {
		var parts []string
		if most, least, ok := p.extremes(s); ok {
			parts = append(parts, fmt.Sprintf("votes most like %s (%s) and least like %s (%s)", most.Vector, index(most.Value), least.Vector, index(least.Value)))
		}
		if deps := p.heaviest(s, 3); len(deps) > 0 {
			parts = append(parts, "depends most on "+strings.Join(deps, ", "))
		}
		if e := p.get("exposure", s, evidence.World, "remittances"); e.Known() && e.Value >= 0.1 {
			parts = append(parts, fmt.Sprintf("remittances are %s of GDP", percent(e)))
		}
		if e := p.get("silence", s, "", measure.SilentAll); e.Known() && e.Value >= 0.2 {
			parts = append(parts, fmt.Sprintf("silent in %s of votes", percent(e)))
		}
		if len(parts) > 0 {
			g.notes = append(g.notes, p.r.StateName(s)+": "+strings.Join(parts, "; ")+".")
		}
	}
	return g
}

// extremes are the vectors a state votes most and least like.
func (p page) extremes(state string) (most, least measure.Estimate, ok bool) {
	for _, v := range p.r.Vectors {
		e := p.get(measure.KappaName, state, v, measure.All)
		if !e.Known() {
			continue
		}
		if !ok || e.Value > most.Value {
			most = e
		}
		if !ok || e.Value < least.Value {
			least = e
		}
		ok = true
	}
	return most, least, ok && most.Vector != least.Vector
}

// heaviest are the largest known shares of vectors in a state's domains, from a quarter up.
func (p page) heaviest(state string, n int) []string {
	var all []measure.Estimate
	for _, d := range p.r.Domains {
		for _, v := range p.r.Vectors {
			if e := p.get("share", state, v, d.ID); e.Known() && e.Value >= 0.25 {
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b measure.Estimate) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	var words []string
	for _, e := range all[:min(n, len(all))] {
		d, _ := p.r.Domain(e.Of)
		words = append(words, fmt.Sprintf("%s for %s (%s)", e.Vector, d.Title, percent(e)))
	}
	return words
}

func (p page) leans() grid {
	g := grid{title: "Who leans where?", head: append([]string{""}, p.r.Vectors...)}
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			e := p.get(measure.KappaName, s, v, measure.All)
			if e.Period != "" && g.about == "" {
				g.about = fmt.Sprintf("Weighted kappa of roll-call votes, %s: 0 is chance, 1 the same answer every time; %.0f%% interval; silence read as %s.", e.Period, 100*p.r.Level, p.r.Reading)
				if n := p.r.VotesConfig.Recent; n > 0 {
					g.about += fmt.Sprintf(" Arrow: the last %d against all before.", n)
				}
			}
			row = append(row, strings.TrimSpace(withInterval(e)+" "+p.get("trend", s, v, measure.All).Arrow()))
		}
		g.rows = append(g.rows, row)
	}
	if g.about == "" {
		return grid{}
	}
	if note := p.silenceBounds(); note != "" {
		g.notes = append(g.notes, note)
	}
	g.notes = append(g.notes, p.vectorsAmongThemselves())
	return g
}

// silenceBounds says what the silences could hide at most, for the cells in which they could hide much.
func (p page) silenceBounds() string {
	var cells []string
	for _, s := range p.states {
		widest, text := 0.0, ""
		for _, v := range p.r.Vectors {
			yes := p.get(measure.KappaName, s, v, "silence as yes")
			no := p.get(measure.KappaName, s, v, "silence as no")
			if !yes.Known() || !no.Known() {
				continue
			}
			low, high := min(yes.Value, no.Value), max(yes.Value, no.Value)
			if high-low > widest {
				widest, text = high-low, fmt.Sprintf("%s-%s %s to %s", s, v, index(low), index(high))
			}
		}
		if text != "" {
			cells = append(cells, text)
		}
	}
	if len(cells) == 0 {
		return ""
	}
	return "If every silence had been a no, or a yes (widest of each row): " + strings.Join(cells, ", ") + "."
}

// vectorsAmongThemselves says how alike the powers vote: what makes four powers less than four.
func (p page) vectorsAmongThemselves() string {
	var cells []string
	for i, a := range p.r.Vectors {
		for _, b := range p.r.Vectors[i+1:] {
			if e := p.get(measure.KappaName, a, b, measure.All); e.Known() {
				cells = append(cells, a+"-"+b+" "+index(e.Value))
			}
		}
		if e := p.get(measure.AgreementName, a, a, measure.All); e.Known() {
			cells = append(cells, fmt.Sprintf("within %s agreement %s", a, index(e.Value)))
		}
	}
	return "The powers among themselves: " + strings.Join(cells, ", ") + "."
}

func (p page) sides() grid {
	g := grid{title: "Where the two powers part"}
	o := p.r.VotesConfig.Opposed
	if len(o) != 2 {
		return grid{}
	}
	a, b := o[0], o[1]
	var about []string
	g.head = []string{"", "with " + a, "with " + b, "abstained", "silent", "siding with " + a}
	selected := p.get("answers", p.states[0], "", "yes").Status != measure.NotCovered
	if selected {
		g.head = append(g.head, "│ yes", "abstain", "no", "absent", "known", "agrees "+a, b)
	}
	for _, s := range p.states {
		siding := p.get("siding", s, a, measure.Contested)
		if siding.Known() && len(about) == 0 {
			about = append(about, fmt.Sprintf("Left: the %d roll calls of the record on which %s and %s gave one yes and one no; siding from -1 (with %s) to 1.", siding.N, a, b, b))
		}
		row := []string{s}
		for _, side := range measure.SideNames {
			row = append(row, percent(p.get("side", s, a, side)))
		}
		row = append(row, strings.TrimSpace(withInterval(siding)))
		if selected {
			known := ""
			for i, answer := range measure.AnswerNames {
				e := p.get("answers", s, "", answer)
				cell := count(e)
				if i == 0 {
					cell = "│ " + cell
				}
				row = append(row, cell)
				if e.Known() {
					known = fmt.Sprint(e.N)
				}
			}
			row = append(row, known, withoutInterval(p.get(measure.AgreementName, s, a, "selection")), withoutInterval(p.get(measure.AgreementName, s, b, "selection")))
		}
		g.rows = append(g.rows, row)
	}
	if selected {
		about = append(about, fmt.Sprintf("Right: the %d roll calls on %s, %s to %s, and how often each agreed with the two.", len(p.r.RollCalls), p.r.VotesConfig.Selection, p.r.RollCalls[0].Date, p.r.RollCalls[len(p.r.RollCalls)-1].Date))
	}
	if len(about) == 0 {
		return grid{}
	}
	g.about = strings.Join(about, " ")
	return g
}

func withoutInterval(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	return doubt(e) + index(e.Value)
}

func (p page) depends() grid {
	g := grid{
		title: "Who depends on whom, and through what?",
		about: "A vector's share of a state's total in a domain, in the latest year the evidence has; arrow: against five years before. HHI: concentration over all partners, 1 is one partner.",
		head:  slices.Concat([]string{"", "domain", "year"}, p.r.Vectors, []string{"largest", "HHI", "of GDP"}),
	}
	for _, s := range p.states {
		first := true
		for _, d := range p.r.Domains {
			row := []string{"", d.Title, ""}
			if first {
				row[0] = s
			}
			known := false
			for _, v := range p.r.Vectors {
				e := p.get("share", s, v, d.ID)
				known = known || e.Known()
				row[2] = e.Period
				cell := percent(e)
				if e.Known() {
					cell = strings.TrimSpace(cell + " " + p.get("change", s, v, d.ID).Arrow())
				}
				row = append(row, cell)
			}
			if !known {
				continue
			}
			row = append(row, p.largest(s, d.ID), p.hhi(s, d.ID), percent(p.get("exposure", s, evidence.World, d.ID)))
			g.rows = append(g.rows, row)
			first = false
		}
	}
	if note := p.loneliest(); note != "" {
		g.notes = append(g.notes, note)
	}
	return g
}

func (p page) largest(state, domain string) string {
	for _, e := range p.a.All() {
		if e.Measure == "largest" && e.State == state && e.Of == domain && e.Known() {
			return e.Vector + " " + percentOf(e.Value)
		}
	}
	return markNotCovered
}

func (p page) hhi(state, domain string) string {
	e := p.get("concentration", state, "", domain)
	if !e.Known() {
		return missing(e)
	}
	if e.HasInterval() && e.High-e.Low > 0.005 {
		return index(e.Low) + "-" + index(e.High)
	}
	return index(e.Value)
}

// loneliest says whose trade with a power would hurt it most more than the power, were it to end.
func (p page) loneliest() string {
	var cells []string
	for _, s := range p.states {
		var most measure.Estimate
		for _, v := range p.r.Vectors {
			if e := p.get("asymmetry", s, v, "trade"); e.Known() && e.Value > most.Value {
				most = e
			}
		}
		if most.Vector != "" {
			cells = append(cells, fmt.Sprintf("%s-%s %.3f", s, most.Vector, most.Value))
		}
	}
	if len(cells) == 0 {
		return ""
	}
	return "Asymmetry of trade (1: the end of it would cost the state alone), the highest of each: " + strings.Join(cells, ", ") + "."
}

func (p page) spread() grid {
	g := grid{
		title: "Over how many powers is each state spread?",
		about: fmt.Sprintf("Effective number of the %d vectors: counted as strangers, then knowing that some of them vote alike [interval].", len(p.r.Vectors)),
		head:  []string{""},
	}
	var channels []string
	for _, c := range p.r.Channels() {
		if slices.ContainsFunc(p.states, func(s string) bool { return p.get("balance", s, "", c).Known() }) {
			channels = append(channels, c)
			g.head = append(g.head, c)
		}
	}
	for _, s := range p.states {
		row := []string{s}
		for _, c := range channels {
			naive, honest := p.get("balance", s, "", c+" naive"), p.get("balance", s, "", c)
			cell := number(naive)
			if honest.Known() {
				cell += " → " + number(honest)
				if c == "votes" && honest.HasInterval() {
					cell += fmt.Sprintf(" [%.1f %.1f]", honest.Low, honest.High)
				}
			}
			row = append(row, cell)
		}
		g.rows = append(g.rows, row)
	}
	if len(channels) == 0 {
		return grid{}
	}
	return g
}

func (p page) unsaid() grid {
	g := grid{
		title: "What was not said?",
		about: "Silent: expected at a roll call and gave no answer. Selective: silent though it answered elsewhere in the sitting. Then single records: votes missed in the selection, summits missed, deputies sent in place of the leader, the region's treaties not signed, visits, exercises and the like called off.",
		head:  []string{"", "silent", "contested", "excess", "selective", "│ votes", "summits", "deputies", "treaties", "called off"},
	}
	for _, s := range p.states {
		row := []string{
			s,
			percent(p.get("silence", s, "", measure.SilentAll)),
			percent(p.get("silence", s, "", measure.SilentContested)),
			points(p.get("silence", s, "", measure.SilentExcess)),
			percent(p.get("silence", s, "", measure.Selective)),
		}
		for i, kind := range measure.SilenceKinds {
			cell := count(p.get("silences", s, "", kind))
			if i == 0 {
				cell = "│ " + cell
			}
			row = append(row, cell)
		}
		g.rows = append(g.rows, row)
	}
	if n := len(p.a.Silences); n > 0 {
		last := p.a.Silences[0]
		for _, s := range p.a.Silences {
			if s.Date.After(last.Date) {
				last = s
			}
		}
		g.notes = append(g.notes, fmt.Sprintf("The latest of %d: %s, %s, %s (%s). All of them, with the rule that derived each: multivector silences.", n, last.State, last.Date, last.What, last.ExpectedBy))
	}
	return g
}

func (p page) together() grid {
	g := grid{title: "Does the region act as one?", head: []string{"", "all roll calls", "contested"}}
	names := map[string]string{
		measure.AIName: "agreement index (AI)", measure.AIAboveLuck: "  above luck", measure.RiceName: "Rice", measure.RiceAboveLuck: "  above luck",
		measure.AttinaName: "Attinà", measure.UnanimousName: "all who voted agreed",
	}
	for _, n := range measure.CohesionNames {
		all, contested := p.get("cohesion", p.r.Label, "", n), p.get("cohesion", p.r.Label, "", n+" contested")
		if all.Known() {
			g.rows = append(g.rows, []string{names[n], withInterval(all), withInterval(contested)})
			g.about = fmt.Sprintf("Cohesion of the %d over %d roll calls, %s; luck: what answers drawn from all other members would give.", len(p.r.Config.Region), all.N, all.Period)
		}
	}
	if note := p.apart(); note != "" {
		g.notes = append(g.notes, note)
	}
	if e := p.get("uptake", p.r.Label, p.r.Label, ""); e.Known() {
		var cells []string
		for _, s := range p.states {
			cells = append(cells, s+" "+outOf(p.get("uptake", s, p.r.Label, "")))
		}
		g.notes = append(g.notes, fmt.Sprintf("The region's own documents, open to all: %s signed (%s).", outOf(e), strings.Join(cells, ", ")))
	}
	var came []string
	for _, s := range p.states {
		if e := p.get("attendance", s, p.r.Label, ""); e.Known() {
			came = append(came, s+" "+outOf(e))
		}
	}
	if len(came) > 0 {
		g.notes = append(g.notes, "Leaders who came to the region's own summits: "+strings.Join(came, ", ")+".")
	}
	return g
}

// apart names the pair of the region that votes least alike, and the one that votes most alike.
func (p page) apart() string {
	var most, least measure.Estimate
	for i, a := range p.r.Config.Region {
		for _, b := range p.r.Config.Region[i+1:] {
			e := p.get(measure.KappaName, a, b, measure.All)
			if !e.Known() {
				continue
			}
			if most.Vector == "" || e.Value > most.Value {
				most = e
			}
			if least.Vector == "" || e.Value < least.Value {
				least = e
			}
		}
	}
	if most.Vector == "" {
		return ""
	}
	return fmt.Sprintf("The pair that breaks ranks most: %s-%s, kappa %s; the closest: %s-%s, %s.", least.State, least.Vector, withInterval(least), most.State, most.Vector, withInterval(most))
}

func (p page) forums() grid {
	g := grid{
		title: "Who convenes, who belongs, who comes; how warm are the events?",
		about: "Of the forums that serve a vector: belongs to (today), leader came to (of the summits where it was expected and attendance is known); tone of events, -10 to 10, with their number.",
		head:  append([]string{""}, p.r.Vectors...),
	}
	any := false
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			in, came, tone := p.get("membership", s, v, ""), p.get("attendance", s, v, ""), p.get("tone", s, v, "")
			any = any || in.Known() || came.Known() || tone.Known()
			cell := "in " + outOf(in) + " came " + outOf(came)
			if tone.Known() {
				cell += fmt.Sprintf(" %+.1f (%d)", tone.Value, tone.N)
			} else {
				cell += " " + missing(tone)
			}
			row = append(row, cell)
		}
		g.rows = append(g.rows, row)
	}
	if !any {
		return grid{}
	}
	return g
}

// sure says what the page does not know.
func (p page) sure() grid {
	g := grid{title: "How sure?"}
	total, defined, intervals, low := 0, 0, 0, 0
	for _, e := range p.a.All() {
		total++
		if e.Known() {
			defined++
		}
		if e.Known() && e.HasInterval() {
			intervals++
		}
		if doubt(*e) != "" {
			low++
		}
	}
	g.notes = append(g.notes,
		fmt.Sprintf("%d of %d estimates have a value, %d of them an interval or bounds; %d rest on records of low confidence alone. As of %s; %d bootstrap draws over %s; seed %d.",
			defined, total, intervals, low, p.r.AsOf, p.r.Draws, p.clusterName(), p.r.Seed),
		"Not covered: "+p.notCovered()+".",
		legend)
	return g
}

func (p page) clusterName() string {
	if len(p.r.Covotes) > 0 {
		return "sessions"
	}
	return "families of roll calls"
}

// notCovered lists what the dossier holds nothing on, by state and domain, and what every dossier may hold
// and this one does not.
func (p page) notCovered() string {
	var all []string
	for _, d := range p.r.Domains {
		var without []string
		for _, s := range p.states {
			if !slices.ContainsFunc(p.r.Vectors, func(v string) bool { return p.get("share", s, v, d.ID).Known() }) {
				without = append(without, s)
			}
		}
		if len(without) > 0 {
			all = append(all, d.Title+" of "+join(without, ", ", " and "))
		}
	}
	for _, v := range p.r.Vectors {
		if !slices.ContainsFunc(p.states, func(s string) bool { return p.get(measure.KappaName, s, v, measure.All).Known() }) {
			all = append(all, "votes with "+v)
		}
	}
	if len(all) == 0 {
		return "nothing that the dossier declares"
	}
	return strings.Join(all, "; ")
}
