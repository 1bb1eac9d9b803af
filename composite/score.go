package composite

import (
	"math"
	"slices"
)

// choice is one way to make the index, all factors together.
type choice struct {
	weights                        []float64
	normaliser, aggregator         int
	missing, reading, out, repeats int // out is the indicator left out, -1 for none; repeats the replicate of the evidence
}

// nominal is the choice a reader is shown first.
func (c *Composite) nominal() choice {
	w := make([]float64, len(c.Indicators))
	for i, x := range c.Indicators {
		w[i] = x.Weight
	}
	return choice{weights: w, out: -1}
}

// floor is the least that a geometric mean is given: with a zero it would know nothing else.
const floor = 0.01

// scorer holds every normalised value, so that a choice costs a product of two vectors.
type scorer struct {
	c      *Composite
	ranked []bool // by subject: enough of its indicators are known
	// by reading, replicate and normaliser; subjects by indicators, NaN where missing
	plain, logs       [][][][]float64
	geometrics        []bool    // by aggregator
	stands, logStands []float64 // for a missing indicator, by rule

	groups [][]int // subjects of each group that are ranked
	names  []string
}

func newScorer(c *Composite) *scorer {
	s := bareScorer(c, c.Values[0][0])
	for _, replicates := range c.Values {
		var plain, logs [][][]float64
		for _, values := range replicates {
			var p, l [][]float64
			for _, n := range c.Normalisers {
				var flat []float64
				for i := range c.Subjects {
					flat = append(flat, s.normalised(values, n, i)...)
				}
				p, l = append(p, flat), append(l, logsOf(flat))
			}
			plain, logs = append(plain, p), append(logs, l)
		}
		s.plain, s.logs = append(s.plain, plain), append(s.logs, logs)
	}
	return s
}

// bareScorer knows who is ranked on the values of the first reading, and has normalised nothing.
func bareScorer(c *Composite, values [][]float64) *scorer {
	s := &scorer{c: c, ranked: make([]bool, len(c.Subjects))}
	for i := range c.Subjects {
		covered := 0.0
		for k, x := range c.Indicators {
			if !math.IsNaN(values[i][k]) {
				covered += x.Weight
			}
		}
		s.ranked[i] = covered > 0 && covered >= c.Coverage-1e-9
		if !s.ranked[i] {
			continue
		}
		g := slices.Index(s.names, c.Subjects[i].Group)
		if g < 0 {
			g = len(s.names)
			s.names, s.groups = append(s.names, c.Subjects[i].Group), append(s.groups, nil)
		}
		s.groups[g] = append(s.groups[g], i)
	}
	for _, aggregator := range c.Aggregators {
		s.geometrics = append(s.geometrics, aggregator == Geometric)
	}
	for _, rule := range c.Missing {
		s.stands, s.logStands = append(s.stands, standIn(rule)), append(s.logStands, logOf(standIn(rule)))
	}
	return s
}

func logsOf(values []float64) []float64 {
	logs := make([]float64, len(values))
	for i, v := range values {
		logs[i] = logOf(v)
	}
	return logs
}

// normalised gives every value of a subject its place from 0 to 1.
func (s *scorer) normalised(values [][]float64, n Normaliser, subject int) []float64 {
	row := make([]float64, len(s.c.Indicators))
	for k, x := range s.c.Indicators {
		v := values[subject][k]
		row[k] = min(1, max(0, (v-x.Worst)/(x.Best-x.Worst))) // NaN stays
		switch {
		case math.IsNaN(v):
			row[k] = v
		case n == Categories:
			row[k] = min(math.Floor(row[k]*5), 4) / 4
		case n == Rank:
			row[k] = s.place(values, subject, k)
		}
	}
	return row
}

// place is the share of the other ranked subjects that a subject leaves behind in an indicator, ties by half.
func (s *scorer) place(values [][]float64, subject, k int) float64 {
	x := s.c.Indicators[k]
	behind, others := 0.0, 0.0
	for i := range values {
		v := values[i][k]
		if i == subject || !s.ranked[i] || math.IsNaN(v) {
			continue
		}
		others++
		switch d := (values[subject][k] - v) * (x.Best - x.Worst); {
		case d > 0:
			behind++
		case d == 0:
			behind += 0.5
		}
	}
	if others == 0 {
		return 0.5
	}
	return behind / others
}

// scores writes the score of every ranked subject under a choice; NaN of one that has nothing left to be scored by.
func (s *scorer) scores(ch *choice, scores []float64) {
	for i := range scores {
		scores[i] = math.NaN()
		if s.ranked[i] {
			scores[i] = s.score(ch, i)
		}
	}
}

// score is one subject's score under a choice.
func (s *scorer) score(ch *choice, subject int) float64 {
	n := len(s.c.Indicators)
	table := s.plain
	if s.geometric(ch) {
		table = s.logs
	}
	mean := s.mean(ch, table[ch.reading][ch.repeats][ch.normaliser][subject*n:(subject+1)*n])
	if s.geometric(ch) {
		return math.Exp(mean)
	}
	return mean
}

func (s *scorer) geometric(ch *choice) bool { return s.geometrics[ch.aggregator] }

// mean is the weighted mean of a subject's normalised values, or of their logarithms where it is geometric; NaN where nothing is left.
func (s *scorer) mean(ch *choice, values []float64) float64 {
	stands := s.stands[ch.missing]
	if s.geometric(ch) {
		stands = s.logStands[ch.missing]
	}
	sum, total := 0.0, 0.0
	for k, v := range values {
		if k == ch.out {
			continue
		}
		if v != v {
			if v = stands; v != v {
				continue
			}
		}
		sum += ch.weights[k] * v
		total += ch.weights[k]
	}
	if total == 0 {
		return math.NaN()
	}
	return sum / total
}

// standIn is what stands for an indicator that is missing; NaN where nothing does.
func standIn(rule Missing) float64 {
	switch rule {
	case LeaveOut:
		return math.NaN()
	case Middle:
		return 0.5
	}
	return 0
}

// logOf is the logarithm of a normalised value, as a geometric mean takes it; NaN stays.
func logOf(v float64) float64 {
	if math.IsNaN(v) {
		return v
	}
	return math.Log(max(v, floor))
}

// ranks writes the rank of each subject in its group, 1 for the highest score; equal scores share the middle of their
// ranks, and one without a score comes last.
func (s *scorer) ranks(scores, ranks []float64) {
	for _, group := range s.groups {
		for _, i := range group {
			rank := 1.0
			for _, j := range group {
				switch {
				case i == j:
				case scores[j] > scores[i], math.IsNaN(scores[i]) && !math.IsNaN(scores[j]):
					rank++
				case scores[j] == scores[i], math.IsNaN(scores[i]) && math.IsNaN(scores[j]):
					rank += 0.5
				}
			}
			ranks[i] = rank
		}
	}
}
