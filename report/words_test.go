package report

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
)

var fieldOf = regexp.MustCompile(`\.([A-Z][A-Za-z]*)`)

// TestLanguagesSayTheSame holds that every language has the messages of the first, and that a message speaks of the same in each: what
// one says of its fields and another leaves out would be another sentence.
func TestLanguagesSayTheSame(t *testing.T) {
	var all []*Language
	for _, code := range Languages() {
		l, err := newLanguage(code)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	first := all[0]
	for _, l := range all[1:] {
		for _, key := range slices.Sorted(maps.Keys(first.messages)) {
			if !l.has(key) {
				t.Errorf("words/%s.toml has no message %s", l.Code, key)
				continue
			}
			if x, y := first.speaksOf(key), l.speaksOf(key); !slices.Equal(x, y) {
				t.Errorf("%s speaks of %v in %s, and of %v in %s", key, x, first.Code, y, l.Code)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(l.messages)) {
			if !first.has(key) {
				t.Errorf("words/%s.toml has no message %s", first.Code, key)
			}
		}
	}
	for _, l := range all {
		for key, m := range l.messages {
			if len(m) == 1 {
				continue
			}
			for n := range 200 {
				if form := plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0); m[form] == nil {
					t.Errorf("words/%s.toml: %s has no form for %d", l.Code, key, n)
					break
				}
			}
		}
	}
}

// speaksOf are the fields that a message has in any of its forms, but for the count, which a form may write as a word.
func (l *Language) speaksOf(key string) (names []string) {
	for _, form := range l.messages[key] {
		for _, m := range fieldOf.FindAllStringSubmatch(form.Root.String(), -1) {
			name := m[1]
			if name == "Said" {
				name = "Verdict" // a dossier's sentence, as a whole or by its parts
			}
			if name != "N" && !slices.Contains(names, name) && !isCase(name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

func isCase(name string) bool {
	return slices.Contains(strings.Fields("Nom Gen Dat Acc Ins Pre Cap Many Code String"), name)
}
