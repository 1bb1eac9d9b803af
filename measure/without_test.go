package measure_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// builtInWithout is the files of the built-in dossier without the lines of some records.
func builtInWithout(tb testing.TB, d *evidence.Dossier, keys []string) fs.FS {
	return filesWithout(tb, dossiers.Open(), d, keys)
}

// filesWithout is a dossier's files without the lines of some of its records. A claim that rests on one of them does not name it
// any more.
func filesWithout(tb testing.TB, dir fs.FS, d *evidence.Dossier, keys []string) fs.FS {
	tb.Helper()
	gone := map[string]map[int]bool{"claims.csv": {}} // lines by file
	for _, key := range keys {
		record, ok := d.Record(key)
		if !ok {
			tb.Fatalf("there is no record %s", key)
		}
		file := evidence.TableOf(key) + ".csv"
		if gone[file] == nil {
			gone[file] = map[int]bool{}
		}
		_, line := evidence.MetaOf(record).Where()
		gone[file][line] = true
	}
	files := fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		tb.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		data, err := fs.ReadFile(dir, entry.Name())
		if err != nil {
			tb.Fatal(err)
		}
		if lines := gone[entry.Name()]; lines != nil {
			data = without(data, lines, keys)
		}
		files[entry.Name()] = &fstest.MapFile{Data: data}
	}
	return files
}

// without deletes lines of a table's file, and keys from its cells of several values.
func without(data []byte, lines map[int]bool, keys []string) []byte {
	card := 0
	for rest := data; bytes.HasPrefix(rest, []byte("#")); card++ {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	out := bytes.NewBuffer(bytes.Join(bytes.SplitAfter(data, []byte("\n"))[:card], nil))
	r, w := csv.NewReader(bytes.NewReader(data[out.Len():])), csv.NewWriter(out)
	for {
		cells, err := r.Read()
		if err != nil {
			break
		}
		if line, _ := r.FieldPos(0); lines[line+card] {
			continue
		}
		for i, cell := range cells {
			if parts := strings.Split(cell, ";"); len(parts) > 1 || slices.Contains(keys, cell) {
				cells[i] = strings.Join(slices.DeleteFunc(parts, func(k string) bool { return slices.Contains(keys, k) }), ";")
			}
		}
		w.Write(cells)
	}
	w.Flush()
	return out.Bytes()
}

// valuesOnly measures without the bootstrap.
func valuesOnly() measure.Options {
	o := measure.DefaultOptions()
	o.Draws = 0
	return o
}

// free are the records of the built-in dossier that no other names, by table.
func free(d *evidence.Dossier) map[string][]string {
	all := map[string][]string{}
	for _, s := range d.Sources {
		for _, key := range d.RecordsOf(s.ID) {
			if d.NamedBy(key) == "" {
				all[evidence.TableOf(key)] = append(all[evidence.TableOf(key)], key)
			}
		}
	}
	return all
}

// TestMeasuringWithoutRecordsIsMeasuringTheFilesWithoutTheirLines takes random records out of the built-in dossier, a few or many
// of a table, in one step or two: each of the estimates of assess says to the last bit what it says of a dossier that was
// loaded without their lines. So it is where the roll calls held one by one are the whole record, and as of an earlier date.
func TestMeasuringWithoutRecordsIsMeasuringTheFilesWithoutTheirLines(t *testing.T) {
	asOf, err := evidence.ParseDate("2021-06-30")
	if err != nil {
		t.Fatal(err)
	}
	complete := edited(t, "dossier.toml", "complete = false", "complete = true")
	for _, of := range []struct {
		name   string
		dir    fs.FS
		o      evidence.Options
		rounds int
	}{
		{"a summary and a selection", dossiers.Open(), evidence.Options{}, 24},
		{"roll calls alone", complete, evidence.Options{}, 8},
		{"an earlier date", dossiers.Open(), evidence.Options{AsOf: asOf, MinConfidence: evidence.Medium}, 8},
	} {
		if testing.Short() {
			of.rounds /= 4
		}
		t.Run(of.name, func(t *testing.T) {
			d, err := evidence.Load(of.dir, "whole", of.o)
			if err != nil {
				t.Fatal(err)
			}
			takeOutRandomly(t, d, of.dir, of.o, of.rounds)
		})
	}
}

// A partner's own figure of a flow stands in the partner's row, and in the bounds of the state's share.
func TestAPartnersFigureGoesFromTheBoundsToo(t *testing.T) {
	d := load(t)
	r := measure.Of(d, valuesOnly())
	var keys []string
	for _, f := range d.Trade {
		if !d.IsFocal(f.State) && d.AsOf.Year-f.Year.Year < 8 {
			keys = append(keys, f.Key)
		}
	}
	if len(keys) == 0 {
		t.Fatal("no partner reports")
	}
	less, err := r.Without(keys...)
	if err != nil {
		t.Fatal(err)
	}
	compareAssessments(t, keys, less, builtInWithout(t, d, keys), evidence.Options{})
}

func takeOutRandomly(t *testing.T, d *evidence.Dossier, dir fs.FS, o evidence.Options, rounds int) {
	r := measure.Of(d, valuesOnly())
	byTable := free(d)
	tables := slices.Sorted(maps.Keys(byTable))
	random := rand.New(rand.NewPCG(3, 4))
	for range rounds {
		var keys []string
		for _, table := range tables {
			of := byTable[table]
			if random.IntN(3) > 0 {
				continue
			}
			most := 3
			if random.IntN(4) == 0 {
				most = len(of) // a good part of the table, or all of it
			}
			for _, i := range random.Perm(len(of))[:1+random.IntN(min(most, len(of)))] {
				keys = append(keys, of[i])
			}
		}
		if len(keys) == 0 {
			continue
		}
		first := random.IntN(len(keys) + 1)
		less, err := r.Without(keys[:first]...)
		if err == nil {
			less, err = less.Without(keys[first:]...)
		}
		if err != nil {
			t.Fatal(err)
		}
		compareAssessments(t, keys, less, filesWithout(t, dir, d, keys), o)
	}
}

func compareAssessments(t *testing.T, keys []string, less *measure.Region, files fs.FS, o evidence.Options) {
	t.Helper()
	loaded, err := evidence.Load(files, "without", o)
	if err != nil {
		t.Fatal(err)
	}
	got, want := measure.Assess(less, less.Config.Region), measure.Assess(measure.Of(loaded, less.Options), less.Config.Region)
	if len(got.All()) != len(want.All()) {
		t.Errorf("without %v: %d estimates, want %d", keys, len(got.All()), len(want.All()))
	}
	wrong := 0
	for _, w := range want.All() {
		g := got.Get(w.Measure, w.State, w.Vector, w.Of)
		// Bounds, and the intervals that need no draws, are the same too.
		equal := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
		if equal(g.Value, w.Value) && equal(g.Low, w.Low) && equal(g.High, w.High) && g.Level == w.Level && g.Status == w.Status && g.Period == w.Period && g.N == w.N && slices.Equal(g.From, w.From) {
			continue
		}
		if wrong++; wrong < 5 {
			t.Errorf("%s is %v %s (%s, n %d, %d records), want %v %s (%s, n %d, %d records)", w.Name(), g.Value, g.Status, g.Period, g.N, len(g.From), w.Value, w.Status, w.Period, w.N, len(w.From))
		}
	}
	if wrong > 0 {
		t.Errorf("%d estimates differ without %d records of %v", wrong, len(keys), tablesOf(keys))
	}
}

func tablesOf(keys []string) map[string]int {
	tables := map[string]int{}
	for _, key := range keys {
		tables[evidence.TableOf(key)]++
	}
	return tables
}
