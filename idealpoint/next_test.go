package idealpoint_test

import (
	"context"
	"math"
	"testing"

	"multivector/idealpoint"
)

// trials is what the votes of the Assembly to a session are tried with.
func trials(tb testing.TB) idealpoint.Held {
	votes, repeats := wholeAssembly(tb)
	anchor := [2]string{"USA", "RUS"}
	return idealpoint.Held{
		Votes: votes, Repeats: repeats, Keep: idealpoint.Assembly, Kinds: assembly.issues, Recent: 5, Anchor: anchor,
		Fit: func(ctx context.Context, d *idealpoint.Data, _ []idealpoint.Question) (*idealpoint.Fit, *idealpoint.Draws, error) {
			m, err := idealpoint.MAP(ctx, d, anchor)
			return m, nil, err
		},
	}
}

// better holds that the first way, the model, has the best log score, of the votes and of votes and silences, and a ranked
// probability score that is worse by no more than one in a hundred, and says what each scores.
func better(t *testing.T, trial *idealpoint.Trial, what string) {
	t.Helper()
	t.Logf("%s: %d, %d on questions put before, %d left out", what, len(trial.Done), trial.Again, trial.Passed)
	var ours idealpoint.Scores
	var together float64
	for i, w := range trial.Ways {
		s, all := trial.Score(w)
		t.Logf("%s, %s: log score %.4f, RPS %.4f, yes or not %.4f, with silence %.4f", what, w.Name, s.Log, s.RPS, s.YesOrNot, all)
		if i == 0 {
			ours, together = s, all
			t.Logf("%s: calibration %.3v", what, s.Calibration)
		} else if !(ours.Log < s.Log && together < all && ours.RPS < 1.01*s.RPS) {
			t.Errorf("%s: the model is no better than %s", what, w.Name)
		}
		for _, o := range w.Said {
			if sum := o[0] + o[1] + o[2] + o[3]; math.Abs(sum-1) > 1e-9 {
				t.Fatalf("%s, %s: %v adds up to %v", what, w.Name, o, sum)
			}
		}
	}
}

// A session is foretold from the sessions before it. The list of repeated questions ends with session 74.
func TestTheLastSessionIsForetold(t *testing.T) {
	for _, session := range []int{74, 78} {
		trial, err := trials(t).LastSession(t.Context(), session)
		if err != nil {
			t.Fatal(err)
		}
		better(t, trial, map[int]string{74: "session 74", 78: "session 78"}[session])
		if len(trial.Done) < 5000 {
			t.Errorf("%d votes", len(trial.Done))
		}
	}
}

// A twentieth of all votes is foretold from the others.
func TestVotesAtRandomAreForetold(t *testing.T) {
	trial, err := trials(t).AtRandom(t.Context(), 1, .05)
	if err != nil {
		t.Fatal(err)
	}
	better(t, trial, "at random")
}
