package measure_test

import (
	"strings"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// The counts of a whole record are made for a region, two opposed powers and a beginning: where dossier.toml has
// others, they are wrong without a sign of it, and a fault.
func TestTablesMadeForOtherSettingsAreFaults(t *testing.T) {
	for _, change := range [][2]string{
		{`region = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]`, `region = ["KGZ", "KAZ", "TJK", "TKM", "UZB"]`},
		{`opposed = ["RUS", "USA"]`, `opposed = ["RUS", "CHN"]`},
		{`since = "1992-01-01"`, `since = "2010-01-01"`},
	} {
		_, err := evidence.Load(edited(t, "dossier.toml", change[0], change[1]), "changed", evidence.Options{})
		faults := evidence.AsFaults(err)
		if len(faults) != 2 {
			t.Fatalf("%s gives %d faults: %v", change[1], len(faults), err)
		}
		for _, f := range faults {
			if !strings.Contains(f.String(), "make it again with multivector intake unga") {
				t.Errorf("%s gives %s", change[1], f)
			}
		}
	}
}

// Leaving out what is less sure makes a list incomplete: who is not on it any more may hold the most of all.
func TestWhatIsLeftOutForItsConfidenceIsUnknownAndNotSmall(t *testing.T) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{MinConfidence: evidence.High})
	if err != nil {
		t.Fatal(err)
	}
	domain, _ := d.Domain("energy_transit")
	r := measure.Of(d, measure.DefaultOptions())
	if e := r.Share("KAZ", "RUS", domain); e.Known() || e.High < 0.9 {
		t.Errorf("Russia's part of Kazakh oil routes is %g, between %g and %g; all records give it .95", e.Value, e.Low, e.High)
	}
	if e := r.Balance("KAZ", "energy_transit", true); e.Known() {
		t.Errorf("a balance of %g over powers of which the largest is left out", e.Value)
	}
	if e := r.Concentration("KAZ", domain); e.Known() && e.High < 0.8 {
		t.Errorf("a concentration of at most %g; all records give it .90", e.High)
	}
}
