package evidence_test

import (
	"bytes"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"multivector/evidence"
)

// FuzzLoad puts any bytes in the place of one file of the sound dossier: whatever they are, each fault says
// what is wrong, in the order of the files, and a dossier without a fault can be asked.
func FuzzLoad(f *testing.F) {
	sound := soundFiles(f)
	files := slices.Sorted(maps.Keys(sound))
	for i, name := range files {
		f.Add(byte(i), sound[name].Data)
	}
	for _, text := range []string{
		"", "\n", "#", "# source: src", "id", "id,id\n", "id,\"", "\ufeffid\r\n\"a\nb\"\r\n", "\xff", "iso3,name,kind,source\n,,,\n",
		"title = \"a\"\n[[domains]]\n[[domains]]\nweight = nan\n", "region = [[\"A\"]]", "votes = {opposed = [\"A\", \"B\"]}", "\"a.b\" = 1\n\"\" = 2",
	} {
		for i := range files {
			f.Add(byte(i), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		dir := maps.Clone(sound)
		name := files[int(which)%len(files)]
		dir[name] = &fstest.MapFile{Data: data}
		d, err := evidence.Load(dir, "", evidence.Options{})
		if err == nil {
			d.Silences(d.Region)
			for _, r := range records(d) {
				evidence.MetaOf(r).Fields()
			}
			_, _ = d.Resolve("Aland")
			return
		}
		checkFaults(t, err)
	})
}

func checkFaults(t *testing.T, err error) {
	faults := evidence.AsFaults(err)
	if len(faults) == 0 {
		t.Fatalf("an error without faults: %v", err)
	}
	for i, f := range faults {
		if f.What == "" || f.Right == "" || f.File == "" || f.Line < 0 || f.Column < 0 || f.Line > 0 && f.Column == 0 {
			t.Errorf("the fault says too little: %+v", f)
		}
		if i > 0 {
			before := faults[i-1]
			if before.File > f.File || before.File == f.File && (before.Line > f.Line || before.Line == f.Line && before.Column > f.Column) {
				t.Errorf("%v stands before %v", before, f)
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2022", "2022-09", "2022-09-14", "2022-02-30", "2022-13", "0000", "0000-01", "-001", "２０２２", "2022-9", "", "9999-12-31"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := evidence.ParseDate(s)
		if err != nil {
			if !d.IsZero() {
				t.Errorf("%q: a date and an error", s)
			}
			return
		}
		if d.IsZero() || d.String() != s || d.Last().Before(d.First()) {
			t.Errorf("%q reads as %q, %s to %s", s, d, d.First(), d.Last())
		}
	})
}

func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"", "2022", "2022-01/2022-08", "2015-2019", "2019-2015", "2022/", "/2022", "2022-01-01/2022", "0000-0000", "2022-09-2023"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var p evidence.Period
		if err := p.UnmarshalText([]byte(s)); err != nil {
			if !strings.Contains(err.Error(), "; ") {
				t.Errorf("%q: %v does not say what would be right", s, err)
			}
			return
		}
		if p.String() != s || s != "" && (p.From.IsZero() || p.To.IsZero() || p.To.Last().Before(p.From.First()) || p.Years() < 1) {
			t.Errorf("%q reads as %q, %s to %s, %d years", s, p, p.From, p.To, p.Years())
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"", "..", "n/a", "0", "-0", "1e3", "1,000", "NaN", "Inf", "0x1p-2", "1_000", " 1", "1e400", "1e-400", ".5", "5."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var n, again evidence.Number
		if err := n.UnmarshalText([]byte(s)); err != nil {
			return
		}
		if strings.ContainsAny(s, ", _xX") || n.Is() != strings.ContainsAny(s, "0123456789") {
			t.Errorf("%q reads as %v", s, n)
		}
		text, err := n.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(text); err != nil || again != n {
			t.Errorf("%q reads as %v, is written %q and reads as %v (%v)", s, n, text, again, err)
		}
	})
}

func FuzzResolve(f *testing.F) {
	d := builtIn(f, evidence.Options{})
	for _, s := range []string{"", "KAZ", "Қазақстан", "İ", "\u0301", "\xff", "a\x00b", "C5+1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, err := d.Resolve(s)
		if err != nil {
			return
		}
		_, isState := d.State(code)
		_, isForum := d.Forum(code)
		if !isState && !isForum {
			t.Errorf("%q resolves to %q, which is neither a state nor a forum", s, code)
		}
		for _, same := range []string{" " + s + ".", strings.ToLower(s)} {
			if again, err := d.Resolve(same); err == nil && again != code {
				t.Errorf("%q resolves to %s, %q to %s", s, code, same, again)
			}
		}
	})
}

// TestATableOfFaultsTakesNoLongerThanItIsLong: a megabyte in which every row is wrong, each in its own way. It takes a
// second or less; the bound leaves room for the race detector, and none for what grows with the square: minutes.
func TestATableOfFaultsTakesNoLongerThanItIsLong(t *testing.T) {
	size := 1 << 20
	fill := func(head string, row func(i int) string) []byte {
		var b strings.Builder
		b.WriteString(head + "\n")
		for i := 0; b.Len() < size-1000; i++ {
			b.WriteString(row(i) + "\n")
		}
		return []byte(b.String())
	}
	settings := fill("title = \"a\"", func(i int) string { return fmt.Sprintf("setting%d = 1", i) })
	settings = settings[:1<<15]
	settings = settings[:bytes.LastIndexByte(settings, '\n')]
	long := strings.Repeat("x", 190)
	for _, c := range []struct {
		name, file string
		data       []byte
	}{
		{"unknown states", "votes.csv", fill("rollcall,iso3,vote,source,confidence", func(i int) string { return fmt.Sprintf("v1,X%d,yes,src,high", i) })},
		{"unknown records", "claims.csv", fill("id,claim,kind,evidence,source", func(i int) string { return fmt.Sprintf("c%d,a,fact,votes:%d/%s,src", i, i, long) })},
		{"unknown records in one cell", "claims.csv", []byte("id,claim,kind,evidence,source\nc,a,fact,votes:" + strings.Repeat("1;votes:2", 1<<17) + ",src\n")},
		{"corrections of nothing", "corrections.csv", fill("record,field,was,becomes,reason,who,date,status", func(i int) string { return fmt.Sprintf("votes:v%d/AAA,vote,a,b,c,d,2024-01-01,active", i) })},
		{"overlapping spells", "memberships.csv", fill("forum,state,from,status,source,confidence", func(i int) string {
			return fmt.Sprintf("CLUB,AAA,%04d-%02d-%02d,member,src,high", 1+i/336, i/28%12+1, i%28+1)
		})},
		{"one key", "series.csv", fill("state,indicator,year,value,unit,source,confidence", func(int) string { return "AAA,gdp,2021,1,USD,src,high" })},
		{"unknown columns", "trade.csv", []byte(fill("", func(i int) string { return fmt.Sprintf("column%d,", i) })[1:])},
		{"one row of unknown columns", "trade.csv", []byte(strings.ReplaceAll(string(fill("state", func(i int) string { return fmt.Sprintf(",c%d", i) })), "\n", ""))},
		{"empty rows", "events.csv", fill(strings.Join(evidence.Columns("events"), ","), func(int) string { return strings.Repeat(",", 15) })},
		{"unclosed quotes", "events.csv", fill(strings.Join(evidence.Columns("events"), ","), func(int) string { return `a"` })},
		{"unknown settings", "dossier.toml", settings},
		{"an unknown region", "dossier.toml", fill("region = [", func(i int) string { return fmt.Sprintf("\"X%d\",", i) })},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := soundFiles(t)
			dir[c.file] = &fstest.MapFile{Data: c.data}
			if c.name == "unknown records" { // many that might have been meant
				dir["series.csv"] = &fstest.MapFile{Data: fill("state,indicator,year,value,unit,source,confidence", func(i int) string { return fmt.Sprintf("AAA,gdp%d,2021,1,USD,src,high", i) })}
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, err := evidence.Load(dir, "", evidence.Options{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Fatal("no fault was found")
			}
			checkFaults(t, err)
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d faults in %v, %d MB allocated", len(evidence.AsFaults(err)), took.Round(time.Millisecond), allocated>>20)
			if took > 15*time.Second || allocated > 1<<30 {
				t.Errorf("%v and %d MB for %d bytes", took, allocated>>20, len(c.data))
			}
		})
	}
}
