package report

// writeEvidence writes, for each estimate that the report speaks of, what it is, the records it rests on, and where it is spoken of.
func (w *writer) writeEvidence(Folder) {}
