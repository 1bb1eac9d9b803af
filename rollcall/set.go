package rollcall

import (
	"iter"
	"math/bits"
)

// Set is a set of the roll calls of one record, by their index. It holds only the words between its
// first and its last member, so that counting over one session or one resolution family touches two
// words and not the hundred of the whole Assembly. The zero Set is empty; a Set is never changed.
// Sets of different records must not be mixed: the indices mean different roll calls.
type Set struct {
	first int // index of words[0] among the words of the record
	words []uint64
}

// newSet trims the words, the first of which holds the roll calls from 0.
func newSet(words []uint64) Set { return Set{0, words}.trim() }

func (s Set) trim() Set {
	for len(s.words) > 0 && s.words[0] == 0 {
		s.first, s.words = s.first+1, s.words[1:]
	}
	for n := len(s.words); n > 0 && s.words[n-1] == 0; n-- {
		s.words = s.words[:n-1]
	}
	return s
}

// word gives the members among the roll calls 64w to 64w+63.
func (s Set) word(w int) uint64 {
	if i := w - s.first; i >= 0 && i < len(s.words) {
		return s.words[i]
	}
	return 0
}

// And gives the roll calls in both sets.
func (s Set) And(t Set) Set {
	return s.combine(func(a, b uint64) uint64 { return a & b }, t)
}

// AndNot gives the roll calls in s that are not in t.
func (s Set) AndNot(t Set) Set {
	return s.combine(func(a, b uint64) uint64 { return a &^ b }, t)
}

// combine applies an operation that adds no member to s.
func (s Set) combine(op func(a, b uint64) uint64, t Set) Set {
	words := make([]uint64, len(s.words))
	for i, a := range s.words {
		words[i] = op(a, t.word(s.first+i))
	}
	return Set{s.first, words}.trim()
}

// Has says whether a roll call is in the set.
func (s Set) Has(call int) bool { return s.word(call>>6)>>(call&63)&1 == 1 }

// Count is the number of roll calls in the set.
func (s Set) Count() int {
	n := 0
	for _, w := range s.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Calls gives the roll calls of the set in the order of the record.
func (s Set) Calls() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				if !yield((s.first+i)<<6 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}

// or gives the roll calls in either set.
func (s Set) or(t Set) Set {
	end := max(s.first+len(s.words), t.first+len(t.words))
	words := make([]uint64, end)
	for w := range words {
		words[w] = s.word(w) | t.word(w)
	}
	return newSet(words)
}
