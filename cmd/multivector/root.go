package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	colours, out := colorprofile.NewWriter(stdout, os.Environ()), &watched{w: stdout}
	colours.Forward = out
	root.SetOut(colours)
	root.SetErr(stderr)
	err := fang.Execute(ctx, root, fang.WithVersion(version), fang.WithErrorHandler(printError))
	if out.err != nil {
		if err == nil { // a page is written without looking back; a table said it itself
			fmt.Fprintf(stderr, "multivector: %v\n", out.err)
		}
		return exitWork
	}
	switch {
	case err == nil:
		return exitDone
	case isWorkError(err):
		return exitWork
	}
	return exitInput
}

// watched is standard output that remembers a write that failed: a page half written is not done.
type watched struct {
	w   io.Writer
	err error
}

func (w *watched) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
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
	root.AddCommand(newAssess(), newVerdicts(), newFindings(), newClaims(), newExplain(), newDiff(), newReport(), newVerify(), newSilences(), newPositions(), newSimilarity(), newIdealPoints(), newNextVote(),
		newBargain(), newLandscape(), newShock(), newScenario(), newIntake(), newCheck(), newNew(), newVersion())
	root.SetHelpCommand(newHelp(root))
	root.SetFlagErrorFunc(flagError)
	mendCompletion(root)
	flow(root)
	return root
}

// newHelp is cobra's own help command but for a command that is not there, which is an error and not a page.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "What a command does, and its flags",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(cmd, rest[0])
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
}

// mendCompletion makes cobra's command for shell completion refuse a shell it does not know.
func mendCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Short = "Shell completion for bash, zsh, fish or powershell"
			needsSubcommand(c, "shell")
		}
	}
}

// needsSubcommand makes a command that does nothing by itself say so; cobra would show its help and call it done.
func needsSubcommand(c *cobra.Command, what string) {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		var names []string
		for _, sub := range cmd.Commands() {
			names = append(names, sub.Name())
		}
		return usageError{fmt.Sprintf("%s needs a %s: %s", cmd.CommandPath(), what, join(names, ", ", " or "))}
	}
}

func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	what := fmt.Sprintf("unknown command %q for %q", name, cmd.CommandPath())
	switch len(names) {
	case 0:
	case 1:
		what += "; there is " + names[0]
	default:
		what += "; there are " + join(names, ", ", " and ")
	}
	return usageError{what}
}

// takes checks the number of a command's arguments, and says how the command is written where it is not met.
func takes(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		given := fmt.Sprintf("%d arguments are given", len(args))
		switch len(args) {
		case 0:
			given = "no argument is given"
		case 1:
			given = "one argument is given"
		}
		return usageError{fmt.Sprintf("%s; write %s", given, strings.TrimSuffix(cmd.UseLine(), " [flags]"))}
	}
}

// flagError says what a flag takes; the flags' own words are those of Go's parser of numbers.
func flagError(_ *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		takes := map[string]string{"uint64": "a whole number, 0 or more", "int": "a whole number", "bool": "true or false"}
		if right, ok := takes[invalid.GetFlag().Value.Type()]; ok {
			return fmt.Errorf("--%s: %q is not %s", invalid.GetFlag().Name, invalid.GetValue(), right)
		}
		if _, ok := invalid.GetFlag().Value.(*rangeFlag); ok {
			return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap())
		}
	}
	return usageError{err.Error()}
}

// flow lets each paragraph of the help be broken where the reader's terminal ends, not where our source does.
func flow(cmd *cobra.Command) {
	paragraphs := strings.Split(cmd.Long, "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
	}
	cmd.Long = strings.Join(paragraphs, "\n\n")
	for _, c := range cmd.Commands() {
		if c.Name() != "completion" { // whose paragraphs hold lines to copy
			flow(c)
		}
	}
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the program's version",
		Args:  takes(0, 0),
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

// usageError is a command line that is not understood: --help is what helps.
type usageError struct{ what string }

func (e usageError) Error() string { return e.what }

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
	// What cobra adds on lines of their own is brought onto ours: the commands most like an unknown one.
	what := err.Error()
	if unknown, nearest, ok := strings.Cut(what, "\n\nDid you mean this?\n"); ok {
		what = unknown + "; did you mean " + join(strings.Fields(nearest), ", ", " or ") + "?"
	}
	what = strings.TrimSpace(what)
	fmt.Fprintf(w, "multivector: %s\n", what)
	if usage := (usageError{}); errors.As(err, &usage) || strings.HasPrefix(what, "unknown command") {
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
	var b bytes.Buffer
	if err := write(&colorprofile.Writer{Forward: &b, Profile: colorprofile.NoTTY}); err != nil {
		return err
	}
	return writeFile(path, b.Bytes())
}

// writeFile writes a file whole or not at all. What hinders it is said of the file, not of the one beside it
// that is renamed in the end.
func writeFile(path string, data []byte) error {
	err := evidence.WriteFile(path, data)
	if err == nil {
		return nil
	}
	if cause := (*fs.PathError)(nil); errors.As(err, &cause) {
		err = cause.Err
	}
	return workError{fmt.Errorf("%s cannot be written: %w", path, err)}
}
