package evidence_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"multivector/dossiers"
	"multivector/evidence"
)

func asOf(tb testing.TB, dir fstest.MapFS, day string) *evidence.Dossier {
	tb.Helper()
	return load(tb, dir, evidence.Options{AsOf: date(tb, day)})
}

func TestARecordExistsFromTheLastDayItMaySpeakOf(t *testing.T) {
	for _, c := range []struct{ key, eve, day string }{
		{"rollcalls:v1", "2022-03-01", "2022-03-02"},
		{"votes:v1/AAA", "2022-03-01", "2022-03-02"}, // follows its roll call
		{"covotes:AAA/PPP/76/all", "2022-12-29", "2022-12-30"},
		{"patterns:77/false/hr/ys-", "2023-12-28", "2023-12-29"},
		{"events:e1", "2020-04-13", "2020-04-14"},
		{"events:e3", "2022-10-30", "2022-10-31"},                     // of a month
		{"trade:AAA/PPP/export/2022/AAA", "2022-12-30", "2022-12-31"}, // of a year
		{"series:AAA/gdp/2021", "2021-12-30", "2021-12-31"},           //
		{"dependences:AAA/PPP/arms/2018-2022/percent_of_total", "2022-12-30", "2022-12-31"},
		{"dependences:BBB/PPP/exports/2022-01/2022-08/percent_of_total", "2022-08-30", "2022-08-31"},
		{"agreements:t2", "2023-12-30", "2023-12-31"},
		{"signatories:t2/CCC/not_signed", "2023-12-30", "2023-12-31"}, // has no date: follows its agreement
		{"signatories:t1/CCC/signed", "2023-09-13", "2023-09-14"},     // has its own
		{"blocs:BLC/NNN/2023-07-01", "2023-06-30", "2023-07-01"},
		{"memberships:PACT/AAA/1992/member", "1992-12-30", "1992-12-31"},
		{"opinion:AAA/Barometer/Wave 1/2022-06-03/How much attention?/some", "2022-06-28", "2022-06-29"},
		{"corrections:states:AAA/capital", "2025-01-31", "2025-02-01"},
	} {
		dir := soundFiles(t)
		if _, ok := asOf(t, dir, c.eve).Record(c.key); ok {
			t.Errorf("%s exists as of %s", c.key, c.eve)
		}
		if _, ok := asOf(t, dir, c.day).Record(c.key); !ok {
			t.Errorf("%s does not exist as of %s", c.key, c.day)
		}
	}
}

func TestAFigureOfAYearDoesNotExistAsOfAMonthOfIt(t *testing.T) {
	dir := soundFiles(t)
	for day, exists := range map[string]bool{"2022": true, "2022-12": true, "2022-11": false, "2021": false} {
		if _, ok := asOf(t, dir, day).Record("series:AAA/gdp/2022"); ok != exists {
			t.Errorf("as of %s: %v", day, ok)
		}
	}
}

func TestASpellThatEndsLaterIsOpen(t *testing.T) {
	dir := soundFiles(t)
	for day, end := range map[string]string{"2020-01-30": "", "2020-01-31": "2020-01-31", "2024-01-01": "2020-01-31"} {
		r, _ := asOf(t, dir, day).Record("blocs:BLC/NNN/1973-01-01")
		if got := r.(*evidence.BlocMember).To.String(); got != end {
			t.Errorf("as of %s it ends %q", day, got)
		}
	}
	// The state that passes from observer to member on a day has one standing on it, and one the day before.
	for day, status := range map[string]string{"2022-06-29": "observer", "2022-06-30": "member"} {
		m, ok := load(t, dir, evidence.Options{}).Membership("CLUB", "CCC", date(t, day))
		if !ok || m.Status != status {
			t.Errorf("on %s: %+v", day, m)
		}
	}
}

func TestALaterCorrectionIsNotAppliedYet(t *testing.T) {
	dir := soundFiles(t)
	for day, want := range map[string]float64{"2024-02-29": 25, "2024-03-01": 24, "2024-12-31": 24} {
		r, _ := asOf(t, dir, day).Record("trade:AAA/QQQ/export/2022/AAA")
		if got := r.(*evidence.Flow).Value; got != want {
			t.Errorf("as of %s the value is %g", day, got)
		}
	}
}

// TestAnEditionHoldsAllOfEarlierOnes: what existed as of a day exists as of every later one.
func TestAnEditionHoldsAllOfEarlierOnes(t *testing.T) {
	keys := func(d *evidence.Dossier) map[string]bool {
		all := map[string]bool{}
		for _, r := range records(d) {
			all[evidence.MetaOf(r).Key] = true
		}
		return all
	}
	holds := func(early, late *evidence.Dossier) error {
		of := keys(late)
		for key := range keys(early) {
			if !of[key] {
				return fmt.Errorf("%s exists as of %s and not as of %s", key, early.AsOf, late.AsOf)
			}
		}
		return nil
	}
	sound := os.DirFS("testdata/sound")
	rapid.Check(t, func(rt *rapid.T) {
		a, b := anyDate().Draw(rt, "a"), anyDate().Draw(rt, "b")
		if a.Last().After(b.Last()) {
			a, b = b, a
		}
		early, err1 := evidence.Load(sound, "", evidence.Options{AsOf: a})
		late, err2 := evidence.Load(sound, "", evidence.Options{AsOf: b})
		if err1 != nil || err2 != nil {
			rt.Fatal(err1, err2)
		}
		if err := holds(early, late); err != nil {
			rt.Fatal(err)
		}
	})
	// The built-in dossier takes long to read: a chain of days, for what holds of neighbours holds of all.
	var days []evidence.Date
	for i := range 16 {
		days = append(days, anyDate().Example(i))
	}
	slices.SortFunc(days, func(a, b evidence.Date) int { return a.Last().Compare(b.Last()) })
	var before *evidence.Dossier
	for _, day := range days {
		d, err := evidence.Load(dossiers.Open(), "", evidence.Options{AsOf: day})
		if err != nil {
			t.Fatal(err)
		}
		if before != nil {
			if err := holds(before, d); err != nil {
				t.Error(err)
			}
		}
		before = d
	}
}

// anyDate draws days, months and years from before the first record to after the last.
func anyDate() *rapid.Generator[evidence.Date] {
	return rapid.Custom(func(t *rapid.T) evidence.Date {
		d := evidence.Date{Year: rapid.IntRange(1988, 2027).Draw(t, "year")}
		if rapid.Bool().Draw(t, "month is known") {
			d.Month = rapid.IntRange(1, 12).Draw(t, "month")
			if rapid.Bool().Draw(t, "day is known") {
				d.Day = rapid.IntRange(1, 28).Draw(t, "day")
			}
		}
		return d
	})
}
