package report

// writeForums writes a page for each forum.
func (w *writer) writeForums(Folder) {}
