package composite

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"multivector/chance"
)

// Options say how much is drawn.
type Options struct {
	Seed  uint64
	Draws int     // of choices
	Level float64 // of intervals
	// Replicates are how many draws of the evidence a choice may fall on; 0 is as many as the values hold. Who has the evidence as
	// it stands alone draws the same choices as who has its replicates too.
	Replicates int
}

// choicesPerReplicate is how many of the draws of choices an interval takes in each replicate of the evidence. A share of a
// thousand is known within three points; how far the same thousand move it on other evidence is known better.
const choicesPerReplicate = 1000

// Result is what all admissible choices say together. Subjects that are not ranked have NaN everywhere.
type Result struct {
	Composite *Composite
	Options   Options
	Ranked    []bool    // by subject: enough is known of it
	Score     []float64 // under the nominal choice
	Rank      []float64 // the same
	MeanRank  []float64 // over all choices
	// RankFrequency is the share of choices in which a subject takes a rank of its group, 1 first; ties share it.
	RankFrequency [][]float64
	// Above[a][b] is the share of choices in which a comes before b, a tie counting half; both of one group.
	Above [][]Share
	// Shift is the average rank shift over choices and subjects against the nominal choice (Saisana et al. 2005).
	Shift float64
	// Effective is what each indicator weighs in the nominal scores, whatever its weight: the square of its
	// correlation with them (Paruolo, Saisana and Saltelli 2013, doi:10.1111/j.1467-985X.2012.01059.x), all together 1;
	// nil below ten subjects, which cannot show it.
	Effective []float64

	drawn *draws
}

// Share is a share of choices with the interval that the evidence leaves to it; where there are no replicates, Level is 0.
type Share struct{ Value, Low, High, Level float64 }

type draws struct {
	s    *scorer
	a, b []choice
	won  sync.Map // Pair to a function that gives what the first sample says of it
}

// Run evaluates a composite over all admissible choices.
func Run(c *Composite, o Options) (*Result, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if o.Draws < 1 {
		return nil, fmt.Errorf("%s: %d draws of choices say nothing", c.Name, o.Draws)
	}
	s := newScorer(c)
	a, b := s.draw(o, "a"), s.draw(o, "b")
	n := len(c.Subjects)
	r := &Result{Composite: c, Options: o, Ranked: s.ranked, Score: make([]float64, n), Rank: nans(n), drawn: &draws{s: s, a: a, b: b}}
	nominal := c.nominal()
	s.scores(&nominal, r.Score)
	s.ranks(r.Score, r.Rank)
	whole := s.compare(a, r.Rank, func(int) int { return 0 })
	r.MeanRank, r.RankFrequency, r.Shift = whole.meanRank, whole.frequency, whole.shift
	r.Above = s.intervals(whole.above, a, o)
	r.Effective = s.effective(r.Score)
	return r, nil
}

// draw draws the choices of one sample.
func (s *scorer) draw(o Options, sample string) []choice {
	all := make([]choice, o.Draws)
	replicates := len(s.c.Values[0]) - 1
	if o.Replicates > 0 {
		replicates = o.Replicates
	}
	weights := newRegion(s.c.Indicators)
	chance.Each(o.Draws, func(i int) {
		all[i] = s.c.drawChoice(chance.Stream(o.Seed, s.c.Name+" choices "+sample, i), 1+replicates, &weights)
	})
	return all
}

func (c *Composite) drawChoice(stream *rand.Rand, evidence int, weights *region) (ch choice) {
	ch.normaliser = stream.IntN(len(c.Normalisers))
	ch.aggregator = stream.IntN(len(c.Aggregators))
	ch.missing = stream.IntN(len(c.Missing))
	ch.reading = stream.IntN(len(c.Readings))
	ch.out = -1
	if out := stream.IntN(len(c.Indicators) + 1); c.LeaveOneOut && len(c.Indicators) > 1 {
		ch.out = out - 1
	}
	ch.repeats = stream.IntN(evidence)
	ch.weights = weights.draw(stream)
	return ch
}

type comparison struct {
	meanRank  []float64
	frequency [][]float64
	above     [][]float64
	shift     float64
}

// compare counts, over choices, who comes before whom and who takes which rank. replicate says which draw of the evidence
// a choice is made on.
func (s *scorer) compare(choices []choice, nominal []float64, replicate func(i int) int) comparison {
	n := len(s.c.Subjects)
	out := comparison{meanRank: nans(n), frequency: make([][]float64, n), above: make([][]float64, n)}
	scores, ranks := make([]float64, n), nans(n)
	for _, group := range s.groups {
		for _, i := range group {
			out.meanRank[i], out.frequency[i], out.above[i] = 0, make([]float64, len(group)), make([]float64, n)
		}
	}
	for k := range choices {
		ch := choices[k]
		ch.repeats = replicate(k)
		s.scores(&ch, scores)
		s.ranks(scores, ranks)
		for _, group := range s.groups {
			for _, i := range group {
				out.meanRank[i] += ranks[i]
				ties := 0.0
				out.shift += math.Abs(ranks[i] - nominal[i])
				for _, j := range group {
					switch {
					case ranks[i] < ranks[j]:
						out.above[i][j]++
					case ranks[i] == ranks[j] && i != j:
						out.above[i][j] += 0.5
						ties++
					}
				}
				// Those that tie have the middle of the ranks that they take together, and each takes each of these as often.
				for rank := ranks[i] - ties/2; rank <= ranks[i]+ties/2; rank++ {
					out.frequency[i][int(rank)-1] += 1 / (1 + ties)
				}
			}
		}
	}
	// Counts are divided once, so that a share of all is 1 and not nearly so.
	of, compared := float64(len(choices)), 0.0
	for _, group := range s.groups {
		for _, i := range group {
			compared++
			out.meanRank[i] /= of
			for rank := range out.frequency[i] {
				out.frequency[i][rank] /= of
			}
			for j := range out.above[i] {
				out.above[i][j] /= of
			}
		}
	}
	if compared > 0 {
		out.shift /= of * compared
	}
	return out
}

// intervals gives every share the interval over the replicates of the evidence: the share, and by how much few choices
// change it from the evidence as it stands to each replicate.
func (s *scorer) intervals(above [][]float64, choices []choice, o Options) [][]Share {
	n := len(s.c.Subjects)
	replicates := len(s.c.Values[0]) - 1
	few := choices[:min(len(choices), choicesPerReplicate)]
	nominal := make([]float64, n)
	each := make([]comparison, 1+replicates)
	if replicates >= chance.MinClusters {
		chance.Each(1+replicates, func(k int) { each[k] = s.compare(few, nominal, func(int) int { return k }) })
	}
	all := make([][]Share, n)
	for i := range all {
		all[i] = make([]Share, n)
		for j := range all[i] {
			all[i][j] = Share{math.NaN(), math.NaN(), math.NaN(), 0}
		}
	}
	for _, group := range s.groups {
		for _, i := range group {
			for _, j := range group {
				if i == j {
					continue
				}
				share := &all[i][j]
				share.Value = above[i][j]
				if replicates < chance.MinClusters {
					continue
				}
				shares := make([]float64, replicates)
				for k := range shares {
					shares[k] = min(1, max(0, share.Value+each[1+k].above[i][j]-each[0].above[i][j]))
				}
				if low, high, ok := chance.Interval(shares, o.Level); ok {
					// Resamples scatter to one side where a value sits at a bound or at the edge of a class: the
					// interval reaches to the share all the same.
					share.Low, share.High, share.Level = min(low, share.Value), max(high, share.Value), o.Level
				}
			}
		}
	}
	return all
}

func nans(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = math.NaN()
	}
	return all
}

// minEffective is the number of subjects below which a correlation shows nothing.
const minEffective = 10

// effective weighs the indicators by what they do to the nominal scores.
func (s *scorer) effective(scores []float64) []float64 {
	n := len(s.c.Indicators)
	table := s.plain[0][0][0]
	all, total := make([]float64, n), 0.0
	for k := range n {
		var x, y []float64
		for i, score := range scores {
			if v := table[i*n+k]; s.ranked[i] && !math.IsNaN(v) && !math.IsNaN(score) {
				x, y = append(x, v), append(y, score)
			}
		}
		if len(x) < minEffective {
			continue
		}
		r := correlation(x, y)
		all[k] = r * r
		total += all[k]
	}
	if total == 0 {
		return nil
	}
	for k := range all {
		all[k] /= total
	}
	return all
}

func correlation(x, y []float64) float64 {
	var mx, my float64
	for i := range x {
		mx += x[i] / float64(len(x))
		my += y[i] / float64(len(y))
	}
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - mx) * (y[i] - my)
		xx += (x[i] - mx) * (x[i] - mx)
		yy += (y[i] - my) * (y[i] - my)
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

// Group gives the ranked subjects of a group, the best mean rank first.
func (r *Result) Group(name string) (subjects []int) {
	for i, s := range r.Composite.Subjects {
		if s.Group == name && r.Ranked[i] {
			subjects = append(subjects, i)
		}
	}
	slices.SortStableFunc(subjects, func(a, b int) int {
		switch {
		case r.MeanRank[a] < r.MeanRank[b]:
			return -1
		case r.MeanRank[a] > r.MeanRank[b]:
			return 1
		}
		return 0
	})
	return subjects
}

// Groups are the names of the groups that have a ranked subject, in the order of the subjects.
func (r *Result) Groups() []string { return r.drawn.s.names }
