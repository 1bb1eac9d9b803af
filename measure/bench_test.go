package measure_test

import (
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// What assess does, without the start of the process and the printing of the page.
func BenchmarkAssess(b *testing.B) {
	for b.Loop() {
		d := load(b)
		measure.Assess(measure.Of(d, measure.DefaultOptions()), d.Config.Region)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

// What verdicts does: 10,000 draws of choices and 200 replicates of the evidence for each composite of the built-in
// dossier, with the Sobol indices.
func BenchmarkVerdicts(b *testing.B) {
	d := load(b)
	for b.Loop() {
		if _, err := measure.Verdicts(d, measure.VerdictOptions{Seed: 1, Level: 0.95}); err != nil {
			b.Fatal(err)
		}
	}
}

func load(tb testing.TB) *evidence.Dossier {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
