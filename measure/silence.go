package measure

import (
	"math"
	"sort"
	"strings"

	"multivector/chance"
	"multivector/rollcall"
)

// Silences that a rate can be of.
const (
	SilentAll       = "all"                 // of the roll calls at which the state was expected
	SilentContested = "contested"           // of those on which the two powers were opposed
	Selective       = "selective"           // silent though it answered elsewhere in the sitting
	SelectiveApart  = "selective contested" // of the contested ones
	SilentExcess    = "excess contested"    // the rate on contested roll calls less the rate on the others
	SilentRecent    = RecentName            // of the last sessions, the present
)

// SilenceRate is how often a state was silent where it was expected, 0 to 1; see the constants for the kinds.
func (r *Region) SilenceRate(state, kind string) Estimate {
	e := Estimate{Measure: "silence", State: state, Of: kind}
	q, ok := r.silenceRatio(state, kind)
	if !ok {
		return e.missing(NotApplicable, state+" is not of the region")
	}
	switch kind {
	case SilentAll:
		e = r.joint.estimate(r, e, q)
		if e.Status == Undefined {
			return e.missing(NotCovered, "")
		}
		return e
	case SilentRecent:
		if r.joint != nil {
			if e.Period = r.joint.present; e.Period == "" {
				return e.missing(NotApplicable, tooShort)
			}
		}
	case SilentExcess:
		return r.excess(e, q)
	}
	return r.joint.estimate(r, e, q)
}

// silenceRatio is what a kind of silence counts: the roll calls of the kind at which the state was expected, and
// those of them on which it was silent. Of the excess they are all there are.
func (r *Region) silenceRatio(state, kind string) (q ratio, ok bool) {
	i := indexOf(r.Config.Region, state)
	if i < 0 {
		return ratio{}, false
	}
	silent, rest := "sS", kind
	if tail, selective := strings.CutPrefix(kind, Selective); selective {
		silent, rest = "S", strings.TrimPrefix(tail, " ")
	}
	issue, ofIssue := strings.CutPrefix(rest, "issue ")
	q.keep = func(j joint) bool {
		switch {
		case j.answers[i] == '-' || j.answers[i] == '?':
			return false
		case ofIssue:
			return indexOf(j.issues, issue) >= 0
		case rest == SilentContested:
			return j.contested
		case rest == SilentRecent:
			return j.recent
		}
		return true
	}
	q.of = func(j joint) (above, below float64) {
		if strings.IndexByte(silent, j.answers[i]) >= 0 {
			above = j.count
		}
		return above, j.count
	}
	return q, true
}

// excess is the silence on contested roll calls above the state's habit on the others.
func (r *Region) excess(e Estimate, q ratio) Estimate {
	j := r.joint
	if j == nil {
		return e.missing(NotCovered, "")
	}
	e.Period, e.Level = j.period, r.Level
	type sums struct{ silent, all [2]float64 } // contested, and not
	by := make([]sums, len(j.clusters))
	covered := 0
	var from []string
	for c, all := range j.clusters {
		for _, one := range all {
			if !q.keep(one) {
				continue
			}
			k := 0
			if !one.contested {
				k = 1
			}
			silent, all := q.of(one)
			by[c].silent[k] += silent
			by[c].all[k] += all
			e.N += int(one.count)
			if !r.bare {
				from = append(from, one.from...)
			}
		}
		if by[c].all[0] > 0 {
			covered++
		}
	}
	e.rests(r, from...)
	of := func(weights chance.Resample) float64 {
		var t sums
		for c := range by {
			w := 1.0
			if weights != nil {
				w = float64(weights[c])
			}
			for k := range 2 {
				t.silent[k] += w * by[c].silent[k]
				t.all[k] += w * by[c].all[k]
			}
		}
		if t.all[0] == 0 || t.all[1] == 0 {
			return math.NaN()
		}
		return t.silent[0]/t.all[0] - t.silent[1]/t.all[1]
	}
	if e.Value = of(nil); math.IsNaN(e.Value) {
		return e.missing(Undefined, "no contested roll call, or none that was not")
	}
	e.interval(covered, func(k int) float64 { return of(j.resample[k]) }, len(j.resample))
	return e
}

// SilenceWhen is how often a state was silent where a vector gave one answer, 0 to 1: whether it stays away more
// when that power says no.
func (r *Region) SilenceWhen(state, vector string, answer rollcall.Answer) Estimate {
	e := Estimate{Measure: "silence", State: state, Vector: vector, Of: "when " + answer.String(), Level: r.Level}
	counts, ok := r.record.counts(state, vector, All)
	if !ok {
		return e.missing(NotCovered, "")
	}
	e.rests(r, r.recordsOf(counts)...)
	e.Period = r.record.span()
	rate := func(p rollcall.Pairs) (float64, bool) {
		all := 0.0
		for a := range p {
			all += p[a][answer]
		}
		return p[rollcall.Silent][answer] / all, all > 0
	}
	p := total(counts, nil)
	value, ok := rate(p)
	if !ok {
		return e.missing(Undefined, vector+" never gave that answer")
	}
	e.Value = value
	for a := range p {
		e.N += int(p[a][answer] + 0.5)
	}
	draws := r.record.draws(pairKey{state, vector, All})
	e.interval(r.record.covered(counts), func(k int) float64 { return orNaN(rate(draws[k])) }, len(draws))
	return e
}

// SilenceInSelection is how often a state was silent in the roll calls that the dossier holds as a selection,
// of those in which what it did is known; or, where excess is asked for, that rate less the state's habit in
// the whole record. The bootstrap draws families of the one and sessions of the other.
func (r *Region) SilenceInSelection(state string, excess bool) Estimate {
	e := Estimate{Measure: "silence", State: state, Of: "selection", Level: r.Level}
	if excess {
		e.Of = "excess selection"
	}
	if r.selection == nil {
		return e.missing(NotCovered, "")
	}
	var silent, known []float64
	place := map[string]int{}
	for i, c := range r.selection.clusters {
		place[c.name] = i
	}
	silent, known = make([]float64, len(place)), make([]float64, len(place))
	for i := range r.Votes {
		v := &r.Votes[i]
		if v.State != state || v.Answer > rollcall.Silent {
			continue
		}
		rc, _ := r.RollCall(v.RollCall)
		family := place[rc.Family]
		known[family]++
		e.N++
		if v.Answer == rollcall.Silent {
			silent[family]++
		}
		e.rests(r, v.Key)
	}
	rate := func(times chance.Resample) float64 {
		var above, below float64
		for i := range known {
			w := 1.0
			if times != nil {
				w = float64(times[i])
			}
			above += w * silent[i]
			below += w * known[i]
		}
		return above / below // NaN where no roll call is known
	}
	if e.N == 0 {
		return e.missing(Unknown, "what it did is not known in any of them")
	}
	e.Value = rate(nil)
	covered := 0
	for _, n := range known {
		if n > 0 {
			covered++
		}
	}
	if !excess {
		e.interval(covered, func(k int) float64 { return rate(r.selection.resample[k]) }, r.Draws)
		return e
	}
	habit := r.SilenceRate(state, SilentAll)
	if !habit.Known() {
		return e.missing(habit.Status, "the state's habit is not known")
	}
	e.rests(r, habit.From...)
	e.Value -= habit.Value
	above, below := r.silentByCluster(state)
	e.interval(covered, func(k int) float64 {
		var a, b float64
		for c, times := range r.joint.resample[k] {
			a += float64(times) * above[c]
			b += float64(times) * below[c]
		}
		return rate(r.selection.resample[k]) - a/b
	}, r.Draws)
	return e
}

// silentByCluster counts a state's silences, and the roll calls at which it was expected, in each cluster.
func (r *Region) silentByCluster(state string) (silent, expected []float64) {
	i := indexOf(r.Config.Region, state)
	silent, expected = make([]float64, len(r.joint.clusters)), make([]float64, len(r.joint.clusters))
	for c, all := range r.joint.clusters {
		for _, j := range all {
			switch j.answers[i] {
			case '-', '?':
				continue
			case 's', 'S':
				silent[c] += j.count
			}
			expected[c] += j.count
		}
	}
	return silent, expected
}

// Issues are the issue letters that the joint record knows, sorted.
func (r *Region) Issues() (all []string) {
	if r.joint == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, c := range r.joint.clusters {
		for _, j := range c {
			for _, issue := range j.issues {
				if !seen[issue] {
					seen[issue] = true
					all = append(all, issue)
				}
			}
		}
	}
	sort.Strings(all)
	return all
}
