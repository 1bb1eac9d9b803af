// Package breaks finds the dates at which a series changed its level, says how probable a break is at each
// date, and ranks a change after a named date among the changes after other dates and of other series.
//
// The dates come from penalised likelihood, exactly (Find, Killick, Fearnhead and Eckley 2012); the
// probabilities from a Bayesian product-partition model of the same kind of series, as it could be known at
// the time (Adams and MacKay 2007) and from the whole series (Fearnhead 2006). The two answer different
// questions, and where they disagree the evidence is weak: both are given.
//
// A break is an index: the first point of the new segment. Points are of equal standing, in the order of
// time; the package knows no dates. Nothing in it is random.
package breaks
