package report

import (
	"html/template"
	"strings"

	"multivector/claim"
	"multivector/measure"
)

// ranges are words of probability and what each means.
type ranges struct {
	Title, Word, Range string // of the table and its columns
	Rows               []wordRange
}

type wordRange struct{ Word, Range string }

func (ranges) kind() string { return "ranges" }

// chance writes a probability with the word that the dossier has for it: very likely (93%).
func (p *page) chance(e measure.Estimate) figured {
	f := p.figure(e, func(l *Language) string { return l.chanceShare(e.Value) })
	if word := p.wordFor(e); word != "" {
		f.html = template.HTML(template.HTMLEscapeString(word)) + " (" + f.html + ")"
	}
	return f
}

// wordFor is the word for a probability in the language of the page.
func (p *page) wordFor(e measure.Estimate) string {
	if !e.Known() {
		return ""
	}
	word := p.facts.Book.Words.Of(e.Value)
	if key := "probability.said." + strings.ReplaceAll(word, " ", "_"); p.lang.has(key) { // as a sentence has it
		return p.lang.word(key)
	}
	return p.lang.probable(word)
}

// chanceShare writes a probability as a share. That it was so in all draws, or in none, is not to say that it cannot be otherwise.
func (l *Language) chanceShare(v float64) string {
	switch {
	case v >= 0.995:
		return ">" + l.percent(0.99)
	case v < 0.005:
		return "<" + l.percent(0.01)
	}
	return l.percent(v)
}

// probable is a word of probability in this language: the dossier's own, or that of the standard ones.
func (l *Language) probable(word string) string {
	key := "probability." + strings.ReplaceAll(word, " ", "_")
	if l.has(key) {
		return l.own("words", word, l.word(key))
	}
	return l.own("words", word, word)
}

// writeWords lists the words of probability with their ranges.
func (p *page) writeWords() {
	words := p.facts.Book.Words
	p.heads(2, "words", p.lang.word("probability.heading"))
	about := "probability.standard"
	if len(p.facts.Dossier.Config.Words) > 0 {
		about = "probability.declared"
	}
	p.para(p.say(about, nil))
	t := ranges{Title: p.lang.word("probability.table"), Word: p.lang.word("probability.word"), Range: p.lang.word("probability.range")}
	var last claim.Range
	for _, w := range words.List() { // synonyms stand beside each other
		said := p.lang.probable(w)
		if n := len(t.Rows); n > 0 && words[w] == last {
			t.Rows[n-1].Word += p.lang.word("common.comma") + said
			continue
		}
		last = words[w]
		low := strings.TrimRight(p.lang.percent(last.Low), "% \u00a0\u202f")
		t.Rows = append(t.Rows, wordRange{said, low + "–" + p.lang.percent(last.High)})
	}
	p.add(t)
}

// rawHTML is what is HTML already, of parts that were escaped.
func rawHTML(text string) template.HTML { return template.HTML(text) }
