package evidence_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"multivector/evidence"
	"multivector/rollcall"
)

var byHand = []evidence.Card{{Name: "source", Value: "src"}, {Name: "confidence", Value: "high"}, {Name: "command", Value: "by hand"}}

// bare takes off a record what its file and card say of it, so that it compares with one that was never read.
func bare[R any](rows []R) []R {
	all := append([]R(nil), rows...)
	for i := range all {
		reflect.ValueOf(&all[i]).Elem().FieldByName("Meta").SetZero()
	}
	return all
}

// structs are rows that are held by pointer.
func structs[R any](rows []*R) (all []R) {
	for _, r := range rows {
		all = append(all, *r)
	}
	return all
}

func TestATableThatIsWrittenReadsBackTheSame(t *testing.T) {
	sound := soundFiles(t)
	delete(sound, "claims.csv")
	read := func(rt *rapid.T, table string, rows any) *evidence.Dossier {
		data, err := evidence.EncodeTable(rows, byHand)
		if err != nil {
			rt.Fatal(err)
		}
		sound[table+".csv"] = &fstest.MapFile{Data: data}
		d, err := evidence.Load(sound, "", evidence.Options{})
		if err != nil {
			rt.Fatalf("%v\n%s", err, data)
		}
		if d.Cards[table]["command"] != "by hand" {
			rt.Error("the card was not read")
		}
		return d
	}
	rapid.Check(t, func(rt *rapid.T) {
		rows := covotes(rt)
		d := read(rt, "covotes", rows)
		if !reflect.DeepEqual(bare(structs(d.Covotes)), rows) {
			rt.Errorf("%v\nread as\n%v", rows, bare(structs(d.Covotes)))
		}
		joint := patterns(rt)
		d = read(rt, "patterns", joint)
		if !reflect.DeepEqual(bare(structs(d.Patterns)), joint) {
			rt.Errorf("%v\nread as\n%v", joint, bare(structs(d.Patterns)))
		}
	})
}

// covotes draws one row for each of some pairs and sessions. Counts are millionths, the precision of the file.
func covotes(rt *rapid.T) (rows []evidence.Covote) {
	for _, pair := range []string{"AAA PPP", "AAA BLC", "BLC BLC"} {
		for session := range rapid.IntRange(0, 3).Draw(rt, "sessions") {
			var p rollcall.Pairs
			for a := range p {
				for b := range p[a] {
					p[a][b] = float64(rapid.IntRange(0, 3e8).Draw(rt, "count")) / 1e6
				}
			}
			state, partner, _ := strings.Cut(pair, " ")
			rows = append(rows, evidence.NewCovote(state, partner, session+70, "all", evidence.Date{Year: 2000 + session, Month: 12, Day: 30}, p))
		}
	}
	return rows
}

func patterns(rt *rapid.T) (rows []evidence.Pattern) {
	number := rapid.Custom(func(t *rapid.T) evidence.Number {
		n := evidence.Number{Presence: rapid.SampledFrom([]evidence.Presence{evidence.Unknown, evidence.Known, evidence.NotCovered, evidence.NotApplicable}).Draw(t, "presence")}
		if n.Is() {
			n.Value = rapid.Float64Range(0, 1).Draw(t, "value")
		}
		return n
	})
	for session := range rapid.IntRange(0, 5).Draw(rt, "sessions") {
		p := evidence.Pattern{
			Session: session + 70, Contested: rapid.Bool().Draw(rt, "contested"),
			Issue:   rapid.SampledFrom([][]string{nil, {"me"}, {"nu", "di"}}).Draw(rt, "issue"),
			Answers: rapid.StringMatching(`[yansS-]{3}`).Draw(rt, "pattern"),
			Date:    evidence.Date{Year: 2000 + session, Month: 6}, Count: rapid.IntRange(1, 1e6).Draw(rt, "count"),
			ExpectedAI: number.Draw(rt, "ai"), ExpectedRice: number.Draw(rt, "rice"),
		}
		rows = append(rows, p)
	}
	return rows
}

func TestWhatIsNoNumberOrNoTableIsNotWritten(t *testing.T) {
	if _, err := evidence.EncodeTable([]int{1}, nil); err == nil {
		t.Error("integers were written as a table")
	}
	for _, v := range []float64{math.NaN(), math.Inf(1)} {
		row := evidence.NewCovote("AAA", "PPP", 1, "all", evidence.Date{Year: 2000}, rollcall.Pairs{{v}})
		if data, err := evidence.EncodeTable([]evidence.Covote{row}, nil); err == nil {
			t.Errorf("%g was written:\n%s", v, data)
		}
	}
}

func TestAWriteThatFailsLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "votes.csv")
	if err := evidence.WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := evidence.WriteFile(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	expectFiles(t, dir, map[string]string{"votes.csv": "new"})

	// A folder stands where the file should go.
	if err := os.MkdirAll(filepath.Join(dir, "trade.csv", "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := evidence.WriteFile(filepath.Join(dir, "trade.csv"), []byte("new")); err == nil {
		t.Error("a folder was written over")
	}
	if err := evidence.WriteFile(filepath.Join(dir, "nowhere", "votes.csv"), []byte("new")); err == nil {
		t.Error("a file was written into a folder that is not there")
	}
	expectFiles(t, dir, map[string]string{"votes.csv": "new", "trade.csv": "a folder"})
}

func expectFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		got[e.Name()] = "a folder"
		if !e.IsDir() {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			got[e.Name()] = string(data)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the folder holds %v, expected %v", got, want)
	}
}
