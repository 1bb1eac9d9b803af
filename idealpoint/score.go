package idealpoint

import (
	"math"

	"multivector/chance"
)

// Question is a vote that was not shown to the model: the unit and the item it is of, and what was chosen.
type Question struct {
	Unit, Item int
	Choice     Choice
}

// Forecast holds the probabilities of yes, abstention and no.
type Forecast [3]float64

// Hold takes a share of the votes away at random, each on its own, to be asked for later.
func (v Votes) Hold(seed uint64, share float64) (shown Votes, held []Vote) {
	rng := chance.Stream(seed, "idealpoint, votes held out", 0)
	shown = Votes{States: v.States, Calls: v.Calls, Silent: v.Silent}
	for _, x := range v.Cast {
		if rng.Float64() < share {
			held = append(held, x)
		} else {
			shown.Cast = append(shown.Cast, x)
		}
	}
	return shown, held
}

// Questions are those of the held votes of which the data know the state in the session, and the item. v is the
// record that the votes were held out of.
func (d *Data) Questions(v Votes, held []Vote) (asked []Question) {
	item := d.itemOf()
	for _, x := range held {
		c := v.Calls[x.Call]
		i, known := item[c.ID]
		if u, voted := d.Unit(v.States[x.State].Code, c.Session); known && voted {
			asked = append(asked, Question{u, i, x.Choice})
		}
	}
	return asked
}

// itemOf gives the item of each roll call by its id.
func (d *Data) itemOf() map[string]int {
	item := make(map[string]int)
	for i, it := range d.Items {
		for _, c := range it.Calls {
			item[c.ID] = i
		}
	}
	return item
}

// forecast is what the parameters of an item say of a point that is normal with a mean and a variance: Pr(yes) is
// Phi((low - beta mean) / sqrt(1 + beta^2 variance)), and so on.
func (d *Data) forecast(item int, p parameters, mean, variance float64) Forecast {
	root := math.Sqrt(1 + p.beta*p.beta*variance)
	return d.chances(item, (p.low-p.beta*mean)/root, (p.high-p.beta*mean)/root)
}

// chances is a forecast by how far the two cutpoints of an item are from what is forecast, in standard deviations. A
// choice that nobody among the n votes shown made has the probability 1/(2n + 3), half of one vote more (Krichevsky and
// Trofimov 1981, doi:10.1109/TIT.1981.1056331).
func (d *Data) chances(item int, low, high float64) (f Forecast) {
	lower, upper := math.Exp(logPhi(low)), math.Exp(logPhi(-high))
	if !d.binary(item) {
		share, rest := apart(low, high)
		return Forecast{lower, math.Exp(share) * rest, upper}
	}
	sides := [2]Choice{Yes, No}
	unseen := Abstain
	if at := d.itemAt[3*item : 3*item+4]; at[1] < at[2] { // someone abstained
		if d.side(item) == Yes {
			sides[0], unseen = Abstain, Yes
		} else {
			sides[1], unseen = Abstain, No
		}
	}
	rare := 1 / (2*float64(d.itemAt[3*item+3]-d.itemAt[3*item]) + 3)
	f[unseen] = rare
	f[sides[0]], f[sides[1]] = (1-rare)*lower, (1-rare)*upper
	return f
}

// Forecasts answers questions from the mode and its normal approximation.
func (m *Fit) Forecasts(asked []Question) []Forecast {
	all := make([]Forecast, len(asked))
	for i, q := range asked {
		p := parameters{m.Beta[q.Item], m.Cut[q.Item][0], m.Cut[q.Item][1]}
		all[i] = m.Data.forecast(q.Item, p, m.Points[q.Unit], m.SD[q.Unit]*m.SD[q.Unit])
	}
	return all
}

// Scores say how good forecasts were.
type Scores struct {
	N           int
	Log         float64 // mean of -log of the probability of what was chosen, in nats
	RPS         float64 // mean ranked probability score, between 0 and 1
	YesOrNot    float64 // as Log, of a yes against anything else
	Calibration [10]Bin // by the probability given to a yes
}

// Bin is the forecasts of a yes between two tenths: how many, their mean, and how often the yes came, with the interval
// that has the probability Level if the votes were independent; those of one roll call are not.
type Bin struct {
	N            int
	Forecast, Is float64
	Low, High    float64
}

// Score scores forecasts by the logarithm (Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x) and by the ranked
// probability score (Epstein 1969, doi:10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2), here over the two cuts of
// the scale and divided by them. Both are proper: only what one believes scores best (Gneiting and Raftery 2007,
// doi:10.1198/016214506000001437).
func Score(asked []Question, given []Forecast) Scores {
	s := Scores{N: len(asked)}
	n := float64(s.N)
	for i, q := range asked {
		f := given[i]
		s.Log -= math.Log(f[q.Choice]) / n
		below := 0.0
		for c := range No {
			below += f[c]
			is := 0.0
			if q.Choice <= c {
				is = 1
			}
			s.RPS += (below - is) * (below - is) / 2 / n
		}
		b := &s.Calibration[min(9, int(10*f[Yes]))]
		b.N++
		b.Forecast += f[Yes]
		if q.Choice == Yes {
			b.Is++
			s.YesOrNot -= math.Log(f[Yes]) / n
		} else {
			s.YesOrNot -= math.Log(f[Abstain]+f[No]) / n
		}
	}
	for i := range s.Calibration {
		if b := &s.Calibration[i]; b.N > 0 {
			b.Low, b.High = chance.Wilson(int(b.Is), b.N, Level)
			b.Forecast /= float64(b.N)
			b.Is /= float64(b.N)
		}
	}
	return s
}

// Score scores what a way said of the votes, given that there was one; with silence as a fourth answer the mean of -log of
// the probability of what was done is given beside it.
func (t *Trial) Score(w Way) (s Scores, withSilence float64) {
	var asked []Question
	var given []Forecast
	for i, done := range t.Done {
		withSilence -= math.Log(w.Said[i][done]) / float64(len(t.Done))
		if done != Silent {
			asked, given = append(asked, Question{Choice: done}), append(given, w.Said[i].Votes())
		}
	}
	return Score(asked, given), withSilence
}

// Habit forecasts from what a state did in the session on the other items, half a vote being added to each choice:
// what one would say who knows the state and not the question.
func (d *Data) Habit(asked []Question) []Forecast {
	count := make([]Forecast, len(d.Units))
	for v := range d.Items {
		for c, units := range d.cells(v) {
			for _, u := range units {
				count[u][c]++
			}
		}
	}
	return shares(asked, func(q Question) Forecast { return count[q.Unit] })
}

// Majority forecasts from what the others did on the item: what one would say who knows the question and not the
// state.
func (d *Data) Majority(asked []Question) []Forecast {
	return shares(asked, func(q Question) (n Forecast) {
		for c, units := range d.cells(q.Item) {
			n[c] = float64(len(units))
		}
		return n
	})
}

func shares(asked []Question, count func(Question) Forecast) []Forecast {
	all := make([]Forecast, len(asked))
	for i, q := range asked {
		n := count(q)
		sum := n[0] + n[1] + n[2] + 1.5
		all[i] = Forecast{(n[0] + .5) / sum, (n[1] + .5) / sum, (n[2] + .5) / sum}
	}
	return all
}
