package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	. "multivector/measure"
)

func TestCohesion(t *testing.T) {
	none := math.NaN()
	for _, test := range []struct { // by hand
		tally            Tally
		rice, attina, ai float64
	}{
		{Tally{Yes: 5}, 1, 1, 1},
		{Tally{Yes: 3, No: 2}, .2, .2, .4},
		{Tally{Yes: 3, Abstain: 2}, 1, .2, .4}, // Rice does not see the abstentions
		{Tally{Yes: 2, Abstain: 2, No: 2}, 0, -1. / 3, 0},
		{Tally{Yes: 2, Abstain: 2, No: 1}, 1. / 3, -.2, .1},
		{Tally{Abstain: 3, Silent: 2}, none, 1, 1}, // Central Asia on A/RES/ES-11/1
		{Tally{Silent: 5}, none, none, none},
	} {
		for name, index := range map[string]struct {
			of   func(Tally) (float64, bool)
			want float64
		}{"Rice": {Rice, test.rice}, "Attina": {Attina, test.attina}, "AI": {AI, test.ai}} {
			if got, ok := index.of(test.tally); !near(got, index.want) || ok == math.IsNaN(index.want) {
				t.Errorf("%+v: %s = %v, %v, want %v", test.tally, name, got, ok, index.want)
			}
		}
	}
}

func TestCohesionProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		votes := rapid.IntRange(0, 200)
		tally := Tally{Yes: votes.Draw(rt, "yes"), Abstain: votes.Draw(rt, "abstain"), No: votes.Draw(rt, "no")}
		turned := Tally{Yes: tally.Abstain, Abstain: tally.No, No: tally.Yes, Silent: 3}
		ai, ok := AI(tally)
		if ok != (tally.Cast() > 0) || ok && (ai < 0 || ai > 1) {
			rt.Fatalf("AI = %v, %v", ai, ok)
		}
		if v, _ := AI(turned); ok && v != ai {
			rt.Fatalf("AI = %v, with the answers exchanged %v", ai, v)
		}
		if ia, _ := Attina(tally); ok && !near(ai, (3*ia+1)/4) {
			rt.Fatalf("AI = %v, IA = %v: AI is (3 IA + 1) / 4", ai, ia)
		}
		rice, ok := Rice(tally)
		if ok != (tally.Yes+tally.No > 0) || ok && (rice < 0 || rice > 1) {
			rt.Fatalf("Rice = %v, %v", rice, ok)
		}
		if v, _ := Rice(Tally{Yes: tally.No, No: tally.Yes}); ok && v != rice {
			rt.Fatalf("Rice = %v, with yes and no exchanged %v", rice, v)
		}
	})
}
