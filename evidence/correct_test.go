package evidence_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"multivector/evidence"
)

const correctionHead = "record,field,was,becomes,reason,who,date,status\n"

// corrected is the sound dossier with other corrections.
func corrected(t *testing.T, rows ...string) fstest.MapFS {
	dir := soundFiles(t)
	dir["corrections.csv"] = &fstest.MapFile{Data: []byte(correctionHead + strings.Join(rows, "\n") + "\n")}
	return dir
}

func TestACorrectionChangesTheFieldItNames(t *testing.T) {
	d := load(t, corrected(t,
		"trade:AAA/QQQ/export/2022/AAA,value,25,24,misread,x,2024-03-01,active",
		"trade:AAA/QQQ/export/2022/AAA,note,,seen again,was empty,x,2024-03-01,active",
		"series:AAA/gdp/2022,source,src,gk,not of that source,x,2024-03-01,active",
		"events:e2,expected,exercise,,nothing was expected,x,2024-03-01,active",
	), evidence.Options{})
	r, _ := d.Record("trade:AAA/QQQ/export/2022/AAA")
	if f := r.(*evidence.Flow); f.Value != 24 || f.Note != "seen again" {
		t.Errorf("%+v", f)
	}
	if r, _ := d.Record("series:AAA/gdp/2022"); evidence.MetaOf(r).Source != "gk" {
		t.Error("the source was not corrected")
	}
	if r, _ := d.Record("events:e2"); r.(*evidence.Event).Expected != "" {
		t.Error("the field was not emptied")
	}
	found := false
	for _, f := range evidence.MetaOf(r).Fields() {
		found = found || f == evidence.Field{Name: "value", Value: "24"}
	}
	if !found {
		t.Error("explain would show the value as it was")
	}
}

// Corrections name records by the keys of the file, before any correction.
func TestACorrectionOfAKeyMovesTheRecord(t *testing.T) {
	d := load(t, corrected(t,
		"trade:BBB/PPP/import/2023/PPP,year,2023,2022,the year was misread,x,2024-03-01,active",
		"trade:BBB/PPP/import/2023/PPP,value,0,7,and the value,x,2024-03-01,active",
	), evidence.Options{})
	if _, ok := d.Record("trade:BBB/PPP/import/2023/PPP"); ok {
		t.Error("the record is still found by its old key")
	}
	r, ok := d.Record("trade:BBB/PPP/import/2022/PPP")
	if !ok || r.(*evidence.Flow).Value != 7 {
		t.Errorf("%+v", r)
	}
}

func TestACorrectionOfAKeyThatIsTakenIsAFault(t *testing.T) {
	got := faultLines(t, corrected(t, "series:AAA/gdp/2022,year,2022,2021,wrong,x,2024-03-01,active"))
	if len(got) != 1 || !strings.HasPrefix(got[0], "series.csv:3:1: series:AAA/gdp/2021 stands twice, first in line 2") {
		t.Errorf("%q", got)
	}
}

func TestAWithdrawnCorrectionIsNeitherAppliedNorChecked(t *testing.T) {
	d := load(t, corrected(t,
		"events:e1,goldstein,-2,-1,misread,x,2024-03-01,withdrawn", // the file says -2.0
		"events:e9,goldstein,-2,-1,misread,x,2024-03-01,withdrawn",
	), evidence.Options{})
	if r, _ := d.Record("events:e1"); r.(*evidence.Event).Goldstein != -2 {
		t.Error("it was applied")
	}
}

func TestACorrectionThatTheFileHasOvertakenFailsWhateverTheDay(t *testing.T) {
	dir := corrected(t, "events:e1,goldstein,-2,-1,misread,x,2024-03-01,active") // the file says -2.0
	for _, day := range []string{"2020-01-01", "2024-12-31"} {
		_, err := evidence.Load(dir, "", evidence.Options{AsOf: date(t, day)})
		if err == nil || !strings.HasPrefix(err.Error(), `corrections.csv:2:21: goldstein of events:e1 is "-2.0", not "-2"; `) {
			t.Errorf("as of %s: %v", day, err)
		}
	}
}

// A correction may be all that makes a table sound.
func TestACorrectionMendsAFault(t *testing.T) {
	dir := corrected(t, "dependences:AAA/PPP/arms/2018-2022/percent_of_total,share,70,0.7,per cent,x,2024-03-01,active")
	if err := replace("dependences.csv", "2018-2022,0.7,", "2018-2022,70,")(dir); err != nil {
		t.Fatal(err)
	}
	load(t, dir, evidence.Options{})
	if _, err := evidence.Load(dir, "", evidence.Options{AsOf: date(t, "2023-01-01")}); err == nil {
		t.Error("an edition of before the correction passes with a share of 70")
	}
}
