package report

import (
	"os"
	"slices"
	"testing"

	"multivector/claim"
	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// joining is a bargain of an invented region: exact numbers but for one, so that what is said of it can be worked out.
const joining = `title = "The bridge"
question = "How wide a bridge?"
kind = "bargain"
[base]
what = "There is a ferry."
settlement = "10"
judgement = true
by = "the author"
reason = "A ferry is a tenth of a bridge."
[bargain]
low = "none"
high = "six lanes"
model = "mean"
bloc = ["AAA", "BBB"]
draws = 50
seed = 1
[[actors]]
actor = "AAA"
capability = "10"
position = "40"
salience = "0.5"
judgement = true
by = "the author"
reason = "It has cars."
[[actors]]
actor = "BBB"
capability = "10"
position = "60"
salience = "0.5"
judgement = true
by = "the author"
reason = "It has lorries."
[[actors]]
actor = "PPP"
capability = "20"
position = "80..100"
salience = "0.5"
judgement = true
by = "the author"
reason = "It builds bridges."
`

// TestABargainIsTold: the weighted mean of 40, 60 and 80 to 100, the last with the weight of both others, is 65 to 75, by the mean of all; the
// front loses or gains nothing by that mean, which asks nobody who stands with whom.
func TestABargainIsTold(t *testing.T) {
	d, err := evidence.Load(os.DirFS("../evidence/testdata/sound"), "sound", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := measure.Of(d, measure.Options{})
	s, faults := scenario.Read(r, "bridge", "bridge.toml", []byte(joining))
	if faults != nil {
		t.Fatal(faults)
	}
	x := &whatIf{Scenario: s}
	if err := x.bargain(); err != nil {
		t.Fatal(err)
	}
	f := &Facts{Dossier: d, Region: r, Assessment: measure.Assess(r, nil), WhatIfs: []*whatIf{x}}
	f.Book = claim.NewBook(r, f.Assessment)
	for code, want := range map[string][]string{
		"en": {
			"The dossier asks 1 question of the kind “what if”, and holds the answer against what is the case today.",
			"How wide a bridge?", "Held against: There is a ferry.",
			"That this lies above where the issue stands today is almost certain (>99%).",
			"The answer hangs most on where Power P stands: between the ends of its range, all else at the middle, the settlement runs from 65 to 75.",
			"All 10 inputs are judged, none is measured.",
		},
		"ru": {
			"Досье задаёт 1 вопрос вида «что, если» и сопоставляет ответ с тем, что есть сегодня.",
			"Что исход окажется выше нынешнего положения, почти несомненно (>99\u00a0%).",
			"Больше всего ответ зависит от позиции Power P: между краями этой оценки, при прочих в середине, исход меняется от 65 до 75.",
			"Все исходные величины (10) оценены, ни одна не измерена.",
		},
	} {
		said := textOf(t, f, code, func(p *page) { p.changes(Folder{}) })
		for _, sentence := range want {
			if !slices.Contains(said, sentence) {
				t.Errorf("%s: %q is not said; said is %q", code, sentence, said)
			}
		}
	}
}
