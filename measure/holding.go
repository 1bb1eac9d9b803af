package measure

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"multivector/chance"
	"multivector/evidence"
)

// holding is what the vectors hold of one state's total in one domain and period, from 0 to 1, a place for each
// vector of the dossier. Every measure that goes across domains is made of holdings.
type holding struct {
	state  string
	domain evidence.Domain
	last   evidence.Date
	shares []Estimate // as Share gives them
	// value is the share, or for one that is unknown the middle of what it can be; low and high are its bounds.
	// NaN where the vector is not covered.
	value, low, high []float64
	most             float64            // what the vectors can hold together
	drawn            func() [][]float64 // by replicate, worked out when first asked; nil where nothing is open
}

// covers tells whether a vector's share is known, or known to lie within bounds.
func (h *holding) covers(v int) bool { return !math.IsNaN(h.value[v]) }

// at is the shares in a replicate, or as they are (-1).
func (h *holding) at(k int) []float64 {
	if k < 0 || h.drawn == nil {
		return h.value
	}
	return h.drawn()[k]
}

// meanDraws is how many draws of what is open the mean is taken of: as many in a region that takes no intervals.
const meanDraws = 200

func (r *Region) openDraws() int { return max(r.Draws, meanDraws) }

// holdingOf reads a basket for every vector.
func (r *Region) holdingOf(state string, domain evidence.Domain, b *basket) *holding {
	h := &holding{state: state, domain: domain, last: b.last, most: 1}
	unknown, known := 0.0, 0.0
	for _, v := range r.Vectors {
		e := r.shareIn(Estimate{Measure: "share", State: state, Vector: v, Of: domain.ID}, b)
		h.shares = append(h.shares, e)
		value, low, high := math.NaN(), math.NaN(), math.NaN()
		switch {
		case e.Known():
			value = e.Value
			low, high = e.bounds()
			known += value
		case e.Status == Unknown && e.HasInterval():
			value, low, high = e.High/2, e.Low, e.High
			unknown++
		}
		h.value, h.low, h.high = append(h.value, value), append(h.low, low), append(h.high, high)
	}
	if r.overlapping(b.last) {
		h.most = math.Inf(1)
	}
	for partner, p := range b.each {
		if s, ok := r.State(partner); ok && s.Kind == "state" && !r.isOfVectors(partner, b.last) {
			h.most -= p.value / b.total
		}
	}
	h.most = max(h.most, sumKnown(h.low), known) // rounded shares may exceed their total by a little
	for v, e := range h.shares {
		if !e.Known() && h.covers(v) { // those unknown and everyone else, by even parts of what is left
			h.value[v] = min(h.value[v], (h.most-known)/(unknown+1))
		}
	}
	if open := h.open(); len(open) > 0 {
		name := "share " + state + " " + domain.ID + " " + b.period
		h.drawn = sync.OnceValue(func() [][]float64 {
			drawn := make([][]float64, r.openDraws())
			for k := range drawn {
				drawn[k] = h.draw(open, chance.Stream(r.Seed, name, k))
			}
			return drawn
		})
	}
	return h
}

// overlapping tells whether a vector is a member of another, so that their shares may be more than the whole.
func (r *Region) overlapping(on evidence.Date) bool {
	return slices.ContainsFunc(r.Vectors, func(v string) bool {
		return r.IsBloc(v) && slices.ContainsFunc(r.Members(v, on), func(m string) bool { return slices.Contains(r.Vectors, m) })
	})
}

// isOfVectors tells whether a partner is a vector, or a member of one.
func (r *Region) isOfVectors(partner string, on evidence.Date) bool {
	return slices.ContainsFunc(r.Vectors, func(v string) bool {
		return v == partner || r.IsBloc(v) && slices.Contains(r.Members(v, on), partner)
	})
}

func sumKnown(values []float64) (sum float64) {
	for _, v := range values {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	return sum
}

// open are the vectors whose share is not known exactly, the narrowest bounds first.
func (h *holding) open() (open []int) {
	for v := range h.value {
		if h.high[v] > h.low[v] {
			open = append(open, v)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int { return cmp.Compare(h.high[a]-h.low[a], h.high[b]-h.low[b]) })
	return open
}

// draw takes the shares that are open evenly from all that their bounds allow and that together are no more than the
// whole. It draws from a shape that holds those and is little larger, and draws again what falls outside: a box for
// the vectors with narrow bounds, for the others the corner cut off by the sum, whichever is smaller.
func (h *holding) draw(open []int, from *rand.Rand) []float64 {
	shares := slices.Clone(h.value)
	left := h.most - sumKnown(h.low) // beyond the lower bounds
	width := func(i int) float64 { return h.high[open[i]] - h.low[open[i]] }
	boxed := 0
	for boxed < len(open) && width(boxed)*float64(len(open)-boxed) <= left {
		boxed++
	}
	beyond := make([]float64, len(open))
	for {
		for i := range boxed {
			beyond[i] = width(i) * from.Float64()
		}
		// Uniform on a corner: exponentials over their sum with one more (Devroye 1986, chapter V.2).
		total := 0.0
		for i := boxed; i < len(open); i++ {
			beyond[i] = from.ExpFloat64()
			total += beyond[i]
		}
		if boxed < len(open) {
			total += from.ExpFloat64()
		}
		sum, inside := 0.0, true
		for i := range beyond {
			if i >= boxed {
				beyond[i] *= left / total
			}
			sum += beyond[i]
			inside = inside && beyond[i] <= width(i)
		}
		if inside && (sum <= left || left <= 0) {
			break
		}
	}
	for i, v := range open {
		shares[v] = h.low[v] + beyond[i]
	}
	return shares
}

// holdings are those of the region, now and like with like five years before.
type holdings struct {
	now     []*holding // the latest of each state and domain
	matched []*holding // those of them that have one of the same kind five years or more before
	before  []*holding // and these, place for place
}

// readHoldings takes the holdings of the region's states in the order of states and domains.
func (r *Region) readHoldings() *holdings {
	type cell struct {
		state       string
		domain      evidence.Domain
		now, before *basket
	}
	var cells []cell
	for _, state := range r.Config.Region {
		for _, d := range r.Domains {
			if b, ok := r.basket(state, d); ok {
				cells = append(cells, cell{state, d, b, r.earlier(state, d, b)})
			}
		}
	}
	now, before := make([]*holding, len(cells)), make([]*holding, len(cells))
	chance.Each(len(cells), func(i int) {
		c := cells[i]
		held := r.baskets[basketKey{c.state, c.domain.ID, c.domain.Window}].held
		now[i] = held(c.now)
		if c.before != nil {
			before[i] = held(c.before)
		}
	})
	all := &holdings{now: now}
	for i := range now {
		if before[i] != nil {
			all.matched, all.before = append(all.matched, now[i]), append(all.before, before[i])
		}
	}
	return all
}
