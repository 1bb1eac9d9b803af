package intake

import (
	"bytes"
	"strings"
	"testing"

	"multivector/evidence"
)

const (
	sizes        = "actor,size,kind\nA,28.9,S\nB,1,S\nC,3,G\n"
	propensities = "actor_i,actor_j,propensity,low,high\nA,B,-1,,\nC,A,0.5,0.2,0.7\nB,C,0,,\n"
)

func TestReadLandscape(t *testing.T) {
	actors, err := ReadSizes(strings.NewReader(sizes))
	if err != nil || len(actors) != 3 || actors[0] != (Sized{"A", 28.9}) {
		t.Fatalf("%v, %v", actors, err)
	}
	all, err := ReadPropensities(strings.NewReader(propensities), actors)
	want := []Propensity{{0, 1, -1, -1, -1}, {0, 2, 0.5, 0.2, 0.7}, {1, 2, 0, 0, 0}}
	if err != nil || len(all) != 3 || all[0] != want[0] || all[1] != want[1] || all[2] != want[2] {
		t.Fatalf("%v, %v", all, err)
	}
}

func TestFaultyLandscapeIsRefused(t *testing.T) {
	for _, c := range []struct{ file, fault string }{
		{"actor,size\nA,-1\n", ":2:3: the size of A is -1; sizes are above 0"},
		{"actor,size\nA,0\n", ":2:3: the size of A is 0; sizes are above 0"},
		{"actor,size\nA,1\nA,2\n", ":3:1: A stands on line 2 already; give each actor one row"},
		{"actor,size\nA,big\n", `:2:3: size is "big"; write a number with a decimal point and no thousands mark`},
		{"actor,size\nA,0x1p4\n", `:2:3: size is "0x1p4"; write a number with a decimal point and no thousands mark`},
		{"actor,size\n,1\n", ":2:1: the actor has no name; give each actor one of its own"},
		{"actor,weight\nA,1\n", ":1:1: the header has no column size; it would name actor, size"},
	} {
		_, err := ReadSizes(strings.NewReader(c.file))
		if err == nil || err.Error() != c.fault {
			t.Errorf("%q: %v, want %s", c.file, err, c.fault)
		}
	}
	actors := []Sized{{"A", 1}, {"B", 2}, {"C", 3}}
	const header = "actor_i,actor_j,propensity,low,high\n"
	for _, c := range []struct{ rows, fault string }{
		{"A,B,1,,\nA,C,1,,\n", ":4:1: the file ends without a row for B and C; write 0 where nothing draws them together or apart"},
		{"A,B,1,,\nB,A,1,,\nA,C,1,,\nB,C,1,,\n", ":3:1: B and A stand on line 2 already; give each two actors one row"},
		{"A,A,1,,\n", ":2:3: A stands beside itself; name two actors"},
		{"A,D,1,,\n", `:2:3: "D" is not in the file of sizes; write the actor as that file does`},
		{"A,B,,,\n", `:2:5: propensity is ""; write a number with a decimal point and no thousands mark`},
		{"A,B,1,2,3\n", ":2:5: the propensity 1 does not lie between 2 and 3; low is at most as much, high at least"},
	} {
		_, err := ReadPropensities(strings.NewReader(header+c.rows), actors)
		faults := evidence.AsFaults(err)
		if len(faults) != 1 || faults[0].String() != c.fault {
			t.Errorf("%q: %v, want %s", c.rows, err, c.fault)
		}
	}
}

func FuzzReadLandscape(f *testing.F) {
	f.Add([]byte(sizes), []byte(propensities))
	f.Add([]byte("actor,size\nA,1\nB,1e308\n"), []byte("actor_i,actor_j,propensity\nA,B,1e-400\n"))
	f.Add([]byte("actor,size\n\"A\nB\",2"), []byte("propensity,actor_j,actor_i\n"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		actors, err := ReadSizes(bytes.NewReader(first))
		if err != nil {
			return
		}
		for _, a := range actors {
			if !(a.Size > 0) || a.Actor == "" {
				t.Fatalf("actor %+v is taken", a)
			}
		}
		if len(actors) > 64 {
			return
		}
		all, err := ReadPropensities(bytes.NewReader(second), actors)
		if err != nil {
			return
		}
		if len(all) != len(actors)*(len(actors)-1)/2 {
			t.Fatalf("%d propensities of %d actors", len(all), len(actors))
		}
		for _, p := range all {
			if p.A >= p.B || p.Low > p.Value || p.Value > p.High {
				t.Fatalf("propensity %+v is taken", p)
			}
		}
	})
}
