package report

import (
	"io/fs"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryLinkLeadsSomewhereInTheFolder(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		ids := map[string]map[string]bool{}
		for at, page := range r.pages {
			ids[at] = map[string]bool{}
			for _, one := range page {
				if id, ok := one.attributes["id"]; ok {
					if ids[at][id] {
						t.Errorf("%s: two have the id %s", at, id)
					}
					ids[at][id] = true
				}
			}
		}
		broken := map[string]string{} // each once, and the first page that has it
		for _, at := range slices.Sorted(maps.Keys(r.pages)) {
			for _, one := range r.pages[at] {
				for _, name := range []string{"href", "src", "aria-labelledby", "aria-describedby"} {
					target, ok := one.attributes[name]
					if !ok || outside(target) {
						continue
					}
					if strings.HasPrefix(name, "aria-") {
						target = "#" + target
					}
					file, fragment := resolved(at, target)
					if clean, err := url.PathUnescape(file); err == nil {
						file = clean
					}
					if clean, err := url.PathUnescape(fragment); err == nil {
						fragment = clean
					}
					if to := file + "#" + fragment; broken[to] == "" && (r.folder[file] == nil || fragment != "" && !ids[file][fragment]) {
						broken[to] = at
					}
				}
			}
		}
		for _, to := range slices.Sorted(maps.Keys(broken)) {
			t.Errorf("%s leads to %s, which is not there", broken[to], to)
		}
	})
}

func outside(target string) bool {
	return strings.HasPrefix(target, "http:") || strings.HasPrefix(target, "https:") || strings.HasPrefix(target, "mailto:")
}

var fetches = regexp.MustCompile(`(?i)@import|url\(\s*['"]?(?:https?:)?//|\bsrc\s*=\s*"(?:https?:)?//|xlink:href="(?:https?:)?//|<script|<iframe|<object|<embed|\son[a-z]+="`)

func TestNoRequestLeavesTheFolder(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		for at, data := range r.folder {
			switch {
			case strings.HasSuffix(at, ".html"), strings.HasSuffix(at, ".svg"), strings.HasSuffix(at, ".css"):
				if m := fetches.Find(data); m != nil {
					t.Errorf("%s has %s", at, m)
				}
			}
		}
		for at, page := range r.pages {
			for _, one := range page {
				if one.name == "link" && outside(one.attributes["href"]) || one.name != "a" && one.name != "link" && one.attributes["href"] != "" {
					t.Errorf("%s: %s asks for %s", at, one.name, one.attributes["href"])
				}
				if one.name == "a" && strings.HasPrefix(one.attributes["href"], "javascript:") {
					t.Errorf("%s: %s", at, one.attributes["href"])
				}
			}
		}
	})
}

// TestNoNumberIsBare holds that each digit of the text has its way back: it stands in a sentence that says what it rests on. The
// pages of evidence, records and sources are that way themselves, and so are a page's notes and a claim with its parts; what a method is
// made of is no finding, and none of something, 0, has nothing to lead to.
func TestNoNumberIsBare(t *testing.T) {
	prose := []string{"p", "li", "td", "figcaption", "dd"}
	onEach(t, func(t *testing.T, r report) {
		wrong := 0
		names := r.numeralsInNames()
		for _, at := range slices.Sorted(maps.Keys(r.pages)) {
			walk(r.pages[at], func(open []tag, here tag) {
				if here.name != "" || !strings.ContainsAny(here.text, numerals) || strings.TrimSpace(here.text) == "0" || wayBack(open) || !strings.ContainsAny(names.Replace(here.text), numerals) {
					return
				}
				if slices.ContainsFunc(open, func(one tag) bool { return one.name == "main" }) && slices.ContainsFunc(open, func(one tag) bool { return slices.Contains(prose, one.name) }) {
					if wrong++; wrong <= 30 {
						t.Errorf("%s: %q rests on nothing", at, strings.TrimSpace(here.text))
					}
				}
			})
		}
	})
}

// wayBack tells whether a text is bound, or on a page, or in a part of one, that leads back.
func wayBack(open []tag) bool {
	return slices.ContainsFunc(open, func(one tag) bool {
		if _, bound := one.attributes["data-rests"]; bound {
			return true
		}
		class := strings.Fields(one.attributes["class"])
		if one.name == "article" && slices.Contains(class, "claim") {
			return true // a claim with its parts, and the records under it
		}
		return one.name == "sup" || one.name == "code" || one.name == "nav" || one.name == "section" && slices.Contains(class, "notes") ||
			one.name == "body" && len(class) > 0 && slices.Contains([]string{"evidence", "records", "source", "sources", "methods"}, class[0])
	})
}

const numerals = "0123456789"

var quoted = regexp.MustCompile(`=\s*"([^"]*\d[^"]*)"`)

// numeralsInNames takes out of a text the names that have digits: those of states, forums, claims and scenarios, in any language.
func (r report) numeralsInNames() *strings.Replacer {
	var names []string
	for _, f := range r.dossier.Forums {
		names = append(names, f.Name, f.ID)
	}
	for _, s := range r.dossier.States {
		names = append(names, s.Name)
	}
	for _, c := range r.dossier.Claims {
		names = append(names, c.ID)
	}
	files, _ := r.dossier.Files()
	for _, pattern := range []string{"scenarios/*.toml", "words/*.toml"} {
		found, _ := fs.Glob(files, pattern)
		for _, name := range found {
			data, _ := fs.ReadFile(files, name)
			for _, m := range quoted.FindAllSubmatch(data, -1) {
				names = append(names, string(m[1]))
			}
		}
	}
	slices.SortFunc(names, func(x, y string) int { return len(y) - len(x) }) // the longest first
	var pairs []string
	for _, name := range names {
		if strings.ContainsAny(name, numerals) {
			pairs = append(pairs, name, "")
		}
	}
	return strings.NewReplacer(pairs...)
}

func TestWhatASentenceRestsOnIsThere(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		proofs := map[string]bool{} // by language's root and name
		for at, page := range r.pages {
			if root, _, ok := strings.Cut(at, "evidence/"); ok {
				for _, one := range page {
					if one.name == "section" && one.attributes["class"] == "proof" {
						proofs[root+one.attributes["id"]] = true
					}
				}
			}
		}
		bound := 0
		for at, page := range r.pages {
			root := ""
			if i := strings.Index(at, "/"); i == 2 {
				root = at[:3]
			}
			for _, one := range page {
				rests, ok := one.attributes["data-rests"]
				if !ok {
					continue
				}
				bound++
				for _, name := range strings.Split(strings.Trim(rests, "|"), "|") {
					id, isClaim := strings.CutPrefix(name, "claim ")
					_, isRecord := r.dossier.Record(name)
					_, isThatClaim := r.dossier.Record("claims:" + id)
					if !isRecord && !(isClaim && isThatClaim) && !proofs[root+slug(name)] {
						t.Errorf("%s: a sentence rests on %q, which is nowhere", at, name)
					}
				}
			}
		}
		if bound == 0 {
			t.Error("no sentence rests on anything")
		}
	})
}
