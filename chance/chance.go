// Package chance is the one door through which randomness enters: every random draw, resample and
// interval comes from here, from one seed.
//
// A stream belongs to a replicate: it is seeded by the seed, the name of what is drawn and the index of
// the replicate, so that the answer is the same on one core or sixty-four, and adding a measure does
// not move the draws of another.
package chance

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
)

// Stream gives the generator of one replicate.
func Stream(seed uint64, name string, index int) *rand.Rand {
	return rand.New(source(seed, name, index))
}

func source(seed uint64, name string, index int) *rand.PCG {
	h := fnv.New64a()
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], seed)
	binary.LittleEndian.PutUint64(b[8:], uint64(index))
	h.Write([]byte(name))
	h.Write(b[:])
	first := h.Sum64()
	h.Write(b[:]) // a second word from the same text, longer
	return rand.NewPCG(first, h.Sum64())
}

// Resample is one bootstrap replicate: how often each of n clusters was drawn. The counts add up to n.
type Resample []uint16

// Resamples draws replicates of n clusters with replacement (Efron 1979, doi:10.1214/aos/1176344552).
// Measures that share clusters share the resamples, so that what is computed from several of them in
// one replicate is a joint draw.
func Resamples(seed uint64, name string, replicates, n int) []Resample {
	all := make([]Resample, replicates)
	if n == 0 {
		return all
	}
	counts := make([]uint16, replicates*n)
	for r := range all {
		all[r] = counts[r*n : (r+1)*n : (r+1)*n]
		stream := Stream(seed, name, r)
		for range n {
			all[r][stream.IntN(n)]++
		}
	}
	return all
}

// Each runs f for 0..n-1 on all cores. Whatever f(i) writes must depend on i alone.
func Each(n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wait.Wait()
}

// MinClusters is the number of clusters below which no interval is given: fewer cannot show how much
// they vary.
const MinClusters = 6

// Interval takes the percentile interval of a level from draws, leaving out the undefined (NaN). It
// sorts the draws. ok is false where fewer than half of them are defined.
func Interval(draws []float64, level float64) (low, high float64, ok bool) {
	defined := draws[:0]
	for _, v := range draws {
		if !math.IsNaN(v) {
			defined = append(defined, v)
		}
	}
	if len(defined)*2 < len(draws) || len(defined) == 0 {
		return math.NaN(), math.NaN(), false
	}
	sort.Float64s(defined)
	tail := (1 - level) / 2
	return Quantile(defined, tail), Quantile(defined, 1-tail), true
}

// Quantile interpolates between sorted values: type 7 of Hyndman and Fan 1996
// (doi:10.1080/00031305.1996.10473566), as R's default.
func Quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	below := int(math.Floor(at))
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
}

// Wilson is the score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953): honest for a
// handful too, where the share is often 0 or 1.
func Wilson(successes, n int, level float64) (low, high float64) {
	z := math.Sqrt2 * math.Erfinv(level)
	share, count := float64(successes)/float64(n), float64(n)
	centre := share + z*z/(2*count)
	half := z * math.Sqrt(share*(1-share)/count+z*z/(4*count*count))
	scale := 1 + z*z/count
	return max(0, (centre-half)/scale), min(1, (centre+half)/scale)
}
