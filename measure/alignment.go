package measure

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"multivector/chance"
	"multivector/rollcall"
)

// Names of the measures of alignment. Kappa is the one assess shows: it takes out what two states with
// such habits would agree on by chance, which S does not (docs/methods/alignment.md).
const (
	AgreementName = "agreement"
	SName         = "s"
	PiName        = "pi"
	KappaName     = "kappa"
)

// Similarity is a measure of how alike two states answered, from the counts of their answer pairs.
type Similarity func(rollcall.Pairs) (value float64, ok bool)

// Similarities are the measures of alignment by name.
var Similarities = map[string]Similarity{AgreementName: Agreement, SName: S, PiName: Pi, KappaName: Kappa}

// Alignment is how alike a state and a partner answered the roll calls of the record, by one of the
// Similarities, under the reading of silence of the options. The interval is the percentile bootstrap over
// sessions, or families of roll calls.
func (r *Region) Alignment(name, state, partner, set string) Estimate {
	return r.alignment(r.record, name, state, partner, set, r.Reading)
}

// AlignmentInSelection is the same on the roll calls that the dossier holds as a selection.
func (r *Region) AlignmentInSelection(name, state, partner string) Estimate {
	e := r.alignment(r.selection, name, state, partner, All, r.Reading)
	e.Of = "selection"
	if e.Known() {
		e.warn("a selection of roll calls: %s", r.VotesConfig.Selection)
	}
	return e
}

// AlignmentSilentAs is the alignment with every silence read as a yes, or as a no: the two extremes that the silence
// could have meant.
func (r *Region) AlignmentSilentAs(name, state, partner string, reading Reading) Estimate {
	e := r.alignment(r.record, name, state, partner, All, reading)
	e.Of = "silence as " + map[Reading]string{AsYes: "yes", AsNo: "no"}[reading]
	return e
}

func (r *Region) alignment(rec *record, name, state, partner, set string, reading Reading) Estimate {
	e := Estimate{Measure: name, State: state, Vector: partner, Of: set, Level: r.Level}
	counts, ok := rec.counts(state, partner, set)
	if !ok {
		return e.missing(NotCovered, "")
	}
	measure := Similarities[name]
	e.Period = rec.span()
	p := total(counts, nil)
	e.N = int(math.Round(Read(p, reading).Cast()))
	e.rests(r, r.recordsOf(counts)...)
	if !rec.isWhole(r) {
		e.warn("a selection of roll calls: %s", r.VotesConfig.Selection)
	}
	value, ok := measure(Read(p, reading))
	if !ok {
		return e.missing(Undefined, undefinedBecause(p, reading))
	}
	e.Value = value
	if rec == r.record && name == KappaName && set == All && reading == r.Reading {
		draws := r.kappaDraws(state, partner)
		e.interval(rec.covered(counts), func(k int) float64 { return draws[k] }, len(draws))
		return e
	}
	draws := rec.draws(pairKey{state, partner, set})
	e.interval(rec.covered(counts), func(k int) float64 { return orNaN(measure(Read(draws[k], reading))) }, len(draws))
	return e
}

// orNaN is a value, or NaN where it is undefined.
func orNaN(v float64, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return v
}

// kappaDraws is the kappa of a pair over the whole record in each resample: what the interval of its
// alignment and every balance are made of, worked out once.
func (r *Region) kappaDraws(state, partner string) []float64 {
	once, _ := r.kappaOf.LoadOrStore(pairKey{state, partner, All}, sync.OnceValue(func() []float64 {
		draws := r.record.draws(pairKey{state, partner, All})
		all := make([]float64, len(draws))
		for k := range draws {
			all[k] = orNaN(Kappa(Read(draws[k], r.Reading)))
		}
		return all
	}))
	return once.(func() []float64)()
}

// isWhole tells whether the record is all that its bodies voted on, or a selection that stands in for it.
func (rec *record) isWhole(r *Region) bool {
	return rec.name == "record" || rec == r.selection || r.VotesConfig.Complete || r.VotesConfig.Selection == ""
}

// undefinedBecause says why an alignment has no value.
func undefinedBecause(p rollcall.Pairs, reading Reading) string {
	if Read(p, reading).Cast() == 0 {
		return "no roll call on which both answered"
	}
	return "neither ever changed its answer: chance alone would agree as often"
}

// interval takes the percentile interval of draws, or says why there is none.
func (e *Estimate) interval(clusters int, draw func(k int) float64, replicates int) {
	e.Low, e.High = math.NaN(), math.NaN()
	level := e.Level
	e.Level = 0
	if replicates == 0 {
		return // nobody asks for one
	}
	if clusters < chance.MinClusters {
		e.warn("no interval: %d clusters, and below %d they cannot show how much they vary", clusters, chance.MinClusters)
		return
	}
	draws := make([]float64, replicates)
	for k := range draws {
		draws[k] = draw(k)
	}
	undefined := 0
	for _, v := range draws {
		if math.IsNaN(v) {
			undefined++
		}
	}
	low, high, ok := chance.Interval(draws, level)
	if !ok {
		e.warn("no interval: the measure is undefined in %d of %d resamples", undefined, replicates)
		return
	}
	if undefined*20 > replicates {
		e.warn("undefined in %d of %d resamples, which the interval leaves out", undefined, replicates)
	}
	e.Low, e.High, e.Level, e.draw = low, high, level, draw
}

// counts gives a pair's counts, a place for each cluster.
func (rec *record) counts(state, partner, set string) ([]pairCounts, bool) {
	if rec == nil {
		return nil, false
	}
	counts := rec.of(pairKey{state, partner, set})
	return counts, counts != nil
}

// recordsOf are the keys of the records of a pair's counts; none in a region that leaves them out.
func (r *Region) recordsOf(counts []pairCounts) (keys []string) {
	if r.bare {
		return nil
	}
	for _, c := range counts {
		keys = append(keys, c.from...)
	}
	return keys
}

// addTimes adds counts some times over; by reference, for it is the inner loop of every bootstrap.
func addTimes(total, p *rollcall.Pairs, times float64) {
	for a := range total {
		row, add := &total[a], &p[a]
		row[0] += times * add[0]
		row[1] += times * add[1]
		row[2] += times * add[2]
		row[3] += times * add[3]
	}
}

// covered is the number of clusters that have anything of a pair.
func (rec *record) covered(counts []pairCounts) (n int) {
	for _, c := range counts {
		if c.from != nil {
			n++
		}
	}
	return n
}

const tooShort = "the record is too short to have a present"

// RecentName is the set of the last sessions of the record, as many as [votes] recent says: the present.
const RecentName = "recent"

// BeforeName is the set of all sessions before the present.
const BeforeName = "before"

// cut splits a pair's record into what was before and the present; ok is false, with the reason, where
// either is too short to show how much it varies.
func (r *Region) cut(state, partner string) (before, recent []pairCounts, reason string) {
	counts, ok := r.record.counts(state, partner, All)
	if !ok {
		return nil, nil, "not counted"
	}
	n := r.VotesConfig.Recent
	at := len(counts) - n
	if n < chance.MinClusters || at < chance.MinClusters {
		return nil, nil, fmt.Sprintf("a present needs %d clusters, and as many before it: there are %d, the last %d of them recent", chance.MinClusters, len(counts), n)
	}
	return counts[:at], counts[at:], ""
}

// total adds clusters up, each as often as a resample drew it.
func total(counts []pairCounts, resample chance.Resample) (sum rollcall.Pairs) {
	for i := range counts {
		times := 1.0
		if resample != nil {
			times = float64(resample[i])
		}
		addTimes(&sum, &counts[i].Pairs, times)
	}
	return sum
}

// Recent is the alignment (kappa) of the present alone.
func (r *Region) Recent(state, partner string) Estimate {
	e := Estimate{Measure: KappaName, State: state, Vector: partner, Of: RecentName, Level: r.Level}
	_, recent, reason := r.cut(state, partner)
	if recent == nil {
		return e.missing(r.whyNoPresent(state, partner), reason)
	}
	rec := r.record
	e.Period = rec.spanOf(len(rec.clusters)-len(recent), len(rec.clusters))
	e.rests(r, r.recordsOf(recent)...)
	p := Read(total(recent, nil), r.Reading)
	e.N = int(math.Round(p.Cast()))
	value, ok := Kappa(p)
	if !ok {
		return e.missing(Undefined, undefinedBecause(total(recent, nil), r.Reading))
	}
	e.Value = value
	draws := r.kappaDrawsOfLate(state, partner, recent)
	e.interval(rec.covered(recent), func(k int) float64 { return draws[k] }, len(draws))
	return e
}

// kappaDrawsOfLate is the kappa of a pair in the present alone in each resample of its sessions, worked out once.
func (r *Region) kappaDrawsOfLate(state, partner string, recent []pairCounts) []float64 {
	once, _ := r.kappaOf.LoadOrStore(pairKey{state, partner, RecentName}, sync.OnceValue(func() []float64 {
		all := make([]float64, len(r.recentDraws))
		for k, resample := range r.recentDraws {
			all[k] = orNaN(Kappa(Read(total(recent, resample), r.Reading)))
		}
		return all
	}))
	return once.(func() []float64)()
}

func (r *Region) whyNoPresent(state, partner string) string {
	if _, ok := r.record.counts(state, partner, All); !ok {
		return NotCovered
	}
	return NotApplicable
}

// Trend is the alignment of the present less that of all sessions before it. The bootstrap draws sessions
// within each of the two, so that a resample never has an empty present.
func (r *Region) Trend(state, partner string) Estimate {
	e := Estimate{Measure: "trend", State: state, Vector: partner, Of: All, Level: r.Level}
	before, recent, reason := r.cut(state, partner)
	if recent == nil {
		return e.missing(r.whyNoPresent(state, partner), reason)
	}
	rec := r.record
	cut := len(before)
	e.Period = rec.spanOf(cut, len(rec.clusters)) + " against " + rec.spanOf(0, cut)
	e.rests(r, slices.Concat(r.recordsOf(before), r.recordsOf(recent))...)
	e.N = len(before) + len(recent)
	difference := func(then, now chance.Resample) float64 {
		return orNaN(Kappa(Read(total(recent, now), r.Reading))) - orNaN(Kappa(Read(total(before, then), r.Reading)))
	}
	value := difference(nil, nil)
	if math.IsNaN(value) {
		return e.missing(Undefined, "kappa is undefined before or in the present")
	}
	e.Value = value
	e.interval(rec.covered(recent), func(k int) float64 { return difference(r.beforeDraws[k], r.recentDraws[k]) }, r.Draws)
	return e
}

// whyNoSides tells a pair that is not counted from two powers that were never opposed.
func (r *Region) whyNoSides(state, power string) (status, warning string) {
	if _, counted := r.record.counts(state, power, All); counted && len(r.VotesConfig.Opposed) == 2 {
		return Undefined, "no roll call on which the two powers were opposed"
	}
	return NotCovered, ""
}

// Arrow is the direction of a trend whose interval leaves zero out, "→" where it does not, and "" where
// there is no trend to speak of.
func (e Estimate) Arrow() string {
	switch {
	case !e.Known() || !e.HasInterval():
		return ""
	case e.Low > 0:
		return "↑"
	case e.High < 0:
		return "↓"
	}
	return "→"
}

// BySession is a pair's alignment in each cluster of the record, without intervals: what explain shows.
func (r *Region) BySession(name, state, partner, set string) (all []Estimate) {
	counts, ok := r.record.counts(state, partner, set)
	if !ok {
		return nil
	}
	for i, c := range counts {
		if c.from == nil {
			continue
		}
		e := Estimate{Measure: name, State: state, Vector: partner, Of: set, Period: r.record.clusters[i].name}
		p := Read(c.Pairs, r.Reading)
		e.N = int(math.Round(p.Cast()))
		e.rests(r, c.from...)
		if v, ok := Similarities[name](p); ok {
			e = e.exact(v)
		} else {
			e = e.missing(Undefined, undefinedBecause(c.Pairs, r.Reading))
		}
		all = append(all, e)
	}
	return all
}

// Siding is how far a state stood with one of two opposed powers on the roll calls on which they were
// opposed: (with - against) / (with + against + abstained + silent), from -1 to 1 (Yuneman 2023); over the
// whole record, or the present alone.
func (r *Region) Siding(state, power, span string) Estimate {
	e := Estimate{Measure: "siding", State: state, Vector: power, Of: span, Level: r.Level}
	counts, ok := r.record.counts(state, power, Contested)
	if !ok {
		return e.missing(r.whyNoSides(state, power))
	}
	e.Period = r.record.span()
	resample := r.record.resample
	if span == RecentName {
		present := len(counts) - r.VotesConfig.Recent
		if r.VotesConfig.Recent < chance.MinClusters || present < chance.MinClusters {
			return e.missing(NotApplicable, tooShort)
		}
		e.Period = r.record.spanOf(present, len(counts))
		counts, resample = counts[present:], r.recentDraws
	}
	e.rests(r, r.recordsOf(counts)...)
	sides := SidesOf(total(counts, nil))
	value, ok := sides.Siding()
	if !ok {
		return e.missing(Undefined, "no roll call on which the two powers were opposed")
	}
	e.Value, e.N = value, int(math.Round(sides.Total()))
	e.interval(r.record.covered(counts), func(k int) float64 { return orNaN(SidesOf(total(counts, resample[k])).Siding()) }, len(resample))
	return e
}
