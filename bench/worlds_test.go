package bench

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"multivector/chance"
	"multivector/idealpoint"
)

// A simulated world is of the size of ten sessions of an assembly of 100 states.
const (
	worldStates   = 100
	worldSessions = 10
	worldCalls    = 60 // in a session, an eighth of which are put again in the next
)

// world makes votes from the model, and the points that they were made from. States differ in how often they are away, from
// one roll call in fifty to nine in ten, so that some state-sessions have few votes.
func world(index int) (v idealpoint.Votes, repeats [][2]string, theta map[stateSession]float64) {
	type item struct{ beta, low, high float64 }
	rng := chance.Stream(2026, "bench, simulated world", index)
	theta = make(map[stateSession]float64)
	path, away := make([]float64, worldStates), make([]float64, worldStates)
	for s := range worldStates {
		v.States = append(v.States, idealpoint.State{Code: fmt.Sprintf("S%02d", s), COW: s})
		path[s], away[s] = rng.NormFloat64(), .02+.88*math.Pow(rng.Float64(), 3)
	}
	path[0], path[1], away[0], away[1] = 2, -1.5, .02, .02 // the anchors
	var last []item
	for t := 1; t <= worldSessions; t++ {
		var now []item
		for s := range path {
			if t > 1 {
				path[s] = .98*path[s] + .15*rng.NormFloat64()
			}
			theta[stateSession{s, t}] = path[s]
		}
		for c := range worldCalls {
			q := item{beta: rng.NormFloat64(), low: .6 + rng.NormFloat64()}
			q.high = q.low + .1 + .8*rng.Float64()
			id := fmt.Sprintf("%d-%d", t, c)
			if c < len(last)/8 {
				q = last[c]
				repeats = append(repeats, [2]string{fmt.Sprintf("%d-%d", t-1, c), id})
			}
			now = append(now, q)
			call := int32(len(v.Calls))
			v.Calls = append(v.Calls, idealpoint.Call{ID: id, Session: t, Year: 1990 + t})
			for s, x := range path {
				z := q.beta*x + rng.NormFloat64()
				choice := idealpoint.Yes
				if z > q.high {
					choice = idealpoint.No
				} else if z > q.low {
					choice = idealpoint.Abstain
				}
				if rng.Float64() >= away[s] {
					v.Cast = append(v.Cast, idealpoint.Vote{State: int32(s), Call: call, Choice: choice})
				}
			}
		}
		last = now
	}
	return v, repeats, theta
}

// covered counts the points that lie in their intervals, and how far outward they are placed.
type covered struct {
	n, draws, mode int
	outward, error float64
}

func (c covered) String() string {
	n := float64(c.n)
	return fmt.Sprintf("%6d points: the draws' intervals cover %.3f, the mode's %.3f; outward by %+.3f, root mean square error %.3f",
		c.n, float64(c.draws)/n, float64(c.mode)/n, c.outward/n, math.Sqrt(c.error/n))
}

// TestIntervalsCoverTheTruth simulates as many worlds as BENCH_WORLDS says, estimates each by its draws and its mode, and
// holds that the 90% intervals of the draws cover 87 to 93 in a hundred of the points that made the votes.
func TestIntervalsCoverTheTruth(t *testing.T) {
	worlds, err := strconv.Atoi(os.Getenv("BENCH_WORLDS"))
	if err != nil {
		t.Skip("BENCH_WORLDS does not say how many worlds to simulate; 20 take some minutes")
	}
	anchors := [2]string{"S00", "S01"}
	var all covered
	byVotes, byPlace := make(map[int]covered), make(map[int]covered)
	var order []float64
	for i := range worlds {
		votes, repeats, theta := world(i)
		d, err := idealpoint.Arrange(votes, repeats, func(idealpoint.State, idealpoint.Call) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		truth := make([]float64, len(d.Units))
		for u, x := range d.Units {
			truth[u] = theta[stateSession{d.States[x.State].COW, x.Session}]
		}
		standardise(truth)
		m, err := idealpoint.MAP(t.Context(), d, anchors)
		if err != nil {
			t.Fatal(err)
		}
		draws, err := idealpoint.Sample(t.Context(), d, idealpoint.Settings{Seed: uint64(i), Chains: 2, Burn: 150, Sweeps: 500, Thin: 2, Anchor: anchors})
		if err != nil {
			t.Fatal(err)
		}
		z := math.Sqrt2 * math.Erfinv(idealpoint.Level)
		for u, e := range draws.Estimates() {
			add := func(c covered) covered {
				c.n++
				c.outward += (e.Mean - truth[u]) * math.Copysign(1, truth[u])
				c.error += (e.Mean - truth[u]) * (e.Mean - truth[u])
				if e.Low <= truth[u] && truth[u] <= e.High {
					c.draws++
				}
				if math.Abs(m.Points[u]-truth[u]) < z*m.SD[u] {
					c.mode++
				}
				return c
			}
			votes, place := d.Units[u].Votes/10*10, int(math.Abs(truth[u]))
			all, byVotes[votes], byPlace[place] = add(all), add(byVotes[votes]), add(byPlace[place])
		}
		_, spearman := agreement(pointsOf(d, draws.Mean()), pointsOf(d, truth))
		order = append(order, spearman)
	}
	t.Logf("all: %v", all)
	for _, n := range slices.Sorted(maps.Keys(byVotes)) {
		t.Logf("%2d votes and more: %v", n, byVotes[n])
	}
	for _, x := range slices.Sorted(maps.Keys(byPlace)) {
		t.Logf("%d and more from the middle: %v", x, byPlace[x])
	}
	slices.Sort(order)
	t.Logf("Spearman's correlation with the truth by session: least %.3f of a world, median %.3f", order[0], order[len(order)/2])
	if share := float64(all.draws) / float64(all.n); share < .87 || share > .93 || order[0] < .9 {
		t.Errorf("%.3f of the intervals hold the truth; the order is recovered to %.3f", share, order[0])
	}
}

func standardise(x []float64) {
	mean, square := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		square += (v - mean) * (v - mean)
	}
	sd := math.Sqrt(square / float64(len(x)-1))
	for i, v := range x {
		x[i] = (v - mean) / sd
	}
}
