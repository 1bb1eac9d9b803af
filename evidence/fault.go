package evidence

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Fault is one thing wrong with a dossier: where it stands, what is wrong and what would be right.
type Fault struct {
	File         string
	Line, Column int // 1-based; 0 where the fault is of the file as a whole
	What, Right  string
}

func (f Fault) String() string {
	text := f.What
	if f.Right != "" {
		text += "; " + f.Right
	}
	switch {
	case f.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, max(f.Column, 1), text)
	case f.File != "":
		return f.File + ": " + text
	}
	return text
}

// Faults are all the faults of a dossier, in the order of files, lines and columns. They are an
// error: nothing is computed from a dossier that has one.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// AsFaults gives the faults an error holds, or nil.
func AsFaults(err error) Faults {
	var fs Faults
	if errors.As(err, &fs) {
		return fs
	}
	return nil
}

// Sorted puts faults in the order of files, lines and columns.
func (fs Faults) Sorted() Faults {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := fs[i], fs[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		if a.Column != b.Column {
			return a.Column < b.Column
		}
		return a.What < b.What
	})
	return fs
}
