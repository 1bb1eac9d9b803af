package report

// unsaid answers what was not said.
func (p *page) unsaid(Folder) {}
