package idealpoint

import "math"

// prior is the prior of the points: a random walk on a scale. The steps of a state have the variance S w for each
// session that passes, where w = n/(n + m) is the part of a session's own votes in those of both (Martin and Quinn
// 2002, doi:10.1093/pan/10.2.134; the weights are those of Bailey, Strezhnev and Voeten 2017,
// doi:10.1177/0022002715595700); sessions that a state missed widen the step.
//
// A walk alone is a field without level or size (Rue and Held 2005, ch. 3, doi:10.1201/9780203492024), and left to the
// betas and to volume the size of whole sessions wanders far. So each point is also tethered to 0, in proportion to
// its votes, as in a g-prior (Zellner 1986): points that many votes speak of and points that few do are then drawn in
// by the same part, which standardising gives back. With half as much again as 1 for a point of mean votes, the points
// of the General Assembly have by themselves the variance 1 that estimates are given with.
type prior struct {
	step   []float64 // by unit, the precision of the step from the one before it, 0 for the first of its state
	tether []float64 // by unit
}

const (
	smoothing = .5  // S
	tether    = 1.5 // of a point of mean votes
)

func (d *Data) prior() prior {
	p := prior{make([]float64, len(d.Units)), make([]float64, len(d.Units))}
	mean := float64(d.Votes()) / float64(len(d.Units))
	for i, u := range d.Units {
		p.tether[i] = tether * float64(u.Votes) / mean
	}
	for _, path := range d.paths {
		for i := 1; i < len(path); i++ {
			u, before := d.Units[path[i]], d.Units[path[i-1]]
			w := float64(u.Votes) / float64(u.Votes+before.Votes)
			p.step[path[i]] = 1 / (smoothing * w * float64(u.Session-before.Session))
		}
	}
	return p
}

// band is a symmetric positive definite tridiagonal matrix, and after factor its Cholesky factor: the diagonal,
// and what stands below it.
type band struct{ diagonal, below []float64 }

func newBand(n int) band { return band{make([]float64, n), make([]float64, n)} }

// set makes it the prior precision of the units from..to of a path, those just outside being fixed.
func (b band) set(path []int32, p prior, from, to int) {
	for i := from; i < to; i++ {
		b.diagonal[i-from] = p.tether[path[i]] + p.step[path[i]]
		if i+1 < len(path) {
			b.diagonal[i-from] += p.step[path[i+1]]
			b.below[i-from] = -p.step[path[i+1]]
		}
	}
}

// factor replaces the matrix of n rows by its Cholesky factor L, the matrix being L L'. The diagonal must be
// positive throughout; false where the matrix is not positive definite.
func (b band) factor(n int) bool {
	for i := range n {
		if i > 0 {
			b.diagonal[i] -= b.below[i-1] * b.below[i-1]
		}
		if !(b.diagonal[i] > 0) {
			return false
		}
		b.diagonal[i] = math.Sqrt(b.diagonal[i])
		b.below[i] /= b.diagonal[i]
	}
	return true
}

// forward solves L y = x in place, and backward L' y = x.
func (b band) forward(x []float64) {
	for i := range x {
		if i > 0 {
			x[i] -= b.below[i-1] * x[i-1]
		}
		x[i] /= b.diagonal[i]
	}
}

func (b band) backward(x []float64) {
	for i := len(x) - 1; i >= 0; i-- {
		if i+1 < len(x) {
			x[i] -= b.below[i] * x[i+1]
		}
		x[i] /= b.diagonal[i]
	}
}

// variances gives the diagonal of the inverse, by the recursion of Takahashi for the entries of an inverse within
// the band (Rue and Martino 2007, doi:10.1016/j.jspi.2006.07.016).
func (b band) variances(to []float64) {
	for i := len(to) - 1; i >= 0; i-- {
		d := b.diagonal[i]
		to[i] = 1 / (d * d)
		if i+1 < len(to) {
			r := b.below[i] / d
			to[i] += r * r * to[i+1]
		}
	}
}
