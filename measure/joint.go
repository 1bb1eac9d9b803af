package measure

import (
	"math"
	"sort"
	"strings"

	"multivector/chance"
	"multivector/evidence"
	"multivector/rollcall"
)

// joint is one joint answer of the region's states: a letter a state, how often it was given, and what
// luck would have made of those roll calls.
type joint struct {
	answers      string // y a n, s silent in the whole sitting or not known which, S silent though it answered elsewhere in it, - not a member, ? not known
	contested    bool
	recent       bool // of the last sessions, the present
	issues       []string
	count        float64
	expectedAI   evidence.Number
	expectedRice evidence.Number
	from         []string
}

// jointRecord is the region's joint answers by cluster.
type jointRecord struct {
	clusters [][]joint
	names    []string
	resample []chance.Resample
	period   string
}

// readJoint takes the joint answers from patterns.csv, or counts them from the roll calls where those are
// the record.
func (r *Region) readJoint() *jointRecord {
	var j *jointRecord
	switch {
	case r.record == nil:
		return nil
	case r.record.name != "record":
		j = r.jointOf(r.record)
	case len(r.Patterns) == 0:
		return nil
	default:
		j = r.jointOfPatterns()
	}
	present := len(j.clusters) - r.VotesConfig.Recent
	for c := range j.clusters {
		for i := range j.clusters[c] {
			j.clusters[c][i].recent = c >= present
		}
	}
	return j
}

func (r *Region) jointOfPatterns() *jointRecord {
	j := &jointRecord{clusters: make([][]joint, len(r.record.clusters)), resample: r.record.resample, period: r.record.span()}
	at := map[int]int{}
	for i, c := range r.record.clusters {
		at[c.session] = i
		j.names = append(j.names, c.name)
	}
	for i := range r.Patterns {
		p := &r.Patterns[i]
		c, ok := at[p.Session]
		if !ok {
			continue
		}
		j.clusters[c] = append(j.clusters[c], joint{
			answers: p.Answers, contested: p.Contested, issues: p.Issue, count: float64(p.Count),
			expectedAI: p.ExpectedAI, expectedRice: p.ExpectedRice, from: []string{p.Key},
		})
	}
	return j
}

// jointOf counts joint answers from roll calls held one by one; luck is taken from the tally of all
// members less the region's own answers.
func (r *Region) jointOf(rec *record) *jointRecord {
	j := &jointRecord{clusters: make([][]joint, len(rec.clusters)), resample: rec.resample, period: rec.span()}
	at := map[string]int{}
	for i, c := range rec.clusters {
		at[c.name] = i
		j.names = append(j.names, c.name)
	}
	for _, rc := range r.RollCalls {
		answers := map[string]*evidence.Vote{}
		for _, v := range r.VotesOf(rc.ID) {
			answers[v.State] = v
		}
		one := joint{contested: r.opposed(answers), issues: rc.Issue, count: 1, from: []string{rc.Key}}
		world := [3]float64{rc.Yes.Value, rc.Abstain.Value, rc.No.Value}
		var letters strings.Builder
		for _, state := range r.Config.Region {
			v := answers[state]
			switch {
			case v == nil || v.Answer > rollcall.Silent:
				letters.WriteByte('?')
				continue
			case v.Answer == rollcall.Silent && v.OthersCast.Is() && v.OthersCast.Value > 0:
				letters.WriteByte('S')
			default:
				letters.WriteByte("yans"[v.Answer])
			}
			one.from = append(one.from, v.Key)
			if v.Answer < rollcall.Silent {
				world[v.Answer] = max(0, world[v.Answer]-1)
			}
		}
		one.answers = letters.String()
		if total := world[0] + world[1] + world[2]; total > 0 && rc.Yes.Is() && rc.No.Is() && rc.Abstain.Is() {
			for k := range world {
				world[k] /= total
			}
			t := one.tally()
			one.expectedAI = evidence.Number{Value: ExpectedAI(t.N(), world), Presence: evidence.Known}
			if rice, ok := ExpectedRice(t.N(), world); ok {
				one.expectedRice = evidence.Number{Value: rice, Presence: evidence.Known}
			}
		}
		c := at[rc.Family]
		j.clusters[c] = append(j.clusters[c], one)
	}
	return j
}

// tally counts the yes, abstentions and noes of a joint answer.
func (j joint) tally() (t Tally) {
	for i := range len(j.answers) {
		switch j.answers[i] {
		case 'y':
			t.Yes++
		case 'a':
			t.Abstain++
		case 'n':
			t.No++
		}
	}
	return t
}

// ratio adds two things over the joint answers that a filter lets through and divides the first by the
// second: every rate and mean of the joint record is one.
type ratio struct {
	keep func(joint) bool
	of   func(joint) (above, below float64)
}

// estimate gives the ratio with the interval of the cluster bootstrap.
func (j *jointRecord) estimate(r *Region, e Estimate, q ratio) Estimate {
	if j == nil {
		return e.missing(NotCovered, "")
	}
	e.Period, e.Level = j.period, r.Level
	above, below := make([]float64, len(j.clusters)), make([]float64, len(j.clusters))
	covered := 0
	for c, all := range j.clusters {
		any := false
		for _, one := range all {
			if q.keep != nil && !q.keep(one) {
				continue
			}
			a, b := q.of(one)
			if b == 0 {
				continue
			}
			any = true
			above[c] += a
			below[c] += b
			e.N += int(one.count)
			e.From = append(e.From, one.from...)
		}
		if any {
			covered++
		}
	}
	e.rests(r.Dossier)
	of := func(weights chance.Resample) float64 {
		var a, b float64
		for c := range above {
			w := 1.0
			if weights != nil {
				w = float64(weights[c])
			}
			a += w * above[c]
			b += w * below[c]
		}
		if b == 0 {
			return math.NaN()
		}
		return a / b
	}
	e.Value = of(nil)
	if math.IsNaN(e.Value) {
		return e.missing(Undefined, "no roll call of this kind")
	}
	e.interval(covered, func(k int) float64 { return of(j.resample[k]) }, len(j.resample))
	return e
}

// Cohesion measures.
const (
	AIName        = "ai"
	AIAboveLuck   = "ai above luck"
	RiceName      = "rice"
	RiceAboveLuck = "rice above luck"
	AttinaName    = "attina"
	UnanimousName = "unanimous" // the share of roll calls on which all that voted gave one answer
)

// CohesionNames are the measures of cohesion in the order they are shown.
var CohesionNames = []string{AIName, AIAboveLuck, RiceName, RiceAboveLuck, AttinaName, UnanimousName}

// Spans of roll calls that cohesion is taken over.
var Spans = []string{All, Contested, RecentName}

// in tells whether a joint answer is of a span.
func (j joint) in(span string) bool {
	return span == All || span == Contested && j.contested || span == RecentName && j.recent
}

// Cohesion is how far the region's states answered as one, over the roll calls of a span on which at least two
// of them voted. Above luck: (mean - mean expected) / (1 - mean expected), a ratio of means, so that a roll call on
// which luck alone nearly makes everyone agree does not blow up; Attina's index has the same value above
// luck as AI, of which it is a linear function.
func (r *Region) Cohesion(name, span string) Estimate {
	e := Estimate{Measure: "cohesion", State: r.Label, Of: name}
	if span != All {
		e.Of += " " + span
	}
	q := ratio{keep: func(j joint) bool { return j.tally().N() >= 2 && j.in(span) }}
	one := func(f func(Tally) (float64, bool)) func(joint) (float64, float64) {
		return func(j joint) (float64, float64) {
			v, ok := f(j.tally())
			if !ok {
				return 0, 0
			}
			return j.count * v, j.count
		}
	}
	above := func(f func(Tally) (float64, bool), expected func(joint) evidence.Number) func(joint) (float64, float64) {
		return func(j joint) (float64, float64) {
			v, ok := f(j.tally())
			luck := expected(j)
			if !ok || !luck.Is() {
				return 0, 0
			}
			return j.count * (v - luck.Value), j.count * (1 - luck.Value)
		}
	}
	switch name {
	case AIName:
		q.of = one(AI)
	case AIAboveLuck:
		q.of = above(AI, func(j joint) evidence.Number { return j.expectedAI })
	case RiceName:
		q.of = one(Rice)
	case RiceAboveLuck:
		q.of = above(Rice, func(j joint) evidence.Number { return j.expectedRice })
	case AttinaName:
		q.of = one(Attina)
	case UnanimousName:
		q.of = one(func(t Tally) (float64, bool) {
			if max(t.Yes, t.Abstain, t.No) == t.N() {
				return 1, true
			}
			return 0, true
		})
	}
	return r.joint.estimate(r, e, q)
}

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
	i := indexOf(r.Config.Region, state)
	if i < 0 {
		return e.missing(NotApplicable, state+" is not of the region")
	}
	expected := func(j joint) bool { return j.answers[i] != '-' && j.answers[i] != '?' }
	silent := func(j joint) float64 {
		if j.answers[i] == 's' || j.answers[i] == 'S' {
			return 1
		}
		return 0
	}
	selective := func(j joint) float64 {
		if j.answers[i] == 'S' {
			return 1
		}
		return 0
	}
	count := func(f func(joint) float64) func(joint) (float64, float64) {
		return func(j joint) (float64, float64) { return j.count * f(j), j.count }
	}
	contested := func(j joint) bool { return expected(j) && j.contested }
	switch kind {
	case SilentAll:
		return r.joint.estimate(r, e, ratio{expected, count(silent)})
	case SilentContested:
		return r.joint.estimate(r, e, ratio{contested, count(silent)})
	case SilentRecent:
		return r.joint.estimate(r, e, ratio{func(j joint) bool { return expected(j) && j.recent }, count(silent)})
	case Selective:
		return r.joint.estimate(r, e, ratio{expected, count(selective)})
	case SelectiveApart:
		return r.joint.estimate(r, e, ratio{contested, count(selective)})
	case SilentExcess:
		return r.excess(e, expected, silent)
	}
	issue := strings.TrimPrefix(kind, "issue ")
	return r.joint.estimate(r, e, ratio{func(j joint) bool { return expected(j) && indexOf(j.issues, issue) >= 0 }, count(silent)})
}

// excess is the silence on contested roll calls above the state's habit on the others.
func (r *Region) excess(e Estimate, expected func(joint) bool, silent func(joint) float64) Estimate {
	j := r.joint
	if j == nil {
		return e.missing(NotCovered, "")
	}
	e.Period, e.Level = j.period, r.Level
	type sums struct{ silent, all [2]float64 } // contested, and not
	by := make([]sums, len(j.clusters))
	covered := 0
	for c, all := range j.clusters {
		for _, one := range all {
			if !expected(one) {
				continue
			}
			k := 0
			if !one.contested {
				k = 1
			}
			by[c].silent[k] += one.count * silent(one)
			by[c].all[k] += one.count
			e.N += int(one.count)
			e.From = append(e.From, one.from...)
		}
		if by[c].all[0] > 0 {
			covered++
		}
	}
	e.rests(r.Dossier)
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

func indexOf(all []string, one string) int {
	for i, s := range all {
		if s == one {
			return i
		}
	}
	return -1
}
