package measure

import (
	"math"
	"slices"
)

// TheilSen fits a line to points by medians: its slope is the median of the slopes of all pairs of points that differ
// in x (Theil 1950; Sen 1968, doi:10.1080/01621459.1968.10480934), its intercept the median of y - slope x. Up to 29 %
// of the points may be anything without moving it far. ok is false where fewer than two points differ in x. tau is
// Kendall's tau-b of the two (Kendall 1945, doi:10.1093/biomet/33.3.239), -1 to 1, NaN where one does not vary: the
// same pairs, counted by their direction. Points with a NaN are left out.
func TheilSen(x, y []float64) (slope, intercept, tau float64, ok bool) {
	slopes := make([]float64, 0, len(x)*(len(x)-1)/2)
	defined := func(i int) bool { return !math.IsNaN(x[i]) && !math.IsNaN(y[i]) }
	var with, against, apartX, apartY float64
	for i := range x {
		if !defined(i) {
			continue
		}
		for j := range i {
			if !defined(j) {
				continue
			}
			dx, dy := x[i]-x[j], y[i]-y[j]
			if dx != 0 {
				slopes = append(slopes, dy/dx)
				apartX++
			}
			if dy != 0 {
				apartY++
			}
			switch {
			case dx*dy > 0:
				with++
			case dx*dy < 0:
				against++
			}
		}
	}
	if len(slopes) == 0 {
		return math.NaN(), math.NaN(), math.NaN(), false
	}
	slope = median(slopes)
	left := make([]float64, 0, len(x))
	for i := range x {
		if defined(i) {
			left = append(left, y[i]-slope*x[i])
		}
	}
	return slope, median(left), (with - against) / math.Sqrt(apartX*apartY), true
}

// median gives the middle of values, of which there is one or more, or the mean of the two in the middle. It orders
// them only as far as it must (Hoare 1961, doi:10.1145/366622.366647): the line is fitted in every replicate.
func median(values []float64) float64 {
	half := len(values) / 2
	upper := nth(values, half)
	if len(values)%2 == 1 {
		return upper
	}
	return (slices.Max(values[:half]) + upper) / 2
}

// nth puts the value that sorting would put at n there, none above it before, none below it after.
func nth(values []float64, n int) float64 {
	for low, high := 0, len(values)-1; low < high; {
		pivot := values[low+(high-low)/2]
		i, j := low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			high = j
		case n >= i:
			low = i
		default:
			return values[n]
		}
	}
	return values[n]
}
