package report

import (
	"bytes"
	"fmt"
	"html/template"
	"io"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// Unheld are the sentences of a dossier's articles that do not hold as they assert, each at its place. They are no fault of the
// dossier: the evidence has moved on from what was written.
type Unheld struct{ evidence.Faults }

func (u Unheld) Unwrap() error { return u.Faults }

// unheld are those of the articles in the report's languages.
func (f *Facts) unheld() error {
	var all evidence.Faults
	for _, a := range f.Articles {
		for _, l := range f.Languages {
			if l.Code == a.language {
				all = append(all, a.unheld...)
			}
		}
	}
	if all == nil {
		return nil
	}
	return Unheld{all.Sorted()}
}

// writeArticle writes the texts that come with the dossier, their sentences bound.
func (w *writer) writeArticle(Folder) {
	for i, a := range w.facts.Articles {
		if w.article(a.name) == nil || i > 0 && w.facts.Articles[i-1].name == a.name {
			continue
		}
		own := w.article(a.name)
		p := w.page("articles/"+a.name+".html", "article", own.title, "")
		if own.language != w.lang.Code {
			to := articlePath(w, own)
			p.para(p.say("article.elsewhere", fields{"Link": template.HTML(fmt.Sprintf(`<a href="%s" lang="%s">%s</a>`, template.HTMLEscapeString(p.to(to)), own.language, template.HTMLEscapeString(own.title)))}))
			continue
		}
		p.texts(own)
	}
}

// articlePath is where an article stands in its own language.
func articlePath(w *writer, a *article) string {
	for _, l := range w.facts.Languages {
		if l.Code == a.language {
			return rootOf(w.facts.Languages, l) + "articles/" + a.name + ".html"
		}
	}
	return ""
}

// article is that of a name: in the language of the pages, or else in the first of the report's that it is written in.
func (w *writer) article(name string) *article {
	for _, code := range append([]string{w.lang.Code}, codesOf(w.facts.Languages)...) {
		for _, a := range w.facts.Articles {
			if a.name == name && a.language == code {
				return a
			}
		}
	}
	return nil
}

func codesOf(languages []*Language) (codes []string) {
	for _, l := range languages {
		codes = append(codes, l.Code)
	}
	return codes
}

// articles leads from the report to the texts that come with the dossier.
func (p *page) articles() {
	var items []Sentence
	for i, a := range p.facts.Articles {
		if own := p.article(a.name); own != nil && (i == 0 || p.facts.Articles[i-1].name != a.name) {
			link := template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, p.to(p.root+"articles/"+a.name+".html"), template.HTMLEscapeString(own.title)))
			items = append(items, p.say("article.read", fields{"Link": link}))
		}
	}
	if items != nil {
		p.heads(2, "articles", p.lang.word("article.heading"))
		p.add(bullets{items})
	}
}

// prose is a part of an article, as goldmark renders it with the sentences in it bound.
type prose struct{ HTML template.HTML }

func (prose) kind() string { return "prose" }

// texts puts an article on the page: first what of it does not hold any more, then its text.
func (p *page) texts(a *article) {
	w := &articleWriter{page: p, article: a}
	w.engine = renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(), 1000), util.Prioritized(w, 100)))
	var err error
	if w.sentence, err = p.templates(); err != nil {
		p.fault(err)
		return
	}
	var text []block
	for n, i := a.tree.FirstChild(), 0; n != nil; n, i = n.NextSibling(), i+1 {
		if h, ok := n.(*ast.Heading); ok {
			text = append(text, heading{h.Level, fmt.Sprintf("part-%d", i), a.plain(h)})
			continue
		}
		text = append(text, prose{w.render(n)})
	}
	if len(w.unheld) > 0 {
		p.para(p.say("article.marked", fields{"N": p.many(len(w.unheld))}))
		p.add(bullets{w.unheld})
	}
	p.add(text...)
}

// articleWriter renders the nodes that goldmark does not know.
type articleWriter struct {
	*page
	article *article
	engine  renderer.Renderer
	// sentence is how one looks.
	sentence *template.Template
	unheld   []Sentence // as the list at the head of the page has them
	said     int
}

func (w *articleWriter) render(nodes ...ast.Node) template.HTML {
	var b bytes.Buffer
	for _, n := range nodes {
		if err := w.engine.Render(&b, w.article.source, n); err != nil {
			w.fault(err)
		}
	}
	return template.HTML(b.String())
}

// RegisterFuncs tells goldmark what is rendered here.
func (w *articleWriter) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindValued, w.whole(w.valued))
	r.Register(kindAsserted, w.whole(w.asserted))
	r.Register(kindCiting, w.whole(func(ast.Node) Sentence { return Sentence{} })) // which become the notes of their sentence
}

// whole renders a node with all that is in it.
func (w *articleWriter) whole(write func(ast.Node) Sentence) renderer.NodeRendererFunc {
	return func(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		s := write(n)
		if s.ID == "" {
			_, err := io.WriteString(out, string(s.HTML))
			return ast.WalkSkipChildren, err
		}
		var b bytes.Buffer
		err := w.sentence.ExecuteTemplate(&b, "sentence.html", s)
		_, _ = out.Write(bytes.TrimSpace(b.Bytes())) // what follows may be a comma
		return ast.WalkSkipChildren, err
	}
}

// valued writes a value: a sentence of its own, or part of the one it stands in.
func (w *articleWriter) valued(node ast.Node) Sentence {
	n := node.(*valued)
	f, keys := w.written(n)
	if inside(n) {
		return Sentence{HTML: f.html}
	}
	s := Sentence{ID: w.next(), HTML: f.html, Records: keys}
	s.rests(f.of)
	return w.bind(s)
}

// asserted writes a sentence, marked where it does not hold as it asserts.
func (w *articleWriter) asserted(node ast.Node) Sentence {
	n := node.(*asserted)
	s := Sentence{ID: w.next(), Claim: n.claim, Records: cites(n)}
	var children []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	s.HTML = w.render(children...)
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if v, ok := c.(*valued); ok && entering {
			f, keys := w.written(v)
			s.rests(f.of)
			s.Records = append(s.Records, keys...)
		}
		return ast.WalkContinue, nil
	})
	if n.outcome == nil {
		return w.bind(s)
	}
	w.ground(&s, n.outcome)
	if n.outcome.Result != n.is {
		text := s.HTML
		s.HTML = template.HTML(fmt.Sprintf(`<span class="unheld">%s</span> <em class="mark">(%s)</em>`, text, w.why("article.unheld", n, &s, "")))
		s = w.bind(s)
		item := Sentence{ID: s.ID + "-why", Claim: n.claim, Records: s.Records, Estimates: s.Estimates}
		item.HTML = w.why("article.listed", n, &item, template.HTML(fmt.Sprintf(`<a href="#%s">%s</a>`, s.ID, template.HTMLEscapeString(w.article.plain(n)))))
		w.unheld = append(w.unheld, w.bind(item))
		return s
	}
	return w.bind(s)
}

// why says what the evidence says instead of what a sentence asserts.
func (w *articleWriter) why(key string, n *asserted, s *Sentence, link template.HTML) template.HTML {
	with := map[string]any{"Link": link, "Asserted": w.lang.word("article." + string(n.is)), "Result": w.lang.word("article." + string(n.outcome.Result)), "Value": ""}
	if n.claim != "" {
		with["Result"] = template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, w.to(w.root+"claims.html#"+n.claim), with["Result"]))
	}
	if v, ok := n.outcome.Estimate(); ok {
		with["Value"] = w.decided(v, s)
	}
	text, err := w.lang.fill(key, with)
	if err != nil {
		w.fault(err)
	}
	return text
}

// decided writes the value that decided a result, as share KGZ RUS exports 0.31.
func (w *articleWriter) decided(v claim.Value, s *Sentence) template.HTML {
	said := template.HTML(template.HTMLEscapeString(v.Said()))
	if v.Kind == claim.NumberKind && v.Known() && v.Status == "" {
		e := w.estimateOf(v.Name(), v.Estimate)
		f := w.index(e)
		s.rests(f.of)
		said = f.html
	}
	return template.HTML(template.HTMLEscapeString(v.Name())) + " " + said
}

// ground adds what decided a result to what a sentence rests on: the estimates, and the records of what is no estimate. One that rests
// on more records than can be listed beside a sentence gets a place among the evidence, where they are.
func (w *articleWriter) ground(s *Sentence, o *claim.Outcome) {
	for _, part := range o.Parts {
		for _, v := range part.Value.Grounds() {
			own := w.facts.Assessment.Get(v.Measure, v.State, v.Vector, v.Of)
			switch {
			case v.Kind == claim.NumberKind && own.Known() && own.Value == v.Value:
			case v.Kind == claim.NumberKind && len(v.From) > listed:
				own = w.estimateOf(v.Name()+" in "+part.Text, v.Estimate)
			default:
				s.Records = append(s.Records, v.From...)
				continue
			}
			w.use(own)
			s.rests([]measure.Estimate{own})
		}
	}
}

// listed is how many records are listed beside a sentence.
const listed = 20

// inside tells whether a node stands in a bound sentence.
func inside(n ast.Node) bool {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Kind() == kindAsserted {
			return true
		}
	}
	return false
}

// next is the place of the next sentence: the same in every edition of the dossier.
func (w *articleWriter) next() string {
	w.said++
	return fmt.Sprintf("s%d", w.said)
}
