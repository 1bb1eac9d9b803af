package bargain

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong with what was given: where it stands in a file, what is wrong and what would be right.
type Fault struct {
	Line, Column int // 1-based; 0 where it is of the whole, or of no file
	What, Right  string
}

func (f Fault) String() string {
	text := f.What
	if f.Right != "" {
		text += "; " + f.Right
	}
	if f.Line > 0 {
		return fmt.Sprintf("%d:%d: %s", f.Line, max(f.Column, 1), text)
	}
	return text
}

// Faults are all that is wrong, in the order of lines and columns.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

func (fs Faults) orNil() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}
