package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// claimsQuery is what claims was asked.
type claimsQuery struct {
	dossierFlags
	open, questions bool
	kinds, results  []string
}

var (
	claimFormats = []string{"table", "json", "csv", "md"}
	claimKinds   = []string{"fact", "relation", "judgement", "forecast"}
)

func newClaims() *cobra.Command {
	var q claimsQuery
	cmd := &cobra.Command{
		Use:   "claims [DOSSIER]",
		Short: "Every claim of a text, recomputed: holds, partly, contradicted, open",
		Long: `Claims recomputes the sentences of claims.csv: each is an expression over the evidence, the measures and the scenarios, whose
parts are true, false or undecided. All true, it holds; all false, it is contradicted; some true, it holds partly; none true and
some undecided, it is open, and what evidence is missing is said. explain claim ID is the way back to the records.

--questions prints the claims about the future, as the ledger of forecasts takes them.`,
		Example: "multivector claims\nmultivector claims --open\nmultivector claims --kind forecast --format md\nmultivector claims --questions > questions.csv",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if q.questions && !cmd.Flags().Changed("format") {
				q.format = "csv"
			}
			if err := q.check(); err != nil {
				return err
			}
			d, err := q.dossierFlags.open(args)
			if err != nil {
				return err
			}
			book, err := q.book(d)
			if err != nil {
				return err
			}
			if q.questions {
				questions, err := book.Questions()
				if err != nil {
					return err
				}
				return create(cmd, q.output, func(w io.Writer) error { return writeQuestions(w, questions, q.format) })
			}
			ledger, err := book.Ledger()
			if err != nil {
				return err
			}
			return create(cmd, q.output, func(w io.Writer) error {
				return q.write(w, slices.DeleteFunc(ledger, func(o *claim.Outcome) bool { return !q.wants(o) }), q.pageWidth(w))
			})
		},
	}
	q.edition(cmd)
	q.measuring(cmd)
	q.printing(cmd, claimFormats...)
	f := cmd.Flags()
	f.BoolVar(&q.open, "open", false, "only what is undecided, and what evidence is missing")
	f.StringSliceVar(&q.kinds, "kind", nil, "only of these kinds: "+join(claimKinds, ", ", " or "))
	f.StringSliceVar(&q.results, "result", nil, "only of these results: "+join(resultNames(), ", ", " or "))
	f.BoolVar(&q.questions, "questions", false, "the claims about the future, as questions for the ledger of forecasts (csv or json)")
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(claimKinds, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("result", cobra.FixedCompletions(resultNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// book opens a dossier as a book of claims, measured with the options of the flags.
func (f *dossierFlags) book(d *evidence.Dossier) (*claim.Book, error) {
	r, err := f.region(d)
	if err != nil {
		return nil, err
	}
	return claim.NewBook(r, measure.Assess(r, d.Config.Region)), nil
}

func resultNames() (names []string) {
	for _, r := range claim.Results {
		names = append(names, string(r))
	}
	return names
}

func (q *claimsQuery) check() error {
	if err := q.dossierFlags.check(claimFormats...); err != nil {
		return err
	}
	for _, one := range []struct {
		flag         string
		given, known []string
	}{{"--kind", q.kinds, claimKinds}, {"--result", q.results, resultNames()}} {
		for _, word := range one.given {
			if !slices.Contains(one.known, word) {
				return fmt.Errorf("%s: %q is not known; write %s", one.flag, word, join(one.known, ", ", " or "))
			}
		}
	}
	switch {
	case q.open && len(q.results) > 0:
		return usageError{"--open is --result open; write one of the two"}
	case q.questions && (q.open || len(q.results)+len(q.kinds) > 0):
		return usageError{"--questions are the forecasts, whatever they came to; leave out --open, --kind and --result"}
	case q.questions && q.format != "csv" && q.format != "json":
		return fmt.Errorf("--questions --format %q is not known; write csv or json", q.format)
	}
	return nil
}

// wants tells whether a claim was asked for.
func (q *claimsQuery) wants(o *claim.Outcome) bool {
	return (!q.open || o.Result == claim.Open) && (len(q.kinds) == 0 || slices.Contains(q.kinds, o.Claim.Kind)) &&
		(len(q.results) == 0 || slices.Contains(q.results, string(o.Result)))
}

func (q *claimsQuery) write(w io.Writer, ledger []*claim.Outcome, width int) error {
	switch q.format {
	case "csv":
		return claim.WriteCSV(w, ledger)
	case "json":
		all := make([]claimJSON, len(ledger))
		for i, o := range ledger {
			all[i] = claimToJSON(o)
		}
		return encodeJSON(w, all)
	}
	if q.format == "md" {
		for _, g := range claimGrids(ledger, q.open) {
			g.markdown(w)
		}
		return nil
	}
	writeClaimsPage(w, ledger, q.open, width)
	return nil
}

// writeQuestions writes the claims about the future.
func writeQuestions(w io.Writer, questions []claim.Question, format string) error {
	if format == "json" {
		all := make([]questionJSON, len(questions))
		for i, q := range questions {
			all[i] = questionJSON{q.ID, q.Text, q.Expression, q.Closes.String(), string(q.Result)}
		}
		return encodeJSON(w, all)
	}
	return writeCSV(w, []string{"id", "question", "expression", "closes", "result"}, func(row func(...string)) {
		for _, q := range questions {
			row(q.ID, q.Text, q.Expression, q.Closes.String(), string(q.Result))
		}
	})
}
