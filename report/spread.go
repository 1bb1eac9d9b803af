package report

// spread answers over how many powers each state is spread, and what room that leaves it.
func (p *page) spread(Folder) {}
