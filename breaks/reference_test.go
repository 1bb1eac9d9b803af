package breaks

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func number(tb testing.TB, s string) float64 {
	tb.Helper()
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// published is a series of testdata/reference, a number a line.
func published(tb testing.TB, name string) (values []float64) {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "reference", name+".txt"))
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		values = append(values, number(tb, line))
	}
	return values
}

func rows(tb testing.TB, name string) [][]string {
	tb.Helper()
	f, err := os.Open(filepath.Join("testdata", "reference", name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil || len(all) == 0 {
		tb.Fatal(name, err)
	}
	return all
}

func repeat(v float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = v
	}
	return all
}

// R drops starts too soon where the minimum segment is above 1, and takes the lengths that MBIC charges for nothing when
// it prunes (see Find): in three runs its breaks are not those of least cost, by the cost that both minimise.
func TestReferenceChangepoint(t *testing.T) {
	differs := map[string]bool{"discoveries poisson MBIC 1": true, "discoveries poisson MBIC 5": true, "nile mean AIC 10": true}
	seen := 0
	for _, row := range rows(t, "changepoint.csv")[1:] {
		series, kind, penalty, m := row[0], row[1], row[2], int(number(t, row[3]))
		name := fmt.Sprintf("%s %s %s %d", series, kind, penalty, m)
		t.Run(name, func(t *testing.T) {
			values := published(t, series)
			p, err := ParsePenalty(penalty)
			if err != nil {
				t.Fatal(err)
			}
			var c Cost
			switch kind {
			case "mean":
				c = NormalMean(values, repeat(Noise(values)*Noise(values), len(values)))
			case "meanvar":
				c = NormalMeanVar(values)
			case "poisson":
				c = Poisson(values)
			}
			if got, want := p.Value(c.Parameters(), c.Len()), number(t, row[4]); math.Abs(got-want) > 1e-12*want {
				t.Errorf("the penalty is %.15g, R's is %.15g", got, want)
			}
			var want []int
			for s := range strings.FieldsSeq(row[5]) {
				want = append(want, int(number(t, s))) // from 1 the last of the old is from 0 the first of the new
			}
			at, _ := Find(c, p, m)
			ours, theirs := penalised(c, p, at), penalised(c, p, want)
			if differs[name] {
				seen++
				if !(ours < theirs) {
					t.Errorf("breaks %v cost %g and R's %v %g", at, ours, want, theirs)
				}
				return
			}
			if !slices.Equal(at, want) {
				t.Errorf("breaks %v cost %g, R's %v %g", at, ours, want, theirs)
			}
		})
	}
	if seen != len(differs) {
		t.Errorf("%d of the %d runs that differ were met", seen, len(differs))
	}
}

// penalised is the cost of segments and penalties together.
func penalised(c Cost, p Penalty, at []int) float64 {
	sum, from := float64(len(at))*p.Value(c.Parameters(), c.Len()), 0
	for _, to := range append(slices.Clone(at), c.Len()) {
		sum += c.Of(from, to) + p.ofLength(to-from)
		from = to
	}
	return sum
}

// The prior of bocd.py: a normal-gamma one of the Nile in hundreds about 900, and 50 years from break to break.
func nileByBayes(tb testing.TB) *Probabilities {
	values := published(tb, "nile")
	for i, v := range values {
		values[i] = (v - 900) / 100
	}
	return Probability(NormalGamma(values, 0, 0.5, 1, 1), Constant(1.0/50, 1))
}

func TestReferenceOnline(t *testing.T) {
	p := nileByBayes(t)
	for _, row := range rows(t, "bocd-online.csv") {
		known := int(number(t, row[0]))
		run := p.Run(known)
		if len(run) != len(row)-1 {
			t.Fatalf("%d run lengths, want %d", len(run), len(row)-1)
		}
		for length, v := range row[1:] {
			if want := number(t, v); math.Abs(run[length]-want) > 1e-10 {
				t.Errorf("after %d points a run of %d has probability %.12g, want %.12g", known, length, run[length], want)
			}
		}
	}
}

func TestReferenceOffline(t *testing.T) {
	p := nileByBayes(t)
	for i, row := range rows(t, "bocd-offline.csv") {
		if want := number(t, row[0]); math.Abs(p.At[i+1]-want) > 1e-9 {
			t.Errorf("a break at %d has probability %.12g, want %.12g", i+1, p.At[i+1], want)
		}
	}
}
