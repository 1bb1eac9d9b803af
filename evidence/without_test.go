package evidence_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/dossiers"
	"multivector/evidence"
)

// deleted is a dossier's files without the lines of some records, and without their keys among the evidence of
// claims.
func deleted(tb testing.TB, files fstest.MapFS, d *evidence.Dossier, keys []string) fstest.MapFS {
	tb.Helper()
	lines := map[string]map[int]bool{} // by file
	for _, key := range keys {
		r, ok := d.Record(key)
		if !ok {
			tb.Fatalf("there is no record %s", key)
		}
		_, line := evidence.MetaOf(r).Where()
		file := evidence.TableOf(key) + ".csv"
		if lines[file] == nil {
			lines[file] = map[int]bool{}
		}
		lines[file][line] = true
	}
	if lines["claims.csv"] == nil {
		lines["claims.csv"] = map[int]bool{} // what they rest on is looked through all the same
	}
	without := fstest.MapFS{}
	for file, data := range files {
		without[file] = data
		if lines[file] == nil || data == nil {
			continue
		}
		var card []string
		rest := string(data.Data)
		for strings.HasPrefix(rest, "#") {
			line, after, _ := strings.Cut(rest, "\n")
			card, rest = append(card, line+"\n"), after
		}
		out := bytes.NewBufferString(strings.Join(card, ""))
		r, w := csv.NewReader(strings.NewReader(rest)), csv.NewWriter(out)
		for {
			cells, err := r.Read()
			if err != nil {
				break
			}
			if line, _ := r.FieldPos(0); lines[file][line+len(card)] {
				continue
			}
			if file == "claims.csv" {
				for i, cell := range cells {
					cells[i] = strings.Join(slices.DeleteFunc(strings.Split(cell, ";"), func(k string) bool { return slices.Contains(keys, k) }), ";")
				}
			}
			w.Write(cells)
		}
		w.Flush()
		without[file] = &fstest.MapFile{Data: out.Bytes()}
	}
	return without
}

// TestWithoutIsTheDossierWithTheirLinesDeleted takes random records out of the built-in dossier, in one step or two, and
// loads its files without their lines: the two are the same, table by table, and answer alike.
func TestWithoutIsTheDossierWithTheirLinesDeleted(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	files := filesOf(t, dossiers.Open())
	var free []string
	for _, r := range records(d) {
		if key := evidence.MetaOf(r).Key; d.NamedBy(key) == "" {
			free = append(free, key)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
		keys := slices.Clone(free[:1+random.IntN(40)])
		t.Logf("without %v", keys)
		first := random.IntN(len(keys) + 1)
		less, err := d.Without(keys[:first]...)
		if err == nil {
			less, err = less.Without(keys[first:]...)
		}
		if err != nil {
			t.Fatal(err)
		}
		anew, err := evidence.Load(deleted(t, files, d, keys), "", evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		same(t, less, anew)
		for _, n := range d.Names {
			x, _ := less.Resolve(n.Name)
			if y, _ := anew.Resolve(n.Name); x != y {
				t.Errorf("%s resolves to %q, against %q", n.Name, x, y)
			}
		}
		for _, key := range keys {
			if _, ok := less.Record(key); ok {
				t.Errorf("%s is still found", key)
			}
			if _, ok := d.Record(key); !ok {
				t.Errorf("%s is gone from the dossier it was taken out of", key)
			}
		}
	}
}

// same compares two dossiers by their tables, but for where their files hold a record, and by what they answer.
func same(t *testing.T, a, b *evidence.Dossier) {
	t.Helper()
	of, and := records(a), records(b)
	if len(of) != len(and) || a.Size() != b.Size() || a.Size() != len(of) || a.Tables() != b.Tables() {
		t.Errorf("%d records and a size of %d, against %d and %d", len(of), a.Size(), len(and), b.Size())
		return
	}
	for i := range of {
		x, y := reflect.ValueOf(of[i]).Elem(), reflect.ValueOf(and[i]).Elem()
		for f := range x.NumField() {
			if name := x.Type().Field(f).Name; name != "Meta" && !reflect.DeepEqual(x.Field(f).Interface(), y.Field(f).Interface()) {
				t.Errorf("%s: %s is %v, against %v", evidence.MetaOf(of[i]).Key, name, x.Field(f), y.Field(f))
			}
		}
		m, n := evidence.MetaOf(of[i]), evidence.MetaOf(and[i])
		if m.Key != n.Key || m.Source != n.Source || m.Confidence != n.Confidence {
			t.Errorf("%s of %s, against %s of %s", m.Key, m.Source, n.Key, n.Source)
		}
		if found, ok := a.Record(m.Key); !ok || evidence.MetaOf(found).Key != m.Key {
			t.Errorf("%s is not found", m.Key)
		}
	}
	for _, s := range a.States {
		x, _ := a.Resolve(s.Name)
		y, _ := b.Resolve(s.Name)
		if _, ok := a.State(s.Code); !ok || x != y {
			t.Errorf("%s resolves to %q, against %q", s.Name, x, y)
		}
	}
	for _, r := range a.RollCalls {
		if x, y := a.VotesOf(r.ID), b.VotesOf(r.ID); len(x) != len(y) {
			t.Errorf("%d votes of %s, against %d", len(x), r.ID, len(y))
		}
	}
	if x, y := fmt.Sprint(a.Silences(a.Config.Region)), fmt.Sprint(b.Silences(b.Config.Region)); x != y {
		t.Errorf("other silences")
	}
}

// What another record names cannot be taken out alone, for the file without it would be at fault; with those that name it, it can.
func TestWhatIsNamedGoesOnlyWithWhatNamesIt(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for _, one := range []struct{ key, by string }{
		{"rollcalls:es11-1", "votes:es11-1/"},
		{"agreements:fgc-2022", "signatories:fgc-2022/"},
		{"sources:unga-voeten", ""},
		{"states:KAZ", "dossier.toml"},
		{"forums:SCO", ""},
	} {
		if _, err := d.Without(one.key); err == nil || !strings.Contains(err.Error(), one.key+" cannot be taken out alone: "+one.by) {
			t.Errorf("without %s: %v", one.key, err)
		}
		if d.NamedBy(one.key) == "" {
			t.Errorf("nothing names %s", one.key)
		}
	}
	keys := []string{"rollcalls:es11-1"}
	for _, v := range d.VotesOf("es11-1") {
		keys = append(keys, v.Key)
	}
	if _, err := d.Without(keys...); err != nil {
		t.Error(err)
	}
	less, err := d.Without(keys[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := less.Without(keys[0]); err != nil {
		t.Error(err)
	}
	if _, err := d.Without("votes:es11-1/ZZZ"); err == nil || !strings.Contains(err.Error(), `no record "votes:es11-1/ZZZ"`) {
		t.Errorf("without a record that is not there: %v", err)
	}
	if _, err := less.Without("votes:es11-1/KAZ"); err == nil {
		t.Error("a record was taken out twice")
	}
}

// A correction goes with the record it changes: deleting the one alone would be a fault.
func TestACorrectionGoesWithItsRecord(t *testing.T) {
	files := filesOf(t, dossiers.Open())
	files["corrections.csv"] = &fstest.MapFile{Data: []byte("record,field,was,becomes,reason,who,date,status\nvotes:es11-1/KAZ,vote,abstain,no,a test,someone,2023-01-01,active\n")}
	d := load(t, files, evidence.Options{})
	less, err := d.Without("votes:es11-1/KAZ")
	if err != nil {
		t.Fatal(err)
	}
	same(t, less, load(t, deleted(t, files, d, []string{"votes:es11-1/KAZ", "corrections:votes:es11-1/KAZ/vote"}), evidence.Options{}))
}

// One row of each table: what the search for a flip set pays for every record it tries.
func BenchmarkWithout(b *testing.B) {
	d := builtIn(b, evidence.Options{})
	d.NamedBy("") // who names whom is worked out once
	for _, key := range []string{"covotes:KAZ/RUS/74/all", "trade:KAZ/TUR/export/2023/KAZ", "votes:es11-1/KAZ", "series:KAZ/gdp/2020"} {
		b.Run(evidence.TableOf(key), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := d.Without(key); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
