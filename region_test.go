package multivector_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// TestNoCodeKnowsTheRegion reads the names and texts of all code but the command's, whose help gives examples:
// none of them names a state of the built-in dossier's region, or the region. A region is a folder.
func TestNoCodeKnowsTheRegion(t *testing.T) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	words := []string{regexp.QuoteMeta(d.Name), regexp.QuoteMeta(d.Label)}
	for _, code := range d.Config.Region {
		words = append(words, code, regexp.QuoteMeta(d.StateName(code)))
	}
	known := regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)\b`)
	read := 0
	err = filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (path == "cmd" || path == "dossiers" || entry.Name() == "testdata" || len(path) > 1 && entry.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		read++
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0) // comments may give examples
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			text := ""
			switch n := n.(type) {
			case *ast.Ident:
				text = n.Name
			case *ast.BasicLit:
				text = n.Value
			}
			if m := known.FindString(text); m != "" {
				t.Errorf("%s: %s: code that knows the region knows %q", files.Position(n.Pos()), text, m)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 20 {
		t.Errorf("only %d files were read", read)
	}
}

// TestAnotherRegionIsAFolder measures a dossier of other states whose numbers are invented: what they come to was
// worked out by hand.
func TestAnotherRegionIsAFolder(t *testing.T) {
	d, err := evidence.Load(os.DirFS("measure/testdata/region"), "region", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := measure.Assess(measure.Of(d, measure.DefaultOptions()), d.Config.Region)
	for _, c := range []struct {
		measure, state, vector, of string
		want                       float64
		n                          int
	}{
		// Eleven roll calls in which both voted; three abstentions against a no: 1 - 3/2/11.
		{"agreement", "ARM", "RUS", "all", 1 - 1.5/11, 11},
		{"s", "ARM", "RUS", "all", 1 - 3.0/11, 11},
		// By chance: Armenia 7 yes, 3 abstentions, 1 no; Russia 7 yes, 4 no:
		// (7x4 + 3x7/2 + 3x4/2 + 1x7)/121 = 51.5/121.
		{"kappa", "ARM", "RUS", "all", 1 - 1.5/11/(51.5/121), 11},
		// Of twelve, eight opposed and one abstention against a yes.
		{"agreement", "GEO", "RUS", "all", 1 - 8.5/12, 12},
		{"agreement", "GEO", "USA", "all", 1 - 0.5/12, 12},
		// An absence and a missing row are left out: ten, four opposed and two abstentions.
		{"agreement", "AZE", "RUS", "all", 1 - 5.0/10, 10},
		{"share", "ARM", "RUS", "exports", 0.4, 0},
		{"share", "GEO", "TUR", "exports", 0.8, 0},
		{"share", "GEO", "RUS", "exports", 0.2, 0},
		// 40, 5 and ten others whose squares add up to 400, of 100.
		{"concentration", "ARM", "", "exports", 0.2025 + 0.04 - 0.04, 0},
		// The table of three met twice; one meeting was called off.
		{"attendance", "ARM", "S3", "", 1, 2},
		{"attendance", "AZE", "S3", "", 0.5, 2},
		// Three plus one: Armenia came once and was absent once; Azerbaijan was an observer at the first
		// and sent a deputy to the second; Georgia does not belong.
		{"attendance", "ARM", "RUS", "", 0.5, 2},
		{"attendance", "AZE", "RUS", "", 0, 1},
		// Two documents open to three: five of six signatures, and Azerbaijan's is the one that is missing.
		{"uptake", "S3", "S3", "", 5.0 / 6, 6},
		{"uptake", "AZE", "S3", "", 0.5, 2},
		{"uptake", "GEO", "S3", "", 1, 2},
	} {
		e := a.Get(c.measure, c.state, c.vector, c.of)
		if !e.Known() || math.Abs(e.Value-c.want) > 1e-9 || c.n > 0 && e.N != c.n {
			t.Errorf("%s is %.6g (n %d) %s, by hand %.6g (n %d)", e.Name(), e.Value, e.N, e.Status, c.want, c.n)
		}
	}
	// Russia's own figure is 15 of 55.
	if e := a.Get("share", "GEO", "RUS", "exports"); math.Abs(e.High-15.0/55) > 1e-9 || e.Low != e.Value {
		t.Errorf("%s lies between %g and %g", e.Name(), e.Low, e.High)
	}
	for _, c := range [][4]string{
		{"attendance", "GEO", "RUS", ""}, // expected nowhere
		{"share", "AZE", "RUS", "exports"},
		{"agreement", "ARM", "TUR", "all"}, // no vote of it is known
	} {
		if e := a.Get(c[0], c[1], c[2], c[3]); e.Known() || !math.IsNaN(e.Value) {
			t.Errorf("%s is %g; nothing is known of it", e.Name(), e.Value)
		}
	}
	var silences []string
	for _, s := range a.Silences {
		silences = append(silences, s.State+" "+s.Kind+" "+s.Key)
	}
	want := "ARM vote votes:r9/ARM, ARM summit summits:plus-2, AZE summit summits:table-1, AZE treaty signatories:friendship/AZE/not_signed, " +
		"AZE vote votes:r5/AZE, AZE deputy summits:plus-2"
	if got := strings.Join(silences, ", "); got != want {
		t.Errorf("silences are\n%s\nexpected\n%s", got, want)
	}
}
