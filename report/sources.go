package report

// writeSources writes the list of sources, and for each what rests on it.
func (w *writer) writeSources(Folder) {}
