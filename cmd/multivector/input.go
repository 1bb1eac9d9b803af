package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// dossierFlags are what every command that measures a dossier takes.
type dossierFlags struct {
	asOf, reading, minConfidence string
	seed                         uint64
	format                       string
	width                        int
	states                       []string
	output                       string
}

// edition adds the flags that choose which edition of a dossier is read.
func (f *dossierFlags) edition(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "the day after which nothing exists, as 2022-12-31 (default: the dossier's own)")
	f.sureness(cmd)
}

// sureness adds the flag that chooses how sure the records must be.
func (f *dossierFlags) sureness(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.minConfidence, "min-confidence", "low", "leave out records below high, medium or low")
}

// measuring adds the flags that choose how it is measured.
func (f *dossierFlags) measuring(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.reading, "reading", "drop", "how silence in a vote is read: drop, abstain or model")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "the seed of everything random")
	_ = cmd.RegisterFlagCompletionFunc("reading", cobra.FixedCompletions([]string{"drop", "abstain", "model"}, cobra.ShellCompDirectiveNoFileComp))
}

// printing adds the flags of the form of the output.
func (f *dossierFlags) printing(cmd *cobra.Command, formats ...string) {
	cmd.Flags().StringVar(&f.format, "format", formats[0], "the form of the output: "+join(formats, ", ", " or "))
	cmd.Flags().IntVar(&f.width, "width", 0, "the width of the page in columns (default: the terminal's, or 100)")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// check refuses a form of the output that is not there.
func (f *dossierFlags) check(formats ...string) error {
	if f.width != 0 && f.width < narrowest {
		return fmt.Errorf("--width %d is too narrow to read; write %d or more", f.width, narrowest)
	}
	if !slices.Contains(formats, f.format) {
		return fmt.Errorf("--format %q is not known; write %s", f.format, join(formats, ", ", " or "))
	}
	return nil
}

// open reads the dossier that the arguments name, or the built-in one, as of the date of the flags.
func (f *dossierFlags) open(args []string) (*evidence.Dossier, error) {
	var o evidence.Options
	if f.asOf != "" {
		date, err := evidence.ParseDate(f.asOf)
		if err != nil {
			return nil, fmt.Errorf("--as-of: %w", err)
		}
		o.AsOf = date
	}
	return f.load(args, o)
}

// load reads a dossier with the records that are sure enough.
func (f *dossierFlags) load(args []string, o evidence.Options) (*evidence.Dossier, error) {
	if err := o.MinConfidence.UnmarshalText([]byte(f.minConfidence)); err != nil {
		return nil, fmt.Errorf("--min-confidence: %w", err)
	}
	dir, name, err := dossierAt(args)
	if err != nil {
		return nil, err
	}
	d, err := evidence.Load(dir, name, o)
	if err != nil {
		return nil, err
	}
	return d, measure.CheckComposites(d)
}

// dossierAt gives the files of the dossier that the arguments name, and the name faults show.
func dossierAt(args []string) (fs.FS, string, error) {
	if len(args) == 0 {
		return dossiers.Open(), dossiers.BuiltIn, nil
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return nil, "", fmt.Errorf("there is no dossier at %s; name a folder with a dossier.toml, or none for the built-in dossier", args[0])
	}
	if !info.IsDir() {
		return nil, "", fmt.Errorf("%s is a file; a dossier is the folder that holds it", args[0])
	}
	return os.DirFS(args[0]), args[0], nil
}

// region prepares a dossier for measurement with the options of the flags.
func (f *dossierFlags) region(d *evidence.Dossier) (*measure.Region, error) {
	o := measure.DefaultOptions()
	o.Seed = f.seed
	if err := o.Reading.UnmarshalText([]byte(f.reading)); err != nil {
		return nil, fmt.Errorf("--reading: %w", err)
	}
	return measure.Of(d, o), nil
}

// chosen gives the states of the region that --state names, by any spelling, or all of them.
func (f *dossierFlags) chosen(d *evidence.Dossier) ([]string, error) {
	if len(f.states) == 0 {
		return d.Config.Region, nil
	}
	var codes []string
	for _, s := range f.states {
		code, err := d.Resolve(s)
		if err != nil {
			return nil, fmt.Errorf("--state: %w", err)
		}
		if !d.IsFocal(code) {
			return nil, fmt.Errorf("--state: %s is not of the region; its states are %s", code, join(d.Config.Region, ", ", " and "))
		}
		codes = append(codes, code)
	}
	return codes, nil
}

const (
	narrowest = 20  // columns of a page
	usual     = 100 // where there is no terminal to ask
)

// pageWidth is how wide a page may be on the writer it goes to.
func (f *dossierFlags) pageWidth(w io.Writer) int {
	if f.width > 0 {
		return f.width
	}
	if colours, ok := w.(*colorprofile.Writer); ok {
		w = colours.Forward
	}
	if file, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil && columns >= narrowest {
			return columns
		}
	}
	return usual
}

func join(words []string, between, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	text := words[0]
	for _, w := range words[1 : len(words)-1] {
		text += between + w
	}
	return text + last + words[len(words)-1]
}
