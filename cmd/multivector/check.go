package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
	"multivector/report"
	"multivector/scenario"
)

func newCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DOSSIER]",
		Short: "Find every fault of a dossier in one run",
		Long: `Check reads a whole dossier and names every fault as file:line:column: what is wrong; what would be right.
It exits with 2 where there is one. Nothing is computed from a dossier that does not pass.`,
		Example: "multivector check my-region/",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, name, err := dossierAt(args)
			if err != nil {
				return err
			}
			d, err := evidence.Load(dir, name, evidence.Options{})
			if err != nil {
				return err
			}
			if err := measure.CheckComposites(d); err != nil {
				return err
			}
			r := measure.Of(d, measure.Options{Level: measure.DefaultOptions().Level}) // what is wrong hangs on no draw
			scenarios, err := scenario.Declared(r)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(d.Claims, func(c evidence.Claim) bool { return c.Expression != "" }) || report.HasArticles(d) {
				if err := report.CheckArticles(claim.NewBook(r, measure.Assess(r, d.Config.Region))); err != nil {
					return err // those of claims.csv first, for articles speak of claims
				}
			}
			also := ""
			if len(scenarios) > 0 {
				also = ", nor in " + plural(len(scenarios), "scenario", "scenarios")
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: no fault in %s of %s%s\n", name, plural(d.Size(), "record", "records"), plural(d.Tables(), "table", "tables"), also)
			return err
		},
	}
}
