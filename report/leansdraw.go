package report

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
)

// drawDistances draws how far some states stood from the powers on the scale of votes, session by session, a panel each. Where the
// dossier places nobody on a scale it is their alignment that is drawn, which has no band.
func (p *page) drawDistances(folder Folder, id string, states []string) {
	var s figure.Series
	var drawn []measure.Estimate
	placed := len(p.facts.Dossier.IdealDistances) > 0
	for _, state := range states {
		pane := figure.Pane{Name: p.plain(state)}
		for _, v := range p.foremost() {
			var line figure.Line
			var e measure.Estimate
			if placed {
				line, e = p.distanceLine(state, v), p.facts.Assessment.Get("position", state, v, "")
			} else {
				line, e = p.kappaLine(state, v), p.facts.Assessment.Get(measure.KappaName, state, v, measure.All)
			}
			if len(line.X) < 2 {
				continue
			}
			line.Name = p.plain(v)
			pane.Lines, drawn = append(pane.Lines, line), append(drawn, e)
		}
		if pane.Lines != nil {
			s.Panels = append(s.Panels, pane)
		}
	}
	if s.Panels == nil {
		return
	}
	key := "leans.kappas"
	s.Marked = []float64{0}
	if placed {
		key, s.Marked = "leans.distances", nil
	}
	s.Frame = p.frame(p.lang.word(key), p.lang.word(key+"_about"), p.spokenDistances(drawn, key+"_spoken"), p.sourceLine(drawn))
	if len(states) == 1 { // which has room for a taller picture
		p.draw(folder, id, s.Frame, figure.Chart{Frame: s.Frame, Lines: s.Panels[0].Lines}, drawn...)
		return
	}
	p.draw(folder, id, s.Frame, s, drawn...)
}

// distanceLine is a pair's distance over time, with its intervals.
func (p *page) distanceLine(state, vector string) (line figure.Line) {
	rows := p.facts.distancesOf(state, vector)
	for _, row := range rows {
		x := decimalYear(row.Date.Last())
		if n := len(line.X); n > 0 && x <= line.X[n-1] {
			continue
		}
		line.X, line.Y = append(line.X, x), append(line.Y, row.Distance)
		line.Low, line.High = append(line.Low, row.Low), append(line.High, row.High)
	}
	return line
}

// distancesOf are the rows of a pair, by session.
func (f *Facts) distancesOf(state, vector string) (rows []*evidence.IdealDistance) {
	for i := range f.Dossier.IdealDistances {
		row := &f.Dossier.IdealDistances[i]
		if row.State == state && row.Partner == vector {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *evidence.IdealDistance) int { return cmp.Compare(a.Session, b.Session) })
	return rows
}

// kappaLine is a pair's alignment by session, or whatever the record is divided by, where that has numbers.
func (p *page) kappaLine(state, vector string) (line figure.Line) {
	for _, e := range p.facts.Region.BySession(measure.KappaName, state, vector, measure.All) {
		x, err := strconv.ParseFloat(e.Period, 64)
		if n := len(line.X); err == nil && (n == 0 || x > line.X[n-1]) {
			line.X, line.Y = append(line.X, x), append(line.Y, e.Value)
		}
	}
	return line
}

// decimalYear is a day as a year with decimals.
func decimalYear(day time.Time) float64 { return float64(day.Year()) + float64(day.YearDay()-1)/366 }

// spokenDistances says what the lines end at, for those who do not see them: for each state the nearest and the farthest.
func (p *page) spokenDistances(drawn []measure.Estimate, key string) string {
	text := p.lang.word(key)
	for i := 0; i < len(drawn); {
		n := i
		var known []measure.Estimate
		for ; n < len(drawn) && drawn[n].State == drawn[i].State; n++ {
			if drawn[n].Known() {
				known = append(known, drawn[n])
			}
		}
		i = n
		if len(known) < 2 {
			continue
		}
		ordered(known)
		top, bottom := known[0], known[len(known)-1]
		line, err := p.lang.fill("leans.spoken_state", map[string]any{
			"State": p.name(top.State).Nom, "Top": p.name(top.Vector).Nom, "TopValue": p.lang.decimal(top.Value, 2), "Bottom": p.name(bottom.Vector).Nom, "BottomValue": p.lang.decimal(bottom.Value, 2),
		})
		if err != nil {
			p.fault(err)
		}
		text += " " + string(line)
	}
	return text
}
