package rollcall

// Pairs is in how many roll calls two states gave which answers: the row is the first state's answer
// (Yes, Abstain, No, Silent), the column the second's. A roll call in which either was not a member, or
// its answer is unknown, is in no cell. Where a side is a bloc the counts are fractions: see BlocPairs.
type Pairs [4][4]float64

// Add gives the counts of both, as of two disjoint sets of roll calls.
func (p Pairs) Add(q Pairs) Pairs {
	for a := range p {
		for b := range p[a] {
			p[a][b] += q[a][b]
		}
	}
	return p
}

// Transpose gives the counts with the two states exchanged.
func (p Pairs) Transpose() Pairs {
	var t Pairs
	for a := range p {
		for b := range p[a] {
			t[b][a] = p[a][b]
		}
	}
	return t
}

// N is the number of roll calls at which both were expected.
func (p Pairs) N() float64 {
	n := 0.0
	for a := range p {
		for b := range p[a] {
			n += p[a][b]
		}
	}
	return n
}

// Cast is the number of roll calls in which both voted: yes, no or an abstention.
func (p Pairs) Cast() float64 {
	n := 0.0
	for a := Yes; a.Cast(); a++ {
		for b := Yes; b.Cast(); b++ {
			n += p[a][b]
		}
	}
	return n
}
