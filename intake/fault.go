package intake

import (
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with a provider's file: where it stands, what is wrong and what would be
// right. The name of the file is for the caller to add: a reader is given bytes.
type Fault struct {
	File         string
	Line, Column int // from 1, the column in bytes; 0 where the fault is of the file as a whole
	What, Right  string
}

func (f Fault) String() string {
	what := f.What
	if f.Right != "" {
		what += "; " + f.Right
	}
	switch {
	case f.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, max(f.Column, 1), what)
	case f.File != "":
		return f.File + ": " + what
	}
	return what
}

// Faults is everything found wrong with a file, in the order of its lines; where there was too much, the
// first of it and a last fault that says how much more.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// maxFaults is how many faults are kept: a file of another layout is wrong in every row, and nobody
// reads the second million.
const maxFaults = 50

// faultList gathers faults while a file is read.
type faultList struct {
	kept Faults
	more int
}

func (l *faultList) add(line, column int, what, right string) {
	if len(l.kept) == maxFaults {
		l.more++
		return
	}
	l.kept = append(l.kept, Fault{Line: line, Column: column, What: what, Right: right})
}

// err gives the faults, or nil where there are none.
func (l *faultList) err() error {
	if len(l.kept) == 0 {
		return nil
	}
	all := l.kept
	slices.SortStableFunc(all, func(x, y Fault) int {
		if x.Line != y.Line {
			return x.Line - y.Line
		}
		return x.Column - y.Column
	})
	if l.more > 0 {
		all = append(all, Fault{What: fmt.Sprintf("%d more faults are not listed", l.more), Right: "correct those above first"})
	}
	return all
}

// Warning is something odd in a provider's file that does not stop it from being used: what it is, how
// often it was met, and the line of the first time.
type Warning struct {
	Line, Count int
	What        string
}

// at counts the warning once more.
func (w *Warning) at(line int) {
	if w.Count == 0 {
		w.Line = line
	}
	w.Count++
}

func (w Warning) String() string {
	if w.Count == 1 {
		return fmt.Sprintf("line %d: %s", w.Line, w.What)
	}
	return fmt.Sprintf("line %d and %d more: %s", w.Line, w.Count-1, w.What)
}
