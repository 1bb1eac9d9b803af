package measure_test

import (
	"math"
	"strings"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

func builtIn(t *testing.T) *measure.Region {
	t.Helper()
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return measure.Of(d, measure.DefaultOptions())
}

func of(name, state, vector, what string) *measure.Estimate {
	return &measure.Estimate{Measure: name, State: state, Vector: vector, Of: what}
}

func course(t *testing.T, r *measure.Region, e *measure.Estimate) *measure.Course {
	t.Helper()
	c, ok := r.Course(e)
	if !ok {
		t.Fatalf("%s has no course", e.Name())
	}
	return c
}

// What a course is made of is what the estimate is made of: over all its points its level is the estimate.
func TestTheLevelOfAWholeCourseIsTheEstimate(t *testing.T) {
	r := builtIn(t)
	a := measure.Assess(r, r.Config.Region)
	compared := map[string]int{}
	for _, e := range a.All() {
		c, ok := r.Course(e)
		if !ok || !e.Known() || e.Measure == "position" || e.Measure == "share" || e.Measure == "exposure" || e.Measure == "tone" {
			continue // those speak of the last point alone, or of something else than what their course counts
		}
		compared[e.Measure]++
		if got := c.Level(0, len(c.Points)); math.Abs(got-e.Value) > 1e-12 {
			t.Errorf("%s is %g, and the level of its course %g", e.Name(), e.Value, got)
		}
	}
	for _, name := range []string{"kappa", "pi", "s", "agreement", "siding", "silence"} {
		if compared[name] < 5 {
			t.Errorf("%d courses of %s were compared", compared[name], name)
		}
	}
}

// The last point of a course of positions, shares and flows is the estimate, where both are of one year and table.
func TestTheLastPointOfACourseIsTheEstimate(t *testing.T) {
	r := builtIn(t)
	compared := 0
	for _, e := range measure.Assess(r, r.Config.Region).All() {
		c, ok := r.Course(e)
		if !ok || !e.Known() || e.Measure != "position" && e.Measure != "share" {
			continue
		}
		last := c.Points[len(c.Points)-1].Name
		if e.Period != last && e.Period != "session "+last || e.Measure == "share" && !strings.Contains(c.Of, evidence.TableOf(e.From[0])) {
			continue
		}
		compared++
		if got := c.Level(len(c.Points)-1, len(c.Points)); math.Abs(got-e.Value) > 1e-9*e.Value {
			t.Errorf("%s is %g, and its course ends at %g", e.Name(), e.Value, got)
		}
	}
	if compared < 40 {
		t.Errorf("only %d courses were compared", compared)
	}
}

func TestSessionsFollowEachOtherAndLastAYearAtMost(t *testing.T) {
	c := course(t, builtIn(t), of("kappa", "KAZ", "RUS", measure.All))
	for i, p := range c.Points {
		if !p.From.Before(p.To) || p.To.After(p.From.AddDate(1, 0, 0)) || i > 0 && !p.From.After(c.Points[i-1].To) {
			t.Errorf("session %s is said to last from %s to %s", p.Name, p.From.Format("2006-01-02"), p.To.Format("2006-01-02"))
		}
	}
}

// The annexation of Crimea fell into session 68, the invasion of 2022 between sessions 76 and 77; a year holds all of
// its days but the last.
func TestAPointWithDaysBeforeAndAfterIsInNeitherSide(t *testing.T) {
	r := builtIn(t)
	for _, c := range []struct {
		e               *measure.Estimate
		date, was, next string
	}{
		{of("kappa", "KAZ", "RUS", measure.All), "2014-03-18", "67", "69"},
		{of("kappa", "KAZ", "RUS", measure.All), "2022-02-24", "76", "77"},
		{of("share", "UZB", "RUS", "exports"), "2022-02-24", "2021", "2023"},
		{of("share", "UZB", "RUS", "exports"), "2021-12-31", "2021", "2022"},
		{of("share", "UZB", "RUS", "exports"), "2021", "2020", "2022"},
		{of("tone", "KAZ", "RUS", ""), "2022-02-24", "2022-01", "2022-03"},
	} {
		date, err := evidence.ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		a, ok := r.After(c.e, date)
		if !ok || a.Missing != "" {
			t.Fatalf("%s after %s: %v %s", c.e.Name(), c.date, ok, a.Missing)
		}
		if was, next := a.Course.Points[a.Was.To-1].Name, a.Course.Points[a.Is.From].Name; was != c.was || next != c.next {
			t.Errorf("%s, %s: %s is the last before and %s the first after, want %s and %s", c.e.Name(), c.date, was, next, c.was, c.next)
		}
		straddles := strings.Contains(strings.Join(a.Warnings, "\n"), "has days on both sides")
		if straddles != (a.Is.From > a.Was.To) {
			t.Errorf("%s, %s: warnings %v", c.e.Name(), c.date, a.Warnings)
		}
	}
}

// The change that is printed, and its place among states, are those of the levels of the courses.
func TestTheChangeAfterADateIsThatOfTheLevels(t *testing.T) {
	r := builtIn(t)
	date, _ := evidence.ParseDate("2014-03-18")
	a, _ := r.After(of("kappa", "KAZ", "RUS", measure.All), date)
	if by := a.Is.Level - a.Was.Level; math.Abs(by-a.By) > 1e-12 || a.Window != r.BreaksConfig.MinSegment {
		t.Errorf("moved by %g over %d points, and the levels by %g", a.By, a.Window, by)
	}
	place := 1
	for _, o := range a.Others {
		b, _ := r.After(of("kappa", o.Name, "RUS", measure.All), date)
		if b.By != o.By {
			t.Errorf("%s moved by %g, and among the others by %g", o.Name, b.By, o.By)
		}
		if math.Abs(o.By) >= math.Abs(a.By) {
			place++
		}
	}
	if a.Units.K != place || a.Units.N != len(a.Others)+1 {
		t.Errorf("place %d of %d, want %d of %d", a.Units.K, a.Units.N, place, len(a.Others)+1)
	}
	share, _ := r.After(of("share", "UZB", "RUS", "exports"), date)
	if by := math.Log(share.Is.Level / share.Was.Level); math.Abs(by-share.By) > 1e-9 {
		t.Errorf("a share moved by %g, and the logarithm of its ratio is %g", share.By, by)
	}
}

func TestWithoutChoicesNoBreaksAreLookedFor(t *testing.T) {
	d, err := evidence.Load(edited(t, "dossier.toml", `penalty = "MBIC"`, `penalty = "BIC"`), "changed", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := of("kappa", "KAZ", "RUS", measure.All)
	if b, ok := measure.Of(d, measure.DefaultOptions()).Breaks(e); !ok || b.Choices.Penalty.Name != "BIC" {
		t.Errorf("the penalty is %s", b.Choices.Penalty.Name)
	}
	d.BreaksConfig = evidence.BreaksConfig{}
	r := measure.Of(d, measure.DefaultOptions())
	if _, ok := r.Breaks(e); ok {
		t.Error("breaks were looked for though the dossier declares nothing")
	}
	if _, ok := r.After(e, evidence.Date{Year: 2014}); ok {
		t.Error("a change was ranked though the dossier declares nothing")
	}
}

// What docs/methods/breaks.md says of the five states' votes with Russia: a break within a session of 68, most of whose roll
// calls were held before March 2014, and none after it.
func TestTheVotesWithRussiaBreakAsThePageSays(t *testing.T) {
	r := builtIn(t)
	for _, state := range r.Config.Region {
		b, ok := r.Breaks(of("kappa", state, "RUS", measure.All))
		if !ok {
			t.Fatalf("%s has no course", state)
		}
		var at []string
		late := false
		for _, k := range b.Found.Breaks {
			name := b.Course.Points[k.At].Name
			at = append(at, name)
			late = late || name == "67" || name == "68"
		}
		if last := at[len(at)-1]; !late || last != "67" && last != "68" {
			t.Errorf("%s with Russia breaks at %v", state, at)
		}
		if n := len(b.Segments); b.Segments[n-1].Level > b.Segments[n-2].Level-0.15 {
			t.Errorf("%s: kappa is %.2f before the last break and %.2f after it", state, b.Segments[n-2].Level, b.Segments[n-1].Level)
		}
	}
}
