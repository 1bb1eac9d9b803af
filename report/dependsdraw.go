package report

import (
	"math"

	"multivector/figure"
	"multivector/measure"
)

// drawShares draws what each power holds of each of some states, domain by domain, as a table in colours.
func (p *page) drawShares(folder Folder, id string, states []string) {
	h := figure.HeatMap{
		Columns: p.labelled(p.facts.Dossier.Vectors), Breaks: []float64{5, 10, 25, 50, 75}, Unit: "%",
		Words: figure.CellWords{Bounds: p.lang.word("depends.bounds"), Unknown: p.lang.word("missing.unknown"), Uncovered: p.lang.word("missing.not_covered")},
	}
	var drawn []measure.Estimate
	for _, state := range states {
		group := figure.Group{Name: p.plain(state)}
		if len(states) == 1 {
			group.Name = ""
		}
		for _, d := range p.facts.Dossier.Domains {
			row := figure.Row{Name: p.domain(d)}
			known := false
			for _, v := range p.facts.Dossier.Vectors {
				e := p.facts.Assessment.Get("share", state, v, d.ID)
				if e.Known() || e.HasInterval() {
					known, row.Note = true, p.lang.years(e.Period)
					drawn = append(drawn, e)
				}
				row.Cells = append(row.Cells, p.heat(e))
			}
			if known {
				group.Rows = append(group.Rows, row)
			}
		}
		if group.Rows != nil {
			h.Groups = append(h.Groups, group)
		}
	}
	if h.Groups == nil {
		return
	}
	h.Frame = p.frame(p.lang.word("depends.shares"), p.lang.word("depends.shares_about"), p.spokenShares(states), p.sourceLine(drawn))
	p.draw(folder, id, h.Frame, h, drawn...)
}

// heat is a share as a cell: a value, bounds, or why there is none.
func (p *page) heat(e measure.Estimate) figure.Cell {
	if e.Status == measure.NotCovered || e.Status == measure.NotApplicable {
		return figure.Cell{Uncovered: true}
	}
	r := p.span(e)
	c := figure.Cell{Low: r.Low, High: r.High, Text: p.lang.share(e)}
	if math.IsNaN(r.Low) {
		c.Text = "?"
	}
	return c
}

// span is a share in percent, as a value or within bounds that are told apart from one.
func (p *page) span(e measure.Estimate) figure.Range {
	switch {
	case !e.Known() && !e.HasInterval():
		return figure.Range{Low: math.NaN(), High: math.NaN()}
	case !e.Known(), atLeast(e), e.Level == 1 && e.High-e.Low > wide:
		if e.High < 0.01 {
			return figure.Range{Low: 100 * e.High, High: 100 * e.High}
		}
		return figure.Range{Low: 100 * e.Low, High: 100 * e.High}
	}
	return figure.Range{Low: 100 * e.Value, High: 100 * e.Value}
}

// spokenShares says what is most to be seen of the shares, for those who do not see them.
func (p *page) spokenShares(states []string) string {
	text := p.lang.word("depends.shares_spoken")
	for _, state := range states {
		for i, e := range p.facts.findings(measure.DependsMost, state) {
			if i == 0 || len(states) == 1 {
				line, err := p.lang.fill("depends.spoken_tie", map[string]any{
					"State": p.name(state).Nom, "Power": p.name(e.Vector).Nom, "Domain": p.domainOf(e), "Share": p.lang.share(e),
				})
				if err != nil {
					p.fault(err)
				}
				text += " " + string(line)
			}
		}
	}
	return text
}

// drawPulls draws the same on a scale, a panel a state and a mark a power: who holds most, and by how much.
func (p *page) drawPulls(folder Folder, id string, states []string) {
	m := figure.Multiples{Series: p.labelled(p.foremost()), From: 0, To: 100, Unit: "%", Bounds: p.lang.word("depends.bounds")}
	var drawn []measure.Estimate
	for _, state := range states {
		panel := figure.Panel{Name: p.plain(state)}
		for _, d := range p.facts.Dossier.Domains {
			row := figure.Dots{Name: p.domain(d)}
			lead, known := measure.Estimate{}, false
			for _, v := range p.foremost() {
				e := p.facts.Assessment.Get("share", state, v, d.ID)
				row.Values = append(row.Values, p.span(e))
				if e.Known() {
					drawn = append(drawn, e)
					if !known || e.Value > lead.Value {
						lead, known = e, true
					}
				}
			}
			if known {
				row.Text = p.lang.share(lead)
				panel.Rows = append(panel.Rows, row)
			}
		}
		if panel.Rows != nil {
			m.Panels = append(m.Panels, panel)
		}
	}
	if m.Panels == nil {
		return
	}
	m.Frame = p.frame(p.lang.word("depends.pulls"), p.lang.word("depends.pulls_about"), p.spokenShares(states), p.sourceLine(drawn))
	p.draw(folder, id, m.Frame, m, drawn...)
}
