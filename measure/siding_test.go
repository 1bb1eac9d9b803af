package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
	"multivector/rollcall"
)

func TestSides(t *testing.T) {
	for _, test := range []struct {
		name  string
		pairs rollcall.Pairs
		want  Sides
		c     float64
	}{
		// A state beside a power that said yes 10 times and no 20 times.
		{"a bit of each", rollcall.Pairs{{4, 0, 3}, {3, 0, 2}, {1, 0, 9}, {2, 0, 6}}, Sides{With: 13, Against: 4, Abstained: 5, Silent: 8}, .3},
		{"never took a side", rollcall.Pairs{{}, {3, 0, 2}, {}, {2, 0, 3}}, Sides{Abstained: 5, Silent: 5}, 0},
		{"always with it", rollcall.Pairs{{4}, {}, {0, 0, 9}}, Sides{With: 13}, 1},
		{"always against it", rollcall.Pairs{{0, 0, 4}, {}, {9}}, Sides{Against: 13}, -1},
		{"the power took no side", rollcall.Pairs{{0, 4, 0, 2}, {0, 3}, {0, 0, 0, 5}}, Sides{}, math.NaN()},
	} {
		got := SidesOf(test.pairs)
		c, ok := got.Siding()
		if got != test.want || !near(c, test.c) || ok == math.IsNaN(test.c) {
			t.Errorf("%s: %+v, c = %v, %v; want %+v, %v", test.name, got, c, ok, test.want, test.c)
		}
	}
}

func TestSidingProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := tables().Draw(rt, "pairs")
		opposite := p // the other power, which said no where this one said yes
		for a := range opposite {
			opposite[a][rollcall.Yes], opposite[a][rollcall.No] = p[a][rollcall.No], p[a][rollcall.Yes]
		}
		c, ok := SidesOf(p).Siding()
		other, _ := SidesOf(opposite).Siding()
		if ok && (c < -1 || c > 1 || c != -other) {
			rt.Fatalf("with the one power %v, with the other %v", c, other)
		}
	})
}
