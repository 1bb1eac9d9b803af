package report

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// sound is the sound dossier of package evidence, with files added or changed.
func sound(t testing.TB, files map[string]string) fstest.MapFS {
	t.Helper()
	dir, all := os.DirFS("../evidence/testdata/sound"), fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = &fstest.MapFile{Data: data}
	}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

// region measures a dossier with few draws.
func region(t testing.TB, files fs.FS) *measure.Region {
	t.Helper()
	d, err := evidence.Load(files, "sound", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := measure.DefaultOptions()
	o.Draws = 50
	return measure.Of(d, o)
}

// report builds the report of a dossier, strictly.
func buildOf(t testing.TB, files fs.FS) (Folder, error) {
	t.Helper()
	return Build(region(t, files), Options{Program: "multivector", Version: "test", Command: "test", Strict: true, Languages: []string{"en"}})
}

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	notes = regexp.MustCompile(`<sup>.*?</sup>`)
	space = regexp.MustCompile(`\s+`)
)

// read is the words of a page.
func read(page []byte) string {
	page = page[bytes.Index(page, []byte("<main")):]
	page = notes.ReplaceAll(page, nil)
	return strings.TrimSpace(string(space.ReplaceAll(tags.ReplaceAll(page, nil), []byte(" "))))
}

const oneArticle = `# A title

[Aland abstained.]{holds="vote('v1', 'AAA') == 'abstain'"} It sold *much* of it: {= share('AAA', 'PPP', 'exports') | percent =}, as
[Cland and Power Q signed [@events:e3].]{cited}
`

func TestAnArticleIsAPageWithBoundSentences(t *testing.T) {
	folder, err := buildOf(t, sound(t, map[string]string{"reports/one.en.md": oneArticle}))
	if err != nil {
		t.Fatal(err)
	}
	page := folder["articles/one.html"]
	if text := read(page); !strings.HasPrefix(text, "A title Aland abstained. It sold much of it: 60%, as Cland and Power Q signed. (low confidence)") {
		t.Errorf("the page reads:\n%s", text)
	}
	for _, bound := range []string{`data-rests="|votes:v1/AAA"`, `data-rests="share AAA PPP exports"`, `data-rests="|events:e3"`, `<em>much</em>`, `id="note-1"`} {
		if !bytes.Contains(page, []byte(bound)) {
			t.Errorf("the page has no %s:\n%s", bound, page)
		}
	}
	if !bytes.Contains(folder["index.html"], []byte(`href="articles/one.html"`)) {
		t.Error("the report does not lead to the article")
	}
}

func TestASentenceThatDoesNotHoldIsMarked(t *testing.T) {
	files := sound(t, map[string]string{"reports/one.en.md": oneArticle})
	votes := files["votes.csv"].Data
	files["votes.csv"] = &fstest.MapFile{Data: bytes.Replace(votes, []byte("v1,AAA,abstain"), []byte("v1,AAA,yes"), 1)}
	folder, err := buildOf(t, files)
	var unheld Unheld
	if !errors.As(err, &unheld) {
		t.Fatalf("the error is %v", err)
	}
	want := `sound/reports/one.en.md:3:1: the sentence asserts "holds", and the evidence says "contradicted": vote AAA v1 is yes`
	if got := unheld.Error(); got != want {
		t.Errorf("the error is\n%s\nand not\n%s", got, want)
	}
	text := read(folder["articles/one.html"])
	for _, part := range []string{
		"1 sentence of this text does not hold as it was written. The evidence has moved on from it: Aland abstained. (asserted: holds; the evidence: contradicted; vote AAA v1 yes)",
		"Aland abstained. (no longer holds as written, “holds”: the evidence now says “contradicted”; vote AAA v1 yes) It sold",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the page does not say %q:\n%s", part, text)
		}
	}
}

func TestASentenceMayAssertAnotherResult(t *testing.T) {
	for is, binding := range map[string]string{
		"":             `holds="vote('v1', 'AAA') == 'abstain'"`,
		"contradicted": `holds="vote('v1', 'AAA') == 'yes'"`,
		"partly":       `holds="vote('v1', 'AAA') == 'abstain' and vote('v1', 'BBB') == 'yes'"`,
		"open":         `claim=c2`,
	} {
		asserts := ""
		if is != "" {
			asserts = " is=" + is
		}
		text := "# T\n\n[A sentence.]{" + binding + asserts + "}\n"
		if _, err := buildOf(t, sound(t, map[string]string{"reports/one.en.md": text})); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestTheFaultsOfArticles holds each way in which an article can be wrong to what is said of it.
func TestTheFaultsOfArticles(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a bare number":           {"# T\n\nIn *2022* there were 12,5 of them.\n", "3:5: the number 2022 is bound to nothing & 3:22: the number 12,5 is bound to nothing"},
		"a number in a heading":   {"# T\n\n## In 2022\n", "3:7: the number 2022 is bound to nothing"},
		"a number in the title":   {"# T 5\n", "1:5: the number 5 is bound to nothing"},
		"no title":                {"Words.\n", "1:1: the article has no title; begin it with a line as # Title"},
		"an empty file":           {"", "1:1: the article has no title"},
		"a name that means none":  {"# T\n\nIt is {= share('AAB', 'PPP',\n'exports') | percent =}.\n", `3:16: "AAB" is not a code of states.csv; the nearest is AAA`},
		"an error in a next line": {"# T\n\nIt is {= share('AAA',\n'PPX', 'exports') | percent =}.\n", `4:1: "PPX" is not a code of states.csv; the nearest is PPP`},
		"no form":                 {"# T\n\n{= share('AAA', 'PPP', 'exports') =}\n", `3:35: "" is no form; the forms are percent`},
		"a form of another kind":  {"# T\n\n{= share('AAA', 'PPP', 'exports') | date =}\n", `3:37: date writes a date, and the expression is a number`},
		"a value that is open":    {"# T\n\n{= share('AAA', 'PPP', 'exports') | percent\n", `3:1: a value is not closed; write {= expression | form =}`},
		"a claim that is not":     {"# T\n\n[S.]{claim=c9}\n", `3:6: there is no claim "c9"; the nearest is c1`},
		"a result that is not":    {"# T\n\n[S.]{claim=c1 is=true}\n", `3:15: "true" is no result; write holds, partly, contradicted or open`},
		"no binding":              {"# T\n\n[S.]{is=holds}\n", `3:6: the sentence is bound 0 times`},
		"a binding twice":         {"# T\n\n[S.]{claim=c1 holds=\"vote('v1', 'AAA') == 'yes'\"}\n", `3:6: the sentence is bound 2 times`},
		"an attribute that is no": {"# T\n\n[S.]{claims=c1}\n", `3:6: "claims=c1" binds nothing`},
		"an open quote":           {"# T\n\n[S.]{holds=\"vote('v1', 'AAA')}\n", `3:12: a quote is not closed`},
		"a number that is a truth": {
			"# T\n\n[S.]{holds=\"share('AAA', 'PPP', 'exports')\"}\n",
			`3:13: the expression is a number, and not true or false; compare it with something, as > 0.5`,
		},
		"a citation of nothing":     {"# T\n\n[S [@events:e9].]{cited}\n", `3:5: there is no record "events:e9"; the nearest is events:e`},
		"a citation without an at":  {"# T\n\n[S [@events:e1; events:e2].]{cited}\n", `3:17: "events:e2" is no citation`},
		"a citation by no sentence": {"# T\n\nWords [@events:e1].\n", `3:7: a record is cited by no sentence`},
		"cited that cites nothing":  {"# T\n\n[S.]{cited}\n", `3:1: the sentence cites nothing`},
		"one within another":        {"# T\n\n[A [b]{claim=c1} c.]{claim=c1}\n", `3:4: a bound sentence within another`},
		"code":                      {"# T\n\nA `b` c.\n", `an article cannot hold code`},
		"a picture":                 {"# T\n\n![a](b.png)\n", `an article cannot hold a picture`},
		"markup":                    {"# T\n\n<div>12</div>\n", `an article cannot hold HTML`},
		"a numbered list":           {"# T\n\n1. one\n", `the items of a list are numbered`},
		"a script behind a link":    {"# T\n\n[a](javascript:alert)\n", `a link leads to "javascript:alert"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := buildOf(t, sound(t, map[string]string{"reports/one.en.md": c.text}))
			faults := evidence.AsFaults(err)
			var unheld Unheld
			if faults == nil || errors.As(err, &unheld) {
				t.Fatalf("the error is %v", err)
			}
			wants := strings.Split(c.want, " & ")
			if len(faults) != len(wants) {
				t.Errorf("there are %d faults:\n%v", len(faults), err)
			}
			for i, want := range wants {
				if i < len(faults) && !strings.Contains(faults[i].String(), want) {
					t.Errorf("the fault is\n%s\nand not\n%s", faults[i], want)
				}
			}
		})
	}
}

func TestWhatIsNoArticleIsAFault(t *testing.T) {
	_, err := buildOf(t, sound(t, map[string]string{"reports/notes.txt": "a", "reports/one.xx.md": "# T\n"}))
	want := "sound/reports/notes.txt: it is no article; the folder holds files called NAME.LANGUAGE.md, as three-years-on.en.md, and nothing else\n" +
		`sound/reports/one.xx.md: the report has no language "xx"; it has en, ru`
	if err == nil || err.Error() != want {
		t.Errorf("the error is\n%v\nand not\n%s", err, want)
	}
}

// TestNounsBesideNumbers holds the plurals of both languages.
func TestNounsBesideNumbers(t *testing.T) {
	for _, c := range []struct {
		code, forms string
		want        map[float64]string
	}{
		{"en", "state, states", map[float64]string{0: "states", 1: "state", 2: "states", 21: "states", 1.5: "states"}},
		{"ru", "страна, страны, стран", map[float64]string{0: "стран", 1: "страна", 3: "страны", 5: "стран", 11: "стран", 21: "страна", 102: "страны"}},
	} {
		l, err := newLanguage(c.code)
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range c.want {
			if got := l.noun(n, c.forms); got != want {
				t.Errorf("%s: %g %s, and not %s", c.code, n, got, want)
			}
		}
	}
}

// TestArticlesAreNoEvidence holds that a dossier's digest does not depend on them.
func TestArticlesAreNoEvidence(t *testing.T) {
	var digests []string
	for _, files := range []map[string]string{nil, {"reports/one.en.md": oneArticle}} {
		digest, err := region(t, sound(t, files)).Digest()
		if err != nil {
			t.Fatal(err)
		}
		digests = append(digests, digest)
	}
	if digests[0] != digests[1] {
		t.Error("an article changes the digest of the evidence")
	}
}

// FuzzReadArticle holds the reader of articles to its promise: whatever a file holds, it is read or its faults have places in it.
func FuzzReadArticle(f *testing.F) {
	for _, text := range []string{oneArticle, "# T\n\n[a [b](https://c) *d]{holds=\"x\"}*\n", "- [a\n  b]{claim=c1\n  is=open}\n> {= 1 | whole =}\n", "[[[[{={=]]]]{{}}\n", "# [a]{cited}\n", "# T\n\n\t[a]{x\n"} {
		f.Add(text)
	}
	r := region(f, sound(f, nil))
	book := claim.NewBook(r, measure.Assess(r, r.Config.Region))
	ledger, err := book.Ledger()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := readArticle(book, ledger, "a.md", []byte(text))
		lines := strings.Split(text, "\n")
		for _, fault := range a.faults {
			if fault.Line < 1 || fault.Line > len(lines) || fault.Column < 1 || fault.Column > len(lines[fault.Line-1])+1 {
				t.Fatalf("%q: the place of a fault is not in the file: %s", text, fault)
			}
		}
		if a.faults != nil {
			return
		}
		// What is without a fault can be written, and has no digit that is bound to nothing.
		a.name, a.language = "a", "en"
		facts := &Facts{Dossier: r.Dossier, Region: r, Assessment: measure.Assess(r, nil), Book: book, Claims: ledger, Articles: []*article{a}}
		if err := facts.speak([]string{"en"}); err != nil {
			t.Fatal(err)
		}
		w := newWriter(facts, facts.Languages[0], "")
		w.writeArticle(Folder{})
		if err := errors.Join(w.faults...); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// TestTheArticlesOfTheBuiltInDossierHold is the program's own --strict.
func TestTheArticlesOfTheBuiltInDossierHold(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures the whole dossier")
	}
	d, err := evidence.Load(os.DirFS("../dossiers/central-asia"), "central-asia", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := Build(measure.Of(d, measure.DefaultOptions()), Options{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, p := range slices.Sorted(maps.Keys(folder)) {
		if path.Base(p) == "three-years-on.html" {
			found = append(found, p)
		}
	}
	if want := []string{"articles/three-years-on.html", "ru/articles/three-years-on.html"}; !slices.Equal(found, want) {
		t.Errorf("the articles are %v, and not %v", found, want)
	}
}
