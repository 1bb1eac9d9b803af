//go:build unix

package bargain_test

import (
	"fmt"
	"syscall"
	"testing"

	"multivector/bargain"
)

// cpu is what the process has had of the processors so far, in seconds: on a machine that others use too the clock on the
// wall measures them.
func cpu(tb testing.TB) float64 {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// BenchmarkRound is a round of each model, and its growth with the number of actors.
func BenchmarkRound(b *testing.B) {
	for _, model := range []string{"scholz", "scholz-jmckib", "smp"} {
		for _, n := range []int{10, 50, 200, 1000} {
			table := synthetic(n)
			o := bargain.DefaultOptions()
			o.Rounds = 2
			m, err := bargain.New(model, o)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%s/%d", model, n), func(b *testing.B) {
				b.ReportAllocs()
				rounds, start := 0, cpu(b)
				for b.Loop() {
					r, err := m.Run(table)
					if err != nil {
						b.Fatal(err)
					}
					rounds += len(r.Rounds) - 1
				}
				b.ReportMetric(b.Elapsed().Seconds()/float64(rounds), "s/round")
				b.ReportMetric((cpu(b)-start)/float64(rounds), "cpu-s/round")
				b.ReportMetric(float64(n)*float64(rounds)/b.Elapsed().Seconds(), "actor-rounds/s")
			})
		}
	}
}

// BenchmarkDraws is 10,000 draws of a table of 20 actors, every capability a range, over ten rounds.
func BenchmarkDraws(b *testing.B) {
	in := ranges(synthetic(20))
	m, err := bargain.New("scholz-jmckib", bargain.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	start := cpu(b)
	for b.Loop() {
		d, err := bargain.Draw(m, in, 10_000, 1)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(d.OnEdge)/float64(d.N), "on-edge/draw")
	}
	b.ReportMetric((cpu(b)-start)/float64(b.N), "cpu-s/10k-draws")
}

// BenchmarkNaive is a round of the formulas written out, beside BenchmarkRound.
func BenchmarkNaive(b *testing.B) {
	for _, c := range []struct {
		name  string
		sizes []int
	}{{"scholz-jmckib", []int{5, 10, 15, 20}}, {"scholz", []int{10, 50, 200}}} {
		for _, n := range c.sizes {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				start := cpu(b)
				for b.Loop() {
					newNaive(synthetic(n), c.name == "scholz-jmckib", 1).step()
				}
				b.ReportMetric((cpu(b)-start)/float64(b.N), "cpu-s/round")
			})
		}
	}
}
