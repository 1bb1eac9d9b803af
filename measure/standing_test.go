package measure_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"multivector/composite"
	"multivector/evidence"
	"multivector/measure"
)

// verdictsWithout draws the verdicts of the built-in dossier's files without the lines of some records, by the long way.
func verdictsWithout(t *testing.T, d *evidence.Dossier, keys []string) map[string]measure.Verdict {
	t.Helper()
	loaded, err := evidence.Load(builtInWithout(t, d, keys), "without", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := measure.Verdicts(loaded, measure.VerdictOptions{Seed: 1, Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]measure.Verdict{}
	for _, v := range all {
		byID[v.Declared.ID] = v
	}
	return byID
}

// above is the share of choices in which the first of a verdict finding comes before the other, among some verdicts; NaN where one
// of the two is not ranked.
func above(t *testing.T, verdicts map[string]measure.Verdict, f measure.Finding) float64 {
	t.Helper()
	v := verdicts[f.Estimate.Of]
	names := map[string]int{}
	for i, s := range v.Composite.Subjects {
		names[s.Group+" "+s.Name] = i
	}
	p := composite.Pair{A: names[f.Estimate.State+" "+f.Estimate.Vector], B: names[f.Estimate.State+" "+f.Against]}
	if !v.Ranked[p.A] || !v.Ranked[p.B] {
		return math.NaN()
	}
	return v.Above[p.A][p.B].Value
}

func verdictFindings(t *testing.T, r *measure.Region) []measure.Finding {
	t.Helper()
	all, err := measure.Assess(r, r.Config.Region).VerdictFindings()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 8 {
		t.Fatalf("%d verdicts are found; the page has more", len(all))
	}
	return all
}

// What findings says of a verdict is what verdicts says, to the bit; and without the lines of its flip set, by the long way, it is half
// of the choices or fewer.
func TestEveryVerdictFallsWithoutItsRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("draws all verdicts a dozen times")
	}
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	findings := verdictFindings(t, r)
	whole := verdictsWithout(t, d, nil)
	for i, flip := range r.FlipSets(findings) {
		f := findings[i]
		if share := above(t, whole, f); math.Float64bits(share-0.5) != math.Float64bits(flip.Margin) {
			t.Errorf("%s in %g of choices; findings has it by %g", f.Statement, share, flip.Margin)
		}
		if flip.Outcome == measure.Stands {
			t.Errorf("%s stands without anything", f.Statement)
			continue
		}
		share := above(t, verdictsWithout(t, d, flip.Records), f)
		if share > 0.5 {
			t.Errorf("%s in %g of choices without %v all the same", f.Statement, share, flip.Records)
		}
		same := math.Float64bits(share-0.5) == math.Float64bits(flip.Without) || math.IsNaN(share) && math.IsNaN(flip.Without)
		if reversed := share < 0.5; !same || reversed != (flip.Outcome == measure.Reversed) {
			t.Errorf("%s in %g of choices afresh; %s by %g was said", f.Statement, share, flip.Outcome, flip.Without)
		}
		for j, key := range flip.Records[:min(20, len(flip.Records))] {
			if m := marginWithout(t, r, f, slices.Delete(slices.Clone(flip.Records), j, j+1)); !(m > 0) {
				t.Errorf("%s falls without %s in its flip set too: %g", f.ID, key, m)
			}
		}
	}
}

// Whatever is taken out, one record or many of one table or several, the margin of a verdict is that of the files without those
// lines, to the bit: what was not measured again had not changed.
func TestAVerdictWithoutRecordsIsThatOfTheFilesWithoutTheirLines(t *testing.T) {
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	findings := verdictFindings(t, r)
	byTable := free(d)
	tables := slices.Sorted(maps.Keys(byTable))
	random := rand.New(rand.NewPCG(5, 6))
	rounds := 120
	if testing.Short() {
		rounds = 20
	}
	for range rounds {
		var keys []string
		for range 1 + random.IntN(3) {
			of := byTable[tables[random.IntN(len(tables))]]
			most := []int{1, 4, 1 + len(of)/8}[random.IntN(3)]
			for _, i := range random.Perm(len(of))[:min(len(of), 1+random.IntN(most))] {
				if !slices.Contains(keys, of[i]) {
					keys = append(keys, of[i])
				}
			}
		}
		loaded, err := evidence.Load(builtInWithout(t, d, keys), "without", evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		afresh := measure.Of(loaded, valuesOnly())
		for _, f := range findings {
			got, want := marginWithout(t, r, f, keys), f.Margin(afresh)
			if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s by %g without %d records of %v; their files have %g", f.ID, got, len(keys), tablesOf(keys), want)
			}
		}
	}
}
