package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
)

// dataPackage describes the tables of a folder for other programs (Frictionless Data Package, version 1,
// https://specs.frictionlessdata.io).
type dataPackage struct {
	Profile     string       `json:"profile"`
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Sources     []dataSource `json:"sources,omitempty"`
	Resources   []resource   `json:"resources"`
}

// dataSource is a source of the data; the licence is the source's own, in its words.
type dataSource struct {
	Title   string `json:"title"`
	Path    string `json:"path,omitempty"`
	Licence string `json:"licence,omitempty"`
}

// resource is one table.
type resource struct {
	Name      string     `json:"name"`
	Path      string     `json:"path"`
	Profile   string     `json:"profile"`
	Format    string     `json:"format"`
	MediaType string     `json:"mediatype"`
	Encoding  string     `json:"encoding"`
	Bytes     int        `json:"bytes"`
	Hash      string     `json:"hash"`
	Dialect   *dialect   `json:"dialect,omitempty"`
	Schema    dataSchema `json:"schema"`
}

// dialect says what is unusual of a CSV file.
type dialect struct {
	CommentChar string `json:"commentChar"`
}

// dataSchema describes the columns of a table.
type dataSchema struct {
	Fields        []dataField  `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type dataField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    string `json:"fields"`
	Reference struct {
		Resource string `json:"resource"`
		Fields   string `json:"fields"`
	} `json:"reference"`
}

// describe adds the description of the tables in a folder.
func (f *Facts) describe(folder Folder, dir string) error {
	d := f.Dossier
	p := dataPackage{
		Profile: "tabular-data-package", Name: strings.ToLower(slug(d.Config.Label + "-" + strings.ReplaceAll(dir, "/", "-"))), Title: d.Title,
		Description: fmt.Sprintf("As of %s. Of the dossier's tables .. is what the source does not cover, n/a what there cannot be; empty is not known.", d.AsOf),
	}
	if strings.HasPrefix(dossierDir, dir+"/") { // the tables of the dossier are among them
		for _, s := range d.Sources {
			p.Sources = append(p.Sources, dataSource{s.Title, s.URL, s.Licence})
		}
	}
	for _, at := range slices.Sorted(maps.Keys(folder)) {
		if !strings.HasPrefix(at, dir+"/") || !strings.HasSuffix(at, ".csv") {
			continue
		}
		name := strings.TrimSuffix(strings.TrimPrefix(at, dir+"/"), ".csv")
		one := resource{
			Name: strings.ToLower(slug(name)), Path: name + ".csv", Profile: "tabular-data-resource", Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
			Bytes: len(folder[at]),
		}
		sum := sha256.Sum256(folder[at])
		one.Hash = "sha256:" + hex.EncodeToString(sum[:])
		head, rows, err := readTable(folder[at])
		if err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
		if bytes.HasPrefix(folder[at], []byte("#")) {
			one.Dialect = &dialect{"#"}
		}
		if table := path.Base(name); strings.HasPrefix(at, dossierDir) && evidence.ShapeOf(table) != nil {
			one.Schema = schemaOf(table, head, rows, folder)
		} else {
			one.Schema = inferred(head, rows)
		}
		p.Resources = append(p.Resources, one)
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	folder[dir+"/datapackage.json"] = append(data, '\n')
	return nil
}

// readTable reads a CSV file, without the card above it.
func readTable(data []byte) (head []string, rows [][]string, err error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.Comment, r.FieldsPerRecord = '#', -1
	if head, err = r.Read(); err == io.EOF {
		return nil, nil, nil
	} else if err != nil {
		return nil, nil, err
	}
	rows, err = r.ReadAll()
	return head, rows, err
}

// schemaOf describes a table of the dossier as the program reads it. The columns are those of the file.
func schemaOf(table string, head []string, rows [][]string, folder Folder) dataSchema {
	s := dataSchema{MissingValues: []string{"", "..", "n/a"}}
	shapes := map[string]evidence.Shape{}
	whole := true // every column of the key is there and always filled
	for _, one := range evidence.ShapeOf(table) {
		shapes[one.Name] = one
		if one.Key {
			whole = whole && one.Need && slices.Contains(head, one.Name)
			s.PrimaryKey = append(s.PrimaryKey, one.Name)
		}
	}
	if !whole || len(rows) == 0 {
		s.PrimaryKey = nil
	}
	for _, name := range head {
		shape, ok := shapes[name]
		if !ok {
			s.Fields = append(s.Fields, dataField{Name: name, Type: "string"})
			continue
		}
		field := dataField{Name: name, Type: shape.Type}
		if shape.List {
			field.Description = "several values, divided by ;"
		}
		if c := (constraints{shape.Need && !shape.Numeral, shape.OneOf}); !shape.List && (c.Required || len(c.Enum) > 0) {
			field.Constraints = &c
		}
		s.Fields = append(s.Fields, field)
		if shape.Refers != "" && folder[dossierDir+shape.Refers+".csv"] != nil {
			for _, other := range evidence.ShapeOf(shape.Refers) {
				if other.Key {
					key := foreignKey{Fields: name}
					key.Reference.Resource, key.Reference.Fields = strings.ToLower(slug("dossier/"+shape.Refers)), other.Name
					if shape.Refers == table {
						key.Reference.Resource = "" // itself
					}
					s.ForeignKeys = append(s.ForeignKeys, key)
					break
				}
			}
		}
	}
	return s
}

// inferred describes a table that the program writes: a column is of numbers where every cell that holds anything is one.
func inferred(head []string, rows [][]string) dataSchema {
	s := dataSchema{MissingValues: []string{""}}
	for i, name := range head {
		of := ""
		for _, row := range rows {
			switch {
			case i >= len(row) || row[i] == "":
			default:
				of = wider(of, row[i])
			}
		}
		if of == "" {
			of = "string"
		}
		s.Fields = append(s.Fields, dataField{Name: name, Type: of})
	}
	return s
}

// wider is the type that holds what a column has held so far and one cell more.
func wider(of, cell string) string {
	if of == "string" {
		return of
	}
	if _, err := strconv.Atoi(cell); err == nil && of != "number" {
		return "integer"
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil && !strings.ContainsAny(cell, "xXpPnN_") {
		return "number"
	}
	return "string"
}
