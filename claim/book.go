package claim

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// Book is a dossier with what was measured of it, and evaluates expressions over it. It is safe for concurrent use.
type Book struct {
	Words Words // of probability

	region     *measure.Region
	whole      *evidence.Dossier // with the records that an edition is without: names are held against it
	assessment *measure.Assessment
	here       *edition
	names      func() map[string]bool
	compiled   *sync.Map // text to *program: what an expression means does not hang on the records that are there
	editions   sync.Map  // day to a function that gives the *edition, worked out once
}

// NewBook opens the book of a dossier, with what was measured of all states of its region.
func NewBook(r *measure.Region, a *measure.Assessment) *Book {
	b := &Book{Words: WordsOf(&r.Config), region: r, whole: r.Dossier, assessment: a, compiled: &sync.Map{}}
	b.names = sync.OnceValue(b.readNames)
	b.here = b.edition(r, a.Get)
	return b
}

// In is the same book on another edition of the region: one changed, or without some of its records. What was compiled stays, so that an
// expression that names a record which is gone is undecided there, and not at fault.
func (b *Book) In(r *measure.Region) *Book {
	other := &Book{Words: b.Words, region: r, whole: b.whole, assessment: b.assessment, names: b.names, compiled: b.compiled}
	other.here = other.edition(r, b.assessment.In(r))
	return other
}

// Region is what the book is of.
func (b *Book) Region() *measure.Region { return b.region }

func (b *Book) readNames() map[string]bool {
	names := map[string]bool{}
	for _, e := range b.assessment.All() {
		names[e.Name()] = true
	}
	return names
}

// edition is a dossier as it stood on a day, as expressions ask it.
type edition struct {
	book      *Book
	region    *measure.Region
	lookup    measure.Lookup
	day       evidence.Date
	missing   string // why nothing is known of it
	scenarios func() ([]*scenario.Scenario, error)
}

func (b *Book) edition(r *measure.Region, lookup measure.Lookup) *edition {
	return &edition{book: b, region: r, lookup: lookup, day: r.AsOf, scenarios: sync.OnceValues(func() ([]*scenario.Scenario, error) { return scenario.Declared(r) })}
}

// at is the edition of another day. A day that has not come is known of nothing.
func (e *edition) at(day string) *edition {
	made, _ := e.book.editions.LoadOrStore(day, sync.OnceValue(func() *edition {
		d, _ := evidence.ParseDate(day) // which the compiler has read
		if d.After(e.book.region.AsOf) {
			return &edition{book: e.book, region: e.book.region, day: d, missing: fmt.Sprintf("%s has not come as of %s", d, e.book.region.AsOf)}
		}
		dossier, err := e.book.region.At(d)
		if err != nil {
			return &edition{book: e.book, region: e.book.region, day: d, missing: "the dossier cannot be read as of " + day + ": " + strings.Split(err.Error(), "\n")[0]}
		}
		r := measure.Of(dossier, e.book.region.Options)
		return e.book.edition(r, e.book.assessment.In(r))
	}))
	return made.(func() *edition)()
}

// call asks a function of the edition.
func (e *edition) call(f *function, given arguments) Value {
	if e.missing != "" && f.call != nil {
		var of []string
		for _, g := range given {
			if text, ok := g.(string); ok && text != "" {
				of = append(of, text)
			}
		}
		v := number(f.name, "", strings.Join(of, " "), 0)
		v.Kind = f.gives
		return v.unknown(measure.Unknown, e.missing)
	}
	v := f.call(e, given)
	if e != e.book.here && v.Known() {
		v.Settled = true // the day has passed
	}
	return e.doubted(v)
}

// doubted warns where all records that a value rests on are of low confidence, as measures do.
func (e *edition) doubted(v Value) Value {
	const warning = "rests only on records of low confidence"
	if len(v.From) == 0 || slices.Contains(v.Warnings, warning) {
		return v
	}
	for _, key := range v.From {
		if record, ok := e.region.Record(key); ok && evidence.MetaOf(record).Confidence != evidence.Low {
			return v
		}
	}
	v.Warnings = append(slices.Clone(v.Warnings), warning)
	return v
}

// Eval evaluates an expression. Its faults come back as Faults.
func (b *Book) Eval(text string) (*Outcome, error) {
	p, err := b.program(text)
	if err != nil {
		return nil, err
	}
	return b.run(p)
}

// Quantity evaluates an expression that is a number, as kappa('AAA', 'PPP') - kappa('BBB', 'PPP').
func (b *Book) Quantity(text string) (measure.Estimate, error) {
	p, err := b.program(text)
	if err != nil {
		return measure.Estimate{}, err
	}
	if p.kind != NumberKind {
		return measure.Estimate{}, Faults{{0, fmt.Sprintf("it is %s, and not a number", p.kind), "leave out the comparison"}}
	}
	o, err := b.run(p)
	if err != nil {
		return measure.Estimate{}, err
	}
	return o.Parts[0].Value.Estimate, nil
}

// Check finds what is wrong with an expression, without evaluating it; nil where nothing is.
func (b *Book) Check(text string) Faults {
	_, err := b.program(text)
	faults, _ := err.(Faults)
	return faults
}

func (b *Book) program(text string) (*program, error) {
	if p, ok := b.compiled.Load(text); ok {
		return p.(*program), nil
	}
	p, err := b.compile(text)
	if err != nil {
		return nil, err
	}
	b.compiled.Store(text, p)
	return p, nil
}
