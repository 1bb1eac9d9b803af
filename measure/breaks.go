package measure

import (
	"fmt"
	"math"
	"slices"

	"multivector/breaks"
	"multivector/evidence"
)

// Breaks is what a search for breaks in the course of a measure has found.
type Breaks struct {
	breaks.Found
	Course   *Course
	Segments []Segment // in the order of time; one where there is no break
	Warnings []string
}

// Segment is the points of a course from .. to-1, and its level over them: NaN where it has none. Of a
// course of logarithms it is the geometric mean.
type Segment struct {
	From, To int
	Level    float64
}

// Breaks looks for the breaks in the course of an estimate's measure, as [breaks] of dossier.toml says; ok is false where the
// measure has no course, or dossier.toml declares nothing.
func (r *Region) Breaks(e *Estimate) (b Breaks, ok bool) {
	declared := r.BreaksConfig
	c, ok := r.Course(e)
	if !ok || declared.MinSegment == 0 {
		return b, false
	}
	penalty, err := breaks.ParsePenalty(declared.Penalty)
	if err != nil {
		return b, false // which check has refused
	}
	b.Course = c
	b.Found = c.data.Study(breaks.Choices{Penalty: penalty, MinSegment: declared.MinSegment, Expected: declared.Expected})
	from := 0
	for i := range len(b.Found.Breaks) + 1 {
		to := len(c.Points)
		if i < len(b.Found.Breaks) {
			to = b.Found.Breaks[i].At
		}
		b.Segments = append(b.Segments, Segment{from, to, c.Level(from, to)})
		from = to
	}
	b.Warnings = slices.Concat(b.Found.Warnings, c.warnings)
	return b, true
}

// Level is the level of the points from .. to-1, NaN where there is none.
func (c *Course) Level(from, to int) float64 {
	v := orNaN(c.level(from, to))
	if c.Log {
		return math.Exp(v)
	}
	return v
}

// Span names the points from .. to-1.
func (c *Course) Span(from, to int) string {
	if to-from == 1 {
		return c.Points[from].Name
	}
	return c.Points[from].Name + " to " + c.Points[to-1].Name
}

// After is how much a measure moved after a date, and how usual that is.
type After struct {
	breaks.Moved
	Date     evidence.Date
	Course   *Course
	Was, Is  Segment // what was compared; nothing where Missing says why not
	Warnings []string
}

// After compares the level of an estimate's measure after a date with that before it, by the placebo tests of breaks.Placebo: with every
// other date of its course, and with the same measure of the dossier's other states and powers at that date. As many points
// are compared as a segment has at least ([breaks] min_segment), or as there are. ok is false where the measure has no course.
func (r *Region) After(e *Estimate, date evidence.Date) (a After, ok bool) {
	c, ok := r.Course(e)
	if !ok || r.BreaksConfig.MinSegment == 0 {
		return a, false
	}
	a = After{Date: date, Course: c}
	units := []breaks.Unit{c.unit(e.State, date)}
	for _, state := range r.voters() {
		if state == e.State || state == e.Vector || e.Vector == "" && !r.IsFocal(state) {
			continue
		}
		other := *e
		other.State = state
		if oc, ok := r.Course(&other); ok {
			units = append(units, oc.unit(state, date))
		}
	}
	a.Moved = breaks.Placebo(units, 0, r.BreaksConfig.MinSegment)
	if a.Missing != "" {
		return a, true
	}
	u := units[0]
	a.Was = Segment{u.Before - a.Window, u.Before, c.Level(u.Before-a.Window, u.Before)}
	a.Is = Segment{u.After, u.After + a.Window, c.Level(u.After, u.After+a.Window)}
	a.Warnings = a.Moved.Warnings
	if u.After > u.Before {
		a.Warnings = append(a.Warnings, fmt.Sprintf("%s %s has days on both sides of the date, and is in neither", c.By, c.Span(u.Before, u.After)))
	}
	return a, true
}

// unit places a date in a course: what ends on the day or earlier was before it.
func (c *Course) unit(name string, date evidence.Date) breaks.Unit {
	u := breaks.Unit{Name: name, N: len(c.Points), After: len(c.Points), Level: c.level}
	for i, p := range c.Points {
		if !p.To.After(date.First()) {
			u.Before = i + 1
		}
		if p.From.After(date.Last()) {
			u.After = i
			break
		}
	}
	return u
}
