package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"

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
	t := template.New("").Funcs(template.FuncMap{
		"to":         p.to,
		"word":       p.lang.word,
		"kindOf":     func(b block) string { return b.kind() },
		"join":       strings.Join,
		"source":     func(id string) string { return p.root + "sources/" + slug(id) + ".html" },
		"confidence": p.lang.confidence,
		"include": func(name string, data any) (template.HTML, error) {
			return "", fmt.Errorf("%s is not there yet", name)
		},
	})
	t, err := t.ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	return t.Funcs(template.FuncMap{"include": func(name string, data any) (template.HTML, error) {
		var b bytes.Buffer
		err := t.ExecuteTemplate(&b, name+".html", data)
		return template.HTML(b.String()), err
	}}), nil
}

// confidence says how sure the records used of a source are.
func (l *Language) confidence(used [4]int) (string, error) {
	var parts []string
	for c := evidence.High; c >= evidence.Low; c-- {
		if n := used[c]; n > 0 {
			part, err := l.fill("confidence."+c.String(), map[string]any{"N": counted{n: n, html: template.HTML(l.decimal(float64(n), 0))}})
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
	Menu                           []link
	Body                           []block
	Notes                          []note
	Style                          template.CSS
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
	own := strings.TrimPrefix(p.path, p.root)
	for _, l := range p.facts.Languages {
		root := rootOf(p.facts.Languages, l)
		v.Languages = append(v.Languages, other{l.Code, l.word("common.language"), p.to(root + own), l.Code == p.lang.Code})
	}
	for _, m := range menu {
		v.Menu = append(v.Menu, link{p.lang.word("menu." + m), p.to(p.root + m + ".html"), own == m+".html"})
	}
	return v
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
