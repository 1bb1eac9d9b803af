package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
)

func TestSpecialisationByHand(t *testing.T) {
	for _, c := range []struct {
		name                       string
		pull                       [][]float64
		advantage, krugman, divide float64 // of the first row in the first column; of the first row; of all
	}{
		{"each domain is one power's", [][]float64{{1, 0}, {0, 1}}, 2, 2, 1},
		{"all is shared out alike", [][]float64{{.2, .4}, {.1, .2}}, 1, 0, 0},
		// Parts .8 .2 and .2 .8: (.8 / 1) / (1 / 2); .6 + .6; one bit less the entropy of .8 and .2, .721928 bits.
		{"four fifths each", [][]float64{{.8, .2}, {.2, .8}}, 1.6, 1.2, 1 - .7219280948873623},
		{"of three, against the other two together", [][]float64{{1, 0}, {1, 1}, {0, 2}}, 2.5, 1.5, math.NaN()},
	} {
		if got := Balassa(c.pull, 0, 0); !near(got, c.advantage) {
			t.Errorf("%s: advantage %v, want %v", c.name, got, c.advantage)
		}
		if got := Krugman(c.pull, 0); !near(got, c.krugman) {
			t.Errorf("%s: specialisation %v, want %v", c.name, got, c.krugman)
		}
		if got := DivisionOfLabour(c.pull); !math.IsNaN(c.divide) && !near(got, c.divide) {
			t.Errorf("%s: division %v, want %v", c.name, got, c.divide)
		}
	}
	if got := DivisionOfLabour([][]float64{{1, 2}, {0, 0}}); !math.IsNaN(got) {
		t.Errorf("of one power the division is %v", got)
	}
	if got := Krugman([][]float64{{0, 0}, {1, 1}}, 0); !math.IsNaN(got) {
		t.Errorf("of a power that holds nothing the specialisation is %v", got)
	}
}

// Whatever the table: each index keeps its bounds, does not see the unit, and is at rest where all rows are alike.
func TestSpecialisationKeepsItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(2, 5).Draw(t, "rows"), rapid.IntRange(2, 6).Draw(t, "columns")
		pull, scaled, alike := make([][]float64, rows), make([][]float64, rows), make([][]float64, rows)
		for i := range pull {
			pull[i] = rapid.SliceOfN(rapid.Float64Range(.01, 1), columns, columns).Draw(t, "row")
			for j, v := range pull[i] {
				scaled[i] = append(scaled[i], 7*v)
				alike[i] = append(alike[i], pull[0][j]*float64(i+1))
			}
		}
		k, n := Krugman(pull, 0), DivisionOfLabour(pull)
		if k < 0 || k > 2 || n < 0 || n > 1 {
			t.Fatalf("specialisation %v, division %v", k, n)
		}
		if math.Abs(Krugman(scaled, 0)-k) > 1e-12 || math.Abs(DivisionOfLabour(scaled)-n) > 1e-12 || math.Abs(Balassa(scaled, 0, 0)-Balassa(pull, 0, 0)) > 1e-9 {
			t.Fatal("another unit, another index")
		}
		if Krugman(alike, 0) > 1e-12 || DivisionOfLabour(alike) > 1e-12 || math.Abs(Balassa(alike, 0, 0)-1) > 1e-12 {
			t.Fatal("all rows are alike, and an index sees a difference")
		}
	})
}
