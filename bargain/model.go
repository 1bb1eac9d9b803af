package bargain

import (
	"fmt"
	"math"
	"slices"
)

// Model foretells a settlement. Run takes a table that Check finds nothing wrong with.
type Model interface {
	// Variant names the model and every choice that its answer hangs on.
	Variant() string
	Run(t Table) (*Run, error)
}

// Options are the choices of the models; a model refuses those it has no room for.
type Options struct {
	Rounds         int     // how many rounds, at most for smp; 0 is the model's own number
	StatusQuo      float64 // Q of scholz: the probability that who is not challenged stays where it is
	Range          Range   // of scholz
	CloneInvariant bool    // an actor split in two counts as one
	SMP            SMP     // the nine options of smp
	Accommodation  [][]float64
	Seed           uint64 // of smp's stochastic transitions
}

// DefaultOptions are those of the published examples.
func DefaultOptions() Options { return Options{StatusQuo: 1, SMP: DefaultSMP, Seed: 1} }

// Range is by what distances are divided in scholz; the paper does not say which.
type Range string

// The ranges of the positions, as they were put in or as they are in each round.
const (
	InputRange   Range = "input"
	CurrentRange Range = "current"
)

// Names are the models in the order in which they are shown.
var Names = []string{"scholz", "scholz-jmckib", "smp", "nash", "mean", "median"}

// New gives a model by its name.
func New(name string, o Options) (Model, error) {
	if o.Range == "" {
		o.Range = InputRange
	}
	switch {
	case o.Rounds < 0:
		return nil, fmt.Errorf("rounds %d: there would be 1 or more", o.Rounds)
	case o.Range != InputRange && o.Range != CurrentRange:
		return nil, fmt.Errorf("range %q is not known; it would be %s or %s", o.Range, InputRange, CurrentRange)
	case !(o.StatusQuo >= 0 && o.StatusQuo <= 1):
		return nil, fmt.Errorf("status quo %v is no probability; it would be from 0 to 1", o.StatusQuo)
	case name != "scholz" && o.StatusQuo != 1:
		return nil, fmt.Errorf("%s takes no status quo; scholz does", name)
	case name != "scholz" && o.Range != InputRange:
		return nil, fmt.Errorf("%s takes no range; scholz does", name)
	case name != "smp" && o.Accommodation != nil:
		return nil, fmt.Errorf("%s takes no accommodation; smp does", name)
	}
	switch name {
	case "scholz", "scholz-jmckib":
		return newScholz(name, o), nil
	case "smp":
		return newSMP(o)
	case "nash", "mean", "median":
		return single{name}, nil
	}
	return nil, fmt.Errorf("the model %q is not known; there are %v", name, Names)
}

// Run is what a model made of a table.
type Run struct {
	Model, Variant string
	Table          Table
	Rounds         []Round // 0 is the input
	Outcome        Outcome
	Warnings       []string
}

// Round is where everyone stands, and how they came there.
type Round struct {
	Position [][]float64 // by actor, by dimension
	Risk     [][]float64 // scholz: the exponent r of each actor in this round; nil in round 0
	Offers   []Offer     // those accepted in this round
	// smp: the probability that an actor's position prevails among those held at the end of the round, and its
	// risk attitude R in the next.
	Probability, Attitude []float64
}

// Offer is a move: an actor, the other that moved it, and where to.
type Offer struct {
	Actor, Dimension int
	Kind             string // confrontation, compromise, capitulation; of smp initiated or received
	Other            int
	EU, OtherEU      float64 // scholz: what the actor expects of challenging the other, and of being challenged; smp: what the initiator gains
	Position         float64
}

// Forecast is the settlement the run foretells, by dimension: the weighted median of the last round, as Scholz,
// Calbert and Smith take it. Of models that settle at once it is where all stand.
func (r *Run) Forecast() []float64 { return r.Median(len(r.Rounds) - 1) }

// Median and Mean are the weighted median and mean of a round, by dimension.
func (r *Run) Median(round int) []float64 { return r.average(round, WeightedMedian) }

// Mean is the weighted mean of a round, by dimension.
func (r *Run) Mean(round int) []float64 { return r.average(round, WeightedMean) }

func (r *Run) average(round int, of func(x, w []float64) float64) []float64 {
	out := make([]float64, r.Table.Dimensions())
	x := make([]float64, len(r.Table.Actors))
	for d := range out {
		for i, p := range r.Rounds[round].Position {
			x[i] = p[d]
		}
		out[d] = of(x, r.Table.weights(d))
	}
	return out
}

// MostProbable gives the actor of a round whose position is the most probable, the first of those that tie, as
// KTAB users read a forecast; -1 where the model gives no probabilities.
func (r *Run) MostProbable(round int) int {
	p := r.Rounds[round].Probability
	if p == nil {
		return -1
	}
	return slices.Index(p, slices.Max(p))
}

// Fate is how a run ended.
type Fate string

// A run settles where nobody moves any more (of smp: by KTAB's own rule), cycles where all stand again where
// they stood, and is open where neither has happened by the last round.
const (
	Settled Fate = "settled"
	Cycles  Fate = "cycles"
	Open    Fate = "open"
)

// Outcome is how a run ended: from which round on, and how many rounds a cycle takes.
type Outcome struct {
	Fate   Fate
	Round  int
	Period int
}

func (o Outcome) String() string {
	switch o.Fate {
	case Settled:
		return fmt.Sprintf("settled at round %d", o.Round)
	case Cycles:
		return fmt.Sprintf("cycles with period %d from round %d", o.Period, o.Round)
	}
	return fmt.Sprintf("still moving at round %d", o.Round)
}

// still is how far, as a part of the range of the positions, all may have moved for them to stand where they stood.
const still = 1e-9

// observe looks through the rounds for one in which all stand where they stood in an earlier one. What follows
// from positions alone then repeats for good.
func observe(rounds []Round) Outcome {
	tolerance := still * breadth(rounds[0].Position)
	for t := 1; t < len(rounds); t++ {
		for s := t - 1; s >= 0; s-- {
			if !same(rounds[s].Position, rounds[t].Position, tolerance) {
				continue
			}
			if s == t-1 {
				return Outcome{Fate: Settled, Round: s}
			}
			return Outcome{Fate: Cycles, Round: s, Period: t - s}
		}
	}
	return Outcome{Fate: Open, Round: len(rounds) - 1}
}

// breadth is the widest range of the positions on any dimension.
func breadth(position [][]float64) float64 {
	widest := 0.0
	for d := range position[0] {
		low, high := math.Inf(1), math.Inf(-1)
		for _, p := range position {
			low, high = min(low, p[d]), max(high, p[d])
		}
		widest = max(widest, high-low)
	}
	return widest
}

func same(a, b [][]float64, tolerance float64) bool {
	for i := range a {
		for d := range a[i] {
			if math.Abs(a[i][d]-b[i][d]) > tolerance {
				return false
			}
		}
	}
	return true
}

// grid makes an empty matrix, its rows side by side in memory.
func grid(rows, columns int) [][]float64 {
	flat := make([]float64, rows*columns)
	g := make([][]float64, rows)
	for i := range g {
		g[i] = flat[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return g
}
