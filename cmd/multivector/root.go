package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"multivector/evidence"
)

// version is the program's: it stands in every file the program makes.
const version = "0.1.0"

// Exit codes: the work was done; it failed, or a check it was asked to make did not hold; the input is at fault.
const (
	exitDone  = 0
	exitWork  = 1
	exitInput = 2
)

// run is the program: its arguments in, its output and exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	// The writer leaves out colours where there is no terminal to show them, or NO_COLOR forbids them.
	root.SetOut(colorprofile.NewWriter(stdout, os.Environ()))
	root.SetErr(stderr)
	err := fang.Execute(ctx, root, fang.WithVersion(version), fang.WithErrorHandler(printError))
	switch {
	case err == nil:
		return exitDone
	case isWorkError(err):
		return exitWork
	}
	return exitInput
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "multivector",
		Short: "Small states between great powers, measured from evidence you can follow",
		Long: `Multivector measures small and middle states between great powers: who leans where, who depends on
whom and through what, over how many powers each is spread, what was not said, whether the region acts as
one, and how sure all that is. Every number can be followed back to its records and their sources.

Where no dossier is named, the built-in one on Central Asia is used; any other region is a folder of files.`,
		Example: `multivector assess
multivector explain kappa Kazakhstan Russia
multivector silences --state TKM
multivector check my-region/`,
	}
	root.AddCommand(newAssess(), newExplain(), newSilences(), newSimilarity(), newIntake(), newCheck(), newNew(), newVersion())
	return root
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the program's version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "multivector "+version)
			return err
		},
	}
}

// workError is a failure that is not the input's: exit code 1 where all others are 2.
type workError struct{ err error }

func (e workError) Error() string { return e.err.Error() }
func (e workError) Unwrap() error { return e.err }

func isWorkError(err error) bool {
	var w workError
	return errors.As(err, &w) || errors.Is(err, context.Canceled)
}

// printError writes faults as they are, a line each, so that an editor can jump to them; anything else as
// one line that begins with the program's name.
func printError(w io.Writer, _ fang.Styles, err error) {
	if faults := evidence.AsFaults(err); faults != nil {
		for _, f := range faults {
			fmt.Fprintln(w, f)
		}
		fmt.Fprintf(w, "multivector: %s\n", plural(len(faults), "fault", "faults"))
		return
	}
	fmt.Fprintf(w, "multivector: %s\n", strings.TrimSpace(err.Error()))
	if strings.HasPrefix(err.Error(), "unknown") || strings.Contains(err.Error(), "arg(s)") {
		fmt.Fprintln(w, "Try --help.")
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// create writes a command's output to a file by rename, or to standard output where no file is named.
func create(cmd *cobra.Command, path string, write func(io.Writer) error) error {
	if path == "" {
		return write(cmd.OutOrStdout())
	}
	var b strings.Builder
	if err := write(&b); err != nil {
		return err
	}
	if err := evidence.WriteFile(path, []byte(b.String())); err != nil {
		return workError{err}
	}
	return nil
}
