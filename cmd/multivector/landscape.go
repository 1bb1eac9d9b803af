package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/intake"
	"multivector/landscape"
	"multivector/measure"
	"multivector/scenario"
)

// landscapeQuery is what landscape was asked.
type landscapeQuery struct {
	dossierFlags
	propensities, sizes string
	actors              []string
	show                string
	temperature         float64
	basins              bool
	draws               int
	top                 int
}

var landscapeTables = []string{"minima", "actors", "energies", "propensities", "together"}

func newLandscape() *cobra.Command {
	var q landscapeQuery
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "landscape [DOSSIER]",
		Short: "The two camps in which states would come to rest",
		Long: `Landscape finds the alignments into two camps in which no state would gain by changing sides (Axelrod and Bennett
1993), from how much each weighs and what draws each two together: voting alike, belonging together, having clashed,
as the dossier declares ([coalitions]), or from files (--propensities, --sizes). Up to 28 actors every
configuration is looked at; above that annealing looks for the lowest, with a warning.`,
		Example: `multivector landscape
multivector landscape --actors KAZ,KGZ,TJK,UZB,RUS,CHN --show propensities
multivector landscape --propensities pairs.csv --sizes actors.csv --format csv --show energies`,
		Args: takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(formats...); err != nil {
				return err
			}
			p, err := q.search(args)
			if err != nil {
				return err
			}
			return create(cmd, q.output, func(w io.Writer) error { return p.write(w, q.format, q.pageWidth(w)) })
		},
	}
	q.edition(cmd)
	q.measuring(cmd)
	q.printing(cmd, formats...)
	f := cmd.Flags()
	f.StringVar(&q.propensities, "propensities", "", "a file instead of a dossier: actor_i, actor_j, propensity, and low, high where it is not certain")
	f.StringVar(&q.sizes, "sizes", "", "the file of the actors and their sizes: actor, size")
	f.StringSliceVar(&q.actors, "actors", nil, "only these, by code or any spelling of the dossier, or by the names of --sizes")
	f.StringVar(&q.show, "show", "minima", "the table of --format csv: "+join(landscapeTables, ", ", " or "))
	f.Float64Var(&q.temperature, "temperature", 0, "weigh configurations by exp(-energy/temperature) (default: no probabilities)")
	f.BoolVar(&q.basins, "basins", false, "count the basins of more than 20 actors too, which takes longer")
	f.IntVar(&q.draws, "draws", unset, "how often propensities with an interval are drawn from it (default: 1000 for up to 16 actors, else not at all)")
	f.Lookup("draws").DefValue = "" // as its text says
	f.IntVar(&q.top, "top", 10, "how many minima the page shows, the lowest first")
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("show", cobra.FixedCompletions(landscapeTables, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (q *landscapeQuery) check(formats ...string) error {
	if err := q.dossierFlags.check(formats...); err != nil {
		return err
	}
	switch {
	case !slices.Contains(landscapeTables, q.show):
		return fmt.Errorf("--show %q is not known; write %s", q.show, join(landscapeTables, ", ", " or "))
	case (q.propensities == "") != (q.sizes == ""):
		return errors.New("--propensities and --sizes go together: name a file for each, or neither for a dossier")
	case q.temperature < 0:
		return fmt.Errorf("--temperature %g is below 0; it is in the units of energy", q.temperature)
	case q.draws < unset:
		return fmt.Errorf("--draws %d is below 0; write 0 for none", q.draws)
	case q.top < 1:
		return fmt.Errorf("--top %d shows nothing; write 1 or more", q.top)
	}
	return nil
}

// search reads the actors, finds the minima and all that was asked beside them.
func (q *landscapeQuery) search(args []string) (*landscapePage, error) {
	p := &landscapePage{query: q}
	var err error
	if q.propensities != "" {
		if len(args) > 0 {
			return nil, errors.New("a dossier and files are given; write the one or the others")
		}
		p.title = "Coalitions from " + q.propensities
		p.coalitions, err = q.fromFiles()
	} else {
		p.coalitions, err = q.fromDossier(args, p)
	}
	if err != nil {
		return nil, err
	}
	if p.game, err = p.coalitions.Game(); err != nil {
		return nil, err
	}
	n := p.game.Actors()
	p.exact = n <= landscape.MaxExact
	switch {
	case p.exact:
		p.minima = p.game.Minima()
		if n <= basinActors || q.basins {
			p.basins = p.game.Basins(p.minima)
		}
	case q.show == "energies" || q.show == "together" && q.temperature > 0 || q.temperature > 0 || q.basins:
		return nil, fmt.Errorf("energies, basins and probabilities take every configuration, and so at most %d actors; there are %d", landscape.MaxExact, n)
	default:
		p.minima = p.game.Anneal(q.seed, scenario.AnnealRuns)
		p.warnings = append(p.warnings, fmt.Sprintf("%d actors have too many configurations to look at all: these minima were found by annealing from %d starts, and there may be lower ones", n, scenario.AnnealRuns))
	}
	if q.show == "energies" && n > energyActors {
		return nil, fmt.Errorf("--show energies writes %d rows for %d actors; it takes at most %d actors", p.game.Configurations(), n, energyActors)
	}
	if q.temperature > 0 {
		if p.boltzmann, err = p.game.Boltzmann(q.temperature); err != nil {
			return nil, err
		}
	}
	if q.draws == unset {
		q.draws = 0
		if n <= drawnActors {
			q.draws = 1000
		} else if !p.coalitions.Certain() {
			p.warnings = append(p.warnings, fmt.Sprintf("the propensities have intervals and were not drawn from them, since each draw of %d actors takes a search of its own; --draws 100 does", n))
		}
	}
	if q.draws > 0 && !p.coalitions.Certain() {
		if p.drawn, err = p.coalitions.Draw(q.seed, q.draws); err != nil {
			return nil, err
		}
	}
	p.warnings = append(p.warnings, p.coalitions.Warnings()...)
	return p, nil
}

const (
	unset        = -1 // of --draws: as many as take a moment
	drawnActors  = 16
	basinActors  = 20 // above that basins take seconds, and are counted when asked for
	energyActors = 20 // half a million rows
)

func (q *landscapeQuery) fromDossier(args []string, p *landscapePage) (*scenario.Coalitions, error) {
	d, err := q.open(args)
	if err != nil {
		return nil, err
	}
	if len(q.actors) > 0 {
		var codes []string
		for _, a := range q.actors {
			code, err := d.Resolve(a)
			if err != nil {
				return nil, fmt.Errorf("--actors: %w", err)
			}
			if slices.Contains(codes, code) {
				return nil, fmt.Errorf("--actors: %s stands twice", code)
			}
			codes = append(codes, code)
		}
		d.Coalitions.Actors = codes
	}
	r, err := q.region(d)
	if err != nil {
		return nil, err
	}
	p.title = "Coalitions: " + r.Title
	p.asOf = r.AsOf.String()
	return scenario.CoalitionsOf(r)
}

func (q *landscapeQuery) fromFiles() (*scenario.Coalitions, error) {
	var sized []intake.Sized
	err := readFile(q.sizes, func(r io.Reader) (err error) {
		sized, err = intake.ReadSizes(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	var pairs []intake.Propensity
	err = readFile(q.propensities, func(r io.Reader) (err error) {
		pairs, err = intake.ReadPropensities(r, sized)
		return err
	})
	if err != nil {
		return nil, err
	}
	place := map[int]int{} // in the file of sizes, to that among the actors asked for
	c := &scenario.Coalitions{}
	add := func(i int) {
		place[i] = len(c.Actors)
		c.Actors = append(c.Actors, scenario.Actor{Name: sized[i].Actor, Size: measure.Estimate{Measure: "size", State: sized[i].Actor, Value: sized[i].Size}})
	}
	for _, name := range q.actors {
		i := slices.IndexFunc(sized, func(s intake.Sized) bool { return s.Actor == name })
		if i < 0 {
			return nil, fmt.Errorf("--actors: %q is not in %s", name, q.sizes)
		}
		if _, twice := place[i]; twice {
			return nil, fmt.Errorf("--actors: %s stands twice", name)
		}
		add(i)
	}
	if len(q.actors) == 0 {
		for i := range sized {
			add(i)
		}
	}
	for _, p := range pairs {
		a, okA := place[p.A]
		b, okB := place[p.B]
		if okA && okB {
			c.Pairs = append(c.Pairs, scenario.Pair{A: min(a, b), B: max(a, b), Value: p.Value, Low: p.Low, High: p.High})
		}
	}
	return c, nil
}

// readFile reads a file and gives its faults the file's name.
func readFile(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s", path)
	} else if err != nil {
		return fmt.Errorf("%s cannot be read: %w", path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file", path)
	}
	err = read(f)
	if faults := evidence.AsFaults(err); faults != nil {
		for i := range faults {
			faults[i].File = path
		}
		return faults
	} else if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
