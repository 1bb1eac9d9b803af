package idealpoint

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"multivector/chance"
)

var anchors = [2]string{"AAA", "AAB"} // of simulated worlds

func settings(sweeps int) Settings {
	return Settings{Seed: 5, Chains: 2, Burn: 20, Sweeps: sweeps, Thin: 3, Anchor: anchors}
}

// samplers are the two ways to draw.
var samplers = map[string]func(context.Context, *Data, Settings) (*Draws, error){"published": Published, "joint": Sample}

func TestTheSameDrawsOnAnyNumberOfCores(t *testing.T) {
	d := simulate(1, 0, 25, 4, 12).arrange(t)
	for name, sample := range samplers {
		one, err := sample(t.Context(), d, settings(30))
		if err != nil {
			t.Fatal(err)
		}
		before := runtime.GOMAXPROCS(1)
		other, err := sample(t.Context(), d, settings(30))
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one, other) {
			t.Errorf("%s: the draws depend on the cores", name)
		}
	}
}

func TestARunThatWasStoppedGoesOnAsIfItHadNot(t *testing.T) {
	d := simulate(1, 1, 25, 4, 12).arrange(t)
	for name, sample := range samplers {
		set := settings(300)
		whole, err := sample(t.Context(), d, set)
		if err != nil {
			t.Fatal(err)
		}
		set.Checkpoint = filepath.Join(t.TempDir(), "run")
		ctx, cancel := context.WithCancel(t.Context())
		set.Progress = func(done, of int) {
			if done > of/3 {
				cancel()
			}
		}
		if _, err := sample(ctx, d, set); !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: %v", name, err)
		}
		set.Progress = nil
		again, err := sample(t.Context(), d, set)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(whole, again) {
			t.Errorf("%s: the draws differ from those of a run that was not stopped", name)
		}
		left, err := filepath.Glob(set.Checkpoint + "*")
		if err != nil || len(left) != set.Chains {
			t.Errorf("%s: the files %v are left", name, left)
		}
		set.Seed++
		if _, err := sample(t.Context(), d, set); err == nil {
			t.Errorf("%s: the checkpoint of another seed was taken up", name)
		}
		if err := os.WriteFile(checkpointFile(set.Checkpoint, 0), []byte("no checkpoint"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := sample(t.Context(), d, set); err == nil {
			t.Errorf("%s: a damaged checkpoint was taken up", name)
		}
	}
}

func TestSettingsThatKeepNothingAreRefused(t *testing.T) {
	d := simulate(1, 2, 10, 2, 8).arrange(t)
	for _, change := range []func(*Settings){
		func(s *Settings) { s.Chains = 0 },
		func(s *Settings) { s.Thin = 0 },
		func(s *Settings) { s.Sweeps = 2 },
		func(s *Settings) { s.Anchor[1] = "XYZ" },
	} {
		set := settings(30)
		change(&set)
		if _, err := Sample(t.Context(), d, set); err == nil {
			t.Errorf("%+v was taken", set)
		}
	}
}

// Worlds are made from the model, and the known ideal points counted that lie in their intervals. Three small worlds
// serve here; IDEALPOINT_WORLDS=n asks for n of the size of ten sessions of the Assembly.
func TestIntervalsCoverTheTruth(t *testing.T) {
	worlds, states, sessions, calls := 3, 40, 6, 25
	if n, err := strconv.Atoi(os.Getenv("IDEALPOINT_WORLDS")); err == nil {
		worlds, states, sessions, calls = n, 100, 10, 60
	}
	type count struct {
		n, inside, mode int
		bias            float64
	}
	var all count
	byVotes, byPlace := make(map[int]count), make(map[int]count)
	var order float64
	for i := range worlds {
		w := simulate(11, i, states, sessions, calls)
		d := w.arrange(t)
		truth := w.truth(d)
		set := Settings{Seed: uint64(i), Chains: 2, Burn: 150, Sweeps: 500, Thin: 2, Anchor: anchors}
		draws, err := Sample(t.Context(), d, set)
		if err != nil {
			t.Fatal(err)
		}
		m, err := MAP(t.Context(), d, anchors)
		if err != nil {
			t.Fatal(err)
		}
		for u, e := range draws.Estimates() {
			add := func(c count) count {
				c.n++
				c.bias += (e.Mean - truth[u]) * math.Copysign(1, truth[u])
				if e.Low <= truth[u] && truth[u] <= e.High {
					c.inside++
				}
				if math.Abs(m.Points[u]-truth[u]) < 1.6449*m.SD[u] {
					c.mode++
				}
				return c
			}
			votes, place := d.Units[u].Votes/5*5, int(math.Abs(truth[u]))
			all, byVotes[votes], byPlace[place] = add(all), add(byVotes[votes]), add(byPlace[place])
		}
		order += alike(draws.Mean(), truth) / float64(worlds)
	}
	show := func(what string, c count) {
		n := float64(c.n)
		t.Logf("%s: %d, draws cover %.3f, the mode %.3f, outward bias %.3f", what, c.n, float64(c.inside)/n, float64(c.mode)/n, c.bias/n)
	}
	show("all", all)
	for _, k := range slices.Sorted(maps.Keys(byVotes)) {
		show(fmt.Sprintf("%d votes and more", k), byVotes[k])
	}
	for _, k := range slices.Sorted(maps.Keys(byPlace)) {
		show(fmt.Sprintf("%d and more from the middle", k), byPlace[k])
	}
	t.Logf("correlation %.3f", order)
	if share := float64(all.inside) / float64(all.n); share < .86 || share > .94 || order < .95 {
		t.Errorf("%.3f of the intervals hold the truth, correlation %.3f", share, order)
	}
	if share := float64(all.mode) / float64(all.n); share < .86 || share > .97 {
		t.Errorf("%.3f of the intervals of the mode hold the truth", share)
	}
}

// alike is the correlation of two standardised vectors.
func alike(x, y []float64) float64 {
	x, y = slices.Clone(x), slices.Clone(y)
	standardise(x)
	standardise(y)
	return dot(x, y) / float64(len(x)-1)
}

// An autoregression of coefficient phi has (1 - phi)/(1 + phi) effective draws for each.
func TestDiagnoseAutoregressions(t *testing.T) {
	for i, phi := range []float64{0, .5, .9} {
		chains := make([][]float64, 4)
		rng := chance.Stream(1, "autoregression", i)
		for c := range chains {
			x := rng.NormFloat64() / math.Sqrt(1-phi*phi)
			for range 4000 {
				chains[c] = append(chains[c], x)
				x = phi*x + rng.NormFloat64()
			}
		}
		d := Diagnose(chains)
		if want := 16000 * (1 - phi) / (1 + phi); math.Abs(d.Bulk/want-1) > .15 {
			t.Errorf("phi %v: bulk ESS %.0f, want about %.0f", phi, d.Bulk, want)
		}
		if d.Rhat > 1.01 || !(d.Tail > 400) {
			t.Errorf("phi %v: %+v", phi, d)
		}
		for j := range chains[0] {
			chains[0][j] += 2
		}
		if d := Diagnose(chains); d.Rhat < 1.05 {
			t.Errorf("phi %v: a chain that stands apart passes: %+v", phi, d)
		}
	}
	if d := Diagnose([][]float64{{1, 1, 1, 1}, {1, 1, 1, 1}}); !math.IsNaN(d.Rhat) {
		t.Errorf("what never moves: %+v", d)
	}
}

func TestDistanceAndPosition(t *testing.T) {
	d := simulate(1, 3, 25, 4, 30).arrange(t)
	draws, err := Sample(t.Context(), d, settings(60))
	if err != nil {
		t.Fatal(err)
	}
	e, err := draws.Distance("AAA", "AAB", 2)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := d.Unit("AAA", 2)
	b, _ := d.Unit("AAB", 2)
	apart := 0.0
	for c := range draws.Chains {
		for i := range draws.Kept {
			apart += math.Abs(float64(draws.At(c, i)[a])-float64(draws.At(c, i)[b])) / float64(draws.Chains*draws.Kept)
		}
	}
	if math.Abs(e.Mean-apart) > 1e-12 || !(e.Low < e.Mean && e.Mean < e.High) || e.Level != Level {
		t.Errorf("%+v, one by one %v", e, apart)
	}
	for code, want := range map[string]float64{"AAA": 0, "AAB": 1} {
		if p, err := draws.Position(code, "AAA", "AAB", 2); err != nil || p.Mean != want || p.SD != 0 {
			t.Errorf("%s stands at %+v, %v", code, p, err)
		}
	}
	if _, err := draws.Distance("AAA", "ZZZ", 2); err == nil {
		t.Error("a state that did not vote has a distance")
	}
}

func TestDrawsAreWritten(t *testing.T) {
	d := simulate(1, 4, 5, 2, 8).arrange(t)
	draws, err := Sample(t.Context(), d, settings(6))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := draws.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(rows) != 1+draws.Chains*draws.Kept {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	u, _ := d.Unit("AAC", 2)
	last := rows[len(rows)-1]
	want := strconv.FormatFloat(float64(draws.At(1, draws.Kept-1)[u]), 'g', -1, 32)
	if rows[0][u+2] != "AAC/2" || last[0] != "2" || last[u+2] != want {
		t.Errorf("%s in chain %s is %s, want %s", rows[0][u+2], last[0], last[u+2], want)
	}
}

// The modes find the points of a simulated world, and do so turned around too, as the anchors say.
func TestTheModesFindTheTruth(t *testing.T) {
	w := simulate(13, 0, 60, 6, 40)
	d := w.arrange(t)
	truth := w.truth(d)
	for name, find := range map[string]func(context.Context, *Data, [2]string) (*Fit, error){"MAP": MAP, "published": PublishedMode} {
		m, err := find(t.Context(), d, anchors)
		if err != nil {
			t.Fatal(err)
		}
		if r := alike(m.Points, truth); !(r > .95) || !m.Converged() {
			t.Errorf("%s: correlation %v with the truth, after %d iterations moved by %.2g", name, r, m.Iterations, m.Change)
		}
		turned, err := find(t.Context(), d, [2]string{anchors[1], anchors[0]})
		if err != nil {
			t.Fatal(err)
		}
		if r := alike(m.Points, turned.Points); !(r < -.9999) {
			t.Errorf("%s: correlation %v when turned around", name, r)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := find(ctx, d, anchors); !errors.Is(err, context.Canceled) {
			t.Errorf("%s was cancelled: %v", name, err)
		}
	}
}

// Votes held out of a simulated world are foretold alike by the mode and by the draws, and better than by habit or by
// majority.
func TestHeldOutVotesOfASimulatedWorld(t *testing.T) {
	w := simulate(17, 0, 60, 6, 40)
	shown, held := w.votes.Hold(1, .1)
	d, err := Arrange(shown, w.repeats, func(State, Call) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	asked := d.Questions(w.votes, held)
	m, err := MAP(t.Context(), d, anchors)
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Seed: 1, Chains: 2, Burn: 60, Sweeps: 200, Thin: 2, Anchor: anchors, Watch: asked}
	draws, err := Sample(t.Context(), d, set)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range draws.Forecasts {
		if math.Abs(f[Yes]+f[Abstain]+f[No]-1) > 1e-9 {
			t.Fatalf("the probabilities %v do not add up to 1", f)
		}
	}
	mode, joint := Score(asked, m.Forecasts(asked)), Score(asked, draws.Forecasts)
	habit, majority := Score(asked, d.Habit(asked)), Score(asked, d.Majority(asked))
	t.Logf("log score: draws %.4f, mode %.4f, habit %.4f, majority %.4f", joint.Log, mode.Log, habit.Log, majority.Log)
	if math.Abs(joint.Log-mode.Log) > .03 || !(joint.Log < min(habit.Log, majority.Log)) {
		t.Errorf("log score: draws %.4f, mode %.4f, habit %.4f, majority %.4f", joint.Log, mode.Log, habit.Log, majority.Log)
	}
	if _, err := Published(t.Context(), d, set); err == nil {
		t.Error("the published procedure foretold votes")
	}
}
