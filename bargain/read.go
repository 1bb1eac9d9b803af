package bargain

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Bounds on what is read of a file that is not what it says. A model's work grows with the cube of the actors.
const (
	maxActors     = 10_000
	maxDimensions = 100
	maxFaults     = 50
)

// Read reads a table from CSV: a header with the columns actor, capability, position and salience, the salience from
// 0 to 1; or with pos_1, sal_1, pos_2 and so on in place of the last two, both from 0 to 100. The order of the
// columns is free and others are passed over. A cell is a number, a range 0.2..0.4 or a distribution
// tri(0.2,0.3,0.5). All that is wrong is reported at once, as Faults.
func Read(r io.Reader) (*Inputs, error) {
	t := sheet{csv: csv.NewReader(r)}
	t.csv.FieldsPerRecord = -1 // tri(a,b,c) may stand without quotation marks, see join
	t.csv.ReuseRecord = true
	in := &Inputs{}
	if header := t.header(layout); header == nil || !t.layoutOf(in, header) {
		return nil, t.err()
	}
	for t.next() {
		if len(in.Actors) == maxActors {
			t.fault(0, fmt.Sprintf("the table has more than %d actors", maxActors), "")
			break
		}
		in.Actors = append(in.Actors, t.actor(in))
		t.rows = append(t.rows, t.places)
	}
	if t.failure != nil {
		return nil, t.failure
	}
	if len(t.faults) == 0 { // else a cell that was not read would be said to be 0
		t.judge(in)
	}
	return in, t.err()
}

// sheet is a CSV file while it is read.
type sheet struct {
	csv     *csv.Reader
	names   []string // of the columns that are read
	columns []int    // the field of each
	width   int      // fields of a row
	fields  []string // of the row
	places  []place  // of its fields
	line    int      // on which it begins
	rows    [][]place
	faults  Faults
	failure error // of the reader, not of what was read
}

type place struct{ line, column int }

func (t *sheet) fault(field int, what, right string) {
	p := place{t.line, 1}
	if field < len(t.places) {
		p = t.places[field]
	}
	t.faultAt(p, what, right)
}

func (t *sheet) faultAt(p place, what, right string) {
	t.faults = append(t.faults, Fault{p.line, p.column, what, right})
}

// err gives the faults in the order of the file; a file of another layout is wrong in every row, and nobody reads the hundredth.
func (t *sheet) err() error {
	if t.failure != nil {
		return t.failure
	}
	slices.SortStableFunc(t.faults, func(a, b Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if more := len(t.faults) - maxFaults; more > 0 {
		t.faults = append(t.faults[:maxFaults], Fault{What: fmt.Sprintf("%d more faults are not listed", more), Right: "correct those above first"})
	}
	return t.faults.orNil()
}

const layout = "its first line would be actor,capability,position,salience or actor,capability,pos_1,sal_1,pos_2,sal_2"

// header reads the names of the columns; nil where there is nothing to read.
func (t *sheet) header(right string) []string {
	if !t.next() {
		if t.failure == nil && len(t.faults) == 0 {
			t.faults = append(t.faults, Fault{Line: 1, Column: 1, What: "the file is empty", Right: right})
		}
		return nil
	}
	t.width = len(t.fields)
	header := make([]string, t.width)
	for i, name := range t.fields {
		header[i] = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")) // the mark that spreadsheets put before UTF-8
		if header[i] != "" && slices.Contains(header[:i], header[i]) {
			t.fault(i, "the header names the column "+header[i]+" twice", "once")
		}
	}
	return header
}

// find finds the columns named; false where one is not there.
func (t *sheet) find(header []string, right string, names ...string) bool {
	t.names, t.columns = names, nil
	for _, name := range names {
		i := slices.Index(header, name)
		if i < 0 {
			t.faultAt(place{t.line, 1}, "the header has no column "+name, right)
		}
		t.columns = append(t.columns, i)
	}
	return len(t.faults) == 0
}

// text is a cell of the row, of a column that find was given.
func (t *sheet) text(column int) string { return strings.TrimSpace(t.fields[t.columns[column]]) }

// layoutOf tells the layout of a table by its header, and finds its columns: actor, capability, then position and
// salience of each dimension.
func (t *sheet) layoutOf(in *Inputs, header []string) bool {
	names := []string{"actor", "capability"}
	most := 0
	for i, name := range header {
		k, ok := numbered(name)
		if ok && k > maxDimensions {
			t.fault(i, name+": a table has no more than "+strconv.Itoa(maxDimensions)+" dimensions", "they would be counted from 1 on")
			return false
		}
		if ok {
			most = max(most, k)
		}
	}
	if in.Hundredths = most > 0; !in.Hundredths {
		return t.find(header, layout, append(names, "position", "salience")...)
	}
	if slices.Contains(header, "position") || slices.Contains(header, "salience") {
		t.faultAt(place{t.line, 1}, "the header has both position, salience and pos_1, sal_1", "it would have one of the two")
	}
	in.Low, in.High = 0, hundredths
	for k := 1; k <= most; k++ {
		names = append(names, "pos_"+strconv.Itoa(k), "sal_"+strconv.Itoa(k))
	}
	return t.find(header, layout, names...)
}

// numbered gives the number of a column pos_k or sal_k.
func numbered(name string) (k int, ok bool) {
	digits, ok := strings.CutPrefix(name, "pos_")
	if !ok {
		if digits, ok = strings.CutPrefix(name, "sal_"); !ok {
			return 0, false
		}
	}
	k, err := strconv.Atoi(digits)
	return k, err == nil && k >= 1 && digits[0] != '0' && digits[0] != '+'
}

// next reads the next row; false at the end.
func (t *sheet) next() bool {
	for {
		fields, err := t.csv.Read()
		if err != nil {
			syntax := (*csv.ParseError)(nil)
			switch {
			case err == io.EOF:
			case errors.As(err, &syntax):
				t.faultAt(place{syntax.Line, syntax.Column}, syntax.Err.Error(), "a quotation mark would be doubled, inside a quoted field")
				continue
			default:
				t.failure = fmt.Errorf("reading on after line %d: %w", t.line, err)
			}
			return false
		}
		t.line, _ = t.csv.FieldPos(0)
		t.fields, t.places = t.join(fields)
		if t.width > 0 && len(t.fields) != t.width {
			t.fault(0, "the row has "+plural(len(t.fields), "field"), fmt.Sprintf("the header has %d", t.width))
			continue
		}
		return true
	}
}

// join puts together what commas within tri(a,b,c) have parted: no other cell of a number opens a bracket.
func (t *sheet) join(fields []string) (whole []string, places []place) {
	for i := 0; i < len(fields); i++ {
		line, column := t.csv.FieldPos(i)
		text := fields[i]
		if strings.HasPrefix(strings.TrimSpace(text), "tri(") {
			for n := 1; n <= 2 && !strings.Contains(text, ")") && i+1 < len(fields); n++ {
				i++
				text += "," + fields[i]
			}
		}
		whole, places = append(whole, text), append(places, place{line, column})
	}
	return whole, places
}

// actor reads a row.
func (t *sheet) actor(in *Inputs) Judged {
	a := Judged{Name: t.text(0)}
	for c := 1; c < len(t.names); c++ {
		v, err := ParseValue(t.text(c))
		if err != nil {
			t.fault(t.columns[c], t.names[c]+": "+err.Error(), valueForm)
		}
		switch {
		case c == 1:
			a.Capability = v
		case c%2 == 0:
			a.Position = append(a.Position, v)
		default:
			if in.Hundredths {
				v.Low, v.Mode, v.High = v.Low/hundredths, v.Mode/hundredths, v.High/hundredths
			}
			a.Salience = append(a.Salience, v)
		}
	}
	return a
}

// judge reports what is wrong with the numbers at the cells that hold them.
func (t *sheet) judge(in *Inputs) {
	for _, p := range in.problems() {
		at := place{1, 1}
		if p.actor >= 0 {
			at = t.rows[p.actor][0]
			if c := slices.Index(t.names, p.column); c >= 0 {
				at = t.rows[p.actor][t.columns[c]]
			}
		}
		t.faultAt(at, p.text(), p.right)
	}
}
