package idealpoint_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"multivector/idealpoint"
)

func TestSampleIsNearThePublished(t *testing.T) {
	d := to74(t)
	set := idealpoint.Settings{Seed: 1, Chains: whole("IDEALPOINT_CHAINS", 2), Burn: whole("IDEALPOINT_BURN", 15), Sweeps: whole("IDEALPOINT_SWEEPS", 30), Thin: whole("IDEALPOINT_THIN", 1), Anchor: [2]string{"USA", "RUS"}}
	before := cpu()
	draws, err := idealpoint.Sample(context.Background(), d, set)
	if err != nil {
		t.Fatal(err)
	}
	used := cpu() - before
	a := compare(t, d, draws.Mean())
	t.Logf("%d chains of %d + %d sweeps: %+v, accepted %.3v, %.1f CPU-ms a sweep", set.Chains, set.Burn, set.Sweeps, a, draws.Accept,
		float64(used.Microseconds())/1000/float64(set.Burn+set.Sweeps)/float64(set.Chains))
	diagnose := cpu()
	if a.r < .975 {
		t.Errorf("%+v", a)
	}
	m, err := idealpoint.MAP(t.Context(), d, set.Anchor)
	if err != nil {
		t.Fatal(err)
	}
	same := correlation(m.Points, draws.Mean())
	t.Logf("correlation with the mode %.5f", same)
	if same < .99 {
		t.Errorf("the mode and the draws disagree: %v", same)
	}
	t.Logf("%s in %.1f CPU-s, diagnosed in %.1f", summary(draws.Diagnose()), used.Seconds(), (cpu() - diagnose).Seconds())
}

// summary is what the diagnoses of all state-sessions say together.
func summary(all []idealpoint.Diagnosis) string {
	var rhat, bulk, tail []float64
	mixed, enough := 0, 0
	for _, d := range all {
		rhat, bulk, tail = append(rhat, d.Rhat), append(bulk, d.Bulk), append(tail, d.Tail)
		if d.Rhat < 1.01 {
			mixed++
		}
		if d.Bulk >= 400 {
			enough++
		}
	}
	slices.Sort(rhat)
	slices.Sort(bulk)
	slices.Sort(tail)
	n := len(all)
	return fmt.Sprintf("R-hat median %.4f, 99%% below %.4f, %.1f%% below 1.01; bulk ESS median %.0f, 5%% below %.0f, least %.0f, %.1f%% at least 400; tail ESS median %.0f, 5%% below %.0f",
		rhat[n/2], rhat[n*99/100], 100*float64(mixed)/float64(n), bulk[n/2], bulk[n/20], bulk[0], 100*float64(enough)/float64(n), tail[n/2], tail[n/20])
}
