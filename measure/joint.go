package measure

import (
	"math"
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
	resample []chance.Resample
	period   string
	present  string // the period of the last sessions alone; empty where the record is too short to have one
	before   string // that of all sessions before them
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
	if present < chance.MinClusters || r.VotesConfig.Recent < chance.MinClusters {
		return j // too short to have a present
	}
	j.before, j.present = r.record.spanOf(0, present), r.record.spanOf(present, len(j.clusters))
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
	}
	for _, p := range r.Patterns {
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
	}
	present := map[[2]string]bool{} // a sitting and a state that answered in it
	for _, rc := range r.RollCalls {
		for _, v := range r.VotesOf(rc.ID) {
			if v.Answer < rollcall.Silent {
				present[[2]string{rc.Sitting, v.State}] = true
			}
		}
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
			case v.Answer == rollcall.Silent && (v.OthersCast.Value > 0 || !v.OthersCast.Is() && present[[2]string{rc.Sitting, state}]):
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
	e.Level = r.Level
	if e.Period == "" {
		e.Period = j.period
	}
	above, below := make([]float64, len(j.clusters)), make([]float64, len(j.clusters))
	covered := 0
	var from []string
	for c, all := range j.clusters {
		any := false
		for _, one := range all {
			if q.keep != nil && !q.keep(one) {
				continue
			}
			a, b := q.of(one)
			if a == 0 && b == 0 {
				continue
			}
			any = true
			above[c] += a
			below[c] += b
			e.N += int(one.count)
			if !r.bare {
				from = append(from, one.from...)
			}
		}
		if any {
			covered++
		}
	}
	e.rests(r, from...)
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

func indexOf(all []string, one string) int {
	for i, s := range all {
		if s == one {
			return i
		}
	}
	return -1
}
