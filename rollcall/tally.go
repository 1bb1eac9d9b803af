package rollcall

// Tally is how many states gave each answer in one roll call.
type Tally struct{ Yes, Abstain, No, Silent int }

// N is the number of states that were expected.
func (t Tally) N() int { return t.Cast() + t.Silent }

// Cast is the number of states that voted: yes, no or an abstention.
func (t Tally) Cast() int { return t.Yes + t.Abstain + t.No }

// Sub takes the states counted in u away: the world without a region is World(call).Sub(region).
func (t Tally) Sub(u Tally) Tally {
	return Tally{t.Yes - u.Yes, t.Abstain - u.Abstain, t.No - u.No, t.Silent - u.Silent}
}

// Shares gives the parts of yes, abstain and no among the votes cast, adding up to 1; false where
// nobody voted.
func (t Tally) Shares() (shares [3]float64, ok bool) {
	n := t.Cast()
	if n == 0 {
		return shares, false
	}
	for a, votes := range t.votes() {
		shares[a] = float64(votes) / float64(n)
	}
	return shares, true
}

// votes are the votes cast, indexed by Yes, Abstain and No.
func (t Tally) votes() [3]int { return [3]int{t.Yes, t.Abstain, t.No} }

// add counts n states more that gave an answer; of a state that was not a member, or whose answer is
// not known, nothing is counted.
func (t *Tally) add(a Answer, n int) {
	switch a {
	case Yes:
		t.Yes += n
	case Abstain:
		t.Abstain += n
	case No:
		t.No += n
	case Silent:
		t.Silent += n
	}
}
