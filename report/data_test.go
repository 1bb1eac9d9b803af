package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/evidence"
)

// TestTheReportCarriesItsDossier loads the dossier that a report carries, byte for byte, as the one it was made from.
func TestTheReportCarriesItsDossier(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		files, name := r.dossier.Files()
		carried := fstest.MapFS{}
		for at, data := range r.folder {
			if own, ok := strings.CutPrefix(at, dossierDir); ok {
				carried[own] = &fstest.MapFile{Data: data}
				if first, err := fs.ReadFile(files, own); err != nil || !bytes.Equal(first, data) {
					t.Errorf("%s is not as the dossier has it (%v)", at, err)
				}
			}
		}
		d, err := evidence.Load(carried, name, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		was, _ := r.dossier.Digest()
		if now, err := d.Digest(); err != nil || now != was {
			t.Errorf("the dossier it carries is another: %s, not %s (%v)", now, was, err)
		}
	})
}

// TestDataIsAsItsDescriptionSays reads every table as another program would, by the description alone.
func TestDataIsAsItsDescriptionSays(t *testing.T) {
	onEach(t, func(t *testing.T, r report) {
		described := map[string]bool{}
		for at, data := range r.folder {
			if path.Base(at) != "datapackage.json" {
				continue
			}
			var p dataPackage
			if err := json.Unmarshal(data, &p); err != nil {
				t.Fatal(err)
			}
			keys := map[string]map[string]bool{} // values of a column that another table refers to
			column := func(of, field string) map[string]bool {
				if keys[of+"/"+field] == nil {
					keys[of+"/"+field] = map[string]bool{}
					i := slices.IndexFunc(p.Resources, func(one resource) bool { return one.Name == of })
					head, rows, _ := readTable(r.folder[path.Join(path.Dir(at), p.Resources[i].Path)])
					for _, row := range rows {
						keys[of+"/"+field][row[slices.Index(head, field)]] = true
					}
				}
				return keys[of+"/"+field]
			}
			names := map[string]bool{}
			for _, one := range p.Resources {
				file := path.Join(path.Dir(at), one.Path)
				described[file] = true
				table := r.folder[file]
				if len(table) != one.Bytes || one.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(table)) {
					t.Errorf("%s: its size or hash is another than %s says", file, at)
				}
				if names[one.Name] {
					t.Errorf("%s names %s twice", at, one.Name)
				}
				names[one.Name] = true
				head, rows, err := readTable(table)
				if err != nil {
					t.Fatal(err)
				}
				for i, field := range one.Schema.Fields {
					if i >= len(head) || field.Name != head[i] {
						t.Fatalf("%s: column %d is %s, not as in %v", file, i, field.Name, head)
					}
					for _, row := range rows {
						if what := field.holds(row[i], one.Schema.MissingValues); what != "" {
							t.Errorf("%s: %s %q %s", file, field.Name, row[i], what)
							break
						}
					}
				}
				for _, key := range one.Schema.ForeignKeys {
					to := key.Reference.Resource
					if to == "" {
						to = one.Name
					}
					known := column(to, key.Reference.Fields)
					for _, row := range rows {
						if v := row[slices.Index(head, key.Fields)]; v != "" && !known[v] {
							t.Errorf("%s: %s %s is no row of %s", file, key.Fields, v, to)
						}
					}
				}
				rowsOf := map[string]bool{}
				for _, row := range rows {
					var key []string
					for _, name := range one.Schema.PrimaryKey {
						key = append(key, row[slices.Index(head, name)])
					}
					if k := strings.Join(key, "\x00"); k != "" && rowsOf[k] {
						t.Errorf("%s: two rows have the key %v", file, key)
					} else {
						rowsOf[k] = true
					}
				}
			}
		}
		for at := range r.folder {
			if strings.HasSuffix(at, ".csv") && !described[at] {
				t.Errorf("%s is described nowhere", at)
			}
		}
	})
}

// holds says why a cell is not as its column's description has it.
func (f dataField) holds(cell string, missing []string) string {
	if slices.Contains(missing, cell) {
		if f.Constraints != nil && f.Constraints.Required {
			return "is required"
		}
		return ""
	}
	var err error
	switch f.Type {
	case "number":
		_, err = strconv.ParseFloat(cell, 64)
	case "integer":
		_, err = strconv.Atoi(cell)
	case "boolean":
		_, err = strconv.ParseBool(cell)
	case "string":
	default:
		return "has a type that is none: " + f.Type
	}
	if err != nil {
		return "is no " + f.Type
	}
	if f.Constraints != nil && f.Constraints.Enum != nil && !slices.Contains(f.Constraints.Enum, cell) {
		return fmt.Sprintf("is none of %v", f.Constraints.Enum)
	}
	return ""
}
