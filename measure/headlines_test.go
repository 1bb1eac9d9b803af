package measure_test

import (
	"os"
	"testing"

	"multivector/evidence"
	"multivector/measure"
)

func TestHeadlinesAreOfThePresentWhereThereIsOne(t *testing.T) {
	short, err := evidence.Load(os.DirFS("testdata/region"), "region", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		d         *evidence.Dossier
		has, lack []string
	}{
		{
			load(t),
			[]string{"kappa KAZ RUS recent", "position UZB CHN", "siding TKM RUS recent", "share KAZ EUU exports", "exposure TJK WLD remittances", "balance KGZ votes", "silence TKM all", "silence TKM recent", "cohesion C5 ai above luck", "uptake C5 C5", "tone KAZ RUS"},
			[]string{"kappa KAZ RUS all", "kappa RUS CHN all", "siding TKM USA recent", "share KAZ RUS exports", "exposure KAZ RUS exports", "balance KGZ votes naive", "balance KGZ remittances"},
		},
		{short, []string{"kappa ARM RUS all", "siding GEO RUS contested", "share GEO TUR exports"}, []string{"kappa ARM RUS recent", "share GEO RUS exports"}},
	} {
		o := measure.DefaultOptions()
		o.Draws = 20
		a := measure.Assess(measure.Of(c.d, o), c.d.Config.Region)
		all := a.Headlines()
		for _, name := range c.has {
			if !all[name] {
				t.Errorf("%s is no headline", name)
			}
		}
		for _, name := range c.lack {
			if all[name] {
				t.Errorf("%s is a headline", name)
			}
		}
		for _, e := range a.All() {
			if all[e.Name()] && !e.Known() {
				t.Errorf("the headline %s has no value", e.Name())
			}
		}
	}
}
