package report

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"multivector/evidence"
)

// resting is what rests on a record.
type resting struct {
	Estimates []place
	Claims    []place
	Sentences []backlink
	Silences  []string
}

// place is a link of the report.
type place struct{ Href, Text string }

// ledger are the records that something in the report rests on, in any of its languages, and what does.
type ledger struct {
	on    map[string]*resting
	shown map[string]int // how many there are, by table
}

// account works out what rests on which record, once all but the evidence is written.
func (f *Facts) account(writers []*writer) {
	f.ledger = ledger{map[string]*resting{}, map[string]int{}}
	on := func(key string) *resting {
		r := f.ledger.on[key]
		if r == nil {
			r = &resting{}
			f.ledger.on[key] = r
			f.ledger.shown[evidence.TableOf(key)]++
		}
		return r
	}
	spoken := map[string]bool{}
	for _, w := range writers {
		for _, e := range w.inOrder() {
			if spoken[e.Name()] {
				continue
			}
			spoken[e.Name()] = true
			for _, key := range e.From {
				r := on(key)
				r.Estimates = append(r.Estimates, place{w.evidenceOf(e), e.Name()})
			}
		}
		for key, said := range w.citedBy {
			if r := on(key); len(r.Sentences) == 0 { // in the first language that has any
				r.Sentences = said
			}
		}
	}
	for _, o := range f.Claims {
		keys := slices.Concat(o.Records, o.Claim.Evidence) // what it was computed from, and what the dossier cites for it
		slices.Sort(keys)
		for _, key := range slices.Compact(keys) {
			r := on(key)
			r.Claims = append(r.Claims, place{writers[0].claimOf(o.Claim.ID), o.Claim.ID})
		}
	}
	for _, s := range f.Assessment.Silences {
		for _, key := range s.From {
			r := on(key)
			r.Silences = append(r.Silences, fmt.Sprintf("%s, %s: %s (%s)", s.State, s.Date, s.What, s.ExpectedBy))
		}
	}
	for key := range f.ledger.on {
		if _, ok := f.Dossier.Record(key); !ok { // it is gone, or was never there: nothing can be shown of it
			delete(f.ledger.on, key)
			f.ledger.shown[evidence.TableOf(key)]--
		}
	}
}

// claimOf is where a claim stands in the ledger of claims.
func (w *writer) claimOf(id string) string { return w.root + "claims.html#" + slug(id) }

// recordTable is the records of a table on which something rests.
type recordTable struct {
	Table  string
	Head   []string // its columns that hold anything
	Rows   []recordRow
	Groups []restingGroup
}

func (recordTable) kind() string { return "records" }

// recordRow is a record: its fields, and where it is said what rests on it.
type recordRow struct {
	ID, Key    string
	Cells      []string
	Source     *evidence.Source
	Confidence string
	Note       string
	Group      string
	Count      int
}

// restingGroup is what rests on each of some records, which is the same.
type restingGroup struct {
	ID    string
	n     int
	Count template.HTML
	*resting
}

// writeRecords writes the records that something rests on, a page a table, for all languages once.
func (w *writer) writeRecords(Folder) {
	of := map[string][]string{}
	for key := range w.facts.ledger.on {
		of[evidence.TableOf(key)] = append(of[evidence.TableOf(key)], key)
	}
	for _, table := range evidence.TableNames() {
		if len(of[table]) == 0 {
			continue
		}
		w.facts.inFileOrder(of[table])
		p := w.page("records/"+table+".html", "records", w.label("records.title", fields{"Table": table}), w.label("records.about", fields{"Table": table}))
		p.once = true
		n := len(of[table])
		p.para(p.say("records.intro", fields{"N": p.many(n), "All": p.many(len(w.facts.Dossier.EverKeys(table)))}))
		p.add(p.recordTable(table, of[table]))
	}
}

// inFileOrder sorts the keys of a table's records as its file has them.
func (f *Facts) inFileOrder(keys []string) {
	line := make(map[string]int, len(keys))
	for _, key := range keys {
		record, _ := f.Dossier.Record(key)
		_, line[key] = evidence.MetaOf(record).Where()
	}
	slices.SortFunc(keys, func(x, y string) int {
		if line[x] != line[y] {
			return line[x] - line[y]
		}
		return strings.Compare(x, y)
	})
}

// recordTable puts together the rows of a table.
func (p *page) recordTable(table string, keys []string) recordTable {
	t := recordTable{Table: table}
	held := map[string]bool{}
	values := make([]map[string]string, len(keys))
	for i, key := range keys {
		record, _ := p.facts.Dossier.Record(key)
		values[i] = map[string]string{}
		for _, f := range evidence.MetaOf(record).Fields() {
			values[i][f.Name] = f.Value
			held[f.Name] = true
		}
	}
	for _, column := range evidence.Columns(table) {
		if held[column] && column != "source" && column != "confidence" && column != "note" {
			t.Head = append(t.Head, column)
		}
	}
	groups := map[string]int{}
	for i, key := range keys {
		record, _ := p.facts.Dossier.Record(key)
		meta := evidence.MetaOf(record)
		_, anchor, _ := strings.Cut(p.facts.recordOf(key), "#")
		row := recordRow{ID: anchor, Key: key, Note: meta.Note}
		for _, column := range t.Head {
			row.Cells = append(row.Cells, values[i][column])
		}
		if source, ok := p.facts.Dossier.SourceCard(meta.Source); ok {
			row.Source = source
			row.Confidence = meta.Confidence.String()
		}
		rests := p.facts.ledger.on[key]
		row.Count = len(rests.Estimates) + len(rests.Claims) + len(rests.Sentences) + len(rests.Silences)
		same := fmt.Sprint(*rests)
		g, ok := groups[same]
		if !ok {
			g = len(t.Groups)
			groups[same] = g
			t.Groups = append(t.Groups, restingGroup{ID: fmt.Sprintf("rests-%d-on", g+1), resting: rests})
		}
		t.Groups[g].n++
		row.Group = t.Groups[g].ID
		t.Rows = append(t.Rows, row)
	}
	for i := range t.Groups {
		t.Groups[i].Count = p.records(t.Groups[i].n)
	}
	return t
}
