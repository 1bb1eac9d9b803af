package idealpoint

import (
	"math"
)

// bents say how states are bent on questions of one sort, apart from where they stand on the line. The model has
// z = beta theta + e with e anew in each vote; here a part of e, rho of its variance, stays with the state wherever a
// question of the sort is put: z = beta theta + sqrt(rho) u + sqrt(1 - rho) e, with u and e standard normal (the random
// intercept of a probit: Gibbons and Hedeker 1994, doi:10.1037/0022-006X.62.2.285). What a vote says by itself stays as it
// was; what several say together of the next does not.
type bents struct {
	fit     *Fit
	answers [][]cast   // by state, in the order of items
	rho     [2]float64 // of one question put again, and of questions of a kind
	trust   [2]float64 // how many votes the line is trusted like, of how often each choice is made
}

// cast is a vote as the data have it.
type cast struct {
	item, unit int32
	choice     Choice
}

// bent is the normal approximation to what is known of sqrt(rho) u, its spread and that of what stays unknown being
// taken together.
type bent struct {
	mean, root float64
	weight     Forecast // of the choices
}

func newBents(m *Fit) bents {
	b := bents{fit: m, answers: make([][]cast, len(m.Data.States)), trust: [2]float64{math.MaxFloat32, math.MaxFloat32}}
	for v := range m.Data.Items {
		for c, units := range m.Data.cells(v) {
			for _, u := range units {
				s := m.Data.Units[u].State
				b.answers[s] = append(b.answers[s], cast{int32(v), u, Choice(c)})
			}
		}
	}
	return b
}

// of is how a state is bent on questions like some items.
func (b *bents) of(state int, like []int) bent {
	var votes []cast
	for _, v := range like {
		votes = append(votes, stretchOf(b.answers[state], int32(v), func(x cast) int32 { return x.item })...)
	}
	sort := sortOf(like)
	return b.posterior(votes, b.rho[sort]).weighed(b, votes, b.trust[sort])
}

// weighed gives the choices the weights (done + trust)/(expected + trust), by how often the state made each on the
// votes and how often it was expected to: the posterior mean of the ratio under a gamma prior (Clayton and Kaldor
// 1987, doi:10.2307/2532003). One line of thresholds does not say who rather abstains than says no.
func (e bent) weighed(b *bents, votes []cast, trust float64) bent {
	var done, expected Forecast
	for _, v := range votes {
		done[v.choice]++
		for c, p := range b.chances(v, e) {
			expected[c] += p
		}
	}
	for c := range e.weight {
		e.weight[c] = (done[c] + trust) / (expected[c] + trust)
	}
	return e
}

// chances is what a state so bent will do on an item when it stands at a point.
func (e bent) chances(m *Fit, item int, point float64) (f Forecast) {
	at := m.Beta[item]*point + e.mean
	f = m.Data.chances(item, (m.Cut[item][0]-at)/e.root, (m.Cut[item][1]-at)/e.root)
	sum := 0.0
	for c := range f {
		f[c] *= e.weight[c]
		sum += f[c]
	}
	for c := range f {
		f[c] /= sum
	}
	return f
}

func (b *bents) chances(v cast, e bent) Forecast {
	return e.chances(b.fit, int(v.item), b.fit.Points[v.unit])
}

// posterior takes Newton's steps to the mode of u given votes.
func (b *bents) posterior(votes []cast, rho float64) bent {
	s, r := math.Sqrt(rho), math.Sqrt(1-rho)
	u, info := 0.0, 1.0
	for range 20 {
		slope := -u
		info = 1
		for _, v := range votes {
			g, h := b.term(v, b.fit.Beta[v.item]*b.fit.Points[v.unit]+s*u, r)
			slope += g * s
			info += h * s * s
		}
		step := slope / info
		u += max(-1, min(1, step))
		if math.Abs(step) < 1e-6 {
			break
		}
	}
	return bent{s * u, math.Sqrt(1 - rho + rho/info), Forecast{1, 1, 1}}
}

// term is the slope and the information of the log-likelihood of a vote in the mean of z, what is unknown of z having the
// standard deviation r.
func (b *bents) term(v cast, at, r float64) (slope, info float64) {
	low, high := (b.fit.Cut[v.item][0]-at)/r, (b.fit.Cut[v.item][1]-at)/r
	choice := v.choice
	if d := b.fit.Data; choice == Abstain && d.binary(int(v.item)) {
		choice = d.side(int(v.item))
	}
	switch choice {
	case Yes:
		_, g, h := outer(low)
		return -g / r, h / r / r
	case No:
		_, g, h := outer(-high)
		return g / r, h / r / r
	}
	_, _, pa, pb := inner(low, high)
	return (pa - pb) / r, (pa*pa - low*pa - 2*pa*pb + pb*pb + high*pb) / r / r
}
