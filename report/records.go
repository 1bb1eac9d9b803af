package report

// writeRecords writes the records that something rests on, a page a table, for all languages once.
func (w *writer) writeRecords(Folder) {}
