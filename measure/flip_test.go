package measure_test

import (
	"math"
	"slices"
	"testing"

	"multivector/chance"
	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// TestEveryHeadlineFallsWithoutItsRecords takes the long way for each headline of the built-in dossier: the lines of its flip set
// are deleted from the files, the files loaded and assessed as assess does it. The finding is not among those of that
// assessment, reversed or fallen as was said; and with one line put back it holds again.
func TestEveryHeadlineFallsWithoutItsRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("assesses the built-in dossier some eighty times")
	}
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	headlines := 0
	for _, f := range measure.Assess(r, d.Config.Region).Findings() {
		if !f.Headline {
			continue
		}
		headlines++
		flip := r.FlipSet(f)
		if flip.Outcome == measure.Stands {
			t.Errorf("%s stands without anything", f.Statement)
			continue
		}
		margin, held := afresh(t, d, f, flip.Records)
		if held {
			t.Errorf("%s is found without %v all the same", f.Statement, flip.Records)
		}
		if reversed := margin < 0; reversed != (flip.Outcome == measure.Reversed) || math.Float64bits(margin) != math.Float64bits(flip.Without) {
			t.Errorf("%s has a margin of %g afresh; %s with one of %g was said", f.Statement, margin, flip.Outcome, flip.Without)
		}
		back := headlines % len(flip.Records)
		if margin, _ := afresh(t, d, f, slices.Delete(slices.Clone(flip.Records), back, back+1)); !(margin > 0) {
			t.Errorf("%s has a margin of %g with %s put back", f.Statement, margin, flip.Records[back])
		}
	}
	if headlines < 30 {
		t.Errorf("%d headlines; the page has more", headlines)
	}
}

// afresh assesses the built-in dossier without the lines of some records, and gives a finding's margin there and whether it is found.
func afresh(t *testing.T, d *evidence.Dossier, f measure.Finding, without []string) (margin float64, found bool) {
	t.Helper()
	loaded, err := evidence.Load(builtInWithout(t, d, without), "without", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := measure.Of(loaded, measure.DefaultOptions())
	found = slices.ContainsFunc(measure.Assess(r, d.Config.Region).Findings(), func(o measure.Finding) bool { return o.ID == f.ID })
	return f.Margin(r), found
}

// Every finding, the arrows too: without its flip set it does not hold, and with any one record put back it does.
func TestNoRecordOfAFlipSetIsIdle(t *testing.T) {
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	findings := measure.Assess(r, d.Config.Region).Findings()
	ids := map[string]bool{}
	for _, f := range findings {
		if ids[f.ID] {
			t.Errorf("two findings are called %s", f.ID)
		}
		ids[f.ID] = true
		if testing.Short() && !f.Headline {
			continue
		}
		flip := r.FlipSet(f)
		if !(flip.Margin > 0) {
			t.Errorf("%s is found with a margin of %g", f.ID, flip.Margin)
		}
		if flip.Outcome == measure.Stands {
			continue
		}
		if m := marginWithout(t, r, f, flip.Records); m > 0 {
			t.Errorf("%s holds by %g without its flip set", f.ID, m)
		}
		for i, key := range flip.Records {
			if m := marginWithout(t, r, f, slices.Delete(slices.Clone(flip.Records), i, i+1)); !(m > 0) {
				t.Errorf("%s falls without %s in its flip set too: %g", f.ID, key, m)
			}
		}
	}
}

func marginWithout(t *testing.T, r *measure.Region, f measure.Finding, keys []string) float64 {
	t.Helper()
	less, err := r.Without(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return f.Margin(less)
}

// TestSmallFlipSetsAreTheSmallest tries every smaller set of the records that a finding rests on, where there are few enough to do so:
// the search found the smallest there is of those. Where it went on to records the finding came to rest on, there is
// no smaller one of the first.
func TestSmallFlipSetsAreTheSmallest(t *testing.T) {
	if testing.Short() {
		t.Skip("tries some sixty thousand sets")
	}
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	tried := 0
	for _, f := range measure.Assess(r, d.Config.Region).Findings() {
		flip := r.FlipSet(f)
		var free []string
		for _, key := range f.Rests(r) {
			if d.NamedBy(key) == "" {
				free = append(free, key)
			}
		}
		if len(flip.Records) < 2 || len(free) > 40 || binomials(len(free), len(flip.Records)-1) > 12_000 {
			continue
		}
		tried++
		var sets [][]string
		for size := 1; size < len(flip.Records); size++ {
			sets = append(sets, subsets(free, size)...)
		}
		margins := make([]float64, len(sets))
		chance.Each(len(sets), func(i int) { margins[i] = marginWithout(t, r, f, sets[i]) })
		for i, m := range margins {
			if !(m > 0) {
				t.Errorf("%s: %d records were found, and %v do", f.ID, len(flip.Records), sets[i])
				break
			}
		}
	}
	t.Logf("%d findings tried", tried)
	if tried < 15 {
		t.Errorf("only %d findings were small enough to try", tried)
	}
}

// binomials is how many subsets of up to k of n there are.
func binomials(n, k int) (sum int) {
	of := 1
	for i := 1; i <= k; i++ {
		of = of * (n - i + 1) / i
		sum += of
	}
	return sum
}

func subsets(of []string, size int) (all [][]string) {
	if size == 0 {
		return [][]string{nil}
	}
	for i := range of {
		for _, rest := range subsets(of[i+1:], size-1) {
			all = append(all, append([]string{of[i]}, rest...))
		}
	}
	return all
}

// A finding that rests on nothing stands; one that does not hold has nothing to be taken out.
func TestWhatRestsOnNothingStands(t *testing.T) {
	r := measure.Of(load(t), valuesOnly())
	always := measure.Finding{Margin: func(*measure.Region) float64 { return 1 }, Rests: func(*measure.Region) []string { return []string{"covotes:KAZ/RUS/74/all"} }}
	if flip := r.FlipSet(always); flip.Outcome != measure.Stands || flip.Records != nil || flip.Of != 1 {
		t.Errorf("what always holds: %+v", flip)
	}
	never := always
	never.Margin = func(*measure.Region) float64 { return -1 }
	if flip := r.FlipSet(never); flip.Outcome != measure.Reversed || len(flip.Records) != 0 {
		t.Errorf("what does not hold: %+v", flip)
	}
	named := always
	named.Rests = func(*measure.Region) []string { return []string{"rollcalls:es11-1", "states:KAZ", "covotes:no/such"} }
	if flip := r.FlipSet(named); flip.Of != 0 {
		t.Errorf("%d records are counted that cannot be taken out", flip.Of)
	}
}

// The jackknife influence of a record on the mean of n zeroes and ones is the record's own less the mean; on a count it is what the
// record adds.
func TestInfluenceOnAMeanAndOnACount(t *testing.T) {
	d := load(t)
	r := measure.Of(d, measure.DefaultOptions())
	rate := r.SilenceInSelection("KGZ", false)
	all := r.Influences(rate.From, rate.IsCount(), func(r *measure.Region) float64 { return r.SilenceInSelection("KGZ", false).Value })
	if len(all) != rate.N {
		t.Fatalf("%d influences of %d votes", len(all), rate.N)
	}
	for _, v := range all {
		record, _ := d.Record(v.Key)
		own := 0.0
		if record.(*evidence.Vote).Answer.String() == "absent" {
			own = 1
		}
		if math.Abs(v.Jackknife-(own-rate.Value)) > 1e-12 {
			t.Errorf("%s has an influence of %g; it is %g and the mean %g", v.Key, v.Jackknife, own, rate.Value)
		}
		if math.Abs(v.Without+v.Effect-rate.Value) > 1e-12 {
			t.Errorf("%s: %g without it and an effect of %g are not %g", v.Key, v.Without, v.Effect, rate.Value)
		}
	}
	if !slices.IsSortedFunc(all, func(a, b measure.Influence) int {
		if x, y := math.Abs(a.Effect), math.Abs(b.Effect); x != y {
			return map[bool]int{true: -1, false: 1}[x > y]
		}
		return map[bool]int{true: -1, false: 1}[a.Key < b.Key]
	}) {
		t.Errorf("the influences are not in the order of their size, equal ones of their keys: %v", all)
	}
	count := r.Answers("KAZ", "abstain")
	for _, v := range r.Influences(count.From, count.IsCount(), func(r *measure.Region) float64 { return r.Answers("KAZ", "abstain").Value }) {
		if v.Effect != 1 || v.Jackknife != 1 {
			t.Errorf("%s adds %g to a count, with an influence of %g", v.Key, v.Effect, v.Jackknife)
		}
	}
}

// How the search grows with the record: the headlines of the built-in dossier as of earlier years. The number of records is
// reported beside the time.
func BenchmarkFlipSetsByRecords(b *testing.B) {
	for _, year := range []string{"2000", "2008", "2016", "2024"} {
		b.Run("to "+year, func(b *testing.B) {
			asOf, err := evidence.ParseDate(year)
			if err != nil {
				b.Fatal(err)
			}
			d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{AsOf: asOf})
			if err != nil {
				b.Fatal(err)
			}
			r := measure.Of(d, measure.DefaultOptions())
			findings := measure.Assess(r, d.Config.Region).Findings()
			d.NamedBy("")
			headlines := slices.DeleteFunc(findings, func(f measure.Finding) bool { return !f.Headline })
			for b.Loop() {
				r.FlipSets(headlines)
			}
			b.ReportMetric(float64(d.Size()), "records")
			b.ReportMetric(float64(len(headlines)), "findings")
		})
	}
}

// What the search costs for all headlines, for the arrows too, and for two kinds: one that rests on few records and one on many.
func BenchmarkFlipSets(b *testing.B) {
	d := load(b)
	r := measure.Of(d, measure.DefaultOptions())
	findings := measure.Assess(r, d.Config.Region).Findings()
	d.NamedBy("") // who names whom is worked out once
	for _, which := range []struct {
		name string
		of   func(measure.Finding) bool
	}{
		{"headlines", func(f measure.Finding) bool { return f.Headline }},
		{"all", func(measure.Finding) bool { return true }},
		{"votes most like", func(f measure.Finding) bool { return f.Kind == measure.MostLike }},
		{"silent on the selection", func(f measure.Finding) bool { return f.Kind == measure.SilentLess }},
	} {
		b.Run(which.name, func(b *testing.B) {
			of := slices.DeleteFunc(slices.Clone(findings), func(f measure.Finding) bool { return !which.of(f) })
			for b.Loop() {
				r.FlipSets(of)
			}
		})
	}
}
