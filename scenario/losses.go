package scenario

import (
	"slices"
	"strings"

	"multivector/measure"
)

// TieLosses are what scaled ties cost some states: state by state the direct losses, and for goods the answer in equilibrium at an elasticity of
// trade. An error is of a market that no wages clear.
func TieLosses(r *measure.Region, ties []Tie, states []string, elasticity Range) (all []measure.Estimate, err error) {
	for _, state := range states {
		var goods []Tie
		for _, t := range ties {
			if t.State != state {
				continue
			}
			all = append(all, t.Direct(r))
			if t.Goods() {
				goods = append(goods, t)
			}
		}
		if goods == nil {
			continue
		}
		answers, err := Equilibrium(r, goods, elasticity)
		if err != nil {
			return nil, err
		}
		all = append(all, answers...)
	}
	return all, nil
}

// Losses are what a shock that a dossier declares costs: of a closed route for each commodity, by the states that it names together or else by each that
// the closing touches; of scaled ties by each state. A bargain has none.
func (s *Scenario) Losses(r *measure.Region) ([]measure.Estimate, error) {
	switch s.Kind {
	case Transit:
		return s.Closed.losses(r)
	case Ties:
		return s.Scaled.losses(r)
	}
	return nil, nil
}

func (c *Closed) losses(r *measure.Region) (all []measure.Estimate, err error) {
	var closings []Closing
	for _, text := range c.Close {
		closing, err := ParseClosing(text)
		if err != nil {
			return nil, err
		}
		closings = append(closings, closing)
	}
	price, err := given(c.Price)
	if err != nil {
		return nil, err
	}
	exports, err := given(c.Exports)
	if err != nil {
		return nil, err
	}
	for _, commodity := range Commodities(r.Dossier) {
		if c.Commodity != "" && c.Commodity != commodity {
			continue
		}
		routes, err := RoutesOf(r.Dossier, commodity)
		if err != nil {
			return nil, err
		}
		here := closings
		if c.Commodity == "" { // each closing where it belongs
			here = slices.DeleteFunc(slices.Clone(closings), func(closing Closing) bool { return !routes.Holds(closing.What) })
		}
		groups := [][]string{c.From}
		if len(c.From) == 0 {
			groups = nil
			for _, state := range routes.Exporters {
				groups = append(groups, []string{state})
			}
		}
		for _, from := range groups {
			named := c.Commodity != "" && len(c.From) > 0
			if !named && !routes.Touched(from, here) {
				continue
			}
			rerouted, err := routes.Reroute(from, here, exports)
			if err != nil {
				return nil, err
			}
			if c.Months > 0 {
				rerouted = rerouted.For(c.Months)
			}
			all = append(all, rerouted.Losses(r, price)...)
		}
	}
	return all, nil
}

func (c *Scaled) losses(r *measure.Region) ([]measure.Estimate, error) {
	states := c.States
	if len(states) == 0 {
		states = r.Config.Region
	}
	elasticity, err := given(c.Elasticity)
	if err != nil {
		return nil, err
	}
	if elasticity == nil {
		elasticity = &Elasticity
	}
	var ties []Tie
	for _, text := range c.Scale {
		more, err := ParseTies(r.Dossier, text, states)
		if err != nil {
			return nil, err
		}
		ties = append(ties, more...)
	}
	return TieLosses(r, ties, states, *elasticity)
}

// given reads a number or a range of a scenario, as 450..600; nil where it was left out.
func given(text string) (*Range, error) {
	if text == "" {
		return nil, nil
	}
	v, err := ParseRange(strings.ReplaceAll(text, " ", ""))
	return &v, err
}
