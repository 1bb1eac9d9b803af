package network_test

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"multivector/network"
)

func shapley(tb interface{ Fatal(...any) }, players int, worth func(uint32) float64) []float64 {
	v, err := network.Shapley(players, worth)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// The glove game by hand: one has a left glove, two have a right one; a pair is worth 1. The left gets 2/3, each right
// 1/6.
func TestGloves(t *testing.T) {
	got := shapley(t, 3, func(c uint32) float64 {
		if c&1 != 0 && c&6 != 0 {
			return 1
		}
		return 0
	})
	for i, want := range []float64{2.0 / 3, 1.0 / 6, 1.0 / 6} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("player %d gets %v, by hand %v", i, got[i], want)
		}
	}
}

// The airport game (Littlechild and Owen 1973): runways that serve the smaller serve all below; with costs 1, 3 and 6
// the shares are 1/3, 1/3 + 2/2 and 1/3 + 2/2 + 3.
func TestAirport(t *testing.T) {
	costs := []float64{1, 3, 6}
	got := shapley(t, 3, func(c uint32) (most float64) {
		for i, cost := range costs {
			if c>>i&1 == 1 {
				most = max(most, cost)
			}
		}
		return most
	})
	for i, want := range []float64{1.0 / 3, 4.0 / 3, 13.0 / 3} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("player %d pays %v, by hand %v", i, got[i], want)
		}
	}
}

// Efficiency, the dummy and symmetry: what defines the value.
func TestShapleyKeepsItsAxioms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 7).Draw(t, "players")
		table := make([]float64, 1<<n)
		for c := range table {
			table[c] = float64(rapid.IntRange(-50, 50).Draw(t, "worth"))
		}
		total := func(values []float64) (sum float64) {
			for _, v := range values {
				sum += v
			}
			return sum
		}
		all := shapley(t, n, func(c uint32) float64 { return table[c] })
		if want := table[1<<n-1] - table[0]; math.Abs(total(all)-want) > 1e-9 {
			t.Fatalf("together %v, the whole is worth %v", total(all), want)
		}
		// A dummy: what it belongs to is worth what the rest is.
		dummy := shapley(t, n+1, func(c uint32) float64 { return table[c&(1<<n-1)] })
		if dummy[n] != 0 {
			t.Fatalf("a player that adds nothing gets %v", dummy[n])
		}
		for i, v := range all {
			if math.Abs(dummy[i]-v) > 1e-9 {
				t.Fatalf("beside a player that adds nothing player %d gets %v, without %v", i, dummy[i], v)
			}
		}
		// Symmetry: the worth knows how many there are, and whether the last is among them.
		alike := shapley(t, n, func(c uint32) float64 { return table[bits.OnesCount32(c&^(1<<(n-1)))<<1|int(c>>(n-1))] })
		for i := range n - 1 {
			if math.Abs(alike[i]-alike[0]) > 1e-9 {
				t.Fatalf("players that are alike get %v", alike)
			}
		}
	})
}

func TestTooManyPlayers(t *testing.T) {
	if _, err := network.Shapley(21, func(uint32) float64 { return 0 }); err == nil {
		t.Error("two million coalitions are looked at")
	}
}
