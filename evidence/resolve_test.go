package evidence_test

import (
	"slices"
	"strings"
	"testing"

	"multivector/evidence"
)

func TestASpellingResolvesToWhatItMeans(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for code, spellings := range map[string][]string{
		"KAZ":  {"KAZ", "kaz", "Kazakhstan", "Kazakstan", "Qazaqstan", "QAZAQSTAN", "Казахстан", "казахстан", "Қазақстан", " Kazakhstan "},
		"KGZ":  {"Kyrgyzstan", "Zhaparov", "Japarov", "Kyrgyz Republic"},
		"UZB":  {"Oʻzbekiston", "O'zbekiston", "O‘zbekiston", "Ozbekistan", "Özbekistan", "Mirziyoyev"},
		"TUR":  {"Türkiye", "Turkey", "Turkiye", "TURKIYE", "Erdoğan", "Erdogan"},
		"CHN":  {"China", "P.R.C.", "prc", "中国"},
		"EUU":  {"EU", "E.U.", "European Union", "eu-27"},
		"SCO":  {"Shanghai Cooperation Organization", "Shanghai Cooperation Organisation", "ШОС"},
		"CSTO": {"ОДКБ", "csto"},
	} {
		for _, s := range spellings {
			if got, err := d.Resolve(s); got != code {
				t.Errorf("%q resolves to %q (%v), not %s", s, got, err, code)
			}
		}
	}
}

func TestEveryNameResolvesToWhatItSays(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for _, n := range d.Names {
		if got, err := d.Resolve(n.Name); got != n.RefersTo {
			t.Errorf("names.csv: %q refers to %s, and resolves to %q (%v)", n.Name, n.RefersTo, got, err)
		}
	}
	for _, s := range d.States {
		for _, spelling := range []string{s.Code, s.Name} {
			if got, err := d.Resolve(spelling); got != s.Code {
				t.Errorf("states.csv: %q is %s, and resolves to %q (%v)", spelling, s.Code, got, err)
			}
		}
	}
	for _, f := range d.Forums {
		for _, spelling := range []string{f.ID, f.Name} {
			if got, err := d.Resolve(spelling); got != f.ID {
				t.Errorf("forums.csv: %q is %s, and resolves to %q (%v)", spelling, f.ID, got, err)
			}
		}
	}
}

func TestAnUnknownSpellingNamesTheNearest(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for spelling, near := range map[string]string{"Kazahstan": "kazakhstan", "Mongola": "mongolia", "uzbekitsan": "uzbekistan"} {
		if code, err := d.Resolve(spelling); err == nil || !strings.HasSuffix(err.Error(), `the nearest known is "`+near+`"`) {
			t.Errorf("%q: %q, %v", spelling, code, err)
		}
	}
	for _, nothing := range []string{"", " ", "...", "\u0301", strings.Repeat("Kazakhstan", 1000)} {
		if code, err := d.Resolve(nothing); err == nil {
			t.Errorf("%.20q resolves to %q", nothing, code)
		}
	}
}

func TestACodeMeansTheStateThatHadIt(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for _, c := range []struct{ system, code, day, state string }{
		{"cow", "705", "2022-03-02", "KAZ"},
		{"cow", "705", "1991-12-15", ""},
		{"cow", "260", "1989-11-09", "DEU"}, // the Federal Republic
		{"cow", "255", "1989-11-09", ""},
		{"cow", "255", "1990-10-03", "DEU"},
		{"cow", "260", "1990-10-03", ""},
		{"cow", "365", "1985-03-11", "RUS"}, // the Soviet Union
		{"un", "810", "1985-03-11", "RUS"},
		{"un", "643", "1985-03-11", ""},
		{"un", "643", "2022-03-02", "RUS"},
		{"iso2", "KG", "2022-03-02", "KGZ"},
		{"fips", "KG", "2022-03-02", "KGZ"},
		{"fips", "TI", "2022-03-02", "TJK"},
	} {
		state, ok := d.StateOf(c.system, c.code, date(t, c.day))
		if state != c.state || ok != (c.state != "") {
			t.Errorf("%s %s on %s is %q, expected %q", c.system, c.code, c.day, state, c.state)
		}
		if code, ok := d.CodeOf(c.state, c.system, date(t, c.day)); c.state != "" && (!ok || code != c.code) {
			t.Errorf("%s of %s on %s is %q, expected %q", c.system, c.state, c.day, code, c.code)
		}
	}
}

// On no day has a state two codes of one system, nor a code two states.
func TestCodesTellStatesApart(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for _, c := range d.Codes {
		for _, day := range []evidence.Date{c.From, {Year: 2022, Month: 3, Day: 2}} {
			if day.IsZero() {
				continue
			}
			if code, ok := d.CodeOf(c.State, c.System, day); ok {
				if state, _ := d.StateOf(c.System, code, day); state != c.State {
					t.Errorf("%s %s of %s on %s is %s", c.System, code, c.State, day, state)
				}
			}
		}
	}
}

func TestABlocHasTheMembersOfTheDay(t *testing.T) {
	d := builtIn(t, evidence.Options{})
	for _, c := range []struct {
		day     string
		members int
		british bool
	}{
		{"1958-01-01", 6, false},
		{"1973-01-01", 9, true},
		{"1994-12-31", 12, true},
		{"1995-01-01", 15, true},
		{"2004-05-01", 25, true},
		{"2013-06-30", 27, true},
		{"2013-07-01", 28, true},
		{"2020-01-30", 28, true},
		{"2020-01-31", 28, true},  // the last day inside
		{"2020-02-01", 27, false}, // the first day outside
		{"2022-03-02", 27, false},
	} {
		members := d.Members("EUU", date(t, c.day))
		if len(members) != c.members || slices.Contains(members, "GBR") != c.british || !slices.IsSorted(members) {
			t.Errorf("on %s: %d members, %v", c.day, len(members), members)
		}
	}
	if !d.IsBloc("EUU") || d.IsBloc("DEU") || d.IsBloc("nowhere") {
		t.Error("EUU alone is a bloc")
	}
}
