package composite_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"multivector/composite"
)

// table is a reference table: columns by name, the first of them text.
type table struct {
	names   []string
	columns map[string][]float64
}

func readTable(t testing.TB, name string) table {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "reference", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := table{columns: map[string][]float64{}}
	for _, row := range rows[1:] {
		all.names = append(all.names, row[0])
		for k, text := range row[1:] {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s: %s of %s: %v", name, rows[0][k+1], row[0], err)
			}
			all.columns[rows[0][k+1]] = append(all.columns[rows[0][k+1]], v)
		}
	}
	return all
}

// asem is the ASEM Sustainable Connectivity Index as COINr 1.1.14 treats its data before it normalises them
// (testdata/reference/asem.R). below is by how much of their range the worst value lies above the goalpost: COINr's
// min-max to 1..100 is a linear scale whose least is 1/100.
func asem(t testing.TB, below float64, n composite.Normaliser, a ...composite.Aggregator) *composite.Composite {
	inputs, indicators := readTable(t, "asem_inputs.csv"), readTable(t, "asem_indicators.csv")
	c := &composite.Composite{
		Name: "asem", Normalisers: []composite.Normaliser{n}, Aggregators: a,
		Missing: []composite.Missing{composite.LeaveOut}, Readings: []string{"treated"},
	}
	values := make([][]float64, len(inputs.names))
	for i, name := range inputs.names {
		c.Subjects = append(c.Subjects, composite.Subject{Name: name})
		for _, id := range indicators.names {
			values[i] = append(values[i], inputs.columns[id][i])
		}
	}
	c.Values = [][][][]float64{{values}}
	for k, id := range indicators.names {
		worst, best := slices.Min(inputs.columns[id]), slices.Max(inputs.columns[id])
		if indicators.columns["direction"][k] < 0 {
			worst, best = best, worst
		}
		w := indicators.columns["weight"][k]
		c.Indicators = append(c.Indicators, composite.Indicator{ID: id, Worst: worst - below*(best-worst), Best: best, Weight: w, Max: 2 * w})
	}
	return c
}

// The scores and ranks of 51 countries by 49 indicators are COINr's: of its example, and of two others of its choices.
func TestASEM(t *testing.T) {
	want := readTable(t, "asem_scores.csv")
	for _, x := range []struct {
		column string
		c      *composite.Composite
		scale  float64
	}{
		{"example", asem(t, 0, composite.Linear, composite.Arithmetic), 100},
		{"geometric", asem(t, 1.0/99, composite.Linear, composite.Geometric), 100},
		{"places", asem(t, 0, composite.Rank, composite.Arithmetic), 1},
	} {
		r, err := composite.Run(x.c, composite.Options{Seed: 1, Draws: 1, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		if len(want.names) != 51 || len(x.c.Subjects) != 51 {
			t.Fatalf("%d countries of %d, not 51", len(x.c.Subjects), len(want.names))
		}
		for i, name := range want.names {
			near(t, x.column+" score of "+name, r.Score[i]*x.scale, want.columns[x.column][i], 1e-9)
			near(t, x.column+" rank of "+name, r.Rank[i], want.columns[x.column+"_rank"][i], 0)
		}
	}
}

// With the same choices left open (weights uniform between nothing and twice the nominal, either mean) the ranks are those
// of COINr's uncertainty analysis, and the indices those of its sensitivity analysis, within what 1,000 of its draws leave.
func TestASEMUncertainty(t *testing.T) {
	c := asem(t, 1.0/99, composite.Linear, composite.Aggregators...)
	r, err := composite.Run(c, composite.Options{Seed: 1, Draws: 10_000, Level: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	want := readTable(t, "asem_ranks.csv")
	shift, most := 0.0, 0.0
	const drawn = 500 // sets of weights
	for i, name := range want.names {
		mean, low, high := want.columns["Mean"][i], want.columns["Q5"][i], want.columns["Q95"][i]
		near(t, "nominal rank of "+name, r.Rank[i], want.columns["Nominal"][i], 0)
		variance := 0.0
		for rank, f := range r.RankFrequency[i] {
			variance += f * math.Pow(float64(rank+1)-r.MeanRank[i], 2)
		}
		near(t, "mean rank of "+name, r.MeanRank[i], mean, 4*math.Sqrt(variance/drawn))
		most = max(most, math.Abs(r.MeanRank[i]-mean))
		near(t, "5 % rank of "+name, rankAt(r.RankFrequency[i], 0.05), low, 1)
		near(t, "95 % rank of "+name, rankAt(r.RankFrequency[i], 0.95), high, 1)
		shift += want.columns["Shift"][i] / float64(len(want.names))
	}
	near(t, "average rank shift", r.Shift, shift, 0.06)
	t.Logf("the mean ranks differ by %.2f at most, the average shifts are %.3f and %.3f", most, r.Shift, shift)
	indices := readTable(t, "asem_sensitivity.csv")
	sobol := r.Sobol(nil).Shift
	for k, f := range composite.Factors {
		got := sobol[k]
		at := slices.Index(indices.names, string(f))
		if at < 0 {
			near(t, fmt.Sprintf("total index of %s, which is given", f), got.Total, 0, 0)
			continue
		}
		t.Logf("%s: first %.3f total %.3f, of COINr %.3f and %.3f", f, got.First, got.Total, indices.columns["Si"][at], indices.columns["STi"][at])
		between(t, fmt.Sprintf("first index of %s", f), got.First, indices.columns["Si_q5"][at], indices.columns["Si_q95"][at])
		between(t, fmt.Sprintf("total index of %s", f), got.Total, indices.columns["STi_q5"][at], indices.columns["STi_q95"][at])
	}
}

// The example of COINr's vignette holds other choices admissible: Winsorisation, z-scores, weights of pillars moved by a
// quarter at most. What is left of the ranks is nearly the same all the same.
func TestASEMVignette(t *testing.T) {
	c := asem(t, 1.0/99, composite.Linear, composite.Aggregators...)
	r, err := composite.Run(c, composite.Options{Seed: 1, Draws: 2000, Level: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	want := readTable(t, "asem_vignette_ranks.csv").columns["Mean"]
	apart, middle, most := 0.0, float64(len(want)+1)/2, 0.0
	var xy, xx, yy float64
	for i, mean := range want {
		x, y := r.MeanRank[i]-middle, mean-middle
		xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
		apart += math.Abs(x-y) / float64(len(want))
		most = max(most, math.Abs(x-y))
	}
	correlation := xy / math.Sqrt(xx*yy)
	t.Logf("mean ranks correlate by %.4f and lie %.2f apart, %.1f at most", correlation, apart, most)
	between(t, "correlation of mean ranks", correlation, 0.99, 1)
}

// rankAt is the rank that a share of the choices does not exceed.
func rankAt(frequency []float64, share float64) float64 {
	sum := 0.0
	for rank, f := range frequency {
		if sum += f; sum >= share {
			return float64(rank + 1)
		}
	}
	return float64(len(frequency))
}

func between(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if !(low <= got && got <= high) {
		t.Errorf("%s: %.3f, not between %.3f and %.3f", what, got, low, high)
	}
}

// The Human Development Index of 2021 is the geometric mean of a long life, schooling (itself the arithmetic mean of years
// expected and years had) and the logarithm of income, between goalposts (UNDP 2022, technical note 1): its three
// decimals as published.
func TestHumanDevelopmentIndex(t *testing.T) {
	published := readTable(t, "hdi_2021.csv")
	column := func(name string, f func(float64) float64) (all []float64) {
		for _, v := range published.columns[name] {
			all = append(all, f(v))
		}
		return all
	}
	same := func(v float64) float64 { return v }
	mean := func(a composite.Aggregator, indicators []composite.Indicator, columns ...[]float64) []float64 {
		c := &composite.Composite{
			Name: "hdi", Normalisers: []composite.Normaliser{composite.Linear}, Aggregators: []composite.Aggregator{a},
			Missing: []composite.Missing{composite.LeaveOut}, Readings: []string{"published"}, Indicators: indicators,
		}
		values := make([][]float64, len(published.names))
		for i, name := range published.names {
			c.Subjects = append(c.Subjects, composite.Subject{Name: name})
			for _, column := range columns {
				values[i] = append(values[i], column[i])
			}
		}
		for k := range c.Indicators {
			c.Indicators[k].Weight = 1 / float64(len(c.Indicators))
			c.Indicators[k].Max = 1
		}
		c.Values = [][][][]float64{{values}}
		r, err := composite.Run(c, composite.Options{Seed: 1, Draws: 1, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		return r.Score
	}
	schooling := mean(composite.Arithmetic, []composite.Indicator{{ID: "expected", Worst: 0, Best: 18}, {ID: "had", Worst: 0, Best: 15}},
		column("expected_schooling", same), column("mean_schooling", same))
	score := mean(composite.Geometric, []composite.Indicator{{ID: "life", Worst: 20, Best: 85}, {ID: "schooling", Worst: 0, Best: 1}, {ID: "income", Worst: math.Log(100), Best: math.Log(75_000)}},
		column("life_expectancy", same), schooling, column("income", math.Log))
	for i, name := range published.names {
		if got, want := fmt.Sprintf("%.3f", score[i]), fmt.Sprintf("%.3f", published.columns["hdi"][i]); got != want {
			t.Errorf("%s: %s, published %s", name, got, want)
		}
	}
}
