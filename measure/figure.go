package measure

import (
	"fmt"
	"strconv"

	"multivector/evidence"
)

// Figure is one number of series.csv: an indicator of a state in a year, or in the latest there is where year is 0.
func (r *Region) Figure(state, indicator string, year int) Estimate {
	e := Estimate{Measure: indicator, State: state}
	var found *evidence.Figure
	for i := range r.Series {
		f := &r.Series[i]
		if f.State == state && f.Indicator == indicator && (year == 0 || f.Year.Year == year) && (found == nil || f.Year.After(found.Year)) {
			found = f
		}
	}
	if found == nil {
		if year != 0 {
			return e.missing(Unknown, fmt.Sprintf("series.csv has no %s of %s in %d", indicator, state, year))
		}
		return e.missing(NotCovered, "series.csv has no "+indicator+" of "+state)
	}
	e.Period, e.N = found.Year.String(), 1
	e.rests(r, found.Key)
	return e.exact(found.Value)
}

// Total is what a state's domain comes to in the latest year the evidence has, in millions of dollars: its exports, imports or remittances.
func (r *Region) Total(state, domain string) Estimate {
	e := Estimate{Measure: "total", State: state, Of: domain}
	exposure := r.Exposure(state, evidence.World, domain)
	if !exposure.Known() {
		return e.missing(exposure.Status, "")
	}
	year, err := strconv.Atoi(exposure.Period)
	if err != nil {
		return e.missing(Unknown, "not of one year")
	}
	gdp := r.Figure(state, "gdp", year)
	if !gdp.Known() {
		return e.missing(gdp.Status, "the GDP of that year is not known")
	}
	e.Period = exposure.Period
	e.rests(r, append(exposure.From, gdp.From...)...)
	e.N = len(e.From)
	return e.exact(exposure.Value * gdp.Value / 1e6)
}
