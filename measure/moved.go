package measure

import (
	"fmt"
	"math"

	"multivector/evidence"
)

// Split takes the change of a distance apart: from a state at x[0] and a power at p[0] to x[1] and p[1], on one line,
// it gives what each of the two did to |x - p|. A mover's part is what its move alone changes, with the other held
// where it was, and where it is, in the mean of the two: Shapley's value of a game of two (Shapley 1953,
// doi:10.1515/9781400881970-018; Shorrocks 2013, doi:10.1007/s10888-011-9214-z). The parts add up to the change.
func Split(x, p [2]float64) (ofState, ofPower float64) {
	apart := func(i, j int) float64 { return math.Abs(x[i] - p[j]) }
	ofState = (apart(1, 0) - apart(0, 0) + apart(1, 1) - apart(0, 1)) / 2
	ofPower = (apart(0, 1) - apart(0, 0) + apart(1, 1) - apart(1, 0)) / 2
	return ofState, ofPower
}

// Who moved: the state, or the power.
const (
	ByState = "state"
	ByPower = "power"
)

// Moved is the part of the change of a state's distance from a vector (PositionChange) that one of the two brought
// about by its own move: below zero it came nearer. It is the mean of Split over the joint draws of both sessions,
// with their interval; the two parts add up to the change.
func (r *Region) Moved(state, vector, by string) Estimate {
	e := Estimate{Measure: "moved", State: state, Vector: vector, Of: by}
	now, before := r.distance(state, vector, 0), r.distance(state, vector, r.VotesConfig.Recent)
	switch {
	case now == nil:
		return e.missing(NotCovered, "")
	case before == nil || r.VotesConfig.Recent == 0:
		return e.missing(NotApplicable, tooShort)
	}
	m := r.move(now, before)
	if m == nil {
		return e.missing(NotCovered, fmt.Sprintf("ideal_moves.csv has no joint draws of sessions %d and %d; multivector intake unga --repeats makes them", before.Session, now.Session))
	}
	e.Period = fmt.Sprintf("session %d against %d", now.Session, before.Session)
	e.N = 1
	e.rests(r, m.Key)
	e.Level = pointsLevel
	e.Value, e.Low, e.High = m.OfState, m.OfStateLow, m.OfStateHigh
	if by == ByPower {
		e.Value, e.Low, e.High = m.OfPartner, m.OfPartnerLow, m.OfPartnerHigh
	}
	return e
}

// move finds the joint draws of two sessions of a pair.
func (r *Region) move(now, before *evidence.IdealDistance) *evidence.IdealMove {
	for i := range r.IdealMoves {
		m := &r.IdealMoves[i]
		if m.State == now.State && m.Partner == now.Partner && m.Session == now.Session && m.Before == before.Session {
			return m
		}
	}
	return nil
}
