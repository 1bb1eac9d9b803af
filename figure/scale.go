package figure

import (
	"math"
	"strconv"
)

// scale takes values to places on the picture.
type scale struct{ from, to, low, high float64 }

func (s scale) at(v float64) float64 {
	return s.low + (v-s.from)/(s.to-s.from)*(s.high-s.low)
}

// ticks are round values that a reader counts by, about so many, from the first at or above from to the last at or below
// to: multiples of 1, 2 or 5 times a power of ten (Heckbert 1990, in Glassner (ed.), Graphics Gems).
func ticks(from, to float64, about int) (values []float64) {
	step := math.Pow(10, math.Floor(math.Log10((to-from)/float64(about))))
	for _, times := range []float64{1, 2, 5, 10} {
		if (to-from)/(times*step) <= float64(about)+.5 {
			step *= times
			break
		}
	}
	for i := math.Ceil(from/step - 1e-9); i*step <= to+1e-9*step; i++ {
		values = append(values, i*step)
	}
	return values
}

// number writes a value with no more digits than it has.
func number(v float64) string {
	text := strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
	if text == "-0" {
		return "0"
	}
	if v < 0 {
		return "−" + text[1:]
	}
	return text
}

// full writes a value with all its digits, and what is not a number as nothing.
func full(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// place writes a coordinate to a tenth.
func place(v float64) string {
	text := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if text == "-0" {
		return "0"
	}
	return text
}

// spread moves places so that they are in the same order, at least gap apart and between low and high, and moves them as
// little as that allows, by least squares: neighbours that would overlap are pooled into a block about their mean (pool
// adjacent violators: Barlow and others 1972). The places must be in ascending order. Where there is no room for all the gap is
// narrowed.
func spread(places []float64, gap, low, high float64) []float64 {
	n := len(places)
	if n == 0 {
		return nil
	}
	if room := (high - low) / float64(max(1, n-1)); gap > room {
		gap = room
	}
	type block struct {
		sum float64 // of the places less their offsets
		n   int
	}
	at := func(b block) float64 { return b.sum / float64(b.n) }
	var blocks []block
	for i, p := range places {
		b := block{p - float64(i)*gap, 1}
		for len(blocks) > 0 && at(blocks[len(blocks)-1]) > at(b) {
			last := blocks[len(blocks)-1]
			b.sum, b.n = b.sum+last.sum, b.n+last.n
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	moved := make([]float64, 0, n)
	for _, b := range blocks {
		start := max(low, min(high-float64(n-1)*gap, at(b)))
		for range b.n {
			moved = append(moved, start+float64(len(moved))*gap)
		}
	}
	return moved
}
