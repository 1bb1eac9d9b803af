package idealpoint

import (
	"errors"
	"fmt"
	"math"

	"multivector/chance"
)

// Silent is what a state did that was expected in a roll call and cast no vote: no choice of the scale, and never in a
// Vote.
const Silent = No + 1

// Outlook holds the probabilities of yes, abstention, no and silence in a roll call to come. They add up to 1.
type Outlook [4]float64

// Votes is what the outlook says of a state that does vote.
func (o Outlook) Votes() Forecast {
	cast := o[Yes] + o[Abstain] + o[No]
	return Forecast{o[Yes] / cast, o[Abstain] / cast, o[No] / cast}
}

// Next is an outlook, and the interval that holds each of its probabilities with the probability Level, as far as
// they hang on where the state will stand.
type Next struct{ Outlook, Low, High Outlook }

// Fit gives the means and standard deviations of the draws, for what is asked of them one state at a time.
func (d *Draws) Fit() *Fit {
	m := &Fit{Data: d.Data, Beta: d.Beta, Cut: d.Cut}
	for _, e := range d.Estimates() {
		m.Points, m.SD = append(m.Points, e.Mean), append(m.SD, e.SD)
	}
	return m
}

// Foreteller foretells roll calls to come.
type Foreteller struct {
	fit      *Fit
	draws    *Draws  // nil where the normal approximation serves
	stir     float64 // the variance of a state's step from one session to the next
	bents    bents
	absences absences
}

// Foretell begins from the mode and its normal approximation. v is the record that the data were arranged from, and kinds
// says what its roll calls are about. The sessions since one say how often each state keeps silent and how far states move:
// a mission that stayed away thirty years ago may not today.
func (m *Fit) Foretell(v Votes, kinds map[string]string, since int) *Foreteller {
	f := m.plainly(v, since)
	f.bents.learn(kinds, since)
	f.absences.learn(kinds, since)
	return f
}

// plainly foretells from where states stand and from nothing else they did.
func (m *Fit) plainly(v Votes, since int) *Foreteller {
	return &Foreteller{fit: m, stir: m.stir(since), bents: newBents(m), absences: newAbsences(m.hurdle(v, since, true))}
}

// Foretell begins from the joint draws: the state's point in each of them is one place where it may stand.
func (d *Draws) Foretell(v Votes, kinds map[string]string, since int) *Foreteller {
	f := d.Fit().Foretell(v, kinds, since)
	f.draws = d

	return f
}

// stir is the mean square of the steps of all states since a session, which is less than the prior's: the walk must let
// a state go far that does, and most do not.
func (m *Fit) stir(since int) float64 {
	sum, n := 0.0, 0
	for _, path := range m.Data.paths {
		for i := 1; i < len(path); i++ {
			now, before := m.Data.Units[path[i]], m.Data.Units[path[i-1]]
			if now.Session >= since && now.Session == before.Session+1 {
				step := m.Points[path[i]] - m.Points[path[i-1]]
				sum += step * step
				n++
			}
		}
	}
	if n == 0 {
		return smoothing / 2
	}
	return sum / float64(n)
}

// Next foretells what a state will do in a session to come, on a question that is like some items: like each of them
// with the same probability. Where the question repeats one, that one is given alone. The items are taken as known; where
// the state will stand is not, nor how it is bent on such questions apart from where it stands.
func (f *Foreteller) Next(code string, session int, like []int) (n Next, err error) {
	if len(like) == 0 {
		return n, errors.New("there is no item that the question is like")
	}
	s, ahead, err := f.ahead(code, session)
	if err != nil {
		return n, err
	}
	b, away := f.bents.of(s, like), f.absences.of(s, like)
	var by [4][]float64
	for _, point := range ahead {
		o := f.at(s, point, like, b, away)
		for c, p := range o {
			n.Outlook[c] += p / float64(len(ahead))
			by[c] = append(by[c], p)
		}
	}
	for c := range by {
		n.Low[c], n.High[c], _ = chance.Interval(by[c], Level)
	}
	return n, nil
}

// at is the outlook of a state that stands at a point. Silence and vote are weighed item by item, for states may keep
// silent on the very questions that would part them from others.
func (f *Foreteller) at(state int, point float64, like []int, b bent, away float64) (o Outlook) {
	for _, v := range like {
		silent := logistic(f.absences.at(state, v, point) + away)
		o[Silent] += silent / float64(len(like))
		for c, x := range b.chances(f.fit, v, point) {
			o[c] += (1 - silent) * x / float64(len(like))
		}
	}
	return o
}

// normalPlaces is how many equally likely places stand for a normal distribution.
const normalPlaces = 40

// ahead gives a state's index and places where it may stand in a session to come, each as likely as another: from where
// it stood last it has walked on.
func (f *Foreteller) ahead(code string, session int) (state int, places []float64, err error) {
	d := f.fit.Data
	state, known := d.state(code)
	if !known {
		return 0, nil, fmt.Errorf("%s has no vote that the estimates rest on", code)
	}
	path := d.paths[state]
	last := int(path[len(path)-1])
	sessions := session - d.Units[last].Session
	if sessions < 1 {
		return 0, nil, fmt.Errorf("%s has voted in session %d; what comes after can be foretold", code, d.Units[last].Session)
	}
	variance := f.stir * float64(sessions)
	if f.draws == nil {
		sd := math.Sqrt(f.fit.SD[last]*f.fit.SD[last] + variance)
		for i := range normalPlaces {
			places = append(places, f.fit.Points[last]+sd*probit((float64(i)+.5)/normalPlaces))
		}
		return state, places, nil
	}
	rng := chance.Stream(uint64(session), "idealpoint, ahead of "+code, 0)
	for _, chain := range f.draws.Trace(last) {
		for _, x := range chain {
			places = append(places, x+math.Sqrt(variance)*rng.NormFloat64())
		}
	}
	return state, places, nil
}
