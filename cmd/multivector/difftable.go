package main

import (
	"encoding/csv"
	"io"
	"math"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// diffJSON is the shape of diff --format json (docs/format/output.md).
type diffJSON struct {
	Program   string           `json:"program"`
	Title     string           `json:"title"`
	Old       string           `json:"old"`
	New       string           `json:"new"`
	Reading   string           `json:"reading"`
	Seed      uint64           `json:"seed"`
	Settings  []settingJSON    `json:"settings"`
	Records   []changeJSON     `json:"records"`
	Warnings  []string         `json:"warnings"`
	Estimates []differenceJSON `json:"estimates"`
}

type settingJSON struct {
	Name  string         `json:"name"`
	Old   string         `json:"old"`
	New   string         `json:"new"`
	Cause evidence.Cause `json:"cause"`
}

type changeJSON struct {
	Key   string         `json:"key"`
	Cause evidence.Cause `json:"cause"`
	How   string         `json:"how"`
}

type differenceJSON struct {
	Section         string       `json:"section"`
	Measure         string       `json:"measure"`
	State           string       `json:"state"`
	Vector          string       `json:"vector"`
	Of              string       `json:"of"`
	Old             *float64     `json:"old"`
	OldLow          *float64     `json:"old_low"`
	OldHigh         *float64     `json:"old_high"`
	OldStatus       string       `json:"old_status"`
	New             *float64     `json:"new"`
	NewLow          *float64     `json:"new_low"`
	NewHigh         *float64     `json:"new_high"`
	NewStatus       string       `json:"new_status"`
	Change          *float64     `json:"change"`
	NewEvidence     *float64     `json:"new_evidence"`
	RevisedEvidence *float64     `json:"revised_evidence"`
	Method          *float64     `json:"method"`
	Weights         *float64     `json:"weights"`
	Unsplit         string       `json:"unsplit"`
	Sentence        string       `json:"sentence"`
	Records         []changeJSON `json:"records"`
}

func changesJSON(all []evidence.RecordChange) []changeJSON {
	out := make([]changeJSON, 0, len(all))
	for _, r := range all {
		out = append(out, changeJSON(r))
	}
	return out
}

func (p diffPage) writeJSON(w io.Writer) error {
	out := diffJSON{
		Program: "multivector " + version, Title: p.r.Title, Old: p.between.Old.AsOf.String(), New: p.between.New.AsOf.String(),
		Reading: p.r.Reading.String(), Seed: p.r.Seed,
		Settings: []settingJSON{}, Records: changesJSON(p.between.Records), Warnings: append([]string{}, p.between.Warnings...), Estimates: []differenceJSON{},
	}
	for _, s := range p.between.Settings {
		out.Settings = append(out.Settings, settingJSON(s))
	}
	number := func(v float64) *float64 {
		if math.IsNaN(v) {
			return nil
		}
		return &v
	}
	for _, d := range p.all {
		out.Estimates = append(out.Estimates, differenceJSON{
			d.Section, d.New.Measure, d.New.State, d.New.Vector, d.New.Of,
			number(d.Old.Value), number(d.Old.Low), number(d.Old.High), d.Old.Status,
			number(d.New.Value), number(d.New.Low), number(d.New.High), d.New.Status,
			number(d.Change()), number(d.By[evidence.NewEvidence]), number(d.By[evidence.RevisedEvidence]), number(d.By[evidence.Method]), number(d.By[evidence.Weights]),
			d.Unsplit, p.sentence(d), changesJSON(d.Records),
		})
	}
	return encodeJSON(w, out)
}

// writeCSV writes a change a row, numbers in full precision, nothing where there is none.
func (p diffPage) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	header := []string{
		"section", "measure", "state", "vector", "of", "old", "old_low", "old_high", "old_status", "new", "new_low", "new_high", "new_status",
		"change", "new_evidence", "revised_evidence", "method", "weights", "unsplit", "records",
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, d := range p.all {
		row := []string{d.Section, d.New.Measure, d.New.State, d.New.Vector, d.New.Of}
		for _, e := range []measure.Estimate{d.Old, d.New} {
			row = append(row, full(e.Value), full(e.Low), full(e.High), e.Status)
		}
		row = append(row, full(d.Change()))
		for _, part := range d.By {
			row = append(row, full(part))
		}
		var keys []string
		for _, r := range d.Records {
			keys = append(keys, r.Key)
		}
		if err := out.Write(append(row, d.Unsplit, strings.Join(keys, ";"))); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
