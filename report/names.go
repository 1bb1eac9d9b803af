package report

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"multivector/evidence"
)

// Name is how a language names a state, a power or a forum, in the cases that its messages ask for. A language without cases has the
// same in all, but for Gen, which in English is the possessive.
type Name struct {
	Code                         string `toml:"-"`
	Nom, Gen, Dat, Acc, Ins, Pre string
	Many                         bool // the verb is in the plural: США голосуют
}

// Cap is the name at the head of a sentence.
func (n Name) Cap() string { return evidence.Capital(n.Nom) }

// String is the name in the nominative.
func (n Name) String() string { return n.Nom }

// names are a dossier's own words in a language, from its file words/CODE.toml: what the rows of its tables are called there.
type names struct {
	Title, Question, Region string
	Names                   map[string]Name              // of states, powers and forums, by code or id
	Words                   map[string]map[string]string // of a table's rows, by table and id: domains, claims, composites, scenarios
}

// speak gives a language the words that a dossier has in it.
func (l *Language) speak(d *evidence.Dossier) error {
	files, name := d.Files()
	path := "words/" + l.Code + ".toml"
	data, err := fs.ReadFile(files, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the dossier's own words serve
	}
	if err != nil {
		return err
	}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	err = decoder.Decode(&l.names)
	var unknown *toml.StrictMissingError
	var bad *toml.DecodeError
	switch file := name + "/" + path; {
	case errors.As(err, &unknown):
		var faults evidence.Faults
		for _, e := range unknown.Errors {
			line, column := e.Position()
			faults = append(faults, evidence.Fault{
				File: file, Line: line, Column: column,
				What: fmt.Sprintf("no setting is called %q", strings.Join(e.Key(), ".")), Right: "docs/format/dossier.md lists those of the dossier's words",
			})
		}
		return faults
	case errors.As(err, &bad):
		line, column := bad.Position()
		return evidence.Faults{{File: file, Line: line, Column: column, What: strings.TrimPrefix(bad.Error(), "toml: "), Right: "write each word once, as name = \"word\""}}
	}
	return err
}

// name names a state, a power or a forum.
func (l *Language) name(d *evidence.Dossier, code string) Name {
	if n, ok := l.names.Names[code]; ok {
		n.Code = code
		for _, form := range []*string{&n.Gen, &n.Dat, &n.Acc, &n.Ins, &n.Pre} {
			if *form == "" {
				*form = n.Nom
			}
		}
		return n
	}
	nom := d.Named(code)
	if f, ok := d.Forum(code); ok {
		nom = f.Name
	}
	if base, _ := l.tag.Base(); base.String() != "en" {
		if region, err := language.ParseRegion(code); err == nil {
			if n := display.Regions(l.tag).Name(region); n != "" {
				nom = n
			}
		}
		return Name{code, nom, nom, nom, nom, nom, nom, false}
	}
	return Name{code, nom, possessive(nom), nom, nom, nom, nom, false}
}

// possessive is the English genitive.
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

// own is a dossier's word in this language for a row of a table, or the word it has itself.
func (l *Language) own(table, id, word string) string {
	if w, ok := l.names.Words[table][id]; ok {
		return w
	}
	return word
}
