package composite

import (
	"math"
	"math/rand/v2"
)

// region is the part of the simplex that is admissible: each weight is its least and something between 0 and its room, and
// these add up to what is left.
type region struct {
	indicators []Indicator
	room       []float64
	left       float64
	// tilt is the rate of exponentials, each cut off at its room, that add up to what is left on average.
	tilt float64
	last int // the one that has the most room
}

// pointlike is the width below which a region is its nominal point: sums of weights are known no better.
const pointlike = 1e-12

func newRegion(indicators []Indicator) region {
	r := region{indicators: indicators, room: make([]float64, len(indicators))}
	rooms := 0.0
	for i, x := range indicators {
		r.room[i] = x.Max - x.Min
		r.left += x.Weight - x.Min
		rooms += r.room[i]
		if r.room[i] > r.room[r.last] {
			r.last = i
		}
	}
	if r.left < pointlike || rooms-r.left < pointlike {
		r.room = nil
		return r
	}
	mean := func(tilt float64) (sum float64) {
		for _, room := range r.room {
			sum += cutMean(tilt, room)
		}
		return sum
	}
	// The mean falls from all the room to nothing as the tilt rises.
	low, high := -1.0, 1.0
	for mean(low) < r.left {
		low *= 2
	}
	for mean(high) > r.left {
		high *= 2
	}
	for range 200 {
		if r.tilt = (low + high) / 2; mean(r.tilt) > r.left {
			low = r.tilt
		} else {
			high = r.tilt
		}
	}
	return r
}

// draw draws weights uniformly from the region. Exponentials of any rate, given their sum, are uniform; those of the tilt
// meet the sum often, however narrow the region is and of however many indicators. All but one are drawn, that one is what
// is left, and it is accepted with the probability that undoes the tilt (rejection: Devroye 1986, chapter II.3,
// doi:10.1007/978-1-4613-8643-8): about once in the square root of their number.
func (r *region) draw(stream *rand.Rand) []float64 {
	w := make([]float64, len(r.indicators))
	if r.room == nil {
		for i, x := range r.indicators {
			w[i] = x.Weight
		}
		return w
	}
	for {
		left := r.left
		for i, room := range r.room {
			if i != r.last {
				x := cutDraw(stream.Float64(), r.tilt, room)
				w[i] = r.indicators[i].Min + x
				left -= x
			}
		}
		room := r.room[r.last]
		if left < 0 || left > room {
			continue
		}
		from := left
		if r.tilt < 0 {
			from = left - room
		}
		if stream.Float64() < math.Exp(-r.tilt*from) {
			w[r.last] = r.indicators[r.last].Min + left
			return w
		}
	}
}

// cutMean is the mean of an exponential of a rate, which may be negative, cut off at room.
func cutMean(rate, room float64) float64 {
	switch x := rate * room; {
	case math.Abs(x) < 1e-5:
		return room * (0.5 - x/12)
	default:
		return 1/rate - room/math.Expm1(x)
	}
}

// cutDraw is its quantile at u, below 1.
func cutDraw(u, rate, room float64) float64 {
	switch x := rate * room; {
	case math.Abs(x) < 1e-9:
		return u * room
	case rate < 0: // the other way round
		return room - cutDraw(u, -rate, room)
	default:
		return min(room, -math.Log1p(u*math.Expm1(-x))/rate)
	}
}
