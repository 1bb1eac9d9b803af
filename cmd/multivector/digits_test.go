package main

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"multivector/evidence"
	"multivector/measure"
)

// What a reader adds up on the page comes out: the parts to the change, and the change to the old value gives the new
// one. A cause that did nothing is printed as nothing, and no part is printed a whole unit and more from what it is,
// but for the unit that the rounding of the two values themselves leaves over.
func TestPrintedPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{measure.KappaName, "share", "tone", "answers"}).Draw(t, "measure")
		in := digitsOf(name)
		d := measure.Difference{Old: measure.Estimate{Measure: name}, New: measure.Estimate{Measure: name}}
		d.Old.Value = rapid.Float64Range(-10, 10).Draw(t, "old")
		d.New.Value = d.Old.Value
		for c := range d.By {
			if rapid.Bool().Draw(t, "cause at work") {
				d.By[c] = rapid.Float64Range(-3, 3).Draw(t, "part") / rapid.SampledFrom([]float64{1, 100, 1e4}).Draw(t, "small")
				d.New.Value += d.By[c]
			}
		}
		total, parts := rounded(d)
		if in.units(d.Old.Value)+total != in.units(d.New.Value) {
			t.Errorf("%s and %s is not %s", in.value(in.units(d.Old.Value)), in.difference(total), in.value(in.units(d.New.Value)))
		}
		sum := 0
		for c, part := range parts {
			sum += part
			if d.By[c] == 0 && part != 0 {
				t.Errorf("%s did nothing and is printed as %s", evidence.Cause(c), in.difference(part))
			}
			if math.Abs(float64(part)-in.exact(d.By[c])) > 2 {
				t.Errorf("%g is printed as %s", d.By[c], in.difference(part))
			}
		}
		if sum != total {
			t.Errorf("the parts %v add up to %d, the change is %d", parts, sum, total)
		}
	})
}

func TestDigitsOfThePage(t *testing.T) {
	for _, c := range []struct {
		measure           string
		value             float64
		text, asDifferent string
	}{
		{measure.KappaName, 0.125, ".12", "+.12"}, // as index writes it: half to even
		{measure.KappaName, -0.126, "-.13", "-.13"},
		{measure.KappaName, -0.001, ".00", "0"},
		{"position", 10.05, "10.05", "+10.05"},
		{"share", 0.125, "13%", "+13 pt"},
		{"share", -0.1, "-10%", "-10 pt"},
		{"balance", 2.06, "2.1", "+2.1"},
		{"answers", 3, "3", "+3"},
	} {
		in := digitsOf(c.measure)
		if text, different := in.value(in.units(c.value)), in.difference(in.units(c.value)); text != c.text || different != c.asDifferent {
			t.Errorf("%s of %g is %q, as a change %q; wanted %q, %q", c.measure, c.value, text, different, c.text, c.asDifferent)
		}
	}
}

func TestLargestRemainders(t *testing.T) {
	for _, c := range []struct {
		total int
		parts [4]float64
		want  [4]int
	}{
		{-13, [4]float64{-.126, -.004, 0, 0}, [4]int{-13, 0, 0, 0}},
		{-14, [4]float64{-.126, -.004, 0, 0}, [4]int{-13, -1, 0, 0}}, // as .33 and .19 of .325 and .194 ask
		{0, [4]float64{.02, -.02, 0, 0}, [4]int{2, -2, 0, 0}},
		{1, [4]float64{.004, .003, .003, 0}, [4]int{1, 0, 0, 0}},
	} {
		if got := inIndex.apportion(c.total, c.parts); got != c.want {
			t.Errorf("%v to %d is %v, wanted %v", c.parts, c.total, got, c.want)
		}
	}
}
