package report

// writeVectors writes a page for each vector.
func (w *writer) writeVectors(Folder) {}
