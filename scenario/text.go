package scenario

import "strconv"

// text writes a number for a sentence.
func text(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
