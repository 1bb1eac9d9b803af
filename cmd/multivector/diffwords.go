package main

import (
	"fmt"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// measureTitle is what the changes of a measure are headed with.
func measureTitle(name string) string {
	titles := map[string]string{
		measure.KappaName: "Votes with the powers (kappa)",
		"position":        "Distance from the powers on one scale of votes",
		"verdict":         "Who comes first under all admissible weights",
		"siding":          "Siding where two powers part",
		"share":           "Shares of the powers",
		"exposure":        "Flows against GDP",
		"balance":         "Effective number of powers",
		"silence":         "Silence in votes",
		"cohesion":        "Cohesion of the region",
		"uptake":          "The region's own documents",
		"tone":            "Tone of events",
	}
	if title, ok := titles[name]; ok {
		return title
	}
	return evidence.Capital(name)
}

// sentence says in words how an estimate changed and what did it.
func (p diffPage) sentence(d measure.Difference) string {
	subject := evidence.Capital(p.subject(d.New))
	was, is := valueText(d.Old)+ofYears(d.Old, d.New), valueText(d.New)+ofYears(d.New, d.Old)
	switch {
	case d.Unsplit == measure.Appeared:
		return fmt.Sprintf("%s is %s, and was %s.", subject, is, d.Old.Status)
	case d.Unsplit == measure.Vanished:
		return fmt.Sprintf("%s was %s, and is %s.", subject, was, d.New.Status)
	case !d.Known():
		return fmt.Sprintf("%s has no value in either edition: it is %s.", subject, d.New.Status)
	}
	total, parts := rounded(d)
	moved := fmt.Sprintf("%s rose from %s to %s", subject, was, is)
	switch {
	case total < 0:
		moved = fmt.Sprintf("%s fell from %s to %s", subject, was, is)
	case total == 0:
		moved = fmt.Sprintf("%s is %s as before", subject, is)
	}
	if d.Unsplit != "" {
		return fmt.Sprintf("%s; the change cannot be split: it is %s.", moved, d.Unsplit)
	}
	in := digitsOf(d.New.Measure)
	var by, nothing []string
	for _, c := range evidence.AllCauses {
		switch {
		case !p.between.Active().Has(c): // said once, for all
		case parts[c] == 0:
			nothing = append(nothing, c.String())
		default:
			part := in.difference(parts[c]) + " by " + c.String()
			if n := recordsOf(d, c); n > 0 {
				part += fmt.Sprintf(" (%s)", plural(n, "record", "records"))
			} else if c == evidence.NewEvidence {
				part += " (the passing of time)"
			}
			by = append(by, part)
		}
	}
	if len(by) == 0 {
		return moved + "."
	}
	if len(nothing) > 0 {
		by = append(by, "0 by "+join(nothing, ", ", " and "))
	}
	return moved + ": " + strings.Join(by, ", ") + "."
}

// ofYears says of which years a figure is, where that of the other edition is of others.
func ofYears(e, other measure.Estimate) string {
	if e.Measure != "share" && e.Measure != "exposure" || !e.Known() || years(e.Period) == years(other.Period) {
		return ""
	}
	return " in " + years(e.Period)
}

func recordsOf(d measure.Difference, c evidence.Cause) (n int) {
	for _, r := range d.Records {
		if r.Cause == c {
			n++
		}
	}
	return n
}

// subject names what an estimate is of, as the subject of a sentence.
func (p diffPage) subject(e measure.Estimate) string {
	state, vector, of := p.named(e.State), p.named(e.Vector), e.Of
	if d, ok := p.r.Domain(e.Of); ok {
		of = d.Title
	}
	late := ""
	if e.Of == measure.RecentName || strings.HasSuffix(e.Of, " "+measure.RecentName) {
		late = " of late"
	}
	switch e.Measure {
	case measure.KappaName:
		if e.Of == measure.RecentName || e.Of == measure.All {
			return fmt.Sprintf("%s votes with %s%s", possessive(state), vector, late)
		}
	case "position":
		return fmt.Sprintf("%s distance from %s", possessive(state), vector)
	case "verdict":
		id, span, _ := strings.Cut(e.Of, " ")
		c, ok := p.r.Composite(id)
		switch {
		case ok && span != "":
			return fmt.Sprintf("the share of choices in which the %s is greatest %s", c.ID, map[string]string{measure.RecentName: "of late", measure.BeforeName: "before"}[span])
		case ok && e.Vector != "":
			return fmt.Sprintf("the share of choices in which %s is first for %s in %s", vector, state, c.ID)
		case ok:
			return fmt.Sprintf("the share of choices in which %s is first in %s", state, c.ID)
		}
	case "siding":
		if o := p.r.VotesConfig.Opposed; len(o) == 2 {
			other := o[0]
			if e.Vector == o[0] {
				other = o[1]
			}
			return fmt.Sprintf("%s siding with %s rather than %s%s", possessive(state), vector, p.named(other), late)
		}
	case "share":
		return fmt.Sprintf("%s share of %s %s", possessive(vector), possessive(state), of)
	case "exposure":
		if e.Vector == evidence.World {
			return fmt.Sprintf("the weight of %s %s in its GDP", possessive(state), of)
		}
		return fmt.Sprintf("the weight of %s %s with %s in its GDP", possessive(state), of, vector)
	case "balance":
		if _, naive := strings.CutSuffix(e.Of, " naive"); !naive {
			return fmt.Sprintf("%s effective number of powers in %s", possessive(state), of)
		}
	case "silence":
		if e.Of == measure.SilentAll || e.Of == measure.RecentName {
			return fmt.Sprintf("%s silence%s", possessive(state), late)
		}
	case "cohesion":
		if strings.HasPrefix(e.Of, measure.AIAboveLuck) && !strings.HasSuffix(e.Of, measure.Contested) {
			return fmt.Sprintf("%s cohesion above luck%s", possessive(state), late)
		}
	case "uptake":
		if e.State == p.r.Label {
			state = "its states"
		}
		return fmt.Sprintf("the part of %s own documents that %s signed", possessive(p.r.Config.Name), state)
	case "tone":
		return fmt.Sprintf("the tone between %s and %s", state, vector)
	}
	return e.Name()
}

// named is a state's name in a sentence, or the region's: some take an article.
func (p diffPage) named(code string) string {
	if code == p.r.Label {
		return p.r.Config.Name
	}
	return p.r.Named(code)
}

func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}
