package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Line is one line of a chart: values Y at places X, which ascend, and where Low and High are given the band between them. A
// place without a value is NaN, and the line breaks there.
type Line struct {
	Name      string
	X, Y      []float64
	Low, High []float64 // as long as X, or nil
	Context   bool      // drawn in grey behind the others
}

// Chart is a line chart.
type Chart struct {
	Frame
	Lines []Line
}

// The dashes of the lines that are not context, in their order, and of those that are.
var (
	dashes = []string{"", "10 4", "3 3", "14 4 3 4", "6 3"}
	greys  = []string{"", "2 3", "8 3", "8 3 2 3", "4 2", "1 2"}
)

// tall is the height of a chart between its scales.
const tall = 510.0

// beside is from the end of a chart to the names of its lines.
const beside = 22.0

// WriteSVG draws the chart.
func (c Chart) WriteSVG(w io.Writer) error {
	if err := c.check(); err != nil {
		return err
	}
	return c.draw(w, c.body)
}

func (c Chart) body(p *page, top float64) float64 {
	foot := top + tall
	x, y := c.scales(top, foot)
	hue := c.numbers()
	p.axes(x, y, foot)
	for i, l := range c.Lines {
		if l.Context {
			p.course(l, faint, 1.5, greys[hue[i]%len(greys)], x, y)
		}
	}
	for i, l := range c.Lines {
		if l.Low != nil && !l.Context {
			p.band(l, hues[hue[i]], x, y)
		}
	}
	for i, l := range c.Lines {
		if !l.Context {
			p.course(l, hues[hue[i]], 2.5, dashes[hue[i]], x, y)
		}
	}
	p.names(c.Lines, hue, x, y, top, foot)
	return foot + 32
}

// Table has a row for each place of each line.
func (c Chart) Table() [][]string {
	rows := [][]string{{"line", "x", "y", "low", "high"}}
	for _, l := range c.Lines {
		for i, x := range l.X {
			row := []string{l.Name, full(x), full(l.Y[i]), "", ""}
			if l.Low != nil {
				row[3], row[4] = full(l.Low[i]), full(l.High[i])
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// numbers gives each line its number among those that are context, or among the others.
func (c Chart) numbers() (all []int) {
	count := map[bool]int{}
	for _, l := range c.Lines {
		all = append(all, count[l.Context])
		count[l.Context]++
	}
	return all
}

// check refuses what cannot be drawn.
func (c Chart) check() error {
	values, focal := 0, 0
	for _, l := range c.Lines {
		if len(l.X) != len(l.Y) || l.Low != nil && (len(l.Low) != len(l.X) || len(l.High) != len(l.X)) {
			return fmt.Errorf("the line %s has %d places and %d values; they would be as many, and so would the ends of its band", l.Name, len(l.X), len(l.Y))
		}
		if !slices.IsSorted(l.X) {
			return fmt.Errorf("the places of the line %s do not ascend", l.Name)
		}
		for _, v := range l.Y {
			if !math.IsNaN(v) {
				values++
			}
		}
		if !l.Context {
			focal++
		}
	}
	if values == 0 {
		return errors.New("there is no value to draw")
	}
	if focal > len(hues) {
		return fmt.Errorf("%d lines are too many to tell apart by colour; at most %d can be, and others be drawn as context", focal, len(hues))
	}
	return nil
}

// scales hold all lines, and of the bands those that are drawn, and leave the numbers and the names the room they need.
func (c Chart) scales(top, foot float64) (x, y scale) {
	x, y = scale{math.Inf(1), math.Inf(-1), 40, width}, scale{math.Inf(1), math.Inf(-1), foot, top}
	for _, l := range c.Lines {
		for i, at := range l.X {
			ends := []float64{l.Y[i]}
			if l.Low != nil && !l.Context {
				ends = append(ends, l.Low[i], l.High[i])
			}
			for _, v := range ends {
				if !math.IsNaN(v) {
					x.from, x.to = min(x.from, at), max(x.to, at)
					y.from, y.to = min(y.from, v), max(y.to, v)
				}
			}
		}
	}
	for _, s := range []*scale{&x, &y} {
		if s.from == s.to {
			s.from, s.to = s.from-1, s.to+1
		}
	}
	names := 0.0
	for _, l := range c.Lines {
		names = max(names, wide(l.Name, size, !l.Context))
	}
	x.high -= margin + beside + min(names, 200)
	for _, v := range ticks(y.from, y.to, 6) {
		x.low = max(x.low, margin+wide(number(v), small, false)+7)
	}
	return x, y
}

// axes draws the lines that a reader counts by, and what they mean.
func (p *page) axes(x, y scale, foot float64) {
	for _, v := range ticks(y.from, y.to, 6) {
		stroke := grid
		if v == 0 {
			stroke = rule
		}
		p.line(stroke, x.low, y.at(v), x.high, y.at(v), 1, "")
		p.text(quiet, x.low-7, y.at(v)+5, "end", small, p.number(v))
	}
	for _, v := range p.counted(x, 6, small, "") {
		p.line(rule, x.at(v), foot+4, x.at(v), foot+10, 1, "")
		p.text(quiet, x.at(v), foot+26, "middle", small, p.number(v))
	}
}

// runs gives the stretches of a line in which it has values.
func (l Line) runs() (all [][2]int) {
	from := -1
	for i := range len(l.Y) + 1 {
		there := i < len(l.Y) && !math.IsNaN(l.Y[i])
		switch {
		case there && from < 0:
			from = i
		case !there && from >= 0:
			all = append(all, [2]int{from, i})
			from = -1
		}
	}
	return all
}

// course draws a line through its values.
func (p *page) course(l Line, c colour, thick float64, dashes string, x, y scale) {
	var d strings.Builder
	for _, r := range l.runs() {
		for k := r[0]; k < r[1]; k++ {
			to := "L"
			if k == r[0] {
				to = "M"
			}
			fmt.Fprintf(&d, "%s%s %s", to, place(x.at(l.X[k])), place(y.at(l.Y[k])))
		}
		if r[1]-r[0] == 1 {
			d.WriteString("h3") // a line of one place would not be seen
		}
	}
	p.add(`<path%s d="%s" stroke-width="%s" stroke-linejoin="round"%s/>`, p.paint(none, c), d.String(), place(thick), dashed(dashes))
}

// band draws what lies between the ends of a line's intervals.
func (p *page) band(l Line, c colour, x, y scale) {
	var d strings.Builder
	for _, r := range l.runs() {
		for k := r[0]; k < r[1]; k++ {
			to := "L"
			if k == r[0] {
				to = "M"
			}
			fmt.Fprintf(&d, "%s%s %s", to, place(x.at(l.X[k])), place(y.at(l.High[k])))
		}
		for k := r[1] - 1; k >= r[0]; k-- {
			fmt.Fprintf(&d, "L%s %s", place(x.at(l.X[k])), place(y.at(l.Low[k])))
		}
		d.WriteByte('Z')
	}
	p.add(`<path%s d="%s" fill-opacity="0.14"/>`, p.paint(c, none), d.String())
}

// names writes the name of each line beside its end, and leads from the end to the name where it had to be moved.
func (p *page) names(lines []Line, hue []int, x, y scale, top, foot float64) {
	type end struct {
		line  int
		x, at float64
	}
	var ends []end
	for i, l := range lines {
		if runs := l.runs(); len(runs) > 0 {
			last := runs[len(runs)-1][1] - 1
			ends = append(ends, end{i, x.at(l.X[last]), y.at(l.Y[last])})
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.at, b.at) })
	places := make([]float64, len(ends))
	for k, e := range ends {
		places[k] = e.at
	}
	for k, at := range spread(places, size+3, top+5, foot+5) {
		l, e := lines[ends[k].line], ends[k]
		name := x.high + beside
		text := fitted(l.Name, size, !l.Context, width-margin-name)
		p.add(`<path%s d="M%s %sL%s %sH%s"/>`, p.paint(none, faint), place(e.x+4), place(e.at), place(name-8), place(at), place(name-3))
		if l.Context {
			p.text(quiet, name, at+5, "start", size, text)
		} else {
			p.bold(hues[hue[e.line]], name, at+5, "start", size, text)
		}
	}
}
