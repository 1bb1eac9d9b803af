package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// Calendar shows what did not happen among what was expected: a row for each state, a column for each year, month or sitting, and in
// each cell a mark for each thing that was expected, with a shape for what did not happen and a faint dot for what did. Where a
// cell would hold more marks than can be seen, each mark stands for several, and the legend says for how many.
type Calendar struct {
	Frame
	Rows, Columns []string
	Kinds         []string // of what did not happen, up to five
	Marks         []Mark
	Words         CalendarWords
}

// CalendarWords are the words of a calendar; those that are empty are in English.
type CalendarWords struct {
	Happened string // what a dot is called in the legend: "happened"
	Expected string // over the counts of what did not happen, of what was expected: "of expected"
	Of       string // between the two: "of"
	Each     string // how many things a mark stands for: "One mark stands for up to %d."
}

// Mark is what was expected in a cell: Count things of one kind that did not happen, or that did.
type Mark struct {
	Row, Column int // numbers, from 0
	Kind        int // number of the kind, from 0, or Happened
	Count       int // 1 or more
}

// Happened is the kind of what was expected and did happen.
const Happened = -1

const (
	columnsMost = 48
	markMost    = 12.0 // the room of a mark, at most
	markLeast   = 10.5 // as small as marks get so that two stand side by side
	cellMost    = 8    // rows of marks in a cell
)

// WriteSVG draws the calendar.
func (c Calendar) WriteSVG(w io.Writer) error {
	if err := c.check(); err != nil {
		return err
	}
	return c.draw(w, c.body)
}

// Table has a row for each cell and kind of which there is something.
func (c Calendar) Table() [][]string {
	rows := [][]string{{"row", "column", "kind", "count"}}
	cells := c.cells()
	for r, name := range c.Rows {
		for k, column := range c.Columns {
			for kind, n := range cells[r][k] {
				if n == 0 {
					continue
				}
				called := "happened"
				if kind < len(c.Kinds) {
					called = c.Kinds[kind]
				}
				rows = append(rows, []string{name, column, called, strconv.Itoa(n)})
			}
		}
	}
	return rows
}

// check refuses what cannot be drawn.
func (c Calendar) check() error {
	switch {
	case len(c.Rows) == 0 || len(c.Columns) == 0:
		return errors.New("a calendar needs rows and columns")
	case len(c.Columns) > columnsMost:
		return fmt.Errorf("%d columns are too narrow to see; at most %d are not: take years for months", len(c.Columns), columnsMost)
	case len(c.Kinds) > len(hues):
		return fmt.Errorf("%d kinds are too many to tell apart; at most %d can be", len(c.Kinds), len(hues))
	case len(c.Marks) == 0:
		return errors.New("nothing was expected: there is no mark")
	}
	for i, m := range c.Marks {
		if m.Row < 0 || m.Row >= len(c.Rows) || m.Column < 0 || m.Column >= len(c.Columns) || m.Kind < Happened || m.Kind >= len(c.Kinds) || m.Count < 1 {
			return fmt.Errorf("mark %d, of row %d, column %d, kind %d, count %d, is not on a calendar of %d rows, %d columns and %d kinds, or counts nothing", i, m.Row, m.Column, m.Kind, m.Count, len(c.Rows), len(c.Columns), len(c.Kinds))
		}
	}
	return nil
}

// cells counts by row, column and kind, what happened being the last.
func (c Calendar) cells() [][][]int {
	cells := make([][][]int, len(c.Rows))
	for r := range cells {
		cells[r] = make([][]int, len(c.Columns))
		for k := range cells[r] {
			cells[r][k] = make([]int, len(c.Kinds)+1)
		}
	}
	for _, m := range c.Marks {
		kind := m.Kind
		if kind == Happened {
			kind = len(c.Kinds)
		}
		cells[m.Row][m.Column][kind] += m.Count
	}
	return cells
}

// drawnAs is how many marks stand for n things where each stands for so many: what is there is never drawn as nothing.
func drawnAs(n, each int) int { return (n + each - 1) / each }

func (c Calendar) body(p *page, top float64) float64 {
	cells := c.cells()
	from := 0.0
	for _, name := range c.Rows {
		from = max(from, wide(name, small, true))
	}
	from = margin + min(from, 150) + 10
	to := width - margin - wide("000 of 0000", small, false) - 6
	cell := (to - from) / float64(len(c.Columns))
	across := max(1, int(cell/markLeast))
	room := min(markMost, cell/float64(across)-.2)
	// as many things a mark as let the fullest cell stay within its rows
	each, most := 1, make([]int, len(c.Rows))
	for ; ; each++ {
		fits := true
		for r, row := range cells {
			most[r] = 0
			for _, counts := range row {
				n := 0
				for _, count := range counts {
					n += drawnAs(count, each)
				}
				most[r] = max(most[r], (n+across-1)/across)
			}
			fits = fits && most[r] <= max(cellMost, (len(c.Kinds)+across)/across) // where each kind has one mark it gets no lower
		}
		if fits {
			break
		}
	}
	y := c.legend(p, top, cells, each)
	p.text(quiet, width-margin, y+14, "end", small, cmp.Or(c.Words.Expected, "of expected"))
	y += 22
	high, whole := make([]float64, len(c.Rows)), 0.0
	for r := range c.Rows {
		high[r] = max(26, float64(most[r])*room+10)
		whole += high[r]
	}
	c.axis(p, from, cell, y, y+whole)
	for r, name := range c.Rows {
		high := high[r]
		p.line(grid, margin, y+high, width-margin, y+high, 1, "")
		p.bold(ink, margin, y+high-8, "start", small, fitted(name, small, true, from-margin-8))
		silent, all := 0, 0
		for k, counts := range cells[r] {
			x := from + cell*float64(k) + (cell-room*float64(across))/2
			n := 0
			for kind, count := range counts {
				for range drawnAs(count, each) {
					p.tally(kind, kind == len(c.Kinds), x+room*(float64(n%across)+.5), y+high-4-room*(float64(n/across)+.5), room)
					n++
				}
				if all += count; kind < len(c.Kinds) {
					silent += count
				}
			}
		}
		p.text(ink, width-margin, y+high-8, "end", small, fmt.Sprintf("%d %s %d", silent, cmp.Or(c.Words.Of, "of"), all))
		y += high
	}
	return y + 26
}

// axis draws upright lines at as many columns as there is room for their names, and the names.
func (c Calendar) axis(p *page, from, cell, top, foot float64) {
	widest := 0.0
	for _, name := range c.Columns {
		widest = max(widest, wide(name, small, false))
	}
	step := int(math.Ceil((widest + 8) / cell))
	for k := 0; k < len(c.Columns); k += step {
		x := from + cell*(float64(k)+.5)
		p.line(grid, x, top, x, foot+5, .6, "")
		if x+widest/2 <= width-margin {
			p.text(quiet, x, foot+20, "middle", small, c.Columns[k])
		}
	}
}

// tally draws the shape of a kind, or the dot of what happened.
func (p *page) tally(kind int, happened bool, x, y, room float64) {
	if happened {
		p.add(`<circle%s cx="%s" cy="%s" r="%s"/>`, p.paint(faint, none), place(x), place(y), place(max(1, room*.14)))
		return
	}
	p.mark(kind, x, y, room*.4, false)
}

// legend says what the shapes mean, and how many of each there are.
func (c Calendar) legend(p *page, top float64, cells [][][]int, each int) float64 {
	total := make([]int, len(c.Kinds)+1)
	for _, row := range cells {
		for _, counts := range row {
			for kind, n := range counts {
				total[kind] += n
			}
		}
	}
	happened := cmp.Or(c.Words.Happened, "happened")
	var entries []entry
	for kind, name := range append(slices.Clone(c.Kinds), happened) {
		entries = append(entries, entry{14, func(x, middle float64) { p.tally(kind, kind == len(c.Kinds), x+7, middle, 14) }, fmt.Sprintf("%s %d", name, total[kind])})
	}
	y := p.legend(top, entries)
	if each > 1 {
		y += 20
		p.text(quiet, margin, y-6, "start", small, fmt.Sprintf(cmp.Or(c.Words.Each, "One mark stands for up to %d."), each))
	}
	return y
}
