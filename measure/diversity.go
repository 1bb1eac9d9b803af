package measure

import "math"

// Hill is the effective number of powers of order q (Hill 1973, doi:10.2307/1934352): qD = (sum p^q)^(1/(1-q))
// of the shares p, which add up to 1, and its limits at q = 1, the exponential of Shannon's entropy, and at
// infinity, one over the largest share. It runs from 1, all with one power, to the number of powers. Of order
// 2 it is the effective number of parties of Laakso and Taagepera 1979 (doi:10.1177/001041407901200101). NaN
// without shares.
func Hill(q float64, p []float64) float64 { return diversity(q, p, p) }

// LeinsterCobbold is the effective number of powers of order q that knows how alike they are (Leinster and
// Cobbold 2012, doi:10.1890/10-2402.1): qD^Z = (sum p (Zp)^(q-1))^(1/(1-q)), of order 2 one over p'Zp, where
// z[i][j], from 0 to 1 and 1 for i = j, is the similarity of powers i and j. It is at most Hill, and is Hill
// where no two are alike: a state spread over two powers that are one in all but name is spread over one.
func LeinsterCobbold(q float64, p []float64, z [][]float64) float64 {
	ordinary := make([]float64, len(p))
	for i := range p {
		for j := range p {
			ordinary[i] += z[i][j] * p[j]
		}
	}
	return diversity(q, p, ordinary)
}

// diversity is the mean of order 1-q of one over how ordinary each power is: what share of the whole is alike
// to it.
func diversity(q float64, p, ordinary []float64) float64 {
	sum, most, any := 0.0, 0.0, false
	for i, share := range p {
		if share == 0 {
			continue
		}
		any = true
		most = max(most, ordinary[i])
		if q == 1 {
			sum -= share * math.Log(ordinary[i])
		} else {
			sum += share * math.Pow(ordinary[i], q-1)
		}
	}
	switch {
	case !any:
		return math.NaN()
	case q == 1:
		return math.Exp(sum)
	case math.IsInf(q, 1):
		return 1 / most
	}
	return math.Pow(sum, 1/(1-q))
}
