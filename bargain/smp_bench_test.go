package bargain

import (
	"fmt"
	"testing"

	"multivector/chance"
)

// BenchmarkViewpoints is the contests of a turn of smp, as few as the result needs and as many as KTAB makes: of every two
// actors, as each of all actors sees them.
func BenchmarkViewpoints(b *testing.B) {
	for _, n := range []int{25, 50, 100} {
		stream := chance.Stream(1, "viewpoints", 0)
		t := Table{High: 1}
		for range n {
			t.Actors = append(t.Actors, Actor{Capability: stream.Float64(), Position: []float64{stream.Float64()}, Salience: []float64{stream.Float64()}})
		}
		m := &smp{o: DefaultSMP}
		s, _ := m.state(t, positions(t), positions(t))
		if err := s.appraise(); err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("own/%d", n), func(b *testing.B) {
			for b.Loop() {
				for i := range n {
					e := s.through(i)
					e.initiator(i)
					e.target(i)
				}
			}
		})
		b.Run(fmt.Sprintf("all/%d", n), func(b *testing.B) {
			for b.Loop() {
				for h := range n {
					e := s.through(h)
					for i := range n {
						e.initiator(i)
						e.target(i)
					}
				}
			}
		})
	}
}
