package measure

import (
	"fmt"
	"math"
	"strings"

	"multivector/chance"
	"multivector/composite"
	"multivector/evidence"
)

// Verdict is what a composite of the dossier says under all the choices that it declares admissible.
type Verdict struct {
	Declared evidence.Composite
	*composite.Result
	Leads       []Lead
	Sensitivity composite.Sensitivity // of the average rank shift, and of each lead
	// Estimates are what went in, by subject and indicator, under the first reading.
	Estimates [][]Estimate
}

// Lead is one subject before another of its group: the two highest of each group, and where states are ranked each two
// that follow each other.
type Lead struct {
	Of    string // the state, of a composite of dyads
	A, B  string
	Share composite.Share
	Pair  composite.Pair
}

// VerdictOptions are how verdicts are drawn.
type VerdictOptions struct {
	Seed  uint64
	Level float64
	Draws int // of choices; 0 is what each composite declares, and fewer is an error
}

// Verdicts evaluates the composites that a dossier declares, or those of some ids. The choices are drawn jointly with
// replicates of the evidence, those of roll calls resampled together.
func Verdicts(d *evidence.Dossier, o VerdictOptions, ids ...string) ([]Verdict, error) {
	if err := CheckComposites(d); err != nil {
		return nil, err
	}
	wanted := d.Composites
	if len(ids) > 0 {
		wanted = nil
		for _, id := range ids {
			c, ok := d.Composite(id)
			if !ok {
				var known []string
				for _, c := range d.Composites {
					known = append(known, c.ID)
				}
				return nil, fmt.Errorf("dossier.toml declares no composite %q; the nearest is %s", id, evidence.Nearest(id, known))
			}
			wanted = append(wanted, c)
		}
	}
	replicates := 0
	for _, c := range wanted {
		replicates = max(replicates, c.Resamples)
	}
	regions, err := underReadings(d, wanted, Options{Seed: o.Seed, Draws: replicates, Level: o.Level})
	if err != nil {
		return nil, err
	}
	var all []Verdict
	for _, c := range wanted {
		v, err := verdict(c, regions, o)
		if err != nil {
			return nil, err
		}
		all = append(all, *v)
	}
	return all, nil
}

// underReadings prepares a dossier under each reading of silence that some composites declare.
func underReadings(d *evidence.Dossier, of []evidence.Composite, o Options) (map[string]*Region, error) {
	regions := map[string]*Region{}
	for _, c := range of {
		for _, word := range c.Readings {
			if regions[word] != nil {
				continue
			}
			if err := o.Reading.UnmarshalText([]byte(word)); err != nil {
				return nil, err
			}
			regions[word] = Of(d, o)
		}
	}
	return regions, nil
}

func verdict(c evidence.Composite, regions map[string]*Region, o VerdictOptions) (*Verdict, error) {
	if o.Draws == 0 {
		o.Draws = c.Draws
	}
	if o.Draws < c.Draws {
		return nil, fmt.Errorf("%s declares %d draws of choices, and no verdict is printed from fewer: %d were asked for", c.ID, c.Draws, o.Draws)
	}
	first := regions[c.Readings[0]]
	subjects, named := first.subjectsOf(c)
	x := compositeOf(c, named)
	for _, word := range c.Readings {
		x.Values = append(x.Values, regions[word].replicates(c, subjects, o.Seed, c.Resamples))
	}
	v := &Verdict{Declared: c, Estimates: first.indicatorsOf(c, subjects)}
	result, err := composite.Run(x, composite.Options{Seed: o.Seed, Draws: o.Draws, Level: o.Level})
	if err != nil {
		return nil, err
	}
	v.Result, v.Leads = result, leadsOf(result, c.Of)
	var pairs []composite.Pair
	for _, l := range v.Leads {
		pairs = append(pairs, l.Pair)
	}
	v.Sensitivity = result.Sobol(pairs)
	return v, nil
}

// compositeOf is a composite as dossier.toml declares it, without values.
func compositeOf(c evidence.Composite, subjects []composite.Subject) *composite.Composite {
	x := &composite.Composite{Name: c.ID, Readings: c.Readings, LeaveOneOut: c.LeaveOneOut, Coverage: c.Coverage, Subjects: subjects}
	for _, y := range c.Indicators {
		worst, best := y.Goalposts[0], y.Goalposts[1]
		if y.Better == "less" {
			worst, best = best, worst
		}
		x.Indicators = append(x.Indicators, composite.Indicator{ID: y.Name(), Worst: worst, Best: best, Weight: y.Weight, Min: y.Weights[0], Max: y.Weights[1]})
	}
	for _, w := range c.Normalisers {
		x.Normalisers = append(x.Normalisers, composite.Normaliser(w))
	}
	for _, w := range c.Aggregators {
		x.Aggregators = append(x.Aggregators, composite.Aggregator(w))
	}
	for _, w := range c.Missing {
		x.Missing = append(x.Missing, composite.Missing(w))
	}
	return x
}

// indicatorsOf are the estimates that enter a composite, by subject and indicator.
func (r *Region) indicatorsOf(c evidence.Composite, subjects []subject) [][]Estimate {
	all := make([][]Estimate, len(subjects))
	chance.Each(len(subjects), func(i int) {
		for _, x := range c.Indicators {
			all[i] = append(all[i], indicators[x.Measure].of(r, subjects[i].state, subjects[i].vector, x.Of))
		}
	})
	return all
}

// replicates are the values of a composite's indicators by replicate, subject and indicator, the first as it stands.
func (r *Region) replicates(c evidence.Composite, subjects []subject, seed uint64, n int) [][][]float64 {
	values := make([][][]float64, 1+n)
	for k := range values {
		values[k] = make([][]float64, len(subjects))
		for i := range values[k] {
			values[k][i] = make([]float64, len(c.Indicators))
		}
	}
	estimates := r.indicatorsOf(c, subjects)
	chance.Each(len(subjects), func(i int) {
		for j, e := range estimates[i] {
			for k, v := range e.draws(seed, n) {
				values[k][i][j] = v
			}
		}
	})
	return values
}

// leadsOf are the leads of a composite that ranks what kind says.
func leadsOf(result *composite.Result, kind string) (all []Lead) {
	for _, group := range result.Groups() {
		ranked := result.Group(group)
		last := len(ranked)
		if kind == "dyads" {
			last = min(2, last)
		}
		for i := 0; i+1 < last; i++ {
			p := composite.Pair{A: ranked[i], B: ranked[i+1]}
			all = append(all, Lead{
				Of: group, A: result.Composite.Subjects[p.A].Name, B: result.Composite.Subjects[p.B].Name,
				Share: result.Above[p.A][p.B], Pair: p,
			})
		}
	}
	return all
}

// Said says one before the other as the dossier words it.
func Said(d *evidence.Dossier, c evidence.Composite, of, a, b string) string {
	return evidence.Capital(strings.NewReplacer("{A}", SubjectIn(d, c, a), "{B}", SubjectIn(d, c, b), "{of}", d.Named(of)).Replace(c.Sentence))
}

// SubjectIn is a subject of a composite in a sentence.
func SubjectIn(d *evidence.Dossier, c evidence.Composite, name string) string {
	if c.Of == "spans" {
		return map[string]string{RecentName: "of late", BeforeName: "before"}[name]
	}
	return d.Named(name)
}

// Stored are the rows of verdicts.csv: what assess quotes without drawing anything.
func Stored(verdicts []Verdict) (rows []evidence.Verdict) {
	for _, v := range verdicts {
		for _, l := range v.Leads {
			row := evidence.Verdict{Composite: v.Declared.ID, Of: l.Of, Above: l.A, Below: l.B, Share: l.Share.Value, Draws: v.Options.Draws}
			if l.Share.Level > 0 {
				known := func(v float64) evidence.Number {
					return evidence.Number{Value: math.Round(v*1e6) / 1e6, Presence: evidence.Known}
				}
				row.Low, row.High = known(l.Share.Low), known(l.Share.High)
			}
			rows = append(rows, row)
		}
	}
	return rows
}
