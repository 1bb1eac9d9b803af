package main

import (
	"fmt"

	"multivector/claim"
)

// claimsPage is the ledger for a reader: how many came to what, then the claims of each kind; where the open ones are asked for, what
// evidence each lacks.
func claimsPage(ledger []*claim.Outcome, open, whole bool, width int) (page []grid) {
	if len(ledger) == 0 {
		return []grid{{title: "Claims", notes: []string{"There is no such claim."}}}
	}
	if !open {
		page = append(page, claimCounts(ledger))
	}
	for _, kind := range claimKinds {
		g := grid{title: claimTitles[kind], head: []string{"", "result", "parts", "claim", "decided by"}}
		if open {
			g.head = []string{"", "parts", "claim", "what is missing"}
		}
		// The two texts share what the other columns leave; a page too narrow for them has a block of lines for each claim, and room for all.
		room := (width - len("cl00 contradicted* 00/00 ") - 4*gap) / 2
		if whole || room < 24 {
			room = 1000
		}
		for _, o := range ledger {
			c := o.Claim
			switch {
			case c.Kind != kind:
			case open:
				g.rows = append(g.rows, []string{c.ID, trueParts(o), short(c.Claim, room+4), short(o.Lacks, room+4)})
			default:
				g.rows = append(g.rows, []string{c.ID, markedResult(o), trueParts(o), short(c.Claim, room), short(decidedOrLacks(o), room)})
			}
		}
		if len(g.rows) > 0 {
			page = append(page, g)
		}
	}
	last := &page[len(page)-1]
	if !open {
		last.notes = append(last.notes, "* not what a person held. parts: how many of the parts of the expression are true.")
	}
	last.notes = append(last.notes, "multivector explain claim ID shows each part, its records and their sources.")
	return page
}

var claimTitles = map[string]string{"fact": "Facts", "relation": "Relations", "judgement": "Judgements", "forecast": "Forecasts"}

// claimCounts counts results by kind, and how often a person held the same.
func claimCounts(ledger []*claim.Outcome) grid {
	g := grid{title: "Claims", head: []string{""}}
	for _, r := range claim.Results {
		g.head = append(g.head, string(r))
	}
	g.head = append(g.head, "together", "as a person held")
	row := func(name string, of func(*claim.Outcome) bool) {
		counts, all, held, same := map[claim.Result]int{}, 0, 0, 0
		for _, o := range ledger {
			if !of(o) {
				continue
			}
			all++
			counts[o.Result]++
			if o.Claim.Verdict != "" {
				held++
				if o.Claim.Verdict == string(o.Result) {
					same++
				}
			}
		}
		if all == 0 {
			return
		}
		cells := []string{name}
		for _, r := range claim.Results {
			cells = append(cells, fmt.Sprint(counts[r]))
		}
		g.rows = append(g.rows, append(cells, fmt.Sprint(all), fmt.Sprintf("%d of %d", same, held)))
	}
	for _, kind := range claimKinds {
		row(kind, func(o *claim.Outcome) bool { return o.Claim.Kind == kind })
	}
	if len(g.rows) > 1 {
		row("all", func(*claim.Outcome) bool { return true })
	}
	return g
}

// markedResult is a result, with a star where a person held another.
func markedResult(o *claim.Outcome) string {
	if v := o.Claim.Verdict; v != "" && v != string(o.Result) {
		return string(o.Result) + "*"
	}
	return string(o.Result)
}

// trueParts is how many parts of a claim are true, 3/5; nothing where it has no expression.
func trueParts(o *claim.Outcome) string {
	n := 0
	for _, p := range o.Parts {
		if p.Value.Truth == claim.True {
			n++
		}
	}
	if len(o.Parts) == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", n, len(o.Parts))
}

// decidedOrLacks is what decided a claim, or what it lacks where nothing did.
func decidedOrLacks(o *claim.Outcome) string {
	if o.Result == claim.Open && o.Lacks != "" {
		return "lacks " + o.Lacks
	}
	return decidedBy(o)
}
