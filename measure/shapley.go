package measure

import "math/bits"

// Shapley shares what all of n players bring about, v(all) - v(none), among them: each gets the mean, over all orders in
// which they might come in, of what changes when it does (Shapley 1953, doi:10.1515/9781400881970-018). The shares add up
// to the whole; two players whose coming always changes the same get the same; one whose coming never changes
// anything gets nothing. v takes a set of players as bits and is asked for each of the 2^n sets; where it is not a number
// for one of them, neither are the shares.
func Shapley(n int, v func(set uint) float64) []float64 {
	values := make([]float64, 1<<n)
	for set := range values {
		values[set] = v(uint(set))
	}
	// |S|! (n-|S|-1)! / n! is the part of the orders in which exactly the players of S came before.
	weights := make([]float64, n)
	for size := range weights {
		weights[size] = 1 / (float64(n) * binomial(n-1, size))
	}
	shares := make([]float64, n)
	for player := range shares {
		bit := 1 << player
		for set := range values {
			if set&bit == 0 {
				shares[player] += weights[bits.OnesCount(uint(set))] * (values[set|bit] - values[set])
			}
		}
	}
	return shares
}

func binomial(n, k int) float64 {
	b := 1.0
	for i := range k {
		b = b * float64(n-i) / float64(i+1)
	}
	return b
}
