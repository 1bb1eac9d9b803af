package intake

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// Sized is an actor with its size.
type Sized struct {
	Actor string
	Size  float64
}

// Propensity is how far two actors tend to stand together, at best and between bounds where the file gives them.
type Propensity struct {
	A, B             int // the actors' places in the file of sizes, A before B
	Value, Low, High float64
}

// ReadSizes reads the actors of a landscape: CSV with the columns actor and size, other columns left unread. A size
// is above 0, and an actor stands once; whatever is wrong is of type evidence.Faults.
func ReadSizes(r io.Reader) (all []Sized, err error) {
	t, err := openRows(r, []string{"actor", "size"}, 2)
	if err != nil {
		return nil, err
	}
	seen := map[string]int{}
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			if err := t.faults.err(); err != nil {
				return nil, err
			}
			return all, nil
		}
		actor := t.field(0)
		size, ok := t.number(1)
		switch {
		case actor == "":
			t.fault(0, "the actor has no name", "give each actor one of its own")
		case seen[actor] > 0:
			t.fault(0, fmt.Sprintf("%s stands on line %d already", actor, seen[actor]), "give each actor one row")
		case ok && size <= 0:
			t.fault(1, fmt.Sprintf("the size of %s is %s", actor, t.field(1)), "sizes are above 0")
		}
		seen[actor] = t.line
		all = append(all, Sized{actor, size})
	}
}

// ReadPropensities reads how far each two of the actors tend to stand together: CSV with the columns actor_i, actor_j
// and propensity, and low and high where a propensity is not known to the last digit. Each two actors stand in one
// row: what is not there is not nothing.
func ReadPropensities(r io.Reader, actors []Sized) (all []Propensity, err error) {
	t, err := openRows(r, []string{"actor_i", "actor_j", "propensity", "low", "high"}, 3)
	if err != nil {
		return nil, err
	}
	place := map[string]int{}
	for i, a := range actors {
		place[a.Actor] = i
	}
	seen := map[[2]int]int{}
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if p, ok := t.propensity(place); ok {
			if line := seen[[2]int{p.A, p.B}]; line > 0 {
				t.fault(0, fmt.Sprintf("%s and %s stand on line %d already", t.field(0), t.field(1), line), "give each two actors one row")
			}
			seen[[2]int{p.A, p.B}] = t.line
			all = append(all, p)
		}
	}
	for i, a := range actors {
		for j := range i {
			if seen[[2]int{j, i}] == 0 && len(t.faults.kept) == 0 {
				t.faults.add(t.line+1, 1, fmt.Sprintf("the file ends without a row for %s and %s", actors[j].Actor, a.Actor), "write 0 where nothing draws them together or apart")
			}
		}
	}
	if err := t.faults.err(); err != nil {
		return nil, err
	}
	return all, nil
}

// propensity reads one row; what is wrong with it is reported.
func (t *rows) propensity(place map[string]int) (p Propensity, ok bool) {
	ok = true
	var actors [2]int
	for c := range actors {
		i, known := place[t.field(c)]
		if !known {
			t.fault(c, fmt.Sprintf("%q is not in the file of sizes", t.field(c)), "write the actor as that file does")
			ok = false
		}
		actors[c] = i
	}
	if ok && actors[0] == actors[1] {
		t.fault(1, t.field(0)+" stands beside itself", "name two actors")
		ok = false
	}
	p.A, p.B = min(actors[0], actors[1]), max(actors[0], actors[1])
	value, known := t.number(2)
	if !known {
		return p, false
	}
	p.Value, p.Low, p.High = value, value, value
	for i, bound := range []*float64{&p.Low, &p.High} {
		if t.field(3+i) != "" {
			if *bound, known = t.number(3 + i); !known {
				ok = false
			}
		}
	}
	if ok && (p.Low > p.Value || p.High < p.Value) {
		t.fault(2, fmt.Sprintf("the propensity %g does not lie between %g and %g", p.Value, p.Low, p.High), "low is at most as much, high at least")
	}
	return p, ok
}

// number reads a decimal number; anything else is reported.
func (t *rows) number(c int) (v float64, ok bool) {
	text := t.field(c)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) > maxNumber || slices.ContainsFunc([]rune(text), func(r rune) bool { return r == 'x' || r == 'X' || r == '_' }) {
		t.fault(c, fmt.Sprintf("%s is %q", t.names[c], text), "write a number with a decimal point and no thousands mark")
		return 0, false
	}
	return v, true
}

// maxNumber keeps sums of products of sizes and propensities finite.
const maxNumber = 1e60
