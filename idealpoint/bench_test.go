package idealpoint

import (
	"fmt"
	"testing"
)

// BenchmarkSweep is a sweep of each sampler over simulated records of an eighth to four times the votes of the General
// Assembly to session 74, which are 800,000: what is to be seen is that the time for each vote stays the same.
func BenchmarkSweep(b *testing.B) {
	for _, states := range []int{24, 48, 96, 192, 384, 768} {
		w := simulate(1, 0, states, 74, 62)
		d, err := Arrange(w.votes, w.repeats, func(State, Call) bool { return true })
		if err != nil {
			b.Fatal(err)
		}
		mode := newClimb(d, anchors)
		for range 10 {
			mode.step()
		}
		for name, s := range map[string]sampler{"published": newPublished(d, 1, 0), "joint": newJoint(d, mode, 1, 0)} {
			b.Run(fmt.Sprintf("%s/%d", name, d.Votes()), func(b *testing.B) {
				for b.Loop() {
					s.sweep()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(d.Votes()), "ns/vote")
			})
		}
		b.Run(fmt.Sprintf("map step/%d", d.Votes()), func(b *testing.B) {
			for b.Loop() {
				mode.step()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(d.Votes()), "ns/vote")
		})
	}
}
