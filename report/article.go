package report

// writeArticle writes the texts that come with the dossier, their sentences bound.
func (w *writer) writeArticle(Folder) {}
