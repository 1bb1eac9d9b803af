package measure

import (
	"maps"
	"slices"
	"sync"

	"multivector/evidence"
)

// Without gives the region as if some of its records were not there: what the measures say of the dossier from whose
// files their lines were deleted, to the last bit, but without the intervals of the bootstrap (Draws is 0). What does
// not rest on those records is shared with r, which does not change; so the answer costs microseconds where measuring
// anew costs a good part of a second. Errors are those of Dossier.Without.
func (r *Region) Without(keys ...string) (*Region, error) {
	d, err := r.Dossier.Without(keys...)
	if err != nil {
		return nil, err
	}
	gone := map[string][]evidence.Record{} // by table
	for _, key := range keys {
		record, _ := r.Record(key)
		table := evidence.TableOf(key)
		gone[table] = append(gone[table], record)
	}
	o := r.Options
	o.Draws = 0
	less := &Region{Dossier: d, Options: o}
	if !less.keepRecords(r, gone) {
		return Of(d, o), nil
	}
	less.keepJoint(r, gone)
	less.keepBaskets(r, gone)
	less.keepAcross(r, gone)
	if less.whole = r.whole; less.whole == nil {
		less.whole = r
	}
	less.taken = slices.Concat(r.taken, keys)
	return less, nil
}

// keepRecords takes over the counts of the roll calls that nothing was taken out of. It is false where a whole cluster may be
// gone: then the record is another, and so are its clusters.
func (r *Region) keepRecords(from *Region, gone map[string][]evidence.Record) bool {
	if gone["rollcalls"] != nil {
		return false
	}
	r.record, r.selection = from.record.share(), from.selection.share()
	if covotes := gone["covotes"]; covotes != nil && r.record.name == "record" && !r.record.takeOut(r.Dossier, covotes) {
		return false
	}
	for _, rec := range []*record{r.record, r.selection} {
		if rec != nil && rec.count != nil {
			r.recount(rec, gone)
		}
	}
	return true
}

// share is a record without resamples, to be changed.
func (rec *record) share() *record {
	if rec == nil {
		return nil
	}
	return &record{name: rec.name, clusters: rec.clusters, pairs: rec.pairs, less: rec.less, calls: rec.calls, count: rec.count, counted: rec.counted}
}

// takeOut counts the pairs anew that some records of covotes.csv are of, in the sessions of those records. It is false where a
// session has no record left.
func (rec *record) takeOut(d *evidence.Dossier, covotes []evidence.Record) bool {
	place := map[int]int{}
	for i, c := range rec.clusters {
		place[c.session] = i
	}
	rec.clusters, rec.less = slices.Clone(rec.clusters), maps.Clone(rec.less)
	if rec.less == nil {
		rec.less = map[pairKey][]pairCounts{}
	}
	for _, record := range covotes {
		c := record.(*evidence.Covote)
		at := place[c.Session]
		if rec.clusters[at].rows--; rec.clusters[at].rows == 0 {
			return false
		}
		rec.less[pairKey{c.State, c.Partner, c.Set}] = rec.lessAt(pairKey{c.State, c.Partner, c.Set}, at, d)
		rec.less[pairKey{c.Partner, c.State, c.Set}] = rec.lessAt(pairKey{c.Partner, c.State, c.Set}, at, d)
	}
	return true
}

// lessAt is a pair's counts with those of one cluster counted anew; nil where nothing of the pair is left.
func (rec *record) lessAt(key pairKey, cluster int, d *evidence.Dossier) []pairCounts {
	counts := slices.Clone(rec.of(key))
	if counts == nil {
		return nil
	}
	var left pairCounts
	for _, k := range counts[cluster].from {
		if c, ok := d.Record(k); ok {
			left.count(key, c.(*evidence.Covote))
		}
	}
	counts[cluster] = left
	if !slices.ContainsFunc(counts, func(c pairCounts) bool { return c.from != nil }) {
		return nil
	}
	return counts
}

// recount lets a record of roll calls held one by one count its pairs anew where votes, or the members of a bloc, are gone.
func (r *Region) recount(rec *record, gone map[string][]evidence.Record) {
	rec.count = func(key pairKey) []pairCounts { return r.countCalls(rec, key) }
	if gone["votes"] == nil && gone["blocs"] == nil {
		return // what was counted stands
	}
	rec.counted = &sync.Map{}
	rec.calls = slices.Clone(rec.calls)
	for _, record := range gone["votes"] {
		v := record.(*evidence.Vote)
		i := slices.IndexFunc(rec.calls, func(c call) bool { return c.ID == v.RollCall })
		rec.calls[i] = r.callOf(rec.calls[i].RollCall, rec.calls[i].cluster)
	}
}

// keepJoint takes over the joint answers but for those taken out.
func (r *Region) keepJoint(from *Region, gone map[string][]evidence.Record) {
	switch {
	case from.joint == nil:
	case r.record.name != "record" && (gone["votes"] != nil || gone["blocs"] != nil), gone["patterns"] != nil && len(r.Patterns) == 0:
		r.joint = r.readJoint()
	default:
		j := *from.joint
		j.resample = nil
		if r.record.name == "record" && gone["patterns"] != nil {
			j.takeOut(r.record, gone["patterns"])
		}
		r.joint = &j
	}
}

// takeOut leaves out the joint answers of some records of patterns.csv.
func (j *jointRecord) takeOut(rec *record, patterns []evidence.Record) {
	keys, sessions := map[string]bool{}, map[int]bool{}
	for _, record := range patterns {
		p := record.(*evidence.Pattern)
		keys[p.Key], sessions[p.Session] = true, true
	}
	j.clusters = slices.Clone(j.clusters)
	for c, in := range rec.clusters {
		if sessions[in.session] {
			j.clusters[c] = slices.DeleteFunc(slices.Clone(j.clusters[c]), func(one joint) bool { return keys[one.from[0]] })
		}
	}
}

// keepBaskets takes over the baskets that none of the records can be in.
func (r *Region) keepBaskets(from *Region, gone map[string][]evidence.Record) {
	r.baskets = from.baskets
	touched := touchedBaskets(gone)
	if touched == nil {
		return
	}
	r.baskets = maps.Clone(from.baskets)
	for key := range r.baskets {
		if touched(key) {
			r.baskets[key] = r.openBooks(key)
		}
	}
}

// keepAcross takes over what goes across domains where no basket is another, and the line through alignment and dependence where
// no vote is either. A line with its draws is another than one without.
func (r *Region) keepAcross(from *Region, gone map[string][]evidence.Record) {
	r.across()
	if touchedBaskets(gone) != nil {
		return
	}
	r.holdings, r.pulls = from.holdings, from.pulls
	if from.Draws == 0 && gone["covotes"] == nil && gone["votes"] == nil {
		r.plane = from.plane
	}
}

// touchedBaskets tells which baskets records can be in; nil where in none. A flow is in those of both its ends, each of which holds
// the other's figure against its own; a rate of exchange in those of every flow; a row of a domain in its state's, and where years
// are summed in those of all states: where the window ends hangs on all of them.
func touchedBaskets(gone map[string][]evidence.Record) func(basketKey) bool {
	ends := map[string]bool{}
	for _, record := range gone["trade"] {
		f := record.(*evidence.Flow)
		ends[f.State], ends[f.Partner] = true, true
	}
	receives, lists, domains := map[string]bool{}, map[[2]string]bool{}, map[string]bool{}
	for _, record := range gone["remittances"] {
		receives[record.(*evidence.Remittance).State] = true
	}
	for _, record := range gone["dependences"] {
		row := record.(*evidence.Dependence)
		lists[[2]string{row.State, row.Domain}], domains[row.Domain] = true, true
	}
	rates := slices.ContainsFunc(gone["series"], func(r evidence.Record) bool { return r.(*evidence.Figure).Indicator == euroRate })
	// Whether a code is a bloc, or a state, hangs on states.csv, and what a bloc holds beside its members on blocs.csv.
	all := gone["states"] != nil || gone["blocs"] != nil
	if len(ends)+len(receives)+len(domains) == 0 && !rates && !all {
		return nil
	}
	return func(key basketKey) bool {
		_, flow := flowOf[key.domain]
		money := key.domain == "remittances"
		return all || lists[[2]string{key.state, key.domain}] || key.window > 0 && domains[key.domain] || flow && (rates || ends[key.state]) || money && (rates || receives[key.state])
	}
}
