package measure_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"multivector/evidence"
	"multivector/measure"
)

// TestExamples runs the scripts of testdata/examples: evidence in, estimates out. A script is a txtar
// archive: words, then the tables of a small dossier, then what is expected of its estimates. Tables that a
// script does not give are those of defaults below; every row is of the source "src", of high confidence,
// unless it says otherwise. A line of expect is one of
//
//	NAME = 0.25                 the value: exactly, or to the decimals written where they are four or more
//	NAME = undefined            or unknown, not covered, not applicable: there is no value, and why
//	NAME between 0.1 and 0.4    its interval or bounds
//	NAME without interval
//	NAME n 12
//	NAME warns TEXT             a warning that holds the text
//	NAME rests on KEY KEY       the records it rests on, all of them
//
// where NAME is what explain takes: measure, state, vector, and what of.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example is there: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runExample(t, file) })
	}
}

var defaults = map[string]string{
	"dossier.toml": `
title = "An example"
name = "Somewhere"
label = "R3"
region = ["AAA", "BBB", "CCC"]
vectors = ["PPP", "QQQ"]
as_of = "2024-12-31"
[[domains]]
id = "exports"
title = "exports"
weight = 0.25
[[domains]]
id = "imports"
title = "imports"
weight = 0.25
[[domains]]
id = "remittances"
title = "remittances"
weight = 0.25
[[domains]]
id = "arms"
title = "arms"
weight = 0.25
window = 5
[votes]
opposed = ["PPP", "QQQ"]
complete = true
[events]
half_life = 365
`,
	"states.csv": `iso3,name,kind,source
AAA,Aland,state,src
BBB,Bland,state,src
CCC,Cland,state,src
DDD,Dland,state,src
EEE,Eland,state,src
PPP,Power P,state,src
QQQ,Power Q,state,src
MMM,Member M,state,src
NNN,Member N,state,src
BLC,Bloc,bloc,src
WLD,All partners,aggregate,src
OTH,Other partners,aggregate,src
UNK,Unknown partners,aggregate,src
`,
	"sources.csv": "id,title\nsrc,A source\n",
	"forums.csv":  "# source: src\n# confidence: high\nid,name,kind\nBODY,The body,organisation\n",
}

func runExample(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	if len(strings.Fields(string(archive.Comment))) < 5 {
		t.Error("the script does not say in words what it shows")
	}
	dir := fstest.MapFS{}
	for name, text := range defaults {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	expect := ""
	for _, f := range archive.Files {
		text := string(f.Data)
		if f.Name == "expect" {
			expect = text
			continue
		}
		if strings.HasSuffix(f.Name, ".csv") && !strings.HasPrefix(text, "#") && f.Name != "sources.csv" {
			text = "# source: src\n# confidence: high\n" + text
		}
		dir[f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	d := loadFrom(t, dir)
	a := measure.Assess(measure.Of(d, measure.DefaultOptions()), d.Config.Region)
	checked := 0
	for i, line := range strings.Split(expect, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		checked++
		if err := checkExpectation(a, line); err != nil {
			t.Errorf("expect line %d: %s: %v", i+1, line, err)
		}
	}
	if checked == 0 {
		t.Error("the script expects nothing")
	}
}

func loadFrom(tb testing.TB, dir fs.FS) *evidence.Dossier {
	d, err := evidence.Load(dir, "example", evidence.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

var expectation = regexp.MustCompile(`^(.+?) (=|between|without interval|n|warns|rests on)(?: (.*))?$`)

func checkExpectation(a *measure.Assessment, line string) error {
	m := expectation.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("cannot be read")
	}
	i := slices.IndexFunc(a.All(), func(e *measure.Estimate) bool { return e.Name() == m[1] })
	if i < 0 {
		return fmt.Errorf("no estimate is called %q", m[1])
	}
	e := a.All()[i]
	switch m[2] {
	case "=":
		return checkValue(e, m[3])
	case "between":
		low, high, _ := strings.Cut(m[3], " and ")
		if !close(e.Low, low) || !close(e.High, high) {
			return fmt.Errorf("is between %.6g and %.6g", e.Low, e.High)
		}
	case "without interval":
		if e.HasInterval() {
			return fmt.Errorf("has the interval %.6g to %.6g", e.Low, e.High)
		}
	case "n":
		if strconv.Itoa(e.N) != m[3] {
			return fmt.Errorf("n is %d", e.N)
		}
	case "warns":
		if !strings.Contains(strings.Join(e.Warnings, "\n"), m[3]) {
			return fmt.Errorf("warns %q", e.Warnings)
		}
	case "rests on":
		want := strings.Fields(m[3])
		slices.Sort(want)
		if !slices.Equal(e.From, want) {
			return fmt.Errorf("rests on %s", strings.Join(e.From, " "))
		}
	}
	return nil
}

func checkValue(e *measure.Estimate, want string) error {
	if _, err := strconv.ParseFloat(want, 64); err != nil {
		if e.Status != want {
			return fmt.Errorf("is %q, value %.6g", e.Status, e.Value)
		}
		return nil
	}
	if !e.Known() || !close(e.Value, want) {
		return fmt.Errorf("is %.6g %s", e.Value, e.Status)
	}
	return nil
}

// close tells whether a number is what is written. Four decimals or more are taken for rounded; a shorter
// number is meant exactly, for 0.2 to one decimal would let .16 pass.
func close(got float64, want string) bool {
	v, err := strconv.ParseFloat(strings.TrimSpace(want), 64)
	if err != nil {
		return false
	}
	_, decimals, _ := strings.Cut(strings.TrimSpace(want), ".")
	if len(decimals) < 4 {
		return math.Abs(got-v) <= 1e-9
	}
	return math.Abs(got-v) <= 0.5000001*math.Pow10(-len(decimals))
}
