package bargain

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/chance"
)

// Front says what it is worth to the members of a bloc to be in one room, to agree on a position, and to act as one.
//
// Four bargains are held with the same inputs: each member apart with those outside; all in one room, each on its own;
// all in one room, the members at the bloc's position but each acting singly; and the bloc as one actor, with the
// capabilities of all. Models count heads as well as weights, so that a merged actor fares otherwise than its members
// for no political reason; the third bargain tells that from what agreeing is worth.
type Front struct {
	Variant  string
	Bloc     []string
	Position string // how the bloc's position is made of its members': mean or median, weighted
	N        int    // draws; 0 where nothing is drawn and the inputs are taken at their centres
	Members  []Member
	All      Member // the sum over the members
	// Where each bargain settles, by dimension, averaged over the draws; of the first for each member.
	Apart                 [][]float64
	Together, Agreed, One []float64
	Fates                 []Fate // of all runs of all four bargains
}

// Member is what a front is worth to one of its members: by how much it brings the settlement nearer to what the
// member wants, times how much the member cares.
type Member struct {
	Name     string
	Room     Worth // in one room, against apart
	Agreeing Worth // at one position, against each at its own
	OneVoice Worth // as one actor, against several at one position
	Dividend Worth // as one actor, against apart: the sum of the three
}

// Worth is the mean over the draws, the interval that holds Level of them, and the share of them above 0. Without
// draws the three numbers are one.
type Worth struct {
	Value, Low, High float64
	Above            float64
}

// BlocPositions are how a bloc's position may be made of its members'.
var BlocPositions = []string{"mean", "median"}

// UnitedFront compares four bargains over n draws of the inputs, or over their centres where n is 0.
func UnitedFront(m Model, in *Inputs, bloc []string, position string, n int, seed uint64) (*Front, error) {
	members, err := in.members(bloc)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(BlocPositions, position) {
		return nil, fmt.Errorf("a bloc's position is made as %s, not %q", strings.Join(BlocPositions, " or "), position)
	}
	f := &Front{Variant: m.Variant(), Bloc: bloc, Position: position, N: n}
	runs := max(n, 1)
	results := make([]comparison, runs)
	factors := len(in.Factors())
	err = eachDraw(runs, func(i int) (err error) {
		t := in.Table()
		if n > 0 {
			t = in.at(quantiles(seed, i, factors))
		}
		results[i], err = compare(m, t, members, position)
		return err
	})
	if err != nil {
		return nil, err
	}
	f.gather(results, in.Dimensions())
	return f, nil
}

// members finds the actors of a bloc.
func (in *Inputs) members(bloc []string) (members []int, err error) {
	var faults Faults
	for _, name := range bloc {
		i := slices.IndexFunc(in.Actors, func(a Judged) bool { return a.Name == name })
		switch {
		case i < 0:
			faults = append(faults, Fault{What: fmt.Sprintf("%q is no actor of the table", name), Right: "its actors are " + strings.Join(in.names(), ", ")})
		case slices.Contains(members, i):
			faults = append(faults, Fault{What: name + " is named twice", Right: "once"})
		default:
			members = append(members, i)
		}
	}
	switch {
	case faults != nil:
	case len(members) < 2:
		faults = Faults{{What: "a bloc of " + plural(len(members), "actor"), Right: "it would have two members or more"}}
	case len(members) == len(in.Actors):
		faults = Faults{{What: "the bloc takes in everyone", Right: "there would be somebody outside to bargain with"}}
	}
	return members, faults.orNil()
}

func (in *Inputs) names() (all []string) {
	for _, a := range in.Actors {
		all = append(all, a.Name)
	}
	return all
}

// comparison is one draw of the four bargains.
type comparison struct {
	apart                 [][]float64  // settlements, by member
	together, agreed, one []float64    // settlements
	loss                  [][4]float64 // by member: how far each settlement is from what it wants, times its salience
	fates                 []Fate
	nothing               float64 // a loss no larger is rounding
}

func compare(m Model, t Table, members []int, position string) (c comparison, err error) {
	settle := func(t Table) []float64 {
		if err != nil {
			return nil
		}
		r, failure := m.Run(t)
		if failure != nil {
			err = failure
			return nil
		}
		c.fates = append(c.fates, r.Outcome.Fate)
		return r.Forecast()
	}
	for _, i := range members {
		c.apart = append(c.apart, settle(t.without(members, t.Actors[i])))
	}
	c.nothing = still * breadth(positions(t))
	merged := t.merged(members, position)
	c.together, c.agreed, c.one = settle(t), settle(t.at(members, merged.Position)), settle(t.without(members, merged))
	if err != nil {
		return c, err
	}
	for k, i := range members {
		a := t.Actors[i]
		c.loss = append(c.loss, [4]float64{a.loss(c.apart[k]), a.loss(c.together), a.loss(c.agreed), a.loss(c.one)})
	}
	return c, nil
}

// loss is how far a settlement is from what an actor wants, each dimension as much as it cares for it.
func (a Actor) loss(settlement []float64) float64 {
	sum := 0.0
	for d, y := range settlement {
		sum += a.Salience[d] * math.Abs(y-a.Position[d])
	}
	return sum
}

// without is the table with one actor in place of all members of a bloc, where the first of them stood.
func (t Table) without(members []int, instead Actor) Table {
	out := t
	out.Actors = nil
	for i, a := range t.Actors {
		switch {
		case i == slices.Min(members):
			out.Actors = append(out.Actors, instead)
		case !slices.Contains(members, i):
			out.Actors = append(out.Actors, a)
		}
	}
	return out
}

// at is the table with all members of a bloc at one position.
func (t Table) at(members []int, position []float64) Table {
	out := t
	out.Actors = slices.Clone(t.Actors)
	for _, i := range members {
		out.Actors[i].Position = position
	}
	return out
}

// merged is a bloc as one actor: its members' capabilities together, their mean salience weighted by capability, and
// the mean or median of their positions weighted by both.
func (t Table) merged(members []int, position string) Actor {
	var names []string
	bloc := Table{Actors: make([]Actor, len(members))}
	m := Actor{Position: make([]float64, t.Dimensions()), Salience: make([]float64, t.Dimensions())}
	for k, i := range members {
		a := t.Actors[i]
		bloc.Actors[k] = a
		names = append(names, a.Name)
		m.Capability += a.Capability
	}
	m.Name = strings.Join(names, "+")
	for d := range m.Position {
		x, w := bloc.column(d), bloc.weights(d)
		total := 0.0
		for _, v := range w {
			total += v
		}
		m.Salience[d] = total / m.Capability
		switch {
		case total == 0: // none of them cares: their mean by capability alone
			for k, a := range bloc.Actors {
				w[k] = a.Capability
			}
			m.Position[d] = WeightedMean(x, w)
		case position == "median":
			m.Position[d] = WeightedMedian(x, w)
		default:
			m.Position[d] = WeightedMean(x, w)
		}
	}
	return m
}

// gather makes the worths of the draws.
func (f *Front) gather(results []comparison, dimensions int) {
	n := len(results)
	mean := func(of func(c comparison) []float64) []float64 {
		sum := make([]float64, dimensions)
		for _, c := range results {
			for d, v := range of(c) {
				sum[d] += v / float64(n)
			}
		}
		return sum
	}
	worths := func(name string, loss func(c comparison, arm int) float64) Member {
		between := func(from, to int) Worth {
			draws := make([]float64, n)
			for i, c := range results {
				if v := loss(c, from) - loss(c, to); math.Abs(v) > c.nothing {
					draws[i] = v
				}
			}
			return worth(draws)
		}
		return Member{name, between(0, 1), between(1, 2), between(2, 3), between(0, 3)}
	}
	for k, name := range f.Bloc {
		f.Members = append(f.Members, worths(name, func(c comparison, arm int) float64 { return c.loss[k][arm] }))
		f.Apart = append(f.Apart, mean(func(c comparison) []float64 { return c.apart[k] }))
	}
	f.All = worths("all members", func(c comparison, arm int) (sum float64) {
		for _, l := range c.loss {
			sum += l[arm]
		}
		return sum
	})
	f.Together = mean(func(c comparison) []float64 { return c.together })
	f.Agreed = mean(func(c comparison) []float64 { return c.agreed })
	f.One = mean(func(c comparison) []float64 { return c.one })
	for _, c := range results {
		f.Fates = append(f.Fates, c.fates...)
	}
}

func worth(draws []float64) (w Worth) {
	for _, v := range draws {
		w.Value += v / float64(len(draws))
		if v > 0 {
			w.Above++
		}
	}
	w.Above /= float64(len(draws))
	w.Low, w.High, _ = chance.Interval(draws, Level)
	return w
}
