package measure

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
)

// WriteCSV writes an estimate a row (docs/format/output.md), numbers in full precision, nothing where there is none.
func (a *Assessment) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"section", "measure", "state", "vector", "of", "period", "value", "low", "high", "level", "n", "status", "from", "warnings"}); err != nil {
		return err
	}
	for _, s := range a.Sections {
		for _, e := range s.Estimates {
			row := []string{
				s.ID, e.Measure, e.State, e.Vector, e.Of, e.Period, Full(e.Value), Full(e.Low), Full(e.High), Full(e.Level),
				strconv.Itoa(e.N), e.Status, strings.Join(e.From, ";"), strings.Join(e.Warnings, ";"),
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// WriteFindings writes a finding with its flip set a row (docs/format/output.md); flips are those of the findings, in their order.
func WriteFindings(w io.Writer, findings []Finding, flips []Flip) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"id", "statement", "margin", "size", "of", "outcome", "without", "records", "all_of"}); err != nil {
		return err
	}
	for i, f := range flips {
		row := []string{
			findings[i].ID, findings[i].Statement, Full(f.Margin), strconv.Itoa(len(f.Records)), strconv.Itoa(f.Of), f.Outcome, Full(f.Without),
			strings.Join(f.Records, ";"), strings.Join(f.AllOf, ";"),
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Full writes a number so that reading it back gives the same; nothing where there is none.
func Full(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
