package measure

import (
	"math"
	"slices"
	"sync"

	"multivector/chance"
)

// pull is what each vector holds of each domain in the region: the mean share over the states in which it is covered.
type pull struct {
	cells   []*holding
	domains []int // of the dossier, those that are covered
	table   [][]float64
	open    bool                 // what is not known leaves it open
	drawn   func() [][][]float64 // by replicate, worked out when first asked
	from    []string             // the records of all cells
}

// When a pull is taken.
const (
	Matched = "matched" // now, in those states and domains that are covered five years before as well
	Before  = "before"  // five years before, in the same
)

// pulls are those of now, and like with like now and five years before.
type pulls struct{ now, matched, before *pull }

func (r *Region) readPulls() *pulls {
	h := r.holdings()
	return &pulls{r.pullOf(h.now), r.pullOf(h.matched), r.pullOf(h.before)}
}

func (p *pulls) at(span string) *pull {
	switch span {
	case Matched:
		return p.matched
	case Before:
		return p.before
	}
	return p.now
}

func (r *Region) pullOf(cells []*holding) *pull {
	p := &pull{cells: cells}
	for _, h := range cells {
		for _, s := range h.shares {
			p.from = append(p.from, s.From...)
		}
	}
	slices.Sort(p.from)
	p.from = slices.Compact(p.from)
	for d, domain := range r.Domains {
		if slices.ContainsFunc(cells, func(h *holding) bool { return h.domain.ID == domain.ID }) {
			p.domains = append(p.domains, d)
		}
	}
	p.table = r.weigh(p, -1)
	p.open = slices.ContainsFunc(cells, func(h *holding) bool { return h.drawn != nil })
	p.drawn = sync.OnceValue(func() [][][]float64 {
		drawn := make([][][]float64, r.openDraws())
		chance.Each(len(drawn), func(k int) { drawn[k] = r.weigh(p, k) })
		return drawn
	})
	return p
}

// weigh gives the table of a replicate: a row a vector, a column a domain, the mean share by the domain's weight.
func (r *Region) weigh(p *pull, k int) [][]float64 {
	table := make([][]float64, len(r.Vectors))
	for v := range table {
		table[v] = make([]float64, len(p.domains))
		for j, d := range p.domains {
			sum, n := 0.0, 0.0
			for _, h := range p.cells {
				if h.domain.ID == r.Domains[d].ID && h.covers(v) {
					sum += h.at(k)[v]
					n++
				}
			}
			if n > 0 {
				table[v][j] = r.Domains[d].Weight * sum / n
			}
		}
	}
	return table
}

// Advantage is a vector's revealed advantage in a domain (Balassa): above 1 the domain takes a larger part of its pull
// on the region than of that of all vectors together.
func (r *Region) Advantage(vector, domain string) Estimate {
	e := Estimate{Measure: "advantage", State: r.Label, Vector: vector, Of: domain}
	p := r.pulls().now
	v := slices.Index(r.Vectors, vector)
	column := slices.IndexFunc(p.domains, func(d int) bool { return r.Domains[d].ID == domain })
	if column < 0 {
		return e.missing(NotCovered, "")
	}
	return r.ofPull(e, p, func(table [][]float64) float64 { return Balassa(table, v, column) })
}

// Specialisation is how differently a vector's pull is made up from that of all others together (Krugman), 0 to 2.
func (r *Region) Specialisation(vector, span string) Estimate {
	e := Estimate{Measure: "specialisation", State: r.Label, Vector: vector, Of: span}
	v := slices.Index(r.Vectors, vector)
	return r.ofPull(e, r.pulls().at(span), func(table [][]float64) float64 { return Krugman(table, v) })
}

// Division is the division of labour between the vectors in the region (DivisionOfLabour), 0 to 1.
func (r *Region) Division(span string) Estimate {
	e := Estimate{Measure: "division", State: r.Label, Of: span}
	return r.ofPull(e, r.pulls().at(span), DivisionOfLabour)
}

// DivisionChange is the division of labour now less that of five years before, like with like; of a vector's
// specialisation where one is named.
func (r *Region) DivisionChange(vector string) Estimate {
	e := Estimate{Measure: "division change", State: r.Label, Vector: vector}
	of := DivisionOfLabour
	if v := slices.Index(r.Vectors, vector); v >= 0 {
		e.Measure = "specialisation change"
		of = func(table [][]float64) float64 { return Krugman(table, v) }
	}
	p := r.pulls()
	e = r.covers(e, p.before, p.matched)
	if e.Status != "" {
		return e
	}
	e.Period = yearsIn(p.matched) + " against " + yearsIn(p.before)
	return r.drawn(e, p.matched.open || p.before.open, func(k int) float64 {
		return of(p.matched.at(k)) - of(p.before.at(k))
	})
}

func (p *pull) at(k int) [][]float64 {
	if k < 0 || !p.open {
		return p.table
	}
	return p.drawn()[k]
}

func yearsIn(p *pull) string {
	var years []int
	for _, h := range p.cells {
		years = append(years, h.last.Year)
	}
	return yearsOf(years)
}

// ofPull takes a number of a pull's table, with the interval of what its shares can be.
func (r *Region) ofPull(e Estimate, p *pull, of func(table [][]float64) float64) Estimate {
	if e = r.covers(e, p); e.Status != "" {
		return e
	}
	e.Period = yearsIn(p)
	return r.drawn(e, p.open, func(k int) float64 { return of(p.at(k)) })
}

// covers gives e the records of some pulls, and says where one of them has nothing to compare.
func (r *Region) covers(e Estimate, all ...*pull) Estimate {
	for _, p := range all {
		if len(p.domains) < 2 || len(r.Vectors) < 2 {
			return e.missing(NotCovered, "it takes two domains and two vectors to compare")
		}
		e.N = len(p.cells)
		e.From = append(e.From, p.from...)
	}
	e.rests(r)
	return e
}

// drawn gives e the mean of draws, and the interval that holds a part of them: every share that is not exact is drawn
// evenly from what it can be. The mean, and not the value at the middle: where shares are not known the middle shares
// them out alike, and would make the powers less divided than any of the ways they can be.
func (r *Region) drawn(e Estimate, open bool, of func(k int) float64) Estimate {
	if !open {
		if v := of(-1); !math.IsNaN(v) {
			return e.exact(v)
		}
		return e.missing(Undefined, "a vector or a domain holds nothing")
	}
	draws := make([]float64, r.openDraws())
	mean := 0.0
	for k := range draws {
		draws[k] = of(k)
		if k < meanDraws {
			mean += draws[k] / meanDraws
		}
	}
	if math.IsNaN(mean) {
		return e.missing(Undefined, "a vector or a domain holds nothing")
	}
	if e = e.exact(mean); r.Draws > 0 {
		e.Low, e.High, _ = chance.Interval(draws[:r.Draws], r.Level)
		e.Level = r.Level
	}
	return e
}
