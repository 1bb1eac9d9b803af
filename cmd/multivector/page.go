package main

import (
	"fmt"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// page is the assessment as its reader sees it: the grids of the sections in order. Its sentences are drawn from the findings, so that
// what would have to be false is asked of just what is said.
type page struct {
	a        *measure.Assessment
	r        *measure.Region
	states   []string
	findings []measure.Finding
}

func newPage(a *measure.Assessment, r *measure.Region, states []string) page {
	return page{a, r, states, a.Findings()}
}

// found gives the headlines of some kinds, of one state or of all where it is empty.
func (p page) found(state string, kinds ...string) (all []measure.Finding) {
	for _, f := range p.findings {
		if f.Headline && (state == "" || f.Estimate.State == state) && slices.Contains(kinds, f.Kind) {
			all = append(all, f)
		}
	}
	return all
}

func (p page) grids() []grid {
	all := []grid{p.inOneLine(), p.verdicts(), p.leans(), p.positions(), p.moved(), p.sides(), p.selection(), p.depends(), p.room(), p.leads(), p.spread(), p.unsaid(), p.together(), p.forums(), p.tone(), p.sure()}
	return slices.DeleteFunc(all, func(g grid) bool { return len(g.rows) == 0 && len(g.notes) == 0 })
}

func (p page) get(measure, state, vector, of string) measure.Estimate {
	return p.a.Get(measure, state, vector, of)
}

// inOneLine says of each state what a reader would say first, by rule: the vector it votes most and least
// like of late, what it depends on most, and where the evidence is thin.
func (p page) inOneLine() grid {
	g := grid{
		title: "In one line each",
		about: fmt.Sprintf("Of the %d powers: the ones each state votes most and least like, and the largest in up to three domains, with shares of a quarter or more, of the last %d years.", len(p.r.Vectors), measure.Fresh),
	}
	for _, s := range p.states {
		var parts []string
		if found := p.found(s, measure.MostLike, measure.LeastLike); len(found) == 2 {
			most, least := found[0].Estimate, found[1].Estimate
			parts = append(parts, fmt.Sprintf("%s %s (%s) and least like %s (%s)%s", measure.MostLike, p.r.Named(most.Vector), index(most.Value), p.r.Named(least.Vector), index(least.Value), measure.OfLate(most)))
		}
		if deps := p.heaviest(s); len(deps) > 0 {
			parts = append(parts, measure.DependsMost+" "+strings.Join(deps, ", "))
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

// heaviest are the vectors a state depends on most, by domain.
func (p page) heaviest(state string) (words []string) {
	for _, f := range p.found(state, measure.DependsMost) {
		d, _ := p.r.Domain(f.Estimate.Of)
		words = append(words, fmt.Sprintf("%s for %s (%s)", p.r.Named(f.Estimate.Vector), d.Title, percent(f.Estimate)))
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
				g.about = fmt.Sprintf("Weighted kappa of roll-call votes, %s: 0 is chance, 1 the same answer every time; ± half the %.0f%% interval; silence read as %s.", e.Period, 100*p.r.Level, p.r.Reading)
				if n := p.r.VotesConfig.Recent; n > 0 {
					g.about += fmt.Sprintf(" After the arrow, the last %d alone: ↑ ↓ where they differ from all before by more than the interval, → where not.", n)
				}
			}
			row = append(row, strings.TrimSpace(plusMinus(e)+" "+p.present(s, v)))
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

// present is a pair's alignment of late, after the arrow that says whether it differs from all before.
func (p page) present(state, vector string) string {
	recent := p.get(measure.KappaName, state, vector, measure.RecentName)
	if !recent.Known() {
		return ""
	}
	return p.get("trend", state, vector, measure.All).Arrow() + index(recent.Value)
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
	return "If every silence had been a no, or a yes (widest of each row; an answer that never changes lowers kappa): " + strings.Join(cells, ", ") + "."
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

// positions says how far each state stands from each vector on one scale of votes.
func (p page) positions() grid {
	g := grid{title: "How far apart on one scale of votes?", head: append([]string{""}, p.r.Vectors...)}
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			e := p.get("position", s, v, "")
			if e.Known() {
				g.about = fmt.Sprintf("Distance of ideal points, %s, in standard deviations of all states and sessions; ± half the %.0f%% interval. ↑ farther, ↓ nearer than %d sessions before.", e.Period, 100*e.Level, p.r.VotesConfig.Recent)
			}
			row = append(row, strings.TrimSpace(plusMinus(e)+" "+p.get("position change", s, v, "").Arrow()))
		}
		g.rows = append(g.rows, row)
	}
	if g.about == "" {
		return grid{}
	}
	return g
}

// sides says what each state did where the two powers were opposed.
func (p page) sides() grid {
	o := p.r.VotesConfig.Opposed
	if len(o) != 2 {
		return grid{}
	}
	a, b := o[0], o[1]
	g := grid{title: "Where the two powers part", head: []string{"", "with " + a, "with " + b, "abstained", "silent", "siding", "of late"}}
	for _, s := range p.states {
		siding := p.get("siding", s, a, measure.Contested)
		if siding.Known() {
			g.about = fmt.Sprintf("The %d roll calls on which %s and %s gave one yes and one no; siding: with %s less with %s over all, from -1 to 1%s.", siding.N, a, b, a, b, p.lateIs())
		}
		row := []string{s}
		for _, side := range measure.SideNames {
			row = append(row, percent(p.get("side", s, a, side)))
		}
		g.rows = append(g.rows, append(row, withInterval(siding), withInterval(p.get("siding", s, a, measure.RecentName))))
	}
	if g.about == "" {
		return grid{}
	}
	return g
}

// lateIs says what a column headed "of late" is.
func (p page) lateIs() string {
	if n := p.r.VotesConfig.Recent; n > 0 {
		return fmt.Sprintf("; of late: the last %d sessions", n)
	}
	return ""
}

// selection says what each state did in the roll calls that the dossier holds one by one.
func (p page) selection() grid {
	calls := p.r.RollCalls
	if len(calls) == 0 || len(p.r.Covotes) == 0 {
		return grid{}
	}
	what := p.r.VotesConfig.Selection
	if what == "" {
		what = "the roll calls held one by one"
	}
	g := grid{
		title: "On " + what,
		about: fmt.Sprintf("%d roll calls, %s to %s: how often each answer was given (of those known), then the agreement with each vector, 0 to 1.", len(calls), calls[0].Date, calls[len(calls)-1].Date),
		head:  slices.Concat([]string{""}, measure.AnswerNames, []string{"known"}, p.r.Vectors),
	}
	for _, s := range p.states {
		row := []string{s}
		known := 0
		for _, answer := range measure.AnswerNames {
			e := p.get("answers", s, "", answer)
			row = append(row, count(e))
			known = e.N
		}
		row = append(row, fmt.Sprint(known))
		for _, v := range p.r.Vectors {
			row = append(row, withoutInterval(p.get(measure.AgreementName, s, v, "selection")))
		}
		g.rows = append(g.rows, row)
	}
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
		title:    "Who depends on whom, and through what?",
		about:    "A vector's share of a state's total in a domain, in the latest year the evidence has; arrow: against five years before. HHI: concentration over all partners, 1 is one partner.",
		head:     slices.Concat([]string{"", "domain", "year"}, p.r.Vectors, []string{"largest", "HHI", "of GDP"}),
		optional: []string{"largest", "HHI", "of GDP", "year"},
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
				row[2] = years(e.Period)
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
	for _, note := range []string{p.heaviestTrade(), p.disagreeingBooks()} {
		if note != "" {
			g.notes = append(g.notes, note)
		}
	}
	return g
}

// years writes a period by its years: 2024, 2020-24, or 1-5/2024 for months of one.
func years(period string) string {
	var p evidence.Period
	if err := p.UnmarshalText([]byte(period)); err != nil || p.From.IsZero() {
		return period
	}
	if p.From.Year == p.To.Year {
		if p.From.Month > 0 && p.From != p.To { // a part of a year
			return fmt.Sprintf("%d-%d/%d", p.From.Month, max(p.To.Month, 1), p.To.Year)
		}
		return fmt.Sprint(p.To.Year)
	}
	return fmt.Sprintf("%d-%02d", p.From.Year, p.To.Year%100)
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

// heaviestTrade says with which power each state's trade weighs most against its GDP.
func (p page) heaviestTrade() string {
	var cells []string
	for _, f := range p.found("", measure.TradesMost) {
		e := f.Estimate
		cells = append(cells, fmt.Sprintf("%s-%s %s (%s)", e.State, e.Vector, percentOf(e.Value), e.Period))
	}
	if len(cells) == 0 {
		return ""
	}
	return "Trade with one power, both ways, against GDP, the heaviest of those of which both are covered: " + strings.Join(cells, ", ") + "."
}

// disagreeingBooks says where the partner's own figure of a flow is far from the state's: goods that one side
// counts and the other does not, re-exports above all.
func (p page) disagreeingBooks() string {
	var cells []string
	for _, s := range p.states {
		for _, d := range p.r.Domains {
			for _, v := range p.r.Vectors {
				for _, warning := range p.get("share", s, v, d.ID).Warnings {
					if times, ok := strings.CutPrefix(warning, measure.MirrorGap); ok {
						cells = append(cells, fmt.Sprintf("%s's %s, %s%s", s, d.Title, v, strings.TrimSuffix(times, " this one")))
					}
				}
			}
		}
	}
	if len(cells) == 0 {
		return ""
	}
	return "Where the partner's own books differ most from the state's: " + strings.Join(cells, ", ") + "."
}

func (p page) spread() grid {
	g := grid{
		title: "Over how many powers is each state spread?",
		about: fmt.Sprintf("Effective number of the %d vectors by channel: counted as strangers → knowing that some of them vote alike.", len(p.r.Vectors)),
		head:  append([]string{""}, p.states...),
	}
	for _, c := range p.r.Channels() {
		row := []string{c}
		if d, ok := p.r.Domain(c); ok {
			row[0] = d.Title
		}
		known := false
		for _, s := range p.states {
			naive, honest := p.get("balance", s, "", c+" naive"), p.get("balance", s, "", c)
			cell := number(naive)
			if honest.Known() {
				known = true
				cell += "→" + number(honest)
				if c == "votes" && honest.HasInterval() {
					cell += fmt.Sprintf(" ±%.1f", (honest.High-honest.Low)/2)
				}
			}
			row = append(row, cell)
		}
		if known {
			g.rows = append(g.rows, row)
		}
	}
	if len(g.rows) == 0 {
		return grid{}
	}
	return g
}

func (p page) unsaid() grid {
	g := grid{
		title:    "What was not said?",
		about:    "Silent: expected at a roll call and gave no answer. Selective: silent though it answered elsewhere in the sitting. Then single records: votes missed in the selection, summits missed, deputies sent in place of the leader, the region's treaties not signed, visits, exercises and the like called off.",
		head:     []string{"", "silent", "of late", "contested", "excess", "selective", "votes", "summits", "deputies", "treaties", "off"},
		optional: []string{"excess", "selective"},
	}
	covered := false
	for _, s := range p.states {
		covered = covered || p.get("silence", s, "", measure.SilentAll).Known()
		row := []string{
			s,
			percent(p.get("silence", s, "", measure.SilentAll)),
			percent(p.get("silence", s, "", measure.SilentRecent)),
			percent(p.get("silence", s, "", measure.SilentContested)),
			points(p.get("silence", s, "", measure.SilentExcess)),
			percent(p.get("silence", s, "", measure.Selective)),
		}
		for _, kind := range measure.SilenceKinds {
			single := p.get("silences", s, "", kind)
			covered = covered || single.Known()
			cell := count(single)
			if e := p.get("silence", s, "", "selection"); kind == "vote" && e.Known() {
				cell = outOf(e)
			}
			row = append(row, cell)
		}
		g.rows = append(g.rows, row)
	}
	if !covered {
		return grid{}
	}
	if note := p.againstHabit(); note != "" {
		g.notes = append(g.notes, note)
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

// againstHabit names the states that were silent in the selection more, or less, than is their habit.
func (p page) againstHabit() string {
	var cells []string
	for _, f := range p.found("", measure.SilentMore, measure.SilentLess) {
		e := f.Estimate
		cells = append(cells, fmt.Sprintf("%s %s [%+.0f %+.0f]", e.State, points(e), 100*e.Low, 100*e.High))
	}
	if len(cells) == 0 {
		return ""
	}
	return fmt.Sprintf("Silent on %s against its habit in the whole record, where the interval leaves zero out: %s.", p.r.VotesConfig.Selection, strings.Join(cells, ", "))
}

func (p page) together() grid {
	g := grid{title: "Does the region act as one?", head: []string{"", "all roll calls", "contested", "of late"}}
	names := map[string]string{
		measure.AIName: "agreement index (AI)", measure.AIAboveLuck: "  above luck", measure.RiceName: "Rice", measure.RiceAboveLuck: "  above luck",
		measure.AttinaName: "Attinà", measure.UnanimousName: "all who voted agreed",
	}
	for _, n := range measure.CohesionNames {
		all, contested := p.get("cohesion", p.r.Label, "", n), p.get("cohesion", p.r.Label, "", n+" contested")
		if all.Known() {
			g.rows = append(g.rows, []string{names[n], withInterval(all), withInterval(contested), withInterval(p.get("cohesion", p.r.Label, "", n+" "+measure.RecentName))})
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
	found := p.found("", measure.BreaksRanks, measure.Closest)
	if len(found) < 2 {
		return ""
	}
	least, most := found[0].Estimate, found[1].Estimate
	return fmt.Sprintf("The pair that breaks ranks most: %s-%s, kappa %s; the closest: %s-%s, %s.", least.State, least.Vector, withInterval(least), most.State, most.Vector, withInterval(most))
}

func (p page) forums() grid {
	g := grid{
		title: "Who convenes, who belongs, who comes?",
		about: "Of the forums that serve a vector: how many the state is in today; then to how many summits its leader came, of those where it was expected and is known to have come or not.",
		head:  append([]string{""}, p.r.Vectors...),
	}
	any := false
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			in, came := p.get("membership", s, v, ""), p.get("attendance", s, v, "")
			any = any || in.Known() || came.Known()
			row = append(row, outOf(in)+", "+outOf(came))
		}
		g.rows = append(g.rows, row)
	}
	if !any {
		return grid{}
	}
	return g
}

func (p page) tone() grid {
	g := grid{title: "How warm are the events?", head: append([]string{""}, p.r.Vectors...)}
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			e := p.get("tone", s, v, "")
			if e.Known() {
				g.about = "Goldstein's scale from -10 to 10, an event counting half after each " + e.Period[len("half-life "):] + "; in brackets the number of events; ± half the interval where there are six."
				cell := fmt.Sprintf("%+.1f", e.Value)
				if e.HasInterval() {
					cell += fmt.Sprintf(" ±%.1f", (e.High-e.Low)/2)
				}
				row = append(row, fmt.Sprintf("%s%s (%d)", doubt(e), cell, e.N))
			} else {
				row = append(row, missing(e))
			}
		}
		g.rows = append(g.rows, row)
	}
	if g.about == "" {
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
