package claim_test

import (
	"testing"

	"multivector/claim"
)

// TestEveryClaimOfTheBuiltInDossierIsAnswered: each is decided, or says what evidence is missing; where the result is not the person's,
// it says why; and not more are left open than the person left, who had read the sources as well.
func TestEveryClaimOfTheBuiltInDossierIsAnswered(t *testing.T) {
	ledger, err := open(t).Ledger()
	if err != nil {
		t.Fatal(err)
	}
	if len(ledger) != 54 {
		t.Errorf("the article's claims are 54, and %d are here", len(ledger))
	}
	decided, same, held := 0, 0, 0
	for _, o := range ledger {
		c := o.Claim
		if o.Result != claim.Open {
			decided++
		}
		if c.Verdict != "open" {
			held++
		}
		if string(o.Result) == c.Verdict {
			same++
			if c.Differs != "" {
				t.Errorf("%s is %s as the person held, and says why it differs", c.ID, o.Result)
			}
		} else if c.Differs == "" {
			t.Errorf("%s is %s, and the person held %s: it does not say why", c.ID, o.Result, c.Verdict)
		}
		if o.Result == claim.Open && o.Lacks == "" {
			t.Errorf("%s is open, and does not say what it lacks", c.ID)
		}
		for _, key := range o.Records {
			if _, ok := open(t).Region().Record(key); !ok {
				t.Errorf("%s rests on %s, which is not there", c.ID, key)
			}
		}
	}
	t.Logf("%d decided, of which the person decided %d; %d of %d as the person held", decided, held, same, len(ledger))
	if decided < 35 {
		t.Errorf("only %d claims are decided", decided)
	}
}
