package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Series is a panel for each state, all on the same scales, with a line and its band for each of the same names, and an upright
// line at each break.
type Series struct {
	Frame
	Panels []Pane
	Marked []float64 // values drawn across every panel beside those a reader counts by, such as 0
}

// Pane is one of the panels. Lines of the same name have the same colour and dashes in all of them.
type Pane struct {
	Name   string
	Lines  []Line
	Breaks []Break
}

// Break is a place at which a line changed, and how probable it is that it did there.
type Break struct {
	Line        string // of this panel
	At          float64
	Label       string  // what the place is called, "2014"; "" is At as a number
	Probability float64 // 0 to 1
}

const panelTall = 112.0 // of the plot of a panel, at least

// WriteSVG draws the panels.
func (s Series) WriteSVG(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	return s.draw(w, s.body)
}

// Table has a row for each place of each line, and one for each break.
func (s Series) Table() [][]string {
	rows := [][]string{{"panel", "line", "x", "y", "low", "high", "break_probability"}}
	for _, panel := range s.Panels {
		for _, row := range (Chart{Lines: panel.Lines}).Table()[1:] {
			rows = append(rows, append(append([]string{panel.Name}, row...), ""))
		}
		for _, b := range panel.Breaks {
			rows = append(rows, []string{panel.Name, b.Line, full(b.At), "", "", "", full(b.Probability)})
		}
	}
	return rows
}

// names are those of the lines that are not context, in the order in which they come.
func (s Series) names() (names []string) {
	for _, panel := range s.Panels {
		for _, l := range panel.Lines {
			if !l.Context && !slices.Contains(names, l.Name) {
				names = append(names, l.Name)
			}
		}
	}
	return names
}

// check refuses what cannot be drawn.
func (s Series) check() error {
	if len(s.Panels) == 0 {
		return errors.New("there is no panel to draw")
	}
	if n := len(s.names()); n > len(hues) {
		return fmt.Errorf("%d lines are too many to tell apart by colour; at most %d can be, and others be drawn as context", n, len(hues))
	}
	for _, panel := range s.Panels {
		if err := (Chart{Lines: panel.Lines}).check(); err != nil {
			return fmt.Errorf("in the panel %s: %w", panel.Name, err)
		}
		for _, b := range panel.Breaks {
			if !slices.ContainsFunc(panel.Lines, func(l Line) bool { return l.Name == b.Line }) {
				return fmt.Errorf("the panel %s has a break of the line %q, which it has not", panel.Name, b.Line)
			}
			if !(b.Probability >= 0 && b.Probability <= 1) || math.IsNaN(b.At) || math.IsInf(b.At, 0) {
				return fmt.Errorf("the panel %s has a break at %g with the probability %g; a probability is 0 to 1", panel.Name, b.At, b.Probability)
			}
		}
	}
	return nil
}

func (s Series) body(p *page, top float64) float64 {
	var all []Line
	most := 0
	for _, panel := range s.Panels {
		all = append(all, panel.Lines...)
		most = max(most, len(panel.Lines))
	}
	high := max(panelTall, float64(most)*(size+3))
	x, y := Chart{Lines: all}.scales(0, 0)
	for _, panel := range s.Panels { // breaks are on the picture though no value is there
		for _, b := range panel.Breaks {
			x.from, x.to = min(x.from, b.At), max(x.to, b.At)
		}
	}
	at := top
	for _, panel := range s.Panels {
		at = s.panel(p, panel, x, y, at, high)
	}
	for _, v := range ticks(x.from, x.to, 6) {
		p.text(quiet, x.at(v), at+4, "middle", small, p.number(v))
	}
	return at + 10
}

// panel draws one panel and gives where it ends.
func (s Series) panel(p *page, panel Pane, x, y scale, at, high float64) float64 {
	names := s.names()
	lines, hue := slices.Clone(panel.Lines), make([]int, len(panel.Lines))
	context := 0
	for i, l := range lines {
		if hue[i] = slices.Index(names, l.Name); l.Context {
			hue[i] = context
			context++
		}
	}
	breaks := slices.Clone(panel.Breaks)
	slices.SortStableFunc(breaks, func(a, b Break) int { return cmp.Compare(a.At, b.At) })
	var over shelf
	for _, b := range breaks {
		over.stems = append(over.stems, x.at(b.At))
	}
	over.take(0, extent{0, margin + wide(panel.Name, size, true) + 12})
	rows, from := make([]int, len(breaks)), make([]float64, len(breaks))
	for i, b := range breaks {
		rows[i], from[i] = over.put(x.at(b.At), wide(s.said(p, b), small, false), margin, width-margin)
	}
	top := at + 8 + 17*float64(len(over.rows))
	foot := top + high
	y.low, y.high = foot, top
	p.bold(ink, margin, top-8, "start", size, panel.Name)
	for _, v := range ticks(y.from, y.to, 4) {
		p.line(grid, x.low, y.at(v), x.high, y.at(v), 1, "")
		p.text(quiet, x.low-5, y.at(v)+5, "end", small, p.number(v))
	}
	for _, v := range s.Marked {
		if v >= y.from && v <= y.to {
			p.line(rule, x.low, y.at(v), x.high, y.at(v), 1.2, "")
		}
	}
	for _, v := range ticks(x.from, x.to, 6) {
		p.line(rule, x.at(v), foot, x.at(v), foot+5, 1, "")
	}
	for i, b := range breaks {
		c := quiet
		if k := slices.Index(names, b.Line); k >= 0 {
			c = hues[k]
		}
		line := top - 7 - 17*float64(rows[i])
		p.line(c, x.at(b.At), line+3, x.at(b.At), foot, .8+1.6*b.Probability, dashed("4 3"))
		p.rimmed(c, paper, from[i], line, "", s.said(p, b))
	}
	for i, l := range lines {
		if l.Context {
			p.course(l, faint, 1.5, greys[hue[i]%len(greys)], x, y)
		}
	}
	for i, l := range lines {
		if l.Low != nil && !l.Context {
			p.band(l, hues[hue[i]], x, y)
		}
	}
	for i, l := range lines {
		if !l.Context {
			p.course(l, hues[hue[i]], 2.2, dashes[hue[i]], x, y)
		}
	}
	p.names(lines, hue, x, y, top, foot)
	return foot + 16
}

// said is a break's place and its probability in per cent.
func (s Series) said(p *page, b Break) string {
	return fmt.Sprintf("%s: %s%%", cmp.Or(b.Label, p.number(b.At)), p.number(math.Round(100*b.Probability)))
}
