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

func load(tb testing.TB) *evidence.Dossier {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
