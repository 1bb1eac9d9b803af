package evidence

import "sort"

// nearest gives the known word that the fewest single-letter edits make of a word (Levenshtein 1966),
// the alphabetically first among equals.
func nearest(word string, known []string) string {
	best, least := "", 1<<30
	sorted := append([]string(nil), known...)
	sort.Strings(sorted)
	for _, k := range sorted {
		if d := edits(word, k, least); d < least {
			best, least = k, d
		}
	}
	return best
}

// edits is the Levenshtein distance, or some number of at least limit where it is not below it.
func edits(a, b string, limit int) int {
	if len(a) > 200 || len(b) > 200 || max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	before := make([]int, len(b)+1)
	now := make([]int, len(b)+1)
	for j := range before {
		before[j] = j
	}
	for i := range len(a) {
		now[0] = i + 1
		for j := range len(b) {
			change := before[j]
			if a[i] != b[j] {
				change++
			}
			now[j+1] = min(change, before[j+1]+1, now[j]+1)
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
