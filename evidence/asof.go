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
	d.leftOut, d.cutOff = map[string]bool{}, map[string][]Record{}
	gone := map[string]map[string]bool{} // table to ids that do not exist
	for _, t := range d.tables() {
		rows := reflect.ValueOf(t.rows).Elem()
		s := schemaOf(t)
		lost := map[string]bool{}
		kept := 0
		for i := range rows.Len() {
			record := structAt(rows, i)
			exists := d.exists(record, s, gone)
			if exists && sureEnough(record, t, min) {
				rows.Index(kept).Set(rows.Index(i))
				kept++
				continue
			}
			lone := reflect.New(record.Type()) // its place in the table is taken by another
			lone.Elem().Set(record)
			d.cutOff[t.name] = append(d.cutOff[t.name], lone.Interface().(Record))
			if first := s.columns[0]; exists && first.goKind == reflect.String {
				d.leftOut[t.name+"/"+record.Field(first.field).String()] = true
			}
			if first := s.columns[0]; first.field >= 0 && first.goKind == reflect.String {
				lost[record.Field(first.field).String()] = true
			}
		}
		rows.SetLen(kept)
		gone[t.name] = lost
	}
}

// sureEnough keeps the tables of reference whole: a code is not evidence.
func sureEnough(record reflect.Value, t tableOf, min Confidence) bool {
	return t.confidence == never || record.Addr().Interface().(Record).meta().Confidence >= min
}

func (d *Dossier) exists(record reflect.Value, s *schema, gone map[string]map[string]bool) bool {
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
				return false
			}
		case "ends":
			end := record.Field(c.field).Addr().Interface().(*Date)
			if !end.IsZero() && end.After(d.AsOf) {
				*end = Date{}
			}
		case "follows":
			if gone[c.ref[0]][record.Field(c.field).String()] {
				return false
			}
		}
	}
	return true
}
