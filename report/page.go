package report

import (
	"cmp"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// page is one page of the report as it is put together: what stands on it, in one language, and what its sentences rest on.
type page struct {
	*writer
	path  string // from the root of the folder, as ru/states/KAZ.html
	title string
	about string // in a sentence, for search engines and previews
	kind  string // index, state, vector, ...: a class of its body
	body  []block
	once  bool // it is one for all languages

	said      map[string]int // sentences, by id
	sentences []Sentence     // in order
	notes     []note
}

// block is a part of a page: templates/KIND.html says how it looks.
type block interface{ kind() string }

// heading begins a part of the page, of a level from 2.
type heading struct {
	Level int
	ID    string
	Text  string
}

// paragraph is sentences that belong together; lead is the short answer of a page or section.
type paragraph struct {
	Sentences []Sentence
	Lead      bool
}

// words are prose of the report's own that speaks of no number of the evidence: how it is to be read.
type words struct {
	Text string
	Lead bool
}

// bullets is a list of sentences.
type bullets struct{ Items []Sentence }

// drawing is a figure in the text: its file, the table of its numbers, and what it shows in words.
type drawing struct {
	ID, Title, SVG, CSV string
	Spoken              string
	Caption             []Sentence
}

// table is rows of cells under a head. A cell that is a number is a Sentence as well: it has its way back.
type table struct {
	Title   string
	Head    []string
	Rows    [][]cell
	Caption []Sentence
}

// cell is a word, a link or a bound number.
type cell struct {
	Sentence
	Text   string // of a cell that is bound to nothing
	Href   string
	Head   bool // of a row
	Number bool // set right
}

// Right tells whether a column is of numbers.
func (t table) Right(column int) bool {
	return slices.ContainsFunc(t.Rows, func(row []cell) bool { return column < len(row) && row[column].Number })
}

func (heading) kind() string   { return "heading" }
func (paragraph) kind() string { return "paragraph" }
func (words) kind() string     { return "words" }
func (bullets) kind() string   { return "bullets" }
func (drawing) kind() string   { return "drawing" }
func (table) kind() string     { return "table" }

// add puts blocks on the page.
func (p *page) add(blocks ...block) { p.body = append(p.body, blocks...) }

// heads begins a part of the page.
func (p *page) heads(level int, id, text string) { p.add(heading{level, id, text}) }

// para puts sentences on the page as a paragraph, where there are any.
func (p *page) para(sentences ...Sentence) {
	if len(sentences) > 0 {
		p.add(paragraph{Sentences: sentences})
	}
}

// note is a source as a page cites it, by its number on the page.
type note struct {
	N      int
	Source *evidence.Source
	Used   [4]int // records of it that the page's sentences rest on, by confidence
	keys   map[string]bool
}

// note gives the numbers of the notes for the sources of some records, in their order, making those that are new.
func (p *page) note(keys []string) (numbers []int) {
	for _, key := range keys {
		record, ok := p.facts.Dossier.Record(key)
		if !ok {
			continue
		}
		meta := evidence.MetaOf(record)
		source, ok := p.facts.Dossier.SourceCard(meta.Source)
		if own, is := record.(*evidence.Source); is {
			source, ok = own, true // a source that is cited itself
		}
		if !ok {
			continue
		}
		i := slices.IndexFunc(p.notes, func(n note) bool { return n.Source.ID == source.ID })
		if i < 0 {
			i = len(p.notes)
			p.notes = append(p.notes, note{N: i + 1, Source: source, keys: map[string]bool{}})
		}
		if n := &p.notes[i]; !n.keys[key] {
			n.keys[key] = true
			n.Used[meta.Confidence]++
		}
		if !slices.Contains(numbers, i+1) {
			numbers = append(numbers, i+1)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// onlyLow tells that there are records, and all are of low confidence.
func (p *page) onlyLow(keys []string) bool {
	n := 0
	for _, key := range keys {
		if record, ok := p.facts.Dossier.Record(key); ok {
			if evidence.MetaOf(record).Confidence != evidence.Low { // higher, or of a table that has none
				return false
			}
			n++
		}
	}
	return n > 0
}

// to is the way from this page to another file of the folder.
func (p *page) to(target string) string {
	if own, ok := strings.CutPrefix(target, p.path+"#"); ok {
		return "#" + own
	}
	return strings.Repeat("../", strings.Count(p.path, "/")) + target
}

// fault keeps what is wrong with the page until it is done.
func (p *page) fault(err error) { p.faults = append(p.faults, err) }

// use remembers an estimate of which the report speaks: it gets its place among the evidence.
func (p *page) use(e measure.Estimate) {
	name := e.Name()
	if _, ok := p.used[name]; !ok {
		p.used[name] = e
		p.order = append(p.order, name)
	}
}

// writer is what the pages of one language share.
type writer struct {
	facts *Facts
	lang  *Language
	root  string // of the language's pages: empty, or ru/

	used    map[string]measure.Estimate // the estimates spoken of, by name
	order   []string                    // their names, as they were first used
	saidOf  map[string][]backlink       // where an estimate is spoken of
	citedBy map[string][]backlink       // where a record is
	citing  map[string][]backlink       // the sentences that cite a source, by its id
	faults  []error
	pages   []*page
}

// backlink is a sentence, or a number of a table, that speaks of something: where it stands, on which page, and its text.
type backlink struct{ Href, Title, Said string }

func newWriter(f *Facts, l *Language, root string) *writer {
	return &writer{facts: f, lang: l, root: root, used: map[string]measure.Estimate{}, saidOf: map[string][]backlink{}, citedBy: map[string][]backlink{}, citing: map[string][]backlink{}}
}

// page begins a page at a path under the language's root.
func (w *writer) page(at, kind, title, about string) *page {
	p := &page{writer: w, path: w.root + at, kind: kind, title: title, about: about, said: map[string]int{}}
	w.pages = append(w.pages, p)
	return p
}

// evidenceOf is where an estimate stands among the evidence.
func (w *writer) evidenceOf(e measure.Estimate) string {
	return w.root + "evidence/" + slug(cmp.Or(e.State, e.Vector, "all")) + ".html#" + slug(e.Name())
}

// slug is a name as part of an address: letters, digits, points and hyphens, in lower case but for codes.
func slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.':
			b.WriteRune(r)
			hyphen = false
		case !hyphen:
			b.WriteByte('-')
			hyphen = true
		}
	}
	return strings.Trim(b.String(), "-")
}
