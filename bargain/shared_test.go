package bargain_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"multivector/bargain"
)

// shared is the folder of the tables and what other programs made of them, which are not in the repository: in that
// of the environment variable MULTIVECTOR_SHARED, or ../shared beside the repository. A test that needs it is skipped
// where it is not there.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	root := os.Getenv("MULTIVECTOR_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(root, "data", "bargaining", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Skip("the bargaining data are not here: ", err)
	}
	return path
}

// rowsOf reads a CSV file, a row a map from column to cell.
func rowsOf(tb testing.TB, path string) (all []map[string]string) {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		all = append(all, m)
	}
	return all
}

func number(tb testing.TB, text string) float64 {
	tb.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func count(tb testing.TB, text string) int { return int(number(tb, text)) }

// readTable reads a table and takes it at its centre.
func readTable(tb testing.TB, path string) bargain.Table {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	in, err := bargain.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	return in.Table()
}

// run runs a model with options.
func run(tb testing.TB, name string, o bargain.Options, t bargain.Table) *bargain.Run {
	tb.Helper()
	m, err := bargain.New(name, o)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := m.Run(t)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// each runs f for every file of a folder whose name ends so, by the name without the ending.
func each(t *testing.T, folder, ending string, f func(t *testing.T, name, path string)) {
	dir := shared(t, folder)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ending); ok {
			ran++
			t.Run(name, func(t *testing.T) { f(t, name, filepath.Join(dir, e.Name())) })
		}
	}
	if ran == 0 {
		t.Fatal("there is nothing to compare with in ", dir)
	}
}

// synthetic is a table of n actors drawn by the rule of the published speed tables: a linear congruential generator
// (Knuth's constants), seed 2026, and for each actor capability 0.05 + 0.95u, position 100u, salience 0.1 + 0.9u.
func synthetic(n int) bargain.Table {
	state := uint64(2026)
	u := func() float64 {
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) / (1 << 53)
	}
	t := bargain.Table{Low: 0, High: 100}
	for i := range n {
		t.Actors = append(t.Actors, bargain.Actor{
			Name: fmt.Sprintf("A%d", i), Capability: 0.05 + 0.95*u(),
			Position: []float64{100 * u()}, Salience: []float64{0.1 + 0.9*u()},
		})
	}
	return t
}

// ranges lets every number of a table range a tenth up and down.
func ranges(t bargain.Table) *bargain.Inputs {
	in := &bargain.Inputs{Low: t.Low, High: t.High}
	for _, a := range t.Actors {
		j := bargain.Judged{Name: a.Name, Capability: bargain.Uniform(0.9*a.Capability, 1.1*a.Capability)}
		for d := range a.Position {
			j.Position = append(j.Position, bargain.Uniform(0.9*a.Position[d], min(1.1*a.Position[d], 100)))
			j.Salience = append(j.Salience, bargain.Uniform(0.9*a.Salience[d], min(1.1*a.Salience[d], 1)))
		}
		in.Actors = append(in.Actors, j)
	}
	return in
}
