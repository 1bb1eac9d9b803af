package bargain

import "slices"

// WeightedMean of the positions of a dimension, weighted by capability times salience: the baseline that no
// challenge model has been shown to beat. NaN where every weight is 0.
func WeightedMean(x, w []float64) float64 {
	sum, total := 0.0, 0.0
	for i := range x {
		sum += w[i] * x[i]
		total += w[i]
	}
	return sum / total
}

// WeightedMedian is the position that no other beats when each actor votes, with its weight, for the nearer of
// two: the Condorcet winner of one dimension (Black 1948, doi:10.1086/256633). Of two that tie it is the lower.
func WeightedMedian(x, w []float64) float64 {
	order := make([]int, len(x))
	total := 0.0
	for i := range x {
		order[i] = i
		total += w[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	return medianInOrder(order, x, w, total)
}

func medianInOrder(order []int, x, w []float64, total float64) float64 {
	sum := 0.0
	for _, i := range order {
		// The slack keeps half of a total that no binary fraction holds from falling short of itself.
		if sum += w[i]; 2*sum >= total*(1-1e-12) {
			return x[i]
		}
	}
	return x[order[len(order)-1]]
}
