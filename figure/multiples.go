package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Multiples are panels of the same make, one under the other: in each a row a domain, and in each row a mark a series on one
// scale that all panels share. The largest of a row is named beside it, in bold where
// none can be larger. A value known within bounds is a line between them, with a hollow mark that says whose it is.
type Multiples struct {
	Frame
	Series []string // at most five: each has a colour and a shape
	Panels []Panel
	From   float64 // of the scale; From and To may be left 0 both, and then it holds all values and 0
	To     float64
	Unit   string // after a number of the scale: "%"
	Axis   string // what the scale measures, or ""
	Bounds string // of the legend: what a line between two ends is; needed where there is one
}

// Panel is one of the panels.
type Panel struct {
	Name string
	Rows []Dots
}

// Dots is a row of a panel: a range for each series, in their order.
type Dots struct {
	Name   string
	Values []Range
	Text   string // written after the name of the leader: "95%"; "" writes its value and the unit. Of a row without values, all it has
}

// Range is a value from Low to High, which are the same where it is known; NaN where nothing is, and then nothing is drawn.
type Range struct{ Low, High float64 }

func (r Range) known() bool { return !math.IsNaN(r.Low) && !math.IsNaN(r.High) }

// high is how much of a row's height the mark would have: a line needs less than a dot.
func (r Range) high() float64 {
	if r.Low < r.High {
		return radius + 2
	}
	return 2 * radius
}

// WriteSVG draws the panels.
func (m Multiples) WriteSVG(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	return m.draw(w, m.body)
}

// Table has a row for each value.
func (m Multiples) Table() [][]string {
	rows := [][]string{{"panel", "row", "series", "low", "high"}}
	for _, panel := range m.Panels {
		for _, r := range panel.Rows {
			for i, v := range r.Values {
				rows = append(rows, []string{panel.Name, r.Name, m.Series[i], full(v.Low), full(v.High)})
			}
		}
	}
	return rows
}

func (m Multiples) check() error {
	if len(m.Series) == 0 || len(m.Series) > len(hues) {
		return fmt.Errorf("the panels have %d series; they may have 1 to %d, which is how many colours and shapes can be told apart", len(m.Series), len(hues))
	}
	known := 0
	for _, panel := range m.Panels {
		for _, r := range panel.Rows {
			if len(r.Values) != len(m.Series) {
				return fmt.Errorf("the row %s, %s has %d values for %d series", panel.Name, r.Name, len(r.Values), len(m.Series))
			}
			for i, v := range r.Values {
				switch {
				case !v.known():
					continue
				case v.Low > v.High || math.IsInf(v.Low, 0) || math.IsInf(v.High, 0):
					return fmt.Errorf("the value %s, %s, %s reaches from %v to %v", panel.Name, r.Name, m.Series[i], v.Low, v.High)
				case m.From != m.To && (v.Low < m.From || v.High > m.To):
					return fmt.Errorf("the value %s, %s, %s, from %v to %v, is off the scale from %v to %v", panel.Name, r.Name, m.Series[i], v.Low, v.High, m.From, m.To)
				case v.Low < v.High && m.Bounds == "":
					return fmt.Errorf("the value %s, %s, %s has bounds, for which the legend has no words", panel.Name, r.Name, m.Series[i])
				}
				known++
			}
		}
	}
	if known == 0 {
		return errors.New("the panels have no value to draw")
	}
	if m.From > m.To {
		return fmt.Errorf("the scale reaches from %v to %v", m.From, m.To)
	}
	return nil
}

// ends of the scale.
func (m Multiples) ends() (from, to float64) {
	if m.From != m.To {
		return m.From, m.To
	}
	for _, panel := range m.Panels {
		for _, r := range panel.Rows {
			for _, v := range r.Values {
				if v.known() {
					from, to = min(from, v.Low), max(to, v.High)
				}
			}
		}
	}
	if from == to {
		to = 1
	}
	return from, to
}

// leader is the series of the largest value of a row, by its lower bound, or -1.
func (r Dots) leader() int {
	best := -1
	for i, v := range r.Values {
		if v.known() && (best < 0 || v.Low > r.Values[best].Low || v.Low == r.Values[best].Low && v.High > r.Values[best].High) {
			best = i
		}
	}
	return best
}

// label of a row names its leader, which stands at the far end.
func (m Multiples) label(p *page, r Dots) string {
	i := r.leader()
	if i < 0 {
		return ""
	}
	text := r.Text
	if text == "" {
		v := r.Values[i]
		text = p.number(v.Low) + m.Unit
		if v.Low < v.High {
			text = p.number(v.Low) + "–" + p.number(v.High) + m.Unit
		}
	}
	return m.Series[i] + " " + text
}

const (
	rowHigh = 40.0
	radius  = 6.0
)

func (m Multiples) body(p *page, top float64) float64 {
	bounds := false
	var legend []entry
	for i, name := range m.Series {
		legend = append(legend, entry{2 * radius, func(x, y float64) { p.mark(i, x+radius, y, radius, false) }, name})
	}
	names := 60.0
	for _, panel := range m.Panels {
		names = max(names, wide(panel.Name, size, true))
		for _, r := range panel.Rows {
			names = max(names, wide(r.Name, small, false))
			for _, v := range r.Values {
				bounds = bounds || v.known() && v.Low < v.High
			}
		}
	}
	if bounds {
		legend = append(legend, entry{40, func(x, y float64) { p.between(faint, x, x+40, y) }, m.Bounds})
	}
	y := p.legend(top, legend) + 6
	names = min(names, 220)
	half := 14.0 // of the first number of the scale, which may begin a panel beside its name
	from, to := m.ends()
	for _, v := range ticks(from, to, 5) {
		half = max(half, wide(p.number(v)+m.Unit, small, false)/2)
	}
	x := m.scale(p, margin+names+half+4)
	marks := p.counted(x, 5, small, m.Unit)
	for _, panel := range m.Panels {
		y += 28
		p.bold(ink, margin, y-6, "start", size, fitted(panel.Name, size, true, names))
		for _, v := range marks {
			p.text(quiet, x.at(v), y-6, "middle", small, p.number(v)+m.Unit)
		}
		foot := y + rowHigh*float64(len(panel.Rows))
		for _, v := range marks {
			p.line(grid, x.at(v), y, x.at(v), foot, 1, "")
		}
		for _, r := range panel.Rows {
			p.line(grid, margin, y, x.high, y, 1, "")
			p.text(ink, margin, y+rowHigh/2+5, "start", small, fitted(r.Name, small, false, names))
			m.row(p, r, x, y)
			y += rowHigh
		}
		y += 6
	}
	if m.Axis != "" {
		y += 18
		p.text(quiet, x.low, y-4, "start", small, fitted(m.Axis, small, false, width-margin-x.low))
	}
	return y
}

// scale begins at low and leaves as much room at its end as the names of the leaders need.
func (m Multiples) scale(p *page, low float64) scale {
	from, to := m.ends()
	high := width - margin - 14
	for _, panel := range m.Panels {
		for _, r := range panel.Rows {
			i := r.leader()
			if i < 0 {
				continue
			}
			part := (r.far() - from) / (to - from)
			need := wide(m.label(p, r), small, true) + 2*radius + 6
			if part > 0 {
				high = min(high, low+(width-margin-need-low)/part)
			}
		}
	}
	return scale{from, to, low, max(high, low+(width-margin-low)/2)}
}

// far is the rightmost end of what is drawn in a row.
func (r Dots) far() float64 {
	far := math.Inf(-1)
	for _, v := range r.Values {
		if v.known() {
			far = max(far, v.High)
		}
	}
	return far
}

// row draws the marks of a row. The leader is drawn last and named, in bold where no other can be larger.
func (m Multiples) row(p *page, r Dots, x scale, y float64) {
	lead, sure := r.leader(), true
	lanes := r.lanes(x)
	for _, last := range []bool{false, true} {
		for i, v := range r.Values {
			if !v.known() || (i == lead) != last {
				continue
			}
			sure = sure && (i == lead || v.High <= r.Values[lead].Low)
			at := y + rowHigh/2 + lanes[i]
			if v.Low < v.High { // the marks stand in different parts of lines of the same ends
				p.between(hues[i], x.at(v.Low), x.at(v.High), at)
				p.mark(i, x.at(v.Low+(v.High-v.Low)*float64(i+1)/float64(len(r.Values)+1)), at, radius-1.5, true)
			} else {
				p.mark(i, x.at(v.Low), at, radius, false)
			}
		}
	}
	if lead < 0 {
		p.text(quiet, x.low+4, y+rowHigh/2+5, "start", small, fitted(r.Text, small, false, width-margin-x.low-4))
		return
	}
	at := x.at(r.far()) + radius + 6
	p.over(hues[lead], at, y+rowHigh/2+5, "start", small, sure, fitted(m.label(p, r), small, true, width-margin-at))
}

// lanes are how far each mark of a row stands above or below its middle: those that would cover one another are spread.
func (r Dots) lanes(x scale) []float64 {
	lanes := make([]float64, len(r.Values))
	ends := func(i int) (float64, float64) { return x.at(r.Values[i].Low) - radius, x.at(r.Values[i].High) + radius }
	var byLow []int
	for i, v := range r.Values {
		if v.known() {
			byLow = append(byLow, i)
		}
	}
	slices.SortStableFunc(byLow, func(a, b int) int { return cmp.Compare(r.Values[a].Low, r.Values[b].Low) })
	for len(byLow) > 0 {
		_, reach := ends(byLow[0])
		n := 1
		for n < len(byLow) {
			low, high := ends(byLow[n])
			if low >= reach {
				break
			}
			reach = max(reach, high)
			n++
		}
		together, total := slices.Sorted(slices.Values(byLow[:n])), 0.0
		for _, i := range together {
			total += r.Values[i].high()
		}
		if n > 1 {
			narrow := min(1, (rowHigh-4)/total)
			from := -total * narrow / 2
			for _, i := range together {
				lanes[i] = from + r.Values[i].high()*narrow/2
				from += r.Values[i].high() * narrow
			}
		}
		byLow = byLow[n:]
	}
	return lanes
}

// between draws a line between two bounds.
func (p *page) between(c colour, x1, x2, y float64) {
	p.add(`<path%s d="M%s %sH%sM%s %sv8M%s %sv8" stroke-width="1.8"/>`, p.paint(none, c), place(x1), place(y), place(x2), place(x1), place(y-4), place(x2), place(y-4))
}
