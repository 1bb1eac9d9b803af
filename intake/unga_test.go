package intake

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"multivector/evidence"
	"multivector/rollcall"
)

// excerpt is testdata/unga.csv, written by hand in Voeten's layout: two roll calls that were never held.
func excerpt(tb testing.TB) []byte {
	tb.Helper()
	text, err := os.ReadFile("testdata/unga.csv")
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func zipped(tb testing.TB, text []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		tb.Fatal(err)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestReadUNGA(t *testing.T) {
	for name, file := range map[string][]byte{
		"plain": excerpt(t),
		"gzip":  zipped(t, excerpt(t)),
		"CRLF":  bytes.ReplaceAll(excerpt(t), []byte("\n"), []byte("\r\n")),
		"mark":  append([]byte("\ufeff"), excerpt(t)...),
	} {
		t.Run(name, func(t *testing.T) {
			r, warnings, err := ReadUNGA(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			const both = "line 3: states 260 and 255 are both DEU: 255 answered last and has the code, 260 goes by its number"
			if fmt.Sprint(warnings) != "["+both+"]" {
				t.Errorf("warnings %v, want %s", warnings, both)
			}
			states := []rollcall.State{{Code: "USA", COW: 2}, {Code: "DEU", COW: 255}, {Code: "260", COW: 260}, {Code: "RUS", COW: 365}, {Code: "TKM", COW: 701}, {Code: "KAZ", COW: 705}}
			if got := r.States(); fmt.Sprint(got) != fmt.Sprint(states) {
				t.Errorf("states %v, want %v", got, states)
			}
			calls := []rollcall.Call{ // the later session stands first in the file
				{ID: "900", Session: 45, Date: "1990-12-12", Sitting: "unga 1990-12-12", Issues: "me;nu", Amendment: true},
				{ID: "9001", Session: 76, Date: "2022-03-02", Sitting: "unga 2022-03-02", Issues: "hr", Important: true},
			}
			if got := r.Calls(); fmt.Sprint(got) != fmt.Sprint(calls) {
				t.Errorf("roll calls %v, want %v", got, calls)
			}
			answers := map[string][2]rollcall.Answer{
				"USA": {rollcall.No, rollcall.Yes},
				"DEU": {rollcall.NotMember, rollcall.Yes},
				"260": {rollcall.Abstain, rollcall.NotMember},
				"RUS": {rollcall.Yes, rollcall.No},
				"TKM": {rollcall.NotMember, rollcall.Silent},
				"KAZ": {rollcall.NotMember, rollcall.Abstain},
			}
			for code, want := range answers {
				s, _ := r.State(code)
				if got := [2]rollcall.Answer{r.Answer(s, 0), r.Answer(s, 1)}; got != want {
					t.Errorf("%s answered %v, want %v", code, got, want)
				}
			}
		})
	}
}

const header = "rcid,ccode,vote,session,Country,date,year,me\n"

func TestReadUNGAFaults(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"empty", "", "the file is empty; its first line would name the columns rcid, ccode, vote, session"},
		{"columns", "rcid,date,vote,date\n", ":1:1: the header has no column ccode; it would name rcid, ccode, vote, session\n" +
			":1:1: the header has no column session; it would name rcid, ccode, vote, session\n" +
			":1:16: the header names the column date twice; once"},
		{
			"code", header + "1,705,4,47,KAZ,1992-01-02,1992,0\n1,705,,47,KAZ,1992-01-02,1992,0\n",
			":2:7: the vote is \"4\"; it would be 1 yes, 2 abstain, 3 no, 8 absent or 9 not a member\n" +
				":3:7: the vote is \"\"; it would be 1 yes, 2 abstain, 3 no, 8 absent or 9 not a member",
		},
		{
			"numbers", header + "x,705,1,47,KAZ,,,\n1,1000,1,47,KAZ,,,\n1,705,1,-0,KAZ,,,\n01,705,1,47,KAZ,,,\n",
			":2:1: rcid is \"x\"; it would be a whole number from 0 to 999999999\n" +
				":3:3: ccode is \"1000\"; it would be a whole number from 1 to 999\n" +
				":4:9: session is \"-0\"; it would be a whole number from 1 to 999\n" +
				":5:1: rcid is \"01\"; it would be a whole number from 0 to 999999999",
		},
		{
			"two votes", header + "1,705,1,47,KAZ,,,\n1,701,1,47,TKM,,,\n1,705,3,47,KAZ,,,\n",
			":4:7: state 705 has the vote 3 in roll call 1, and 1 on line 2; a state has one vote in a roll call",
		},
		{
			"two sessions", header + "1,705,1,47,KAZ,,,\n2,705,1,47,KAZ,,,\n1,701,1,48,TKM,,,\n",
			":4:9: roll call 1 is in session 48, and in session 47 on line 2; a roll call has one session",
		},
		{
			"two dates", header + "1,705,1,47,KAZ,1992-01-02,,\n1,701,1,47,TKM,1992-01-03,,\n",
			":3:16: roll call 1 is dated \"1992-01-03\", and \"1992-01-02\" on line 2; a roll call has one date",
		},
		{
			"date", header + "1,705,1,47,KAZ,2.1.1992,1992,0\n1,701,1,47,TKM,2.1.1992,1992,0\n2,705,1,47,KAZ,NA,92,0\n",
			":2:16: the date is \"2.1.1992\"; it would be like 2022-03-02\n" +
				":4:19: year is \"92\"; it would be a whole number from 1000 to 9999",
		},
		{"flag", header + "1,705,1,47,KAZ,1992-01-02,1992,yes\n", ":2:32: me is \"yes\"; it would be 0, 1 or empty"},
		{"fields", header + "1,705,1,47\n", ":2:1: the row has 4 fields; the header has 8"},
		{
			"quote", header + "1,705,1,47,K\"Z,,,\n1,705,4,47,KAZ,,,\n",
			":2:13: bare \" in non-quoted-field; a quotation mark would be doubled, inside a quoted field\n" +
				":3:7: the vote is \"4\"; it would be 1 yes, 2 abstain, 3 no, 8 absent or 9 not a member",
		},
		{"quote in the header", "rcid,\"ccode\n", ":1:13: the header: extraneous or missing \" in quoted-field; a quotation mark would be doubled, inside a quoted field"},
		{"long row", header + "1,705,1,47,\"" + strings.Repeat("KAZ\n", maxRow), ":2:1: a row is longer than 65536 bytes; a quotation mark may not be closed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, _, err := ReadUNGA(strings.NewReader(test.file))
			var faults evidence.Faults
			if !errors.As(err, &faults) || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if r != nil {
				t.Error("a record from a file with faults")
			}
		})
	}
}

func TestReadUNGAKeepsFiftyFaults(t *testing.T) {
	_, _, err := ReadUNGA(strings.NewReader(header + strings.Repeat("1,705,7,47,KAZ,,,\n", 1234)))
	var faults evidence.Faults
	if !errors.As(err, &faults) || len(faults) != maxFaults+1 {
		t.Fatalf("%d faults, want %d", len(faults), maxFaults+1)
	}
	if got, want := faults[maxFaults].String(), "1184 more faults are not listed; correct those above first"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadUNGAWarnings(t *testing.T) {
	for _, test := range []struct{ name, rows, states, warnings string }{
		{
			"said twice", "1,705,1,47,KAZ,,,\n1,705,1,47,KAZ,,,\n1,705,1,47,KAZ,,,\n", "[{KAZ 705}]",
			"[line 3 and 1 more: the row says again what an earlier row says]",
		},
		{
			"no Country", "1,705,1,47,,,,\n1,701,1,47,NA,,,\n1,703,1,47,Kyrgyzstan,,,\n1,702,1,47,,,,\n2,702,1,47,TJK,,,\n", "[{701 701} {TJK 702} {703 703} {705 705}]",
			"[line 2 and 2 more: the state has no three-letter Country, and goes by its number]",
		},
		// The order of the rows must not matter, only that of the answers; a 9 is none.
		{
			"renamed", "2,345,1,61,SRB,2006-10-01,,\n1,345,1,61,YUG,2006-09-30,,\n3,345,9,62,YUG,2007-01-01,,\n", "[{SRB 345}]",
			"[line 3: state 345 is YUG here, and goes by SRB, under which it answered last]",
		},
		{
			"older number", "1,255,1,46,DEU,,,\n2,260,1,45,DEU,,,\n", "[{DEU 255} {260 260}]",
			"[line 3: states 260 and 255 are both DEU: 255 answered last and has the code, 260 goes by its number]",
		},
		{
			"older number first", "2,255,1,45,DEU,,,\n1,260,1,46,DEU,,,\n", "[{255 255} {DEU 260}]",
			"[line 2: states 255 and 260 are both DEU: 260 answered last and has the code, 255 goes by its number]",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, warnings, err := ReadUNGA(strings.NewReader(header + test.rows))
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(r.States()); got != test.states {
				t.Errorf("states %s, want %s", got, test.states)
			}
			if got := fmt.Sprint(warnings); got != test.warnings {
				t.Errorf("warnings %s\nwant %s", got, test.warnings)
			}
		})
	}
}

func TestReadUNGAWithoutDates(t *testing.T) {
	r, _, err := ReadUNGA(strings.NewReader("rcid,ccode,vote,session,year\n2,705,1,47,1993\n1,705,1,47,1992\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []rollcall.Call{{ID: "1", Session: 47, Date: "1992"}, {ID: "2", Session: 47, Date: "1993"}}
	if got := r.Calls(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("roll calls %v, want %v: a year is no day, and no sitting", got, want)
	}
}

func TestReadUNGADamage(t *testing.T) {
	whole := zipped(t, excerpt(t))
	var faults evidence.Faults
	for name, file := range map[string][]byte{"cut short": whole[:len(whole)-20], "no more than the mark": whole[:2], "altered": append(bytes.Clone(whole[:len(whole)-8]), 0, 0, 0, 0, 0, 0, 0, 0)} {
		if _, _, err := ReadUNGA(bytes.NewReader(file)); !errors.As(err, &faults) || !strings.Contains(err.Error(), "the gzip file is damaged") {
			t.Errorf("%s: error %v, want a fault", name, err)
		}
	}
	// What was wrong before the damage is reported with it.
	faulty := zipped(t, bytes.ReplaceAll(excerpt(t), []byte("9001,705,2,"), []byte("9001,705,4,")))
	_, _, err := ReadUNGA(bytes.NewReader(faulty[:len(faulty)-8]))
	if !errors.As(err, &faults) || len(faults) != 2 || !strings.HasPrefix(faults[0].What, "the vote is") {
		t.Errorf("a fault, then damage: error %v", err)
	}
	// A disk that fails is no fault of the file.
	for _, after := range []string{"", header, header + "1,705,1,47,KAZ,,,\n"} {
		failing := io.MultiReader(strings.NewReader(after), iotest.ErrReader(io.ErrClosedPipe))
		if _, _, err := ReadUNGA(failing); !errors.Is(err, io.ErrClosedPipe) || errors.As(err, &faults) {
			t.Errorf("after %q: error %v, want the reader's own", after, err)
		}
	}
}

// FuzzReadUNGA holds that no file makes the reader panic, hang, or take memory out of proportion to
// what the file unpacks to.
func FuzzReadUNGA(f *testing.F) {
	f.Add(excerpt(f))
	f.Add(zipped(f, excerpt(f)))
	f.Add([]byte(header + "1,705,1,47,KAZ,1992-01-02,1992,0\n1,705,3,47,KAZ,1992-01-02,1992,0\n2,705,1,48,,,,\n"))
	f.Add([]byte(header + "1,705,1,47,\"KAZ\n\"\"\",1992-01-02,1992,0\n1,\"705,1"))
	f.Add(zipped(f, append([]byte(header), bytes.Repeat([]byte("1,705,1,47,KAZ,,,\n"), 2000)...)))
	f.Fuzz(func(t *testing.T, file []byte) {
		var size int64
		if plain, err := gunzip(bytes.NewReader(file)); err == nil {
			size, _ = io.Copy(io.Discard, plain)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, _, err := ReadUNGA(bytes.NewReader(file))
		runtime.ReadMemStats(&after)
		// A state and a roll call can be had for 8 bytes each, and take half a byte for each other.
		if took, most := after.TotalAlloc-before.TotalAlloc, uint64(1<<20+400*size); took > most {
			t.Errorf("%d bytes taken for a file of %d, want at most %d", took, size, most)
		}
		if (r == nil) == (err == nil) {
			t.Fatalf("record %v, error %v: want one of them", r, err)
		}
		if err == nil && r.NonUnanimous().Count() > len(r.Calls()) {
			t.Error("more divided roll calls than roll calls")
		}
	})
}

func BenchmarkReadUNGA(b *testing.B) {
	const path = "../../shared/data/unga/votes.csv.gz"
	file, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("the provider's file is not in the project: %v", err)
	}
	for b.Loop() {
		if _, _, err := ReadUNGA(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}
