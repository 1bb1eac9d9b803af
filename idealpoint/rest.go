package idealpoint

import (
	"context"
	"math"

	"multivector/chance"
)

// PublishedMode finds in a second or two where the procedure of Published comes to rest, in expectation: what its
// means are near to after a long run. Each sweep there takes the standardised draws theta, where the betas and the
// stored means m stay as they are, and moves the mean of a unit to (q L + A theta + g)/(q + A), where L is the mean
// of the session before, q the precision of the step, A the sum of beta^2 over the votes, and g the gradient of the
// log-likelihood. With m = s theta + c, s and c being what standardising takes out in each sweep, rest is where
//
//	g(theta_t) = s q (theta_t - theta_t-1) + A ((s - 1) theta_t + c).
//
// So the published scale is held by a pull towards -c/(s - 1), the stronger the more a state votes, and nothing in
// later sessions holds a session back: this is where the published points and those of the model as written part.
// The items are as in MAP, the latent positions being integrated out.
func PublishedMode(ctx context.Context, d *Data, anchor [2]string) (*Fit, error) {
	return d.mode(ctx, anchor, func(m *climb) func() {
		r := &rest{climb: m}
		r.lean = d.leans()
		r.gain, r.spare, r.next = make([]float64, len(m.theta)), make([]float64, len(m.theta)), make([]float64, len(m.theta))
		return r.step
	})
}

// rest is the search for the point of rest.
type rest struct {
	*climb
	lean              []lean
	stretch, shift    float64   // s - 1 and c
	next, gain, spare []float64 // by unit: the point after a step, A and A/information
}

func (r *rest) step() {
	r.climbItems()
	chance.Each(len(r.d.paths), func(p int) {
		for _, u := range r.d.paths[p] {
			r.unit(u)
		}
	})
	r.hold()
}

// unit takes a step of Newton in one point as if nothing were standardised, and notes how a pull would move it.
func (r *rest) unit(u int32) {
	x, l := r.theta[u], r.lean[u]
	slope, info := r.d.unitTerms(int(u), r.items, r.spread, x)
	r.gain[u] = 0
	for _, items := range r.d.sidesOf(int(u)) {
		for _, v := range items {
			r.gain[u] += r.items[v].beta*r.items[v].beta + r.spread[v][0]
		}
	}
	q, toward := l.precision, 0.0
	if l.unit >= 0 {
		toward = r.theta[l.unit]
	}
	r.blur[u] = 1 / (q + info)
	information := info + q*(1+r.stretch) + r.gain[u]*r.stretch
	step := (slope - q*(1+r.stretch)*(x-toward)) / information
	r.next[u] = x + max(-1, min(1, step))
	r.spare[u] = r.gain[u] / information
}

// hold finds the stretch and the shift with which the points have mean 0 and, with the variance of their draws,
// variance 1: two linear equations.
func (r *rest) hold() {
	var a, ax, y, yy, ya, yax, blur float64
	for u, x := range r.theta {
		w, n := r.spare[u], r.next[u]
		a += w
		ax += w * x
		y += n
		yy += n * n
		ya += n * w
		yax += n * w * x
		blur += r.blur[u]
	}
	excess := (yy + blur - float64(len(r.theta))) / 2
	det := ax*ya - a*yax
	r.stretch = max(0, (y*ya-a*excess)/det)
	r.shift = (y - ax*r.stretch) / a
	for u, x := range r.theta {
		r.next[u] -= r.spare[u] * (r.stretch*x + r.shift)
	}
	copy(r.theta, r.next)
	mean, sd := moments(r.theta)
	scale := math.Sqrt(sd*sd + blur/float64(len(r.theta)))
	for u, x := range r.theta {
		r.theta[u] = (x - mean) / scale
	}
}
