package measure

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"multivector/evidence"
)

// basket is a state's total in one domain and period, by partner: what shares and concentration are
// taken of, whichever table it comes from.
type basket struct {
	state, domain string
	period        string
	last          evidence.Date // the last date of the period: the latest basket is the one used
	unit          string
	lumpy         bool

	parts    map[string]*part // by state or bloc
	total    float64          // 1 where the table gives shares alone
	totalKey string
	summed   bool // no total is stated: it is the sum of what is listed, and more may not be listed
	// others are the partners not listed by name, where they are counted: then concentration is exact.
	others         float64
	othersSquares  float64
	othersKnown    bool
	othersKey      string
	rounding       float64 // half the step to which shares were rounded
	interpretation string  // a warning about the basket as a whole
}

type part struct {
	value      float64
	keys       []string
	lowerBound bool
	members    int     // of a bloc that is summed from its members
	mirror     float64 // the partner's own figure of the same flow; NaN where there is none
	mirrorKey  string
}

// basket finds the latest total of a state in a domain. A year that trade.csv or remittances.csv has is
// taken from there, not from the shares of dependences.csv.
func (r *Region) basket(state string, domain evidence.Domain) (*basket, bool) {
	all := r.allBaskets(state, domain)
	latest := latestOf(all)
	if latest == nil || r.partnersListed(latest) >= fullList {
		return latest, latest != nil
	}
	var full []*basket
	for _, b := range all {
		if r.partnersListed(b) >= fullList && latest.last.Year-b.last.Year <= staleAfter {
			full = append(full, b)
		}
	}
	if b := latestOf(full); b != nil {
		return b, true
	}
	return latest, true
}

// A list of partners is preferred to a later single figure, but not to one much later: an envoy's word on
// one power does not replace last year's books, five-year-old books do not outlive the word.
const (
	fullList   = 3 // partners
	staleAfter = 3 // years
)

// latestOf is the basket of the latest year; within one year a table of flows goes before a table of shares,
// then the one that accounts for more of the total, then the one of the later date.
func latestOf(all []*basket) (best *basket) {
	for _, b := range all {
		switch {
		case best == nil, b.last.Year > best.last.Year:
			best = b
		case b.last.Year < best.last.Year, b.total == 1 && best.total != 1: // shares alone are of 1
		case b.accounted() > best.accounted()+1e-9, b.accounted() > best.accounted()-1e-9 && b.last.After(best.last):
			best = b
		}
	}
	return best
}

// accounted is the part of the total that the rows speak of, a bloc's row and its members' counted once each.
func (b *basket) accounted() float64 {
	sum := b.others
	for _, p := range b.each {
		sum += p.value
	}
	return min(1, sum/b.total)
}

func (r *Region) partnersListed(b *basket) (n int) {
	for partner := range b.each {
		if s, ok := r.State(partner); ok && s.Kind == "state" {
			n++
		}
	}
	return n
}

// allBaskets are a state's totals in a domain, of every period there is; of those of the regions's states
// they are worked out once.
func (r *Region) allBaskets(state string, domain evidence.Domain) []*basket {
	key := basketKey{state, domain.ID, domain.Window}
	if kept, ok := r.baskets[key]; ok {
		return kept.all()
	}
	return r.readBaskets(key)
}

// books are what a region keeps of one state's totals in a domain: a region without some records shares those that none of
// them can be in.
type books struct {
	all  func() []*basket       // worked out when first asked
	held func(*basket) *holding // likewise, of one of them
}

// openBooks reads a state's totals in a domain when they are asked for.
func (r *Region) openBooks(key basketKey) *books {
	return &books{
		all: sync.OnceValue(func() []*basket { return r.readBaskets(key) }),
		held: onceFor(func(b *basket) *holding {
			d, _ := r.Domain(key.domain)
			return r.holdingOf(key.state, d, b)
		}),
	}
}

// onceFor works something out once for each argument.
func onceFor[K comparable, V any](work func(K) V) func(K) V {
	var kept sync.Map // argument to a function that gives what it comes to
	return func(k K) V {
		once, ok := kept.Load(k)
		if !ok {
			once, _ = kept.LoadOrStore(k, sync.OnceValue(func() V { return work(k) }))
		}
		return once.(func() V)()
	}
}

func (r *Region) readBaskets(key basketKey) []*basket {
	all := r.tradeBaskets(key.state, key.domain)
	if key.domain == "remittances" {
		all = append(all, r.remittanceBaskets(key.state)...)
	}
	return append(all, r.shareBaskets(key.state, key.domain, key.window)...)
}

// each gives the parts in the order of their partners: sums of fractions depend on the order, and the same
// dossier must give the same bytes.
func (b *basket) each(yield func(partner string, p *part) bool) {
	for _, partner := range slices.Sorted(maps.Keys(b.parts)) {
		if !yield(partner, b.parts[partner]) {
			return
		}
	}
}

func newBasket(state, domain, period string, last evidence.Date, unit string) *basket {
	return &basket{state: state, domain: domain, period: period, last: last, unit: unit, parts: map[string]*part{}}
}

// flowOf is the direction of goods that a domain speaks of.
var flowOf = map[string]string{"exports": "export", "imports": "import"}

// tradeBaskets are a state's own figures, a year each, with the partner's figure of the same flow beside
// each part.
func (r *Region) tradeBaskets(state, domain string) []*basket {
	flow, ok := flowOf[domain]
	if !ok {
		return nil
	}
	years := map[evidence.Date]*basket{}
	reports := r.partnersReports(state, flow)
	for i := range r.Trade {
		f := &r.Trade[i]
		if f.State != state || f.Flow != flow || f.Reporter != state {
			continue
		}
		value, unit := r.inDollars(f.Value, f.Unit, f.Year)
		b := years[f.Year]
		if b == nil {
			b = newBasket(state, domain, f.Year.String(), f.Year, unit)
			years[f.Year] = b
		}
		squares := f.OthersSquares.Value
		if f.Value != 0 {
			squares *= value / f.Value * value / f.Value
		}
		b.add(f.Partner, value, f.Key, f.Others.Is() && f.OthersSquares.Is(), squares)
		if p := b.parts[f.Partner]; p != nil {
			if m := reports[report{f.Partner, f.Year}]; m != nil {
				if value, ok := r.convert(m.Value, m.Unit, unit, f.Year); ok {
					p.mirror, p.mirrorKey = value, m.Key
				}
			}
		}
	}
	return r.finished(years)
}

type report struct {
	partner string
	year    evidence.Date
}

// partnersReports are the partners' own figures of a state's flow: their imports from it for its exports to them. Of two rows
// of one partner and year the first is taken.
func (r *Region) partnersReports(state, flow string) map[report]*evidence.Flow {
	all := map[report]*evidence.Flow{}
	for i := range r.Trade {
		f := &r.Trade[i]
		if at := (report{f.Reporter, f.Year}); all[at] == nil && reportsOf(f, state, f.Reporter, flow) {
			all[at] = f
		}
	}
	return all
}

// reportsOf tells whether a row is the partner's report of a state's flow, written from either side.
func reportsOf(f *evidence.Flow, state, partner, flow string) bool {
	if f.Reporter != partner {
		return false
	}
	return f.State == partner && f.Partner == state && f.Flow != flow || f.State == state && f.Partner == partner && f.Flow == flow
}

// euroRate is the indicator of series.csv that says how many dollars a euro was worth, a year's average.
const euroRate = "eur_usd"

// convert brings a flow into another unit: by what they count in, and from euros into dollars by the year's
// average rate (euroRate).
func (r *Region) convert(value float64, from, to string, year evidence.Date) (float64, bool) {
	currency, scale := unitOf(from)
	wanted, scaled := unitOf(to)
	value *= scale / scaled
	if currency == wanted {
		return value, true
	}
	if currency == "EUR" && wanted == "USD" {
		for _, f := range r.Series {
			if f.Indicator == euroRate && f.Year == year {
				return value * f.Value, true
			}
		}
	}
	return 0, false
}

// unitOf takes a unit of a flow apart: USD_million is dollars, a million at a time.
func unitOf(unit string) (currency string, scale float64) {
	currency, multiple, _ := strings.Cut(unit, "_")
	return currency, map[string]float64{"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9}[multiple]
}

// flowUnit is the unit of baskets of flows, where they can be brought into it.
const flowUnit = "USD_million"

// inDollars gives a flow in flowUnit, or as it is where there is no rate.
func (r *Region) inDollars(value float64, unit string, year evidence.Date) (float64, string) {
	if v, ok := r.convert(value, unit, flowUnit, year); ok {
		return v, flowUnit
	}
	return value, unit
}

func (r *Region) remittanceBaskets(state string) []*basket {
	years := map[evidence.Date]*basket{}
	for _, m := range r.Remittances {
		if m.State != state {
			continue
		}
		value, unit := r.inDollars(m.Value, m.Unit, m.Year)
		b := years[m.Year]
		if b == nil {
			b = newBasket(state, "remittances", m.Year.String(), m.Year, unit)
			years[m.Year] = b
		}
		b.add(m.Partner, value, m.Key, false, 0)
	}
	return r.finished(years)
}

// add puts one row of a table of flows into the basket.
func (b *basket) add(partner string, value float64, key string, counted bool, squares float64) {
	switch partner {
	case evidence.World:
		b.total, b.totalKey = value, key
	case evidence.Others:
		b.others, b.othersKey, b.othersKnown, b.othersSquares = value, key, counted, squares
	default:
		b.parts[partner] = &part{value: value, keys: []string{key}, mirror: math.NaN()}
	}
}

// finished gives the baskets that have a total, stated or summed, in the order of their dates.
func (r *Region) finished(byDate map[evidence.Date]*basket) (all []*basket) {
	for _, b := range byDate {
		if b.total == 0 {
			b.summed, b.interpretation = true, "no total is stated: shares are of the partners listed"
			b.total = b.others
			for partner, p := range b.each {
				if !r.IsBloc(partner) {
					b.total += p.value
				}
			}
		}
		if b.total > 0 {
			all = append(all, b)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].last.Before(all[j].last) })
	return all
}

// shareBaskets are the shares of dependences.csv. For a domain with a window the years in it are summed;
// rows of exactly that window serve where there are no single years.
func (r *Region) shareBaskets(state, domain string, window int) []*basket {
	type group struct{ period, unit string }
	groups := map[group]*basket{}
	yearly := map[int]map[string]*evidence.Dependence{}
	for i := range r.Dependences {
		row := &r.Dependences[i]
		if row.State != state || row.Domain != domain {
			continue
		}
		if window > 0 && row.Period.Years() == 1 && row.Value.Is() {
			if yearly[row.Period.To.Year] == nil {
				yearly[row.Period.To.Year] = map[string]*evidence.Dependence{}
			}
			yearly[row.Period.To.Year][row.Partner] = row
		}
		if !row.Share.Is() || window > 0 && row.Period.Years() != window {
			continue
		}
		g := group{row.Period.String(), row.Unit}
		if groups[g] == nil {
			groups[g] = newBasket(state, domain, row.Period.String(), row.Period.To, row.Unit)
			groups[g].total = 1
		}
		groups[g].addShare(row)
	}
	var all []*basket
	for _, b := range groups {
		if b.listsAPartner() {
			all = append(all, b)
		}
	}
	if window > 0 {
		if windows := r.windowBaskets(state, domain, window, yearly); len(windows) > 0 {
			return windows
		}
	}
	// Of several units of one period the fullest list is the one used; then the alphabet decides.
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.last != b.last {
			return a.last.Before(b.last)
		}
		if len(a.parts) != len(b.parts) {
			return len(a.parts) > len(b.parts)
		}
		return a.unit+" "+a.period < b.unit+" "+b.period
	})
	return all
}

func (b *basket) listsAPartner() bool {
	for partner := range b.each {
		if partner != evidence.World {
			return true
		}
	}
	return false
}

func (b *basket) addShare(row *evidence.Dependence) {
	if row.Partner == evidence.World {
		b.totalKey = row.Key
		return
	}
	if p := b.parts[row.Partner]; p != nil {
		p.value += row.Share.Value
		p.keys = append(p.keys, row.Key)
		return
	}
	b.parts[row.Partner] = &part{value: row.Share.Value, keys: []string{row.Key}, lowerBound: row.LowerBound, mirror: math.NaN()}
	if strings.HasPrefix(row.Unit, "percent") {
		b.rounding = max(b.rounding, roundingOf(row.Text("value")))
	}
}

// roundingOf is half the last digit to which a per cent was written, as a fraction: 20 is rounded to whole per
// cents and 20.0 to tenths.
func roundingOf(percent string) float64 {
	if percent == "" {
		return 0
	}
	_, decimals, _ := strings.Cut(percent, ".")
	return 0.5 / 100 / math.Pow10(len(decimals))
}

// windowBaskets sum the last years of a lumpy flow, and the same number of years that ended changeYears
// before: one delivery of arms is not a policy.
func (r *Region) windowBaskets(state, domain string, window int, yearly map[int]map[string]*evidence.Dependence) (all []*basket) {
	// The window ends with the table's last year for any state: a year in which one state bought nothing
	// is covered all the same.
	first, last := math.MaxInt, 0
	for _, row := range r.Dependences {
		if row.Domain == domain && row.Period.Years() == 1 {
			first, last = min(first, row.Period.To.Year), max(last, row.Period.To.Year)
		}
	}
	for end := last; end-window+1 >= first; end -= changeYears {
		if b := r.windowBasket(state, domain, window, yearly, end); b.total > 0 {
			all = append(all, b)
		}
	}
	return all
}

func (r *Region) windowBasket(state, domain string, window int, yearly map[int]map[string]*evidence.Dependence, last int) *basket {
	first := last - window + 1
	b := newBasket(state, domain, fmt.Sprintf("%d-%d", first, last), evidence.Date{Year: last}, "")
	b.lumpy = true
	for year := first; year <= last; year++ {
		for _, partner := range slices.Sorted(maps.Keys(yearly[year])) {
			row := yearly[year][partner]
			b.unit = row.Unit
			p := b.parts[partner]
			if p == nil {
				p = &part{mirror: math.NaN()}
				b.parts[partner] = p
			}
			p.value += row.Value.Value
			p.keys = append(p.keys, row.Key)
			if !r.IsBloc(partner) {
				b.total += row.Value.Value
			}
		}
	}
	b.interpretation = fmt.Sprintf("sum of %d years; deliveries over several years are spread evenly", window)
	b.othersKnown = true // every delivery is listed
	return b
}

// holdsTheLargest tells whether a list is known to hold the largest partners, so that who is not on it holds less than
// the least that is: half of the total is accounted for, not by rows of low confidence alone, and no row was left
// out for its confidence. A few partners out of a news report are no such list.
func (r *Region) holdsTheLargest(b *basket) bool {
	listed, _ := r.listed(b)
	if listed < b.total/2 || r.thinned(b) {
		return false
	}
	for _, p := range b.each {
		for _, key := range p.keys {
			if row, ok := r.Record(key); ok && evidence.MetaOf(row).Confidence > evidence.Low {
				return true
			}
		}
	}
	return false
}

// thinned tells whether rows of a state's list may have been left out for their confidence.
func (r *Region) thinned(b *basket) bool {
	return r.LeftOut(b.table(), b.state)
}

// table is the table a basket was taken from.
func (b *basket) table() string {
	for _, key := range b.keys() {
		return evidence.TableOf(key)
	}
	return ""
}

// listed is the part of the total held by partners named one by one, blocs aside, and the least of those
// that hold anything: a partner that is listed with zero does not bound one that is not.
func (r *Region) listed(b *basket) (sum, least float64) {
	least = math.Inf(1)
	for partner, p := range b.each {
		if s, ok := r.State(partner); ok && s.Kind != "state" {
			continue
		}
		sum += p.value
		if p.value > 0 {
			least = min(least, p.value)
		}
	}
	return sum, least
}

// keys are the records of a basket, sorted.
func (b *basket) keys() (all []string) {
	for _, p := range b.each {
		all = append(all, p.keys...)
	}
	for _, k := range []string{b.totalKey, b.othersKey} {
		if k != "" {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return all
}
