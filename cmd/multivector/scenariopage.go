package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/bargain"
	"multivector/scenario"
)

// listScenarios writes what a dossier declares.
func listScenarios(w io.Writer, all []*scenario.Scenario, format string, width int) error {
	switch format {
	case "json":
		list := []scenarioJSON{}
		for _, s := range all {
			list = append(list, asScenario(s))
		}
		return encodeJSON(w, map[string]any{"program": "multivector " + version, "scenarios": list})
	case "csv":
		return writeCSV(w, []string{"id", "kind", "title", "question", "base", "inputs", "judgements"}, func(row func(...string)) {
			for _, s := range all {
				row(s.ID, s.Kind, s.Title, s.Question, s.Base.What, strconv.Itoa(s.Numbers()), strings.Join(s.Judgements(), ";"))
			}
		})
	}
	g := grid{
		title: "Scenarios",
		about: "What is judged, not measured, of how many inputs: --format csv names each. `multivector scenario run ID` runs one.",
		head:  []string{"id", "kind", "judged", "question"},
	}
	for _, s := range all {
		g.rows = append(g.rows, []string{s.ID, s.Kind, fmt.Sprintf("%d of %d", len(s.Judgements()), s.Numbers()), s.Question})
	}
	if all == nil {
		g.about, g.notes = "", []string{"None: the dossier has no folder " + scenario.Folder + "."}
	}
	if format == "md" {
		g.markdown(w)
	} else {
		g.text(w, width)
	}
	return nil
}

func (a *scenarioAnswers) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return encodeJSON(w, a.json())
	case "csv":
		return a.csv(w)
	}
	for _, one := range a.all {
		if format == "md" {
			fmt.Fprintf(w, "# %s\n\n%s %s As of %s.\n\n", one.Title, one.Question, one.base(), a.region.AsOf)
		} else {
			fmt.Fprintf(w, "%s   %s\n%s\n%s\n\n", bold.Render(one.Title), faint.Render(one.ID+", as of "+a.region.AsOf.String()), wrap(one.Question, width), wrap(one.base(), width))
		}
		for _, g := range one.grids() {
			if format == "md" {
				g.markdown(w)
			} else {
				g.text(w, width)
			}
		}
	}
	return nil
}

// base says what the scenario is held against.
func (a *scenarioAnswer) base() string {
	text := "Held against: " + a.Base.What
	if a.Kind == scenario.Bargain {
		text += " On the scale: " + a.StatusQuo.String() + "."
	}
	return text
}

func (a *scenarioAnswer) grids() (all []grid) {
	switch {
	case a.bargained != nil:
		all = []grid{a.settlementGrid(), a.dividendGrid(), frontGrid(a.bargained.Fronts[0], true), a.swingGrid(), a.inputGrid()}
	case a.transit != nil:
		all = a.transit.pages()
	case a.ties != nil:
		all = []grid{a.ties.lossGrid(), movedGrid(a.ties.moved, len(a.ties.changes))}
	}
	return append(all, a.grounds())
}

// settlementGrid shows the models side by side, and each against the status quo.
func (a *scenarioAnswer) settlementGrid() grid {
	b := a.bargained
	g := grid{
		title: "Where they settle",
		about: fmt.Sprintf("From 0, %s, to 100, %s. Over %d draws of %s, seed %d: means, and the ends of the interval that holds nine tenths. Change is from where the issue stands today.",
			a.Issue.Low, a.Issue.High, b.N, plural(len(b.Draws.Factors), "input", "inputs"), b.Seed),
		head: []string{"model", "settles on", "5%", "50%", "95%", "change", "5%", "95%", "rises in"},
	}
	for _, s := range b.Settlements {
		g.rows = append(g.rows, []string{
			s.Model, figures(s.Mean), figures(s.Q05), figures(s.Median), figures(s.Q95),
			gain(s.Change.Mean), gain(s.Change.Q05), gain(s.Change.Q95), percentOf(s.Above),
		})
		if s.Settled < 1 {
			g.notes = append(g.notes, fmt.Sprintf("By %s %s of the draws settle, %s go in circles, and the rest still move in the last round.", s.Model, percentOf(s.Settled), percentOf(s.Cycles)))
		}
		if s.OnEdge > 0 {
			g.notes = append(g.notes, fmt.Sprintf("By %s an offer hangs on the last bits of a number in %s of the draws.", s.Model, percentOf(s.OnEdge)))
		}
	}
	g.notes = append(g.notes, baseline)
	return g
}

// dividendGrid is what each member of the bloc would have of a united front, by every model.
func (a *scenarioAnswer) dividendGrid() grid {
	b := a.bargained
	g := grid{
		title: "Divide and rule, or a united front",
		about: "The united-front dividend: by how much the settlement comes nearer to what a member wants when all are one actor, against each by itself with those outside, times how much it cares; mean, nine tenths of the draws, and in how many it gains. 100 would be the whole scale for one who cares for nothing else.",
		head:  []string{"member"},
	}
	for _, s := range b.Settlements {
		g.head = append(g.head, s.Model)
	}
	for k := range append(slices.Clone(b.Fronts[0].Members), b.Fronts[0].All) {
		var row []string
		for _, f := range b.Fronts {
			m := append(slices.Clone(f.Members), f.All)[k]
			if row == nil {
				row = []string{m.Name}
			}
			row = append(row, worthText(m.Dividend))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// worthText writes a worth with its interval and the share of draws in which it is a gain.
func worthText(w bargain.Worth) string {
	end := func(v float64) string {
		if math.Abs(v) >= 9.95 {
			return strconv.FormatFloat(v, 'f', 0, 64)
		}
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return fmt.Sprintf("%+.1f [%s %s] %s", w.Value, end(w.Low), end(w.High), percentOf(w.Above))
}

// swingGrid is what the answer hangs on.
func (a *scenarioAnswer) swingGrid() grid {
	b := a.bargained
	of := bargainAnswer{bargainQuery: &bargainQuery{inputs: a.Inputs, model: a.Issue.Model}, draws: b.Draws, swings: b.Swings}
	g := of.tornadoGrid()
	g.notes = nil
	if n := len(b.Swings); n > roomForSwings {
		g.notes = []string{fmt.Sprintf("%d of %d inputs are shown; --format json has all.", roomForSwings, n)}
	}
	return g
}

// inputGrid shows what went in.
func (a *scenarioAnswer) inputGrid() grid {
	g := grid{
		title: "What went in",
		head:  []string{"actor", "capability", "position", "salience"},
	}
	short := func(v bargain.Value) string {
		if v.Known() {
			return figures(v.Low)
		}
		return figures(v.Low) + ".." + figures(v.High)
	}
	for i, j := range a.Inputs.Actors {
		p := a.Actors[i]
		capability := short(j.Capability)
		if p.Measured() {
			capability += " (" + p.Capability
			if p.Reach != "" && p.Reach != "1" {
				capability += " times " + p.Reach
			}
			capability += ")"
		}
		salience := short(j.Salience[0])
		if p.MeasuredSalience() {
			salience += " (" + p.Salience + ")"
		}
		g.rows = append(g.rows, []string{j.Name, capability, short(j.Position[0]), salience})
	}
	if len(a.Estimates) > 0 {
		g.about = "Capability is in thousand millions of the indicator's unit, times the part of it that bears on the issue; only ratios matter."
	}
	return g
}

// grounds says where the inputs come from, and whose judgement they are.
func (a *scenarioAnswer) grounds() grid {
	g := grid{title: "What it rests on"}
	add := func(what string, x scenario.Grounds) {
		if x.Reason == "" {
			return
		}
		text := what + ": " + x.Reason
		if x.Judgement {
			text += " Judged by " + x.By + "."
		}
		if x.Sources != nil {
			text += " [" + strings.Join(x.Sources, ", ") + "]"
		}
		g.notes = append(g.notes, text)
	}
	add("today", a.Base.Grounds)
	for _, p := range a.Actors {
		add(p.Actor, p.Grounds)
	}
	add("the shock", a.Closed.Grounds)
	add("the shock", a.Scaled.Grounds)
	return g
}
