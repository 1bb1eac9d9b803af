package report

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/evidence"
)

const correctionsHead = "record,field,was,becomes,reason,who,date,status\n"

// twoVotes has a sentence for each of two votes, and one for both together.
const twoVotes = `# Votes

[Aland abstained.]{holds="vote('v1', 'AAA') == 'abstain'"}
[Cland agreed.]{holds="vote('v1', 'CCC') == 'yes'"}
[One of the two did so.]{holds="vote('v1', 'AAA') == 'abstain' or vote('v1', 'CCC') == 'yes'"}
[Bland stayed away.]{holds="vote('v1', 'BBB') == 'absent'"}
`

// corrected is the sound dossier with its votes as they were first told, and corrections of them.
func corrected(t *testing.T, corrections string) fstest.MapFS {
	files := sound(t, map[string]string{"reports/votes.en.md": twoVotes, "corrections.csv": correctionsHead + corrections})
	text := string(files["votes.csv"].Data)
	text = strings.Replace(text, "v1,AAA,abstain", "v1,AAA,unknown", 1)
	files["votes.csv"] = &fstest.MapFile{Data: []byte(strings.Replace(text, "v1,CCC,yes", "v1,CCC,unknown", 1))}
	return files
}

var changedLink = regexp.MustCompile(`<a href="articles/votes\.html#(s\d+)(?:-why)?">`)

// sentencesOf are the sentences of the article that a part of the errata says were changed.
func sentencesOf(part string) (ids []string) {
	for _, m := range changedLink.FindAllStringSubmatch(part, -1) {
		if !slices.Contains(ids, m[1]) {
			ids = append(ids, m[1])
		}
	}
	slices.Sort(ids)
	return ids
}

func TestTheErrataNameWhatACorrectionChangedAndNothingElse(t *testing.T) {
	folder, err := buildOf(t, corrected(t, "votes:v1/AAA,vote,unknown,abstain,misread,a reader,2024-03-01,active\nvotes:v1/CCC,vote,unknown,yes,misheard,a reader,2024-03-02,active\n"))
	if err != nil {
		t.Fatal(err) // corrected, every sentence holds
	}
	page := string(folder["errata.html"])
	one, rest, _ := strings.Cut(page, "misheard</h2>")
	two, both, found := strings.Cut(rest, `id="change-3"`)
	if !found {
		t.Fatalf("nothing is said of what the two changed together:\n%s", read([]byte(page)))
	}
	for _, c := range []struct {
		name, part string
		want       []string
	}{{"the first", one, []string{"s1"}}, {"the second", two, []string{"s2"}}, {"both together", both, []string{"s3"}}} {
		if got := sentencesOf(c.part); !slices.Equal(got, c.want) {
			t.Errorf("%s changed %v, and not %v:\n%s", c.name, got, c.want, read([]byte(folder["errata.html"])))
		}
	}
	text := read([]byte(page))
	for _, said := range []string{
		"2 corrections have been made to the evidence.", "vote of votes:v1/AAA was unknown and is abstain.",
		"Aland abstained. Before: “Aland abstained. (no longer holds as written, “holds”: the evidence now says “open”; vote AAA v1 unknown)”",
	} {
		if !strings.Contains(text, said) {
			t.Errorf("the errata do not say %q:\n%s", said, text)
		}
	}
}

func TestANumberThatACorrectionChangedIsNamedWithBoth(t *testing.T) {
	folder, err := buildOf(t, sound(t, map[string]string{
		"reports/one.en.md": oneArticle,
		"corrections.csv":   correctionsHead + "trade:AAA/PPP/export/2022/AAA,value,60,30,a digit misread,a reader,2024-03-01,active\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	text := read(folder["errata.html"])
	if !strings.Contains(text, "share AAA PPP exports: 0.6 before, 0.3 now.") || !strings.Contains(text, "Before: “60%”") && !strings.Contains(text, "60%") {
		t.Errorf("the errata read:\n%s", text)
	}
	if strings.Contains(text, "kappa") {
		t.Errorf("the errata speak of numbers that did not change:\n%s", text)
	}
}

func TestWithoutCorrectionsTheErrataSaySo(t *testing.T) {
	folder, err := buildOf(t, sound(t, map[string]string{"corrections.csv": correctionsHead}))
	if err != nil {
		t.Fatal(err)
	}
	if text := read(folder["errata.html"]); !strings.HasPrefix(text, "Errata The evidence of this report has had no correction.") {
		t.Errorf("the errata read:\n%s", text)
	}
}

// TestACorrectionThatMendsAFaultIsSaid is of one without which the dossier cannot be read.
func TestACorrectionThatMendsAFaultIsSaid(t *testing.T) {
	files := sound(t, map[string]string{"corrections.csv": correctionsHead + "votes:v1/AAA,vote,maybe,abstain,misread,a reader,2024-03-01,active\n"})
	files["votes.csv"] = &fstest.MapFile{Data: []byte(strings.Replace(string(files["votes.csv"].Data), "v1,AAA,abstain", "v1,AAA,maybe", 1))}
	if _, err := evidence.Load(files, "sound", evidence.Options{}); err != nil {
		t.Fatal(err)
	}
	folder, err := buildOf(t, files)
	if err != nil {
		t.Fatal(err)
	}
	if text := read(folder["errata.html"]); !strings.Contains(text, "What it changed cannot be told: without it the dossier is at fault (sound/votes.csv:2:8: ") {
		t.Errorf("the errata read:\n%s", text)
	}
}
