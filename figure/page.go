package figure

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The colours and dashes of the lines that are not context, in their order. The colours differ in lightness too, so that a
// grey print parts most of them, and the dashes part the rest.
var (
	colours = []string{"#0072B2", "#D55E00", "#007A5A", "#AA3377", "#8A6D00"}
	bright  = []string{"#56B4E9", "#FF9A52", "#2FD3A2", "#F08CC8", "#F0E442"} // where the screen is dark
	dashes  = []string{"", "10 4", "3 3", "14 4 3 4", "6 3"}
	greys   = []string{"", "2 3", "8 3", "8 3 2 3", "4 2", "1 2"} // dashes of the lines that are
)

// page is the picture as it is written.
type page struct {
	strings.Builder
	hues []int // by line, its number among those that are context, or among the others
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

func (p *page) text(class string, x, y float64, anchor string, size float64, text string) {
	colour := map[string]string{"ink": "#1a1a1a", "quiet": "#555555"}[class]
	p.add(`<text class="%s" x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s">%s</text>`, class, place(x), place(y), place(size), anchor, colour, escape(text))
}

// style turns the colours over where the screen is dark. Everything has its colour of the day as an attribute, for programs
// that know no style sheets.
func (p *page) style(lines []Line) {
	p.add(`<style>`)
	p.add(`@media (prefers-color-scheme: dark) {`)
	p.add(`.paper { fill: #14171a } .ink { fill: #f0f0f0 } .quiet { fill: #b0b4b8 } .grid { stroke: #34393e } .context { stroke: #7d848b } .leader { stroke: #7d848b }`)
	n, context := 0, 0
	for i, l := range lines {
		if l.Context {
			p.hues = append(p.hues, context)
			context++
			continue
		}
		p.hues = append(p.hues, n)
		p.add(`.l%d { stroke: %s } .b%d, .n%d { fill: %s }`, i, bright[n], i, i, bright[n])
		n++
	}
	p.add(`}`)
	p.add(`</style>`)
}

// axes draws the lines that a reader counts by, and what they mean.
func (p *page) axes(x, y scale, foot float64) {
	for _, v := range ticks(y.from, y.to, 6) {
		stroke := "#dddddd"
		if v == 0 {
			stroke = "#aaaaaa"
		}
		p.add(`<path class="grid" d="M%s %sH%s" stroke="%s" fill="none"/>`, place(left), place(y.at(v)), place(width-right), stroke)
		p.text("quiet", left-7, y.at(v)+5, "end", small, number(v))
	}
	for _, v := range ticks(x.from, x.to, 6) {
		p.add(`<path class="grid" d="M%s %sv6" stroke="#aaaaaa" fill="none"/>`, place(x.at(v)), place(foot+4))
		p.text("quiet", x.at(v), foot+26, "middle", small, number(v))
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

func (p *page) line(l Line, i int, x, y scale) {
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
	h := p.hues[i]
	if l.Context {
		p.add(`<path class="context" d="%s" fill="none" stroke="#8a8a8a" stroke-width="1.5"%s/>`, d.String(), dashed(greys[h%len(greys)]))
		return
	}
	p.add(`<path class="l%d" d="%s" fill="none" stroke="%s" stroke-width="2.5" stroke-linejoin="round"%s/>`, i, d.String(), colours[h], dashed(dashes[h]))
}

func dashed(pattern string) string {
	if pattern == "" {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%s"`, pattern)
}

// band draws what lies between the ends of a line's intervals.
func (p *page) band(l Line, i int, x, y scale) {
	if l.Low == nil || l.Context {
		return
	}
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
	p.add(`<path class="b%d" d="%s" fill="%s" fill-opacity="0.14"/>`, i, d.String(), colours[p.hues[i]])
}

// names writes the name of each line beside its end, and leads from the end to the name where it had to be moved.
func (p *page) names(lines []Line, x, y scale, top, foot float64) {
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
		e := ends[k]
		name := x.high + 22
		p.add(`<path class="leader" d="M%s %sL%s %sH%s" fill="none" stroke="#8a8a8a"/>`, place(e.x+4), place(e.at), place(name-8), place(at), place(name-3))
		if lines[e.line].Context {
			p.text("quiet", name, at+5, "start", size, lines[e.line].Name)
			continue
		}
		p.add(`<text class="n%d" x="%s" y="%s" font-size="%s" font-weight="bold" fill="%s">%s</text>`, e.line, place(name), place(at+5), place(size), colours[p.hues[e.line]], escape(lines[e.line].Name))
	}
}

// wrapped breaks a text into lines that fit on the picture, a letter being about half as wide as high.
func wrapped(text string, size float64) (lines []string) {
	most := int((width - 20) / (size * .53))
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
