package rollcall

// Member is a state's membership of a bloc: the roll calls at which it was a member, as those of a
// spell of dates are given by Record.Where. A state may have several, overlapping or not.
type Member struct {
	State int
	Calls Set
}

// Bloc is a group of states with dated members, counted once for all comparisons with it.
type Bloc struct {
	tally   []Tally     // by roll call
	members map[int]Set // by state
}

// Bloc counts the answers of the members of a bloc in every roll call.
func (r *Record) Bloc(members []Member) *Bloc {
	b := &Bloc{make([]Tally, len(r.calls)), make(map[int]Set)}
	for _, m := range members {
		fresh := m.Calls.AndNot(b.members[m.State]) // overlapping spells count a state once
		for call := range fresh.Calls() {
			b.tally[call].add(r.Answer(m.State, call), 1)
		}
		b.members[m.State] = b.members[m.State].or(fresh)
	}
	return b
}

// Tally counts the answers of those who were members of the bloc at a roll call.
func (b *Bloc) Tally(call int) Tally { return b.tally[call] }

// BlocPairs counts the answers of a state (rows) and of a bloc (columns) over the roll calls of mask.
// One roll call is one unit in all, whatever the size of the bloc: it is shared by the members that
// voted, 1/k to each of k. Where none voted but some were silent the unit is the bloc's silence; where
// no member was expected there is none. A state that is a member itself is compared with the others.
func (r *Record) BlocPairs(state int, b *Bloc, mask Set) Pairs {
	var p Pairs
	own := b.members[state]
	for call := range mask.Calls() {
		a := r.Answer(state, call)
		if a >= counted {
			continue
		}
		t := b.tally[call]
		if own.Has(call) {
			t.add(a, -1)
		}
		if k := t.Cast(); k > 0 {
			for c, n := range t.votes() {
				p[a][c] += float64(n) / float64(k)
			}
		} else if t.Silent > 0 {
			p[a][Silent]++
		}
	}
	return p
}

// WithinPairs counts the answers of any two different members of a bloc that voted, over the roll calls
// of mask. Each roll call with at least two such members is one unit, shared by their k(k-1) ordered
// pairs, so that the counts are symmetric; silence is in no cell.
func (r *Record) WithinPairs(b *Bloc, mask Set) Pairs {
	var p Pairs
	for call := range mask.Calls() {
		t := b.tally[call]
		k := t.Cast()
		if k < 2 {
			continue
		}
		for x, n := range t.votes() {
			for y, m := range t.votes() {
				if x == y {
					m-- // not with itself
				}
				p[x][y] += float64(n*m) / float64(k*(k-1))
			}
		}
	}
	return p
}
