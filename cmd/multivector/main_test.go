package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// update rewrites what the sessions and the documents hold as output, where it is compared whole: look at
// what changed before you keep it.
var update = flag.Bool("update", false, "rewrite the expected output in testdata/script, README.md and docs")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"multivector": main})
}

// TestSessions runs testdata/script: what someone types, and what the program answers.
func TestSessions(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonAt, "csv": csvTable, "width": widest, "plain": plain, "holds": holds,
			"votes": makeVotes, "killed": killed,
		},
	})
}

// exits CODE COMMAND... runs a command and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed := (*exec.ExitError)(nil)
		if !errors.As(err, &failed) {
			ts.Fatalf("%v", err)
		}
		code = failed.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// json FILE PATH WANT compares what stands at a path (sections.0.id; . is the whole) with WANT: of an object
// its keys in alphabetical order, {a,b}; of a list its length, [3]; else the value as JSON.
func jsonAt(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: [!] json FILE PATH WANT")
	}
	var at any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &at))
	for step := range strings.SplitSeq(strings.Trim(args[1], "."), ".") {
		if step == "" {
			break
		}
		switch in := at.(type) {
		case map[string]any:
			inner, ok := in[step]
			if !ok {
				ts.Fatalf("there is no %q in %s of %s", step, args[1], args[0])
			}
			at = inner
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				ts.Fatalf("there is no %s in a list of %d", step, len(in))
			}
			at = in[i]
		default:
			ts.Fatalf("%s of %s goes deeper than the file", args[1], args[0])
		}
	}
	got := ""
	switch is := at.(type) {
	case map[string]any:
		keys := make([]string, 0, len(is))
		for k := range is {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		got = "{" + strings.Join(keys, ",") + "}"
	case []any:
		got = "[" + strconv.Itoa(len(is)) + "]"
	default:
		text, err := json.Marshal(at)
		ts.Check(err)
		got = string(text)
	}
	if (got == args[2]) == neg {
		ts.Fatalf("%s of %s is %s, wanted %s", args[1], args[0], got, args[2])
	}
}

// csv FILE HEADER [ROWS] checks that a file is a table and nothing else: its header, every row of its width,
// how many rows.
func csvTable(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: csv FILE HEADER [ROWS]")
	}
	text := ts.ReadFile(args[0])
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	ts.Check(err)
	if first, _, _ := strings.Cut(text, "\n"); first != args[1] {
		ts.Fatalf("the header is\n%s\nwant\n%s", first, args[1])
	}
	if len(rows) < 2 {
		ts.Fatalf("no row")
	}
	if len(args) == 3 && strconv.Itoa(len(rows)-1) != args[2] {
		ts.Fatalf("%d rows, want %s", len(rows)-1, args[2])
	}
}

// width FILE N checks that no line is wider than N columns, or ends with blanks. What cannot be broken may be
// wider: a word, a link.
func widest(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: width FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	number := 0
	for line := range strings.SplitSeq(ts.ReadFile(args[0]), "\n") {
		number++
		if strings.TrimRight(line, " ") != line {
			ts.Fatalf("line %d ends with blanks: %q", number, line)
		}
		if utf8.RuneCountInString(line) > n && strings.Contains(strings.TrimSpace(line), " ") {
			ts.Fatalf("line %d is %d columns wide, wanted at most %d:\n%s", number, utf8.RuneCountInString(line), n, line)
		}
	}
}

// plain FILE... checks that there is no control character but the end of line and the tabulator: no colour,
// no cursor moved.
func plain(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		i := strings.IndexFunc(ts.ReadFile(file), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f })
		if (i >= 0) != neg {
			ts.Fatalf("%s: control character at byte %d", file, i)
		}
	}
}

// holds DIR NAME... checks that a folder holds these files and no other, hidden ones too.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: holds DIR NAME...")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := slices.Clone(args[1:])
	sort.Strings(want)
	if !slices.Equal(names, want) {
		ts.Fatalf("%s holds %v, want %v", args[0], names, want)
	}
}
