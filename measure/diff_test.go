package measure_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// differences compares two editions with few draws: it is the values that are split.
func differences(tb rapid.TB, old, new *evidence.Dossier) (*evidence.Editions, []measure.Difference) {
	tb.Helper()
	e, err := evidence.Compare(old, new)
	if err != nil {
		tb.Fatalf("%v", err)
	}
	o := measure.DefaultOptions()
	o.Draws = 20
	a, b := measure.Assess(measure.Of(old, o), old.Config.Region), measure.Assess(measure.Of(new, o), new.Config.Region)
	all, err := measure.Diff(a, b, e, new.Config.Region)
	if err != nil {
		tb.Fatalf("%v", err)
	}
	return e, all
}

// edit is a draw of one change to the files of a dossier.
type edit func(t *rapid.T, dir fstest.MapFS)

func replaced(dir fstest.MapFS, file, before, after string) {
	dir[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(dir[file].Data), before, after, 1))}
}

// line draws one of a table's rows, past its head.
func line(t *rapid.T, dir fstest.MapFS, file string, head int) string {
	lines := strings.Split(strings.TrimRight(string(dir[file].Data), "\n"), "\n")
	return lines[rapid.IntRange(head, len(lines)-1).Draw(t, "line of "+file)] + "\n"
}

var edits = map[string]edit{
	"a vote is read otherwise": func(t *rapid.T, dir fstest.MapFS) {
		row := line(t, dir, "votes.csv", 3)
		fields := strings.Split(row, ",")
		fields[2] = rapid.SampledFrom([]string{"yes", "no", "abstain", "absent"}).Draw(t, "answer") + "\n"
		replaced(dir, "votes.csv", row, strings.Join(fields, ","))
	},
	"a vote is withdrawn": func(t *rapid.T, dir fstest.MapFS) {
		replaced(dir, "votes.csv", line(t, dir, "votes.csv", 3), "")
	},
	"a roll call is held": func(t *rapid.T, dir fstest.MapFS) {
		for _, table := range []struct{ file, row string }{
			{"rollcalls.csv", "r13,2024-02-15,78,GA,GA/2024-02-15,78/13,Invented question 13\n"},
			{"votes.csv", "r13,ARM,no\nr13,GEO,yes\nr13,RUS,no\nr13,USA,yes\n"},
		} {
			dir[table.file] = &fstest.MapFile{Data: append(slices.Clone(dir[table.file].Data), table.row...)}
		}
	},
	"a flow is revised": func(t *rapid.T, dir fstest.MapFS) {
		replaced(dir, "trade.csv", "ARM,RUS,export,2023,40", fmt.Sprintf("ARM,RUS,export,2023,%d", rapid.IntRange(0, 40).Draw(t, "flow")))
	},
	"a year of trade comes in": func(t *rapid.T, dir fstest.MapFS) {
		dir["trade.csv"] = &fstest.MapFile{Data: append(slices.Clone(dir["trade.csv"].Data), "ARM,RUS,export,2024,10,USD_million,ARM,,\nARM,WLD,export,2024,50,USD_million,ARM,,\n"...)}
	},
	"an event": func(t *rapid.T, dir fstest.MapFS) {
		dir["events.csv"] = &fstest.MapFile{Data: append(slices.Clone(dir["events.csv"].Data), fmt.Sprintf("e9,2024-0%d-01,ARM,RUS,050,%d,Invented\n", rapid.IntRange(1, 9).Draw(t, "month"), rapid.IntRange(-10, 10).Draw(t, "goldstein"))...)}
	},
	"another half-life": func(t *rapid.T, dir fstest.MapFS) {
		replaced(dir, "dossier.toml", "half_life = 365", fmt.Sprintf("half_life = %d", rapid.IntRange(0, 500).Draw(t, "half-life")))
	},
	"another present": func(t *rapid.T, dir fstest.MapFS) { replaced(dir, "dossier.toml", "recent = 6", "recent = 4") },
	"other powers": func(t *rapid.T, dir fstest.MapFS) {
		replaced(dir, "dossier.toml", `vectors = ["RUS", "USA", "TUR"]`, `vectors = ["USA", "RUS"]`)
	},
	"other weights": func(t *rapid.T, dir fstest.MapFS) {
		replaced(dir, "dossier.toml", "weight = 0.5", "weight = 0.125")
		replaced(dir, "dossier.toml", "weight = 0.5", "weight = 0.875")
	},
}

// region is a small dossier with something of everything that edits touch.
func region(tb testing.TB) fstest.MapFS {
	tb.Helper()
	dir := fstest.MapFS{}
	files := os.DirFS("testdata/region")
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(files, e.Name())
		if err != nil {
			tb.Fatal(err)
		}
		dir[e.Name()] = &fstest.MapFile{Data: data}
	}
	replaced(dir, "dossier.toml", "weight = 1.0", "weight = 0.5\n\n[[domains]]\nid = \"imports\"\nweight = 0.5")
	replaced(dir, "dossier.toml", "complete = true", "complete = true\nrecent = 6")
	dir["events.csv"] = &fstest.MapFile{Data: []byte("# source: made-up\n# confidence: medium\nid,date,actor,target,cameo,goldstein,summary\n" +
		"e1,2022-05-01,ARM,RUS,050,4,Invented\ne2,2023-05-01,GEO,USA,050,6,Invented\ne3,2024-08-01,RUS,ARM,110,-2,Invented\n")}
	return dir
}

// Over random editions: the parts add up to the change, a cause under which nothing is different has done exactly
// nothing, and so has every cause to an estimate that is the same in all mixtures.
func TestTheChangeOfEachEstimateAddsUp(t *testing.T) {
	base := region(t)
	days := rapid.SampledFrom([]string{"2022-12-31", "2023-06-30", "2023-12-31", "2024-06-30", "2024-12-31"})
	split := 0
	rapid.Check(t, func(t *rapid.T) {
		edition := func(name string) *evidence.Dossier {
			dir := fstest.MapFS{}
			for file, data := range base {
				dir[file] = data
			}
			names := make([]string, 0, len(edits))
			for edit := range edits {
				names = append(names, edit)
			}
			slices.Sort(names)
			for _, edit := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 4, func(s string) string { return s }).Draw(t, "edits of "+name) {
				edits[edit](t, dir)
			}
			var o evidence.Options
			if err := o.AsOf.UnmarshalText([]byte(days.Draw(t, "date of "+name))); err != nil {
				t.Fatalf("%v", err)
			}
			d, err := evidence.Load(dir, name, o)
			if err != nil {
				t.Fatalf("%v", err)
			}
			return d
		}
		old, new := edition("old"), edition("new")
		e, all := differences(t, old, new)
		for _, d := range all {
			switch {
			case !d.Known() || d.Unsplit != "":
				if !math.IsNaN(d.By[0]) || d.Known() && d.Unsplit == "" {
					t.Errorf("%s has no change to split, and is split", d.Name())
				}
				continue
			}
			split++
			sum := 0.0
			for _, c := range evidence.AllCauses {
				sum += d.By[c]
				if !e.Active().Has(c) && d.By[c] != 0 {
					t.Errorf("%s moved by %g by %s, under which nothing is different", d.Name(), d.By[c], c)
				}
			}
			if math.Abs(sum-d.Change()) > 1e-12 {
				t.Errorf("%s changed by %g, and its parts add up to %g", d.Name(), d.Change(), sum)
			}
			if d.By[evidence.Weights] != 0 {
				t.Errorf("%s moved by weights, of which it knows nothing", d.Name())
			}
		}
		// What does use the weights is split as well: a sum over domains, of any measure.
		weighed := func(d *evidence.Dossier) (sum float64) {
			r := measure.Of(d, measure.Options{Level: 0.95})
			for _, domain := range d.Domains {
				if s := r.Share("ARM", "RUS", domain); s.Known() {
					sum += domain.Weight * s.Value
				}
			}
			return sum
		}
		shares := measure.Shapley(len(evidence.AllCauses), func(set uint) float64 { return weighed(e.Mix(evidence.Causes(set))) })
		if got, want := shares[0]+shares[1]+shares[2]+shares[3], weighed(new)-weighed(old); math.Abs(got-want) > 1e-12 {
			t.Errorf("a weighed sum changed by %g, and its parts add up to %g", want, got)
		}
		for _, c := range evidence.AllCauses {
			if !e.Active().Has(c) && shares[c] != 0 {
				t.Errorf("a weighed sum moved by %g by %s, under which nothing is different", shares[c], c)
			}
		}
		// An edition against itself.
		same, none := differences(t, new, new)
		if same.Active() != 0 {
			t.Errorf("an edition differs from itself by %s", same.Active())
		}
		for _, d := range none {
			if d.Known() && (d.Change() != 0 || d.By != [len(d.By)]float64{}) || d.Unsplit != "" {
				t.Errorf("%s changed by %v between an edition and itself %s", d.Name(), d.By, d.Unsplit)
			}
		}
	})
	if split == 0 {
		t.Error("nothing was split")
	}
}

// Mixtures are measured without draws, and by another path than the editions: what they say of all that has come to
// pass, and of nothing, must be what the editions say themselves.
func TestMixturesSayWhatTheEditionsSay(t *testing.T) {
	old, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{AsOf: evidence.Date{Year: 2022, Month: 2, Day: 23}})
	if err != nil {
		t.Fatal(err)
	}
	new := load(t)
	e, err := evidence.Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	quick := measure.Options{Level: 0.95, Seed: 1}
	full := measure.DefaultOptions()
	full.Draws = 20
	for _, c := range []struct{ edition, mixture *evidence.Dossier }{{old, e.Mix(0)}, {new, e.Mix(1<<evidence.NewEvidence | 1<<evidence.RevisedEvidence | 1<<evidence.Method | 1<<evidence.Weights)}} {
		want, got := measure.Assess(measure.Of(c.edition, full), new.Config.Region), measure.Assess(measure.Of(c.mixture, quick), new.Config.Region)
		for i, w := range want.All() {
			g := got.All()[i]
			if g.Name() != w.Name() || g.Status != w.Status || math.Float64bits(g.Value) != math.Float64bits(w.Value) || !slices.Equal(g.From, w.From) {
				t.Errorf("%s is %g (%s) in the mixture, %s %g (%s) in the edition", g.Name(), g.Value, g.Status, w.Name(), w.Value, w.Status)
			}
		}
	}
}

// What moved between two dates names its records, but for what the passing of time alone moves.
func TestAChangeNamesTheRecordsThatDidIt(t *testing.T) {
	old, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{AsOf: evidence.Date{Year: 2022, Month: 2, Day: 23}})
	if err != nil {
		t.Fatal(err)
	}
	e, all := differences(t, old, load(t))
	named := 0
	for _, d := range all {
		if !d.Known() || d.Unsplit != "" || d.Change() == 0 {
			continue
		}
		// The window of a lumpy flow moves with the table's last year for any state, and with it whatever is taken across domains.
		domain, _ := e.New.Domain(strings.TrimSuffix(d.New.Of, " naive"))
		across := slices.Contains([]string{"dependence", "room", "profile", "lead", "specialisation", "division", "verdict"}, d.New.Measure)
		if len(d.Records) == 0 && domain.Window == 0 && !across {
			t.Errorf("%s changed by %g and names no record", d.Name(), d.Change())
		}
		named += len(d.Records)
	}
	if named == 0 {
		t.Error("no record was named")
	}
}

// What diff does beside two assessments: for two dates of the built-in dossier, and where all four causes are at work,
// which takes fourteen mixtures.
func BenchmarkDiff(b *testing.B) {
	for _, c := range []struct {
		name    string
		edition func() (*evidence.Dossier, error)
	}{
		{"TwoDates", func() (*evidence.Dossier, error) {
			return evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{AsOf: evidence.Date{Year: 2022, Month: 2, Day: 23}})
		}},
		{"FourCauses", func() (*evidence.Dossier, error) {
			dir := edited(b, "dossier.toml", "half_life = 365", "half_life = 180")
			replaced(dir, "dossier.toml", "weight = 0.16666667", "weight = 0.16666666")
			replaced(dir, "votes.csv", "es11-1,KAZ,abstain", "es11-1,KAZ,no")
			return evidence.Load(dir, "edited", evidence.Options{AsOf: evidence.Date{Year: 2022, Month: 12, Day: 31}})
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			old, err := c.edition()
			if err != nil {
				b.Fatal(err)
			}
			new := load(b)
			o := measure.DefaultOptions()
			was, is := measure.Assess(measure.Of(old, o), new.Config.Region), measure.Assess(measure.Of(new, o), new.Config.Region)
			for b.Loop() {
				e, err := evidence.Compare(old, new)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := measure.Diff(was, is, e, new.Config.Region); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The old edition says yes and no on two roll calls; in the new one the second is a yes too, and a third was a no. The
// revision alone leaves two states that never changed their answer: no kappa, and none is made up.
func TestAChangeThroughWhatHasNoValueIsNotSplit(t *testing.T) {
	edition := func(second, third string) *evidence.Dossier {
		dir := fstest.MapFS{}
		for name, text := range defaults {
			dir[name] = &fstest.MapFile{Data: []byte(text)}
		}
		head := "# source: src\n# confidence: high\n"
		dir["rollcalls.csv"] = &fstest.MapFile{Data: []byte(head + "id,date,session,body,sitting,family,title\n" +
			"r1,2024-01-01,78,BODY,BODY/1,78/1,One\nr2,2024-01-02,78,BODY,BODY/2,78/2,Two\nr3,2024-01-03,78,BODY,BODY/3,78/3,Three\n")}
		dir["votes.csv"] = &fstest.MapFile{Data: []byte(head + "rollcall,iso3,vote\nr1,AAA,yes\nr1,PPP,yes\nr2,AAA," + second + "\nr2,PPP," + second + "\n" + third)}
		return loadFrom(t, dir)
	}
	_, all := differences(t, edition("no", ""), edition("yes", "r3,AAA,no\nr3,PPP,no\n"))
	i := slices.IndexFunc(all, func(d measure.Difference) bool { return d.Name() == "kappa AAA PPP all" })
	if d := all[i]; !d.Known() || d.Unsplit != "undefined with the revised evidence alone" || !math.IsNaN(d.By[evidence.NewEvidence]) {
		t.Errorf("split into %v: %q", d.By, d.Unsplit)
	}
}

// Other admissible weights move the verdicts by what weights did, and by nothing else.
func TestAdmissibleWeightsMoveVerdicts(t *testing.T) {
	dir := edited(t, "dossier.toml", `title = "autonomy of a state"`, `title = "autonomy of a state"`)
	replaced(dir, "dossier.toml", "weight = 0.15\nweights = [0, 0.3]", "weight = 0.15\nweights = [0.15, 0.6]")
	heavier, err := evidence.Load(dir, "heavier", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, all := differences(t, load(t), heavier)
	moved := 0
	for _, d := range all {
		if !d.Known() || d.Change() == 0 {
			continue
		}
		if d.New.Measure != "verdict" || !strings.HasPrefix(d.New.Of, "autonomy") {
			t.Errorf("%s moved by %g", d.Name(), d.Change())
		}
		if d.By[evidence.Weights] != d.Change() {
			t.Errorf("%s moved by %g, by weights %g", d.Name(), d.Change(), d.By[evidence.Weights])
		}
		moved++
	}
	if moved == 0 {
		t.Error("nothing moved")
	}
}
