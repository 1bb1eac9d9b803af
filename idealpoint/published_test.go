package idealpoint_test

import (
	"context"
	"math"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"multivector/idealpoint"
)

// against compares estimates with the published ones: the correlation and the root of the mean square difference
// over all state-sessions, the mean over sessions of Spearman's rank correlation, and the ratio of the standard
// deviations.
type against struct{ r, rmse, spearman, sd float64 }

func compare(tb testing.TB, d *idealpoint.Data, mean []float64) against {
	tb.Helper()
	type key struct{ cow, session int }
	ours := make(map[key]float64)
	for i, u := range d.Units {
		ours[key{d.States[u.State].COW, u.Session}] = mean[i]
	}
	var x, y []float64
	sessions := make(map[int][2][]float64)
	var squares float64
	for _, p := range readPublished(tb) {
		v := ours[key{p.cow, p.session}]
		x, y = append(x, v), append(y, p.mean)
		squares += (v - p.mean) * (v - p.mean)
		s := sessions[p.session]
		sessions[p.session] = [2][]float64{append(s[0], v), append(s[1], p.mean)}
	}
	a := against{r: correlation(x, y), rmse: math.Sqrt(squares / float64(len(x)))}
	a.sd = deviation(x) / deviation(y)
	for _, s := range sessions {
		a.spearman += correlation(ranks(s[0]), ranks(s[1])) / float64(len(sessions))
	}
	return a
}

func average(x []float64) (m float64) {
	for _, v := range x {
		m += v / float64(len(x))
	}
	return m
}

func deviation(x []float64) (s float64) {
	m := average(x)
	for _, v := range x {
		s += (v - m) * (v - m)
	}
	return math.Sqrt(s / float64(len(x)))
}

func correlation(x, y []float64) (r float64) {
	mx, my := average(x), average(y)
	for i := range x {
		r += (x[i] - mx) * (y[i] - my)
	}
	return r / float64(len(x)) / deviation(x) / deviation(y)
}

// ranks of values that are all different.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if x[i] < x[j] {
			return -1
		}
		return 1
	})
	r := make([]float64, len(x))
	for place, i := range order {
		r[i] = float64(place)
	}
	return r
}

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// whole reads a number of sweeps from the environment, for the long runs whose figures are in bench.
func whole(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// A chain of 24,000 sweeps is compared with the published means in the benchmarks; a short one shows that the
// procedure is the same. An independent program written from the same description has r = 0.997 after 1,500 sweeps.
func TestPublishedIsNearThePublished(t *testing.T) {
	d := to74(t)
	set := idealpoint.Settings{Seed: 1, Chains: whole("IDEALPOINT_CHAINS", 1), Burn: whole("IDEALPOINT_BURN", 100), Sweeps: whole("IDEALPOINT_SWEEPS", 100), Thin: whole("IDEALPOINT_THIN", 10), Anchor: [2]string{"USA", "RUS"}}
	before := cpu()
	draws, err := idealpoint.Published(context.Background(), d, set)
	if err != nil {
		t.Fatal(err)
	}
	a := compare(t, d, draws.Mean())
	t.Logf("%d + %d sweeps: %+v, accepted %.3v, %.1f CPU-ms a sweep", set.Burn, set.Sweeps, a, draws.Accept,
		float64((cpu()-before).Microseconds())/1000/float64(set.Burn+set.Sweeps)/float64(set.Chains))
	t.Log(summary(draws.Diagnose()))
	if a.r < .96 || a.spearman < .985 {
		t.Errorf("%+v", a)
	}
}
