package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Settings are where the settings of a TOML file stand, so that a fault of one can be placed.
type Settings struct {
	file     string
	places   map[string]place // where each setting stands
	misspelt map[string]bool  // settings that a word not known was likely meant to be
}

// Read tells whether the file could be read.
func (s *Settings) Read() bool { return s.file != "" }

// maxTOML is many times what a file of settings needs. What the decoder makes of unknown settings takes time that
// grows with the square of the file's length: a fifth of a second for this, minutes for a megabyte.
const maxTOML = 1 << 15

// ReadTOML reads a TOML file into a struct whose settings, in full as "votes.opposed", are those known. Every setting
// that is not known is a fault; of what is not TOML, or of the wrong type, the first.
func ReadTOML(file string, data []byte, into any, known []string) (s Settings, faults Faults) {
	s.misspelt = map[string]bool{}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if len(data) > maxTOML {
		return s, Faults{{file, 0, 0, fmt.Sprintf("the file is longer than %d bytes", maxTOML), "it holds settings; evidence goes into tables"}}
	}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	err := decoder.Decode(into)
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		near := advice{}
		for _, e := range strict.Errors {
			line, column := e.Position()
			key := strings.Join(e.Key(), ".")
			right := "docs/format/dossier.md lists the settings"
			if word := near.nearest("", key, func() []string { return known }); word != "" {
				s.misspelt[word] = true
				right = "the nearest is " + word
			}
			faults = append(faults, Fault{file, line, column, fmt.Sprintf("no setting is called %q", key), right})
		}
	case errors.As(err, &bad):
		line, column := bad.Position()
		what, right, _ := strings.Cut(strings.TrimPrefix(bad.Error(), "toml: "), "; ")
		if kind, field, mismatch := strings.Cut(what, " into struct field "); mismatch {
			what = fmt.Sprintf("%s is of the wrong type: %s", strings.Join(bad.Key(), "."), strings.TrimPrefix(kind, "cannot decode TOML "))
			right = wantedType(field[strings.LastIndex(field, " ")+1:])
		} else if right == "" {
			right = `write each setting once, as name = value, with texts between quotes`
		}
		return s, Faults{{file, line, column, what, right}}
	case err != nil:
		what, right, _ := strings.Cut(err.Error(), "; ")
		return s, Faults{{file, 0, 0, what, right}}
	}
	s.file, s.places = file, tomlPlaces(data)
	return s, faults
}

// wantedType says how a setting of a Go type is written.
func wantedType(goType string) string {
	switch goType {
	case "evidence.Date":
		return `write a date between quotes, "2026-02-28"`
	case "string":
		return "write a text between quotes"
	case "[]string":
		return `write a list of texts, ["RUS", "CHN"]`
	case "[]float64":
		return "write a list of numbers, [0, 0.5]"
	case "bool":
		return "write true or false"
	case "int":
		return "write a whole number"
	case "float64":
		return "write a number"
	}
	return "docs/format/dossier.md says what it takes"
}

// tomlPlaces finds where each key and each element of an array stands, as "votes.opposed" and
// "votes.opposed.1"; the decoder does not tell once it has succeeded.
func tomlPlaces(data []byte) map[string]place {
	places := map[string]place{}
	var p unstable.Parser
	p.Reset(data)
	table := ""
	counts := map[string]int{}
	at := func(n *unstable.Node) place {
		raw := n.Raw
		if raw.Length == 0 && len(n.Data) > 0 {
			raw = p.Range(n.Data)
		}
		start := p.Shape(raw).Start
		return place{int32(start.Line), int32(start.Column)}
	}
	keyOf := func(n *unstable.Node) (key string, where place) {
		var parts []string
		for it := n.Key(); it.Next(); {
			if len(parts) == 0 {
				where = at(it.Node())
			}
			parts = append(parts, string(it.Node().Data))
		}
		return strings.Join(parts, "."), where
	}
	for p.NextExpression() {
		n := p.Expression()
		key, where := keyOf(n)
		switch n.Kind {
		case unstable.Table:
			table = key + "."
			places[key] = where
		case unstable.ArrayTable:
			// An array within an array is of the element that was opened last: composites.1.indicators.0.
			if outer, inner, nested := strings.Cut(key, "."); nested && counts[outer] > 0 {
				key = fmt.Sprintf("%s.%d.%s", outer, counts[outer]-1, inner)
			}
			table = key + "." + strconv.Itoa(counts[key]) + "."
			places[strings.TrimSuffix(table, ".")] = where
			counts[key]++
		case unstable.KeyValue:
			places[table+key] = where
			if v := n.Value(); v.Kind == unstable.Array {
				i := 0
				for it := v.Children(); it.Next(); i++ {
					places[fmt.Sprintf("%s%s.%d", table, key, i)] = at(it.Node())
				}
			}
		}
	}
	return places
}

// Fault is a fault of one setting. One that stands nowhere is placed where the table or list it belongs to does.
func (s *Settings) Fault(key, what, right string) Fault {
	p, ok := s.places[key]
	for !ok && strings.Contains(key, ".") {
		key = key[:strings.LastIndex(key, ".")]
		p, ok = s.places[key]
	}
	return Fault{s.file, int(p.line), int(p.column), what, right}
}

// Misspelt tells whether a word that is no setting was likely meant to be this one, or the table it is in.
func (s *Settings) Misspelt(key string) bool {
	parts := strings.Split(key, ".")
	named := slices.DeleteFunc(parts, func(p string) bool { return p[0] >= '0' && p[0] <= '9' })
	return s.misspelt[strings.Join(named, ".")] || s.misspelt[named[0]]
}
