package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"multivector/measure"
)

// TestSameBytesOnAnyNumberOfCores runs each output on one core and on two.
func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	votes := filepath.Join(t.TempDir(), "votes.csv")
	if err := os.WriteFile(votes, madeUpVotes(), 0o644); err != nil {
		t.Fatal(err)
	}
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, args := range [][]string{
		{"silences", "--format", "csv"},
		{"assess", "--format", "csv", "--as-of", "2021-12-31", "--reading", "abstain"},
		{"findings", "--state", "UZB,TKM", "--all", "--format", "csv"},
		{"explain", "alignment", "UZB", "EUU", "--seed", "7", "--format", "json"},
		{"landscape", "--format", "json", "--temperature", "20", "--draws", "100"},
		{"shock", "transit", "--close", "via:Novorossiysk", "--from", "KAZ", "--format", "json"},
		{"shock", "ties", "--state", "KGZ", "--scale", "imports:RUS=0", "--format", "json"},
		{"scenario", "run", "--all", "--draws", "20", "--format", "json"},
		{"claims", "--format", "json"},
		{"similarity", votes, "--by", "session", "--measure", "agreement,s,pi,kappa"},
	} {
		runtime.GOMAXPROCS(1)
		want, code := answer(t, args...)
		if code != exitDone {
			t.Fatalf("%v: exit code %d\n%s", args, code, want)
		}
		runtime.GOMAXPROCS(2)
		if got, _ := answer(t, args...); got != want {
			t.Errorf("%v: two cores print something else than one: line %d", args, lineOfDifference(got, want))
		}
	}

	runtime.GOMAXPROCS(1)
	one := everyFormat(t)
	runtime.GOMAXPROCS(2)
	two := everyFormat(t)
	for format, want := range one {
		if two[format] != want {
			t.Errorf("assess --reading model --format %s: two cores print something else than one: line %d", format, lineOfDifference(two[format], want))
		}
	}
}

// everyFormat measures the built-in dossier once and writes it in each form.
func everyFormat(t *testing.T) map[string]string {
	t.Helper()
	f := dossierFlags{reading: "model", minConfidence: "low", seed: 1}
	d, err := f.open(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.region(d)
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(measure.Assess(r, d.Config.Region), r, d.Config.Region)
	all := map[string]string{}
	for _, format := range []string{"table", "json", "csv", "md"} {
		var b strings.Builder
		if err := p.write(&b, format, usual); err != nil {
			t.Fatal(err)
		}
		all[format] = b.String()
	}
	return all
}

// madeUpVotes is a roll-call file of thirty states and forty roll calls that were never held.
func madeUpVotes() []byte {
	var b strings.Builder
	b.WriteString("rcid,ccode,vote,session,Country\n")
	for call := range 40 {
		for state := range 30 {
			code := string([]byte{'A' + byte(state/26), 'A' + byte(state%26), 'X'})
			vote := string("12381"[(state*call+state/7+call*call)%5])
			b.WriteString(strings.Join([]string{strconv.Itoa(call + 1), strconv.Itoa(state + 1), vote, strconv.Itoa(70 + call/10), code}, ",") + "\n")
		}
	}
	return []byte(b.String())
}

func lineOfDifference(a, b string) int {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return i + 1
		}
	}
	return min(len(x), len(y)) + 1
}

// TestCSVAndJSONSayTheSame reads both forms of an assessment back, estimate by estimate.
func TestCSVAndJSONSayTheSame(t *testing.T) {
	table, _ := answer(t, "assess", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := answer(t, "assess", "--format", "json")
	var whole struct {
		Sections []struct {
			ID        string
			Estimates []struct {
				Measure, State, Vector, Of, Period, Status string
				Value, Low, High                           *float64
				Level                                      float64
				N                                          int
				From, Warnings                             []string
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &whole); err != nil {
		t.Fatal(err)
	}
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'g', -1, 64)
	}
	at := 1
	for _, s := range whole.Sections {
		for _, e := range s.Estimates {
			want := strings.Join([]string{
				s.ID, e.Measure, e.State, e.Vector, e.Of, e.Period, number(e.Value), number(e.Low), number(e.High), number(&e.Level),
				strconv.Itoa(e.N), e.Status, strings.Join(e.From, ";"), strings.Join(e.Warnings, ";"),
			}, "|")
			if at >= len(rows) {
				t.Fatalf("the table ends before %s", want)
			}
			if got := strings.Join(rows[at], "|"); got != want {
				t.Errorf("row %d: %s, want %s", at, got, want)
			}
			if (e.Status == "") != (e.Value != nil) {
				t.Errorf("row %d: a value and a status, or neither: %s", at, want)
			}
			if (e.Level > 0) != (e.Low != nil && e.High != nil) {
				t.Errorf("row %d: a level without an interval, or an interval without a level: %s", at, want)
			}
			at++
		}
	}
	if at != len(rows) {
		t.Errorf("the table has %d rows, and there are %d estimates", len(rows)-1, at-1)
	}
}
