package measure

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"multivector/chance"
	"multivector/evidence"
)

// Difference is what became of one estimate between two editions of a dossier, and by what.
type Difference struct {
	Section  string // of the assessment
	Old, New Estimate
	// By is what each cause did, by evidence.Cause: the Shapley value of the change (Shorrocks 2013,
	// doi:10.1007/s10888-011-9214-z). The four add up to New.Value - Old.Value; all are NaN where it is not split.
	By [len(evidence.AllCauses)]float64
	// Unsplit says why a change is not split: the estimate appeared, vanished, or has no value for some mixture of
	// the two editions. Empty where it is, and where there is no value in either.
	Unsplit string
	Records []evidence.RecordChange // those that are not the same, of the ones it rests on in either edition
}

// Known tells that there is a change in numbers: the estimate has a value in both editions.
func (d Difference) Known() bool { return d.Old.Known() && d.New.Known() }

// Change is the new value less the old; NaN where there is no value in one of them.
func (d Difference) Change() float64 { return d.New.Value - d.Old.Value }

// Name is the estimate's.
func (d Difference) Name() string { return d.New.Name() }

// Why a change is not split.
const (
	Appeared = "appeared"
	Vanished = "vanished"
)

// Diff splits the change of every estimate between the assessments of two editions into what new evidence, revised
// evidence, method and weights did: the Shapley value over the four, from the estimates of all mixtures of the two
// editions. A cause under which nothing is different has done nothing and is not asked; with all four there are sixteen
// evaluations, fourteen of them of mixtures. Only values are needed of those, and no draws are made.
// How often each subject of a composite comes first is among the estimates.
func Diff(old, new *Assessment, between *evidence.Editions, states []string) ([]Difference, error) {
	var causes []evidence.Cause // those that may have done something
	for _, c := range evidence.AllCauses {
		if between.Active().Has(c) {
			causes = append(causes, c)
		}
	}
	o := new.Region.Options
	o.Draws = 0
	mixtures := make([]*Assessment, 1<<len(causes)) // by the set of causes that have come to pass, a bit each
	mixtures[0], mixtures[len(mixtures)-1] = old, new
	faults := []error{old.AddVerdicts(states), new.AddVerdicts(states)}
	more := make([]error, len(mixtures))
	chance.Each(len(mixtures)-2, func(i int) {
		mixtures[i+1] = Assess(Of(between.Mix(passed(causes, uint(i+1))), o), states)
		more[i+1] = mixtures[i+1].AddVerdicts(states)
	})
	faults = append(faults, more...)
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	moved := make(map[string]evidence.RecordChange, len(between.Records))
	for _, r := range between.Records {
		moved[r.Key] = r
	}
	var all []Difference
	for _, p := range plans(old, new) {
		get := func(a *Assessment) Estimate { return a.Get(p.Measure, p.State, p.Vector, p.Of) }
		d := Difference{Section: p.section, Old: get(old), New: get(new)}
		d.split(causes, func(set uint) Estimate { return get(mixtures[set]) })
		for _, key := range union(d.Old.From, d.New.From) {
			if r, ok := moved[key]; ok {
				d.Records = append(d.Records, r)
			}
		}
		all = append(all, d)
	}
	return all, nil
}

// passed are the causes that a set of bits holds.
func passed(causes []evidence.Cause, set uint) (s evidence.Causes) {
	for i, c := range causes {
		if set>>i&1 == 1 {
			s = s.With(c)
		}
	}
	return s
}

// split works out what each cause did from the estimate in each mixture.
func (d *Difference) split(causes []evidence.Cause, in func(set uint) Estimate) {
	for c := range d.By {
		d.By[c] = math.NaN()
	}
	switch {
	case !d.Old.Known() && !d.New.Known():
		return
	case !d.Old.Known():
		d.Unsplit = Appeared
		return
	case !d.New.Known():
		d.Unsplit = Vanished
		return
	}
	all := uint(1)<<len(causes) - 1
	for set := range all + 1 {
		if e := in(set); !e.Known() {
			d.Unsplit = fmt.Sprintf("%s with the %s alone", e.Status, passed(causes, set))
			return
		}
	}
	d.By = [len(d.By)]float64{}
	for i, share := range Shapley(len(causes), func(set uint) float64 { return in(set).Value }) {
		d.By[causes[i]] = share
	}
}

// planned is an estimate that is asked for in a section.
type planned struct {
	section string
	Estimate
}

// plans are the estimates of two assessments, section by section: those of the newer, then what only the older has.
func plans(old, new *Assessment) (all []planned) {
	seen := map[string]bool{}
	for i := range new.Sections { // which are the same in both
		for _, a := range []*Assessment{new, old} {
			for _, e := range a.Sections[i].Estimates {
				if name := e.Name(); !seen[name] {
					seen[name] = true
					all = append(all, planned{a.Sections[i].ID, e})
				}
			}
		}
	}
	return all
}

// union merges two sorted lists.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
