package figure

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// Plane shows points by two measures, each with its interval, and a line through them with its band. Points have a colour and a
// shape by series and their names beside them; names give way to one another, and a line leads to one that stands far off. A
// name for which there is no room is left to the table.
type Plane struct {
	Frame
	X, Y   Axis
	Series []string // at most five
	Points []Point
	Fit    *Fit
}

// Axis says what a scale measures.
type Axis struct{ Name, Unit string }

// Point is of a series, by its number.
type Point struct {
	Series int
	Name   string
	X, Y   Measured
}

// Measured is a value and its interval; Low and High are the value where there is none. A value of which only the bounds are known
// is NaN: its mark is hollow and stands in their middle.
type Measured struct{ Value, Low, High float64 }

func (m Measured) place() float64 {
	if math.IsNaN(m.Value) {
		return (m.Low + m.High) / 2
	}
	return m.Value
}

// Fit is a line through places X, which ascend, and the band about it, which may be nil. Its name stands in the legend.
type Fit struct {
	Name            string
	X, Y, Low, High []float64
}

// WriteSVG draws the points.
func (l Plane) WriteSVG(w io.Writer) error {
	if err := l.check(); err != nil {
		return err
	}
	return l.draw(w, l.body)
}

// Table has a row for each point and each place of the fit.
func (l Plane) Table() [][]string {
	rows := [][]string{{"series", "name", "x", "x_low", "x_high", "y", "y_low", "y_high"}}
	for _, at := range l.Points {
		rows = append(rows, []string{l.Series[at.Series], at.Name, full(at.X.Value), full(at.X.Low), full(at.X.High), full(at.Y.Value), full(at.Y.Low), full(at.Y.High)})
	}
	if f := l.Fit; f != nil {
		for i, x := range f.X {
			row := []string{"", f.Name, full(x), "", "", full(f.Y[i]), "", ""}
			if f.Low != nil {
				row[6], row[7] = full(f.Low[i]), full(f.High[i])
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func (l Plane) check() error {
	if len(l.Points) == 0 {
		return errors.New("there is no point to draw")
	}
	if len(l.Series) > len(hues) {
		return fmt.Errorf("%d series of points are too many to tell apart; at most %d can be", len(l.Series), len(hues))
	}
	for _, at := range l.Points {
		if at.Series < 0 || at.Series >= len(l.Series) {
			return fmt.Errorf("the point %s is of series %d of %d, counted from 0", at.Name, at.Series, len(l.Series))
		}
		for _, m := range []Measured{at.X, at.Y} {
			if !finite(m.place(), m.Low, m.High) || m.place() < m.Low || m.place() > m.High {
				return fmt.Errorf("the point %s, %s is at %v, within %v and %v; a value lies within its interval", l.Series[at.Series], at.Name, m.Value, m.Low, m.High)
			}
		}
	}
	if f := l.Fit; f != nil {
		if len(f.X) < 2 || len(f.X) != len(f.Y) || !ascending(f.X) || !finite(f.Y...) {
			return fmt.Errorf("the line %s has %d places and %d values; they ascend, are at least two and as many", f.Name, len(f.X), len(f.Y))
		}
		if f.Low != nil && (len(f.Low) != len(f.X) || len(f.High) != len(f.X) || !finite(f.Low...) || !finite(f.High...)) {
			return fmt.Errorf("the band of the line %s is not as long as the line", f.Name)
		}
	}
	return nil
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// scales hold the points with their intervals; of the line what lies within those of X.
func (l Plane) scales(top, foot float64) (x, y scale) {
	x, y = scale{math.Inf(1), math.Inf(-1), 56, width - margin - 14}, scale{math.Inf(1), math.Inf(-1), foot, top}
	for _, at := range l.Points {
		x.from, x.to = min(x.from, at.X.Low), max(x.to, at.X.High)
		y.from, y.to = min(y.from, at.Y.Low), max(y.to, at.Y.High)
	}
	if f := l.Fit; f != nil {
		for _, ends := range [][]float64{f.Y, f.Low, f.High} {
			for _, v := range ends {
				y.from, y.to = min(y.from, v), max(y.to, v)
			}
		}
		x.from, x.to = min(x.from, f.X[0]), max(x.to, f.X[len(f.X)-1])
	}
	for _, s := range []*scale{&x, &y} {
		pad := (s.to - s.from) * .04
		if pad == 0 {
			pad = 1
		}
		s.from, s.to = s.from-pad, s.to+pad
	}
	return x, y
}

func (l Plane) body(p *page, top float64) float64 {
	var legend []entry
	for i, name := range l.Series {
		legend = append(legend, entry{2 * radius, func(x, y float64) { p.mark(i, x+radius, y, radius, false) }, name})
	}
	if l.Fit != nil {
		legend = append(legend, entry{36, func(x, y float64) {
			if l.Fit.Low != nil {
				p.add(`<rect%s x="%s" y="%s" width="36" height="16" fill-opacity="0.16"/>`, p.paint(faint, none), place(x), place(y-8))
			}
			p.line(quiet, x, y, x+36, y, 1.5, dashed("6 3"))
		}, l.Fit.Name})
	}
	top = p.legend(top, legend) + 26
	p.text(ink, margin, top-8, "start", small, "↑ "+fitted(l.Y.Name, small, false, width-2*margin-20))
	foot := top + 440
	x, y := l.scales(top, foot)
	marks := ticks(y.from, y.to, 7)
	for _, v := range marks {
		x.low = max(x.low, margin+wide(p.number(v)+l.Y.Unit, small, false)+6)
	}
	for _, v := range marks {
		p.line(gridded(v), x.low, y.at(v), x.high, y.at(v), 1, "")
		p.text(quiet, x.low-6, y.at(v)+5, "end", small, p.number(v)+l.Y.Unit)
	}
	for _, v := range p.counted(x, 7, small, l.X.Unit) {
		p.line(gridded(v), x.at(v), top, x.at(v), foot, 1, "")
		p.text(quiet, x.at(v), foot+20, "middle", small, p.number(v)+l.X.Unit)
	}
	p.text(ink, width-margin, foot+42, "end", small, fitted(l.X.Name, small, false, width-2*margin-20)+" →")
	if l.Fit != nil {
		l.Fit.draw(p, x, y)
	}
	points, bars := make([]named, len(l.Points)), []area{}
	for i, at := range l.Points {
		px, py := x.at(at.X.place()), y.at(at.Y.place())
		points[i] = named{text: at.Name, x: px, y: py, r: radius + 1}
		bars = append(bars, area{x.at(at.X.Low), py - 1, x.at(at.X.High), py + 1}, area{px - 1, y.at(at.Y.High), px + 1, y.at(at.Y.Low)})
		p.add(`<path%s d="M%s %sH%sM%s %sV%s" stroke-width="1.5" stroke-opacity="0.5"/>`, p.paint(none, hues[at.Series]),
			place(x.at(at.X.Low)), place(py), place(x.at(at.X.High)), place(px), place(y.at(at.Y.Low)), place(y.at(at.Y.High)))
	}
	settle(points, bars, area{x.low, top, width - 2, foot})
	for _, n := range points {
		if n.placed && n.far {
			p.lead(n)
		}
	}
	for i, at := range l.Points {
		p.mark(at.Series, points[i].x, points[i].y, radius, math.IsNaN(at.X.Value) || math.IsNaN(at.Y.Value))
	}
	for i, n := range points {
		if n.placed {
			p.over(hues[l.Points[i].Series], n.at[0], n.at[1], "middle", small, false, n.text)
		}
	}
	return foot + 46
}

// gridded is the colour of the line at a value.
func gridded(v float64) colour {
	if v == 0 {
		return rule
	}
	return grid
}

// lead draws the line from a point to the edge of its name.
func (p *page) lead(n named) {
	b := n.box(n.at[0], n.at[1])
	x, y := max(b.x1, min(b.x2, n.x)), max(b.y1, min(b.y2, n.y))
	p.line(faint, n.x, n.y, x, y, 1, "")
}

// draw draws the band and the line.
func (f Fit) draw(p *page, x, y scale) {
	points := func(values []float64) (all []string) {
		for i, v := range values {
			all = append(all, place(x.at(f.X[i]))+" "+place(y.at(v)))
		}
		return all
	}
	if f.Low != nil {
		edge := points(f.High)
		low := points(f.Low)
		for i := len(low) - 1; i >= 0; i-- {
			edge = append(edge, low[i])
		}
		p.add(`<path%s d="M%sZ" fill-opacity="0.16"/>`, p.paint(faint, none), strings.Join(edge, "L"))
	}
	p.add(`<path%s d="M%s" stroke-width="1.5"%s/>`, p.paint(none, quiet), strings.Join(points(f.Y), "L"), dashed("6 3"))
}
