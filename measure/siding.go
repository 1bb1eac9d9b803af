package measure

import (
	"math"

	"multivector/rollcall"
)

// Sides is what a state did on the roll calls on which two powers were opposed, one for and one against: in
// how many it stood with the one power, against it (and so with the other), abstained, or was silent.
type Sides struct{ With, Against, Abstained, Silent float64 }

// SidesOf counts the sides of a state (rows) and the power P (columns) over the roll calls on which P and Q
// were opposed. Where P gave no yes or no nobody was opposed to it, and those counts are left out.
func SidesOf(p rollcall.Pairs) Sides {
	const yes, abstain, no, silent = rollcall.Yes, rollcall.Abstain, rollcall.No, rollcall.Silent
	return Sides{
		With:      p[yes][yes] + p[no][no],
		Against:   p[yes][no] + p[no][yes],
		Abstained: p[abstain][yes] + p[abstain][no],
		Silent:    p[silent][yes] + p[silent][no],
	}
}

// Total is the number of roll calls counted.
func (s Sides) Total() float64 { return s.With + s.Against + s.Abstained + s.Silent }

// Siding is (with P - with Q) / (with P + with Q + abstained + silent), from -1 to 1 (Yuneman 2023). It is 0
// both for a state that stood with each power half of the time and for one that never took a side, which
// is why the parts are shown with it. Undefined where the powers were never opposed.
func (s Sides) Siding() (float64, bool) {
	if s.Total() == 0 {
		return math.NaN(), false
	}
	return (s.With - s.Against) / s.Total(), true
}
