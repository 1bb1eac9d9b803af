package idealpoint

import "math"

// stretch is a part of a state's path, and room to move it.
type stretch struct {
	c        *joint
	path     []int32
	from, to int
	old      []float64
	band     band // the factor of its information
	room     room
	tally    tally
}

// begin turns to another part of the path.
func (s *stretch) begin(from, to int) {
	s.from, s.to, s.old = from, to, s.old[:0]
	s.band.set(s.path, s.c.prior, from, to)
	for i, u := range s.path[from:to] {
		s.band.diagonal[i] += s.c.votes[u]
		s.old = append(s.old, s.c.theta[u])
	}
	s.band.factor(s.size())
}

func (s *stretch) size() int { return s.to - s.from }

func (s *stretch) move(by []float64) bool {
	s.band.backward(by)
	for i, u := range s.path[s.from:s.to] {
		s.c.theta[u] += by[i]
	}
	return true
}

func (s *stretch) back() {
	for i, u := range s.path[s.from:s.to] {
		s.c.theta[u] = s.old[i]
	}
}

func (s *stretch) look(slope []float64) (value float64) {
	theta, prior := s.c.theta, s.c.prior
	for at := s.from; at < s.to; at++ {
		u := s.path[at]
		x := theta[u]
		votes, g := s.c.d.unitSlope(u, s.c.item, x)
		value += votes - prior.tether[u]*x*x/2
		g -= prior.tether[u] * x
		if at > 0 {
			step := x - theta[s.path[at-1]]
			value -= prior.step[u] * step * step / 2
			g -= prior.step[u] * step
		}
		if at+1 < len(s.path) {
			next := s.path[at+1]
			step := theta[next] - x
			g += prior.step[next] * step
			if at+1 == s.to { // else it is counted with the next
				value -= prior.step[next] * step * step / 2
			}
		}
		slope[at-s.from] = g
	}
	s.band.forward(slope)
	return value
}

// itemBlock is the parameters of an item: beta, the lower cutpoint and, where there are two, the logarithm of the
// distance between them.
type itemBlock struct {
	c      *joint
	item   int
	binary bool
	now    parameters
}

func (b *itemBlock) size() int {
	if b.binary {
		return 2
	}
	return 3
}

func (b *itemBlock) move(by []float64) bool {
	var x [3]float64
	copy(x[:], by)
	x = b.c.metric[b.item].backward(x)
	gap := (b.now.high - b.now.low) * math.Exp(x[2])
	b.now.beta += x[0]
	b.now.low += x[1]
	b.now.high = b.now.low + gap
	return b.binary || gap > 1e-6 && gap < 20
}

func (b *itemBlock) look(slope []float64) (value float64) {
	p := b.now
	value, g := b.c.d.itemSlope(b.item, b.c.theta, p)
	value -= p.beta * p.beta / 2
	g = [3]float64{g[0] - p.beta, g[1] + g[2], g[2] * (p.high - p.low)}
	if !b.binary {
		value += math.Log(p.high - p.low) // the prior is flat in high
		g[2]++
	}
	g = b.c.metric[b.item].forward(g)
	copy(slope, g[:])
	return value
}

// metric is the factor of the information of an item in the coordinates of itemBlock.
func (m *climb) metric(v int) lower3 {
	p := m.items[v]
	t := m.d.itemTerms(v, m.theta, m.blur, p)
	h, gap := t.matrix(), p.high-p.low
	cross, far := h[0][1]+h[0][2], gap*(h[1][2]+h[2][2])
	abstained := float64(len(m.d.sides(v)[Abstain]))
	l, ok := cholesky3([3][3]float64{
		{h[0][0] + 1, cross, gap * h[0][2]},
		{cross, h[1][1] + 2*h[1][2] + h[2][2] + 1e-3, far},
		{gap * h[0][2], far, max(gap*gap*h[2][2], (abstained+1)/2)},
	})
	if !ok { // by rounding alone, as the likelihood is log-concave
		return lower3{{1}, {0, 1}, {0, 0, 1}}
	}
	return l
}
