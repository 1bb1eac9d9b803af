package bargain_test

import (
	"math"
	"testing"

	"multivector/bargain"
)

// What jmckib's program makes of each table, in ten rounds: positions, risk exponents, accepted offers, medians, means.
func TestCodedEqualsThePublicProgram(t *testing.T) {
	each(t, "expected/scholz-jmckib", ".positions.csv", func(t *testing.T, name, path string) {
		table := readTable(t, shared(t, "inputs/"+name+".csv"))
		r := run(t, "scholz-jmckib", bargain.DefaultOptions(), table)
		index := map[string]int{}
		for i, a := range table.Actors {
			index[a.Name] = i
		}
		worst := 0.0
		near := func(what string, round int, got, want float64) {
			t.Helper()
			worst = max(worst, math.Abs(got-want))
			if !(math.Abs(got-want) <= 1e-9) {
				t.Errorf("round %d, %s: %v, the program has %v", round, what, got, want)
			}
		}
		for _, row := range rowsOf(t, path) {
			round, i := count(t, row["round"]), index[row["actor"]]
			near(row["actor"], round, r.Rounds[round].Position[i][0], number(t, row["position"]))
			if round > 0 {
				near("risk of "+row["actor"], round, r.Rounds[round].Risk[i][0], number(t, row["risk_exponent"]))
			}
		}
		for _, row := range rowsOf(t, shared(t, "expected/scholz-jmckib/"+name+".summary.csv")) {
			round := count(t, row["round"])
			near("median", round, r.Median(round)[0], number(t, row["weighted_median"]))
			near("mean", round, r.Mean(round)[0], number(t, row["weighted_mean"]))
		}
		seen := map[int]int{}
		for _, row := range rowsOf(t, shared(t, "expected/scholz-jmckib/"+name+".offers.csv")) {
			round := count(t, row["round"])
			if seen[round] == len(r.Rounds[round].Offers) {
				t.Errorf("round %d: %s accepts nothing", round, row["actor"])
				continue
			}
			o := r.Rounds[round].Offers[seen[round]]
			seen[round]++
			if a, b := table.Actors[o.Actor].Name, table.Actors[o.Other].Name; a != row["actor"] || b != row["other"] || o.Kind != row["offer_type"] {
				t.Errorf("round %d: %s accepts %s of %s, in the program %s %s of %s", round, a, o.Kind, b, row["actor"], row["offer_type"], row["other"])
			}
			near("eu_ij", round, o.EU, number(t, row["eu_ij"]))
			near("eu_ji", round, o.OtherEU, number(t, row["eu_ji"]))
			near("offer", round, o.Position, number(t, row["new_position"]))
		}
		for round := range r.Rounds {
			if seen[round] != len(r.Rounds[round].Offers) {
				t.Errorf("round %d: %d offers, the program accepts %d", round, len(r.Rounds[round].Offers), seen[round])
			}
		}
		t.Logf("largest difference %.2g", worst)
	})
}

// The paper's Table 2 is what the public code computes, cut to one decimal, but for the median of round 2 (9.61, printed
// 9.9); some of the means are cut and some rounded.
func TestCodedIsThePrintedTable(t *testing.T) {
	r := run(t, "scholz-jmckib", bargain.DefaultOptions(), readTable(t, "testdata/emission.csv"))
	for _, row := range rowsOf(t, "testdata/scholz-table-2.csv") {
		round := count(t, row["round"])
		cut, printed := math.Floor(10*r.Median(round)[0])/10, number(t, row["median"])
		if (cut == printed) == (round == 2) {
			t.Errorf("round %d: the median is %v, printed %v", round, r.Median(round)[0], printed)
		}
		if d := r.Mean(round)[0] - number(t, row["mean"]); d <= -0.05 || d >= 0.1 {
			t.Errorf("round %d: the mean is %v, printed %s", round, r.Mean(round)[0], row["mean"])
		}
	}
}
