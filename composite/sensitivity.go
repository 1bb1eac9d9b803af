package composite

import (
	"math"

	"multivector/chance"
)

// Pair is a comparison of two subjects of one group, by their places.
type Pair struct{ A, B int }

// Sensitivity are the Sobol indices of the factors, in their order: of the average rank shift, and of the lead of one
// subject over another in the score.
type Sensitivity struct {
	Shift []chance.Index
	Lead  map[Pair][]chance.Index
}

// Sobol says which choice matters, for the ranks of all and for each of some comparisons. The draws are those of the
// shares: two samples of choices, and for every factor the first with that factor taken from the second.
func (r *Result) Sobol(pairs []Pair) Sensitivity {
	d := r.drawn
	design := chance.Design{
		Rows: len(d.a), Factors: len(Factors), Outputs: 1 + len(pairs),
		Seed: r.Options.Seed, Name: r.Composite.Name, Level: r.Options.Level,
	}
	n := len(r.Composite.Subjects)
	all := chance.Sobol(design, func(row int, fromB []bool, outputs []float64) {
		var buffer [128]float64
		space := buffer[:]
		if 2*n > len(space) {
			space = make([]float64, 2*n)
		}
		scores, ranks := space[:n], space[n:2*n]
		ch := mix(&d.a[row], &d.b[row], fromB)
		d.s.scores(&ch, scores)
		d.s.ranks(scores, ranks)
		shift, compared := 0.0, 0.0
		for _, group := range d.s.groups {
			for _, i := range group {
				shift += math.Abs(ranks[i] - r.Rank[i])
				compared++
			}
		}
		if compared > 0 {
			outputs[0] = shift / compared
		}
		for k, p := range pairs {
			lead := scores[p.A] - scores[p.B]
			if math.IsNaN(lead) {
				lead = 0 // neither leads where one has nothing left to be scored by
			}
			outputs[1+k] = lead
		}
	})
	s := Sensitivity{Shift: all[0], Lead: map[Pair][]chance.Index{}}
	for k, p := range pairs {
		s.Lead[p] = all[1+k]
	}
	return s
}

// mix is the first choice with some factors of the second.
func mix(a, b *choice, fromB []bool) choice {
	ch := *a
	for k, take := range fromB {
		if !take {
			continue
		}
		switch Factors[k] {
		case Weights:
			ch.weights = b.weights
		case NormaliserOf:
			ch.normaliser = b.normaliser
		case AggregatorOf:
			ch.aggregator = b.aggregator
		case MissingOf:
			ch.missing = b.missing
		case ReadingOf:
			ch.reading = b.reading
		case LeftOut:
			ch.out = b.out
		case EvidenceFactor:
			ch.repeats = b.repeats
		}
	}
	return ch
}
