package measure

import (
	"math"

	"multivector/rollcall"
)

// Tally is the votes of a group in one roll call. Those of its members who were silent are in none of the
// indices below, and small groups look united by luck: see ExpectedAI.
type Tally = rollcall.Tally

// Rice is |Y-N| / (Y+N), from 0 to 1 (Rice 1925, doi:10.2307/2142407; 1928, Quantitative Methods in Politics).
// It leaves abstentions out: a group that splits between yes and abstaining is as one. Undefined where nobody
// voted yes or no.
func Rice(t Tally) (float64, bool) {
	sides := t.Yes + t.No
	if sides == 0 {
		return math.NaN(), false
	}
	return math.Abs(float64(t.Yes-t.No)) / float64(sides), true
}

// Attina is (largest - sum of the other two) / n, from -1/3 to 1, of the yes, abstentions and noes of n voters
// (Attinà 1990, doi:10.1111/j.1475-6765.1990.tb00248.x). Undefined where nobody voted.
func Attina(t Tally) (float64, bool) {
	n := t.Cast()
	if n == 0 {
		return math.NaN(), false
	}
	return float64(2*largest(t)-n) / float64(n), true
}

// AI is the agreement index (largest - (n-largest)/2) / n, from 0, the three answers equally often, to 1
// (Hix, Noury and Roland 2005, doi:10.1017/S0007123405000128). It is Attinà's index moved to that scale,
// (3 IA + 1) / 4. Undefined where nobody voted.
func AI(t Tally) (float64, bool) {
	n := t.Cast()
	if n == 0 {
		return math.NaN(), false
	}
	return float64(3*largest(t)-n) / float64(2*n), true
}

func largest(t Tally) int { return max(t.Yes, t.Abstain, t.No) }
