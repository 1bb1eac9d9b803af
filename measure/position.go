package measure

import (
	"fmt"
	"math"

	"multivector/evidence"
)

// pointsLevel is the probability of the intervals in ideal_points.csv and ideal_distances.csv.
const pointsLevel = 0.9

// Position is how far a state stands from a vector on the scale of their votes, in the latest session that has
// both: the distance of their ideal points (Bailey, Strezhnev and Voeten 2017, doi:10.1177/0022002715595700), in
// standard deviations of all state-sessions; from the middle of a bloc's members. The interval is that of the
// joint draws, which two intervals side by side would not give.
func (r *Region) Position(state, vector string) Estimate {
	e := Estimate{Measure: "position", State: state, Vector: vector}
	row := r.distance(state, vector, 0)
	if row == nil {
		return e.missing(NotCovered, "")
	}
	e.Period = fmt.Sprintf("session %d", row.Session)
	e.N = 1
	e.rests(r, row.Key)
	e.Value, e.Low, e.High, e.Level = row.Distance, row.Low, row.High, pointsLevel
	return e
}

// PositionChange is the distance of a state from a vector less that of the session before the present, as many
// sessions back as [votes] recent says: above zero it has moved away. The draws of different sessions are not kept
// in the dossier, so that the interval is of the two distances as if they were independent, and too wide rather than too
// narrow where a whole session drifts.
func (r *Region) PositionChange(state, vector string) Estimate {
	e := Estimate{Measure: "position change", State: state, Vector: vector}
	now, before := r.distance(state, vector, 0), r.distance(state, vector, r.VotesConfig.Recent)
	if now == nil {
		return e.missing(NotCovered, "")
	}
	if before == nil || r.VotesConfig.Recent == 0 {
		return e.missing(NotApplicable, tooShort)
	}
	e.Period = fmt.Sprintf("session %d against %d", now.Session, before.Session)
	e.N = 2
	e.Level = pointsLevel
	if m := r.move(now, before); m != nil {
		e.rests(r, now.Key, before.Key, m.Key)
		e.Value, e.Low, e.High = m.OfState+m.OfPartner, m.Low, m.High
		return e
	}
	e.rests(r, now.Key, before.Key)
	e.warn("the draws of the two sessions are not kept together: the interval takes them as independent")
	e.Value = now.Distance - before.Distance
	half := normalQuantile(pointsLevel) * math.Hypot(now.SD, before.SD)
	e.Low, e.High = e.Value-half, e.Value+half
	return e
}

// distance finds the latest distance of a pair that is some sessions or more before the latest of all.
func (r *Region) distance(state, vector string, back int) (best *evidence.IdealDistance) {
	last := 0
	for i := range r.IdealDistances {
		last = max(last, r.IdealDistances[i].Session)
	}
	for i := range r.IdealDistances {
		row := &r.IdealDistances[i]
		if row.State == state && row.Partner == vector && row.Session <= last-back && (best == nil || row.Session > best.Session) {
			best = row
		}
	}
	return best
}
