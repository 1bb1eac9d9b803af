package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"multivector/evidence"
	"multivector/idealpoint"
	"multivector/intake"
	"multivector/rollcall"
)

// estimating is how a command is to estimate ideal points.
type estimating struct {
	repeats string
	method  string
	anchor  []string
	set     idealpoint.Settings
}

// flags adds its flags.
func (e *estimating) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&e.repeats, "repeats", "", "the roll calls held to repeat a question (Matches.csv: rcid1, rcid2)")
	f.StringVar(&e.method, "method", "mcmc", "mcmc or map")
	f.IntVar(&e.set.Sweeps, "draws", 200, "sweeps of each chain after --burn")
	f.IntVar(&e.set.Burn, "burn", 60, "sweeps at the start of each chain that are thrown away")
	f.IntVar(&e.set.Thin, "thin", 1, "keep one draw in so many")
	f.IntVar(&e.set.Chains, "chains", 4, "chains")
	f.Uint64Var(&e.set.Seed, "seed", 1, "the seed of everything random")
	f.StringSliceVar(&e.anchor, "anchor", []string{"USA", "RUS"}, "a state on the positive side and one on the negative")
	_ = cmd.RegisterFlagCompletionFunc("method", cobra.FixedCompletions([]string{"mcmc", "map"}, cobra.ShellCompDirectiveNoFileComp))
}

func (e *estimating) check() error {
	if e.method != "mcmc" && e.method != "map" {
		return fmt.Errorf("--method %q is not known; write mcmc or map", e.method)
	}
	if len(e.anchor) != 2 {
		return errors.New("--anchor names not two states; write --anchor USA,RUS, the positive side first")
	}
	e.set.Anchor = [2]string(e.anchor)
	return nil
}

// issueNames are the kinds of question that the files of votes tell apart: the Middle East, nuclear arms, disarmament,
// human rights, colonialism, development.
var issueNames = []string{"me", "nu", "di", "hr", "co", "ec"}

func checkIssues(issues []string) error {
	for _, issue := range issues {
		if !slices.Contains(issueNames, issue) {
			return fmt.Errorf("--issue %q is not known; write %s", issue, join(issueNames, ", ", " or "))
		}
	}
	return nil
}

// isAbout says whether a roll call is on one of some issues; on none asked for, every one is.
func isAbout(c rollcall.Call, issues []string) bool {
	return len(issues) == 0 || slices.ContainsFunc(strings.Split(c.Issues, ";"), func(i string) bool { return slices.Contains(issues, i) })
}

// idealQuery is what idealpoints was asked.
type idealQuery struct {
	estimating
	sessions      string
	issues        []string
	important     bool
	variant       string
	output, items string
	joint         string
	distance      []string
	position      []string
	silence       bool
	reading       string
}

func newIdealPoints() *cobra.Command {
	var q idealQuery
	cmd := &cobra.Command{
		Use:   "idealpoints VOTES",
		Short: "Ideal points of states from a roll-call file",
		Long: `Idealpoints estimates where each state stood in each session on one scale, from its votes alone, by the dynamic
ordinal model of Bailey, Strezhnev and Voeten (2017): a state's point moves a little from session to session, and
roll calls held to repeat a question (--repeats) tie the sessions to one scale. --method mcmc draws from the joint
posterior, map finds its mode at once; --variant published takes the procedure of the published estimates.
--reading says what silence is taken for, and --silence shows on what it hangs who keeps silent. VOTES is in Voeten's layout or the UN Digital Library's (CSV, plain or gzip).`,
		Example: `multivector idealpoints UNVotes.csv.gz --repeats Matches.csv --method map -o points.csv
multivector idealpoints UNVotes.csv.gz --repeats Matches.csv --distance KAZ,RUS`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return q.run(cmd, args[0]) },
	}
	q.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&q.sessions, "sessions", "", "only these sessions, 46-78 or 76 (default: all)")
	f.StringSliceVar(&q.issues, "issue", nil, "only roll calls on one of these issues: me, nu, di, hr, co, ec")
	f.BoolVar(&q.important, "important", false, "only roll calls held important by the US State Department")
	f.StringVar(&q.variant, "variant", "", "published: the procedure of the published estimates, instead of the joint posterior")
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	f.StringVar(&q.items, "items", "", "write the parameters of the items to a file")
	f.StringVar(&q.joint, "joint", "", "write the joint draws to a file (CSV, a draw a row)")
	f.StringVar(&q.set.Checkpoint, "checkpoint", "", "where a long run leaves off and goes on")
	f.StringSliceVar(&q.distance, "distance", nil, "how far two states stand apart, by session: A,B")
	f.StringSliceVar(&q.position, "position", nil, "where a state stands between two others, by session: X,A,B")
	f.StringVar(&q.reading, "reading", "drop", "how silence is read: drop, abstain, or model (as a choice that says where a state stands)")
	f.BoolVar(&q.silence, "silence", false, "instead of the points, who keeps silent and on what: the fitted hurdle before the vote")
	_ = cmd.RegisterFlagCompletionFunc("reading", cobra.FixedCompletions([]string{"drop", "abstain", "model"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (q *idealQuery) run(cmd *cobra.Command, path string) error {
	keep, err := q.check()
	if err != nil {
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
	votes := cast(rec)
	data, err := idealpoint.Arrange(votes, repeats, keep(rec))
	if err != nil {
		return err
	}
	if q.reading == "abstain" {
		if data, err = idealpoint.Arrange(votes.AsAbstentions(data), repeats, keep(rec)); err != nil {
			return err
		}
	}
	if q.method == "map" {
		find := idealpoint.MAP
		if q.variant == "published" {
			find = idealpoint.PublishedMode
		}
		mode, err := find(cmd.Context(), data, q.set.Anchor)
		if err != nil {
			return q.failed(err)
		}
		return q.writeMode(cmd, mode, votes)
	}
	q.set.Progress = progress(cmd.ErrOrStderr(), "sweeps")
	sample := idealpoint.Sample
	if q.variant == "published" {
		sample = idealpoint.Published
	}
	draws, err := sample(cmd.Context(), data, q.set)
	if err != nil {
		return q.failed(err)
	}
	return q.writeDraws(cmd, draws, votes)
}

// failed tells a setting that does not fit the data, which is the input's fault, from work that was stopped.
func (q *idealQuery) failed(err error) error {
	if errors.Is(err, context.Canceled) && q.set.Checkpoint != "" {
		return workError{fmt.Errorf("stopped; the same command goes on from %s: %w", q.set.Checkpoint, err)}
	}
	return err
}

// check reads the flags, and gives what keeps a vote of a record.
func (q *idealQuery) check() (keep func(*rollcall.Record) func(idealpoint.State, idealpoint.Call) bool, err error) {
	if err := q.estimating.check(); err != nil {
		return nil, err
	}
	if q.variant != "" && q.variant != "published" {
		return nil, fmt.Errorf("--variant %q is not known; write published, or leave it out", q.variant)
	}
	if q.distance != nil && len(q.distance) != 2 {
		return nil, errors.New("--distance names not two states; write --distance KAZ,RUS")
	}
	if q.position != nil && len(q.position) != 3 {
		return nil, errors.New("--position names not three states; write --position KAZ,RUS,USA: where the first stands between the others")
	}
	if q.method == "map" && (q.joint != "" || q.distance != nil || q.position != nil) {
		return nil, errors.New("--joint, --distance and --position need joint draws; leave --method map out")
	}
	if err := q.checkSilence(); err != nil {
		return nil, err
	}
	first, last, err := sessionRange(q.sessions)
	if err != nil {
		return nil, err
	}
	if err := checkIssues(q.issues); err != nil {
		return nil, err
	}
	return func(rec *rollcall.Record) func(idealpoint.State, idealpoint.Call) bool {
		calls := map[string]bool{}
		for _, c := range rec.Calls() {
			calls[c.ID] = isAbout(c, q.issues) && c.Session >= first && c.Session <= last && (c.Important || !q.important)
		}
		return func(s idealpoint.State, c idealpoint.Call) bool { return calls[c.ID] && idealpoint.Assembly(s, c) }
	}, nil
}

func sessionRange(text string) (first, last int, err error) {
	if text == "" {
		return 0, math.MaxInt, nil
	}
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || first < 1 || last < first {
		return 0, 0, fmt.Errorf("--sessions %q is not a span of sessions; write 46-78, or 76", text)
	}
	return first, last, nil
}

// readRepeats reads the list of roll calls held to repeat a question, and gives its hash; no path, no list.
func readRepeats(path string) ([][2]string, string, error) {
	if path == "" {
		return nil, "", nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, "", fmt.Errorf("the repeats cannot be read: %w", err)
	}
	repeats, err := intake.ReadRepeats(bytes.NewReader(data))
	if faults := evidence.AsFaults(err); faults != nil {
		for i := range faults {
			faults[i].File = path
		}
		return nil, "", faults
	}
	return repeats, fmt.Sprintf("%x", sha256.Sum256(data)), err
}

// cast takes the votes cast, and the silences, out of a record.
func cast(rec *rollcall.Record) (v idealpoint.Votes) {
	for _, s := range rec.States() {
		v.States = append(v.States, idealpoint.State{Code: s.Code, COW: s.COW})
	}
	for i, c := range rec.Calls() {
		year, _ := strconv.Atoi(yearOf(c))
		v.Calls = append(v.Calls, idealpoint.Call{ID: c.ID, Session: c.Session, Year: year, Part: c.Amendment || c.Paragraph})
		for s := range v.States {
			switch a := rec.Answer(s, i); {
			case a.Cast():
				v.Cast = append(v.Cast, idealpoint.Vote{State: int32(s), Call: int32(i), Choice: idealpoint.Choice(a)})
			case a == rollcall.Silent:
				v.Silent = append(v.Silent, idealpoint.Absence{State: int32(s), Call: int32(i)})
			}
		}
	}
	return v
}

// progress tells on a terminal how far long work has come, and nothing in a pipe.
func progress(w io.Writer, what string) func(done, of int) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(done, of int) {
		fmt.Fprintf(f, "\r%d of %d %s", done, of, what)
		if done == of {
			fmt.Fprintln(f)
		}
	}
}

const idealHeader = "state,ccode,session,ideal_point,sd,low,high,n_votes,rhat,ess"

func (q *idealQuery) writeMode(cmd *cobra.Command, m *idealpoint.Fit, votes idealpoint.Votes) error {
	if !m.Converged() {
		fmt.Fprintf(cmd.ErrOrStderr(), "the search was ended after %d iterations, before it came to rest: the points still moved by %.2g\n", m.Iterations, m.Change)
	}
	z := math.Sqrt2 * math.Erfinv(idealpoint.Level)
	points := make([]idealpoint.Estimate, len(m.Points))
	for i, p := range m.Points {
		points[i] = idealpoint.Estimate{Mean: p, SD: m.SD[i], Low: p - z*m.SD[i], High: p + z*m.SD[i]}
	}
	return q.writePoints(cmd, m, points, nil, votes)
}

func (q *idealQuery) writeDraws(cmd *cobra.Command, d *idealpoint.Draws, votes idealpoint.Votes) error {
	if q.distance != nil || q.position != nil {
		return create(cmd, q.output, func(w io.Writer) error { return q.writeBetween(w, d) })
	}
	diagnoses := d.Diagnose()
	unmixed := 0
	for _, g := range diagnoses {
		if !(g.Rhat < mixed) {
			unmixed++
		}
	}
	if unmixed > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d state-sessions have not converged (R-hat above %.2f): raise --draws and --burn\n", unmixed, len(diagnoses), mixed)
	}
	if err := q.writePoints(cmd, d.Fit(), d.Estimates(), diagnoses, votes); err != nil || q.joint == "" {
		return err
	}
	return create(cmd, q.joint, d.WriteCSV)
}

// writePoints writes the points, or what is asked of silence, and the items. Without diagnoses theirs are empty.
func (q *idealQuery) writePoints(cmd *cobra.Command, m *idealpoint.Fit, points []idealpoint.Estimate, diagnoses []idealpoint.Diagnosis, votes idealpoint.Votes) error {
	var err error
	if q.silence {
		err = q.writeSilence(cmd, m, votes)
	} else {
		if q.reading == "model" {
			if points, err = readAsChoice(m, points, votes); err != nil {
				return err
			}
		}
		err = create(cmd, q.output, func(w io.Writer) error {
			out := bufio.NewWriter(w)
			fmt.Fprintln(out, idealHeader)
			for i, e := range points {
				u, diagnosis := m.Data.Units[i], ","
				s := m.Data.States[u.State]
				if diagnoses != nil {
					diagnosis = full(diagnoses[i].Rhat) + "," + full(min(diagnoses[i].Bulk, diagnoses[i].Tail))
				}
				fmt.Fprintf(out, "%s,%s,%d,%s,%s,%s,%s,%d,%s\n", s.Code, cowOf(s), u.Session, full(e.Mean), full(e.SD), full(e.Low), full(e.High), u.Votes, diagnosis)
			}
			return out.Flush()
		})
	}
	if err != nil {
		return err
	}
	return q.writeItems(cmd, m.Data, m.Beta, m.Cut)
}

// mixed is the R-hat below which chains agree (Vehtari et al. 2021 ask for 1.01 of a final answer).
const mixed = 1.05

func cowOf(s idealpoint.State) string {
	if s.COW == 0 {
		return ""
	}
	return strconv.Itoa(s.COW)
}

// writeBetween writes a distance or a position in each session in which all the states named voted.
func (q *idealQuery) writeBetween(w io.Writer, d *idealpoint.Draws) error {
	between := func(session int) (idealpoint.Estimate, error) {
		return d.Distance(q.distance[0], q.distance[1], session)
	}
	names := "distance"
	if q.position != nil {
		names = "position"
		between = func(session int) (idealpoint.Estimate, error) {
			return d.Position(q.position[0], q.position[1], q.position[2], session)
		}
	}
	var sessions []int
	for _, u := range d.Data.Units {
		sessions = append(sessions, u.Session)
	}
	slices.Sort(sessions)
	fmt.Fprintf(w, "session,%s,sd,low,high\n", names)
	rows := 0
	var last error
	for _, session := range slices.Compact(sessions) {
		e, err := between(session)
		if err != nil {
			last = err
			continue // one of them did not vote in it
		}
		rows++
		if _, err := fmt.Fprintf(w, "%d,%s,%s,%s,%s\n", session, full(e.Mean), full(e.SD), full(e.Low), full(e.High)); err != nil {
			return err
		}
	}
	if rows == 0 {
		return last
	}
	return nil
}

// writeItems writes a row for each roll call of each item, which have its parameters in common.
func (q *idealQuery) writeItems(cmd *cobra.Command, d *idealpoint.Data, beta []float64, cut [][2]float64) error {
	if q.items == "" {
		return nil
	}
	return create(cmd, q.items, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		fmt.Fprintln(out, "rcid,beta,cut1,cut2")
		for i, item := range d.Items {
			for _, c := range item.Calls {
				fmt.Fprintf(out, "%s,%s,%s,%s\n", c.ID, full(beta[i]), full(cut[i][0]), full(cut[i][1]))
			}
		}
		return out.Flush()
	})
}
