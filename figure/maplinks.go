package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// course is a link as it is drawn.
type course struct {
	link  Link
	hue   colour
	thick float64
	line  []spot
}

const (
	thickest, thinnest = 11.0, 1.5 // of lines whose weight is known
	hollow             = 4.0       // of those whose is not
	steps              = 12        // of a curve, from one point to the next
)

// courses lays the links on the picture. Links that run side by side between the same two points are spread apart by their
// widths, as on a map of railways.
func (m Map) courses(g globe) []course {
	most := 0.0
	for _, l := range m.Links {
		if !math.IsNaN(l.Weight) {
			most = max(most, l.Weight)
		}
	}
	all := make([]course, len(m.Links))
	type stretch [2]spot
	users := map[stretch][]int{}
	runs := make([][]spot, len(m.Links))
	key := func(a, b spot) (s stretch, turned float64) {
		if cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) > 0 {
			return stretch{b, a}, -1
		}
		return stretch{a, b}, 1
	}
	for i, l := range m.Links {
		all[i] = course{link: l, hue: m.hue(l.Kind), thick: hollow}
		if !math.IsNaN(l.Weight) {
			all[i].thick = thinnest
			if most > 0 {
				all[i].thick = max(thinnest, thickest*l.Weight/most)
			}
		}
		for _, p := range m.run(l) {
			runs[i] = append(runs[i], g.at(p))
		}
		for k := range len(runs[i]) - 1 {
			s, _ := key(runs[i][k], runs[i][k+1])
			users[s] = append(users[s], i)
		}
	}
	for i := range all {
		aside := make([]float64, len(runs[i])-1)
		for k := range aside {
			s, turned := key(runs[i][k], runs[i][k+1])
			before, whole := 0.0, -2.0
			for _, u := range users[s] {
				if u < i {
					before += all[u].thick + 2
				}
				whole += all[u].thick + 2
			}
			aside[k] = turned * (before + all[i].thick/2 - whole/2)
		}
		all[i].line = curve(runs[i], aside)
	}
	return all
}

// curve bends a line through its points (Catmull and Rom 1974, with the tangents of neighbours) and moves each stretch aside. A
// line of two points bows a little.
func curve(points []spot, aside []float64) (line []spot) {
	n := len(points)
	if n == 2 {
		a, b := points[0], points[1]
		middle := spot{(a.x+b.x)/2 + (b.y-a.y)*.06, (a.y+b.y)/2 - (b.x-a.x)*.06}
		points, aside, n = []spot{a, middle, b}, []float64{aside[0], aside[0]}, 3
	}
	at := func(i int) spot { return points[max(0, min(n-1, i))] }
	for k := range n - 1 {
		p0, p1, p2, p3 := at(k-1), at(k), at(k+1), at(k+2)
		from, to := 0.0, 0.0 // at the two ends, where the line comes from its neighbours or out of its node
		if k > 0 {
			from = (aside[k-1] + aside[k]) / 2
		}
		if k < n-2 {
			to = (aside[k] + aside[k+1]) / 2
		}
		for j := range steps + 1 {
			if j == 0 && k > 0 {
				continue
			}
			t := float64(j) / steps
			off := aside[k]
			if t < .25 {
				off = from + (off-from)*t*4
			} else if t > .75 {
				off = to + (off-to)*(1-t)*4
			}
			const tension = .35 // of 1/2, so that the line does not swing out
			h1, h2, h3, h4 := 2*t*t*t-3*t*t+1, t*t*t-2*t*t+t, -2*t*t*t+3*t*t, t*t*t-t*t
			x := h1*p1.x + h2*tension*(p2.x-p0.x) + h3*p2.x + h4*tension*(p3.x-p1.x)
			y := h1*p1.y + h2*tension*(p2.y-p0.y) + h3*p2.y + h4*tension*(p3.y-p1.y)
			long := math.Hypot(p2.x-p1.x, p2.y-p1.y)
			if long > 0 {
				x, y = x-off*(p2.y-p1.y)/long, y+off*(p2.x-p1.x)/long
			}
			line = append(line, spot{x, y})
		}
	}
	return line
}

// draw writes the line and the head that says which way it runs.
func (c course) draw(p *page) {
	var d strings.Builder
	for i, s := range c.line {
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + place(s.x) + " " + place(s.y))
	}
	style := dashed(dots[c.link.Status])
	p.add(`<path%s d="%s" stroke-width="%s" stroke-linejoin="round" stroke-opacity="0.9"%s/>`, p.paint(none, c.hue), d.String(), place(c.thick), style)
	if math.IsNaN(c.link.Weight) {
		p.add(`<path%s d="%s" stroke-width="1.6" stroke-linejoin="round"/>`, p.paint(none, paper), d.String())
	}
	p.head(c.hue, c.line, c.thick)
}

// head draws the point of an arrow at the end of a line, a little before it, where the node is.
func (p *page) head(hue colour, line []spot, thick float64) {
	end := line[len(line)-1]
	tail := line[0]
	for _, s := range slices.Backward(line) {
		if math.Hypot(s.x-end.x, s.y-end.y) >= 20 {
			tail = s
			break
		}
	}
	long := math.Hypot(end.x-tail.x, end.y-tail.y)
	if long < 14 {
		return
	}
	ux, uy := (end.x-tail.x)/long, (end.y-tail.y)/long
	half, depth := 3.5+thick*.65, 7+thick*.7
	tip := spot{end.x - 4*ux, end.y - 4*uy}
	foot := spot{tip.x - depth*ux, tip.y - depth*uy}
	p.add(`<path%s d="M%s %sL%s %sL%s %sZ" stroke-width="1"/>`, p.paint(hue, paper), place(tip.x), place(tip.y),
		place(foot.x-half*uy), place(foot.y+half*ux), place(foot.x+half*uy), place(foot.y-half*ux))
}

// said is what is written beside a link: its name, then what it carries and of which kind it is.
func (c course) said(p *page) (name, more string) {
	more = "?"
	if !math.IsNaN(c.link.Weight) {
		more = p.number(c.link.Weight)
	}
	if c.link.Kind != "" {
		more += " " + c.link.Kind
	}
	return c.link.Name, more
}

// legend says below the map what widths, colours and dashes mean, as far as they occur, and what found no room on it.
func (m Map) legend(p *page, y float64, lines []course, missing []int) float64 {
	var entries []entry
	sample := func(c colour, thick float64, style, name string) {
		entries = append(entries, entry{28, func(x, middle float64) { p.line(c, x, middle, x+28, middle, thick, style) }, name})
	}
	has := func(is func(Link) bool) bool { return slices.ContainsFunc(m.Links, is) }
	for i, k := range m.Kinds {
		if has(func(l Link) bool { return l.Kind == k.Code }) {
			sample(hues[i], 5, "", k.Code+" "+k.Name)
		}
	}
	if has(func(l Link) bool { return l.Kind == "" }) {
		sample(quiet, 5, "", cmp.Or(m.Words.None, "none of these"))
	}
	if i := heaviest(lines); i >= 0 {
		sample(ink, lines[i].thick, "", strings.TrimSpace(p.number(lines[i].link.Weight)+" "+m.Unit))
	}
	if has(func(l Link) bool { return math.IsNaN(l.Weight) }) {
		entries = append(entries, entry{28, func(x, middle float64) {
			p.line(ink, x, middle, x+28, middle, hollow, "")
			p.line(paper, x, middle, x+28, middle, 1.6, "")
		}, "? " + cmp.Or(m.Words.Unknown, "not known")})
	}
	for s := Planned; s <= Idea; s++ {
		if has(func(l Link) bool { return l.Status == s }) {
			sample(ink, 3, dashed(dots[s]), cmp.Or(map[Status]string{Planned: m.Words.Planned, Idea: m.Words.Idea}[s], s.String()))
		}
	}
	y = p.legend(y, entries)
	if len(missing) > 0 {
		var said []string
		for _, i := range missing {
			name, more := lines[i].said(p)
			if l := lines[i].link; !strings.Contains(name, l.From) && !strings.Contains(name, l.To) {
				more += " (" + l.From + " → " + l.To + ")"
			}
			said = append(said, name+" "+more)
		}
		for _, line := range wrapped(cmp.Or(m.Words.Unnamed, "Not named on the map")+": "+strings.Join(said, "; ")+".", small, false, width-2*margin) {
			p.text(quiet, margin, y+15, "start", small, line)
			y += 18
		}
	}
	return y
}

// heaviest is the number of the link with the largest weight, or -1.
func heaviest(lines []course) int {
	best := -1
	for i, c := range lines {
		if c.link.Weight > 0 && (best < 0 || c.link.Weight > lines[best].link.Weight) {
			best = i
		}
	}
	return best
}
