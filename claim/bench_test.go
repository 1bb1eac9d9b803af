package claim_test

import (
	"sync"
	"testing"

	"multivector/claim"
	"multivector/measure"
)

// BenchmarkLedger recomputes every claim of the built-in dossier. Opened anew: expressions are compiled, the editions of other days read.
func BenchmarkLedger(b *testing.B) {
	book := open(b)
	b.Run("opened anew", func(b *testing.B) {
		for b.Loop() {
			fresh := claim.NewBook(book.Region(), measure.Assess(book.Region(), book.Region().Config.Region))
			if _, err := fresh.Ledger(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			if _, err := book.Ledger(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestABookIsSafeForConcurrentUse asks one book the same from many sides; the race detector watches.
func TestABookIsSafeForConcurrentUse(t *testing.T) {
	b := open(t)
	fresh := claim.NewBook(b.Region(), measure.Assess(b.Region(), b.Region().Config.Region))
	want, err := b.Ledger()
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			got, err := fresh.Ledger()
			if err != nil {
				t.Error(err)
				return
			}
			for i := range got {
				if got[i].Result != want[i].Result {
					t.Errorf("%s is %s, and %s", got[i].ID, got[i].Result, want[i].Result)
				}
			}
		})
	}
	wait.Wait()
}
