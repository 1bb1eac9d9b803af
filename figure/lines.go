package figure

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
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
	Title  string
	About  string // a line under the title: what the numbers are, in which unit
	Spoken string // what is to be seen, for those who do not see it
	Source string
	Lines  []Line
}

const (
	width, height = 600.0, 680.0
	left, right   = 40.0, 158.0 // for the numbers, and for the names of the lines
	size, small   = 16.0, 14.0  // of text: where the picture is 390 wide, as on a telephone, ten and nine
)

// WriteSVG draws the chart.
func (c Chart) WriteSVG(w io.Writer) error {
	if err := c.check(); err != nil {
		return err
	}
	about, source := wrapped(c.About, size), wrapped(c.Source, small)
	top := 66 + 19*float64(len(about))
	foot := height - 50 - 17*float64(len(source))
	x, y := c.scales(top, foot)
	p := page{}
	p.add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="title desc" font-family="system-ui, 'DejaVu Sans', sans-serif">`, place(width), place(height))
	p.add(`<title id="title">%s</title>`, escape(c.Title))
	p.add(`<desc id="desc">%s</desc>`, escape(c.Spoken))
	p.style(c.Lines)
	p.add(`<rect class="paper" width="%s" height="%s" fill="#ffffff"/>`, place(width), place(height))
	p.add(`<text class="ink" x="10" y="30" font-size="20" font-weight="bold" fill="#1a1a1a">%s</text>`, escape(c.Title))
	for i, line := range about {
		p.text("quiet", 10, 54+19*float64(i), "start", size, line)
	}
	p.axes(x, y, foot)
	for i, l := range c.Lines {
		if l.Context {
			p.line(l, i, x, y)
		}
	}
	for i, l := range c.Lines {
		p.band(l, i, x, y)
	}
	for i, l := range c.Lines {
		if !l.Context {
			p.line(l, i, x, y)
		}
	}
	p.names(c.Lines, x, y, top, foot)
	for i, line := range source {
		p.text("quiet", 10, height-10-17*float64(len(source)-1-i), "start", small, line)
	}
	p.add(`</svg>`)
	_, err := io.WriteString(w, p.String())
	return err
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
	if focal > len(colours) {
		return fmt.Errorf("%d lines are too many to tell apart by colour; at most %d can be, and others be drawn as context", focal, len(colours))
	}
	return nil
}

// scales hold all lines, and of the bands those that are drawn.
func (c Chart) scales(top, foot float64) (x, y scale) {
	x, y = scale{math.Inf(1), math.Inf(-1), left, width - right}, scale{math.Inf(1), math.Inf(-1), foot, top}
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
	return x, y
}
