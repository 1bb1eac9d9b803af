package evidence_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/evidence"
)

// planted is one case of testdata/faults.txt.
type planted struct {
	what     string
	together bool
	plant    []func(fstest.MapFS) error
	want     []string
}

func readPlanted(t *testing.T) (cases []planted) {
	data, err := os.ReadFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	var file string
	var now *planted
	lines := strings.Split(string(data), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "#"):
			what, together := strings.CutPrefix(line[1:], "&")
			cases = append(cases, planted{what: strings.TrimSpace(what), together: together})
			now = &cases[len(cases)-1]
		case now == nil || line == "":
		case strings.HasPrefix(line, "= ") || line == "=":
			now.want = append(now.want, strings.TrimPrefix(line[1:], " "))
		case strings.HasPrefix(line, "- "):
			var with []string
			for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "+ ") {
				i++
				with = append(with, lines[i][2:])
			}
			now.plant = append(now.plant, replace(file, line[2:], strings.ReplaceAll(strings.Join(with, "\n"), `\xff`, "\xff")))
		case strings.HasPrefix(line, "remove "):
			now.plant = append(now.plant, move(line[7:], ""))
		case strings.HasPrefix(line, "rename "):
			from, to, _ := strings.Cut(line[7:], " ")
			now.plant = append(now.plant, move(from, to))
		default:
			file = line
		}
	}
	return cases
}

func replace(file, old, with string) func(fstest.MapFS) error {
	return func(dir fstest.MapFS) error {
		text := string(dir[file].Data)
		if old == "*" {
			old = text
		}
		if !strings.Contains(text, old) {
			return fmt.Errorf("%s does not hold %q", file, old)
		}
		dir[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, with, 1))}
		return nil
	}
}

func move(from, to string) func(fstest.MapFS) error {
	return func(dir fstest.MapFS) error {
		if to != "" {
			dir[to] = dir[from]
		}
		delete(dir, from)
		return nil
	}
}

// soundFiles is a copy of testdata/sound in memory.
func soundFiles(tb testing.TB) fstest.MapFS {
	tb.Helper()
	return filesOf(tb, os.DirFS("testdata/sound"))
}

func faultLines(t *testing.T, dir fs.FS) []string {
	t.Helper()
	d, err := evidence.Load(dir, "", evidence.Options{})
	if err == nil {
		return nil
	}
	if d != nil {
		t.Error("a dossier with a fault was returned")
	}
	var faults evidence.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("not a list of faults: %v", err)
	}
	return strings.Split(faults.Error(), "\n")
}

func TestTheSoundDossierHasNoFaultAndEveryTable(t *testing.T) {
	d := load(t, soundFiles(t), evidence.Options{})
	if got, want := d.Tables(), len(evidence.TableNames()); got != want {
		t.Errorf("%d of %d tables have rows", got, want)
	}
}

func TestEachFaultIsOneLineThatSaysWhereAndWhatWouldBeRight(t *testing.T) {
	for _, c := range readPlanted(t) {
		t.Run(c.what, func(t *testing.T) {
			dir := soundFiles(t)
			for _, plant := range c.plant {
				if err := plant(dir); err != nil {
					t.Fatal(err)
				}
			}
			got := faultLines(t, dir)
			if !slices.Equal(got, c.want) {
				t.Errorf("found\n%s\nexpected\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestAllFaultsAreFoundInOneRun(t *testing.T) {
	dir := soundFiles(t)
	var want []string
	files := map[string]bool{}
	for _, c := range readPlanted(t) {
		if !c.together {
			continue
		}
		for _, plant := range c.plant {
			if err := plant(dir); err != nil {
				t.Fatalf("%s: %v", c.what, err)
			}
		}
		want = append(want, c.want...)
		file, _, _ := strings.Cut(c.want[0], ":")
		files[file] = true
	}
	if len(want) < 25 || len(files) != len(evidence.TableNames())+1 {
		t.Errorf("%d faults in %d files; it would be 25 or more, in every table and in dossier.toml", len(want), len(files))
	}
	got := faultLines(t, dir)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nexpected\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatSpreadsheetsWriteIsAccepted(t *testing.T) {
	dir := soundFiles(t)
	for name, file := range dir {
		text := strings.ReplaceAll(string(file.Data), "\n", "\r\n")
		dir[name] = &fstest.MapFile{Data: []byte("\ufeff" + text)}
	}
	d := load(t, dir, evidence.Options{})
	if got, want := d.Size(), load(t, soundFiles(t), evidence.Options{}).Size(); got != want {
		t.Errorf("%d records with a byte order mark and CRLF, %d without", got, want)
	}
	if r, ok := d.Record("covotes:AAA/PPP/76/all"); !ok || evidence.MetaOf(r).Source != "src" {
		t.Error("the card was not read")
	}
}

func TestFewerVotesThanMembersIsNoFault(t *testing.T) {
	dir := soundFiles(t)
	for _, row := range []string{"v1,CCC,yes,,src,high,\n", "v2,BBB,yes,,src,high,\n"} {
		if err := replace("votes.csv", row, "")(dir); err != nil {
			t.Fatal(err)
		}
	}
	load(t, dir, evidence.Options{})
}

func TestATableThatIsMadeAnewIsNotMissed(t *testing.T) {
	dir := soundFiles(t)
	dir["covotes.csv"] = &fstest.MapFile{Data: []byte("half-writ")}
	if err := replace("claims.csv", "rollcalls:v1", "covotes:AAA/PPP/76/all")(dir); err != nil {
		t.Fatal(err)
	}
	d := load(t, dir, evidence.Options{Without: []string{"covotes"}})
	if len(d.Covotes) != 0 {
		t.Error("covotes were read")
	}
}

func TestAFolderThatIsNotThereIsOneFault(t *testing.T) {
	_, err := evidence.Load(os.DirFS(t.TempDir()+"/nowhere"), "nowhere", evidence.Options{})
	if faults := evidence.AsFaults(err); len(faults) != 1 || !strings.HasPrefix(faults[0].String(), "nowhere: the folder cannot be read") {
		t.Errorf("%v", err)
	}
}
