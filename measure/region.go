package measure

import (
	"fmt"
	"math"
	"slices"

	"multivector/chance"
	"multivector/evidence"
)

// normalQuantile is how many standard deviations to both sides hold a normal variable with a probability.
func normalQuantile(level float64) float64 { return math.Sqrt2 * math.Erfinv(level) }

// proportion gives e the share of successes among n.
func (e Estimate) proportion(successes, n int, level float64) Estimate {
	if n == 0 {
		return e.missing(NotCovered, "")
	}
	e.N, e.Value, e.Level = n, float64(successes)/float64(n), level
	e.Low, e.High = chance.Wilson(successes, n, level)
	return e
}

// Uptake is the share of the region's own documents, those open to all its states, that a state signed;
// of the region where state is its label.
func (r *Region) Uptake(state string) Estimate {
	e := Estimate{Measure: "uptake", State: state, Vector: r.Label}
	type signature struct{ agreement, state string }
	open := map[signature]bool{} // and whether signed
	for i := range r.Signatories {
		s := &r.Signatories[i]
		a, ok := r.Agreement(s.Agreement)
		if !ok || !slices.Contains(a.Vector, r.Label) || !containsAll(a.OpenTo, r.Config.Region) {
			continue
		}
		if s.State != state && (state != r.Label || !r.IsFocal(s.State)) {
			continue
		}
		one := signature{s.Agreement, s.State}
		switch s.Status {
		case "signed", "acceded":
			open[one] = !r.withdrew(s.Agreement, s.State)
		case "not_signed", "withdrawn":
			if _, counted := open[one]; !counted { // a state that signed later has signed
				open[one] = false
			}
		default:
			continue // still negotiating: not yet an answer
		}
		e.rests(r, s.Key, a.Key)
	}
	signed := 0
	for _, yes := range open {
		if yes {
			signed++
		}
	}
	return e.proportion(signed, len(open), r.Level)
}

func containsAll(all, some []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}

// Attendance is the share of the leaders' meetings of a vector's forums to which a state's leader came, of those at which it was expected and is known to have come or not. Of the region's own
// forums where vector is its label.
func (r *Region) Attendance(state, vector string) Estimate {
	e := Estimate{Measure: "attendance", State: state, Vector: vector}
	came, expected, deputies := 0, 0, 0
	for i := range r.Summits {
		s := &r.Summits[i]
		f, ok := r.Forum(s.Forum)
		if !ok || s.Status != "held" || s.Level != "leaders" || !slices.Contains(f.Vector, vector) {
			continue
		}
		m, ok := r.Membership(s.Forum, state, s.Date)
		if !ok || !m.Expected() {
			continue
		}
		switch {
		case slices.Contains(s.Attendees, state):
			came++
		case slices.Contains(s.Deputies, state):
			deputies++
		case slices.Contains(s.Absent, state), s.Attendance == "complete":
		default:
			continue // not known whether it came
		}
		expected++
		e.rests(r, s.Key, m.Key)
	}
	if deputies > 0 {
		e.warn("sent a deputy to %d", deputies)
	}
	return e.proportion(came, expected, r.Level)
}

// Belonging is the share of a vector's forums to which a state belongs as a member or participant today.
func (r *Region) Belonging(state, vector string) Estimate {
	e := Estimate{Measure: "membership", State: state, Vector: vector}
	in, all := 0, 0
	for i := range r.Forums {
		f := &r.Forums[i]
		if !slices.Contains(f.Vector, vector) {
			continue
		}
		all++
		e.rests(r, f.Key)
		if m, ok := r.Membership(f.ID, state, r.AsOf); ok {
			e.rests(r, m.Key)
			if m.Expected() {
				in++
			}
		}
	}
	if all == 0 {
		return e.missing(NotCovered, "")
	}
	e.N = all
	return e.exact(float64(in) / float64(all)) // a count of what is, not a sample
}

// Tone is the warmth of events between a state and a power, -10 to 10: the mean of Goldstein's scale
// (1992, doi:10.1177/0022002792036002007) in which an event counts half after each half-life of
// dossier.toml. Two rows of one date and code that differ in who
// acted alone are one event: the two sides of a clash mirror each other.
func (r *Region) Tone(state, vector string) Estimate {
	e := Estimate{Measure: "tone", State: state, Vector: vector, Level: r.Level}
	halfLife := r.EventsConfig.HalfLife
	if len(r.Events) == 0 {
		return e.missing(NotCovered, "")
	}
	if halfLife == 0 {
		return e.missing(NotApplicable, "dossier.toml declares no half-life of events")
	}
	var weights, values []float64
	for i := range r.Events {
		if v := &r.Events[i]; between(v, state, vector) {
			e.rests(r, v.Key)
		}
	}
	for _, v := range r.eventsBetween(state, vector) {
		age := r.AsOf.Last().Sub(v.Date.Last()).Hours() / 24
		weights = append(weights, math.Exp2(-age/halfLife))
		values = append(values, v.Goldstein)
	}
	if len(values) == 0 {
		return e.missing(NotCovered, "no event between the two")
	}
	e.N = len(values)
	e.Period = fmt.Sprintf("half-life %g days", halfLife)
	mean := func(times chance.Resample) float64 {
		var sum, total float64
		for i, v := range values {
			w := weights[i]
			if times != nil {
				w *= float64(times[i])
			}
			sum += w * v
			total += w
		}
		return sum / total
	}
	e.Value = mean(nil)
	resample := chance.Resamples(r.Seed, "tone "+state+" "+vector, r.Draws, len(values))
	e.interval(len(values), func(k int) float64 { return mean(resample[k]) }, r.Draws)
	return e
}

// between tells whether an event has a state and a power on its two sides.
func between(v *evidence.Event, state, vector string) bool {
	return slices.Contains(v.Actor, state) && slices.Contains(v.Target, vector) || slices.Contains(v.Actor, vector) && slices.Contains(v.Target, state)
}

// eventsBetween are the events between a state and a power, each once where two rows mirror each other.
func (r *Region) eventsBetween(state, vector string) (all []*evidence.Event) {
	type seen struct {
		date, code string
		outward    bool // the state acted
	}
	once := map[seen]bool{}
	for i := range r.Events {
		v := &r.Events[i]
		outward := slices.Contains(v.Actor, state)
		if !between(v, state, vector) || once[seen{v.Date.String(), v.CAMEO, !outward}] {
			continue
		}
		once[seen{v.Date.String(), v.CAMEO, outward}] = true
		all = append(all, v)
	}
	return all
}

// Balance is over how many powers a state is spread in one channel: the effective number of vectors of
// order 2, from 1 to their number. Naive counts the powers as strangers to each other (Hill 1973, Laakso
// and Taagepera 1979); the similarity-sensitive one knows that some vote alike (Leinster and Cobbold
// 2012), by the positive part of kappa between them.
func (r *Region) Balance(state, channel string, naive bool) Estimate {
	e := Estimate{Measure: "balance", State: state, Of: channel, Level: r.Level}
	if naive {
		e.Of += " naive"
	}
	p, ok := r.engagement(&e, state, channel)
	if e.Status != "" {
		return e
	}
	if !ok {
		return e.missing(NotCovered, "")
	}
	if !naive && r.record == nil {
		return e.missing(NotCovered, "no votes, and so nothing known of how alike the vectors are")
	}
	e.Level = r.Level
	of := func(k int) float64 {
		weights, ok := normalised(p(k))
		if !ok {
			return math.NaN()
		}
		if naive {
			return Hill(2, weights)
		}
		return LeinsterCobbold(2, weights, r.likeness(k))
	}
	if !naive {
		for i, a := range r.Vectors {
			for _, b := range r.Vectors[:i] {
				counts, _ := r.record.counts(a, b, All)
				e.rests(r, r.recordsOf(counts)...)
			}
		}
	}
	e.N = len(r.Vectors)
	if e.Value = of(-1); math.IsNaN(e.Value) {
		return e.missing(Undefined, "engagement with no vector at all")
	}
	if naive && channel != "votes" {
		return e.unmeasured() // nothing in it varies from session to session
	}
	if r.record == nil {
		return e.unmeasured()
	}
	e.interval(len(r.record.clusters), of, r.Draws)
	return e
}

func (e Estimate) unmeasured() Estimate {
	e.Low, e.High, e.Level = math.NaN(), math.NaN(), 0
	return e
}

// hiddenLimit is how much of a total the vectors that are not listed may hold together before a balance is not
// taken: below it they could not change the number of powers by much.
const hiddenLimit = 0.25

// engagement gives a state's engagement with each vector in a channel, in a replicate (-1: as it is). What
// is unknown counts as nothing and is said; where it may be much there is no balance.
func (r *Region) engagement(e *Estimate, state, channel string) (p func(k int) []float64, ok bool) {
	switch channel {
	case "votes":
		if r.record == nil {
			return nil, false
		}
		for _, v := range r.Vectors {
			a := r.Alignment(KappaName, state, v, All)
			e.rests(r, a.From...)
			ok = ok || a.Known()
		}
		e.Period = r.record.span()
		return func(k int) []float64 { return r.kappas(state, k) }, ok
	case "agreements":
		counts := make([]float64, len(r.Vectors))
		for i, v := range r.Vectors {
			keys := r.signedWith(state, v)
			counts[i] = float64(len(keys))
			e.rests(r, keys...)
			ok = ok || len(keys) > 0
		}
		return func(int) []float64 { return counts }, ok
	}
	domain, known := r.Domain(channel)
	if !known {
		return nil, false
	}
	shares := make([]float64, len(r.Vectors))
	hidden, open := 0.0, 0.0 // what powers not listed may hold, and what one that is may hold beyond its figure
	for i, v := range r.Vectors {
		s := r.Share(state, v, domain)
		e.Period = s.Period
		e.rests(r, s.From...)
		switch {
		case s.Known():
			shares[i] = s.Value
			ok = true
			if s.Level == 1 {
				open = max(open, s.High-s.Value)
			}
		case s.Status == Unknown:
			hidden += s.High
			e.warn("%s is not among the partners listed and counts as nothing", v)
		}
	}
	switch {
	case ok && hidden > hiddenLimit:
		*e = e.missing(Unknown, fmt.Sprintf("the powers not listed may hold %.0f%% of the total", 100*min(1, hidden)))
		return nil, false
	case ok && open > hiddenLimit:
		*e = e.missing(Unknown, fmt.Sprintf("a power may hold %.0f%% of the total beyond its figure", 100*open))
		return nil, false
	}
	return func(int) []float64 { return shares }, ok
}

// kappas are the positive parts of a state's kappa with each vector in a replicate.
func (r *Region) kappas(state string, k int) []float64 {
	all := make([]float64, len(r.Vectors))
	for i, v := range r.Vectors {
		all[i] = r.likenessOf(state, v, k)
	}
	return all
}

// likenessOf is the positive part of kappa between two states or powers in a replicate (-1: as it is), 0
// where it is undefined.
func (r *Region) likenessOf(a, b string, k int) float64 {
	counts, ok := r.record.counts(a, b, All)
	if !ok {
		return 0
	}
	if k >= 0 {
		return positive(r.kappaDraws(a, b)[k])
	}
	v, _ := Kappa(Read(total(counts, nil), r.Reading))
	return positive(v)
}

// positive is the positive part of a number, 0 of an undefined one.
func positive(v float64) float64 {
	if v > 0 {
		return v
	}
	return 0
}

// likeness is the similarity of the vectors: the positive part of kappa between them, 1 on the diagonal.
func (r *Region) likeness(k int) [][]float64 {
	if k >= 0 && r.likenesses != nil {
		return r.likenesses[k]
	}
	if k < 0 {
		return Once(r, likenessKey{}, func() [][]float64 { return r.likenessAt(k) })
	}
	return r.likenessAt(k)
}

// likenessKey is under what a region keeps the likeness as it is.
type likenessKey struct{}

func (r *Region) likenessAt(k int) [][]float64 {
	z := make([][]float64, len(r.Vectors))
	for i, a := range r.Vectors {
		z[i] = make([]float64, len(r.Vectors))
		for j, b := range r.Vectors {
			switch {
			case i == j:
				z[i][j] = 1
			case r.record != nil:
				z[i][j] = r.likenessOf(a, b, k)
			}
		}
	}
	return z
}

// signedWith are the records of a state's documents with a vector.
func (r *Region) signedWith(state, vector string) (keys []string) {
	for i := range r.Signatories {
		s := &r.Signatories[i]
		if s.State != state || s.Status != "signed" && s.Status != "acceded" {
			continue
		}
		if a, ok := r.Agreement(s.Agreement); ok && slices.Contains(a.Vector, vector) && !r.withdrew(s.Agreement, state) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// withdrew tells whether a state has left a document since it signed.
func (r *Region) withdrew(agreement, state string) bool {
	return slices.ContainsFunc(r.Signatories, func(s evidence.Signatory) bool {
		return s.Agreement == agreement && s.State == state && s.Status == "withdrawn"
	})
}

// Ties is the number of documents that a state has signed with a vector.
func (r *Region) Ties(state, vector string) Estimate {
	e := Estimate{Measure: "agreements", State: state, Vector: vector}
	if len(r.Agreements) == 0 {
		return e.missing(NotCovered, "")
	}
	keys := r.signedWith(state, vector)
	e.N = len(keys)
	e.rests(r, keys...)
	return e.exact(float64(len(keys)))
}

// Channels are what a balance can be taken of: the votes, each domain of the dossier, the documents signed.
func (r *Region) Channels() []string {
	channels := []string{"votes"}
	for _, d := range r.Domains {
		channels = append(channels, d.ID)
	}
	return append(channels, "agreements")
}

// normalised gives shares that add up to 1; there are none of nothing.
func normalised(p []float64) ([]float64, bool) {
	total := 0.0
	for _, v := range p {
		total += v
	}
	if total <= 0 {
		return nil, false
	}
	shares := make([]float64, len(p))
	for i, v := range p {
		shares[i] = v / total
	}
	return shares, true
}
