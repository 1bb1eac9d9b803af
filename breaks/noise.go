package breaks

import (
	"math"
	"slices"
)

// Noise is the standard deviation of a series about its levels, whatever breaks there are: the median absolute
// deviation of the differences of neighbours from their median, over that of a normal variable and the root of 2. A break
// touches one difference and leaves the median where it is. 0 where fewer than half of the differences are above 0.
func Noise(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	differences := make([]float64, len(values)-1)
	for i := range differences {
		differences[i] = values[i+1] - values[i]
	}
	centre := median(differences)
	for i, d := range differences {
		differences[i] = math.Abs(d - centre)
	}
	return 1.4826 * median(differences) / math.Sqrt2
}

// Dispersion is how many times as much neighbouring points of counts differ as independent answers would make them, 1
// or more: the median over neighbours of Pearson's X2 over the median that chance gives it (McCullagh and Nelder 1989, section
// 4.5, with the median for the mean, so that breaks leave it where it is).
// Votes are not independent: the resolutions of one session repeat each other, and the agenda changes between
// sessions. Taken for independent they would break at nearly every session.
func Dispersion(counts [][]float64) float64 {
	var ratios []float64
	for i := 1; i < len(counts); i++ {
		if x, freedom := pearson(counts[i-1], counts[i]); freedom > 0 {
			ratios = append(ratios, x/chiSquaredMedian(float64(freedom)))
		}
	}
	if len(ratios) == 0 {
		return 1
	}
	return max(1, median(ratios))
}

// pearson is X2 of two points' counts against equal shares, and its degrees of freedom.
func pearson(a, b []float64) (x float64, freedom int) {
	var n, na float64
	for k := range a {
		n += a[k] + b[k]
		na += a[k]
	}
	if na == 0 || na == n {
		return 0, 0
	}
	freedom = -1
	for k := range a {
		both := a[k] + b[k]
		if both == 0 {
			continue
		}
		freedom++
		expected := both * na / n
		x += (a[k] - expected) * (a[k] - expected) * (1/expected + 1/(both-expected))
	}
	return x, freedom
}

// chiSquaredMedian is that of Wilson and Hilferty 1931 (doi:10.1073/pnas.17.12.684), within 2 % of the true one.
func chiSquaredMedian(freedom float64) float64 {
	return freedom * math.Pow(1-2/(9*freedom), 3)
}

// median sorts its values.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
