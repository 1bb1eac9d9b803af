package measure_test

import (
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// edited is the built-in dossier with one line of one of its files replaced.
func edited(t testing.TB, file, before, after string) fstest.MapFS {
	t.Helper()
	dir := fstest.MapFS{}
	err := fs.WalkDir(dossiers.Open(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dossiers.Open(), path)
		dir[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(dir[file].Data)
	if strings.Count(text, "\n"+before) != 1 {
		t.Fatalf("%s does not hold the line %q once", file, before)
	}
	if after != "" {
		after = "\n" + after
	}
	dir[file].Data = []byte(strings.Replace(text, "\n"+before, after, 1))
	return dir
}

// lineOf finds the line of a file of the built-in dossier that begins with some words.
func lineOf(t *testing.T, file, beginning string) string {
	t.Helper()
	data, err := fs.ReadFile(dossiers.Open(), file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.HasPrefix(line, beginning) {
			return line
		}
	}
	t.Fatalf("%s has no line that begins with %q", file, beginning)
	return ""
}

func assessed(d *evidence.Dossier) map[string]measure.Estimate {
	all := map[string]measure.Estimate{}
	for _, e := range measure.Assess(measure.Of(d, measure.DefaultOptions()), d.Config.Region).All() {
		all[e.Name()] = *e
	}
	return all
}

// TestOneRecordMovesWhatRestsOnItAndNothingElse changes a vote, a flow, an attendance and a signature of the
// built-in dossier. Every estimate that changes must have named the record among those it rests on; every
// estimate that must change does; nothing else may.
func TestOneRecordMovesWhatRestsOnItAndNothingElse(t *testing.T) {
	before := assessed(load(t))
	for _, move := range []struct {
		name, file, line, from, to string
		key                        string
		must                       []string // estimates that must change
	}{
		{
			"a vote", "votes.csv", "es11-1,KAZ,", ",abstain,", ",no,", "votes:es11-1/KAZ",
			[]string{"answers KAZ abstain", "answers KAZ no", "agreement KAZ RUS selection", "agreement KAZ EUU selection"},
		},
		{
			"a flow", "trade.csv", "KAZ,TUR,export,2023,", "", "", "trade:KAZ/TUR/export/2023/KAZ",
			[]string{"share KAZ TUR exports", "change KAZ TUR exports", "exposure KAZ TUR exports", "concentration KAZ exports", "balance KAZ exports naive", "balance KAZ exports"},
		},
		{
			"an attendance", "summits.csv", "eu-2,", ",KAZ;KGZ;TJK;UZB;EUU,TKM,", ",KAZ;KGZ;TJK;UZB;EUU;TKM,,", "summits:eu-2",
			[]string{"attendance TKM EUU", "silences TKM deputy"},
		},
		{
			"a signature", "signatories.csv", "roadmap-2022,TKM,signed,", "signed", "not_signed", "signatories:roadmap-2022/TKM/",
			[]string{"uptake C5 C5", "uptake TKM C5", "silences TKM treaty"},
		},
		{
			"a co-vote", "covotes.csv", "KAZ,RUS,78,all,", "", "", "covotes:KAZ/RUS/78/all",
			[]string{"kappa KAZ RUS all", "kappa KAZ RUS recent", "trend KAZ RUS all", "balance KAZ votes", "pi KAZ RUS all"},
		},
	} {
		t.Run(move.name, func(t *testing.T) {
			line := lineOf(t, move.file, move.line)
			changed := strings.Replace(line, move.from, move.to, 1)
			if move.from == "" {
				changed = refigured(t, line)
			}
			if changed == line {
				t.Fatalf("the move changes nothing in %q", line)
			}
			d, err := evidence.Load(edited(t, move.file, line, changed), "moved", evidence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			after := assessed(d)
			for _, name := range slices.Sorted(maps.Keys(before)) {
				was, is := before[name], after[name]
				moved := !sameValue(was, is)
				if rests := restsOn(was, move.key) || restsOn(is, move.key); moved && !rests {
					t.Errorf("%s moved from %g to %g and does not rest on %s", name, was.Value, is.Value, move.key)
				}
				if slices.Contains(move.must, name) && !moved {
					t.Errorf("%s did not move", name)
				}
			}
			for _, name := range move.must {
				if _, ok := before[name]; !ok {
					t.Errorf("no estimate is called %s", name)
				}
			}
		})
	}
}

// refigured changes the figure of a flow, or two counts, in a line.
func refigured(t *testing.T, line string) string {
	fields := strings.Split(line, ",")
	switch {
	case strings.HasPrefix(line, "KAZ,TUR"): // value
		fields[4] = "1" + fields[4][1:] // less, so that the partners do not exceed the total
	default: // both said yes, and no
		fields[5], fields[10] = "9"+fields[5], "9"+fields[10]
	}
	return strings.Join(fields, ",")
}

func restsOn(e measure.Estimate, key string) bool {
	// The key of a signature ends with what the state did, which is what the move changes.
	return slices.ContainsFunc(e.From, func(k string) bool { return k == key || strings.HasSuffix(key, "/") && strings.HasPrefix(k, key) })
}

// sameValue compares what an estimate says, not what it rests on; NaN is NaN.
func sameValue(a, b measure.Estimate) bool {
	a.From, b.From = nil, nil
	a.Warnings, b.Warnings = nil, nil
	return reflect.DeepEqual(text(a), text(b))
}

func text(e measure.Estimate) string {
	data, err := e.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return string(data)
}
