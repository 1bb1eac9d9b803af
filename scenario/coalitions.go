package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/landscape"
	"multivector/measure"
)

// Coalitions are the actors of a landscape, how much each weighs, and what draws each two together.
type Coalitions struct {
	Actors []Actor
	Pairs  []Pair // each two actors once: the second with the first, the third with the first and the second, ...
}

// Actor is a state or bloc of a landscape.
type Actor struct {
	Name string
	Size measure.Estimate
}

// Pair is the propensity of two actors to stand together, -1 to 1 where it is made of measures.
type Pair struct {
	A, B             int // places in Actors, A before B
	Value, Low, High float64
	Parts            []Part // what it is made of; none where it was given
}

// Part is a measure, -1 to 1, that a propensity is made of, and its weight.
type Part struct {
	measure.Estimate
	Weight float64
}

// CoalitionsOf makes the landscape that a dossier declares ([coalitions] of dossier.toml). The propensity of two actors is the
// weighted mean of up to three parts: how alike they vote (kappa, of the present where the record is long enough),
// the share of the declared forums of either that both belong to, and minus one for a clash within the declared
// years. Axelrod and Bennett 1993 add up parts of -1 to 1 in the same way. Sizes are in per cent of all actors'.
func CoalitionsOf(r *measure.Region) (*Coalitions, error) {
	o := r.Coalitions
	if !o.Declared() {
		return nil, fmt.Errorf("the dossier declares no [coalitions]: what draws states together is the analyst's choice; see docs/methods/landscape.md, or give --propensities and --sizes")
	}
	codes := o.Actors
	if len(codes) == 0 {
		codes = slices.Concat(r.Config.Region, r.Vectors)
	}
	c := &Coalitions{}
	sizes, err := r.Sizes(o.Size, codes)
	if err != nil {
		return nil, err
	}
	for i, code := range codes {
		c.Actors = append(c.Actors, Actor{code, sizes[i]})
	}
	for b, second := range codes {
		for a, first := range codes[:b] {
			c.Pairs = append(c.Pairs, weighted(Pair{A: a, B: b}, []Part{
				{alike(r, first, second), o.Alignment},
				{r.SharedForums(first, second, o.Forums), o.Memberships},
				{r.Clash(first, second, o.Years, o.Hostile), o.Conflicts},
			}))
		}
	}
	return c, nil
}

// weighted makes a propensity the mean of its parts. A part that the dossier does not cover is left out of the mean; one
// that it covers and that has no value counts as neither for nor against, and widens the bounds to all it may be.
func weighted(p Pair, parts []Part) Pair {
	total := 0.0
	for _, part := range parts {
		switch {
		case part.Weight == 0:
			continue
		case part.Status == measure.NotCovered:
			part.Weight = 0
			why := part.Measure + " is not covered and left out"
			if len(part.Warnings) > 0 {
				why += ", since " + strings.Join(part.Warnings, ", ")
			}
			part.Warnings = []string{why}
		case !part.Known():
			part.Value, part.Low, part.High, part.Level = 0, -1, 1, 1
			part.Warnings = append(slices.Clone(part.Warnings), part.Measure+" is "+part.Status+": anything from -1 to 1")
		case !part.HasInterval():
			part.Low, part.High = part.Value, part.Value
		}
		total += part.Weight
		p.Parts = append(p.Parts, part)
	}
	if total == 0 { // nothing is known of the two
		p.Low, p.High = -1, 1
		return p
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		if part.Weight /= total; part.Weight > 0 {
			p.Value += part.Weight * part.Value
			p.Low += part.Weight * part.Low
			p.High += part.Weight * part.High
		}
	}
	return p
}

// alike is how alike two vote of late, or over the whole record where that is too short to have a present.
func alike(r *measure.Region, a, b string) measure.Estimate {
	if e := r.Recent(a, b); e.Known() {
		return e
	}
	return r.Alignment(measure.KappaName, a, b, measure.All)
}

// Game is the landscape with every propensity at its best value.
func (c *Coalitions) Game() (*landscape.Game, error) {
	return c.game(func(p Pair) float64 { return p.Value })
}

func (c *Coalitions) game(propensity func(Pair) float64) (*landscape.Game, error) {
	sizes, ties := make([]float64, len(c.Actors)), make([][]float64, len(c.Actors))
	for i, a := range c.Actors {
		sizes[i] = a.Size.Value
		ties[i] = make([]float64, len(c.Actors))
	}
	for _, p := range c.Pairs {
		v := propensity(p)
		ties[p.A][p.B], ties[p.B][p.A] = v, v
	}
	return landscape.New(sizes, ties)
}

// Certain tells that no propensity has an interval.
func (c *Coalitions) Certain() bool {
	return !slices.ContainsFunc(c.Pairs, func(p Pair) bool { return p.Low < p.High })
}

// Side names the actors on one side of a configuration.
func (c *Coalitions) Side(g *landscape.Game, x landscape.Configuration, second bool) (names []string) {
	for i, a := range c.Actors {
		if g.Second(x, i) == second {
			names = append(names, a.Name)
		}
	}
	return names
}

// Warnings are those of the parts, each with the pairs it speaks of.
func (c *Coalitions) Warnings() (all []string) {
	pairs := map[string][]string{}
	for _, p := range c.Pairs {
		for _, part := range p.Parts {
			for _, w := range part.Warnings {
				if pairs[w] == nil {
					all = append(all, w)
				}
				pairs[w] = append(pairs[w], c.Actors[p.A].Name+"-"+c.Actors[p.B].Name)
			}
		}
	}
	for i, w := range all {
		if of := pairs[w]; len(of) <= 6 {
			all[i] = strings.Join(of, ", ") + ": " + w
		} else {
			all[i] = fmt.Sprintf("%s and %d other pairs: %s", strings.Join(of[:3], ", "), len(of)-3, w)
		}
	}
	return all
}

// deviations is how many standard deviations an interval of a level reaches to either side, were it normal.
func deviations(level float64) float64 { return math.Sqrt2 * math.Erfinv(level) }
