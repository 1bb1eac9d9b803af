package evidence_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/evidence"
)

// changed is the sound dossier with some words of its files replaced: file, before, after.
func changed(t *testing.T, changes ...[3]string) fstest.MapFS {
	t.Helper()
	dir := soundFiles(t)
	for _, c := range changes {
		text := string(dir[c[0]].Data)
		if strings.Count(text, c[1]) != 1 {
			t.Fatalf("%s does not hold %q once", c[0], c[1])
		}
		dir[c[0]] = &fstest.MapFile{Data: []byte(strings.Replace(text, c[1], c[2], 1))}
	}
	return dir
}

func compared(t *testing.T, old, new *evidence.Dossier) *evidence.Editions {
	t.Helper()
	e, err := evidence.Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// told writes what is different a line each.
func told(e *evidence.Editions) (lines []string) {
	for _, r := range e.Records {
		lines = append(lines, fmt.Sprintf("%s: %s, %s", r.Key, r.How, r.Cause))
	}
	for _, s := range e.Settings {
		lines = append(lines, fmt.Sprintf("%s: %s to %s, %s", s.Name, s.Old, s.New, s.Cause))
	}
	return lines
}

func TestEachDifferenceHasItsCause(t *testing.T) {
	made := [3]string{"covotes.csv", "# command: by hand\n", "# command: by hand\n# version: 0.1.0\n# input: votes.csv sha256 aa\n"}
	for _, c := range []struct {
		name     string
		old, new [][3]string
		want     []string
	}{
		{"nothing", nil, nil, nil},
		{"a note, which no measure reads", nil, [][3]string{{"events.csv", "in the ambassador,src,high,", "in the ambassador,src,high,seen again"}}, nil},
		{
			"a new record", nil,
			[][3]string{{"votes.csv", "v2,BBB,yes", "v2,AAA,no,,src,high,\nv2,BBB,yes"}},
			[]string{"votes:v2/AAA: new, new evidence"},
		},
		{
			"a record of long ago that is new here", nil,
			[][3]string{{"events.csv", "e1,2020", "e0,1995-01-01,,AAA,PPP,040,,,,1,,,They met,src,high,\ne1,2020"}},
			[]string{"events:e0: new, new evidence"},
		},
		{
			"a record that was withdrawn", nil,
			[][3]string{{"events.csv", "e3,2022-10,2022-11,CCC,QQQ,057,,,,8,,,Cland and Power Q sign,gk,low,\n", ""}},
			[]string{"events:e3: withdrawn, revised evidence"},
		},
		{
			"a revised figure", nil,
			[][3]string{{"trade.csv", "export,2022,60,", "export,2022,59,"}},
			[]string{"trade:AAA/PPP/export/2022/AAA: revised, revised evidence"},
		},
		{
			"another source for it", nil,
			[][3]string{{"trade.csv", "60,USD_million,AAA,,,src,high", "60,USD_million,AAA,,,gk,low"}},
			[]string{"trade:AAA/PPP/export/2022/AAA: revised, revised evidence"},
		},
		{
			"a correction",
			[][3]string{{"corrections.csv", "2024-03-01,active", "2024-03-01,withdrawn"}},
			nil,
			[]string{"trade:AAA/QQQ/export/2022/AAA: revised, revised evidence"},
		},
		{
			"settings", nil,
			[][3]string{{"dossier.toml", "half_life = 365", "half_life = 180"}, {"dossier.toml", "recent = 2", "recent = 3"}, {"dossier.toml", "window = 5", "window = 3"}},
			[]string{"domains.arms.window: 5 to 3, method", "votes.recent: 2 to 3, method", "events.half_life: 365 to 180, method"},
		},
		{
			"weights", nil,
			[][3]string{{"dossier.toml", "title = \"exports\"\nweight = 0.5", "title = \"exports\"\nweight = 0.7"}, {"dossier.toml", "title = \"arms\"\nweight = 0.5", "title = \"arms\"\nweight = 0.3"}},
			[]string{"domains.exports.weight: 0.5 to 0.7, weights", "domains.arms.weight: 0.5 to 0.3, weights"},
		},
		{"a title", nil, [][3]string{{"dossier.toml", "A sound dossier", "Another title"}}, nil},
		{
			"a table made by another version",
			[][3]string{made},
			[][3]string{
				{made[0], made[1], strings.Replace(made[2], "0.1.0", "0.2.0", 1)},
				{"covotes.csv", "AAA,PPP,76,all,2022-12-30,5,", "AAA,PPP,76,all,2022-12-30,6,"},
			},
			[]string{"covotes:AAA/PPP/76/all: remade, method", "covotes.csv version: 0.1.0 to 0.2.0, method"},
		},
		{
			"the same table with a change and no other card",
			[][3]string{made},
			[][3]string{made, {"covotes.csv", "AAA,PPP,76,all,2022-12-30,5,", "AAA,PPP,76,all,2022-12-30,6,"}},
			[]string{"covotes:AAA/PPP/76/all: revised, revised evidence"},
		},
		{
			"a table made of another file by the same version",
			[][3]string{made},
			[][3]string{{made[0], made[1], strings.Replace(made[2], "sha256 aa", "sha256 bb", 1)}, {"covotes.csv", "AAA,PPP,76,all,2022-12-30,5,", "AAA,PPP,76,all,2022-12-30,6,"}},
			[]string{"covotes:AAA/PPP/76/all: revised, revised evidence"},
		},
		{
			"a table made of another file by another version: what is later than all the old file held is new",
			[][3]string{made},
			[][3]string{
				{made[0], made[1], strings.NewReplacer("sha256 aa", "sha256 bb", "0.1.0", "0.2.0").Replace(made[2])},
				{"covotes.csv", "AAA,BLC,77,all,2023-12-29,4.25", "AAA,PPP,78,all,2024-12-30,9,1,1,0,2,3,0,0,0,0,1,0,1,0,0,0\nAAA,BLC,77,all,2023-12-29,4.5"},
			},
			[]string{"covotes:AAA/PPP/78/all: new, new evidence", "covotes:AAA/BLC/77/all: remade, method", "covotes.csv version: 0.1.0 to 0.2.0, method"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := compared(t, load(t, changed(t, c.old...), evidence.Options{}), load(t, changed(t, c.new...), evidence.Options{}))
			if got := told(e); !slices.Equal(got, c.want) {
				t.Errorf("different are\n%s\nwanted\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestWhatADateBringsIsNewEvidence(t *testing.T) {
	dir := soundFiles(t)
	old, new := asOf(t, dir, "2022-06-29"), asOf(t, dir, "2022-12-31")
	e := compared(t, old, new)
	for _, want := range []string{
		"events:e2: new, new evidence", "trade:AAA/PPP/export/2022/AAA: new, new evidence",
		"memberships:CLUB/CCC/2018-03-15/observer: ended, new evidence", "memberships:CLUB/CCC/2022-06-30/member: new, new evidence",
		"as_of: 2022-06-29 to 2022-12-31, new evidence",
	} {
		if !slices.Contains(told(e), want) {
			t.Errorf("%q is not among\n%s", want, strings.Join(told(e), "\n"))
		}
	}
	if e.Active() != evidence.Causes(0).With(evidence.NewEvidence) {
		t.Errorf("a date brings %s", e.Active())
	}
	// Back in time what has not come yet leaves for the same cause.
	back := compared(t, new, old)
	for _, want := range []string{"events:e2: later, new evidence", "memberships:CLUB/CCC/2018-03-15/observer: open, new evidence"} {
		if back.Active() != e.Active() || !slices.Contains(told(back), want) {
			t.Errorf("%q is not among, back in time,\n%s", want, strings.Join(told(back), "\n"))
		}
	}
	// A correction that is dated between the two revises.
	corrected := compared(t, asOf(t, dir, "2024-02-28"), asOf(t, dir, "2024-03-01"))
	if !slices.Contains(told(corrected), "trade:AAA/QQQ/export/2022/AAA: revised, revised evidence") {
		t.Errorf("a correction:\n%s", strings.Join(told(corrected), "\n"))
	}
}

func TestARecordThatBecameSureEnoughWasRevised(t *testing.T) {
	o := evidence.Options{MinConfidence: evidence.Medium}
	low, sure := load(t, soundFiles(t), o), load(t, changed(t, [3]string{"events.csv", "Cland and Power Q sign,gk,low", "Cland and Power Q sign,gk,medium"}), o)
	if got := told(compared(t, low, sure)); !slices.Equal(got, []string{"events:e3: surer, revised evidence"}) {
		t.Errorf("surer: %q", got)
	}
	if got := told(compared(t, sure, low)); !slices.Equal(got, []string{"events:e3: less sure, revised evidence"}) {
		t.Errorf("less sure: %q", got)
	}
}

func TestEditionsOfTwoRegionsAreNotCompared(t *testing.T) {
	old := load(t, soundFiles(t), evidence.Options{})
	dir := changed(t, [3]string{"dossier.toml", `region = ["AAA", "BBB", "CCC"]`, `region = ["BBB", "AAA", "CCC"]`})
	for _, file := range []string{"dossier.toml", "agreements.csv", "forums.csv"} {
		dir[file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(dir[file].Data), "R3", "S3"))}
	}
	new, err := evidence.Load(dir, "new", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = evidence.Compare(old, new)
	want := []string{
		"new/dossier.toml:6:1: the region is BBB AAA CCC, and in the edition before it AAA BBB CCC; compare editions of the same states in the same order",
		`new/dossier.toml:5:1: the region's label is "S3", and in the edition before it "R3"; compare editions with one label`,
	}
	for _, w := range want {
		if err == nil || !strings.Contains(err.Error(), w) {
			t.Errorf("the error is\n%v\nwanted\n%s", err, w)
		}
	}
}

// A mixture in which nothing has come to pass is the old edition, one in which all has is the new one; and in between
// each record stands with its own cause.
func TestAMixtureHoldsWhatHasComeToPass(t *testing.T) {
	old := load(t, soundFiles(t), evidence.Options{AsOf: date(t, "2023-06-30")})
	new := load(t, changed(t,
		[3]string{"trade.csv", "export,2022,60,", "export,2022,59,"},
		[3]string{"events.csv", "e1,2020", "e0,1995-01-01,,AAA,PPP,040,,,,1,,,They met,src,high,\ne1,2020"},
		[3]string{"rollcalls.csv", "v3,R/3,2023-02-23,77,BODY,BODY/2023-02-23,,77/war,On the war again,war,4,1,1,1,adopted,src,high,\n", ""},
		[3]string{"votes.csv", "v3,AAA,absent,0,src,medium,\nv3,BBB,yes,,src,high,\n", ""},
		[3]string{"dossier.toml", "half_life = 365", "half_life = 180"},
		[3]string{"dossier.toml", "title = \"exports\"\nweight = 0.5", "title = \"exports\"\nweight = 0.7"},
		[3]string{"dossier.toml", "title = \"arms\"\nweight = 0.5", "title = \"arms\"\nweight = 0.3"},
	), evidence.Options{})
	e := compared(t, old, new)
	all := evidence.Causes(0)
	for _, c := range evidence.AllCauses {
		all = all.With(c)
	}
	if e.Active() != all {
		t.Fatalf("different are only %s", e.Active())
	}
	// What is there to read: records without their places, settings, date.
	read := func(d *evidence.Dossier) string {
		var lines []string
		for _, r := range records(d) {
			m := evidence.MetaOf(r)
			if m.Table() == "corrections" {
				continue // what they do stands in what they correct
			}
			line := m.Key
			v := reflect.ValueOf(r).Elem()
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.Name != "Meta" {
					line += fmt.Sprint(" ", v.Field(i).Interface())
				}
			}
			lines = append(lines, line)
		}
		return fmt.Sprintln(d.AsOf, d.EventsConfig.HalfLife, d.Domains) + strings.Join(lines, "\n")
	}
	if got, want := read(e.Mix(0)), read(old); got != want {
		t.Errorf("a mixture of nothing is\n%s\nand the old edition\n%s", got, want)
	}
	if got, want := read(e.Mix(all)), read(new); got != want {
		t.Errorf("a mixture of all is\n%s\nand the new edition\n%s", got, want)
	}
	for set := range all + 1 {
		d := e.Mix(set)
		has := func(key string) bool { _, ok := d.Record(key); return ok }
		value := func(key string) float64 { r, _ := d.Record(key); return r.(*evidence.Flow).Value }
		exports, _ := d.Domain("exports")
		for what, is := range map[evidence.Cause][]bool{
			evidence.NewEvidence:     {has("events:e0"), d.AsOf == new.AsOf, has("votes:v4/CCC")},
			evidence.RevisedEvidence: {value("trade:AAA/PPP/export/2022/AAA") == 59, !has("rollcalls:v3"), !has("votes:v3/AAA")},
			evidence.Method:          {d.EventsConfig.HalfLife == 180},
			evidence.Weights:         {exports.Weight == 0.7},
		} {
			for i, came := range is {
				if came != set.Has(what) {
					t.Errorf("with %q, sign %d of %s is %v", set, i, what, came)
				}
			}
		}
	}
	if exports, _ := old.Domain("exports"); exports.Weight != 0.5 {
		t.Error("a mixture changed the edition it was made of")
	}
}

// Weights that were scaled to make room for a domain are those of the old edition in all proportions.
func TestWeightsMakeRoomForADomain(t *testing.T) {
	old := load(t, soundFiles(t), evidence.Options{})
	new := load(t, changed(t,
		[3]string{"dossier.toml", "title = \"exports\"\nweight = 0.5", "title = \"exports\"\nweight = 0.4"},
		[3]string{"dossier.toml", "title = \"arms\"\nweight = 0.5", "title = \"arms\"\nweight = 0.4"},
		[3]string{"dossier.toml", "[votes]", "[[domains]]\nid = \"debt\"\nweight = 0.2\n\n[votes]"},
	), evidence.Options{})
	e := compared(t, old, new)
	if !slices.Contains(told(e), "domains.debt:  to declared, method") {
		t.Errorf("different are %q", told(e))
	}
	for set, want := range map[evidence.Causes]string{
		evidence.Causes(0).With(evidence.Method):  "exports 0.4 arms 0.4 debt 0.2",
		evidence.Causes(0).With(evidence.Weights): "exports 0.5 arms 0.5",
	} {
		got := ""
		for _, domain := range e.Mix(set).Domains {
			got += fmt.Sprintf(" %s %g", domain.ID, domain.Weight)
		}
		if got[1:] != want {
			t.Errorf("with new %s the weights are %s, wanted %s", set, got, want)
		}
	}
}

// A weight of dossier.toml that is not told from the method would be charged to it.
func TestEveryWeightIsToldFromTheMethod(t *testing.T) {
	found := 0
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			if strings.Contains(f.Tag.Get("toml"), "weight") {
				found++
				if f.Tag.Get("cause") != "weights" {
					t.Errorf("%s.%s is a weight without the tag cause:\"weights\"", typ, f.Name)
				}
			}
			visit(f.Type)
		}
	}
	visit(reflect.TypeFor[evidence.Config]())
	if found == 0 {
		t.Error("no weight was found")
	}
}

// A vote that came with a table made anew has no roll call in a mixture without the new evidence, and is not there.
func TestAMixtureHoldsNoVoteWithoutItsRollCall(t *testing.T) {
	card := func(version string) [3]string {
		return [3]string{"votes.csv", "rollcall,iso3", "# command: by a program\n# version: " + version + "\nrollcall,iso3"}
	}
	old := load(t, changed(t, card("1")), evidence.Options{})
	new := load(t, changed(t, card("2"),
		[3]string{"votes.csv", "v2,BBB,yes", "v5,AAA,absent,,src,high,\nv2,BBB,yes"},
		[3]string{"rollcalls.csv", "v4,,2023-11-01", "v5,,2023-12-01,78,BODY,BODY/2023-12-01,,78/more,On more,,,,,,,src,high,\nv4,,2023-11-01"},
	), evidence.Options{})
	e := compared(t, old, new)
	for set, want := range map[evidence.Causes]bool{
		0:                                        false,
		evidence.Causes(0).With(evidence.Method): false,
		evidence.Causes(0).With(evidence.NewEvidence):                       false,
		evidence.Causes(0).With(evidence.NewEvidence).With(evidence.Method): true,
	} {
		d := e.Mix(set)
		if _, has := d.Record("votes:v5/AAA"); has != want {
			t.Errorf("with new %q the vote is there: %v", set, has)
		}
		d.Silences(d.Config.Region) // which looks every vote's roll call up
	}
}
