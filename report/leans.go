package report

import (
	"slices"

	"multivector/measure"
)

// leans answers who leans where.
func (p *page) leans(Folder) {
	p.heads(2, measure.Leans, p.lang.word("leans.heading"))
	for _, state := range p.facts.Dossier.Config.Region {
		p.para(p.leaning(state)...)
	}
}

// leaning says with whom a state votes most and least, of late, and where that is another than before.
func (p *page) leaning(state string) (all []Sentence) {
	a := p.facts.Assessment
	var late []measure.Estimate
	for _, v := range p.facts.Dossier.Vectors {
		if e := a.Get(measure.KappaName, state, v, measure.RecentName); e.Known() {
			late = append(late, e)
		}
	}
	if len(late) < 2 {
		return nil
	}
	slices.SortStableFunc(late, func(x, y measure.Estimate) int {
		switch {
		case x.Value > y.Value:
			return -1
		case x.Value < y.Value:
			return 1
		}
		return 0
	})
	most, least := late[0], late[len(late)-1]
	return append(all, p.say("leans.most", fields{
		"State": p.name(state), "Most": p.name(most.Vector), "Least": p.name(least.Vector), "MostKappa": p.index(most), "LeastKappa": p.index(least),
	}))
}
