package scenario_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// declared are the scenarios of the built-in dossier.
func declared(tb testing.TB) (*measure.Region, []*scenario.Scenario) {
	tb.Helper()
	r := region(builtIn(tb))
	all, err := scenario.Declared(r)
	if err != nil {
		tb.Fatal(err)
	}
	if len(all) < 6 {
		tb.Fatalf("the built-in dossier has %d scenarios", len(all))
	}
	return r, all
}

// TestEachShippedBargainIsNotItsBaseCase: by every model the settlement is not where the issue stands today, a front is worth
// something else than none to somebody, and every input that is no figure of the evidence is marked as a judgement.
func TestEachShippedBargainIsNotItsBaseCase(t *testing.T) {
	_, all := declared(t)
	for _, s := range all {
		if s.Kind != scenario.Bargain {
			continue
		}
		b, err := s.Run(t.Context(), 20, 1)
		if err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		for k, x := range b.Settlements {
			if x.Change.Q05 == 0 && x.Change.Q95 == 0 {
				t.Errorf("%s: by %s it stays where it is", s.ID, x.Model)
			}
			if b.Fronts[k].All.Dividend.Low == 0 && b.Fronts[k].All.Dividend.High == 0 {
				t.Errorf("%s: by %s a front is worth nothing in any draw", s.ID, x.Model)
			}
		}
		for _, p := range s.Actors {
			if !slices.Contains(s.Judgements(), p.Actor+" position") {
				t.Errorf("%s: the position of %s is no judgement, and no source gives positions", s.ID, p.Actor)
			}
			if p.Measured() && slices.Contains(s.Judgements(), p.Actor+" capability") {
				t.Errorf("%s: the %s of %s is said to be judged", s.ID, p.Capability, p.Actor)
			}
		}
	}
}

// TestEachShippedShockMovesAMeasureAndUndoneRestoresTheBytes.
func TestEachShippedShockMovesAMeasureAndUndoneRestoresTheBytes(t *testing.T) {
	r, all := declared(t)
	measured := func(d *evidence.Dossier) string {
		t.Helper()
		text, err := json.Marshal(measure.Assess(region(d), d.Config.Region).All())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	before := measured(r.Dossier)
	for _, s := range all {
		var changes []evidence.Change
		switch s.Kind {
		case scenario.Bargain:
			continue
		case scenario.Transit:
			var closings []scenario.Closing
			for _, text := range s.Closed.Close {
				c, err := scenario.ParseClosing(text)
				if err != nil {
					t.Fatal(err)
				}
				closings = append(closings, c)
			}
			routes, err := scenario.RoutesOf(r.Dossier, s.Closed.Commodity)
			if err != nil {
				t.Fatal(err)
			}
			a, err := routes.Reroute(s.Closed.From, closings, nil)
			if err != nil {
				t.Fatal(err)
			}
			if changes, err = a.For(s.Closed.Months).Changes(r.Dossier); err != nil {
				t.Fatal(err)
			}
		case scenario.Ties:
			var ties []scenario.Tie
			for _, text := range s.Scaled.Scale {
				more, err := scenario.ParseTies(r.Dossier, text, r.Config.Region)
				if err != nil {
					t.Fatal(err)
				}
				ties = append(ties, more...)
			}
			changes = scenario.Changes(r, ties)
		}
		moved, changed, err := scenario.Remeasure(r, changes, r.Config.Region)
		if err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		if len(moved) == 0 || measured(changed) == before {
			t.Errorf("%s: nothing moves", s.ID)
		}
		back, err := changed.Changed(evidence.Undone(changes))
		if err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		if measured(back) != before {
			t.Errorf("%s: undone, the dossier says something else than before", s.ID)
		}
	}
}

// TestAClosingForHalfAYearTakesHalf: what is lost in a year is in proportion to the months, and of a whole year it is all.
func TestAClosingForHalfAYearTakesHalf(t *testing.T) {
	routes, err := scenario.RoutesOf(builtIn(t), "oil")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := routes.Reroute([]string{"KAZ"}, []scenario.Closing{{What: "link:cpc"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	half, all := whole.For(6), whole.For(scenario.Year)
	if half.Lost.High != whole.Lost.High/2 || half.Lost.Low != whole.Lost.Low/2 || whole.Lost.High == 0 {
		t.Errorf("half a year loses %v of %v", half.Lost, whole.Lost)
	}
	if got, want := half.After.Low, (whole.Delivered.Low+whole.After.Low)/2; got != want {
		t.Errorf("in the year of a half closed %v still arrives, not %v", got, want)
	}
	if all.Lost != whole.Lost || all.After != whole.After || all.Value != whole.Value {
		t.Errorf("twelve months are not the year: %+v", all)
	}
}

// TestSettingsOfAScenarioAreThoseOfTheFormatPage holds the structs, the list that faults suggest from and the page together.
func TestSettingsOfAScenarioAreThoseOfTheFormatPage(t *testing.T) {
	data, err := os.ReadFile("../docs/format/dossier.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(data), "\n## Scenarios")
	var tags []string
	var walk func(typ reflect.Type, before string)
	walk = func(typ reflect.Type, before string) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			tag := f.Tag.Get("toml")
			switch {
			case f.Anonymous:
				walk(f.Type, before)
				continue
			case tag == "" || tag == "-":
				continue
			}
			tags = append(tags, before+tag)
			if !strings.Contains(page, "`"+tag) && !strings.Contains(page, "["+tag+"]") {
				t.Errorf("docs/format/dossier.md does not name the setting %s%s of a scenario", before, tag)
			}
			inner := f.Type
			if inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				walk(inner, before+tag+".")
			}
		}
	}
	walk(reflect.TypeFor[scenario.Scenario](), "")
	known := slices.Clone(scenario.Settings)
	slices.Sort(known)
	slices.Sort(tags)
	if !slices.Equal(known, tags) {
		t.Errorf("settings that faults suggest are\n%v\nthose of Scenario\n%v", known, tags)
	}
}

// road is a scenario of the small dossier, as made up as that.
const road = `title = "A road"
question = "How wide?"
kind = "bargain"
[base]
what = "There is none."
settlement = "tri(5,10,20)"
sources = ["src"]
reason = "It is made up."
[bargain]
low = "none"
high = "wide"
bloc = ["AAA", "BBB"]
draws = 3
[[actors]]
actor = "AAA"
capability = "gdp"
reach = "0.1..1"
position = "40..60"
salience = "0.5"
judgement = true
by = "the example"
reason = "It is made up."
[[actors]]
actor = "BBB"
capability = "2"
position = "70"
salience = "0..1"
judgement = true
by = "the example"
reason = "It is made up."
[[actors]]
actor = "PPP"
capability = "5"
position = "0..10"
salience = "tri(0.1,0.2,0.3)"
judgement = true
by = "the example"
reason = "It is made up."
`

// FuzzReadScenario: whatever a file holds, each fault says where, what is wrong and what would be right, in the order of the
// file; and a scenario without a fault can be run.
func FuzzReadScenario(f *testing.F) {
	for _, s := range []string{"sanctions-compliance", "eaeu-accession", "cpc-stopped", "remittances-halved"} {
		data, err := os.ReadFile("../dossiers/central-asia/scenarios/" + s + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, text := range []string{"", "kind = 3", "kind = \"bargain\"\n[[actors]]\n[[actors]]\nposition = \"9..1\"\n", "kind = \"ties\"\n[ties]\nscale = [\"a:b=nan\", \"\"]", "kind = \"transit\"\n[transit]\nclose = [\"\", \"x=2\"]\nmonths = nan", "\xff"} {
		f.Add([]byte(text))
	}
	f.Add([]byte(road))
	r := region(small(f, nil))
	if _, faults := scenario.Read(r, "any", "any.toml", []byte(road)); faults != nil {
		f.Fatal(faults)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, faults := scenario.Read(r, "any", "any.toml", data)
		for i, fault := range faults {
			if fault.What == "" || fault.Right == "" || fault.File != "any.toml" || fault.Line < 0 || fault.Line > 0 && fault.Column == 0 {
				t.Errorf("the fault says too little: %+v", fault)
			}
			if i > 0 && (faults[i-1].Line > fault.Line || faults[i-1].Line == fault.Line && faults[i-1].Column > fault.Column) {
				t.Errorf("%v stands before %v", faults[i-1], fault)
			}
		}
		if faults == nil && s.Kind == scenario.Bargain {
			if err := s.Inputs.Check(); err != nil {
				t.Errorf("no fault was found, and the bargain cannot be held: %v", err)
			}
		}
	})
}
