package report

import (
	"fmt"
	"strings"

	"multivector/evidence"
)

// addresses gives each of some names an address of its own: its slug, with a number where another has the same. Whether letters are
// capitals does not tell two addresses apart, for it does not tell files apart everywhere.
func addresses(names []string) map[string]string {
	taken := map[string]bool{}
	of := make(map[string]string, len(names))
	for _, name := range names {
		base := slug(name)
		if base == "" {
			base = "row" // of letters that no address has
		}
		at := base
		for n := 2; taken[strings.ToLower(at)]; n++ {
			at = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(at)] = true
		of[name] = at
	}
	return of
}

// recordOf is where a record stands in the report, from the root of the folder.
func (f *Facts) recordOf(key string) string {
	table := evidence.TableOf(key)
	f.addressing.Lock()
	defer f.addressing.Unlock()
	if f.anchors == nil {
		f.anchors = map[string]map[string]string{}
	}
	if f.anchors[table] == nil {
		var rows []string
		keys := f.Dossier.EverKeys(table)
		for _, k := range keys {
			rows = append(rows, rowOf(k))
		}
		f.anchors[table] = addresses(rows)
	}
	return "records/" + table + ".html#" + f.anchors[table][rowOf(key)]
}

// rowOf is a record's key within its table.
func rowOf(key string) string { return strings.TrimPrefix(key, evidence.TableOf(key)+":") }

// sourceOf is the page of a source, from the root of a language's pages.
func (f *Facts) sourceOf(id string) string {
	f.addressing.Lock()
	defer f.addressing.Unlock()
	if f.sources == nil {
		var ids []string
		for _, s := range f.Dossier.Sources {
			ids = append(ids, s.ID)
		}
		f.sources = addresses(ids)
	}
	return "sources/" + f.sources[id] + ".html"
}
