package report

import (
	"html/template"
	"math"
	"strings"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// claimValue is a value that decided a part of a claim: of a measure the estimate, of anything else the records it was read from.
func (p *page) claimValue(v claim.Value) Sentence {
	with := fields{"Name": v.Name()}
	if e := p.facts.Assessment.Get(v.Measure, v.State, v.Vector, v.Of); v.Kind == claim.NumberKind && sameEstimate(e, v.Estimate) {
		with["Value"] = p.figure(e, func(l *Language) string { return l.valued(v) })
	} else {
		html := template.HTML(template.HTMLEscapeString(p.lang.valued(v)))
		if len(v.From) == 1 {
			class := ` class="n"` // is not broken into lines
			if v.Kind == claim.WordKind {
				class = ""
			}
			html = `<a` + template.HTML(class) + ` href="` + template.HTML(template.HTMLEscapeString(p.to(p.facts.recordOf(v.From[0])))) + `">` + html + `</a>`
		}
		with["Value"] = cited{html, v.From}
	}
	return p.say("claims.value", with)
}

// sameEstimate tells whether a value is the estimate that the report has under its name: as of another day it is another.
func sameEstimate(e, v measure.Estimate) bool {
	return e.Status == v.Status && e.Period == v.Period && e.Level == v.Level && sameNumber(e.Value, v.Value) && sameNumber(e.Low, v.Low) && sameNumber(e.High, v.High)
}

func sameNumber(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// valued writes a value in words of the language.
func (l *Language) valued(v claim.Value) string {
	switch {
	case v.Kind == claim.TruthKind:
		return l.word("claims.truth." + v.Truth.String())
	case v.Status != "" && !v.HasInterval():
		return l.word("missing." + strings.ReplaceAll(v.Status, " ", "_"))
	case v.Kind == claim.WordKind:
		if key := "claims.answer." + v.Word; l.has(key) {
			return l.word(key)
		}
		return v.Word
	case v.Kind == claim.DateKind:
		return l.date(v.Date)
	}
	if !v.HasInterval() {
		return l.figures(v.Value)
	}
	if math.IsInf(v.High, 1) {
		return l.figures(v.Low) + " " + l.word("claims.more")
	}
	between := l.figures(v.Low) + l.word("common.to") + l.figures(v.High)
	switch {
	case v.Low == v.High:
		return l.figures(v.Low)
	case v.Status != "":
		return between
	}
	return l.figures(v.Value) + " (" + between + ")"
}

// figures writes a number to three figures, whole where it is whole.
func (l *Language) figures(v float64) string {
	size := math.Abs(v)
	switch {
	case v == math.Trunc(v), size >= 100:
		return l.decimal(v, 0)
	case size >= 10:
		return l.decimal(v, 1)
	case size >= 1:
		return l.decimal(v, 2)
	}
	return l.decimal(v, 3)
}

// spell writes when something was, from a day to a day.
func (l *Language) spell(p evidence.Period) string {
	switch {
	case p.From.IsZero() && p.To.IsZero():
		return ""
	case p.From == p.To:
		return l.date(p.To)
	}
	return l.date(p.From) + " – " + l.date(p.To)
}
