package idealpoint

import (
	"math"
	"testing"

	"multivector/chance"
)

// world makes votes from the model: a panel of states over sessions, each state walking, each session with items
// of its own and some that return in the next.
type world struct {
	votes   Votes
	repeats [][2]string
	theta   map[[2]int]float64    // by state and session
	items   map[string]parameters // by roll call
}

func simulate(seed uint64, index, states, sessions, calls int) world {
	rng := chance.Stream(seed, "simulated world", index)
	w := world{theta: make(map[[2]int]float64), items: make(map[string]parameters)}
	path := make([]float64, states)
	for s := range states {
		code := string([]byte{'A' + byte(s/676), 'A' + byte(s/26%26), 'A' + byte(s%26)})
		w.votes.States = append(w.votes.States, State{Code: code, COW: 1000 + s})
		path[s] = rng.NormFloat64()
	}
	path[0], path[1] = 2, -1.5 // the anchors
	var last []parameters
	var ids []string
	for t := range sessions {
		var now []parameters
		var names []string
		for s := range states {
			if t > 0 {
				path[s] = .98*path[s] + .15*rng.NormFloat64()
			}
			w.theta[[2]int{s, t}] = path[s]
		}
		for c := range calls {
			id := string([]byte{'0' + byte(t/10), '0' + byte(t%10), '-', '0' + byte(c/10), '0' + byte(c%10)})
			p := parameters{beta: rng.NormFloat64(), low: .6 + rng.NormFloat64()}
			p.high = p.low + .1 + .8*rng.Float64()
			if c < len(last)/8 {
				p = last[c]
				w.repeats = append(w.repeats, [2]string{ids[c], id})
			}
			now, names = append(now, p), append(names, id)
			w.items[id] = p
			call := int32(len(w.votes.Calls))
			w.votes.Calls = append(w.votes.Calls, Call{ID: id, Session: t + 1, Year: 1990 + t})
			for s := range states {
				if rng.Float64() < .08 {
					continue // absent
				}
				z := p.beta*path[s] + rng.NormFloat64()
				choice := Yes
				if z > p.high {
					choice = No
				} else if z > p.low {
					choice = Abstain
				}
				w.votes.Cast = append(w.votes.Cast, Vote{int32(s), call, choice})
			}
		}
		last, ids = now, names
	}
	return w
}

func (w world) arrange(tb testing.TB) *Data {
	tb.Helper()
	d, err := Arrange(w.votes, w.repeats, func(State, Call) bool { return true })
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// truth gives the ideal points that made the votes, by unit, standardised as estimates are.
func (w world) truth(d *Data) []float64 {
	all := make([]float64, len(d.Units))
	for i, u := range d.Units {
		all[i] = w.theta[[2]int{d.States[u.State].COW - 1000, u.Session - 1}]
	}
	standardise(all)
	return all
}

// The derivatives are compared with differences of the value, the information with differences of the gradient.
func TestTermsAreTheirOwnDerivatives(t *testing.T) {
	d := simulate(3, 0, 20, 3, 10).arrange(t)
	rng := chance.Stream(3, "terms", 0)
	theta := make([]float64, len(d.Units))
	for i := range theta {
		theta[i] = 2 * rng.NormFloat64()
	}
	items := make([]parameters, len(d.Items))
	for v := range items {
		low := rng.NormFloat64()
		items[v] = parameters{1.5 * rng.NormFloat64(), low, low + .05 + rng.Float64()}
		if d.binary(v) {
			items[v].high = low
		}
	}
	const step = 1e-5
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
			t.Errorf("%s: %v, by differences %v", what, got, want)
		}
	}
	for v, p := range items {
		known := make([]float64, len(theta))
		at := d.itemTerms(v, theta, known, p)
		_, slope := d.itemSlope(v, theta, p)
		place := [3][3]int{{0, 1, 2}, {1, 3, 4}, {2, 4, 5}}
		for k := range 3 {
			up, down := p, p
			*[]*float64{&up.beta, &up.low, &up.high}[k] += step
			*[]*float64{&down.beta, &down.low, &down.high}[k] -= step
			above, _ := d.itemSlope(v, theta, up)
			below, _ := d.itemSlope(v, theta, down)
			near("gradient of an item", slope[k], (above-below)/2/step)
			near("gradient of an item with its information", at.slope[k], slope[k])
			for j := range 3 {
				near("information of an item", at.info[place[k][j]],
					(d.itemTerms(v, theta, known, down).slope[j]-d.itemTerms(v, theta, known, up).slope[j])/2/step)
			}
		}
	}
	for u, x := range theta {
		known := make([][3]float64, len(items))
		slope, info := d.unitTerms(u, items, known, x)
		_, same := d.unitSlope(int32(u), items, x)
		above, _ := d.unitSlope(int32(u), items, x+step)
		below, _ := d.unitSlope(int32(u), items, x-step)
		up, _ := d.unitTerms(u, items, known, x+step)
		down, _ := d.unitTerms(u, items, known, x-step)
		near("gradient of a unit", same, (above-below)/2/step)
		near("gradient of a unit with its information", slope, same)
		near("information of a unit", info, (down-up)/2/step)
	}
}
