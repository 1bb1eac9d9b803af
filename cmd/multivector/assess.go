package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
)

func newAssess() *cobra.Command {
	var f dossierFlags
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "assess [DOSSIER]",
		Short: "Where each state stands, on one page",
		Long: `Assess answers, from the evidence of a dossier, who leans where, who depends on whom and through what, over
how many powers each state is spread, what was not said, whether the region acts as one, and how sure all
that is. Every estimate has its interval, the records it rests on and its warnings (--format json).`,
		Example: "multivector assess\nmultivector assess --as-of 2022-02-23\nmultivector assess --state Kazakhstan --format md",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(formats...); err != nil {
				return err
			}
			d, err := f.open(args)
			if err != nil {
				return err
			}
			states, err := f.chosen(d)
			if err != nil {
				return err
			}
			r, err := f.region(d)
			if err != nil {
				return err
			}
			p := newPage(measure.Assess(r, states), r, states)
			return create(cmd, f.output, func(w io.Writer) error { return p.write(w, f.format, f.pageWidth(w)) })
		},
	}
	f.edition(cmd)
	f.measuring(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "the states to show, by code or any spelling (default: all of the region)")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

func (p page) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return p.writeJSON(w)
	case "csv":
		return p.a.WriteCSV(w)
	case "md":
		fmt.Fprintf(w, "# %s\n\n%s As of %s.\n\n", p.r.Title, p.r.Question, p.r.AsOf)
		for _, g := range p.grids() {
			g.markdown(w)
		}
		return nil
	}
	title, asOf := bold.Render(p.r.Title), faint.Render("as of "+p.r.AsOf.String())
	if line := title + "   " + asOf; lipgloss.Width(line) <= width {
		fmt.Fprintln(w, line)
	} else {
		for line := range strings.SplitSeq(wrap(p.r.Title, width), "\n") {
			fmt.Fprintln(w, bold.Render(line))
		}
		fmt.Fprintln(w, asOf)
	}
	fmt.Fprintln(w, wrap(p.r.Question, width))
	fmt.Fprintln(w)
	for _, g := range p.grids() {
		g.text(w, width)
	}
	return nil
}

// assessmentJSON is the shape of assess --format json (docs/format/output.md).
type assessmentJSON struct {
	Program  string        `json:"program"`
	Title    string        `json:"title"`
	AsOf     string        `json:"as_of"`
	Reading  string        `json:"reading"`
	Seed     uint64        `json:"seed"`
	Sections []sectionJSON `json:"sections"`
	Silences []silenceJSON `json:"silences"`
}

type sectionJSON struct {
	ID        string             `json:"id"`
	Question  string             `json:"question"`
	Estimates []measure.Estimate `json:"estimates"`
}

type silenceJSON struct {
	State      string   `json:"state"`
	Date       string   `json:"date"`
	Kind       string   `json:"kind"`
	What       string   `json:"what"`
	Key        string   `json:"key"`
	ExpectedBy string   `json:"expected_by"`
	Selective  string   `json:"selective"`
	Source     string   `json:"source"`
	From       []string `json:"from"`
}

func silencesJSON(all []evidence.Silence) []silenceJSON {
	out := make([]silenceJSON, 0, len(all))
	for _, s := range all {
		out = append(out, silenceJSON{s.State, s.Date.String(), s.Kind, s.What, s.Key, s.ExpectedBy, s.Selective, s.Source, s.From})
	}
	return out
}

func (p page) writeJSON(w io.Writer) error {
	out := assessmentJSON{
		Program: "multivector " + version, Title: p.r.Title, AsOf: p.r.AsOf.String(), Reading: p.r.Reading.String(), Seed: p.r.Seed,
		Silences: silencesJSON(p.a.Silences),
	}
	for _, s := range p.a.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.ID, s.Question, s.Estimates})
	}
	return encodeJSON(w, out)
}

func encodeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// full writes a number so that reading it back gives the same.
func full(v float64) string { return measure.Full(v) }
