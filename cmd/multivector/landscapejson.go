package main

import (
	"math"

	"multivector/scenario"
)

// landscapeJSON is the shape of landscape --format json (docs/format/output.md).
type landscapeJSON struct {
	Program        string         `json:"program"`
	Title          string         `json:"title"`
	AsOf           string         `json:"as_of"`
	Model          string         `json:"model"`
	Configurations uint64         `json:"configurations"`
	Exact          bool           `json:"exact"`
	Temperature    *float64       `json:"temperature"`
	Draws          int            `json:"draws"`
	Seed           uint64         `json:"seed"`
	Minima         []minimumJSON  `json:"minima"`
	Propensities   []pairJSON     `json:"propensities"`
	Together       []togetherJSON `json:"together"`
	Warnings       []string       `json:"warnings"`
}

type minimumJSON struct {
	Energy      float64          `json:"energy"`
	Strict      bool             `json:"strict"`
	Basin       *int             `json:"basin"`
	Probability *float64         `json:"probability"`
	Drawn       *float64         `json:"drawn"`
	Found       *int             `json:"found"`
	Torn        string           `json:"torn"`
	Actors      []actorInMinimum `json:"actors"`
}

type actorInMinimum struct {
	Actor       string  `json:"actor"`
	Size        float64 `json:"size"`
	Side        int     `json:"side"`
	Frustration float64 `json:"frustration"`
	Loss        float64 `json:"loss"`
	Pull        float64 `json:"pull"`
}

type pairJSON struct {
	A          string     `json:"actor_i"`
	B          string     `json:"actor_j"`
	Propensity float64    `json:"propensity"`
	Low        float64    `json:"low"`
	High       float64    `json:"high"`
	Parts      []partJSON `json:"parts"`
}

type partJSON struct {
	Part     string   `json:"part"`
	Weight   float64  `json:"weight"`
	Value    *float64 `json:"value"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Level    float64  `json:"level"`
	Period   string   `json:"period"`
	Status   string   `json:"status"`
	From     []string `json:"from"`
	Warnings []string `json:"warnings"`
}

type togetherJSON struct {
	A           string   `json:"actor_i"`
	B           string   `json:"actor_j"`
	Lowest      bool     `json:"lowest"`
	Drawn       *float64 `json:"drawn"`
	Probability *float64 `json:"probability"`
}

// axelrodBennett names the model in every output.
const axelrodBennett = "landscape (Axelrod and Bennett 1993), two sides"

func (p *landscapePage) json() landscapeJSON {
	out := landscapeJSON{
		Program: "multivector " + version, Title: p.title, AsOf: p.asOf, Model: axelrodBennett,
		Configurations: p.game.Configurations(), Exact: p.exact, Seed: p.query.seed,
		Minima: []minimumJSON{}, Propensities: []pairJSON{}, Together: p.together(), Warnings: append([]string{}, p.warnings...),
	}
	if p.boltzmann != nil {
		out.Temperature = &p.query.temperature
	}
	if p.drawn != nil {
		out.Draws = p.drawn.Draws
	}
	pulls := p.game.Pulls()
	for i, m := range p.minima {
		in := minimumJSON{Energy: m.Energy, Strict: m.Strict, Torn: p.torn(m)}
		if p.basins != nil {
			in.Basin = &p.basins[i]
		}
		if p.boltzmann != nil {
			v := p.boltzmann.Probability(m.Configuration)
			in.Probability = &v
		}
		if p.drawn != nil {
			v := p.drawn.Lowest[m.Configuration]
			in.Drawn = &v
		}
		if !p.exact {
			in.Found = &p.minima[i].Found
		}
		frustration, losses := p.game.Frustration(m.Configuration), p.game.Losses(m.Configuration)
		for k, a := range p.coalitions.Actors {
			side := 1
			if p.game.Second(m.Configuration, k) {
				side = 2
			}
			in.Actors = append(in.Actors, actorInMinimum{a.Name, a.Size.Value, side, frustration[k], losses[k], pulls[k]})
		}
		out.Minima = append(out.Minima, in)
	}
	for _, pair := range p.coalitions.Pairs {
		out.Propensities = append(out.Propensities, pairOf(p.coalitions, pair))
	}
	return out
}

func pairOf(c *scenario.Coalitions, pair scenario.Pair) pairJSON {
	in := pairJSON{c.Actors[pair.A].Name, c.Actors[pair.B].Name, pair.Value, pair.Low, pair.High, []partJSON{}}
	for _, part := range pair.Parts {
		in.Parts = append(in.Parts, partJSON{
			part.Measure, part.Weight, defined(part.Value), defined(part.Low), defined(part.High), part.Level, part.Period, part.Status,
			append([]string{}, part.From...), append([]string{}, part.Warnings...),
		})
	}
	return in
}

// defined is a number, or null where there is none.
func defined(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}

// together is how surely each two actors stand on one side.
func (p *landscapePage) together() (all []togetherJSON) {
	lowest := p.minima[0].Configuration
	for j, b := range p.coalitions.Actors {
		for i, a := range p.coalitions.Actors[:j] {
			t := togetherJSON{A: a.Name, B: b.Name, Lowest: p.game.Second(lowest, i) == p.game.Second(lowest, j)}
			if p.drawn != nil {
				t.Drawn = &p.drawn.Together[i][j]
			}
			if p.boltzmann != nil {
				t.Probability = &p.boltzmann.Together[i][j]
			}
			all = append(all, t)
		}
	}
	return all
}
