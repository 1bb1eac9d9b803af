package breaks

import (
	"fmt"
	"math"
	"slices"
)

// Choices are what a search for breaks leaves open.
type Choices struct {
	Penalty    Penalty
	MinSegment int     // points
	Expected   float64 // breaks to expect in a whole series before it is seen: the hazard is this over its points
}

// Break is a break that was found.
type Break struct {
	At int // the first point of the new segment
	// Probability is that of a break at this very point, given the whole series; Near that of one at it, the point before or
	// the point after.
	Probability, Near float64
	// Soon is the probability that the current segment began at the break, or a point before or after it, as it
	// could be known once the new segment was of the minimum length (or the series ended), and nothing later.
	Soon float64
}

// Found is what a search for breaks has found.
type Found struct {
	Points       int
	Choices      Choices
	PenaltyValue float64 // of one break
	Hazard       float64
	Spread       string // how much points scatter about a level: "dispersion 3.1", "noise 0.2"
	Breaks       []Break
	// Unfound are the points near which a break is more probable than not, and none was found: what lies between them
	// and an end or another break is shorter than the minimum, or the penalty is above what they are worth.
	Unfound  []Break
	At       []float64 // probability of a break at each point given the whole series; 1 at the first; nil where none was looked for
	None     float64   // probability that there is no break at all; NaN where none was looked for
	Expected float64   // number of breaks to expect given the series; NaN where none was looked for
	Warnings []string
}

// pointsABreak is how many points there should be for each break that is defended: with 30 at most two.
const pointsABreak = 15

// Study looks for the breaks of a series, and says what it cannot bear.
func (s Series) Study(c Choices) Found {
	f := Found{Points: s.n, Choices: c, Spread: s.spread, None: math.NaN(), Expected: math.NaN()}
	m := max(1, c.MinSegment)
	f.Choices.MinSegment = m
	switch {
	case s.n < 2*m:
		f.warn("%s: a break needs two segments of at least %d, so none was looked for", points(s.n), m)
		return f
	case s.flat != "":
		f.warn("%s: no break can be in it", s.flat)
		return f
	}
	f.PenaltyValue = c.Penalty.Value(s.cost.Parameters(), s.n)
	f.Hazard = min(0.5, c.Expected/float64(s.n))
	at, _ := Find(s.cost, c.Penalty, m)
	p := Probability(s.model, Constant(f.Hazard, m))
	f.At, f.None, f.Expected = p.At, p.None, p.Expected()
	of := func(i int) Break {
		known := min(i+m, s.n)
		return Break{
			At: i, Probability: p.At[i],
			Near: about(p.At[1:], i-1), // at the first point is no break
			Soon: about(p.Run(known), known-i),
		}
	}
	for _, i := range at {
		f.Breaks = append(f.Breaks, of(i))
	}
	for i := 1; i < s.n; i++ {
		found := slices.ContainsFunc(at, func(j int) bool { return i-1 <= j && j <= i+1 })
		best := p.At[i] > p.At[i-1] && (i+1 == s.n || p.At[i] >= p.At[i+1])
		if b := of(i); !found && (best || i == 1) && b.Near > 0.5 {
			f.Unfound = append(f.Unfound, b)
		}
	}
	f.Warnings = append(f.Warnings, s.warnings...)
	s.doubt(&f, at)
	return f
}

// about adds up a probability and its neighbours'; they exclude each other where segments are of three points or more.
func about(p []float64, at int) (sum float64) {
	for i := max(0, at-1); i <= min(at+1, len(p)-1); i++ {
		sum += p[i]
	}
	return min(1, sum)
}

// doubt says what the series cannot bear.
func (s Series) doubt(f *Found, at []int) {
	m := f.Choices.MinSegment
	if bearable := s.n / pointsABreak; bearable == 0 {
		f.warn("%s defend no break: a date found only says where they divide best", points(s.n))
	} else if len(at) > bearable {
		f.warn("%d breaks in %d points: so many points defend at most %d", len(at), s.n, bearable)
	}
	if p, ok := s.cost.(poisson); ok {
		if total := p.total.of(0, s.n); total/float64(s.n)*float64(m) < fewEvents {
			f.warn("too few events for the minimum segment: it holds %.2g on average, and below %d a rate is not known", total/float64(s.n)*float64(m), fewEvents)
		}
	}
	if r := s.autocorrelation(at); r > 1.645/math.Sqrt(float64(s.n)) {
		f.warn("neighbouring points lean the same way within the segments (autocorrelation %.2f): what drifts slowly is cut into steps", r)
	}
	for i, b := range at {
		after := s.n
		if i+1 < len(at) {
			after = at[i+1]
		}
		before := 0
		if i > 0 {
			before = at[i-1]
		}
		if b-before == m || after-b == m {
			f.warn("a segment is as short as the minimum allows: its dates may be the minimum's and not the series'")
			break
		}
	}
}

// autocorrelation is that of the residuals of neighbours within segments, at lag 1.
func (s Series) autocorrelation(at []int) float64 {
	var together, squares float64
	from := 0
	for k := 0; k <= len(at); k++ {
		to := s.n
		if k < len(at) {
			to = at[k]
		}
		var last []float64
		for i := from; i < to; i++ {
			r := s.residual(i, from, to)
			for j := range r {
				squares += r[j] * r[j]
				if last != nil {
					together += r[j] * last[j]
				}
			}
			last = r
		}
		from = to
	}
	if squares == 0 {
		return 0
	}
	return together / squares
}

func (f *Found) warn(format string, args ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, args...))
}
