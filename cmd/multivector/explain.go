package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// groups are words that explain takes for several measures at once.
var groups = map[string][]string{
	"alignment":  {measure.KappaName, measure.PiName, measure.SName, measure.AgreementName, "trend", "position", "position change", "moved", "room", "siding"},
	"dependence": {"dependence", "share", "change", "largest", "concentration", "exposure", "asymmetry"},
	"forums":     {"membership", "attendance"},
}

func newExplain() *cobra.Command {
	var f dossierFlags
	var dossier, after string
	var all bool
	formats := []string{"table", "json"}
	cmd := &cobra.Command{
		Use:   "explain MEASURE STATE [VECTOR]",
		Short: "From a number to its records and sources, and back",
		Long: `Explain shows an estimate with its interval and warnings, then the records it rests on, and the sources of
those with their links. MEASURE is a name of assess --format csv, or alignment, dependence, forums for several
at once; STATE and VECTOR go by any spelling. Where the measure has a course in time, the breaks in it are shown with
their probabilities; --after DATE ranks the change after a date among those after other dates and of other states.
explain record KEY shows one record, its source, and every estimate, silence and claim that rests on it; explain claim ID a sentence of
claims.csv: each part of its expression with its value, the records, and why the result is not what a person held.`,
		Example: "multivector explain kappa Kazakhstan Russia\nmultivector explain kappa KAZ RUS --after 2014-03-18\nmultivector explain share TJK China\nmultivector explain record votes:es11-1/TKM\nmultivector explain claim cl26",
		Args:    takes(2, 6),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(formats...); err != nil {
				return err
			}
			if args[0] == "record" && len(args) != 2 {
				return usageError{"a record is one key; write multivector explain record KEY"}
			}
			if args[0] == "claim" && len(args) != 2 {
				return usageError{"a claim is one id; write multivector explain claim ID"}
			}
			date, err := parseAfter(after)
			if err != nil {
				return err
			}
			if (args[0] == "record" || args[0] == "claim") && after != "" {
				return usageError{"--after compares a measure before and after a date; a " + args[0] + " has none"}
			}
			var at []string
			if dossier != "" {
				at = []string{dossier}
			}
			d, err := f.open(at)
			if err != nil {
				return err
			}
			if err := named(d, args); err != nil {
				return err // at once, not when all is measured
			}
			r, err := f.region(d)
			if err != nil {
				return err
			}
			states := d.Config.Region
			if state, err := codeOf(d, args[1]); args[0] != "record" && args[0] != "claim" && err == nil && d.IsFocal(state) {
				states = []string{state} // an estimate of one state does not hang on which others are asked for
			}
			x := explanation{measure.Assess(r, states), r, all, f.pageWidth(cmd.OutOrStdout()), date}
			switch args[0] {
			case "claim":
				return x.claim(cmd.OutOrStdout(), args[1], f.format)
			case "record":
				return x.record(cmd.OutOrStdout(), args[1], f.format)
			}
			return x.measure(cmd.OutOrStdout(), args, f.format)
		},
	}
	f.edition(cmd)
	f.measuring(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringVar(&dossier, "dossier", "", "the folder of the dossier (default: the built-in one)")
	cmd.Flags().StringVar(&after, "after", "", "a date, as 2022-02-24: how much the measure moved after it, and how usual that is")
	cmd.Flags().BoolVar(&all, "all", false, "list every record, and what would have to be false of every estimate, however many")
	return cmd
}

// named tells whether a dossier has what explain is asked about.
func named(d *evidence.Dossier, args []string) error {
	if args[0] == "claim" {
		return claimIn(d, args[1])
	}
	if args[0] == "record" {
		if _, ok := d.Record(args[1]); !ok {
			return fmt.Errorf("there is no record %q as of %s; the nearest is %s", args[1], d.AsOf, d.NearestKey(args[1]))
		}
		return nil
	}
	for _, spelling := range args[1:min(3, len(args))] {
		if _, err := codeOf(d, spelling); err != nil {
			return err
		}
	}
	return nil
}

type explanation struct {
	a     *measure.Assessment
	r     *measure.Region
	all   bool
	width int
	after evidence.Date // of --after, or none
}

// explainedJSON is an estimate with what explain has to say of it beyond the estimate itself.
type explainedJSON struct {
	measure.EstimateJSON
	Breaks *breaksJSON `json:"breaks"`
	After  *afterJSON  `json:"after"`
	// What moves it, and what would have to be false.
	Influence []influenceJSON `json:"influence"`
	FlipSet   *falsity        `json:"flip_set"`
}

// measure explains the estimates of a measure for a state, and a vector where one is named.
func (x explanation) measure(w io.Writer, args []string, format string) error {
	wanted := groups[args[0]]
	if wanted == nil {
		wanted = []string{args[0]}
	}
	state, err := codeOf(x.r.Dossier, args[1])
	if err != nil {
		return err
	}
	vector, of := "", ""
	if len(args) > 2 {
		if vector, err = codeOf(x.r.Dossier, args[2]); err != nil {
			return err
		}
		of = strings.Join(args[3:], " ")
	}
	var found, turned []*measure.Estimate
	names := map[string]bool{}
	for _, e := range x.a.All() {
		names[e.Measure] = true
		switch {
		case !slices.Contains(wanted, e.Measure):
		case e.State == state && (vector == "" || e.Vector == vector) && (of == "" || e.Of == of):
			found = append(found, e)
		case e.State == vector && e.Vector == state && slices.Contains(groups["alignment"][:4], e.Measure):
			turned = append(turned, e) // how alike two vote has no direction
		}
	}
	if len(found) == 0 {
		found = turned
	}
	if len(found) == 0 {
		for _, name := range wanted {
			if !names[name] {
				known := make([]string, 0, len(names))
				for n := range names {
					known = append(known, n)
				}
				sort.Strings(known)
				return fmt.Errorf("no measure is called %q; the nearest is %s; there are %s, and alignment, dependence and forums for several at once", args[0], evidence.Nearest(args[0], known), join(known, ", ", " and "))
			}
		}
		return x.notMeasured(args[0], wanted, state, vector)
	}
	accounts := x.accounts(found)
	if format == "json" {
		all := make([]explainedJSON, len(found))
		for i, e := range found {
			all[i] = explainedJSON{e.JSON(), x.breaksOf(e), x.afterOf(e), influencesJSON(accounts[i].influence), accounts[i].falsity}
		}
		return encodeJSON(w, all)
	}
	var keys []string
	for _, e := range found {
		x.estimate(w, e)
		keys = append(keys, e.From...)
	}
	fmt.Fprintln(w)
	if vector != "" && slices.Contains(wanted, measure.KappaName) {
		x.sessions(w, state, vector)
	}
	x.breaks(w, found)
	x.falsities(w, found, accounts)
	x.records(w, keys)
	return nil
}

// falsities writes what moves each estimate most, and what would have to be false for what it says to fall.
func (x explanation) falsities(w io.Writer, found []*measure.Estimate, accounts []account) {
	headed := false
	if !x.all && cost(found) > searched {
		fmt.Fprintln(w, bold.Render("WHAT WOULD HAVE TO BE FALSE"))
		x.hanging(w, fmt.Sprintf("Said of up to %d estimates at once, of fewer where each goes across all domains: name one, its vector and what of, or write --all for these %d.", searched, len(found)))
		headed = true
	}
	for _, c := range accounts {
		moved := movedBy(x.r, c.influence)
		if moved == "" && c.falsity == nil {
			continue
		}
		if !headed {
			fmt.Fprintln(w, bold.Render("WHAT WOULD HAVE TO BE FALSE"))
			headed = true
		}
		if c.falsity == nil {
			fmt.Fprintln(w, bold.Render(c.estimate.Name()))
		} else {
			c.falsity.text(w, x.r, x.width)
		}
		if moved != "" {
			x.hanging(w, "  "+moved)
		}
	}
	if headed {
		fmt.Fprintln(w)
	}
}

// notMeasured says for whom else a measure is taken: with which vectors for the state, or for which states.
func (x explanation) notMeasured(name string, wanted []string, state, vector string) error {
	var vectors, states []string
	for _, e := range x.a.All() {
		switch {
		case !slices.Contains(wanted, e.Measure):
		case e.State != state:
			if !slices.Contains(states, e.State) {
				states = append(states, e.State)
			}
		case e.Vector != "" && !slices.Contains(vectors, e.Vector):
			vectors = append(vectors, e.Vector)
		}
	}
	switch {
	case vectors != nil:
		return fmt.Errorf("%s of %s is not measured with %s; it is with %s", name, state, vector, join(vectors, ", ", " and "))
	case vector != "" && slices.ContainsFunc(x.a.All(), func(e *measure.Estimate) bool { return e.State == state && slices.Contains(wanted, e.Measure) }):
		return fmt.Errorf("%s of %s is not measured with a vector; leave out %s", name, state, vector)
	}
	return fmt.Errorf("%s is not measured for %s; it is for %s", name, state, join(states, ", ", " and "))
}

// codeOf resolves a spelling to a state, the region's label standing for itself.
func codeOf(d *evidence.Dossier, spelling string) (string, error) {
	if strings.EqualFold(spelling, d.Config.Label) {
		return d.Config.Label, nil
	}
	return d.Resolve(spelling)
}

// estimate writes one estimate on a line, and its warnings under it.
func (x explanation) estimate(w io.Writer, e *measure.Estimate) {
	value := e.Status
	if e.Known() {
		value = fmt.Sprintf("%.4g", e.Value)
	}
	if e.HasInterval() {
		kind := fmt.Sprintf("%.0f%% interval", 100*e.Level)
		if e.Level == 1 {
			kind = "bounds"
		}
		value += fmt.Sprintf("  [%.4g, %.4g] %s", e.Low, e.High, kind)
	}
	line := bold.Render(e.Name()) + "  " + value
	if e.Period != "" {
		line += "  " + e.Period
	}
	fmt.Fprintf(w, "%s  n = %d, from %s\n", line, e.N, plural(len(e.From), "record", "records"))
	for _, warning := range e.Warnings {
		x.hanging(w, "  "+warning)
	}
}

// hanging writes a text in the page's width, what does not fit the first line set in by two.
func (x explanation) hanging(w io.Writer, text string) { hanging(w, text, x.width) }

func hanging(w io.Writer, text string, width int) {
	indent := ""
	if strings.HasPrefix(text, "  ") {
		indent = "  "
	}
	fmt.Fprintln(w, indent+strings.ReplaceAll(wrap(text, width-2), "\n", "\n  "))
}

// sessions writes the alignment of a pair in each session, and the probability that a break begins with it.
func (x explanation) sessions(w io.Writer, state, vector string) {
	series := x.r.BySession(measure.KappaName, state, vector, measure.All)
	if len(series) == 0 {
		return
	}
	g := grid{title: "By session", head: []string{"session", "kappa", "roll calls", "break"}}
	probability := x.breakAt(&measure.Estimate{Measure: measure.KappaName, State: state, Vector: vector, Of: measure.All})
	for _, e := range series {
		here := ""
		if p := probability[e.Period]; p >= 0.005 {
			here = share(p)
		}
		g.rows = append(g.rows, []string{e.Period, withoutInterval(e), fmt.Sprint(e.N), here})
	}
	g.text(w, x.width)
}

// listed is how many records are listed of one table unless all are asked for.
const listed = 12

// records lists records by table with what they say, then their sources.
func (x explanation) records(w io.Writer, keys []string) {
	sort.Strings(keys)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return
	}
	fmt.Fprintln(w, bold.Render("RECORDS"))
	shown := map[string]int{}
	left := map[string]int{}
	sources := map[string]int{}
	for _, key := range keys {
		record, ok := x.r.Record(key)
		if !ok {
			continue
		}
		m := evidence.MetaOf(record)
		sources[m.Source]++
		table := evidence.TableOf(key)
		if shown[table] >= listed && !x.all {
			left[table]++
			continue
		}
		shown[table]++
		fmt.Fprintf(w, "%s  %s\n", key, faint.Render(short(said(m), max(30, x.width-len(key)-2))))
	}
	for _, table := range evidence.TableNames() {
		if left[table] > 0 {
			fmt.Fprintf(w, "and %d more of %s.csv (--all lists them)\n", left[table], table)
		}
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, bold.Render("SOURCES"))
	ids := make([]string, 0, len(sources))
	for id := range sources {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		x.hanging(w, fmt.Sprintf("%s (%s)", x.source(id), plural(sources[id], "record", "records")))
	}
}

// said gives a record's fields that are not of its key, its source or a note, as name=value.
func said(m *evidence.Meta) string {
	var parts []string
	_, key, _ := strings.Cut(m.Key, ":") // what the columns of the key hold, in their order
	for _, f := range m.Fields() {
		if rest, ok := strings.CutPrefix(key+"/", f.Value+"/"); ok && key != "" {
			key = strings.TrimSuffix(rest, "/")
			continue
		}
		if f.Name == "source" || f.Name == "note" {
			continue
		}
		parts = append(parts, f.Name+"="+f.Value)
	}
	return strings.Join(parts, " ")
}

// source writes a source's card on a line.
func (x explanation) source(id string) string {
	s, ok := x.r.SourceCard(id)
	if !ok {
		return id
	}
	parts := []string{s.Title}
	for _, p := range []string{s.Publisher, s.Published.String()} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	text := id + ": " + strings.Join(parts, ", ")
	if s.Trust > 0 {
		text += "; trust " + s.Trust.String()
	}
	if s.URL != "" {
		text += "; " + s.URL
	}
	return text
}

type recordJSON struct {
	Key       string            `json:"key"`
	File      string            `json:"file"`
	Line      int               `json:"line"`
	Fields    map[string]string `json:"fields"`
	Source    string            `json:"source"`
	Estimates []string          `json:"estimates"`
	Silences  []string          `json:"silences"`
	Claims    []string          `json:"claims"`
}

// record explains one record: what it says, where it comes from, and what rests on it.
func (x explanation) record(w io.Writer, key, format string) error {
	record, _ := x.r.Record(key) // which is there: named has looked
	m := evidence.MetaOf(record)
	file, line := m.Where()
	// On a source rests what rests on the records that name it.
	keys := map[string]bool{key: true}
	if s, ok := record.(*evidence.Source); ok {
		for _, k := range x.r.RecordsOf(s.ID) {
			keys[k] = true
		}
	}
	rests := func(from []string) bool { return slices.ContainsFunc(from, func(k string) bool { return keys[k] }) }
	var resting []*measure.Estimate
	for _, e := range x.a.All() {
		if rests(e.From) {
			resting = append(resting, e)
		}
	}
	var silences []evidence.Silence
	for _, s := range x.a.Silences {
		if rests(s.From) {
			silences = append(silences, s)
		}
	}
	ledger, err := claim.NewBook(x.r, x.a).Ledger()
	if err != nil {
		return err
	}
	claims := slices.DeleteFunc(ledger, func(o *claim.Outcome) bool { return !rests(o.Records) })
	if format == "json" {
		out := recordJSON{key, file, line, map[string]string{}, x.source(m.Source), []string{}, []string{}, []string{}}
		for _, f := range m.Fields() {
			out.Fields[f.Name] = f.Value
		}
		for _, e := range resting {
			out.Estimates = append(out.Estimates, e.Name())
		}
		for _, s := range silences {
			out.Silences = append(out.Silences, s.Key)
		}
		for _, o := range claims {
			out.Claims = append(out.Claims, o.Claim.ID)
		}
		return encodeJSON(w, out)
	}
	fmt.Fprintf(w, "%s  %s\n", bold.Render(key), faint.Render(fmt.Sprintf("%s:%d", file, line)))
	for _, f := range m.Fields() {
		fmt.Fprintf(w, "  %-14s %s\n", f.Name, f.Value)
	}
	if m.Source != "" {
		fmt.Fprintf(w, "\n%s\n", bold.Render("SOURCE"))
		x.hanging(w, x.source(m.Source))
	}
	for i := range x.r.Corrections {
		if c := &x.r.Corrections[i]; c.Record == key && c.Status == "active" {
			fmt.Fprintf(w, "corrected by %s on %s: %s was %q, %s\n", c.Who, c.Date, c.Field, c.Was, c.Reason)
		}
	}
	if len(keys) > 1 {
		fmt.Fprintf(w, "\n%s\n", bold.Render("RECORDS THAT NAME IT"))
		for i, k := range x.r.RecordsOf(record.(*evidence.Source).ID) {
			if i == listed && !x.all {
				fmt.Fprintf(w, "and %d more (--all lists them)\n", len(keys)-1-listed)
				break
			}
			fmt.Fprintln(w, k)
		}
	}
	fmt.Fprintf(w, "\n%s\n", bold.Render("WHAT RESTS ON IT"))
	for _, e := range resting {
		x.estimate(w, e)
	}
	for _, s := range silences {
		fmt.Fprintf(w, "silence of %s on %s: %s (%s)\n", s.State, s.Date, s.What, s.ExpectedBy)
	}
	for _, o := range claims {
		x.hanging(w, fmt.Sprintf("claim %s: %s (%s)", o.Claim.ID, o.Claim.Claim, o.Result))
	}
	if len(resting)+len(silences)+len(claims) == 0 {
		fmt.Fprintln(w, "no estimate of assess, no silence and no claim")
	}
	return nil
}
