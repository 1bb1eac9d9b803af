package intake

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"multivector/evidence"
	"multivector/rollcall"
)

// testdata/undl.csv was written by hand in the layout of the UN Digital Library's file of February 2026: two
// resolutions of the year 2099.
func TestReadVotesTellsTheLayoutsApart(t *testing.T) {
	undl, err := os.ReadFile("testdata/undl.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"plain": undl, "gzip": zipped(t, undl)} {
		t.Run(name, func(t *testing.T) {
			r, warnings, err := ReadVotes(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if want := "[line 9: the row says again what an earlier row says]"; fmt.Sprint(warnings) != want {
				t.Errorf("warnings %v, want %s", warnings, want)
			}
			var got []string
			for c, call := range r.Calls() {
				line := fmt.Sprintf("%s session %d, %s:", call.ID, call.Session, call.Sitting)
				for s, state := range r.States() {
					if a := r.Answer(s, c); a != rollcall.NotMember {
						line += fmt.Sprintf(" %s %s", state.Code, a)
					}
				}
				got = append(got, line)
			}
			want := []string{
				// An emergency session of March 2099 falls into the 153rd regular one, of September 2098.
				"1 session 153, unga 2099-03-02: KAZ abstain RUS no TKM absent USA yes",
				"2 session 154, unga 2099-12-01: KAZ yes RUS yes TKM absent",
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
	for name, file := range map[string][]byte{"Voeten's": excerpt(t), "Voeten's, gzip": zipped(t, excerpt(t))} {
		if r, _, err := ReadVotes(bytes.NewReader(file)); err != nil || len(r.Calls()) == 0 {
			t.Errorf("%s layout was not read: %v", name, err)
		}
	}
}

func TestReadUNDLFaults(t *testing.T) {
	const header = "undl_id,ms_code,ms_vote,date,session\n"
	for row, want := range map[string]string{
		"1,KAZ,B,2022-03-02,76\n":                          `2:7: the vote is "B"; it would be Y, N, A, X or empty`,
		"1,kaz,Y,2022-03-02,76\n":                          `2:3: the state is "kaz"; it would be three capital letters of ISO 3166`,
		"1,KAZ,Y,2022-02-30,76\n":                          `2:9: the date is "2022-02-30"; it would be like 2022-03-02`,
		"1,KAZ,Y,2022-03-02,0\n":                           `2:20: the session is "0"; it would be a number from 1 to 999, or the name of a special session, as ES-11`,
		",KAZ,Y,2022-03-02,76\n":                           `2:1: the record has no number; undl_id tells the roll calls apart`,
		"1,KAZ,Y,2022-03-02,76\n1,KAZ,N,2022-03-02,76\n":   `3:7: KAZ has the vote "N" in 1, and another on line 2; a state has one vote in a roll call`,
		"1,KAZ,Y,2022-03-02,76\n1,RUS,N,2022-03-03,76\n":   `3:9: 1 is of session 76, 2022-03-03, and of session 76, 2022-03-02, on line 2; a roll call has one session and date`,
		"1,KAZ,Y,2022-03-02,76\n1,RUS,N,2022-03-02,ES-1\n": `3:9: 1 is of session ES-1, 2022-03-02, and of session 76, 2022-03-02, on line 2; a roll call has one session and date`,
	} {
		_, _, err := ReadVotes(strings.NewReader(header + row))
		var faults evidence.Faults
		if !errors.As(err, &faults) || len(faults) != 1 || faults[0].String() != ":"+want {
			t.Errorf("%q gives %v, want :%s", row, err, want)
		}
	}
}

// FuzzReadVotes holds that no file of either layout makes the reader panic or hang, and that it gives a
// record or an error.
func FuzzReadVotes(f *testing.F) {
	undl, err := os.ReadFile("testdata/undl.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(undl)
	f.Add(zipped(f, undl))
	f.Add(excerpt(f))
	f.Add([]byte("undl_id,ms_code,ms_vote,date,session\n1,KAZ,Y,2022-03-02,ES-11\n1,\"KAZ"))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, _, err := ReadVotes(bytes.NewReader(file))
		if (r == nil) == (err == nil) {
			t.Fatalf("record %v, error %v: want one of them", r, err)
		}
	})
}
