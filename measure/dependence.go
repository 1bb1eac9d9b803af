package measure

import (
	"math"
	"slices"

	"multivector/evidence"
)

// MirrorGap begins the warning that the partner's own figure of a flow is far from the state's.
const MirrorGap = "the partner's own figure is"

// Share is the part of a state's total in a domain that a vector holds, 0 to 1, in the latest period the
// evidence has. It has bounds, not a sampling interval: between the two sides' figures of one flow, by
// rounding, by members of a bloc that are not listed; a vector that is not named among the main partners
// holds less than the least of those that are.
func (r *Region) Share(state, vector string, domain evidence.Domain) Estimate {
	e := Estimate{Measure: "share", State: state, Vector: vector, Of: domain.ID}
	b, ok := r.basket(state, domain)
	if !ok {
		if why, ok := r.declared(state, vector, domain.ID); ok {
			return e.missing(why, "")
		}
		return e.missing(NotCovered, "")
	}
	return r.shareIn(e, b)
}

// declared tells why there is no share where a source says so itself: not covered, or not applicable.
func (r *Region) declared(state, vector, domain string) (status string, ok bool) {
	var latest *evidence.Dependence
	for i := range r.Dependences {
		row := &r.Dependences[i]
		if row.State == state && row.Partner == vector && row.Domain == domain && (latest == nil || row.Period.To.After(latest.Period.To)) {
			latest = row
		}
	}
	if latest == nil {
		return "", false
	}
	switch latest.Share.Presence {
	case evidence.NotCovered:
		return NotCovered, true
	case evidence.NotApplicable:
		return NotApplicable, true
	}
	return "", false
}

func (r *Region) shareIn(e Estimate, b *basket) Estimate {
	e.Period, e.N = b.period, len(b.parts)
	if b.interpretation != "" {
		e.warn("%s", b.interpretation)
	}
	unnamed := 0.0 // booked under no partner: it may be anyone's
	if p := b.parts[unknownPartner]; p != nil {
		unnamed = p.value
		if unnamed > b.total/20 {
			e.warn("%.0f%% of the total is booked under no partner", 100*unnamed/b.total)
		}
	}
	listed, least := r.listed(b)
	remainder := max(0, b.total-listed-unnamed)
	unlisted := remainder // the most that a partner who is not named can hold
	if r.holdsTheLargest(b) {
		unlisted = min(remainder, least)
	}
	if b.summed {
		unlisted = least
	}
	if r.thinned(b) {
		e.warn("records of lower confidence are left out of the list")
	}
	p := b.parts[e.Vector]
	if p == nil && r.IsBloc(e.Vector) {
		p = r.blocPart(b, e.Vector)
	}
	if p == nil {
		if why, ok := r.declared(e.State, e.Vector, b.domain); ok {
			return e.missing(why, "")
		}
		e.rests(r, b.keys()...)
		full := b.totalKey != "" && b.rounding == 0 && remainder <= 1e-9*b.total
		if unnamed == 0 && !r.thinned(b) && (b.othersKnown && b.others == 0 || full) {
			return e.exact(0) // everything is listed, and this power is not there
		}
		e = e.missing(Unknown, "not among the partners listed")
		e.Low, e.High, e.Level = 0, min(1, (unlisted+unnamed)/b.total), 1
		return e
	}
	e.rests(r, p.keys...)
	if b.totalKey != "" {
		e.rests(r, b.totalKey)
	} else if b.total != 1 {
		e.rests(r, b.keys()...)
	}
	value := p.value / b.total
	low, high := value, value
	if rounding := b.rounding * float64(max(1, p.members)); rounding > 0 { // a bloc's members are rounded each
		low, high = max(0, value-rounding), min(1, value+rounding)
	}
	if p.lowerBound {
		high = min(1, value+remainder/b.total)
		e.warn("a lower bound: members that are not among the main partners are not counted")
	}
	high = min(1, high+unnamed/b.total)
	if !math.IsNaN(p.mirror) {
		other := p.mirror / (b.total - p.value + p.mirror)
		low, high = min(low, other), max(high, other)
		e.rests(r, p.mirrorKey)
		if gap := math.Abs(math.Log(p.mirror / p.value)); gap > math.Log(1.5) {
			e.warn(MirrorGap+" %.1f times this one", p.mirror/p.value)
		}
	}
	if low == high {
		return e.exact(value)
	}
	return e.bounded(value, low, high)
}

// blocPart sums the members of a bloc that a basket lists, as they were at its date.
func (r *Region) blocPart(b *basket, bloc string) *part {
	sum := &part{mirror: math.NaN(), lowerBound: true}
	for _, member := range r.Members(bloc, b.last) {
		if p := b.parts[member]; p != nil {
			sum.value += p.value
			sum.members++
			sum.keys = append(sum.keys, p.keys...)
			sum.keys = append(sum.keys, r.bloc(bloc, member, b.last)...)
		}
	}
	if len(sum.keys) == 0 {
		return nil
	}
	if b.lumpy {
		sum.lowerBound = false // every delivery is listed
	}
	return sum
}

// bloc gives the record of a state's membership of a bloc on a day.
func (r *Region) bloc(bloc, member string, on evidence.Date) []string {
	if m, ok := r.BlocMember(bloc, member, on); ok {
		return []string{m.Key}
	}
	return nil
}

// Concentration is the Herfindahl-Hirschman index of a state's partners in a domain, 0 to 1: the sum of
// squared shares, the square of Hirschman's 1945 index. It is exact where all partners are listed; where not,
// it lies between a remainder spread over very many partners and one held by as few as can be, none of
// them above the least that is listed.
func (r *Region) Concentration(state string, domain evidence.Domain) Estimate {
	e := Estimate{Measure: "concentration", State: state, Of: domain.ID}
	b, ok := r.basket(state, domain)
	if !ok {
		return e.missing(NotCovered, "")
	}
	e.Period = b.period
	e.rests(r, b.keys()...)
	if b.interpretation != "" {
		e.warn("%s", b.interpretation)
	}
	sum, most, open := 0.0, 0.0, -1.0 // the largest partner, and the largest of which a lower bound is known
	for partner, p := range b.each {
		if s, ok := r.State(partner); ok && s.Kind != "state" {
			continue
		}
		e.N++
		sum += p.value * p.value
		most = max(most, p.value)
		if p.lowerBound {
			open = max(open, p.value)
		}
	}
	listed, least := r.listed(b)
	remainder := b.total - listed
	if e.N == 0 {
		return e.missing(Unknown, "no partner is listed by name")
	}
	total := b.total * b.total
	// What the source books under no partner may be very many partners', or all of it the largest one's.
	unnamed := 0.0
	if p := b.parts[unknownPartner]; p != nil {
		unnamed = p.value
		e.warn("%.0f%% of the total is booked under no partner: bounds", 100*unnamed/b.total)
	}
	if r.thinned(b) {
		e.warn("records of lower confidence are left out of the list")
	}
	if (b.othersKnown || remainder-unnamed <= 1e-9*b.total) && !r.thinned(b) {
		low := (sum + b.othersSquares) / total
		if unnamed == 0 {
			return e.exact(low)
		}
		high := low + unnamed*(unnamed+2*most)/total
		return e.bounded((low+high)/2, low, high)
	}
	remainder -= unnamed
	low, high := sum/total, sum+remainder*remainder
	if least <= remainder && r.holdsTheLargest(b) {
		whole := math.Floor(remainder / least)
		rest := remainder - whole*least
		high = sum + whole*least*least + rest*rest
	}
	if open >= 0 { // all that is not listed may be the partner's of which a lower bound is known
		high = sum + remainder*(remainder+2*open)
		most = max(most, open+remainder)
	}
	high = (high + unnamed*(unnamed+2*most)) / total
	e.warn("%.0f%% of the total is held by partners not listed: bounds", 100*remainder/b.total)
	return e.bounded((low+high)/2, low, high)
}

// unknownPartner is the code of what a source books under no partner.
const unknownPartner = "UNK"

// Exposure is a flow as a part of the state's GDP of the same year (imports, exports, remittances): what
// the domain weighs, which a share of it does not say. Of all partners together where vector is WLD.
func (r *Region) Exposure(state, vector, domain string) Estimate {
	e := Estimate{Measure: "exposure", State: state, Vector: vector, Of: domain}
	if given, ok := r.givenExposure(state, vector, domain); ok {
		e.Period = given.Period.String()
		e.N = 1
		e.rests(r, given.Key)
		return e.exact(given.ShareOfGDP.Value)
	}
	b, ok := r.basket(state, evidence.Domain{ID: domain})
	if !ok || b.unit != flowUnit || b.total == 1 { // shares alone are of 1, whatever the unit of the figures beside them
		return r.mirrorExposure(e)
	}
	e.Period = b.period
	value, keys := b.total, []string{b.totalKey}
	if b.totalKey == "" {
		keys = b.keys()
	}
	low, high := value, value
	if vector != evidence.World {
		p := b.parts[vector]
		if p == nil && r.IsBloc(vector) {
			p = r.blocPart(b, vector)
		}
		if p == nil {
			return e.missing(Unknown, "not among the partners listed")
		}
		if p.lowerBound {
			e.warn("a lower bound: members that are not among the partners listed are not counted")
		}
		value, keys = p.value, p.keys
		low, high = value, value
		if !math.IsNaN(p.mirror) {
			low, high = min(value, p.mirror), max(value, p.mirror)
			keys = append(slices.Clone(keys), p.mirrorKey)
		}
	}
	return r.overGDP(e, value, low, high, b.last.Year, keys)
}

// mirrorExposure takes the flow from the partner's books where the state's own are closed.
func (r *Region) mirrorExposure(e Estimate) Estimate {
	flow, ok := flowOf[e.Of]
	if !ok {
		return e.missing(NotCovered, "")
	}
	var latest *evidence.Flow
	for i := range r.Trade {
		f := &r.Trade[i]
		if reportsOf(f, e.State, e.Vector, flow) && (latest == nil || f.Year.After(latest.Year)) {
			latest = f
		}
	}
	if latest == nil {
		return e.missing(NotCovered, "")
	}
	e.Period = latest.Year.String()
	value, ok := r.convert(latest.Value, latest.Unit, flowUnit, latest.Year)
	if !ok {
		return e.missing(Unknown, "no exchange rate for "+latest.Unit)
	}
	e.warn("from the partner's books: the state's own are not covered")
	return r.overGDP(e, value, value, value, latest.Year.Year, []string{latest.Key})
}

func (r *Region) overGDP(e Estimate, value, low, high float64, year int, keys []string) Estimate {
	e.N = len(keys)
	for _, k := range keys {
		if k != "" {
			e.rests(r, k)
		}
	}
	gdp := r.figure(e.State, "gdp", year)
	if gdp == nil || gdp.Value <= 0 {
		return e.missing(Unknown, "the GDP of that year is not known")
	}
	e.rests(r, gdp.Key)
	scale := 1e6 / gdp.Value
	if low == high {
		return e.exact(value * scale)
	}
	return e.bounded(value*scale, low*scale, high*scale)
}

// givenExposure is the latest row of exposures.csv, where the source itself speaks of GDP.
func (r *Region) givenExposure(state, vector, domain string) (latest *evidence.Exposure, ok bool) {
	for i := range r.Exposures {
		x := &r.Exposures[i]
		if x.State == state && x.Partner == vector && x.Domain == domain && x.ShareOfGDP.Is() && (latest == nil || x.Period.To.After(latest.Period.To)) {
			latest = x
		}
	}
	return latest, latest != nil
}

func (r *Region) figure(state, indicator string, year int) *evidence.Figure {
	for i := range r.Series {
		if f := &r.Series[i]; f.State == state && f.Indicator == indicator && f.Year.Year == year {
			return f
		}
	}
	return nil
}

// Asymmetry is e_ip / (e_ip + e_pi), 0 to 1, of trade in goods (both directions): 0.5 where the state and the
// power lose alike by its end, near 1 where the loss is all the state's. Each side's exposure is taken from
// its own books where it reports, else from the other's.
func (r *Region) Asymmetry(state, vector string) Estimate {
	e := Estimate{Measure: "asymmetry", State: state, Vector: vector, Of: "trade"}
	out, okOut := r.basket(state, evidence.Domain{ID: "exports"})
	in, okIn := r.basket(state, evidence.Domain{ID: "imports"})
	if !okOut || !okIn || out.period != in.period || out.unit != flowUnit || out.parts[vector] == nil || in.parts[vector] == nil {
		return e.missing(NotCovered, "both sides' trade of one year is not known")
	}
	e.Period = out.period
	year := out.last.Year
	mine, theirs := r.figure(state, "gdp", year), r.figure(vector, "gdp", year)
	if mine == nil || theirs == nil {
		return e.missing(Unknown, "the GDP of that year is not known of both")
	}
	a, b := out.parts[vector], in.parts[vector]
	e.rests(r, append(slices.Concat(a.keys, b.keys), mine.Key, theirs.Key)...)
	flow := a.value + b.value
	other := 0.0
	for _, p := range []*part{a, b} {
		if math.IsNaN(p.mirror) {
			other += p.value
			continue
		}
		other += p.mirror
		e.rests(r, p.mirrorKey)
	}
	e.N = len(e.From)
	at := func(x, y float64) float64 { return x / mine.Value / (x/mine.Value + y/theirs.Value) }
	value := at(flow, other)
	if flow == other {
		e.warn("from one side's books the flow cancels out: this is the ratio of the two GDPs")
		return e.exact(value)
	}
	return e.bounded(value, min(at(flow, flow), value), max(at(flow, flow), value))
}
