package evidence

import "reflect"

// cut takes out what does not exist as of the dossier's date, and what is less sure than wanted. The
// tag when of a field says what its date means:
//
//	happens  the record exists when the whole of the date is not after the day
//	begins   the same, of the beginning of a spell
//	ends     a later end has not come yet: the spell is open
//	follows  the record exists when the one it names does
func (d *Dossier) cut(min Confidence) {
	d.leftOut, d.aside = map[string]bool{}, map[string]aside{}
	gone := map[string]map[string]absence{} // table to ids that do not exist, and why
	for _, t := range d.tables() {
		rows := reflect.ValueOf(t.rows).Elem()
		s := schemaOf(t)
		lost := map[string]absence{}
		kept := 0
		for i := range rows.Len() {
			record := structAt(rows, i)
			why := d.absent(record, s, gone)
			if why == here && sureEnough(record, t, min) {
				rows.Index(kept).Set(rows.Index(i))
				kept++
				continue
			}
			first, list := s.columns[0], ""
			if why == here {
				why = unsure
				if first.goKind == reflect.String {
					list = t.name + "/" + record.Field(first.field).String()
					d.leftOut[list] = true
				}
			}
			if first.field >= 0 && first.goKind == reflect.String {
				lost[record.Field(first.field).String()] = why
			}
			lone := reflect.New(record.Type()) // its place in the table is taken by another
			lone.Elem().Set(record)
			cut := lone.Interface().(Record)
			d.aside[cut.meta().Key] = aside{cut, why, list}
		}
		rows.SetLen(kept)
		gone[t.name] = lost
	}
}

// absence says why a row of the files is not in an edition.
type absence uint8

const (
	here   absence = iota
	later          // it lies after the edition's day
	unsure         // it, or the record it follows, is less sure than wanted
)

// aside is a row that was cut off.
type aside struct {
	record Record
	why    absence
	list   string // the table/state whose list it thins, where its own confidence is why
}

// sureEnough keeps the tables of reference whole: a code is not evidence.
func sureEnough(record reflect.Value, t tableOf, min Confidence) bool {
	return t.confidence == never || record.Addr().Interface().(Record).meta().Confidence >= min
}

// absent says why a record does not exist as of the dossier's date, and opens a spell whose end has not come.
func (d *Dossier) absent(record reflect.Value, s *schema, gone map[string]map[string]absence) absence {
	for _, c := range s.columns {
		switch c.when {
		case "happens", "begins":
			var date Date
			switch v := record.Field(c.field).Interface().(type) {
			case Date:
				date = v
			case Period:
				date = v.To
			}
			if !date.IsZero() && date.After(d.AsOf) {
				return later
			}
		case "ends":
			end := record.Field(c.field).Addr().Interface().(*Date)
			if !end.IsZero() && end.After(d.AsOf) {
				*end = Date{}
			}
		case "follows":
			if why := gone[c.ref[0]][record.Field(c.field).String()]; why != here {
				return why
			}
		}
	}
	return here
}
