// Package docs holds what of the documentation the program itself hands on.
package docs

import _ "embed"

// References are the papers that the code and the methods cite, as BibTeX.
//
//go:embed references.bib
var References []byte
