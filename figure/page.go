package figure

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

// page is the picture as it is written.
type page struct {
	strings.Builder
	decimal string
	used    []string // lines of the style sheet
}

func (p *page) add(format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

// text writes a line of text whose baseline is at y. The anchor, start, middle or end, is what of it is at x.
func (p *page) text(c colour, x, y float64, anchor string, size float64, text string) {
	p.lettered(p.paint(c, none), x, y, anchor, size, "", text)
}

func (p *page) bold(c colour, x, y float64, anchor string, size float64, text string) {
	p.lettered(p.paint(c, none), x, y, anchor, size, ` font-weight="bold"`, text)
}

// over writes a text that may lie on lines: they end at a rim of paper about it.
func (p *page) over(c colour, x, y float64, anchor string, size float64, bold bool, text string) {
	style := ` stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"`
	if bold {
		style += ` font-weight="bold"`
	}
	p.lettered(p.paint(c, paper), x, y, anchor, size, style, text)
}

func (p *page) lettered(paint string, x, y float64, anchor string, size float64, style, text string) {
	if anchor != "start" {
		style += fmt.Sprintf(` text-anchor="%s"`, anchor)
	}
	p.add(`<text%s x="%s" y="%s" font-size="%s"%s>%s</text>`, paint, place(x), place(y), place(size), style, escape(text))
}

// line draws a straight line. The style is of further attributes, or "".
func (p *page) line(c colour, x1, y1, x2, y2, thick float64, style string) {
	p.add(`<path%s d="M%s %sL%s %s" stroke-width="%s"%s/>`, p.paint(none, c), place(x1), place(y1), place(x2), place(y2), place(thick), style)
}

func (p *page) rect(fill, stroke colour, x, y, w, h float64) {
	p.add(`<rect%s x="%s" y="%s" width="%s" height="%s"/>`, p.paint(fill, stroke), place(x), place(y), place(w), place(h))
}

// number writes a value with no more digits than it has, to the picture's decimal sign.
func (p *page) number(v float64) string {
	if p.decimal == "," {
		return strings.Replace(number(v), ".", ",", 1)
	}
	return number(v)
}

// counted are round values on a scale that runs across, about so many or fewer, whose numbers have room.
func (p *page) counted(s scale, about int, size float64, unit string) (values []float64) {
	for ; about > 0; about-- {
		values = nil
		free, last := true, math.Inf(-1)
		for _, v := range ticks(s.from, s.to, about) {
			half := wide(p.number(v)+unit, size, false) / 2
			if s.at(v)+half > width {
				continue
			}
			free = free && s.at(v)-half >= last+8
			last = s.at(v) + half
			values = append(values, v)
		}
		if free {
			break
		}
	}
	return values
}

func dashed(pattern string) string {
	if pattern == "" {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%s"`, pattern)
}
