package report

// writeErrata writes which corrections were applied, and what they changed.
func (w *writer) writeErrata(Folder) {}
