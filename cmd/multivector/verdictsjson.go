package main

import (
	"multivector/chance"
	"multivector/composite"
	"multivector/measure"
)

// verdictsJSON is the shape of verdicts --format json (docs/format/output.md).
type verdictsJSON struct {
	Program    string          `json:"program"`
	Title      string          `json:"title"`
	AsOf       string          `json:"as_of"`
	Seed       uint64          `json:"seed"`
	Composites []compositeJSON `json:"composites"`
}

type compositeJSON struct {
	ID            string              `json:"id"`
	Title         string              `json:"title"`
	Of            string              `json:"of"`
	Draws         int                 `json:"draws"`
	Resamples     int                 `json:"resamples"`
	Acceptability []acceptabilityJSON `json:"acceptability"`
	RankFrequency []rankFrequencyJSON `json:"rank_frequency"`
	Shift         float64             `json:"average_rank_shift"`
	Sobol         []sobolJSON         `json:"sobol"`
	Indicators    []indicatorJSON     `json:"indicators"`
	Estimates     []measure.Estimate  `json:"estimates"`
}

type acceptabilityJSON struct {
	Of    string   `json:"of"`
	Above string   `json:"above"`
	Below string   `json:"below"`
	Share float64  `json:"share"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	Level float64  `json:"level"`
}

type rankFrequencyJSON struct {
	Of        string    `json:"of"`
	Subject   string    `json:"subject"`
	Score     float64   `json:"nominal_score"`
	Rank      float64   `json:"nominal_rank"`
	MeanRank  float64   `json:"mean_rank"`
	Frequency []float64 `json:"frequency"`
}

type sobolJSON struct {
	Output    string   `json:"output"`
	Factor    string   `json:"factor"`
	First     *float64 `json:"first"`
	FirstLow  *float64 `json:"first_low"`
	FirstHigh *float64 `json:"first_high"`
	Total     *float64 `json:"total"`
	TotalLow  *float64 `json:"total_low"`
	TotalHigh *float64 `json:"total_high"`
}

type indicatorJSON struct {
	Name      string    `json:"name"`
	Better    string    `json:"better"`
	Goalposts []float64 `json:"goalposts"`
	Weight    float64   `json:"weight"`
	Weights   []float64 `json:"weights"`
	Effective *float64  `json:"effective_weight"`
}

func (p verdictPage) json(seed uint64) verdictsJSON {
	out := verdictsJSON{Program: "multivector " + version, Title: p.d.Title, AsOf: p.d.AsOf.String(), Seed: seed}
	for _, v := range p.verdicts {
		c := compositeJSON{
			ID: v.Declared.ID, Title: v.Declared.Title, Of: v.Declared.Of, Draws: v.Options.Draws, Resamples: v.Declared.Resamples,
			Acceptability: acceptability(v), RankFrequency: []rankFrequencyJSON{}, Shift: v.Shift, Sobol: sobolOf("average rank shift", v.Sensitivity.Shift),
			Estimates: []measure.Estimate{},
		}
		for _, group := range v.Groups() {
			for _, i := range v.Group(group) {
				c.RankFrequency = append(c.RankFrequency, rankFrequencyJSON{group, v.Composite.Subjects[i].Name, v.Score[i], v.Rank[i], v.MeanRank[i], v.RankFrequency[i]})
			}
		}
		for _, l := range v.Leads {
			c.Sobol = append(c.Sobol, sobolOf(lead(l), v.Sensitivity.Lead[l.Pair])...)
		}
		for k, x := range v.Declared.Indicators {
			one := indicatorJSON{Name: x.Name(), Better: x.Better, Goalposts: x.Goalposts, Weight: x.Weight, Weights: x.Weights}
			if v.Effective != nil {
				one.Effective = &v.Effective[k]
			}
			c.Indicators = append(c.Indicators, one)
		}
		for _, row := range v.Estimates {
			c.Estimates = append(c.Estimates, row...)
		}
		out.Composites = append(out.Composites, c)
	}
	return out
}

// lead names a comparison: KAZ: RUS above EUU.
func lead(l measure.Lead) string {
	name := l.A + " above " + l.B
	if l.Of != "" {
		name = l.Of + ": " + name
	}
	return name
}

func sobolOf(output string, indices []chance.Index) (all []sobolJSON) {
	for k, x := range indices {
		all = append(all, sobolJSON{
			output, string(composite.Factors[k]), measure.Number(x.First), measure.Number(x.FirstLow), measure.Number(x.FirstHigh), measure.Number(x.Total), measure.Number(x.TotalLow), measure.Number(x.TotalHigh),
		})
	}
	return all
}

// acceptability are the shares of all pairs of each group, in the order of mean ranks.
func acceptability(v measure.Verdict) (all []acceptabilityJSON) {
	for _, group := range v.Groups() {
		ranked := v.Group(group)
		for _, a := range ranked {
			for _, b := range ranked {
				if a == b {
					continue
				}
				s := v.Above[a][b]
				all = append(all, acceptabilityJSON{group, v.Composite.Subjects[a].Name, v.Composite.Subjects[b].Name, s.Value, measure.Number(s.Low), measure.Number(s.High), s.Level})
			}
		}
	}
	return all
}
