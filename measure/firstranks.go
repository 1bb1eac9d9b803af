package measure

import (
	"slices"

	"multivector/composite"
)

// VerdictsID is the section that a comparison of editions adds to their assessments.
const VerdictsID = "verdicts"

// AddVerdicts adds to an assessment how often each subject of each composite comes first among the admissible choices, on
// the evidence as it stands: what a change of weights, evidence or method does to a verdict.
func (a *Assessment) AddVerdicts(states []string) error {
	r := a.Region
	section := Section{ID: VerdictsID, Question: "Who comes first under all admissible weights?"}
	regions, err := underReadings(r.Dossier, r.Composites, Options{Seed: r.Seed, Level: r.Level})
	if err != nil {
		return err
	}
	for _, c := range r.Composites {
		x, estimates := compose(c, regions, r.Seed, 0)
		result, err := composite.Run(x, composite.Options{Seed: r.Seed, Draws: c.Draws, Level: r.Level})
		if err != nil {
			return err
		}
		subjects, _ := regions[c.Readings[0]].subjectsOf(c)
		for i, s := range subjects {
			if s.state != r.Label && !slices.Contains(states, s.state) {
				continue
			}
			e := Estimate{Measure: "verdict", State: s.state, Vector: s.vector, Of: c.ID, N: c.Draws}
			if c.Of == "spans" {
				e.Vector, e.Of = "", c.ID+" "+s.vector
			}
			if !result.Ranked[i] {
				section.Estimates = append(section.Estimates, e.missing(NotCovered, "too little is known of it to rank it"))
				continue
			}
			for _, in := range estimates[i] {
				e.From = append(e.From, in.From...)
			}
			e.rests(r)
			section.Estimates = append(section.Estimates, e.exact(result.RankFrequency[i][0]))
		}
	}
	a.Sections = append(a.Sections, section)
	for i := range section.Estimates {
		e := &section.Estimates[i]
		a.byName[e.Name()] = len(a.all)
		a.all = append(a.all, e)
	}
	return nil
}
