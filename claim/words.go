package claim

import (
	"cmp"
	"fmt"
	"slices"

	"multivector/evidence"
)

// Range is what a word of probability means: from Low to High.
type Range struct{ Low, High float64 }

func (r Range) String() string { return fmt.Sprintf("%.2f to %.2f", r.Low, r.High) }

// Words are words of probability and their ranges.
type Words map[string]Range

// StandardWords are those of the intelligence community of the United States (Intelligence Community Directive 203 of 2015, section
// D.6.e.2.a), which a dossier uses that declares none of its own: both words that the directive gives each range.
var StandardWords = Words{
	"almost no chance":    {0.01, 0.05},
	"remote":              {0.01, 0.05},
	"very unlikely":       {0.05, 0.20},
	"highly improbable":   {0.05, 0.20},
	"unlikely":            {0.20, 0.45},
	"improbable":          {0.20, 0.45},
	"roughly even chance": {0.45, 0.55},
	"roughly even odds":   {0.45, 0.55},
	"likely":              {0.55, 0.80},
	"probable":            {0.55, 0.80},
	"very likely":         {0.80, 0.95},
	"highly probable":     {0.80, 0.95},
	"almost certain":      {0.95, 0.99},
	"nearly certain":      {0.95, 0.99},
}

// WordsOf are the words that a dossier declares ([words] of dossier.toml), or the standard ones.
func WordsOf(c *evidence.Config) Words {
	if len(c.Words) == 0 {
		return StandardWords
	}
	words := Words{}
	for word, r := range c.Words {
		words[word] = Range{r[0], r[1]}
	}
	return words
}

// List are the words in the order of their ranges, of synonyms the shortest first.
func (w Words) List() []string {
	list := make([]string, 0, len(w))
	for word := range w {
		list = append(list, word)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(w[a].Low, w[b].Low), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return list
}

// Of is the word for a probability: the first whose range it is in, where two ranges meet the lower; beyond the outermost, and in a gap
// between two, the nearest.
func (w Words) Of(p float64) string {
	best, least := "", 2.0
	for _, word := range w.List() {
		if off := max(w[word].Low-p, p-w[word].High, 0); off < least {
			best, least = word, off
		}
	}
	return best
}
