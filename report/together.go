package report

// together answers whether the region acts as one.
func (p *page) together(Folder) {}
