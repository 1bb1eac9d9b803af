package bargain_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"multivector/bargain"
)

// What KTAB makes of each table with each set of options: every turn's positions and ideals, probabilities and risk
// attitudes, and when it stops.
func TestSMPEqualsKTAB(t *testing.T) {
	each(t, "expected/ktab-smp", ".positions.csv", func(t *testing.T, name, path string) {
		set, tag, _ := strings.Cut(name, "__")
		table := readTable(t, shared(t, "inputs/"+set+".csv"))
		o := bargain.DefaultOptions()
		var err error
		if o.SMP, err = bargain.ParseSMP(tag); err != nil {
			t.Fatal(err)
		}
		if set == "smp_example5" {
			f, err := os.Open(shared(t, "inputs/smp_example5_accommodation.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if o.Accommodation, err = bargain.ReadAccommodation(f, table); err != nil {
				t.Fatal(err)
			}
		}
		r := run(t, "smp", o, table)
		rows := rowsOf(t, path)
		if turns := count(t, rows[len(rows)-1]["turn"]); turns != len(r.Rounds)-1 {
			t.Errorf("%d turns, KTAB takes %d", len(r.Rounds)-1, turns)
		}
		worst := 0.0
		near := func(what string, row map[string]string, got, want float64) {
			t.Helper()
			worst = max(worst, math.Abs(got-want))
			if !(math.Abs(got-want) <= 1e-9) {
				t.Errorf("turn %s, %s of %s: %v, KTAB has %v", row["turn"], what, row["name"], got, want)
			}
		}
		for _, row := range rows {
			if round := count(t, row["turn"]); round < len(r.Rounds) {
				near("position", row, r.Rounds[round].Position[count(t, row["actor"])][count(t, row["dim"])], number(t, row["position"]))
			}
		}
		for _, row := range rowsOf(t, strings.Replace(path, ".positions.", ".prob.", 1)) {
			if round := count(t, row["turn"]); round < len(r.Rounds) {
				near("probability", row, r.Rounds[round].Probability[count(t, row["actor"])], number(t, row["prob"]))
				near("attitude", row, r.Rounds[round].Attitude[count(t, row["actor"])], number(t, row["nra"]))
			}
		}
		t.Logf("largest difference %.2g; %s", worst, r.Outcome)
	})
}
