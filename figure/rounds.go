package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Rounds shows a bargain: where each actor stands on an issue from round to round, round 0 being the input. A line is as wide as the
// actor's weight, and is named with its position at both ends.
type Rounds struct {
	Frame
	Low, High string // what the ends of the scale mean
	From, To  float64
	Actors    []Actor
	Kinds     []Class // of actors, up to five, each with its colour; those of no kind are grey
	Marks     []Landmark
	Round     string // the word before the number of a round: "round"
}

// Actor is a line.
type Actor struct {
	Name      string
	Kind      string    // a Code of the kinds, or ""
	Weight    float64   // 0 or more: capability times salience
	Positions []float64 // by round, as many for each actor
}

// Landmark is a position that is marked beside the actors: the weighted median, the mean, the settlement, from round to round or only in
// the last.
type Landmark struct {
	Name      string
	Positions []float64 // as many as an actor's, or one: of the last round
}

const actorsMost = 24

// WriteSVG draws the rounds.
func (r Rounds) WriteSVG(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	return r.draw(w, r.body)
}

// Table has a row for each actor and landmark in each round.
func (r Rounds) Table() [][]string {
	rows := [][]string{{"actor", "kind", "weight", "round", "position"}}
	add := func(name, kind, weight string, positions []float64) {
		first := len(r.Actors[0].Positions) - len(positions)
		for k, v := range positions {
			rows = append(rows, []string{name, kind, weight, fmt.Sprint(first + k), full(v)})
		}
	}
	for _, a := range r.Actors {
		add(a.Name, a.Kind, full(a.Weight), a.Positions)
	}
	for _, m := range r.Marks {
		add(m.Name, "landmark", "", m.Positions)
	}
	return rows
}

// check refuses what cannot be drawn.
func (r Rounds) check() error {
	switch {
	case len(r.Actors) == 0:
		return errors.New("there is no actor to draw")
	case len(r.Actors) > actorsMost:
		return fmt.Errorf("%d actors are too many to name; at most %d can be", len(r.Actors), actorsMost)
	case len(r.Kinds) > len(hues):
		return fmt.Errorf("%d kinds of actors are too many to tell apart by colour; at most %d can be", len(r.Kinds), len(hues))
	case !(r.From < r.To):
		return fmt.Errorf("the scale runs from %g to %g; it would rise", r.From, r.To)
	}
	rounds := len(r.Actors[0].Positions)
	if rounds < 2 {
		return errors.New("a bargain has two rounds or more: the input and what comes of it")
	}
	on := func(name string, positions []float64) error {
		for _, v := range positions {
			if !(v >= r.From && v <= r.To) {
				return fmt.Errorf("%s stands at %g, which is not on the scale of %g to %g", name, v, r.From, r.To)
			}
		}
		return nil
	}
	for _, a := range r.Actors {
		if len(a.Positions) != rounds {
			return fmt.Errorf("%s has %d positions, and %s has %d", a.Name, len(a.Positions), r.Actors[0].Name, rounds)
		}
		if !(a.Weight >= 0) || math.IsInf(a.Weight, 1) {
			return fmt.Errorf("%s has the weight %g; it would be 0 or more", a.Name, a.Weight)
		}
		if a.Kind != "" && !slices.ContainsFunc(r.Kinds, func(c Class) bool { return c.Code == a.Kind }) {
			return fmt.Errorf("%s is of the kind %q, which is none of the picture's", a.Name, a.Kind)
		}
		if err := on(a.Name, a.Positions); err != nil {
			return err
		}
	}
	for _, m := range r.Marks {
		if len(m.Positions) != rounds && len(m.Positions) != 1 {
			return fmt.Errorf("%s has %d positions; it would have %d, or one, of the last round", m.Name, len(m.Positions), rounds)
		}
		if err := on(m.Name, m.Positions); err != nil {
			return err
		}
	}
	return nil
}

func (r Rounds) hue(kind string) colour {
	if i := slices.IndexFunc(r.Kinds, func(c Class) bool { return c.Code == kind }); i >= 0 {
		return hues[i]
	}
	return quiet
}

// ending is an end of a line and what is written beside it.
type ending struct {
	text string
	c    colour
	at   float64
	bold bool
}

func (r Rounds) body(p *page, top float64) float64 {
	last := len(r.Actors[0].Positions) - 1
	most := 0.0
	for _, a := range r.Actors {
		most = max(most, a.Weight)
	}
	var before, after []ending
	y := scale{from: r.From, to: r.To}
	high := max(330, 18*float64(len(r.Actors)+len(r.Marks)))
	top = r.legend(p, top)
	p.text(quiet, margin, top+16, "start", small, fitted(r.High, small, false, width-2*margin))
	y.high = top + 32
	y.low = y.high + high
	position := func(v float64) string { return p.number(math.Round(v*10) / 10) }
	for _, a := range r.Actors {
		c := r.hue(a.Kind)
		before = append(before, ending{a.Name + " " + position(a.Positions[0]), c, y.at(a.Positions[0]), true})
		after = append(after, ending{position(a.Positions[last]) + " " + a.Name, c, y.at(a.Positions[last]), true})
	}
	for _, m := range r.Marks {
		v := m.Positions[len(m.Positions)-1]
		after = append(after, ending{position(v) + " " + m.Name, ink, y.at(v), false})
	}
	widest := func(names []ending) (w float64) {
		for i := range names {
			names[i].text = fitted(names[i].text, small, names[i].bold, 150)
			w = max(w, wide(names[i].text, small, names[i].bold))
		}
		return w
	}
	x := scale{0, float64(last), margin + widest(before) + 24, width - margin - widest(after) - 24}
	for k := range last + 1 {
		at := x.at(float64(k))
		p.line(grid, at, y.high, at, y.low, 1, "")
	}
	for _, v := range []float64{r.From, r.To} {
		p.line(rule, x.low, y.at(v), x.high, y.at(v), 1, "")
	}
	order := make([]int, len(r.Actors)) // the widest first, so that it covers none
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(r.Actors[a].Weight, r.Actors[b].Weight) })
	for _, i := range order {
		a := r.Actors[i]
		thick := 1.5
		if most > 0 {
			thick = max(thick, 10*a.Weight/most)
		}
		p.steps(a.Positions, r.hue(a.Kind), thick, ` stroke-opacity="0.8"`, x, y)
	}
	for i, m := range r.Marks {
		if len(m.Positions) > 1 {
			p.steps(m.Positions, paper, 4, "", x, y)
			p.steps(m.Positions, ink, 1.8, dashed(dashes[1+i%(len(dashes)-1)]), x, y)
		}
		at := y.at(m.Positions[len(m.Positions)-1])
		p.add(`<path%s d="M%s %sl5 5l-5 5l-5 -5Z" stroke-width="1.5"/>`, p.paint(ink, paper), place(x.high), place(at-5))
	}
	p.ends(before, x.low, -1, y)
	p.ends(after, x.high, 1, y)
	step := int(math.Ceil(float64(last+1) * 26 / (x.high - x.low)))
	for k := 0; k <= last; k += step {
		p.text(quiet, x.at(float64(k)), y.low+20, "middle", small, fmt.Sprint(k))
	}
	p.text(quiet, x.low-20, y.low+20, "end", small, fitted(cmp.Or(r.Round, "round"), small, false, x.low-20-margin))
	p.text(quiet, margin, y.low+42, "start", small, fitted(r.Low, small, false, width-2*margin))
	return y.low + 48
}

// steps draws a line from round to round.
func (p *page) steps(positions []float64, c colour, thick float64, style string, x, y scale) {
	d := ""
	for k, v := range positions {
		d += map[bool]string{true: "M", false: "L"}[k == 0] + place(x.at(float64(k))) + " " + place(y.at(v))
	}
	p.add(`<path%s d="%s" stroke-width="%s" stroke-linejoin="round"%s/>`, p.paint(none, c), d, place(thick), style)
}

// ends writes names at one side, which give way to one another.
func (p *page) ends(names []ending, x, side float64, y scale) {
	slices.SortStableFunc(names, func(a, b ending) int { return cmp.Compare(a.at, b.at) })
	places := make([]float64, len(names))
	for i, n := range names {
		places[i] = n.at
	}
	for i, at := range spread(places, small+3, y.high, y.low) {
		n := names[i]
		p.line(faint, x+6*side, n.at, x+20*side, at, 1, "")
		anchor := map[bool]string{true: "start", false: "end"}[side > 0]
		if n.bold {
			p.bold(n.c, x+24*side, at+5, anchor, small, n.text)
		} else {
			p.text(n.c, x+24*side, at+5, anchor, small, n.text)
		}
	}
}

// legend says which colour is whose.
func (r Rounds) legend(p *page, y float64) float64 {
	var entries []entry
	for i, k := range r.Kinds {
		entries = append(entries, entry{28, func(x, middle float64) { p.line(hues[i], x, middle, x+28, middle, 5, "") }, k.Name})
	}
	return p.legend(y, entries)
}
