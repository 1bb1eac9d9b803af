package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"multivector/idealpoint"
	"multivector/rollcall"
)

// heldShare of the votes is held back at random.
const heldShare = .05

// trialScores is how well held votes were foretold, in the form of the JSON.
type trialScores struct {
	Program string   `json:"program"`
	Method  string   `json:"method"`
	Level   float64  `json:"level"`
	Trials  []scored `json:"trials"`
}

type scored struct {
	Held   string     `json:"held"` // what was held back: session 78, or at random
	Votes  int        `json:"votes"`
	Silent int        `json:"silent"`
	Again  int        `json:"again"`
	Ways   []scoredBy `json:"ways"`
}

type scoredBy struct {
	Way         string   `json:"way"`
	Log         float64  `json:"log"`
	RPS         float64  `json:"rps"`
	YesOrNot    float64  `json:"yes_or_not"`
	WithSilence *float64 `json:"with_silence"` // nil where no silence was asked for
	Calibration []bin    `json:"calibration"`
}

type bin struct {
	From     float64 `json:"from"`
	N        int     `json:"n"`
	Foretold float64 `json:"foretold"`
	Came     float64 `json:"came"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

func (q *nextQuery) writeScores(cmd *cobra.Command, rec *rollcall.Record, repeats [][2]string) error {
	h := q.held(cmd, rec, repeats)
	all := trialScores{Program: "multivector " + version, Method: q.method, Level: idealpoint.Level}
	session := slices.Max(rec.Sessions())
	last, err := h.LastSession(cmd.Context(), session)
	if err != nil {
		return err
	}
	random, err := h.AtRandom(cmd.Context(), q.set.Seed, heldShare)
	if err != nil {
		return err
	}
	all.Trials = []scored{scoresOf(fmt.Sprintf("session %d", session), last), scoresOf("at random", random)}
	return create(cmd, q.output, func(w io.Writer) error { return q.writeTrials(w, all) })
}

func scoresOf(held string, t *idealpoint.Trial) scored {
	s := scored{Held: held, Again: t.Again}
	for _, done := range t.Done {
		if done == idealpoint.Silent {
			s.Silent++
		} else {
			s.Votes++
		}
	}
	for _, way := range t.Ways {
		scores, withSilence := t.Score(way)
		by := scoredBy{Way: way.Name, Log: scores.Log, RPS: scores.RPS, YesOrNot: scores.YesOrNot}
		if s.Silent > 0 {
			by.WithSilence = &withSilence
		}
		for i, b := range scores.Calibration {
			if b.N > 0 {
				by.Calibration = append(by.Calibration, bin{float64(i) / 10, b.N, b.Forecast, b.Is, b.Low, b.High})
			}
		}
		s.Ways = append(s.Ways, by)
	}
	return s
}

func (q *nextQuery) writeTrials(w io.Writer, all trialScores) error {
	switch q.page.format {
	case "json":
		return encodeJSON(w, all)
	case "csv":
		return all.writeCSV(w)
	}
	for _, t := range all.Trials {
		g := grid{title: "Votes held back: " + t.Held, head: []string{"foretold by", "log score", "RPS", "yes or not", "with silence"}}
		what := plural(t.Votes, "vote", "votes")
		if t.Silent > 0 {
			what += fmt.Sprintf(" and %s, %d of them on a question put before", plural(t.Silent, "silence", "silences"), t.Again)
		}
		g.about = what + "; less is better: the mean of -log of the probability given to what came (nats), and the ranked probability score."
		for _, by := range t.Ways {
			silence := "·"
			if by.WithSilence != nil {
				silence = decimals(*by.WithSilence, 3)
			}
			g.rows = append(g.rows, []string{by.Way, decimals(by.Log, 3), decimals(by.RPS, 4), decimals(by.YesOrNot, 3), silence})
		}
		q.print(w, g)
		g = grid{title: "When the model says yes, " + t.Held, head: []string{"foretold", "votes", "mean", "came", "interval"}}
		g.about = fmt.Sprintf("How often a yes came where it was foretold with a probability of so much; the %.0f%% interval if votes were independent, and those of one roll call are not.", 100*all.Level)
		for _, b := range t.Ways[0].Calibration {
			g.rows = append(g.rows, []string{fmt.Sprintf("%s to %s", decimals(b.From, 1), decimals(b.From+.1, 1)), strconv.Itoa(b.N), index(b.Foretold), index(b.Came), "[" + index(b.Low) + " " + index(b.High) + "]"})
		}
		q.print(w, g)
	}
	return nil
}

func decimals(v float64, n int) string { return strconv.FormatFloat(v, 'f', n, 64) }

// writeCSV writes a score a row, and a bin of a calibration a row.
func (all trialScores) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"held", "way", "score", "from", "n", "foretold", "value", "low", "high"}}
	for _, t := range all.Trials {
		for _, by := range t.Ways {
			row := func(score string, n int, value float64) {
				rows = append(rows, []string{t.Held, by.Way, score, "", strconv.Itoa(n), "", full(value), "", ""})
			}
			row("log", t.Votes, by.Log)
			row("rps", t.Votes, by.RPS)
			row("yes_or_not", t.Votes, by.YesOrNot)
			if by.WithSilence != nil {
				row("with_silence", t.Votes+t.Silent, *by.WithSilence)
			}
			for _, b := range by.Calibration {
				rows = append(rows, []string{t.Held, by.Way, "calibration", full(b.From), strconv.Itoa(b.N), full(b.Foretold), full(b.Came), full(b.Low), full(b.High)})
			}
		}
	}
	return out.WriteAll(rows)
}
