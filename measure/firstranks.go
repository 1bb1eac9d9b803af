package measure

import "slices"

// VerdictsID is the section that a comparison of editions adds to their assessments.
const VerdictsID = "verdicts"

// AddVerdicts adds to an assessment how often each subject of each composite comes first among the admissible choices, on
// the evidence as it stands: what a change of weights, evidence or method does to a verdict.
func (a *Assessment) AddVerdicts(states []string) error {
	r := a.Region
	section := Section{ID: VerdictsID, Question: "Who comes first under all admissible weights?"}
	if err := CheckComposites(r.Dossier); err != nil {
		return err
	}
	bare := r.bared()
	for _, c := range r.Composites {
		standing, err := bare.standing(c)
		if err != nil {
			return err
		}
		for i, s := range standing.subjects {
			if s.state != r.Label && !slices.Contains(states, s.state) {
				continue
			}
			e := Estimate{Measure: "verdict", State: s.state, Vector: s.vector, Of: c.ID, N: c.Draws}
			if c.Of == "spans" {
				e.Vector, e.Of = "", c.ID+" "+s.vector
			}
			if !standing.result.Ranked[i] {
				section.Estimates = append(section.Estimates, e.missing(NotCovered, "too little is known of it to rank it"))
				continue
			}
			for _, from := range standing.from[i] {
				e.From = union(e.From, from)
			}
			e.rests(r)
			section.Estimates = append(section.Estimates, e.exact(standing.result.RankFrequency[i][0]))
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
