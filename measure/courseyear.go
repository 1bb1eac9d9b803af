package measure

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"multivector/breaks"
	"multivector/evidence"
)

// courseOfShare is of the shares of single years, all from one table, the one that has most of them: two providers'
// books on end would break where the one takes over from the other.
func (r *Region) courseOfShare(e *Estimate) *Course {
	domain, ok := r.Domain(e.Of)
	if !ok || domain.Window > 0 {
		return nil // lumpy: a year without a delivery is no new level
	}
	return r.byYear(e, "its share of the total", func(s Estimate, _ *basket) float64 { return s.Value })
}

// courseOfFlow is of the flows themselves, in current dollars.
func (r *Region) courseOfFlow(e *Estimate) *Course {
	c := r.byYear(e, "the flow in millions of dollars of the year", func(s Estimate, b *basket) float64 {
		if b.total == 1 || b.unit != flowUnit {
			return 0 // a share, or money of another kind
		}
		return s.Value * b.total
	})
	if c != nil {
		c.warnings = append(c.warnings, "in dollars of the year: prices and growth move it whoever the partner is")
	}
	return c
}

// byYear is the course of what of makes of a share in the basket of each single year. A year of nothing has no
// logarithm and is left out.
func (r *Region) byYear(e *Estimate, what string, of func(Estimate, *basket) float64) *Course {
	tables := map[string]map[int]*basket{}
	in := func(b *basket) Estimate {
		return r.shareIn(Estimate{Measure: e.Measure, State: e.State, Vector: e.Vector, Of: e.Of}, b)
	}
	value := func(b *basket) float64 {
		if s := in(b); s.Known() {
			return of(s, b)
		}
		return 0
	}
	for _, b := range r.allBaskets(e.State, evidence.Domain{ID: e.Of}) {
		year, table := b.last.Year, b.table()
		if b.period != strconv.Itoa(year) || !(value(b) > 0) {
			continue // part of a year, or several
		}
		if tables[table] == nil {
			tables[table] = map[int]*basket{}
		}
		same := []*basket{b}
		if other := tables[table][year]; other != nil {
			same = append(same, other)
		}
		tables[table][year] = latestOf(same)
	}
	table := ""
	for _, name := range []string{"trade", "remittances", "dependences"} {
		if len(tables[name]) > len(tables[table]) {
			table = name
		}
	}
	c := &Course{By: "year", Log: true, Of: what + " (" + table + ".csv)"}
	var logs []float64
	loose := 0
	for _, year := range slices.Sorted(maps.Keys(tables[table])) {
		if s := in(tables[table][year]); s.HasInterval() && (s.High > looseBy*s.Value || s.Low < s.Value/looseBy) {
			loose++
		}
		day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		c.Points = append(c.Points, Moment{strconv.Itoa(year), day, day.AddDate(1, 0, -1)})
		logs = append(logs, math.Log(value(tables[table][year])))
	}
	c.data = breaks.Values(logs)
	c.level = averageOf(logs)
	if loose > 0 {
		c.warnings = append(c.warnings, fmt.Sprintf("in %d of %d years what is booked under no partner, or in the partner's own books, could make it %g times as much or as little: other bookkeeping can look like a break", loose, len(logs), looseBy))
	}
	return c
}

// looseBy is how many times a year's figure its bounds may be before a course that holds it says so.
const looseBy = 1.5

// courseOfEvents counts the events between a state and a power, month by month from the first of the dossier to the last.
func (r *Region) courseOfEvents(e *Estimate) *Course {
	month := func(d evidence.Date) int { return 12*d.Year + d.Month - 1 }
	first, last := math.MaxInt, 0
	for i := range r.Events {
		if d := r.Events[i].Date; d.Month > 0 {
			first, last = min(first, month(d)), max(last, month(d))
		}
	}
	if first > last {
		return nil
	}
	counts := make([]float64, last-first+1)
	for _, v := range r.eventsBetween(e.State, e.Vector) {
		if v.Date.Month > 0 { // a bare year is of no month
			counts[month(v.Date)-first]++
		}
	}
	c := &Course{By: "month", Of: "events of the dossier between the two"}
	for i := range counts {
		day := time.Date(0, time.Month(first+i+1), 1, 0, 0, 0, 0, time.UTC)
		c.Points = append(c.Points, Moment{day.Format("2006-01"), day, day.AddDate(0, 1, -1)})
	}
	c.data = breaks.Events(counts)
	c.level = averageOf(counts)
	c.warnings = []string{"events are those that were gathered: where the dossier looked more closely there are more"}
	return c
}
