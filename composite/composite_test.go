package composite_test

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"multivector/chance"
	"multivector/composite"
)

// of makes a composite of one group and reading whose indicators run from 0 to 1 and may weigh anything.
func of(values [][]float64, change ...func(*composite.Composite)) *composite.Composite {
	c := &composite.Composite{
		Name: "test", Normalisers: []composite.Normaliser{composite.Linear}, Aggregators: []composite.Aggregator{composite.Arithmetic},
		Missing: []composite.Missing{composite.LeaveOut}, Readings: []string{"drop"}, Values: [][][][]float64{{values}},
	}
	for i := range values[0] {
		c.Indicators = append(c.Indicators, composite.Indicator{ID: string(rune('a' + i)), Best: 1, Weight: 1 / float64(len(values[0])), Max: 1})
	}
	for i := range values {
		c.Subjects = append(c.Subjects, composite.Subject{Name: string(rune('A' + i)), Group: "all"})
	}
	for _, f := range change {
		f(c)
	}
	return c
}

func run(t *testing.T, c *composite.Composite) *composite.Result {
	t.Helper()
	r, err := composite.Run(c, composite.Options{Seed: 1, Draws: 20_000, Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.4f, not %.4f", what, got, want)
	}
}

// A leads on the first indicator and B on the second: A comes first where w > (1-w) x, which with w uniform is in 1/(1+x)
// of the choices.
func TestTheShareOfAllWeights(t *testing.T) {
	for _, x := range []float64{0.25, 0.5, 1} {
		r := run(t, of([][]float64{{1, 0}, {0, x}}))
		near(t, "A above B", r.Above[0][1].Value, 1/(1+x), 0.01)
		near(t, "B above A", r.Above[1][0].Value, x/(1+x), 0.01)
		near(t, "A first", r.RankFrequency[0][0], 1/(1+x), 0.01)
	}
}

func TestWeightsStayInTheirRegion(t *testing.T) {
	between := func(least, most float64) func(*composite.Composite) {
		return func(c *composite.Composite) {
			for i := range c.Indicators {
				c.Indicators[i].Min, c.Indicators[i].Max = least, most
			}
		}
	}
	// w is uniform from 1/4 to 3/4, and A comes first above 1/3.
	r := run(t, of([][]float64{{1, 0}, {0, 0.5}}, between(0.25, 0.75)))
	near(t, "A above B", r.Above[0][1].Value, (0.75-1/3.0)/0.5, 0.01)
	r = run(t, of([][]float64{{1, 0}, {0, 0.5}}, between(0.4, 0.6)))
	near(t, "A above B", r.Above[0][1].Value, 1, 0)
}

// On three indicators the weights are uniform on a triangle: w1 > 1/2 on a quarter of it.
func TestWeightsAreUniformOnTheSimplex(t *testing.T) {
	r := run(t, of([][]float64{{1, 0, 0}, {0.5, 0.5, 0.5}}))
	near(t, "A above B", r.Above[0][1].Value, 0.25, 0.01)
}

// Of a hundred and twenty indicators that weigh nothing to twice their nominal weight hardly one flat Dirichlet in forty
// million is admissible, and a region may be hardly more than a point: both are drawn from. Bounds are equal, so that
// each half of the indicators weighs more in half of the draws.
func TestNarrowRegionsAreDrawnFrom(t *testing.T) {
	for _, room := range []float64{1, 0.1, 1e-6, 1e-9, 0} {
		values := [][]float64{nil, nil}
		for k := range 120 {
			values[0], values[1] = append(values[0], float64(k%2)), append(values[1], float64(1-k%2))
		}
		r, err := composite.Run(of(values, func(c *composite.Composite) {
			for i := range c.Indicators {
				x := &c.Indicators[i]
				x.ID = fmt.Sprint(i)
				x.Min, x.Max = x.Weight*(1-room), x.Weight*(1+room)
			}
		}), composite.Options{Seed: 1, Draws: 4000, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprintf("A above B, weights within %g", room), r.Above[0][1].Value, 0.5, 0.03)
	}
}

// Weights that add up to 1 but for rounding are no thinner a region than 1.
func TestFixedWeightsThatAreRounded(t *testing.T) {
	r := run(t, of([][]float64{{1, 0, 0}, {0, 1, 1}}, func(c *composite.Composite) {
		for i := range c.Indicators {
			x := &c.Indicators[i]
			x.Weight, x.Min, x.Max = 0.3333333, 0.3333333, 0.3333333
		}
	}))
	near(t, "A above B", r.Above[0][1].Value, 0, 0)
}

// Each weight of three is at most 1/2: the triangle between the middles of the sides. w1 > 1/4 on three quarters of it.
// Where w3 is at most 1/4 and the others at most 3/4, w1 lies between 1/4 - w3 and 3/4: of the area 5/32, 2/32 is above 1/2.
func TestWeightsAreUniformWhereTheirMostBinds(t *testing.T) {
	most := func(at ...float64) func(*composite.Composite) {
		return func(c *composite.Composite) {
			for i := range at {
				c.Indicators[i].Max = at[i]
			}
			c.Indicators[2].Weight = 0.25
			c.Indicators[0].Weight, c.Indicators[1].Weight = 0.375, 0.375
		}
	}
	r := run(t, of([][]float64{{1, 0, 0}, {0.25, 0.25, 0.25}}, most(0.5, 0.5, 0.5)))
	near(t, "w1 > 1/4", r.Above[0][1].Value, 0.75, 0.01)
	r = run(t, of([][]float64{{1, 0, 0}, {0.5, 0.5, 0.5}}, most(0.75, 0.75, 0.25)))
	near(t, "w1 > 1/2", r.Above[0][1].Value, 0.4, 0.01)
}

func TestEveryChoiceIsAFactor(t *testing.T) {
	// The geometric mean punishes what is uneven: A wins every sum with these weights, B every product.
	c := of([][]float64{{1, 0.05}, {0.5, 0.5}}, func(c *composite.Composite) {
		c.Aggregators = composite.Aggregators
		for i := range c.Indicators {
			c.Indicators[i].Min, c.Indicators[i].Max = 0.5, 0.5
		}
	})
	r := run(t, c)
	near(t, "A above B", r.Above[0][1].Value, 0.5, 0.02)
	pair := composite.Pair{A: 0, B: 1}
	s := r.Sobol([]composite.Pair{pair})
	for k, x := range s.Lead[pair] {
		want := 0.0
		if composite.Factors[k] == composite.AggregatorOf {
			want = 1
		}
		near(t, string(composite.Factors[k]), x.First, want, 0.02)
		near(t, string(composite.Factors[k]), x.Total, want, 0.02)
	}
}

func TestWhatIsMissing(t *testing.T) {
	nan := math.NaN()
	for _, x := range []struct {
		rule  composite.Missing
		score float64
	}{{composite.LeaveOut, 0.8}, {composite.Middle, 0.65}, {composite.Least, 0.4}} {
		r := run(t, of([][]float64{{0.8, nan}, {0.3, 0.3}}, func(c *composite.Composite) { c.Missing = []composite.Missing{x.rule} }))
		near(t, string(x.rule), r.Score[0], x.score, 1e-12)
	}
	r := run(t, of([][]float64{{0.8, nan, nan}, {0.3, 0.3, 0.1}, {0.2, 0.2, nan}}, func(c *composite.Composite) { c.Coverage = 0.5 }))
	if r.Ranked[0] || !r.Ranked[1] || !r.Ranked[2] {
		t.Errorf("a subject of which a third is known is ranked where half is asked for: %v", r.Ranked)
	}
	if got := r.Group("all"); len(got) != 2 {
		t.Errorf("ranked: %v", got)
	}
}

func TestNormalisers(t *testing.T) {
	values := [][]float64{{0.30}, {0.70}, {2}, {-1}}
	for _, x := range []struct {
		n    composite.Normaliser
		want []float64
	}{
		{composite.Linear, []float64{0.30, 0.70, 1, 0}},
		{composite.Categories, []float64{0.25, 0.75, 1, 0}},
		{composite.Rank, []float64{1 / 3.0, 2 / 3.0, 1, 0}},
	} {
		r := run(t, of(values, func(c *composite.Composite) { c.Normalisers = []composite.Normaliser{x.n} }))
		for i, want := range x.want {
			near(t, string(x.n), r.Score[i], want, 1e-12)
		}
		less := run(t, of(values, func(c *composite.Composite) {
			c.Normalisers = []composite.Normaliser{x.n}
			c.Indicators[0].Worst, c.Indicators[0].Best = 1, 0
		}))
		for i, want := range x.want {
			near(t, string(x.n)+" where less is more", less.Score[i], 1-want, 1e-12)
		}
	}
}

// The interval of a share is what the evidence leaves open, not the draws of choices: it has no width where the
// replicates agree, and covers all where they do not.
func TestTheIntervalIsTheEvidences(t *testing.T) {
	with := func(lead ...float64) *composite.Result {
		return run(t, of([][]float64{{0.5, 0.5}, {0.4, 0.4}}, func(c *composite.Composite) {
			for _, x := range lead {
				c.Values[0] = append(c.Values[0], [][]float64{{0.5, 0.5}, {0.5 - x, 0.5 - x}})
			}
		}))
	}
	sure := with(0.1, 0.1, 0.2, 0.3, 0.1, 0.1).Above[0][1]
	if sure.Value != 1 || sure.Low != 1 || sure.High != 1 || sure.Level != 0.95 {
		t.Errorf("a sure lead: %+v", sure)
	}
	open := with(0.1, -0.1, 0.2, -0.3, 0.1, -0.1).Above[0][1]
	if open.Value != 1 || open.Low > 0.01 || open.High < 0.99 {
		t.Errorf("a lead that half of the replicates turn round: %+v", open)
	}
	if few := with(0.1).Above[0][1]; few.Level != 0 {
		t.Errorf("an interval of one replicate: %+v", few)
	}
}

// Evidence that leaves nothing open leaves the share as it is, whatever the choices leave open.
func TestTheIntervalIsNotTheDraws(t *testing.T) {
	values := [][]float64{{1, 0}, {0, 0.5}}
	share := run(t, of(values, func(c *composite.Composite) {
		for range 8 {
			c.Values[0] = append(c.Values[0], values)
		}
	})).Above[0][1]
	near(t, "low", share.Low, share.Value, 0)
	near(t, "high", share.High, share.Value, 0)
}

func TestTiesShareTheirRanks(t *testing.T) {
	r := run(t, of([][]float64{{0.5}, {0.5}, {0.5}, {0}, {0}}))
	for i, want := range [][]float64{{1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, {1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, {1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, {0, 0, 0, 0.5, 0.5}, {0, 0, 0, 0.5, 0.5}} {
		for rank, f := range want {
			near(t, fmt.Sprintf("%c takes rank %d", 'A'+i, rank+1), r.RankFrequency[i][rank], f, 1e-9)
		}
	}
}

// Where too little is known of every subject nothing is ranked, and no number comes of it.
func TestNobodyRanked(t *testing.T) {
	nan := math.NaN()
	r := run(t, of([][]float64{{nan, 1}, {nan, 0}}, func(c *composite.Composite) { c.Coverage = 0.9 }))
	if r.Ranked[0] || r.Ranked[1] || r.Shift != 0 || len(r.Groups()) != 0 {
		t.Errorf("%v ranked, shift %v, groups %v", r.Ranked, r.Shift, r.Groups())
	}
	for _, x := range r.Sobol(nil).Shift {
		if !math.IsNaN(x.Total) {
			t.Errorf("an index of ranks that are not: %+v", x)
		}
	}
}

func random(seed uint64) *composite.Composite {
	stream := chance.Stream(seed, "random composite", 0)
	values := make([][]float64, 12)
	for i := range values {
		for range 5 {
			v := stream.Float64()
			if stream.IntN(8) == 0 {
				v = math.NaN()
			}
			values[i] = append(values[i], v)
		}
	}
	return of(values, func(c *composite.Composite) {
		c.Normalisers, c.Aggregators, c.Missing, c.LeaveOneOut = composite.Normalisers, composite.Aggregators, composite.MissingRules, true
		for i := range c.Subjects {
			c.Subjects[i].Group = string(rune('a' + i%3))
		}
	})
}

func TestSharesAddUp(t *testing.T) {
	for seed := range uint64(20) {
		c := random(seed)
		r, err := composite.Run(c, composite.Options{Seed: seed, Draws: 500, Level: 0.9})
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range r.Groups() {
			for _, i := range r.Group(group) {
				sum, mean := 0.0, 0.0
				for rank, f := range r.RankFrequency[i] {
					sum += f
					mean += f * float64(rank+1)
				}
				near(t, "frequencies of ranks", sum, 1, 1e-9)
				near(t, "mean rank", mean, r.MeanRank[i], 1e-9)
				for _, j := range r.Group(group) {
					if i != j {
						near(t, "A above B and B above A", r.Above[i][j].Value+r.Above[j][i].Value, 1, 1e-9)
					}
				}
			}
		}
	}
}

// The share on the same evidence is the same, and on other evidence that of a composite of it.
// A verdict on other evidence is what a run on that evidence says, and whoever has no replicates draws the same choices.
func TestAgain(t *testing.T) {
	c := random(5)
	o := composite.Options{Seed: 2, Draws: 500, Level: 0.9}
	r, err := composite.Run(c, o)
	if err != nil {
		t.Fatal(err)
	}
	other := random(5)
	for i := range other.Values[0][0] {
		other.Values[0][0][i][i%5] = 0.3
	}
	changed, err := composite.Run(other, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range r.Groups() {
		ranked := r.Group(group)
		p := composite.Pair{A: ranked[0], B: ranked[1]}
		near(t, "the same evidence", r.On([][][]float64{c.Values[0][0]}).Above(p), r.Above[p.A][p.B].Value, 0)
		near(t, "other evidence", r.On([][][]float64{other.Values[0][0]}).Above(p), changed.Above[p.A][p.B].Value, 0)
	}
}

func TestSameOnAnyNumberOfCores(t *testing.T) {
	of := func(cores int) (*composite.Result, composite.Sensitivity) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		r, err := composite.Run(random(3), composite.Options{Seed: 1, Draws: 700, Level: 0.9})
		if err != nil {
			t.Fatal(err)
		}
		return r, r.Sobol([]composite.Pair{{A: 0, B: 3}})
	}
	one, s1 := of(1)
	two, s2 := of(4)
	for i := range one.MeanRank {
		if math.Float64bits(one.MeanRank[i]) != math.Float64bits(two.MeanRank[i]) {
			t.Errorf("mean rank %d: %v and %v", i, one.MeanRank[i], two.MeanRank[i])
		}
	}
	for k := range s1.Shift {
		if s1.Shift[k] != s2.Shift[k] {
			t.Errorf("%s: %v and %v", composite.Factors[k], s1.Shift[k], s2.Shift[k])
		}
	}
}

// The weights that every indicator has in fact show which one decides.
func TestEffectiveWeights(t *testing.T) {
	values := make([][]float64, 40)
	stream := chance.Stream(1, "effective", 0)
	for i := range values {
		values[i] = []float64{stream.Float64(), 0.5 + stream.Float64()/1000}
	}
	r := run(t, of(values))
	if r.Effective == nil || r.Effective[0] < 0.95 {
		t.Errorf("two indicators of equal weight, one of which hardly varies: %v", r.Effective)
	}
	if few := run(t, of(values[:5])); few.Effective != nil {
		t.Errorf("five subjects show effective weights: %v", few.Effective)
	}
}

func TestWhatCannotBeIsSaid(t *testing.T) {
	c := of([][]float64{{1, 0}, {0, 1}}, func(c *composite.Composite) {
		c.Indicators[0].Best = 0
		c.Indicators[1].Weight, c.Indicators[1].Max = 0.7, 0.6
		c.Normalisers = []composite.Normaliser{"z"}
		c.Aggregators, c.Missing = nil, []composite.Missing{"guess"}
		c.Subjects = c.Subjects[:1]
	})
	_, err := composite.Run(c, composite.Options{Draws: 10, Level: 0.95})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"goalposts of a", "weight of b", "add up to 1.2", `normaliser "z"`, "no aggregator", `rule "guess"`, "fewer than two subjects"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said in:\n%v", want, err)
		}
	}
}

// How the time grows with the subjects, the indicators and the replicates of the evidence; Sobol indices included.
func BenchmarkRun(b *testing.B) {
	for _, x := range []struct{ subjects, indicators, replicates int }{
		{5, 10, 0}, {10, 10, 0}, {20, 10, 0}, {40, 10, 0}, {80, 10, 0}, {10, 20, 0}, {10, 40, 0}, {10, 80, 0}, {10, 10, 50}, {10, 10, 200},
	} {
		b.Run(fmt.Sprintf("subjects=%d/indicators=%d/replicates=%d", x.subjects, x.indicators, x.replicates), func(b *testing.B) {
			var replicates [][][]float64
			for k := range 1 + x.replicates {
				stream := chance.Stream(1, "benchmark", k)
				values := make([][]float64, x.subjects)
				for i := range values {
					for range x.indicators {
						values[i] = append(values[i], stream.Float64())
					}
				}
				replicates = append(replicates, values)
			}
			c := of(replicates[0], func(c *composite.Composite) {
				c.Normalisers, c.Aggregators, c.LeaveOneOut = composite.Normalisers, composite.Aggregators, true
				c.Values[0] = replicates
				for k := range c.Indicators {
					y := &c.Indicators[k]
					y.ID, y.Max = fmt.Sprint(k), 2*y.Weight
				}
			})
			for b.Loop() {
				r, err := composite.Run(c, composite.Options{Seed: 1, Draws: 10_000, Level: 0.95})
				if err != nil {
					b.Fatal(err)
				}
				r.Sobol([]composite.Pair{{A: 0, B: 1}})
			}
		})
	}
}
