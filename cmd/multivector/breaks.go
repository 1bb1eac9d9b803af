package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// breaksJSON is what explain says of the breaks of an estimate's measure.
type breaksJSON struct {
	Of           string        `json:"of"`
	By           string        `json:"by"`
	Points       int           `json:"points"`
	Penalty      string        `json:"penalty"`
	PenaltyValue float64       `json:"penalty_value"`
	MinSegment   int           `json:"min_segment"`
	Hazard       float64       `json:"hazard"`
	Spread       string        `json:"spread"`
	Found        []breakJSON   `json:"found"`
	Unfound      []breakJSON   `json:"unfound"`
	Segments     []segmentJSON `json:"segments"`
	None         *float64      `json:"none"`
	Expected     *float64      `json:"expected"`
	Course       []pointJSON   `json:"course"`
	Warnings     []string      `json:"warnings"`
}

type breakJSON struct {
	At          string  `json:"at"`
	Probability float64 `json:"probability"`
	Near        float64 `json:"near"`
	Soon        float64 `json:"soon"`
}

type segmentJSON struct {
	From   string   `json:"from"`
	To     string   `json:"to"`
	Points int      `json:"points"`
	Level  *float64 `json:"level"`
}

type pointJSON struct {
	At          string   `json:"at"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Level       *float64 `json:"level"`
	Probability *float64 `json:"probability"`
}

// afterJSON is how much a measure moved after a date.
type afterJSON struct {
	Date     string       `json:"date"`
	Window   int          `json:"window"`
	Was      *segmentJSON `json:"was"`
	Is       *segmentJSON `json:"is"`
	Scale    string       `json:"scale"`
	Change   *float64     `json:"change"`
	Dates    *rankJSON    `json:"dates"`
	Largest  string       `json:"largest"`
	States   *rankJSON    `json:"states"`
	Others   []otherJSON  `json:"others"`
	Missing  string       `json:"missing"`
	Warnings []string     `json:"warnings"`
}

type rankJSON struct {
	Rank int     `json:"rank"`
	Of   int     `json:"of"`
	P    float64 `json:"p"`
}

type otherJSON struct {
	State  string  `json:"state"`
	Change float64 `json:"change"`
}

func (x explanation) breaksOf(e *measure.Estimate) *breaksJSON {
	b, ok := x.r.Breaks(e)
	if !ok {
		return nil
	}
	out := &breaksJSON{
		Of: b.Course.Of, By: b.Course.By, Points: b.Points,
		Penalty: b.Choices.Penalty.Name, PenaltyValue: b.PenaltyValue, MinSegment: b.Choices.MinSegment, Hazard: b.Hazard, Spread: b.Spread,
		Found: []breakJSON{}, Unfound: []breakJSON{}, None: measure.Number(b.None), Expected: measure.Number(b.Expected),
		Warnings: slices.Concat([]string{}, b.Warnings),
	}
	for _, k := range b.Found.Breaks {
		out.Found = append(out.Found, breakJSON{b.Course.Points[k.At].Name, k.Probability, k.Near, k.Soon})
	}
	for _, k := range b.Unfound {
		out.Unfound = append(out.Unfound, breakJSON{b.Course.Points[k.At].Name, k.Probability, k.Near, k.Soon})
	}
	for _, s := range b.Segments {
		out.Segments = append(out.Segments, *segmentOf(b.Course, s))
	}
	for i, p := range b.Course.Points {
		point := pointJSON{p.Name, p.From.Format("2006-01-02"), p.To.Format("2006-01-02"), measure.Number(b.Course.Level(i, i+1)), nil}
		if i > 0 && b.At != nil {
			point.Probability = &b.At[i]
		}
		out.Course = append(out.Course, point)
	}
	return out
}

func segmentOf(c *measure.Course, s measure.Segment) *segmentJSON {
	return &segmentJSON{c.Points[s.From].Name, c.Points[s.To-1].Name, s.To - s.From, measure.Number(s.Level)}
}

// afterOf is nil where no date was asked for.
func (x explanation) afterOf(e *measure.Estimate) *afterJSON {
	if x.after.IsZero() {
		return nil
	}
	a, ok := x.r.After(e, x.after)
	if !ok {
		return nil
	}
	out := &afterJSON{
		Date: a.Date.String(), Window: a.Window, Scale: "difference", Change: measure.Number(a.By), Others: []otherJSON{},
		Missing: a.Missing, Warnings: slices.Concat([]string{}, a.Warnings),
	}
	if a.Course.Log {
		out.Scale = "logarithm of the ratio"
	}
	if a.Missing != "" {
		return out
	}
	out.Was, out.Is = segmentOf(a.Course, a.Was), segmentOf(a.Course, a.Is)
	if a.Dates.N > 0 {
		out.Dates, out.Largest = &rankJSON{a.Dates.K, a.Dates.N, a.Dates.P}, a.Course.Points[a.Largest].Name
	}
	if a.Units.N > 0 {
		out.States = &rankJSON{a.Units.K, a.Units.N, a.Units.P}
	}
	for _, o := range a.Others {
		out.Others = append(out.Others, otherJSON{o.Name, o.By})
	}
	return out
}

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
