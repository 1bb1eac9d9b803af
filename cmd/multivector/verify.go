package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"multivector/report"
)

func newVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "Whether a report's folder is as it was written",
		Long: `Verify compares the files of a report's folder with its manifest.json: each is there with the same bytes, and there is no other.
All that does not hold is printed, a file a line. It tells what befell a folder on its way. That the manifest itself was
not written anew by another hand it cannot tell: for that, report makes the same bytes of the same dossier, version and seed.`,
		Example: "multivector verify out",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			m, wrong, err := report.Verify(args[0])
			switch {
			case errors.Is(err, report.ErrNoReport):
				return err
			case err != nil:
				return workError{err}
			}
			for _, line := range wrong {
				fmt.Fprintln(cmd.OutOrStdout(), line)
			}
			if n := len(wrong); n > 0 {
				return workError{fmt.Errorf("%s is not as it was written: %s", args[0], plural(n, "fault", "faults"))}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: all %s as written by %s %s, as of %s, seed %d\n", args[0], plural(len(m.Files), "file", "files"), m.Program, m.Version, m.AsOf, m.Seed)
			return nil
		},
	}
}
