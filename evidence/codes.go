package evidence

import (
	"fmt"
	"slices"
	"strings"
)

// codes are what the references of a dossier may name, by the word that the tag ref uses: a table, or
// vectors (states and the region's label), domains (of dossier.toml), records (tables and keys).
type codes struct {
	known  map[string]map[string]bool
	open   map[string]bool // of which nothing is known, so that any code is taken
	sheets map[string]*sheet
	absent map[string]bool   // tables that are not there
	kinds  map[string]string // of states; empty where it is no kind
	advice advice
}

func (d *Dossier) codesOf(b *book) *codes {
	c := &codes{known: map[string]map[string]bool{"domains": {}, "records": {}}, open: map[string]bool{}, sheets: b.sheets, absent: map[string]bool{}, kinds: map[string]string{}}
	for _, t := range d.tables() {
		c.open[t.name] = b.unread[t.name]
		c.known["records"][t.name] = true
		sh := b.sheets[t.name]
		if sh == nil {
			c.absent[t.name] = !b.unread[t.name]
			continue
		}
		s := schemaOf(t)
		ids := make(map[string]bool, len(sh.rows))
		for id := range sh.lost {
			ids[id] = true
		}
		for r := range sh.rows {
			id := sh.cell(r, s.columns[0].name)
			ids[id] = true
			c.open[t.name] = c.open[t.name] || id == "" // reported; any code may be meant for it
			c.known["records"][s.key(sh, r)] = true
			if t.name == "states" {
				if kind := sh.cell(r, "kind"); slices.Contains(s.columns[s.byName["kind"]].one, kind) {
					c.kinds[sh.cell(r, "iso3")] = kind
				}
			}
		}
		c.known[t.name] = ids
	}
	c.known["vectors"] = map[string]bool{d.Label: true}
	for code := range c.known["states"] {
		c.known["vectors"][code] = true
	}
	for _, domain := range d.Domains {
		c.known["domains"][domain.ID] = true
	}
	c.open["vectors"] = c.open["states"] || d.Label == ""
	c.open["domains"] = !d.Config.at.Read() || d.Config.at.Misspelt("domains") || d.Config.at.Misspelt("domains.id")
	return c
}

// has tells whether a code may be named where one of refs is asked for.
func (c *codes) has(refs []string, code string) bool {
	for _, ref := range refs {
		if c.open[ref] || c.known[ref][code] {
			return true
		}
		if table := TableOf(code); ref == "records" && (c.open[table] || c.sheets[table] != nil && c.sheets[table].mayHave(code)) {
			return true
		}
	}
	return false
}

// state gives the kind of a code of states.csv, empty where it could not be read.
func (c *codes) state(code string) (kind string, ok bool) {
	return c.kinds[code], c.has([]string{"states"}, code)
}

// suggest says what would be right in place of a code that is not there.
func (c *codes) suggest(refs []string, code string) string {
	word := c.advice.nearest(strings.Join(refs, " "), code, func() (all []string) {
		for _, ref := range refs {
			all = append(all, keysOf(c.known[ref])...)
		}
		return all
	})
	if word == "" {
		return "name what is there, or write a row for it"
	}
	return "the nearest known is " + word
}

// check holds every code against the tables it may come from, and every word against the words allowed.
func (c *codes) check(tables []tableOf) (faults Faults) {
	for _, t := range tables {
		sh := c.sheets[t.name]
		if sh == nil {
			continue
		}
		s := schemaOf(t)
		for _, column := range s.columns {
			if len(column.ref) > 0 || len(column.one) > 0 {
				faults = append(faults, c.checkColumn(sh, s, column)...)
			}
		}
	}
	return faults
}

func (c *codes) checkColumn(sh *sheet, s *schema, column column) (faults Faults) {
	if code := sh.card[column.name]; column.metaName != "" && code != "" {
		if what, right, bad := c.wrong(column, code); bad {
			faults = append(faults, sh.cardFault(column.name, what, right))
		}
	}
	nowhere := len(column.ref) > 0 && !slices.ContainsFunc(column.ref, func(ref string) bool { return !c.absent[ref] })
	for r := range sh.rows {
		text := sh.own(r, column.name)
		if text == "" {
			continue
		}
		if nowhere {
			file := column.ref[0] + ".csv"
			return append(faults, sh.fault(r, column.name, fmt.Sprintf("%s %q is a code of %s, which is not there", column.name, text, file), "write "+file+" with a row for each code of this column"))
		}
		values := []string{text}
		if column.list {
			values = list(text)
		}
		for _, v := range values {
			if what, right, bad := c.wrong(column, v); bad {
				faults = append(faults, sh.fault(r, column.name, what, right))
				if column.key {
					sh.tear(s.key(sh, r))
				}
			}
		}
	}
	return faults
}

func (c *codes) wrong(column column, v string) (what, right string, bad bool) {
	switch {
	case len(column.one) > 0 && !slices.Contains(column.one, v):
		return fmt.Sprintf("%s cannot be %q", column.name, v), "write one of " + strings.Join(column.one, ", "), true
	case len(column.ref) > 0 && !c.has(column.ref, v):
		return fmt.Sprintf("%s %q is not in %s", column.name, v, wherefrom(column.ref)), c.suggest(column.ref, v), true
	case column.kind != "" && c.kinds[v] != "" && c.kinds[v] != column.kind:
		return fmt.Sprintf("%s is of kind %s", v, c.kinds[v]), "name a " + column.kind + " here", true
	}
	return "", "", false
}

// wherefrom says where codes of a kind are declared.
func wherefrom(refs []string) string {
	switch refs[0] {
	case "vectors":
		return "states.csv, nor the region's label"
	case "domains":
		return "the domains of dossier.toml"
	case "records":
		return "the dossier: it is neither a table nor the key of a record"
	}
	return strings.Join(refs, ".csv or ") + ".csv"
}
