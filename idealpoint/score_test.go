package idealpoint_test

import (
	"context"
	"math"
	"testing"

	"multivector/idealpoint"
)

// Two forecasts worked by hand.
func TestScore(t *testing.T) {
	s := idealpoint.Score(
		[]idealpoint.Question{{Choice: idealpoint.Yes}, {Choice: idealpoint.No}},
		[]idealpoint.Forecast{{.5, .3, .2}, {.1, .6, .3}})
	if want := (math.Ln2 - math.Log(.3)) / 2; math.Abs(s.Log-want) > 1e-15 {
		t.Errorf("log score %v, want %v", s.Log, want)
	}
	if want := ((.25+.04)/2 + (.01+.49)/2) / 2; math.Abs(s.RPS-want) > 1e-15 {
		t.Errorf("ranked probability score %v, want %v", s.RPS, want)
	}
	if want := (math.Ln2 - math.Log(.9)) / 2; math.Abs(s.YesOrNot-want) > 1e-15 {
		t.Errorf("log score of yes or not %v, want %v", s.YesOrNot, want)
	}
	if b := s.Calibration[5]; b.N != 1 || b.Forecast != .5 || b.Is != 1 || !(b.Low > 0 && b.High == 1) {
		t.Errorf("bin %+v", b)
	}
}

// A tenth of the votes to session 74 is held out. The other forecasts know half of what there is to know each.
func TestHeldOutVotesAreForetold(t *testing.T) {
	votes, repeats := wholeAssembly(t)
	shown, held := votes.Hold(1, .1)
	d, err := idealpoint.Arrange(shown, repeats, func(s idealpoint.State, c idealpoint.Call) bool {
		return c.Session <= 74 && idealpoint.Assembly(s, c)
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := idealpoint.MAP(context.Background(), d, [2]string{"USA", "RUS"})
	if err != nil {
		t.Fatal(err)
	}
	asked := d.Questions(votes, held)
	ours := idealpoint.Score(asked, m.Forecasts(asked))
	habit := idealpoint.Score(asked, d.Habit(asked))
	majority := idealpoint.Score(asked, d.Majority(asked))
	t.Logf("%d votes: log score %.4f, habit %.4f, majority %.4f; RPS %.4f, %.4f, %.4f; calibration %+v",
		ours.N, ours.Log, habit.Log, majority.Log, ours.RPS, habit.RPS, majority.RPS, ours.Calibration)
	if !(ours.Log < .6*min(habit.Log, majority.Log) && ours.RPS < .6*min(habit.RPS, majority.RPS)) {
		t.Errorf("%+v", ours)
	}
	for _, b := range ours.Calibration {
		if b.N > 1000 && math.Abs(b.Forecast-b.Is) > .1 {
			t.Errorf("calibration %+v", b)
		}
	}
}
