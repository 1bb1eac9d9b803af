package evidence

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documented is a column as docs/format/dossier.md has it.
type documented struct {
	name        string
	stands, key bool
	said        string // in brackets after it
}

var (
	tableInDoc  = regexp.MustCompile(`(?s)\*\*(\w+)\.csv\*\*(.*?)\n\n`)
	keyInDoc    = regexp.MustCompile(`; key ([\w/]+)$`)
	columnInDoc = regexp.MustCompile("`([a-z0-9_,]+)`(\\\\\\*)?( key)?(?:\\s+\\(([^)]*)\\))?")
)

func formatPage(t *testing.T) string {
	data, err := os.ReadFile("../docs/format/dossier.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n\n"
}

// readDoc gives the columns of each table of the page: the words in backticks of the first sentence after the
// table's name, "*" for a column that must stand there and key for one of the key.
func readDoc(t *testing.T) map[string][]documented {
	tables := map[string][]documented{}
	for _, m := range tableInDoc.FindAllStringSubmatch(formatPage(t), -1) {
		text := strings.Join(strings.Fields(m[2]), " ")
		end := len(text)
		for i := range text { // the first full stop outside brackets
			open := strings.Count(text[:i], "(") - strings.Count(text[:i], ")")
			if open == 0 && strings.HasPrefix(text[i:], ". ") {
				end = i
				break
			}
		}
		text = strings.TrimSuffix(text[:end], ".")
		var keys []string
		if k := keyInDoc.FindStringSubmatch(text); k != nil {
			keys = strings.Split(k[1], "/")
		}
		for at := 0; ; {
			loc := columnInDoc.FindStringSubmatchIndex(text[at:])
			if loc == nil {
				break
			}
			c := columnInDoc.FindStringSubmatch(text[at:])
			at += loc[1]
			for _, name := range strings.Split(c[1], ",") {
				tables[m[1]] = append(tables[m[1]], documented{name, c[2] != "", c[3] != "" || slices.Contains(keys, name), c[4]})
			}
		}
	}
	return tables
}

func TestTheFormatPageAndTheStructsAgree(t *testing.T) {
	doc := readDoc(t)
	for _, table := range new(Dossier).tables() {
		columns, ok := doc[table.name]
		if !ok {
			t.Errorf("docs/format/dossier.md has no table %s", table.name)
			continue
		}
		delete(doc, table.name)
		var page, structs []string
		line := func(name string, stands, key bool) string {
			return fmt.Sprintf("%s stands=%v key=%v", name, stands, key)
		}
		for _, c := range columns {
			if c.name != "note" { // every table has one, and the page says so once
				page = append(page, line(c.name, c.stands, c.key))
			}
		}
		for _, c := range schemaOf(table).columns {
			if c.name == "note" {
				continue
			}
			structs = append(structs, line(c.name, c.stands, c.key))
			for _, d := range columns {
				for _, word := range c.one {
					if d.name == c.name && !strings.Contains(d.said, "`"+word+"`") {
						t.Errorf("%s: the page does not say that %s may be %q", table.name, c.name, word)
					}
				}
			}
		}
		if !slices.Equal(page, structs) {
			t.Errorf("%s: the page has\n\t%s\nthe struct has\n\t%s", table.name, strings.Join(page, "\n\t"), strings.Join(structs, "\n\t"))
		}
	}
	for name := range doc {
		t.Errorf("docs/format/dossier.md has a table %s that the program does not know", name)
	}
}

func TestTheFormatPageNamesEverySetting(t *testing.T) {
	page := formatPage(t)
	page = page[strings.Index(page, "## dossier.toml"):strings.Index(page, "## Tables of reference")]
	var tags []string
	var walk func(typ reflect.Type, before string)
	walk = func(typ reflect.Type, before string) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			tag := f.Tag.Get("toml")
			if tag == "" {
				continue
			}
			tags = append(tags, before+tag)
			inner := f.Type
			if inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct && inner != reflect.TypeFor[Date]() {
				walk(inner, before+tag+".")
			} else if !strings.Contains(page, "`"+tag+"`") {
				t.Errorf("docs/format/dossier.md does not name the setting %s%s", before, tag)
			}
		}
	}
	walk(reflect.TypeFor[Config](), "")
	known := slices.Clone(settings)
	slices.Sort(known)
	slices.Sort(tags)
	if !slices.Equal(known, tags) {
		t.Errorf("settings that faults suggest are %v, those of Config %v", known, tags)
	}
}

func TestColumnsAreThoseOfTheFormatPage(t *testing.T) {
	for _, table := range TableNames() {
		columns := Columns(table)
		if len(columns) == 0 || columns[len(columns)-1] != "note" {
			t.Errorf("%s: %v", table, columns)
		}
	}
	if Columns("nothing") != nil {
		t.Error("a table that is none has columns")
	}
}
