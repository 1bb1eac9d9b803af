package claim

import (
	"fmt"
	"math"

	"multivector/measure"
)

// arithmetic takes two numbers together. The bounds are those of interval arithmetic (Moore 1966, Interval Analysis), which hold
// however the two hang together, so that they are too wide rather than too narrow; of two sampled intervals the level is what
// Bonferroni's inequality leaves, 1 - (1-a) - (1-b).
func arithmetic(op string, a, b Value) Value {
	v := number("", "", "", math.NaN()).rest(a, b)
	v.Measure, v.literal = joined(a, op, b), a.literal && b.literal
	if !a.Known() || !b.Known() {
		return v.unknown(firstStatus(a, b), "")
	}
	al, ah := a.bounds()
	bl, bh := b.bounds()
	switch op {
	case "+":
		v.Value, v.Low, v.High = a.Value+b.Value, al+bl, ah+bh
	case "-":
		v.Value, v.Low, v.High = a.Value-b.Value, al-bh, ah-bl
	case "*":
		v.Value = a.Value * b.Value
		v.Low, v.High = hull(al*bl, al*bh, ah*bl, ah*bh)
	case "/":
		if bl <= 0 && bh >= 0 {
			return v.unknown(measure.Undefined, fmt.Sprintf("%s may be 0, and nothing is divided by it", said(b)))
		}
		v.Value = a.Value / b.Value
		v.Low, v.High = hull(al/bl, al/bh, ah/bl, ah/bh)
	}
	if a.Status != "" || b.Status != "" { // bounds without a value
		v.Status = firstStatus(a, b)
	}
	if v.Level = levelOf(a, b); v.Level == 0 {
		v.Low, v.High = math.NaN(), math.NaN()
	}
	return v
}

func firstStatus(values ...Value) string {
	for _, v := range values {
		if v.Status != "" {
			return v.Status
		}
	}
	return ""
}

// hull is the smallest interval that holds some numbers. Nothing times everything is nothing.
func hull(numbers ...float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range numbers {
		if math.IsNaN(x) {
			x = 0
		}
		low, high = min(low, x), max(high, x)
	}
	return low, high
}

// levelOf is the level of what is made of two intervals.
func levelOf(a, b Value) float64 {
	switch {
	case !a.HasInterval():
		return b.Level
	case !b.HasInterval():
		return a.Level
	}
	return max(0, a.Level+b.Level-1)
}
