package measure

import (
	"fmt"
	"math"
	"slices"

	"multivector/chance"
	"multivector/composite"
	"multivector/evidence"
)

// indicator is a measure that a composite may be made of: of a state; of a state and a vector; of the region over a span.
type indicator struct {
	of   func(r *Region, state, vector, of string) Estimate
	ofs  func(r *Region) []string // what of it may be taken; nil where of is empty
	kind []string                 // of composite, as evidence.CompositeKinds
	read bool                     // whether it hangs on the reading of silence
}

var (
	states = []string{"states"}
	dyads  = []string{"dyads"}
	spans  = []string{"spans"}
)

func domainsOf(r *Region) (ids []string) {
	for _, d := range r.Domains {
		ids = append(ids, d.ID)
	}
	return ids
}

func setsOfVotes(*Region) []string { return []string{All, RecentName, Contested} }

// indicators are the measures that may enter a composite.
var indicators = map[string]indicator{
	KappaName: {func(r *Region, state, vector, of string) Estimate {
		if of == RecentName {
			return r.Recent(state, vector)
		}
		return r.Alignment(KappaName, state, vector, of)
	}, setsOfVotes, dyads, true},
	"position":   {func(r *Region, state, vector, _ string) Estimate { return r.Position(state, vector) }, nil, dyads, false},
	"membership": {func(r *Region, state, vector, _ string) Estimate { return r.Belonging(state, vector) }, nil, dyads, false},
	"attendance": {func(r *Region, state, vector, _ string) Estimate { return r.Attendance(state, vector) }, nil, dyads, false},
	"agreements": {func(r *Region, state, vector, _ string) Estimate { return r.Ties(state, vector) }, nil, dyads, false},
	"tone":       {func(r *Region, state, vector, _ string) Estimate { return r.Tone(state, vector) }, nil, dyads, false},
	"asymmetry":  {func(r *Region, state, vector, _ string) Estimate { return r.Asymmetry(state, vector) }, nil, dyads, false},
	"share": {func(r *Region, state, vector, of string) Estimate {
		d, _ := r.Domain(of)
		return r.Share(state, vector, d)
	}, domainsOf, dyads, false},
	"exposure": {func(r *Region, state, vector, of string) Estimate {
		if vector == "" {
			vector = evidence.World
		}
		return r.Exposure(state, vector, of)
	}, domainsOf, slices.Concat(dyads, states), false},
	"balance": {func(r *Region, state, _, of string) Estimate { return r.Balance(state, of, false) }, (*Region).Channels, states, true},
	"largest": {func(r *Region, state, _, of string) Estimate {
		d, _ := r.Domain(of)
		return r.Largest(state, d)
	}, domainsOf, states, false},
	"concentration": {func(r *Region, state, _, of string) Estimate {
		d, _ := r.Domain(of)
		return r.Concentration(state, d)
	}, domainsOf, states, false},
	"silence": {func(r *Region, state, _, of string) Estimate { return r.SilenceRate(state, of) }, func(*Region) []string {
		return []string{SilentAll, SilentRecent, SilentContested, Selective}
	}, states, false},
	"uptake": {func(r *Region, state, _, _ string) Estimate { return r.Uptake(state) }, nil, states, false},
	"cohesion": {func(r *Region, _, span, of string) Estimate { return r.Cohesion(of, span) }, func(*Region) []string {
		return CohesionNames
	}, spans, false},
}

// CheckComposites finds indicators that no measure gives: the evidence knows the settings, not the measures.
func CheckComposites(d *evidence.Dossier) error {
	var faults evidence.Faults
	r := &Region{Dossier: d}
	for i, c := range d.Composites {
		for k, x := range c.Indicators {
			at := fmt.Sprintf("composites.%d.indicators.%d.", i, k)
			var known []string
			for name, y := range indicators {
				if slices.Contains(y.kind, c.Of) {
					known = append(known, name)
				}
			}
			slices.Sort(known)
			y, ok := indicators[x.Measure]
			if !ok || !slices.Contains(y.kind, c.Of) {
				faults = append(faults, d.ConfigFault(at+"measure", fmt.Sprintf("%q is no measure of %s", x.Measure, c.Of), "the nearest is "+evidence.Nearest(x.Measure, known)))
				continue
			}
			var ofs []string
			if y.ofs != nil {
				ofs = y.ofs(r)
			}
			switch {
			case ofs == nil && x.Of != "":
				faults = append(faults, d.ConfigFault(at+"of", x.Measure+" is of nothing further", "leave of out"))
			case ofs != nil && !slices.Contains(ofs, x.Of):
				faults = append(faults, d.ConfigFault(at+"of", fmt.Sprintf("there is no %s of %q", x.Measure, x.Of), "the nearest is "+evidence.Nearest(x.Of, ofs)))
			}
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// subject is what a composite ranks: its codes, as the measures take them.
type subject struct{ state, vector string }

// subjectsOf are the subjects of a composite and the groups they are ranked in.
func (r *Region) subjectsOf(c evidence.Composite) (subjects []subject, named []composite.Subject) {
	add := func(state, vector, name, group string) {
		subjects = append(subjects, subject{state, vector})
		named = append(named, composite.Subject{Name: name, Group: group})
	}
	switch c.Of {
	case "states":
		for _, s := range r.Config.Region {
			add(s, "", s, "")
		}
	case "dyads":
		for _, s := range r.Config.Region {
			for _, v := range r.Vectors {
				add(s, v, v, s)
			}
		}
	case "spans":
		for _, span := range []string{RecentName, BeforeName} {
			add(r.Label, span, span, "")
		}
	}
	return subjects, named
}

// point is the value with which an estimate enters a composite; NaN where it has none. What is not known but lies between narrow
// bounds counts as their middle: below 4 % is known to be little.
func (e Estimate) point() float64 {
	if e.Status == Unknown && e.Level == 1 && e.High-e.Low <= hiddenLimit {
		return (e.Low + e.High) / 2
	}
	if !e.Known() {
		return math.NaN()
	}
	return e.Value
}

// draws are what an estimate says and what it could have said: first the value as it stands (point), then replicates. What was
// resampled has its resamples, jointly with every other measure of the same roll calls; what has bounds lies anywhere
// between them; what has an interval alone lies normally about its value, with a spread of its own to each side.
func (e Estimate) draws(seed uint64, replicates int) []float64 {
	all := make([]float64, 1+replicates)
	if all[0] = e.point(); math.IsNaN(all[0]) {
		for k := range all {
			all[k] = all[0]
		}
		return all
	}
	stream := chance.Stream(seed, "evidence "+e.Name(), 0)
	z := normalQuantile(e.Level)
	for k := range replicates {
		at := &all[1+k]
		*at = all[0]
		switch {
		case e.draw != nil:
			if v := e.draw(k); !math.IsNaN(v) {
				*at = v
			}
		case e.Level == 1:
			*at = e.Low + (e.High-e.Low)*stream.Float64()
		case e.Level > 0:
			side := stream.NormFloat64() / z
			if side < 0 {
				*at += side * (e.Value - e.Low)
			} else {
				*at += side * (e.High - e.Value)
			}
		}
	}
	return all
}
