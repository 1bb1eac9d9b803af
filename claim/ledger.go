package claim

import (
	"slices"

	"github.com/expr-lang/expr/vm"

	"multivector/evidence"
)

// Outcome is what an expression comes to: of a claim, or of any sentence bound to one.
type Outcome struct {
	*evidence.Claim // nil where the expression is of no claim
	Kind            Kind
	Result          Result // of an expression that is true or false
	Parts           []Part
	// Decided is the place of the part that decided the result: the first that is why it is no better, and where all are true the first.
	Decided int
	Records []string // all that it rests on, sorted
	Lacks   string   // what evidence is missing, where it is open or a part is undecided
	Differs string   // why the result is not the person's
	// Early tells that it is a forecast whose day has not come: what its parts come to today is not yet its result.
	Early bool
}

// Part is one part of an expression, and what it comes to.
type Part struct {
	Text  string
	Value Value
}

// Estimate is what decided the result: the first value of the part that did.
func (o *Outcome) Estimate() (v Value, ok bool) {
	if len(o.Parts) == 0 {
		return v, false
	}
	p := o.Parts[o.Decided].Value
	if len(p.Ground) == 0 {
		return p, true
	}
	for _, one := range p.Ground { // what is not known is why nothing is decided
		if p.Truth == Undecided && !one.Known() {
			return one, true
		}
	}
	return p.Ground[0], true
}

// Warnings are those of all parts, each once.
func (o *Outcome) Warnings() (all []string) {
	for _, p := range o.Parts {
		for _, w := range p.Value.Warnings {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

// run evaluates a program part by part.
func (b *Book) run(p *program) (*Outcome, error) {
	o := &Outcome{Kind: p.kind}
	var truths []Truth
	var keys []string
	for _, one := range p.parts {
		result, err := vm.Run(one.code, map[string]any{here: b.here})
		if err != nil {
			return nil, err
		}
		v := lift(result)
		o.Parts = append(o.Parts, Part{one.text, v})
		truths = append(truths, v.Truth)
		keys = append(keys, v.From...)
	}
	o.Records = sorted(keys)
	if p.kind == TruthKind {
		o.Result = Grade(truths...)
		o.Decided = decided(truths)
	}
	return o, nil
}

// decided is the part that is why a result is no better: the first false one, else the first undecided one, else the first.
func decided(truths []Truth) int {
	for _, t := range []Truth{False, Undecided} {
		if i := slices.Index(truths, t); i >= 0 {
			return i
		}
	}
	return 0
}

// Ledger is every claim of the dossier, recomputed, in the order of claims.csv. Faults of expressions come back as evidence.Faults, with
// the place of each in the file; then there is no ledger.
func (b *Book) Ledger() ([]*Outcome, error) {
	if faults := b.Faults(); faults != nil {
		return nil, faults
	}
	claims := b.region.Claims
	all := make([]*Outcome, len(claims))
	for i := range claims {
		o, err := b.judge(&claims[i])
		if err != nil {
			return nil, err
		}
		all[i] = o
	}
	return all, nil
}

// Faults are those of the expressions of claims.csv, placed in the file.
func (b *Book) Faults() (all evidence.Faults) {
	for i := range b.region.Claims {
		c := &b.region.Claims[i]
		if c.Expression == "" {
			continue
		}
		p, err := b.program(c.Expression)
		faults, _ := err.(Faults)
		if err == nil && p.kind != TruthKind {
			faults = Faults{{0, "the expression is " + p.kind.String() + ", and not true or false", "compare it with something, as > 0.5"}}
		}
		for _, f := range faults {
			all = append(all, c.Fault("expression", f.Offset, f.What, f.Right))
		}
	}
	return all.Sorted()
}

// judge recomputes one claim.
func (b *Book) judge(c *evidence.Claim) (*Outcome, error) {
	o := &Outcome{Claim: c, Kind: TruthKind, Result: Open}
	if c.Expression != "" {
		p, err := b.program(c.Expression)
		if err != nil {
			return nil, err
		}
		if o, err = b.run(p); err != nil {
			return nil, err
		}
		o.Claim = c
		if c.Kind == "forecast" && !c.Closes.IsZero() && c.Closes.After(b.region.AsOf) {
			o.beforeClosing()
		}
	}
	if o.Result == Open || slices.ContainsFunc(o.Parts, func(p Part) bool { return p.Value.Truth == Undecided }) {
		o.Lacks = c.Lacks
		if o.Early && o.Lacks == "" {
			o.Lacks = "the time until " + c.Closes.String()
		}
	}
	if c.Verdict != "" && string(o.Result) != c.Verdict {
		o.Differs = c.Differs
	}
	return o, nil
}

// beforeClosing leaves a forecast open whose day has not come, unless each of its parts is settled whatever comes: then it is certain
// already, or impossible.
func (o *Outcome) beforeClosing() {
	for i, p := range o.Parts {
		if p.Value.Truth == Undecided || !p.Value.Settled {
			o.Early, o.Result, o.Decided = true, Open, i
			return
		}
	}
}

// Question is a claim about the future, as the ledger of forecasts takes it.
type Question struct {
	ID         string
	Text       string
	Expression string
	Closes     evidence.Date
	Result     Result // as of the dossier's date
}

// Questions are the claims about the future that have an expression, in the order of claims.csv.
func (b *Book) Questions() (all []Question, err error) {
	ledger, err := b.Ledger()
	for _, o := range ledger {
		if c := o.Claim; c.Kind == "forecast" && c.Expression != "" {
			all = append(all, Question{c.ID, c.Claim, c.Expression, c.Closes, o.Result})
		}
	}
	return all, err
}
