package measure

import (
	"fmt"
	"slices"
)

// What draws states together beside their votes (docs/methods/landscape.md). These are parts of a propensity and enter no
// page of assess.

// Sizes is how much each actor weighs: its part, in per cent, of an indicator of series.csv over all of them, in the
// latest year in which it is known of all.
func (r *Region) Sizes(indicator string, actors []string) ([]Estimate, error) {
	years := map[int]int{}
	latest := 0
	for i := range r.Series {
		if f := &r.Series[i]; f.Indicator == indicator && slices.Contains(actors, f.State) {
			if years[f.Year.Year]++; years[f.Year.Year] == len(actors) {
				latest = max(latest, f.Year.Year)
			}
		}
	}
	if latest == 0 {
		return nil, fmt.Errorf("series.csv has no year in which %q is known of all of %v", indicator, actors)
	}
	total := 0.0
	for _, a := range actors {
		total += r.figure(a, indicator, latest).Value
	}
	all := make([]Estimate, len(actors))
	for i, a := range actors {
		f := r.figure(a, indicator, latest)
		if f.Value <= 0 {
			return nil, fmt.Errorf("%s is %g; sizes are above 0", f.Key, f.Value)
		}
		e := Estimate{Measure: "size", State: a, Of: indicator, Period: f.Year.String(), N: 1}
		e.rests(r, f.Key)
		all[i] = e.exact(100 * f.Value / total)
	}
	return all, nil
}

// SharedForums is the part, 0 to 1, of the forums to which either of two belongs today to which both belong (Jaccard's index); 0 where
// neither belongs to any.
func (r *Region) SharedForums(a, b string, forums []string) Estimate {
	e := Estimate{Measure: "memberships", State: a, Vector: b}
	either, both := 0, 0
	for _, f := range forums {
		in := 0
		for _, state := range []string{a, b} {
			if m, ok := r.Membership(f, state, r.AsOf); ok && m.Expected() {
				in++
				e.rests(r, m.Key)
			}
		}
		if in > 0 {
			either++
		}
		if in == 2 {
			both++
		}
	}
	e.N = either
	if either == 0 {
		return e.exact(0)
	}
	return e.exact(float64(both) / float64(either))
}

// Clash is -1 to 0: a tenth of the Goldstein score of the most hostile event between two within the last years, where
// it is at least as hostile as the score given; 0 where there was none. Events are gathered for the region's
// states: where neither of two is of it, no event is no evidence.
func (r *Region) Clash(a, b string, years int, hostile float64) Estimate {
	e := Estimate{Measure: "clash", State: a, Vector: b, Period: fmt.Sprintf("%d years", years)}
	worst := 0.0
	for i := range r.Events {
		v := &r.Events[i]
		between := slices.Contains(v.Actor, a) && slices.Contains(v.Target, b) || slices.Contains(v.Actor, b) && slices.Contains(v.Target, a)
		if !between || v.Date.Year <= r.AsOf.Year-years {
			continue
		}
		e.N++
		if v.Goldstein <= hostile {
			worst = min(worst, v.Goldstein/10)
			e.rests(r, v.Key)
		}
	}
	if worst == 0 && !r.IsFocal(a) && !r.IsFocal(b) {
		return e.missing(NotCovered, "events between powers are not gathered")
	}
	return e.exact(worst)
}
