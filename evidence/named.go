package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Named is a state's name in a sentence: some take an article.
func (d *Dossier) Named(code string) string {
	name := d.StateName(code)
	if strings.HasPrefix(name, "United ") || strings.HasSuffix(name, " Union") || strings.HasSuffix(name, " Republic") {
		return "the " + name
	}
	return name
}

// Capital begins a text as a sentence begins.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
