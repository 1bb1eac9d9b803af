package idealpoint

import (
	"math"
	"math/rand/v2"
)

// Of the normal distribution the samplers need the logarithm of Phi and its slope, the inverse Mills ratio
// phi/Phi, millions of times in a sweep. Between logPhiLow and logPhiHigh a table serves: polynomials of degree
// five that meet log Phi in the Chebyshev nodes of cells of 1/16. They are within 1e-12 of it, as a test shows,
// so that a likelihood ratio over a thousand votes is right to nine digits.
const (
	logPhiLow   = -18.0
	logPhiHigh  = 9.0 // above it log Phi is less than 2e-19 from zero
	logPhiCells = 16  // in one unit
	logPhiCount = (logPhiHigh - logPhiLow) * logPhiCells
)

var logPhiTable = tabulate()

// tabulate gives the coefficients of each cell in t, which runs from -1/2 to 1/2 over the cell: Newton's divided
// differences in the nodes, multiplied out. The last cell is for what rounding takes to logPhiHigh.
func tabulate() (table [logPhiCount + 1][6]float64) {
	const n = 6
	var node [n]float64
	for i := range node {
		node[i] = math.Cos(math.Pi*(float64(i)+.5)/n) / 2
	}
	for cell := range table {
		var diff [n]float64
		for i, t := range node {
			diff[i] = exactLogPhi(logPhiLow + (float64(cell)+.5+t)/logPhiCells)
		}
		for order := 1; order < n; order++ {
			for i := n - 1; i >= order; i-- {
				diff[i] = (diff[i] - diff[i-1]) / (node[i] - node[i-order])
			}
		}
		var c [n]float64
		for i := n - 1; i >= 0; i-- { // c = c*(t - node) + diff
			for k := n - 1; k > 0; k-- {
				c[k] = c[k-1] - node[i]*c[k]
			}
			c[0] = diff[i] - node[i]*c[0]
		}
		table[cell] = c
	}
	return table
}

// exactLogPhi is log Phi to the precision of float64. In the far tail it is Laplace's asymptotic series
// (Abramowitz and Stegun 1964, 26.2.12).
func exactLogPhi(x float64) float64 {
	switch {
	case x > 0:
		return math.Log1p(-math.Erfc(x/math.Sqrt2) / 2)
	case x > -30:
		return math.Log(math.Erfc(-x/math.Sqrt2) / 2)
	}
	r := 1 / (x * x)
	return -x*x/2 - math.Log(-x) - math.Log(2*math.Pi)/2 + math.Log1p(-r*(1-3*r*(1-5*r*(1-7*r))))
}

// logPhi is log Phi(x).
func logPhi(x float64) float64 {
	if x >= logPhiHigh {
		return 0
	}
	if !(x >= logPhiLow) {
		return exactLogPhi(x)
	}
	u := (x - logPhiLow) * logPhiCells
	cell := int(u)
	t := u - float64(cell) - .5
	c, t2 := &logPhiTable[cell], t*t
	return (c[0] + t*c[1]) + t2*((c[2]+t*c[3])+t2*(c[4]+t*c[5]))
}

// logPhiSlope is log Phi(x) and its derivative, the inverse Mills ratio lambda. The second derivative is
// -lambda (lambda + x).
func logPhiSlope(x float64) (value, slope float64) {
	if x >= logPhiHigh {
		return 0, 0
	}
	if !(x >= logPhiLow) {
		value = exactLogPhi(x)
		return value, math.Exp(-x*x/2-value) / math.Sqrt(2*math.Pi)
	}
	u := (x - logPhiLow) * logPhiCells
	cell := int(u)
	t := u - float64(cell) - .5
	c, t2 := &logPhiTable[cell], t*t
	value = (c[0] + t*c[1]) + t2*((c[2]+t*c[3])+t2*(c[4]+t*c[5]))
	slope = logPhiCells * ((c[1] + 2*t*c[2]) + t2*((3*c[3]+4*t*c[4])+5*t2*c[5]))
	return value, slope
}

// exp is the exponential function of what is not above zero, within 1e-13 of itself: a table of the 64 roots of two
// and a polynomial between them, three times as fast as math.Exp on amd64.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := int(x*(64/math.Ln2) - .5) // rounded, as x is not positive
	r := x - float64(k)*(math.Ln2/64)
	p := 1 + r*(1+r*(1./2+r*(1./6+r*(1./24+r*(1./120)))))
	return math.Float64frombits(math.Float64bits(rootsOfTwo[k&63]*p) + uint64(k>>6)<<52)
}

var rootsOfTwo = func() (roots [64]float64) {
	for i := range roots {
		roots[i] = math.Exp2(float64(i) / 64)
	}
	return roots
}()

// tail draws from a standard normal above a, by rejection from the normal below the split of Geweke (1991) and
// from the shifted exponential of best rate above it (Robert 1995, doi:10.1007/BF00143942).
func tail(rng *rand.Rand, a float64) float64 {
	if a < .45 {
		for {
			if x := rng.NormFloat64(); x > a {
				return x
			}
		}
	}
	rate := (a + math.Sqrt(a*a+4)) / 2
	for {
		x := a + rng.ExpFloat64()/rate
		if d := x - rate; 2*rng.ExpFloat64() > d*d {
			return x
		}
	}
}

// between draws from a standard normal between a and b (Robert 1995, doi:10.1007/BF00143942): from the normal
// where the interval is wide about zero, from the exponential where it reaches far into one tail, and from the
// uniform where it is narrow.
func between(rng *rand.Rand, a, b float64) float64 {
	switch {
	case a > 0:
		root := math.Sqrt(a*a + 4)
		if b > a+2/(a+root)*math.Exp((a*a-a*root)/4+.5) {
			for {
				if x := tail(rng, a); x < b {
					return x
				}
			}
		}
		for {
			x := a + (b-a)*rng.Float64()
			if 2*rng.ExpFloat64() > x*x-a*a {
				return x
			}
		}
	case b < 0:
		return -between(rng, -b, -a)
	case b-a > 2.5066282746310002: // the root of 2 pi
		for {
			if x := rng.NormFloat64(); x > a && x < b {
				return x
			}
		}
	}
	for {
		x := a + (b-a)*rng.Float64()
		if 2*rng.ExpFloat64() > x*x {
			return x
		}
	}
}
