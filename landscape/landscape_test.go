package landscape_test

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"multivector/chance"
	"multivector/landscape"
)

// anyGame draws a game whose energies are exact: small whole numbers, so that ties are frequent.
func anyGame(t *rapid.T, least, most int) (sizes []float64, propensity [][]float64) {
	n := rapid.IntRange(least, most).Draw(t, "actors")
	sizes = make([]float64, n)
	propensity = make([][]float64, n)
	for i := range n {
		sizes[i] = float64(rapid.IntRange(1, 40).Draw(t, "size")) / 10
		propensity[i] = make([]float64, n)
		for j := range i {
			p := float64(rapid.IntRange(-20, 20).Draw(t, "propensity")) / 10
			propensity[i][j], propensity[j][i] = p, p
		}
	}
	return sizes, propensity
}

func mustMake(t *rapid.T, sizes []float64, propensity [][]float64) *landscape.Game {
	g, err := landscape.New(sizes, propensity)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// asDefined is the energy as the paper defines it, pair by pair.
func asDefined(sizes []float64, p [][]float64, sides string) (e float64) {
	for i := range sizes {
		for j := range sizes {
			if i != j && sides[i] != sides[j] {
				e += sizes[i] * sizes[j] * p[i][j]
			}
		}
	}
	return e
}

func near(a, b, scale float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(scale)) }

func TestEnergiesAreTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 15) // above 13 actors there are several blocks
		g := mustMake(t, sizes, p)
		for c, e := range g.Energies() {
			c := landscape.Configuration(c)
			want := asDefined(sizes, p, g.Sides(c))
			if !near(e, want, want) || e != g.Energy(c) {
				t.Fatalf("%s: %v, by definition %v, by itself %v", g.Sides(c), e, want, g.Energy(c))
			}
		}
	})
}

func TestEnergyIsTheSumOfSizesTimesFrustrations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 40)
		g := mustMake(t, sizes, p)
		c := landscape.Configuration(rapid.Uint64().Draw(t, "configuration") & (g.Configurations() - 1))
		sum := 0.0
		for i, f := range g.Frustration(c) {
			sum += sizes[i] * f
		}
		if e := g.Energy(c); !near(sum, e, e) {
			t.Fatalf("frustrations add up to %v, the energy is %v", sum, e)
		}
	})
}

// Which side is called the first does not matter: flipping every actor gives the configuration itself.
func TestComplementIsTheSameConfiguration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 20)
		g := mustMake(t, sizes, p)
		c := landscape.Configuration(rapid.Uint64().Draw(t, "configuration") & (g.Configurations() - 1))
		other := c
		for i := range sizes {
			other = g.Flip(other, i)
		}
		if other != c {
			t.Fatalf("%s became %s", g.Sides(c), g.Sides(other))
		}
	})
}

// A move's loss is what the definition says: the frustration after it less the one before, and the energy moves by
// 2 s_k of it.
func TestLossesAreWhatAMoveCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 20)
		g := mustMake(t, sizes, p)
		c := landscape.Configuration(rapid.Uint64().Draw(t, "configuration") & (g.Configurations() - 1))
		pulls := g.Pulls()
		for k, loss := range g.Losses(c) {
			moved := g.Flip(c, k)
			if want := g.Frustration(moved)[k] - g.Frustration(c)[k]; !near(loss, want, pulls[k]) {
				t.Fatalf("actor %d loses %v, by its frustrations %v", k, loss, want)
			}
			if rise := g.Energy(moved) - g.Energy(c); !near(rise, 2*sizes[k]*loss, rise) {
				t.Fatalf("the energy rises by %v, and 2 s F is %v", rise, 2*sizes[k]*loss)
			}
			if math.Abs(loss) > pulls[k]*(1+1e-9) {
				t.Fatalf("actor %d loses %v, more than all that pulls it, %v", k, loss, pulls[k])
			}
		}
	})
}

func TestMinimaAreThoseWhereNoMoveLowersTheEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 14)
		g := mustMake(t, sizes, p)
		want := map[landscape.Configuration]bool{} // to whether it is strict
		for c := range landscape.Configuration(g.Configurations()) {
			rests, strict := true, true
			for k := range sizes {
				rise := g.Energy(g.Flip(c, k)) - g.Energy(c)
				rests, strict = rests && rise >= 0, strict && rise > 0
			}
			if rests {
				want[c] = strict
			}
		}
		minima := g.Minima()
		if len(minima) != len(want) {
			t.Fatalf("%d minima, by trying all moves %d", len(minima), len(want))
		}
		for i, m := range minima {
			if strict, ok := want[m.Configuration]; !ok || strict != m.Strict || m.Energy != g.Energy(m.Configuration) {
				t.Fatalf("minimum %+v; strict is %v", m, strict)
			}
			if i > 0 && m.Energy < minima[i-1].Energy {
				t.Fatalf("minimum %d is lower than the one before", i)
			}
		}
	})
}

func TestEveryDescentLowersTheEnergyAndEndsInAMinimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 14)
		g := mustMake(t, sizes, p)
		minima := g.Minima()
		counted := make([]int, len(minima))
		for c := range landscape.Configuration(g.Configurations()) {
			path := g.Descend(c)
			for i := 1; i < len(path); i++ {
				if g.Energy(path[i]) >= g.Energy(path[i-1]) {
					t.Fatalf("from %v to %v the energy does not fall", path[i-1], path[i])
				}
			}
			i := slices.IndexFunc(minima, func(m landscape.Minimum) bool { return m.Configuration == path[len(path)-1] })
			if i < 0 {
				t.Fatalf("the descent from %v ends in %v, which is no minimum", c, path)
			}
			counted[i]++
		}
		if basins := g.Basins(minima); !slices.Equal(basins, counted) {
			t.Fatalf("basins %v, descent by descent %v", basins, counted)
		}
	})
}

// The order in which actors are named does not matter, but where two moves are equally steep: so the sizes are such
// that no two are.
func TestOrderOfActorsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 3, 13)
		n := len(sizes)
		stream := chance.Stream(rapid.Uint64().Draw(t, "seed"), "order", 0)
		for i := range n {
			sizes[i] = stream.Float64() + 0.1
		}
		order := stream.Perm(n)
		turned := make([]float64, n)
		q := make([][]float64, n)
		for i, from := range order {
			turned[i] = sizes[from]
			q[i] = make([]float64, n)
			for j, other := range order {
				q[i][j] = p[from][other]
			}
		}
		summary := func(g *landscape.Game, name func(i int) int) (all []string) {
			minima := g.Minima()
			for i, basin := range g.Basins(minima) {
				sides := make([]bool, n)
				for a := range n {
					sides[name(a)] = g.Second(minima[i].Configuration, a)
				}
				if sides[0] {
					for a := range sides {
						sides[a] = !sides[a]
					}
				}
				all = append(all, fmt.Sprintf("%.6f %v %d", minima[i].Energy, sides, basin))
			}
			slices.Sort(all)
			return all
		}
		a := summary(mustMake(t, sizes, p), func(i int) int { return i })
		b := summary(mustMake(t, turned, q), func(i int) int { return order[i] })
		if !slices.Equal(a, b) {
			t.Fatalf("in another order\n%v\nbecomes\n%v", a, b)
		}
	})
}

func TestSameAnswerOnAnyNumberOfCores(t *testing.T) {
	g := random(t, 18)
	type answer struct {
		minima   []landscape.Minimum
		basins   []int
		together [][]float64
		annealed []landscape.Minimum
	}
	all := func() (a answer) {
		a.minima = g.Minima()
		a.basins = g.Basins(a.minima)
		b, err := g.Boltzmann(0.1)
		if err != nil {
			t.Fatal(err)
		}
		a.together = b.Together
		a.annealed = g.Anneal(1, 20)
		return a
	}
	many := all()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := all(); !reflect.DeepEqual(one, many) {
		t.Error("one core gives another answer than several")
	}
}

// random is a game of n actors with sizes and propensities that are no decimals.
func random(tb testing.TB, n int) *landscape.Game {
	stream := chance.Stream(7, "game", n)
	sizes := make([]float64, n)
	for i := range sizes {
		sizes[i] = 0.1 + stream.Float64()
	}
	p := make([]float64, n*n)
	for i := range p {
		p[i] = 2*stream.Float64() - 1
	}
	return gameOf(tb, sizes, func(i, j int) float64 { return p[i*n+j] })
}

func TestBoltzmannIsTheSumOverAllConfigurations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, p := anyGame(t, 2, 15)
		g := mustMake(t, sizes, p)
		temperature := rapid.Float64Range(0.5, 50).Draw(t, "temperature")
		b, err := g.Boltzmann(temperature)
		if err != nil {
			t.Fatal(err)
		}
		energies := g.Energies()
		least, sum := slices.Min(energies), 0.0
		for _, e := range energies {
			sum += math.Exp(-(e - least) / temperature)
		}
		together, total := make([][]float64, len(sizes)), 0.0
		for i := range together {
			together[i] = make([]float64, len(sizes))
		}
		for c, e := range energies {
			c, want := landscape.Configuration(c), math.Exp(-(e-least)/temperature)/sum
			if got := b.Probability(c); !near(got, want, 0) {
				t.Fatalf("the probability of %s is %v, by definition %v", g.Sides(c), got, want)
			}
			total += b.Probability(c)
			for i := range sizes {
				for j := range sizes {
					if g.Second(c, i) == g.Second(c, j) {
						together[i][j] += want
					}
				}
			}
		}
		if !near(total, 1, 0) {
			t.Fatalf("the probabilities add up to %v", total)
		}
		for i := range sizes {
			for j := range sizes {
				if !near(b.Together[i][j], together[i][j], 0) {
					t.Fatalf("%d and %d together: %v, by definition %v", i, j, b.Together[i][j], together[i][j])
				}
			}
		}
	})
}

// At a temperature of a hundred thousandth of the energies nothing overflows, and all lies in the lowest.
func TestBoltzmannIsStableInTheCold(t *testing.T) {
	g := unix(t)
	b, err := g.Boltzmann(1e-6)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range g.Minima() {
		if p := b.Probability(m.Configuration); p != 0.5 {
			t.Errorf("one of two equally low minima has probability %v", p)
		}
	}
	for _, temperature := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := g.Boltzmann(temperature); err == nil {
			t.Errorf("a temperature of %v is taken", temperature)
		}
	}
}

// On games small enough to look at all configurations annealing finds the lowest, and nothing that is no minimum.
func TestAnnealFindsTheLowest(t *testing.T) {
	for n := 4; n <= 20; n += 4 {
		g := random(t, n)
		minima := g.Minima()
		found := g.Anneal(1, 50)
		if found[0].Configuration != minima[0].Configuration {
			t.Errorf("of %d actors the lowest found is %v, the lowest is %v", n, found[0], minima[0])
		}
		runs := 0
		for _, f := range found {
			runs += f.Found
			if !slices.ContainsFunc(minima, func(m landscape.Minimum) bool { return m.Configuration == f.Configuration }) {
				t.Errorf("of %d actors %v is no minimum", n, f)
			}
		}
		if runs != 50 {
			t.Errorf("%d of 50 runs are accounted for", runs)
		}
	}
}

// Two camps of thirty that attract within and repel without: the minimum is known.
func TestAnnealSeparatesTwoCamps(t *testing.T) {
	sizes := make([]float64, 60)
	for i := range sizes {
		sizes[i] = float64(1 + i%7)
	}
	g := gameOf(t, sizes, func(i, j int) float64 {
		if i%2 == j%2 {
			return 1
		}
		return -1
	})
	found := g.Anneal(1, 20)
	if sides := g.Sides(found[0].Configuration); sides[:4] != "1212" || found[0].Found < 15 {
		t.Errorf("found %s in %d of 20 runs", sides, found[0].Found)
	}
}

func TestNobodyPullsAnybody(t *testing.T) {
	g := gameOf(t, []float64{1, 2, 3}, func(int, int) float64 { return 0 })
	minima := g.Minima()
	if len(minima) != 4 || minima[0].Strict {
		t.Errorf("of four alike configurations %v are minima", minima)
	}
	if found := g.Anneal(1, 3); found[0].Energy != 0 {
		t.Errorf("found %v", found)
	}
}

func TestWhatIsNoGameIsRefused(t *testing.T) {
	square := func(n int, p float64) [][]float64 {
		all := make([][]float64, n)
		for i := range all {
			all[i] = slices.Repeat([]float64{p}, n)
		}
		return all
	}
	uneven := square(2, 1)
	uneven[0][1] = 2
	for name, c := range map[string]struct {
		sizes      []float64
		propensity [][]float64
	}{
		"one actor":        {[]float64{1}, square(1, 1)},
		"a size of 0":      {[]float64{1, 0}, square(2, 1)},
		"a negative size":  {[]float64{1, -3}, square(2, 1)},
		"a size NaN":       {[]float64{1, math.NaN()}, square(2, 1)},
		"too few rows":     {[]float64{1, 2}, square(1, 1)},
		"not symmetric":    {[]float64{1, 2}, uneven},
		"infinite":         {[]float64{1, 2}, square(2, math.Inf(-1))},
		"65 actors":        {slices.Repeat([]float64{1}, 65), square(65, 1)},
		"a row too narrow": {[]float64{1, 2, 3}, square(3, 1)[:2]},
	} {
		if _, err := landscape.New(c.sizes, c.propensity); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
