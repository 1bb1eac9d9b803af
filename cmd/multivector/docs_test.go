package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// module is the root of the repository from where this package's tests run.
const module = "../.."

// answer runs the program as a reader of the documents would, and gives all it prints.
func answer(tb testing.TB, args ...string) (string, int) {
	tb.Helper()
	var out bytes.Buffer
	code := run(tb.Context(), args, &out, &out)
	return out.String(), code
}

// pages are the documents: README.md and docs/**/*.md.
func pages(tb testing.TB) (paths []string) {
	tb.Helper()
	if _, err := os.Stat(filepath.Join(module, "README.md")); err == nil {
		paths = append(paths, filepath.Join(module, "README.md"))
	}
	err := filepath.WalkDir(filepath.Join(module, "docs"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".md" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return paths
}

// TestDocumentsRun runs each fenced block that begins with "$ multivector" or "$ go run ./cmd/multivector"
// in a copy of the repository's data, and compares what the program prints with what the block says. A last
// line of "..." means that more follows; a command with nothing under it need only succeed.
func TestDocumentsRun(t *testing.T) {
	t.Setenv("CLICOLOR_FORCE", "")
	root, err := filepath.Abs(module)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages(t) {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			shown := shownIn(string(text))
			if len(shown) == 0 {
				return
			}
			t.Chdir(scratch(t, root))
			lines := strings.SplitAfter(string(text), "\n")
			changed := false
			answers := make([]string, len(shown))
			for i, s := range shown {
				answers[i] = s.check(t, name)
				changed = changed || answers[i] != s.want
			}
			if !*update || !changed {
				return
			}
			for i, s := range slices.Backward(shown) { // so that the lines before stay where they are
				lines = slices.Replace(lines, s.first, s.last, answers[i])
			}
			if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// scratch makes a folder that holds what a command of the documents may read, at its place in the repository.
func scratch(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	for _, data := range []string{"dossiers", "intake/testdata", "bargain/testdata"} {
		if err := os.CopyFS(filepath.Join(dir, data), os.DirFS(filepath.Join(root, data))); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shown is a command in a document, and what it is said to print.
type shown struct {
	line        int // of the command, from 1 on
	command     string
	want        string
	first, last int // the lines of want, from 0 on
}

var runs = []string{"$ multivector", "$ go run ./cmd/multivector"}

func shownIn(text string) (all []shown) {
	lines := strings.SplitAfter(text, "\n")
	for i := 0; i < len(lines); i++ {
		if !strings.HasPrefix(lines[i], "```") {
			continue
		}
		end := i + 1
		for end < len(lines) && strings.TrimRight(lines[end], "\n") != "```" {
			end++
		}
		if begins(lines[min(i+1, len(lines)-1)]) {
			for at := i + 1; at < end; {
				s := shown{line: at + 1, command: strings.TrimRight(lines[at], "\n"), first: at + 1}
				for at++; at < end && !strings.HasPrefix(lines[at], "$ "); at++ {
					s.want += lines[at]
				}
				s.last = at
				all = append(all, s)
			}
		}
		i = end
	}
	return all
}

func begins(line string) bool {
	return slices.ContainsFunc(runs, func(prefix string) bool {
		rest, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), prefix)
		return ok && (rest == "" || rest[0] == ' ')
	})
}

// check runs the command and gives what the document ought to show.
func (s shown) check(t *testing.T, name string) string {
	t.Helper()
	if !begins(s.command) {
		t.Errorf("%s:%d: %s: only multivector can be run here", name, s.line, s.command)
		return s.want
	}
	words, err := split(s.command)
	if err != nil {
		t.Errorf("%s:%d: %v", name, s.line, err)
		return s.want
	}
	got, code := answer(t, words[slices.IndexFunc(words, func(w string) bool { return strings.HasSuffix(w, "multivector") })+1:]...)
	body, more := strings.CutSuffix(s.want, "...\n")
	switch {
	case s.want == "":
		if code != exitDone {
			t.Errorf("%s:%d: %s: exit code %d\n%s", name, s.line, s.command, code, got)
		}
		return ""
	case more:
		got = firstLines(got, strings.Count(body, "\n")) + "...\n"
	}
	if got != s.want && !*update {
		t.Errorf("%s:%d: %s\n%s(go test ./cmd/multivector -update writes what it prints)", name, s.line, s.command, diff.Diff(name, []byte(s.want), "printed", []byte(got)))
	}
	return got
}

func firstLines(text string, n int) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[:min(n, len(lines))], "")
}

// split cuts a command line into words, minding quotation marks; what only a shell can do is an error.
func split(line string) (words []string, err error) {
	var word strings.Builder
	var quote rune
	inside := false
	for _, r := range strings.TrimPrefix(line, "$ ") {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inside = r, true
		case r == ' ':
			if inside {
				words = append(words, word.String())
				word.Reset()
				inside = false
			}
		case strings.ContainsRune("|<>&;$`\\*", r):
			return nil, fmt.Errorf("%s: %q needs a shell; quote it, or show the command without it", line, r)
		default:
			word.WriteRune(r)
			inside = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("%s: a quotation mark is not closed", line)
	}
	if inside {
		words = append(words, word.String())
	}
	return words, nil
}

// section gives what stands in a document under a heading, to the next heading of its rank or above.
func section(tb testing.TB, document, heading string) string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(module, document))
	if err != nil {
		tb.Fatal(err)
	}
	rank := strings.IndexByte(heading, ' ')
	var body strings.Builder
	within := false
	for line := range strings.Lines(string(text)) {
		mark, _, isHeading := strings.Cut(line, " ")
		isHeading = isHeading && mark != "" && strings.Trim(mark, "#") == ""
		switch {
		case strings.TrimSpace(line) == heading:
			within = true
			continue
		case within && isHeading && len(mark) <= rank:
			within = false
		}
		if within {
			body.WriteString(line)
		}
	}
	if body.Len() == 0 {
		tb.Errorf("%s has no heading %q", document, heading)
	}
	return body.String()
}

var flagName = regexp.MustCompile("`(?:-[a-z], )?--([a-z-]+)")

// TestCommandsAreDocumented holds docs/format/commands.md and the program together: a section for each
// command, in which each of its flags is named and none that it does not have.
func TestCommandsAreDocumented(t *testing.T) {
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
		if cmd.Hidden || !cmd.Runnable() || cmd.Name() == "help" || cmd.HasParent() && cmd.Parent().Name() == "completion" {
			return
		}
		body := section(t, "docs/format/commands.md", "## "+cmd.CommandPath())
		var named, has []string
		for _, m := range flagName.FindAllStringSubmatch(body, -1) {
			named = append(named, m[1])
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && f.Name != "version" {
				has = append(has, f.Name)
			}
		})
		sort.Strings(named)
		sort.Strings(has)
		if named = slices.Compact(named); !slices.Equal(named, has) {
			t.Errorf("docs/format/commands.md, %s: names the flags %v, and it has %v", cmd.CommandPath(), named, has)
		}
	}
	visit(newRoot())
}

var firstColumn = regexp.MustCompile("(?m)^\\| `([a-z_]+)`")

// documented gives the names that the table of a section of docs/format/output.md lists, in its order.
func documented(tb testing.TB, heading string) (names []string) {
	tb.Helper()
	body, _, _ := strings.Cut(section(tb, "docs/format/output.md", heading), "\n#") // not of the headings within
	for _, m := range firstColumn.FindAllStringSubmatch(body, -1) {
		names = append(names, m[1])
	}
	return names
}

// TestOutputIsDocumented holds docs/format/output.md and what is written together: the columns of each CSV, in
// their order, and the keys of each JSON object.
func TestOutputIsDocumented(t *testing.T) {
	votes := filepath.Join(module, "intake/testdata/unga.csv")
	fast := []string{"--method", "map", "--anchor", "USA,RUS"}
	for heading, args := range map[string][]string{
		"## assess --format csv":    {"assess", "--format", "csv"},
		"## silences --format csv":  {"silences", "--format", "csv"},
		"## positions --format csv": {"positions", "--format", "csv"},
		"## similarity":             {"similarity", votes},
		"## idealpoints":            append([]string{"idealpoints", votes}, fast...),
		"## nextvote --format csv":  append([]string{"nextvote", votes, "--format", "csv"}, fast...),
		"## diff --format csv":      {"diff", "2022-02-23", "--format", "csv"},
		"## verdicts --format csv":  {"verdicts", "--composite", "cohesion", "--format", "csv"},
		"## bargain --format csv":   {"bargain", filepath.Join(module, "bargain/testdata/emission.csv"), "--format", "csv"},

		"## landscape --format csv":         {"landscape", "--draws", "0", "--format", "csv"},
		"### landscape --show actors":       {"landscape", "--draws", "0", "--format", "csv", "--show", "actors"},
		"### landscape --show energies":     {"landscape", "--draws", "0", "--format", "csv", "--show", "energies"},
		"### landscape --show propensities": {"landscape", "--draws", "0", "--format", "csv", "--show", "propensities"},
		"### landscape --show together":     {"landscape", "--draws", "0", "--format", "csv", "--show", "together"},

		"## scenario list --format csv": {"scenario", "list", "--format", "csv"},
		"## scenario run --format csv":  {"scenario", "run", "water-and-borders", "--draws", "5", "--format", "csv"},

		"## shock transit --format csv":  {"shock", "transit", "--close", "cpc", "--format", "csv"},
		"### shock transit --show links": {"shock", "transit", "--close", "cpc", "--format", "csv", "--show", "links"},
		"### shock transit --show keys":  {"shock", "transit", "--close", "cpc", "--format", "csv", "--show", "keys"},
		"### shock --show moved":         {"shock", "ties", "--state", "KGZ", "--scale", "remittances:RUS=0.5", "--format", "csv", "--show", "moved"},
		"### shock --show changes":       {"shock", "ties", "--state", "KGZ", "--scale", "remittances:RUS=0.5", "--format", "csv", "--show", "changes"},
		"## shock ties --format csv":     {"shock", "ties", "--state", "KGZ", "--scale", "remittances:RUS=0.5", "--format", "csv"},
		"## claims --format csv":         {"claims", "--format", "csv"},
		"### claims --questions":         {"claims", "--questions"},
		"## findings --format csv":       {"findings", "--state", "TJK", "--format", "csv"},
	} {
		out, code := answer(t, args...)
		if _, rows, warned := strings.Cut(out, ")\n"); warned && slices.Contains(args, votes) {
			out = rows // after the warnings
		}
		header, err := csv.NewReader(strings.NewReader(out)).Read()
		if err != nil || code != exitDone {
			t.Fatalf("%v: exit code %d, %v", args, code, err)
		}
		if names := documented(t, heading); !slices.Equal(names, header) {
			t.Errorf("docs/format/output.md, %s: lists %v, and the header is %v", heading, names, header)
		}
	}

	if names := documented(t, "## idealpoints --silence"); strings.Join(names, ",") != silenceHeader {
		t.Errorf("docs/format/output.md, idealpoints --silence: lists %v, and the header is %s", names, silenceHeader)
	}

	object := func(heading string, raw json.RawMessage, also ...string) map[string]json.RawMessage {
		t.Helper()
		var o map[string]json.RawMessage
		if err := json.Unmarshal(raw, &o); err != nil {
			t.Fatalf("%s: %v", heading, err)
		}
		var keys []string
		for k := range o {
			keys = append(keys, k)
		}
		names := documented(t, heading)
		for _, other := range also {
			names = append(names, documented(t, other)...)
		}
		sort.Strings(keys)
		sort.Strings(names)
		if !slices.Equal(names, keys) {
			t.Errorf("docs/format/output.md, %s: lists %v, and the keys are %v", heading, names, keys)
		}
		return o
	}
	first := func(raw json.RawMessage) json.RawMessage {
		t.Helper()
		var list []json.RawMessage
		if err := json.Unmarshal(raw, &list); err != nil || len(list) == 0 {
			t.Fatalf("no list: %v", err)
		}
		return list[0]
	}
	text := func(args ...string) json.RawMessage {
		out, _ := answer(t, args...)
		return json.RawMessage(out)
	}
	for _, kind := range [][2]string{{"water-and-borders", "bargain"}, {"cpc-stopped", "transit"}, {"remittances-halved", "ties"}} {
		ran := object("## scenario run --format json", text("scenario", "run", kind[0], "--draws", "5", "--format", "json"))
		one := object("### A scenario", first(ran["scenarios"]))
		if kind[1] == "bargain" {
			b := object("### A bargain of a scenario", one["bargain"])
			object("### A settlement of a scenario", first(b["settlements"]))
		}
		object("### The grounds of an input", first(one["grounds"]))
		if string(one[kind[1]]) == "null" {
			t.Errorf("%s has no %s", kind[0], kind[1])
		}
	}
	whole := object("## assess --format json", text("assess", "--format", "json"))
	part := object("### A section", first(whole["sections"]))
	object("### An estimate", first(part["estimates"]))
	object("### A silence", first(whole["silences"]))
	object("### A silence", first(text("silences", "--format", "json")))
	verdicts := first(object("## verdicts --format json", text("verdicts", "--composite", "cohesion", "--format", "json"))["composites"])
	composites := object("### A composite", verdicts)
	object("### A rank frequency", first(composites["rank_frequency"]))
	object("### A Sobol index", first(composites["sobol"]))
	object("### An indicator", first(composites["indicators"]))
	object("## bargain --format json", text("bargain", filepath.Join(module, "bargain/testdata/emission.csv"), "--format", "json"))
	explained := object("### An estimate explained", first(text("explain", "kappa", "KAZ", "RUS", "--after", "2022-02-24", "--format", "json")), "### An estimate")
	found := object("### Breaks", explained["breaks"])
	object("### A break", first(found["found"]))
	object("### A segment", first(found["segments"]))
	object("### A point", first(found["course"]))
	after := object("### A change after a date", explained["after"])
	object("### A segment", after["was"])
	object("### A place", after["dates"])
	object("### Another's change", first(after["others"]))
	changes := object("## diff --format json", text("diff", "2022-02-23", "--format", "json"))
	object("### A setting that differs", first(changes["settings"]))
	object("### A record that differs", first(changes["records"]))
	object("### A change", first(changes["estimates"]))
	object("## positions --format json", first(text("positions", "--format", "json")))
	next := json.RawMessage(warnless(text(append([]string{"nextvote", votes, "--format", "json"}, fast...)...)))
	object("### A state's next vote", first(object("## nextvote --format json", next)["states"]))
	coalitions := object("## landscape --format json", text("landscape", "--draws", "0", "--format", "json"))
	object("### A minimum", first(coalitions["minima"]))
	routes := object("## shock transit --format json", text("shock", "transit", "--close", "cpc", "--format", "json"))
	object("### A commodity", first(routes["commodities"]))
	object("## shock ties --format json", text("shock", "ties", "--state", "KGZ", "--scale", "remittances:RUS=0.5", "--format", "json"))
	object("### An influence", first(explained["influence"]))
	object("### A flip set", explained["flip_set"])
	object("### A flip set", first(text("findings", "--state", "TJK", "--format", "json")))
	recomputed := object("### A claim", first(text("claims", "--format", "json")))
	object("### A claim", text("explain", "claim", "cl26", "--format", "json"))
	object("### A value of a part", first(object("### A part of a claim", first(recomputed["parts"]))["values"]))
	object("### claims --questions", first(text("claims", "--questions", "--format", "json")))
	object("### A record", text("explain", "record", "votes:es11-1/TKM", "--format", "json"))
}

// warnless is what a command says after its warnings.
func warnless(out []byte) []byte { return out[bytes.IndexByte(out, '{'):] }

// pictures are those of the documents, and the commands that make them.
var pictures = map[string][]string{
	"docs/methods/ideal-points.svg": {"positions", "--format", "svg"},
}

// TestPicturesAreWhatTheProgramMakes: a picture of the documents is the program's own, and of today's evidence.
func TestPicturesAreWhatTheProgramMakes(t *testing.T) {
	for name, args := range pictures {
		path := filepath.Join(module, name)
		got, code := answer(t, args...)
		if code != exitDone {
			t.Fatalf("%v: exit code %d\n%s", args, code, got)
		}
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what multivector %s makes (-update writes it: look at it)", name, strings.Join(args, " "))
		}
	}
}

// TestCitationNamesThisVersion: what a reader cites is what they ran.
func TestCitationNamesThisVersion(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(module, "CITATION.cff"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\nversion: "+version+"\n") {
		t.Errorf("CITATION.cff does not name version %s", version)
	}
}
