package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// sheet is one CSV file as it was read: cells with their positions, before any of them means something.
// Corrections and references work on it, so that a fault can say where it stands.
type sheet struct {
	table   string // the table's name, "votes"
	file    string // as faults show it, "dir/votes.csv"
	card    map[string]string
	header  int // the header's line
	columns []string
	index   map[string]int // column name to its place
	rows    []row
}

type row struct {
	cells  []string
	places []place // of each cell
}

type place struct{ line, column int32 }

// readSheet reads a table's file. What it cannot read it reports, and goes on with the rest.
func readSheet(table, file string, data []byte) (*sheet, Faults) {
	s := &sheet{table: table, file: file, card: map[string]string{}, index: map[string]int{}}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // Excel writes one
	if i := invalidUTF8(data); i >= 0 {
		line, column := lineColumn(data, i)
		return s, Faults{{file, line, column, "the file is not UTF-8", "save it as UTF-8"}}
	}
	skipped := s.readCard(data)

	r := csv.NewReader(bytes.NewReader(data[skipped.bytes:]))
	r.FieldsPerRecord = -1 // we say ourselves what is missing
	var faults Faults
	for {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			faults = append(faults, Fault{file, bad.Line + skipped.lines, bad.Column, "the line cannot be read as CSV: " + bad.Err.Error(), `put a field that holds quotes or commas between quotes, and write a quote in it as ""`})
			continue
		} else if err != nil {
			faults = append(faults, Fault{file, 0, 0, err.Error(), ""})
			break
		}
		at := func(i int) place {
			line, column := r.FieldPos(i)
			return place{int32(line + skipped.lines), int32(column)}
		}
		if s.columns == nil {
			s.columns, s.header = cells, int(at(0).line)
			for i, name := range cells {
				if _, twice := s.index[name]; twice {
					p := at(i)
					faults = append(faults, Fault{file, int(p.line), int(p.column), fmt.Sprintf("column %q stands twice", name), "keep one of them"})
				}
				s.index[name] = i
			}
			continue
		}
		if len(cells) != len(s.columns) {
			p := at(0)
			faults = append(faults, Fault{file, int(p.line), int(p.column), fmt.Sprintf("the row has %d fields, the header %d", len(cells), len(s.columns)), "give each column one field, between quotes where it holds a comma"})
			continue
		}
		places := make([]place, len(cells))
		for i := range cells {
			places[i] = at(i)
		}
		s.rows = append(s.rows, row{cells: cells, places: places})
	}
	if s.columns == nil && len(faults) == 0 {
		faults = append(faults, Fault{file, 1, 1, "the file is empty", "write a header line, or remove the file: what is absent is not covered"})
	}
	return s, faults
}

type skip struct{ bytes, lines int }

// readCard takes the lines "# name: value" that a program wrote before the header.
func (s *sheet) readCard(data []byte) (skipped skip) {
	for rest := data; len(rest) > 0 && rest[0] == '#'; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if name, value, ok := strings.Cut(strings.TrimSpace(string(line[1:])), ":"); ok {
			s.card[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
		skipped.bytes += len(rest) - len(after)
		skipped.lines++
		rest = after
	}
	return skipped
}

// cell gives a row's field by the name of its column, falling back to the card; "" where there is none.
func (s *sheet) cell(r int, column string) string {
	if i, ok := s.index[column]; ok && s.rows[r].cells[i] != "" {
		return s.rows[r].cells[i]
	}
	if column == "source" || column == "confidence" {
		return s.card[column]
	}
	return ""
}

// fault is a fault of one cell.
func (s *sheet) fault(r int, column, what, right string) Fault {
	p := s.rows[r].places[0]
	if i, ok := s.index[column]; ok {
		p = s.rows[r].places[i]
	}
	return Fault{s.file, int(p.line), int(p.column), what, right}
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func lineColumn(data []byte, at int) (line, column int) {
	before := data[:at]
	return bytes.Count(before, []byte("\n")) + 1, at - bytes.LastIndexByte(before, '\n')
}
