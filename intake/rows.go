package intake

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"multivector/evidence"
)

// rows reads a provider's CSV file row by row, plain or gzip, with its columns found by name. A row
// that cannot be split into fields is a fault and is passed over.
type rows struct {
	names  []string
	column []int // by column of names: the index of its field, -1 where the file does not have it
	csv    *csv.Reader
	guard  *rowGuard
	fields []string
	line   int // at which the row begins
	count  int // rows read, the header not counted
	faults faultList
}

// Bounds on what is held for a file that is not what it says: a few bytes of gzip that unpack to
// millions of rows, a quotation mark that swallows all that follows. The General Assembly's votes, the
// largest table we read, are 1.3 million rows of 80 bytes.
const (
	maxRows = 1 << 24
	maxRow  = 1 << 16 // bytes
)

const quoting = "a quotation mark would be doubled, inside a quoted field" // RFC 4180

var errLongRow = fmt.Errorf("a row is longer than %d bytes", maxRow)

// rowGuard lets about maxRow bytes through for each row.
type rowGuard struct {
	r    io.Reader
	left int
}

func (g *rowGuard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errLongRow
	}
	n, err := g.r.Read(p)
	g.left -= n
	return n, err
}

// openRows reads the header. The first columns named, as many as required says, must be there.
func openRows(r io.Reader, names []string, required int) (*rows, error) {
	header, t, err := readHeader(r)
	if f, ok := damage(err, 0); ok {
		return nil, evidence.Faults{f}
	}
	switch syntax := (*csv.ParseError)(nil); {
	case err == io.EOF:
		return nil, evidence.Faults{{What: "the file is empty", Right: "its first line would name the columns " + strings.Join(names[:required], ", ")}}
	case errors.As(err, &syntax):
		return nil, evidence.Faults{{Line: syntax.Line, Column: syntax.Column, What: "the header: " + syntax.Err.Error(), Right: quoting}}
	case err != nil:
		return nil, fmt.Errorf("reading the header: %w", err)
	}
	t.names = names
	t.line, _ = t.csv.FieldPos(0)
	t.columns(header, required)
	return t, t.faults.err()
}

func readHeader(r io.Reader) ([]string, *rows, error) {
	plain, err := gunzip(r)
	if err != nil {
		return nil, nil, err
	}
	guard := &rowGuard{plain, maxRow}
	t := &rows{csv: csv.NewReader(guard), guard: guard}
	t.csv.ReuseRecord = true
	header, err := t.csv.Read()
	return header, t, err
}

// gunzip gives what r holds, uncompressed where it begins with the two magic bytes of gzip (RFC 1952).
func gunzip(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" {
		return gzip.NewReader(b)
	}
	return b, nil
}

// damage tells what of an error in reading is the file's fault, met after a line.
func damage(err error, after int) (evidence.Fault, bool) {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errLongRow):
		return evidence.Fault{Line: after + 1, What: err.Error(), Right: "a quotation mark may not be closed"}, true
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return evidence.Fault{Line: after + 1, What: "the gzip file is damaged: " + err.Error(), Right: "fetch it again"}, true
	}
	return evidence.Fault{}, false
}

// columns finds the columns in the header.
func (t *rows) columns(header []string, required int) {
	header = slices.Clone(header)
	header[0] = strings.TrimPrefix(header[0], "\ufeff") // the mark that spreadsheets put before UTF-8
	for c, name := range t.names {
		i := slices.Index(header, name)
		t.column = append(t.column, i)
		if i < 0 {
			if c < required {
				t.faults.add(1, 1, "the header has no column "+name, "it would name "+strings.Join(t.names[:required], ", "))
			}
			continue
		}
		if again := slices.Index(header[i+1:], name); again >= 0 {
			line, column := t.csv.FieldPos(i + 1 + again)
			t.faults.add(line, column, "the header names the column "+name+" twice", "once")
		}
	}
}

// next reads the next row that can be split into fields; false at the end. A failure to read on is an
// error; what is wrong with a row is a fault.
func (t *rows) next() (bool, error) {
	for {
		t.guard.left = maxRow
		fields, err := t.csv.Read()
		if err != nil {
			if more, err := t.unread(err, len(fields)); !more {
				return false, err
			}
			continue
		}
		t.fields = fields
		t.line, _ = t.csv.FieldPos(0)
		if t.count++; t.count > maxRows {
			t.faults.add(t.line, 1, fmt.Sprintf("the file has more than %d rows", maxRows), "")
			return false, nil
		}
		return true, nil
	}
}

// unread reports why a row was not read, and says whether there may be more.
func (t *rows) unread(err error, fields int) (more bool, failure error) {
	if err == io.EOF {
		return false, nil
	}
	if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
		t.line = syntax.Line
		if errors.Is(err, csv.ErrFieldCount) {
			t.faults.add(t.line, 1, fmt.Sprintf("the row has %d fields", fields), fmt.Sprintf("the header has %d", t.csv.FieldsPerRecord))
		} else {
			t.faults.add(t.line, syntax.Column, syntax.Err.Error(), quoting)
		}
		return true, nil
	}
	if f, ok := damage(err, t.line); ok {
		t.faults.add(f.Line, f.Column, f.What, f.Right)
		return false, nil
	}
	return false, fmt.Errorf("reading on after line %d: %w", t.line, err)
}

// field gives a field of the row: empty where the file does not have the column, and where R wrote NA.
// It is good until the next row.
func (t *rows) field(c int) string {
	i := t.column[c]
	if i < 0 || t.fields[i] == "NA" {
		return ""
	}
	return t.fields[i]
}

// position gives the line and column at which a field of the row stands, or the row where the file does
// not have the column.
func (t *rows) position(c int) (line, column int) {
	if i := t.column[c]; i >= 0 {
		return t.csv.FieldPos(i)
	}
	return t.line, 1
}

// fault reports a field of the row.
func (t *rows) fault(c int, what, right string) {
	line, column := t.position(c)
	t.faults.add(line, column, what, right)
}
