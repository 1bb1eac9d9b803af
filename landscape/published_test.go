package landscape_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"multivector/landscape"
)

// named is a game with the names of its actors.
type named struct {
	*landscape.Game
	actors []string
}

func (g named) configuration(tb testing.TB, second ...string) (c landscape.Configuration) {
	tb.Helper()
	for _, name := range second {
		i := slices.Index(g.actors, name)
		if i < 0 {
			tb.Fatalf("no actor is called %s", name)
		}
		c = g.Flip(c, i)
	}
	return c
}

func gameOf(tb testing.TB, sizes []float64, propensity func(i, j int) float64) *landscape.Game {
	tb.Helper()
	p := make([][]float64, len(sizes))
	for i := range p {
		p[i] = make([]float64, len(sizes))
		for j := range p[i] {
			if i != j {
				p[i][j] = propensity(min(i, j), max(i, j))
			}
		}
	}
	g, err := landscape.New(sizes, p)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// unix is the nine firms of 1988 that chose between two standards of Unix (Axelrod and Bennett 1993, table 2): those of one
// kind, specialists or generalists, repel each other.
func unix(tb testing.TB) named {
	firms := []struct {
		name string
		size float64
		kind byte
	}{
		{"Sun", 28.9, 'S'},
		{"Prime", 1.0, 'S'},
		{"AT&T", 28.5, 'G'},
		{"IBM", 3.8, 'G'},
		{"DEC", 20.0, 'G'},
		{"HP", 11.5, 'G'},
		{"Apollo", 21.2, 'S'},
		{"Intergraph", 4.4, 'S'},
		{"SGI", 4.4, 'S'},
	}
	var names []string
	var sizes []float64
	for _, f := range firms {
		names, sizes = append(names, f.name), append(sizes, f.size)
	}
	return named{gameOf(tb, sizes, func(i, j int) float64 {
		if firms[i].kind == firms[j].kind {
			return -1
		}
		return 0
	}), names}
}

// TestUnix1988: the paper's two minima, of one energy and one basin each.
func TestUnix1988(t *testing.T) {
	g := unix(t)
	minima := g.Minima()
	if len(minima) != 2 {
		t.Fatalf("%d minima, the paper has 2", len(minima))
	}
	want := []landscape.Configuration{
		g.configuration(t, "AT&T", "IBM", "Apollo", "Intergraph", "SGI"), // against Sun, Prime, DEC, HP
		g.configuration(t, "DEC", "HP", "Apollo", "Intergraph", "SGI"),   // against Sun, Prime, AT&T, IBM
	}
	for i, basin := range g.Basins(minima) {
		m := minima[i]
		if !slices.Contains(want, m.Configuration) || m.Energy != -3828.9 || !m.Strict || basin != 128 {
			t.Errorf("minimum %s: energy %v, basin %d, strict %v", g.Sides(m.Configuration), m.Energy, basin, m.Strict)
		}
	}
	// Prime stands apart from specialists of 30 together; on the other side it would from Sun, 28.9: 1.1 of 58.9 hold it.
	for _, m := range minima {
		if torn := g.actors[g.Torn(m.Configuration)]; torn != "Prime" {
			t.Errorf("in %s %s is torn", g.Sides(m.Configuration), torn)
		}
	}
	// By hand: Sun stands against Apollo, Intergraph and SGI: -(21.2 + 4.4 + 4.4).
	if f := g.Frustration(minima[0].Configuration)[0]; math.Abs(f+30) > 1e-12 {
		t.Errorf("the frustration of Sun is %v", f)
	}
}

// TestFivePowersThatRepelEachOther: four minima (p. 224). Energies from the sizes printed: the lowest is
// -2 (7.45+15.01)(5.32+11.49+4.03) = -936.1328.
func TestFivePowersThatRepelEachOther(t *testing.T) {
	sizes := []float64{7.45, 5.32, 11.49, 4.03, 15.01} // Britain, France, Germany, Italy, Soviet Union
	g := gameOf(t, sizes, func(int, int) float64 { return -1 })
	minima := g.Minima()
	for i, want := range []struct {
		sides  string
		energy float64
		basin  int
	}{{"12221", -936.1328, 7}, {"12112", -933.9602, 5}, {"11122", -923.8208, 3}, {"11212", -890.4, 1}} {
		if i >= len(minima) {
			t.Fatalf("%d minima", len(minima))
		}
		m := minima[i]
		if basin := g.Basins(minima)[i]; g.Sides(m.Configuration) != want.sides || m.Energy != want.energy || basin != want.basin {
			t.Errorf("minimum %d: %s %v %d, want %s %v %d", i+1, g.Sides(m.Configuration), m.Energy, basin, want.sides, want.energy, want.basin)
		}
	}
	if len(minima) != 4 {
		t.Errorf("%d minima, the paper has 4", len(minima))
	}
}

// TestSeventeenStatesThatRepelEachOther: the paper counts 209 minima from sizes it did not round; from those it
// prints, 195 are strict and 226 are minima when ties are counted. Ties are seen because the sums are exact.
func TestSeventeenStatesThatRepelEachOther(t *testing.T) {
	sizes := []float64{7.45, 5.32, 1.15, 0.20, 11.49, 4.03, 1.83, 0.78, 0.45, 0.27, 0.19, 0.13, 0.10, 0.06, 15.01, 0.59, 0.35}
	g := gameOf(t, sizes, func(int, int) float64 { return -1 })
	strict, all := 0, g.Minima()
	for _, m := range all {
		if m.Strict {
			strict++
		}
	}
	if strict != 195 || len(all) != 226 {
		t.Errorf("%d strict minima and %d in all, want 195 and 226", strict, len(all))
	}
}

// shared is a file of the reference cases, which are not in the repository.
func shared(tb testing.TB, name string) [][]string {
	tb.Helper()
	root := os.Getenv("MULTIVECTOR_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "bargaining", "landscape", name))
	if err != nil {
		tb.Skip("the reference cases are not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return rows[1:]
}

func number(tb testing.TB, text string) float64 {
	tb.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func read(tb testing.TB, name string) named {
	tb.Helper()
	var g named
	var sizes []float64
	for _, row := range shared(tb, name+".actors.csv") {
		g.actors = append(g.actors, row[0])
		sizes = append(sizes, number(tb, row[1]))
	}
	p := map[[2]int]float64{}
	for _, row := range shared(tb, name+".propensity.csv") {
		i, j := slices.Index(g.actors, row[0]), slices.Index(g.actors, row[1])
		p[[2]int{min(i, j), max(i, j)}] = number(tb, row[2])
	}
	g.Game = gameOf(tb, sizes, func(i, j int) float64 { return p[[2]int{i, j}] })
	return g
}

// TestReferenceCases compares minima, basins and frustrations with the deposited files.
func TestReferenceCases(t *testing.T) {
	for _, name := range []string{"unix_1988", "realist_great_powers_1936", "isis_2016_furnas", "wwii_approx_reconstruction"} {
		t.Run(name, func(t *testing.T) {
			g := read(t, name)
			minima := g.Minima()
			basins := g.Basins(minima)
			rows := shared(t, name+".minima.csv")
			if len(rows) != len(minima) {
				t.Fatalf("%d minima, want %d", len(minima), len(rows))
			}
			for _, row := range rows {
				c := g.configuration(t, strings.Split(row[5], "|")...)
				i := slices.IndexFunc(minima, func(m landscape.Minimum) bool { return m.Configuration == c })
				if i < 0 {
					t.Errorf("minimum %s is not found", row[0])
					continue
				}
				m := minima[i]
				if math.Abs(m.Energy-number(t, row[1])) > 1e-6 || strconv.Itoa(basins[i]) != row[2] || m.Strict != (row[3] == "True") {
					t.Errorf("minimum %s: energy %v, basin %d, strict %v; want %v", row[0], m.Energy, basins[i], m.Strict, row[1:4])
				}
			}
		})
	}
}

// TestISIS2016 compares the energies of all 1,024 configurations with the published ones, and the variant with a
// weak Syria (size 10 instead of 50) with its single published minimum.
func TestISIS2016(t *testing.T) {
	g := read(t, "isis_2016_furnas")
	energies := g.Energies()
	rows := shared(t, "isis_2016_furnas.energies.csv")
	if len(rows) != len(energies) {
		t.Fatalf("%d energies, want %d", len(energies), len(rows))
	}
	for i, row := range rows {
		if sides := g.Sides(landscape.Configuration(i)); sides != row[0] || energies[i] != number(t, row[1]) {
			t.Errorf("configuration %s: energy %v, want %v", sides, energies[i], row)
		}
	}

	var sizes []float64
	for _, row := range shared(t, "isis_2016_furnas.actors.csv") {
		sizes = append(sizes, number(t, row[1]))
	}
	sizes[slices.Index(g.actors, "Syria")] = 10
	p := map[[2]int]float64{}
	for _, row := range shared(t, "isis_2016_furnas.propensity.csv") {
		p[[2]int{slices.Index(g.actors, row[0]), slices.Index(g.actors, row[1])}] = number(t, row[2])
	}
	weak := gameOf(t, sizes, func(i, j int) float64 { return p[[2]int{i, j}] })
	minima := weak.Minima()
	if len(minima) != 1 || minima[0].Energy != -65600 || minima[0].Configuration != g.configuration(t, "ISIS", "Nursa") {
		t.Errorf("the minima with a weak Syria are %v, published is one of energy -65,600: all against ISIS and Nusra", minima)
	}
}
