package report

import (
	"html/template"
	"slices"

	"multivector/evidence"
)

// sourceList are the sources of the dossier: those on which something rests, and the others.
type sourceList struct {
	Used, Unused []sourceRow
	Tables       []tableRow
	Evidence     []place
}

func (sourceList) kind() string { return "sources" }

// sourceRow is a source, how many of its records something rests on, and of how many.
type sourceRow struct {
	Source   *evidence.Source
	Used, Of int
	Cited    int // sentences that cite it
}

// tableRow is a page of records.
type tableRow struct {
	Table, Href string
	N           int
}

// sourceCard is a source on its own page: its card, the records that rest on it and the sentences that cite it.
type sourceCard struct {
	Source  *evidence.Source
	Trust   string
	Note    string
	Records []restsOn
	Count   template.HTML
	N, Of   int
	Cited   []backlink
}

func (sourceCard) kind() string { return "source" }

// writeSources writes the list of sources, and for each what rests on it.
func (w *writer) writeSources(Folder) {
	d := w.facts.Dossier
	var list sourceList
	for _, p := range w.pages {
		if p.kind == "evidence" {
			list.Evidence = append(list.Evidence, place{p.path, p.title})
		}
	}
	for _, table := range evidence.TableNames() {
		if n := w.facts.ledger.shown[table]; n > 0 {
			list.Tables = append(list.Tables, tableRow{table, "records/" + table + ".html", n})
		}
	}
	index := w.page("sources.html", "sources", w.lang.word("sources.title"), w.lang.word("sources.about"))
	for i := range d.Sources {
		s := &d.Sources[i]
		all := d.RecordsOf(s.ID)
		used := slices.DeleteFunc(slices.Clone(all), func(key string) bool { return w.facts.ledger.on[key] == nil })
		row := sourceRow{s, len(used), len(all), len(w.citing[s.ID])}
		if row.Used+row.Cited > 0 {
			list.Used = append(list.Used, row)
		} else {
			list.Unused = append(list.Unused, row)
		}
		p := w.page(w.facts.sourceOf(s.ID), "source", s.Title, w.label("sources.one_about", fields{"Title": s.Title}))
		records, _ := p.grounds(used)
		card := sourceCard{Source: s, Note: evidence.MetaOf(s).Note, Records: records, Count: p.records(len(used)), N: len(used), Of: len(all), Cited: w.citing[s.ID]}
		if s.Trust > 0 {
			card.Trust = w.lang.word("sources.trusted." + s.Trust.String())
		}
		p.add(card)
	}
	slices.SortStableFunc(list.Used, func(x, y sourceRow) int { return y.Used - x.Used })
	index.para(index.say("sources.intro", fields{"N": index.many(len(list.Used)), "All": index.many(len(d.Sources))}))
	index.add(list)
}
