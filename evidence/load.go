package evidence

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"sync"
)

// Dossier is one region's question, its states, the powers around it, and every dated record with its
// source, as of a date. It is not changed after it was loaded.
type Dossier struct {
	Config

	// AsOf is the day after which nothing exists.
	AsOf Date
	// MinConfidence is the confidence below which rows were left out.
	MinConfidence Confidence

	// The rows of each table in the order of its file. The two that count a whole record are held by pointer: they are
	// the largest, and a dossier without one of their rows copies the table (Without).
	Sources        []Source
	States         []State
	Codes          []Code
	Names          []Name
	Blocs          []BlocMember
	RollCalls      []RollCall
	Votes          []Vote
	Covotes        []*Covote
	Patterns       []*Pattern
	IdealPoints    []IdealPoint
	IdealDistances []IdealDistance
	IdealMoves     []IdealMove
	Forums         []Forum
	Memberships    []Membership
	Summits        []Summit
	Agreements     []Agreement
	Signatories    []Signatory
	Trade          []Flow
	Remittances    []Remittance
	Series         []Figure
	Dependences    []Dependence
	Exposures      []Exposure
	Places         []Place
	Transit        []Link
	Markets        []Market
	Events         []Event
	Opinion        []Opinion
	Verdicts       []Verdict
	Claims         []Claim
	Corrections    []Correction

	// Cards are the lines that a program wrote at the head of a table it made, by table.
	Cards map[string]map[string]string

	digest  func() (string, error) // nil where no files hold the dossier as it is
	index   index
	leftOut map[string]bool  // table/state of rows that were left out for their confidence
	aside   map[string]aside // the rows that were cut off, by key

	// Where it was read from, and how: so that it can be read again with changes.
	dir     fs.FS
	name    string
	options Options
}

// Options say which edition of a dossier to load.
type Options struct {
	AsOf          Date       // the zero Date is the dossier's own
	MinConfidence Confidence // rows below it are left out
	Without       []string   // tables that are not read: those about to be made anew
	Changes       []Change   // made after the corrections
}

// Load reads, corrects and checks a dossier. Whatever is wrong with it comes back as one error of type
// Faults that holds every fault found; a dossier with a fault is not returned.
func Load(dir fs.FS, name string, o Options) (*Dossier, error) {
	d := &Dossier{MinConfidence: o.MinConfidence, Cards: map[string]map[string]string{}, digest: digestOf(dir), dir: dir, name: name, options: o}
	strays, fault := strayFiles(dir, name)
	if fault != nil {
		return nil, Faults{*fault}
	}
	faults := d.readConfig(dir, name)
	d.AsOf = o.AsOf
	if d.AsOf.IsZero() {
		d.AsOf = d.Config.AsOf
	}

	b, more, err := readBook(dir, name, o.Without, strays)
	if err != nil {
		return nil, err
	}
	faults = append(faults, more...)
	for table, sh := range b.sheets {
		d.Cards[table] = sh.card
	}
	more, notFound := applyCorrections(b, d.AsOf)
	faults = append(faults, more...)
	if len(faults) == 0 {
		if err := applyChanges(b, o.Changes); err != nil {
			return nil, err
		}
	}
	faults = append(faults, each(d.tables(), func(t tableOf) Faults {
		if sh := b.sheets[t.name]; sh != nil {
			return decode(t, sh)
		}
		return nil
	})...)
	faults = append(faults, d.check(b)...)
	for _, u := range notFound {
		if !b.sheets[TableOf(u.record)].mayHave(u.record) {
			faults = append(faults, u.fault)
		}
	}
	if len(faults) > 0 {
		return nil, faults.Sorted()
	}
	d.cut(o.MinConfidence)
	d.buildIndex()
	return d, nil
}

// Files are the files that the dossier was read from, and the name by which faults call their folder.
func (d *Dossier) Files() (fs.FS, string) { return d.dir, d.name }

// each runs f for every table, on all cores, and gathers the faults in the order of the tables.
func each(tables []tableOf, f func(tableOf) Faults) (all Faults) {
	found := make([]Faults, len(tables))
	var wait sync.WaitGroup
	for i, t := range tables {
		wait.Go(func() { found[i] = f(t) })
	}
	wait.Wait()
	for _, faults := range found {
		all = append(all, faults...)
	}
	return all
}

// decode turns a sheet's rows into the structs of its table. A row with a fault is reported and left out, and
// so is every row under a header with a fault: the rules that follow are held against what was understood,
// so that one mistake is one line. A dossier with a fault is not returned.
func decode(t tableOf, sh *sheet) (faults Faults) {
	s := schemaOf(t)
	rows := reflect.ValueOf(t.rows).Elem()
	rows.Set(makeRows(rows.Type(), len(sh.rows)))
	first := make(map[string]int, len(sh.rows))
	kept := 0
	for r := range sh.rows {
		before := len(faults)
		record := structAt(rows, kept)
		record.SetZero()
		meta := record.Addr().Interface().(Record).meta()
		*meta = Meta{Key: s.key(sh, r), Source: sh.cell(r, "source"), Note: sh.cell(r, "note"), sheet: sh, row: r}
		if line, twice := first[meta.Key]; !twice {
			first[meta.Key] = sh.line(r)
		} else if !sh.codeless && s.keyed(sh, r) {
			faults = append(faults, sh.fault(r, s.columns[0].name, fmt.Sprintf("%s stands twice, first in line %d", meta.Key, line), "keep one of the two rows, or tell them apart in a column of the key"))
		}
		for i := range s.columns {
			if err := s.columns[i].read(record, meta, sh, r); err != nil {
				if s.columns[i].key {
					sh.tear(meta.Key)
				}
				what, right, _ := strings.Cut(err.Error(), "; ")
				faults = append(faults, sh.fault(r, s.columns[i].name, what, right))
			}
		}
		if len(faults) == before && !sh.misread {
			kept++
		}
	}
	rows.SetLen(kept)
	return faults
}

// read reads a row's cell into its field of the record.
func (c *column) read(record reflect.Value, meta *Meta, sh *sheet, r int) error {
	text := sh.cell(r, c.name)
	switch {
	case text == "":
		if _, has := sh.index[c.name]; c.need && has {
			return fmt.Errorf("%s is empty; %s", c.name, c.wanted())
		}
	case c.metaName == "confidence":
		if err := meta.Confidence.UnmarshalText([]byte(text)); err != nil && sh.own(r, c.name) != "" {
			return err // that of the card was reported there
		}
	case c.metaName == "":
		return c.set(record.Field(c.field), text)
	}
	return nil
}

// wanted says what a column that must be filled takes.
func (c *column) wanted() string {
	switch {
	case c.name == "source":
		return "name a source of sources.csv (gk-like cards serve for general knowledge)"
	case c.name == "confidence":
		return "write high, medium or low"
	case len(c.one) > 0:
		return "write one of " + strings.Join(c.one, ", ")
	case len(c.ref) > 0:
		return "name a code of " + strings.Join(c.ref, ".csv or ") + ".csv"
	}
	return "the column must be filled"
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}
