package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// sheet is one CSV file as it was read: cells with their positions, before any of them means something.
// Corrections and references work on it, so that a fault can say where it stands.
type sheet struct {
	table   string // the table's name, "votes"
	file    string // as faults show it, "dir/votes.csv"
	card    map[string]string
	cards   map[string]int // the line of each setting of the card
	columns []string
	heads   []place        // of each column's name
	index   map[string]int // column name to its place
	rows    []row

	// What could not be read is reported once, where it stands, and not again wherever it is missed.
	misread  bool            // the header is at fault, or the file as a whole: its rows are not held against anything
	codeless bool            // so much so that nothing can be said of its codes
	lost     map[string]bool // the first fields of rows that could not be read
	torn     map[string]bool // what the keys of rows may have been whose key is at fault; see tear
}

type row struct {
	cells  []string
	places []place // of each cell
}

type place struct{ line, column int32 }

// readSheet reads a table's file. What it cannot read it reports, and goes on with the rest.
func readSheet(table, file string, data []byte) (*sheet, Faults) {
	s := &sheet{table: table, file: file, card: map[string]string{}, cards: map[string]int{}, index: map[string]int{}, lost: map[string]bool{}, torn: map[string]bool{}}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if i := invalidUTF8(data); i >= 0 {
		line, column := lineColumn(data, i)
		s.misread, s.codeless = true, true
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
			faults = append(faults, s.unreadable(bad, cells, skipped.lines))
			if s.columns == nil {
				return s, faults // the header: no field has a name
			}
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
			s.columns = cells
			for i, name := range cells {
				p := at(i)
				s.heads = append(s.heads, p)
				if _, twice := s.index[name]; twice {
					faults = append(faults, Fault{file, int(p.line), int(p.column), fmt.Sprintf("column %q stands twice", name), "keep one of them"})
					s.misread = true
					continue
				}
				s.index[name] = i
			}
			continue
		}
		if len(cells) != len(s.columns) {
			p := at(0)
			faults = append(faults, Fault{file, int(p.line), int(p.column), fmt.Sprintf("the row has %d fields, the header %d", len(cells), len(s.columns)), "give each column one field, between quotes where it holds a comma"})
			s.lost[cells[0]] = true
			continue
		}
		places := make([]place, len(cells))
		for i := range cells {
			places[i] = at(i)
		}
		s.rows = append(s.rows, row{cells: cells, places: places})
	}
	if s.columns == nil {
		s.misread, s.codeless = true, true
		faults = append(faults, Fault{file, 1, 1, "the file is empty", "write a header line, or remove the file: what is absent is not covered"})
	}
	return s, faults
}

// unreadable is the fault of a row that is no CSV. Where a quote swallowed the rows after it, the place is
// where the row begins: the end of the file is where a reader gives up, not where a quote is missing.
func (s *sheet) unreadable(bad *csv.ParseError, cells []string, skipped int) Fault {
	f := Fault{s.file, bad.Line + skipped, bad.Column, "the line cannot be read as CSV: " + bad.Err.Error(), `put a field that holds quotes or commas between quotes, and write a quote in it as ""`}
	if bad.Line > bad.StartLine {
		f.Line, f.Column = bad.StartLine+skipped, 1
		f.What = fmt.Sprintf("a quote that this row opens is not closed as it should be before line %d", bad.Line+skipped)
		s.codeless = true
	}
	switch {
	case s.columns == nil:
		s.misread, s.codeless = true, true
	case len(cells) == 0:
		s.codeless = true
	default:
		s.lost[cells[0]] = true
	}
	return f
}

var byteOrderMark = []byte("\xef\xbb\xbf") // Excel writes one

type skip struct{ bytes, lines int }

// readCard takes the lines "# name: value" that a program wrote before the header.
func (s *sheet) readCard(data []byte) (skipped skip) {
	for rest := data; len(rest) > 0 && rest[0] == '#'; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if name, value, ok := strings.Cut(strings.TrimSpace(string(line[1:])), ":"); ok {
			name = strings.TrimSpace(name)
			s.card[name], s.cards[name] = strings.TrimSpace(value), skipped.lines+1
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

// own gives what the row itself says, without the card.
func (s *sheet) own(r int, column string) string {
	if i, ok := s.index[column]; ok {
		return s.rows[r].cells[i]
	}
	return ""
}

// cardFault is a fault of a setting of the card.
func (s *sheet) cardFault(name, what, right string) Fault {
	return Fault{s.file, s.cards[name], 1, what, right}
}

// tear notes a key of which one part is at fault: whatever names it with another word there may be right.
func (s *sheet) tear(key string) {
	for _, k := range oneOpen(key) {
		s.torn[k] = true
	}
}

// mayHave tells whether a key that is not there may be that of a row at fault.
func (s *sheet) mayHave(key string) bool {
	_, parts, _ := strings.Cut(key, ":")
	first, _, _ := strings.Cut(parts, "/")
	return s.codeless || s.lost[first] || slices.ContainsFunc(oneOpen(key), func(k string) bool { return s.torn[k] })
}

// oneOpen gives a key with one part after another left open.
func oneOpen(key string) (keys []string) {
	table, rest, _ := strings.Cut(key, ":")
	parts := strings.Split(rest, "/")
	for i := range min(len(parts), 10) { // no key has more
		open := slices.Clone(parts)
		open[i] = "*"
		keys = append(keys, table+":"+strings.Join(open, "/"))
	}
	return keys
}

// line is the line on which a row begins.
func (s *sheet) line(r int) int { return int(s.rows[r].places[0].line) }

// fault is a fault of one cell.
func (s *sheet) fault(r int, column, what, right string) Fault {
	p := s.rows[r].places[0]
	if i, ok := s.index[column]; ok {
		p = s.rows[r].places[i]
	}
	return Fault{s.file, int(p.line), int(p.column), short(what), right}
}

// short cuts what is wrong where a cell's text is far longer than a line.
func short(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
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
