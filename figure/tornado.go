package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Tornado shows what a result hangs on: for each input the results at both ends of its range, all others at their middles, the
// widest at the top.
type Tornado struct {
	Frame
	Middle     float64 // the result with all inputs at their middles
	MiddleName string
	Axis       Axis
	Decimals   int    // of the results that are written
	Low, High  string // of the legend: what the sides of a bar are, where the input is at the lower and the upper end of its range
	Swings     []Swing
}

// Swing is one input. From and To are the ends of its range as they are to be written, AtFrom and AtTo the results there.
type Swing struct {
	Name, From, To string
	AtFrom, AtTo   float64
}

func (s Swing) ends() (low, high float64) { return min(s.AtFrom, s.AtTo), max(s.AtFrom, s.AtTo) }

// WriteSVG draws the bars.
func (t Tornado) WriteSVG(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	return t.draw(w, t.body)
}

// Table has a row for each input, the widest first.
func (t Tornado) Table() [][]string {
	rows := [][]string{{"input", "from", "to", "at_from", "at_to", "middle"}}
	for _, s := range t.sorted() {
		rows = append(rows, []string{s.Name, s.From, s.To, full(s.AtFrom), full(s.AtTo), full(t.Middle)})
	}
	return rows
}

func (t Tornado) check() error {
	if len(t.Swings) == 0 {
		return errors.New("the result hangs on nothing")
	}
	if t.Decimals < 0 {
		return fmt.Errorf("results cannot be written with %d decimals", t.Decimals)
	}
	for _, s := range t.Swings {
		if !finite(s.AtFrom, s.AtTo, t.Middle) {
			return fmt.Errorf("the results of %s are %v and %v about %v; each is a number", s.Name, s.AtFrom, s.AtTo, t.Middle)
		}
	}
	if t.Low == "" || t.High == "" {
		return errors.New("the legend has no words for the sides of the bars")
	}
	return nil
}

func (t Tornado) sorted() []Swing {
	all := slices.Clone(t.Swings)
	slices.SortStableFunc(all, func(a, b Swing) int {
		return cmp.Compare(math.Abs(b.AtTo-b.AtFrom), math.Abs(a.AtTo-a.AtFrom))
	})
	return all
}

// result is written with the decimals asked for.
func (t Tornado) result(p *page, v float64) string {
	text := strconv.FormatFloat(v, 'f', t.Decimals, 64)
	if digits, negative := strings.CutPrefix(text, "-"); negative {
		text = digits
		if strings.Trim(digits, "0.") != "" {
			text = "−" + digits
		}
	}
	if p.decimal == "," {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + t.Axis.Unit
}

// The sides of a bar, which differ in lightness too.
var lower, upper = hues[1], sequence[2]

func (t Tornado) body(p *page, top float64) float64 {
	swings := t.sorted()
	y := p.legend(top, []entry{
		{22, func(x, y float64) { p.rect(lower, none, x, y-7.5, 22, 15) }, t.Low},
		{22, func(x, y float64) { p.rect(upper, none, x, y-7.5, 22, 15) }, t.High},
	}) + 4

	x := scale{t.Middle, t.Middle, 0, 0}
	names, label := 60.0, 0.0
	for _, s := range swings {
		low, high := s.ends()
		x.from, x.to = min(x.from, low), max(x.to, high)
		names = max(names, wide(s.Name, small, false), wide(s.between(), small, false))
		label = max(label, wide(t.result(p, low), small, false), wide(t.result(p, high), small, false))
	}
	if x.from == x.to {
		x.from, x.to = x.from-1, x.to+1
	}
	names = min(names, 220)
	x.low, x.high = margin+names+10+label+8, width-margin-label-8

	y += 22
	middle := strings.TrimSpace(t.MiddleName + " " + t.result(p, t.Middle))
	half := wide(middle, small, true) / 2
	p.bold(ink, max(margin+half, min(width-margin-half, x.at(t.Middle))), y-6, "middle", small, fitted(middle, small, true, width-2*margin))
	const rowHigh = 42
	foot := y + rowHigh*float64(len(swings)) + 4
	for _, v := range p.counted(x, 5, small, t.Axis.Unit) {
		p.line(grid, x.at(v), y, x.at(v), foot, 1, "")
		p.text(quiet, x.at(v), foot+18, "middle", small, p.number(v)+t.Axis.Unit)
	}
	p.line(ink, x.at(t.Middle), y, x.at(t.Middle), foot, 1.5, "")
	for _, s := range swings {
		low, high := s.ends()
		p.text(ink, margin, y+18, "start", small, fitted(s.Name, small, false, names))
		p.text(quiet, margin, y+34, "start", small, fitted(s.between(), small, false, names))
		split := min(max(t.Middle, low), high)
		if split == low || split == high { // both results are on one side of the middle
			split = (low + high) / 2
		}
		left, right := lower, upper
		if s.AtFrom > s.AtTo {
			left, right = upper, lower
		}
		p.rect(left, none, x.at(low), y+9, x.at(split)-x.at(low), 24)
		p.rect(right, none, x.at(split), y+9, x.at(high)-x.at(split), 24)
		if low < t.Middle && t.Middle < high {
			p.line(ink, x.at(split), y+9, x.at(split), y+33, 1.5, "")
		}
		p.over(ink, x.at(low)-6, y+26, "end", small, false, t.result(p, low))
		p.over(ink, x.at(high)+6, y+26, "start", small, false, t.result(p, high))
		y += rowHigh
	}
	if t.Axis.Name != "" {
		foot += 20
		p.text(ink, width-margin, foot+18, "end", small, fitted(t.Axis.Name, small, false, width-2*margin-20)+" →")
	}
	return foot + 24
}

// between is the range of the input.
func (s Swing) between() string { return s.From + " … " + s.To }
