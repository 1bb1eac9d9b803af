package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// Kind is what a value is.
type Kind uint8

// The four kinds of values.
const (
	NumberKind Kind = iota
	WordKind
	DateKind
	TruthKind
)

func (k Kind) String() string {
	return [...]string{"a number", "a word", "a date", "true or false"}[k]
}

// Value is what a part of an expression comes to. No value is bare: a number is an estimate, with its interval and status, and a word,
// a date and a truth have their records as well.
type Value struct {
	Kind
	// Estimate is the number; of the other kinds it holds the name, the records, the warnings, and the status where there is no value.
	measure.Estimate
	Word  string        // of a word
	Date  evidence.Date // of a date
	Truth Truth         // of a truth
	// Ground are the values that decided a truth: what was compared, or what was asked of a record.
	Ground []Value
	// Settled tells that no later evidence can change it, but for a correction: it is of a day that has passed. Of a number whose
	// interval is open (so many events at least) the interval can only shrink.
	Settled bool

	literal bool // stands in the expression, and not in the evidence
}

// Known tells whether there is anything to go by: a value, or bounds of one that is not known.
func (v Value) Known() bool {
	if v.Kind == TruthKind {
		return v.Truth != Undecided
	}
	return v.Status == "" || v.Kind == NumberKind && v.HasInterval()
}

// bounds are the interval of a number, or the number twice.
func (v Value) bounds() (low, high float64) {
	if v.HasInterval() {
		return v.Low, v.High
	}
	return v.Value, v.Value
}

// number is a number of the evidence without an interval.
func number(name string, state, of string, value float64, keys ...string) Value {
	nan := math.NaN()
	return Value{Kind: NumberKind, Settled: true, Estimate: measure.Estimate{Measure: name, State: state, Of: of, Value: value, Low: nan, High: nan, N: len(keys), From: sorted(keys)}}
}

// atLeast makes a count one that may be larger, up to most.
func (v Value) atLeast(most float64) Value {
	if most > v.Value {
		v.Low, v.High, v.Level = v.Value, most, 1
	}
	return v
}

// word is a word of the evidence.
func word(name, state, of, text string, keys ...string) Value {
	v := number(name, state, of, math.NaN(), keys...)
	v.Kind, v.Word = WordKind, text
	return v
}

// date is a day of the evidence.
func date(name, of string, day evidence.Date, keys ...string) Value {
	v := number(name, "", of, math.NaN(), keys...)
	v.Kind, v.Date = DateKind, day
	return v
}

// fact is a truth that records show.
func fact(name, state, of string, t Truth, keys ...string) Value {
	v := number(name, state, of, math.NaN(), keys...)
	v.Kind, v.Truth = TruthKind, t
	return v
}

// unknown makes a value one that is not known, with why.
func (v Value) unknown(status, why string) Value {
	nan := math.NaN()
	v.Value, v.Low, v.High, v.Level = nan, nan, nan, 0
	v.Word, v.Date, v.Truth, v.Status, v.Settled = "", evidence.Date{}, Undecided, status, false
	if why != "" && !slices.Contains(v.Warnings, why) {
		v.Warnings = append(slices.Clone(v.Warnings), why)
	}
	return v
}

// measured is an estimate as a value. It is never settled: the next session may move it.
func measured(e measure.Estimate) Value { return Value{Kind: NumberKind, Estimate: e} }

// lift makes a value of what stands in an expression itself.
func lift(x any) Value {
	switch x := x.(type) {
	case Value:
		return x
	case int:
		return lift(float64(x))
	case float64:
		v := number("", "", "", x)
		v.literal = true
		return v
	case string:
		v := word("", "", "", x)
		v.literal = true
		return v
	}
	panic("claim: no such literal") // the grammar has none
}

// Grounds are what a value was decided by: itself, or, of a truth, what was compared; nothing of what stands in the expression alone.
func (v Value) Grounds() []Value {
	switch {
	case v.literal:
		return nil
	case v.Kind == TruthKind && len(v.Ground) > 0:
		return v.Ground
	}
	return []Value{v}
}

// rest gathers the records, warnings and grounds of several values into one.
func (v Value) rest(of ...Value) Value {
	var keys []string
	v.Ground = nil
	v.Settled = true
	for _, o := range of {
		keys = append(keys, o.From...)
		for _, w := range o.Warnings {
			if !slices.Contains(v.Warnings, w) {
				v.Warnings = append(v.Warnings, w)
			}
		}
		v.Ground = append(v.Ground, o.Grounds()...)
		v.Settled = v.Settled && o.Settled
	}
	v.From = sorted(keys)
	return v
}

func sorted(keys []string) []string {
	keys = slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == "" })
	slices.SortFunc(keys, cmp.Compare)
	return slices.Compact(keys)
}

// joined is the name of an operation on two values.
func joined(a Value, op string, b Value) string {
	return strings.TrimSpace(said(a) + " " + op + " " + said(b))
}
