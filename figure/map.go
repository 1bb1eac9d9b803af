package figure

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Map is a network on a map: links between places, on the outlines of countries. The view is that of the focal shapes and the
// links; what is beyond is cut off.
type Map struct {
	Frame
	Shapes []Shape
	Nodes  []Node
	Links  []Link
	Unit   string  // of the links' weights, "million tonnes a year"
	Kinds  []Class // of links, up to five: each has its colour, in this order
	Words  MapWords
}

// MapWords are the words of a map's legend; those that are empty are in English.
type MapWords struct {
	None    string // of a link that is of no kind: "none of these"
	Unknown string // of a weight: "not known"
	Planned string // "planned"
	Idea    string // "idea"
	Unnamed string // before the links that found no room for their names: "Not named on the map"
}

// Shape is a country or whatever else has an outline. The rings, outer ones and holes alike, are filled by the even-odd rule;
// their longitudes may go on beyond 180.
type Shape struct {
	Name  string
	Label string // written on it where there is room; "" for none
	Focal bool   // the map is about it
	Rings [][]LonLat
}

// Node is where links begin and end.
type Node struct {
	Name string // unique, and written beside it where there is room
	At   LonLat
}

// Class is a kind of link: Code is written behind the link's name, and says in a grey print what the colour says otherwise.
type Class struct{ Code, Name string }

// Link runs from a node through further points to a node. Its width is its weight, or that of a hairline's double where the
// weight is NaN: not known.
type Link struct {
	Name     string
	From, To string // names of nodes
	Via      []LonLat
	Weight   float64 // 0 or more, or NaN
	Kind     string  // a Code, or "" for none of them
	Status   Status
}

// Status tells what is there from what is not.
type Status int

const (
	Operating Status = iota
	Planned          // drawn with dashes
	Idea             // drawn with dots
)

func (s Status) String() string { return [...]string{"operating", "planned", "idea"}[s] }

var (
	sea      = colour{"sea", "#dde8ee", "#0f171d"}
	land     = colour{"land", "#f4f3f0", "#22282d"}
	focus    = colour{"focus", "#fdf0d0", "#3b3a30"}
	border   = colour{"border", "#b9b9b4", "#464e55"}
	frontier = colour{"frontier", "#77756c", "#8c918f"}
)

// dots are the dashes of what is planned and of what is an idea.
var dots = [...]string{"", "7 4", "1.5 4"}

// WriteSVG draws the map.
func (m Map) WriteSVG(w io.Writer) error {
	if err := m.check(); err != nil {
		return err
	}
	return m.draw(w, m.body)
}

// Table has a row for each link.
func (m Map) Table() [][]string {
	rows := [][]string{{"link", "from", "to", "weight", "unit", "kind", "status", "route"}}
	for _, l := range m.Links {
		var route []string
		for _, p := range m.run(l) {
			route = append(route, full(p[1])+" "+full(p[0]))
		}
		rows = append(rows, []string{l.Name, l.From, l.To, full(l.Weight), m.Unit, l.Kind, l.Status.String(), strings.Join(route, ";")})
	}
	return rows
}

// check refuses what cannot be drawn.
func (m Map) check() error {
	if len(m.Links) == 0 {
		return errors.New("there is no link to draw")
	}
	if len(m.Kinds) > len(hues) {
		return fmt.Errorf("%d kinds of links are too many to tell apart by colour; at most %d can be", len(m.Kinds), len(hues))
	}
	seen := map[string]bool{}
	for _, n := range m.Nodes {
		if seen[n.Name] {
			return fmt.Errorf("two nodes are called %s", n.Name)
		}
		if seen[n.Name] = true; !onEarth(n.At) {
			return fmt.Errorf("the node %s lies at %v; a longitude is within 360 degrees and a latitude within 90", n.Name, n.At)
		}
	}
	for _, l := range m.Links {
		if !seen[l.From] || !seen[l.To] || l.From == l.To {
			return fmt.Errorf("the link %s runs from %q to %q; it would run from one node to another", l.Name, l.From, l.To)
		}
		if l.Weight < 0 || math.IsInf(l.Weight, 0) {
			return fmt.Errorf("the link %s has the weight %g; it would be 0 or more, or NaN where it is not known", l.Name, l.Weight)
		}
		if l.Kind != "" && !slices.ContainsFunc(m.Kinds, func(c Class) bool { return c.Code == l.Kind }) {
			return fmt.Errorf("the link %s is of the kind %q, which is none of the map's", l.Name, l.Kind)
		}
		if l.Status < Operating || l.Status > Idea {
			return fmt.Errorf("the link %s has the status %d; it would be Operating, Planned or Idea", l.Name, l.Status)
		}
		if i := slices.IndexFunc(l.Via, func(p LonLat) bool { return !onEarth(p) }); i >= 0 {
			return fmt.Errorf("the link %s runs by %v; a longitude is within 360 degrees and a latitude within 90", l.Name, l.Via[i])
		}
	}
	for _, s := range m.Shapes {
		for _, r := range s.Rings {
			if i := slices.IndexFunc(r, func(p LonLat) bool { return !onEarth(LonLat{p[0] / 2, p[1]}) }); i >= 0 {
				return fmt.Errorf("the outline of %s has a point at %v; a longitude is within 720 degrees and a latitude within 90", s.Name, r[i])
			}
		}
	}
	return nil
}

func onEarth(p LonLat) bool { return math.Abs(p[0]) <= 360 && math.Abs(p[1]) <= 90 }

// run is a link from end to end.
func (m Map) run(l Link) []LonLat {
	at := func(name string) LonLat {
		return m.Nodes[slices.IndexFunc(m.Nodes, func(n Node) bool { return n.Name == name })].At
	}
	return slices.Concat([]LonLat{at(l.From)}, l.Via, []LonLat{at(l.To)})
}

// hue is the colour of a kind.
func (m Map) hue(kind string) colour {
	if i := slices.IndexFunc(m.Kinds, func(c Class) bool { return c.Code == kind }); i >= 0 {
		return hues[i]
	}
	return quiet
}

func (m Map) body(p *page, top float64) float64 {
	var seen []LonLat
	for _, s := range m.Shapes {
		if s.Focal {
			seen = append(seen, slices.Concat(s.Rings...)...)
		}
	}
	for _, l := range m.Links {
		seen = append(seen, m.run(l)...)
	}
	g, high := viewing(seen, margin, top, width-2*margin)
	window := area{margin, top, width - margin, top + high}
	p.add(`<clipPath id="window"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`, place(window.x1), place(window.y1), place(window.x2-window.x1), place(high))
	p.rect(sea, none, window.x1, window.y1, window.x2-window.x1, high)
	p.add(`<g clip-path="url(#window)">`)
	grounds := m.ground(p, g, window)
	lines := m.courses(g)
	for _, c := range lines {
		c.draw(p)
	}
	for _, n := range m.Nodes {
		s := g.at(n.At)
		p.add(`<circle%s cx="%s" cy="%s" r="3.5" stroke-width="1.5"/>`, p.paint(paper, ink), place(s.x), place(s.y))
	}
	missing := m.names(p, g, window, grounds, lines)
	p.add(`</g>`)
	p.rect(none, border, window.x1, window.y1, window.x2-window.x1, high)
	return m.legend(p, window.y2+8, lines, missing)
}

// ground draws the shapes, those in focus last, and gives what of each is in view.
func (m Map) ground(p *page, g globe, window area) [][][]spot {
	grounds := make([][][]spot, len(m.Shapes))
	for _, focal := range []bool{false, true} {
		for i, s := range m.Shapes {
			if s.Focal != focal {
				continue
			}
			var d strings.Builder
			for _, r := range s.Rings {
				if ring := g.ring(r, window.grown(4)); len(ring) > 2 {
					grounds[i] = append(grounds[i], ring)
					d.WriteString(outline(ring))
				}
			}
			if d.Len() == 0 {
				continue
			}
			fill, stroke, thick := land, border, "0.8"
			if focal {
				fill, stroke, thick = focus, frontier, "1"
			}
			p.add(`<path%s d="%s" fill-rule="evenodd" stroke-width="%s" stroke-linejoin="round"/>`, p.paint(fill, stroke), d.String(), thick)
		}
	}
	return grounds
}

// outline writes a ring by steps, without points that would come to lie within .7 of the one before.
func outline(ring []spot) string {
	var d strings.Builder
	last := spot{math.Inf(1), 0}
	for i, s := range ring {
		s = spot{math.Round(s.x*10) / 10, math.Round(s.y*10) / 10}
		if i == 0 {
			d.WriteString("M" + place(s.x) + " " + place(s.y) + "l")
		} else if math.Hypot(s.x-last.x, s.y-last.y) < .7 {
			continue
		} else {
			d.WriteString(place(s.x-last.x) + " " + place(s.y-last.y) + " ")
		}
		last = s
	}
	return strings.TrimSuffix(d.String(), " ") + "Z"
}
