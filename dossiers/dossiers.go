// Package dossiers holds the dossiers that come with the program.
package dossiers

import (
	"embed"
	"io/fs"
)

//go:embed central-asia
var files embed.FS

// BuiltIn is the name of the dossier that is used where none is named.
const BuiltIn = "central-asia"

// Open gives the files of the built-in dossier.
func Open() fs.FS {
	dir, err := fs.Sub(files, BuiltIn)
	if err != nil {
		panic(err) // the name is a constant, and a valid one
	}
	return dir
}
