package report

// writeStates writes a page for each state of the region.
func (w *writer) writeStates(Folder) {}
