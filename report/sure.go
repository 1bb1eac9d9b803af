package report

// sure answers how sure all that is.
func (p *page) sure(Folder) {}
