package report

// short is the short answer to the dossier's question, at the head of the report.
func (p *page) short() {}
