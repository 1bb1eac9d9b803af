package report

// writeIndex writes the report itself: the dossier's question, the short answer, and a section a question.
func (w *writer) writeIndex(folder Folder) {
	p := w.page("index.html", "index", w.titled(), "")
	p.short()
	p.leans(folder)
	p.depends(folder)
	p.spread(folder)
	p.unsaid(folder)
	p.together(folder)
	p.changes(folder)
	p.sure(folder)
	p.articles()
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
