package report

// writeClaims writes the ledger of claims.
func (w *writer) writeClaims(Folder) {}
