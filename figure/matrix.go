package figure

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Matrix shows who belongs to what, and how often it came: rows in groups by columns, in each cell a shape for the standing and
// beside it how many times of how many. Put the longer names into the rows.
type Matrix struct {
	Frame
	Columns []string
	Groups  []Standings
	Words   map[Standing]string // of the legend: what each that occurs is called
	Counts  string              // of the legend: what 3/4 beside a shape is; needed where there are counts
}

// Standings are some rows of a matrix under a heading, or under none.
type Standings struct {
	Name string
	Rows []Belonging
}

// Belonging is a row, with a cell for each column.
type Belonging struct {
	Name  string
	Cells []Attendance
}

// Attendance is a cell: the standing, and that it came so often of so many times; of none, nothing is written.
type Attendance struct {
	Standing Standing
	Came, Of int
}

// Standing is how one stands to a whole.
type Standing int

// The standings, and their shapes: nothing but a dot, a full circle, one half full, a cross, a question mark.
const (
	Outside Standing = iota
	Member
	Partner
	Former
	Unknown
)

func (s Standing) String() string {
	names := []string{"outside", "member", "partner", "former", "unknown"}
	if s < 0 || int(s) >= len(names) {
		return "Standing(" + strconv.Itoa(int(s)) + ")"
	}
	return names[s]
}

// WriteSVG draws the matrix.
func (m Matrix) WriteSVG(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	return m.draw(w, m.body)
}

// Table has a row for each cell; of no times, came and of are empty.
func (m Matrix) Table() [][]string {
	rows := [][]string{{"group", "row", "column", "standing", "came", "of"}}
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			for i, c := range r.Cells {
				row := []string{g.Name, r.Name, m.Columns[i], c.Standing.String(), "", ""}
				if c.Of > 0 {
					row[4], row[5] = strconv.Itoa(c.Came), strconv.Itoa(c.Of)
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (m Matrix) check() error {
	rows := 0
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			rows++
			if len(r.Cells) != len(m.Columns) {
				return fmt.Errorf("the row %s has %d cells for %d columns", r.Name, len(r.Cells), len(m.Columns))
			}
			for i, c := range r.Cells {
				switch {
				case c.Standing < Outside || c.Standing > Unknown:
					return fmt.Errorf("the cell %s, %s has the standing %d, which there is not", r.Name, m.Columns[i], c.Standing)
				case m.Words[c.Standing] == "":
					return fmt.Errorf("the cell %s, %s is %s, for which the legend has no word", r.Name, m.Columns[i], c.Standing)
				case c.Came < 0 || c.Came > c.Of:
					return fmt.Errorf("the cell %s, %s came %d times of %d", r.Name, m.Columns[i], c.Came, c.Of)
				case c.Of > 0 && m.Counts == "":
					return fmt.Errorf("the cell %s, %s has a count, for which the legend has no words", r.Name, m.Columns[i])
				}
			}
		}
	}
	if rows == 0 || len(m.Columns) == 0 {
		return errors.New("the matrix has no cell")
	}
	return nil
}

// count is what is written beside a shape.
func (a Attendance) count() string {
	if a.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", a.Came, a.Of)
}

func (m Matrix) body(p *page, top float64) float64 {
	const disc = 8.0
	var legend []entry
	for s := Outside; s <= Unknown; s++ {
		if m.occurs(func(a Attendance) bool { return a.Standing == s }) {
			legend = append(legend, entry{2 * disc, func(x, y float64) { p.standing(s, x+disc, y, disc) }, m.Words[s]})
		}
	}
	if m.occurs(func(a Attendance) bool { return a.Of > 0 }) {
		legend = append(legend, entry{28, func(x, y float64) { p.text(ink, x, y+5, "start", small, "3/4") }, m.Counts})
	}
	y := p.legend(top, legend) + 8

	names, counts := m.names(), 0.0
	m.occurs(func(a Attendance) bool { counts = max(counts, wide(a.count(), small, true)); return false })
	first := margin + names + 14
	across := (width - margin - first) / float64(len(m.Columns))
	beside, least := across >= 2*disc+counts+12, 32.0
	if !beside && counts > 0 {
		least = 46
	}
	heads := headed(m.Columns, across-2)
	y += heads.high()
	p.heads(heads, first, across, y-6)
	for _, g := range m.Groups {
		if g.Name != "" {
			y += 34
			p.bold(ink, margin, y-8, "start", size, fitted(g.Name, size, true, width-2*margin))
		}
		for _, r := range g.Rows {
			p.line(grid, margin, y, width-margin, y, 1, "")
			name := wrapped(r.Name, small, false, names)
			rowHigh := max(least, 17*float64(len(name))+10)
			for j, line := range name {
				p.text(ink, margin, y+rowHigh/2+5+17*(float64(j)-float64(len(name)-1)/2), "start", small, fitted(line, small, false, names))
			}
			for i, c := range r.Cells {
				x := first + (float64(i)+.5)*across
				write := p.text
				if c.Came < c.Of { // the ones that a reader looks for
					write = p.bold
				}
				switch {
				case beside && counts > 0:
					half := (2*disc + 6 + counts) / 2
					p.standing(c.Standing, x-half+disc, y+rowHigh/2, disc)
					write(ink, x-half+2*disc+6, y+rowHigh/2+5, "start", small, c.count())
				case c.Of == 0:
					p.standing(c.Standing, x, y+rowHigh/2, disc)
				default:
					p.standing(c.Standing, x, y+rowHigh/2-9, disc)
					write(ink, x, y+rowHigh/2+17, "middle", small, fitted(c.count(), small, true, across))
				}
			}
			y += rowHigh
		}
	}
	p.line(grid, margin, y, width-margin, y, 1, "")
	return y
}

// names is how wide the names of the rows may be: as they need, or narrower, on several lines, where the names of the columns
// would not fit.
func (m Matrix) names() float64 {
	need, word := 60.0, 60.0
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			need, word = max(need, wide(r.Name, small, false)), max(word, longest(r.Name, small))
		}
	}
	need, word = min(need, width/2), min(word, width/4)
	for _, size := range []float64{small, tiny} {
		head := 0.0
		for _, name := range m.Columns {
			head = max(head, longest(name, size))
		}
		if room := width - 2*margin - 14 - float64(len(m.Columns))*(head+4); room >= word {
			return min(need, room)
		}
	}
	return min(need, 150)
}

// occurs says whether there is such a cell.
func (m Matrix) occurs(such func(Attendance) bool) bool {
	return slices.ContainsFunc(m.Groups, func(g Standings) bool {
		return slices.ContainsFunc(g.Rows, func(r Belonging) bool { return slices.ContainsFunc(r.Cells, such) })
	})
}

// standing draws the shape of a standing.
func (p *page) standing(s Standing, x, y, r float64) {
	c := hues[0]
	circle := func(paint, style string, r float64) {
		p.add(`<circle%s cx="%s" cy="%s" r="%s"%s/>`, paint, place(x), place(y), place(r), style)
	}
	switch s {
	case Outside:
		circle(p.paint(faint, none), "", 2)
	case Member:
		circle(p.paint(c, none), "", r)
	case Partner:
		circle(p.paint(none, c), ` stroke-width="2"`, r-1)
		p.add(`<path%s d="M%s %sA%s %s 0 0 0 %s %sZ"/>`, p.paint(c, none), place(x), place(y-r+1), place(r-1), place(r-1), place(x), place(y+r-1))
	case Former:
		a := r * .75
		p.add(`<path%s d="M%s %sl%s %sm0 %sl%s %s" stroke-width="2.5" stroke-linecap="round"/>`, p.paint(none, hues[1]), place(x-a), place(y-a), place(2*a), place(2*a), place(-2*a), place(-2*a), place(2*a))
	case Unknown:
		p.text(quiet, x, y+5, "middle", small, "?")
	}
}
