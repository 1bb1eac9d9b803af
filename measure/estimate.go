package measure

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
)

// Estimate is what a measure says: a value with its interval, the records it rests on, and the warnings
// that travel with it. No measure returns a bare number.
type Estimate struct {
	Measure string // its name, as explain takes it
	State   string // of the region, or the region's label
	Vector  string // the power or other state, where the measure has one
	Of      string // the domain, forum or set of roll calls, where there are several
	Period  string // the time it speaks of

	Value     float64 // NaN where Status is not empty
	Low, High float64 // NaN where there is no interval
	// Level is the share of replicates between Low and High (0.95), 1 where the two are bounds that hold
	// whatever the unknown is, 0 where there is no interval.
	Level float64
	N     int // roll calls, records or states it was computed from

	// Status is empty for a value; else why there is none: undefined, unknown, not covered, not applicable.
	Status   string
	From     []string // keys of records, sorted
	Warnings []string

	draw func(replicate int) float64 // the value in a resample; nil where nothing was resampled
}

// Why an estimate has no value.
const (
	Undefined     = "undefined"
	Unknown       = "unknown"
	NotCovered    = "not covered"
	NotApplicable = "not applicable"
)

// Known tells that the estimate has a value.
func (e Estimate) Known() bool { return e.Status == "" }

// HasInterval tells that the estimate has an interval or bounds.
func (e Estimate) HasInterval() bool { return e.Level > 0 }

// Name is the estimate's name as explain takes it: measure, state, vector, and what of.
func (e Estimate) Name() string {
	var parts []string
	for _, p := range []string{e.Measure, e.State, e.Vector, e.Of} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " ")
}

// EstimateJSON is an estimate as JSON has it: a value that does not exist is null.
type EstimateJSON struct {
	Measure  string   `json:"measure"`
	State    string   `json:"state"`
	Vector   string   `json:"vector"`
	Of       string   `json:"of"`
	Period   string   `json:"period"`
	Value    *float64 `json:"value"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Level    float64  `json:"level"`
	N        int      `json:"n"`
	Status   string   `json:"status"`
	From     []string `json:"from"`
	Warnings []string `json:"warnings"`
}

// JSON gives the estimate as JSON has it, for what is written with more beside it.
func (e Estimate) JSON() EstimateJSON {
	return EstimateJSON{
		e.Measure, e.State, e.Vector, e.Of, e.Period, Number(e.Value), Number(e.Low), Number(e.High), e.Level, e.N, e.Status,
		nonNil(e.From), nonNil(e.Warnings),
	}
}

// MarshalJSON writes the estimate as JSON has it.
func (e Estimate) MarshalJSON() ([]byte, error) { return json.Marshal(e.JSON()) }

// Number is a number of JSON: null where there is none.
func Number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// missing makes e an estimate without a value.
func (e Estimate) missing(status, warning string) Estimate {
	e.Value, e.Low, e.High, e.Level, e.Status, e.draw = math.NaN(), math.NaN(), math.NaN(), 0, status, nil
	if warning != "" {
		e.Warnings = append(e.Warnings, warning)
	}
	return e
}

// exact gives e a value without an interval.
func (e Estimate) exact(v float64) Estimate {
	e.Value, e.Low, e.High = v, math.NaN(), math.NaN()
	return e
}

// bounded gives e a value between bounds that hold whatever the unknown is.
func (e Estimate) bounded(v, low, high float64) Estimate {
	e.Value, e.Low, e.High, e.Level = v, min(low, v), max(high, v), 1
	return e
}

// warn adds a warning once.
func (e *Estimate) warn(format string, args ...any) {
	if w := fmt.Sprintf(format, args...); !slices.Contains(e.Warnings, w) {
		e.Warnings = append(e.Warnings, w)
	}
}

// rests sets the records e rests on, and warns where all of them are of low confidence.
func (e *Estimate) rests(r *Region, keys ...string) {
	if r.bare {
		return
	}
	e.From = append(e.From, keys...)
	slices.Sort(e.From)
	e.From = slices.Compact(e.From)
	if len(e.From) == 0 {
		return
	}
	for _, key := range e.From {
		if record, ok := r.Record(key); ok && evidence.MetaOf(record).Confidence > evidence.Low {
			return
		}
	}
	e.warn("rests only on records of low confidence")
}
