package scenario_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"multivector/scenario"
)

// A network solved by hand. From AAA 10 go to PPP by main, which can carry 12, and 2 over the sea to QQQ by ship, a line
// whose capacity is not known, then by ferry, which can carry 5. CCC shares a pipe of two lines to QQQ.
const (
	links = `id,from,to,commodity,capacity,unit,flow,via,controller,vector,status,part_of
main,AAA,PPP,oil,12,mt_per_year,10,the pass,Pipe Co (Power),PPP,operating,
ship,AAA,SEA,oil,,mt_per_year,2,,Ship Co,,operating,
ferry,SEA,QQQ,oil,5,mt_per_year,,,Ship Co,QQQ,operating,
old,AAA,PPP,oil,50,mt_per_year,,,,PPP,planned,
inner,AAA,AAA,oil,9,mt_per_year,9,,,PPP,operating,
pipe,BBB,QQQ,gas,30,bcm_per_year,24,,,QQQ,operating,
pipe-b,BBB,QQQ,gas,20,bcm_per_year,,,,QQQ,operating,pipe
pipe-c,CCC,QQQ,gas,10,bcm_per_year,,,,QQQ,operating,pipe
`
	markets = `node,commodity,role
PPP,oil,market
QQQ,oil,port
QQQ,gas,market
`
)

func routes(tb testing.TB, commodity string) *scenario.Routes {
	tb.Helper()
	r, err := scenario.RoutesOf(small(tb, map[string]string{"transit.csv": links, "markets.csv": markets}), commodity)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func reroute(tb testing.TB, r *scenario.Routes, from, what string, left float64) *scenario.Rerouting {
	tb.Helper()
	a, err := r.Reroute([]string{from}, []scenario.Closing{{What: what, Left: left}}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func same(a, b scenario.Range) bool {
	return (a.Low == b.Low || math.Abs(a.Low-b.Low) < 1e-9) && (a.High == b.High || math.Abs(a.High-b.High) < 1e-9)
}

func TestAClosedLinkByHand(t *testing.T) {
	r := routes(t, "oil")
	if len(r.Links) != 3 || !slices.Equal(r.Exporters, []string{"AAA"}) {
		t.Fatalf("links %v of %v", r.Links, r.Exporters)
	}
	// The ship carries 2, so that it can carry 2 at least, and the ferry takes 5: of 12, 2 to 5 still arrive.
	a := reroute(t, r, "AAA", "main", 0)
	for _, c := range []struct {
		what      string
		got, want scenario.Range
	}{
		{"exports", a.Exports, scenario.Exactly(12)},
		{"delivered", a.Delivered, scenario.Exactly(12)},
		{"after", a.After, scenario.Range{Low: 2, High: 5}},
		{"lost", a.Lost, scenario.Range{Low: 7, High: 10}},
		{"rerouted", a.Rerouted, scenario.Range{Low: 0, High: 3}},
		{"network before", a.Network[0], scenario.Range{Low: 14, High: 17}},
		{"network after", a.Network[1], scenario.Range{Low: 2, High: 5}},
		{"value", a.Value, scenario.Range{Low: 1 - 5.0/17, High: 1 - 2.0/14}},
	} {
		if !same(c.got, c.want) {
			t.Errorf("%s is %v, by hand %v", c.what, c.got, c.want)
		}
	}
	if len(a.Bottlenecks) != 1 || a.Links[a.Bottlenecks[0]].ID != "ship" {
		t.Errorf("what is lost is held up by %v", a.Bottlenecks)
	}
	// A half of main carries 6; the rest goes by ship as far as it can: 8 to 11 of 12.
	if a := reroute(t, r, "AAA", "main", 0.5); !same(a.After, scenario.Range{Low: 8, High: 11}) {
		t.Errorf("with a half of main left %v arrive", a.After)
	}
	// Nothing closed changes nothing.
	if a := reroute(t, r, "AAA", "main", 1); !same(a.Lost, scenario.Exactly(0)) || !same(a.Rerouted, scenario.Exactly(0)) {
		t.Errorf("with all of main left %v is lost and %v goes another way", a.Lost, a.Rerouted)
	}
}

func TestWhatAClosingNames(t *testing.T) {
	r := routes(t, "oil")
	main := reroute(t, r, "AAA", "link:main", 0)
	for _, same := range []string{"main", "vector:PPP", "via:pass", "via:the pass", "controller:Power", "controller:pipe co", "pass", "node:PPP"} {
		if a := reroute(t, r, "AAA", same, 0); a.After != main.After {
			t.Errorf("with %s closed %v arrive, with main %v", same, a.After, main.After)
		}
	}
	for _, other := range []string{"SEA", "controller:Ship Co", "QQQ", "node:QQQ"} {
		if a := reroute(t, r, "AAA", other, 0); !same(a.After, scenario.Exactly(12)) {
			t.Errorf("with %s closed %v arrive, and main could carry 12", other, a.After)
		}
	}
	for _, unknown := range []string{"Transneft", "link:old", "via:pas", "vector:RRR", "node:", "link:main2"} {
		_, err := r.Reroute([]string{"AAA"}, []scenario.Closing{{What: unknown}}, nil)
		if err == nil || !strings.Contains(err.Error(), "its links are main, ship, ferry") {
			t.Errorf("%s: %v", unknown, err)
		}
	}
}

// Lines flow into their sum, and the sum bounds them together: 24 of 30 go today. BBB's line can carry 20, CCC's 10, and
// the sum takes in 10 where it begins, at BBB, beside BBB's line. So at least 14 of the 24 are BBB's, and at most 10 CCC's.
func TestLinesAndTheirSum(t *testing.T) {
	r := routes(t, "gas")
	if got := r.Exports([]string{"BBB"}); !same(got, scenario.Range{Low: 14, High: 24}) {
		t.Errorf("BBB exports %v", got)
	}
	if got := r.Exports([]string{"CCC"}); !same(got, scenario.Range{Low: 0, High: 10}) {
		t.Errorf("CCC exports %v", got)
	}
	if got := r.Exports([]string{"BBB", "CCC"}); !same(got, scenario.Exactly(24)) {
		t.Errorf("together they export %v", got)
	}
	a, err := r.Reroute([]string{"BBB", "CCC"}, []scenario.Closing{{What: "link:pipe-b"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !same(a.After, scenario.Exactly(20)) { // 10 of its own and 10 of CCC's
		t.Errorf("without its line %v arrive", a.After)
	}
	if a := reroute(t, r, "BBB", "pipe", 0); !same(a.After, scenario.Exactly(0)) {
		t.Errorf("without the sum %v arrive", a.After)
	}
}

// Who holds the keys: PPP lets 10 to 12 through, QQQ 2 to 5 of them by the other way. By hand, with exports of 12 and the
// least capacities: alone PPP 12, QQQ 2, together 12: (12 + 10)/2 and (2 + 0)/2; with the most, 12, 5, 12.
func TestKeysByHand(t *testing.T) {
	r := routes(t, "oil")
	keys, err := r.Keys([]string{"AAA"}, scenario.ByVector, scenario.Exactly(12))
	if err != nil {
		t.Fatal(err)
	}
	want := []scenario.Holder{
		{Name: "PPP", Shapley: scenario.Range{Low: 9.5, High: 11}, Alone: scenario.Range{Low: 7, High: 10}},
		{Name: "QQQ", Shapley: scenario.Range{Low: 1, High: 2.5}, Alone: scenario.Exactly(0)},
	}
	for i, k := range keys {
		if k.Name != want[i].Name || !same(k.Shapley, want[i].Shapley) || !same(k.Alone, want[i].Alone) {
			t.Errorf("%+v, by hand %+v", k, want[i])
		}
	}
	byController, err := r.Keys([]string{"AAA"}, scenario.ByController, scenario.Exactly(12))
	if err != nil || len(byController) != 2 || byController[1].Name != "Ship Co" || !same(byController[1].Shapley, want[1].Shapley) {
		t.Errorf("by controller %+v, %v", byController, err)
	}
}

func TestNetworksThatCannotBeRouted(t *testing.T) {
	tables := func(links, markets string) map[string]string {
		return map[string]string{"transit.csv": links, "markets.csv": markets}
	}
	const head = "id,from,to,commodity,capacity,unit,flow,status\n"
	for name, c := range map[string]struct {
		tables map[string]string
		wrong  string
	}{
		"not connected": {tables(head+"a,AAA,SEA,oil,5,mt_per_year,,operating\nb,BBB,PPP,oil,5,mt_per_year,,operating\n", "node,commodity,role\nPPP,oil,market\n"), "the network is not connected"},
		"no market":     {tables(head+"a,AAA,SEA,oil,5,mt_per_year,,operating\n", "node,commodity,role\nPPP,gas,market\n"), "markets.csv names no place where oil ends"},
		"two units":     {tables(head+"a,AAA,SEA,oil,5,mt_per_year,,operating\nb,SEA,PPP,oil,5,bcm_per_year,,operating\n", "node,commodity,role\nPPP,oil,market\n"), "write one unit"},
		"not this":      {tables(head+"a,AAA,SEA,gas,5,bcm_per_year,,operating\n", "node,commodity,role\nPPP,gas,market\n"), `no operating link of transit.csv carries "oil"; there are [gas]`},
	} {
		r, err := scenario.RoutesOf(small(t, c.tables), "oil")
		if err == nil {
			_, err = r.Reroute([]string{"AAA"}, []scenario.Closing{{What: "a"}}, nil)
		}
		if err == nil || !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: %v, want %s", name, err, c.wrong)
		}
	}
	r := routes(t, "oil")
	if _, err := r.Reroute([]string{"CCC"}, nil, nil); err == nil || !strings.Contains(err.Error(), "no link of oil leaves CCC") {
		t.Errorf("%v", err)
	}
	if _, err := r.Reroute([]string{"AAA"}, nil, &scenario.Range{Low: 3, High: 2}); err == nil {
		t.Error("exports that run backwards")
	}
	if _, err := r.Reroute([]string{"AAA"}, []scenario.Closing{{What: "main", Left: 1.5}}, nil); err == nil {
		t.Error("more is left than there was")
	}
}

// Prices and totals: a loss of 7 to 10 at 100 to 200 dollars a tonne is 700 to 2,000 million, of exports of 10,000 and of a GDP
// of 40,000 million.
func TestLossesInMoney(t *testing.T) {
	d := small(t, map[string]string{"transit.csv": links, "markets.csv": markets, "trade.csv": "state,partner,flow,year,value,unit,reporter\nAAA,WLD,export,2023,10000,USD_million,AAA\nAAA,PPP,export,2023,4000,USD_million,AAA\n"})
	r, err := scenario.RoutesOf(d, "oil")
	if err != nil {
		t.Fatal(err)
	}
	a := reroute(t, r, "AAA", "main", 0)
	want := map[string][2]float64{
		"lost": {7, 10}, "lost share": {7.0 / 12, 10.0 / 12}, "lost value": {700, 2000}, "lost of exports": {0.07, 0.2}, "lost of gdp": {0.0175, 0.05},
	}
	for _, e := range a.Losses(region(d), &scenario.Range{Low: 100, High: 200}) {
		if w, ok := want[e.Measure]; ok && (math.Abs(e.Low-w[0]) > 1e-9 || math.Abs(e.High-w[1]) > 1e-9 || e.Level != 1) {
			t.Errorf("%s is %v to %v, by hand %v", e.Measure, e.Low, e.High, w)
		}
		delete(want, e.Measure)
	}
	if len(want) > 0 {
		t.Errorf("not among the losses: %v", want)
	}
}

// The shares of routes by power move as the exports do. Before, PPP's link carries 10 of 12 and QQQ's 2; with main closed
// QQQ's carries all that arrives, 2 to 5: so PPP's share falls by 10/12, to nothing, and QQQ's rises by as much, to all. Of 12 some 8.5 are
// lost: of 10 tonnes on the books 2.92 are left.
func TestSharesOfRoutesByHand(t *testing.T) {
	d := small(t, map[string]string{
		"transit.csv": links, "markets.csv": markets, "dossier.toml": strings.ReplaceAll(files["dossier.toml"], `"arms"`, `"energy_transit"`),
		"dependences.csv": `state,partner,domain,period,share,value,unit
AAA,PPP,energy_transit,2022,0.9,9,mt_oil_exports
AAA,PPP,energy_transit,2023,0.8,8,mt_oil_exports
AAA,QQQ,energy_transit,2023,0.2,2,mt_oil_exports
AAA,WLD,energy_transit,2023,,10,mt_oil_exports
AAA,WLD,energy_transit,2023,,10,bcm_gas_exports
`,
	})
	r, err := scenario.RoutesOf(d, "oil")
	if err != nil {
		t.Fatal(err)
	}
	changes, err := reroute(t, r, "AAA", "main", 0).Changes(d)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{
		"dependences:AAA/PPP/energy_transit/2023/mt_oil_exports share": 0, "dependences:AAA/PPP/energy_transit/2023/mt_oil_exports value": 0,
		"dependences:AAA/QQQ/energy_transit/2023/mt_oil_exports share": 1, "dependences:AAA/QQQ/energy_transit/2023/mt_oil_exports value": 10 * 3.5 / 12,
		"dependences:AAA/WLD/energy_transit/2023/mt_oil_exports value": 10 * 3.5 / 12,
	}
	for _, c := range changes {
		v, err := strconv.ParseFloat(c.Becomes, 64)
		if w, ok := want[c.Record+" "+c.Field]; !ok || err != nil || math.Abs(v-w) > 1e-9 {
			t.Errorf("%+v, by hand %v", c, w)
		}
		delete(want, c.Record+" "+c.Field)
	}
	if len(want) > 0 {
		t.Errorf("not changed: %v", want)
	}
}

func TestWhoseExportsAClosingTouches(t *testing.T) {
	r := routes(t, "gas")
	closings := []scenario.Closing{{What: "pipe-c"}}
	if !r.Touched([]string{"CCC"}, closings) || r.Touched([]string{"BBB"}, closings) || r.Touched([]string{"CCC"}, []scenario.Closing{{What: "pipe-c", Left: 1}}) {
		t.Error("a line of CCC's is on the way of CCC alone, where it is closed")
	}
}
