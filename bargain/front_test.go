package bargain_test

import (
	"math"
	"strings"
	"testing"

	"multivector/bargain"
)

// By the weighted mean everything can be worked out by hand. A and B, at 0 and 10, face P at 4 with weight 4.
// Apart A settles on (0 + 4*4)/5 = 3.2 and B on (2*10 + 16)/6 = 6; in one room on (0 + 20 + 16)/7 = 36/7; agreeing on
// their mean 20/3 changes nothing, nor does one voice.
func TestUnitedFrontByHand(t *testing.T) {
	in, err := readText("actor,capability,position,salience\nP,4,4,1\nA,2,0,0.5\nB,2,10,1\n")
	if err != nil {
		t.Fatal(err)
	}
	f, err := bargain.UnitedFront(model(t, "mean", nil), in, []string{"B", "A"}, "mean", 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	b, a := f.Members[0], f.Members[1]
	for what, w := range map[string][2]float64{
		"apart, A": {f.Apart[1][0], 3.2}, "apart, B": {f.Apart[0][0], 6}, "together": {f.Together[0], 36.0 / 7},
		"agreed": {f.Agreed[0], 36.0 / 7}, "one": {f.One[0], 36.0 / 7},
		"A in one room": {a.Room.Value, 0.5 * (3.2 - 36.0/7)}, "B in one room": {b.Room.Value, 4 - (10 - 36.0/7)},
		"A agreeing": {a.Agreeing.Value, 0}, "B with one voice": {b.OneVoice.Value, 0},
		"both": {f.All.Dividend.Value, 0.5*(3.2-36.0/7) + 4 - (10 - 36.0/7)},
	} {
		if math.Abs(w[0]-w[1]) > 1e-12 {
			t.Errorf("%s: %v, wanted %v", what, w[0], w[1])
		}
	}
}

// The dividend is the sum of its three parts, draw by draw, by every model; where nothing is drawn the interval is a point.
func TestDividendIsTheSumOfItsParts(t *testing.T) {
	in := ranges(random(2, 7))
	for _, name := range bargain.Names {
		for _, draws := range []int{0, 60} {
			f, err := bargain.UnitedFront(model(t, name, nil), in, []string{"A1", "A4", "A5"}, "median", draws, 1)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for _, m := range f.Members {
				if parts := m.Room.Value + m.Agreeing.Value + m.OneVoice.Value; math.Abs(parts-m.Dividend.Value) > 1e-6 {
					t.Errorf("%s, %s: %v, and its parts %v", name, m.Name, m.Dividend.Value, parts)
				}
				if draws == 0 && (m.Dividend.Low != m.Dividend.Value || m.Dividend.High != m.Dividend.Value) {
					t.Errorf("%s, %s: an interval of one run", name, m.Name)
				}
				if !(m.Dividend.Low <= m.Dividend.High) {
					t.Errorf("%s, %s: from %v to %v", name, m.Name, m.Dividend.Low, m.Dividend.High)
				}
				sum += m.Dividend.Value
			}
			if math.Abs(sum-f.All.Dividend.Value) > 1e-6 {
				t.Errorf("%s: together %v, one by one %v", name, f.All.Dividend.Value, sum)
			}
		}
	}
}

// With clones pooled, members who stand at one place and care alike have nothing to gain by being one actor.
func TestOneVoiceIsWorthNothingToPooledClones(t *testing.T) {
	in, err := readText("actor,capability,pos_1,sal_1\nP,4,90,70\nQ,3,50,20\nA,2,11,50\nB,1,23,50\nC,1.5,37,50\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range bargain.Names {
		pooled := model(t, name, func(o *bargain.Options) { o.CloneInvariant = true })
		f, err := bargain.UnitedFront(pooled, in, []string{"A", "B", "C"}, "mean", 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		if v := f.All.OneVoice.Value; math.Abs(v) > 1e-9 {
			t.Errorf("%s: %v", name, v)
		}
	}
}

func TestFaultsOfABloc(t *testing.T) {
	in := ranges(random(2, 4))
	for _, c := range []struct{ bloc, want string }{
		{"A1,B,A1,C", "\"B\" is no actor of the table; its actors are A0, A1, A2, A3\nA1 is named twice; once\n\"C\" is no actor of the table; its actors are A0, A1, A2, A3"},
		{"A1", "a bloc of 1 actor; it would have two members or more"},
		{"A3,A2,A1,A0", "the bloc takes in everyone; there would be somebody outside to bargain with"},
	} {
		_, err := bargain.UnitedFront(model(t, "mean", nil), in, strings.Split(c.bloc, ","), "mean", 0, 1)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, wanted %s", c.bloc, err, c.want)
		}
	}
}

// A model refuses what it has no room for, and a table made in Go is checked as one from a file.
func TestRefusals(t *testing.T) {
	for name, edit := range map[string]func(*bargain.Options){
		"scholz-jmckib": func(o *bargain.Options) { o.StatusQuo = 0.5 },
		"smp":           func(o *bargain.Options) { o.Range = bargain.CurrentRange },
		"scholz":        func(o *bargain.Options) { o.Accommodation = [][]float64{{1}} },
		"mean":          func(o *bargain.Options) { o.Rounds = -1 },
		"median":        func(o *bargain.Options) { o.StatusQuo = math.NaN() },
		"eum":           func(*bargain.Options) {},
	} {
		o := bargain.DefaultOptions()
		edit(&o)
		if _, err := bargain.New(name, o); err == nil {
			t.Errorf("%s is given", name)
		}
	}
	table := bargain.Table{Actors: []bargain.Actor{{Name: "A", Capability: -1, Position: []float64{1}, Salience: []float64{2}}}}
	want := "1 actor; a bargain takes two or more\nA: capability -1 is not above 0; only ratios of capabilities matter, so any unit will do\nA: salience 2 is out of range; it would be a share from 0 to 1"
	if err := table.Check(); err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	unscaled := random(1, 3)
	unscaled.High = 0
	if _, err := model(t, "smp", nil).Run(unscaled); err == nil {
		t.Error("smp takes a table without a scale")
	}
	for _, tag := range []string{"", "00021111", "000911110", "00021111x"} {
		if _, err := bargain.ParseSMP(tag); err == nil {
			t.Errorf("the tag %q is read", tag)
		}
	}
	if o, err := bargain.ParseSMP("411501022"); err != nil || o.Tag() != "411501022" {
		t.Errorf("%v, %v", o, err)
	}
}
