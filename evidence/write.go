package evidence

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// Card is what a program writes at the head of a table it made.
type Card struct{ Name, Value string }

// EncodeTable writes rows, a slice of one of the row structs, as their table's CSV under a card. Columns
// of evidence that the card holds for every row are left out.
func EncodeTable(rows any, cards []Card) ([]byte, error) {
	typ := reflect.TypeOf(rows)
	var table tableOf
	for _, t := range new(Dossier).tables() {
		if reflect.SliceOf(t.rowType()) == typ {
			table = t
		}
	}
	if table.name == "" {
		return nil, fmt.Errorf("%v is no table of a dossier", typ)
	}
	var out bytes.Buffer
	for _, c := range cards {
		fmt.Fprintf(&out, "# %s: %s\n", c.Name, c.Value)
	}
	var columns []column
	header := []string{}
	for _, c := range schemaOf(table).columns {
		if c.field >= 0 {
			columns = append(columns, c)
			header = append(header, c.name)
		}
	}
	w := csv.NewWriter(&out)
	w.Write(header)
	all := reflect.ValueOf(rows)
	cells := make([]string, len(columns))
	for i := range all.Len() {
		for j, c := range columns {
			text, err := encodeCell(all.Index(i).Field(c.field))
			if err != nil {
				return nil, fmt.Errorf("writing %s: column %s: %w", table.name, c.name, err)
			}
			cells[j] = text
		}
		w.Write(cells)
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func encodeCell(v reflect.Value) (string, error) {
	if n, ok := v.Interface().(Number); ok && n.Is() && notFinite(n.Value) || v.Kind() == reflect.Float64 && notFinite(v.Float()) {
		return "", fmt.Errorf("%v is not a number that a table can hold", v.Interface())
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	switch v.Kind() {
	case reflect.Float64:
		return FormatFloat(v.Float()), nil
	case reflect.Slice:
		return strings.Join(v.Interface().([]string), ";"), nil
	}
	return fmt.Sprint(v.Interface()), nil
}

func notFinite(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }

// FormatFloat writes a number to six decimals, as short as that allows: counts stay whole, and a
// bloc's fractions are precise to a millionth of a roll call.
func FormatFloat(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// WriteFile writes a file whole or not at all: to a temporary file beside it, then by rename.
func WriteFile(path string, data []byte) error {
	// A device or a pipe cannot be replaced: a rename would put a file in its place.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeThrough(path, data)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

func writeThrough(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
