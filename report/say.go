package report

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"slices"
	"strings"

	"multivector/measure"
)

// Sentence is one sentence of a page, bound to what it rests on. One without numbers may rest on nothing.
type Sentence struct {
	ID        string // of its page: the message's key and whom it speaks of
	HTML      template.HTML
	Estimates []string // their names
	Records   []string // keys, of what is said of records and not of estimates
	Claim     string
	Low       bool  // it rests only on records of low confidence
	Notes     []int // of the page, by number
}

// Bound tells whether there is a way back from the sentence.
func (s Sentence) Bound() bool { return len(s.Estimates)+len(s.Records) > 0 || s.Claim != "" }

// Plain is the sentence without its links.
func (s Sentence) Plain() string {
	var b strings.Builder
	inside := false
	for _, r := range string(s.HTML) {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return html.UnescapeString(b.String())
}

// fields are what a message speaks of, by the names it has in the message. A Name, a figured and a counted bring what they are of; a
// string is a word of the dossier or the language and is written as it is.
type fields map[string]any

// figured is a number in words, with the estimates it is of.
type figured struct {
	html template.HTML
	of   []measure.Estimate
}

func (f figured) String() string { return string(f.html) }

// counted is a number of things, which chooses the plural, and what was counted.
type counted struct {
	n    int
	html template.HTML
	of   []measure.Estimate
	keys []string
}

func (c counted) String() string { return string(c.html) }

// cited is a word that records bear out: a date, a title, an answer.
type cited struct {
	html template.HTML
	keys []string
}

func (c cited) String() string { return string(c.html) }

// say writes a sentence: a message of the page's language with its fields. An error is kept until the page is done.
func (p *page) say(key string, with fields) Sentence {
	s := Sentence{ID: strings.ReplaceAll(key, ".", "-")}
	filled := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(with)) {
		switch v := with[name].(type) {
		case Name:
			s.ID += "-" + v.Code
			filled[name] = escaped(v)
		case figured:
			s.rests(v.of)
			filled[name] = v
		case counted:
			s.rests(v.of)
			s.Records = append(s.Records, v.keys...)
			filled[name] = v
		case cited:
			s.Records = append(s.Records, v.keys...)
			filled[name] = v
		case phrase:
			s.rests(v.of)
			s.Records = append(s.Records, v.keys...)
			filled[name] = v
		case string:
			filled[name] = template.HTMLEscapeString(v)
		default:
			filled[name] = v
		}
	}
	var err error
	if s.HTML, err = p.lang.fill(key, filled); err != nil {
		p.fault(err)
	}
	return p.bind(s)
}

func (s *Sentence) rests(on []measure.Estimate) {
	for _, e := range on {
		if name := e.Name(); !slices.Contains(s.Estimates, name) {
			s.Estimates = append(s.Estimates, name)
		}
	}
}

// bind gives a sentence its place on the page: an id of its own, and the notes of what it rests on.
func (p *page) bind(s Sentence) Sentence {
	p.said[s.ID]++
	if n := p.said[s.ID]; n > 1 {
		s.ID += fmt.Sprintf("-%d", n)
	}
	slices.Sort(s.Records)
	s.Records = slices.Compact(s.Records)
	keys := slices.Clone(s.Records)
	for _, name := range s.Estimates {
		keys = append(keys, p.used[name].From...)
	}
	s.Low = p.onlyLow(keys)
	s.Notes = p.note(keys)
	here := backlink{p.path + "#" + s.ID, p.title, s.Plain()}
	for _, name := range s.Estimates {
		p.saidOf[name] = append(p.saidOf[name], here)
	}
	for _, key := range s.Records {
		p.citedBy[key] = append(p.citedBy[key], here)
	}
	for _, n := range s.Notes {
		id := p.notes[n-1].Source.ID
		p.citing[id] = append(p.citing[id], here)
	}
	p.sentences = append(p.sentences, s)
	return s
}

func escaped(n Name) Name {
	for _, form := range []*string{&n.Nom, &n.Gen, &n.Dat, &n.Acc, &n.Ins, &n.Pre} {
		*form = template.HTMLEscapeString(*form)
	}
	return n
}
