package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"multivector/report"
)

func newReport() *cobra.Command {
	var f dossierFlags
	var languages []string
	var strict bool
	var pdf bool
	cmd := &cobra.Command{
		Use:   "report [DOSSIER] -o DIR",
		Short: "The findings as a cited report: a folder of pages that opens offline",
		Long: `Report writes the dossier's findings as a cited text: a folder of pages that open in a browser without a network, in which
every sentence leads to the records it rests on, and every record to its source and to what rests on it. With it come the
dossier and all tables as CSV, the figures as SVG, the papers of the methods, and a manifest with the hash of every file.

DIR is made, or replaced where it holds an earlier report. The same dossier, version and seed give the same bytes.`,
		Example: "multivector report -o out\nmultivector report my-region/ -o out --language en\nmultivector report -o out --pdf",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.output == "" {
				return usageError{"a report needs a folder to be written to; write -o DIR"}
			}
			var browser string
			if pdf {
				var err error
				if browser, err = report.Browser(); err != nil {
					return err
				}
			}
			debug.SetMemoryLimit(1 << 30) // all of its pages are held at once; collecting garbage within less is most of the time
			d, err := f.open(args)
			if err != nil {
				return err
			}
			r, err := f.region(d)
			if err != nil {
				return err
			}
			folder, err := report.Build(r, report.Options{Program: "multivector", Version: version, Command: written(cmd, args), Languages: languages, Strict: strict, Browser: browser})
			var unheld report.Unheld
			if err != nil && !errors.As(err, &unheld) {
				return err
			}
			if err := folder.Write(f.output); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d files, index.html the first to open\n", f.output, len(folder))
			if unheld.Faults != nil {
				return workError{unheld}
			}
			return nil
		},
	}
	f.edition(cmd)
	f.measuring(cmd)
	cmd.Flags().StringSliceVar(&languages, "language", nil, "the languages of the report by code, the first at the root of the folder (default: those of the dossier)")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail, with 1, where a sentence of an article does not hold as it was written; the folder is written all the same")
	cmd.Flags().BoolVar(&pdf, "pdf", false, "print it as report.pdf as well, which needs Chromium")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "the folder to write")
	return cmd
}

// written is the command as it was given, but for the folder that it writes to: two folders of one report are alike.
func written(cmd *cobra.Command, args []string) string {
	words := append([]string{cmd.CommandPath()}, args...)
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		if flag.Name != "output" {
			words = append(words, "--"+flag.Name+"="+strings.Trim(flag.Value.String(), "[]"))
		}
	})
	return strings.Join(words, " ")
}
