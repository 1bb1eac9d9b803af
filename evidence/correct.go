package evidence

import "fmt"

// applyCorrections changes the cells that corrections.csv names. A correction whose was is not what
// the file holds is a fault even where it is not applied yet: the file has moved on, and the
// correction must go or be written anew. The idea of a correction that expires is Our World in Data's.
//
// The records that are not found come back apart: where a key turns out to be at fault, that is why, and it
// is said there.
func applyCorrections(b *book, asOf Date) (faults Faults, notFound []unfound) {
	corrections := b.sheets["corrections"]
	if corrections == nil {
		return nil, nil
	}
	rows := map[string]map[string]int{} // table to key to row, of the tables that are corrected
	byName := map[string]tableOf{}
	for _, t := range new(Dossier).tables() {
		byName[t.name] = t
	}
	near := advice{}
	seen := map[[2]string]bool{} // a second correction of one field is a row that stands twice
	for r := range corrections.rows {
		record, field := corrections.cell(r, "record"), corrections.cell(r, "field")
		if corrections.cell(r, "status") != "active" || record == "" || field == "" || seen[[2]string{record, field}] {
			continue
		}
		seen[[2]string{record, field}] = true
		fault := func(column, what, right string) {
			faults = append(faults, corrections.fault(r, column, what, right))
		}
		table := TableOf(record)
		sh := b.sheets[table]
		if b.unread[table] {
			continue
		}
		if sh == nil || table == "corrections" {
			fault("record", fmt.Sprintf("no table %q can be corrected", table), "write a record's key, as votes:ROLLCALL/STATE; "+orNot("the nearest table is ", near.nearest("tables", table, func() []string { return keysOf(b.sheets) })))
			continue
		}
		s := schemaOf(byName[table])
		if rows[table] == nil {
			rows[table] = map[string]int{}
			for i := range sh.rows {
				rows[table][s.key(sh, i)] = i
			}
		}
		target, ok := rows[table][record]
		if !ok {
			right := orNot("the nearest is ", near.nearest(table, record, func() []string { return keysOf(rows[table]) }))
			notFound = append(notFound, unfound{record, corrections.fault(r, "record", "there is no record "+record, right)})
			continue
		}
		i, ok := sh.index[field]
		if !ok {
			if _, known := s.byName[field]; !known || !sh.misread {
				fault("field", fmt.Sprintf("%s has no column %q", table, field), orNot("the nearest is ", nearest(field, sh.columns)))
			}
			continue
		}
		if now := sh.rows[target].cells[i]; now != corrections.cell(r, "was") {
			if !corrections.misread {
				fault("was", fmt.Sprintf("%s of %s is %q, not %q", field, record, now, corrections.cell(r, "was")), "the file has moved on: withdraw the correction or write it anew")
			}
			continue
		}
		// A bad date is reported when the row is decoded. Where dossier.toml could not be read there is no day
		// to hold the date against, and what is corrected should not be reported as a fault of the table.
		var date Date
		if err := date.UnmarshalText([]byte(corrections.cell(r, "date"))); err == nil && date.After(asOf) && !asOf.IsZero() {
			continue
		}
		sh.rows[target].cells[i] = corrections.cell(r, "becomes")
	}
	return faults, notFound
}

// unfound is a fault of a correction whose record is not there.
type unfound struct {
	record string
	fault  Fault
}

func orNot(before, word string) string {
	if word == "" {
		return "nothing is like it"
	}
	return before + word
}
