package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
)

// groups are words that explain takes for several measures at once.
var groups = map[string][]string{
	"alignment":  {measure.KappaName, measure.PiName, measure.SName, measure.AgreementName, "trend", "siding"},
	"dependence": {"share", "change", "largest", "concentration", "exposure", "asymmetry"},
	"forums":     {"membership", "attendance"},
}

func newExplain() *cobra.Command {
	var f dossierFlags
	var dossier string
	var all bool
	formats := []string{"table", "json"}
	cmd := &cobra.Command{
		Use:   "explain MEASURE STATE [VECTOR] | explain record KEY",
		Short: "From a number to its records and sources, and back",
		Long: `Explain shows an estimate with its interval and warnings, then the records it rests on, and the sources of
those with their links. MEASURE is a name of assess --format csv, or alignment, dependence, forums for several
at once; STATE and VECTOR go by any spelling. explain record shows one record, its source, and every
estimate and silence that rests on it.`,
		Example: "multivector explain kappa Kazakhstan Russia\nmultivector explain share TJK China\nmultivector explain record votes:es11-1/TKM",
		Args:    cobra.RangeArgs(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.checkFormat(formats...); err != nil {
				return err
			}
			var at []string
			if dossier != "" {
				at = []string{dossier}
			}
			d, err := f.open(at)
			if err != nil {
				return err
			}
			r, err := f.region(d)
			if err != nil {
				return err
			}
			x := explanation{measure.Assess(r, d.Config.Region), r, all, f.pageWidth()}
			if args[0] == "record" && len(args) == 2 {
				return x.record(cmd.OutOrStdout(), args[1], f.format)
			}
			return x.measure(cmd.OutOrStdout(), args, f.format)
		},
	}
	f.edition(cmd)
	f.measuring(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringVar(&dossier, "dossier", "", "the folder of the dossier (default: the built-in one)")
	cmd.Flags().BoolVar(&all, "all", false, "list every record, however many")
	return cmd
}

type explanation struct {
	a     *measure.Assessment
	r     *measure.Region
	all   bool
	width int
}

// measure explains the estimates of a measure for a state, and a vector where one is named.
func (x explanation) measure(w io.Writer, args []string, format string) error {
	wanted := groups[args[0]]
	if wanted == nil {
		wanted = []string{args[0]}
	}
	state, err := x.code(args[1])
	if err != nil {
		return err
	}
	vector := ""
	if len(args) == 3 {
		if vector, err = x.code(args[2]); err != nil {
			return err
		}
	}
	var found []*measure.Estimate
	names := map[string]bool{}
	for _, e := range x.a.All() {
		names[e.Measure] = true
		if slices.Contains(wanted, e.Measure) && e.State == state && (vector == "" || e.Vector == vector) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		for _, name := range wanted {
			if !names[name] {
				known := make([]string, 0, len(names))
				for n := range names {
					known = append(known, n)
				}
				sort.Strings(known)
				return fmt.Errorf("no measure is called %q; there are %s, and alignment, dependence and forums for several at once", args[0], join(known, ", ", " and "))
			}
		}
		return fmt.Errorf("%s is not measured for %s", args[0], strings.Join(args[1:], " and "))
	}
	if format == "json" {
		return encodeJSON(w, found)
	}
	var keys []string
	for _, e := range found {
		x.estimate(w, e)
		keys = append(keys, e.From...)
	}
	if vector != "" && slices.Contains(wanted, measure.KappaName) {
		x.sessions(w, state, vector)
	}
	x.records(w, keys)
	return nil
}

// code resolves a spelling to a state, the region's label standing for itself.
func (x explanation) code(spelling string) (string, error) {
	if strings.EqualFold(spelling, x.r.Label) {
		return x.r.Label, nil
	}
	return x.r.Resolve(spelling)
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
		fmt.Fprintln(w, "  "+warning)
	}
}

// sessions writes the alignment of a pair in each session.
func (x explanation) sessions(w io.Writer, state, vector string) {
	series := x.r.BySession(measure.KappaName, state, vector, measure.All)
	if len(series) == 0 {
		return
	}
	fmt.Fprintln(w)
	g := grid{title: "By session", head: []string{"session", "kappa", "roll calls"}}
	for _, e := range series {
		g.rows = append(g.rows, []string{e.Period, withoutInterval(e), fmt.Sprint(e.N)})
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
	fmt.Fprintln(w)
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
		fmt.Fprintf(w, "%s (%s)\n", x.source(id), plural(sources[id], "record", "records"))
	}
}

// said gives a record's fields that are not its key, source or confidence, as name=value.
func said(m *evidence.Meta) string {
	var parts []string
	for _, f := range m.Fields() {
		if f.Name == "source" || f.Name == "note" || strings.Contains(m.Key, f.Value) {
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
}

// record explains one record: what it says, where it comes from, and what rests on it.
func (x explanation) record(w io.Writer, key, format string) error {
	record, ok := x.r.Record(key)
	if !ok {
		return fmt.Errorf("there is no record %q as of %s; the nearest is %s", key, x.r.AsOf, x.r.NearestKey(key))
	}
	m := evidence.MetaOf(record)
	file, line := m.Where()
	var resting []*measure.Estimate
	for _, e := range x.a.All() {
		if _, rests := slices.BinarySearch(e.From, key); rests {
			resting = append(resting, e)
		}
	}
	var silences []evidence.Silence
	for _, s := range x.a.Silences {
		if slices.Contains(s.From, key) {
			silences = append(silences, s)
		}
	}
	if format == "json" {
		out := recordJSON{key, file, line, map[string]string{}, x.source(m.Source), []string{}, []string{}}
		for _, f := range m.Fields() {
			out.Fields[f.Name] = f.Value
		}
		for _, e := range resting {
			out.Estimates = append(out.Estimates, e.Name())
		}
		for _, s := range silences {
			out.Silences = append(out.Silences, s.Key)
		}
		return encodeJSON(w, out)
	}
	fmt.Fprintf(w, "%s  %s\n", bold.Render(key), faint.Render(fmt.Sprintf("%s:%d", file, line)))
	for _, f := range m.Fields() {
		fmt.Fprintf(w, "  %-14s %s\n", f.Name, f.Value)
	}
	if m.Source != "" {
		fmt.Fprintf(w, "\n%s\n%s\n", bold.Render("SOURCE"), x.source(m.Source))
	}
	for i := range x.r.Corrections {
		if c := &x.r.Corrections[i]; c.Record == key && c.Status == "active" {
			fmt.Fprintf(w, "corrected by %s on %s: %s was %q, %s\n", c.Who, c.Date, c.Field, c.Was, c.Reason)
		}
	}
	fmt.Fprintf(w, "\n%s\n", bold.Render("WHAT RESTS ON IT"))
	for _, e := range resting {
		x.estimate(w, e)
	}
	for _, s := range silences {
		fmt.Fprintf(w, "silence of %s on %s: %s (%s)\n", s.State, s.Date, s.What, s.ExpectedBy)
	}
	if len(resting)+len(silences) == 0 {
		fmt.Fprintln(w, "no estimate of assess and no silence")
	}
	return nil
}
