package evidence_test

import (
	"reflect"
	"strings"
	"testing"

	"multivector/evidence"
)

func TestAChangedDossierIsAnotherEditionAndUndoneTheSame(t *testing.T) {
	d := load(t, soundFiles(t), evidence.Options{})
	flow := d.Trade[0]
	was := flow.Text("value")
	changes := []evidence.Change{{flow.Key, "value", was, "1.5"}, {flow.Key, "value", "1.5", "2.5"}}
	changed, err := d.Changed(changes)
	if err != nil {
		t.Fatal(err)
	}
	if changed.Trade[0].Value != 2.5 || d.Trade[0].Value != flow.Value {
		t.Errorf("changed to %v, and the dossier itself holds %v, not %v", changed.Trade[0].Value, d.Trade[0].Value, flow.Value)
	}
	back, err := changed.Changed(evidence.Undone(changes))
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Trade {
		a, b := &d.Trade[i], &back.Trade[i]
		if !reflect.DeepEqual(a.Fields(), b.Fields()) {
			t.Errorf("%v became %v", a.Fields(), b.Fields())
		}
	}
}

func TestAChangeThatCannotBeMadeIsRefused(t *testing.T) {
	d := load(t, soundFiles(t), evidence.Options{})
	key, was := d.Trade[0].Key, d.Trade[0].Text("value")
	for _, c := range []struct {
		change evidence.Change
		wrong  string
	}{
		{evidence.Change{Record: "trade:NO", Field: "value", Becomes: "1"}, "there is no record trade:NO"},
		{evidence.Change{Record: key, Field: "worth", Becomes: "1"}, `no column "worth"`},
		{evidence.Change{Record: key, Field: "value", Was: "no", Becomes: "1"}, "is \"" + was + "\", not \"no\""},
		{evidence.Change{Record: key, Field: "value", Was: was, Becomes: "much"}, `"much" is not a number`},
	} {
		if _, err := d.Changed([]evidence.Change{c.change}); err == nil || !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%v: %v, want %s", c.change, err, c.wrong)
		}
	}
}
