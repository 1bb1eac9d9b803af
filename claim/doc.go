// Package claim recomputes the sentences of a text: a claim is an expression over a dossier and its measures, and what it comes to
// is one of four results, with the records it rests on and the estimate that decided it.
//
// An expression is a line as
//
//	vote('es11-1', 'AAA') == 'abstain' and share('AAA', 'PPP', 'exports') > 0.5
//
// Its parts are what stands between the ands: each is true, false, or undecided, where an interval holds both or something is
// not known. What the parts come to together is in grade.go, what a comparison comes to in compare.go, the functions in function.go
// and docs/methods/claims.md. Parsing, positions and evaluation are those of github.com/expr-lang/expr; what a name means, and
// that no number is ever bare, is ours.
//
// A Book holds a dossier with what was measured of it, and is safe for concurrent use.
package claim
