package bargain

import (
	"encoding/csv"
	"fmt"
	"io"
)

// ReadAccommodation reads how far actors come to want what they, or others, have come to: CSV with the columns
// adjusting_actor, reference_actor and weight, pairs that are not listed at 0. A row of the matrix adds up to at most
// 1; what is left of it is how far an actor goes on wanting what it wanted.
func ReadAccommodation(r io.Reader, table Table) ([][]float64, error) {
	t := sheet{csv: csv.NewReader(r)}
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	const right = "its first line would be adjusting_actor,reference_actor,weight"
	if header := t.header(right); header == nil || !t.find(header, right, "adjusting_actor", "reference_actor", "weight") {
		return nil, t.err()
	}
	index := map[string]int{}
	for i, a := range table.Actors {
		index[a.Name] = i
	}
	matrix := grid(len(table.Actors), len(table.Actors))
	listed := map[[2]int]bool{}
	sums := make([]float64, len(table.Actors))
	for t.next() {
		var pair [2]int
		known := true
		for end := range pair {
			i, ok := index[t.text(end)]
			if !ok {
				t.fault(t.columns[end], fmt.Sprintf("%q is no actor of the table", t.text(end)), "a name would be as the table has it")
				known = false
			}
			pair[end] = i
		}
		w, err := parseNumber(t.text(2))
		switch {
		case err != nil:
			t.fault(t.columns[2], err.Error(), "a weight would be from 0 to 1")
		case w < 0 || w > 1:
			t.fault(t.columns[2], fmt.Sprintf("weight %v is out of range", w), "it would be from 0 to 1")
		case !known:
		case listed[pair]:
			t.fault(0, "the pair is listed a second time", "once")
		default:
			listed[pair] = true
			matrix[pair[0]][pair[1]] = w
			if sums[pair[0]] += w; sums[pair[0]] > 1+1e-9 {
				t.fault(t.columns[2], fmt.Sprintf("the weights of %s add up to %.6g", t.text(0), sums[pair[0]]), "together they are at most 1")
			}
		}
	}
	return matrix, t.err()
}
