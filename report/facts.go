package report

import (
	"errors"
	"sync"

	"multivector/chance"
	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// Facts are what a report speaks of, measured once for all its languages.
type Facts struct {
	Dossier    *evidence.Dossier
	Region     *measure.Region
	Assessment *measure.Assessment
	Book       *claim.Book
	Claims     []*claim.Outcome // the ledger
	Findings   []measure.Finding
	Verdicts   []measure.Verdict
	Flips      []flipped
	WhatIfs    []*whatIf  // what the dossier's scenarios come to
	Articles   []*article // that come with the dossier, by name and language

	Made      Options     // what the report is made with
	Languages []*Language // of the report, the first at the root of its folder

	ledger     ledger                       // what rests on which record
	addressing sync.Mutex                   // held while addresses are made
	anchors    map[string]map[string]string // of records, by table and key within it
	sources    map[string]string            // the addresses of the sources' pages
	formers    []*former                    // the report without the corrections: each alone, then all
	former     bool                         // that it is one of them itself
}

// Measure measures a dossier for a report, and what its corrections changed.
func Measure(r *measure.Region) (*Facts, error) {
	f, err := measureAll(r)
	if err != nil {
		return nil, err
	}
	f.former = false
	f.takeBack()
	return f, nil
}

// measureAll measures a dossier as it is.
func measureAll(r *measure.Region) (*Facts, error) {
	f := &Facts{Dossier: r.Dossier, Region: r, Assessment: measure.Assess(r, r.Config.Region), former: true}
	f.Findings = f.Assessment.Findings()
	f.Book = claim.NewBook(f.Region, f.Assessment)
	var err error
	if f.Claims, err = f.Book.Ledger(); err != nil {
		return nil, err
	}
	parts := []func() error{
		f.certainty,
		func() (err error) { f.WhatIfs, err = whatIfs(r); return err },
		func() (err error) { f.Articles, err = articles(f.Book, f.Claims); return err },
	}
	faults := make([]error, len(parts))
	chance.Each(len(parts), func(i int) { faults[i] = parts[i]() })
	return f, errors.Join(faults...)
}
