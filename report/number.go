package report

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"multivector/measure"
)

// How numbers are written. Each takes an estimate and gives a link to it, so that a number cannot be written without one.

// share writes a share: 39%, and where it has bounds that are far apart or one end alone 8–21%, ≥81%, <4%.
func (p *page) share(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.share(e) })
}

func (l *Language) share(e measure.Estimate) string {
	switch {
	case !e.Known() && e.HasInterval():
		return "<" + l.percent(max(0.01, math.Ceil(100*e.High-1e-9)/100))
	case !e.Known():
		return l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
	case atLeast(e):
		return "≥" + l.percent(e.Value)
	case e.Level == 1 && e.High-e.Low > wide:
		low := strings.TrimRight(l.percent(e.Low), "% \u00a0\u202f")
		return low + "–" + l.percent(e.High)
	}
	return l.percent(e.Value)
}

// wide are bounds that are shown instead of the value between them.
const wide = 0.1

// atLeast tells of a share of which only a lower bound is known.
func atLeast(e measure.Estimate) bool { return warned(e, "a lower bound") }

func warned(e measure.Estimate, prefix string) bool {
	for _, w := range e.Warnings {
		if strings.HasPrefix(w, prefix) {
			return true
		}
	}
	return false
}

// index writes a number between -1 and 1, or another that is read to two decimals: 0.33.
func (p *page) index(e measure.Estimate) figured { return p.decimal(e, 2) }

// tenths writes an effective number, a tone or a ratio: 2.3.
func (p *page) tenths(e measure.Estimate) figured { return p.decimal(e, 1) }

func (p *page) decimal(e measure.Estimate, decimals int) figured {
	return p.figure(e, func(l *Language) string {
		if !e.Known() {
			return l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
		}
		return l.decimal(e.Value, decimals)
	})
}

// ends writes the interval of an estimate that is written as an index, or as a share: 0.28 to 0.38.
func (p *page) ends(e measure.Estimate, asShare bool) figured {
	return p.figure(e, func(l *Language) string {
		if !e.HasInterval() {
			return l.word("missing.interval")
		}
		low, high := l.decimal(e.Low, 2), l.decimal(e.High, 2)
		if asShare {
			low, high = l.percent(e.Low), l.percent(e.High)
		}
		return low + l.word("common.to") + high
	})
}

// points writes a difference of shares in percentage points, without its sign.
func (p *page) points(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string { return l.decimal(100*math.Abs(e.Value), 0) })
}

// count writes a number of things that an estimate is, and chooses the plural.
func (p *page) count(e measure.Estimate) counted {
	f := p.figure(e, func(l *Language) string { return l.decimal(e.Value, 0) })
	return counted{n: int(math.Round(e.Value)), html: f.html, of: f.of}
}

// of counts records.
func (p *page) many(n int, keys ...string) counted {
	return counted{n: n, html: template.HTML(p.lang.decimal(float64(n), 0)), keys: keys}
}

// figure links a number to the estimate it is of.
func (p *page) figure(e measure.Estimate, write func(*Language) string) figured {
	p.use(e)
	text := template.HTMLEscapeString(write(p.lang))
	return figured{template.HTML(fmt.Sprintf(`<a class="n" href="%s">%s</a>`, template.HTMLEscapeString(p.to(p.evidenceOf(e))), text)), []measure.Estimate{e}}
}
