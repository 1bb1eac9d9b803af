package claim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// scenarioFunctions ask what-ifs. Each scenario is run once, when first asked for.
func scenarioFunctions() []*function {
	return []*function{
		{
			name: "settlement", takes: []parameter{{"scenario", aScenario, false}}, gives: NumberKind, says: "where a bargain settles on its scale of 0 to 100, by its own model, with nine tenths of its draws",
			call: func(e *edition, a arguments) Value {
				return e.bargain(a.text(0), "settlement", func(s scenario.Settlement) (value, low, high float64) { return s.Median, s.Q05, s.Q95 })
			},
		},
		{
			name: "settlement_change", takes: []parameter{{"scenario", aScenario, false}}, gives: NumberKind, says: "how far that is above where the issue stands today",
			call: func(e *edition, a arguments) Value {
				return e.bargain(a.text(0), "settlement change", func(s scenario.Settlement) (value, low, high float64) {
					return s.Change.Median, s.Change.Q05, s.Change.Q95
				})
			},
		},
		{
			name: "loss", takes: []parameter{{"scenario", aScenario, false}, {"of", aPart, true}}, gives: NumberKind, says: "what a closed route takes from its states: lost share, or another row of shock transit",
			call: func(e *edition, a arguments) Value { return e.loss(a.text(0), a.text(1)) },
		},
	}
}

// scenarioIDs are the scenarios that the dossier declares.
func (b *Book) scenarioIDs() ([]string, error) {
	all, err := b.here.scenarios()
	var ids []string
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	return ids, err
}

// find gives a scenario of a kind.
func (e *edition) find(id, kind string, v Value) (*scenario.Scenario, Value, bool) {
	all, err := e.scenarios()
	if err != nil {
		return nil, v.unknown(measure.Unknown, err.Error()), false
	}
	s, err := scenario.Find(all, id)
	if err != nil {
		return nil, v.unknown(measure.NotCovered, err.Error()), false
	}
	if s.Kind != kind {
		return nil, v.unknown(measure.NotApplicable, fmt.Sprintf("%s is a scenario of %s, and not of %s", id, s.Kind, kind)), false
	}
	v.Warnings = append(v.Warnings, fmt.Sprintf("a what-if, %d of its %d inputs judgements", len(s.Judgements()), s.Numbers()))
	for _, x := range s.Estimates {
		v.From = append(v.From, x.From...)
	}
	v.From = sorted(v.From)
	return s, v, true
}

func (e *edition) bargain(id, name string, of func(scenario.Settlement) (value, low, high float64)) Value {
	v := number(name, "", id, math.NaN())
	v.Settled = false
	s, v, ok := e.find(id, scenario.Bargain, v)
	if !ok {
		return v
	}
	type key struct{ id string }
	b := measure.Once(e.region, key{id}, func() *scenario.Bargained {
		b, err := s.Run(context.Background(), s.Issue.Draws, s.Issue.Seed)
		if err != nil {
			return nil
		}
		return b
	})
	if b == nil {
		return v.unknown(measure.Undefined, "the bargain has no settlement")
	}
	v.Value, v.Low, v.High = of(b.Settlements[0])
	v.Level, v.N = 0.9, b.N
	return v
}

// loss closes what a scenario of transit closes. Where it names no commodity or states, those that the closing touches must be one.
func (e *edition) loss(id, of string) Value {
	if of == "" {
		of = "lost share"
	}
	v := number(of, "", id, math.NaN())
	v.Settled = false
	s, v, ok := e.find(id, scenario.Transit, v)
	if !ok {
		return v
	}
	if s.Closed.Commodity == "" || len(s.Closed.From) == 0 {
		return v.unknown(measure.NotApplicable, "the scenario is of no one commodity and its states")
	}
	losses, err := s.Losses(e.region)
	if err != nil {
		return v.unknown(measure.Undefined, err.Error())
	}
	var names []string
	for _, x := range losses {
		if names = append(names, x.Measure); x.Measure == of {
			x.Warnings = append(slices.Clone(v.Warnings), x.Warnings...)
			return measured(x)
		}
	}
	return v.unknown(measure.NotCovered, fmt.Sprintf("a loss is of %s; the nearest is %s", strings.Join(names, ", "), evidence.Nearest(of, names)))
}
