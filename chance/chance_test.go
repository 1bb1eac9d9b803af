package chance

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestStreamsDependOnSeedNameAndIndexAlone(t *testing.T) {
	first := func(seed uint64, name string, index int) uint64 { return Stream(seed, name, index).Uint64() }
	if once, again := first(1, "a", 0), first(1, "a", 0); once != again {
		t.Error("the same stream gave two answers")
	}
	seen := map[uint64]bool{}
	for seed := range uint64(10) {
		for _, name := range []string{"a", "b", "ab"} {
			for index := range 10 {
				v := first(seed, name, index)
				if seen[v] {
					t.Errorf("stream %d %s %d repeats another", seed, name, index)
				}
				seen[v] = true
			}
		}
	}
}

func TestResamplesAreTheSameOnAnyNumberOfCores(t *testing.T) {
	one := Resamples(7, "sessions", 50, 33)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for r, again := range Resamples(7, "sessions", 50, 33) {
		if !slices.Equal(one[r], again) {
			t.Fatalf("replicate %d differs", r)
		}
	}
	longer := Resamples(7, "sessions", 60, 33)
	if !slices.Equal(one[49], longer[49]) {
		t.Error("asking for more replicates moved the earlier ones")
	}
}

func TestResamplesDrawAsManyClustersAsThereAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "clusters")
		for _, r := range Resamples(rapid.Uint64().Draw(t, "seed"), "x", 5, n) {
			total := 0
			for _, c := range r {
				total += int(c)
			}
			if total != n {
				t.Fatalf("%d draws of %d clusters", total, n)
			}
		}
	})
}

func TestEachVisitsEveryIndexOnce(t *testing.T) {
	seen := make([]int, 1000)
	Each(len(seen), func(i int) { seen[i]++ })
	for i, n := range seen {
		if n != 1 {
			t.Fatalf("index %d was visited %d times", i, n)
		}
	}
}

// R 4.2: quantile(c(1, 2, 4, 8), c(.025, .5, .975)) gives 1.075, 3, 7.7.
func TestQuantileIsRsDefault(t *testing.T) {
	sorted := []float64{1, 2, 4, 8}
	for p, want := range map[float64]float64{.025: 1.075, .5: 3, .975: 7.7, 0: 1, 1: 8} {
		if got := Quantile(sorted, p); math.Abs(got-want) > 1e-12 {
			t.Errorf("quantile %g is %g, want %g", p, got, want)
		}
	}
}

func TestIntervalLeavesOutUndefinedDraws(t *testing.T) {
	nan := math.NaN()
	if low, high, ok := Interval([]float64{nan, 3, 1, 2}, 0.5); !ok || low != 1.5 || high != 2.5 {
		t.Errorf("got %g to %g, %v", low, high, ok)
	}
	if _, _, ok := Interval([]float64{nan, nan, nan, 1}, 0.5); ok {
		t.Error("an interval from a quarter of the draws")
	}
}

// A mean of n standard normals has the 95 % interval mean -+ 1.96/sqrt(n); over many worlds the
// bootstrap must cover the truth about as often as it says. 40 clusters, 400 worlds: the share covered
// has a standard error of 0.011, and the percentile bootstrap of a mean is known to be a little short.
func TestBootstrapCoversAsItSays(t *testing.T) {
	const clusters, worlds = 40, 400
	covered := 0
	for w := range worlds {
		stream := Stream(1, "world", w)
		values := make([]float64, clusters)
		for i := range values {
			values[i] = stream.NormFloat64()
		}
		var means []float64
		for _, r := range Resamples(2, "world", 400, clusters) {
			sum := 0.0
			for i, n := range r {
				sum += float64(n) * values[i]
			}
			means = append(means, sum/clusters)
		}
		if low, high, _ := Interval(means, 0.95); low <= 0 && 0 <= high {
			covered++
		}
	}
	if share := float64(covered) / worlds; share < 0.90 || share > 0.97 {
		t.Errorf("a 95 %% interval covered the truth in %.3f of worlds", share)
	}
}

// R 4.2: prop.test(7, 10, correct = FALSE)$conf.int gives 0.3967781 0.8922087, and of 0 in 5 0 0.4344825.
func TestWilsonIsRsScoreInterval(t *testing.T) {
	for _, c := range []struct {
		successes, n int
		low, high    float64
	}{{7, 10, 0.3967781, 0.8922087}, {0, 5, 0, 0.4344825}} {
		low, high := Wilson(c.successes, c.n, .95)
		if math.Abs(low-c.low) > 1e-7 || math.Abs(high-c.high) > 1e-7 {
			t.Errorf("%d of %d: %v to %v, R says %v to %v", c.successes, c.n, low, high, c.low, c.high)
		}
	}
}
