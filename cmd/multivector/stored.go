package main

import (
	"fmt"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// verdicts quotes the stored headline of each composite, or says why there is none to quote: nothing is drawn here, so
// that the page stays as fast as it is.
func (p page) verdicts() grid {
	if len(p.r.Composites) == 0 {
		return grid{}
	}
	g := grid{
		title: "Under all admissible weights",
		about: "The share of all choices which dossier.toml holds admissible (weights, normalisers, aggregators, readings) in which one comes before another, with the 95% interval that the evidence leaves to it (multivector verdicts).",
	}
	if why := p.stale(); why != "" {
		g.about = ""
		g.notes = []string{why}
		return g
	}
	for _, c := range p.r.Composites {
		var leads []string
		for _, v := range p.r.Verdicts {
			if v.Composite != c.ID || v.Of != "" && !slices.Contains(p.states, v.Of) {
				continue
			}
			lead := fmt.Sprintf("%s before %s", measure.SubjectIn(p.r.Dossier, c, v.Above), measure.SubjectIn(p.r.Dossier, c, v.Below))
			if c.Of == "spans" {
				lead = measure.SubjectIn(p.r.Dossier, c, v.Above) + " more than " + measure.SubjectIn(p.r.Dossier, c, v.Below)
			}
			if v.Of != "" {
				lead = v.Of + " " + lead
			}
			leads = append(leads, lead+" "+shareWithInterval(v.Share, v.Low.Value, v.High.Value, v.Low.Is() && v.High.Is()))
		}
		if leads != nil {
			g.notes = append(g.notes, evidence.Capital(c.Title)+": "+strings.Join(leads, ", ")+".")
		}
	}
	return g
}

// stale says why the stored verdicts are not of what is measured here; it is empty where they are.
func (p page) stale() string {
	card := p.r.Cards["verdicts"]
	again := "multivector verdicts draws them, with --store for this page"
	switch {
	case len(p.r.Verdicts) == 0:
		return "No verdict is stored: " + again + "."
	case p.r.AsOf != p.r.Config.AsOf:
		return fmt.Sprintf("The stored verdicts are as of %s: multivector verdicts --as-of %s draws those of this page.", p.r.Config.AsOf, p.r.AsOf)
	case p.r.MinConfidence > 1:
		return "The stored verdicts rest on records of every confidence: multivector verdicts --min-confidence draws those of this page."
	case card["version"] != version:
		return fmt.Sprintf("The stored verdicts were drawn by version %s: %s.", card["version"], again)
	}
	digest, err := p.r.Digest()
	if err != nil || !strings.HasSuffix(card["input"], " "+digest) {
		return "The evidence or the choices have changed since the verdicts were stored: " + again + "."
	}
	return ""
}
