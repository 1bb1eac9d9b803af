package evidence

import "reflect"

// merging brings the rows of one table of two editions together.
type merging struct {
	e        *Editions
	table    tableOf
	schema   *schema
	old, new reflect.Value // slices of the table's rows
	remade   bool          // a program made the table otherwise: what is different is its doing
	last     Date          // but for rows after this day, where it also read another file
}

// merge pairs the rows by their keys. The order is that of the new edition; a row that only the old one has stands
// after the one it followed there: what sums a table in its order must not depend on what it was mixed from.
func (m *merging) merge() (all pairing) {
	if m.table.name == "corrections" {
		return m.whole() // what they do stands in the records they correct
	}
	place := make(map[string]int, m.old.Len())
	for i := range m.old.Len() {
		place[keyAt(m.old, i)] = i
	}
	inNew := make(map[string]bool, m.new.Len())
	for j := range m.new.Len() {
		inNew[keyAt(m.new, j)] = true
	}
	passed := 0
	leave := func(until int) {
		for ; passed < until; passed++ {
			if !inNew[keyAt(m.old, passed)] {
				all = append(all, m.pair(passed, -1))
			}
		}
	}
	for j := range m.new.Len() {
		i, both := place[keyAt(m.new, j)]
		if !both {
			all = append(all, m.pair(-1, j))
			continue
		}
		leave(i)
		passed = max(passed, i+1)
		all = append(all, m.pair(i, j))
	}
	leave(m.old.Len())
	return all
}

// whole takes a table as the new edition has it, in every mixture.
func (m *merging) whole() (all pairing) {
	for j := range m.new.Len() {
		all = append(all, pair{old: -1, new: j, same: true})
	}
	return all
}

func keyAt(rows reflect.Value, i int) string {
	return recordAt(rows, i).meta().Key
}

// pair says of one record whether it changed, how and by what, and notes it.
func (m *merging) pair(i, j int) pair {
	p := pair{old: i, new: j}
	how, key := "", ""
	switch {
	case j < 0:
		key = keyAt(m.old, i)
		if m.table.confidence == never {
			return pair{old: i, new: -1, same: true} // of reference: in every mixture
		}
		p.cause = m.e.Old.causeOf(m.e.New, key)
		how = map[standing]string{standingAbsent: "withdrawn", standingLater: "later", standingUnsure: "less sure"}[m.e.New.standing(key)]
	case i < 0:
		key = keyAt(m.new, j)
		if m.table.confidence == never {
			return pair{old: -1, new: j, same: true}
		}
		p.cause = m.e.Old.causeOf(m.e.New, key)
		how = "new"
		if p.cause == RevisedEvidence {
			how = "surer"
		}
	default:
		key = keyAt(m.new, j)
		was, is := structAt(m.old, i), structAt(m.new, j)
		if p.same = m.schema.same(was, is); p.same {
			return p
		}
		p.cause, how = RevisedEvidence, "revised"
		if m.schema.sameInFiles(was, is) {
			p.cause, how = NewEvidence, "ended" // the day of its end lies between the two editions
			if m.e.Old.AsOf.After(m.e.New.AsOf) {
				how = "open"
			}
		}
	}
	if m.remade && how != "ended" && how != "open" && !m.byDate(i, j, key) {
		p.cause, how = Method, "remade"
	}
	m.e.Records = append(m.e.Records, RecordChange{key, p.cause, how})
	return p
}

// byDate tells whether it is by its date that a row stands in one edition alone: it lies past the day of the other, or,
// where another file was read, past all that the old file held.
func (m *merging) byDate(i, j int, key string) bool {
	switch {
	case i < 0:
		return m.e.Old.standing(key) == standingLater || !m.last.IsZero() && m.schema.date(structAt(m.new, j)).After(m.last)
	case j < 0:
		return m.e.New.standing(key) == standingLater
	}
	return false
}

// lastDate is the date of the latest row of the old edition.
func (m *merging) lastDate() (last Date) {
	for i := range m.old.Len() {
		if d := m.schema.date(structAt(m.old, i)); last.IsZero() || d.After(last) {
			last = d
		}
	}
	return last
}

// date is when what a row speaks of happened; no date where its table has none.
func (s *schema) date(row reflect.Value) (d Date) {
	for _, c := range s.columns {
		if c.when == "happens" && c.field >= 0 {
			if date, ok := row.Field(c.field).Interface().(Date); ok {
				d = date
			}
		}
	}
	return d
}

// same tells whether two rows say the same, notes aside, which no measure reads.
func (s *schema) same(a, b reflect.Value) bool {
	m, n := a.Addr().Interface().(Record).meta(), b.Addr().Interface().(Record).meta()
	if m.Source != n.Source || m.Confidence != n.Confidence {
		return false
	}
	for _, c := range s.columns {
		if c.field < 0 {
			continue
		}
		x, y := a.Field(c.field), b.Field(c.field)
		if x.Comparable() {
			if !x.Equal(y) {
				return false
			}
		} else if !reflect.DeepEqual(x.Interface(), y.Interface()) {
			return false
		}
	}
	return true
}

// sameInFiles tells whether two rows that are not the same are so in their files: then it is the edition's date that
// tells them apart, which opens a spell whose end has not come.
func (s *schema) sameInFiles(a, b reflect.Value) bool {
	m, n := a.Addr().Interface().(Record).meta(), b.Addr().Interface().(Record).meta()
	if m.sheet == nil || n.sheet == nil {
		return false
	}
	for _, c := range s.columns {
		if c.name != "note" && m.sheet.cell(m.row, c.name) != n.sheet.cell(n.row, c.name) {
			return false
		}
	}
	return true
}
