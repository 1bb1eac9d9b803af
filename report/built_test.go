package report

import (
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// built are the reports that the tests read, each made once: of the built-in dossier and of a small invented one, which has one
// language and little evidence.
var built = map[string]func() (report, error){
	dossiers.BuiltIn: sync.OnceValues(func() (report, error) { return build(dossiers.Open(), dossiers.BuiltIn) }),
	"sound":          sync.OnceValues(func() (report, error) { return build(os.DirFS("../evidence/testdata/sound"), "sound") }),
}

// report is a folder and the dossier it was made of.
type report struct {
	folder  Folder
	dossier *evidence.Dossier
	pages   map[string][]tag // of each page, by path
}

func build(dir fs.FS, name string) (report, error) {
	d, err := evidence.Load(dir, name, evidence.Options{})
	if err != nil {
		return report{}, err
	}
	folder, err := Build(measure.Of(d, measure.DefaultOptions()), Options{Program: "multivector", Version: "test", Command: "multivector report"})
	r := report{folder, d, map[string][]tag{}}
	for at, data := range folder {
		if strings.HasSuffix(at, ".html") {
			r.pages[at] = tagsOf(string(data))
		}
	}
	return r, err
}

// onEach runs a test on every report.
func onEach(t *testing.T, check func(t *testing.T, r report)) {
	t.Helper()
	for name, made := range built {
		t.Run(name, func(t *testing.T) {
			r, err := made()
			if err != nil {
				t.Fatal(err)
			}
			check(t, r)
		})
	}
}

// tag is a tag of a page, or a text between two.
type tag struct {
	name       string // empty of a text
	ends       bool
	attributes map[string]string
	text       string
}

var (
	tagged      = regexp.MustCompile(`(?s)<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*|!DOCTYPE)((?:\s[^>]*)?)>`)
	attributeOf = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)
	voids       = []string{"meta", "link", "img", "br", "hr", "wbr", "input", "source", "!DOCTYPE"}
)

// tagsOf takes a page apart. It serves for pages that a template made: attributes stand in double quotes, and > is written out.
func tagsOf(page string) (all []tag) {
	last := 0
	for _, m := range tagged.FindAllStringSubmatchIndex(page, -1) {
		if text := page[last:m[0]]; strings.TrimSpace(text) != "" {
			all = append(all, tag{text: html.UnescapeString(text)})
		}
		last = m[1]
		if m[4] < 0 {
			continue // a comment
		}
		one := tag{name: page[m[4]:m[5]], ends: m[2] != m[3], attributes: map[string]string{}}
		for _, a := range attributeOf.FindAllStringSubmatch(page[m[6]:m[7]], -1) {
			one.attributes[a[1]] = html.UnescapeString(a[2])
		}
		all = append(all, one)
	}
	return all
}

// walk goes through a page, with the tags that are open at each place.
func walk(page []tag, visit func(open []tag, here tag)) {
	var open []tag
	for _, one := range page {
		if !one.ends {
			visit(open, one)
		}
		switch {
		case one.name == "" || slices.Contains(voids, one.name):
		case !one.ends:
			open = append(open, one)
		default:
			for i := len(open) - 1; i >= 0; i-- {
				if open[i].name == one.name {
					open = open[:i]
					break
				}
			}
		}
	}
}

// resolved is where a link of a page leads, within the folder.
func resolved(from, href string) (file, fragment string) {
	file, fragment, _ = strings.Cut(href, "#")
	if file == "" {
		return from, fragment
	}
	return path.Join(path.Dir(from), file), fragment
}
