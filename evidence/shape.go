package evidence

import (
	"reflect"
	"slices"
)

// Shape is a column of a table as other programs must know it.
type Shape struct {
	Name    string
	Type    string   // string, number, integer or boolean; dates, which may be a year or a month, and lists are strings
	Key     bool     // part of what tells the table's rows apart
	Need    bool     // each row fills it
	List    bool     // several values, divided by ;
	OneOf   []string // the words allowed
	Refers  string   // the table whose rows it names, where that is one
	Numeral bool     // a number that may be missing: empty (unknown), .. (not covered) or n/a (not applicable)
}

// ShapeOf describes the columns of a table, in the order of Columns.
func ShapeOf(table string) (shapes []Shape) {
	for _, t := range new(Dossier).tables() {
		if t.name != table {
			continue
		}
		for _, c := range schemaOf(t).columns {
			s := Shape{Name: c.name, Type: "string", Key: c.key, Need: c.need, List: c.list, OneOf: c.one}
			if c.metaName == "confidence" {
				s.OneOf = []string{Low.String(), Medium.String(), High.String()}
			}
			if len(c.ref) == 1 && slices.Contains(TableNames(), c.ref[0]) && !c.list {
				s.Refers = c.ref[0]
			}
			switch {
			case c.field < 0:
			case t.rowType().Field(c.field).Type == reflect.TypeFor[Number]():
				s.Type, s.Numeral = "number", true
			case c.textual:
			case c.goKind == reflect.Float64:
				s.Type = "number"
			case c.goKind == reflect.Int:
				s.Type = "integer"
			case c.goKind == reflect.Bool:
				s.Type = "boolean"
			}
			shapes = append(shapes, s)
		}
	}
	return shapes
}
