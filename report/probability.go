package report

import (
	"html/template"
	"math"
	"strings"

	"multivector/claim"
	"multivector/measure"
)

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
	t := table{Title: p.lang.word("probability.table"), Head: []string{p.lang.word("probability.word"), p.lang.word("probability.range")}}
	var said []string
	var last claim.Range
	flush := func() {
		if said != nil {
			whole := func(v float64) string { return p.lang.decimal(math.Round(100*v), 0) }
			t.Rows = append(t.Rows, []cell{{Text: strings.Join(said, ", "), Head: true}, {Text: whole(last.Low) + "–" + p.lang.percent(last.High), Number: true}})
		}
	}
	for _, w := range words.List() { // synonyms stand beside each other
		if said != nil && words[w] == last {
			said = append(said, p.lang.probable(w))
			continue
		}
		flush()
		said, last = []string{p.lang.probable(w)}, words[w]
	}
	flush()
	p.add(t)
}
