package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
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

	Sources     []Source
	States      []State
	Codes       []Code
	Names       []Name
	Blocs       []BlocMember
	RollCalls   []RollCall
	Votes       []Vote
	Covotes     []Covote
	Patterns    []Pattern
	Forums      []Forum
	Memberships []Membership
	Summits     []Summit
	Agreements  []Agreement
	Signatories []Signatory
	Trade       []Flow
	Remittances []Remittance
	Series      []Figure
	Dependences []Dependence
	Exposures   []Exposure
	Transit     []Link
	Markets     []Market
	Events      []Event
	Opinion     []Opinion
	Claims      []Claim
	Corrections []Correction

	// Cards are the lines that a program wrote at the head of a table it made, by table.
	Cards map[string]map[string]string

	index index
}

// Options say which edition of a dossier to load.
type Options struct {
	AsOf          Date       // the zero Date is the dossier's own
	MinConfidence Confidence // rows below it are left out
	Without       []string   // tables that are not read: those about to be made anew
}

// Load reads, corrects and checks a dossier. Whatever is wrong with it comes back as one error of type
// Faults that holds every fault found; a dossier with a fault is not returned.
func Load(dir fs.FS, name string, o Options) (*Dossier, error) {
	d := &Dossier{Cards: map[string]map[string]string{}}
	faults := d.readConfig(dir, name)
	d.AsOf = o.AsOf
	if d.AsOf.IsZero() {
		d.AsOf = d.Config.AsOf
	}

	sheets, more, err := readSheets(dir, name, o.Without)
	if err != nil {
		return nil, err
	}
	faults = append(faults, more...)
	for table, sh := range sheets {
		d.Cards[table] = sh.card
	}
	faults = append(faults, strayFiles(dir, name)...)
	faults = append(faults, applyCorrections(sheets, d.AsOf)...)
	faults = append(faults, each(d.tables(), func(t tableOf) Faults {
		if sh := sheets[t.name]; sh != nil {
			return decode(t, sh)
		}
		return nil
	})...)
	faults = append(faults, d.check(sheets)...)
	if len(faults) > 0 {
		return nil, faults.sorted()
	}
	d.cut(o.MinConfidence)
	d.buildIndex()
	return d, nil
}

// readSheets reads the tables of a dossier that are there.
func readSheets(dir fs.FS, name string, without []string) (sheets map[string]*sheet, faults Faults, err error) {
	sheets = map[string]*sheet{}
	var lock sync.Mutex
	faults = each(new(Dossier).tables(), func(t tableOf) Faults {
		if contains(without, t.name) {
			return nil
		}
		file := t.name + ".csv"
		data, failure := fs.ReadFile(dir, file)
		if errors.Is(failure, fs.ErrNotExist) {
			if t.always {
				return Faults{{path.Join(name, file), 0, 0, "the file is missing", "every dossier has dossier.toml, states.csv and sources.csv"}}
			}
			return nil
		}
		sh, faults := readSheet(t.name, path.Join(name, file), data)
		lock.Lock()
		defer lock.Unlock()
		if failure != nil {
			err = fmt.Errorf("reading %s: %w", path.Join(name, file), failure)
			return nil
		}
		if sh.columns != nil {
			faults = append(faults, checkHeader(schemaOf(t), sh)...)
			sheets[t.name] = sh
		}
		return faults
	})
	return sheets, faults, err
}

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

// decode turns a sheet's rows into the structs of its table.
func decode(t tableOf, sh *sheet) (faults Faults) {
	s := schemaOf(t)
	rows := reflect.ValueOf(t.rows).Elem()
	rows.Set(reflect.MakeSlice(rows.Type(), len(sh.rows), len(sh.rows)))
	first := make(map[string]int, len(sh.rows))
	keyColumn := s.columns[0].name
	for r := range sh.rows {
		record := rows.Index(r)
		meta := record.Addr().Interface().(Record).meta()
		*meta = Meta{Key: s.key(sh, r), Source: sh.cell(r, "source"), Note: sh.cell(r, "note"), sheet: sh, row: r}
		if before, twice := first[meta.Key]; twice {
			faults = append(faults, sh.fault(r, keyColumn, fmt.Sprintf("%s stands twice, first in line %d", meta.Key, sh.rows[before].places[0].line), "keep one of the two rows, or tell them apart in a column of the key"))
		} else {
			first[meta.Key] = r
		}
		for i := range s.columns {
			c := &s.columns[i]
			text := sh.cell(r, c.name)
			if text == "" {
				if _, has := sh.index[c.name]; c.need && (has || c.metaName != "") {
					faults = append(faults, sh.fault(r, c.name, c.name+" is empty", c.wanted()))
				}
				continue
			}
			var err error
			switch {
			case c.metaName == "confidence":
				err = meta.Confidence.UnmarshalText([]byte(text))
			case c.metaName != "":
			default:
				err = c.set(record.Field(c.field), text)
			}
			if err != nil {
				what, right, _ := strings.Cut(err.Error(), "; ")
				faults = append(faults, sh.fault(r, c.name, what, right))
			}
		}
	}
	return faults
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

// checkHeader finds columns that are missing or that no table has.
func checkHeader(s *schema, sh *sheet) (faults Faults) {
	for name := range sh.index {
		if _, ok := s.byName[name]; !ok {
			known := make([]string, len(s.columns))
			for i, c := range s.columns {
				known[i] = c.name
			}
			faults = append(faults, Fault{sh.file, sh.header, 1, fmt.Sprintf("no column of %s is called %q", s.table, name), "the nearest is " + nearest(name, known) + "; notes go in the column note"})
		}
	}
	for _, c := range s.columns {
		if _, has := sh.index[c.name]; !has && c.need && sh.card[c.name] == "" {
			faults = append(faults, Fault{sh.file, sh.header, 1, fmt.Sprintf("the column %s is missing", c.name), "docs/format/dossier.md lists the columns of " + s.table})
		}
	}
	return faults
}

// strayFiles finds CSV files that are no table, most often a misspelt one.
func strayFiles(dir fs.FS, name string) (faults Faults) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return Faults{{name, 0, 0, "the folder cannot be read: " + err.Error(), ""}}
	}
	tables := TableNames()
	for _, e := range entries {
		table, isCSV := strings.CutSuffix(e.Name(), ".csv")
		if !isCSV || e.IsDir() || contains(tables, table) {
			continue
		}
		faults = append(faults, Fault{path.Join(name, e.Name()), 0, 0, fmt.Sprintf("no table is called %q", table), "the nearest is " + nearest(table, tables) + ".csv"})
	}
	return faults
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}
