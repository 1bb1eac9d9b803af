package main

import (
	"slices"

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
