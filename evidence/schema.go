package evidence

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// column is what a table's struct says of one of its columns by its tags.
type column struct {
	name     string
	field    int // of the struct; -1 for a column of Meta
	key      bool
	need     bool
	ref      []string // tables whose codes it may name
	kind     string   // what kind of state it must name
	one      []string // the words allowed
	when     string
	list     bool
	textual  bool // implements encoding.TextUnmarshaler
	goKind   reflect.Kind
	metaName string // for Meta's columns
}

// schema is the shape of one table.
type schema struct {
	table   string
	columns []column
	byName  map[string]int
}

// tableOf describes one table of a dossier: where its rows go and whether each must name a source
// and a confidence.
type tableOf struct {
	name       string
	rows       any // pointer to a slice of row structs
	source     bool
	confidence bool
	always     bool // a dossier cannot do without it
}

// tables lists the tables in the order of docs/format/dossier.md.
func (d *Dossier) tables() []tableOf {
	return []tableOf{
		{"sources", &d.Sources, false, false, true},
		{"states", &d.States, true, false, true},
		{"codes", &d.Codes, false, false, false},
		{"names", &d.Names, false, false, false},
		{"blocs", &d.Blocs, true, true, false},
		{"rollcalls", &d.RollCalls, true, true, false},
		{"votes", &d.Votes, true, true, false},
		{"covotes", &d.Covotes, true, true, false},
		{"patterns", &d.Patterns, true, true, false},
		{"forums", &d.Forums, true, true, false},
		{"memberships", &d.Memberships, true, true, false},
		{"summits", &d.Summits, true, true, false},
		{"agreements", &d.Agreements, true, true, false},
		{"signatories", &d.Signatories, true, true, false},
		{"trade", &d.Trade, true, true, false},
		{"remittances", &d.Remittances, true, true, false},
		{"series", &d.Series, true, true, false},
		{"dependences", &d.Dependences, true, true, false},
		{"exposures", &d.Exposures, true, true, false},
		{"transit", &d.Transit, true, true, false},
		{"markets", &d.Markets, true, true, false},
		{"events", &d.Events, true, true, false},
		{"opinion", &d.Opinion, true, true, false},
		{"claims", &d.Claims, true, false, false},
		{"corrections", &d.Corrections, false, false, false},
	}
}

// TableNames are the names of a dossier's tables.
func TableNames() []string {
	var names []string
	for _, t := range new(Dossier).tables() {
		names = append(names, t.name)
	}
	return names
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

var schemas sync.Map // table name to *schema: the tags are read once a process

func schemaOf(t tableOf) *schema {
	if s, ok := schemas.Load(t.name); ok {
		return s.(*schema)
	}
	s := &schema{table: t.name, byName: map[string]int{}}
	typ := reflect.TypeOf(t.rows).Elem().Elem()
	for i := range typ.NumField() {
		f := typ.Field(i)
		tag, ok := f.Tag.Lookup("col")
		if !ok {
			continue
		}
		name, mark, _ := strings.Cut(tag, ",")
		s.columns = append(s.columns, column{
			name: name, field: i,
			key: strings.HasPrefix(mark, "key"), need: mark == "key" || mark == "need",
			ref: strings.Fields(f.Tag.Get("ref")), kind: f.Tag.Get("kind"), one: strings.Fields(f.Tag.Get("one")), when: f.Tag.Get("when"),
			list:    f.Type.Kind() == reflect.Slice,
			textual: reflect.PointerTo(f.Type).Implements(textUnmarshaler),
			goKind:  f.Type.Kind(),
		})
	}
	s.columns = append(s.columns,
		column{name: "source", field: -1, need: t.source, ref: []string{"sources"}, metaName: "source"},
		column{name: "confidence", field: -1, need: t.confidence, metaName: "confidence", textual: true},
		column{name: "note", field: -1, metaName: "note"})
	for i, c := range s.columns {
		s.byName[c.name] = i
	}
	schemas.Store(t.name, s)
	return s
}

// key builds a row's key from the columns that make it.
func (s *schema) key(sh *sheet, r int) string {
	var b strings.Builder
	b.WriteString(s.table)
	separator := byte(':')
	for _, c := range s.columns {
		if !c.key {
			continue
		}
		b.WriteByte(separator)
		b.WriteString(sh.cell(r, c.name))
		separator = '/'
	}
	return b.String()
}

// set reads one cell into a field.
func (c *column) set(field reflect.Value, text string) error {
	if c.textual {
		return field.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	}
	switch c.goKind {
	case reflect.String:
		field.SetString(text)
	case reflect.Slice:
		field.Set(reflect.ValueOf(list(text)))
	case reflect.Float64:
		var n Number
		if err := n.UnmarshalText([]byte(text)); err != nil {
			return err
		}
		if text != "" && !n.Is() {
			return fmt.Errorf("the number is %s; this column needs one: leave the row out, for what is absent is not covered", n.Presence)
		}
		field.SetFloat(n.Value)
	case reflect.Int:
		if text == "" {
			return nil
		}
		v, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a whole number; write digits alone", text)
		}
		field.SetInt(int64(v))
	case reflect.Bool:
		if text != "" && text != "true" && text != "false" {
			return fmt.Errorf("%q is neither true nor false; write one of the two", text)
		}
		field.SetBool(text == "true")
	}
	return nil
}

// list splits a field of several values.
func list(text string) []string {
	if text == "" {
		return nil
	}
	parts := strings.Split(text, ";")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return parts
}

// Columns are the columns of a table, in the order of docs/format/dossier.md.
func Columns(table string) (names []string) {
	for _, t := range new(Dossier).tables() {
		if t.name != table {
			continue
		}
		for _, c := range schemaOf(t).columns {
			if c.metaName == "" || c.metaName == "note" || c.metaName == "source" && (t.source || t.name == "codes" || t.name == "names") || c.metaName == "confidence" && t.confidence {
				names = append(names, c.name)
			}
		}
	}
	return names
}
