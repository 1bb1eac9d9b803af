package rollcall_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"multivector/rollcall"
)

// near compares counts that were added up in different orders.
func near(p, q rollcall.Pairs) bool {
	for a := range p {
		for b := range p[a] {
			if math.Abs(p[a][b]-q[a][b]) > 1e-9 {
				return false
			}
		}
	}
	return true
}

// blocs draws a bloc with up to five spells of membership and gives who was a member when.
func (t table) blocs(rt *rapid.T) (*rollcall.Bloc, func(call int) []int) {
	in := make([][]bool, len(t.answers)) // by state, then roll call
	for s := range in {
		in[s] = make([]bool, len(t.record.Calls()))
	}
	var members []rollcall.Member
	for range rapid.IntRange(0, 5).Draw(rt, "spells") {
		s := t.state(rt, "member")
		spell, chosen := t.mask(rt, "spell")
		members = append(members, rollcall.Member{State: s, Calls: spell})
		for c, is := range chosen {
			in[s][c] = in[s][c] || is
		}
	}
	return t.record.Bloc(members), func(call int) (list []int) {
		for s := range in {
			if in[s][call] {
				list = append(list, s)
			}
		}
		return list
	}
}

func TestBlocPairsCountOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		b, members := tab.blocs(rt)
		s := tab.state(rt, "state")
		mask, chosen := tab.mask(rt, "mask")
		var want rollcall.Pairs
		for c, in := range chosen {
			a := tab.answers[s][c]
			if !in || a > rollcall.Silent {
				continue
			}
			var cast []rollcall.Answer
			silent := false
			for _, m := range members(c) {
				if m == s {
					continue
				}
				if answer := tab.answers[m][c]; answer.Cast() {
					cast = append(cast, answer)
				} else if answer == rollcall.Silent {
					silent = true
				}
			}
			for _, answer := range cast {
				want[a][answer] += 1 / float64(len(cast))
			}
			if len(cast) == 0 && silent {
				want[a][rollcall.Silent]++
			}
		}
		if got := tab.record.BlocPairs(s, b, mask); !near(got, want) {
			rt.Fatalf("got %v, one by one %v", got, want)
		}
	})
}

func TestWithinPairsCountOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		b, members := tab.blocs(rt)
		mask, chosen := tab.mask(rt, "mask")
		var want rollcall.Pairs
		units := 0.0
		for c, in := range chosen {
			if !in {
				continue
			}
			var cast []rollcall.Answer
			for _, m := range members(c) {
				if a := tab.answers[m][c]; a.Cast() {
					cast = append(cast, a)
				}
			}
			k := float64(len(cast))
			if k >= 2 {
				units++
			}
			for x := range cast {
				for y := range cast {
					if x != y {
						want[cast[x]][cast[y]] += 1 / (k * (k - 1))
					}
				}
			}
		}
		got := tab.record.WithinPairs(b, mask)
		if !near(got, want) || !near(got, got.Transpose()) {
			rt.Fatalf("got %v, one by one %v", got, want)
		}
		if math.Abs(got.N()-units) > 1e-9 {
			rt.Fatalf("%v units for %v roll calls", got.N(), units)
		}
	})
}

func TestBlocOfOneIsTheState(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		i, j := tab.state(rt, "i"), tab.state(rt, "j")
		if i == j {
			return // a state is not compared with itself
		}
		mask, _ := tab.mask(rt, "mask")
		one := tab.record.Bloc([]rollcall.Member{{State: j, Calls: tab.record.All()}})
		if got, want := tab.record.BlocPairs(i, one, mask), tab.record.Pairs(i, j, mask); got != want {
			rt.Fatalf("with the bloc %v, with the state %v", got, want)
		}
	})
}

func TestBlocTally(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		b, members := tab.blocs(rt)
		for c := range tab.record.Calls() {
			var want rollcall.Tally
			for _, m := range members(c) {
				count(&want, tab.answers[m][c])
			}
			if got := b.Tally(c); got != want {
				rt.Fatalf("roll call %d: %v, want %v", c, got, want)
			}
		}
	})
}
