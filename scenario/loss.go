package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// Losses are what a rerouting takes from the states whose exports it is: in volume, as a part of what leaves of the
// commodity, and, where a price is given (dollars per tonne, or per thousand cubic metres), in millions of dollars and as a
// part of their exports of goods and of their GDP, each of the latest year known.
func (a *Rerouting) Losses(r *measure.Region, price *Range) []measure.Estimate {
	var keys []string
	weak := 0
	for _, l := range a.Links {
		if !l.Entry {
			keys = append(keys, l.Key)
			if l.Confidence == evidence.Low {
				weak++
			}
		}
	}
	estimate := func(name string, v Range, from ...string) measure.Estimate {
		e := measure.Estimate{Measure: name, State: strings.Join(a.From, ";"), Of: a.Commodity, N: len(a.Links), From: append(slices.Clone(keys), from...)}
		slices.Sort(e.From)
		return between(e, v)
	}
	share := Range{0, 1}
	if a.Delivered.Low > 0 && !math.IsInf(a.Delivered.High, 1) {
		// More is lost of more exports: the ends belong together.
		share = Range{a.Lost.Low / a.Delivered.Low, a.Lost.High / a.Delivered.High}
		if share.Low > share.High {
			share = Range{share.High, share.Low}
		}
	}
	all := []measure.Estimate{
		estimate("exported", a.Exports), estimate("delivered", a.Delivered), estimate("delivered after", a.After), estimate("lost", a.Lost),
		estimate("lost share", share), estimate("rerouted", a.Rerouted), estimate("route value", a.Value),
	}
	if price != nil {
		// A unit of volume is a million tonnes or a thousand million cubic metres: a million times what a price is for.
		value := Range{a.Lost.Low * price.Low, a.Lost.High * price.High}
		all = append(all, estimate("lost value", value))
		for _, of := range []string{"exports", "gdp"} {
			all = append(all, a.lostOf(r, of, value, estimate))
		}
	}
	for i := range all {
		if weak > 0 && len(keys) > 0 {
			all[i].Warnings = append(all[i].Warnings, fmt.Sprintf("%d of %d links rest on records of low confidence", weak, len(keys)))
		}
	}
	return all
}

// lostOf is a loss of millions of dollars as a part of the states' exports of goods, or of their GDP.
func (a *Rerouting) lostOf(r *measure.Region, of string, value Range, estimate func(string, Range, ...string) measure.Estimate) measure.Estimate {
	total := 0.0
	var from, periods []string
	for _, state := range a.From {
		e := r.Total(state, "exports")
		if of == "gdp" {
			e = r.Figure(state, "gdp", 0)
			e.Value /= 1e6
		}
		if !e.Known() {
			return without(estimate("lost of "+of, Exactly(0)), e, "the "+of+" of "+state+" are not known")
		}
		total += e.Value
		from = append(from, e.From...)
		periods = append(periods, e.Period)
	}
	e := estimate("lost of "+of, Range{value.Low / total, value.High / total}, from...)
	e.Period = strings.Join(slices.Compact(periods), ";")
	return e
}

// between gives an estimate a range: exact where it is one number, bounds with the middle between them where it is not, unknown
// and at least so much where nothing bounds it above.
func between(e measure.Estimate, v Range) measure.Estimate {
	nan := math.NaN()
	switch {
	case math.IsInf(v.High, 1):
		e.Value, e.Low, e.High, e.Level, e.Status = nan, v.Low, v.High, 1, measure.Unknown
	case v.High-v.Low <= 1e-12*math.Abs(v.High): // to the rounding of what it was made of
		e.Value, e.Low, e.High = v.Low, nan, nan
	default:
		e.Value, e.Low, e.High, e.Level = (v.Low+v.High)/2, v.Low, v.High, 1
	}
	return e
}
