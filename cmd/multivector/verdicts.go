package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"multivector/composite"
	"multivector/evidence"
	"multivector/measure"
)

func newVerdicts() *cobra.Command {
	var f dossierFlags
	var ids []string
	var draws int
	var store bool
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "verdicts [DOSSIER]",
		Short: "Who ranks where under all admissible weights, and which choice matters",
		Long: `Verdicts evaluates the composites that dossier.toml declares, under every choice it holds admissible: weights,
normalisers, aggregators, what is done about a missing indicator, the reading of silence, one indicator left out. A verdict
is never one number: it is the share of those choices in which one comes before another, with the interval that the evidence
leaves to it, how often each takes each rank, and the Sobol indices that say which choice matters.

--store keeps the headlines in DOSSIER's verdicts.csv, which assess quotes.`,
		Example: "multivector verdicts\nmultivector verdicts --composite pull --format json\nmultivector verdicts my-region/ --store",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(formats...); err != nil {
				return err
			}
			if store && (len(args) == 0 || f.asOf != "" || f.minConfidence != "low" || len(ids) > 0 || draws > 0) {
				return errors.New("--store keeps the verdicts of a whole dossier as it stands: name its folder, and leave out --as-of, --min-confidence, --composite and --draws")
			}
			d, err := f.open(args)
			if err != nil {
				return err
			}
			if len(d.Composites) == 0 {
				return fmt.Errorf("dossier.toml declares no composite; docs/format/dossier.md says how one is declared")
			}
			verdicts, err := measure.Verdicts(d, measure.VerdictOptions{Seed: f.seed, Level: measure.DefaultOptions().Level, Draws: draws}, ids...)
			if err != nil {
				return err
			}
			if store {
				return storeVerdicts(cmd.OutOrStdout(), d, args[0], f.seed, verdicts)
			}
			p := verdictPage{d, verdicts}
			return create(cmd, f.output, func(w io.Writer) error { return p.write(w, f.format, f.pageWidth(w), f.seed) })
		},
	}
	f.edition(cmd)
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "the seed of everything random")
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&ids, "composite", nil, "the composites to evaluate, by id (default: all that are declared)")
	cmd.Flags().IntVar(&draws, "draws", 0, "draws of choices (default: as many as the composite declares, and never fewer)")
	cmd.Flags().BoolVar(&store, "store", false, "keep the headlines in DOSSIER's verdicts.csv, which assess quotes")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

// storeVerdicts writes verdicts.csv under a card that says what it was computed from.
func storeVerdicts(w io.Writer, d *evidence.Dossier, into string, seed uint64, verdicts []measure.Verdict) error {
	digest, err := d.Digest()
	if err != nil {
		return workError{err}
	}
	rows := measure.Stored(verdicts)
	data, err := evidence.EncodeTable(rows, []evidence.Card{
		{Name: "command", Value: fmt.Sprintf("multivector verdicts %s --store --seed %d", filepath.Base(filepath.Clean(into)), seed)},
		{Name: "version", Value: version},
		{Name: "input", Value: "dossier sha256 " + digest},
	})
	if err != nil {
		return workError{err}
	}
	if err := writeFile(filepath.Join(into, "verdicts.csv"), data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "verdicts.csv: %s\n", plural(len(rows), "row", "rows"))
	return err
}

// verdictPage is the verdicts as their reader sees them.
type verdictPage struct {
	d        *evidence.Dossier
	verdicts []measure.Verdict
}

func (p verdictPage) write(w io.Writer, format string, width int, seed uint64) error {
	switch format {
	case "json":
		return encodeJSON(w, p.json(seed))
	case "csv":
		return p.csv(w)
	case "md":
		fmt.Fprintf(w, "# %s\n\nVerdicts over all admissible choices, as of %s.\n\n", p.d.Title, p.d.AsOf)
		for _, v := range p.verdicts {
			p.grid(v).markdown(w)
		}
		return nil
	}
	fmt.Fprintf(w, "%s   %s\n\n", bold.Render(p.d.Title), faint.Render("as of "+p.d.AsOf.String()))
	for _, v := range p.verdicts {
		p.grid(v).text(w, width)
	}
	return nil
}

// grid shows a composite: how often each subject comes first and last, its mean rank, then the leads in words and which
// choice matters.
func (p verdictPage) grid(v measure.Verdict) grid {
	c := v.Declared
	g := grid{
		title: c.Title,
		about: fmt.Sprintf("%d admissible choices: weights of %d indicators, %s normalised, %s mean, what is missing %s, silence %s%s.",
			v.Options.Draws, len(c.Indicators), asChosen(c.Normalisers), asChosen(c.Aggregators), asChosen(c.Missing), asChosen(c.Readings),
			map[bool]string{true: ", with one indicator left out or none"}[c.LeaveOneOut]),
	}
	switch c.Of {
	case "dyads":
		g.head = append([]string{""}, p.d.Vectors...)
		for _, group := range v.Groups() {
			row := []string{group}
			for _, vector := range p.d.Vectors {
				i := slices.Index(v.Composite.Subjects, composite.Subject{Name: vector, Group: group})
				if !v.Ranked[i] {
					row = append(row, markNotCovered)
					continue
				}
				row = append(row, fmt.Sprintf("%s first, %.1f", shareOf(v.RankFrequency[i][0]), v.MeanRank[i]))
			}
			g.rows = append(g.rows, row)
		}
		g.notes = append(g.notes, fmt.Sprintf("In what share of choices a vector comes first, and its mean rank of %d.", len(p.d.Vectors)))
	default:
		g.head = []string{"", "first", "last", "mean rank", "nominal score"}
		for _, i := range v.Group("") {
			f := v.RankFrequency[i]
			g.rows = append(g.rows, []string{measure.SubjectIn(p.d, c, v.Composite.Subjects[i].Name), shareOf(f[0]), shareOf(f[len(f)-1]), strconv.FormatFloat(v.MeanRank[i], 'f', 1, 64), index(v.Score[i])})
		}
	}
	for _, l := range v.Leads {
		g.notes = append(g.notes, measure.Said(p.d, c, l.Of, l.A, l.B)+" in "+shareWithInterval(l.Share.Value, l.Share.Low, l.Share.High, l.Share.Level > 0)+" of choices.")
	}
	for i, s := range v.Composite.Subjects {
		if !v.Ranked[i] {
			g.notes = append(g.notes, fmt.Sprintf("%s is not ranked: less than %s of the weight is known of it.", strings.TrimSpace(s.Group+" "+s.Name), percentOf(c.Coverage)))
		}
	}
	g.notes = append(g.notes, p.matters(v)...)
	return g
}

// choiceWords are the words of dossier.toml as they read in a sentence.
var choiceWords = map[string]string{
	"linear": "linearly", "categories": "in five steps", "rank": "by rank",
	"leave out": "left out", "middle": "held middling", "least": "held least",
	"drop": "dropped", "abstain": "read as abstention", "model": "modelled",
}

func asChosen(words []string) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w
		if s, ok := choiceWords[w]; ok {
			all[i] = s
		}
	}
	return join(all, ", ", " or ")
}

// matters says which choices move the ranks, by their total Sobol indices.
func (p verdictPage) matters(v measure.Verdict) []string {
	type weight struct {
		factor composite.Factor
		total  float64
	}
	var all []weight
	for k, x := range v.Sensitivity.Shift {
		if x.Total >= 0.005 {
			all = append(all, weight{composite.Factors[k], x.Total})
		}
	}
	switch {
	case len(v.Groups()) == 0:
		return nil
	case len(all) == 0:
		return []string{"No choice moves a rank."}
	}
	slices.SortStableFunc(all, func(a, b weight) int {
		switch {
		case a.total > b.total:
			return -1
		case a.total < b.total:
			return 1
		}
		return 0
	})
	var words []string
	for _, x := range all {
		words = append(words, fmt.Sprintf("%s %s", x.factor, index(x.total)))
	}
	notes := []string{fmt.Sprintf("Against the nominal choice ranks shift by %.2f on average. What moves them, with its interactions (total Sobol index): %s.", v.Shift, strings.Join(words, ", "))}
	if v.Effective != nil {
		var heavy []string
		for k, x := range v.Declared.Indicators {
			if nominal := x.Weight; v.Effective[k] > 1.5*nominal && v.Effective[k]-nominal > 0.03 {
				heavy = append(heavy, fmt.Sprintf("%s (%s, not %s)", x.Name(), percentOf(v.Effective[k]), percentOf(nominal)))
			}
		}
		if len(heavy) > 0 {
			notes = append(notes, "Weighing more in fact than by its weight: "+join(heavy, ", ", " and ")+".")
		}
	}
	return notes
}

// shareOf writes a share of choices; what is nearly all or nearly none is not rounded to certainty.
func shareOf(v float64) string {
	switch {
	case v == 0:
		return "0%"
	case v < 0.005:
		return "<1%"
	case v > 0.995 && v < 1:
		return ">99%"
	}
	return strconv.FormatFloat(100*v, 'f', 0, 64) + "%"
}

func shareWithInterval(v, low, high float64, interval bool) string {
	if !interval {
		return shareOf(v)
	}
	return fmt.Sprintf("%s [%s %s]", shareOf(v), strings.TrimSuffix(shareOf(low), "%"), strings.TrimSuffix(shareOf(high), "%"))
}

func (p verdictPage) csv(w io.Writer) error {
	return writeCSV(w, []string{"composite", "of", "above", "below", "share", "low", "high", "level", "draws"}, func(row func(...string)) {
		for _, v := range p.verdicts {
			for _, x := range acceptability(v) {
				row(v.Declared.ID, x.Of, x.Above, x.Below, full(x.Share), cell(x.Low), cell(x.High), full(x.Level), strconv.Itoa(v.Options.Draws))
			}
		}
	})
}

func cell(v *float64) string {
	if v == nil {
		return ""
	}
	return full(*v)
}
