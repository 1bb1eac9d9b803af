package bargain_test

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"multivector/bargain"
	"multivector/chance"
)

func readText(text string) (*bargain.Inputs, error) { return bargain.Read(strings.NewReader(text)) }

func TestReadsNumbersRangesAndDistributions(t *testing.T) {
	in, err := readText("\ufeffsalience,actor,note,capability,position\r\n" +
		"0.2..0.4,KAZ,\"said, twice\",2,tri(10,20,40)\r\n" +
		"1, UZB ,,1..3,\"tri(0, 5, 5)\"\r\n" +
		"0,KGZ,,.5,-7e1\r\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []bargain.Judged{
		{"KAZ", bargain.Exact(2), []bargain.Value{bargain.Triangular(10, 20, 40)}, []bargain.Value{bargain.Uniform(0.2, 0.4)}},
		{"UZB", bargain.Uniform(1, 3), []bargain.Value{bargain.Triangular(0, 5, 5)}, []bargain.Value{bargain.Exact(1)}},
		{"KGZ", bargain.Exact(0.5), []bargain.Value{bargain.Exact(-70)}, []bargain.Value{bargain.Exact(0)}},
	}
	for i, a := range in.Actors {
		w := want[i]
		if a.Name != w.Name || a.Capability != w.Capability || a.Position[0] != w.Position[0] || a.Salience[0] != w.Salience[0] {
			t.Errorf("%v, wanted %v", a, w)
		}
	}
	centre := in.Table()
	if a := centre.Actors[0]; a.Position[0] != 20 || math.Abs(a.Salience[0]-0.3) > 1e-15 || a.Capability != 2 {
		t.Errorf("at its centre: %v", a)
	}
	var names []string
	for _, f := range in.Factors() {
		names = append(names, f.Actor+" "+f.Column)
	}
	if got := strings.Join(names, ", "); got != "KAZ position, KAZ salience, UZB capability, UZB position" {
		t.Errorf("the factors are %s", got)
	}
}

func TestReadsSeveralDimensionsInHundredths(t *testing.T) {
	in, err := readText("actor,capability,pos_1,sal_1,pos_2,sal_2\nA,1,75.79,50,0,25\nB,2,0,100,100,0\n")
	if err != nil {
		t.Fatal(err)
	}
	a := in.Table().Actors[0]
	if in.Dimensions() != 2 || !in.Table().Scaled() || a.Position[0] != 75.79 || a.Salience[1] != 0.25 {
		t.Errorf("%v", in)
	}
}

// Whatever is wrong is said where it stands, with what would be right, all at once.
func TestFaultsOfATable(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":    {"", "1:1: the file is empty; its first line would be actor,capability,position,salience or actor,capability,pos_1,sal_1,pos_2,sal_2"},
		"no column":  {"actor,capability,position\nA,1,2\n", "1:1: the header has no column salience; its first line would be"},
		"one actor":  {"actor,capability,position,salience\nA,1,2,1\n", "1:1: 1 actor; a bargain takes two or more"},
		"no actors":  {"actor,capability,position,salience\n", "1:1: 0 actors; a bargain takes two or more"},
		"twice":      {"actor,capability,position,position,salience\nA,1,2,2,1\n", "1:27: the header names the column position twice; once"},
		"two lay":    {"actor,capability,position,pos_1,sal_1\nA,1,2,2,1\n", "1:1: the header has both position, salience and pos_1, sal_1; it would have one of the two"},
		"half a dim": {"actor,capability,pos_1,sal_1,pos_2\nA,1,2,2,1\n", "1:1: the header has no column sal_2"},
		"far dim":    {"actor,capability,pos_1,sal_1,pos_1000000\nA,1,2,2,1\n", "1:30: pos_1000000: a table has no more than 100 dimensions"},
		"several": {
			"actor,capability,position,salience\nA,-1,2,1.5\nA,x,0.5..,tri(1,2)\n,1,2,\"tri(3,2,1)\"\nB,1,4..2,1,9\n",
			"3:3: capability: \"x\" is not a number; a number would be 0.3, a range 0.2..0.4, a distribution tri(0.2,0.3,0.5): low, most likely, high\n" +
				"3:5: position: there is no number; a number would be 0.3, a range 0.2..0.4, a distribution tri(0.2,0.3,0.5): low, most likely, high\n" +
				"3:11: salience: \"tri(1,2)\" is not tri(low,most likely,high); a number would be 0.3, a range 0.2..0.4, a distribution tri(0.2,0.3,0.5): low, most likely, high\n" +
				"4:6: salience: \"tri(3,2,1)\" does not ascend; a number would be 0.3, a range 0.2..0.4, a distribution tri(0.2,0.3,0.5): low, most likely, high\n" +
				"5:1: the row has 5 fields; the header has 4",
		},
		"out of range": {
			"actor,capability,position,salience\nA,-1,2,1.5\nB,0,2,-0.1..0.5\nA,1,2,1\n,1,2,1\n",
			"2:3: A: capability -1 is not above 0; only ratios of capabilities matter, so any unit will do\n" +
				"2:8: A: salience 1.5 is out of range; it would be a share from 0 to 1\n" +
				"3:3: B: capability 0 is not above 0; only ratios of capabilities matter, so any unit will do\n" +
				"3:7: B: salience -0.1..0.5 is out of range; it would be a share from 0 to 1\n" +
				"4:1: A: a second actor of that name; each would have a name of its own\n" +
				"5:1: the actor has no name; each would have one of its own",
		},
		"hundredths": {
			"actor,capability,pos_1,sal_1,pos_2,sal_2\nA,1,101,60,5,50\nB,1,5,5,5,120\n",
			"2:1: A: the saliences add up to 110; together they are at most 100\n" +
				"2:5: A: position 101 is off the scale; it goes from 0 to 100\n" +
				"3:11: B: salience 120 is out of range; it would be a number from 0 to 100",
		},
		"nobody cares": {"actor,capability,pos_1,sal_1,pos_2,sal_2\nA,1,1,60,5,0\nB,1,5,5,5,0\n", "1:1: every sal_2 is 0; where nobody cares there is nothing to bargain over"},
		"quotes":       {"actor,capability,position,salience\nA\"B,1,2,1\nC,1,2,1\nD,1,3,1\n", "2:2: bare \" in non-quoted-field; a quotation mark would be doubled, inside a quoted field"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readText(c.text)
			if err == nil {
				t.Fatal("no fault is found")
			}
			if got := err.Error(); got != c.want && !(strings.HasPrefix(got, c.want) && !strings.Contains(got, "\n")) {
				t.Errorf("the faults are\n%s\nwanted\n%s", got, c.want)
			}
		})
	}
}

func TestATableOfAnotherKindIsNotListedRowByRow(t *testing.T) {
	_, err := readText("actor,capability,position,salience\n" + strings.Repeat("A,x,y,z\n", 1000))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 51 || !strings.Contains(lines[50], "2950 more faults") {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

func TestReadAccommodation(t *testing.T) {
	table := bargain.Table{Actors: []bargain.Actor{{Name: "A"}, {Name: "B"}}}
	m, err := bargain.ReadAccommodation(strings.NewReader("adjusting_actor,reference_actor,weight\nA,B,0.25\nA,A,0.5\nB,B,1\n"), table)
	if err != nil || m[0][0] != 0.5 || m[0][1] != 0.25 || m[1][0] != 0 || m[1][1] != 1 {
		t.Errorf("%v, %v", m, err)
	}
	_, err = bargain.ReadAccommodation(strings.NewReader("adjusting_actor,reference_actor,weight\nA,C,0.25\nA,A,1.5\nA,B,x\nA,B,0.6\nA,B,0.1\nA,A,0.6\n"), table)
	want := "2:3: \"C\" is no actor of the table; a name would be as the table has it\n" +
		"3:5: weight 1.5 is out of range; it would be from 0 to 1\n" +
		"4:5: \"x\" is not a number; a weight would be from 0 to 1\n" +
		"6:1: the pair is listed a second time; once\n" +
		"7:5: the weights of A add up to 1.2; together they are at most 1"
	if err == nil || err.Error() != want {
		t.Errorf("the faults are\n%v\nwanted\n%s", err, want)
	}
}

// Any bytes are a table or faults; a table that is read passes its own check, and each of its values reads back.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"actor,capability,position,salience\nA,1,0.2..0.4,\"tri(0.1,0.2,0.3)\"\nB,2,5,1\n",
		"actor,capability,pos_1,sal_1\nA,1,0,50\nB,2,tri(1,2,3),1..2\n",
		"actor,capability,position,salience\nA,1,tri(1,2,tri(,3)\n",
		"\"actor\n",
		"adjusting_actor,reference_actor,weight\nA,B,0.25\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in, err := readText(text)
		if (in == nil) != (err != nil) && err == nil {
			t.Fatal("neither a table nor a fault")
		}
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Fatal("a fault that says nothing")
			}
			return
		}
		if err := in.Check(); err != nil {
			t.Fatalf("a table was read that does not pass: %v", err)
		}
		for _, a := range in.Actors {
			for _, v := range append(slices.Concat(a.Position, a.Salience), a.Capability) {
				if again, err := bargain.ParseValue(v.String()); err != nil || again.Low != v.Low || again.High != v.High {
					t.Fatalf("%v reads back as %v, %v", v, again, err)
				}
			}
		}
		if _, err := bargain.ReadAccommodation(strings.NewReader(text), in.Table()); err != nil && err.Error() == "" {
			t.Fatal("a fault that says nothing")
		}
	})
}

// A quantile is within the ends, never falls, and draws have the mean and variance of their distribution.
func TestQuantiles(t *testing.T) {
	for _, v := range []bargain.Value{bargain.Exact(3), bargain.Uniform(2, 6), bargain.Triangular(1, 2, 7), bargain.Triangular(1, 1, 7), bargain.Triangular(1, 7, 7)} {
		last, sum, squares := v.Low, 0.0, 0.0
		const n = 100_000
		for i := range n {
			x := v.Quantile((float64(i) + 0.5) / n)
			if x < last || x > v.High {
				t.Fatalf("%v: quantile %v after %v", v, x, last)
			}
			last = x
			sum, squares = sum+x/n, squares+x*x/n
		}
		a, b, c := v.Low, v.Mode, v.High
		mean, variance := (a+c)/2, (c-a)*(c-a)/12
		if v.Triangular {
			mean, variance = (a+b+c)/3, (a*a+b*b+c*c-a*b-a*c-b*c)/18
		}
		if math.Abs(sum-mean) > 1e-6 || math.Abs(squares-sum*sum-variance) > 1e-5 {
			t.Errorf("%v: mean %v and variance %v, wanted %v and %v", v, sum, squares-sum*sum, mean, variance)
		}
		if v.Quantile(0) != v.Low || v.Quantile(1) != v.High {
			t.Errorf("%v goes from %v to %v", v, v.Quantile(0), v.Quantile(1))
		}
	}
}

func model(tb testing.TB, name string, edit func(*bargain.Options)) bargain.Model {
	tb.Helper()
	o := bargain.DefaultOptions()
	if edit != nil {
		edit(&o)
	}
	m, err := bargain.New(name, o)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// The same seed gives the same draws on one core and on several, and to every model.
func TestDrawsHangOnTheSeedAlone(t *testing.T) {
	in := ranges(random(1, 8))
	draw := func(name string, seed uint64) *bargain.Draws {
		d, err := bargain.Draw(model(t, name, nil), in, 200, seed)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	one := draw("scholz-jmckib", 1)
	cores := runtime.GOMAXPROCS(1)
	again := draw("scholz-jmckib", 1)
	runtime.GOMAXPROCS(cores)
	if !slices.Equal(one.Forecast[0], again.Forecast[0]) || !slices.Equal(one.Fates, again.Fates) {
		t.Error("another number of cores, other draws")
	}
	if other := draw("scholz-jmckib", 2); slices.Equal(one.Forecast[0], other.Forecast[0]) {
		t.Error("another seed, the same draws")
	}
	if mean := draw("mean", 1); !slices.Equal(mean.Forecast[0], one.Mean[0]) {
		t.Error("the weighted mean of the same draws is another one beside another model")
	}
	sum := one.Share(bargain.Settled) + one.Share(bargain.Cycles) + one.Share(bargain.Open)
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("the shares of the outcomes add up to %v", sum)
	}
}

// The weighted mean of one uncertain position is linear in it: its swing and its variance are known.
func TestTornadoAndSobolOfTheMean(t *testing.T) {
	in, err := readText("actor,capability,position,salience\nA,1,0..8,1\nB,2,\"tri(0,6,6)\",1\nC,1,5,1\n")
	if err != nil {
		t.Fatal(err)
	}
	m := model(t, "mean", nil)
	swings, err := bargain.Tornado(m, in)
	if err != nil {
		t.Fatal(err)
	}
	// (0 + 2*6 + 5)/4, (8 + 2*6 + 5)/4; (4 + 0 + 5)/4, (4 + 2*6 + 5)/4.
	for i, want := range [][2]float64{{4.25, 6.25}, {2.25, 5.25}} {
		if swings[i].Low[0] != want[0] || swings[i].High[0] != want[1] {
			t.Errorf("%s: %v to %v, wanted %v", swings[i].Factor.Actor, swings[i].Low, swings[i].High, want)
		}
	}
	// Variances 64/12/16 and 4*(36/18)/16.
	a, b := 64.0/12/16, 4*2.0/16
	indices, err := bargain.Sobol(m, in, 8000, 1)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []float64{a / (a + b), b / (a + b)} {
		x := indices[0][k]
		if math.Abs(x.First-want) > 0.03 || math.Abs(x.Total-want) > 0.03 {
			t.Errorf("factor %d: first %v, total %v, wanted %v", k, x.First, x.Total, want)
		}
	}
}

func TestDistribute(t *testing.T) {
	d := bargain.Distribute([]float64{4, 1, 3, 2, 5})
	if d.Mean != 3 || d.Median != 3 || d.Q25 != 2 || d.Q75 != 4 || math.Abs(d.SD-math.Sqrt(2.5)) > 1e-15 || d.Q05 != chance.Quantile([]float64{1, 2, 3, 4, 5}, 0.05) {
		t.Errorf("%+v", d)
	}
}
