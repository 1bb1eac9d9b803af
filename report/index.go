package report

// writeIndex writes the report itself: the dossier's question, the short answer, and a section a question.
func (w *writer) writeIndex(folder Folder) {
	p := w.page("index.html", "index", w.titled(), "")
	p.short()
	p.add(p.pagesOf("states", w.facts.Dossier.Config.Region), p.pagesOf("vectors", w.facts.Dossier.Vectors), p.pagesOf("forums", w.forums()))
	p.leans(folder)
	p.depends(folder)
	p.spread(folder)
	p.unsaid(folder)
	p.together(folder)
	p.changes(folder)
	p.sure(folder)
	p.articles()
}

// leads is a list of the pages of a kind.
type leads struct {
	Title string
	Pages []link
}

func (leads) kind() string { return "leads" }

// pagesOf leads to the pages of states, vectors or forums.
func (p *page) pagesOf(kind string, ids []string) leads {
	l := leads{Title: p.lang.word("pages." + kind)}
	for _, id := range ids {
		l.Pages = append(l.Pages, link{Text: p.name(id).Cap(), Href: p.root + kind + "/" + slug(id) + ".html"})
	}
	return l
}

// forums are the ids of the dossier's forums, in its order.
func (w *writer) forums() (ids []string) {
	for _, f := range w.facts.Dossier.Forums {
		ids = append(ids, f.ID)
	}
	return ids
}

// region names the region in a sentence.
func (w *writer) region() string {
	if w.lang.names.Region != "" {
		return w.lang.names.Region
	}
	return w.facts.Dossier.Name
}

// name names a state, a power or a forum in the page's language.
func (w *writer) name(code string) Name { return w.lang.name(w.facts.Dossier, code) }

// named names several.
func (w *writer) named(codes []string) (all []string) {
	for _, code := range codes {
		all = append(all, w.name(code).Nom)
	}
	return all
}
