package figure

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// HeatMap is a table whose cells are coloured by their values: rows in groups, each under its heading, by columns. What is
// known within bounds alone has the colours of both at its edges, what is not known is hatched, and what is not covered is
// empty but for a dot: none of them looks like a small value.
type HeatMap struct {
	Frame
	Columns   []string
	Groups    []Group
	Breaks    []float64 // ascending: where one colour gives way to the next; at most 5, and of a diverging scale 6
	Unit      string    // after the breaks in the legend: "%"
	Diverging bool      // the colours part in two ways from the middle between the breaks
	Words     CellWords // of the legend
}

// Group is some rows of a heat map. A group without a name has no heading.
type Group struct {
	Name string
	Rows []Row
}

// Row has a cell for each column. The note stands behind the name: the year.
type Row struct {
	Name, Note string
	Cells      []Cell
}

// Cell is a value, and how it is written. The value lies from Low to High, which are the same where it is known and NaN where
// nothing is.
type Cell struct {
	Low, High float64
	Text      string
	Uncovered bool // nothing was to be known: not covered, or it does not apply
}

// CellWords say in the legend what cells without a value are. Those that occur must be there.
type CellWords struct{ Bounds, Unknown, Uncovered string }

// kind is what is known of a cell, as the table has it.
func (c Cell) kind() string {
	switch {
	case c.Uncovered:
		return "uncovered"
	case math.IsNaN(c.Low) || math.IsNaN(c.High):
		return "unknown"
	case c.Low != c.High:
		return "bounds"
	}
	return "value"
}

// WriteSVG draws the heat map.
func (h HeatMap) WriteSVG(w io.Writer) error {
	if err := h.check(); err != nil {
		return err
	}
	return h.draw(w, h.body)
}

// Table has a row for each cell.
func (h HeatMap) Table() [][]string {
	rows := [][]string{{"group", "row", "note", "column", "low", "high", "text", "known"}}
	for _, g := range h.Groups {
		for _, r := range g.Rows {
			for i, c := range r.Cells {
				row := []string{g.Name, r.Name, r.Note, h.Columns[i], "", "", c.Text, c.kind()}
				if !c.Uncovered {
					row[4], row[5] = full(c.Low), full(c.High)
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (h HeatMap) check() error {
	most := len(sequence) - 1
	if h.Diverging {
		most = len(about) - 1
	}
	switch {
	case len(h.Columns) == 0:
		return errors.New("the heat map has no column")
	case len(h.Breaks) == 0 || len(h.Breaks) > most || h.Diverging && len(h.Breaks)%2 != 0:
		return fmt.Errorf("the heat map has %d breaks between its colours; it may have 1 to %d, and an even number where they diverge", len(h.Breaks), most)
	case !ascending(h.Breaks):
		return fmt.Errorf("the breaks %v of the heat map do not ascend", h.Breaks)
	}
	rows := 0
	for _, g := range h.Groups {
		rows += len(g.Rows)
		for _, r := range g.Rows {
			if len(r.Cells) != len(h.Columns) {
				return fmt.Errorf("the row %s, %s has %d cells for %d columns", g.Name, r.Name, len(r.Cells), len(h.Columns))
			}
			for i, c := range r.Cells {
				kind := c.kind()
				if word, asked := h.Words.of(kind); asked && word == "" {
					return fmt.Errorf("the cell %s, %s, %s is of the kind %s, for which the legend has no words", g.Name, r.Name, h.Columns[i], kind)
				}
				if kind == "bounds" && c.Low > c.High {
					return fmt.Errorf("the cell %s, %s, %s reaches from %v to %v", g.Name, r.Name, h.Columns[i], c.Low, c.High)
				}
			}
		}
	}
	if rows == 0 {
		return errors.New("the heat map has no row")
	}
	return nil
}

// of is the word for a kind, and whether it needs one.
func (w CellWords) of(kind string) (word string, asked bool) {
	word, asked = map[string]string{"bounds": w.Bounds, "unknown": w.Unknown, "uncovered": w.Uncovered}[kind]
	return word, asked
}

func ascending(values []float64) bool {
	for i, v := range values {
		if math.IsNaN(v) || i > 0 && v <= values[i-1] {
			return false
		}
	}
	return true
}

// colours are those between the breaks: from the scale, as far apart as it allows.
func (h HeatMap) colours() (chosen []colour) {
	scale := sequence
	if h.Diverging {
		scale = about
	}
	n := len(h.Breaks)
	for i := range n + 1 {
		chosen = append(chosen, scale[int(math.Round(float64(i)*float64(len(scale)-1)/float64(n)))])
	}
	return chosen
}

const (
	cellHigh = 26.0
	strip    = 12.0 // of a cell known within bounds, at either side
)

func (h HeatMap) body(p *page, top float64) float64 {
	colours := h.colours()
	y := p.ramp(top, colours, h.Breaks, h.Unit)
	y = p.legend(y+4, h.entries(p, colours)) + 8

	names := 60.0 // wide
	for _, g := range h.Groups {
		for _, r := range g.Rows {
			names = max(names, r.wide())
		}
	}
	names = min(names, 240)
	first := margin + names + 12
	across := (width - margin - first) / float64(len(h.Columns))
	heads := headed(h.Columns, across-2)
	for k, g := range h.Groups {
		if k == 0 || g.Name != "" { // the columns are named anew, for the table is longer than a telephone
			y += heads.high() + 8
			p.heads(heads, first, across, y-6)
			p.bold(ink, margin, y-6, "start", size, fitted(g.Name, size, true, names+10))
		}
		for _, r := range g.Rows {
			r.draw(p, y, names)
			for i, c := range r.Cells {
				c.draw(p, h, colours, first+float64(i)*across, y, across-2, cellHigh-2)
			}
			y += cellHigh
		}
		y += 8
	}
	return y
}

// entries explain the cells that have no single value, of those that occur.
func (h HeatMap) entries(p *page, colours []colour) (all []entry) {
	const across = 44
	for _, sample := range []Cell{
		{Low: math.Inf(-1), High: math.Inf(1)}, {Low: math.NaN(), High: math.NaN()}, {Uncovered: true},
	} {
		kind := sample.kind()
		occurs := slices.ContainsFunc(h.Table(), func(row []string) bool { return row[7] == kind })
		if !occurs {
			continue
		}
		word, _ := h.Words.of(kind)
		all = append(all, entry{across, func(x, middle float64) { sample.draw(p, h, colours, x, middle-9, across, 18) }, word})
	}
	return all
}

// wide is what the row's name and note need.
func (r Row) wide() float64 {
	w := wide(r.Name, small, false)
	if r.Note != "" {
		w += 8 + wide(r.Note, small, false)
	}
	return w
}

func (r Row) draw(p *page, y, most float64) {
	note := wide(r.Note, small, false)
	if r.Note != "" {
		p.text(quiet, margin+most, y+17, "end", small, r.Note)
		note += 8
	}
	p.text(ink, margin, y+17, "start", small, fitted(r.Name, small, false, most-note))
}

// draw draws the cell from x, y on, so wide and high.
func (c Cell) draw(p *page, h HeatMap, colours []colour, x, y, across, high float64) {
	at := func(v float64) colour {
		n := 0
		for n < len(h.Breaks) && v >= h.Breaks[n] {
			n++
		}
		return colours[n]
	}
	over := ink
	switch c.kind() {
	case "value":
		p.rect(at(c.Low), none, x, y, across, high)
		over = on(at(c.Low))
	case "bounds":
		p.rect(at(c.Low), none, x, y, strip, high)
		p.rect(at(c.High), none, x+across-strip, y, strip, high)
		p.rect(none, grid, x+.5, y+.5, across-1, high-1)
	case "unknown":
		p.hatch(x, y, across, high)
	case "uncovered":
		p.add(`<circle%s cx="%s" cy="%s" r="1.5"/>`, p.paint(faint, none), place(x+across/2), place(y+high/2))
		return
	}
	text := fitted(c.Text, small, false, across)
	if c.kind() == "unknown" && text != "" { // on paper, so that the hatching does not run through it
		long := wide(text, small, false) + 8
		p.rect(paper, none, x+across/2-long/2, y+3, long, high-6)
	}
	if text != "" {
		p.text(over, x+across/2, y+high/2+5, "middle", small, text)
	}
}

// hatch fills a rectangle with slanted lines.
func (p *page) hatch(x, y, w, h float64) {
	var d string
	const step = 7
	for from := step - h; from < w; from += step {
		x1, x2 := max(0, from), min(w, from+h)
		d += fmt.Sprintf("M%s %sL%s %s", place(x+x1), place(y+h-(x1-from)), place(x+x2), place(y+h-(x2-from)))
	}
	p.rect(none, grid, x+.5, y+.5, w-1, h-1)
	p.add(`<path%s d="%s" stroke-width="1"/>`, p.paint(none, rule), d)
}
