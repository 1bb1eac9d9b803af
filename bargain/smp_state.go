package bargain

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"multivector/chance"
)

// state is where all stand in a turn of smp, on a scale from 0 to 1, and what they make of it. Nothing in it is
// larger than the square of the actors: how h sees the utilities of all (a cube) is made when it is needed.
type state struct {
	o         SMP
	pool      bool
	low, high float64     // of the table's scale
	first     []int       // of the table's actors, those that are the state's
	stand     [][]float64 // positions held
	want      [][]float64 // ideals, from which utilities are measured
	care      [][]float64 // saliences
	strength  []float64   // capabilities: weights in a vote of all
	attention []float64   // sums of saliences
	stake     []float64   // capability times attention: weights in a contest of two

	// By option j, by actor k, in rows of one option: 1 - d and min(d, 1) of the distance d from what k wants to where
	// j stands; and the utility of that to k, with its own attitude to risk.
	near, far, utility [][]float64
	attitude           []float64
	// All positions are equally probable, so that attitudes to risk are not defined, nor are utilities. In KTAB everything is
	// then no number, which no actor gains by: nobody challenges anybody, and all positions stay equally probable.
	undefined bool
}

// state makes the state of a turn, and tells which of its actors each actor of the table is: itself, or, where clones
// are pooled, the first that stands where it stands, wants what it wants and cares for what it cares for.
func (m *smp) state(t Table, stand, ideal [][]float64) (*state, []int) {
	s := &state{o: m.o, pool: m.pool, low: t.Low, high: t.High}
	camp := make([]int, len(t.Actors))
	seen := map[string]int{}
	for i, a := range t.Actors {
		if m.pool {
			key := fmt.Sprint(stand[i], ideal[i], a.Salience)
			if at, ok := seen[key]; ok {
				camp[i] = at
				s.strength[at] += a.Capability
				s.stake[at] += a.attention() * a.Capability
				continue
			}
			seen[key] = len(s.stand)
		}
		camp[i] = len(s.stand)
		s.first = append(s.first, i)
		s.stand, s.want, s.care = append(s.stand, stand[i]), append(s.want, ideal[i]), append(s.care, a.Salience)
		s.strength, s.attention = append(s.strength, a.Capability), append(s.attention, a.attention())
		s.stake = append(s.stake, a.attention()*a.Capability)
	}
	return s, camp
}

// appraise measures distances, finds each actor's attitude to risk in a vote of the risk-neutral, and with it utilities.
func (s *state) appraise() error {
	n := len(s.stand)
	s.near, s.far, s.utility = grid(n, n), grid(n, n), grid(n, n)
	spread(n, func(j int) {
		for k := range n {
			d := s.distance(k, s.stand[j])
			s.near[j][k], s.far[j][k] = 1-d, min(d, 1)
		}
	})
	options, of := s.options(func(i, j int) bool { return s.pool && length(s.stand[i], s.stand[j]) == 0 })
	neutral := make([][]float64, len(options))
	for m, j := range options {
		neutral[m] = s.near[j]
	}
	p, err := s.elect(neutral)
	if err != nil {
		return err
	}
	r := attitudes(p, s.o.RiskRange)
	s.attitude = make([]float64, n)
	for i := range n {
		s.attitude[i] = r[of[i]]
	}
	if s.undefined = math.IsNaN(s.attitude[0]); s.undefined {
		return nil
	}
	spread(n, func(j int) {
		for k, r := range s.attitude {
			s.utility[j][k] = s.near[j][k] * (1 + s.far[j][k]*r)
		}
	})
	return nil
}

// distance is how far a position is from what actor k wants: Euclid's, each dimension as much as k cares for it.
func (s *state) distance(k int, position []float64) float64 {
	sum, all := 0.0, 0.0
	for d, care := range s.care[k] {
		off := (s.want[k][d] - position[d]) * care
		sum += off * off
		all += care * care
	}
	return math.Sqrt(sum / all)
}

// options are the positions that differ, each by the first actor that holds it, and which of them each actor holds.
// alike need not be transitive: of several that a position is like, its own is the last.
func (s *state) options(alike func(i, j int) bool) (first, of []int) {
	of = make([]int, len(s.stand))
	for i := range s.stand {
		found := false
		for _, j := range first {
			found = found || alike(i, j)
		}
		if !found {
			first = append(first, i)
		}
	}
	for i := range s.stand {
		for m, j := range first {
			if i == j || alike(i, j) {
				of[i] = m
			}
		}
	}
	return first, of
}

// elect is the probability that each of some options prevails; u holds their utilities to all, option by option.
func (s *state) elect(u [][]float64) ([]float64, error) {
	p, err := condorcet(s.o, coalitions(s.o.Voting, s.strength, u), len(u))
	if err == nil && slices.ContainsFunc(p, math.IsNaN) {
		err = errors.New("the capabilities are too large or too far apart to be counted")
	}
	return p, err
}

// show is the round as a table's reader sees it.
func (s *state) show(t Table, camp []int) (Round, error) {
	n := len(t.Actors)
	r := Round{Position: grid(n, t.Dimensions()), Probability: make([]float64, n), Attitude: make([]float64, n)}
	const tolerance = 1e-3 // KTAB's, within which two positions are one
	options, of := s.options(func(i, j int) bool { return length(s.stand[i], s.stand[j]) < tolerance })
	u := make([][]float64, len(options))
	for m, j := range options {
		u[m] = s.utility[j]
	}
	p := even(len(options))
	if !s.undefined {
		var err error
		if p, err = s.elect(u); err != nil {
			return r, err
		}
	}
	for i, c := range camp {
		r.Probability[i], r.Attitude[i] = p[of[c]], s.attitude[c]
		for d, x := range s.stand[c] {
			r.Position[i][d] = s.low + x*(s.high-s.low)
		}
	}
	return r, nil
}

// spread runs f for each of n actors, on all cores where there is enough to share out: draws of small tables are
// spread themselves.
func spread(n int, f func(i int)) {
	if n >= 64 {
		chance.Each(n, f)
		return
	}
	for i := range n {
		f(i)
	}
}
