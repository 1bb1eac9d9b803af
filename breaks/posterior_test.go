package breaks

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// segmentations sums over all ways to cut n points what f makes of the product of their probabilities.
func segmentations(m Model, h Hazard, n int, finished bool, f func(cuts uint, p float64)) {
	for cuts := range uint(1) << (n - 1) { // bit i is a break at i+1
		log, from := 0.0, 0
		for to := 1; to <= n; to++ {
			last := to == n
			if !last && cuts>>(to-1)&1 == 0 {
				continue
			}
			log += m.Log(from, to)
			for d := 1; d < to-from; d++ {
				log += math.Log1p(-h(d))
			}
			if !last || finished {
				log += math.Log(h(to - from))
			}
			from = to
		}
		f(cuts, math.Exp(log))
	}
}

func drawModel(t *rapid.T) Model {
	n := rapid.IntRange(1, 9).Draw(t, "points")
	values := rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "values")
	events, votes := make([]float64, n), make([][]float64, n)
	for i, v := range values {
		events[i] = math.Floor(v + 3)
		votes[i] = []float64{math.Floor(3 + v), 3 - v, 1}
	}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return DirichletMultinomial(votes, []float64{1, 2, 0.5})
	case 1:
		return GammaPoisson(events, 2, 0.7)
	case 2:
		return NormalKnown(values, repeat(0.8, n), 0.3, 2)
	}
	return NormalGamma(values, 0.1, 0.4, 1.5, 0.9)
}

func TestProbabilitiesAreThoseOfAllSegmentations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		n := m.Len()
		h := Constant(rapid.Float64Range(0.01, 0.9).Draw(t, "hazard"), rapid.IntRange(1, 4).Draw(t, "minimum segment"))
		p := Probability(m, h)
		at := make([]float64, n)
		none, total, expected := 0.0, 0.0, 0.0
		segmentations(m, h, n, false, func(cuts uint, v float64) {
			total += v
			at[0] += v
			for i := 1; i < n; i++ {
				if cuts>>(i-1)&1 == 1 {
					at[i] += v
				}
			}
			if cuts == 0 {
				none += v
			}
			expected += v * float64(bits.OnesCount(cuts))
		})
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-9 {
				t.Fatalf("%s is %g, want %g", what, got, want)
			}
		}
		for i := range n {
			near("a break", p.At[i], at[i]/total)
		}
		near("none", p.None, none/total)
		near("the number to expect", p.Expected(), expected/total)
	})
}

func TestRunLengthsKnowNothingOfWhatComesLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		n := m.Len()
		h := Constant(rapid.Float64Range(0.01, 0.9).Draw(t, "hazard"), 1)
		known := rapid.IntRange(1, n).Draw(t, "known")
		run := Probability(m, h).Run(known)
		// By all segmentations of the points known alone: the last segment goes on, or ends with the last of them.
		want, total := make([]float64, known+1), 0.0
		segmentations(m, h, known, true, func(_ uint, v float64) { want[0] += v })
		segmentations(m, h, known, false, func(cuts uint, v float64) {
			length := known - bits.Len(cuts)
			want[length] += v * (1 - h(length))
		})
		for _, v := range want {
			total += v
		}
		for length, v := range run {
			if math.Abs(v-want[length]/total) > 1e-9 {
				t.Fatalf("a run of %d has probability %g, want %g", length, v, want[length]/total)
			}
		}
	})
}

// What a segment's points say together is what each says after those before it: the marginal of one point
// must add up to 1, or the models could not be compared with one another.
func TestMarginalsOfOnePointAddUpToOne(t *testing.T) {
	sum := 0.0
	for x := range 200 { // the counts leave out ln x!, as the comment of Model says
		sum += math.Exp(GammaPoisson([]float64{float64(x)}, 2, 0.7).Log(0, 1) - logGamma(float64(x)+1))
	}
	votes := 0.0
	for x := range 8 {
		ways := math.Exp(logGamma(8) - logGamma(float64(x)+1) - logGamma(8-float64(x)))
		votes += ways * math.Exp(DirichletMultinomial([][]float64{{float64(x), 7 - float64(x)}}, []float64{0.6, 2}).Log(0, 1))
	}
	known, unknown := 0.0, 0.0
	const step = 0.01
	for x := -400.0; x < 400; x += step {
		known += step * math.Exp(NormalKnown([]float64{x}, []float64{2}, 1, 3).Log(0, 1))
		unknown += step * math.Exp(NormalGamma([]float64{x}, 1, 0.5, 2, 1.5).Log(0, 1))
	}
	for name, v := range map[string]float64{"gamma-Poisson": sum, "Dirichlet-multinomial": votes, "normal": known, "normal-gamma": unknown} {
		if math.Abs(v-1) > 1e-5 {
			t.Errorf("the %s marginal adds up to %.8g", name, v)
		}
	}
}
