package measure

import (
	"iter"
	"math"
)

// ExpectedAI is the agreement index that luck alone gives a group of n voters in a roll call: its mean over all
// ways in which n states can answer when each votes by itself, yes, abstain and no with the shares of the
// world. A group of five in an Assembly of which 80 % vote yes has .71 so, and shows no unity by it (Desposato
// 2005, doi:10.1017/S0007123405000372, who draws at random what is added up exactly here, in (n+1)(n+2)/2
// terms). The shares are those of yes, abstain and no, and need add up to 1 only in proportion. NaN where n
// is 0 or there are no shares.
func ExpectedAI(n int, shares [3]float64) float64 {
	if n < 1 {
		return math.NaN()
	}
	mean, all := 0.0, 0.0
	for t, probability := range outcomes(n, shares) {
		ai, _ := AI(t)
		mean += probability * ai
		all += probability
	}
	return mean / all
}

// ExpectedRice is the same for Rice's index, given that anyone votes yes or no, without which the index is
// undefined: so is its mean where n is 0 or the world only abstains.
func ExpectedRice(n int, shares [3]float64) (float64, bool) {
	mean, all := 0.0, 0.0
	for t, probability := range outcomes(n, shares) {
		if rice, ok := Rice(t); ok {
			mean += probability * rice
			all += probability
		}
	}
	return defined(mean / all)
}

// outcomes gives the ways in which n states can vote, and the probability of each: the multinomial
// distribution, of the shares scaled to add up to 1. There is none where there are no shares.
func outcomes(n int, shares [3]float64) iter.Seq2[Tally, float64] {
	total := shares[0] + shares[1] + shares[2]
	if n < 0 || !(total > 0) || min(shares[0], shares[1], shares[2]) < 0 {
		return func(func(Tally, float64) bool) {}
	}
	logFactorial := make([]float64, n+1)
	for k := 2; k <= n; k++ {
		logFactorial[k] = logFactorial[k-1] + math.Log(float64(k))
	}
	// term is ln(share^k / k!), with 0^0 = 1.
	term := func(share float64, k int) float64 {
		if k == 0 {
			return 0
		}
		return float64(k)*math.Log(share/total) - logFactorial[k]
	}
	return func(yield func(Tally, float64) bool) {
		for yes := range n + 1 {
			for abstain := range n - yes + 1 {
				t := Tally{Yes: yes, Abstain: abstain, No: n - yes - abstain}
				ln := logFactorial[n] + term(shares[0], t.Yes) + term(shares[1], t.Abstain) + term(shares[2], t.No)
				if !yield(t, math.Exp(ln)) {
					return
				}
			}
		}
	}
}
