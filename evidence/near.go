package evidence

import (
	"sort"
	"strings"
)

// advice is nearest for many words. A wrong code is often wrong a thousand times, and a file may hold nothing
// but wrong codes: each is looked up once, and when that has taken about half a second no more are.
type advice struct {
	told  map[string]string
	known map[string][]string // sorted, by kind
	spent int
}

const maxAdvice = 1 << 28 // pairs of letters compared

// nearest gives the known word of a kind most like a word, or "".
func (a *advice) nearest(kind, word string, known func() []string) string {
	if a.told == nil {
		a.told, a.known = map[string]string{}, map[string][]string{}
	}
	if len(word) > tooLong {
		return ""
	}
	cause := kind + "\x00" + word
	if told, ok := a.told[cause]; ok || a.spent > maxAdvice {
		return told
	}
	if a.known[kind] == nil {
		a.known[kind] = known()
		sort.Strings(a.known[kind])
	}
	for _, k := range a.known[kind] {
		a.spent += len(word) * len(k)
	}
	a.told[cause] = nearestOf(word, a.known[kind])
	return a.told[cause]
}

// Nearest is the known word most like one that is not known, for whoever has to say so.
func Nearest(word string, known []string) string { return nearest(word, known) }

// nearest gives the known word that the fewest single-letter edits make of a word (see edits),
// the alphabetically first among equals.
func nearest(word string, known []string) string {
	sorted := append([]string(nil), known...)
	sort.Strings(sorted)
	return nearestOf(word, sorted)
}

func nearestOf(word string, sorted []string) string {
	best, least := "", 1<<30
	for _, k := range sorted {
		if d := edits(word, k, least); d < least {
			best, least = k, d
		}
	}
	return best
}

// tooLong are words that are no mistyped name.
const tooLong = 200

// edits is the number of letters to change, drop, add, or swap with their neighbour to make one word of another
// (Damerau 1964, doi:10.1145/363958.363994, no letter edited twice), or some number of at least limit where it
// is not below it. Capitals do not matter.
func edits(a, b string, limit int) int {
	if len(a) > tooLong || len(b) > tooLong || max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	earlier, before, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range before {
		before[j] = j
	}
	least := 0 // of the row before
	for i := range len(a) {
		now[0] = i + 1
		row := now[0]
		for j := range len(b) {
			change := before[j]
			if a[i] != b[j] {
				change++
			}
			now[j+1] = min(change, before[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], earlier[j-1]+1)
			}
			row = min(row, now[j+1])
		}
		if row >= limit && least >= limit {
			return limit // a swap reaches back two rows, and both are too far
		}
		least = row
		earlier, before, now = before, now, earlier
	}
	return before[len(b)]
}

func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
