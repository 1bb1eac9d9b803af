package bargain

import (
	"math"
	"math/rand/v2"
	"slices"
)

// proposal is a bargain: where the initiator and the receiver would stand.
type proposal struct {
	initiator, receiver int
	gain                float64 // of the initiator, by its own reckoning
	first, second       []float64
}

// move is what became of an actor in a turn: the bargain it took, or none, and where it stands.
type move struct {
	self  int
	taken *proposal
	to    []float64
}

// offers tells of a move as of an offer accepted, dimension by dimension.
func (s *state) offers(t Table, actor int, m move, from []float64) (all []Offer) {
	if m.taken == nil || slices.Equal(m.to, from) {
		return nil
	}
	kind, other := "initiated", m.taken.receiver
	if m.taken.receiver == m.self {
		kind, other = "received", m.taken.initiator
	}
	for d, x := range m.to {
		all = append(all, Offer{Actor: actor, Dimension: d, Kind: kind, Other: s.first[other], EU: m.taken.gain, OtherEU: math.NaN(), Position: t.Low + x*(t.High-t.Low)})
	}
	return all
}

// step lets each actor challenge and each take a bargain.
func (s *state) step(luck *rand.Rand) ([]move, error) {
	n := len(s.stand)
	moves, faults := make([]move, n), make([]error, n)
	if s.undefined {
		for k := range moves {
			moves[k] = move{self: k, to: s.stand[k]}
		}
		return moves, nil
	}
	made := make([][]*proposal, n)
	spread(n, func(i int) { made[i] = s.propose(i) })
	// What each may take: what is proposed to it, that all stays as it is, what it proposes. The order decides between
	// bargains that tie; KTAB's own is that of its threads.
	queue := make([][]*proposal, n)
	asItIs := new(proposal)
	var all []*proposal
	for i, proposals := range made {
		queue[i] = append(queue[i], asItIs)
		for _, p := range proposals {
			queue[i] = append(queue[i], p)
			queue[p.receiver] = append(queue[p.receiver], p)
			all = append(all, p)
		}
	}
	utility := map[*proposal][]float64{asItIs: s.after(asItIs)}
	rows := make([][]float64, len(all))
	spread(len(all), func(b int) { rows[b] = s.after(all[b]) })
	for b, p := range all {
		utility[p] = rows[b]
	}
	lots := make([]float64, n)
	for k := range lots {
		lots[k] = luck.Float64()
	}
	spread(n, func(k int) { moves[k], faults[k] = s.take(k, queue[k], utility, lots[k]) })
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return moves, nil
}

// propose gives the bargains that come of i's challenge: none where it gains by nobody.
func (s *state) propose(i int) []*proposal {
	e := s.through(i)
	e.initiator(i)
	j, win, gain := e.target(i)
	if j < 0 {
		return nil
	}
	mine := s.interpolate(i, j, win, gain)
	if s.o.Bargain == bargainInitOnly {
		return []*proposal{mine}
	}
	// KTAB takes what the receiver thinks the initiator gains for the probability that it wins.
	e = s.through(j)
	e.initiator(i)
	_, mistaken := e.contest(i, j)
	theirs := s.interpolate(i, j, mistaken, gain)
	if s.o.Bargain == bargainInitRcvr {
		return []*proposal{mine, theirs}
	}
	// Nor is the receiver's weight made of its own capability.
	w, v := s.strength[i]*s.attention[i], s.strength[i]*s.attention[j]
	for d := range mine.first {
		mine.first[d] = (w*mine.first[d] + v*theirs.first[d]) / (w + v)
		mine.second[d] = (w*mine.second[d] + v*theirs.second[d]) / (w + v)
	}
	return []*proposal{mine}
}

// interpolate is the bargain between i and j if i wins with probability p: on each dimension each gives way by how much
// the other cares and how likely it is to win.
func (s *state) interpolate(i, j int, p, gain float64) *proposal {
	k := len(s.stand[i])
	b := &proposal{i, j, gain, make([]float64, k), make([]float64, k)}
	const tiny = 1e-6
	for d := range k {
		x, y := s.stand[i][d], s.stand[j][d]
		q := 1 - p
		a, c := s.care[i][d], s.care[j][d]
		switch s.o.Interpolation {
		case interpolateS2PMax:
			give, get := max(q-p, 0), max(p-q, 0)
			a, c = a*a, c*c
			b.first[d] = x + (give*c)/(give*c+tiny+(1-give)*a)*(y-x)
			b.second[d] = y + (get*a)/(get*a+tiny+(1-get)*c)*(x-y)
			continue
		case interpolateS2P2:
			a, c = (a*a)*(p*p), (c*c)*(q*q)
		default:
			a, c = a*p, c*q
		}
		b.first[d] = rounded(((a+tiny)*x + c*y) / (a + tiny + c))
		b.second[d] = rounded((a*x + (tiny+c)*y) / (a + tiny + c))
	}
	return b
}

// rounded is a position to a ten-thousandth of the scale, as KTAB proposes them.
func rounded(x float64) float64 { return math.Trunc(0.5+x*10000) / 10000 }

// after is the utility to each actor of all positions together, as they are once a bargain has been carried out.
func (s *state) after(p *proposal) []float64 {
	n := len(s.stand)
	u := make([]float64, n)
	if p.first != nil {
		for k := range u {
			first := utility(s.distance(k, p.first), s.attitude[k])
			u[k] = first + utility(s.distance(k, p.second), s.attitude[k])
		}
	}
	for j, row := range s.utility {
		if p.first != nil && (j == p.initiator || j == p.receiver) {
			continue
		}
		for k, v := range row[:len(u)] {
			u[k] += v
		}
	}
	for k := range u {
		u[k] /= float64(n)
	}
	return u
}

// take is what actor k does: it takes the bargain of its queue that would most probably win a vote of all, the first of
// those that tie, or one drawn by their probabilities.
func (s *state) take(k int, queue []*proposal, utilities map[*proposal][]float64, lot float64) (move, error) {
	m := move{self: k, to: s.stand[k]}
	if len(queue) == 1 {
		return m, nil
	}
	u := make([][]float64, len(queue))
	for b, p := range queue {
		u[b] = utilities[p]
	}
	p, err := s.elect(u)
	if err != nil {
		return m, err
	}
	best := slices.Index(p, slices.Max(p))
	if s.o.Transitions == 1 {
		for best = 0; best < len(p)-1 && lot >= p[best]; best++ {
			lot -= p[best]
		}
	}
	switch taken := queue[best]; {
	case taken.first == nil:
	case taken.initiator == k:
		m.taken, m.to = taken, taken.first
	default:
		m.taken, m.to = taken, taken.second
	}
	return m, nil
}
