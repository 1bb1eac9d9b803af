package idealpoint

import "math"

// lower3 is the Cholesky factor L of a symmetric matrix of three, which is L L'.
type lower3 [3][3]float64

func cholesky3(h [3][3]float64) (l lower3, ok bool) {
	for i := range 3 {
		for j := range i + 1 {
			s := h[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i > j {
				l[i][j] = s / l[j][j]
			} else if !(s > 0) {
				return l, false
			} else {
				l[i][i] = math.Sqrt(s)
			}
		}
	}
	return l, true
}

// solve solves L L' y = x.
func (l *lower3) solve(x [3]float64) [3]float64 {
	return l.backward(l.forward(x))
}

// forward solves L y = x.
func (l *lower3) forward(x [3]float64) [3]float64 {
	for i := range 3 {
		for k := range i {
			x[i] -= l[i][k] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}

// backward solves L' y = x.
func (l *lower3) backward(x [3]float64) [3]float64 {
	for i := 2; i >= 0; i-- {
		for k := i + 1; k < 3; k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}

// matrix is the information as a matrix.
func (t *itemTerms) matrix() [3][3]float64 {
	i := &t.info
	return [3][3]float64{{i[0], i[1], i[2]}, {i[1], i[3], i[4]}, {i[2], i[4], i[5]}}
}
