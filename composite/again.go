package composite

import (
	"math"
	"slices"
	"sync"
)

// Again is a composite on other evidence, under the same choices: what its verdicts become without some records.
type Again struct {
	r      *Result
	s      *scorer
	values [][][]float64 // by reading, subject and indicator
}

// On brings the same choices to other evidence, its values by reading, subject and indicator.
func (r *Result) On(values [][][]float64) *Again {
	return &Again{r, bareScorer(r.Composite, values[0]), values}
}

// Above says in what share of the choices A comes before B, a tie counting half. It is NaN where one of the two can no longer be
// ranked.
//
// Choices of one reading and normaliser see the same normalised values: where those of the two are what they were, so is what those
// choices say, and only the others are made again.
func (x *Again) Above(p Pair) float64 {
	if !x.s.ranked[p.A] || !x.s.ranked[p.B] {
		return math.NaN()
	}
	before := x.r.drawn.wins(p)
	count := 0.0
	for t, choices := range before.tables {
		reading, normaliser := t/len(x.s.c.Normalisers), t%len(x.s.c.Normalisers)
		a := x.s.normalised(x.values[reading], x.s.c.Normalisers[normaliser], p.A)
		b := x.s.normalised(x.values[reading], x.s.c.Normalisers[normaliser], p.B)
		if same(a, before.a[t]) && same(b, before.b[t]) {
			count += before.count[t]
			continue
		}
		count += x.s.wins(choices, a, b)
	}
	return count / float64(len(x.r.drawn.a))
}

// wins is in how many of some choices the one of two normalised subjects comes before the other, a tie counting half. Where both are
// made of the same indicators one product of weights and differences tells which is the greater; where it is too near zero to tell,
// or an indicator is missing of one alone, the two means are taken.
func (s *scorer) wins(choices []*choice, a, b []float64) (count float64) {
	logA, logB := logsOf(a), logsOf(b)
	plain, logs := s.apart(a, b, s.stands), s.apart(logA, logB, s.logStands)
	for _, ch := range choices {
		apart, geometric := plain[ch.missing], s.geometric(ch)
		if geometric {
			apart = logs[ch.missing]
		}
		if apart != nil {
			ahead := 0.0
			for k, d := range apart {
				ahead += ch.weights[k] * d
			}
			if ch.out >= 0 {
				ahead -= ch.weights[ch.out] * apart[ch.out]
			}
			if ahead > nearly {
				count++
				continue
			}
			if ahead < -nearly {
				continue
			}
		}
		var x, y float64
		if geometric {
			if x, y = s.mean(ch, logA), s.mean(ch, logB); math.Abs(x-y) < nearly {
				x, y = math.Exp(x), math.Exp(y) // as score has them
			}
		} else {
			x, y = s.mean(ch, a), s.mean(ch, b)
		}
		switch {
		case x > y, !math.IsNaN(x) && math.IsNaN(y):
			count++
		case x == y, math.IsNaN(x) && math.IsNaN(y):
			count += 0.5
		}
	}
	return count
}

// nearly is how near to each other two sums must be for rounding to have a say: a hundred thousand times what it can do.
const nearly = 1e-10

// apart is by how much one row is above another in each indicator, by the rule for what is missing; nil where the rule leaves an
// indicator out of one alone.
func (s *scorer) apart(a, b, standIns []float64) [][]float64 {
	all := make([][]float64, len(standIns))
	for rule, stands := range standIns {
		d := make([]float64, len(a))
		for k := range d {
			x, y := a[k], b[k]
			if math.IsNaN(x) {
				x = stands
			}
			if math.IsNaN(y) {
				y = stands
			}
			if d[k] = x - y; math.IsNaN(x) != math.IsNaN(y) {
				d = nil
				break
			} else if math.IsNaN(x) {
				d[k] = 0
			}
		}
		all[rule] = d
	}
	return all
}

// won is what the choices say of a pair on the evidence as it stands, by reading and normaliser.
type won struct {
	tables [][]*choice
	a, b   [][]float64 // the two, normalised
	count  []float64
}

// wins is worked out once for each pair.
func (d *draws) wins(p Pair) *won {
	once, _ := d.won.LoadOrStore(p, sync.OnceValue(func() *won {
		c, n := d.s.c, len(d.s.c.Indicators)
		w := &won{tables: make([][]*choice, len(c.Readings)*len(c.Normalisers))}
		for k := range d.a {
			t := d.a[k].reading*len(c.Normalisers) + d.a[k].normaliser
			w.tables[t] = append(w.tables[t], &d.a[k])
		}
		for t, choices := range w.tables {
			table := d.s.plain[t/len(c.Normalisers)][0][t%len(c.Normalisers)]
			w.a, w.b = append(w.a, table[p.A*n:(p.A+1)*n]), append(w.b, table[p.B*n:(p.B+1)*n])
			w.count = append(w.count, d.s.wins(choices, w.a[t], w.b[t]))
		}
		return w
	}))
	return once.(func() *won)()
}

// same tells whether two rows of numbers are, what is missing in both included.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}
