package report

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"math"
	"strings"
	"sync"
	texts "text/template"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// A language is a file: words/CODE.toml has every message of the report, by section and key. A message is a text/template whose
// fields are what the sentence speaks of; one that counts something has a form for each plural of the language (one, few, many, other:
// CLDR) and takes the count as N.
//
//go:embed words/*.toml
var wordFiles embed.FS

// Languages are the codes of the languages a report can be written in.
func Languages() (codes []string) {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		panic("report: " + err.Error()) // they are embedded
	}
	for _, f := range files {
		codes = append(codes, strings.TrimSuffix(f.Name(), ".toml"))
	}
	return codes
}

// Language writes messages, numbers and dates as a language does.
type Language struct {
	Code     string
	tag      language.Tag
	messages map[string]wording
	printing sync.Mutex // a printer serves one at a time
	printer  *message.Printer
	names    names
}

// wording is one message: a form of it for each plural, or one for all.
type wording map[plural.Form]*texts.Template

var pluralForms = map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other}

// newLanguage reads the messages of a language.
func newLanguage(code string) (*Language, error) {
	data, err := wordFiles.ReadFile("words/" + code + ".toml")
	if err != nil {
		return nil, fmt.Errorf("the report has no language %q; it has %s", code, strings.Join(Languages(), ", "))
	}
	tag, err := language.Parse(code)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("words/%s.toml: %w", code, err)
	}
	l := &Language{Code: code, tag: tag, messages: map[string]wording{}, printer: message.NewPrinter(tag)}
	return l, l.read("", tree)
}

// read takes in the messages of a part of the file, all faults at once.
func (l *Language) read(under string, tree map[string]any) error {
	var faults []error
	for key, v := range tree {
		name := strings.TrimPrefix(under+"."+key, ".")
		switch v := v.(type) {
		case string:
			faults = append(faults, l.add(name, plural.Other, v))
		case map[string]any:
			if _, counts := v["other"]; !counts {
				faults = append(faults, l.read(name, v))
				continue
			}
			for form, text := range v {
				f, ok := pluralForms[form]
				s, is := text.(string)
				if !ok || !is {
					faults = append(faults, fmt.Errorf("%s: %s is no form of a message", name, form))
					continue
				}
				faults = append(faults, l.add(name, f, s))
			}
		default:
			faults = append(faults, fmt.Errorf("%s is no message", name))
		}
	}
	return errors.Join(faults...)
}

func (l *Language) add(name string, form plural.Form, text string) error {
	t, err := texts.New(name).Option("missingkey=error").Parse(text)
	if err != nil {
		return err
	}
	if l.messages[name] == nil {
		l.messages[name] = wording{}
	}
	l.messages[name][form] = t
	return nil
}

// fill writes a message with its fields filled in. Fields are HTML already; what is counted is the field N.
func (l *Language) fill(key string, fields map[string]any) (template.HTML, error) {
	m, ok := l.messages[key]
	if !ok {
		return "", fmt.Errorf("words/%s.toml has no message %s", l.Code, key)
	}
	t := m[plural.Other]
	if n, ok := fields["N"]; ok && len(m) > 1 {
		counted, is := n.(counted)
		if !is {
			return "", fmt.Errorf("%s: the field N is no count", key)
		}
		form := plural.Cardinal.MatchPlural(l.tag, counted.n, 0, 0, 0, 0)
		if t = m[form]; t == nil {
			return "", fmt.Errorf("words/%s.toml: %s has no form for %d", l.Code, key, counted.n)
		}
	}
	var b strings.Builder
	if err := t.Execute(&b, fields); err != nil {
		return "", fmt.Errorf("words/%s.toml: %w", l.Code, err)
	}
	return template.HTML(b.String()), nil
}

// word is a message without fields: a title, a heading, a label.
func (l *Language) word(key string) string {
	s, err := l.fill(key, nil)
	if err != nil {
		panic("report: " + err.Error()) // a test asks every language for the same keys
	}
	return string(s)
}

// has tells whether there is a message.
func (l *Language) has(key string) bool { return l.messages[key] != nil }

// decimal writes a number with so many decimals.
func (l *Language) decimal(v float64, decimals int) string {
	if math.Abs(v) < 0.5*math.Pow10(-decimals) {
		v = 0 // no minus before nothing
	}
	return l.number(number.Decimal(v, number.Scale(decimals)))
}

// percent writes a share.
func (l *Language) percent(v float64) string {
	if v > 0 && v < 0.005 {
		return "<" + l.percent(0.01)
	}
	return l.number(number.Percent(v, number.Scale(0)))
}

// number writes a number as it was formatted, with a true minus.
func (l *Language) number(formatted any) string {
	l.printing.Lock()
	defer l.printing.Unlock()
	return strings.Replace(l.printer.Sprint(formatted), "-", "−", 1)
}

// Decimal is the sign between a number's whole part and its decimals.
func (l *Language) Decimal() string { return strings.Trim(l.decimal(0.5, 1), "05") }

// list joins words as the language does: a, b and c.
func (l *Language) list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], l.word("common.comma")) + l.word("common.and") + words[n-1]
	}
}
