package report

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// What is printed holds together: each link leads to a place of the document or to the web, each picture is a file of the report, no id is twice.
func TestThePrintedPageHoldsTogether(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		page := tagsOf(string(r.folder.printable("", "en")))
		ids := map[string]bool{}
		for _, one := range page {
			if id, ok := one.attributes["id"]; ok {
				if ids[id] {
					t.Errorf("two have the id %s", id)
				}
				ids[id] = true
			}
		}
		for _, one := range page {
			if src, ok := one.attributes["src"]; ok && r.folder[src] == nil {
				t.Errorf("%s is not in the folder", src)
			}
			href, ok := one.attributes["href"]
			if place, within := strings.CutPrefix(href, "#"); ok && one.name == "a" && !outside(href) && (!within || !ids[place]) {
				t.Errorf("a link leads to %s, which is not printed", href)
			}
		}
		if len(ids) < 10 {
			t.Errorf("only %d places are printed", len(ids))
		}
	})
}

// The day of a PDF is the day that the report is of, and nothing moves in the file.
func TestAPDFIsDatedAsTheReport(t *testing.T) {
	day, err := evidence.ParseDate("2026-02-28")
	if err != nil {
		t.Fatal(err)
	}
	printed := []byte("<</CreationDate (D:20310506070809+00'00')\n/ModDate (D:20310506070809+00'00')>>")
	if got, want := string(dated(printed, day)), "<</CreationDate (D:20260228000000+00'00')\n/ModDate (D:20260228000000+00'00')>>"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// Printed twice a report is the same bytes.
func TestAReportPrintsTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser prints twice")
	}
	browser, err := Browser()
	if err != nil {
		t.Skip(err)
	}
	made, err := built["sound"]()
	if err != nil {
		t.Fatal(err)
	}
	var prints [][]byte
	for _, name := range []string{"a", "b"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := put(filepath.Join(dir, "style.css"), made.folder["style.css"]); err != nil {
			t.Fatal(err)
		}
		if err := put(filepath.Join(dir, "page.html"), made.folder.printable("", "en")); err != nil {
			t.Fatal(err)
		}
		pdf, err := printPage(browser, filepath.Join(dir, "page.html"), filepath.Join(dir, "browser"))
		if err != nil {
			t.Fatal(err)
		}
		prints = append(prints, dated(pdf, made.dossier.AsOf))
	}
	if !bytes.HasPrefix(prints[0], []byte("%PDF-")) {
		t.Errorf("it begins with %q", prints[0][:8])
	}
	if !bytes.Equal(prints[0], prints[1]) {
		t.Error("two prints differ")
	}
	if bytes.Contains(prints[0], []byte("file:///")) {
		t.Error("it knows where it was printed")
	}
}

// Whoever has no Chromium is told what to do.
func TestNoBrowserSaysWhatToInstall(t *testing.T) {
	t.Setenv(BrowserVariable, "")
	t.Setenv("PATH", t.TempDir())
	if _, err := Browser(); err == nil || !strings.Contains(err.Error(), "install") || !strings.Contains(err.Error(), BrowserVariable) {
		t.Errorf("it says %v", err)
	}
	t.Setenv(BrowserVariable, filepath.Join(t.TempDir(), "none"))
	if _, err := Browser(); err == nil || !strings.HasPrefix(err.Error(), BrowserVariable) {
		t.Errorf("of a browser that is not there it says %v", err)
	}
}

// Every measure that an estimate can name is explained, in a place of its own.
func TestEveryMeasureIsExplained(t *testing.T) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	made, err := built[dossiers.BuiltIn]()
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, e := range measure.Assess(measure.Of(d, measure.DefaultOptions()), d.Config.Region).All() {
		if place := `id="` + slug(e.Measure) + `"`; !told[place] && !bytes.Contains(made.folder["methods.html"], []byte(place)) {
			t.Errorf("methods.html has no place %s", place)
			told[place] = true
		}
	}
}

// The page of methods names each page of the documentation by its file, and every paper as references.bib has it.
func TestMethodsNameWhatIsThere(t *testing.T) {
	made, err := built[dossiers.BuiltIn]()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`docs/methods/[a-z-]+\.md`).FindAllString(string(made.folder["methods.html"]), -1) {
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(m))); err != nil {
			t.Error(err)
		}
	}
}
