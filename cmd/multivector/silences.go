package main

import (
	"io"

	"github.com/spf13/cobra"

	"multivector/evidence"
)

func newSilences() *cobra.Command {
	var f dossierFlags
	formats := []string{"table", "csv", "json", "md"}
	cmd := &cobra.Command{
		Use:   "silences [DOSSIER]",
		Short: "Everything that was expected and did not happen, with the rule",
		Long: `Silences lists what was expected of the region's states and did not happen: a vote from which a member was
absent, a summit of a forum it belongs to at which its leader did not appear, a treaty of the region it did
not sign, an exercise or visit called off. Each is derived from who was expected, never from a gap in the data.
Selective is yes where the state answered another roll call of the same sitting.`,
		Example: "multivector silences --state Turkmenistan\nmultivector silences --format csv",
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
			all := d.Silences(states)
			w := cmd.OutOrStdout()
			switch f.format {
			case "csv":
				return writeSilencesCSV(w, all)
			case "json":
				return encodeJSON(w, silencesJSON(all))
			}
			g := grid{title: "What was expected and did not happen", head: []string{"", "date", "kind", "what", "expected by", "selective"}}
			rule := 32 // "member of CIS since 1991-12-21, …"
			width := f.pageWidth(w)
			what := width - columnsBesideTexts - rule
			if what < 16 || f.format == "md" {
				rule, what = 1000, 1000 // a narrow page has a block of lines for each, and room for all
			}
			for _, s := range all {
				g.rows = append(g.rows, []string{s.State, s.Date.String(), s.Kind, short(s.What, what), short(s.ExpectedBy, rule), s.Selective})
			}
			if f.format == "md" {
				g.markdown(w)
			} else {
				g.text(w, width)
			}
			return nil
		},
	}
	f.edition(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "the states to list, by code or any spelling (default: all of the region)")
	return cmd
}

// columnsBesideTexts is what the columns but the two texts take of the page.
const columnsBesideTexts = 43

func writeSilencesCSV(w io.Writer, all []evidence.Silence) error {
	return writeCSV(w, []string{"state", "date", "kind", "what", "key", "expected_by", "selective", "source"}, func(row func(...string)) {
		for _, s := range all {
			row(s.State, s.Date.String(), s.Kind, s.What, s.Key, s.ExpectedBy, s.Selective, s.Source)
		}
	})
}

// short cuts a text at a blank so that it is at most so long.
func short(text string, length int) string {
	runes := []rune(text)
	if len(runes) <= length {
		return text
	}
	cut := length - 1
	for cut > length/2 && runes[cut] != ' ' {
		cut--
	}
	return string(runes[:cut]) + "…"
}
