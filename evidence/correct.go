package evidence

import "fmt"

// applyCorrections changes the cells that corrections.csv names. A correction whose was is not what
// the file holds is a fault even where it is not applied yet: the file has moved on, and the
// correction must go or be written anew. The idea of a correction that expires is Our World in Data's.
func applyCorrections(sheets map[string]*sheet, asOf Date) (faults Faults) {
	corrections := sheets["corrections"]
	if corrections == nil {
		return nil
	}
	rows := map[string]map[string]int{} // table to key to row, of the tables that are corrected
	byName := map[string]tableOf{}
	for _, t := range new(Dossier).tables() {
		byName[t.name] = t
	}
	for r := range corrections.rows {
		record, field := corrections.cell(r, "record"), corrections.cell(r, "field")
		if corrections.cell(r, "status") != "active" || record == "" || field == "" {
			continue
		}
		fault := func(column, what, right string) {
			faults = append(faults, corrections.fault(r, column, what, right))
		}
		table := TableOf(record)
		sh := sheets[table]
		if sh == nil || table == "corrections" {
			fault("record", fmt.Sprintf("no table %q can be corrected", table), "write a record's key, as votes:es11-1/TKM; the nearest table is "+nearest(table, keysOf(sheets)))
			continue
		}
		if rows[table] == nil {
			rows[table] = map[string]int{}
			s := schemaOf(byName[table])
			for i := range sh.rows {
				rows[table][s.key(sh, i)] = i
			}
		}
		target, ok := rows[table][record]
		if !ok {
			fault("record", fmt.Sprintf("there is no record %s", record), "the nearest is "+nearest(record, keysOf(rows[table])))
			continue
		}
		i, ok := sh.index[field]
		if !ok {
			fault("field", fmt.Sprintf("%s has no column %q", table, field), "the nearest is "+nearest(field, sh.columns))
			continue
		}
		if now := sh.rows[target].cells[i]; now != corrections.cell(r, "was") {
			fault("was", fmt.Sprintf("%s of %s is %q, not %q", field, record, now, corrections.cell(r, "was")), "the file has moved on: withdraw the correction or write it anew")
			continue
		}
		var date Date
		if err := date.UnmarshalText([]byte(corrections.cell(r, "date"))); err != nil || date.After(asOf) {
			continue // a bad date is reported when the row is decoded
		}
		sh.rows[target].cells[i] = corrections.cell(r, "becomes")
	}
	return faults
}
