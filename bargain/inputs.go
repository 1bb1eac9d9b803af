package bargain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"multivector/chance"
)

// Inputs are a table as people judge it: each number exact, a range or a distribution.
type Inputs struct {
	Low, High  float64 // the ends of the scale, as of a Table
	Hundredths bool    // the file's columns are pos_k and sal_k from 0 to 100; saliences are kept as shares all the same
	Actors     []Judged
}

// Judged is an actor whose numbers need not be exact.
type Judged struct {
	Name               string
	Capability         Value
	Position, Salience []Value // by dimension
}

// Factor is a cell that is not exact: what the draws vary.
type Factor struct {
	Actor  string
	Column string // capability, position or salience; pos_k or sal_k where the table has several dimensions or a scale
	Value  Value
	cell   *Value
}

// Dimensions is how many numbers make a position.
func (in *Inputs) Dimensions() int {
	if len(in.Actors) == 0 {
		return 0
	}
	return len(in.Actors[0].Position)
}

// exactly makes inputs of a table, all of them exact.
func exactly(t Table) *Inputs {
	in := &Inputs{Low: t.Low, High: t.High}
	for _, a := range t.Actors {
		j := Judged{Name: a.Name, Capability: Exact(a.Capability)}
		for _, x := range a.Position {
			j.Position = append(j.Position, Exact(x))
		}
		for _, s := range a.Salience {
			j.Salience = append(j.Salience, Exact(s))
		}
		in.Actors = append(in.Actors, j)
	}
	return in
}

// Table takes each input at its centre: the middle of a range, the mode of a distribution.
func (in *Inputs) Table() Table { return in.table(func(v *Value) float64 { return v.Mode }) }

// table makes a table of what pick takes for each cell; it is asked in the order of Factors.
func (in *Inputs) table(pick func(*Value) float64) Table {
	t := Table{Low: in.Low, High: in.High, Actors: make([]Actor, len(in.Actors))}
	k := in.Dimensions()
	numbers := make([]float64, 2*k*len(in.Actors))
	for i := range in.Actors {
		a := &in.Actors[i]
		row := numbers[2*k*i : 2*k*(i+1)]
		actor := Actor{Name: a.Name, Capability: pick(&a.Capability), Position: row[:k:k], Salience: row[k:]}
		for d := range k {
			actor.Position[d], actor.Salience[d] = pick(&a.Position[d]), pick(&a.Salience[d])
		}
		t.Actors[i] = actor
	}
	return t
}

// Factors are the cells that are not exact, row by row.
func (in *Inputs) Factors() (all []Factor) {
	add := func(a *Judged, column string, v *Value) {
		if !v.Known() {
			all = append(all, Factor{a.Name, column, *v, v})
		}
	}
	for i := range in.Actors {
		a := &in.Actors[i]
		add(a, "capability", &a.Capability)
		for d := range a.Position {
			position, salience := in.columns(d)
			add(a, position, &a.Position[d])
			add(a, salience, &a.Salience[d])
		}
	}
	return all
}

// columns are the names of a dimension's two columns.
func (in *Inputs) columns(dimension int) (position, salience string) {
	if in.Dimensions() == 1 && !in.Hundredths {
		return "position", "salience"
	}
	k := strconv.Itoa(dimension + 1)
	return "pos_" + k, "sal_" + k
}

// at takes each factor at a quantile and every other input as it is. us holds one number for each cell that
// is not exact, in the order of Factors.
func (in *Inputs) at(us []float64) Table {
	next := 0
	return in.table(func(v *Value) float64 {
		if v.Known() {
			return v.Low
		}
		next++
		return v.Quantile(us[next-1])
	})
}

// quantiles draws one number in [0, 1] for each factor: the same for a seed and an index, whatever else is drawn.
func quantiles(seed uint64, index, factors int) []float64 {
	stream := chance.Stream(seed, "bargain", index)
	us := make([]float64, factors)
	for i := range us {
		us[i] = stream.Float64()
	}
	return us
}

// Check says what is wrong with the inputs, as of a Table. Inputs that were read from a file have been checked.
func (in *Inputs) Check() error {
	var faults Faults
	for _, p := range in.problems() {
		faults = append(faults, Fault{What: p.text(), Right: p.right})
	}
	return faults.orNil()
}

// Shown is a factor's value as the table has it: of sal_k in hundredths.
func (in *Inputs) Shown(f Factor) Value {
	if strings.HasPrefix(f.Column, "sal") {
		return in.shown(f.Value)
	}
	return f.Value
}

// problems lists what is wrong with the numbers.
func (in *Inputs) problems() (all []problem) {
	if len(in.Actors) < 2 {
		all = append(all, problem{actor: -1, what: plural(len(in.Actors), "actor"), right: "a bargain takes two or more"})
	}
	seen := map[string]bool{}
	cares := make([]bool, in.Dimensions())
	for i, a := range in.Actors {
		fault := func(column, what, right string) {
			all = append(all, problem{i, a.Name, column, what, right})
		}
		if a.Name == "" {
			fault("actor", "the actor has no name", "each would have one of its own")
		} else if seen[a.Name] {
			fault("actor", "a second actor of that name", "each would have a name of its own")
		}
		seen[a.Name] = true
		if a.Capability.Low <= 0 {
			fault("capability", "capability "+a.Capability.String()+" is not above 0", "only ratios of capabilities matter, so any unit will do")
		}
		if len(a.Position) != in.Dimensions() || len(a.Salience) != in.Dimensions() {
			fault("", fmt.Sprintf("%d positions and %d saliences", len(a.Position), len(a.Salience)), fmt.Sprintf("there would be %d of each", in.Dimensions()))
			continue
		}
		total := 0.0
		for d, s := range a.Salience {
			position, salience := in.columns(d)
			if s.Low < 0 || s.High > 1 {
				fault(salience, "salience "+in.shown(s).String()+" is out of range", in.allowed())
			}
			if p := a.Position[d]; in.High > in.Low && (p.Low < in.Low || p.High > in.High) {
				fault(position, "position "+p.String()+" is off the scale", fmt.Sprintf("it goes from %v to %v", in.Low, in.High))
			}
			total += s.High
			cares[d] = cares[d] || s.High > 0
		}
		if total > 1+1e-9 && len(a.Salience) > 1 && !slices.ContainsFunc(a.Salience, func(s Value) bool { return s.High > 1 }) {
			fault("", fmt.Sprintf("the saliences add up to %.6g", in.shown(Exact(total)).Low), "together they are at most "+in.most())
		}
	}
	for d, c := range cares {
		if !c {
			_, salience := in.columns(d)
			all = append(all, problem{actor: -1, what: "every " + salience + " is 0", right: "where nobody cares there is nothing to bargain over"})
		}
	}
	return all
}

const hundredths = 100

// shown is a salience as the file has it.
func (in *Inputs) shown(v Value) Value {
	if in.Hundredths {
		v.Low, v.Mode, v.High = v.Low*hundredths, v.Mode*hundredths, v.High*hundredths
	}
	return v
}

func (in *Inputs) most() string {
	if in.Hundredths {
		return "100"
	}
	return "1"
}

func (in *Inputs) allowed() string {
	if in.Hundredths {
		return "it would be a number from 0 to 100"
	}
	return "it would be a share from 0 to 1"
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
