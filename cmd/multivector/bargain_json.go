package main

import (
	"io"
	"math"

	"multivector/bargain"
)

// bargainJSON is the shape of bargain --format json (docs/format/output.md).
type bargainJSON struct {
	Program  string           `json:"program"`
	Table    string           `json:"table"`
	Model    string           `json:"model"`
	Variant  string           `json:"variant"`
	Seed     uint64           `json:"seed"`
	Warnings []string         `json:"warnings"`
	Models   []settlementJSON `json:"models"`
	Rounds   []roundJSON      `json:"rounds"`
	Draws    *drawsJSON       `json:"draws"`
	Front    []frontJSON      `json:"front"`
}

type settlementJSON struct {
	Model        string    `json:"model"`
	Variant      string    `json:"variant"`
	Settlement   []float64 `json:"settlement"`
	WeightedMean []float64 `json:"weighted_mean"`
	MostProbable []float64 `json:"most_probable"`
	Outcome      string    `json:"outcome"`
	Round        int       `json:"round"`
	Period       int       `json:"period"`
	Why          string    `json:"not_run"`
}

type roundJSON struct {
	Round          int          `json:"round"`
	WeightedMedian []float64    `json:"weighted_median"`
	WeightedMean   []float64    `json:"weighted_mean"`
	Actors         []actorJSON  `json:"actors"`
	Offers         []acceptJSON `json:"offers"`
}

type actorJSON struct {
	Actor        string    `json:"actor"`
	Position     []float64 `json:"position"`
	RiskExponent []float64 `json:"risk_exponent"`
	Prob         *float64  `json:"prob"`
	NRA          *float64  `json:"nra"`
}

type acceptJSON struct {
	Actor     string   `json:"actor"`
	Dimension int      `json:"dimension"`
	OfferType string   `json:"offer_type"`
	Other     string   `json:"other"`
	EU        *float64 `json:"eu_ij"`
	OtherEU   *float64 `json:"eu_ji"`
	Position  float64  `json:"new_position"`
}

type drawsJSON struct {
	N            int                `json:"n"`
	OnEdge       int                `json:"on_edge"`
	Outcomes     map[string]float64 `json:"outcomes"`
	Distribution []distributionJSON `json:"distribution"`
	Inputs       []factorJSON       `json:"inputs"`
}

type distributionJSON struct {
	Of        string  `json:"of"`
	Dimension int     `json:"dimension"`
	Mean      float64 `json:"mean"`
	SD        float64 `json:"sd"`
	Q05       float64 `json:"q05"`
	Q25       float64 `json:"q25"`
	Q50       float64 `json:"q50"`
	Q75       float64 `json:"q75"`
	Q95       float64 `json:"q95"`
}

type factorJSON struct {
	Actor string         `json:"actor"`
	Input string         `json:"input"`
	Value string         `json:"value"`
	Low   []float64      `json:"settlement_low"`
	High  []float64      `json:"settlement_high"`
	Sobol []varianceJSON `json:"sobol"`
}

type varianceJSON struct {
	Dimension int      `json:"dimension"`
	First     *float64 `json:"first"`
	FirstLow  *float64 `json:"first_low"`
	FirstHigh *float64 `json:"first_high"`
	Total     *float64 `json:"total"`
	TotalLow  *float64 `json:"total_low"`
	TotalHigh *float64 `json:"total_high"`
}

type frontJSON struct {
	Variant      string       `json:"variant"`
	Bloc         []string     `json:"bloc"`
	BlocPosition string       `json:"bloc_position"`
	Draws        int          `json:"draws"`
	Apart        [][]float64  `json:"settlement_apart"`
	Together     []float64    `json:"settlement_together"`
	Agreed       []float64    `json:"settlement_agreed"`
	One          []float64    `json:"settlement_one"`
	Members      []memberJSON `json:"members"`
}

type memberJSON struct {
	Member    string  `json:"member"`
	Worth     string  `json:"worth"`
	Value     float64 `json:"value"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	AboveZero float64 `json:"above_zero"`
}

func (a *bargainAnswer) writeJSON(w io.Writer) error {
	out := bargainJSON{
		Program: "multivector " + version, Table: a.path, Model: a.model, Variant: a.chosen.Variant, Seed: a.form.seed,
		Warnings: append([]string{}, a.notes()...), Models: a.modelsJSON(), Rounds: a.roundsJSON(), Draws: a.drawsJSON(), Front: []frontJSON{},
	}
	for _, f := range a.fronts {
		out.Front = append(out.Front, asFront(f))
	}
	return encodeJSON(w, out)
}

func asFront(f *bargain.Front) frontJSON {
	j := frontJSON{f.Variant, f.Bloc, f.Position, f.N, f.Apart, f.Together, f.Agreed, f.One, nil}
	for _, m := range append(f.Members, f.All) {
		for _, v := range worths(m) {
			j.Members = append(j.Members, memberJSON{m.Name, v.name, v.Value, v.Low, v.High, v.Above})
		}
	}
	return j
}

func (a *bargainAnswer) modelsJSON() (all []settlementJSON) {
	for _, o := range a.others {
		if o.run == nil {
			all = append(all, settlementJSON{Model: o.name, Why: o.why})
			continue
		}
		last := len(o.run.Rounds) - 1
		j := settlementJSON{
			Model: o.name, Variant: o.run.Variant, Settlement: o.run.Forecast(), WeightedMean: o.run.Mean(last),
			Outcome: string(o.run.Outcome.Fate), Round: o.run.Outcome.Round, Period: o.run.Outcome.Period,
		}
		if i := o.run.MostProbable(last); i >= 0 {
			j.MostProbable = o.run.Rounds[last].Position[i]
		}
		all = append(all, j)
	}
	return all
}

func (a *bargainAnswer) roundsJSON() (all []roundJSON) {
	actors := a.chosen.Table.Actors
	for t, round := range a.chosen.Rounds {
		j := roundJSON{Round: t, WeightedMedian: a.chosen.Median(t), WeightedMean: a.chosen.Mean(t), Offers: []acceptJSON{}}
		for i, actor := range actors {
			one := actorJSON{Actor: actor.Name, Position: round.Position[i]}
			if round.Risk != nil {
				one.RiskExponent = round.Risk[i]
			}
			if round.Probability != nil {
				one.Prob, one.NRA = &round.Probability[i], &round.Attitude[i]
			}
			j.Actors = append(j.Actors, one)
		}
		for _, o := range round.Offers {
			j.Offers = append(j.Offers, acceptJSON{actors[o.Actor].Name, o.Dimension + 1, o.Kind, actors[o.Other].Name, finite(o.EU), finite(o.OtherEU), o.Position})
		}
		all = append(all, j)
	}
	return all
}

func (a *bargainAnswer) drawsJSON() *drawsJSON {
	if a.draws == nil {
		return nil
	}
	j := &drawsJSON{N: a.draws.N, OnEdge: a.draws.OnEdge, Outcomes: map[string]float64{}}
	for _, f := range []bargain.Fate{bargain.Settled, bargain.Cycles, bargain.Open} {
		j.Outcomes[string(f)] = a.draws.Share(f)
	}
	for d := range a.draws.Forecast {
		for _, of := range a.spreads(d) {
			j.Distribution = append(j.Distribution, distributionJSON{of.name, d + 1, of.Mean, of.SD, of.Q05, of.Q25, of.Median, of.Q75, of.Q95})
		}
	}
	for k, s := range a.swings {
		one := factorJSON{Actor: s.Factor.Actor, Input: s.Factor.Column, Value: a.inputs.Shown(s.Factor).String(), Low: s.Low, High: s.High, Sobol: []varianceJSON{}}
		for d := range a.indices {
			x := a.indices[d][k]
			one.Sobol = append(one.Sobol, varianceJSON{d + 1, finite(x.First), finite(x.FirstLow), finite(x.FirstHigh), finite(x.Total), finite(x.TotalLow), finite(x.TotalHigh)})
		}
		j.Inputs = append(j.Inputs, one)
	}
	return j
}

// finite is a number, or null where there is none.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
