package intake

import (
	"fmt"
	"slices"

	"multivector/evidence"
)

// maxFaults is how many faults are kept: a file of another layout is wrong in every row, and nobody
// reads the second million.
const maxFaults = 50

// faultList gathers faults while a file is read; the name of the file is for the caller to add, for a reader
// is given bytes.
type faultList struct {
	kept evidence.Faults
	more int
}

func (l *faultList) add(line, column int, what, right string) {
	if len(l.kept) == maxFaults {
		l.more++
		return
	}
	l.kept = append(l.kept, evidence.Fault{Line: line, Column: column, What: what, Right: right})
}

// err gives the faults, or nil where there are none.
func (l *faultList) err() error {
	if len(l.kept) == 0 {
		return nil
	}
	all := l.kept
	slices.SortStableFunc(all, func(x, y evidence.Fault) int {
		if x.Line != y.Line {
			return x.Line - y.Line
		}
		return x.Column - y.Column
	})
	if l.more > 0 {
		all = append(all, evidence.Fault{What: fmt.Sprintf("%d more faults are not listed", l.more), Right: "correct those above first"})
	}
	return all
}

// Warning is something odd in a provider's file that does not stop it from being used: what it is, how
// often it was met, and the line of the first time.
type Warning struct {
	Line, Count int
	What        string
}

// at counts the warning once more. It stands at the first of its lines, in whatever order they are told.
func (w *Warning) at(line int) {
	if w.Count == 0 || line < w.Line {
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
