package scenario

import (
	"fmt"
	"math"
	"slices"

	"multivector/network"
)

// Holder is one who holds links, and what that is worth for a commodity's exports: Shapley's value in the game in which a coalition of
// holders lets through what the links of all of them, and of nobody, carry to market; and what the holder alone can
// stop. The ranges run over the capacities and exports at the least and the most they may be.
type Holder struct {
	Name    string
	Shapley Range
	Alone   Range
}

// By whom links are held.
const (
	ByVector     = "vector"
	ByController = "controller"
)

// maxHolders keeps the coalitions, each of which is routed, to some thousands.
const maxHolders = 14

// Keys is who holds the keys to the exports of some states. A link of several vectors needs all of them.
func (r *Routes) Keys(from []string, by string, exports Range) ([]Holder, error) {
	holders := func(l *Link) []string {
		switch {
		case by == ByVector:
			return l.Vector
		case l.Controller == "":
			return nil
		}
		return []string{l.Controller}
	}
	var names []string
	for i := range r.Links {
		for _, h := range holders(&r.Links[i]) {
			if !slices.Contains(names, h) {
				names = append(names, h)
			}
		}
	}
	if len(names) > maxHolders {
		return nil, fmt.Errorf("%s is held by %d controllers, and of at most %d all coalitions are looked at; ask by vector", r.Commodity, len(names), maxHolders)
	}
	none := Range{math.Inf(1), math.Inf(-1)}
	all := make([]Holder, len(names))
	for i, name := range names {
		all[i] = Holder{name, none, none}
	}
	for _, ample := range []bool{false, true} {
		for _, amount := range slices.Compact([]float64{exports.Low, exports.High}) {
			if err := r.keys(from, all, holders, ample, amount); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// keys widens the ranges of the holders by one case; a case in which nothing bounds the exports says nothing.
func (r *Routes) keys(from []string, all []Holder, holders func(*Link) []string, ample bool, amount float64) error {
	if math.IsInf(amount, 1) {
		return nil
	}
	var failure error
	worth := func(coalition uint32) float64 {
		open := make([]float64, len(r.Links))
		for i := range open {
			open[i] = 1
			for k, h := range all {
				if coalition>>k&1 == 0 && slices.Contains(holders(&r.Links[i]), h.Name) {
					open[i] = 0
				}
			}
		}
		f, err := r.flow(from, open, nil, ample, amount)
		if err != nil {
			failure = err
		}
		return f.Value
	}
	values, err := network.Shapley(len(all), worth)
	if err != nil {
		return err
	}
	whole := uint32(1)<<len(all) - 1
	for k := range all {
		all[k].Shapley = all[k].Shapley.hull(values[k])
		all[k].Alone = all[k].Alone.hull(max(0, worth(whole)-worth(whole&^(1<<k))))
	}
	return failure
}
