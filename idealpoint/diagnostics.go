package idealpoint

import (
	"math"
	"slices"
)

// Diagnosis says how far the chains of one quantity have come (Vehtari, Gelman, Simpson, Carpenter and Buerkner
// 2021, doi:10.1214/20-BA1221).
type Diagnosis struct {
	Rhat float64 // split, of the ranks and of the folded ranks: 1 where the chains have mixed
	Bulk float64 // effective sample size for the middle of the distribution
	Tail float64 // the lesser of those for its quantiles at 5% and 95%
}

// Settled says whether the draws may be relied on: R-hat below 1.01 and 400 effective draws, the bounds that Vehtari
// et al. advise. What has no diagnosis is not settled.
func (d Diagnosis) Settled() bool { return d.Rhat < 1.01 && d.Bulk >= 400 && d.Tail >= 400 }

// Diagnose looks at the draws of one quantity, a slice of the same length for each chain. What never moves, or has
// fewer than four draws in a chain, has no diagnosis: NaN throughout.
func Diagnose(chains [][]float64) Diagnosis {
	halves := halve(chains)
	n := 0
	for _, h := range halves {
		n += len(h)
	}
	all := make([]float64, 0, n)
	for _, h := range halves {
		all = append(all, h...)
	}
	slices.Sort(all)
	if len(halves[0]) < 2 || all[0] == all[n-1] {
		nan := math.NaN()
		return Diagnosis{nan, nan, nan}
	}
	bulk := normalRanks(halves)
	median := (all[(n-1)/2] + all[n/2]) / 2
	folded := transform(halves, func(x float64) float64 { return math.Abs(x - median) })
	d := Diagnosis{Rhat: max(rhat(bulk), rhat(normalRanks(folded))), Bulk: ess(bulk), Tail: math.Inf(1)}
	for _, p := range []float64{.05, .95} {
		q := all[int(p*float64(n-1)+.5)]
		below := transform(halves, func(x float64) float64 {
			if x <= q {
				return 1
			}
			return 0
		})
		d.Tail = min(d.Tail, ess(below))
	}
	return d
}

// halve cuts each chain in two halves, so that a chain that still travels disagrees with itself.
func halve(chains [][]float64) (halves [][]float64) {
	for _, c := range chains {
		h := len(c) / 2
		halves = append(halves, c[:h], c[len(c)-h:])
	}
	return halves
}

func transform(chains [][]float64, f func(float64) float64) [][]float64 {
	all := make([][]float64, len(chains))
	for i, c := range chains {
		all[i] = make([]float64, len(c))
		for j, x := range c {
			all[i][j] = f(x)
		}
	}
	return all
}

// normalRanks replaces the draws by the normal scores of their ranks among all (Blom 1958): equation 14 of Vehtari
// et al. Ties share their mean rank.
func normalRanks(chains [][]float64) [][]float64 {
	type draw struct {
		x float64
		i int
	}
	m := len(chains[0])
	order := make([]draw, 0, m*len(chains))
	for c, chain := range chains {
		for i, x := range chain {
			order = append(order, draw{x, c*m + i})
		}
	}
	slices.SortFunc(order, func(a, b draw) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	scores := make([]float64, len(order))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && order[j].x == order[i].x {
			j++
		}
		rank := float64(i+j+1) / 2
		z := probit((rank - 3./8) / (float64(len(order)) + 1./4))
		for ; i < j; i++ {
			scores[order[i].i] = z
		}
	}
	all := make([][]float64, len(chains))
	for c := range all {
		all[c] = scores[c*m : (c+1)*m]
	}
	return all
}

// variances gives the mean of the variances within chains and the estimate of the variance of the whole.
func variances(chains [][]float64) (within, whole float64) {
	n, m := float64(len(chains[0])), float64(len(chains))
	grand, means := 0.0, make([]float64, len(chains))
	for c, chain := range chains {
		for _, x := range chain {
			means[c] += x / n
		}
		grand += means[c] / m
		for _, x := range chain {
			within += (x - means[c]) * (x - means[c]) / (n - 1) / m
		}
	}
	between := 0.0
	for _, mean := range means {
		between += (mean - grand) * (mean - grand) / (m - 1)
	}
	return within, within*(n-1)/n + between
}

func rhat(chains [][]float64) float64 {
	within, whole := variances(chains)
	return math.Sqrt(whole / within)
}

// ess sums the autocorrelations in pairs as long as the pairs stay positive, and lets them only fall (Geyer 1992,
// doi:10.1214/ss/1177011137): equations 10 to 13 of Vehtari et al.
func ess(chains [][]float64) float64 {
	n, m := len(chains[0]), len(chains)
	within, whole := variances(chains)
	if !(whole > 0) {
		return math.NaN()
	}
	centred := make([][]float64, m)
	for c, chain := range chains {
		mean := 0.0
		for _, x := range chain {
			mean += x / float64(n)
		}
		centred[c] = make([]float64, n)
		for i, x := range chain {
			centred[c][i] = x - mean
		}
	}
	correlation := func(lag int) float64 {
		sum := 0.0
		for _, c := range centred {
			sum += dot(c[:n-lag], c[lag:])
		}
		return 1 - (within-sum/float64(m*n))/whole
	}
	tau, last := -1.0, math.Inf(1)
	for lag := 0; lag+1 < n; lag += 2 {
		pair := correlation(lag+1) + 1
		if lag > 0 {
			pair = correlation(lag) + correlation(lag+1)
		}
		if pair < 0 {
			break
		}
		last = min(last, pair)
		tau += 2 * last
	}
	total := float64(n * m)
	return total / max(tau, 1/math.Log10(total)) // antithetic chains are not believed beyond this bound
}
