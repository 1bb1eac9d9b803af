package evidence

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Setting is a choice that two editions do not share: of dossier.toml, by the name it has there
// (votes.recent, domains.arms.window), or of the card of a table that a program made (covotes.csv version).
type Setting struct {
	Name, Old, New string // no text where an edition has none
	Cause          Cause
}

// settingsBetween lists what two configurations do not share, in the order of Config.
func settingsBetween(old, new Config) []Setting {
	return settingsOf("", reflect.ValueOf(old), reflect.ValueOf(new), Method)
}

func settingsOf(name string, old, new reflect.Value, cause Cause) (all []Setting) {
	switch {
	case isGroup(old.Type()):
		for i := range old.NumField() {
			field := old.Type().Field(i)
			toml, isSetting := field.Tag.Lookup("toml")
			class := field.Tag.Get("cause")
			if !isSetting || class == "none" {
				continue
			}
			of := cause
			if class == "weights" {
				of = Weights
			}
			all = append(all, settingsOf(strings.TrimPrefix(name+"."+toml, "."), old.Field(i), new.Field(i), of)...)
		}
		return all
	case isList(old.Type()):
		for i := range old.Len() {
			id := idOf(old, i)
			if j := placeOf(new, id); j >= 0 {
				all = append(all, settingsOf(name+"."+id, old.Index(i), new.Index(j), cause)...)
			} else {
				all = append(all, Setting{name + "." + id, "declared", "", cause})
			}
		}
		for j := range new.Len() {
			if id := idOf(new, j); placeOf(old, id) < 0 {
				all = append(all, Setting{name + "." + id, "", "declared", cause})
			}
		}
		return all
	}
	if was, is := settingText(old), settingText(new); was != is {
		return []Setting{{name, was, is, cause}}
	}
	return nil
}

// withWeights gives one edition's settings with another's weights. Where only one of the two has an item of a list
// (a domain was added), the items that both have share what they shared before, in the other's proportions: so that
// weights that were only scaled to make room are no change of weights.
func withWeights(c, weights Config) Config {
	takeWeights(reflect.ValueOf(&c).Elem(), reflect.ValueOf(weights))
	return c
}

func takeWeights(to, from reflect.Value) {
	switch {
	case isGroup(to.Type()):
		for i := range to.NumField() {
			field := to.Type().Field(i)
			switch {
			case field.Tag.Get("toml") == "":
			case field.Tag.Get("cause") == "weights":
				to.Field(i).Set(from.Field(i))
			default:
				takeWeights(to.Field(i), from.Field(i))
			}
		}
	case isList(to.Type()):
		before := reflect.ValueOf(to.Interface()) // the edition's own, which stays as it is
		to.Set(reflect.MakeSlice(to.Type(), to.Len(), to.Len()))
		reflect.Copy(to, before)
		var both []int
		for i := range to.Len() {
			if j := placeOf(from, idOf(before, i)); j >= 0 {
				takeWeights(to.Index(i), from.Index(j))
				both = append(both, i)
			}
		}
		if len(both) < max(to.Len(), from.Len()) {
			scaleWeights(to, before, both)
		}
	}
}

// scaleWeights makes the weights of some items of a list add up to what they did before.
func scaleWeights(to, before reflect.Value, some []int) {
	for f := range to.Type().Elem().NumField() {
		field := to.Type().Elem().Field(f)
		if field.Tag.Get("cause") != "weights" || field.Type.Kind() != reflect.Float64 {
			continue
		}
		var was, is float64
		for _, i := range some {
			was += before.Index(i).Field(f).Float()
			is += to.Index(i).Field(f).Float()
		}
		for _, i := range some {
			w := to.Index(i).Field(f)
			if is > 0 {
				w.SetFloat(w.Float() * was / is)
			} else {
				w.Set(before.Index(i).Field(f))
			}
		}
	}
}

// isGroup tells whether a type is a table of settings, as [votes] is: a date is not.
func isGroup(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(textUnmarshaler)
}

// isList tells whether a type is an array of tables, as [[domains]] is.
func isList(t reflect.Type) bool { return t.Kind() == reflect.Slice && isGroup(t.Elem()) }

// idOf is the name of an item of a list: the name it gives itself, its setting id, or its place where it has neither.
func idOf(list reflect.Value, i int) string {
	if named, ok := list.Index(i).Interface().(interface{ Name() string }); ok {
		return named.Name()
	}
	for f := range list.Type().Elem().NumField() {
		if list.Type().Elem().Field(f).Tag.Get("toml") == "id" {
			return list.Index(i).Field(f).String()
		}
	}
	return fmt.Sprint(i)
}

func placeOf(list reflect.Value, id string) int {
	for i := range list.Len() {
		if idOf(list, i) == id {
			return i
		}
	}
	return -1
}

// settingText is a setting as a reader would write it.
func settingText(v reflect.Value) string {
	switch is := v.Interface().(type) {
	case encoding.TextMarshaler:
		text, _ := is.MarshalText() // a date, which has one
		return string(text)
	case []string:
		return strings.Join(is, " ")
	}
	return fmt.Sprint(v.Interface())
}

// cardSettings are the settings of a card: what a table was made with. What names a file by its hash is what it was
// made from; source and confidence are the rows' own; the command repeats both.
func cardSettings(card map[string]string) map[string]string {
	settings := map[string]string{}
	for name, value := range card {
		if !slices.Contains([]string{"source", "confidence", "command"}, name) && !isFile(value) {
			settings[name] = value
		}
	}
	return settings
}

// isFile tells whether a line of a card names a file that was read.
func isFile(value string) bool { return strings.Contains(value, " sha256 ") }

// sameFiles tells whether two tables were made from the same files, by their hashes.
func sameFiles(old, new map[string]string) bool {
	hashes := func(card map[string]string) (all []string) {
		for _, name := range keysOf(card) {
			if _, hash, ok := strings.Cut(card[name], " sha256 "); ok {
				all = append(all, name+" "+hash)
			}
		}
		return all
	}
	return slices.Equal(hashes(old), hashes(new))
}

// cardsBetween lists the settings with which a table was made otherwise in one edition than in the other. There are
// none where it was not made by a program in both.
func cardsBetween(table string, old, new map[string]string) (all []Setting) {
	if old["command"] == "" || new["command"] == "" {
		return nil
	}
	was, is := cardSettings(old), cardSettings(new)
	names := keysOf(was)
	for name := range is {
		if _, both := was[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if was[name] != is[name] {
			all = append(all, Setting{table + ".csv " + name, was[name], is[name], Method})
		}
	}
	return all
}
