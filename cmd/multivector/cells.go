package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"multivector/measure"
)

// What a cell shows where there is no number. Zero, unknown, not covered and not applicable are four
// different things; undefined is a fifth: the evidence is there and the formula has no answer.
const (
	markUnknown       = "?"
	markNotCovered    = "·"
	markNotApplicable = "n/a"
	markUndefined     = "undef."
)

const legend = "· not covered by the dossier; ? not known; <4% not among the partners listed, so below; ≥50% at least; undef. evidence there, no answer in it; ~ low confidence alone."

// missing is the mark of an estimate without a value.
func missing(e measure.Estimate) string {
	switch e.Status {
	case measure.Undefined:
		return markUndefined
	case measure.Unknown:
		return markUnknown
	case measure.NotApplicable:
		return markNotApplicable
	}
	return markNotCovered
}

// doubt marks what rests only on records of low confidence.
func doubt(e measure.Estimate) string {
	for _, w := range e.Warnings {
		if strings.HasPrefix(w, "rests only on records of low") {
			return "~"
		}
	}
	return ""
}

// index writes a number between -1 and 1 with two decimals and no zero before the point, as .45 or -.03.
func index(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	if text == "-0.00" {
		text = "0.00"
	}
	return strings.Replace(text, "0.", ".", 1)
}

// withInterval writes an index with its interval, [low high].
func withInterval(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	text := doubt(e) + index(e.Value)
	if e.HasInterval() {
		text += " [" + index(e.Low) + " " + index(e.High) + "]"
	}
	return text
}

// plusMinus writes an index with half the width of its interval, where five of them stand side by side.
func plusMinus(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	text := doubt(e) + index(e.Value)
	if e.HasInterval() {
		text += "±" + index((e.High-e.Low)/2)
	}
	return text
}

// percent writes a share.
func percent(e measure.Estimate) string {
	if !e.Known() {
		if e.Status == measure.Unknown && e.HasInterval() {
			return "<" + strconv.Itoa(max(1, int(math.Ceil(100*e.High-1e-9)))) + "%"
		}
		return missing(e)
	}
	if low := atLeast(e); low != "" {
		return doubt(e) + low + percentOf(e.Value)
	}
	if e.Level == 1 && e.High-e.Low > wide {
		return doubt(e) + strconv.Itoa(int(math.Round(100*e.Low))) + "-" + percentOf(e.High)
	}
	return doubt(e) + percentOf(e.Value)
}

// wide are bounds that the page shows instead of the value between them.
const wide = 0.1

// atLeast marks a share of which only a lower bound is known.
func atLeast(e measure.Estimate) string {
	for _, w := range e.Warnings {
		if strings.HasPrefix(w, "a lower bound") {
			return "≥"
		}
	}
	return ""
}

func percentOf(v float64) string {
	switch {
	case v == 0:
		return "0"
	case math.Abs(v) < 0.005:
		return "<1%"
	}
	return strconv.Itoa(int(math.Round(100*v))) + "%"
}

// points writes a difference of shares in percentage points, with its sign.
func points(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	return fmt.Sprintf("%+.0f pt", 100*e.Value)
}

// number writes an effective number or a tone with one decimal.
func number(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	return doubt(e) + strconv.FormatFloat(e.Value, 'f', 1, 64)
}

func count(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	return strconv.Itoa(int(math.Round(e.Value)))
}

// outOf writes a share of few as a count, 6/7.
func outOf(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	return fmt.Sprintf("%s%d/%d", doubt(e), int(math.Round(e.Value*float64(e.N))), e.N)
}
