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
	need     bool     // each row must fill it
	stands   bool     // the header must have it
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

// tableOf describes one table of a dossier: where its rows go and whether each names a source and a
// confidence.
type tableOf struct {
	name       string
	rows       any // pointer to a slice of row structs
	source     given
	confidence given
	always     bool // a dossier cannot do without it
}

// given says whether a table has a column, and whether each row must fill it.
type given uint8

const (
	never given = iota
	may
	must
)

// rowType is the struct of a table's rows.
func (t tableOf) rowType() reflect.Type {
	typ := reflect.TypeOf(t.rows).Elem().Elem()
	if typ.Kind() == reflect.Pointer {
		return typ.Elem()
	}
	return typ
}

// makeRows makes a table's slice of n empty rows.
func makeRows(typ reflect.Type, n int) reflect.Value {
	rows := reflect.MakeSlice(typ, n, n)
	if typ.Elem().Kind() == reflect.Pointer {
		structs := reflect.MakeSlice(reflect.SliceOf(typ.Elem().Elem()), n, n)
		for i := range n {
			rows.Index(i).Set(structs.Index(i).Addr())
		}
	}
	return rows
}

// structAt is the struct of a row of a table, which holds structs or pointers to them.
func structAt(rows reflect.Value, i int) reflect.Value {
	return reflect.Indirect(rows.Index(i))
}

// recordAt is a row of a table.
func recordAt(rows reflect.Value, i int) Record { return structAt(rows, i).Addr().Interface().(Record) }

// tables lists the tables in the order of docs/format/dossier.md.
func (d *Dossier) tables() []tableOf {
	return []tableOf{
		{"sources", &d.Sources, never, never, true},
		{"states", &d.States, must, never, true},
		{"codes", &d.Codes, may, never, false},
		{"names", &d.Names, may, never, false},
		{"blocs", &d.Blocs, must, must, false},
		{"rollcalls", &d.RollCalls, must, must, false},
		{"votes", &d.Votes, must, must, false},
		{"covotes", &d.Covotes, must, must, false},
		{"patterns", &d.Patterns, must, must, false},
		{"ideal_points", &d.IdealPoints, must, must, false},
		{"ideal_distances", &d.IdealDistances, must, must, false},
		{"ideal_moves", &d.IdealMoves, must, must, false},
		{"forums", &d.Forums, must, must, false},
		{"memberships", &d.Memberships, must, must, false},
		{"summits", &d.Summits, must, must, false},
		{"agreements", &d.Agreements, must, must, false},
		{"signatories", &d.Signatories, must, must, false},
		{"trade", &d.Trade, must, must, false},
		{"remittances", &d.Remittances, must, must, false},
		{"series", &d.Series, must, must, false},
		{"dependences", &d.Dependences, must, must, false},
		{"exposures", &d.Exposures, must, must, false},
		{"places", &d.Places, must, must, false},
		{"transit", &d.Transit, must, must, false},
		{"markets", &d.Markets, must, must, false},
		{"events", &d.Events, must, must, false},
		{"opinion", &d.Opinion, must, must, false},
		{"verdicts", &d.Verdicts, never, never, false},
		{"claims", &d.Claims, must, never, false},
		{"corrections", &d.Corrections, never, never, false},
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
	typ := t.rowType()
	for i := range typ.NumField() {
		f := typ.Field(i)
		tag, ok := f.Tag.Lookup("col")
		if !ok {
			continue
		}
		name, marks, _ := strings.Cut(tag, ",")
		mark, _, _ := strings.Cut(marks, ",")
		need := mark == "key" || mark == "need"
		s.columns = append(s.columns, column{
			name: name, field: i,
			key: strings.HasPrefix(mark, "key"), need: need, stands: need || strings.HasSuffix(marks, "stands"),
			ref: strings.Fields(f.Tag.Get("ref")), kind: f.Tag.Get("kind"), one: strings.Fields(f.Tag.Get("one")), when: f.Tag.Get("when"),
			list:    f.Type.Kind() == reflect.Slice,
			textual: reflect.PointerTo(f.Type).Implements(textUnmarshaler),
			goKind:  f.Type.Kind(),
		})
	}
	if t.source != never {
		s.columns = append(s.columns, column{name: "source", field: -1, need: t.source == must, stands: t.source == must, ref: []string{"sources"}, metaName: "source"})
	}
	if t.confidence != never {
		s.columns = append(s.columns, column{name: "confidence", field: -1, need: t.confidence == must, stands: t.confidence == must, metaName: "confidence", textual: true})
	}
	s.columns = append(s.columns, column{name: "note", field: -1, metaName: "note"})
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

// keyed tells whether a row fills every column of its key that must be filled.
func (s *schema) keyed(sh *sheet, r int) bool {
	for _, c := range s.columns {
		if c.key && c.need && sh.cell(r, c.name) == "" {
			return false
		}
	}
	return true
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
			names = append(names, c.name)
		}
	}
	return names
}
