package idealpoint

import (
	"math"
	"slices"
)

// anderson combines the last iterates so that the residuals of their combination are least (type II of Walker and
// Ni 2011, doi:10.1137/10078356X). Where the residual grows the memory is dropped.
type anderson struct {
	depth             int
	points, residuals [][]float64 // differences, the latest last
	point, residual   []float64
	norm              float64
}

func newAnderson(n, depth int) *anderson {
	return &anderson{depth: depth, point: make([]float64, n), residual: make([]float64, n), norm: math.Inf(1)}
}

// next takes an iterate and where the iteration led from it, and gives where to go on.
func (a *anderson) next(before, after []float64) []float64 {
	residual, norm := make([]float64, len(before)), 0.0
	for i := range residual {
		residual[i] = after[i] - before[i]
		norm += residual[i] * residual[i]
	}
	if norm > 4*a.norm {
		a.points, a.residuals = nil, nil
	} else if !math.IsInf(a.norm, 1) {
		dp, dr := make([]float64, len(before)), make([]float64, len(before))
		for i := range dp {
			dp[i], dr[i] = after[i]-a.point[i], residual[i]-a.residual[i]
		}
		a.points, a.residuals = append(a.points, dp), append(a.residuals, dr)
		if len(a.points) > a.depth {
			a.points, a.residuals = a.points[1:], a.residuals[1:]
		}
	}
	a.norm, a.point, a.residual = norm, after, residual
	to := slices.Clone(after)
	for k, w := range a.weights() {
		for i, x := range a.points[k] {
			to[i] -= w * x
		}
	}
	return to
}

// weights are the least-squares coefficients of the residual in the differences of residuals.
func (a *anderson) weights() []float64 {
	n := len(a.residuals)
	gram, right := make([][]float64, n), make([]float64, n)
	for i := range n {
		gram[i] = make([]float64, n)
		for j := range i + 1 {
			gram[i][j] = dot(a.residuals[i], a.residuals[j])
			gram[j][i] = gram[i][j]
		}
		right[i] = dot(a.residuals[i], a.residual)
	}
	for i := range n {
		gram[i][i] *= 1 + 1e-8
	}
	return solve(gram, right)
}

func dot(x, y []float64) (s float64) {
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

// solve solves a positive definite system by Cholesky's method, in place.
func solve(h [][]float64, x []float64) []float64 {
	n := len(x)
	for i := range n {
		for j := range i + 1 {
			s := h[i][j]
			for k := range j {
				s -= h[i][k] * h[j][k]
			}
			if i == j {
				if s <= 0 {
					return make([]float64, n) // the differences are dependent: go on plainly
				}
				h[i][i] = math.Sqrt(s)
			} else {
				h[i][j] = s / h[j][j]
			}
		}
	}
	for i := range n {
		for k := range i {
			x[i] -= h[i][k] * x[k]
		}
		x[i] /= h[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= h[k][i] * x[k]
		}
		x[i] /= h[i][i]
	}
	return x
}
