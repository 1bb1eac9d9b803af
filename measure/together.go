package measure

import "multivector/evidence"

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
	return span == All || span == Contested && j.contested || span == RecentName && j.recent || span == BeforeName && !j.recent
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
	if (span == RecentName || span == BeforeName) && r.joint != nil {
		if e.Period = map[string]string{RecentName: r.joint.present, BeforeName: r.joint.before}[span]; e.Period == "" {
			return e.missing(NotApplicable, tooShort)
		}
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
