package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// statePage is where the page of a state stands.
func (w *writer) statePage(state string) string { return w.root + "states/" + slug(state) + ".html" }

// vectorPage is where the page of a vector stands.
func (w *writer) vectorPage(vector string) string {
	return w.root + "vectors/" + slug(vector) + ".html"
}

// withEnds writes an index with its interval, for brackets: 0.33, 0.28 to 0.38.
func (p *page) withEnds(e measure.Estimate) figured {
	return p.inEnds("leans.ends", e, func(l *Language, v float64) string { return l.decimal(v, 2) })
}

// bracketed writes an index with its interval in brackets: 0.33 (0.28 to 0.38).
func (p *page) bracketed(e measure.Estimate) figured {
	return p.inEnds("leans.ends_bracketed", e, func(l *Language, v float64) string { return l.decimal(v, 2) })
}

// amountInEnds writes a difference without its sign, with its interval in brackets.
func (p *page) amountInEnds(e measure.Estimate) figured {
	p.use(e)
	size := e
	if e.Value < 0 {
		size.Value, size.Low, size.High = -e.Value, -e.High, -e.Low
	}
	f := p.bracketed(size)
	f.of = []measure.Estimate{e}
	return f
}

// shareInEnds writes a share with its interval in brackets.
func (p *page) shareInEnds(e measure.Estimate) figured {
	return p.inEnds("leans.ends_bracketed", e, (*Language).percent)
}

// inEnds writes an estimate and its interval by a message, or without one its value alone.
func (p *page) inEnds(key string, e measure.Estimate, write func(l *Language, v float64) string) figured {
	return p.figure(e, func(l *Language) string {
		if !e.HasInterval() {
			return write(l, e.Value)
		}
		text, err := l.fill(key, map[string]any{"Value": write(l, e.Value), "Low": write(l, e.Low), "High": write(l, e.High)})
		if err != nil {
			p.fault(err)
		}
		return string(text)
	})
}

// size writes how large a difference is, without its sign.
func (p *page) size(e measure.Estimate, decimals int) figured {
	return p.sized([]measure.Estimate{e}, decimals)
}

// sized writes the size of several differences that read the same.
func (p *page) sized(all []measure.Estimate, decimals int) figured {
	f := p.figure(all[0], func(l *Language) string { return l.decimal(math.Abs(all[0].Value), decimals) })
	return figured{f.html, p.borne("", all...).of}
}

// level writes the probability of an interval.
func (p *page) level(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.percent(e.Level) })
}

// borne is a word that estimates bear out, without a number.
func (p *page) borne(text string, of ...measure.Estimate) phrase {
	for _, e := range of {
		p.use(e)
	}
	return phrase{html: template.HTML(template.HTMLEscapeString(text)), of: of}
}

// arrow says whether a change goes beyond its interval, and which way.
func (p *page) arrow(e measure.Estimate) phrase { return p.borne(e.Arrow(), e) }

// rollCalls counts what an estimate was computed from.
func (p *page) rollCalls(e measure.Estimate) counted {
	f := p.figure(e, func(l *Language) string { return l.decimal(float64(e.N), 0) })
	return counted{n: e.N, html: f.html, of: f.of}
}

// period writes the time an estimate speaks of: years, or the sessions of votes.
func (p *page) period(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.period(e.Period) })
}

// period writes a time as a language does: 2024, 2020–2024, sessions 69–78.
func (l *Language) period(text string) string {
	for _, kind := range []string{"sessions ", "session "} {
		rest, is := strings.CutPrefix(text, kind)
		if !is {
			continue
		}
		if now, before, two := strings.Cut(rest, " against "); two {
			return l.word("leans.since") + strings.TrimPrefix(before, kind) + l.word("leans.until") + now
		}
		return l.word("leans."+strings.TrimSpace(kind)) + strings.ReplaceAll(rest, "-", "–")
	}
	if from, to, span := strings.Cut(text, " to "); span {
		return l.day(from) + " – " + l.day(to)
	}
	now, before, two := strings.Cut(text, " against ")
	if two {
		return l.years(now) + l.word("depends.against") + l.years(before)
	}
	return l.years(now)
}

// day writes a date as a language does, where it is one.
func (l *Language) day(text string) string {
	if d, err := evidence.ParseDate(text); err == nil {
		return l.date(d)
	}
	return text
}

// years writes a period by its years.
func (l *Language) years(text string) string {
	var p evidence.Period
	if err := p.UnmarshalText([]byte(text)); err != nil || p.From.IsZero() {
		return strings.ReplaceAll(text, "-", "–")
	}
	switch {
	case p.From.Year != p.To.Year:
		return fmt.Sprintf("%d–%d", p.From.Year, p.To.Year)
	case p.From.Month > 0 && p.From != p.To: // a part of a year
		text, err := l.fill("depends.part_of", map[string]any{"Year": p.From.Year})
		if err != nil {
			panic("report: " + err.Error()) // a test asks every language for the same keys
		}
		return string(text)
	}
	return fmt.Sprint(p.From.Year)
}

// semicolons lists parts of a sentence that have commas of their own.
func (p *page) semicolons(parts []phrase) phrase { return p.listed(parts, "; ", "; ") }

// listed lists parts of a sentence with what stands between them, and before the last.
func (p *page) listed(parts []phrase, comma, and string) (all phrase) {
	var text strings.Builder
	for i, x := range parts {
		switch {
		case i == 0:
		case i == len(parts)-1:
			text.WriteString(and)
		default:
			text.WriteString(comma)
		}
		text.WriteString(string(x.html))
		all.of, all.keys = append(all.of, x.of...), append(all.keys, x.keys...)
	}
	all.html = template.HTML(text.String())
	return all
}

// sourceLine says under a figure whose records it draws, the publisher of most of them first.
func (p *page) sourceLine(all []measure.Estimate) string {
	counts := map[string]int{}
	var names []string
	for _, e := range all {
		for _, key := range e.From {
			record, ok := p.facts.Dossier.Record(key)
			if !ok {
				continue
			}
			card, ok := p.facts.Dossier.SourceCard(evidence.MetaOf(record).Source)
			if !ok {
				continue
			}
			name := card.Publisher
			if name == "" {
				name = card.Title
			}
			if counts[name]++; counts[name] == 1 {
				names = append(names, name)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	if len(names) == 0 {
		return ""
	}
	key := "leans.source"
	if len(names) > namedSources {
		names, key = names[:namedSources], "leans.sources"
	}
	line, err := p.lang.fill(key, map[string]any{"Publishers": strings.Join(names, "; ")})
	if err != nil {
		p.fault(err)
	}
	return string(line)
}

// namedSources are how many publishers the line under a figure names.
const namedSources = 3

// labelled names states and powers in tables and pictures: as they are called without an article.
func (w *writer) labelled(codes []string) (all []string) {
	for _, code := range codes {
		all = append(all, w.plain(code))
	}
	return all
}

func (w *writer) plain(code string) string {
	if n, ok := w.lang.names.Names[code]; ok {
		return evidence.Capital(n.Nom)
	}
	if name := w.name(code); w.facts.Dossier.Named(code) != name.Nom {
		return name.Cap()
	}
	return evidence.Capital(w.facts.Dossier.StateName(code))
}

// foremost are the vectors that a figure has room for: five, which it tells apart by colour.
func (w *writer) foremost() []string {
	v := w.facts.Dossier.Vectors
	return v[:min(len(v), 5)]
}
