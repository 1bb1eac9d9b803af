package armington_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"multivector/armington"
)

func change(tb interface{ Fatal(...any) }, flows, ease [][]float64, elasticity float64) armington.Answer {
	a, err := armington.Change(flows, ease, elasticity)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func all(n int, v float64) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = v
		}
	}
	return m
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// Autarky in closed form: welfare is the share spent at home to the power of 1/elasticity. The case that Arkolakis,
// Costinot and Rodríguez-Clare 2012 open with: the United States of 2000 spent 0.93 at home, so that the gains from trade
// are 1.4 % at an elasticity of 5 and 0.7 % at 10.
func TestAutarkyInClosedForm(t *testing.T) {
	flows := [][]float64{{93, 7}, {7, 493}} // balanced, so that nothing is borrowed
	closed := [][]float64{{1, 0}, {0, 1}}
	for elasticity, want := range map[float64]string{5: "1.4", 10: "0.7"} {
		a := change(t, flows, closed, elasticity)
		if !near(a.Welfare[0], math.Pow(0.93, 1/elasticity)) {
			t.Errorf("at %v welfare is %v, in closed form %v", elasticity, a.Welfare[0], math.Pow(0.93, 1/elasticity))
		}
		if loss := 100 * (1 - a.Welfare[0]); math.Abs(loss-map[string]float64{"1.4": 1.4, "0.7": 0.7}[want]) > 0.05 {
			t.Errorf("at %v the gains from trade are %.3f %%, published %s", elasticity, loss, want)
		}
		if a.Flows[0][1] != 0 || !near(a.Flows[0][0], a.Wages[0]*100) {
			t.Errorf("behind a closed border flows are %v", a.Flows)
		}
	}
}

// Two countries that are alike: wages stay as they are, and half the trade eased away leaves the home share at
// l/(l + (1-l)/2).
func TestTwoCountriesAlike(t *testing.T) {
	a := change(t, [][]float64{{80, 20}, {20, 80}}, [][]float64{{1, 0.5}, {0.5, 1}}, 4)
	home := 0.8 / (0.8 + 0.1)
	for i := range 2 {
		if !near(a.Wages[i], 1) || !near(a.Home[i], home/0.8) || !near(a.Welfare[i], math.Pow(home/0.8, -0.25)) {
			t.Errorf("country %d: %+v", i, a)
		}
	}
}

func anyWorld(t *rapid.T) (flows, ease [][]float64, elasticity float64) {
	n := rapid.IntRange(2, 6).Draw(t, "countries")
	flows, ease = all(n, 0), all(n, 1)
	for i := range n {
		for j := range n {
			// In thousandths, as a table gives them: flows of 1e-200 are below what the income they are a part of can show.
			flows[i][j] = float64(rapid.IntRange(0, 5000).Draw(t, "flow")) / 1000
			if i == j {
				flows[i][j] = rapid.Float64Range(50, 500).Draw(t, "at home")
			} else {
				ease[i][j] = rapid.Float64Range(0.05, 2).Draw(t, "ease")
			}
		}
	}
	return flows, ease, rapid.Float64Range(2, 10).Draw(t, "elasticity")
}

// Every market clears, everybody spends what it earns and borrows, and nothing depends on the unit.
func TestTheWorldAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows, ease, elasticity := anyWorld(t)
		n := len(flows)
		a := change(t, flows, ease, elasticity)
		for i := range n {
			income, sold, spent, bought := 0.0, 0.0, 0.0, 0.0
			for j := range n {
				income += flows[i][j]
				sold += a.Flows[i][j]
				spent += flows[j][i]
				bought += a.Flows[j][i]
			}
			if !near(sold, a.Wages[i]*income) {
				t.Fatalf("country %d sells %v and earns %v", i, sold, a.Wages[i]*income)
			}
			if !near(bought-sold, spent-income) {
				t.Fatalf("country %d borrows %v, before %v", i, bought-sold, spent-income)
			}
			// Welfare by the price index: w / (sum_k l_k ease_k w_k^-e)^(-1/e).
			price := 0.0
			for k := range n {
				price += flows[k][i] / spent * ease[k][i] * math.Pow(a.Wages[k], -elasticity)
			}
			if want := a.Wages[i] / math.Pow(price, -1/elasticity); math.Abs(a.Welfare[i]-want) > 1e-8 {
				t.Fatalf("welfare of %d is %v, by its prices %v", i, a.Welfare[i], want)
			}
		}
		doubled := all(n, 0)
		for i := range n {
			for j := range n {
				doubled[i][j] = 1000 * flows[i][j]
			}
		}
		for i, v := range change(t, doubled, ease, elasticity).Welfare {
			if math.Abs(v-a.Welfare[i]) > 1e-8 {
				t.Fatalf("in another unit welfare of %d is %v, not %v", i, v, a.Welfare[i])
			}
		}
	})
}

func TestNothingChangedChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows, _, elasticity := anyWorld(t)
		a := change(t, flows, all(len(flows), 1), elasticity)
		for i := range flows {
			if !near(a.Wages[i], 1) || !near(a.Welfare[i], 1) {
				t.Fatalf("%+v", a)
			}
		}
	})
}

// With two countries the wage can be found apart, by halving an interval.
func TestTwoCountriesByBisection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(1, 30).Draw(t, "trade")
		flows := [][]float64{{100, x}, {x, 400}}
		f, g := rapid.Float64Range(0.01, 1).Draw(t, "out"), rapid.Float64Range(0.01, 1).Draw(t, "in")
		e := rapid.Float64Range(1.5, 9).Draw(t, "elasticity")
		a := change(t, flows, [][]float64{{1, f}, {g, 1}}, e)
		incomes := []float64{100 + x, 400 + x}
		excess := func(ratio float64) float64 { // what the first imports less what it exports, its wage being ratio
			p := math.Pow(ratio, -e)
			imports := x * g / (100*p + x*g) * ratio * incomes[0]
			exports := x * f * p / (400 + x*f*p) * incomes[1]
			return imports - exports
		}
		low, high := 1e-4, 1e4
		for range 200 {
			if mid := math.Sqrt(low * high); excess(mid) > 0 {
				high = mid
			} else {
				low = mid
			}
		}
		if got := a.Wages[0] / a.Wages[1]; math.Abs(got/low-1) > 1e-7 {
			t.Fatalf("the wage of the first is %v of the second's, by bisection %v", got, low)
		}
	})
}

func TestWhatIsNoWorldIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		flows, ease [][]float64
		elasticity  float64
	}{
		"one country":     {all(1, 1), all(1, 1), 5},
		"negative flow":   {[][]float64{{5, -1}, {1, 5}}, all(2, 1), 5},
		"nothing at home": {[][]float64{{0, 1}, {1, 5}}, all(2, 1), 5},
		"elasticity 0":    {all(2, 1), all(2, 1), 0},
		"factor below 0":  {all(2, 1), [][]float64{{1, -1}, {1, 1}}, 5},
		"not square":      {all(2, 1), all(3, 1), 5},
	} {
		if _, err := armington.Change(c.flows, c.ease, c.elasticity); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	// Who lives on what others lend, and is cut off from them, cannot.
	flows := [][]float64{{10, 1}, {9, 100}}
	if a, err := armington.Change(flows, [][]float64{{1, 0}, {0, 1}}, 5); err == nil {
		t.Errorf("a country that borrows behind a closed border: %+v", a)
	}
}

// Two countries that hardly trade, one of which buys three times what it sells: what is to be cleared is a hundred-millionth of what
// they earn, and the wages that clear it lie far from today's.
func TestTheWorldClearsWhereHardlyAnythingIsTraded(t *testing.T) {
	flows := [][]float64{{50, 2.4e-7}, {9.5e-7, 88.6}}
	a := change(t, flows, [][]float64{{1, 1}, {1.75, 1}}, 2)
	if bought, before := a.Flows[1][0]-a.Flows[0][1], flows[1][0]-flows[0][1]; math.Abs(bought/before-1) > 1e-6 {
		t.Errorf("the first country buys %v beyond what it sells, before %v", bought, before)
	}
}
