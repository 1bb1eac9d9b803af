package bargain_test

import (
	"fmt"
	"math"
	"testing"

	"multivector/bargain"
	"multivector/chance"
)

// naive is the model of Scholz, Calbert and Smith term by term, with nothing shared and nothing sorted: what the fast
// one is to agree with, and is timed against.
type naive struct {
	x, c, s, r []float64
	width, q   float64
	coded      bool
}

func (m *naive) utility(sign, d, part, r float64) float64 { return 2 - 4*math.Pow(0.5+sign*part*d, r) }

// vote of k for a over b.
func (m *naive) vote(k int, a, b float64) float64 {
	bend := func(y float64) float64 {
		d := math.Abs(m.x[k] - y)
		if m.coded {
			return math.Pow(d/m.width, m.r[k])
		}
		return d
	}
	return m.c[k] * m.s[k] * (bend(b) - bend(a))
}

func (m *naive) win(i, j int) float64 {
	if m.x[i] == m.x[j] {
		return 0
	}
	pro, all := 0.0, 0.0
	for k := range m.x {
		v := m.vote(k, m.x[i], m.x[j])
		pro += max(v, 0)
		if !m.coded {
			all += math.Abs(v)
			continue
		}
		for a := range m.x {
			for b := range m.x {
				all += math.Abs(m.vote(k, m.x[a], m.x[b]))
			}
		}
	}
	return pro / all
}

func (m *naive) median() float64 {
	w := make([]float64, len(m.x))
	for i := range w {
		w[i] = m.c[i] * m.s[i]
	}
	return bargain.WeightedMedian(m.x, w)
}

// challenge is what i expects of challenging j, with risk exponent r.
func (m *naive) challenge(i, j int, r float64) float64 {
	p, d := m.win(i, j), math.Abs(m.x[i]-m.x[j])/m.width
	e := m.s[j]*(p*m.utility(-1, d, 0.5, r)+(1-p)*m.utility(1, d, 0.5, r)) + (1-m.s[j])*m.utility(-1, d, 0.5, r) - m.q*(2-4*math.Pow(0.5, r))
	if m.q < 1 {
		mu := m.median()
		off := math.Abs(m.x[i] - mu)
		sign := 1.0
		if off < math.Abs(m.x[i]-m.x[j]) {
			sign = -1
		}
		e -= (1 - m.q) * m.utility(sign, (off+math.Abs(m.x[i]-m.x[j]))/m.width, 0.25, r)
	}
	return e
}

func (m *naive) step() {
	n := len(m.x)
	m.r = make([]float64, n)
	for i := range m.r {
		m.r[i] = 1
	}
	z := make([]float64, n)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range z {
		for j := range z {
			if m.x[i] != m.x[j] {
				z[i] += m.challenge(j, i, 1)
			}
		}
		low, high = min(low, z[i]), max(high, z[i])
	}
	r := make([]float64, n)
	for i := range r {
		risk := (2*z[i] - high - low) / (high - low)
		r[i] = (1 - risk/3) / (1 + risk/3)
	}
	m.r = r
	next := make([]float64, n)
	for i := range next {
		next[i] = m.answer(i)
	}
	m.x = next
}

func (m *naive) answer(i int) float64 {
	best, rank, least, eager := m.x[i], 9, math.Inf(1), 0.0
	for j := range m.x {
		if m.x[j] == m.x[i] {
			continue
		}
		a, b := m.challenge(i, j, m.r[i]), m.challenge(j, i, m.r[i])
		kind, to := 9, m.x[j]
		switch {
		case b > a && a > 0:
			kind = 0
		case a < 0 && b > 0 && b > -a:
			kind, to = 1, m.x[i]+(m.x[j]-m.x[i])*math.Abs(a/b)
		case a < 0 && b > 0 && b < -a && !m.coded:
			kind = 2
		default:
			continue
		}
		key := math.Abs(to - m.x[i])
		if m.coded && kind == 1 {
			key = (math.Abs(a)*m.x[i] + math.Abs(b)*m.x[j]) / (math.Abs(a) + math.Abs(b))
		}
		if kind < rank || kind == rank && (key < least || key == least && b > eager && !m.coded) {
			best, rank, least, eager = to, kind, key, b
		}
	}
	return best
}

func newNaive(t bargain.Table, coded bool, q float64) *naive {
	m := &naive{coded: coded, q: q}
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range t.Actors {
		m.x, m.c, m.s = append(m.x, a.Position[0]), append(m.c, a.Capability), append(m.s, a.Salience[0])
		low, high = min(low, a.Position[0]), max(high, a.Position[0])
	}
	m.width = high - low
	return m
}

// random is a table of n actors on one dimension from 0 to 100; some of them stand at one place.
func random(index, n int) bargain.Table {
	s := chance.Stream(3, "table", index)
	t := bargain.Table{Low: 0, High: 100}
	for i := range n {
		x := 100 * s.Float64()
		if i > 0 && s.IntN(4) == 0 {
			x = t.Actors[s.IntN(i)].Position[0]
		}
		t.Actors = append(t.Actors, bargain.Actor{Name: fmt.Sprint("A", i), Capability: 0.1 + s.Float64(), Position: []float64{x}, Salience: []float64{0.1 + 0.9*s.Float64()}})
	}
	return t
}

// Sorted sums and shared places change nothing but the time: of random tables every round is that of the formulas
// written out, as printed with three status-quo probabilities and as coded.
func TestScholzIsItsFormulas(t *testing.T) {
	for index := range 40 {
		table := random(index, 4+index%6)
		for _, variant := range []struct {
			name string
			q    float64
		}{{"scholz-jmckib", 1}, {"scholz", 1}, {"scholz", 0.5}, {"scholz", 0}} {
			o := bargain.DefaultOptions()
			o.StatusQuo, o.Rounds = variant.q, 6
			r := run(t, variant.name, o, table)
			if len(r.Warnings) > 0 {
				continue // an offer hangs on the last bits, and the sums differ in them
			}
			m := newNaive(table, variant.name == "scholz-jmckib", variant.q)
			for round := 1; round < len(r.Rounds); round++ {
				m.step()
				for i := range m.x {
					if math.Abs(m.x[i]-r.Rounds[round].Position[i][0]) > 1e-8 || math.Abs(m.r[i]-r.Rounds[round].Risk[i][0]) > 1e-8 {
						t.Fatalf("table %d, %s with Q %v, round %d, actor %d: %v (risk %v), by the formulas %v (%v)", index, variant.name, variant.q, round, i,
							r.Rounds[round].Position[i][0], r.Rounds[round].Risk[i][0], m.x[i], m.r[i])
					}
				}
			}
		}
	}
}
