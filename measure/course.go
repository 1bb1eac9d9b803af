package measure

import (
	"fmt"
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
