package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
)

// The values of methods.md, section 3 of the design, computed there by another program, to three places.
func TestExpectedByLuck(t *testing.T) {
	uniform, assembly, contested := [3]float64{1, 1, 1}, [3]float64{.80, .14, .06}, [3]float64{.45, .35, .20}
	for _, test := range []struct {
		n        int
		shares   [3]float64
		ai, rice float64
	}{
		{5, uniform, .333, .463},
		{5, assembly, .710, .863},
		{5, contested, .375, .556},
		{27, uniform, .143, .189},
		{27, assembly, .700, .860},
		{27, contested, .221, .394},
	} {
		if got := ExpectedAI(test.n, test.shares); math.Abs(got-test.ai) > .0005 {
			t.Errorf("n = %d, %v: E[AI] = %.4f, want %.3f", test.n, test.shares, got, test.ai)
		}
		if got, ok := ExpectedRice(test.n, test.shares); !ok || math.Abs(got-test.rice) > .0005 {
			t.Errorf("n = %d, %v: E[Rice] = %.4f, want %.3f", test.n, test.shares, got, test.rice)
		}
	}
}

func TestExpectedOfNothing(t *testing.T) {
	for _, test := range []struct {
		name     string
		n        int
		shares   [3]float64
		ai, rice float64
	}{
		{"nobody", 0, [3]float64{1, 1, 1}, math.NaN(), math.NaN()},
		{"less than nobody", -1, [3]float64{1, 1, 1}, math.NaN(), math.NaN()},
		{"no world", 5, [3]float64{}, math.NaN(), math.NaN()},
		{"shares that are none", 5, [3]float64{2, -1, 0}, math.NaN(), math.NaN()},
		{"shares not known", 5, [3]float64{math.NaN(), 1, 0}, math.NaN(), math.NaN()},
		{"a world that abstains", 5, [3]float64{0, 1, 0}, 1, math.NaN()},
		{"a world that says yes", 5, [3]float64{1, 0, 0}, 1, 1},
		{"a group of one", 1, [3]float64{.5, .3, .2}, 1, 1},
	} {
		rice, ok := ExpectedRice(test.n, test.shares)
		if ai := ExpectedAI(test.n, test.shares); !near(ai, test.ai) || !near(rice, test.rice) || ok == math.IsNaN(test.rice) {
			t.Errorf("%s: E[AI] = %v, E[Rice] = %v, %v", test.name, ai, rice, ok)
		}
	}
}

// TestExpectedVoterByVoter goes through all 3^n ways in which n named states can vote, one after another.
func TestExpectedVoterByVoter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "n")
		var shares [3]float64
		for a := range shares {
			shares[a] = float64(rapid.IntRange(0, 10).Draw(rt, "share"))
		}
		total := shares[0] + shares[1] + shares[2]
		var meanAI, meanRice, sided float64
		var vote func(voters int, tally Tally, probability float64)
		vote = func(voters int, tally Tally, probability float64) {
			if voters == n {
				ai, _ := AI(tally)
				meanAI += probability * ai
				if rice, ok := Rice(tally); ok {
					meanRice += probability * rice
					sided += probability
				}
				return
			}
			for a, more := range []Tally{{Yes: 1}, {Abstain: 1}, {No: 1}} {
				vote(voters+1, Tally{Yes: tally.Yes + more.Yes, Abstain: tally.Abstain + more.Abstain, No: tally.No + more.No}, probability*shares[a]/total)
			}
		}
		vote(0, Tally{}, 1)
		if got := ExpectedAI(n, shares); !near(got, meanAI) {
			rt.Fatalf("E[AI] = %v, voter by voter %v", got, meanAI)
		}
		if got, _ := ExpectedRice(n, shares); !near(got, meanRice/sided) {
			rt.Fatalf("E[Rice] = %v, voter by voter %v", got, meanRice/sided)
		}
	})
}

func TestExpectedProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(rt, "n")
		share := rapid.Float64Range(1e-6, 1)
		p := [3]float64{share.Draw(rt, "yes"), share.Draw(rt, "abstain"), share.Draw(rt, "no")}
		ai := ExpectedAI(n, p)
		if ai < 0 || ai > 1+tiny {
			rt.Fatalf("E[AI] = %v", ai)
		}
		if other := ExpectedAI(n, [3]float64{p[2], p[0], p[1]}); math.Abs(ai-other) > 1e-9 {
			rt.Fatalf("E[AI] = %v, with the answers exchanged %v", ai, other)
		}
		// No group that votes by chance looks less united than the world it is drawn from, Jensen's
		// inequality: AI is convex in the shares.
		total := p[0] + p[1] + p[2]
		if world := (3*max(p[0], p[1], p[2])/total - 1) / 2; ai < world-1e-9 {
			rt.Fatalf("E[AI] = %v below the world's %v", ai, world)
		}
		if rice, ok := ExpectedRice(n, p); !ok || rice < 0 || rice > 1+tiny {
			rt.Fatalf("E[Rice] = %v, %v", rice, ok)
		}
	})
}

// BenchmarkExpectedAI is the luck of the European Union in one roll call.
func BenchmarkExpectedAI(b *testing.B) {
	for b.Loop() {
		ExpectedAI(27, [3]float64{.80, .14, .06})
	}
}
