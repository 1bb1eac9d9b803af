package claim

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var functionInDoc = regexp.MustCompile("(?m)^\\| `([a-z_]+)\\(")

// TestThePageNamesEveryFunction holds docs/methods/claims.md and the functions together.
func TestThePageNamesEveryFunction(t *testing.T) {
	page, err := os.ReadFile("../docs/methods/claims.md")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range functionInDoc.FindAllStringSubmatch(string(page), -1) {
		named = append(named, m[1])
	}
	slices.Sort(named)
	if known := functionNames(); !slices.Equal(named, known) {
		t.Errorf("the page has %v\nthere are %v", named, known)
	}
	for _, name := range functionNames() {
		if usage := functions[name].usage(); !strings.Contains(string(page), "| `"+usage+"` |") {
			t.Errorf("the page does not write %s", usage)
		}
	}
	for word, r := range StandardWords {
		if !regexp.MustCompile(`(?m)^\|.*\b` + word + ` \|.*` + regexp.QuoteMeta(r.String()) + ` \|$`).Match(page) {
			t.Errorf("the page does not say that %q means %s", word, r)
		}
	}
}
