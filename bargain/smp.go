package bargain

import (
	"fmt"
	"math"

	"multivector/chance"
)

// smp is KTAB's spatial model of politics as its code computes it (KAPSARC Toolkit for Behavioral Analysis, version of
// November 2019; the paper, Efird, Lester and Wise 2016, doi:10.1017/jea.2015.4, prints another). In a turn
// each actor challenges the one it gains most by, each challenge makes a bargain, and each actor takes, of the
// bargains it is in, the one that a vote of all favours.
type smp struct {
	o             SMP
	cap           int // of turns
	pool          bool
	accommodation [][]float64
	seed          uint64
}

// mostTurns is KTAB's own limit.
const mostTurns = 100

func newSMP(o Options) (Model, error) {
	if _, err := ParseSMP(o.SMP.Tag()); err != nil {
		return nil, err
	}
	m := &smp{o: o.SMP, cap: o.Rounds, pool: o.CloneInvariant, accommodation: o.Accommodation, seed: o.Seed}
	if m.cap == 0 {
		m.cap = mostTurns
	}
	return m, nil
}

func (m *smp) Variant() string {
	text := fmt.Sprintf("smp %s (KTAB as coded; %s; ties to the first)", m.o.Tag(), m.o.words())
	if m.accommodation != nil {
		text += ", with accommodation"
	}
	if m.pool {
		text += ", clone-invariant"
	}
	return text
}

func (m *smp) Run(t Table) (*Run, error) {
	if err := m.fits(t); err != nil {
		return nil, err
	}
	n := len(t.Actors)
	r := &Run{Model: "smp", Variant: m.Variant(), Table: t}
	stand := positions(t)
	for i := range stand {
		for d := range stand[i] {
			stand[i][d] = (stand[i][d] - t.Low) / (t.High - t.Low)
		}
	}
	ideal := stand
	luck := chance.Stream(m.seed, "smp", 0) // of stochastic transitions alone
	var offers []Offer
	first, rested := 0.0, false
	for turn := 0; ; turn++ {
		s, camp := m.state(t, stand, ideal)
		if err := s.appraise(); err != nil {
			return nil, err
		}
		round, err := s.show(t, camp)
		if err != nil {
			return nil, err
		}
		if turn == 0 {
			round.Position = positions(t) // to the digit, as they were put in
		}
		round.Offers = offers
		r.Rounds = append(r.Rounds, round)
		if rested || turn == m.cap {
			break
		}
		moves, err := s.step(luck)
		if err != nil {
			return nil, err
		}
		next := grid(n, t.Dimensions())
		moved := 0.0
		offers = nil
		for i := range n {
			move := moves[camp[i]]
			copy(next[i], move.to)
			if s.first[camp[i]] == i { // of clones that are pooled the first speaks for all
				moved += length(next[i], stand[i])
			}
			offers = append(offers, s.offers(t, i, move, stand[i])...)
		}
		stand, ideal = next, m.accommodate(ideal, next)
		// KTAB stops when a turn moves less than a fiftieth of the first.
		if turn == 0 {
			first = moved + 1e-4
		} else {
			rested = moved/first < 0.02
		}
	}
	if r.Outcome = observe(r.Rounds); rested && r.Outcome.Fate == Open {
		r.Outcome = Outcome{Fate: Settled, Round: len(r.Rounds) - 1}
	}
	return r, nil
}

// fits refuses what smp cannot be run on.
func (m *smp) fits(t Table) error {
	var faults Faults
	add := func(what, right string) { faults = append(faults, Fault{What: what, Right: right}) }
	if !t.Scaled() {
		add("smp measures distances on a scale whose ends are known, and this table does not say them", "columns pos_1, sal_1 run from 0 to 100; for a column position name its ends, --scale 0,10")
	}
	for _, a := range t.Actors {
		if a.attention() <= 0 {
			add(a.Name+": smp has no room for an actor that cares for nothing", "a salience would be above 0")
		}
	}
	if m.accommodation != nil && len(m.accommodation) != len(t.Actors) {
		add(fmt.Sprintf("the accommodation matrix is of %d actors", len(m.accommodation)), fmt.Sprintf("the table has %d", len(t.Actors)))
	}
	return faults.orNil()
}

// accommodate moves what actors want towards where they and others stand: by default all the way to where they stand
// themselves.
func (m *smp) accommodate(ideal, stand [][]float64) [][]float64 {
	if m.accommodation == nil {
		return stand
	}
	next := grid(len(stand), len(stand[0]))
	for i, row := range m.accommodation {
		left := 1.0
		for j, a := range row {
			left -= a
			for d := range next[i] {
				next[i][d] += a * stand[j][d]
			}
		}
		for d := range next[i] {
			next[i][d] += max(left, 0) * ideal[i][d]
		}
	}
	return next
}

func length(a, b []float64) float64 {
	sum := 0.0
	for d := range a {
		sum += (a[d] - b[d]) * (a[d] - b[d])
	}
	return math.Sqrt(sum)
}
