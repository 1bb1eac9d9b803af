package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// book is a dossier's tables as they were read.
type book struct {
	sheets map[string]*sheet
	// unread are the tables that are there, or should be, and of whose codes nothing is known: the fault, if
	// it is one, was reported, and whatever names one of their codes is not held against it again.
	unread map[string]bool
}

// readBook reads the tables of a dossier that are there. Strays are the files that are no table.
func readBook(dir fs.FS, name string, without []string, strays []string) (b *book, faults Faults, err error) {
	b = &book{map[string]*sheet{}, map[string]bool{}}
	for _, table := range without {
		b.unread[table] = true
	}
	for _, stray := range strays {
		meant := nearest(stray, TableNames())
		faults = append(faults, Fault{path.Join(name, stray+".csv"), 0, 0, fmt.Sprintf("no table is called %q", stray), "the nearest is " + meant + ".csv"})
		if _, failure := fs.Stat(dir, meant+".csv"); failure != nil {
			b.unread[meant] = true
		}
	}
	var lock sync.Mutex
	more := each(new(Dossier).tables(), func(t tableOf) Faults {
		if contains(without, t.name) {
			return nil
		}
		file := t.name + ".csv"
		data, failure := fs.ReadFile(dir, file)
		lock.Lock()
		misspelt := b.unread[t.name]
		switch {
		case errors.Is(failure, fs.ErrNotExist):
			b.unread[t.name] = misspelt || t.always
		case failure != nil:
			err = fmt.Errorf("reading %s: %w", path.Join(name, file), failure)
		}
		lock.Unlock()
		if failure != nil {
			if t.always && !misspelt {
				return Faults{{path.Join(name, file), 0, 0, "the file is missing", "every dossier has dossier.toml, states.csv and sources.csv"}}
			}
			return nil
		}
		sh, faults := readSheet(t.name, path.Join(name, file), data)
		if sh.columns != nil {
			faults = append(faults, checkHeader(schemaOf(t), sh)...)
		}
		lock.Lock()
		defer lock.Unlock()
		b.unread[t.name] = sh.codeless
		if sh.columns != nil {
			b.sheets[t.name] = sh
		}
		return faults
	})
	return b, append(faults, more...), err
}

// checkHeader finds columns that are missing or that no table has. Where a column is missing and a word like
// it stands there, that is one fault.
func checkHeader(s *schema, sh *sheet) (faults Faults) {
	var missing, must []string // one that is there was not misspelt
	for _, c := range s.columns {
		if _, has := sh.index[c.name]; !has {
			missing = append(missing, c.name)
			if c.stands && (c.metaName == "" || sh.card[c.name] == "") {
				must = append(must, c.name)
			}
		}
	}
	near := advice{}
	meant := map[string]bool{}
	for i, name := range sh.columns {
		if _, ok := s.byName[name]; ok {
			continue
		}
		right := "notes go in the column note"
		word := near.nearest("missing", name, func() []string { return missing })
		if edits(name, word, len(name)) > len(word)/2 && len(must) > 0 { // like none: rather one that must be there
			word = near.nearest("must", name, func() []string { return must })
		}
		if word != "" {
			meant[word] = true
			right = "the nearest is " + word + "; " + right
		}
		p := sh.heads[i]
		faults = append(faults, Fault{sh.file, int(p.line), int(p.column), fmt.Sprintf("no column of %s is called %q", s.table, name), right})
	}
	keyless := false
	for _, c := range s.columns {
		_, has := sh.index[c.name]
		keyless = keyless || c.key && !has
		if has || !c.stands || meant[c.name] || c.metaName != "" && sh.card[c.name] != "" {
			continue
		}
		faults = append(faults, Fault{sh.file, int(sh.heads[0].line), 1, fmt.Sprintf("the column %s is missing", c.name), "docs/format/dossier.md lists the columns of " + s.table})
	}
	if len(faults) > 0 {
		sh.misread = true
		sh.codeless = sh.codeless || keyless
	}
	if word := sh.card["confidence"]; word != "" {
		if err := new(Confidence).UnmarshalText([]byte(word)); err != nil {
			what, right, _ := strings.Cut(err.Error(), "; ")
			faults = append(faults, sh.cardFault("confidence", what, right))
		}
	}
	return faults
}

// strayFiles finds the CSV files that are no table, most often a misspelt one.
func strayFiles(dir fs.FS, name string) (strays []string, fault *Fault) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, &Fault{name, 0, 0, "the folder cannot be read: " + err.Error(), "name a folder that holds a dossier.toml"}
	}
	tables := TableNames()
	for _, e := range entries {
		table, isCSV := strings.CutSuffix(e.Name(), ".csv")
		if isCSV && !e.IsDir() && !contains(tables, table) {
			strays = append(strays, table)
		}
	}
	return strays, nil
}
