package main

import (
	"encoding/csv"
	"io"
)

// writeCSV writes a header and rows; without a header the first row is it.
func writeCSV(w io.Writer, header []string, rows func(row func(...string))) error {
	out := csv.NewWriter(w)
	if header != nil {
		_ = out.Write(header) // what goes wrong is kept, and told by Error
	}
	rows(func(cells ...string) { _ = out.Write(cells) })
	out.Flush()
	return out.Error()
}
