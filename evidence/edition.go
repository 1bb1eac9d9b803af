package evidence

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Editions are two editions of one dossier, two folders or one as of two dates, and what is different between
// them, each difference under the cause it belongs to:
//
//   - new evidence: a record whose key only the new edition has; a record that exists since, and a spell that has
//     ended since, as of the new edition's date; and the date itself, with which windows move on;
//   - revised evidence: a record that both have with other content, by a correction or in the file, one that was
//     withdrawn, and one that is sure enough in one edition alone;
//   - method: what dossier.toml chooses, and the tables that a program made with other settings or in another version;
//   - weights: those among what dossier.toml chooses.
//
// Tables of reference (states, sources, names) are no evidence: what only one edition has of them names nothing that
// is measured in the other, and is there in every mixture; what they say otherwise is revised.
type Editions struct {
	Old, New *Dossier
	Records  []RecordChange // by table, then in the order of the files
	Settings []Setting      // and the date, as as_of
	Warnings []string       // where a cause could not be told from another

	pairings []pairing // by table, in the order of Dossier.tables
	asides   []asideOf
	active   Causes
}

// RecordChange is one record that is not the same in two editions.
type RecordChange struct {
	Key   string
	Cause Cause
	// How: new; withdrawn; revised; ended, a spell that has since; surer or less sure than was asked for; remade, by a
	// program with other settings; and where the new edition is of an earlier date: later, past it; open, a spell
	// that has not ended yet.
	How string
}

// pairing is one table's rows in the two editions, in an order that keeps both.
type pairing []pair

// pair is one record: its rows in the two editions, -1 where it has none, and the cause by which one gives way to
// the other.
type pair struct {
	old, new int
	same     bool
	cause    Cause
}

// asideOf is a row that was cut off in one of the editions or both.
type asideOf struct {
	old, new aside
	cause    Cause
}

// Compare finds what is different between two editions. They are of one region: states or a label that differ are
// an error, for then the estimates are of different things.
func Compare(old, new *Dossier) (*Editions, error) {
	if faults := otherRegion(old, new); faults != nil {
		return nil, faults
	}
	e := &Editions{Old: old, New: new}
	if old.AsOf != new.AsOf {
		e.Settings = append(e.Settings, Setting{"as_of", old.AsOf.String(), new.AsOf.String(), NewEvidence})
	}
	e.Settings = append(e.Settings, settingsBetween(old.Config, new.Config)...)
	newTables := new.tables()
	for i, t := range old.tables() {
		made := cardsBetween(t.name, old.Cards[t.name], new.Cards[t.name])
		e.Settings = append(e.Settings, made...)
		m := merging{e: e, table: t, schema: schemaOf(t), old: reflect.ValueOf(t.rows).Elem(), new: reflect.ValueOf(newTables[i].rows).Elem()}
		if len(made) > 0 {
			m.remade = true
			if !sameFiles(old.Cards[t.name], new.Cards[t.name]) {
				m.last = m.lastDate()
				e.Warnings = append(e.Warnings, fmt.Sprintf("%s.csv was made from another file and in another way: what the file revised cannot be told from what the way changed, and counts as method.", t.name))
			}
		}
		e.pairings = append(e.pairings, m.merge())
	}
	e.setAside()
	for _, s := range e.Settings {
		e.active = e.active.With(s.Cause)
	}
	for _, r := range e.Records {
		e.active = e.active.With(r.Cause)
	}
	return e, nil
}

// Active are the causes under which anything is different at all: the others change nothing.
func (e *Editions) Active() Causes { return e.active }

// otherRegion finds why two dossiers are no editions of one.
func otherRegion(old, new *Dossier) (faults Faults) {
	if was, is := strings.Join(old.Config.Region, " "), strings.Join(new.Config.Region, " "); was != is {
		faults = append(faults, new.Config.at.Fault("region", fmt.Sprintf("the region is %s, and in the edition before it %s", is, was), "compare editions of the same states in the same order"))
	}
	if old.Label != new.Label {
		faults = append(faults, new.Config.at.Fault("label", fmt.Sprintf("the region's label is %q, and in the edition before it %q", new.Label, old.Label), "compare editions with one label"))
	}
	return faults
}

// Mix gives the dossier in which the causes of a set have come to pass and the others have not: its rows, settings and
// date are those of the new edition where their cause is in the set, of the old one where not. A record that follows
// another which is not there is left out with it. Nothing is checked again: what two sound editions hold is sound row by
// row, and measures bear a code that names nothing.
func (e *Editions) Mix(set Causes) *Dossier {
	edition := func(c Cause) *Dossier {
		if set.Has(c) {
			return e.New
		}
		return e.Old
	}
	d := &Dossier{Config: edition(Method).Config, AsOf: edition(NewEvidence).AsOf, Cards: edition(Method).Cards}
	if set.Has(Method) != set.Has(Weights) {
		d.Config = withWeights(d.Config, edition(Weights).Config)
	}
	old, new := e.Old.tables(), e.New.tables()
	for i, t := range d.tables() {
		was, is := reflect.ValueOf(old[i].rows).Elem(), reflect.ValueOf(new[i].rows).Elem()
		rows := reflect.MakeSlice(was.Type(), len(e.pairings[i]), len(e.pairings[i]))
		n := 0
		for _, p := range e.pairings[i] {
			from, at := was, p.old
			if p.new >= 0 && (p.same || set.Has(p.cause)) {
				from, at = is, p.new
			} else if !p.same && set.Has(p.cause) {
				continue // it is gone
			}
			if at >= 0 {
				rows.Index(n).Set(from.Index(at))
				n++
			}
		}
		reflect.ValueOf(t.rows).Elem().Set(rows.Slice(0, n))
	}
	d.dropFollowers()
	d.leftOut = map[string]bool{}
	for _, a := range e.asides {
		list := a.old.list
		if set.Has(a.cause) {
			list = a.new.list
		}
		if list != "" {
			d.leftOut[list] = true
		}
	}
	d.buildIndex()
	return d
}

// dropFollowers takes out the records whose existence hangs on one that is not there.
func (d *Dossier) dropFollowers() {
	ids := map[string]map[string]bool{}
	for _, t := range d.tables() {
		rows, s := reflect.ValueOf(t.rows).Elem(), schemaOf(t)
		ids[t.name] = map[string]bool{}
		for _, c := range s.columns {
			if c.when != "follows" {
				continue
			}
			kept := 0
			for i := range rows.Len() {
				if ids[c.ref[0]][structAt(rows, i).Field(c.field).String()] {
					rows.Index(kept).Set(rows.Index(i))
					kept++
				}
			}
			rows.SetLen(kept)
		}
		if first := s.columns[0]; first.goKind == reflect.String {
			for i := range rows.Len() {
				ids[t.name][structAt(rows, i).Field(first.field).String()] = true
			}
		}
	}
}

// setAside pairs the rows that were cut off, so that a list is thin in a mixture where it was in the edition the row
// is taken from.
func (e *Editions) setAside() {
	keys := keysOf(e.Old.aside)
	for key := range e.New.aside {
		if _, both := e.Old.aside[key]; !both {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		a := asideOf{old: e.Old.aside[key], new: e.New.aside[key], cause: e.Old.causeOf(e.New, key)}
		if a.old.list != "" || a.new.list != "" {
			e.asides = append(e.asides, a)
		}
	}
}

// causeOf is why a record stands in one edition and not in another, or is cut off in one of them.
func (d *Dossier) causeOf(new *Dossier, key string) Cause {
	was, is := d.standing(key), new.standing(key)
	if was == standingLater || is == standingLater || was == standingAbsent {
		return NewEvidence
	}
	return RevisedEvidence
}

// standing is what has become of a key in an edition.
func (d *Dossier) standing(key string) standing {
	if _, ok := d.index.records[key]; ok {
		return standingHere
	}
	switch d.aside[key].why {
	case later:
		return standingLater
	case unsure:
		return standingUnsure
	}
	return standingAbsent
}

type standing uint8

const (
	standingAbsent standing = iota // the files do not hold it
	standingHere
	standingLater
	standingUnsure
)
