package idealpoint

import "math"

// parameters are those of an item: Pr(yes) = Phi(low - beta theta) and Pr(no) = Phi(beta theta - high), an
// abstention being what lies between (Johnson and Albert 1999, ch. 4, doi:10.1007/b98832). Where two of the
// choices alone were made on an item, low and high are one and part the two: where the third would begin the votes
// do not say.
type parameters struct{ beta, low, high float64 }

// outer is the term of a yes, where x = low - beta theta, or of a no, where x = beta theta - high: log Phi(x),
// its derivative and, with the sign changed, its second derivative.
func outer(x float64) (value, slope, bend float64) {
	value, slope = logPhiSlope(x)
	return value, slope, slope * (slope + x)
}

// inner is the term of an abstention, where a = low - beta theta and b = high - beta theta: the difference
// Phi(b) - Phi(a), and phi(a) and phi(b) divided by it. Both are taken in the lower tail, where nothing cancels;
// share is log Phi there, of which the difference is the part rest.
func inner(a, b float64) (share, rest, pa, pb float64) {
	if a+b > 0 {
		share, rest, pb, pa = innerLow(-b, -a)
		return share, rest, pa, pb
	}
	return innerLow(a, b)
}

func innerLow(a, b float64) (share, rest, pa, pb float64) {
	la, sa := logPhiSlope(a)
	lb, sb := logPhiSlope(b)
	ratio := exp(la - lb)
	rest = max(1-ratio, 1e-15)
	return lb, rest, sa * ratio / rest, sb / rest
}

// apart gives what inner gives of the difference Phi(b) - Phi(a) alone.
func apart(a, b float64) (share, rest float64) {
	if a+b > 0 {
		a, b = -b, -a
	}
	share = logPhi(b)
	return share, max(1-exp(logPhi(a)-share), 1e-15)
}

// itemTerms is the gradient of the log-likelihood of the votes on an item in beta, low and high, and its information
// (the Hessian with the sign changed) as beta beta, beta low, beta high, low low, low high, high high.
type itemTerms struct {
	slope [3]float64
	info  [6]float64
}

func (d *Data) itemTerms(v int, theta, spread []float64, p parameters) (t itemTerms) {
	side := d.sides(v)
	var s, st, h, ht, htt, blur float64
	for _, u := range side[Yes] {
		x := theta[u]
		_, slope, bend := outer(p.low - p.beta*x)
		s += slope
		st += slope * x
		h += bend
		ht += bend * x
		htt += bend * x * x
		blur += bend * spread[u]
	}
	t.slope = [3]float64{-st, s, 0}
	t.info = [6]float64{htt, -ht, 0, h, 0, 0}
	s, st, h, ht, htt = 0, 0, 0, 0, 0
	for _, u := range side[No] {
		x := theta[u]
		_, slope, bend := outer(p.beta*x - p.high)
		s += slope
		st += slope * x
		h += bend
		ht += bend * x
		htt += bend * x * x
		blur += bend * spread[u]
	}
	t.slope[0] += st
	t.slope[2] -= s
	t.info[0] += htt
	t.info[2] -= ht
	t.info[5] += h
	for _, u := range side[Abstain] {
		x := theta[u]
		a, b := p.low-p.beta*x, p.high-p.beta*x
		_, _, pa, pb := inner(a, b)
		aa, ab, bb := pa*pa-a*pa, -pa*pb, pb*pb+b*pb
		blur += (aa + 2*ab + bb) * spread[u]
		t.slope[0] -= x * (pb - pa)
		t.slope[1] -= pa
		t.slope[2] += pb
		t.info[0] += x * x * (aa + 2*ab + bb)
		t.info[1] -= x * (aa + ab)
		t.info[2] -= x * (ab + bb)
		t.info[3] += aa
		t.info[4] += ab
		t.info[5] += bb
	}
	t.slope[0] -= p.beta * blur
	t.info[0] += blur
	return t
}

// unitTerms is the derivative of the log-likelihood of the votes of a unit in the ideal point and, with the sign
// changed, its second derivative.
func (d *Data) unitTerms(u int, items []parameters, spread [][3]float64, theta float64) (slope, info float64) {
	side := d.sidesOf(u)
	for _, v := range side[Yes] {
		p := &items[v]
		_, s, h := outer(p.low - p.beta*theta)
		v := &spread[v]
		slope -= p.beta*s + h*(theta*v[0]-v[1])
		info += h * (p.beta*p.beta + v[0])
	}
	for _, v := range side[No] {
		p := &items[v]
		_, s, h := outer(p.beta*theta - p.high)
		v := &spread[v]
		slope += p.beta*s - h*(theta*v[0]-v[2])
		info += h * (p.beta*p.beta + v[0])
	}
	for _, v := range side[Abstain] {
		p := &items[v]
		a, b := p.low-p.beta*theta, p.high-p.beta*theta
		_, _, pa, pb := inner(a, b)
		v := &spread[v]
		aa, ab, bb := pa*pa-a*pa, -pa*pb, pb*pb+b*pb
		slope -= p.beta*(pb-pa) + theta*v[0]*(aa+2*ab+bb) - v[1]*(aa+ab) - v[2]*(ab+bb)
		info += (p.beta*p.beta + v[0]) * (aa + 2*ab + bb)
	}
	return slope, info
}

// itemSlope is the log-likelihood of the votes on an item, the points being known, with its gradient in beta, low and
// high.
func (d *Data) itemSlope(v int, theta []float64, p parameters) (value float64, slope [3]float64) {
	side := d.sides(v)
	for _, u := range side[Yes] {
		x := theta[u]
		l, s := logPhiSlope(p.low - p.beta*x)
		value += l
		slope[0] -= s * x
		slope[1] += s
	}
	for _, u := range side[No] {
		x := theta[u]
		l, s := logPhiSlope(p.beta*x - p.high)
		value += l
		slope[0] += s * x
		slope[2] -= s
	}
	product := 1.0
	for _, u := range side[Abstain] {
		x := theta[u]
		share, rest, pa, pb := inner(p.low-p.beta*x, p.high-p.beta*x)
		value += share
		if product *= rest; product < 1e-200 {
			value += math.Log(product)
			product = 1
		}
		slope[0] -= (pb - pa) * x
		slope[1] -= pa
		slope[2] += pb
	}
	return value + math.Log(product), slope
}

// unitSlope is the log-likelihood of the votes of a unit, the items being known, with its derivative in the point.
func (d *Data) unitSlope(u int32, items []parameters, theta float64) (value, slope float64) {
	side := d.sidesOf(int(u))
	for _, v := range side[Yes] {
		p := &items[v]
		l, s := logPhiSlope(p.low - p.beta*theta)
		value += l
		slope -= p.beta * s
	}
	for _, v := range side[No] {
		p := &items[v]
		l, s := logPhiSlope(p.beta*theta - p.high)
		value += l
		slope += p.beta * s
	}
	product := 1.0
	for _, v := range side[Abstain] {
		p := &items[v]
		share, rest, pa, pb := inner(p.low-p.beta*theta, p.high-p.beta*theta)
		value += share
		if product *= rest; product < 1e-200 {
			value += math.Log(product)
			product = 1
		}
		slope -= p.beta * (pb - pa)
	}
	return value + math.Log(product), slope
}
