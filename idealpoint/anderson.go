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
	gram := newSystem(len(a.residuals))
	for i, r := range a.residuals {
		for j := range i + 1 {
			gram.info[i][j] = dot(r, a.residuals[j])
		}
		gram.info[i][i] *= 1 + 1e-8
		gram.slope[i] = dot(r, a.residual)
	}
	if !gram.factor() {
		return nil // the differences are dependent: go on plainly
	}
	gram.forward(gram.slope)
	gram.backward(gram.slope)
	return gram.slope
}

func dot(x, y []float64) (s float64) {
	for i, v := range x {
		s += v * y[i]
	}
	return s
}
