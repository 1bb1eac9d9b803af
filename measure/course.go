package measure

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"multivector/breaks"
	"multivector/evidence"
	"multivector/rollcall"
)

// Course is what a measure is made of, point by point in time: what its breaks are looked for in.
type Course struct {
	Name   string // of the measure: "kappa KAZ RUS all"
	Of     string // what a point holds, in words
	By     string // session, year or month
	Points []Moment
	// Log tells that levels are averaged and compared as logarithms: a level is a geometric mean, a change a ratio.
	Log bool

	data     breaks.Series
	level    func(from, to int) (float64, bool) // of the points from .. to-1; a logarithm where Log is set
	warnings []string
}

// Moment is one point of a course: the days it may speak of.
type Moment struct {
	Name     string
	From, To time.Time
}

// Course gives the course of an estimate's measure; ok is false for a measure that has none. The four of alignment
// share one, of the counts of answers, and differ in the level they make of it.
func (r *Region) Course(e *Estimate) (c *Course, ok bool) {
	switch {
	case Similarities[e.Measure] != nil && (e.Of == All || e.Of == Contested):
		c = r.courseOfVotes(Similarities[e.Measure], e)
	case e.Measure == "siding" && e.Of == Contested:
		c = r.courseOfSides(e)
	case e.Measure == "silence" && e.Vector == "":
		c = r.courseOfSilence(e)
	case e.Measure == "position":
		c = r.courseOfPosition(e)
	case e.Measure == "share":
		c = r.courseOfShare(e)
	case e.Measure == "exposure" && e.Vector != evidence.World:
		c = r.courseOfFlow(e)
	case e.Measure == "tone":
		c = r.courseOfEvents(e)
	}
	if c == nil || len(c.Points) == 0 {
		return nil, false
	}
	c.Name = e.Name()
	c.gaps()
	return c, true
}

// sessions are the sessions of a record, each the clusters it has.
func (rec *record) sessions() (moments []Moment, clusters [][]int) {
	for i, c := range rec.clusters {
		name := strconv.Itoa(c.session)
		if n := len(moments); n > 0 && moments[n-1].Name == name {
			clusters[n-1] = append(clusters[n-1], i)
			moments[n-1].To = c.from.Last()
			continue
		}
		moments = append(moments, Moment{Name: name, To: c.from.Last()})
		clusters = append(clusters, []int{i})
	}
	// A record tells the last day of a session, not the first. It began after the one before it had ended, and
	// no more than a year before its own end.
	for i := range moments {
		moments[i].From = moments[i].To.AddDate(-1, 0, 1)
		if i > 0 && !moments[i-1].To.Before(moments[i].From) {
			moments[i].From = moments[i-1].To.AddDate(0, 0, 1)
		}
	}
	return moments, clusters
}

// ofPairs makes a course of a pair's counts, session by session; of gives the answers a session counts, and
// level what the measure makes of the counts of several.
func (r *Region) ofPairs(e *Estimate, of func(rollcall.Pairs) []float64, level func(rollcall.Pairs) (float64, bool)) *Course {
	counts, ok := r.record.counts(e.State, e.Vector, e.Of)
	if !ok {
		return nil
	}
	c := &Course{By: "session"}
	var answers [][]float64
	var pairs []rollcall.Pairs
	moments, clusters := r.record.sessions()
	for i, m := range moments {
		var p rollcall.Pairs
		for _, k := range clusters[i] {
			addTimes(&p, &counts[k].Pairs, 1)
		}
		if a := of(p); sum(a) > 0 {
			c.Points, answers, pairs = append(c.Points, m), append(answers, a), append(pairs, p)
		}
	}
	c.data = breaks.Votes(answers)
	c.level = func(from, to int) (float64, bool) {
		var p rollcall.Pairs
		for i := from; i < to; i++ {
			addTimes(&p, &pairs[i], 1)
		}
		return level(p)
	}
	return c
}

func sum(values []float64) (s float64) {
	for _, v := range values {
		s += v
	}
	return s
}

func (r *Region) courseOfVotes(similarity Similarity, e *Estimate) *Course {
	c := r.ofPairs(e, func(p rollcall.Pairs) []float64 {
		p = Read(p, r.Reading)
		return []float64{
			p[0][0] + p[1][1] + p[2][2],
			p[0][1] + p[1][0] + p[1][2] + p[2][1],
			p[0][2] + p[2][0],
		}
	}, func(p rollcall.Pairs) (float64, bool) { return similarity(Read(p, r.Reading)) })
	if c != nil {
		c.Of = "roll calls on which both answered alike, one abstained, or they were opposed"
	}
	return c
}

func (r *Region) courseOfSides(e *Estimate) *Course {
	c := r.ofPairs(e, func(p rollcall.Pairs) []float64 {
		s := SidesOf(p)
		return []float64{s.With, s.Against, s.Abstained, s.Silent}
	}, func(p rollcall.Pairs) (float64, bool) { return SidesOf(p).Siding() })
	if c != nil {
		c.Of = "contested roll calls with it, against it, abstained or silent"
	}
	return c
}

// courseOfSilence is of the kinds of silence that are a rate of one kind of roll call.
func (r *Region) courseOfSilence(e *Estimate) *Course {
	kinds := []string{SilentAll, SilentContested, Selective, SelectiveApart}
	if r.joint == nil || !slices.Contains(kinds, e.Of) && !strings.Contains(e.Of, "issue ") {
		return nil
	}
	q, ok := r.silenceRatio(e.State, e.Of)
	if !ok {
		return nil
	}
	c := &Course{By: "session", Of: "roll calls on which it was silent, or answered"}
	var answers [][]float64
	moments, clusters := r.record.sessions()
	for i, m := range moments {
		silent, all := 0.0, 0.0
		for _, k := range clusters[i] {
			for _, j := range r.joint.clusters[k] {
				if q.keep(j) {
					a, b := q.of(j)
					silent, all = silent+a, all+b
				}
			}
		}
		if all > 0 {
			c.Points, answers = append(c.Points, m), append(answers, []float64{silent, all - silent})
		}
	}
	c.data = breaks.Votes(answers)
	c.level = func(from, to int) (float64, bool) {
		silent, all := 0.0, 0.0
		for _, a := range answers[from:to] {
			silent, all = silent+a[0], all+a[0]+a[1]
		}
		return defined(silent / all)
	}
	return c
}

func (r *Region) courseOfPosition(e *Estimate) *Course {
	c := &Course{By: "session", Of: "distance of ideal points"}
	if r.record == nil {
		return nil
	}
	moments, _ := r.record.sessions()
	at := map[string]Moment{}
	for _, m := range moments {
		at[m.Name] = m
	}
	var rows []*evidence.IdealDistance
	for i := range r.IdealDistances {
		row := &r.IdealDistances[i]
		if row.State == e.State && row.Partner == e.Vector || row.State == e.Vector && row.Partner == e.State {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *evidence.IdealDistance) int { return a.Session - b.Session })
	var distances, deviations []float64
	for _, row := range rows {
		if m, ok := at[strconv.Itoa(row.Session)]; ok && row.SD > 0 {
			c.Points = append(c.Points, m)
			distances, deviations = append(distances, row.Distance), append(deviations, row.SD)
		}
	}
	c.data = breaks.Measured(distances, deviations)
	c.level = averageOf(distances)
	c.warnings = []string{"the model of ideal points ties neighbouring sessions: their distances move by small steps, and a break may be earlier or later than the votes made it"}
	return c
}

func averageOf(values []float64) func(from, to int) (float64, bool) {
	return func(from, to int) (float64, bool) { return defined(sum(values[from:to]) / float64(to-from)) }
}

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

// gaps says where a course leaves out years or sessions.
func (c *Course) gaps() {
	var missing []string
	for i := 1; i < len(c.Points) && c.By != "month"; i++ {
		before, _ := strconv.Atoi(c.Points[i-1].Name)
		now, _ := strconv.Atoi(c.Points[i].Name)
		if now > before+1 {
			missing = append(missing, fmt.Sprintf("%d and %d", before, now))
		}
	}
	if missing != nil {
		c.warnings = append(c.warnings, fmt.Sprintf("nothing is known between %s: the points are taken as neighbours", strings.Join(missing, ", ")))
	}
}
