package report

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"golang.org/x/text/number"

	"multivector/evidence"
	"multivector/measure"
)

// proof is an estimate among the evidence: what it is, the records and sources it rests on, and where it is spoken of.
type proof struct {
	ID, Title string
	Name      string // as explain takes it
	Method    string // the page of its method
	Value     string
	Interval  string
	Period    string
	N         string
	Warnings  []string
	Records   []restsOn
	Sources   []sourced
	Said      []backlink
}

func (proof) kind() string { return "proof" }

// restsOn are the records of one table that something rests on.
type restsOn struct {
	Table  string
	Count  template.HTML // in words: 12 records
	N      int
	Keys   []string
	Whole  bool   // they are all that the report shows of the table
	Same   string // where on the page the same ones were listed before
	SameAs string
}

// sourced is a source with how many of the records named rest on it.
type sourced struct {
	Source *evidence.Source
	Count  template.HTML
	n      int
}

// contents leads to the estimates of a page.
type contents struct{ Proofs []proof }

func (contents) kind() string { return "contents" }

// few is how many records are listed in the open.
const few = 8

// writeEvidence writes, for each estimate that the report speaks of, what it is, the records it rests on, and where it is spoken of.
func (w *writer) writeEvidence(Folder) {
	var order []string
	of := map[string][]measure.Estimate{}
	for _, e := range w.inOrder() {
		at, _, _ := strings.Cut(w.evidenceOf(e), "#")
		if of[at] == nil {
			order = append(order, at)
		}
		of[at] = append(of[at], e)
	}
	for _, at := range order {
		subject := w.called(cmp.Or(of[at][0].State, of[at][0].Vector))
		title := w.label("evidence.title", fields{"Of": subject})
		p := w.page(strings.TrimPrefix(at, w.root), "evidence", title, w.label("evidence.about", fields{"Of": subject}))
		before := map[string]proof{} // lists of records, and the proof that had it first
		var proofs []proof
		for _, e := range of[at] {
			proofs = append(proofs, p.proof(e, before))
		}
		p.para(p.say("evidence.intro", nil))
		p.add(contents{proofs})
		for _, one := range proofs {
			p.add(one)
		}
	}
}

// inOrder are the estimates spoken of, in the order of the assessment; those that are not of it come last.
func (w *writer) inOrder() (all []measure.Estimate) {
	of := map[string]bool{}
	for _, e := range w.facts.Assessment.All() {
		if used, ok := w.used[e.Name()]; ok && !of[e.Name()] {
			of[e.Name()] = true
			all = append(all, used)
		}
	}
	for _, name := range w.order {
		if !of[name] {
			all = append(all, w.used[name])
		}
	}
	return all
}

// proof puts together what is known of an estimate.
func (p *page) proof(e measure.Estimate, before map[string]proof) proof {
	l := p.lang
	one := proof{
		ID: slug(e.Name()), Title: p.entitled(e), Name: e.Name(), Method: p.methodOf(e.Measure), Period: e.Period,
		N: l.decimal(float64(e.N), 0), Warnings: e.Warnings, Said: p.saidOf[e.Name()],
	}
	switch {
	case e.Known():
		one.Value = l.precise(e.Value)
	default:
		one.Value = l.word("missing." + strings.ReplaceAll(e.Status, " ", "_"))
	}
	switch low, high := l.precise(e.Low), l.precise(e.High); {
	case !e.HasInterval():
	case e.Level == 1:
		one.Interval = p.label("evidence.bounds", fields{"Low": low, "High": high})
	default:
		one.Interval = p.label("evidence.interval", fields{"Low": low, "High": high, "Level": l.percent(e.Level)})
	}
	one.Records, one.Sources = p.grounds(e.From)
	for i := range one.Records {
		r := &one.Records[i]
		list := strings.Join(r.Keys, "|")
		if first, ok := before[list]; ok && r.N > few {
			r.Same, r.SameAs = first.ID, first.Title
		} else if !ok {
			before[list] = one
		}
	}
	return one
}

// grounds are records by table and by source.
func (p *page) grounds(keys []string) (tables []restsOn, sources []sourced) {
	of := map[string][]string{}
	from := map[string]int{}
	for _, key := range keys {
		of[evidence.TableOf(key)] = append(of[evidence.TableOf(key)], key)
		if record, ok := p.facts.Dossier.Record(key); ok {
			from[evidence.MetaOf(record).Source]++
		}
	}
	for _, table := range evidence.TableNames() {
		if n := len(of[table]); n > 0 {
			tables = append(tables, restsOn{Table: table, Keys: of[table], N: n, Count: p.records(n), Whole: n > few && n == p.facts.ledger.shown[table]})
		}
	}
	for i := range p.facts.Dossier.Sources {
		s := &p.facts.Dossier.Sources[i]
		if n := from[s.ID]; n > 0 {
			sources = append(sources, sourced{s, p.records(n), n})
		}
	}
	slices.SortStableFunc(sources, func(x, y sourced) int { return y.n - x.n })
	return tables, sources
}

// records counts records in words.
func (p *page) records(n int) template.HTML {
	text, err := p.lang.fill("records.count", map[string]any{"N": p.many(n)})
	if err != nil {
		p.fault(err)
	}
	return text
}

// label writes a message that is no sentence of the text: a title, a label.
func (w *writer) label(key string, with fields) string {
	text, err := w.lang.fill(key, with)
	if err != nil {
		w.faults = append(w.faults, err)
	}
	return string(text)
}

// entitled names an estimate in words: what it measures, whose, and of what.
func (w *writer) entitled(e measure.Estimate) string {
	title := e.Measure
	if key := "evidence.measure." + strings.ReplaceAll(e.Measure, " ", "_"); w.lang.has(key) {
		title = w.lang.word(key)
	}
	switch {
	case e.State != "" && e.Vector != "":
		title += ": " + w.called(e.State) + " – " + w.name(e.Vector).Nom
	case e.State+e.Vector != "":
		title += ": " + w.called(e.State+e.Vector)
	}
	if e.Of != "" {
		title += ", " + w.ofWhat(e.Of)
	}
	return title
}

// called names a state, a power, a forum or the region as a heading does.
func (w *writer) called(code string) string {
	switch {
	case code == w.facts.Dossier.Config.Label, code == "":
		return w.region()
	default:
		return w.name(code).Cap()
	}
}

// ofWhat says in words of what an estimate is: a domain, a forum, a state or a set of roll calls, or several of these in a row.
func (w *writer) ofWhat(of string) string {
	words := strings.Fields(of)
	var all []string
	for len(words) > 0 {
		n := len(words)
		for ; n > 1; n-- {
			if word, ok := w.term(strings.Join(words[:n], " ")); ok {
				all = append(all, word)
				break
			}
		}
		if n == 1 {
			word, _ := w.term(words[0])
			all = append(all, word)
		}
		words = words[n:]
	}
	return strings.Join(all, ", ")
}

// term is one of those in words, where there are any.
func (w *writer) term(id string) (string, bool) {
	d := w.facts.Dossier
	if i := slices.IndexFunc(d.Domains, func(one evidence.Domain) bool { return one.ID == id }); i >= 0 {
		return w.lang.own("domains", id, d.Domains[i].Title), true
	}
	if key := "evidence.of." + strings.ReplaceAll(id, " ", "_"); w.lang.has(key) {
		return w.lang.word(key), true
	}
	_, forum := d.Forum(id)
	_, state := d.State(id)
	if forum || state {
		return w.name(id).Nom, true
	}
	return id, false
}

// precise writes a number to four digits.
func (l *Language) precise(v float64) string {
	return l.number(number.Decimal(v, number.Precision(4), number.MaxFractionDigits(6)))
}
