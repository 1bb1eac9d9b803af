package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// form is how an article writes a value.
type form struct {
	name string
	with string // the nouns of a count, the case of a name
}

// formKinds are the forms, and what each writes.
var formKinds = map[string]claim.Kind{
	"percent": claim.NumberKind, "index": claim.NumberKind, "tenths": claim.NumberKind, "whole": claim.NumberKind, "points": claim.NumberKind,
	"interval": claim.NumberKind, "interval-percent": claim.NumberKind, "count": claim.NumberKind,
	"date": claim.DateKind, "name": claim.WordKind,
}

// formNames are the forms, as a fault lists them.
var formNames = []string{"percent", "index", "tenths", "whole", "points", "interval", "interval-percent", "count: one, many", "date", "name"}

func (f form) String() string { return f.name }

// readForm reads a form, and says what it writes.
func readForm(text string) (f form, kind claim.Kind, ok bool) {
	name, with, colon := strings.Cut(text, ":")
	f = form{strings.TrimSpace(name), strings.TrimSpace(with)}
	kind, ok = formKinds[f.name]
	switch f.name {
	case "count":
		ok = ok && f.with != ""
	case "name":
	default:
		ok = ok && !colon
	}
	return f, kind, ok
}

// written is a value as an article writes it, with its way back.
func (p *page) written(n *valued) (figured, []string) {
	f, kind, _ := readForm(n.form.String())
	v := n.outcome.Parts[0].Value
	switch {
	case kind == claim.DateKind && v.Known():
		return figured{html: template.HTML(template.HTMLEscapeString(p.lang.longDate(v.Date)))}, v.From
	case kind == claim.WordKind && v.Known():
		return figured{html: template.HTML(template.HTMLEscapeString(p.inCase(v.Word, f.with)))}, v.From
	case kind != claim.NumberKind:
		return figured{html: template.HTML(p.lang.missing(v.Status))}, v.From
	}
	e := p.estimateOf(n.expr.String(), v.Estimate)
	switch f.name {
	case "percent":
		return p.share(e), nil
	case "index":
		return p.index(e), nil
	case "tenths":
		return p.tenths(e), nil
	case "points":
		return p.points(e), nil
	case "interval", "interval-percent":
		return p.ends(e, f.name == "interval-percent"), nil
	case "count":
		number := p.decimal(e, 0)
		return figured{number.html + "\u00a0" + template.HTML(template.HTMLEscapeString(p.lang.noun(e.Value, f.with))), number.of}, nil
	}
	return p.decimal(e, 0), nil
}

// missing says why there is no value.
func (l *Language) missing(status string) string {
	return l.word("missing." + strings.ReplaceAll(status, " ", "_"))
}

// noun chooses the form of a noun beside a number: of state, states the second beside all but one; of forms for one, few and many as the
// plurals of the language have them.
func (l *Language) noun(v float64, forms string) string {
	nouns := strings.Split(forms, ",")
	at := len(nouns) - 1
	if v == math.Trunc(v) {
		at = slices.Index(map[bool][]plural.Form{true: {plural.One, plural.Few, plural.Many}, false: {plural.One, plural.Other}}[len(nouns) > 2],
			plural.Cardinal.MatchPlural(l.tag, int(math.Abs(v)), 0, 0, 0, 0))
	}
	if at < 0 || at >= len(nouns) {
		at = len(nouns) - 1
	}
	return strings.TrimSpace(nouns[at])
}

// inCase names a state, a power or a forum in a case; any other word is itself.
func (p *page) inCase(code, wanted string) string {
	n := p.name(code)
	switch wanted {
	case "gen":
		return n.Gen
	case "dat":
		return n.Dat
	case "acc":
		return n.Acc
	case "ins":
		return n.Ins
	case "pre":
		return n.Pre
	}
	return n.Nom
}

// longDate writes a day, a month or a year out: 2 March 2022.
func (l *Language) longDate(d evidence.Date) string {
	months := strings.Fields(l.word("article.months"))
	alone := strings.Fields(l.word("article.months_alone"))
	switch {
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", alone[d.Month-1], d.Year)
	}
	return fmt.Sprintf("%d\u00a0%s %d", d.Day, months[d.Month-1], d.Year)
}

// estimateOf is the estimate under which the report speaks of an expression's value: that of the assessment where it is the same, and
// else one by the name of the expression, for of two days a measure has two values and one name.
func (p *page) estimateOf(expression string, e measure.Estimate) measure.Estimate {
	if own := p.facts.Assessment.Get(e.Measure, e.State, e.Vector, e.Of); own.Known() && own.Value == e.Value && own.Period == e.Period {
		return own
	}
	e.Measure = inWords.Replace(strings.Join(strings.Fields(expression), " "))
	e.State, e.Vector, e.Of = "", "", ""
	return e
}

// inWords writes out the operators of an expression, which an address cannot hold.
var inWords = strings.NewReplacer(" - ", " less ", " + ", " plus ", " * ", " times ", " / ", " over ",
	" < ", " below ", " > ", " above ", " <= ", " at most ", " >= ", " at least ", " == ", " is ", " != ", " is not ")
