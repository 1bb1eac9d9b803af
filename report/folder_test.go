package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// small is a report of two files, sealed.
func small(t testing.TB, text string) Folder {
	t.Helper()
	f := Folder{"index.html": []byte(text), "data/estimates.csv": []byte("a,b\n")}
	if err := f.seal(Manifest{Program: "multivector", Version: "test", AsOf: "2024-12-31"}); err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, f Folder, dir string) {
	t.Helper()
	if err := f.Write(dir); err != nil {
		t.Fatal(err)
	}
}

// holds tells that a place holds a report whole, and nothing lies beside it.
func holds(t *testing.T, f Folder, dir string) {
	t.Helper()
	if _, wrong, err := Verify(dir); err != nil || len(wrong) > 0 {
		t.Errorf("the report is not whole: %v %v", wrong, err)
	}
	for at, data := range f {
		if got, err := os.ReadFile(filepath.Join(dir, at)); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s holds %q (%v), not %q", at, got, err, data)
		}
	}
	beside, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range beside {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left beside the report", e.Name())
		}
	}
}

func TestAReportReplacesAnEarlierOneWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	first := small(t, "first")
	first["old.html"] = []byte("only in the first")
	delete(first, ManifestName)
	if err := first.seal(Manifest{Program: "multivector"}); err != nil {
		t.Fatal(err)
	}
	write(t, first, dir)
	holds(t, first, dir)
	second := small(t, "second")
	write(t, second, dir)
	holds(t, second, dir)
	if _, err := os.Stat(filepath.Join(dir, "old.html")); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file of the earlier report is still there")
	}
}

func TestAReportIsWrittenIntoAnEmptyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f := small(t, "text")
	write(t, f, dir)
	holds(t, f, dir)
}

// TestWhatIsNoReportIsLeftAsItIs tries places that hold what somebody may still want.
func TestWhatIsNoReportIsLeftAsItIs(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"letters":                       {"letter.txt": "dear"},
		"another program's manifest":    {"manifest.json": `{"name": "an app", "start_url": "/"}`, "app.js": "1"},
		"a manifest that is none":       {"manifest.json": "not JSON"},
		"a manifest that leads outside": {"manifest.json": `{"program":"multivector","files":[{"path":"../letter.txt","bytes":0,"sha256":"` + strings.Repeat("0", 64) + `"}]}`},
		"a file beside a report":        {"report": "yes", "notes.txt": "mine"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			if files["report"] != "" {
				delete(files, "report")
				write(t, small(t, "first"), dir)
			}
			for at, text := range files {
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, at), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := small(t, "second").Write(dir); err == nil {
				t.Fatal("it was written over")
			}
			for at, text := range files {
				if got, err := os.ReadFile(filepath.Join(dir, at)); err != nil || string(got) != text {
					t.Errorf("%s holds %q (%v), not %q", at, got, err, text)
				}
			}
			if data, err := os.ReadFile(filepath.Join(dir, "index.html")); err == nil && string(data) != "first" {
				t.Errorf("the report there now says %q", data)
			}
		})
	}
}

func TestALinkIsFollowedAndStays(t *testing.T) {
	root := t.TempDir()
	real, link := filepath.Join(root, "real"), filepath.Join(root, "link")
	write(t, small(t, "first"), real)
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	second := small(t, "second")
	write(t, second, link)
	holds(t, second, real)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no link any more")
	}
	nowhere := filepath.Join(root, "nowhere")
	if err := os.Symlink(filepath.Join(root, "gone"), nowhere); err != nil {
		t.Fatal(err)
	}
	if err := second.Write(nowhere); err == nil {
		t.Error("a link that leads nowhere was written to")
	}
}

// TestAWriteThatFailsLeavesTheEarlierReport stops a write in its midst: a file of the new report cannot be written.
func TestAWriteThatFailsLeavesTheEarlierReport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	first := small(t, "first")
	write(t, first, dir)
	second := small(t, "second")
	second["index.html/no-folder"] = []byte("a file cannot be a folder as well")
	if err := second.Write(dir); err == nil {
		t.Fatal("the write did not fail")
	}
	holds(t, first, dir)
}

func TestWithoutAnExchangeTheEarlierReportStaysUntilTheNewOneIsThere(t *testing.T) {
	root := t.TempDir()
	fresh, dir := filepath.Join(root, "fresh"), filepath.Join(root, "out")
	first, second := small(t, "first"), small(t, "second")
	write(t, first, dir)
	if err := swap(fresh, dir); err == nil { // there is nothing to put in its place
		t.Fatal("nothing took its place")
	}
	holds(t, first, dir)
	write(t, second, fresh)
	if err := swap(fresh, dir); err != nil {
		t.Fatal(err)
	}
	holds(t, second, dir)
}

func TestVerifyNamesAllThatIsWrong(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := small(t, "text")
	f["a.html"], f["b.html"], f["c.html"] = []byte("a"), []byte("b"), []byte("c")
	delete(f, ManifestName)
	if err := f.seal(Manifest{Program: "multivector"}); err != nil {
		t.Fatal(err)
	}
	write(t, f, dir)
	change := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	change(os.WriteFile(filepath.Join(dir, "index.html"), []byte("tixt"), 0o644))
	change(os.WriteFile(filepath.Join(dir, "a.html"), []byte("longer"), 0o644))
	change(os.Remove(filepath.Join(dir, "b.html")))
	change(os.Remove(filepath.Join(dir, "c.html")))
	change(os.Symlink("a.html", filepath.Join(dir, "c.html")))
	change(os.WriteFile(filepath.Join(dir, "data", "more.csv"), nil, 0o644))
	_, wrong, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a.html was changed: it has 6 bytes, not 1", "b.html is missing", "c.html is no plain file", "data/more.csv is not of the report",
		"index.html was changed: its sha256 is another",
	}
	if !slices.Equal(wrong, want) {
		t.Errorf("wrong are\n%s\nnot\n%s", strings.Join(wrong, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatHasNoManifestIsNoReport(t *testing.T) {
	if _, _, err := Verify(t.TempDir()); !errors.Is(err, ErrNoReport) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, _, err := Verify(filepath.Join(t.TempDir(), "gone")); !errors.Is(err, ErrNoReport) {
		t.Errorf("no folder: %v", err)
	}
}

// FuzzReadManifest holds that whatever a manifest says, what is read of it names files within the folder, each once, and reads back.
func FuzzReadManifest(f *testing.F) {
	f.Add(small(f, "text")[ManifestName])
	f.Add([]byte(`{"program":"m","files":[{"path":"../x","bytes":1,"sha256":""}]}`))
	f.Add([]byte(`{"program":"m","files":[{"path":"C:\\x","bytes":-1}]} {}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadManifest(data)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, one := range m.Files {
			if !filepath.IsLocal(filepath.FromSlash(one.Path)) || seen[one.Path] {
				t.Errorf("%q is outside, or there twice", one.Path)
			}
			seen[one.Path] = true
		}
		again, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadManifest(again); err != nil {
			t.Errorf("what was read does not read back: %v", err)
		}
	})
}

func TestTheSameDossierGivesTheSameBytes(t *testing.T) {
	r, err := built["sound"]()
	if err != nil {
		t.Fatal(err)
	}
	again, err := build(os.DirFS("../evidence/testdata/sound"), "sound")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(slices.Sorted(maps.Keys(r.folder)), slices.Sorted(maps.Keys(again.folder))) {
		t.Error("the second has other files")
	}
	for at := range r.folder {
		if !bytes.Equal(r.folder[at], again.folder[at]) {
			t.Errorf("%s has other bytes", at)
		}
	}
}
