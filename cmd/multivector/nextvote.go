package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"multivector/idealpoint"
	"multivector/rollcall"
)

// nextQuery is what nextvote was asked.
type nextQuery struct {
	estimating
	page    dossierFlags // its form alone
	issues  []string
	again   string
	states  []string
	recent  int
	score   bool
	output  string
	formats []string
}

func newNextVote() *cobra.Command {
	q := nextQuery{formats: []string{"table", "csv", "json", "md"}}
	cmd := &cobra.Command{
		Use:   "nextvote VOTES",
		Short: "What each state will do in a roll call to come",
		Long: `Nextvote foretells a roll call of the session after the last in VOTES: the probabilities that each state says
yes, abstains, says no, or keeps silent. The roll call is taken to be like those on the issues named (--issue) in
the last sessions, or to put one of them again (--again). What is said of a state rests on where it stands, on how
often it keeps silent and on what, and on how it is bent on questions of the kind apart from where it stands.

--score holds votes back instead, foretells them, and shows how well, beside four who know less: a model without
abstentions, what the state did last, how often it did what, how often all did.`,
		Example: `multivector nextvote UNVotes.csv.gz --repeats Matches.csv --issue hr --states KAZ,UZB
multivector nextvote UNVotes.csv.gz --repeats Matches.csv --again 9407 --method map
multivector nextvote UNVotes.csv.gz --repeats Matches.csv --score --method map`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return q.run(cmd, args[0]) },
	}
	q.flags(cmd)
	q.page.printing(cmd, q.formats...)
	f := cmd.Flags()
	f.StringSliceVar(&q.issues, "issue", nil, "what it is about: me, nu, di, hr, co, ec; several with commas, any of them (default: anything)")
	f.StringVar(&q.again, "again", "", "the roll call that it puts again, by its number in the file")
	f.StringSliceVar(&q.states, "states", nil, "only these states, by the file's codes (default: all that voted in the last session)")
	f.IntVar(&q.recent, "recent", 5, "the last sessions, whose roll calls it is like")
	f.BoolVar(&q.score, "score", false, "how well the last session is foretold, and a twentieth of all votes")
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

func (q *nextQuery) check() error {
	if err := q.page.check(q.formats...); err != nil {
		return err
	}
	if err := q.estimating.check(); err != nil {
		return err
	}
	if q.recent < 1 {
		return fmt.Errorf("--recent %d leaves no session to learn from; write 1 or more", q.recent)
	}
	if q.again != "" && q.issues != nil {
		return errors.New("--again names the question; leave out --issue")
	}
	if q.score && (q.again != "" || q.issues != nil || q.states != nil) {
		return errors.New("--score is of all votes; leave out --issue, --again and --states")
	}
	return checkIssues(q.issues)
}

func (q *nextQuery) run(cmd *cobra.Command, path string) error {
	if err := q.check(); err != nil {
		return err
	}
	rec, _, err := readVotes(path, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	repeats, _, err := readRepeats(q.repeats)
	if err != nil {
		return err
	}
	if len(rec.Sessions()) == 0 {
		return errors.New("the file holds no roll call; after the header each row would be one state in one roll call")
	}
	if q.score {
		return q.writeScores(cmd, rec, repeats)
	}
	votes := cast(rec)
	data, err := idealpoint.Arrange(votes, repeats, idealpoint.Assembly)
	if err != nil {
		return err
	}
	last := slices.Max(rec.Sessions())
	like, err := q.like(rec, data, last)
	if err != nil {
		return err
	}
	codes, err := q.codes(data, last)
	if err != nil {
		return err
	}
	fit, draws, err := q.fit(cmd, data, nil)
	if err != nil {
		return err
	}
	kinds, since := q.kinds(rec), last-q.recent+1
	var f *idealpoint.Foreteller
	if draws != nil {
		f = draws.Foretell(votes, kinds, since)
	} else {
		f = fit.Foretell(votes, kinds, since)
	}
	n := nextVotes{Program: "multivector " + version, Session: last + 1, Since: since, Issues: q.issues, Again: q.again, Method: q.method, Level: idealpoint.Level}
	for _, i := range like {
		for _, c := range data.Items[i].Calls {
			if c.Session >= since || q.again != "" {
				n.Like = append(n.Like, c.ID)
			}
		}
	}
	for _, code := range codes {
		next, err := f.Next(code, last+1, like)
		if err != nil {
			return err
		}
		n.States = append(n.States, nextOf(code, next))
	}
	return create(cmd, q.output, func(w io.Writer) error { return q.write(w, n) })
}

// fit estimates by the method asked for, and gives draws where it drew.
func (q *nextQuery) fit(cmd *cobra.Command, data *idealpoint.Data, watch []idealpoint.Question) (*idealpoint.Fit, *idealpoint.Draws, error) {
	if q.method == "map" {
		m, err := idealpoint.MAP(cmd.Context(), data, q.set.Anchor)
		return m, nil, err
	}
	set := q.set
	set.Watch, set.Progress = watch, progress(cmd.ErrOrStderr(), "sweeps")
	draws, err := idealpoint.Sample(cmd.Context(), data, set)
	if err != nil {
		return nil, nil, err
	}
	return draws.Fit(), draws, nil
}

// kinds says what each roll call is about: what is asked for, or else its own issues.
func (q *nextQuery) kinds(rec *rollcall.Record) map[string]string {
	kinds := map[string]string{}
	for _, c := range rec.Calls() {
		if kinds[c.ID] = c.Issues; !q.score && isAbout(c, q.issues) {
			kinds[c.ID] = "asked for"
		}
	}
	return kinds
}

// like gives the items that the roll call to come is like.
func (q *nextQuery) like(rec *rollcall.Record, data *idealpoint.Data, last int) (like []int, err error) {
	about, put := map[string]bool{}, false
	for _, c := range rec.Calls() {
		about[c.ID] = isAbout(c, q.issues)
		put = put || c.ID == q.again
	}
	for i, item := range data.Items {
		for _, c := range item.Calls {
			if q.again != "" && c.ID == q.again || q.again == "" && about[c.ID] && c.Session > last-q.recent {
				like = append(like, i)
				break
			}
		}
	}
	switch {
	case like != nil:
		return like, nil
	case q.again == "":
		return nil, fmt.Errorf("no roll call on %s divided those who voted in sessions %d to %d; raise --recent", join(q.issues, ", ", " or "), last-q.recent+1, last)
	case !put:
		return nil, fmt.Errorf("--again: there is no roll call %q in the file", q.again)
	}
	return nil, fmt.Errorf("--again: roll call %s did not divide those who voted, or is not one of those that ideal points rest on", q.again)
}

// codes gives the states to foretell.
func (q *nextQuery) codes(data *idealpoint.Data, last int) (codes []string, err error) {
	if q.states == nil {
		for _, u := range data.Units {
			if u.Session == last {
				codes = append(codes, data.States[u.State].Code)
			}
		}
		return codes, nil
	}
	for _, code := range q.states {
		if !slices.ContainsFunc(data.States, func(s idealpoint.State) bool { return s.Code == code }) {
			return nil, fmt.Errorf("--states: %q cast no vote that counts; the file goes by codes such as %s", code, data.States[0].Code)
		}
	}
	return q.states, nil
}

// nextVotes is what is foretold of a roll call, in the form of the JSON.
type nextVotes struct {
	Program string      `json:"program"`
	Session int         `json:"session"`
	Since   int         `json:"since"`
	Issues  []string    `json:"issues"`
	Again   string      `json:"again"`
	Method  string      `json:"method"`
	Like    []string    `json:"like"`
	Level   float64     `json:"level"`
	States  []nextState `json:"states"`
}

type nextState struct {
	State   string `json:"state"`
	Yes     likely `json:"yes"`
	Abstain likely `json:"abstain"`
	No      likely `json:"no"`
	Silent  likely `json:"silent"`
}

// likely is a probability, and the interval it has over where the state may stand.
type likely struct {
	Probability float64 `json:"probability"`
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
}

func nextOf(code string, n idealpoint.Next) nextState {
	at := func(c idealpoint.Choice) likely { return likely{n.Outlook[c], n.Low[c], n.High[c]} }
	return nextState{code, at(idealpoint.Yes), at(idealpoint.Abstain), at(idealpoint.No), at(idealpoint.Silent)}
}

func (s nextState) all() []likely { return []likely{s.Yes, s.Abstain, s.No, s.Silent} }

func (q *nextQuery) write(w io.Writer, n nextVotes) error {
	switch q.page.format {
	case "json":
		return encodeJSON(w, n)
	case "csv":
		out := csv.NewWriter(w)
		rows := [][]string{{"state", "session", "yes", "abstain", "no", "silent", "yes_low", "yes_high", "abstain_low", "abstain_high", "no_low", "no_high", "silent_low", "silent_high", "like"}}
		for _, s := range n.States {
			row := []string{s.State, strconv.Itoa(n.Session)}
			for _, c := range s.all() {
				row = append(row, full(c.Probability))
			}
			for _, c := range s.all() {
				row = append(row, full(c.Low), full(c.High))
			}
			rows = append(rows, append(row, strconv.Itoa(len(n.Like))))
		}
		return out.WriteAll(rows)
	}
	g := grid{title: "What each will do in the next vote", head: []string{"", "yes", "abstain", "no", "silent"}}
	like := fmt.Sprintf("%s of sessions %d to %d", plural(len(n.Like), "roll call", "roll calls"), n.Since, n.Session-1)
	if n.Issues != nil {
		like += " on " + join(n.Issues, ", ", " or ")
	}
	if n.Again != "" {
		like = "roll call " + n.Again + ", which it puts again"
	}
	g.about = fmt.Sprintf("Probabilities in a roll call of session %d like %s; in brackets the %.0f%% interval over where the state may stand by then.", n.Session, like, 100*n.Level)
	for _, s := range n.States {
		row := []string{s.State}
		for _, c := range s.all() {
			row = append(row, fmt.Sprintf("%s [%s %s]", percentOf(c.Probability), bare(c.Low), bare(c.High)))
		}
		g.rows = append(g.rows, row)
	}
	q.print(w, g)
	return nil
}

// bare is a percentage without its sign.
func bare(v float64) string { return strconv.Itoa(int(math.Round(100 * v))) }

func (q *nextQuery) print(w io.Writer, g grid) {
	if q.page.format == "md" {
		g.markdown(w)
	} else {
		g.text(w, q.page.pageWidth(w))
	}
}

// held is what votes are held back from, with the method asked for.
func (q *nextQuery) held(cmd *cobra.Command, rec *rollcall.Record, repeats [][2]string) idealpoint.Held {
	return idealpoint.Held{
		Votes: cast(rec), Repeats: repeats, Keep: idealpoint.Assembly, Recent: q.recent, Anchor: q.set.Anchor,
		Kinds: q.kinds(rec),
		Fit: func(_ context.Context, d *idealpoint.Data, watch []idealpoint.Question) (*idealpoint.Fit, *idealpoint.Draws, error) {
			return q.fit(cmd, d, watch)
		},
	}
}
