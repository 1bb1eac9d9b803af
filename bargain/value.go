package bargain

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Value is a number as a person judges it: exact, anywhere in a range, or most likely at a mode within one.
type Value struct {
	Low, Mode, High float64
	Triangular      bool // false: uniform between Low and High, exact where they are equal
}

// Exact is a number that is known.
func Exact(v float64) Value { return Value{Low: v, Mode: v, High: v} }

// Uniform is a number that may lie anywhere from low to high.
func Uniform(low, high float64) Value { return Value{Low: low, Mode: (low + high) / 2, High: high} }

// Triangular is a number most likely at mode, and never below low or above high.
func Triangular(low, mode, high float64) Value {
	return Value{Low: low, Mode: mode, High: high, Triangular: true}
}

// Known says whether there is nothing to draw.
func (v Value) Known() bool { return v.Low == v.High }

// Quantile is the inverse of the distribution function at u in [0, 1].
func (v Value) Quantile(u float64) float64 {
	width := v.High - v.Low
	switch {
	case width == 0:
		return v.Low
	case !v.Triangular:
		return v.Low + u*width
	case u*width < v.Mode-v.Low:
		return v.Low + math.Sqrt(u*width*(v.Mode-v.Low))
	}
	return v.High - math.Sqrt((1-u)*width*(v.High-v.Mode))
}

func (v Value) String() string {
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	switch {
	case v.Triangular:
		return "tri(" + number(v.Low) + "," + number(v.Mode) + "," + number(v.High) + ")"
	case v.Known():
		return number(v.Low)
	}
	return number(v.Low) + ".." + number(v.High)
}

const valueForm = "a number would be 0.3, a range 0.2..0.4, a distribution tri(0.2,0.3,0.5): low, most likely, high"

// ParseValue reads what String writes: 0.3, 0.2..0.4, tri(0.2,0.3,0.5).
func ParseValue(text string) (Value, error) {
	text = strings.TrimSpace(text)
	if inside, ok := strings.CutPrefix(text, "tri("); ok {
		inside, ok = strings.CutSuffix(inside, ")")
		parts := strings.Split(inside, ",")
		if !ok || len(parts) != 3 {
			return Value{}, fmt.Errorf("%q is not tri(low,most likely,high)", text)
		}
		var n [3]float64
		for i, p := range parts {
			var err error
			if n[i], err = parseNumber(p); err != nil {
				return Value{}, err
			}
		}
		if n[0] > n[1] || n[1] > n[2] {
			return Value{}, fmt.Errorf("%q does not ascend", text)
		}
		return Triangular(n[0], n[1], n[2]), nil
	}
	low, high, ranged := strings.Cut(text, "..")
	from, err := parseNumber(low)
	if err != nil || !ranged {
		return Exact(from), err
	}
	to, err := parseNumber(high)
	if err != nil {
		return Value{}, err
	}
	if from > to {
		return Value{}, fmt.Errorf("%q does not ascend", text)
	}
	return Uniform(from, to), nil
}

// largest is a bound on what is read, so that no sum or ratio of such numbers runs out of exponents.
const largest = 1e30

func parseNumber(text string) (float64, error) {
	text = strings.TrimSpace(text)
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case text == "":
		return 0, fmt.Errorf("there is no number")
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0):
		return 0, fmt.Errorf("%q is not a number", text)
	case math.Abs(v) > largest || v != 0 && math.Abs(v) < 1/largest:
		return 0, fmt.Errorf("%q is larger or smaller than any unit asks for", text)
	}
	return v, nil
}
