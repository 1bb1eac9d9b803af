package report

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// phrase is a part of a sentence that is itself a message, with what it rests on: a state and its number in a list of such.
type phrase struct {
	html template.HTML
	of   []measure.Estimate
	keys []string
}

func (x phrase) String() string { return string(x.html) }

// part writes a message as a part of a sentence.
func (p *page) part(key string, with fields) (x phrase) {
	filled := map[string]any{}
	for name, v := range with {
		switch v := v.(type) {
		case Name:
			filled[name] = escaped(v)
			continue
		case figured:
			x.of = append(x.of, v.of...)
		case counted:
			x.of, x.keys = append(x.of, v.of...), append(x.keys, v.keys...)
		case cited:
			x.keys = append(x.keys, v.keys...)
		case phrase:
			x.of, x.keys = append(x.of, v.of...), append(x.keys, v.keys...)
		case string:
			filled[name] = template.HTMLEscapeString(v)
			continue
		}
		filled[name] = v
	}
	slices.SortStableFunc(x.of, func(a, b measure.Estimate) int { return cmp.Compare(a.Name(), b.Name()) })
	slices.Sort(x.keys)
	var err error
	if x.html, err = p.lang.fill(key, filled); err != nil {
		p.fault(err)
	}
	return x
}

// joined lists parts of a sentence as the language does: a, b and c.
func (p *page) joined(parts []phrase) (all phrase) {
	var words []string
	for _, x := range parts {
		words = append(words, string(x.html))
		all.of, all.keys = append(all.of, x.of...), append(all.keys, x.keys...)
	}
	all.html = template.HTML(p.lang.list(words))
	return all
}

// states lists states or powers in the nominative.
func (p *page) states(codes []string) string { return p.lang.list(p.named(codes)) }

// celled puts a number, or a word that is borne out, into a table. A number leads to its estimate and so to its sources; their notes
// would be wider than all that is in the column.
func (p *page) celled(id string, x phrase) cell {
	s := Sentence{ID: id, HTML: x.html, Records: x.keys}
	s.rests(x.of)
	s = p.bind(s)
	if len(x.of) > 0 {
		s.Notes = nil
	}
	return cell{Sentence: s, Number: len(x.of) > 0}
}

// as gives a number as a part of a sentence or a table.
func (f figured) as() phrase { return phrase{f.html, f.of, nil} }
func (c counted) as() phrase { return phrase{c.html, c.of, c.keys} }
func (c cited) as() phrase   { return phrase{c.html, nil, c.keys} }

// outOf writes a share of things that can be counted: 29 of 30.
func (p *page) outOf(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		if !e.Known() {
			return l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
		}
		return l.decimal(math.Round(e.Value*float64(e.N)), 0) + l.word("common.of") + l.decimal(float64(e.N), 0)
	})
}

// signedTenths writes a number that has a sign: +2.3, −0.4.
func (p *page) signedTenths(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		if !e.Known() {
			return l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
		}
		text := l.decimal(e.Value, 1)
		if e.Value >= 0.05 {
			text = "+" + text
		}
		return text
	})
}

// distance writes the interval of a difference of shares that leaves zero out, in points without their sign: 4 to 12.
func (p *page) distance(e measure.Estimate) figured {
	low, high := math.Abs(100*e.Low), math.Abs(100*e.High)
	low, high = min(low, high), max(low, high)
	decimals := 0
	if low < 0.5 {
		decimals = 1 // zero is left out
	}
	return p.figure(e, func(l *Language) string { return l.decimal(low, decimals) + l.word("common.to") + l.decimal(high, 0) })
}

// within writes the interval of an estimate that is read to two decimals, or nothing where it has none.
func (p *page) within(e measure.Estimate) any {
	if !e.HasInterval() {
		return ""
	}
	return p.ends(e, false)
}

// date writes a date, which records bear out.
func (p *page) date(d evidence.Date, keys ...string) cited {
	return cited{template.HTML(template.HTMLEscapeString(p.lang.date(d))), keys}
}

// date writes a day, a month or a year.
func (l *Language) date(d evidence.Date) string {
	if d.Month == 0 {
		return fmt.Sprint(d.Year)
	}
	key, names := "dates.month", "dates.months"
	if d.Day > 0 {
		key, names = "dates.day", "dates.of_months"
	}
	month := strings.Fields(l.word(names))[d.Month-1]
	text, err := l.fill(key, map[string]any{"Day": d.Day, "Month": month, "Year": d.Year})
	if err != nil {
		panic("report: " + err.Error()) // a test asks every language for it
	}
	return string(text)
}

// ordered sorts estimates by value, the largest first.
func ordered(all []measure.Estimate) []measure.Estimate {
	slices.SortStableFunc(all, func(a, b measure.Estimate) int { return cmp.Compare(b.Value, a.Value) })
	return all
}

// apartFrom tells that an estimate's interval lies wholly above (1) or below (-1) another's; 0 where they meet, or are not both known.
func apartFrom(a, b measure.Estimate) int {
	switch {
	case !a.Known() || !b.Known() || !a.HasInterval() || !b.HasInterval():
		return 0
	case a.Low > b.High:
		return 1
	case a.High < b.Low:
		return -1
	}
	return 0
}

// overlap tells of two estimates whose intervals have values in common.
func overlap(a, b measure.Estimate) bool {
	return a.Known() && b.Known() && a.HasInterval() && b.HasInterval() && apartFrom(a, b) == 0
}

// sign is that of a difference whose interval leaves zero out; 0 where it does not.
func sign(e measure.Estimate) int {
	switch {
	case !e.Known() || !e.HasInterval():
		return 0
	case e.Low > 0:
		return 1
	case e.High < 0:
		return -1
	}
	return 0
}
