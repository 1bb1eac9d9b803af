package report

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/bargain"
	"multivector/measure"
	"multivector/scenario"
)

// whatIf is a scenario of the dossier, run: of a bargain the settlements, of a shock the losses.
type whatIf struct {
	*scenario.Scenario
	Bargained *scenario.Bargained
	Course    *bargain.Run       // the bargain by its own model with all inputs at their centres, round by round
	Losses    []measure.Estimate // of a shock
}

// whatIfDraws are the draws of a bargain's inputs: few enough that a report is written in seconds. The pages say how many.
const whatIfDraws = 200

// whatIfs runs what the dossier declares.
func whatIfs(r *measure.Region) ([]*whatIf, error) {
	declared, err := scenario.Declared(r)
	if err != nil {
		return nil, err
	}
	var all []*whatIf
	for _, s := range declared {
		x := &whatIf{Scenario: s}
		if s.Kind == scenario.Bargain {
			err = x.bargain()
		} else if x.Losses, err = s.Losses(r); err == nil {
			x.own()
		}
		if err != nil {
			return nil, fmt.Errorf("the scenario %s: %w", s.ID, err)
		}
		all = append(all, x)
	}
	return all, nil
}

func (x *whatIf) bargain() (err error) {
	draws := whatIfDraws
	if x.Issue.Draws > 0 {
		draws = min(draws, x.Issue.Draws)
	}
	ctx := context.Background()
	if x.Bargained, err = x.Run(ctx, draws, x.Issue.Seed); err != nil {
		return err
	}
	o := bargain.DefaultOptions()
	o.Seed, o.CloneInvariant = x.Issue.Seed, x.Issue.CloneInvariant
	m, err := bargain.New(x.Issue.Model, o)
	if err != nil {
		return err
	}
	x.Course, err = m.Run(ctx, x.Inputs.Table())
	return err
}

// own names the losses after the scenario: two scenarios may take the same from the same state.
func (x *whatIf) own() {
	for i := range x.Losses {
		e := &x.Losses[i]
		e.Of = strings.TrimSpace(e.Of + " " + x.ID)
		e.Warnings = append(slices.Clone(e.Warnings), x.judged())
	}
}

// judged warns of what a scenario rests on beyond records.
func (x *whatIf) judged() string {
	return fmt.Sprintf("a what-if, %d of its %d inputs judgements", len(x.Judgements()), x.Numbers())
}

// drawn is a number of a bargain as an estimate: over the draws of its inputs, nine tenths of which lie between its ends.
func (x *whatIf) drawn(name, state, of string, value, low, high float64) measure.Estimate {
	e := measure.Estimate{Measure: name, State: state, Of: strings.TrimSpace(x.ID + " " + of), Value: value, Low: low, High: high, Level: 0.9, N: x.Bargained.N}
	for _, input := range x.Estimates {
		e.From = append(e.From, input.From...)
	}
	slices.Sort(e.From)
	e.From = slices.Compact(e.From)
	e.Warnings = []string{fmt.Sprintf("%d draws of the inputs", x.Bargained.N), x.judged()}
	return e
}

// portion is a share of the draws.
func (x *whatIf) portion(name, state, of string, share float64) measure.Estimate {
	e := x.drawn(name, state, of, share, 0, 0)
	e.Low, e.High, e.Level = math.NaN(), math.NaN(), 0
	return e
}

// model is what an estimate is of beyond the scenario: nothing for its own model.
func (x *whatIf) model(k int) string {
	if k == 0 {
		return ""
	}
	return x.Bargained.Settlements[k].Model
}

// settlement is where a model sees a bargain settle, and rises the share of draws in which that is above where the issue stands today.
func (x *whatIf) settlement(k int) measure.Estimate {
	s := x.Bargained.Settlements[k]
	return x.drawn("settlement", "", x.model(k), s.Median, s.Q05, s.Q95)
}

func (x *whatIf) rises(k int) measure.Estimate {
	return x.portion("settlement rises", "", x.model(k), x.Bargained.Settlements[k].Above)
}

// today is where the issue stands on the scale, as judged.
func (x *whatIf) today() measure.Estimate {
	e := measure.Estimate{Measure: "status quo", Of: x.ID, Value: x.StatusQuo.Mode, Low: x.StatusQuo.Low, High: x.StatusQuo.High, Level: 1, Warnings: []string{x.judged()}}
	if x.StatusQuo.Known() {
		e.Low, e.High, e.Level = math.NaN(), math.NaN(), 0
	}
	return e
}

// dividend is what a united front is worth to a member, or to all together (no state), and gains the share of draws in which it is a gain.
func (x *whatIf) dividend(k int, state string) (worth, gains measure.Estimate) {
	of := x.Bargained.Fronts[k].All.Dividend
	for _, m := range x.Bargained.Fronts[k].Members {
		if m.Name == state {
			of = m.Dividend
		}
	}
	return x.drawn("united front", state, x.model(k), of.Value, of.Low, of.High), x.portion("united front gains", state, x.model(k), of.Above)
}

// rests is what a scenario's own words are about: where the issue stands today, or what is lost.
func (x *whatIf) rests() []measure.Estimate {
	if x.Bargained != nil {
		return []measure.Estimate{x.today()}
	}
	return x.Losses[:min(1, len(x.Losses))]
}

// swings are the inputs of a bargain by how far its settlement moves between their ends, the widest first.
func (x *whatIf) swings() []bargain.Swing {
	all := slices.Clone(x.Bargained.Swings)
	width := func(s bargain.Swing) float64 { return max(s.Low[0], s.High[0]) - min(s.Low[0], s.High[0]) }
	slices.SortStableFunc(all, func(a, b bargain.Swing) int { return cmp.Compare(width(b), width(a)) })
	return all
}

// swing is the settlement at the two ends of an input, all others at their centres.
func (x *whatIf) swing(s bargain.Swing) measure.Estimate {
	e := x.drawn("swing", "", s.Factor.Actor+" "+s.Factor.Column, x.Course.Forecast()[0], min(s.Low[0], s.High[0]), max(s.Low[0], s.High[0]))
	e.N, e.Level, e.Warnings = 2, 1, []string{"one input at the ends of its range, all others at their centres", x.judged()}
	return e
}
