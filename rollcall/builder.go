package rollcall

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
)

// Builder gathers states, roll calls and answers, in any order, into a Record.
type Builder struct {
	states []State
	calls  []Call
	given  []given
}

// given is one answer as it came. The answers wait in a list and not in a table of states by roll
// calls, so that what is held grows with what was given.
type given struct {
	state, call int32
	answer      Answer
}

// State adds a state and gives the number by which Answer knows it.
func (b *Builder) State(s State) int {
	b.states = append(b.states, s)
	return len(b.states) - 1
}

// Call adds a roll call and gives the number by which Answer knows it. It need not be the index of the
// roll call in the record, which is in the order of session, date and id.
func (b *Builder) Call(c Call) int {
	b.calls = append(b.calls, c)
	return len(b.calls) - 1
}

// Answer says what a state answered in a roll call. The last word on the two holds; without one the
// state was not a member.
func (b *Builder) Answer(state, call int, a Answer) {
	b.given = append(b.given, given{int32(state), int32(call), a})
}

// Record gives what was gathered. Two states of one code or two roll calls of one id are an error.
func (b *Builder) Record() (*Record, error) {
	r := &Record{
		states:  slices.Clone(b.states),
		stateOf: make(map[string]int, len(b.states)),
		calls:   make([]Call, len(b.calls)),
		callOf:  make(map[string]int, len(b.calls)),
	}
	for i, s := range r.states {
		if _, twice := r.stateOf[s.Code]; twice {
			return nil, fmt.Errorf("two states have the code %q; each would have its own", s.Code)
		}
		r.stateOf[s.Code] = i
	}
	order := make([]int, len(b.calls)) // by index in the record: number in the builder
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return compareCalls(b.calls[x], b.calls[y]) })
	index := make([]int, len(order)) // its inverse
	for i, number := range order {
		c := b.calls[number]
		if _, twice := r.callOf[c.ID]; twice {
			return nil, fmt.Errorf("two roll calls have the id %q; each would have its own", c.ID)
		}
		r.calls[i], r.callOf[c.ID], index[number] = c, i, i
		if n := len(r.sessions); n == 0 || r.sessions[n-1] != c.Session {
			r.sessions = append(r.sessions, c.Session)
		}
	}
	r.place(b.given, index)
	r.count()
	return r, nil
}

// compareCalls orders roll calls by session, date and id. Of two ids the shorter comes first, which
// puts numbers without leading zeros in their own order.
func compareCalls(x, y Call) int {
	return cmp.Or(
		cmp.Compare(x.Session, y.Session),
		cmp.Compare(x.Date, y.Date),
		cmp.Compare(len(x.ID), len(y.ID)),
		cmp.Compare(x.ID, y.ID),
	)
}

// place sets the bits of the answers; index gives the place of the builder's roll calls.
func (r *Record) place(answers []given, index []int) {
	r.answers = make([][]word, len(r.states))
	r.unknown = make([][]uint64, len(r.states))
	n := wordsFor(len(r.calls))
	all := make([]word, n*len(r.states)) // one piece of memory, state after state
	for i := range r.answers {
		r.answers[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	for _, g := range answers {
		call := index[g.call]
		w, bit := call>>6, uint64(1)<<(call&63)
		set := &r.answers[g.state][w]
		for a := range set {
			set[a] &^= bit
		}
		if u := r.unknown[g.state]; u != nil {
			u[w] &^= bit
		}
		switch {
		case g.answer < counted:
			set[g.answer] |= bit
		case g.answer == Unknown:
			if r.unknown[g.state] == nil {
				r.unknown[g.state] = make([]uint64, n)
			}
			r.unknown[g.state][w] |= bit
		}
	}
}

// count fills in what is asked of every roll call again and again: the world's tally, and whether the
// world was divided.
func (r *Record) count() {
	r.world = make([]Tally, len(r.calls))
	divided := make([]uint64, wordsFor(len(r.calls)))
	for w := range divided {
		var any word
		for _, words := range r.answers {
			for a, set := range words[w] {
				any[a] |= set
				for ; set != 0; set &= set - 1 {
					r.world[w<<6+bits.TrailingZeros64(set)].add(Answer(a), 1)
				}
			}
		}
		divided[w] = any[Yes]&any[Abstain] | any[Yes]&any[No] | any[Abstain]&any[No]
	}
	r.divided = newSet(divided)
}
