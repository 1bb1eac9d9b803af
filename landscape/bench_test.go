package landscape_test

import (
	"fmt"
	"runtime"
	"testing"

	"multivector/landscape"
)

// The growth with the number of actors, on one core: all energies and minima, basins apart, and for comparison
// what it costs to take each configuration by itself.

func oneCore(b *testing.B) {
	before := runtime.GOMAXPROCS(1)
	b.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

func BenchmarkMinima(b *testing.B) {
	for _, n := range []int{11, 16, 20, 24, 26, 28} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			oneCore(b)
			g := random(b, n)
			for b.Loop() {
				g.Minima()
			}
		})
	}
}

func BenchmarkBasins(b *testing.B) {
	for _, n := range []int{11, 16, 20, 24} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			oneCore(b)
			g := random(b, n)
			minima := g.Minima()
			for b.Loop() {
				g.Basins(minima)
			}
		})
	}
}

func BenchmarkBoltzmann(b *testing.B) {
	for _, n := range []int{16, 20, 24} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			oneCore(b)
			g := random(b, n)
			for b.Loop() {
				if _, err := g.Boltzmann(1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOneByOne works out each energy from its definition and tries every move.
func BenchmarkOneByOne(b *testing.B) {
	for _, n := range []int{11, 16} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			oneCore(b)
			g := random(b, n)
			for b.Loop() {
				for c := range landscape.Configuration(g.Configurations()) {
					e := g.Energy(c)
					for k := range n {
						if g.Energy(g.Flip(c, k)) < e {
							break
						}
					}
				}
			}
		})
	}
}

func BenchmarkAnneal(b *testing.B) {
	for _, n := range []int{30, 60} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			oneCore(b)
			g := random(b, n)
			for b.Loop() {
				g.Anneal(1, 100)
			}
		})
	}
}
