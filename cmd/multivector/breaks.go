package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// breaks writes the breaks in the courses of estimates, and how much each moved after the date that was asked for.
func (x explanation) breaks(w io.Writer, found []*measure.Estimate) {
	g := grid{title: "Breaks", head: []string{"measure", "points", "from", "probability", "±1", "soon", "before", "after", "none"}, optional: []string{"soon", "points", "none"}}
	said := remarks{}
	by := ""
	for _, e := range oneOfEachCourse(found) {
		b, ok := x.r.Breaks(e)
		if !ok {
			continue
		}
		c := b.Course
		by = c.By
		warnings := b.Warnings
		if b.At == nil {
			warnings = b.Found.Warnings // why none was looked for; the rest is of no moment then
		}
		for _, text := range warnings {
			said.add(text, c.Name)
		}
		if b.At == nil {
			continue
		}
		span := fmt.Sprintf("%d, %s", b.Points, c.Span(0, len(c.Points)))
		name, none := c.Name, share(b.None) // on the first row of each
		row := func(from, probability, near, soon, before, after string) {
			g.rows = append(g.rows, []string{name, span, from, probability, near, soon, before, after, none})
			name, span, none = "", "", ""
		}
		for i, k := range b.Found.Breaks {
			row(startOf(c, k.At), share(k.Probability), share(k.Near), share(k.Soon), level(b.Segments[i].Level), level(b.Segments[i+1].Level))
		}
		for _, k := range b.Unfound {
			row("("+startOf(c, k.At)+")", share(k.Probability), share(k.Near), share(k.Soon), "", "")
		}
		if name != "" {
			row("none", "", "", "", level(b.Segments[0].Level), "")
		}
	}
	if len(g.rows)+len(said.texts) > 0 {
		d := x.r.BreaksConfig
		g.about = fmt.Sprintf("Where the course of each divides best (%s, at least %s a segment, %g expected beforehand), and how probable a break is: at that point given all that came, within one point of it (±1), the same as it could be known %d points on (soon); and none at all. In brackets: probable, but not found, most often for want of %d points on each side.",
			d.Penalty, plural(d.MinSegment, byName(by), byName(by)+"s"), d.Expected, d.MinSegment, d.MinSegment)
		g.notes = said.lines()
		g.text(w, x.width)
	}
	if !x.after.IsZero() {
		x.moved(w, found)
	}
}

// breakAt gives the probability of a break at each point of an estimate's course, by its name.
func (x explanation) breakAt(e *measure.Estimate) map[string]float64 {
	at := map[string]float64{}
	b, ok := x.r.Breaks(e)
	if !ok || b.At == nil {
		return at
	}
	for i := 1; i < len(b.At); i++ {
		at[b.Course.Points[i].Name] = b.At[i]
	}
	return at
}

// startOf names the point at which a segment begins, a session with the first month it may have.
func startOf(c *measure.Course, at int) string {
	p := c.Points[at]
	if c.By == "session" {
		return p.Name + ", " + p.From.Format("2006-01")
	}
	return p.Name
}

// byName is what a course goes by, where all go by one.
func byName(by string) string {
	if by == "" {
		return "point"
	}
	return by
}

// moved writes how much measures moved after a date.
func (x explanation) moved(w io.Writer, found []*measure.Estimate) {
	g := grid{title: "After " + x.after.String(), head: []string{"measure", "before", "after", "change", "dates", "largest", "states"}, optional: []string{"largest"}}
	said := remarks{}
	for _, e := range found {
		a, ok := x.r.After(e, x.after)
		if !ok {
			continue
		}
		c := a.Course
		if a.Missing != "" {
			said.add(a.Missing, c.Name)
			continue
		}
		change := level(a.By)
		if a.By > 0 {
			change = "+" + change
		}
		if c.Log {
			change = fmt.Sprintf("×%.2f", math.Exp(a.By))
		}
		place := func(k, n int) string {
			if n == 0 {
				return "-"
			}
			return fmt.Sprintf("%d of %d", k, n)
		}
		side := func(s measure.Segment) string { return level(s.Level) + ", " + c.Span(s.From, s.To) }
		g.rows = append(g.rows, []string{c.Name, side(a.Was), side(a.Is), change, place(a.Dates.K, a.Dates.N), startOf(c, a.Largest), place(a.Units.K, a.Units.N)})
		for _, text := range a.Warnings {
			said.add(text, c.Name)
		}
	}
	g.about = "How much each moved after the date, and the place of that change by size: among the changes after every date that leaves as many points on each side (dates; the largest begins at the point named), and among those of the other states and powers after this date (states). 1 is the largest. After is not because: a place far from 1 says that as much happens without it."
	g.notes = said.lines()
	if len(g.rows)+len(g.notes) == 0 {
		g.notes, g.about = []string{"nothing here has a course in time to compare"}, ""
	}
	g.text(w, x.width)
}

// oneOfEachCourse leaves out estimates whose breaks are those of one before: the measures of alignment count the same
// answers, and differ in the level alone.
func oneOfEachCourse(found []*measure.Estimate) (all []*measure.Estimate) {
	seen := map[string]bool{}
	for _, e := range found {
		name := e.Name()
		if measure.Similarities[e.Measure] != nil {
			name = strings.Join([]string{"votes", e.State, e.Vector, e.Of}, " ")
		}
		if !seen[name] {
			seen[name] = true
			all = append(all, e)
		}
	}
	return all
}

// remarks are warnings, each with the measures it is of, in the order they came.
type remarks struct {
	texts []string
	of    map[string][]string
}

func (r *remarks) add(text, name string) {
	if r.of == nil {
		r.of = map[string][]string{}
	}
	if r.of[text] == nil {
		r.texts = append(r.texts, text)
	}
	r.of[text] = append(r.of[text], name)
}

func (r *remarks) lines() (lines []string) {
	for _, text := range r.texts {
		names := join(r.of[text], ", ", " and ")
		if n := len(r.of[text]); n > 3 {
			names = fmt.Sprintf("%d of them", n)
		}
		lines = append(lines, names+": "+text+".")
	}
	return lines
}

// share writes a probability.
func share(p float64) string {
	if math.IsNaN(p) {
		return ""
	}
	return index(p)
}

// level writes a level of any size.
func level(v float64) string {
	switch {
	case math.IsNaN(v):
		return markUndefined
	case math.Abs(v) < 10:
		return index(v)
	}
	return fmt.Sprintf("%.0f", v)
}

// parseAfter reads the date of --after.
func parseAfter(s string) (evidence.Date, error) {
	if s == "" {
		return evidence.Date{}, nil
	}
	date, err := evidence.ParseDate(s)
	if err != nil {
		return date, fmt.Errorf("--after: %w", err)
	}
	return date, nil
}
