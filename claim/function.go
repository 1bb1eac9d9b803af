package claim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
)

// function is one of ours that an expression may call.
type function struct {
	name   string
	takes  []parameter
	gives  Kind
	says   string // in docs/methods/claims.md, and where a call is wrong
	call   func(*edition, arguments) Value
	result func([]Kind) Kind // where it depends on what it is given
}

// parameter is what a function takes in one place.
type parameter struct {
	name     string
	is       sort
	optional bool
}

// sort is what a parameter may be.
type sort uint8

const (
	aState     sort = iota // a code of states.csv, or the region's label
	aFocal                 // a state of the region
	aRecord                // a key
	anID                   // of the table that has the parameter's name in the plural
	aColumn                // of the table of the record before it
	anAnswer               // of a vote
	aDay                   // a date
	aText                  // any words
	aNumber                // an expression that is a number
	aTruth                 // an expression that is true or false
	anything               // an expression
	aWord                  // of probability
	aScenario              // a scenario of the dossier
	anEstimate             // the name of an estimate, as explain has it
	aPart                  // the rest of an estimate's name: no word of its own is checked, the name as a whole is
)

// arguments are what a function was given: texts as they stand, expressions as values.
type arguments []any

// text is an argument that is a text, "" where it was left out.
func (a arguments) text(i int) string {
	if i >= len(a) {
		return ""
	}
	if year, ok := a[i].(int); ok {
		return strconv.Itoa(year)
	}
	return a[i].(string)
}

// day is an argument that is a date, or the day given where it was left out.
func (a arguments) day(i int, otherwise evidence.Date) evidence.Date {
	if i < len(a) && a[i] != "" {
		d, _ := evidence.ParseDate(a.text(i)) // which the compiler has read
		return d
	}
	return otherwise
}

func (a arguments) value(i int) Value { return lift(a[i]) }

// functions are all there are, by name.
var functions = map[string]*function{}

func init() {
	for _, list := range [][]*function{logic(), recordFunctions(), wordFunctions(), agreementFunctions(), eventFunctions(), measureFunctions(), breakFunctions(), scenarioFunctions()} {
		for _, f := range list {
			if functions[f.name] != nil {
				panic("claim: the function " + f.name + " stands twice")
			}
			functions[f.name] = f
		}
	}
}

// functionNames are the functions that an expression may call, sorted.
func functionNames() []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// usage is how a function is written: share(state, vector, domain).
func (f *function) usage() string {
	var b strings.Builder
	b.WriteString(f.name + "(")
	open := 0
	for i, p := range f.takes {
		if p.optional {
			b.WriteString("[")
			open++
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.name)
	}
	return b.String() + strings.Repeat("]", open) + ")"
}

func (f *function) least() (n int) {
	for _, p := range f.takes {
		if !p.optional {
			n++
		}
	}
	return n
}

// table is the table that an id is of: that of the parameter's name.
func (p parameter) table() string { return p.name + "s" }

// logic are the functions over expressions themselves.
func logic() []*function {
	return []*function{
		{
			name: "as_of", takes: []parameter{{"date", aDay, false}, {"expression", anything, false}}, says: "the expression, of the dossier as it stood on a day",
			result: func(k []Kind) Kind { return k[1] },
		},
		{
			name: "within", takes: []parameter{{"number", aNumber, false}, {"low", aNumber, false}, {"high", aNumber, false}}, gives: TruthKind,
			says: "that a number lies between two, both counted in",
			call: func(_ *edition, a arguments) Value {
				low, high := a.value(1), a.value(2)
				return within(a.value(0), low.Value, high.Value, said(low)+" and "+said(high))
			},
		},
		{
			name: "means", takes: []parameter{{"number", aNumber, false}, {"word", aWord, false}}, gives: TruthKind,
			says: "that a probability lies in the range of a word, as likely",
			call: func(e *edition, a arguments) Value {
				r := e.book.Words[a.text(1)]
				return within(a.value(0), r.Low, r.High, fmt.Sprintf("%s (%s)", a.text(1), r))
			},
		},
		{
			name: "one", takes: []parameter{{"truth", aTruth, false}}, gives: TruthKind,
			says: "what stands in it as one part of the claim, ands and all",
			call: func(_ *edition, a arguments) Value { return a.value(0) },
		},
		{
			name: "size", takes: []parameter{{"number", aNumber, false}}, gives: NumberKind, says: "how far a number is from 0",
			call: func(_ *edition, a arguments) Value { return size(a.value(0)) },
		},
	}
}
