package idealpoint_test

import (
	"context"
	"testing"

	"multivector/idealpoint"
)

func TestTheModeIsNearThePublished(t *testing.T) {
	d := to74(t)
	for _, c := range []struct {
		name  string
		find  func(context.Context, *idealpoint.Data, [2]string) (*idealpoint.Fit, error)
		least float64
	}{
		{"the model", idealpoint.MAP, .98},
		{"published", idealpoint.PublishedMode, .985},
	} {
		before := cpu()
		m, err := c.find(t.Context(), d, [2]string{"USA", "RUS"})
		if err != nil {
			t.Fatal(err)
		}
		a := compare(t, d, m.Points)
		t.Logf("%s: %d iterations: %+v, %.2f CPU-s", c.name, m.Iterations, a, (cpu() - before).Seconds())
		if a.r < c.least {
			t.Errorf("%+v", a)
		}
	}
}

// No other program gives a value to compare with: the test holds that the hurdle can be fitted to the whole record.
func TestTheSilencesOfTheAssembly(t *testing.T) {
	votes, _ := wholeAssembly(t)
	d := to74(t)
	m, err := idealpoint.MAP(t.Context(), d, [2]string{"USA", "RUS"})
	if err != nil {
		t.Fatal(err)
	}
	before := cpu()
	s, err := m.Silences(votes)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d silences among %d: c %.4f, standard error %.4f, %.2f CPU-s", s.Silent, s.Asked, s.Distance, s.SE, (cpu() - before).Seconds())
	if s.Silent < 50_000 || !(s.SE > 0 && s.SE < .05) {
		t.Errorf("%d silences, standard error %v", s.Silent, s.SE)
	}
}
