package report

// depends answers who depends on whom, and through what.
func (p *page) depends(Folder) {}
