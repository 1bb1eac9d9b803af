package report

// writeMethods writes which methods were used, and their papers.
func (w *writer) writeMethods(Folder) {}
