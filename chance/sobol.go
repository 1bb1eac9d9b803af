package chance

import (
	"math"
	"slices"
)

// Index says how much of an output's variance a factor accounts for: First alone (S_k), Total with all its
// interactions (ST_k), each with the interval of a bootstrap over the rows of the design. NaN where the output does
// not vary.
type Index struct {
	First, FirstLow, FirstHigh float64
	Total, TotalLow, TotalHigh float64
}

// Design is a Sobol design (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018): two independent samples A
// and B of all factors, and for each factor the sample A with that factor taken from B. It takes Rows·(Factors+2) runs.
// A factor may be a group, drawn as one: weights bound by their sum have no index one by one.
type Design struct {
	Rows, Factors, Outputs int
	Seed                   uint64
	Name                   string
	Level                  float64 // of the intervals
}

// How the rows are cut for the bootstrap: whole blocks are drawn, so that a replicate costs nothing.
const (
	sobolBlocks     = 100
	sobolReplicates = 500
)

// sobolSums are what a block of rows adds to the estimators, of one output.
type sobolSums struct {
	n, sum, square float64   // of A and B together
	first, total   []float64 // by factor: squares of f(B)-f(AB), of f(A)-f(AB)
}

// Sobol estimates the first-order and total indices of each factor for each output with the estimators of Jansen 1999
// (doi:10.1016/S0010-4655(98)00154-4): V_k = V - mean (f(B)-f(AB_k))²/2 and VT_k = mean (f(A)-f(AB_k))²/2.
// run writes the outputs of one row, taking the factors of which fromB is true from the second sample and the others
// from the first; it is called from several cores at once, and what it writes must depend on its arguments alone.
// It gives a row of indices an output.
func Sobol(d Design, run func(row int, fromB []bool, outputs []float64)) [][]Index {
	blocks := min(sobolBlocks, d.Rows)
	sums := make([][]sobolSums, blocks)
	Each(blocks, func(b int) {
		sums[b] = d.block(b*d.Rows/blocks, (b+1)*d.Rows/blocks, run)
	})
	resamples := Resamples(d.Seed, d.Name+" sobol", sobolReplicates, blocks)
	all := make([][]Index, d.Outputs)
	Each(d.Outputs, func(o int) { all[o] = d.indices(sums, o, resamples) })
	return all
}

func (d Design) block(from, to int, run func(int, []bool, []float64)) []sobolSums {
	sums := make([]sobolSums, d.Outputs)
	for o := range sums {
		sums[o].first, sums[o].total = make([]float64, d.Factors), make([]float64, d.Factors)
	}
	inA, inB, mixed := make([]bool, d.Factors), make([]bool, d.Factors), make([]bool, d.Factors)
	for k := range inB {
		inB[k] = true
	}
	fA, fB, fAB := make([]float64, d.Outputs), make([]float64, d.Outputs), make([]float64, d.Outputs)
	for row := from; row < to; row++ {
		run(row, inA, fA)
		run(row, inB, fB)
		for o := range sums {
			s := &sums[o]
			s.n += 2
			s.sum += fA[o] + fB[o]
			s.square += fA[o]*fA[o] + fB[o]*fB[o]
		}
		for k := range d.Factors {
			mixed[k] = true
			run(row, mixed, fAB)
			mixed[k] = false
			for o := range sums {
				first, total := fB[o]-fAB[o], fA[o]-fAB[o]
				sums[o].first[k] += first * first
				sums[o].total[k] += total * total
			}
		}
	}
	return sums
}

// indices of one output, and their intervals by resampled blocks.
func (d Design) indices(sums [][]sobolSums, output int, resamples []Resample) []Index {
	of := func(times Resample, first, total []float64) {
		var n, sum, square float64
		clear(first)
		clear(total)
		for b := range sums {
			s, w := &sums[b][output], 1.0
			if times != nil {
				w = float64(times[b])
			}
			n += w * s.n
			sum += w * s.sum
			square += w * s.square
			for k := range first {
				first[k] += w * s.first[k]
				total[k] += w * s.total[k]
			}
		}
		mean := sum / n
		variance := square/n - mean*mean
		if variance <= 1e-12*(square/n) {
			variance = math.NaN() // all that is left is rounding
		}
		for k := range first {
			// n counts the rows of A and of B, so that dividing by it halves the mean of the squares.
			first[k] = 1 - first[k]/n/variance
			total[k] = total[k] / n / variance
		}
	}
	first, total := make([]float64, d.Factors), make([]float64, d.Factors)
	of(nil, first, total)
	all := make([]Index, d.Factors)
	for k := range all {
		all[k].First, all[k].Total = first[k], total[k]
	}
	firsts, totals := make([][]float64, d.Factors), make([][]float64, d.Factors)
	for _, times := range resamples {
		of(times, first, total)
		for k := range all {
			firsts[k], totals[k] = append(firsts[k], first[k]), append(totals[k], total[k])
		}
	}
	for k := range all {
		all[k].FirstLow, all[k].FirstHigh, _ = Interval(slices.Clone(firsts[k]), d.Level)
		all[k].TotalLow, all[k].TotalHigh, _ = Interval(slices.Clone(totals[k]), d.Level)
	}
	return all
}
