package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// diffPage is what changed between two editions, as its reader sees it: what is different in the evidence and the
// choices, then the estimates that changed for it, measure by measure, the largest change first.
type diffPage struct {
	between *evidence.Editions
	names   [2]string       // of the two editions
	r       *measure.Region // of the newer one
	all     []measure.Difference
	whole   bool // every change is shown, however many
}

func (p diffPage) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return p.writeJSON(w)
	case "csv":
		return p.writeCSV(w)
	case "md":
		fmt.Fprintf(w, "# %s\n\nWhat changed from %s to %s.\n\n", p.r.Title, p.names[0], p.names[1])
		p.different().markdown(w)
		for _, g := range p.groups() {
			p.table(g).markdown(w)
		}
		if note := p.still(); note != "" {
			fmt.Fprintln(w, note)
		}
		return nil
	}
	fmt.Fprintln(w, bold.Render(wrap(p.r.Title, width)))
	aside(w, fmt.Sprintf("What changed from %s to %s.", p.names[0], p.names[1]), width)
	fmt.Fprintln(w)
	p.different().text(w, width)
	for _, g := range p.groups() {
		p.sentences(w, g, width)
	}
	if note := p.still(); note != "" {
		fmt.Fprintln(w, wrap(note, width))
	}
	return nil
}

// different says what the two editions do not share, cause by cause.
func (p diffPage) different() grid {
	g := grid{title: "What is different"}
	for _, c := range evidence.AllCauses {
		parts := p.counted(c)
		for _, s := range p.between.Settings {
			switch {
			case s.Cause != c:
			case s.Old == "":
				parts = append(parts, s.Name+" added: "+s.New)
			case s.New == "":
				parts = append(parts, s.Name+" removed, "+s.Old+" before")
			default:
				parts = append(parts, fmt.Sprintf("%s %s, now %s", s.Name, s.Old, s.New))
			}
		}
		text := "none"
		if len(parts) > 0 {
			text = strings.Join(parts, "; ")
		}
		g.notes = append(g.notes, evidence.Capital(c.String())+": "+text+".")
	}
	g.notes = append(g.notes, p.between.Warnings...)
	return g
}

// hows are the ways in which a record is not the same, in the order in which they are told, and what one such
// record and several are called.
var hows = []struct{ how, one, many string }{
	{"new", "new record", "new records"},
	{"ended", "spell that ended", "spells that ended"},
	{"open", "spell that is still open", "spells that are still open"},
	{"later", "record that lies later", "records that lie later"},
	{"revised", "revised record", "revised records"},
	{"withdrawn", "record withdrawn", "records withdrawn"},
	{"surer", "record that became sure enough", "records that became sure enough"},
	{"less sure", "record no longer sure enough", "records no longer sure enough"},
	{"remade", "record made in another way", "records made in another way"},
}

// counted says how many records of which tables are different by a cause, and how.
func (p diffPage) counted(c evidence.Cause) (parts []string) {
	for _, h := range hows {
		if text := p.countedAs(c, h.how, h.one, h.many); text != "" {
			parts = append(parts, text)
		}
	}
	return parts
}

func (p diffPage) countedAs(c evidence.Cause, how, one, many string) string {
	byTable, total := map[string]int{}, 0
	for _, r := range p.between.Records {
		if r.Cause == c && r.How == how {
			byTable[evidence.TableOf(r.Key)]++
			total++
		}
	}
	if total == 0 {
		return ""
	}
	var tables []string
	for _, t := range evidence.TableNames() {
		if byTable[t] > 0 {
			tables = append(tables, fmt.Sprintf("%s %d", t, byTable[t]))
		}
	}
	return fmt.Sprintf("%s (%s)", plural(total, one, many), strings.Join(tables, ", "))
}

// group is the estimates of one measure, which are counted in one unit and can be sorted by their size.
type group struct {
	measure string
	changed []measure.Difference // as far as it is printed, or not split; the largest first
	came    []measure.Difference // has a value in one edition alone
}

// sort orders the changes by measure, as assess has them, and within one by their size; what has no value in one of the
// editions comes last. Sizes of different measures are in different units, and are not compared.
func (p diffPage) sort() {
	place := map[string]int{}
	for _, d := range p.all {
		if _, ok := place[d.New.Measure]; !ok {
			place[d.New.Measure] = len(place)
		}
	}
	size := func(d measure.Difference) float64 {
		if !d.Known() {
			return -1
		}
		return math.Abs(d.Change())
	}
	slices.SortStableFunc(p.all, func(a, b measure.Difference) int {
		return cmp.Or(cmp.Compare(place[a.New.Measure], place[b.New.Measure]), cmp.Compare(size(b), size(a)))
	})
}

// groups are the measures of which something changed, in the order of the page.

func (p diffPage) groups() (all []group) {
	place := map[string]int{}
	for _, d := range p.all {
		i, ok := place[d.New.Measure]
		if !ok {
			i = len(all)
			place[d.New.Measure] = i
			all = append(all, group{measure: d.New.Measure})
		}
		g := &all[i]
		switch {
		case d.Known() && (d.Unsplit != "" || shows(d)):
			g.changed = append(g.changed, d)
		case !d.Known() && d.Unsplit != "":
			g.came = append(g.came, d)
		}
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.changed)+len(g.came) == 0 })
}

// still says of how many estimates no printed digit changed.
func (p diffPage) still() string {
	byMeasure, names, total := map[string]int{}, []string{}, 0
	for _, d := range p.all {
		if !d.Known() || d.Unsplit != "" || shows(d) {
			continue
		}
		if byMeasure[d.New.Measure] == 0 {
			names = append(names, d.New.Measure)
		}
		byMeasure[d.New.Measure]++
		total++
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, byMeasure[name])
	}
	if total == 0 {
		return ""
	}
	return fmt.Sprintf("The same to the last digit shown: %s (%s).", plural(total, "estimate", "estimates"), strings.Join(names, ", "))
}

// shows tells whether any digit that is printed of a change is not zero.
func shows(d measure.Difference) bool {
	total, parts := rounded(d)
	return total != 0 || parts != [len(parts)]int{}
}

// rounded gives a change and its parts in units of the last digit printed: the change is that of the two values as
// printed, and the parts add up to it.
func rounded(d measure.Difference) (total int, parts [len(evidence.AllCauses)]int) {
	in := digitsOf(d.New.Measure)
	total = in.units(d.New.Value) - in.units(d.Old.Value)
	if d.Unsplit != "" {
		return total, parts
	}
	return total, in.apportion(total, d.By)
}

// mostShown is how many changes of one measure a page shows where it does not show all.
const mostShown = 5

// sentences writes a group for a terminal: a sentence a change, and the records that did it.
func (p diffPage) sentences(w io.Writer, g group, width int) {
	for line := range strings.SplitSeq(wrap(strings.ToUpper(measureTitle(g.measure)), width), "\n") {
		fmt.Fprintln(w, bold.Render(line))
	}
	shown := g.changed
	if !p.whole {
		shown = shown[:min(mostShown, len(shown))]
	}
	for _, d := range shown {
		fmt.Fprintln(w, wrap(p.sentence(d), width))
		if records := listedRecords(d, 3); records != "" {
			for line := range strings.SplitSeq(wrap(records, width-2), "\n") {
				fmt.Fprintln(w, faint.Render("  "+line))
			}
		}
	}
	came := g.came
	if !p.whole {
		came = came[:min(mostShown, len(came))]
	}
	for _, d := range came {
		fmt.Fprintln(w, wrap(p.sentence(d), width))
	}
	var rest []string
	if n := len(g.changed) - len(shown); n > 0 {
		rest = append(rest, fmt.Sprintf("%d more changed (--measure %s shows them)", n, quoted(g.measure)))
	}
	if n := len(g.came) - len(came); n > 0 {
		rest = append(rest, fmt.Sprintf("%d more are measured in one edition alone", n))
	}
	if len(rest) > 0 {
		aside(w, evidence.Capital(strings.Join(rest, "; "))+".", width)
	}
	fmt.Fprintln(w)
}

func quoted(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}

// listedRecords lists the records that are different, some of each cause and kind.
func listedRecords(d measure.Difference, most int) string {
	var parts []string
	for _, h := range hows {
		var keys []string
		for _, r := range d.Records {
			if r.How == h.how {
				keys = append(keys, r.Key)
			}
		}
		if len(keys) == 0 {
			continue
		}
		// The last ones by their keys are, in most tables, the latest.
		text := strings.Join(keys[max(0, len(keys)-most):], ", ")
		if more := len(keys) - most; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		parts = append(parts, h.how+": "+text)
	}
	return strings.Join(parts, "; ")
}

// table gives a group as a memo takes it: a column a cause.
func (p diffPage) table(g group) grid {
	t := grid{title: measureTitle(g.measure), head: []string{"", p.names[0], p.names[1], "change"}}
	for _, c := range evidence.AllCauses {
		t.head = append(t.head, c.String())
	}
	t.head = append(t.head, "records")
	for _, d := range slices.Concat(g.changed, g.came) {
		in := digitsOf(d.New.Measure)
		row := []string{evidence.Capital(p.subject(d.New)), valueText(d.Old), valueText(d.New)}
		total, parts := rounded(d)
		switch {
		case !d.Known():
			row = append(row, d.Unsplit, "", "", "", "")
		case d.Unsplit != "":
			row = append(row, in.difference(total), "not split: "+d.Unsplit, "", "", "")
		default:
			row = append(row, in.difference(total))
			for _, part := range parts {
				row = append(row, in.difference(part))
			}
		}
		t.rows = append(t.rows, append(row, fmt.Sprint(len(d.Records))))
	}
	return t
}

// valueText writes a value in the digits of its measure, with its interval where there is one.
func valueText(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	in := digitsOf(e.Measure)
	text := doubt(e) + atLeast(e) + in.value(in.units(e.Value))
	switch low, high := in.units(e.Low), in.units(e.High); {
	case !e.HasInterval():
	case e.Level < 1:
		text += "±" + in.text(in.units((e.High-e.Low)/2))
	case high-low > 1 && atLeast(e) == "":
		text += fmt.Sprintf(" (%s-%s)", in.text(low), in.value(high))
	}
	return text
}
