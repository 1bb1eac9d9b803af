package scenario

import (
	"math"

	"multivector/evidence"
	"multivector/measure"
)

// Moved is an estimate that a shock moved.
type Moved struct{ Before, After measure.Estimate }

// Remeasure makes changes in memory, measures the dossier again as it was measured before, and gives every estimate of
// some states that moved, in the order of the sections, and the changed dossier.
func Remeasure(r *measure.Region, changes []evidence.Change, states []string) ([]Moved, *evidence.Dossier, error) {
	changed, err := r.Changed(changes)
	if err != nil {
		return nil, nil, err
	}
	before, after := measure.Assess(r, states), measure.Assess(measure.Of(changed, r.Options), states)
	for _, a := range []*measure.Assessment{before, after} { // autonomy and pull hang on all of it
		if err := a.AddVerdicts(states); err != nil {
			return nil, nil, err
		}
	}
	var moved []Moved
	for _, e := range before.All() {
		now := after.Get(e.Measure, e.State, e.Vector, e.Of)
		if e.Measure == "largest" { // whose part it is belongs to the answer, not to the question
			now = largest(after, e)
		}
		if differ(*e, now) {
			moved = append(moved, Moved{*e, now})
		}
	}
	return moved, changed, nil
}

// largest is the estimate of the largest partner of a state in a domain, whoever it is.
func largest(a *measure.Assessment, like *measure.Estimate) measure.Estimate {
	for _, e := range a.All() {
		if e.Measure == like.Measure && e.State == like.State && e.Of == like.Of {
			return *e
		}
	}
	return a.Get(like.Measure, like.State, like.Vector, like.Of)
}

// differ tells whether two estimates say something else: the value, its bounds or whether there is one.
func differ(a, b measure.Estimate) bool {
	if a.Status != b.Status || a.Level != b.Level || a.Vector != b.Vector {
		return true
	}
	for _, v := range [][2]float64{{a.Value, b.Value}, {a.Low, b.Low}, {a.High, b.High}} {
		if math.IsNaN(v[0]) != math.IsNaN(v[1]) || math.Abs(v[0]-v[1]) > 1e-12*(1+math.Abs(v[0])) {
			return true
		}
	}
	return false
}
