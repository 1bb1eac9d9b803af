package measure

import (
	"cmp"
	"math"
	"slices"

	"multivector/chance"
	"multivector/evidence"
)

// Influence is what one record does to a number: the number as it is less what it would be without the record.
type Influence struct {
	Key     string
	Without float64 // the number without the record; NaN where there is none then
	Effect  float64 // as it is less without; NaN where there is none without
	// Jackknife is the empirical influence: of a mean of n records (n-1) times the effect, which is how far the record's own
	// say lies from the mean of all (Quenouille 1956, doi:10.1093/biomet/43.3-4.353; Efron 1982,
	// doi:10.1137/1.9781611970319); of a sum the effect itself, which is what the record adds.
	Jackknife float64
}

// Influences takes a number without each of some records in turn, exactly: nothing is linearised. Those without which there
// is no number come first, then the largest effects; equal ones in the order of their keys. Records that cannot be
// taken out alone are left out. A sum is a number to which each record adds its own; a share, a rate or a kappa
// is a mean.
func (r *Region) Influences(keys []string, sum bool, of func(*Region) float64) []Influence {
	keys = r.removable(keys)
	all := make([]Influence, len(keys))
	whole, scale := r.without(of), float64(len(keys)-1)
	if sum {
		scale = 1
	}
	chance.Each(len(keys), func(i int) {
		v := r.without(of, keys[i])
		all[i] = Influence{keys[i], v, whole - v, scale * (whole - v)}
	})
	slices.SortStableFunc(all, func(a, b Influence) int {
		return cmp.Or(cmp.Compare(magnitude(b.Effect), magnitude(a.Effect)), cmp.Compare(a.Key, b.Key))
	})
	return all
}

// magnitude is the size of an effect; that of a record without which there is nothing is the largest.
func magnitude(effect float64) float64 {
	if math.IsNaN(effect) {
		return math.Inf(1)
	}
	return math.Abs(effect)
}

// without is a number of the region without some records that can be taken out.
func (r *Region) without(of func(*Region) float64, keys ...string) float64 {
	return of(r.lessBare(keys...))
}

// lessBare is the region without some records that can be taken out, for values alone.
func (r *Region) lessBare(keys ...string) *Region {
	less := r.mustLess(keys...)
	less.bare = true
	return less
}

// bared is the region without draws.
func (r *Region) bared() *Region { return r.mustLess() }

// mustLess is the region without records of which removable has seen to it that they can be taken out.
func (r *Region) mustLess(keys ...string) *Region {
	less, err := r.Without(keys...)
	if err != nil {
		panic("measure: " + err.Error())
	}
	return less
}

// removable are the records among some that can be taken out alone and whose falsehood is worth asking about, sorted, each once.
// Who belongs to a bloc is not: a state's figures stand in records of their own.
func (r *Region) removable(keys []string) (free []string) {
	for _, key := range keys {
		record, ok := r.Record(key)
		if _, isBloc := record.(*evidence.BlocMember); ok && !isBloc && r.NamedBy(key) == "" {
			free = append(free, key)
		}
	}
	slices.Sort(free)
	return slices.Compact(free)
}
