package claim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// anyNumber is a number with or without an interval, and a point that it may be.
func anyNumber(t *rapid.T, name string) (v Value, point float64) {
	low := rapid.Float64Range(-5, 5).Draw(t, name+" low")
	v = number(name, "", "", low, "t:"+name)
	if !rapid.Bool().Draw(t, name+" has an interval") {
		return v, low
	}
	v.Low, v.High, v.Level = low, low+rapid.Float64Range(0, 3).Draw(t, name+" width"), 1
	v.Value = (v.Low + v.High) / 2
	return v, v.Low + (v.High-v.Low)*rapid.Float64Range(0, 1).Draw(t, name+" point")
}

// TestWhatIsTrueOfIntervalsIsTrueOfAllTheyHold: a comparison that is decided is that of any points of the two, and an operation on them
// holds what it comes to at any.
func TestWhatIsTrueOfIntervalsIsTrueOfAllTheyHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, x := anyNumber(t, "a")
		b, y := anyNumber(t, "b")
		for op, holds := range map[string]bool{"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y} {
			got := compare(op, a, b)
			if got.Truth == True && !holds || got.Truth == False && holds {
				t.Fatalf("%s %s %s is %s, and of %g and %g it is %v", a.Said(), op, b.Said(), got.Truth, x, y, holds)
			}
			if len(got.From) != 2 {
				t.Fatalf("%s rests on %v", got.Name(), got.From)
			}
		}
		for op, want := range map[string]float64{"+": x + y, "-": x - y, "*": x * y, "/": x / y} {
			got := arithmetic(op, a, b)
			if op == "/" && !got.Known() {
				continue // b may be 0
			}
			low, high := got.bounds()
			const rounding = 1e-9
			if want < low-rounding*math.Abs(low)-rounding || want > high+rounding*math.Abs(high)+rounding {
				t.Fatalf("%s %s %s is %g to %g, and of %g and %g it is %g", a.Said(), op, b.Said(), low, high, x, y, want)
			}
		}
		if s := size(a); s.HasInterval() && (math.Abs(x) < s.Low-1e-12 || math.Abs(x) > s.High+1e-12) {
			t.Fatalf("the size of %s is %s, and of %g it is not in it", a.Said(), s.Said(), x)
		}
	})
}

// TestTheLawsOfTheThreeTruths are Kleene's: De Morgan's, double negation, order and grouping; and what comes to be known never turns what was
// decided.
func TestTheLawsOfTheThreeTruths(t *testing.T) {
	truths := []Truth{Undecided, False, True}
	for _, a := range truths {
		if a.not().not() != a {
			t.Errorf("not not %s is %s", a, a.not().not())
		}
		for _, b := range truths {
			if a.and(b) != b.and(a) || a.or(b) != b.or(a) || a.and(b).not() != a.not().or(b.not()) {
				t.Errorf("%s and %s, or %s", a, b, a.or(b))
			}
			for _, c := range truths {
				if a.and(b).and(c) != a.and(b.and(c)) || a.and(b.or(c)) != a.and(b).or(a.and(c)) {
					t.Errorf("%s, %s and %s are not grouped alike", a, b, c)
				}
			}
			for _, known := range []Truth{False, True} {
				if a == Undecided && (Undecided.and(b) != Undecided && known.and(b) != Undecided.and(b) || Undecided.or(b) != Undecided && known.or(b) != Undecided.or(b)) {
					t.Errorf("undecided with %s was decided, and is another once it is %s", b, known)
				}
			}
		}
	}
}

// TestSettledMeansSettled: of two truths joined, what a settled one decides alone is settled whatever the other comes to.
func TestSettledMeansSettled(t *testing.T) {
	for _, c := range []struct {
		op          string
		a, b        Truth
		aSet, bSet  bool
		want        Truth
		wantSettled bool
	}{
		{"and", False, True, true, false, False, true},
		{"and", False, True, false, true, False, false},
		{"and", True, True, true, false, True, false},
		{"and", True, True, true, true, True, true},
		{"or", True, Undecided, true, false, True, true},
		{"or", True, False, false, true, True, false},
		{"or", False, False, true, true, False, true},
		{"and", Undecided, True, false, true, Undecided, false},
	} {
		a, b := fact("a", "", "", c.a, "t:a"), fact("b", "", "", c.b, "t:b")
		a.Settled, b.Settled = c.aSet, c.bSet
		if got := all(c.op, a, b); got.Truth != c.want || got.Settled != c.wantSettled {
			t.Errorf("%s %s %s is %s (settled %v), not %s (%v)", c.a, c.op, c.b, got.Truth, got.Settled, c.want, c.wantSettled)
		}
	}
}
