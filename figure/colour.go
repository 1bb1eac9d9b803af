package figure

import (
	"fmt"
	"slices"
	"strings"
)

// colour is one of the day and its twin where the screen is dark. The name is that of its class.
type colour struct{ name, day, night string }

var (
	none  = colour{}
	paper = colour{"paper", "#ffffff", "#14171a"}
	ink   = colour{"ink", "#1a1a1a", "#f0f0f0"}
	quiet = colour{"quiet", "#555555", "#b0b4b8"}
	faint = colour{"faint", "#8a8a8a", "#7d848b"} // context, leaders
	rule  = colour{"rule", "#aaaaaa", "#565d64"}  // axes
	grid  = colour{"grid", "#dddddd", "#34393e"}
)

// hues tell things of a kind apart. They are those of Okabe and Ito, or near them where theirs are too bright for text on
// white, and differ in lightness too, so that a grey print parts most of them; the dashes and shapes part the rest.
var hues = []colour{
	{"h0", "#0072B2", "#56B4E9"},
	{"h1", "#C25200", "#FF9A52"},
	{"h2", "#007A5A", "#2FD3A2"},
	{"h3", "#AA3377", "#F08CC8"},
	{"h4", "#8A6D00", "#F0E442"},
}

// sequence goes from little to much: from near the paper to far from it, by day as by night.
var sequence = []colour{
	{"q0", "#edf3f8", "#1d2830"},
	{"q1", "#cfe0ee", "#1e3b52"},
	{"q2", "#a3c6e0", "#235173"},
	{"q3", "#6ba3cc", "#2f6c9c"},
	{"q4", "#3578ad", "#62a3d3"},
	{"q5", "#0d4a80", "#a9d3f2"},
}

// about goes from one side of a middle to the other.
var about = []colour{
	{"d0", "#9a4a00", "#ffb066"},
	{"d1", "#dd9146", "#9c5a1c"},
	{"d2", "#f3d3ac", "#573b22"},
	{"d3", "#efefef", "#2b3035"},
	{"d4", "#b9d5ea", "#234461"},
	{"d5", "#69a5d0", "#2f6c9c"},
	{"d6", "#0d4a80", "#8cc8f5"},
}

// on is the colour of text that can be read on a colour of a scale: that of the paper on the ends of the scale that are
// farthest from it, and ink on the others.
func on(c colour) colour {
	if slices.Contains([]string{"q4", "q5", "d0", "d6"}, c.name) {
		return paper
	}
	return ink
}

// paint gives the attributes for a shape's fill and stroke. The colours of the day are attributes, for programs that know no
// style sheets; the classes are for the night.
func (p *page) paint(fill, stroke colour) string {
	var classes []string
	attributes := ` fill="none"`
	if fill != none {
		classes = append(classes, p.class("f", fill))
		attributes = fmt.Sprintf(` fill="%s"`, fill.day)
	}
	if stroke != none {
		classes = append(classes, p.class("s", stroke))
		attributes += fmt.Sprintf(` stroke="%s"`, stroke.day)
	}
	if classes == nil {
		return attributes
	}
	return fmt.Sprintf(` class="%s"%s`, strings.Join(classes, " "), attributes)
}

// class is the name of a fill or a stroke of a colour, which is kept for the style sheet.
func (p *page) class(kind string, c colour) string {
	name := kind + "-" + c.name
	property := map[string]string{"f": "fill", "s": "stroke"}[kind]
	line := fmt.Sprintf(".%s { %s: %s }", name, property, c.night)
	if !slices.Contains(p.used, line) {
		p.used = append(p.used, line)
	}
	return name
}

// night is the style sheet that turns the colours over where the screen is dark.
func (p *page) night() string {
	return strings.Join(slices.Sorted(slices.Values(p.used)), "\n")
}
