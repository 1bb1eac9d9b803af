package measure_test

import (
	"encoding/csv"
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	. "multivector/measure"
	"multivector/rollcall"
)

var update = flag.Bool("update-reference", false, "write testdata/reference/tables.csv anew from the provider's file")

// dyads are the tables given to the other programs: all roll calls of one session. Every state of the built-in
// region, with powers near and far from it; and some dyads of constant opposition and of hardly any.
var dyads = []string{
	"KAZ RUS 47", "KAZ CHN 58", "KAZ TUR 70", "KAZ USA 77",
	"KGZ RUS 49", "KGZ CHN 63", "KGZ USA 72",
	"TJK RUS 55", "TJK CHN 69", "TJK UZB 76",
	"TKM RUS 62", "TKM TUR 71", "TKM CHN 78",
	"UZB RUS 50", "UZB USA 60", "UZB KAZ 77",
	"USA CUB 75", "ISR USA 76", "IND PAK 30", "RUS USA 40",
}

const reference = "testdata/reference/"

// readCSV reads a table of numbers whose first three columns name a dyad and a session.
func readCSV(tb testing.TB, name string) (header []string, rows map[string][]float64) {
	tb.Helper()
	text, err := os.ReadFile(reference + name)
	if err != nil {
		tb.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	rows = make(map[string][]float64)
	for _, row := range all[1:] {
		var values []float64
		for _, field := range row[3:] {
			v, err := strconv.ParseFloat(field, 64)
			if err != nil {
				tb.Fatal(err)
			}
			values = append(values, v)
		}
		rows[strings.Join(row[:3], " ")] = values
	}
	return all[0][3:], rows
}

// TestReferenceValues compares with what other people's programs make of the same tables; testdata/reference/
// README.md says which.
func TestReferenceValues(t *testing.T) {
	of := map[string]func(rollcall.Pairs) (float64, bool){"kappa": Kappa, "squared_kappa": KappaSquared, "pi": Pi}
	_, tables := readCSV(t, "tables.csv")
	if len(tables) != len(dyads) {
		t.Errorf("%d tables, want %d", len(tables), len(dyads))
	}
	for _, file := range []string{"psych.csv", "nltk.csv"} {
		measures, values := readCSV(t, file)
		for _, dyad := range dyads {
			p := pairs(tables[dyad])
			for i, name := range measures {
				if got, ok := of[name](p); !ok || math.Abs(got-values[dyad][i]) > 1e-9 {
					t.Errorf("%s: %s = %v, %v; %s says %v", dyad, name, got, ok, file, values[dyad][i])
				}
			}
		}
	}
}

// pairs puts nine counts, row by row, into a table.
func pairs(counts []float64) (p rollcall.Pairs) {
	for k, n := range counts {
		p[k/3][k%3] = n
	}
	return p
}

// TestReferenceTables counts the tables anew.
func TestReferenceTables(t *testing.T) {
	r := assembly(t)
	text := "first,second,session,yy,ya,yn,ay,aa,an,ny,na,nn\n"
	for _, dyad := range dyads {
		var first, second string
		var session int
		if _, err := fmt.Sscan(dyad, &first, &second, &session); err != nil {
			t.Fatal(err)
		}
		i, known := r.State(first)
		j, too := r.State(second)
		if !known || !too {
			t.Fatalf("%s: no such states", dyad)
		}
		p := r.Pairs(i, j, r.Session(session))
		text += fmt.Sprintf("%s,%s,%d", first, second, session)
		for k := range 9 {
			text += fmt.Sprintf(",%v", p[k/3][k%3])
		}
		text += "\n"
	}
	if *update {
		if err := os.WriteFile(reference+"tables.csv", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(reference + "tables.csv")
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("counted\n%swant\n%s", text, want)
	}
}
