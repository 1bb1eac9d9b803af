package idealpoint_test

import (
	"math"
	"slices"
	"testing"

	"multivector/idealpoint"
)

// The estimates are compared with the published ones of April 2020, all together and for each of the five, and the ten that
// lie farthest from them are named. Each has a reason: either no question of its session was put in another one, so that
// nothing but the walks of the states ties the session to the scale, and the whole session lies elsewhere; or most of the state's
// votes are with fewer than one in twenty, which say that it stands beyond nearly all, and hardly how far.
func TestTheOutliersHaveTheirReasons(t *testing.T) {
	d := to74(t)
	m, err := idealpoint.MAP(t.Context(), d, [2]string{"USA", "RUS"})
	if err != nil {
		t.Fatal(err)
	}
	a := compare(t, d, m.Points)
	t.Logf("all %d: r %.4f, RMSE %.3f, Spearman by session %.4f", len(d.Units), a.r, a.rmse, a.spearman)
	type key struct{ cow, session int }
	published := make(map[key]float64)
	for _, p := range readPublished(t) {
		published[key{p.cow, p.session}] = p.mean
	}
	of := func(u int) float64 { return published[key{d.States[d.Units[u].State].COW, d.Units[u].Session}] }
	for _, code := range []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"} {
		var x, y []float64
		for u, unit := range d.Units {
			if d.States[unit.State].Code == code {
				x, y = append(x, m.Points[u]), append(y, of(u))
			}
		}
		r := correlation(x, y)
		t.Logf("%s: r %.4f over %d sessions", code, r, len(x))
		if r < .98 {
			t.Errorf("%s: r %.4f", code, r)
		}
	}
	order := make([]int, len(d.Units))
	bySession := make(map[int][]float64)
	for u, unit := range d.Units {
		order[u] = u
		bySession[unit.Session] = append(bySession[unit.Session], m.Points[u]-of(u))
	}
	slices.SortFunc(order, func(a, b int) int {
		if math.Abs(m.Points[a]-of(a)) > math.Abs(m.Points[b]-of(b)) {
			return -1
		}
		return 1
	})
	for _, u := range order[:10] {
		unit, p := d.Units[u], d.Peculiarities(u)
		off, session := m.Points[u]-of(u), average(bySession[unit.Session])
		t.Logf("%s %d: here %.2f, published %.2f, %+.2f, of which %+.2f the whole session; %d votes, %d on questions of other sessions, %d with fewer than one in twenty, first session %v",
			d.States[unit.State].Code, unit.Session, m.Points[u], of(u), off, session, p.Votes, p.Tied, p.Alone, p.First)
		untied := p.Tied == 0 && session/off > .5
		if beyond := 2*p.Alone > p.Votes; !untied && !beyond {
			t.Errorf("%s %d: neither is its session untied nor does it stand alone: %+v", d.States[unit.State].Code, unit.Session, p)
		}
	}
}
