package network_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"multivector/network"
)

var inf = math.Inf(1)

func cheapest(tb interface{ Fatal(...any) }, nodes int, edges []network.Edge, source, sink int, demand float64) network.Flow {
	f, err := network.Cheapest(nodes, edges, source, sink, demand)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// Solved by hand: two ways of 3 and 2 with a bridge between them of 1.
//
//	0 -3-> 1 -2-> 3
//	0 -2-> 2 -3-> 3     and 1 -1-> 2
//
// All 5 get through: 2 over each way and 1 over the bridge.
func TestTwoWaysAndABridge(t *testing.T) {
	edges := []network.Edge{{0, 1, 3, 1}, {1, 3, 2, 1}, {0, 2, 2, 1}, {2, 3, 3, 1}, {1, 2, 1, 1}}
	f := cheapest(t, 4, edges, 0, 3, inf)
	if f.Value != 5 || !slices.Equal(f.On, []float64{3, 2, 2, 3, 1}) || f.Cost != 3+2+2+3+1 {
		t.Errorf("%+v", f)
	}
	if f := cheapest(t, 4, edges, 0, 3, 4); f.Value != 4 || f.Cost != 8 || f.Cut != nil {
		t.Errorf("of 4 the bridge is spared: %+v", f)
	}
	edges[4].Capacity = 0
	if f := cheapest(t, 4, edges, 0, 3, inf); f.Value != 4 || !slices.Equal(f.Cut, []int{1, 2}) {
		t.Errorf("without the bridge 2 and 2 get through, held up by 1-3 and 0-2: %+v", f)
	}
}

// What is taken first may have to be taken back: the cheap path 0-1-2-3 blocks both others.
func TestACheapPathIsTakenBackWhereItIsInTheWay(t *testing.T) {
	edges := []network.Edge{{0, 1, 1, 1}, {1, 2, 1, 1}, {2, 3, 1, 1}, {0, 2, 1, 5}, {1, 3, 1, 5}}
	f := cheapest(t, 4, edges, 0, 3, inf)
	if f.Value != 2 || f.Cost != 12 || !slices.Equal(f.On, []float64{1, 0, 1, 1, 1}) {
		t.Errorf("%+v", f)
	}
}

func TestNothingBoundsAFlow(t *testing.T) {
	edges := []network.Edge{{0, 1, inf, 0}, {1, 2, inf, 0}, {0, 2, 3, 0}}
	if f := cheapest(t, 3, edges, 0, 2, inf); !math.IsInf(f.Value, 1) || f.On != nil {
		t.Errorf("%+v", f)
	}
	if f := cheapest(t, 3, edges, 0, 2, 10); f.Value != 10 {
		t.Errorf("a demand bounds it: %+v", f)
	}
	if f := cheapest(t, 4, edges, 0, 3, inf); f.Value != 0 || f.Cut != nil {
		t.Errorf("no way to 3: %+v", f)
	}
}

func TestWhatIsNoNetworkIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		nodes        int
		edges        []network.Edge
		source, sink int
		demand       float64
	}{
		"negative capacity": {2, []network.Edge{{0, 1, -1, 0}}, 0, 1, 1},
		"capacity NaN":      {2, []network.Edge{{0, 1, math.NaN(), 0}}, 0, 1, 1},
		"negative cost":     {2, []network.Edge{{0, 1, 1, -1}}, 0, 1, 1},
		"node not there":    {2, []network.Edge{{0, 2, 1, 0}}, 0, 1, 1},
		"to itself":         {2, nil, 0, 0, 1},
		"negative demand":   {2, nil, 0, 1, -1},
	} {
		if _, err := network.Cheapest(c.nodes, c.edges, c.source, c.sink, c.demand); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func anyNetwork(t *rapid.T, nodes, most int) (edges []network.Edge) {
	for range rapid.IntRange(0, most).Draw(t, "edges") {
		edges = append(edges, network.Edge{
			From: rapid.IntRange(0, nodes-1).Draw(t, "from"), To: rapid.IntRange(0, nodes-1).Draw(t, "to"),
			Capacity: float64(rapid.IntRange(0, 40).Draw(t, "capacity")) / 10, Cost: float64(rapid.IntRange(0, 5).Draw(t, "cost")),
		})
	}
	return edges
}

// TestLargestFlowIsTheSmallestCut tries every cut of a small network.
func TestLargestFlowIsTheSmallestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(2, 7).Draw(t, "nodes")
		edges := anyNetwork(t, nodes, 14)
		source, sink := 0, nodes-1
		smallest := inf
		for side := range 1 << nodes {
			if side&1 == 0 || side>>sink&1 == 1 {
				continue
			}
			through := 0.0
			for _, e := range edges {
				if side>>e.From&1 == 1 && side>>e.To&1 == 0 {
					through += e.Capacity
				}
			}
			smallest = min(smallest, through)
		}
		f := cheapest(t, nodes, edges, source, sink, inf)
		if math.Abs(f.Value-smallest) > 1e-9 {
			t.Fatalf("the largest flow is %v, the smallest cut holds %v", f.Value, smallest)
		}
		held := 0.0
		for _, i := range f.Cut {
			held += edges[i].Capacity
		}
		if math.Abs(held-smallest) > 1e-9 {
			t.Fatalf("the cut given, %v, holds %v", f.Cut, held)
		}
		conserved(t, nodes, edges, source, sink, f)
	})
}

// conserved checks that no edge carries more than it can and that what comes into a node leaves it.
func conserved(t *rapid.T, nodes int, edges []network.Edge, source, sink int, f network.Flow) {
	net, cost := make([]float64, nodes), 0.0
	for i, e := range edges {
		if f.On[i] < 0 || f.On[i] > e.Capacity+1e-9 {
			t.Fatalf("edge %d carries %v of %v", i, f.On[i], e.Capacity)
		}
		net[e.From] -= f.On[i]
		net[e.To] += f.On[i]
		cost += f.On[i] * e.Cost
	}
	for n, v := range net {
		want := map[int]float64{source: -f.Value, sink: f.Value}[n]
		if math.Abs(v-want) > 1e-9 {
			t.Fatalf("node %d keeps %v", n, v)
		}
	}
	if math.Abs(cost-f.Cost) > 1e-9 {
		t.Fatalf("the cost is %v, edge by edge %v", f.Cost, cost)
	}
}

// TestCheapestIsCheapest tries every way to send whole units through a small network.
func TestCheapestIsCheapest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const nodes = 4
		edges := anyNetwork(t, nodes, 6)
		for i := range edges {
			edges[i].Capacity = float64(int(edges[i].Capacity) % 3)
		}
		demand := float64(rapid.IntRange(0, 4).Draw(t, "demand"))
		f := cheapest(t, nodes, edges, 0, nodes-1, demand)
		conserved(t, nodes, edges, 0, nodes-1, f)
		most, least := 0.0, inf // the most that arrives of any, and the least cost of those
		on := make([]float64, len(edges))
		var try func(i int)
		try = func(i int) {
			if i < len(edges) {
				for v := 0.0; v <= edges[i].Capacity; v++ {
					on[i] = v
					try(i + 1)
				}
				return
			}
			net, cost := [nodes]float64{}, 0.0
			for k, e := range edges {
				net[e.From] -= on[k]
				net[e.To] += on[k]
				cost += on[k] * e.Cost
			}
			if net[1] != 0 || net[2] != 0 || net[3] > demand || net[3] < 0 {
				return
			}
			if net[3] > most || net[3] == most && cost < least {
				most, least = net[3], cost
			}
		}
		try(0)
		if f.Value != most || math.Abs(f.Cost-least) > 1e-9 {
			t.Fatalf("%v arrives at a cost of %v; by trying all, %v at %v", f.Value, f.Cost, most, least)
		}
	})
}
