// Package evidence holds a dossier and answers questions about it, as of a date.
//
// A dossier is a folder of CSV tables with a dossier.toml (docs/format/dossier.md). Load reads it whole,
// applies its corrections, checks it, and cuts off what does not exist as of the date asked for. What
// is wrong comes back as Faults, all of them in one run, each with file, line and column; a dossier
// with a fault is never returned, so that whoever holds a *Dossier need not check it again.
//
// The package hides the format on disk, ids, state codes through time, blocs with dated members, the
// four kinds of missing number, and how silences are derived from who was expected.
package evidence
