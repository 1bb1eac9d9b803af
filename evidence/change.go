package evidence

import (
	"errors"
	"fmt"
	"slices"
)

// Change is one field of one record made something else, in memory: what a shock does. Was is what the field holds
// before, so that a change says what it takes away and can be undone.
type Change struct {
	Record, Field string
	Was, Becomes  string
}

// Undone are the changes that undo others: the last first, each the other way.
func Undone(changes []Change) []Change {
	undone := slices.Clone(changes)
	slices.Reverse(undone)
	for i, c := range undone {
		undone[i].Was, undone[i].Becomes = c.Becomes, c.Was
	}
	return undone
}

// Changed is the same edition of the dossier with some fields changed, read and checked anew: what holds of a dossier
// holds of a changed one. The dossier itself stays as it is.
func (d *Dossier) Changed(changes []Change) (*Dossier, error) {
	o := d.options
	o.Changes = slices.Concat(o.Changes, changes)
	return Load(d.dir, d.name, o)
}

// At is the dossier as it stood on a day, with the changes and without the records that this one is with and without.
func (d *Dossier) At(day Date) (*Dossier, error) {
	o := d.options
	o.AsOf = day
	then, err := Load(d.dir, d.name, o)
	if err != nil || len(d.index.gone) == 0 {
		return then, err
	}
	gone := slices.DeleteFunc(keysOf(d.index.gone), func(key string) bool { _, ok := then.Record(key); return !ok })
	return then.Without(gone...)
}

// applyChanges changes cells, in the order given; what cannot be changed is an error of the one who asked, not of a file.
func applyChanges(b *book, changes []Change) error {
	var wrong []error
	rows := map[string]map[string]int{} // table to key to row
	for _, t := range new(Dossier).tables() {
		if sh := b.sheets[t.name]; sh != nil && slices.ContainsFunc(changes, func(c Change) bool { return TableOf(c.Record) == t.name }) {
			rows[t.name] = map[string]int{}
			s := schemaOf(t)
			for i := range sh.rows {
				rows[t.name][s.key(sh, i)] = i
			}
		}
	}
	for _, c := range changes {
		table := TableOf(c.Record)
		row, ok := rows[table][c.Record]
		if !ok {
			wrong = append(wrong, fmt.Errorf("there is no record %s to change", c.Record))
			continue
		}
		sh := b.sheets[table]
		column, ok := sh.index[c.Field]
		if !ok {
			wrong = append(wrong, fmt.Errorf("%s has no column %q to change", table, c.Field))
			continue
		}
		if now := sh.rows[row].cells[column]; now != c.Was {
			wrong = append(wrong, fmt.Errorf("%s of %s is %q, not %q", c.Field, c.Record, now, c.Was))
			continue
		}
		sh.rows[row].cells[column] = c.Becomes
	}
	return errors.Join(wrong...)
}
