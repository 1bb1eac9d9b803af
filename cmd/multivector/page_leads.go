package main

import (
	"fmt"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// leads says what each vector holds of each domain in the region as a whole, and which leads in each group of them.
func (p page) leads() grid {
	g := grid{
		title: "Who leads in what?",
		about: fmt.Sprintf("A vector's mean share over the %d states, of those covered (n); by group of domains, then domain by domain. Arrow: against five years before, in what is covered at both dates. Specialisation: how differently a vector's pull is made up from that of all others, from 0 to 2.", len(p.r.Config.Region)),
		head:  append(append([]string{""}, p.r.Vectors...), "n"),
	}
	row := func(title, of string) {
		cells := []string{title}
		n, known := 0, false
		for _, v := range p.r.Vectors {
			e := p.get("profile", p.r.Label, v, of)
			n, known = max(n, e.N), known || e.Known()
			cell := percent(e)
			if change := p.get("profile change", p.r.Label, v, of); mostly(change, e) {
				cell = strings.TrimSpace(cell + " " + change.Arrow())
			}
			cells = append(cells, cell)
		}
		if known {
			g.rows = append(g.rows, append(cells, fmt.Sprint(n)))
		}
	}
	for _, group := range append(p.r.Groups(), "") {
		var domains []evidence.Domain
		for _, d := range p.r.Domains {
			if d.Group == group {
				domains = append(domains, d)
			}
		}
		if group != "" && len(domains) == 1 {
			row(group+": "+domains[0].Title, group)
			continue
		}
		indent := ""
		if group != "" {
			row(group, group)
			indent = "  "
		}
		for _, d := range domains {
			row(indent+d.Title, d.ID)
		}
	}
	if g.rows == nil {
		return grid{}
	}
	special := []string{"specialisation"}
	for _, v := range p.r.Vectors {
		special = append(special, strings.TrimSpace(plusMinus(p.get("specialisation", p.r.Label, v, ""))+" "+p.get("specialisation change", p.r.Label, v, "").Arrow()))
	}
	g.rows = append(g.rows, append(special, ""))
	for _, note := range []string{p.whoLeads(), p.likeWithLike()} {
		if note != "" {
			g.notes = append(g.notes, note)
		}
	}
	return g
}

// lead finds who leads in a group of domains, whoever it is.
func (p page) lead(of string) measure.Estimate {
	for _, e := range p.a.All() {
		if e.Measure == "lead" && e.Of == of {
			return *e
		}
	}
	return measure.Estimate{Status: measure.NotCovered}
}

// mostly tells whether what was compared with five years before is half or more of what there is now: one state's
// figure is no change of the region's.
func mostly(compared, now measure.Estimate) bool { return 2*compared.N >= now.N }

// whoLeads says which power leads in which groups of domains: surely, or by the figures there are.
func (p page) whoLeads() string {
	var said []string
	for _, v := range p.r.Vectors {
		var sure, open []string
		for _, f := range p.found("", measure.LeadsIn, measure.IsAheadIn) {
			group := f.Estimate.Of
			if f.Estimate.Vector != v {
				continue
			}
			text := fmt.Sprintf("%s (%s on average%s)", group, percentOf(p.get("profile", p.r.Label, v, group).Value), p.next(f.Estimate, group))
			if f.Kind == measure.LeadsIn {
				sure = append(sure, text)
			} else {
				open = append(open, text)
			}
		}
		name := evidence.Capital(p.r.Named(v))
		if sure != nil {
			said = append(said, name+" "+measure.LeadsIn+" "+join(sure, ", ", " and ")+".")
		}
		if open != nil {
			said = append(said, name+" "+measure.IsAheadIn+" "+join(open, ", ", " and ")+"; what is not known leaves another possible.")
		}
	}
	return strings.Join(said, " ")
}

// next names the vector that comes after the one that leads.
func (p page) next(lead measure.Estimate, group string) string {
	for _, w := range lead.Warnings {
		if vector, ok := strings.CutPrefix(w, "next: "); ok {
			if e := p.get("profile", p.r.Label, vector, group); e.Known() {
				return ", next " + p.r.Named(vector) + " " + percentOf(e.Value)
			}
		}
	}
	return ""
}

// likeWithLike says whether the powers divide the domains among them more than they did.
func (p page) likeWithLike() string {
	change := p.get("division change", p.r.Label, "", "")
	now, before := p.get("division", p.r.Label, "", measure.Matched), p.get("division", p.r.Label, "", measure.Before)
	if !change.Known() || !now.Known() || !before.Known() {
		return ""
	}
	var said []string
	for _, group := range p.r.Groups() {
		then, since := p.lead(group+" "+measure.Before), p.lead(group+" "+measure.Matched)
		switch {
		case !then.Known() || !since.Known() || !mostly(since, p.lead(group)):
		case then.Vector == since.Vector:
			said = append(said, fmt.Sprintf("%s %s then and now", group, then.Vector))
		default:
			said = append(said, fmt.Sprintf("%s %s then, %s now", group, then.Vector, since.Vector))
		}
	}
	held := ""
	if said != nil {
		held = " There the lead has: " + strings.Join(said, ", ") + "."
	}
	return fmt.Sprintf("Division of labour, how much the domain says of the power (0 to 1): %s; in what is covered at both dates %s, and %s in %s %s.%s",
		withInterval(p.get("division", p.r.Label, "", "")), withInterval(now), withInterval(before), before.Period, change.Arrow(), held)
}
