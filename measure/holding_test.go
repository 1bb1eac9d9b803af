package measure

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"multivector/chance"
)

// Whatever is open: every draw lies within the bounds, and all together hold no more than there is.
func TestDrawnSharesAreAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := &holding{most: 1}
		left := 1.0
		for range rapid.IntRange(1, 7).Draw(t, "vectors") {
			low := rapid.Float64Range(0, left/2).Draw(t, "low")
			left -= low
			width := rapid.SampledFrom([]float64{0, .001, .02, .3, .9}).Draw(t, "width")
			h.value, h.low, h.high = append(h.value, low), append(h.low, low), append(h.high, low+width)
		}
		from := chance.Stream(1, "a test", rapid.IntRange(0, 1000).Draw(t, "stream"))
		sum := 0.0
		for v, share := range h.draw(h.open(), from) {
			if share < h.low[v]-1e-12 || share > h.high[v]+1e-12 {
				t.Fatalf("%v is not between %v and %v", share, h.low[v], h.high[v])
			}
			sum += share
		}
		if sum > 1+1e-12 {
			t.Fatalf("together they hold %v", sum)
		}
	})
}

// The draws are even over all that is allowed: as many fall into each part as plain rejection, a box and what is above
// the sum thrown away, puts there.
func TestDrawnSharesAreEven(t *testing.T) {
	for _, high := range [][]float64{{.6, .6}, {1, 1, 1}, {.05, .9, .9}, {.3, .3, .3, .3}} {
		h := &holding{most: 1, value: make([]float64, len(high)), low: make([]float64, len(high)), high: high}
		const n = 100000
		ours, plain := make([][]float64, len(high)), make([][]float64, len(high))
		from, other := chance.Stream(3, "even", 0), chance.Stream(4, "even", 0)
		for range n {
			for v, share := range h.draw(h.open(), from) {
				ours[v] = append(ours[v], share)
			}
			for {
				x, sum := make([]float64, len(high)), 0.0
				for v := range x {
					x[v] = high[v] * other.Float64()
					sum += x[v]
				}
				if sum > 1 {
					continue
				}
				for v := range x {
					plain[v] = append(plain[v], x[v])
				}
				break
			}
		}
		for v := range high {
			// Kolmogorov and Smirnov's distance of two samples; 1.95 sqrt(2/n) is passed once in a thousand.
			if d := apart(ours[v], plain[v]); d > 1.95*math.Sqrt(2.0/n) {
				t.Errorf("bounds %v, vector %d: the two distributions are %.4f apart", high, v, d)
			}
		}
	}
}

func apart(a, b []float64) (most float64) {
	slices.Sort(a)
	slices.Sort(b)
	j := 0
	for i, v := range a {
		for j < len(b) && b[j] <= v {
			j++
		}
		most = max(most, math.Abs(float64(i+1)/float64(len(a))-float64(j)/float64(len(b))))
	}
	return most
}
