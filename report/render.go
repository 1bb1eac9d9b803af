package report

import (
	"bytes"
	"embed"
	"html/template"
	"strings"
	"sync"

	"multivector/evidence"
)

//go:embed templates/*.html templates/*.css
var templateFiles embed.FS

// render makes a page HTML.
func (p *page) render() ([]byte, error) {
	t, err := p.templates()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, "page.html", p.view())
	return b.Bytes(), err
}

// templates are those of the pages; the functions that depend on the page are given anew for each.
func (p *page) templates() (*template.Template, error) {
	parsed, err := parsedTemplates()
	if err != nil {
		return nil, err
	}
	t, err := parsed.Clone()
	if err != nil {
		return nil, err
	}
	t.Funcs(template.FuncMap{
		"to":         p.to,
		"word":       p.lang.word,
		"kindOf":     func(b block) string { return b.kind() },
		"runs":       runs,
		"join":       strings.Join,
		"source":     func(id string) string { return p.root + p.facts.sourceOf(id) },
		"record":     p.facts.recordOf,
		"row":        rowOf,
		"shown":      func(key string) bool { return p.facts.ledger.on[key] != nil },
		"first":      func(keys []string) []string { return keys[:min(few, len(keys))] },
		"decimal":    func(n int) string { return p.lang.decimal(float64(n), 0) },
		"short":      short,
		"confidence": p.lang.confidence,
		"include": func(name string, data any) (template.HTML, error) {
			var b bytes.Buffer
			err := t.ExecuteTemplate(&b, name+".html", data)
			return template.HTML(b.String()), err
		},
	})
	return t, nil
}

// parsedTemplates are the templates before a page gives its functions: whoever parses asks only that their names be known.
var parsedTemplates = sync.OnceValues(func() (*template.Template, error) {
	names := template.FuncMap{}
	for _, name := range []string{"to", "word", "kindOf", "runs", "join", "source", "record", "row", "shown", "first", "decimal", "short", "confidence", "include"} {
		names[name] = func() string { return "" }
	}
	return template.New("").Funcs(names).ParseFS(templateFiles, "templates/*.html")
})

// short is a text cut to what fits a line of a list.
func short(text string) string {
	const most = 110
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// run is notes of a sentence whose numbers follow on each other.
type run struct{ From, To int }

// runs writes many notes short: 1–4 for three or more that follow on each other. The numbers ascend.
func runs(notes []int) (all []run) {
	for i := 0; i < len(notes); {
		k := i
		for k+1 < len(notes) && notes[k+1] == notes[k]+1 {
			k++
		}
		if k < i+2 {
			k = i
		}
		all = append(all, run{notes[i], notes[k]})
		i = k + 1
	}
	return all
}

// confidence says how sure the records used of a source are.
func (l *Language) confidence(used [4]int) (string, error) {
	var parts []string
	for c := evidence.High; c >= evidence.Low; c-- {
		if n := used[c]; n > 0 {
			key := "confidence." + c.String()
			if len(parts) == 0 && c < evidence.High {
				key = "confidence.only_" + c.String()
			}
			part, err := l.fill(key, map[string]any{"N": counted{n: n, html: template.HTML(l.decimal(float64(n), 0))}})
			if err != nil {
				return "", err
			}
			parts = append(parts, string(part))
		}
	}
	return strings.Join(parts, ", "), nil
}

// view is a page as its template sees it.
type view struct {
	Lang, Path, Kind, Title, About string
	Dossier, AsOf                  string
	Languages                      []other
	Menu, Contents                 []link
	Head, Body                     []block // before the list of contents, and after
	Notes                          []note
}

// other is the same page in another language, or in this one.
type other struct {
	Code, Name, Href string
	This             bool
}

type link struct {
	Text, Href string
	This       bool
}

func (p *page) view() view {
	v := view{
		Lang: p.lang.Code, Path: p.path, Kind: p.kind, Title: p.title, About: p.about, Dossier: p.titled(), AsOf: p.facts.Dossier.AsOf.String(),
		Body: p.body, Notes: p.notes,
	}
	if first, all := p.contents(); all != nil {
		v.Head, v.Contents, v.Body = p.body[:first], all, p.body[first:]
	}
	own := strings.TrimPrefix(p.path, p.root)
	for _, l := range p.facts.Languages {
		if p.once {
			break // there is no such page in another
		}
		root := rootOf(p.facts.Languages, l)
		v.Languages = append(v.Languages, other{l.Code, l.word("common.language"), p.to(root + own), l.Code == p.lang.Code})
	}
	for _, m := range menu {
		v.Menu = append(v.Menu, link{p.lang.word("menu." + m), p.to(p.root + m + ".html"), own == m+".html"})
	}
	return v
}

// contents lists the parts of a page that has enough of them to be looked over, and not so many that a list of them is no help, with the
// place among its blocks before which the list stands.
func (p *page) contents() (first int, all []link) {
	for i, b := range p.body {
		if h, ok := b.(heading); ok && h.Level == 2 {
			if len(all) == 0 || len(all) == 1 && p.kind == "index" { // the short answer comes before anything
				first = i
			}
			all = append(all, link{Text: h.Text, Href: "#" + h.ID})
		}
	}
	if len(all) < 4 || len(all) > 40 {
		return 0, nil
	}
	if len(p.notes) > 0 {
		all = append(all, link{Text: p.lang.word("common.notes"), Href: "#notes"})
	}
	return first, all
}

// menu are the pages that every page leads to.
var menu = []string{"index", "claims", "methods", "missing", "sources", "errata"}

// titled is the dossier's title in the language of the page.
func (w *writer) titled() string {
	if w.lang.names.Title != "" {
		return w.lang.names.Title
	}
	return w.facts.Dossier.Title
}

// rootOf is where the pages of a language are: those of the first at the root.
func rootOf(all []*Language, l *Language) string {
	if l.Code == all[0].Code {
		return ""
	}
	return l.Code + "/"
}
