package bargain

import "math"

// power is x^y for 0 <= x <= 1 and y near 1, rounded to the nearest float64 but for one in millions: the libraries of the
// other programs are nearly as exact, and an offer may hang on the last bit. It is the exponential of y log x in
// pairs of float64 (Dekker 1971, doi:10.1007/BF01397083).
func power(x, y float64) float64 {
	if x == 0 || x == 1 || y == 1 {
		return x
	}
	log := math.Log(x)
	// One step of Newton doubles the digits of the logarithm: log x = l + log(x exp(-l)), of which the last is tiny.
	rest := exponential(pair{-log, 0}).times(pair{x, 0}).plus(pair{-1, 0})
	e := exponential(pair{log, 0}.plus(rest).times(pair{y, 0}))
	return e.high + e.low
}

// pair is a number as the sum of two, the second below half a last place of the first.
type pair struct{ high, low float64 }

func (a pair) plus(b pair) pair {
	s := a.high + b.high
	v := s - a.high
	low := (a.high - (s - v)) + (b.high - v) + a.low + b.low
	return normal(s, low)
}

func (a pair) times(b pair) pair {
	p := a.high * b.high
	low := math.FMA(a.high, b.high, -p) + (a.high*b.low + a.low*b.high)
	return normal(p, low)
}

func normal(high, low float64) pair {
	s := high + low
	return pair{s, low - (s - high)}
}

// exponential takes the power of two out, makes the series of what is left over a half thousandth of it, and
// squares that nine times.
func exponential(a pair) pair {
	const ln2High, ln2Low = 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56
	k := math.Round(a.high / math.Ln2)
	r := a.plus(pair{ln2High, ln2Low}.times(pair{-k, 0}))
	r.high, r.low = r.high/512, r.low/512
	sum := pair{1, 0}
	for n := 9.0; n >= 1; n-- { // Horner: 1 + r(1 + r/2(1 + r/3(...)))
		q := r.high / n
		part := normal(q, (math.FMA(-q, n, r.high)+r.low)/n)
		sum = sum.times(part).plus(pair{1, 0})
	}
	for range 9 {
		sum = sum.times(sum)
	}
	return pair{math.Ldexp(sum.high, int(k)), math.Ldexp(sum.low, int(k))}
}
