package evidence

import (
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// index finds records by what questions name them with. It is built once, when the dossier is loaded.
type index struct {
	records    map[string]Record
	states     map[string]*State
	sources    map[string]*Source
	rollcalls  map[string]*RollCall
	agreements map[string]*Agreement
	forums     map[string]*Forum
	votes      map[string][]*Vote // by roll call
	spellings  map[string]string  // folded spelling to code

	names func() names    // who names whom, worked out when first asked
	gone  map[string]bool // keys of records that were taken out (Without)
}

func (d *Dossier) buildIndex() {
	x := &d.index
	x.records = map[string]Record{}
	for _, t := range d.tables() {
		rows := reflect.ValueOf(t.rows).Elem()
		for i := range rows.Len() {
			record := recordAt(rows, i)
			x.records[record.meta().Key] = record
		}
	}
	x.states, x.sources = map[string]*State{}, map[string]*Source{}
	x.rollcalls, x.agreements, x.forums = map[string]*RollCall{}, map[string]*Agreement{}, map[string]*Forum{}
	x.votes = map[string][]*Vote{}
	for i := range d.States {
		x.states[d.States[i].Code] = &d.States[i]
	}
	for i := range d.Sources {
		x.sources[d.Sources[i].ID] = &d.Sources[i]
	}
	for i := range d.RollCalls {
		x.rollcalls[d.RollCalls[i].ID] = &d.RollCalls[i]
	}
	for i := range d.Agreements {
		x.agreements[d.Agreements[i].ID] = &d.Agreements[i]
	}
	for i := range d.Forums {
		x.forums[d.Forums[i].ID] = &d.Forums[i]
	}
	for i := range d.Votes {
		v := &d.Votes[i]
		x.votes[v.RollCall] = append(x.votes[v.RollCall], v)
	}
	x.spellings, _ = d.spellings()
	x.names = sync.OnceValue(d.readNames)
}

// spellings gives what each spelling means, and the names that mean something else, or nothing, when they
// are resolved. What is said first wins: a code before a name, a name before another spelling.
func (d *Dossier) spellings() (means map[string]string, lost []*Name) {
	means = map[string]string{}
	spell := func(spelling, code string) bool {
		f := fold(spelling)
		if f != "" && means[f] == "" {
			means[f] = code
		}
		return means[f] == code
	}
	for _, s := range d.States {
		spell(s.Code, s.Code)
	}
	for _, f := range d.Forums {
		spell(f.ID, f.ID)
	}
	for _, s := range d.States {
		spell(s.Name, s.Code)
	}
	for i := range d.Names {
		if n := &d.Names[i]; !spell(n.Name, n.RefersTo) {
			lost = append(lost, n)
		}
	}
	for _, f := range d.Forums {
		spell(f.Name, f.ID)
	}
	return means, lost
}

// Record finds a record by its key.
func (d *Dossier) Record(key string) (Record, bool) {
	r, ok := d.index.records[key]
	if !ok || d.index.gone[key] {
		return nil, false
	}
	return r, true
}

// Ever tells whether the files of the dossier hold a record, be it of this edition or cut off by its date or confidence.
func (d *Dossier) Ever(key string) bool {
	_, cut := d.aside[key]
	_, here := d.Record(key)
	return here || cut
}

// EverKeys are the keys of a table's records, those cut off included, sorted.
func (d *Dossier) EverKeys(table string) (keys []string) {
	for key := range d.index.records {
		if TableOf(key) == table && !d.index.gone[key] {
			keys = append(keys, key)
		}
	}
	for key := range d.aside {
		if TableOf(key) == table {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys
}

// RecordsOf are the keys of the records that name a source, sorted.
func (d *Dossier) RecordsOf(source string) (keys []string) {
	for key, r := range d.index.records {
		if r.meta().Source == source && !d.index.gone[key] {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys
}

// MetaOf gives what a record carries whatever its table.
func MetaOf(r Record) *Meta { return r.meta() }

// NearestKey is the key most like one that is not there.
func (d *Dossier) NearestKey(key string) string {
	return nearest(key, slices.DeleteFunc(keysOf(d.index.records), func(k string) bool { return d.index.gone[k] }))
}

// State finds a state, bloc or aggregate by its code.
func (d *Dossier) State(code string) (*State, bool) {
	s, ok := d.index.states[code]
	return s, ok
}

// StateName is a code's name, or the code.
func (d *Dossier) StateName(code string) string {
	if s, ok := d.index.states[code]; ok {
		return s.Name
	}
	return code
}

// SourceCard finds a source by its id.
func (d *Dossier) SourceCard(id string) (*Source, bool) {
	s, ok := d.index.sources[id]
	return s, ok
}

// RollCall finds a roll call by its id.
func (d *Dossier) RollCall(id string) (*RollCall, bool) {
	r, ok := d.index.rollcalls[id]
	return r, ok
}

// Agreement finds a document by its id.
func (d *Dossier) Agreement(id string) (*Agreement, bool) {
	a, ok := d.index.agreements[id]
	return a, ok
}

// Forum finds a forum by its id.
func (d *Dossier) Forum(id string) (*Forum, bool) {
	f, ok := d.index.forums[id]
	return f, ok
}

// VotesOf gives the votes of a roll call.
func (d *Dossier) VotesOf(rollcall string) []*Vote { return d.index.votes[rollcall] }

// Resolve finds the state or forum that a code, a name or a spelling means: Kazakstan is KAZ and so is
// Qazaqstan, Zhaparov is KGZ. Case, accents and marks do not matter.
func (d *Dossier) Resolve(spelling string) (code string, err error) {
	if code, ok := d.index.spellings[fold(spelling)]; ok {
		return code, nil
	}
	return "", fmt.Errorf("%q is not a state or forum of this dossier; the nearest known is %q", spelling, nearest(fold(spelling), keysOf(d.index.spellings)))
}

// fold brings spellings together: letters and digits alone, lower case, accents dropped.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// Members gives the members of a bloc on a day, in alphabetical order.
func (d *Dossier) Members(bloc string, on Date) (members []string) {
	for _, b := range d.Blocs {
		if b.Bloc == bloc && during(b.From, b.To, on) {
			members = append(members, b.Member)
		}
	}
	sort.Strings(members)
	return members
}

// BlocMember gives a state's spell in a bloc on a day.
func (d *Dossier) BlocMember(bloc, member string, on Date) (*BlocMember, bool) {
	for i := range d.Blocs {
		if b := &d.Blocs[i]; b.Bloc == bloc && b.Member == member && during(b.From, b.To, on) {
			return b, true
		}
	}
	return nil, false
}

// LeftOut tells whether rows of a table that speak of a state were left out for their confidence.
func (d *Dossier) LeftOut(table, state string) bool { return d.leftOut[table+"/"+state] }

// IsBloc tells whether a code is a bloc with dated members.
func (d *Dossier) IsBloc(code string) bool {
	s, ok := d.index.states[code]
	return ok && s.Kind == "bloc"
}

// Membership gives a state's standing in a forum on a day.
func (d *Dossier) Membership(forum, state string, on Date) (*Membership, bool) {
	for i := range d.Memberships {
		m := &d.Memberships[i]
		if m.Forum == forum && m.State == state && during(m.From, m.To, on) {
			return m, true
		}
	}
	return nil, false
}

// CodeOf gives a state's code in another system on a day.
func (d *Dossier) CodeOf(state, system string, on Date) (string, bool) {
	for _, c := range d.Codes {
		if c.State == state && c.System == system && during(c.From, c.To, on) {
			return c.Code, true
		}
	}
	return "", false
}

// StateOf gives the state that another system's code means on a day.
func (d *Dossier) StateOf(system, code string, on Date) (string, bool) {
	for _, c := range d.Codes {
		if c.System == system && c.Code == code && during(c.From, c.To, on) {
			return c.State, true
		}
	}
	return "", false
}

// Size is the number of records that exist as of the dossier's date.
func (d *Dossier) Size() int { return len(d.index.records) - len(d.index.gone) }

// Tables is the number of tables that hold a record.
func (d *Dossier) Tables() (n int) {
	for _, t := range d.tables() {
		if reflect.ValueOf(t.rows).Elem().Len() > 0 {
			n++
		}
	}
	return n
}
