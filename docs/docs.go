// Package docs holds what a report takes from the documentation: the papers of the methods.
package docs

import _ "embed"

// References is references.bib, every paper that the code and the methods cite.
//
//go:embed references.bib
var References []byte
