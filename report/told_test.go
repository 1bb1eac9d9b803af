package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"multivector/evidence"
	"multivector/measure"
)

var update = flag.Bool("update", false, "rewrite the sentences of testdata/told: read them before you keep them")

// southCaucasus is a report in both languages of three states with invented numbers, whose names have their Russian cases.
var southCaucasus = sync.OnceValues(func() (report, error) {
	dir := fstest.MapFS{}
	const of = "../measure/testdata/region"
	files, err := os.ReadDir(of)
	if err != nil {
		return report{}, err
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(of, f.Name()))
		if err != nil {
			return report{}, err
		}
		dir[f.Name()] = &fstest.MapFile{Data: data}
	}
	words, err := os.ReadFile("testdata/told/words.ru.toml")
	if err != nil {
		return report{}, err
	}
	dir["words/ru.toml"] = &fstest.MapFile{Data: words}
	d, err := evidence.Load(dir, "region", evidence.Options{})
	if err != nil {
		return report{}, err
	}
	folder, err := Build(measure.Of(d, measure.DefaultOptions()), Options{Program: "multivector", Version: "test", Command: "multivector report", Languages: []string{"en", "ru"}})
	r := report{folder, d, map[string][]tag{}}
	for at, data := range folder {
		if strings.HasSuffix(at, ".html") {
			r.pages[at] = tagsOf(string(data))
		}
	}
	return r, err
})

// TestWhatIsToldOfLeaningsTiesAndSpread holds the sentences of a small region, in both languages, with what each rests on.
func TestWhatIsToldOfLeaningsTiesAndSpread(t *testing.T) {
	r, err := southCaucasus()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []struct{ code, root string }{{"en", ""}, {"ru", "ru/"}} {
		var told strings.Builder
		for _, at := range []string{"index.html", "states/ARM.html", "states/AZE.html", "states/GEO.html"} {
			fmt.Fprintf(&told, "== %s\n", at)
			for _, s := range toldOn(r.pages[language.root+at], "leans-", "depends-", "spread-", "states-") {
				fmt.Fprintf(&told, "%s\n", s.text)
				if n := len(s.rests); n > 0 {
					fmt.Fprintf(&told, "  <- %s", strings.Join(s.rests[:min(n, 3)], ", "))
					if n > 3 {
						fmt.Fprintf(&told, " and %d more", n-3)
					}
					fmt.Fprintln(&told)
				}
			}
		}
		golden := filepath.Join("testdata", "told", "south-caucasus."+language.code+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(told.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := told.String(); got != string(want) {
			t.Errorf("the sentences are not those of %s (go test ./report -update writes it):\n%s", golden, firstDifference(got, string(want)))
		}
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(a), len(b))
}

// saying is a sentence of a page as it is read.
type saying struct {
	id, text string
	rests    []string
}

// toldOn are the sentences of a page whose ids begin in one of some ways, without the numbers of their notes.
func toldOn(page []tag, prefixes ...string) (all []saying) {
	walk(page, func(open []tag, here tag) {
		i := slices.IndexFunc(open, func(one tag) bool {
			return one.name == "span" && slices.Contains(strings.Fields(one.attributes["class"]), "s")
		})
		if here.name != "" || i < 0 || slices.ContainsFunc(open, func(one tag) bool { return one.name == "sup" }) {
			return
		}
		s := saying{id: open[i].attributes["id"]}
		if !slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(s.id, prefix) }) {
			return
		}
		if n := len(all); n > 0 && all[n-1].id == s.id {
			all[n-1].text += here.text
			return
		}
		s.text = here.text
		if rests := open[i].attributes["data-rests"]; rests != "" {
			s.rests = strings.Split(rests, "|")
		}
		all = append(all, s)
	})
	return all
}

// TestAStateIsComparedAsItIsPrinted holds that where a sentence says that a state votes most and least like somebody, the table of the
// same page has no larger and no smaller number.
func TestAStateIsComparedAsItIsPrinted(t *testing.T) {
	r, err := southCaucasus()
	if err != nil {
		t.Fatal(err)
	}
	region := measure.Of(r.dossier, measure.DefaultOptions())
	a := measure.Assess(region, region.Config.Region)
	said := 0
	for _, state := range region.Config.Region {
		for _, s := range toldOn(r.pages["states/"+state+".html"], "leans-most") {
			said++
			for _, v := range region.Vectors {
				e := a.Get(measure.KappaName, state, v, measure.All)
				most, least := estimateNamed(a, s.rests[1]), estimateNamed(a, s.rests[0])
				if most.Value < least.Value {
					most, least = least, most
				}
				if e.Known() && (e.Value > most.Value || e.Value < least.Value) {
					t.Errorf("%s: %q, but %s is %.2f", state, s.text, e.Name(), e.Value)
				}
			}
		}
	}
	if said < 2 {
		t.Errorf("only %d states are said to vote most like somebody", said)
	}
}

func estimateNamed(a *measure.Assessment, name string) measure.Estimate {
	for _, e := range a.All() {
		if e.Name() == name {
			return *e
		}
	}
	return measure.Estimate{}
}
