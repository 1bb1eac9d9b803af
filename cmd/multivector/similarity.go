package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"multivector/chance"
	"multivector/measure"
	"multivector/rollcall"
)

func newSimilarity() *cobra.Command {
	var q similarityQuery
	var reading, output string
	cmd := &cobra.Command{
		Use:   "similarity VOTES",
		Short: "Agreement, S, pi and kappa of every two states in a roll-call file",
		Long: `Similarity reads a roll-call file of the UN General Assembly, Voeten's or the UN Digital Library's (CSV, plain or
gzip), and writes, as CSV, how alike every two
states answered: a row for each two states and session or year in which both voted, with the number of roll
calls n on which they did. Roll calls on which all who voted gave one answer are left out (--unanimous keeps
them). An empty value is undefined: neither state ever changed its answer.`,
		Example: "multivector similarity UNVotes.csv.gz --measure kappa --by session --states KAZ,RUS,CHN --from 70",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, m := range q.measures {
				if measure.Similarities[m] == nil {
					return fmt.Errorf("--measure %q is not known; write agreement, s, pi or kappa, or several with commas", m)
				}
			}
			if q.by != "" && q.by != "session" && q.by != "year" {
				return fmt.Errorf("--by %q is not known; write session or year, or leave it out for one value of the whole span", q.by)
			}
			if err := q.reading.UnmarshalText([]byte(reading)); err != nil {
				return fmt.Errorf("--reading: %w", err)
			}
			rec, _, err := readVotes(args[0], cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if err := q.choose(rec); err != nil {
				return err
			}
			spans := q.spans(rec)
			if len(spans) == 0 {
				return q.nothingIn(rec)
			}
			return create(cmd, output, func(w io.Writer) error { return q.write(w, rec, spans) })
		},
	}
	cmd.Flags().StringSliceVar(&q.measures, "measure", []string{measure.KappaName}, "agreement, s, pi or kappa; several with commas")
	cmd.Flags().StringVar(&q.by, "by", "", "a value for each session or year (default: one for the whole span)")
	cmd.Flags().StringSliceVar(&q.states, "states", nil, "only these states, by the file's codes")
	cmd.Flags().IntVar(&q.from, "from", 0, "the first session, or year if above 1900")
	cmd.Flags().IntVar(&q.to, "to", 0, "the last session, or year if above 1900")
	cmd.Flags().StringVar(&reading, "reading", "drop", "how silence is read: drop, abstain or model")
	cmd.Flags().BoolVar(&q.unanimous, "unanimous", false, "keep the roll calls on which all who voted gave one answer")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

type similarityQuery struct {
	measures, states []string
	by               string
	from, to         int
	reading          measure.Reading
	unanimous        bool

	indices []int
}

// choose finds the states asked for in the record.
func (q *similarityQuery) choose(rec *rollcall.Record) error {
	if len(rec.Calls()) == 0 {
		return errors.New("the file holds no roll call; after the header each row would be one state in one roll call")
	}
	if len(q.states) == 0 {
		for i := range rec.States() {
			q.indices = append(q.indices, i)
		}
		return nil
	}
	for _, code := range q.states {
		i, ok := rec.State(code)
		if !ok {
			return fmt.Errorf("--states: %q is not in the file; it goes by three-letter codes such as %s", code, rec.States()[0].Code)
		}
		q.indices = append(q.indices, i)
	}
	slices.Sort(q.indices)
	q.indices = slices.Compact(q.indices)
	return nil
}

// span is a session or year, and its roll calls.
type span struct {
	name  string
	calls rollcall.Set
}

const firstYear = 1900 // no body has that many sessions

// spans cuts the roll calls asked for by session or year.
func (q *similarityQuery) spans(rec *rollcall.Record) (all []span) {
	kept := rec.Where(func(c rollcall.Call) bool {
		return inRange(c, q.from, true) && inRange(c, q.to, false)
	})
	if !q.unanimous {
		kept = kept.And(rec.NonUnanimous())
	}
	switch q.by {
	case "session":
		for _, s := range rec.Sessions() {
			all = append(all, span{strconv.Itoa(s), rec.Session(s).And(kept)})
		}
	case "year":
		years := map[string]bool{}
		for call := range kept.Calls() {
			if year := yearOf(rec.Calls()[call]); year != "" {
				years[year] = true
			}
		}
		for year := range years {
			all = append(all, span{year, rec.Where(func(c rollcall.Call) bool { return yearOf(c) == year }).And(kept)})
		}
		slices.SortFunc(all, func(a, b span) int {
			if a.name < b.name {
				return -1
			}
			return 1
		})
	default:
		all = []span{{"all", kept}}
	}
	return slices.DeleteFunc(all, func(s span) bool { return s.calls.Count() == 0 })
}

// nothingIn says why no roll call is left.
func (q *similarityQuery) nothingIn(rec *rollcall.Record) error {
	calls, sessions := rec.Calls(), rec.Sessions()
	if q.by == "year" && !slices.ContainsFunc(calls, func(c rollcall.Call) bool { return yearOf(c) != "" }) {
		return errors.New("--by year: the file has no column date or year; write --by session")
	}
	if q.from != 0 || q.to != 0 {
		kind := "roll call on which those who voted differed"
		if q.unanimous {
			kind = "roll call"
		}
		return fmt.Errorf("--from, --to: no %s lies between; the sessions of the file are %d to %d", kind, sessions[0], sessions[len(sessions)-1])
	}
	return errors.New("on every roll call of the file all who voted gave one answer; --unanimous keeps them")
}

func yearOf(c rollcall.Call) string { return c.Date[:min(4, len(c.Date))] }

func inRange(c rollcall.Call, bound int, from bool) bool {
	if bound == 0 {
		return true
	}
	at := c.Session
	if bound >= firstYear {
		at, _ = strconv.Atoi(yearOf(c))
	}
	if from {
		return at >= bound
	}
	return at <= bound
}

// write writes a row for each two states and span. The rows of one state are worked out at a time on each
// core, and written in order.
func (q *similarityQuery) write(w io.Writer, rec *rollcall.Record, spans []span) error {
	out := bufio.NewWriterSize(w, 1<<20)
	by := q.by
	if by == "" {
		by = "span"
	}
	fmt.Fprintf(out, "state,partner,%s,n", by)
	for _, m := range q.measures {
		fmt.Fprintf(out, ",%s", m)
	}
	fmt.Fprintln(out, ",state_cow,partner_cow")
	blocks := make([][]byte, len(q.indices))
	chance.Each(len(q.indices), func(k int) { blocks[k] = q.rowsOf(rec, spans, k) })
	for _, b := range blocks {
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	return out.Flush()
}

// rowsOf writes the rows of one state with all that come after it.
func (q *similarityQuery) rowsOf(rec *rollcall.Record, spans []span, k int) (rows []byte) {
	states := rec.States()
	i := q.indices[k]
	for _, j := range q.indices[k+1:] {
		for _, s := range spans {
			p := measure.Read(rec.Pairs(i, j, s.calls), q.reading)
			n := p.Cast()
			if n == 0 {
				continue
			}
			rows = append(rows, states[i].Code...)
			rows = append(rows, ',')
			rows = append(rows, states[j].Code...)
			rows = append(rows, ',')
			rows = append(rows, s.name...)
			rows = append(rows, ',')
			rows = strconv.AppendFloat(rows, math.Round(n*1e6)/1e6, 'f', -1, 64)
			for _, m := range q.measures {
				rows = append(rows, ',')
				if v, ok := measure.Similarities[m](p); ok {
					rows = strconv.AppendFloat(rows, v, 'g', -1, 64)
				}
			}
			for _, state := range []rollcall.State{states[i], states[j]} {
				rows = append(rows, ',')
				if state.COW != 0 { // else the file has no numbers
					rows = strconv.AppendInt(rows, int64(state.COW), 10)
				}
			}
			rows = append(rows, '\n')
		}
	}
	return rows
}
