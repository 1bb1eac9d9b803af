package idealpoint

import (
	"math"
	"testing"

	"multivector/chance"
)

// What is known of a state's bent is compared with the integral over u, taken on a grid.
func TestABentIsWhatIntegrationGives(t *testing.T) {
	d := simulate(19, 0, 40, 3, 30).arrange(t)
	m, err := MAP(t.Context(), d, anchors)
	if err != nil {
		t.Fatal(err)
	}
	b := newBents(m)
	const rho = .4
	s, r := math.Sqrt(rho), math.Sqrt(1-rho)
	for state := range 10 {
		votes := b.answers[state][:12]
		var mass, mean, square float64
		for u := -6.; u <= 6; u += .01 {
			log := -u * u / 2
			for _, v := range votes {
				log += math.Log(b.chances(v, bent{s * u, r, Forecast{1, 1, 1}})[v.choice])
			}
			w := math.Exp(log)
			mass, mean, square = mass+w, mean+w*u, square+w*u*u
		}
		mean /= mass
		spread := math.Sqrt(1 - rho + rho*(square/mass-mean*mean))
		if got := b.posterior(votes, rho); math.Abs(got.mean-s*mean) > .08 || math.Abs(got.root-spread) > .04 {
			t.Errorf("state %d: bent by %.3f, spread %.3f; the integral gives %.3f, %.3f", state, got.mean, got.root, s*mean, spread)
		}
	}
}

// Some states of a simulated world say no, whatever the question, more than their points let expect: what comes next is
// foretold better with their bent than from the line alone, and in a world without such states no worse.
func TestBentStatesAreForetold(t *testing.T) {
	for _, sigma := range []float64{0, .8} {
		w := simulate(23, 0, 60, 6, 40)
		rng := chance.Stream(23, "bents", 0)
		shift := make([]float64, len(w.votes.States))
		for s := range shift {
			shift[s] = sigma * rng.NormFloat64()
		}
		for i, x := range w.votes.Cast {
			c := w.votes.Calls[x.Call]
			p := w.items[c.ID]
			z := p.beta*w.theta[[2]int{int(x.State), c.Session - 1}] + shift[x.State] + rng.NormFloat64()
			w.votes.Cast[i].Choice = Yes
			if z > p.high {
				w.votes.Cast[i].Choice = No
			} else if z > p.low {
				w.votes.Cast[i].Choice = Abstain
			}
		}
		kinds := map[string]string{}
		known := w.votes.before(6)
		d, err := Arrange(known, nil, func(State, Call) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		m, err := MAP(t.Context(), d, anchors)
		if err != nil {
			t.Fatal(err)
		}
		h := Held{Votes: w.votes, Keep: func(State, Call) bool { return true }, Kinds: kinds, Recent: 5}
		ways := []foretell{{"bent", h.ahead(m.Foretell(known, kinds, 1), 6)}, {"plain", h.ahead(m.plainly(known, 1), 6)}}
		past, err := h.past(known, 1, true)
		if err != nil {
			t.Fatal(err)
		}
		trial := h.ask(h.inSession(6), ways, past)
		bent, _ := trial.Score(trial.Ways[0])
		plain, _ := trial.Score(trial.Ways[1])
		t.Logf("states bent by %v: log score %.4f, without their bent %.4f", sigma, bent.Log, plain.Log)
		if sigma > 0 && !(bent.Log < plain.Log-.02) || sigma == 0 && !(bent.Log < plain.Log+.01) {
			t.Errorf("states bent by %v: log score %.4f, without their bent %.4f", sigma, bent.Log, plain.Log)
		}
	}
}

// What is foretold adds up, lies in its interval, and is less sure the farther ahead it lies.
func TestNextVotes(t *testing.T) {
	w := simulate(29, 0, 40, 4, 30)
	d := w.arrange(t)
	m, err := MAP(t.Context(), d, anchors)
	if err != nil {
		t.Fatal(err)
	}
	draws, err := Sample(t.Context(), d, settings(90))
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]*Foreteller{"mode": m.Foretell(w.votes, nil, 1), "draws": draws.Foretell(w.votes, nil, 1)} {
		like := []int{3, 40, 77}
		soon, err := f.Next("AAC", 5, like)
		if err != nil {
			t.Fatal(err)
		}
		late, err := f.Next("AAC", 25, like)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for c, p := range soon.Outlook {
			sum += p
			if p > .02 && !(soon.Low[c] <= p && p <= soon.High[c]) { // the mean of what is all but impossible may lie beyond
				t.Errorf("%s: %v is not between %v and %v", name, p, soon.Low[c], soon.High[c])
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: the outlook adds up to %v", name, sum)
		}
		if !(late.High[Yes]-late.Low[Yes] > soon.High[Yes]-soon.Low[Yes]) {
			t.Errorf("%s: twenty sessions later it is no less sure: %v, %v", name, soon, late)
		}
		if _, err := f.Next("AAC", 4, like); err == nil {
			t.Errorf("%s: what has been was foretold", name)
		}
		if _, err := f.Next("ZZZ", 5, like); err == nil {
			t.Errorf("%s: a state that never voted was foretold", name)
		}
		if _, err := f.Next("AAC", 5, nil); err == nil {
			t.Errorf("%s: a question like no other was foretold", name)
		}
	}
}
