package rollcall_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"multivector/rollcall"
)

// synthetic is a record of the size of the General Assembly's (200 states, 6,551 roll calls in 78
// sessions) in which every state is a member throughout, so that no word of 64 roll calls is skipped.
// The shares of the answers are those of Voeten's data to session 78.
func synthetic(tb testing.TB) *rollcall.Record {
	tb.Helper()
	const states, calls = 200, 6551
	rng := rand.New(rand.NewPCG(1, 2))
	var b rollcall.Builder
	for s := range states {
		b.State(rollcall.State{Code: strconv.Itoa(s)})
	}
	for c := range calls {
		b.Call(rollcall.Call{ID: strconv.Itoa(c), Session: 1 + c*78/calls})
		for s := range states {
			a := rollcall.Silent
			switch u := rng.Float64(); {
			case u < .722:
				a = rollcall.Yes
			case u < .837:
				a = rollcall.Abstain
			case u < .906:
				a = rollcall.No
			}
			b.Answer(s, c, a)
		}
	}
	r, err := b.Record()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// BenchmarkAllDyads counts all sixteen cells for each of the 19,900 dyads.
func BenchmarkAllDyads(b *testing.B) {
	r := synthetic(b)
	all := r.All()
	for b.Loop() {
		for i := range r.States() {
			for j := range i {
				r.Pairs(i, j, all)
			}
		}
	}
}
