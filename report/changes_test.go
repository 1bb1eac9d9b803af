package report

import (
	"slices"
	"strings"
	"testing"

	"multivector/claim"
	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// textOf are the sentences of a page of a dossier, as they are read, in a language.
func textOf(t *testing.T, f *Facts, code string, write func(*page)) (said []string) {
	t.Helper()
	l, err := newLanguage(code)
	if err == nil {
		err = l.speak(f.Dossier)
	}
	if err != nil {
		t.Fatal(err)
	}
	w := newWriter(f, l, "")
	p := w.page("test.html", "test", "T", "")
	write(p)
	for _, err := range w.faults {
		t.Error(err)
	}
	for _, b := range p.body {
		if para, ok := b.(paragraph); ok {
			for _, s := range para.Sentences {
				said = append(said, s.Plain())
			}
		}
	}
	return said
}

// builtInFacts are of the built-in dossier, with no more measured than a test asks for.
func builtInFacts(t *testing.T) *Facts {
	t.Helper()
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := measure.Of(d, measure.Options{})
	return &Facts{Dossier: d, Region: r, Assessment: measure.Assess(r, nil), Book: nil}
}

// TestEveryClaimAndScenarioSpeaksRussian: a reader of the Russian report is not sent to an English sentence.
func TestEveryClaimAndScenarioSpeaksRussian(t *testing.T) {
	f := builtInFacts(t)
	l, err := newLanguage("ru")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.speak(f.Dossier); err != nil {
		t.Fatal(err)
	}
	russian := func(table, id string) {
		if text := l.own(table, id, ""); !strings.ContainsAny(text, "абвгдежзиклмнопрстуя") {
			t.Errorf("words/ru.toml has no [words.%s] %s", table, id)
		}
	}
	for i := range f.Dossier.Claims {
		russian("claims", f.Dossier.Claims[i].ID)
	}
	all, err := whatIfs(f.Region)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		for _, table := range []string{"scenarios", "scenario_questions", "scenario_bases"} {
			russian(table, x.ID)
		}
		if x.Bargained != nil {
			russian("scenario_lows", x.ID)
			russian("scenario_highs", x.ID)
		}
	}
	for id := range l.names.Words["claims"] {
		if _, ok := f.Dossier.Record("claims:" + id); !ok {
			t.Errorf("words/ru.toml speaks of the claim %s, which is not there", id)
		}
	}
}

// TestClaimsAreCountedAsTheyCame: how many claims came to what, in both languages.
func TestClaimsAreCountedAsTheyCame(t *testing.T) {
	of := func(id string, result claim.Result, verdict string) *claim.Outcome {
		return &claim.Outcome{Claim: &evidence.Claim{ID: id, Kind: "fact", Verdict: verdict}, Result: result}
	}
	f := builtInFacts(t)
	f.Claims = []*claim.Outcome{of("a", claim.Holds, "holds"), of("b", claim.Holds, "open"), of("c", claim.Partly, "partly"), of("d", claim.Open, ""), of("e", claim.Holds, "holds")}
	for code, want := range map[string][]string{
		"en": {"Of 5 claims of the text 3 hold, 1 holds in part and 1 stays open.", "A person had given a verdict on 4 of them beforehand: ours is the same in 3, and where it is not the claim says why."},
		"ru": {"Проверено 5 утверждений текста: верны 3, верно отчасти 1 и открыто 1.", "Заранее вердикт вынес человек — по 4 из них: наш итог совпал с ним в 3 случаях, а где не совпал, у утверждения сказано почему."},
	} {
		if said := textOf(t, f, code, func(p *page) { p.para(p.claimsTogether()...) }); !slices.Equal(said, want) {
			t.Errorf("%s: %q", code, said)
		}
	}
}
