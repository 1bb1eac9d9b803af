// Package rollcall holds who answered what in the roll calls of a body, and counts answers.
//
// A Record keeps, for each state, one bit set for each answer, so that the answers of two states are
// compared 64 roll calls at a time: an intersection and a count of bits for each cell of Pairs. What
// the counts mean (agreement, kappa, cohesion) is the matter of package measure.
package rollcall

import "math/bits"

// State is a state that may have voted.
type State struct {
	Code string // as the record's source spells it, an ISO 3166 alpha-3 code
	COW  int    // the state's number in the Correlates of War project, 0 where not known
}

// Call is one roll call.
type Call struct {
	ID      string
	Session int
	Date    string // ISO 8601, so that dates compare as strings: 2022-03-02
	Sitting string // the roll calls of one body on one date; empty where not known
	Issues  string // those of me nu di hr co ec that it is about, in this order, joined by ;

	Important bool // held important by the US State Department
	Amendment bool // on an amendment, not on a whole resolution
	Paragraph bool // on a paragraph, not on a whole resolution
}

// Record is the roll calls of a body and the answers given, made by a Builder and never changed.
// States and roll calls are named by their index, roll calls in the order of session, date and id.
type Record struct {
	states   []State
	stateOf  map[string]int
	calls    []Call
	callOf   map[string]int
	answers  [][]word   // by state, then word of 64 roll calls
	unknown  [][]uint64 // by state, nil where every answer is known
	world    []Tally    // by roll call
	divided  Set
	sessions []int
}

// word is the answers of one state in 64 roll calls: one bit set for each answer that is counted. They
// stand together because they are always read together.
type word [counted]uint64

// States gives the states, in the order of their indices. It must not be changed.
func (r *Record) States() []State { return r.states }

// State gives the index of the state with a code.
func (r *Record) State(code string) (int, bool) {
	i, ok := r.stateOf[code]
	return i, ok
}

// Calls gives the roll calls, in the order of their indices. It must not be changed.
func (r *Record) Calls() []Call { return r.calls }

// Call gives the index of the roll call with an id.
func (r *Record) Call(id string) (int, bool) {
	i, ok := r.callOf[id]
	return i, ok
}

// Sessions gives the sessions that have roll calls, in ascending order. It must not be changed.
func (r *Record) Sessions() []int { return r.sessions }

// Answer gives what a state answered in a roll call: NotMember where nothing was ever said.
func (r *Record) Answer(state, call int) Answer {
	w, bit := call>>6, uint64(1)<<(call&63)
	for a, set := range r.answers[state][w] {
		if set&bit != 0 {
			return Answer(a)
		}
	}
	if u := r.unknown[state]; u != nil && u[w]&bit != 0 {
		return Unknown
	}
	return NotMember
}

// World counts the answers of all states in a roll call.
func (r *Record) World(call int) Tally { return r.world[call] }

// Pairs counts the answers of states i and j over the roll calls of mask. The cost is 16 intersections
// for every 64 roll calls between the first and the last of mask in which i was a member.
func (r *Record) Pairs(i, j int, mask Set) Pairs {
	end := mask.first + len(mask.words)
	a, b := r.answers[i][mask.first:end], r.answers[j][mask.first:end]
	var n [counted][counted]int
	for w, m := range mask.words {
		x, y := &a[w], &b[w]
		if (x[Yes]|x[Abstain]|x[No]|x[Silent])&m == 0 {
			continue // not yet, or no longer, a member
		}
		for p := range n {
			xp := x[p] & m
			n[p][Yes] += bits.OnesCount64(xp & y[Yes])
			n[p][Abstain] += bits.OnesCount64(xp & y[Abstain])
			n[p][No] += bits.OnesCount64(xp & y[No])
			n[p][Silent] += bits.OnesCount64(xp & y[Silent])
		}
	}
	var pairs Pairs
	for p := range n {
		for q := range n[p] {
			pairs[p][q] = float64(n[p][q])
		}
	}
	return pairs
}

// All is every roll call.
func (r *Record) All() Set { return r.Where(func(Call) bool { return true }) }

// Session is the roll calls of one session.
func (r *Record) Session(session int) Set {
	return r.Where(func(c Call) bool { return c.Session == session })
}

// Where is the roll calls that keep accepts.
func (r *Record) Where(keep func(Call) bool) Set {
	words := make([]uint64, wordsFor(len(r.calls)))
	for i, c := range r.calls {
		if keep(c) {
			words[i>>6] |= 1 << (i & 63)
		}
	}
	return newSet(words)
}

// NonUnanimous is the roll calls in which not all states that voted (yes, abstain or no) gave the same
// answer. An abstention therefore breaks unanimity and an absence does not. This is the definition with
// which the dyadic agreement scores published with Voeten's data are reproduced.
func (r *Record) NonUnanimous() Set { return r.divided }

// Opposed is the roll calls in which one of two states answered yes and the other no.
func (r *Record) Opposed(i, j int) Set {
	words := make([]uint64, wordsFor(len(r.calls)))
	for w := range words {
		x, y := &r.answers[i][w], &r.answers[j][w]
		words[w] = x[Yes]&y[No] | x[No]&y[Yes]
	}
	return newSet(words)
}

func wordsFor(calls int) int { return (calls + 63) / 64 }
