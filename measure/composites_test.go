package measure_test

import (
	"slices"
	"testing"

	"multivector/composite"
	"multivector/evidence"
)

// What dossier.toml may say and what composite can do are the same words.
func TestTheWordsOfComposites(t *testing.T) {
	same := func(declared, known []string) {
		t.Helper()
		if !slices.Equal(declared, known) {
			t.Errorf("dossier.toml takes %v, composite knows %v", declared, known)
		}
	}
	same(evidence.CompositeNormalisers, words(composite.Normalisers))
	same(evidence.CompositeAggregators, words(composite.Aggregators))
	same(evidence.CompositeMissing, words(composite.MissingRules))
}

func words[T ~string](all []T) (out []string) {
	for _, w := range all {
		out = append(out, string(w))
	}
	return out
}
