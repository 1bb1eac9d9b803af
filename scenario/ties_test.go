package scenario_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// Flows of the small dossier: AAA exports 10,000 million, 4,000 of them to PPP and 1,000 to QQQ, and imports as much; its GDP is
// 40,000 million. BBB's remittances are a tenth of its GDP, eight tenths of them from PPP. CCC bought arms for 10 a year.
var flows = map[string]string{
	"trade.csv": `state,partner,flow,year,value,unit,reporter
AAA,WLD,export,2022,8000,USD_million,AAA
AAA,PPP,export,2022,4000,USD_million,AAA
AAA,WLD,export,2023,10000,USD_million,AAA
AAA,PPP,export,2023,4000,USD_million,AAA
AAA,QQQ,export,2023,1000,USD_million,AAA
AAA,OTH,export,2023,5000,USD_million,AAA
PPP,AAA,import,2023,5000,USD_million,PPP
AAA,WLD,import,2023,10000,USD_million,AAA
AAA,PPP,import,2023,6000,USD_million,AAA
AAA,QQQ,import,2023,1000,USD_million,AAA
AAA,OTH,import,2023,3000,USD_million,AAA
`,
	"exposures.csv":   "state,partner,domain,period,share_of_gdp\nBBB,WLD,remittances,2022,0.2\nBBB,WLD,remittances,2023,0.1\n",
	"dependences.csv": "state,partner,domain,period,share,value,unit\nBBB,PPP,remittances,2023,0.8,80,percent_of_total\nBBB,QQQ,remittances,2023,0.2,20,percent_of_total\nCCC,PPP,arms,2023,0.75,7.5,TIV\nCCC,QQQ,arms,2023,0.25,2.5,TIV\n",
}

func TestDirectLossByHand(t *testing.T) {
	r := region(small(t, flows))
	for _, c := range []struct {
		tie       scenario.Tie
		want      float64
		low, high float64
	}{
		// A tenth of GDP, eight tenths of it, halved.
		{scenario.Tie{State: "BBB", Power: "PPP", Domain: "remittances", Left: 0.5}, 0.04, 0.04, 0.04},
		// 4,000 of 40,000, or 5,000 by PPP's books; a quarter is left.
		{scenario.Tie{State: "AAA", Power: "PPP", Domain: "exports", Left: 0.25}, 0.075, 0.075, 0.09375},
		// A fifth more is no loss.
		{scenario.Tie{State: "AAA", Power: "QQQ", Domain: "imports", Left: 1.2}, -0.005, -0.005, -0.005},
	} {
		e := c.tie.Direct(r)
		low, high := e.Value, e.Value
		if e.HasInterval() {
			low, high = e.Low, e.High
		}
		if math.Abs(e.Value-c.want) > 1e-4 || math.Abs(low-c.low) > 4e-3 || math.Abs(high-c.high) > 4e-3 || len(e.From) == 0 {
			t.Errorf("%+v: %v (%v to %v), by hand %v (%v to %v)", c.tie, e.Value, low, high, c.want, c.low, c.high)
		}
	}
	if e := (scenario.Tie{State: "CCC", Power: "PPP", Domain: "arms", Left: 0}).Direct(r); e.Known() || e.Status != measure.NotCovered {
		t.Errorf("what arms weigh in GDP is not known: %+v", e)
	}
}

// The answer in equilibrium lies between nothing and what autarky would cost, in closed form 1 - home^(1/elasticity), and is
// below the naive loss; a longer range of elasticities gives wider bounds around it.
func TestEquilibriumIsBelowTheNaiveLossAndAutarky(t *testing.T) {
	r := region(small(t, flows))
	ties := []scenario.Tie{{State: "AAA", Power: "PPP", Domain: "exports", Left: 0}, {State: "AAA", Power: "PPP", Domain: "imports", Left: 0}}
	all, err := scenario.Equilibrium(r, ties, scenario.Exactly(5))
	if err != nil {
		t.Fatal(err)
	}
	loss, naive := all[0], ties[0].Direct(r).Value+ties[1].Direct(r).Value
	autarky := 1 - math.Pow(0.75, 1.0/5) // 30,000 of 40,000 are spent at home
	if !(0 < loss.Low && loss.Low <= loss.Value && loss.Value <= loss.High && loss.High < autarky && loss.High < naive) {
		t.Errorf("the loss is %v (%v to %v); naive %v, of autarky %v", loss.Value, loss.Low, loss.High, naive, autarky)
	}
	if power := all[1]; power.State != "PPP" || !(power.Value > 0 && power.Value < loss.Value) {
		t.Errorf("the power itself loses %+v", power)
	}
	wide, err := scenario.Equilibrium(r, ties, scenario.Range{Low: 2, High: 12})
	if err != nil {
		t.Fatal(err)
	}
	if wide[0].Low > loss.Low || wide[0].High < loss.High {
		t.Errorf("over elasticities of 2 to 12 the loss is %v to %v, at 5 %v to %v", wide[0].Low, wide[0].High, loss.Low, loss.High)
	}
	if _, err := scenario.Equilibrium(r, ties, scenario.Exactly(0)); err == nil {
		t.Error("an elasticity of 0")
	}
	if e, err := scenario.Equilibrium(r, []scenario.Tie{{State: "BBB", Power: "PPP", Domain: "exports"}}, scenario.Exactly(5)); err != nil || e[0].Status != measure.NotCovered {
		t.Errorf("BBB's trade is not covered: %+v, %v", e, err)
	}
}

func TestChangesByHand(t *testing.T) {
	r := region(small(t, flows))
	for _, c := range []struct {
		tie  scenario.Tie
		want []string
	}{
		{scenario.Tie{State: "AAA", Power: "PPP", Domain: "exports", Left: 0.25}, []string{
			"trade:PPP/AAA/import/2023/PPP value 5000 1250", // the mirror
			"trade:AAA/WLD/export/2023/AAA value 10000 7000",
			"trade:AAA/PPP/export/2023/AAA value 4000 1000",
		}},
		{scenario.Tie{State: "BBB", Power: "PPP", Domain: "remittances", Left: 0.5}, []string{
			"exposures:BBB/WLD/remittances/2023 share_of_gdp 0.1 0.06",
			// 40 and 20 of 60.
			"dependences:BBB/PPP/remittances/2023/percent_of_total share 0.8 0.6667",
			"dependences:BBB/PPP/remittances/2023/percent_of_total value 80 66.67",
			"dependences:BBB/QQQ/remittances/2023/percent_of_total share 0.2 0.3333",
			"dependences:BBB/QQQ/remittances/2023/percent_of_total value 20 33.33",
		}},
		{scenario.Tie{State: "CCC", Power: "PPP", Domain: "arms", Left: 0}, []string{
			"dependences:CCC/PPP/arms/2023/TIV share 0.75 0",
			"dependences:CCC/PPP/arms/2023/TIV value 7.5 0",
			"dependences:CCC/QQQ/arms/2023/TIV share 0.25 1",
		}},
	} {
		var got []string
		for _, x := range scenario.Changes(r, []scenario.Tie{c.tie}) {
			v, err := strconv.ParseFloat(x.Becomes, 64)
			if err != nil {
				t.Fatal(err)
			}
			becomes := strconv.FormatFloat(v, 'g', 4, 64)
			got = append(got, x.Record+" "+x.Field+" "+x.Was+" "+becomes)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v:\n%s\nby hand\n%s", c.tie, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// shocks are one of each kind, on the built-in dossier.
func shocks(r *measure.Region) map[string][]evidence.Change {
	ties := func(t ...scenario.Tie) []evidence.Change { return scenario.Changes(r, t) }
	return map[string][]evidence.Change{
		"remittances halved":  ties(scenario.Tie{State: "KGZ", Power: "RUS", Domain: "remittances", Left: 0.5}),
		"arms stopped":        ties(scenario.Tie{State: "KAZ", Power: "RUS", Domain: "arms"}),
		"a market closed":     ties(scenario.Tie{State: "KAZ", Power: "EUU", Domain: "exports"}),
		"one of a bloc":       ties(scenario.Tie{State: "KAZ", Power: "ITA", Domain: "exports"}),
		"from shares alone":   ties(scenario.Tie{State: "TJK", Power: "CHN", Domain: "imports"}),
		"a fifth more":        ties(scenario.Tie{State: "UZB", Power: "CHN", Domain: "imports", Left: 1.2}),
		"a partner's books":   ties(scenario.Tie{State: "TKM", Power: "EUU", Domain: "imports", Left: 0.5}),
		"emigrants come home": ties(scenario.Tie{State: "UZB", Power: "RUS", Domain: "migration"}),
		"two at once":         ties(scenario.Tie{State: "KAZ", Power: "RUS", Domain: "imports"}, scenario.Tie{State: "KAZ", Power: "CHN", Domain: "imports", Left: 0.5}),
	}
}

// TestEachShockMovesAMeasureAndUndoneRestoresTheBytes: a changed dossier passes its own check, says something else, and changed
// back says the same to the last byte.
func TestEachShockMovesAMeasureAndUndoneRestoresTheBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("measures the built-in dossier thirty times")
	}
	d := builtIn(t)
	o := measure.DefaultOptions()
	o.Draws = 50 // intervals are not what is looked at
	r := measure.Of(d, o)
	said := func(d *evidence.Dossier) []byte {
		text, err := json.Marshal(measure.Assess(measure.Of(d, o), d.Config.Region).Sections)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	before := said(d)
	all := shocks(r)
	oil, err := scenario.RoutesOf(d, "oil")
	if err != nil {
		t.Fatal(err)
	}
	a, err := oil.Reroute([]string{"KAZ"}, []scenario.Closing{{What: "via:Novorossiysk"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if all["a route closed"], err = a.Changes(d); err != nil {
		t.Fatal(err)
	}
	for name, changes := range all {
		moved, changed, err := scenario.Remeasure(r, changes, d.Config.Region)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(changes) == 0 || len(moved) == 0 {
			t.Errorf("%s: %d fields are changed and %d measures move", name, len(changes), len(moved))
		}
		if bytes.Equal(said(changed), before) {
			t.Errorf("%s: the changed dossier says the same", name)
		}
		back, err := changed.Changed(evidence.Undone(changes))
		if err != nil {
			t.Errorf("%s undone: %v", name, err)
			continue
		}
		if !bytes.Equal(said(back), before) {
			t.Errorf("%s undone is not what it was", name)
		}
	}
	if !bytes.Equal(said(d), before) {
		t.Error("the dossier itself was changed")
	}
}

// Stopping a power's imports leaves it no share, and the others' shares grow in proportion.
func TestRemeasuredSharesAddUp(t *testing.T) {
	r := region(small(t, flows))
	changes := scenario.Changes(r, []scenario.Tie{{State: "AAA", Power: "PPP", Domain: "imports"}})
	_, changed, err := scenario.Remeasure(r, changes, []string{"AAA"})
	if err != nil {
		t.Fatal(err)
	}
	imports, _ := changed.Config.Domain("imports")
	after := region(changed)
	if e := after.Share("AAA", "PPP", imports); e.Value != 0 {
		t.Errorf("the power that is cut holds %v", e.Value)
	}
	if e := after.Share("AAA", "QQQ", imports); math.Abs(e.Value-0.25) > 1e-12 { // 1,000 of 4,000
		t.Errorf("the other holds %v, by hand 0.25", e.Value)
	}
}

func TestTiesThatCannotBe(t *testing.T) {
	d := small(t, flows)
	for _, tie := range []scenario.Tie{
		{"AAA", "PPP", "gold", 0},
		{"AAA", "AAA", "exports", 0},
		{"PPP", "QQQ", "exports", 0},
		{"AAA", "SEA", "exports", 0},
		{"AAA", "ZZZ", "exports", 0},
		{"AAA", "PPP", "exports", -0.5},
		{"AAA", "PPP", "exports", math.NaN()},
	} {
		if tie.Check(d) == nil {
			t.Errorf("%+v is taken", tie)
		}
	}
	if err := (scenario.Tie{State: "AAA", Power: "PPP", Domain: "exports", Left: 0.5}).Check(d); err != nil {
		t.Error(err)
	}
}
