package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"multivector/measure"
)

func newFindings() *cobra.Command {
	var f dossierFlags
	var all bool
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "findings [DOSSIER]",
		Short: "What would have to be false for each sentence of the page to fall",
		Long: `Findings lists the sentences of assess that compare, its verdicts first, by how much each holds, and the smallest set of records found
without which it does not. That set was checked by taking exactly those records out and measuring again; a smaller one
may exist, so that their number is an upper bound. Without them a finding is reversed where the contrary holds, and
falls where it can no longer be said.

A record of votes is a session of two states' votes. That a record is taken out is not to say that it is wrong.`,
		Example: "multivector findings\nmultivector findings --state Kazakhstan --all\nmultivector findings --format csv",
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
			a := measure.Assess(r, states)
			verdicts, err := a.VerdictFindings()
			if err != nil {
				return err
			}
			findings := append(verdicts, a.Findings()...)
			if !all {
				findings = slices.DeleteFunc(findings, func(f measure.Finding) bool { return !f.Headline })
			}
			return create(cmd, f.output, func(w io.Writer) error {
				return writeFindings(w, r, falsities(r, findings), f.format, f.pageWidth(w))
			})
		},
	}
	f.edition(cmd)
	f.measuring(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "the states to speak of, by code or any spelling (default: all of the region)")
	cmd.Flags().BoolVar(&all, "all", false, "the arrows of the page too, and what the page has no room for")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

func writeFindings(w io.Writer, r *measure.Region, all []falsity, format string, width int) error {
	switch format {
	case "json":
		return encodeJSON(w, orEmpty(all))
	case "csv":
		return writeFindingsCSV(w, all)
	case "md":
		g := grid{title: "What would have to be false", about: aboutFindings, head: []string{"finding", "holds by", "rests on at most", "without them", "which"}}
		for _, f := range all {
			g.rows = append(g.rows, []string{f.finding.Statement, index(f.Margin), restsOnCell(f), f.Outcome, inWords(r.Dossier, f.Records)})
		}
		g.markdown(w)
		return nil
	}
	g := grid{title: "What would have to be false", about: aboutFindings}
	if len(all) == 0 {
		g.notes = []string{"There is no such sentence: the dossier has too little evidence to compare."}
	}
	g.text(w, width)
	for _, f := range all {
		f.text(w, r, width)
	}
	return nil
}

const aboutFindings = "Each sentence of assess that compares, by how much it holds (kappa, shares as fractions; of verdicts the share of all admissible choices beyond one half), and the smallest set of records found without which it does not: an upper bound, checked by taking them out. A record of votes is a session of two states' votes."

func restsOnCell(f falsity) string {
	if f.Outcome == measure.Stands {
		return markNotApplicable
	}
	return fmt.Sprintf("%d of %d", len(f.Records), f.Of)
}

// writeFindingsCSV writes a finding a row.
func writeFindingsCSV(w io.Writer, all []falsity) error {
	var findings []measure.Finding
	var flips []measure.Flip
	for _, f := range all {
		findings, flips = append(findings, f.finding), append(flips, f.Flip)
	}
	return measure.WriteFindings(w, findings, flips)
}
