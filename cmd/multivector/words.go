package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"multivector/evidence"
)

// inWords names records as a reader would: those of one pair, flow or state together, with their sessions or years.
func inWords(d *evidence.Dossier, keys []string) string {
	var order []string
	when := map[string][]string{} // by what they are of
	for _, key := range keys {
		record, _ := d.Record(key)
		what, of := described(d, record)
		if what == "" {
			what = key
		}
		if _, seen := when[what]; !seen {
			order = append(order, what)
		}
		when[what] = append(when[what], of)
	}
	var words []string
	for _, what := range order {
		words = append(words, filled(what, when[what]))
	}
	return strings.Join(words, "; ")
}

// filled puts sessions, years or occasions in their place. Of many roll calls their number is enough: the keys are in the CSV.
func filled(what string, when []string) string {
	const many = 4
	text := spans(when)
	if len(when) > 1 {
		what = strings.Replace(strings.Replace(what, "session %", "sessions %", 1), "vote of ", "votes of ", 1)
	}
	if len(when) > many && strings.HasPrefix(what, "votes of ") && strings.HasSuffix(what, " on %") {
		text = fmt.Sprintf("%d roll calls", len(when))
	}
	return strings.Replace(what, "%", text, 1)
}

// described says what a record is of, with a % where its session, year or occasion goes, and which that is; nothing of one
// that its key says best.
func described(d *evidence.Dossier, record evidence.Record) (what, when string) {
	switch r := record.(type) {
	case *evidence.Covote:
		set := ""
		if r.Set != "all" {
			set = r.Set + " "
		}
		return fmt.Sprintf("%svotes of %s and %s in session %%", set, r.State, r.Partner), fmt.Sprint(r.Session)
	case *evidence.Pattern:
		return "joint answers in session %", fmt.Sprint(r.Session)
	case *evidence.Vote:
		return fmt.Sprintf("vote of %s on %%", r.State), r.RollCall
	case *evidence.IdealDistance:
		return fmt.Sprintf("distance of %s and %s in session %%", r.State, r.Partner), fmt.Sprint(r.Session)
	case *evidence.Flow:
		way, books := "to", ""
		if r.Flow == "import" {
			way = "from"
		}
		if r.Reporter != r.State {
			books = " in the books of " + r.Reporter
		}
		return fmt.Sprintf("%ss of %s %s %s in %%%s", r.Flow, r.State, way, r.Partner, books), r.Year.String()
	case *evidence.Remittance:
		return fmt.Sprintf("remittances of %s from %s in %%", r.State, r.Partner), r.Year.String()
	case *evidence.Dependence:
		domain, _ := d.Domain(r.Domain)
		return fmt.Sprintf("%s of %s with %s in %%", domain.Title, r.State, r.Partner), r.Period.String()
	case *evidence.Exposure:
		domain, _ := d.Domain(r.Domain)
		return fmt.Sprintf("%s of %s with %s against GDP in %%", domain.Title, r.State, r.Partner), r.Period.String()
	case *evidence.Figure:
		return fmt.Sprintf("%s of %s in %%", r.Indicator, r.State), r.Year.String()
	case *evidence.Signatory:
		return fmt.Sprintf("%s by %s: %%", strings.ReplaceAll(r.Status, "_", " "), r.State), r.Agreement
	}
	return "", ""
}

// spans writes numbers with their runs, 69, 71-74 and 77, and other words as they are; the same word several times with how
// often.
func spans(all []string) string {
	all = slices.Clone(all)
	sort.Strings(all)
	var words []string
	for i := 0; i < len(all); {
		same := i + 1
		for same < len(all) && all[same] == all[i] {
			same++
		}
		if same > i+1 {
			words = append(words, fmt.Sprintf("%s (%d)", all[i], same-i))
			i = same
			continue
		}
		last := i
		for last+1 < len(all) && follows(all[last], all[last+1]) {
			last++
		}
		switch {
		case last > i+1:
			words = append(words, all[i]+"-"+all[last])
		default:
			words = append(words, all[i:last+1]...)
		}
		i = last + 1
	}
	return join(words, ", ", " and ")
}

// follows tells whether a number is the next after another.
func follows(a, b string) bool {
	var x, y int
	_, errX := fmt.Sscanf(a+"\n", "%d\n", &x)
	_, errY := fmt.Sscanf(b+"\n", "%d\n", &y)
	return errX == nil && errY == nil && y == x+1
}
