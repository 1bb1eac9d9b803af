package evidence

import "sort"

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

// nearest gives the known word that the fewest single-letter edits make of a word (Levenshtein 1966),
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

// edits is the Levenshtein distance, or some number of at least limit where it is not below it.
func edits(a, b string, limit int) int {
	if len(a) > tooLong || len(b) > tooLong || max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	before := make([]int, len(b)+1)
	now := make([]int, len(b)+1)
	for j := range before {
		before[j] = j
	}
	for i := range len(a) {
		now[0] = i + 1
		row := now[0]
		for j := range len(b) {
			change := before[j]
			if a[i] != b[j] {
				change++
			}
			now[j+1] = min(change, before[j+1]+1, now[j]+1)
			row = min(row, now[j+1])
		}
		if row >= limit {
			return limit
		}
		before, now = now, before
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
