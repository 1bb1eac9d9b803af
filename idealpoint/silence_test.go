package idealpoint

import (
	"math"
	"testing"

	"multivector/chance"
)

// States of a simulated world keep silent near the midpoint of a question (c = -0.8) or do not care (c = 0). What is
// fitted is nearer zero, by a third here, because the midpoints are estimates.
func TestSilencesNearTheMidpointAreFound(t *testing.T) {
	for i, want := range []float64{-.8, 0} {
		w := simulate(7, i, 80, 6, 40)
		rng := chance.Stream(7, "silences", i)
		habit := make([]float64, len(w.votes.States))
		for s := range habit {
			habit[s] = -1.2 + .5*rng.NormFloat64()
		}
		whole := w.votes
		w.votes.Cast = nil
		for _, x := range whole.Cast {
			c := whole.Calls[x.Call]
			p := w.items[c.ID]
			mid := max(-3, min(3, (p.low+p.high)/2/p.beta))
			away := math.Abs(w.theta[[2]int{int(x.State), c.Session - 1}] - mid)
			if rng.Float64() < logistic(habit[x.State]+want*away) {
				w.votes.Silent = append(w.votes.Silent, Absence{x.State, x.Call})
			} else {
				w.votes.Cast = append(w.votes.Cast, x)
			}
		}
		d := w.arrange(t)
		m, err := MAP(t.Context(), d, anchors)
		if err != nil {
			t.Fatal(err)
		}
		s, err := m.Silences(w.votes)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(s.Distance-want) > 3*s.SE+.4*math.Abs(want) {
			t.Errorf("c is %.3f, standard error %.3f; the silences were made with %v", s.Distance, s.SE, want)
		}
		if step := m.hurdle(w.votes, 0, false).distance(); step > 1e-3 {
			t.Errorf("the fit has not come to rest: c would move by %v", step)
		}
		expected, items := 0.0, d.itemOf()
		for v := range d.Items {
			for _, units := range d.cells(v) {
				for _, u := range units {
					expected += s.Probability(int(u), v)
				}
			}
		}
		for _, x := range w.votes.Silent {
			u, voted := d.Unit(w.votes.States[x.State].Code, w.votes.Calls[x.Call].Session)
			if v, known := items[w.votes.Calls[x.Call].ID]; voted && known {
				expected += s.Probability(u, v)
			}
		}
		if math.Abs(expected/float64(s.Silent)-1) > .01 {
			t.Errorf("%.1f silences are expected of all, and %d were", expected, s.Silent)
		}
		truth, to := w.truth(d), s.Shifts(w.votes)
		var dropped, read, abstained float64
		asAbstained, err := Arrange(w.votes.AsAbstentions(d), w.repeats, func(State, Call) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		other, err := MAP(t.Context(), asAbstained, anchors)
		if err != nil {
			t.Fatal(err)
		}
		for u := range truth {
			dropped += (m.Points[u] - truth[u]) * (m.Points[u] - truth[u])
			read += (m.Points[u] + to.Point[u] - truth[u]) * (m.Points[u] + to.Point[u] - truth[u])
			at, voted := asAbstained.Unit(d.States[d.Units[u].State].Code, d.Units[u].Session)
			if !voted {
				t.Fatal("a state is lost where its silences are abstentions")
			}
			abstained += (other.Points[at] - truth[u]) * (other.Points[at] - truth[u])
			if !(to.SD[u] > .5 && to.SD[u] < 1.1) {
				t.Errorf("the spread changes by %v", to.SD[u])
			}
		}
		t.Logf("silences made with %v: mean square error %.4f where they are dropped, %.4f as a choice, %.4f as abstentions", want,
			dropped/float64(len(truth)), read/float64(len(truth)), abstained/float64(len(truth)))
		if read > 1.02*dropped || len(asAbstained.Items) != len(d.Items) || asAbstained.Votes() != d.Votes()+s.Silent {
			t.Errorf("silence as a choice: mean square error %v, dropped %v; as abstentions %d items, %d votes", read, dropped, len(asAbstained.Items), asAbstained.Votes())
		}
	}
	w := simulate(7, 2, 20, 2, 10)
	m, err := MAP(t.Context(), w.arrange(t), anchors)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Silences(w.votes); err == nil {
		t.Error("a hurdle was fitted without a silence")
	}
}
