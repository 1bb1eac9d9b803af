package idealpoint

import "math"

// system is a slope and the information with it, a symmetric positive definite matrix of any size; after factor its
// Cholesky factor L stands in the lower triangle.
type system struct {
	slope []float64
	info  [][]float64
}

func newSystem(n int) *system {
	s := &system{make([]float64, n), make([][]float64, n)}
	for i := range s.info {
		s.info[i] = make([]float64, n)
	}
	return s
}

func (s *system) clear() {
	clear(s.slope)
	for _, row := range s.info {
		clear(row)
	}
}

// factor replaces the matrix by its factor; false where it is not positive definite.
func (s *system) factor() bool {
	for i, row := range s.info {
		for j := range i {
			row[j] = (row[j] - dot(row[:j], s.info[j][:j])) / s.info[j][j]
		}
		square := row[i] - dot(row[:i], row[:i])
		if !(square > 0) {
			return false
		}
		row[i] = math.Sqrt(square)
	}
	return true
}

// determinant is the logarithm of the determinant of L.
func (s *system) determinant() (sum float64) {
	for i := range s.info {
		sum += math.Log(s.info[i][i])
	}
	return sum
}

// forward solves L y = x in place, and backward L' y = x.
func (s *system) forward(x []float64) {
	for i, row := range s.info {
		x[i] = (x[i] - dot(row[:i], x[:i])) / row[i]
	}
}

func (s *system) backward(x []float64) {
	for i := len(x) - 1; i >= 0; i-- {
		x[i] /= s.info[i][i]
		for j, l := range s.info[i][:i] {
			x[j] -= l * x[i]
		}
	}
}

// square is the square of the length of L' x.
func (s *system) square(x []float64) (sum float64) {
	for i := range x {
		y := 0.0
		for k := i; k < len(x); k++ {
			y += s.info[k][i] * x[k]
		}
		sum += y * y
	}
	return sum
}
