package evidence

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"
)

// Without gives the dossier as if some of its records were not there: as if their lines had been deleted from their
// files before it was loaded. Only the tables of those records are copied; the rest is shared with d, which does
// not change.
//
// What speaks of a record and has nothing else to say goes with it: its corrections, and its mention among the
// evidence of a claim. A record that another one names (a roll call its votes, a source whatever was read there), or
// that dossier.toml does, can be taken out only together with those that name it: the error says which does. A
// key that is not there is an error too.
func (d *Dossier) Without(keys ...string) (*Dossier, error) {
	gone := make(map[string]bool, len(keys))
	named, spoken := false, false
	names := d.index.names()
	for _, key := range keys {
		if _, ok := d.Record(key); !ok {
			return nil, fmt.Errorf("there is no record %q to take out", key)
		}
		gone[key] = true
		named = named || names.by[key] != ""
		spoken = spoken || names.spoken[key]
	}
	if named {
		for ref := range d.references {
			if gone[ref.key] && !gone[ref.by] && !ref.speaks {
				return nil, fmt.Errorf("%s cannot be taken out alone: %s names it", ref.key, ref.by)
			}
		}
	}
	if spoken {
		for _, c := range d.Corrections {
			if gone[c.Record] {
				gone[c.Key] = true
			}
		}
	}
	touched := map[string][]Record{} // by table
	for key := range gone {
		record, _ := d.Record(key)
		touched[TableOf(key)] = append(touched[TableOf(key)], record)
	}
	less := *d
	less.digest = nil
	less.index.gone = maps.Clone(d.index.gone)
	if less.index.gone == nil {
		less.index.gone = gone
	} else {
		maps.Copy(less.index.gone, gone)
	}
	for _, t := range less.tables() {
		if records := touched[t.name]; records != nil {
			removeRows(reflect.ValueOf(t.rows).Elem(), records)
			less.index.forget(t.name, records)
		}
	}
	if touched["states"] != nil || touched["forums"] != nil || touched["names"] != nil {
		less.index.spellings, _ = less.spellings()
	}
	if spoken {
		less.Claims = slices.Clone(less.Claims)
		for i := range less.Claims {
			c := &less.Claims[i]
			if c.Evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(key string) bool { return gone[key] }); len(c.Evidence) == 0 {
				c.Evidence = nil // as an empty cell reads
			}
		}
	}
	return &less, nil
}

// removeRows replaces a table by a copy without some of its records. Rows stand in the order of their file, but for those of a
// mixture of two editions.
func removeRows(rows reflect.Value, records []Record) {
	places := make([]int, len(records))
	for i, record := range records {
		row := record.meta().row
		places[i] = sort.Search(rows.Len(), func(k int) bool { return recordAt(rows, k).meta().row >= row })
		if key := record.meta().Key; places[i] == rows.Len() || keyAt(rows, places[i]) != key {
			for places[i] = 0; keyAt(rows, places[i]) != key; {
				places[i]++
			}
		}
	}
	slices.Sort(places)
	kept := reflect.MakeSlice(rows.Type(), rows.Len()-len(places), rows.Len()-len(places))
	from, to := 0, 0
	for _, place := range append(places, rows.Len()) {
		to += reflect.Copy(kept.Slice(to, kept.Len()), rows.Slice(from, place))
		from = place + 1
	}
	rows.Set(kept)
}

// forget takes records of a table out of the parts of the index that find them by their ids.
func (x *index) forget(table string, records []Record) {
	switch table {
	case "states":
		x.states = lessOf(x.states, records)
	case "sources":
		x.sources = lessOf(x.sources, records)
	case "rollcalls":
		x.rollcalls = lessOf(x.rollcalls, records)
	case "agreements":
		x.agreements = lessOf(x.agreements, records)
	case "forums":
		x.forums = lessOf(x.forums, records)
	case "votes":
		x.votes = maps.Clone(x.votes)
		for _, record := range records {
			v := record.(*Vote)
			x.votes[v.RollCall] = slices.DeleteFunc(slices.Clone(x.votes[v.RollCall]), func(o *Vote) bool { return o.Key == v.Key })
		}
	}
}

// lessOf is a map by id without some records, whose keys are table:id.
func lessOf[T any](byID map[string]T, records []Record) map[string]T {
	byID = maps.Clone(byID)
	for _, record := range records {
		_, id, _ := strings.Cut(record.meta().Key, ":")
		delete(byID, id)
	}
	return byID
}

// names are which records others name, and by which.
type names struct {
	by     map[string]string // key to the first record that names it, or dossier.toml
	spoken map[string]bool   // keys that a claim rests on or a correction changes
}

// NamedBy gives a record that names this one, or dossier.toml where the settings do; empty where nothing does, so
// that the record can be taken out alone (Without). Claims and corrections do not count.
func (d *Dossier) NamedBy(key string) string { return d.index.names().by[key] }

// readNames gathers who names whom.
func (d *Dossier) readNames() names {
	n := names{map[string]string{}, map[string]bool{}}
	for ref := range d.references {
		if ref.speaks {
			n.spoken[ref.key] = true
		} else if n.by[ref.key] == "" {
			n.by[ref.key] = ref.by
		}
	}
	return n
}

// reference is one record naming another, by their keys. It speaks of it where it is a correction, or a claim that rests on
// it: nothing is measured from those.
type reference struct {
	by, key string
	speaks  bool
}

// references gives every record that a record, or dossier.toml, names; what the edition has cut off names records too,
// for its lines are in the files. Where a code may be of several tables, each is given.
func (d *Dossier) references(yield func(reference) bool) {
	for _, state := range slices.Concat(d.Region, d.Vectors, d.MinorVectors, d.VotesConfig.Opposed) {
		if !yield(reference{by: configFile, key: "states:" + state}) {
			return
		}
	}
	for _, t := range d.tables() {
		s := schemaOf(t)
		rows := reflect.ValueOf(t.rows).Elem()
		for i := range rows.Len() {
			if !s.references(recordAt(rows, i), yield) {
				return
			}
		}
	}
	tables := map[string]*schema{}
	for _, t := range d.tables() {
		tables[t.name] = schemaOf(t)
	}
	for _, key := range slices.Sorted(maps.Keys(d.aside)) {
		if !tables[TableOf(key)].references(d.aside[key].record, yield) {
			return
		}
	}
}

// references gives every record that a record of a table names; false where that was enough.
func (s *schema) references(record Record, yield func(reference) bool) bool {
	if c, ok := record.(*Correction); ok && !yield(reference{c.Key, c.Record, true}) {
		return false
	}
	for i := range s.columns {
		for _, ref := range s.columns[i].references(record) {
			if !yield(ref) {
				return false
			}
		}
	}
	return true
}

// references are the records that a column of a record names.
func (c *column) references(record Record) (all []reference) {
	if len(c.ref) == 0 {
		return nil
	}
	var values []string
	switch fields := reflect.ValueOf(record).Elem(); {
	case c.metaName == "source":
		values = []string{record.meta().Source}
	case c.list:
		values = fields.Field(c.field).Interface().([]string)
	default:
		values = []string{fields.Field(c.field).String()}
	}
	for _, value := range values {
		for _, table := range c.ref {
			ref := reference{by: record.meta().Key, key: table + ":" + value}
			switch table {
			case "vectors":
				ref.key = "states:" + value
			case "records":
				ref.key, ref.speaks = value, true
			}
			all = append(all, ref)
		}
	}
	return all
}
