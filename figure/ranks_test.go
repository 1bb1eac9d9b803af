package figure

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// frequencies are the shares of 10,000 admissible choices in which each takes each rank, after its mean rank.
const frequencies = `# Autonomy of a state
Uzbekistan|1.6 0.5285 0.4015 0.0569 0.013 0.0001
Kazakhstan|2.2 0.3245 0.3049 0.2438 0.1022 0.0246
Kyrgyzstan|2.9 0.1184 0.2304 0.3805 0.2071 0.0636
Tajikistan|4.1 0.009 0.0348 0.1728 0.3664 0.417
Turkmenistan|4.2 0.0196 0.0284 0.146 0.3113 0.4947
# Pull on Turkmenistan
China|1.5 0.6145 0.2699 0.0757 0.0382 0.0017
Russia|2.3 0.2478 0.3906 0.232 0.1212 0.0084
Türkiye|2.5 0.1307 0.2944 0.548 0.0269 0
European Union|3.8 0.007 0.0451 0.1435 0.7739 0.0305
United States|5.0 0 0 0.0008 0.0398 0.9594`

func sampleRanks() Ranks {
	r := Ranks{
		Frame: Frame{
			Title:  "Who ranks where under all admissible weights",
			About:  "Share of 10,000 choices of weights, normalisers and readings in which each takes each rank.",
			Spoken: "Uzbekistan is the most autonomous in 53% of choices, Kazakhstan in 32%. China pulls Turkmenistan most in 61%.",
			Source: "Source: the composites that the dossier declares.",
		},
		Ranks: []string{"first", "second", "third", "fourth", "last"},
		Notes: "mean rank",
	}
	for _, line := range strings.Split(frequencies, "\n") {
		if name, heading := strings.CutPrefix(line, "# "); heading {
			r.Groups = append(r.Groups, Ranking{Name: name})
			continue
		}
		name, numbers, _ := strings.Cut(line, "|")
		a := Acceptability{Name: name, Shares: make([]float64, 5)}
		if _, err := fmt.Sscan(numbers, &a.Note, &a.Shares[0], &a.Shares[1], &a.Shares[2], &a.Shares[3], &a.Shares[4]); err != nil {
			panic(err)
		}
		g := &r.Groups[len(r.Groups)-1]
		g.Subjects = append(g.Subjects, a)
	}
	return r
}

func TestRanks(t *testing.T) {
	text := looked(t, "ranks", sampleRanks())
	for _, want := range []string{">53%<", ">96%<", ">mean rank<", ">fourth<"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

// Whatever the shares are, no value is written where it has no room, and each is in the table.
func TestRanksOfAnyShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sampleRanks()
		n := rapid.IntRange(1, 6).Draw(t, "ranks")
		r.Ranks = strings.Fields("1 2 3 4 5 6")[:n]
		var g Ranking
		for range rapid.IntRange(1, 9).Draw(t, "subjects") {
			shares, sum := rapid.SliceOfN(rapid.Float64Range(.001, 1), n, n).Draw(t, "shares"), 0.0
			for _, v := range shares {
				sum += v
			}
			for i := range shares {
				shares[i] /= sum
			}
			g.Subjects = append(g.Subjects, Acceptability{rapid.StringMatching(`[a-zа-я ]{0,60}`).Draw(t, "name"), "", shares})
		}
		r.Groups = []Ranking{g}
		drawn(t, r)
		if got, want := len(r.Table()), 1+n*len(g.Subjects); got != want {
			t.Errorf("the table has %d rows, not %d", got, want)
		}
	})
}

func TestRanksRefuse(t *testing.T) {
	for name, spoil := range map[string]func(*Ranks){
		"nothing":             func(r *Ranks) { r.Groups = nil },
		"a nameless rank":     func(r *Ranks) { r.Ranks = r.Ranks[1:] },
		"too many ranks":      func(r *Ranks) { r.Ranks = make([]string, 7) },
		"more than all cases": func(r *Ranks) { r.Groups[0].Subjects[0].Shares[0] = .9 },
		"less than none":      func(r *Ranks) { r.Groups[0].Subjects[0].Shares = []float64{-1, 2} },
	} {
		r := sampleRanks()
		spoil(&r)
		if err := r.WriteSVG(io.Discard); err == nil {
			t.Errorf("ranks with %s were drawn", name)
		}
	}
}
