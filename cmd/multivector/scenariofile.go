package main

import (
	"io"

	"multivector/bargain"
	"multivector/measure"
	"multivector/scenario"
)

// csv writes one long table for scenarios of every kind.
func (a *scenarioAnswers) csv(w io.Writer) error {
	header := []string{"scenario", "kind", "model", "measure", "of", "base", "value", "low", "high", "above", "status"}
	return writeCSV(w, header, func(row func(...string)) {
		for _, one := range a.all {
			one.rows(func(cells ...string) { row(append([]string{one.ID, one.Kind}, cells...)...) })
		}
	})
}

func (a *scenarioAnswer) rows(row func(...string)) {
	var losses []measure.Estimate
	var moved []scenario.Moved
	switch {
	case a.bargained != nil:
		for k, s := range a.bargained.Settlements {
			row(s.Model, "settlement", "", full(a.StatusQuo.Mode), full(s.Mean), full(s.Q05), full(s.Q95), "", "")
			row(s.Model, "settlement change", "", "", full(s.Change.Mean), full(s.Change.Q05), full(s.Change.Q95), full(s.Above), "")
			f := a.bargained.Fronts[k]
			for _, m := range append(f.Members, f.All) {
				for _, v := range worths(m) {
					row(s.Model, v.name, m.Name, "", full(v.Value), full(v.Low), full(v.High), full(v.Above), "")
				}
			}
		}
	case a.transit != nil:
		for _, t := range a.transit.all {
			losses = append(losses, t.losses...)
		}
		moved = a.transit.moved
	case a.ties != nil:
		losses, moved = a.ties.losses, a.ties.moved
	}
	for _, e := range losses {
		of := e
		of.Measure = ""
		row("", e.Measure, of.Name(), "", full(e.Value), full(e.Low), full(e.High), "", e.Status)
	}
	for _, m := range moved {
		of := m.Before
		of.Measure = ""
		row("", m.Before.Measure, of.Name(), full(m.Before.Value), full(m.After.Value), full(m.After.Low), full(m.After.High), "", m.After.Status)
	}
}

// scenariosJSON is the shape of scenario run --format json (docs/format/output.md).
type scenariosJSON struct {
	Program   string            `json:"program"`
	Title     string            `json:"title"`
	AsOf      string            `json:"as_of"`
	Scenarios []scenarioRunJSON `json:"scenarios"`
}

type scenarioRunJSON struct {
	scenarioJSON
	Bargain *bargainedJSON `json:"bargain"`
	Transit *transitJSON   `json:"transit"`
	Ties    *tiesJSON      `json:"ties"`
}

type scenarioJSON struct {
	ID         string       `json:"id"`
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	Question   string       `json:"question"`
	Base       string       `json:"base"`
	StatusQuo  string       `json:"status_quo"`
	Inputs     int          `json:"inputs"`
	Judgements []string     `json:"judgements"`
	Grounds    []groundJSON `json:"grounds"`
}

type groundJSON struct {
	Of        string   `json:"of"`
	Judgement bool     `json:"judgement"`
	By        string   `json:"by"`
	Reason    string   `json:"reason"`
	Sources   []string `json:"sources"`
}

type bargainedJSON struct {
	Draws       int                      `json:"draws"`
	Seed        uint64                   `json:"seed"`
	Actors      []partyJSON              `json:"actors"`
	Settlements []scenarioSettlementJSON `json:"settlements"`
	Front       []frontJSON              `json:"front"`
	Inputs      []factorJSON             `json:"inputs"`
	Measured    []measure.Estimate       `json:"measured"`
}

type partyJSON struct {
	Actor      string `json:"actor"`
	Capability string `json:"capability"`
	Position   string `json:"position"`
	Salience   string `json:"salience"`
}

type scenarioSettlementJSON struct {
	Model      string           `json:"model"`
	Variant    string           `json:"variant"`
	Settlement distributionJSON `json:"settlement"`
	Change     distributionJSON `json:"change"`
	Above      float64          `json:"above_status_quo"`
	Settled    float64          `json:"settled"`
	Cycles     float64          `json:"cycles"`
	OnEdge     float64          `json:"on_edge"`
}

func asScenario(s *scenario.Scenario) scenarioJSON {
	j := scenarioJSON{ID: s.ID, Kind: s.Kind, Title: s.Title, Question: s.Question, Base: s.Base.What, Inputs: s.Numbers(), Judgements: append([]string{}, s.Judgements()...), Grounds: []groundJSON{}}
	add := func(of string, g scenario.Grounds) {
		if g.Reason != "" {
			j.Grounds = append(j.Grounds, groundJSON{of, g.Judgement, g.By, g.Reason, append([]string{}, g.Sources...)})
		}
	}
	if s.Kind == scenario.Bargain {
		j.StatusQuo = s.StatusQuo.String()
	}
	add("base", s.Base.Grounds)
	for _, p := range s.Actors {
		add(p.Actor, p.Grounds)
	}
	add("transit", s.Closed.Grounds)
	add("ties", s.Scaled.Grounds)
	return j
}

func (a *scenarioAnswers) json() scenariosJSON {
	out := scenariosJSON{Program: "multivector " + version, Title: a.region.Title, AsOf: a.region.AsOf.String(), Scenarios: []scenarioRunJSON{}}
	for _, one := range a.all {
		j := scenarioRunJSON{scenarioJSON: asScenario(one.Scenario)}
		switch {
		case one.bargained != nil:
			j.Bargain = one.bargainJSON()
		case one.transit != nil:
			t := one.transit.json()
			j.Transit = &t
		case one.ties != nil:
			t := one.ties.json()
			j.Ties = &t
		}
		out.Scenarios = append(out.Scenarios, j)
	}
	return out
}

func (a *scenarioAnswer) bargainJSON() *bargainedJSON {
	b := a.bargained
	j := &bargainedJSON{Draws: b.N, Seed: b.Seed, Measured: append([]measure.Estimate{}, a.Estimates...)}
	for _, p := range a.Inputs.Actors {
		j.Actors = append(j.Actors, partyJSON{p.Name, p.Capability.String(), p.Position[0].String(), p.Salience[0].String()})
	}
	spread := func(of string, d bargain.Distribution) distributionJSON {
		return distributionJSON{of, 1, d.Mean, d.SD, d.Q05, d.Q25, d.Median, d.Q75, d.Q95}
	}
	for k, s := range b.Settlements {
		j.Settlements = append(j.Settlements, scenarioSettlementJSON{s.Model, s.Variant, spread("settlement", s.Distribution), spread("change", s.Change), s.Above, s.Settled, s.Cycles, s.OnEdge})
		j.Front = append(j.Front, asFront(b.Fronts[k]))
	}
	for _, s := range b.Swings {
		j.Inputs = append(j.Inputs, factorJSON{Actor: s.Factor.Actor, Input: s.Factor.Column, Value: a.Inputs.Shown(s.Factor).String(), Low: s.Low, High: s.High, Sobol: []varianceJSON{}})
	}
	return j
}
