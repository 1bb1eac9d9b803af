package idealpoint

import (
	"context"
	"math"

	"multivector/chance"
)

// Fit is points and items, and the spread of the points: where a search came to rest, or the means of draws.
type Fit struct {
	Data       *Data
	Points     []float64    // by unit, mean 0 and variance 1 over all
	SD         []float64    // by unit
	Beta       []float64    // by item
	Cut        [][2]float64 // by item; the two are one where the choices made were two
	Iterations int
	Change     float64 // the root of the mean square change of the points in the last iteration
}

// Converged says whether the search came to rest before it was ended.
func (m *Fit) Converged() bool { return m.Change < tolerance }

// MAP finds, in a second or two, the mode of the posterior of the model in which each side knows how little is known
// of the other, and the spread of its normal approximation (Tierney and Kadane 1986, doi:10.2307/2287970).
//
// Given the points each item is an ordinal probit regression of its own, and given the items each state's path a
// tridiagonal one; both are log-concave (Pratt 1981, doi:10.2307/2287052), and each iteration takes a step of Newton
// in all of the first and then in all of the second. The plain joint mode of both is no summary of this posterior:
// where thousands of points are multiplied with thousands of betas it lies far from where the probability is, and
// whole sessions shrink or swell in it. So the variance of the points enters the items' step, and that of the betas
// the points', to the second order: the mean-field approximation (Jordan and others 1999,
// doi:10.1023/A:1007665907178).
//
// The two steps alone would crawl where whole sessions drift together. They are combined by Anderson's method (1965,
// doi:10.1145/321296.321305; Walker and Ni 2011, doi:10.1137/10078356X).
func MAP(ctx context.Context, d *Data, anchor [2]string) (*Fit, error) {
	return d.mode(ctx, anchor, func(m *climb) func() { return m.step })
}

// mode climbs by steps until the ideal points stay where they are.
func (d *Data) mode(ctx context.Context, anchor [2]string, how func(*climb) func()) (*Fit, error) {
	if err := d.anchored(anchor); err != nil {
		return nil, err
	}
	m := newClimb(d, anchor)
	if err := m.climb(ctx, how(m)); err != nil {
		return nil, err
	}
	if m.above(anchor) < 0 {
		m.turn()
	}
	mode := &Fit{Data: d, Points: m.theta, Iterations: m.iterations, Change: m.change}
	mean, sd := standardise(m.theta)
	for _, v := range m.blur {
		mode.SD = append(mode.SD, math.Sqrt(v)/sd)
	}
	for _, p := range m.items {
		mode.Beta = append(mode.Beta, p.beta*sd)
		mode.Cut = append(mode.Cut, [2]float64{p.low - p.beta*mean, p.high - p.beta*mean})
	}
	return mode, nil
}

// climb repeats a step until it moves the points no more.
func (m *climb) climb(ctx context.Context, step func()) error {
	a := newAnderson(len(m.theta)+3*len(m.items), 12)
	for m.iterations < maxIterations {
		if err := ctx.Err(); err != nil {
			return err
		}
		before := m.vector()
		step()
		after := m.vector()
		m.iterations++
		m.change = 0
		for i := range m.theta {
			m.change += (after[i] - before[i]) * (after[i] - before[i])
		}
		if m.change = math.Sqrt(m.change / float64(len(m.theta))); m.change < tolerance {
			break
		}
		m.set(a.next(before, after))
	}
	return nil
}

const (
	maxIterations = 300
	tolerance     = 5e-5 // of the scale on which ideal points have variance 1
)

// climb is where the search stands.
type climb struct {
	d     *Data
	theta []float64
	items []parameters
	prior prior

	iterations int
	change     float64

	blur   []float64    // by unit, the variance of its ideal point
	spread [][3]float64 // by item, the variance of beta and its covariances with low and high
}

// newClimb starts from the side that each vote takes where the anchors differ: an item on which the positive
// anchor chose higher than the negative counts its votes upwards, else downwards.
func newClimb(d *Data, anchor [2]string) *climb {
	m := &climb{
		d: d, prior: d.prior(),
		theta: make([]float64, len(d.Units)), blur: make([]float64, len(d.Units)),
		items: make([]parameters, len(d.Items)), spread: make([][3]float64, len(d.Items)),
	}
	first, _ := d.state(anchor[0])
	second, _ := d.state(anchor[1])
	weight := make([]float64, len(d.Units))
	for v := range d.Items {
		sides := d.sides(v)
		n := [3]float64{float64(len(sides[Yes])), float64(len(sides[Abstain])), float64(len(sides[No]))}
		all := n[Yes] + n[Abstain] + n[No]
		sign := float64(d.opposed(v, first, second))
		for side, units := range sides {
			for _, u := range units {
				m.theta[u] += sign * (float64(side) - (n[Abstain]+2*n[No])/all)
				weight[u] += math.Abs(sign)
			}
		}
		p := &m.items[v]
		p.beta = sign
		p.low, p.high = probit((n[Yes]+.5)/(all+1)), probit((n[Yes]+n[Abstain]+.5)/(all+1))
	}
	for u := range m.theta {
		m.theta[u] /= weight[u] + 5 // few votes say little
	}
	standardise(m.theta)
	return m
}

// probit is the inverse of Phi.
func probit(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// step is one iteration.
func (m *climb) step() {
	m.climbItems()
	chance.Each(len(m.d.paths), func(s int) { m.state(m.d.paths[s]) })
}

func (m *climb) climbItems() {
	pieces := m.d.blocks()
	chance.Each(len(pieces), func(i int) {
		for v := pieces[i][0]; v < pieces[i][1]; v++ {
			m.item(v)
		}
	})
}

// item takes a step of Newton in the parameters of an item that are free.
func (m *climb) item(v int) {
	p, binary := m.items[v], m.d.binary(v)
	t := m.d.itemTerms(v, m.theta, m.blur, p)
	t.slope[0] -= p.beta
	t.info[0]++ // the prior N(0, 1)
	h := t.matrix()
	if binary { // one cutpoint: what is said of the second is said of the first
		t.slope[1], t.slope[2] = t.slope[1]+t.slope[2], 0
		joint := h[0][1] + h[0][2]
		h = [3][3]float64{{h[0][0], joint, 0}, {joint, h[1][1] + 2*h[1][2] + h[2][2], 0}, {0, 0, 1}}
	}
	l, ok := cholesky3(h)
	if !ok {
		return
	}
	step, column := l.solve(t.slope), l.solve([3]float64{1, 0, 0})
	if binary {
		step[2], column[2] = step[1], column[1]
	}
	m.spread[v] = column
	longest := max(1, math.Abs(step[0]), math.Abs(step[1]), math.Abs(step[2]))
	if gap := p.high - p.low; !binary { // the cutpoints may not meet
		longest = max(longest, (step[1]-step[2])/(.7*gap))
	}
	m.items[v] = parameters{p.beta + step[0]/longest, p.low + step[1]/longest, p.high + step[2]/longest}
}

// state takes a step of Newton in the path of a state.
func (m *climb) state(path []int32) {
	b, step := newBand(len(path)), make([]float64, len(path))
	m.system(path, b, step)
	b.factor(len(path))
	b.forward(step)
	b.backward(step)
	for i, u := range path {
		m.theta[u] += max(-1, min(1, step[i]))
	}
	b.variances(step)
	for i, u := range path {
		m.blur[u] = step[i]
	}
}

// system is the information and the gradient of a path.
func (m *climb) system(path []int32, b band, slope []float64) {
	b.set(path, m.prior, 0, len(path))
	for i, u := range path {
		x := m.theta[u]
		s, info := m.d.unitTerms(int(u), m.items, m.spread, x)
		b.diagonal[i] += info
		slope[i] += s - m.prior.tether[u]*x
		if i > 0 {
			pull := m.prior.step[u] * (x - m.theta[path[i-1]])
			slope[i] -= pull
			slope[i-1] += pull
		}
	}
}

// above says how far the first anchor stands above the second, and turn turns the scale around.
func (m *climb) above(anchor [2]string) float64 {
	return m.d.average(m.theta, anchor[0]) - m.d.average(m.theta, anchor[1])
}

func (m *climb) turn() {
	for i := range m.theta {
		m.theta[i] = -m.theta[i]
	}
	for i := range m.items {
		m.items[i].beta = -m.items[i].beta
	}
}

func (m *climb) vector() []float64 {
	x := append(make([]float64, 0, len(m.theta)+3*len(m.items)), m.theta...)
	for _, p := range m.items {
		x = append(x, p.beta, p.low, p.high)
	}
	return x
}

func (m *climb) set(x []float64) {
	copy(m.theta, x)
	x = x[len(m.theta):]
	for v := range m.items {
		p := parameters{x[3*v], x[3*v+1], x[3*v+2]}
		if old := m.items[v]; p.high <= p.low && !m.d.binary(v) { // extrapolated too far
			p.low, p.high = old.low, old.high
		}
		m.items[v] = p
	}
}
