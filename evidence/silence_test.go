package evidence_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/rollcall"
)

func silenceLines(d *evidence.Dossier, states ...string) (lines []string) {
	for _, s := range d.Silences(states) {
		line := fmt.Sprintf("%s %s %s %s: %s", s.State, s.Date, s.Kind, s.Key, s.ExpectedBy)
		if s.Kind == "vote" {
			line += "; selective " + s.Selective
		}
		lines = append(lines, line)
	}
	return lines
}

func expectSilences(t *testing.T, d *evidence.Dossier, states []string, want ...string) {
	t.Helper()
	if got := silenceLines(d, states...); !slices.Equal(got, want) {
		t.Errorf("found\n%s\nexpected\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEachSilenceSaysByWhichRuleItWasExpected(t *testing.T) {
	d := load(t, soundFiles(t), evidence.Options{})
	expectSilences(t, d, d.Region,
		"AAA 2023-02-23 vote votes:v3/AAA: member of BODY since 1992-03-02, listed absent in the roll call; selective no",
		"BBB 2022-03-02 vote votes:v1/BBB: member of BODY since 1992-03-02, listed absent in the roll call; selective yes",
		"BBB 2022-07-21 deputy summits:s2: member of CLUB since 2018-03-15, sent a deputy",
		"BBB 2022-10-09 cancelled events:e2: the exercise had been announced or was the custom",
		"BBB 2023-09-14 summit summits:s3: member of CLUB since 2018-03-15, listed absent",
		"CCC 2022-07-21 summit summits:s2: member of CLUB since 2022-06-30, not among all who came",
		"CCC 2023 treaty signatories:t2/CCC/not_signed: open to AAA CCC; signed by AAA",
	)
	for _, s := range d.Silences(d.Region) {
		for _, key := range append(s.From, s.Key) {
			if _, ok := d.Record(key); !ok {
				t.Errorf("%s %s rests on %s, which is not there", s.State, s.Key, key)
			}
		}
	}
}

func TestATreatySignedLaterIsASilenceUntilThen(t *testing.T) {
	dir := soundFiles(t)
	expectSilences(t, asOf(t, dir, "2022-12-31"), []string{"CCC"},
		"CCC 2022-07-21 summit summits:s2: member of CLUB since 2022-06-30, not among all who came",
		"CCC 2022-07-21 treaty signatories:t1/CCC/not_signed: open to AAA BBB CCC; signed by AAA BBB",
	)
}

// vote gives the sound dossier with other votes in roll call v1, and other memberships of its body.
func vote(t *testing.T, votes, memberships string) *evidence.Dossier {
	dir := soundFiles(t)
	dir["votes.csv"] = &fstest.MapFile{Data: []byte("# source: src\n# confidence: high\nrollcall,iso3,vote,others_cast\n" + votes)}
	dir["memberships.csv"] = &fstest.MapFile{Data: []byte("# source: src\n# confidence: high\nforum,state,from,to,status\n" + memberships)}
	delete(dir, "summits.csv")
	delete(dir, "claims.csv")
	return load(t, dir, evidence.Options{})
}

func TestASilentVoteIsSelectiveWhereTheStateAnsweredElsewhereInTheSitting(t *testing.T) {
	for _, c := range []struct{ name, votes, want string }{
		{"answered another", "v1,AAA,absent,\nv2,AAA,abstain,\n", "yes"},
		{"silent in another", "v1,AAA,absent,\nv2,AAA,absent,\n", "no"},
		{"not known in another", "v1,AAA,absent,\nv2,AAA,unknown,\n", ""},
		{"answered in another sitting", "v1,AAA,absent,\nv3,AAA,yes,\n", ""},
		{"answered others that are not here", "v1,AAA,absent,3\n", "yes"},
		{"answered no other", "v1,AAA,absent,0\n", "no"},
	} {
		for _, s := range vote(t, c.votes, "").Silences([]string{"AAA"}) {
			if s.Key == "votes:v1/AAA" && s.Selective != c.want {
				t.Errorf("%s: selective %q, expected %q", c.name, s.Selective, c.want)
			}
		}
	}
}

func TestOnlyWhoHasAVoteIsSilentInOne(t *testing.T) {
	for _, c := range []struct{ name, votes, memberships, rule string }{
		{"a member", "v1,AAA,absent,\n", "BODY,AAA,,,member\n", "member of BODY, listed absent in the roll call; selective "},
		{"an observer", "v1,AAA,absent,\n", "BODY,AAA,1992,,observer\n", ""},
		{"a member on other days", "v1,AAA,absent,\n", "BODY,AAA,2022-03-03,,member\n", ""},
		{"one of whose standing nothing is known", "v1,AAA,absent,\n", "BODY,BBB,1992,,member\n", "listed absent in the roll call; selective "},
		{"one that abstained", "v1,AAA,abstain,\n", "BODY,AAA,1992,,member\n", ""},
		{"one whose answer is not known", "v1,AAA,unknown,\n", "BODY,AAA,1992,,member\n", ""},
		{"one without a row", "v1,BBB,yes,\n", "BODY,AAA,1992,,member\n", ""},
	} {
		got := silenceLines(vote(t, c.votes, c.memberships), "AAA")
		switch {
		case c.rule == "" && len(got) > 0:
			t.Errorf("%s: %q", c.name, got)
		case c.rule != "" && (len(got) != 1 || got[0] != "AAA 2022-03-02 vote votes:v1/AAA: "+c.rule):
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestOnlyWhoIsExpectedMissesASummit(t *testing.T) {
	summit := func(status, attendance, attendees, deputies, absent string) string {
		return strings.Join([]string{"s1,CLUB,2022-07-21,in_person,leaders", status, attendance, attendees, deputies, absent}, ",") + "\n"
	}
	for _, c := range []struct{ name, standing, summit, want string }{
		{"a member not among all who came", "member", summit("held", "complete", "BBB", "", ""), "summit: member of CLUB since 2018, not among all who came"},
		{"a participant not among all who came", "participant", summit("held", "complete", "BBB", "", ""), "summit: participant of CLUB since 2018, not among all who came"},
		{"an observer", "observer", summit("held", "complete", "BBB", "", ""), ""},
		{"a guest listed absent", "guest", summit("held", "complete", "BBB", "", "AAA"), ""},
		{"a list that is partial", "member", summit("held", "partial", "BBB", "", ""), ""},
		{"a partial list that names who stayed away", "member", summit("held", "partial", "BBB", "", "AAA"), "summit: member of CLUB since 2018, listed absent"},
		{"no list", "member", summit("held", "none", "", "", "AAA"), ""},
		{"one who came", "member", summit("held", "complete", "AAA", "", ""), ""},
		{"one who sent a deputy", "member", summit("held", "complete", "BBB", "AAA", ""), "deputy: member of CLUB since 2018, sent a deputy"},
		{"a summit called off", "member", summit("cancelled", "complete", "", "", ""), ""},
		{"a summit not held yet", "member", summit("planned", "complete", "BBB", "", ""), ""},
	} {
		dir := soundFiles(t)
		card := "# source: src\n# confidence: high\n"
		dir["summits.csv"] = &fstest.MapFile{Data: []byte(card + "id,forum,date,format,level,status,attendance,attendees,deputies,absent\n" + c.summit)}
		dir["memberships.csv"] = &fstest.MapFile{Data: []byte(card + "forum,state,from,status\nCLUB,AAA,2018," + c.standing + "\n")}
		delete(dir, "votes.csv")
		delete(dir, "claims.csv")
		got := ""
		for _, s := range load(t, dir, evidence.Options{}).Silences([]string{"AAA"}) {
			got = s.Kind + ": " + s.ExpectedBy
		}
		if got != c.want {
			t.Errorf("%s: %q, expected %q", c.name, got, c.want)
		}
	}
}

func TestATreatyNobodySignedAndOneNotOpenToAStateAreNoSilence(t *testing.T) {
	for _, c := range []struct {
		name, signatories string
		silent            bool
	}{
		{"not signed, others did", "t1,AAA,not_signed,\nt1,BBB,signed,\n", true},
		{"not signed, others acceded", "t1,AAA,not_signed,\nt1,BBB,acceded,\n", true},
		{"nobody signed", "t1,AAA,not_signed,\nt1,BBB,not_signed,\n", false},
		{"acceded later", "t1,AAA,not_signed,\nt1,AAA,acceded,2024-01-01\nt1,BBB,signed,\n", false},
		{"no row", "t1,BBB,signed,\n", false},
		{"not open to it", "t3,AAA,not_signed,\nt3,BBB,signed,\n", false},
		{"negotiating", "t1,AAA,negotiating,\nt1,BBB,signed,\n", false},
	} {
		dir := soundFiles(t)
		dir["signatories.csv"] = &fstest.MapFile{Data: []byte("# source: src\n# confidence: high\nagreement,state,status,date\n" + c.signatories)}
		got := false
		for _, s := range load(t, dir, evidence.Options{}).Silences([]string{"AAA"}) {
			got = got || s.Kind == "treaty"
		}
		if got != c.silent {
			t.Errorf("%s: silent is %v", c.name, got)
		}
	}
}

// The row of a forum may be of lower confidence than the standing in it that was read elsewhere.
func TestASilenceOutlivesTheRowOfItsForum(t *testing.T) {
	dir := soundFiles(t)
	for _, edit := range []func(fstest.MapFS) error{
		replace("forums.csv", "Atown,R3,src,high", "Atown,R3,gk,low"),
		replace("forums.csv", "2018-03-15", "2030"),
	} {
		if err := edit(dir); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, s := range load(t, dir, evidence.Options{MinConfidence: evidence.High}).Silences([]string{"BBB"}) {
			found = found || s.Key == "summits:s3"
		}
		if !found {
			t.Error("the silence is gone")
		}
	}
}

func TestTheVoteOfMarch2022(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	answers := map[rollcall.Answer][]string{}
	for _, v := range d.VotesOf("es11-1") {
		if d.IsFocal(v.State) {
			answers[v.Answer] = append(answers[v.Answer], v.State)
		}
	}
	if got := fmt.Sprint(answers[rollcall.Abstain], answers[rollcall.Silent], len(answers)); got != "[KAZ KGZ TJK] [TKM UZB] 2" {
		t.Error(got)
	}
	var silent []string
	for _, s := range d.Silences(d.Region) {
		if s.Kind == "vote" && slices.Contains(s.From, "rollcalls:es11-1") {
			silent = append(silent, s.State+": "+s.ExpectedBy)
		}
	}
	want := []string{
		"TKM: member of UN since 1992-03-02, listed absent in the roll call",
		"UZB: member of UN since 1992-03-02, listed absent in the roll call",
	}
	if !slices.Equal(silent, want) {
		t.Errorf("%q", silent)
	}
}

// TestNoSilenceComesFromAMissingRow: whatever rows of evidence are left out, no silence appears that was not
// there with them.
func TestNoSilenceComesFromAMissingRow(t *testing.T) {
	without := func(dir, full fstest.MapFS, table string, keep func() bool) {
		lines := strings.SplitAfter(string(full[table+".csv"].Data), "\n")
		kept := lines[:1:1]
		for _, line := range lines[1:] {
			if keep() {
				kept = append(kept, line)
			}
		}
		dir[table+".csv"] = &fstest.MapFile{Data: []byte(strings.Join(kept, ""))}
	}
	full := soundFiles(t)
	delete(full, "claims.csv") // they name records
	all := map[string]bool{}
	d := load(t, full, evidence.Options{})
	for _, s := range d.Silences(d.Region) {
		all[s.State+" "+s.Kind+" "+s.Key] = true
	}
	rapid.Check(t, func(rt *rapid.T) {
		dir := maps.Clone(full)
		for _, table := range []string{"votes", "summits", "events", "memberships"} {
			without(dir, full, table, func() bool { return rapid.Bool().Draw(rt, table) })
		}
		d, err := evidence.Load(dir, "", evidence.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		for _, s := range d.Silences(d.Region) {
			if !all[s.State+" "+s.Kind+" "+s.Key] {
				rt.Errorf("%+v appears where rows are missing", s)
			}
		}
	})
	// The built-in dossier, with half of its votes.
	big := filesOf(t, dossiers.Open())
	delete(big, "claims.csv")
	d = load(t, big, evidence.Options{})
	before := map[string]bool{}
	for _, s := range d.Silences(d.Region) {
		before[s.Key] = true
	}
	rng := rand.New(rand.NewPCG(1, 2))
	half := maps.Clone(big)
	without(half, big, "votes", func() bool { return rng.IntN(2) == 0 })
	after := load(t, half, evidence.Options{}).Silences(d.Region)
	for _, s := range after {
		if !before[s.Key] {
			t.Errorf("%s appears where votes are missing", s.Key)
		}
	}
	if len(after) >= len(before) {
		t.Errorf("%d silences with half the votes, %d with all", len(after), len(before))
	}
}
