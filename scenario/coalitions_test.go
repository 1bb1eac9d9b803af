package scenario_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"multivector/measure"
	"multivector/scenario"
)

// TestPropensitiesAreTheMeanOfTheirParts: by hand, from the small dossier, memberships counting twice what a clash does.
func TestPropensitiesAreTheMeanOfTheirParts(t *testing.T) {
	c, err := scenario.CoalitionsOf(region(small(t, nil)))
	if err != nil {
		t.Fatal(err)
	}
	names := func(p scenario.Pair) string { return c.Actors[p.A].Name + "-" + c.Actors[p.B].Name }
	for pair, want := range map[string]float64{
		// One and two, of which AAA belongs to both and BBB, an observer of two that left three, to one.
		"AAA-BBB": 0.5 * 2 / 3,
		// The clash of 2022; four is not declared, and CCC belongs to no other.
		"AAA-CCC": -0.9 / 3,
		"BBB-CCC": 0, // the clash of 2018 is more than five years ago
		"BBB-PPP": 2.0 / 3,
		"PPP-QQQ": 0, // no clash is known of two powers: memberships alone
	} {
		i := slices.IndexFunc(c.Pairs, func(p scenario.Pair) bool { return names(p) == pair })
		p := c.Pairs[i]
		if math.Abs(p.Value-want) > 1e-12 || p.Low != p.Value || p.High != p.Value {
			t.Errorf("%s is drawn together by %v (%v to %v), by hand %v", pair, p.Value, p.Low, p.High, want)
		}
	}
	// 40 of 1,000 thousand million in 2023, the only year known of all.
	if s := c.Actors[0].Size; math.Abs(s.Value-4) > 1e-12 || s.Period != "2023" || !slices.Equal(s.From, []string{"series:AAA/gdp/2023"}) {
		t.Errorf("the size of AAA is %+v", s)
	}
	if w := c.Warnings(); len(w) != 1 || !strings.HasPrefix(w[0], "PPP-QQQ: clash is not covered and left out") {
		t.Errorf("warnings %q", w)
	}
	if !c.Certain() {
		t.Error("memberships and clashes are counts, and have no interval")
	}
}

func TestWhatIsNotKnownWidensAPropensity(t *testing.T) {
	toml := strings.Replace(files["dossier.toml"], "memberships = 1", "memberships = 1\nalignment = 1", 1)
	votes := map[string]string{
		"dossier.toml": toml,
		// Neither ever changed its answer: kappa is undefined.
		"rollcalls.csv": "id,date,session,body,sitting,family,title\nr1,2024-01-01,1,F1,s1,f1,x\nr2,2024-01-02,1,F1,s2,f2,x\n",
		"votes.csv":     "rollcall,iso3,vote\nr1,AAA,yes\nr1,BBB,yes\nr2,AAA,yes\nr2,BBB,yes\n",
	}
	c, err := scenario.CoalitionsOf(region(small(t, votes)))
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0] // AAA and BBB
	want := 0.5 / 2.5
	if math.Abs(p.Value-want) > 1e-12 || math.Abs(p.Low-(want-1/2.5)) > 1e-12 || math.Abs(p.High-(want+1/2.5)) > 1e-12 {
		t.Errorf("with alignment undefined the propensity is %v (%v to %v), by hand %v within 0.4", p.Value, p.Low, p.High, want)
	}
	d, err := c.Draw(1, 500)
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for _, share := range d.Lowest {
		total += share
	}
	if math.Abs(total-1) > 1e-9 {
		t.Errorf("the shares of draws add up to %v", total)
	}
	for i := range d.Together {
		for j := range d.Together {
			if v := d.Together[i][j]; v != d.Together[j][i] || v < 0 || v > 1 || i == j && v != 1 {
				t.Errorf("together %d %d: %v", i, j, v)
			}
		}
	}
}

// A propensity given as a triangle from -1 over 0.5 to 1 is above 0 in two thirds of the draws: 1 - 1/(2 x 1.5).
func TestDrawsFollowTheBoundsGiven(t *testing.T) {
	size := func(v float64) measure.Estimate { return measure.Estimate{Value: v} }
	c := &scenario.Coalitions{
		Actors: []scenario.Actor{{Name: "A", Size: size(1)}, {Name: "B", Size: size(2)}},
		Pairs:  []scenario.Pair{{A: 0, B: 1, Value: 0.5, Low: -1, High: 1}},
	}
	const draws = 20000
	d, err := c.Draw(3, draws)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Together[0][1]; math.Abs(got-2.0/3) > 4*math.Sqrt(2.0/9/draws) {
		t.Errorf("together in %v of the draws, by the triangle in 2/3", got)
	}
	again, _ := c.Draw(3, draws)
	if again.Together[0][1] != d.Together[0][1] {
		t.Error("the same seed gives another answer")
	}
}

func TestADossierWithoutCoalitionsSaysSo(t *testing.T) {
	toml, _, _ := strings.Cut(files["dossier.toml"], "[coalitions]")
	if _, err := scenario.CoalitionsOf(region(small(t, map[string]string{"dossier.toml": toml}))); err == nil {
		t.Error("coalitions that nobody declared")
	}
	if _, err := scenario.CoalitionsOf(region(small(t, map[string]string{"series.csv": "state,indicator,year,value,unit\nAAA,gdp,2023,1,USD\n"}))); err == nil {
		t.Error("sizes that are known of one state alone")
	}
}

// What the shipped dossier declares gives a propensity for each two, made of records.
func TestShippedCoalitions(t *testing.T) {
	d := builtIn(t)
	c, err := scenario.CoalitionsOf(region(d))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Actors); len(c.Pairs) != n*(n-1)/2 {
		t.Errorf("%d pairs of %d actors", len(c.Pairs), n)
	}
	for _, p := range c.Pairs {
		if p.Low > p.Value || p.Value > p.High || p.Low < -1 || p.High > 1 {
			t.Errorf("propensity %+v", p)
		}
		for _, part := range p.Parts {
			for _, key := range part.From {
				if _, ok := d.Record(key); !ok {
					t.Errorf("%s rests on %s, which is no record", part.Name(), key)
				}
			}
		}
	}
}
