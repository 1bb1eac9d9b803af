package multivector_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// house is the one direction of imports: each package and those of ours it may import. Evidence goes in at
// one end and a page comes out at the other; nothing flows back. A package that is not here has no room yet:
// give it one here and in ARCHITECTURE.md.
var house = map[string][]string{
	"rollcall":        {},
	"chance":          {},
	"idealpoint":      {"chance"},
	"bargain":         {"chance"},
	"composite":       {"chance"},
	"landscape":       {"chance"},
	"network":         {},
	"armington":       {},
	"breaks":          {},
	"figure":          {},
	"atlas":           {},
	"atlas/thin":      {"atlas"},
	"evidence":        {"rollcall"},
	"intake":          {"rollcall", "evidence"},
	"measure":         {"rollcall", "chance", "composite", "breaks", "evidence"},
	"scenario":        {"armington", "bargain", "chance", "evidence", "landscape", "measure", "network"},
	"claim":           {"chance", "evidence", "measure", "scenario"},
	"docs":            {},
	"report":          {"atlas", "bargain", "chance", "composite", "claim", "docs", "evidence", "figure", "measure", "rollcall", "scenario"},
	"dossiers":        {},
	"cmd/multivector": {"rollcall", "bargain", "chance", "claim", "evidence", "composite", "figure", "idealpoint", "intake", "landscape", "measure", "report", "scenario", "dossiers"},
}

func TestImportsRunOneWay(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "tools" || len(entry.Name()) > 1 && entry.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		room := filepath.ToSlash(filepath.Dir(path))
		seen[room] = true
		allowed, known := house[room]
		if !known {
			t.Errorf("%s: the package %s has no room in the house", path, room)
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if ours, ok := strings.CutPrefix(imported, "multivector/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s: %s may not import %s", path, room, ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range house {
		if !seen[room] {
			t.Errorf("the house has a room %s, and nobody lives in it", room)
		}
	}
}
