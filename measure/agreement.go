package measure

import (
	"fmt"
	"math"

	"multivector/rollcall"
)

// Distances between two votes on the scale yes 0, abstain 1, no 2: |a-b|/2, and its square. A yes against
// a no is 1 by both; an abstention against either is a half by the first and a quarter by the second.
var (
	linear  = [3][3]float64{{0, .5, 1}, {.5, 0, .5}, {1, .5, 0}}
	squared = [3][3]float64{{0, .25, 1}, {.25, 0, .25}, {1, .25, 0}}
)

// Agreement is 1 - Do, from 0 to 1, where Do is the mean of |a-b|/2 over the roll calls in which both
// voted (yes 0, abstain 1, no 2): the score published with Voeten's data. Two states that both say yes to
// nearly everything agree on nearly everything; see Kappa. Undefined where they never both voted. Silence
// is not counted: Read says what it is taken for.
func Agreement(p rollcall.Pairs) (float64, bool) {
	observed, _, _ := disagreement(p, linear)
	return defined(1 - observed)
}

// S is 1 - 2 Do, from -1 to 1 (Signorino and Ritter 1999, doi:10.1111/0020-8833.00113), of equal weights and
// linear distance. It asks nothing of the two states' habits: two that vote independently of each other,
// each yes 80 %, abstain 14 %, no 6 % of the time, have S = .57. It is here for comparison with what others
// have published. Undefined where they never both voted.
func S(p rollcall.Pairs) (float64, bool) {
	observed, _, _ := disagreement(p, linear)
	return defined(1 - 2*observed)
}

// Pi is 1 - Do/De, from -1 to 1, where De is the disagreement expected of two states that both vote by chance
// with the mean of the two's shares of yes, abstain and no (Scott 1955, doi:10.1086/266577; for votes Häge
// 2011, doi:10.1093/pan/mpr023). A difference in their habits counts as disagreement; for Kappa it does
// not. Undefined where De is 0: both always gave one and the same answer, and nothing can be told from that.
func Pi(p rollcall.Pairs) (float64, bool) {
	observed, _, pooled := disagreement(p, linear)
	return beyond(observed, pooled)
}

// Kappa is 1 - Do/De, from -1 to 1, where De is the disagreement expected of two states that vote by chance,
// each with its own shares of yes, abstain and no (Cohen 1968, doi:10.1037/h0026256; for votes Häge 2011,
// doi:10.1093/pan/mpr023), of linear distance. It is 0 for states that vote independently, whatever their
// habits, and is therefore what we show for states of differing habits. Undefined where De is 0, as for Pi.
func Kappa(p rollcall.Pairs) (float64, bool) {
	observed, own, _ := disagreement(p, linear)
	return beyond(observed, own)
}

// KappaSquared is Kappa of squared distance, which makes less of abstentions.
func KappaSquared(p rollcall.Pairs) (float64, bool) {
	observed, own, _ := disagreement(p, squared)
	return beyond(observed, own)
}

// disagreement is the mean distance observed over the roll calls in which both voted, that expected by
// chance from each state's own shares, and that expected from their pooled shares; NaN where there is none.
func disagreement(p rollcall.Pairs, d [3][3]float64) (observed, own, pooled float64) {
	n := p.Cast()
	var row, column [3]float64
	for a := range d {
		for b := range d {
			row[a] += p[a][b] / n
			column[b] += p[a][b] / n
		}
	}
	for a := range d {
		for b := range d {
			observed += p[a][b] / n * d[a][b]
			own += row[a] * column[b] * d[a][b]
			pooled += (row[a] + column[a]) / 2 * (row[b] + column[b]) / 2 * d[a][b]
		}
	}
	return observed, own, pooled
}

// beyond is what is observed beyond chance. Both distances keep it at -1 or above: by the triangle of two
// independent pairs Do is at most De plus half of what each state differs from itself, and that is at most
// De again.
func beyond(observed, expected float64) (float64, bool) {
	if expected == 0 {
		return math.NaN(), false
	}
	return defined(1 - observed/expected)
}

func defined(v float64) (float64, bool) { return v, !math.IsNaN(v) }

// Reading is what silence is taken for. A finding that depends on it says so.
type Reading uint8

const (
	Drop    Reading = iota // left out
	Abstain                // an abstention
	Model                  // shared out as the state answered when its partner did the same; see Read
	AsYes                  // a yes: with Abstain and AsNo it shows how far a result hangs on silence
	AsNo                   // a no
)

var readings = [...]string{Drop: "drop", Abstain: "abstain", Model: "model", AsYes: "as yes", AsNo: "as no"}

func (r Reading) String() string {
	if int(r) < len(readings) {
		return readings[r]
	}
	return fmt.Sprintf("Reading(%d)", uint8(r))
}

// UnmarshalText reads the name of one of the three readings that can be chosen; the other two are for
// comparison only.
func (r *Reading) UnmarshalText(text []byte) error {
	for _, reading := range []Reading{Drop, Abstain, Model} {
		if reading.String() == string(text) {
			*r = reading
			return nil
		}
	}
	return fmt.Errorf("%q is not a reading of silence; it would be drop, abstain or model", text)
}

// Read gives the counts with silence taken for what the reading says: its row and column are empty then.
// The silence of both sides is read alike, so that the answer does not depend on who is named first. A
// roll call in which both were silent is left out in every reading: to fill in both answers would be to
// make up the agreement that is to be measured.
//
// Model takes silence to be missing at random given the partner's answer: the roll calls in which a state
// was silent and its partner gave one answer are shared out over yes, abstain and no in the parts in which
// it answered when its partner gave that answer; where it never did, in the parts of all its answers; where
// it never answered at all they are left out. What is shared out are fractions, not draws, so that the
// reading adds no noise of its own; its uncertainty shows where it is done anew in each replicate of the
// bootstrap (Shao and Sitter 1996, doi:10.1080/01621459.1996.10476997).
func Read(p rollcall.Pairs, reading Reading) rollcall.Pairs {
	var q rollcall.Pairs
	for a := range 3 {
		for b := range 3 {
			q[a][b] = p[a][b]
		}
	}
	if reading == Drop {
		return q
	}
	first, second := answersOf(p), answersOf(p.Transpose())
	for x := range 3 { // the answer of the side that was not silent
		for silent, part := range reading.parts([3]float64{p[0][x], p[1][x], p[2][x]}, first) {
			q[silent][x] += part * p[rollcall.Silent][x]
		}
		for silent, part := range reading.parts([3]float64{p[x][0], p[x][1], p[x][2]}, second) {
			q[x][silent] += part * p[x][rollcall.Silent]
		}
	}
	return q
}

// answersOf is how often the first state gave each answer, whatever the second did.
func answersOf(p rollcall.Pairs) (n [3]float64) {
	for a := range n {
		for _, count := range p[a] {
			n[a] += count
		}
	}
	return n
}

// parts says what parts of a state's silences are read as yes, abstain and no, given how often it gave those
// answers when its partner gave the same, and in all.
func (r Reading) parts(same, all [3]float64) (parts [3]float64) {
	switch r {
	case Abstain:
		parts[rollcall.Abstain] = 1
	case AsYes:
		parts[rollcall.Yes] = 1
	case AsNo:
		parts[rollcall.No] = 1
	case Model:
		weights, total := same, same[0]+same[1]+same[2]
		if total == 0 {
			weights, total = all, all[0]+all[1]+all[2]
		}
		if total > 0 {
			for a, w := range weights {
				parts[a] = w / total
			}
		}
	}
	return parts
}
