package claim

import (
	"math"

	"multivector/evidence"
	"multivector/measure"
)

// breakFunctions ask when a measure changed, and how usual that is.
func breakFunctions() []*function {
	return []*function{
		{
			name: "break_in", takes: []parameter{{"name", anEstimate, false}, {"from", aDay, false}, {"to", aDay, true}}, gives: NumberKind,
			says: "the probability that a break of an estimate's course begins between two days",
			call: func(e *edition, a arguments) Value {
				return e.breakIn(a.text(0), a.day(1, evidence.Date{}), a.day(2, e.day))
			},
		},
		{
			name: "change_after", takes: []parameter{{"name", anEstimate, false}, {"date", aDay, false}}, gives: NumberKind, says: "its level after a day less that before it, over as many points on each side",
			call: func(e *edition, a arguments) Value {
				return e.after("change after", a.text(0), a.day(1, e.day), func(x measure.After) float64 { return x.Is.Level - x.Was.Level })
			},
		},
		{
			name: "place_after", takes: []parameter{{"name", anEstimate, false}, {"date", aDay, false}}, gives: NumberKind,
			says: "the place of that change by size among those after every other date, over their number: a small one is unusual",
			call: func(e *edition, a arguments) Value {
				return e.after("place after", a.text(0), a.day(1, e.day), func(x measure.After) float64 {
					if x.Dates.N == 0 {
						return math.NaN()
					}
					return x.Dates.P
				})
			},
		},
	}
}

// breakIn adds up the probabilities of a break at each point that begins between two days. Fewer points than the least length of a segment hold
// one break at most, so that the sum is exact; of more it lies between the largest and the sum (Fréchet's bounds).
func (e *edition) breakIn(name string, from, to evidence.Date) Value {
	x := e.estimate(name)
	v := number("break in", "", x.Name(), 0, x.From...)
	v.Period, v.Settled = span(from, to), false
	b, ok := e.region.Breaks(&x)
	if !ok || b.At == nil {
		return v.unknown(measure.NotCovered, x.Name()+" has no course in which breaks could be looked for")
	}
	v.N = len(b.At)
	sum, largest, points := 0.0, 0.0, 0
	for i, p := range b.Course.Points {
		if i == 0 || p.From.Before(from.First()) || p.From.After(to.Last()) {
			continue
		}
		points++
		sum += b.At[i]
		largest = max(largest, b.At[i])
	}
	v.Value = min(1, sum)
	if points > e.region.BreaksConfig.MinSegment && v.Value > largest {
		v.Low, v.High, v.Level = largest, v.Value, 1
	}
	return v
}

func (e *edition) after(what, name string, day evidence.Date, of func(measure.After) float64) Value {
	x := e.estimate(name)
	v := number(what, "", x.Name()+" "+day.String(), math.NaN(), x.From...)
	v.Settled = false
	a, ok := e.region.After(&x, day)
	switch {
	case !ok:
		return v.unknown(measure.NotCovered, x.Name()+" has no course in which a change could be looked for")
	case a.Missing != "":
		return v.unknown(measure.Undefined, a.Missing)
	}
	v.Warnings, v.N = a.Warnings, 2*a.Window
	if v.Value = of(a); math.IsNaN(v.Value) {
		return v.unknown(measure.Undefined, "there is no other date to compare it with")
	}
	return v
}
