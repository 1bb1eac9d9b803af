package bargain

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// scholz is the expected-utility model of Scholz, Calbert and Smith (2011, doi:10.5220/0003121500180030), their
// reading of Bueno de Mesquita's. Several dimensions are bargained over one by one, each as an issue of its own.
//
// As printed, where the paper leaves open what to compute: distances are divided by the range that o.Range names; an
// actor judges an offer by its own risk exponent on both sides; of offers of one kind that move it equally it takes
// that of whoever expects the most. As coded by jmckib, four things differ, and the comments say where.
type scholz struct {
	name   string
	coded  bool // by jmckib
	rounds int
	q      float64
	within Range
	pool   bool
}

const usualRounds = 10

func newScholz(name string, o Options) *scholz {
	m := &scholz{name: name, coded: name == "scholz-jmckib", rounds: o.Rounds, q: o.StatusQuo, within: o.Range, pool: o.CloneInvariant}
	if m.rounds == 0 {
		m.rounds = usualRounds
	}
	return m
}

func (m *scholz) Variant() string {
	text := fmt.Sprintf("scholz (as printed; Q = %g; range of the %s; ties to the least move, then to the proposer that expects most, then to the first)", m.q, map[Range]string{InputRange: "input", CurrentRange: "round"}[m.within])
	if m.coded {
		text = "scholz-jmckib (as coded: votes counted over all pairs of actors; Q = 1; range of the input; compromise with the lowest average; ties to the first)"
	}
	if m.pool {
		text += ", clone-invariant"
	}
	return text
}

func (m *scholz) Run(t Table) (*Run, error) {
	n, k := len(t.Actors), t.Dimensions()
	r := &Run{Model: m.name, Variant: m.Variant(), Table: t, Rounds: make([]Round, m.rounds+1)}
	r.Rounds[0].Position = positions(t)
	for i := range m.rounds {
		r.Rounds[i+1] = Round{Position: grid(n, k), Risk: grid(n, k)}
	}
	for d := range k {
		g := newIssue(m, t, d)
		g.bargain(r.Rounds, d)
		if g.edge > 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("from round %d on an offer hangs on differences below %g: with another last digit in the input the run may go another way", g.edge, edge))
		}
		if m.coded && n <= mostCareful && (g.edge > 0 || g.tight) {
			g = newIssue(m, t, d)
			g.careful = true
			g.bargain(r.Rounds, d)
		}
	}
	r.Outcome = observe(r.Rounds)
	return r, nil
}

const (
	edge        = 1e-12 // of utilities, which lie between -2 and 2: thousands of times what rounding makes of them
	tightest    = 1e-5  // of threats, which rounding moves by 1e-15 or so: of the risk exponents ten digits are left
	mostCareful = 250   // actors; the work is of their cube, and the public code takes hours for 50
)

// bargain plays all rounds of dimension d, and writes down where they lead.
func (g *issue) bargain(rounds []Round, d int) {
	for i := 1; i < len(rounds); i++ {
		round := &rounds[i]
		round.Offers = slices.DeleteFunc(round.Offers, func(o Offer) bool { return o.Dimension == d })
		g.round(func(o Offer) {
			o.Dimension = d
			round.Offers = append(round.Offers, o)
		})
		if g.onEdge && g.edge == 0 {
			g.edge = i
		}
		for a := range g.x {
			round.Position[a][d], round.Risk[a][d] = g.x[a], g.r[a]
		}
	}
}

// issue is one dimension while it is bargained over. Actors that stand at one place share what depends on the place
// alone, so that the work is of the places held (spots), of which a round often leaves few.
type issue struct {
	*scholz
	x, w, s, r []float64 // by actor: position, weight, salience, risk exponent
	width      float64   // by which distances are divided
	moved      bool      // whether anybody moved in the round before

	spots []float64 // the places held, ascending
	at    []int     // by actor: its spot
	heads []float64 // by spot: how many actors count there; 1 where clones are pooled
	order []int     // actors by position
	// By two spots: the probabilities that the first defeats the second and is defeated by it, one matrix the other on
	// its side, so that what is looked up together lies together.
	win, lose []float64
	gap       []float64 // by two spots: distance over width
	median    float64

	// A run in which an offer or a risk exponent hangs on the last bits is made again with sums in the order of jmckib's code
	// and powers exact to the last bit, so that it falls as there.
	careful bool
	onEdge  bool // an offer did in this round
	edge    int  // the first round in which one did; 0 where none has
	tight   bool // all were nearly equally secure, so that a difference of threats was rounding to some part

	logGap, logSucceed, logFail []float64 // by two spots: of the distance, and of the bases of the utilities over it

	sums, next []float64 // scratch
}

func newIssue(m *scholz, t Table, dimension int) *issue {
	n := len(t.Actors)
	g := &issue{scholz: m, x: t.column(dimension), w: t.weights(dimension), moved: true}
	low, high := span(g.x)
	g.width = high - low
	flat := make([]float64, 4*n)
	g.s, g.r, g.heads, g.next = flat[:n:n], flat[n:2*n:2*n], flat[2*n:2*n:3*n], flat[3*n:]
	for i, a := range t.Actors {
		g.s[i] = a.Salience[dimension]
	}
	ints := make([]int, 2*n)
	g.at, g.order = ints[:n:n], ints[n:]
	g.spots = make([]float64, 0, n)
	return g
}

// round moves everybody at once, and reports who moved and why.
func (g *issue) round(report func(Offer)) {
	if !g.moved {
		return // the same positions make the same risks and offers
	}
	g.moved = false
	for i := range g.r {
		g.r[i] = 1
	}
	g.settleSpots()
	if g.within == CurrentRange {
		g.width = g.spots[len(g.spots)-1] - g.spots[0]
	}
	if len(g.spots) == 1 {
		return
	}
	g.measureGaps()
	g.probabilities()
	g.security()
	if g.coded { // voters' risk exponents bend their votes, so the second pass counts anew
		g.probabilities()
	}
	next := g.next
	copy(next, g.x)
	for i := range g.x {
		if o, ok := g.best(i); ok {
			next[i] = o.Position
			g.moved = g.moved || next[i] != g.x[i]
			report(o)
		}
	}
	copy(g.x, next)
}

// settleSpots finds the places held, who stands there and the median.
func (g *issue) settleSpots() {
	total := 0.0
	for i := range g.order {
		g.order[i] = i
		total += g.w[i]
	}
	slices.SortStableFunc(g.order, func(a, b int) int { return cmp.Compare(g.x[a], g.x[b]) })
	g.spots, g.heads = g.spots[:0], g.heads[:0]
	for _, i := range g.order {
		if m := len(g.spots); m == 0 || g.spots[m-1] != g.x[i] {
			g.spots, g.heads = append(g.spots, g.x[i]), append(g.heads, 1)
		} else if !g.pool {
			g.heads[m-1]++
		}
		g.at[i] = len(g.spots) - 1
	}
	g.median = medianInOrder(g.order, g.x, g.w, total)
}

// measureGaps takes the logarithms that the powers of utilities and votes are made of: an exponential of a product
// costs a tenth of a power.
func (g *issue) measureGaps() {
	m := len(g.spots)
	for _, s := range []*[]float64{&g.gap, &g.win, &g.lose, &g.logGap, &g.logSucceed, &g.logFail} {
		*s = resized(*s, m*m)
	}
	for a := range m {
		for b := a; b < m; b++ {
			g.gap[a*m+b] = (g.spots[b] - g.spots[a]) / g.width
		}
	}
	mirror(g.gap, g.gap, m)
	if g.careful {
		return
	}
	for a := range m {
		for i := a*m + a; i < (a+1)*m; i++ {
			d := g.gap[i]
			if g.coded {
				g.logGap[i] = math.Log(d)
			}
			g.logSucceed[i], g.logFail[i] = math.Log(succeed(d)), math.Log(fail(d))
		}
	}
	if g.coded {
		mirror(g.logGap, g.logGap, m)
	}
	mirror(g.logSucceed, g.logSucceed, m)
	mirror(g.logFail, g.logFail, m)
}

// succeed and fail are the bases of the powers in the utilities of a contest over a distance d.
func succeed(d float64) float64 { return max(0.5-0.5*d, 0) }
func fail(d float64) float64    { return 0.5 + 0.5*d }

// mirror writes the upper triangle of one matrix into the lower of another, in blocks that a cache holds.
func mirror(lower, upper []float64, m int) {
	const block = 32
	for i := 0; i < m; i += block {
		for j := i; j < m; j += block {
			for a := i; a < min(i+block, m); a++ {
				for b := max(j, a+1); b < min(j+block, m); b++ {
					lower[b*m+a] = upper[a*m+b]
				}
			}
		}
	}
}

func resized(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	return s[:n]
}

func (g *issue) probabilities() {
	switch {
	case g.careful:
		g.carefulProbabilities()
	case g.coded:
		g.codedProbabilities()
	default:
		g.printedProbabilities()
	}
}

// security gives each actor its risk exponent: how much others would gain of challenging it, against how much they
// would of challenging the most and the least secure (step 6 of the paper). All are taken to be risk neutral, which
// makes the utility of what is 0.
func (g *issue) security() {
	threat := g.next
	for i, here := range g.at {
		sum := 0.0
		if g.pool {
			for there := range g.spots {
				sum += g.threat(there, here, g.s[i])
			}
		} else {
			for j, there := range g.at {
				if j != i {
					sum += g.threat(there, here, g.s[i])
				}
			}
		}
		threat[i] = sum
	}
	low, high := span(threat)
	g.tight = g.tight || high-low < tightest
	for i, z := range threat {
		risk := 0.0
		if high > low {
			risk = (2*z - high - low) / (high - low)
		}
		g.r[i] = (1 - risk/3) / (1 + risk/3)
	}
}

// threat is what one at spot a, risk neutral, expects of challenging one at spot b whose salience is s.
func (g *issue) threat(a, b int, s float64) float64 {
	if a == b {
		return 0
	}
	at := b*len(g.spots) + a
	d := g.gap[at]
	return g.expect(g.lose[at], s, 2-4*succeed(d), 2-4*fail(d), 0, a, b, 1)
}

// unforced is the utility to one at spot a, of risk exponent r, that one at spot b moves to the median unasked: better
// for it where the median is the nearer to it of the two (T of the paper's figures 2 to 5), else worse.
func (g *issue) unforced(a, b int, r float64) float64 {
	off, apart := math.Abs(g.spots[a]-g.median), math.Abs(g.spots[a]-g.spots[b])
	e := (off + apart) / g.width
	if off < apart {
		return 2 - 4*math.Pow(max(0.5-0.25*e, 0), r)
	}
	return 2 - 4*math.Pow(0.5+0.25*e, r)
}

// best is the offer that actor i accepts, of those the others make it.
func (g *issue) best(i int) (best Offer, ok bool) {
	m, r := len(g.spots), g.r[i]
	here := g.at[i]
	spot := -1 // of which the utilities below are
	var win, lose, gains, loses float64
	quo := 2 - 4*math.Exp(r*-math.Ln2)
	if g.careful {
		quo = 2 - 4*power(0.5, r)
	}
	rank := len(kinds)
	key := math.Inf(1)
	for j, there := range g.at {
		if there == here {
			continue
		}
		if there != spot {
			spot = there
			at := here*m + there
			if g.careful {
				gains, loses = 2-4*power(succeed(g.gap[at]), r), 2-4*power(fail(g.gap[at]), r)
			} else {
				gains, loses = 2-4*math.Exp(r*g.logSucceed[at]), 2-4*math.Exp(r*g.logFail[at])
			}
			win, lose = g.win[at], g.lose[at]
		}
		a := g.expect(win, g.s[j], gains, loses, quo, here, there, r)
		b := g.expect(lose, g.s[i], gains, loses, quo, there, here, r)
		g.onEdge = g.onEdge || min(math.Abs(a), math.Abs(b), math.Abs(b-math.Abs(a))) < edge
		kind, position := g.offer(i, j, a, b)
		if kind < 0 || kind > rank {
			continue
		}
		k := g.key(kind, i, j, position, a, b)
		if kind < rank || k < key || k == key && !g.coded && b > best.OtherEU {
			rank, key = kind, k
			best = Offer{Actor: i, Kind: kinds[kind], Other: j, EU: a, OtherEU: b, Position: position}
		}
	}
	return best, rank < len(kinds)
}

// expect is what one at spot a expects of challenging one at spot b whose salience is s (step 5).
func (g *issue) expect(p, s, gains, loses, quo float64, a, b int, r float64) float64 {
	e := s*(p*gains+(1-p)*loses) + (1-s)*gains - g.q*quo
	if g.q < 1 {
		e -= (1 - g.q) * g.unforced(a, b, r)
	}
	return e
}

// kinds of offers, in the order in which an actor prefers to be asked.
var kinds = []string{"confrontation", "compromise", "capitulation"}

// offer tells what j asks of i, whose expectations of challenging j and of being challenged are a and b (figure 6);
// kind is -1 where j asks nothing. As coded a capitulation is tested against |b|, and so never is.
func (g *issue) offer(i, j int, a, b float64) (kind int, position float64) {
	switch {
	case a > 0 && b > a:
		return 0, g.x[j]
	case a < 0 && b > -a:
		return 1, g.x[i] + (g.x[j]-g.x[i])*math.Abs(a/b)
	case a < 0 && b > 0 && b < -a && !g.coded:
		return 2, g.x[j]
	}
	return -1, 0
}

// key is what an actor wants least of among offers of one kind: to move. As coded it takes of the compromises the one
// with the lowest average of the two positions.
func (g *issue) key(kind, i, j int, position, a, b float64) float64 {
	if g.coded && kind == 1 {
		a, b = math.Abs(a), math.Abs(b)
		return (a*g.x[i] + b*g.x[j]) / (a + b)
	}
	return math.Abs(g.x[i] - position)
}
