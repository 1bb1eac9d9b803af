package evidence

import (
	"fmt"
	"strconv"
	"strings"
)

// Presence tells apart what a table's cell may mean. Zero is a known number.
type Presence uint8

// The four things that are not the same.
const (
	Unknown       Presence = iota // an empty cell: there is a value, and it is not known here
	Known                         // a number, zero included
	NotCovered                    // "..": the source does not cover it
	NotApplicable                 // "n/a": there can be no value
)

func (p Presence) String() string {
	return [...]string{"unknown", "known", "not covered", "not applicable"}[p]
}

// Number is a figure of a table that may be missing in one of three ways.
type Number struct {
	Value    float64
	Presence Presence
}

// Is tells that the number is known.
func (n Number) Is() bool { return n.Presence == Known }

// UnmarshalText reads a decimal number, "", ".." or "n/a".
func (n *Number) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "":
		*n = Number{}
	case "..":
		*n = Number{Presence: NotCovered}
	case "n/a":
		*n = Number{Presence: NotApplicable}
	default:
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || notFinite(v) || strings.ContainsAny(s, "xX_") { // Go's own notations
			return fmt.Errorf("%q is not a number; write it with a decimal point and no thousands mark, or leave it empty (unknown), .. (not covered) or n/a (not applicable)", s)
		}
		*n = Number{v, Known}
	}
	return nil
}

// MarshalText writes the number as a table holds it.
func (n Number) MarshalText() ([]byte, error) {
	switch n.Presence {
	case Known:
		return strconv.AppendFloat(nil, n.Value, 'f', -1, 64), nil
	case NotCovered:
		return []byte(".."), nil
	case NotApplicable:
		return []byte("n/a"), nil
	}
	return nil, nil
}

// Confidence is how far a row can be relied on.
type Confidence uint8

// From general knowledge or one weak source, through secondary and computed, to read in the source named.
const (
	Low Confidence = iota + 1
	Medium
	High
)

func (c Confidence) String() string { return [...]string{"", "low", "medium", "high"}[c] }

// UnmarshalText reads high, medium or low.
func (c *Confidence) UnmarshalText(text []byte) error {
	switch string(text) {
	case "":
		*c = 0
	case "low":
		*c = Low
	case "medium":
		*c = Medium
	case "high":
		*c = High
	default:
		return fmt.Errorf("%q is not a confidence; write high, medium or low", text)
	}
	return nil
}

// MarshalText writes the word.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
