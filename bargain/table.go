package bargain

import (
	"fmt"
	"math"
)

// Actor is one party to the bargain.
type Actor struct {
	Name       string
	Capability float64   // above 0, in any unit; only ratios matter
	Position   []float64 // by dimension, in the unit of the issue
	Salience   []float64 // by dimension, 0 to 1; together at most 1
}

// Table is an issue and those who bargain over it. Positions lie on a scale from Low to High; where both are 0
// the ends of the scale are not known, and the models that do without them take the range of the positions.
type Table struct {
	Low, High float64
	Actors    []Actor
}

// Dimensions is how many numbers make a position.
func (t Table) Dimensions() int {
	if len(t.Actors) == 0 {
		return 0
	}
	return len(t.Actors[0].Position)
}

// Scaled says whether the ends of the scale are known.
func (t Table) Scaled() bool { return t.High > t.Low }

// Check says what is wrong with a table, all of it: fewer than two actors, a name twice, a number out of its
// range. A table read from a file has been checked cell by cell.
func (t Table) Check() error { return exactly(t).Check() }

// weight is the weight of an actor on a dimension in the mean, the median and the votes of Scholz: capability times salience.
func (a Actor) weight(dimension int) float64 { return a.Capability * a.Salience[dimension] }

// attention is what an actor cares for all dimensions together.
func (a Actor) attention() float64 {
	sum := 0.0
	for _, s := range a.Salience {
		sum += s
	}
	return sum
}

// column gives the positions of one dimension.
func (t Table) column(dimension int) []float64 {
	x := make([]float64, len(t.Actors))
	for i, a := range t.Actors {
		x[i] = a.Position[dimension]
	}
	return x
}

// weights gives the weights of one dimension.
func (t Table) weights(dimension int) []float64 {
	w := make([]float64, len(t.Actors))
	for i, a := range t.Actors {
		w[i] = a.weight(dimension)
	}
	return w
}

// span is the range of the positions of one dimension.
func span(x []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

// problem is one thing wrong with a table: of an actor, or of the table where actor is -1.
type problem struct {
	actor       int
	name        string // of the actor
	column      string // as in a file; empty where it is of the whole row
	what, right string
}

func (p problem) text() string {
	if p.name == "" {
		return p.what
	}
	return fmt.Sprintf("%s: %s", p.name, p.what)
}
