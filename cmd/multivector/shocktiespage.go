package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

func (p *tiesPage) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return encodeJSON(w, p.json())
	case "csv":
		return p.csv(w)
	}
	title := "Scaled: " + strings.Join(p.query.scale, ", ")
	writeGrids(w, format, width, title, p.region.Dossier, []grid{p.lossGrid(), movedGrid(p.moved, len(p.changes))})
	return nil
}

func (p *tiesPage) lossGrid() grid {
	g := grid{
		title: "What it costs",
		about: "As a part of GDP, and in equilibrium of the real wage; a range is all that what is not known may be. Negative is a gain.",
		head:  []string{"", "", "year", "loss", "between"},
	}
	warned := map[string][]string{}
	var order []string
	for _, e := range p.losses {
		who, what := e.State, "direct"
		switch {
		case e.Measure == "direct loss":
			what += ": " + e.Of + ", " + e.Vector
		case e.Vector != "":
			what = "in equilibrium, by its tie with " + e.Vector
		default:
			what = "in equilibrium"
		}
		value, low := missing(e), ""
		if e.Known() {
			value = thousandths(e.Value)
			if e.HasInterval() {
				low = "[" + thousandths(e.Low) + " " + thousandths(e.High) + "]"
			}
		}
		g.rows = append(g.rows, []string{who, what, e.Period, value, low})
		for _, text := range e.Warnings {
			if warned[text] == nil {
				order = append(order, text)
			}
			if !slices.Contains(warned[text], who) {
				warned[text] = append(warned[text], who)
			}
		}
	}
	for _, text := range order {
		g.notes = append(g.notes, "Mind: "+strings.Join(warned[text], ", ")+": "+text+".")
	}
	if slices.ContainsFunc(p.losses, func(e measure.Estimate) bool { return e.Measure == "equilibrium loss" }) {
		g.notes = append(g.notes, "For goods the direct loss is the naive answer: share times loss, as if nothing took the place of what is cut. It is near the truth in the first months; the answer in equilibrium is that of years.")
	}
	return g
}

// thousandths writes a part of GDP in per cent, with two digits at least where it is small.
func thousandths(v float64) string {
	switch a := math.Abs(v); {
	case a == 0:
		return "0%"
	case a < 1e-4:
		return strconv.FormatFloat(100*v, 'f', 4, 64) + "%"
	case a < 0.01:
		return strconv.FormatFloat(100*v, 'f', 2, 64) + "%"
	}
	return strconv.FormatFloat(100*v, 'f', 1, 64) + "%"
}

// movedGrid shows what the measures of the dossier said before and say after.
func movedGrid(moved []scenario.Moved, changed int) grid {
	g := grid{
		title: "What moves",
		about: fmt.Sprintf("Every measure of the dossier that says something else once %s changed in memory.", plural(changed, "field is", "fields are")),
		head:  []string{"", "before", "after"},
	}
	for _, m := range moved {
		e := m.Before
		before := atThreeDigits(e)
		after := atThreeDigits(m.After)
		if e.Measure == "largest" {
			before, after = strings.TrimSpace(e.Vector+" "+before), strings.TrimSpace(m.After.Vector+" "+after)
			e.Vector = ""
		}
		if before != after {
			g.rows = append(g.rows, []string{e.Name(), before, after})
		}
	}
	switch {
	case changed == 0:
		g.about = ""
		g.notes = append(g.notes, "Nothing: no record of the dossier speaks of the flows that are scaled.")
	case g.rows == nil:
		g.notes = append(g.notes, "None does, to the digits shown.")
	}
	return g
}

// atThreeDigits is an estimate in a few words.
func atThreeDigits(e measure.Estimate) string {
	if !e.Known() {
		if e.HasInterval() {
			return missing(e) + " [" + index(e.Low) + " " + index(e.High) + "]"
		}
		return missing(e)
	}
	three := func(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
	text := three(e.Value)
	if e.HasInterval() && three(e.Low) != three(e.High) {
		text += " [" + three(e.Low) + " " + three(e.High) + "]"
	}
	return text
}

func (p *tiesPage) csv(w io.Writer) error {
	return writeCSV(w, nil, func(row func(...string)) {
		switch p.query.show {
		case "losses":
			row("measure", "state", "vector", "of", "period", "value", "low", "high", "level", "status", "from", "warnings")
			for _, e := range p.losses {
				row(e.Measure, e.State, e.Vector, e.Of, e.Period, full(e.Value), full(e.Low), full(e.High), full(e.Level), e.Status,
					strings.Join(e.From, ";"), strings.Join(e.Warnings, ";"))
			}
		case "moved":
			movedRows(p.moved, row)
		case "changes":
			changeRows(p.changes, row)
		}
	})
}

func movedRows(moved []scenario.Moved, row func(...string)) {
	row("measure", "state", "vector", "of", "before", "before_low", "before_high", "before_status", "after", "after_low", "after_high", "after_status", "after_vector")
	for _, m := range moved {
		b, a := m.Before, m.After
		row(b.Measure, b.State, b.Vector, b.Of, full(b.Value), full(b.Low), full(b.High), b.Status, full(a.Value), full(a.Low), full(a.High), a.Status, a.Vector)
	}
}

func changeRows(changes []evidence.Change, row func(...string)) {
	row("record", "field", "was", "becomes")
	for _, c := range changes {
		row(c.Record, c.Field, c.Was, c.Becomes)
	}
}

// tiesJSON is the shape of shock ties --format json (docs/format/output.md).
type tiesJSON struct {
	Program    string             `json:"program"`
	Title      string             `json:"title"`
	AsOf       string             `json:"as_of"`
	Ties       []tieJSON          `json:"ties"`
	Elasticity rangeJSON          `json:"elasticity"`
	Losses     []measure.Estimate `json:"losses"`
	Moved      []movedJSON        `json:"moved"`
	Changes    []fieldChangeJSON  `json:"changes"`
}

type tieJSON struct {
	State  string  `json:"state"`
	Power  string  `json:"power"`
	Domain string  `json:"domain"`
	Left   float64 `json:"left"`
}

type movedJSON struct {
	Before measure.Estimate `json:"before"`
	After  measure.Estimate `json:"after"`
}

type fieldChangeJSON struct {
	Record  string `json:"record"`
	Field   string `json:"field"`
	Was     string `json:"was"`
	Becomes string `json:"becomes"`
}

func (p *tiesPage) json() tiesJSON {
	out := tiesJSON{
		Program: "multivector " + version, Title: p.region.Title, AsOf: p.region.AsOf.String(), Elasticity: asRange(p.query.elasticity.Range),
		Losses: p.losses, Moved: movedOf(p.moved), Changes: changesOf(p.changes),
	}
	for _, t := range p.ties {
		out.Ties = append(out.Ties, tieJSON{t.State, t.Power, t.Domain, t.Left})
	}
	return out
}

func movedOf(moved []scenario.Moved) []movedJSON {
	all := []movedJSON{}
	for _, m := range moved {
		all = append(all, movedJSON{m.Before, m.After})
	}
	return all
}

func changesOf(changes []evidence.Change) []fieldChangeJSON {
	all := []fieldChangeJSON{}
	for _, c := range changes {
		all = append(all, fieldChangeJSON{c.Record, c.Field, c.Was, c.Becomes})
	}
	return all
}
