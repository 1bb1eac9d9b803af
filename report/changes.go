package report

// changes answers what would change it.
func (p *page) changes(Folder) {}
