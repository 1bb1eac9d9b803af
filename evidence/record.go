package evidence

import "strings"

// Meta is what every record carries: the key that outlives reordering, where it was read, the source
// it names and how far it can be relied on.
type Meta struct {
	Key        string
	Source     string
	Confidence Confidence
	Note       string

	sheet *sheet
	row   int
}

// Record is any row of a dossier.
type Record interface{ meta() *Meta }

func (m *Meta) meta() *Meta { return m }

// Field is one column of a record as its file holds it, corrections applied.
type Field struct{ Name, Value string }

// Fields gives the record's columns that are not empty, in the order of its file.
func (m *Meta) Fields() []Field {
	if m.sheet == nil {
		return nil
	}
	var fields []Field
	for i, name := range m.sheet.columns {
		if v := m.sheet.rows[m.row].cells[i]; v != "" {
			fields = append(fields, Field{name, v})
		}
	}
	return fields
}

// Text is a column of the record as its file writes it.
func (m *Meta) Text(column string) string {
	if m.sheet == nil {
		return ""
	}
	return m.sheet.cell(m.row, column)
}

// Table is the name of the table the record stands in.
func (m *Meta) Table() string { return TableOf(m.Key) }

// Where is the file and line the record was read from.
func (m *Meta) Where() (file string, line int) {
	if m.sheet == nil {
		return "", 0
	}
	return m.sheet.file, int(m.sheet.rows[m.row].places[0].line)
}

// TableOf is the table a key speaks of.
func TableOf(key string) string {
	table, _, _ := strings.Cut(key, ":")
	return table
}

// Fault is a fault of a text within one of the record's cells, some bytes from its beginning: for those who know more of what a
// cell means than the evidence does.
func (m *Meta) Fault(column string, offset int, what, right string) Fault {
	f := m.fault(column, what, right)
	text := m.Text(column)
	before := text[:min(max(offset, 0), len(text))]
	if line := strings.LastIndexByte(before, '\n'); line >= 0 {
		f.Line += strings.Count(before, "\n")
		f.Column, before = 1, before[line+1:]
	} else if strings.ContainsAny(text, ",\"\n") {
		f.Column++ // the quote that opens the cell
	}
	f.Column += len(before) + strings.Count(before, `"`) // which CSV doubles
	return f
}

func (m *Meta) fault(column, what, right string) Fault {
	return m.sheet.fault(m.row, column, what, right)
}
