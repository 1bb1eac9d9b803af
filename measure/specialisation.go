package measure

import "math"

// A table of pull has a row for each power and a column for each domain: what the power holds there, not negative.

// Balassa is the revealed advantage of a row in a column (Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x): the
// column's part in the row over its part in the whole table. 1 is as all together, 2 twice as much; NaN where the row
// or the column is empty.
func Balassa(pull [][]float64, row, column int) float64 {
	var inRow, inColumn, all float64
	for i := range pull {
		for j, v := range pull[i] {
			all += v
			if i == row {
				inRow += v
			}
			if j == column {
				inColumn += v
			}
		}
	}
	return pull[row][column] / inRow / (inColumn / all)
}

// Krugman is how differently a row is made up from all others together (Krugman 1991, Geography and Trade): the sum
// over the columns of how far its parts and theirs lie apart, from 0, made up alike, to 2, nothing in common. NaN where
// the row or the others are empty.
func Krugman(pull [][]float64, row int) float64 {
	others := make([]float64, len(pull[row]))
	var mine, theirs float64
	for i := range pull {
		for j, v := range pull[i] {
			if i == row {
				mine += v
			} else {
				others[j] += v
				theirs += v
			}
		}
	}
	sum := 0.0
	for j, v := range pull[row] {
		sum += math.Abs(v/mine - others[j]/theirs)
	}
	return sum
}

// DivisionOfLabour is how much of the question which power it is the domain answers: the mutual information of row and
// column over the entropy of the rows (Gorelick, Bertram, Killeen and Fewell 2004, doi:10.1086/424968), from 0, every
// domain is shared out alike, to 1, each domain is one power's. NaN where there is one power or none.
func DivisionOfLabour(pull [][]float64) float64 {
	all := 0.0
	rows := make([]float64, len(pull))
	var columns []float64
	for i := range pull {
		columns = append(columns, make([]float64, len(pull[i])-len(columns))...)
		for j, v := range pull[i] {
			rows[i] += v
			columns[j] += v
			all += v
		}
	}
	entropy, information := 0.0, 0.0
	for i := range pull {
		if rows[i] > 0 {
			entropy -= rows[i] / all * math.Log(rows[i]/all)
		}
		for j, v := range pull[i] {
			if v > 0 {
				information += v / all * math.Log(v/all/(rows[i]/all*columns[j]/all))
			}
		}
	}
	if entropy == 0 {
		return math.NaN()
	}
	return max(0, information) / entropy // rounding alone takes it below zero
}
