package claim_test

import (
	"testing"

	"multivector/claim"
)

// TestASummaryIsHeldToItsWords: what it says is shown; what it does not say is left open, for a summary is shorter than what it sums up.
func TestASummaryIsHeldToItsWords(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		expression string
		want       claim.Result
	}{
		{"says('events:ev068', 'summary', 'independence')", claim.Holds},
		{"says('events:ev068', 'summary', 'Territorial Integrity and opposition')", claim.Holds},
		{"says('events:ev068', 'summary', 'integrity territorial')", claim.Open},        // in their order
		{"says('events:ev068', 'summary', 'depend')", claim.Open},                       // whole
		{"says('events:ev068', 'summary', '...')", claim.Open},                          // which holds no word
		{"says('events:ev051', 'summary', 'quasi-state entities')", claim.Holds},        // as written
		{"not says('events:ev068', 'summary', 'pipeline')", claim.Open},                 // nor is it denied
		{"says('events:ev186', 'date_end', '2022')", claim.Open},                        // an empty cell says nothing
		{"as_of('2022-09-13', says('events:ev068', 'summary', 'support'))", claim.Open}, // not yet said
	} {
		o, err := b.Eval(c.expression)
		if err != nil || o.Result != c.want {
			t.Errorf("%s is %v, %v; not %s", c.expression, o, err, c.want)
		}
	}
	o, err := b.Eval("says('events:ev068', 'summary', 'independence')")
	if err != nil || len(o.Records) != 1 || o.Records[0] != "events:ev068" {
		t.Errorf("the words rest on %v, %v", o, err)
	}
}
