package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// naming places names on a map one after the other, each where it covers none before it and as little as may be of the links.
type naming struct {
	p      *page
	window area
	taken  []area
	lines  []course
}

const leading = 15.0 // from one line of a name to the next

// names writes the names of the shapes in focus, of the links, of the nodes and of the neighbours, in this order, and gives the
// numbers of the links that found no room.
func (m Map) names(p *page, g globe, window area, grounds [][][]spot, lines []course) (missing []int) {
	n := &naming{p: p, window: window.grown(-3), lines: lines}
	for _, node := range m.Nodes {
		s := g.at(node.At)
		n.taken = append(n.taken, area{s.x - 5, s.y - 5, s.x + 5, s.y + 5})
	}
	m.shapeNames(n, grounds, true)
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(lines[a].thick, lines[b].thick) })
	for _, i := range order {
		if !n.link(lines[i]) {
			missing = append(missing, i)
		}
	}
	slices.Sort(missing)
	for _, node := range m.Nodes {
		n.node(g.at(node.At), node.Name)
	}
	m.shapeNames(n, grounds, false)
	return missing
}

// room tells whether an area is in view and free, and how much of the links it covers.
func (n *naming) room(b area) (covers float64, free bool) {
	if !n.window.holds(b) || slices.ContainsFunc(n.taken, b.meets) {
		return 0, false
	}
	for _, c := range n.lines {
		near := b.grown(c.thick / 2)
		for i, s := range c.line {
			if near.has(s) {
				covers++
			}
			if i > 0 { // the steps of a long stretch may be longer than a name is high
				o := c.line[i-1]
				for t := .25; t < 1; t += .25 {
					if near.has(spot{o.x + t*(s.x-o.x), o.y + t*(s.y-o.y)}) {
						covers += .25
					}
				}
			}
		}
	}
	return covers, true
}

// link writes a link's name where along it, and on which side, it covers least.
func (n *naming) link(c course) bool {
	name, more := c.said(n.p)
	texts := wrapped(name, small, true, 132)
	if last := texts[len(texts)-1]; wide(last+" ", small, true)+wide(more, small, false) <= 140 {
		more = " " + more
	} else {
		texts = append(texts, "")
	}
	w, h := 0.0, leading*float64(len(texts))
	for i, t := range texts {
		one := wide(t, small, true)
		if i == len(texts)-1 {
			one += wide(more, small, false)
		}
		w = max(w, one)
	}
	best, cost, from := area{}, math.Inf(1), spot{}
	for k := 1; k < 20; k++ {
		along := float64(k) / 20
		s := c.line[int(along*float64(len(c.line)-1))]
		for _, far := range []float64{4, 12, 24, 40, 60} {
			gap, dear := c.thick/2+far, far/2+8*math.Abs(along-.5)
			if dear >= cost {
				break
			}
			for _, d := range []spot{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {.8, .8}, {-.8, .8}, {.8, -.8}, {-.8, -.8}} {
				b := area{s.x + gap*d.x, s.y + gap*d.y, 0, 0}
				b.x1 -= w * (1 - sign(d.x)) / 2
				b.y1 -= h * (1 - sign(d.y)) / 2
				b.x2, b.y2 = b.x1+w, b.y1+h
				covers, free := n.room(b)
				if !free {
					continue
				}
				v := dear + 5*covers
				if v < cost {
					v += n.crossed(c, s, b)
				}
				if v < cost {
					best, cost, from = b, v, s
				}
			}
		}
	}
	if math.IsInf(cost, 1) {
		return false
	}
	n.taken = append(n.taken, best)
	if to, led := c.led(from, best); led {
		n.p.line(c.hue, from.x, from.y, to.x, to.y, 1, "")
	}
	for i, t := range texts {
		tail := ""
		if i == len(texts)-1 {
			tail = more
		}
		n.p.rimmed(c.hue, paper, best.x1, best.y1+leading*float64(i)+12, t, tail)
	}
	return true
}

// led is where a line to a name from a place on its link ends, if the name is so far off that it needs one.
func (c course) led(from spot, name area) (to spot, led bool) {
	to = spot{max(name.x1, min(name.x2, from.x)), max(name.y1, min(name.y2, from.y))}
	return to, math.Hypot(to.x-from.x, to.y-from.y) > c.thick/2+10
}

// crossed is what it costs that the line to a name would cross names and other links.
func (n *naming) crossed(c course, from spot, name area) (cost float64) {
	to, led := c.led(from, name)
	if !led {
		return 0
	}
	const parts = 12
	for k := 1; k < parts; k++ {
		t := float64(k) / parts
		on := spot{from.x + t*(to.x-from.x), from.y + t*(to.y-from.y)}
		if slices.ContainsFunc(n.taken, func(b area) bool { return b.has(on) }) {
			cost += 4
		}
		for _, o := range n.lines {
			if o.link.Name != c.link.Name && slices.ContainsFunc(o.line, func(s spot) bool { return math.Hypot(s.x-on.x, s.y-on.y) < 3+o.thick/2 }) {
				cost += 3
			}
		}
	}
	return cost
}

func sign(v float64) float64 { return float64(cmp.Compare(v, 0)) }

// node writes a node's name beside it, if there is room.
func (n *naming) node(s spot, name string) {
	w := wide(name, small, false)
	best, cost := area{}, math.Inf(1)
	for i, d := range []spot{{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {.8, -.8}, {.8, .8}, {-.8, -.8}, {-.8, .8}} {
		b := area{s.x + 7*d.x - w*(1-sign(d.x))/2, s.y + 7*d.y - 14*(1-sign(d.y))/2, 0, 0}
		b.x2, b.y2 = b.x1+w, b.y1+14
		if covers, free := n.room(b); free && 5*covers+float64(i)/4 < cost {
			best, cost = b, 5*covers+float64(i)/4
		}
	}
	if !math.IsInf(cost, 1) {
		n.taken = append(n.taken, best)
		n.p.rimmed(ink, paper, best.x1, best.y1+12, "", name)
	}
}

// shapeNames writes the labels of shapes where they lie within the shape, if they do anywhere.
func (m Map) shapeNames(n *naming, grounds [][][]spot, focal bool) {
	const grid = 40
	for i, s := range m.Shapes {
		if s.Focal != focal || s.Label == "" || grounds[i] == nil {
			continue
		}
		label := strings.ToUpper(s.Label)
		w := wide(label, small, false)
		whole := area{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, r := range grounds[i] {
			for _, q := range r {
				whole = area{min(whole.x1, q.x), min(whole.y1, q.y), max(whole.x2, q.x), max(whole.y2, q.y)}
			}
		}
		middle := spot{(whole.x1 + whole.x2) / 2, (whole.y1 + whole.y2) / 2}
		best, cost := area{}, math.Inf(1)
		for k := range grid * grid {
			s := spot{whole.x1 + (whole.x2-whole.x1)*(float64(k%grid)+.5)/grid, whole.y1 + (whole.y2-whole.y1)*(float64(k/grid)+.5)/grid}
			off := math.Hypot(s.x-middle.x, s.y-middle.y) / 20
			if off >= cost || !inside(grounds[i], s) {
				continue
			}
			b := area{s.x - w/2, s.y - 7, s.x + w/2, s.y + 7}
			covers, free := n.room(b)
			if !free {
				continue
			}
			out := 0.0
			for _, c := range []spot{{b.x1, b.y1}, {b.x2, b.y1}, {b.x1, b.y2}, {b.x2, b.y2}, {b.x1, s.y}, {b.x2, s.y}} {
				if !inside(grounds[i], c) {
					out++
				}
			}
			if !focal && out > 0 {
				continue
			}
			if v := 6*covers + 8*out + off; v < cost {
				best, cost = b, v
			}
		}
		if !math.IsInf(cost, 1) {
			n.taken = append(n.taken, best)
			ground := land
			if focal {
				ground = focus
			}
			n.p.rimmed(quiet, ground, best.x1, best.y1+12, "", label)
		}
	}
}
