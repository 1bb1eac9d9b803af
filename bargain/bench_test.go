package bargain_test

import (
	"fmt"
	"testing"

	"multivector/bargain"
)

// synthetic is a table of n actors drawn by the rule of the published speed tables: a linear congruential generator
// (Knuth's constants), seed 2026, and for each actor capability 0.05 + 0.95u, position 100u, salience 0.1 + 0.9u.
func synthetic(n int) bargain.Table {
	state := uint64(2026)
	u := func() float64 {
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) / (1 << 53)
	}
	t := bargain.Table{Low: 0, High: 100}
	for i := range n {
		t.Actors = append(t.Actors, bargain.Actor{
			Name: fmt.Sprintf("A%d", i), Capability: 0.05 + 0.95*u(),
			Position: []float64{100 * u()}, Salience: []float64{0.1 + 0.9*u()},
		})
	}
	return t
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
				rounds := 0
				for b.Loop() {
					r, err := m.Run(table)
					if err != nil {
						b.Fatal(err)
					}
					rounds += len(r.Rounds) - 1
				}
				perRound := b.Elapsed().Seconds() / float64(rounds)
				b.ReportMetric(perRound, "s/round")
				b.ReportMetric(float64(n)/perRound, "actor-rounds/s")
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
	for b.Loop() {
		d, err := bargain.Draw(m, in, 10_000, 1)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(d.OnEdge)/float64(d.N), "on-edge/draw")
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/10k-draws")
}

// ranges lets every number of a table range a tenth up and down.
func ranges(t bargain.Table) *bargain.Inputs {
	in := &bargain.Inputs{Low: t.Low, High: t.High}
	for _, a := range t.Actors {
		j := bargain.Judged{Name: a.Name, Capability: bargain.Uniform(0.9*a.Capability, 1.1*a.Capability)}
		for d := range a.Position {
			j.Position = append(j.Position, bargain.Uniform(0.9*a.Position[d], min(1.1*a.Position[d], 100)))
			j.Salience = append(j.Salience, bargain.Uniform(0.9*a.Salience[d], min(1.1*a.Salience[d], 1)))
		}
		in.Actors = append(in.Actors, j)
	}
	return in
}
