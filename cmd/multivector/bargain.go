package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"multivector/bargain"
	"multivector/chance"
	"multivector/evidence"
)

// bargainQuery is what bargain was asked.
type bargainQuery struct {
	form         dossierFlags // the form of the output and the seed
	model        string
	set          bargain.Options
	within       string
	tag          string
	nine         []string // by option of smp: the choice, empty where none was made
	accommodated string
	scale        string
	draws        int
	sobol        bool
	bloc         []string
	blocPosition string
	summary      bool
	offers       bool
	prob         bool
	tornado      bool

	path   string
	inputs *bargain.Inputs
}

var bargainFormats = []string{"table", "csv", "json"}

func newBargain() *cobra.Command {
	q := bargainQuery{set: bargain.DefaultOptions(), nine: make([]string, len(bargain.SMPOptions))}
	cmd := &cobra.Command{
		Use:   "bargain TABLE",
		Short: "What a table of actors will settle on, by rival models",
		Long: `Bargain takes a table of actors, each with a position on an issue, a capability and how much it cares, and foretells
where they settle: by the expected-utility model of Scholz, Calbert and Smith as it is printed (scholz) and as its public code computes
it (scholz-jmckib), by KTAB's spatial model (smp), by Nash's bargain (nash), and by the weighted mean and median, which no
challenge model has been shown to beat.

TABLE is CSV with the columns actor, capability, position, salience (0 to 1), or pos_1, sal_1, pos_2 and so on (0 to 100). A number may be a
range, 0.2..0.4, or a distribution, tri(0.2,0.3,0.5): low, most likely, high. --draws runs the model over draws of them, --bloc asks
what it is worth to some of the actors to act as one.`,
		Example: `multivector bargain emission.csv
multivector bargain emission.csv --model scholz-jmckib --format csv
multivector bargain union.csv --draws 2000 --bloc KAZ,KGZ,UZB`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return q.run(cmd, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&q.model, "model", "", join(bargain.Names, ", ", " or ")+" (default: smp where the columns are pos_1, sal_1, else scholz-jmckib)")
	f.IntVar(&q.set.Rounds, "rounds", 0, "rounds, at most for smp, which stops by its own rule (default: 10; smp 100)")
	f.Float64Var(&q.set.StatusQuo, "status-quo", 1, "scholz: the probability Q that who is not challenged stays where it is")
	f.StringVar(&q.within, "range", string(bargain.InputRange), "scholz: divide distances by the range of the input or of the current round")
	f.StringVar(&q.tag, "smp", "", "smp: KTAB's nine options as its nine-digit tag (default: "+bargain.DefaultSMP.Tag()+")")
	for i, option := range bargain.SMPOptions {
		f.StringVar(&q.nine[i], option.Name, "", "smp: "+option.About+": "+join(option.Choices, ", ", " or "))
		_ = cmd.RegisterFlagCompletionFunc(option.Name, cobra.FixedCompletions(option.Choices, cobra.ShellCompDirectiveNoFileComp))
	}
	f.StringVar(&q.accommodated, "accommodation", "", "smp: how far actors come to want what they and others have come to (adjusting_actor, reference_actor, weight)")
	f.StringVar(&q.scale, "scale", "", "the ends of the scale of a column position, as 0,10, which smp needs")
	f.BoolVar(&q.set.CloneInvariant, "clone-invariant", false, "pool the weight of those who stand at one place, so that an actor split in two counts as one")
	f.IntVar(&q.draws, "draws", 0, "run over so many draws of the ranges and distributions in the table")
	f.Uint64Var(&q.form.seed, "seed", 1, "the seed of everything random")
	f.BoolVar(&q.tornado, "tornado", false, "as CSV, what the two ends of each range make of the settlement")
	f.BoolVar(&q.sobol, "sobol", false, "with --draws, how much of the settlement's variance each range accounts for")
	f.StringSliceVar(&q.bloc, "bloc", nil, "what it is worth to these actors to act as one")
	f.StringVar(&q.blocPosition, "bloc-position", "mean", "the bloc's position: the weighted mean or median of its members'")
	f.BoolVar(&q.summary, "summary", false, "as CSV, the weighted median and mean of each round")
	f.BoolVar(&q.offers, "offers", false, "as CSV, who moved whom")
	f.BoolVar(&q.prob, "prob", false, "as CSV, smp's probabilities and risk attitudes")
	q.form.printing(cmd, bargainFormats...)
	f.StringVarP(&q.form.output, "output", "o", "", "write to a file instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("model", cobra.FixedCompletions(bargain.Names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (q *bargainQuery) run(cmd *cobra.Command, path string) error {
	if err := q.check(cmd); err != nil {
		return err
	}
	if err := q.read(path); err != nil {
		return err
	}
	if err := q.choose(); err != nil {
		return err
	}
	m, err := bargain.New(q.model, q.set)
	if err != nil {
		return fmt.Errorf("--model %s: %w", q.model, err)
	}
	write, err := q.answer(m, cmd.ErrOrStderr())
	if err != nil {
		return q.located(err)
	}
	return create(cmd, q.form.output, write)
}

// check reads the flags that hang on no table.
func (q *bargainQuery) check(cmd *cobra.Command) error {
	if err := q.form.check(bargainFormats...); err != nil {
		return err
	}
	var one []string
	for _, table := range []struct {
		name  string
		asked bool
	}{{"summary", q.summary}, {"offers", q.offers}, {"prob", q.prob}, {"tornado", q.tornado}} {
		if table.asked {
			one = append(one, "--"+table.name)
		}
	}
	if q.sobol && q.form.format == "csv" {
		one = append(one, "--sobol")
	}
	switch {
	case len(one) > 1:
		return fmt.Errorf("%s are tables of their own; ask for one at a time", join(one, ", ", " and "))
	case len(one) == 1 && one[0] != "--sobol":
		if cmd.Flags().Changed("format") && q.form.format != "csv" {
			return fmt.Errorf("%s is a table in CSV; leave --format %s out", one[0], q.form.format)
		}
		if q.bloc != nil {
			return fmt.Errorf("%s does not go with --bloc, which has a table of its own", one[0])
		}
		q.form.format = "csv"
	case q.draws < 0:
		return fmt.Errorf("--draws %d; it would be 1 or more", q.draws)
	case q.sobol && q.draws == 0:
		return errors.New("--sobol needs --draws, how many rows its design has; 1000 is a beginning")
	case q.sobol && q.bloc != nil:
		return errors.New("--sobol does not go with --bloc; run it on the table alone")
	case q.accommodated != "" && q.bloc != nil:
		return errors.New("--accommodation does not go with --bloc: the four bargains are between other actors than the matrix names")
	case q.set.Rounds < 0 || cmd.Flags().Changed("rounds") && q.set.Rounds == 0:
		return fmt.Errorf("--rounds %d; it would be 1 or more", q.set.Rounds)
	}
	if q.model != "" && !slices.Contains(bargain.Names, q.model) {
		return fmt.Errorf("--model %q is not known; write %s", q.model, join(bargain.Names, ", ", " or "))
	}
	q.set.Seed, q.set.Range = q.form.seed, bargain.Range(q.within)
	return q.options()
}

// options reads KTAB's nine, as a tag and by name.
func (q *bargainQuery) options() (err error) {
	asked := q.tag != ""
	if asked {
		if q.set.SMP, err = bargain.ParseSMP(q.tag); err != nil {
			return fmt.Errorf("--smp %w", err)
		}
	}
	for i, option := range bargain.SMPOptions {
		if q.nine[i] != "" {
			asked = true
			if err := q.set.SMP.Set(option, q.nine[i]); err != nil {
				return fmt.Errorf("--%s %w", option.Name, err)
			}
		}
	}
	switch {
	case asked && q.model == "":
		q.model = "smp"
	case asked && q.model != "smp":
		return fmt.Errorf("--model %s has none of the options of smp; write --model smp", q.model)
	}
	return nil
}

// read reads the table and the scale.
func (q *bargainQuery) read(path string) error {
	q.path = path
	f, err := openTable(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if q.inputs, err = bargain.Read(f); err != nil {
		return q.located(err)
	}
	if q.scale == "" {
		return nil
	}
	if q.inputs.Hundredths {
		return errors.New("--scale is for a column position; pos_1 and so on run from 0 to 100")
	}
	low, high, ok := strings.Cut(q.scale, ",")
	from, err1 := strconv.ParseFloat(low, 64)
	to, err2 := strconv.ParseFloat(high, 64)
	if !ok || err1 != nil || err2 != nil || !(from < to) {
		return fmt.Errorf("--scale %q is not two numbers that ascend; write --scale 0,10", q.scale)
	}
	q.inputs.Low, q.inputs.High = from, to
	return q.located(q.inputs.Check())
}

func openTable(path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s; name a table in CSV", path)
	} else if err != nil {
		return nil, fmt.Errorf("the table cannot be read: %w", err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s is a folder; name a table in CSV", path)
	}
	return f, nil
}

// located gives the faults of a table the name of its file.
func (q *bargainQuery) located(err error) error { return located(err, q.path) }

func located(err error, path string) error {
	var faults bargain.Faults
	if !errors.As(err, &faults) {
		return err
	}
	all := make(evidence.Faults, len(faults))
	for i, f := range faults {
		all[i] = evidence.Fault{File: path, Line: f.Line, Column: f.Column, What: f.What, Right: f.Right}
	}
	return all
}

// choose settles what hangs on the table: the model, the matrix, the bloc.
func (q *bargainQuery) choose() error {
	if q.model == "" {
		q.model = "scholz-jmckib"
		if q.inputs.Hundredths {
			q.model = "smp"
		}
	}
	if q.prob && q.model != "smp" {
		return fmt.Errorf("--prob: %s has no probabilities of positions; smp does", q.model)
	}
	if q.accommodated != "" {
		f, err := openTable(q.accommodated)
		if err != nil {
			return err
		}
		defer f.Close()
		if q.set.Accommodation, err = bargain.ReadAccommodation(f, q.inputs.Table()); err != nil {
			return located(err, q.accommodated)
		}
	}
	if q.draws > 0 && len(q.inputs.Factors()) == 0 {
		return fmt.Errorf("--draws: every number of %s is exact; a range would be 0.2..0.4, a distribution tri(0.2,0.3,0.5)", q.path)
	}
	if q.tornado && len(q.inputs.Factors()) == 0 {
		return fmt.Errorf("--tornado: every number of %s is exact; a range would be 0.2..0.4, a distribution tri(0.2,0.3,0.5)", q.path)
	}
	return nil
}

// answer does the work, says on the side what to mind, and gives what is to be written.
func (q *bargainQuery) answer(m bargain.Model, side io.Writer) (func(io.Writer) error, error) {
	a := bargainAnswer{bargainQuery: q}
	var err error
	if q.tornado {
		if a.swings, err = bargain.Tornado(m, q.inputs); err != nil {
			return nil, err
		}
		return a.writeTornado, nil
	}
	if a.chosen, err = m.Run(q.inputs.Table()); err != nil {
		return nil, err
	}
	trajectory := q.form.format == "csv" && q.bloc == nil && (q.draws == 0 || q.summary || q.offers || q.prob)
	if trajectory {
		a.warn(side)
		return a.trajectory(), nil
	}
	if q.draws > 0 && q.bloc == nil {
		if a.draws, err = bargain.Draw(m, q.inputs, q.draws, q.form.seed); err != nil {
			return nil, err
		}
		if q.sobol {
			if a.indices, err = bargain.Sobol(m, q.inputs, q.draws, q.form.seed); err != nil {
				return nil, err
			}
		}
	}
	if q.bloc != nil {
		if err := a.front(m); err != nil {
			return nil, err
		}
	}
	if q.form.format == "csv" {
		a.warn(side)
		switch {
		case q.bloc != nil:
			return a.writeFront, nil
		case q.sobol:
			return a.writeSobol, nil
		}
		return a.writeDraws, nil
	}
	if q.draws > 0 && q.bloc == nil {
		if a.swings, err = bargain.Tornado(m, q.inputs); err != nil {
			return nil, err
		}
	}
	a.rivals()
	if q.form.format == "json" {
		return a.writeJSON, nil
	}
	return func(w io.Writer) error { return a.page(w, q.form.pageWidth(w)) }, nil
}

// bargainAnswer is what there is to write.
type bargainAnswer struct {
	*bargainQuery
	chosen  *bargain.Run
	others  []rival
	draws   *bargain.Draws
	swings  []bargain.Swing
	indices [][]chance.Index
	fronts  []*bargain.Front // of the model, and of the weighted mean
}

// rival is another model on the same table.
type rival struct {
	name string
	run  *bargain.Run // nil where it cannot be run
	why  string       // it cannot
}

// slow is the number of actors from which the rivals, some of them cubic, are left to be asked for.
const slow = 150

// rivals runs every other model with its own choices; mean and median always.
func (a *bargainAnswer) rivals() {
	for _, name := range bargain.Names {
		if name == a.model {
			a.others = append(a.others, rival{name: name, run: a.chosen})
			continue
		}
		o := bargain.DefaultOptions()
		o.CloneInvariant, o.Seed = a.set.CloneInvariant, a.set.Seed
		t := a.inputs.Table()
		if name == "smp" {
			o.SMP = a.set.SMP
		}
		var r *bargain.Run
		m, err := bargain.New(name, o)
		switch {
		case err != nil:
		case name == "smp" && len(t.Actors) > slow:
			err = fmt.Errorf("left out with more than %d actors; --model smp runs it", slow)
		case name == "smp" && !t.Scaled():
			err = errors.New("needs the ends of the scale, --scale")
		default:
			r, err = m.Run(t)
		}
		one := rival{name: name, run: r}
		if err != nil {
			one.why = err.Error()
		}
		a.others = append(a.others, one)
	}
}

// front compares the four bargains, by the model and by the weighted mean beside it.
func (a *bargainAnswer) front(m bargain.Model) error {
	models := []bargain.Model{m}
	if a.model != "mean" {
		mean, err := bargain.New("mean", bargain.DefaultOptions())
		if err != nil {
			return err
		}
		models = append(models, mean)
	}
	for _, m := range models {
		f, err := bargain.UnitedFront(m, a.inputs, a.bloc, a.blocPosition, a.bargainQuery.draws, a.form.seed)
		if err != nil {
			var faults bargain.Faults
			if !errors.As(err, &faults) {
				return err
			}
			named := make(evidence.Faults, len(faults))
			for i, f := range faults {
				named[i] = evidence.Fault{What: "--bloc: " + f.What, Right: f.Right}
			}
			return named
		}
		a.fronts = append(a.fronts, f)
	}
	return nil
}

// notes are what to mind of the answer.
func (a *bargainAnswer) notes() (all []string) {
	if n := len(a.inputs.Factors()); n > 0 && a.bargainQuery.draws == 0 {
		all = append(all, plural(n, "number is a range, taken at its centre", "numbers are ranges, taken at their centres")+"; --draws 1000 shows what may come of them")
	}
	if a.bloc != nil && !a.set.CloneInvariant && a.model != "mean" && a.model != "median" && a.model != "nash" {
		all = append(all, a.model+" counts heads as well as weights: acting as one changes the count; --clone-invariant pools those who stand at one place")
	}
	return append(all, a.chosen.Warnings...)
}

// warn says the notes beside a table, which has no room for them.
func (a *bargainAnswer) warn(side io.Writer) {
	for _, n := range a.notes() {
		fmt.Fprintf(side, "%s: %s\n", a.path, n)
	}
}
