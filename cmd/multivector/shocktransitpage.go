package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/measure"
	"multivector/scenario"
)

func (p *transitPage) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return encodeJSON(w, p.json())
	case "csv":
		return p.csv(w)
	}
	title := "Closed: " + strings.Join(p.query.close, ", ")
	if p.query.months != scenario.Year {
		title += ", for " + full(p.query.months) + " months"
	}
	writeGrids(w, format, width, title, p.region.Dossier, p.pages())
	return nil
}

// pages are all that there is to show.
func (p *transitPage) pages() (grids []grid) {
	for _, t := range p.all {
		grids = append(grids, p.grids(t)...)
	}
	if p.changes != nil {
		grids = append(grids, movedGrid(p.moved, len(p.changes)))
	}
	return grids
}

// unitText writes a unit of the network: mt_per_year is million tonnes a year.
func unitText(unit string) string {
	short, _, _ := strings.Cut(unit, "_per_")
	if long, ok := map[string]string{"mt": "million tonnes", "bcm": "billion cubic metres"}[short]; ok {
		return long + " a year"
	}
	return strings.ReplaceAll(unit, "_", " ")
}

func (p *transitPage) grids(t transitAnswer) []grid {
	from := join(t.From, ", ", " and ")
	loss := grid{
		title: fmt.Sprintf("What it costs: %s of %s", t.Commodity, from),
		about: strings.ToUpper(unitText(t.Unit)[:1]) + unitText(t.Unit)[1:] + ". A range is all that what is not known may be.",
		head:  []string{"", "amount"},
	}
	if t.Months != scenario.Year {
		loss.about += fmt.Sprintf(" Of the year in which it is closed for %s months; the links below stand as they do in those.", full(t.Months))
	}
	warned := map[string]bool{}
	for _, e := range t.losses {
		loss.rows = append(loss.rows, []string{lossText(e), lossValue(e)})
		for _, w := range e.Warnings {
			if !warned[w] {
				loss.notes = append(loss.notes, "Mind: "+w+".")
				warned[w] = true
			}
		}
	}
	if held := p.heldUpBy(t); held != "" {
		loss.notes = append([]string{"What is lost is held up by " + held + ", where capacities are the least they may be."}, loss.notes...)
	}
	if math.IsInf(t.Delivered.High, 1) {
		loss.notes = append(loss.notes, "What leaves is not known; --exports says it.")
		return []grid{loss}
	}
	grids := []grid{loss, p.links(t)}
	if keys := p.keyGrid(t, from); keys.rows != nil {
		grids = append(grids, keys)
	}
	return grids
}

var lossNames = map[string]string{
	"exported": "leaves today", "delivered": "reaches a market today", "delivered after": "still reaches one", "lost": "lost",
	"lost share": "lost, of what leaves", "rerouted": "goes another way", "route value": "of all the network can carry, lost",
	"lost value": "lost, million dollars a year", "lost of exports": "of all exports of goods", "lost of gdp": "of GDP",
}

func lossText(e measure.Estimate) string {
	name := lossNames[e.Measure]
	if e.Period != "" {
		name += " (" + e.Period + ")"
	}
	return name
}

// lossValue writes an amount, or a share in per cent.
func lossValue(e measure.Estimate) string {
	r := scenario.Exactly(e.Value)
	if e.HasInterval() {
		r = scenario.Range{Low: e.Low, High: e.High}
	}
	switch {
	case !e.Known() && e.HasInterval():
		return "≥" + amount(e.Low)
	case !e.Known():
		return missing(e)
	case strings.Contains(e.Measure, " of ") || strings.HasSuffix(e.Measure, "share") || e.Measure == "route value":
		if percentOf(r.Low) == percentOf(r.High) {
			return percentOf(r.Low)
		}
		return strings.TrimSuffix(percentOf(r.Low), "%") + "-" + percentOf(r.High)
	}
	return rangeText(r)
}

// heldUpBy names the links that hold up what is lost.
func (p *transitPage) heldUpBy(t transitAnswer) string {
	var names []string
	for _, i := range t.Bottlenecks {
		names = append(names, t.Links[i].Name())
	}
	return join(names, ", ", " and ")
}

func (p *transitPage) links(t transitAnswer) grid {
	g := grid{
		title:    "By which links",
		head:     []string{"", "from", "to", "held by", "capacity", "today", "after"},
		optional: []string{"held by"},
	}
	serves := t.Serves(t.From)
	for i := range t.Links {
		l := &t.Links[i]
		if !serves[i] || l.Entry && l.Capacity == scenario.Exactly(0) {
			continue
		}
		today := markUnknown
		if !math.IsNaN(l.Flow) {
			today = amount(l.Flow)
		}
		g.rows = append(g.rows, []string{l.Name(), l.From, l.To, strings.Join(l.Vector, ", "), rangeText(l.Capacity), today, rangeText(t.OnLinks[i])})
	}
	return g
}

func (p *transitPage) keyGrid(t transitAnswer, from string) grid {
	g := grid{
		title: "Who holds the keys",
		about: "What each holder's leave is worth to the " + t.Commodity + " exports of " + from + " before anything is closed: its Shapley value, and what it can stop alone.",
		head:  []string{"", "Shapley value", "can stop alone"},
	}
	keys := slices.Clone(t.keys)
	slices.SortStableFunc(keys, func(a, b scenario.Holder) int {
		switch {
		case a.Shapley.High > b.Shapley.High:
			return -1
		case a.Shapley.High < b.Shapley.High:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, k := range keys {
		if k.Shapley != scenario.Exactly(0) {
			g.rows = append(g.rows, []string{k.Name, rangeText(k.Shapley), rangeText(k.Alone)})
		}
	}
	return g
}

func (p *transitPage) csv(w io.Writer) error {
	return writeCSV(w, nil, func(row func(...string)) {
		switch p.query.show {
		case "losses":
			row("commodity", "measure", "state", "period", "value", "low", "high", "level", "status", "from", "warnings")
			for _, t := range p.all {
				for _, e := range t.losses {
					row(t.Commodity, e.Measure, e.State, e.Period, full(e.Value), full(e.Low), full(e.High), full(e.Level), e.Status,
						strings.Join(e.From, ";"), strings.Join(e.Warnings, ";"))
				}
			}
		case "links":
			row("commodity", "state", "link", "from", "to", "vector", "controller", "capacity_low", "capacity_high", "flow", "after_low", "after_high", "bottleneck")
			for _, t := range p.all {
				for i := range t.Links {
					l := &t.Links[i]
					row(t.Commodity, strings.Join(t.From, ";"), l.Name(), l.From, l.To, strings.Join(l.Vector, ";"), l.Controller, full(l.Capacity.Low), full(l.Capacity.High), full(l.Flow),
						full(t.OnLinks[i].Low), full(t.OnLinks[i].High), strconv.FormatBool(slices.Contains(t.Bottlenecks, i)))
				}
			}
		case "moved":
			movedRows(p.moved, row)
		case "changes":
			changeRows(p.changes, row)
		case "keys":
			row("commodity", "state", "holder", "shapley_low", "shapley_high", "alone_low", "alone_high")
			for _, t := range p.all {
				for _, k := range t.keys {
					row(t.Commodity, strings.Join(t.From, ";"), k.Name, full(k.Shapley.Low), full(k.Shapley.High), full(k.Alone.Low), full(k.Alone.High))
				}
			}
		}
	})
}

// transitJSON is the shape of shock transit --format json (docs/format/output.md).
type transitJSON struct {
	Program     string            `json:"program"`
	Title       string            `json:"title"`
	AsOf        string            `json:"as_of"`
	Closed      []closingJSON     `json:"closed"`
	Commodities []commodityJSON   `json:"commodities"`
	Moved       []movedJSON       `json:"moved"`
	Changes     []fieldChangeJSON `json:"changes"`
}

type closingJSON struct {
	What string  `json:"what"`
	Left float64 `json:"left"`
}

type commodityJSON struct {
	Commodity string             `json:"commodity"`
	Unit      string             `json:"unit"`
	From      []string           `json:"from"`
	Losses    []measure.Estimate `json:"losses"`
	Links     []linkJSON         `json:"links"`
	Keys      []keyJSON          `json:"keys"`
}

type linkJSON struct {
	Link       string    `json:"link"`
	From       string    `json:"from"`
	To         string    `json:"to"`
	Vector     []string  `json:"vector"`
	Controller string    `json:"controller"`
	Capacity   rangeJSON `json:"capacity"`
	Flow       *float64  `json:"flow"`
	After      rangeJSON `json:"after"`
	Bottleneck bool      `json:"bottleneck"`
}

type keyJSON struct {
	Holder  string    `json:"holder"`
	Shapley rangeJSON `json:"shapley"`
	Alone   rangeJSON `json:"alone"`
}

// rangeJSON is a range; what nothing bounds is null.
type rangeJSON struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

func asRange(r scenario.Range) rangeJSON {
	finite := func(v float64) *float64 {
		if math.IsInf(v, 0) {
			return nil
		}
		return &v
	}
	return rangeJSON{finite(r.Low), finite(r.High)}
}

func (p *transitPage) json() transitJSON {
	out := transitJSON{Program: "multivector " + version, Title: p.region.Title, AsOf: p.region.AsOf.String(), Moved: movedOf(p.moved), Changes: changesOf(p.changes)}
	closings, _ := p.query.closings() // they were read before
	for _, c := range closings {
		out.Closed = append(out.Closed, closingJSON{c.What, c.Left})
	}
	for _, t := range p.all {
		c := commodityJSON{Commodity: t.Commodity, Unit: t.Unit, From: t.From, Losses: t.losses}
		for i := range t.Links {
			l := &t.Links[i]
			c.Links = append(c.Links, linkJSON{
				l.Name(), l.From, l.To, append([]string{}, l.Vector...), l.Controller, asRange(l.Capacity), defined(l.Flow), asRange(t.OnLinks[i]),
				slices.Contains(t.Bottlenecks, i),
			})
		}
		for _, k := range t.keys {
			c.Keys = append(c.Keys, keyJSON{k.Name, asRange(k.Shapley), asRange(k.Alone)})
		}
		out.Commodities = append(out.Commodities, c)
	}
	return out
}
