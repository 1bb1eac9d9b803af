package claim_test

import (
	"os"
	"testing"
	"unicode/utf8"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
)

// FuzzEval: whatever stands in a cell, there is an answer with parts and records, or faults that lie within it; never a panic.
func FuzzEval(f *testing.F) {
	for _, seed := range []string{
		"vote('v1', 'AAA') == 'abstain'", "kappa('AAA', 'PPP') > 0.3 and not member('AAA', 'CLUB')", "as_of('2022', events('AAA', '', '') >= 1)",
		"share('AAA', 'PPP', 'exports') / 0", "within(series('gdp', 'AAA', 2022), 1, 2) or means(series('gdp', 'AAA'), 'likely')", "day('votes:v1/AAA') < '2022-13'",
		"one(1 < 2 and true)", "rank('share AAA PPP exports') <= 2", "size(-series('gdp', 'AAA'))", "'\u00e9' == foo", "((", "a ?? b", "[1, 2][0]", "{a: 1}.a", "let x = 1; x", "vote", "_all('and', 1, 2)", "here", "$env", "#", "1..3",
	} {
		f.Add(seed)
	}
	d, err := evidence.Load(os.DirFS("../evidence/testdata/sound"), "sound", evidence.Options{})
	if err != nil {
		f.Fatal(err)
	}
	b := bookOf(d, measure.Options{Level: 0.95})
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("a table is UTF-8")
		}
		o, err := b.Eval(text)
		if err != nil {
			faults, ok := err.(claim.Faults)
			if !ok || len(faults) == 0 {
				t.Fatalf("%q: %v", text, err)
			}
			for _, fault := range faults {
				if fault.Offset < 0 || fault.Offset > len(text) || fault.What == "" {
					t.Fatalf("%q: %+v", text, fault)
				}
			}
			return
		}
		if len(o.Parts) == 0 {
			t.Fatalf("%q has no part", text)
		}
	})
}
