// Package armington says what a change of trade costs does to incomes once prices and wages have answered: exact hat
// algebra in the model of Armington 1969 (doi:10.2307/3866403), in which each country's goods are its own and others' do for
// them more or less well. By Arkolakis, Costinot and Rodríguez-Clare 2012 (doi:10.1257/aer.102.1.94) the same answer holds in the models of
// Krugman, Eaton and Kortum, and Melitz with Pareto's distribution: what counts is the share of what a country spends
// that it spends at home, and one elasticity.
//
// The changes are worked out from today's flows, without prices or costs, which the flows already hold (Dekle, Eaton and Kortum 2007,
// doi:10.1257/aer.97.2.351).
package armington

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Answer is how a world of n countries answers: each number is after over before, but for Flows.
type Answer struct {
	Wages   []float64   // with the income of the world as the measure
	Welfare []float64   // the real wage: 0.9 is a loss of a tenth
	Home    []float64   // the share of what a country spends that it spends at home
	Flows   [][]float64 // after, in the unit of the flows before
}

// Change answers a change of trade costs. flows[i][j] is what goes from i to j in a year, flows[i][i] what i sells to itself; what a
// country sells is its income Y, and what it buys beyond that, E - Y, is lent by the others and stays as it is.
// ease[i][j] is by how much the flow from i to j would be scaled if no wage changed: 1 nothing, 0.5 halved, 0 closed; it
// is the costs' change to the power of -elasticity, so that a closed border needs no infinite cost. The elasticity of
// trade is above 0.
//
// With l the shares of what j spends and w the wages after over before,
//
//	l'_ij = l_ij ease_ij w_i^-elasticity / sum_k l_kj ease_kj w_k^-elasticity
//	w_i Y_i = sum_j l'_ij (w_j Y_j + E_j - Y_j)
//	welfare_j = w_j / P_j = (l'_jj / l_jj)^(-1/elasticity)
//
// Wages clear all markets, with the income of the world as the measure. Where a country can no longer sell what pays for
// what it buys there are none, and that is the error.
func Change(flows, ease [][]float64, elasticity float64) (Answer, error) {
	w, err := newWorld(flows, ease, elasticity)
	if err != nil {
		return Answer{}, err
	}
	if err := w.clear(); err != nil {
		return Answer{}, err
	}
	return w.answer(), nil
}

// world is the flows as shares, and the wages on their way.
type world struct {
	n               int
	income, deficit []float64
	share, ease     [][]float64 // share[i][j] of what j spends is spent on i
	elasticity      float64
	wage            []float64
	now             [][]float64 // shares at these wages
}

func newWorld(flows, ease [][]float64, elasticity float64) (*world, error) {
	n := len(flows)
	w := &world{n: n, elasticity: elasticity, ease: ease, income: make([]float64, n), deficit: make([]float64, n), wage: make([]float64, n)}
	var faults []error
	if n < 2 || len(ease) != n {
		return nil, fmt.Errorf("trade takes two countries or more; there are %d, and %d rows of what becomes of it", n, len(ease))
	}
	if !(elasticity > 0) || math.IsInf(elasticity, 0) {
		faults = append(faults, fmt.Errorf("the elasticity of trade is %g; it is above 0", elasticity))
	}
	spent := make([]float64, n)
	for i := range n {
		if len(flows[i]) != n || len(ease[i]) != n {
			return nil, fmt.Errorf("row %d has %d flows and %d factors for %d countries", i, len(flows[i]), len(ease[i]), n)
		}
		for j := range n {
			if !(flows[i][j] >= 0) || math.IsInf(flows[i][j], 0) {
				faults = append(faults, fmt.Errorf("the flow from %d to %d is %g; flows are 0 or more", i, j, flows[i][j]))
			}
			if !(ease[i][j] >= 0) || math.IsInf(ease[i][j], 0) {
				faults = append(faults, fmt.Errorf("the flow from %d to %d is scaled by %g; a factor is 0 or more", i, j, ease[i][j]))
			}
			w.income[i] += flows[i][j]
			spent[j] += flows[i][j]
		}
		w.wage[i] = 1
	}
	for i := range n {
		if !(flows[i][i] > 0) || !(ease[i][i] > 0) {
			faults = append(faults, fmt.Errorf("country %d sells nothing to itself: the model has no answer for it", i))
		}
	}
	if faults != nil {
		return nil, errors.Join(faults...)
	}
	w.share, w.now = make([][]float64, n), make([][]float64, n)
	for i := range n {
		w.deficit[i] = spent[i] - w.income[i]
		w.share[i], w.now[i] = make([]float64, n), make([]float64, n)
		for j := range n {
			w.share[i][j] = flows[i][j] / spent[j]
		}
	}
	return w, nil
}

// clear finds the wages that clear all markets: from today's at once or, where that fails, along the way there, the change
// made bit by bit, so that of several answers it is the one that today's leads to.
func (w *world) clear() (err error) {
	whole := w.ease
	for _, steps := range []int{1, 8, 64, 512} {
		for i := range w.wage {
			w.wage[i] = 1
		}
		for k := 1; k <= steps; k++ {
			w.ease = partly(whole, float64(k)/float64(steps))
			if err = w.newton(); err != nil {
				break
			}
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// partly is a part of a change.
func partly(whole [][]float64, part float64) [][]float64 {
	ease := make([][]float64, len(whole))
	for i := range whole {
		ease[i] = make([]float64, len(whole))
		for j, f := range whole[i] {
			ease[i][j] = 1 - part + part*f
		}
	}
	return ease
}

// newton finds the wages at which of no country more is wanted than it makes, by Newton's method in their logarithms. A step
// that makes matters worse is halved.
func (w *world) newton() error {
	excess := w.excess()
	for range maxSteps {
		worst := largest(excess)
		if worst < cleared {
			return nil
		}
		step := solve(w.slopes(), excess)
		from := slices.Clone(w.wage)
		scale := 1.0
		if most := largest(step); most > 1 { // a wage that falls or rises by more than e at once goes too far
			scale = 1 / most
		}
		for ; scale > 1e-9; scale /= 2 {
			for i := range w.wage {
				w.wage[i] = from[i] * math.Exp(-scale*step[i])
			}
			w.measure()
			if excess = w.excess(); largest(excess) < worst {
				break
			}
		}
		if scale <= 1e-9 {
			if worst < nearlyCleared {
				copy(w.wage, from)
				w.shares()
				return nil
			}
			break
		}
	}
	return errors.New("no wages clear the markets: after the change some country can no longer sell what pays for what it buys")
}

// measure scales all wages so that the world's income is what it was. A step keeps it only in the first order, and where
// hardly anything is traded what is left over is far more than what the markets want in excess.
func (w *world) measure() {
	before, now := 0.0, 0.0
	for i, income := range w.income {
		before += income
		now += w.wage[i] * income
	}
	for i := range w.wage {
		w.wage[i] *= before / now
	}
}

const (
	cleared       = 1e-13 // of a country's income, what may be wanted of its goods in excess
	nearlyCleared = 1e-11 // where rounding lets no step come closer
	maxSteps      = 500
)

func largest(all []float64) (most float64) {
	for _, v := range all {
		most = max(most, math.Abs(v))
	}
	if math.IsNaN(most) {
		return math.Inf(1)
	}
	return most
}

// excess is what is wanted of each country's goods beyond what it makes, as a part of its income; the last country's
// market clears when all others do, and in its place stands that the world's income stays as it is.
func (w *world) excess() []float64 {
	w.shares()
	all := make([]float64, w.n)
	before, now := 0.0, 0.0
	for i := range w.n {
		wanted := 0.0
		for j := range w.n {
			wanted += w.now[i][j] * w.spends(j)
		}
		all[i] = wanted/(w.wage[i]*w.income[i]) - 1
		before += w.income[i]
		now += w.wage[i] * w.income[i]
	}
	all[w.n-1] = now/before - 1
	return all
}

func (w *world) spends(j int) float64 { return w.wage[j]*w.income[j] + w.deficit[j] }

// slopes are the derivatives of excess by the logarithms of the wages.
func (w *world) slopes() [][]float64 {
	m := make([][]float64, w.n)
	total := 0.0
	for i := range w.n {
		total += w.income[i]
	}
	for i := range w.n {
		m[i] = make([]float64, w.n)
		earned := w.wage[i] * w.income[i]
		for k := range w.n {
			if i == w.n-1 {
				m[i][k] = w.wage[k] * w.income[k] / total
				continue
			}
			sum := w.now[i][k] * w.wage[k] * w.income[k]
			for j := range w.n {
				own := 0.0
				if i == k {
					own = 1
				}
				sum -= w.elasticity * w.now[i][j] * (own - w.now[k][j]) * w.spends(j)
			}
			if i == k { // what is wanted is taken as a part of an income that grows too
				for j := range w.n {
					sum -= w.now[i][j] * w.spends(j)
				}
			}
			m[i][k] = sum / earned
		}
	}
	return m
}

// solve gives x with m x = b by elimination with full pivoting. Where the rest of m is nothing, as of a country that nobody
// trades with any more and whose wage may be anything, x is 0.
func solve(m [][]float64, b []float64) []float64 {
	n := len(b)
	m, b = slices.Clone(m), slices.Clone(b)
	order := make([]int, n)
	for i := range n {
		m[i] = slices.Clone(m[i])
		order[i] = i
	}
	rank := 0
	for ; rank < n; rank++ {
		row, column := rank, rank
		for i := rank; i < n; i++ {
			for j := rank; j < n; j++ {
				if math.Abs(m[i][j]) > math.Abs(m[row][column]) {
					row, column = i, j
				}
			}
		}
		if math.Abs(m[row][column]) < 1e-14 {
			break
		}
		m[rank], m[row], b[rank], b[row] = m[row], m[rank], b[row], b[rank]
		order[rank], order[column] = order[column], order[rank]
		for i := range m {
			m[i][rank], m[i][column] = m[i][column], m[i][rank]
		}
		for i := rank + 1; i < n; i++ {
			f := m[i][rank] / m[rank][rank]
			for j := rank; j < n; j++ {
				m[i][j] -= f * m[rank][j]
			}
			b[i] -= f * b[rank]
		}
	}
	x := make([]float64, n)
	for i := rank - 1; i >= 0; i-- {
		sum := b[i]
		for j := i + 1; j < rank; j++ {
			sum -= m[i][j] * x[order[j]]
		}
		x[order[i]] = sum / m[i][i]
	}
	return x
}

// shares works out now from the wages.
func (w *world) shares() {
	power := make([]float64, w.n)
	for i, wage := range w.wage {
		power[i] = math.Pow(wage, -w.elasticity)
	}
	for j := range w.n {
		sum := 0.0
		for i := range w.n {
			w.now[i][j] = w.share[i][j] * w.ease[i][j] * power[i]
			sum += w.now[i][j]
		}
		for i := range w.n {
			w.now[i][j] /= sum
		}
	}
}

func (w *world) answer() Answer {
	a := Answer{Wages: w.wage, Welfare: make([]float64, w.n), Home: make([]float64, w.n), Flows: make([][]float64, w.n)}
	for i := range w.n {
		a.Home[i] = w.now[i][i] / w.share[i][i]
		// The price of one's own goods may have eased too: the welfare is then that of the eased cost.
		a.Welfare[i] = math.Pow(a.Home[i]/w.ease[i][i], -1/w.elasticity)
		a.Flows[i] = make([]float64, w.n)
		for j := range w.n {
			a.Flows[i][j] = w.now[i][j] * (w.wage[j]*w.income[j] + w.deficit[j])
		}
	}
	return a
}
