package main

import (
	"fmt"
	"io"
	"strings"

	"multivector/claim"
)

// claimTitles are the headings of the kinds.
var claimTitles = map[string]string{"fact": "Facts", "relation": "Relations", "judgement": "Judgements", "forecast": "Forecasts"}

// claimNotes stand under the ledger.
func claimNotes(open bool) []string {
	notes := []string{"multivector explain claim ID shows each part, its records and their sources."}
	if !open {
		notes = append([]string{"* not what a person held. 2/3: how many parts of the expression are true."}, notes...)
	}
	return notes
}

// writeClaimsPage writes the ledger for a terminal: how many came to what, then each claim in full with what decided it.
func writeClaimsPage(w io.Writer, ledger []*claim.Outcome, open bool, width int) {
	if len(ledger) == 0 {
		fmt.Fprintln(w, "There is no such claim.")
		return
	}
	if !open {
		claimCounts(ledger).text(w, width)
	}
	ids := 0
	for _, o := range ledger {
		ids = max(ids, len(o.Claim.ID))
	}
	for _, kind := range claimKinds {
		headed := false
		for _, o := range ledger {
			if o.Claim.Kind != kind {
				continue
			}
			if !headed {
				fmt.Fprintln(w, bold.Render(strings.ToUpper(claimTitles[kind])))
				headed = true
			}
			writeClaim(w, o, ids, open, width)
		}
		if headed {
			fmt.Fprintln(w)
		}
	}
	for _, note := range claimNotes(open) {
		fmt.Fprintln(w, wrap(note, width))
	}
}

// writeClaim writes a claim and, under it, what decided it or what it lacks. A narrow page has the sentence on lines of its own.
func writeClaim(w io.Writer, o *claim.Outcome, ids int, open bool, width int) {
	head := fmt.Sprintf("%-*s", ids, o.Claim.ID)
	if !open {
		head += fmt.Sprintf("  %-13s", markedResult(o))
	}
	head += fmt.Sprintf("  %-5s", trueParts(o))
	in := len(head) + 2
	first := bold.Render(head) + "  "
	if width-in < 30 {
		in, first = 2, bold.Render(strings.TrimRight(head, " "))+"\n  "
	}
	fmt.Fprintln(w, first+wrapIn(o.Claim.Claim, width-in, in))
	if under := decidedOrLacks(o); under != "" {
		for line := range strings.SplitSeq(wrap(under, max(width-in, narrowest)), "\n") {
			fmt.Fprintln(w, strings.Repeat(" ", in)+faint.Render(line))
		}
	}
}

// claimGrids are the ledger for a memo.
func claimGrids(ledger []*claim.Outcome, open bool) (page []grid) {
	if len(ledger) == 0 {
		return []grid{{title: "Claims", notes: []string{"There is no such claim."}}}
	}
	if !open {
		page = append(page, claimCounts(ledger))
	}
	for _, kind := range claimKinds {
		g := grid{title: claimTitles[kind], head: []string{"", "result", "parts", "claim", "decided by"}}
		for _, o := range ledger {
			if o.Claim.Kind == kind {
				g.rows = append(g.rows, []string{o.Claim.ID, markedResult(o), trueParts(o), o.Claim.Claim, decidedOrLacks(o)})
			}
		}
		if len(g.rows) > 0 {
			page = append(page, g)
		}
	}
	page[len(page)-1].notes = claimNotes(open)
	return page
}

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
	return o.DecidedBy()
}
