package report

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// former is the report as it would be without some of the corrections, as far as that is needed to tell what they changed.
type former struct {
	of    []*evidence.Correction // which are taken back
	facts *Facts                 // nil where the dossier cannot be read without them
	why   error                  // which that is
	pages map[string]*spoken     // by language
}

// spoken is what a report says in one language.
type spoken struct {
	sentences map[string]Sentence // by page and id
	order     []string            // of those
	drawings  map[string]drawing  // by page and id
	drawn     []string            // of those
	folder    Folder
}

// takeBack measures the dossier without each of its corrections alone and, where there are several, without all.
func (f *Facts) takeBack() {
	var all []*evidence.Correction
	for i := range f.Dossier.Corrections {
		if c := &f.Dossier.Corrections[i]; c.Status == "active" {
			all = append(all, c)
		}
	}
	for _, c := range all {
		f.formers = append(f.formers, f.without(c))
	}
	if len(all) > 1 {
		f.formers = append(f.formers, f.without(all...))
	}
}

// without measures the dossier as it is in the files where some corrections stand.
func (f *Facts) without(corrections ...*evidence.Correction) *former {
	old := &former{of: corrections, pages: map[string]*spoken{}}
	var changes []evidence.Change
	for _, c := range corrections {
		changes = append(changes, evidence.Change{Record: c.Record, Field: c.Field, Was: c.Was, Becomes: c.Becomes})
	}
	var d *evidence.Dossier
	if d, old.why = f.Dossier.Changed(evidence.Undone(changes)); old.why == nil {
		old.facts, old.why = measureAll(measure.Of(d, f.Region.Options))
	}
	if old.why != nil {
		old.facts = nil
	}
	return old
}

// spoken is what a report says, all but the errata and what only shows the evidence.
func (w *writer) spoken(folder Folder) *spoken {
	s := &spoken{map[string]Sentence{}, nil, map[string]drawing{}, nil, folder}
	for _, p := range w.pages {
		for _, one := range p.sentences {
			at := p.path + "#" + one.ID
			s.sentences[at], s.order = one, append(s.order, at)
		}
		for _, b := range p.body {
			if d, ok := b.(drawing); ok {
				at := p.path + "#drawn-" + d.ID
				s.drawings[at], s.drawn = d, append(s.drawn, at)
			}
		}
	}
	return s
}

// in is what the former report says in a language.
func (old *former) in(now *writer) *spoken {
	if s := old.pages[now.lang.Code]; s != nil {
		return s
	}
	old.facts.Languages = now.facts.Languages
	w := newWriter(old.facts, now.lang, now.root)
	folder := Folder{}
	w.write(folder)
	old.pages[now.lang.Code] = w.spoken(folder)
	return old.pages[now.lang.Code]
}

// shift is what corrections changed in a report.
type shift struct {
	estimates [][2]measure.Estimate // before and after
	sentences [][2]Sentence         // likewise; nothing is said before or after where one has no text
	at        []string              // where each of the sentences stands
	drawings  []string              // of those whose numbers changed
}

// shifted finds what a former report says otherwise.
func (w *writer) shifted(old *former, now *spoken) (s shift) {
	for _, e := range w.facts.Assessment.All() {
		if was := old.facts.Assessment.Get(e.Measure, e.State, e.Vector, e.Of); !sameValue(was, *e) {
			s.estimates = append(s.estimates, [2]measure.Estimate{was, *e})
		}
	}
	before := old.in(w)
	for _, at := range slices.Concat(now.order, slices.DeleteFunc(slices.Clone(before.order), func(at string) bool { _, both := now.sentences[at]; return both })) {
		was, is := before.sentences[at], now.sentences[at]
		if was.Plain() != is.Plain() && max(len(strings.Fields(was.Plain())), len(strings.Fields(is.Plain()))) >= aSentence {
			s.sentences, s.at = append(s.sentences, [2]Sentence{was, is}), append(s.at, at)
		}
	}
	for _, at := range now.drawn {
		if csv := now.drawings[at].CSV; !bytes.Equal(now.folder[csv], before.folder[csv]) {
			s.drawings = append(s.drawings, at)
		}
	}
	return s
}

// aSentence is how many words one has at least: numbers that stand alone are told by their estimates.
const aSentence = 4

// sameValue tells whether two estimates are written alike.
func sameValue(a, b measure.Estimate) bool {
	same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return a.Status == b.Status && same(a.Value, b.Value) && same(a.Low, b.Low) && same(a.High, b.High)
}

// lessThan leaves of a shift what none of others brings about.
func (s shift) lessThan(others []shift) (rest shift) {
	done := map[string]bool{}
	for _, o := range others {
		for _, e := range o.estimates {
			done[e[1].Name()] = true
		}
		for _, at := range slices.Concat(o.at, o.drawings) {
			done[at] = true
		}
	}
	for _, e := range s.estimates {
		if !done[e[1].Name()] {
			rest.estimates = append(rest.estimates, e)
		}
	}
	for i, at := range s.at {
		if !done[at] {
			rest.at, rest.sentences = append(rest.at, at), append(rest.sentences, s.sentences[i])
		}
	}
	rest.drawings = slices.DeleteFunc(slices.Clone(s.drawings), func(at string) bool { return done[at] })
	return rest
}

func (s shift) none() bool { return len(s.estimates)+len(s.sentences)+len(s.drawings) == 0 }

// writeErrata writes which corrections were applied, and what they changed.
func (w *writer) writeErrata(folder Folder) {
	if w.facts.former {
		return
	}
	now := w.spoken(folder)
	p := w.page("errata.html", "errata", w.lang.word("errata.title"), "")
	corrections := w.facts.Dossier.Corrections
	if len(corrections) == 0 {
		p.para(p.say("errata.none", nil))
		return
	}
	var keys []string
	t := table{Title: w.lang.word("errata.table"), Head: strings.Split(w.lang.word("errata.head"), "|")}
	for i := range corrections {
		c := &corrections[i]
		keys = append(keys, c.Key)
		var row []cell
		for _, text := range []string{c.Record, c.Field, c.Was, c.Becomes, c.Reason, c.Who, c.Date.String(), w.lang.word("errata." + c.Status)} {
			row = append(row, cell{Sentence: p.bind(Sentence{ID: "correction-" + slug(c.Key), HTML: template.HTML(template.HTMLEscapeString(text)), Records: []string{c.Key}})})
		}
		t.Rows = append(t.Rows, row)
	}
	p.para(p.say("errata.some", fields{"N": p.many(len(corrections), keys...)}))
	p.add(t)
	var singly []shift
	for i, old := range w.facts.formers {
		id := fmt.Sprintf("change-%d", i+1)
		together := len(old.of) > 1
		title := w.lang.word("errata.together")
		if !together {
			title = old.of[0].Reason
		}
		var s shift
		if old.facts != nil {
			if s = w.shifted(old, now); together {
				if s = s.lessThan(singly); s.none() {
					continue
				}
			}
			singly = append(singly, s)
		}
		p.heads(2, id, title)
		p.undone(old, s, now)
	}
}

// undone tells what corrections changed.
func (p *page) undone(old *former, s shift, now *spoken) {
	var keys []string
	for _, c := range old.of {
		keys = append(keys, c.Key)
	}
	of := func(html string) cited { return cited{template.HTML(template.HTMLEscapeString(html)), keys} }
	switch c := old.of[0]; {
	case len(old.of) > 1:
		p.para(p.say("errata.all", fields{"N": p.many(len(old.of), keys...)}))
	default:
		p.para(p.say("errata.one", fields{"Record": of(c.Record), "Field": of(c.Field), "Was": of(p.quoted(c.Was)), "Becomes": of(p.quoted(c.Becomes))}))
	}
	if old.why != nil {
		p.para(p.say("errata.unread", fields{"Why": of(strings.Split(old.why.Error(), "\n")[0])}))
		return
	}
	if s.none() {
		p.para(p.say("errata.nothing", nil))
		return
	}
	p.parts("errata.sentences", len(s.sentences), func(i int) Sentence {
		was, is := s.sentences[i][0], s.sentences[i][1]
		link := template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(p.to(s.at[i])), template.HTMLEscapeString(is.Plain())))
		switch before := of(was.Plain()); {
		case is.ID == "":
			return p.say("errata.unsaid", fields{"Was": before})
		case was.ID == "":
			return p.say("errata.new", fields{"Is": cited{link, keys}})
		default:
			return p.say("errata.sentence", fields{"Was": before, "Is": cited{link, keys}})
		}
	})
	p.parts("errata.figures", len(s.drawings), func(i int) Sentence {
		d := now.drawings[s.drawings[i]]
		return p.say("errata.figure", fields{"Figure": cited{template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(p.to(s.drawings[i])), template.HTMLEscapeString(d.Title))), keys}})
	})
	p.parts("errata.numbers", len(s.estimates), func(i int) Sentence {
		was, is := s.estimates[i][0], s.estimates[i][1]
		return p.say("errata.number", fields{"Name": of(is.Name()), "Was": of(inFull(p.lang, was)), "Is": p.figure(is, func(l *Language) string { return inFull(l, is) })})
	})
}

// parts is a part of what was changed, where there is any.
func (p *page) parts(key string, n int, item func(int) Sentence) {
	if n == 0 {
		return
	}
	p.add(heading{3, strings.ReplaceAll(key, ".", "-") + fmt.Sprint("-", len(p.body)), p.lang.word(key)})
	var all []Sentence
	for i := range n {
		all = append(all, item(i))
	}
	p.add(bullets{all})
}

// quoted is a cell as a sentence has it.
func (p *page) quoted(cell string) string {
	if cell == "" {
		return p.lang.word("errata.empty")
	}
	return cell
}

// inFull writes an estimate with its interval.
func inFull(l *Language, e measure.Estimate) string {
	text := ""
	if e.Known() {
		text = l.precise(e.Value)
	} else {
		text = l.missing(e.Status)
	}
	if e.HasInterval() {
		text += " (" + l.precise(e.Low) + l.word("common.to") + l.precise(e.High) + ")"
	}
	return text
}
