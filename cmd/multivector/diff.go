package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
)

func newDiff() *cobra.Command {
	var f dossierFlags
	var measures []string
	var all bool
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "diff OLD [NEW]",
		Short: "Why each headline changed between two editions",
		Long: `Diff compares two editions of a dossier and splits the change of every headline estimate exactly into four
causes: new evidence, revised evidence, changed method and changed weights (the Shapley value over the four).

OLD and NEW are each a folder, a date, or both as FOLDER@DATE. A date alone is of the dossier that the other names; where
neither names one, of the built-in dossier, which also goes by the name ` + builtIn + `. Where NEW is left out it is OLD's
dossier as of its own date.`,
		Example: "multivector diff 2022-02-23\nmultivector diff 2022-02-23 2024-12-31 --state Kazakhstan\nmultivector diff my-region-2024/ my-region/ --format json\nmultivector diff my-region@2022-02-23 --measure kappa",
		Args:    takes(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(formats...); err != nil {
				return err
			}
			old, new, names, err := f.editions(args)
			if err != nil {
				return err
			}
			between, err := evidence.Compare(old, new)
			if err != nil {
				return err
			}
			states, err := f.chosen(new)
			if err != nil {
				return err
			}
			var assessments [2]*measure.Assessment
			for i, d := range []*evidence.Dossier{old, new} {
				r, err := f.region(d)
				if err != nil {
					return err
				}
				assessments[i] = measure.Assess(r, states)
			}
			differences, err := measure.Diff(assessments[0], assessments[1], between, states)
			if err != nil {
				return err
			}
			p := diffPage{between: between, names: names, r: assessments[1].Region, all: differences, whole: all || len(measures) > 0}
			headlines := [2]map[string]bool{assessments[0].Headlines(), assessments[1].Headlines()}
			asked := func(d measure.Difference) bool {
				if len(f.states) > 0 && !slices.Contains(states, d.New.State) && !slices.Contains(states, d.New.Vector) {
					return false
				}
				return p.whole || headlines[0][d.Name()] || headlines[1][d.Name()]
			}
			if err := p.keep(measures, asked); err != nil {
				return err
			}
			return create(cmd, f.output, func(w io.Writer) error { return p.write(w, f.format, f.pageWidth(w)) })
		},
	}
	f.sureness(cmd)
	f.measuring(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "only the estimates of these states, by code or any spelling (default: all of the region, and those of the region itself)")
	cmd.Flags().StringSliceVar(&measures, "measure", nil, "the measures to show, by the names of assess --format csv: all their estimates, not the headlines alone")
	cmd.Flags().BoolVar(&all, "all", false, "every estimate of assess, not the headlines alone, however many changed")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

// builtIn is what the built-in dossier is called where an edition of it is named.
const builtIn = "built-in"

// edition is what OLD or NEW names: a folder, empty where none is named, and a date.
type edition struct {
	folder string
	date   string
}

var dateLike = regexp.MustCompile(`^[0-9]{4}(-[0-9]*)*$`)

// editionOf reads FOLDER, DATE or FOLDER@DATE. What looks like a date is one: a folder of such a name goes by ./2022.
func editionOf(arg string) edition {
	if dateLike.MatchString(arg) {
		return edition{"", arg}
	}
	if at := strings.LastIndex(arg, "@"); at >= 0 && dateLike.MatchString(arg[at+1:]) {
		return edition{arg[:at], arg[at+1:]}
	}
	return edition{arg, ""}
}

// editions reads the two dossiers that the arguments name, and gives what the page calls them. The faults of both
// are told in one run.
func (f *dossierFlags) editions(args []string) (old, new *evidence.Dossier, names [2]string, err error) {
	first := editionOf(args[0])
	second := edition{first.folder, ""}
	if len(args) > 1 {
		second = editionOf(args[1])
	} else if first.date == "" {
		return nil, nil, names, usageError{fmt.Sprintf("%s is one edition; name another, or a date: %s@2022-02-23", args[0], args[0])}
	}
	switch {
	case first.folder == "":
		first.folder = second.folder
	case second.folder == "":
		second.folder = first.folder
	}
	old, err = f.openEdition(first)
	new, newErr := f.openEdition(second)
	if err = bothFaults(err, newErr, first.folder == second.folder); err != nil {
		return nil, nil, names, err
	}
	names = [2]string{old.AsOf.String(), new.AsOf.String()}
	if first.folder != second.folder {
		names = [2]string{first.folder + " as of " + names[0], second.folder + " as of " + names[1]}
	}
	return old, new, names, nil
}

// bothFaults puts together what is wrong with two editions; of one folder it is said once.
func bothFaults(old, new error, oneFolder bool) error {
	was, is := evidence.AsFaults(old), evidence.AsFaults(new)
	switch {
	case old == nil:
		return new
	case new == nil || oneFolder || was == nil || is == nil:
		return old
	}
	return slices.Concat(was, is)
}

// openEdition reads one edition. A date past the dossier's own is refused: what is not in it would seem not to have
// happened.
func (f *dossierFlags) openEdition(e edition) (*evidence.Dossier, error) {
	var at []string
	if e.folder != "" && e.folder != builtIn {
		at = []string{e.folder}
	}
	var o evidence.Options
	if e.date != "" {
		date, err := evidence.ParseDate(e.date)
		if err != nil {
			return nil, err
		}
		o.AsOf = date
	}
	d, err := f.load(at, o)
	if err == nil && d.AsOf.After(d.Config.AsOf) {
		return nil, fmt.Errorf("%s is past the dossier's own date, %s, and nothing in it is dated later; write that day or an earlier one", d.AsOf, d.Config.AsOf)
	}
	return d, err
}

// keep cuts the page down to the estimates asked for, by measure where any is named.
func (p *diffPage) keep(measures []string, asked func(measure.Difference) bool) error {
	var known []string
	for _, d := range p.all {
		if !slices.Contains(known, d.New.Measure) {
			known = append(known, d.New.Measure)
		}
	}
	slices.Sort(known)
	for _, m := range measures {
		if !slices.Contains(known, m) {
			return fmt.Errorf("--measure: no measure is called %q; the nearest is %s; there are %s", m, evidence.Nearest(m, known), join(known, ", ", " and "))
		}
	}
	p.all = slices.DeleteFunc(p.all, func(d measure.Difference) bool {
		return len(measures) > 0 && !slices.Contains(measures, d.New.Measure) || !asked(d)
	})
	p.sort()
	return nil
}
