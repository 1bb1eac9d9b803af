package idealpoint

import (
	"math"

	"multivector/chance"
)

// AsAbstentions is the record with silences read as abstentions: those in the roll calls that d was arranged from, in
// which the votes cast were divided. A roll call on which all who voted agreed is not made to speak by who stayed away.
func (v Votes) AsAbstentions(d *Data) Votes {
	divided := d.itemOf()
	read := v
	read.Cast = append([]Vote(nil), v.Cast...)
	for _, x := range v.Silent {
		if _, is := divided[v.Calls[x.Call].ID]; is {
			read.Cast = append(read.Cast, Vote{x.State, x.Call, Abstain})
		}
	}
	return read
}

// Shifts is how each point moves when silence is read as a choice, and by what part its standard deviation changes.
type Shifts struct{ Point, SD []float64 }

// Shifts reads silence as the hurdle says it was chosen: that a state was silent on some questions and answered others
// then says something of where it stands. The items and the hurdle are held as fitted; each state's path is placed
// at its most probable once by its votes alone and once by its votes and its silences, and the difference is given.
func (s *Silence) Shifts(v Votes) Shifts {
	m, h := s.mode, hurdle{Silence: s.empty()}
	h.gather(m.Data, v)
	rows := make([][]int32, len(m.Data.Units))
	for i, a := range h.asked {
		rows[a.unit] = append(rows[a.unit], int32(i))
	}
	p := placing{votes: newBents(m), prior: m.Data.prior(), hurdle: h}
	to := Shifts{make([]float64, len(m.Points)), make([]float64, len(m.Points))}
	chance.Each(len(m.Data.paths), func(state int) {
		path := m.Data.paths[state]
		votes := make(map[int32][]cast)
		for _, v := range p.votes.answers[state] {
			votes[v.unit] = append(votes[v.unit], v)
		}
		start := make([]float64, len(path))
		for i, u := range path {
			start[i] = m.Points[u]
		}
		before, spread := p.place(path, votes, start, nil)
		after, narrowed := p.place(path, votes, before, rows)
		for i, u := range path {
			to.Point[u], to.SD[u] = after[i]-before[i], math.Sqrt(narrowed[i]/spread[i])
		}
	})
	return to
}

// empty is the hurdle with its coefficients and nothing counted yet.
func (s *Silence) empty() *Silence {
	e := *s
	e.Asked, e.Silent, e.Expected = 0, 0, make([][2]int, len(s.Expected))
	return &e
}

// placing finds the most probable path of a state, the items held fixed.
type placing struct {
	votes  bents
	prior  prior
	hurdle hurdle
}

// place takes Newton's steps from a path to the most probable, and gives the variances there. Rows are what was asked
// of each unit; without them the votes alone speak.
func (p *placing) place(path []int32, votes map[int32][]cast, start []float64, rows [][]int32) (at, variance []float64) {
	at, variance = append([]float64(nil), start...), make([]float64, len(path))
	b, step := newBand(len(path)), make([]float64, len(path))
	for range 50 {
		b.set(path, p.prior, 0, len(path))
		clear(step)
		for i, u := range path {
			var slope, info float64
			for _, v := range votes[u] {
				beta := p.votes.fit.Beta[v.item]
				s, f := p.votes.term(v, beta*at[i], 1)
				slope, info = slope+beta*s, info+beta*beta*f
			}
			if rows != nil {
				s, f := p.silences(rows[u], at[i])
				slope, info = slope+s, info+f
			}
			step[i] += slope - p.prior.tether[u]*at[i]
			b.diagonal[i] += info
			if i > 0 {
				pull := p.prior.step[u] * (at[i] - at[i-1])
				step[i] -= pull
				step[i-1] += pull
			}
		}
		b.factor(len(path))
		b.forward(step)
		b.backward(step)
		longest := 0.0
		for i := range at {
			at[i] += max(-.5, min(.5, step[i]))
			longest = max(longest, math.Abs(step[i]))
		}
		if longest < 1e-6 {
			break
		}
	}
	b.variances(variance)
	return at, variance
}

// bend is how near a midpoint |x| is bent into sqrt(x^2 + bend^2), for Newton's method stumbles over a corner.
const bend = .1

// silences is the slope and the information that a unit's answers and silences add at a point.
func (p *placing) silences(rows []int32, point float64) (slope, info float64) {
	c := p.hurdle.Distance
	for _, i := range rows {
		a := &p.hurdle.asked[i]
		x := point - p.hurdle.mid[a.item]
		away := math.Sqrt(x*x + bend*bend)
		silent := logistic(p.hurdle.State[a.state] + p.hurdle.Item[a.item] + c*away)
		toward := c * x / away
		slope += (a.silent - silent) * toward
		info += silent * (1 - silent) * toward * toward
	}
	return slope, info
}
