// Package composite says what is left of a composite index when its choices are left open.
//
// An index hides whoever chose its weights. So none is given here: a composite is a set of indicators with the whole
// region of choices held admissible (weights, normalisers, aggregators, what to do about a missing indicator, which
// reading of the evidence, whether to leave one indicator out), and the answer is the share of those choices under
// which one subject comes before another (stochastic multicriteria acceptability: Lahdelma, Hokkanen and Salminen
// 1998, doi:10.1016/S0377-2217(97)00163-X), how often each takes each rank, how far ranks shift, and which choice
// matters (Saisana, Saltelli and Tarantola 2005, doi:10.1111/j.1467-985X.2005.00350.x). The package knows nothing of
// politics: subjects are rows of numbers.
package composite

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Indicator is one thing that is measured of every subject, and how it enters.
type Indicator struct {
	ID string
	// Worst and Best are the goalposts, fixed so that editions stay comparable: a value at Worst or beyond counts 0, one
	// at Best or beyond 1. Worst is the greater of the two where less is more.
	Worst, Best float64
	Weight      float64 // nominal; all together 1
	Min, Max    float64 // of the weights held admissible
}

// Normaliser brings an indicator to a scale from 0 to 1.
type Normaliser string

// Normalisers.
const (
	Linear     Normaliser = "linear"     // between the goalposts
	Categories Normaliser = "categories" // five equal steps between the goalposts, 0, 1/4 ... 1
	Rank       Normaliser = "rank"       // the place among all subjects that have a value: of no goalposts
)

// Aggregator makes one number of many.
type Aggregator string

// Aggregators.
const (
	Arithmetic Aggregator = "arithmetic" // what is lost here is made up there
	Geometric  Aggregator = "geometric"  // it is not, or less so
)

// Missing is what is done about an indicator that a subject does not have.
type Missing string

// Missing rules.
const (
	LeaveOut Missing = "leave out" // the others weigh more
	Middle   Missing = "middle"    // it counts 1/2
	Least    Missing = "least"     // it counts 0
)

// The choices there are, in the order of the documentation.
var (
	Normalisers  = []Normaliser{Linear, Categories, Rank}
	Aggregators  = []Aggregator{Arithmetic, Geometric}
	MissingRules = []Missing{LeaveOut, Middle, Least}
)

// Subject is what is ranked, among those of its group.
type Subject struct{ Name, Group string }

// Composite is what is measured and every choice held admissible. The first of each list is the nominal choice.
type Composite struct {
	Name        string
	Indicators  []Indicator
	Normalisers []Normaliser
	Aggregators []Aggregator
	Missing     []Missing
	Readings    []string // of the evidence
	LeaveOneOut bool     // whether one indicator may be left out
	// Coverage is the nominal weight of the indicators that a subject must have; one that has less is not ranked.
	Coverage float64

	Subjects []Subject
	// Values are by reading, replicate, subject and indicator; NaN is missing. Replicate 0 is the evidence as it stands, the
	// others are draws of what it could have been.
	Values [][][][]float64
}

// Factor is a choice whose weight in the outcome is asked for.
type Factor string

// Factors in the order of their indices.
const (
	Weights        Factor = "weights" // together: they are bound by their sum
	NormaliserOf   Factor = "normaliser"
	AggregatorOf   Factor = "aggregator"
	MissingOf      Factor = "missing"
	ReadingOf      Factor = "reading"
	LeftOut        Factor = "left out"
	EvidenceFactor Factor = "evidence" // which replicate: what the evidence itself leaves open
)

// Factors are all factors.
var Factors = []Factor{Weights, NormaliserOf, AggregatorOf, MissingOf, ReadingOf, LeftOut, EvidenceFactor}

// check finds what makes a composite impossible. A step that cannot run is an error, never a default.
func (c *Composite) check() error {
	var faults []error
	add := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf(c.Name+": "+format, args...))
	}
	if len(c.Indicators) == 0 {
		add("there is no indicator")
	}
	total := 0.0
	for i, x := range c.Indicators {
		total += x.Weight
		if x.Worst == x.Best || math.IsNaN(x.Worst+x.Best) || math.IsInf(x.Worst+x.Best, 0) {
			add("the goalposts of %s, %g and %g, make no scale", x.ID, x.Worst, x.Best)
		}
		if !(0 <= x.Min && x.Min <= x.Weight && x.Weight <= x.Max && x.Max <= 1) {
			add("the weight of %s, %g, is not between its least %g and its most %g, and these between 0 and 1", x.ID, x.Weight, x.Min, x.Max)
		}
		if slices.ContainsFunc(c.Indicators[:i], func(y Indicator) bool { return x.ID == y.ID }) {
			add("%s stands twice", x.ID)
		}
	}
	if len(c.Indicators) > 0 && math.Abs(total-1) > 1e-6 {
		add("the weights add up to %g, not to 1", total)
	}
	for _, n := range c.Normalisers {
		if !slices.Contains(Normalisers, n) {
			add("there is no normaliser %q", n)
		}
	}
	for _, a := range c.Aggregators {
		if !slices.Contains(Aggregators, a) {
			add("there is no aggregator %q", a)
		}
	}
	for _, m := range c.Missing {
		if !slices.Contains(MissingRules, m) {
			add("there is no rule %q for what is missing", m)
		}
	}
	for name, n := range map[string]int{"normaliser": len(c.Normalisers), "aggregator": len(c.Aggregators), "rule for what is missing": len(c.Missing), "reading": len(c.Readings)} {
		if n == 0 {
			add("there is no %s", name)
		}
	}
	if len(c.Subjects) < 2 {
		add("there are fewer than two subjects")
	}
	if len(c.Values) != len(c.Readings) {
		add("there are values for %d readings of %d", len(c.Values), len(c.Readings))
	}
	for _, reading := range c.Values {
		if len(reading) == 0 || len(reading) != len(c.Values[0]) {
			add("the readings have %d and %d replicates", len(reading), len(c.Values[0]))
		}
		for _, replicate := range reading {
			if len(replicate) != len(c.Subjects) {
				add("there are values of %d subjects of %d", len(replicate), len(c.Subjects))
			}
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return compare(a.Error(), b.Error()) })
	return errors.Join(faults...)
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
