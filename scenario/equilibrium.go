package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"multivector/armington"
	"multivector/measure"
)

// Elasticity is the range of the elasticity of trade that is taken where none is given: Simonovska and Waugh 2014
// (doi:10.1016/j.jinteco.2013.10.001) find 2.8 to 4.5, Eaton and Kortum 2002 (doi:10.1111/1468-0262.00352) 8.3.
var Elasticity = Range{2.8, 8.3}

// Equilibrium is what shocks to a state's trade in goods cost once wages and prices have answered, as a part of the real
// wage: of the state, and of each power whose tie is cut. The world is the state, the dossier's powers and all others
// together; what each has with the state comes from the state's own books and their mirrors, and what is not known
// widens the bounds: the figures of the ties at the least and the most they may be, the elasticity over its range, and how much the
// powers trade among themselves, which the dossier does not hold, from a tenth of what they would without any border to
// all of it.
func Equilibrium(r *measure.Region, ties []Tie, elasticity Range) ([]measure.Estimate, error) {
	if len(ties) == 0 || slices.ContainsFunc(ties, func(t Tie) bool { return !t.Goods() || t.State != ties[0].State }) {
		return nil, errors.New("an answer in equilibrium is of the trade in goods of one state")
	}
	if !(elasticity.Low > 0) {
		return nil, fmt.Errorf("an elasticity of trade of %g cannot be; it is above 0", elasticity.Low)
	}
	state := ties[0].State
	e := measure.Estimate{Measure: "equilibrium loss", State: state, Of: "trade"}
	m, why := marketsOf(r, state, ties)
	if m == nil {
		return []measure.Estimate{without(e, why, why.Warnings[len(why.Warnings)-1])}, nil
	}
	whose := []int{0}
	for _, t := range ties {
		if i := slices.Index(m.names, t.Power); !slices.Contains(whose, i) {
			whose = append(whose, i)
		}
	}
	at := func(known, among, elasticity float64) ([]float64, error) {
		flows := m.flows(known, among, whose)
		ease := make([][]float64, len(flows))
		for i := range ease {
			ease[i] = slices.Repeat([]float64{1}, len(flows))
		}
		for _, t := range ties {
			power := slices.Index(m.names, t.Power)
			if t.Domain == "exports" {
				ease[0][power] *= t.Left
			} else {
				ease[power][0] *= t.Left
			}
		}
		a, err := armington.Change(flows, ease, elasticity)
		return a.Welfare, err
	}
	centre, err := at(best, worldTrade, math.Sqrt(elasticity.Low*elasticity.High))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", state, err)
	}
	ranges := make([]Range, len(whose))
	for k, i := range whose {
		ranges[k] = Exactly(1 - centre[i])
	}
	failed := 0
	for _, known := range []float64{0, 1} {
		for _, among := range []float64{amongLeast, 1} {
			for _, elasticity := range []float64{elasticity.Low, elasticity.High} {
				welfare, err := at(known, among, elasticity)
				if err != nil {
					failed++
					continue
				}
				for k, i := range whose {
					ranges[k] = ranges[k].hull(1 - welfare[i])
				}
			}
		}
	}
	all := make([]measure.Estimate, len(whose))
	for k, i := range whose {
		e := e
		e.State, e.Vector, e.Period, e.From, e.N = m.names[i], "", m.period, m.from, len(m.from)
		if k > 0 {
			e.Vector = state
		}
		e.Value, e.Low, e.High, e.Level = 1-centre[i], ranges[k].Low, ranges[k].High, 1
		e.Warnings = append(slices.Clone(m.warnings), fmt.Sprintf("elasticity %.4g to %.4g", elasticity.Low, elasticity.High))
		if failed > 0 {
			e.Warnings = append(e.Warnings, fmt.Sprintf("in %d of 8 corners no wages clear the markets; they are not in the bounds", failed))
		}
		all[k] = e
	}
	return all, nil
}

// best asks for each figure's best value, where 0 and 1 ask for the least and the most it may be.
const best = -1

// How far the powers trade among themselves, of a world without borders: in the central case about the ratio of the world's trade
// in goods to its income; with much less than a tenth what a power borrows could not be paid but through the state.
const (
	worldTrade = 0.25
	amongLeast = 0.1
)
