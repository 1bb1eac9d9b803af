package measure

import (
	"slices"
	"sync"

	"multivector/chance"
	"multivector/evidence"
)

// Options are the choices a caller has beyond the dossier's own.
type Options struct {
	Reading Reading // of silence
	Seed    uint64
	Draws   int     // bootstrap replicates
	Level   float64 // of intervals
}

// DefaultOptions are what assess uses: silence dropped, 1,000 replicates, 95 % intervals.
func DefaultOptions() Options { return Options{Reading: Drop, Seed: 1, Draws: 1000, Level: 0.95} }

// Region is one dossier under one set of options: what the measures are taken of. It keeps what several
// of them share: the roll calls by cluster, and the bootstrap's resamples, so that what is computed from
// several pairs of states in one replicate is a joint draw.
type Region struct {
	*evidence.Dossier
	Options
	// bare leaves out of every estimate the records it rests on: a search that wants values alone asks for a thousand of them.
	bare bool
	// Of a region without some records: the region of the whole dossier that it shares with, nil where it was measured anew, and
	// the records.
	whole *Region
	taken []string

	record    *record // the whole record, for alignment and cohesion
	selection *record // the roll calls held one by one, where they are a selection
	joint     *jointRecord
	// What many estimates need is worked out once.
	recentDraws, beforeDraws []chance.Resample // of the sessions of the present, and of those before

	kappaOf    sync.Map             // pairKey to a function that gives kappa in each resample
	likenesses [][][]float64        // of the vectors, by replicate
	once       sync.Map             // what Once keeps
	baskets    map[basketKey]*books // of the region's states
	holdings   func() *holdings     // of the region's states, read once, when first asked for
	pulls      func() *pulls        // of the vectors on them, likewise
	plane      func() *plane        // alignment against dependence of all pairs, likewise
}

// Once works something out for a region once, under a key of the caller's own type: what the margins of several findings ask of a
// region alike.
func Once[T any](r *Region, key any, work func() T) T {
	once, ok := r.once.Load(key)
	if !ok {
		once, _ = r.once.LoadOrStore(key, sync.OnceValue(work))
	}
	return once.(func() T)()
}

type basketKey struct {
	state, domain string
	window        int
}

// Of prepares a dossier for measurement.
func Of(d *evidence.Dossier, o Options) *Region {
	r := &Region{Dossier: d, Options: o, baskets: map[basketKey]*books{}}
	r.record, r.selection = r.readRecords()
	r.across()
	r.joint = r.readJoint()
	if r.record != nil {
		recent := min(d.VotesConfig.Recent, len(r.record.clusters))
		r.recentDraws = chance.Resamples(o.Seed, r.record.name+" recent", o.Draws, recent)
		r.beforeDraws = chance.Resamples(o.Seed, r.record.name+" before", o.Draws, len(r.record.clusters)-recent)
		all := make([][][]float64, o.Draws)
		chance.Each(o.Draws, func(k int) { all[k] = r.likeness(k) })
		r.likenesses = all
	}
	domains := slices.Clone(d.Domains)
	for _, domain := range d.Domains {
		domains = append(domains, evidence.Domain{ID: domain.ID}) // year by year, for exposures
	}
	for _, state := range d.Config.Region {
		for _, domain := range domains {
			key := basketKey{state, domain.ID, domain.Window}
			r.baskets[key] = r.openBooks(key)
		}
	}
	return r
}

// across reads what goes across domains when it is asked for.
func (r *Region) across() {
	r.holdings, r.pulls, r.plane = sync.OnceValue(r.readHoldings), sync.OnceValue(r.readPulls), sync.OnceValue(r.readPlane)
}

// read is the region with silence read in a way of its own, for values alone: what no reading changes is shared.
func (r *Region) read(reading Reading) *Region {
	if reading == r.Reading && r.Draws == 0 {
		return r
	}
	return Once(r, reading, func() *Region {
		o := r.Options
		o.Reading, o.Draws = reading, 0
		other := &Region{
			Dossier: r.Dossier, Options: o, bare: r.bare, record: r.record.share(), selection: r.selection.share(), baskets: r.baskets,
			holdings: r.holdings, pulls: r.pulls,
		}
		if r.joint != nil {
			j := *r.joint
			j.resample = nil
			other.joint = &j
		}
		other.plane = sync.OnceValue(other.readPlane)
		return other
	})
}
