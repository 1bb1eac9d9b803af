package main

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
)

// digits is how far a page writes a measure out. What is printed is counted in units of the last digit, so that parts
// can be made to add up to their whole as the reader adds them.
type digits struct {
	scale    float64 // 100 for a share, which is written in per cents
	decimals int
	after    string // what follows a value: %
	points   string // what follows a difference: pt
}

var (
	inIndex   = digits{1, 2, "", ""}
	inPercent = digits{100, 0, "%", " pt"}
	inTenths  = digits{1, 1, "", ""}
	inCounts  = digits{1, 0, "", ""}
)

// digitsOf is how the page writes a measure.
func digitsOf(measure string) digits {
	switch measure {
	case "share", "verdict", "change", "largest", "exposure", "silence", "side", "uptake", "attendance", "membership":
		return inPercent
	case "balance", "tone":
		return inTenths
	case "silences", "answers", "agreements":
		return inCounts
	}
	return inIndex
}

// units is a value in units of the last digit, rounded as the cells of assess are.
func (d digits) units(v float64) int {
	if d.decimals == 0 {
		return int(math.Round(v * d.scale))
	}
	text := strconv.FormatFloat(v*d.scale, 'f', d.decimals, 64)
	n, _ := strconv.Atoi(strings.Replace(text, ".", "", 1)) // digits alone, and a sign
	return n
}

// value writes units as a value, .33 or 28%.
func (d digits) value(units int) string { return d.text(units) + d.after }

// difference writes units as a change, with its sign: -.13 or +3 pt; nothing is 0.
func (d digits) difference(units int) string {
	switch {
	case units == 0:
		return "0"
	case units > 0:
		return "+" + d.text(units) + d.points
	}
	return d.text(units) + d.points
}

func (d digits) text(units int) string {
	text := strconv.FormatFloat(float64(units)/math.Pow10(d.decimals), 'f', d.decimals, 64)
	if sign, rest, ok := strings.Cut(text, "0."); ok && d == inIndex && (sign == "" || sign == "-") {
		return sign + "." + rest // as index writes it
	}
	return text
}

// apportion rounds the parts of a change to units so that they add up to the change as printed: each is rounded down, and
// what is left goes to those with the largest remainders (the method of Hamilton). A part that is exactly nothing stays
// nothing.
func (d digits) apportion(total int, parts [len(evidence.AllCauses)]float64) (units [len(evidence.AllCauses)]int) {
	var order []int
	left := total
	for i, v := range parts {
		if v == 0 {
			continue
		}
		order = append(order, i)
		units[i] = int(math.Floor(d.exact(v)))
		left -= units[i]
	}
	if len(order) == 0 {
		return units
	}
	floors := units
	remainder := func(i int) float64 { return d.exact(parts[i]) - float64(floors[i]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for k := 0; left != 0; k = (k + 1) % len(order) {
		if left > 0 {
			units[order[k]]++
			left--
		} else {
			units[order[len(order)-1-k]]--
			left++
		}
	}
	return units
}

// exact is a value in units that need not be whole.
func (d digits) exact(v float64) float64 { return v * d.scale * math.Pow10(d.decimals) }
