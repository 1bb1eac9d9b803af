package bargain

import "math"

// eyes are those of one actor, through which it sees the utilities of all: it takes others' attitudes to risk for
// nearer to its own than they are.
type eyes struct {
	*state
	risk []float64 // by actor
	own  []float64 // by actor: the utility of its own position
	row  []float64 // by actor: the utility of the position of the initiator
}

func (s *state) through(h int) *eyes {
	n := len(s.stand)
	e := &eyes{s, make([]float64, n), make([]float64, n), make([]float64, n)}
	for k := range n {
		e.risk[k] = known(s.o.RiskAdjust, s.attitude[h], s.attitude[k])
		e.own[k] = e.of(k, k)
	}
	return e
}

// of is the utility to k of where j stands.
func (e *eyes) of(k, j int) float64 { return e.near[j][k] * (1 + e.far[j][k]*e.risk[k]) }

// initiator sets whose challenges are to be seen.
func (e *eyes) initiator(i int) {
	for k := range e.row {
		e.row[k] = e.of(k, i)
	}
}

// contest is how the initiator i fares against j: the probability that it wins, and what it gains in utility on what
// is, if j resists in proportion to how much it cares.
func (e *eyes) contest(i, j int) (win, gain float64) {
	const alone = 1e-10 // the strength of a side on which nobody is
	pro, con := join(alone, alone, vote(e.o.Voting, e.stake[i], e.row[i]-e.of(i, j)))
	pro, con = join(pro, con, vote(e.o.Voting, e.stake[j], e.row[j]-e.own[j]))
	// Those that stake nothing, or all, whichever side they back are found by KTAB's sum to back neither.
	if e.o.ThirdParty == thirdSemi {
		c := contest{e, i, j, pro, con, pro, con}
		first, second := min(i, j), max(i, j)
		c.third(0, first)
		c.third(first+1, second)
		c.third(second+1, len(e.row))
		pro, con = c.pro, c.con
	}
	win = pro / (pro + con)
	mine, theirs := e.row[i], e.of(i, j)
	fought := win*(2*mine) + (con/(pro+con))*(2*theirs)
	return win, (1-e.attention[j])*(2*mine) + e.attention[j]*fought - (mine + theirs)
}

// join adds a vote to the side it is for.
func join(pro, con, v float64) (float64, float64) {
	size := math.Abs(v)
	return pro + (size+v)/2, con + (size-v)/2
}

// contest while third parties join it.
type contest struct {
	*eyes
	i, j       int
	pro0, con0 float64 // of the two alone
	pro, con   float64
}

// third adds the votes of third parties from one actor to another. Each asks how i and j would fare with it alone on
// the side it likes better, and votes by what it then expects of backing i and of backing j.
func (c *contest) third(from, to int) {
	if to <= from {
		return
	}
	stake, risk := c.stake[from:to], c.risk[from:to]
	near, far := c.near[c.j][from:to][:len(stake)], c.far[c.j][from:to][:len(stake)]
	firsts, own := c.row[from:to][:len(stake)], c.own[from:to][:len(stake)]
	risk = risk[:len(stake)]
	pro, con, rule := c.pro, c.con, c.o.Voting
	for k, w := range stake {
		first, second := firsts[k], near[k]*(1+far[k]*risk[k])
		var v float64
		if rule == voteProportional {
			v = w * (first - second)
		} else {
			v = vote(rule, w, first-second)
		}
		p := backed(c.pro0, c.con0, v)
		q := 1 - p
		backing := p*(first+first+own[k]) + q*(second+second+second)
		opposing := p*(first+first+first) + q*(second+second+own[k])
		if rule == voteProportional {
			v = w * (backing - opposing)
		} else {
			v = vote(rule, w, backing-opposing)
		}
		size := math.Abs(v)
		pro += (size + v) / 2
		con += (size - v) / 2
	}
	c.pro, c.con = pro, con
}

// backed is the probability that the first of two sides wins with a vote more on the side it is for.
func backed(pro, con, v float64) float64 {
	size := math.Abs(v)
	a, b := pro+(size+v)/2, con+(size-v)/2
	return a / (a + b)
}

// least is what an actor must gain for it to challenge anybody.
const least = 1e-5

// target is the one that i gains most by challenging, the first of those that tie; j is -1 where there is none.
func (e *eyes) target(i int) (j int, win, gain float64) {
	j, gain = -1, least
	for k := range e.row {
		if k == i {
			continue
		}
		if p, g := e.contest(i, k); g > gain {
			j, win, gain = k, p, g
		}
	}
	return j, win, gain
}
