package rollcall_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"multivector/rollcall"
)

// table is a record kept the slow way: answers by state and roll call.
type table struct {
	record  *rollcall.Record
	answers [][]rollcall.Answer
}

// tables draws records of up to 7 states and 200 roll calls, so that most span several words of 64.
func tables(t *rapid.T) table {
	states := rapid.IntRange(1, 7).Draw(t, "states")
	calls := rapid.IntRange(0, 200).Draw(t, "calls")
	// Mostly votes, and every answer there is.
	answer := rapid.SampledFrom([]rollcall.Answer{
		rollcall.Yes, rollcall.Yes, rollcall.Yes, rollcall.Abstain, rollcall.No,
		rollcall.Silent, rollcall.NotMember, rollcall.Unknown,
	})
	var b rollcall.Builder
	answers := make([][]rollcall.Answer, states)
	for s := range states {
		b.State(rollcall.State{Code: fmt.Sprint("S", s), COW: s})
		answers[s] = rapid.SliceOfN(answer, calls, calls).Draw(t, "answers")
	}
	for c := range calls {
		b.Call(rollcall.Call{ID: fmt.Sprint(c), Session: 1 + c/50})
		for s := range states {
			if a := answers[s][c]; a != rollcall.NotMember || c%2 == 0 { // said, or left unsaid
				b.Answer(s, c, a)
			}
		}
	}
	r, err := b.Record()
	if err != nil {
		t.Fatal(err)
	}
	return table{r, answers}
}

func (t table) state(rt *rapid.T, label string) int {
	return rapid.IntRange(0, len(t.answers)-1).Draw(rt, label)
}

// mask draws a set of roll calls and gives it as a slice too: everything, one session, or a random
// choice.
func (t table) mask(rt *rapid.T, label string) (rollcall.Set, []bool) {
	chosen := make([]bool, len(t.record.Calls()))
	switch rapid.IntRange(0, 2).Draw(rt, label) {
	case 0:
		for c := range chosen {
			chosen[c] = true
		}
		return t.record.All(), chosen
	case 1:
		session := rapid.IntRange(0, 5).Draw(rt, label+" session")
		for c, call := range t.record.Calls() {
			chosen[c] = call.Session == session
		}
		return t.record.Session(session), chosen
	}
	bits := rapid.SliceOfN(rapid.Bool(), len(chosen), len(chosen)).Draw(rt, label+" calls")
	copy(chosen, bits)
	return t.record.Where(func(c rollcall.Call) bool {
		i, _ := t.record.Call(c.ID)
		return chosen[i]
	}), chosen
}

// count adds an answer to a tally.
func count(t *rollcall.Tally, a rollcall.Answer) {
	switch a {
	case rollcall.Yes:
		t.Yes++
	case rollcall.Abstain:
		t.Abstain++
	case rollcall.No:
		t.No++
	case rollcall.Silent:
		t.Silent++
	}
}

func TestAnswersAreKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		for s, row := range tab.answers {
			for c, want := range row {
				if got := tab.record.Answer(s, c); got != want {
					rt.Fatalf("state %d answered %v in roll call %d, kept as %v", s, want, c, got)
				}
			}
		}
	})
}

func TestPairsCountOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		i, j := tab.state(rt, "i"), tab.state(rt, "j")
		mask, chosen := tab.mask(rt, "mask")
		var want rollcall.Pairs
		for c, in := range chosen {
			if a, b := tab.answers[i][c], tab.answers[j][c]; in && a <= rollcall.Silent && b <= rollcall.Silent {
				want[a][b]++
			}
		}
		got := tab.record.Pairs(i, j, mask)
		if got != want {
			rt.Fatalf("got %v, one by one %v", got, want)
		}
		if back := tab.record.Pairs(j, i, mask); back != got.Transpose() {
			rt.Fatalf("the other way round %v, transposed %v", back, got.Transpose())
		}
		rest := tab.record.Pairs(i, j, tab.record.All().AndNot(mask))
		if whole := tab.record.Pairs(i, j, tab.record.All()); got.Add(rest) != whole {
			rt.Fatalf("parts %v, whole %v", got.Add(rest), whole)
		}
		if got.Cast() > got.N() || got.N() > float64(mask.Count()) {
			rt.Fatalf("cast %v, both members %v, roll calls %d", got.Cast(), got.N(), mask.Count())
		}
	})
}

func TestSetsAreSets(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		s, inS := tab.mask(rt, "s")
		u, inU := tab.mask(rt, "u")
		check := func(name string, got rollcall.Set, want func(c int) bool) {
			var members []int
			for c := range inS {
				if want(c) {
					members = append(members, c)
				}
				if got.Has(c) != want(c) {
					rt.Fatalf("%s: has %d: %v", name, c, got.Has(c))
				}
			}
			if listed := slices.Collect(got.Calls()); !slices.Equal(listed, members) || got.Count() != len(members) {
				rt.Fatalf("%s: %d members %v, want %v", name, got.Count(), listed, members)
			}
		}
		check("s", s, func(c int) bool { return inS[c] })
		check("and", s.And(u), func(c int) bool { return inS[c] && inU[c] })
		check("and not", s.AndNot(u), func(c int) bool { return inS[c] && !inU[c] })
		check("zero", rollcall.Set{}, func(int) bool { return false })
		check("zero and", rollcall.Set{}.And(s), func(int) bool { return false })
		for range s.Calls() {
			break // a loop may stop early
		}
	})
}

func TestWorldAndItsDivisions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tab := tables(rt)
		i, j := tab.state(rt, "i"), tab.state(rt, "j")
		opposed, divided := tab.record.Opposed(i, j), tab.record.NonUnanimous()
		for c := range tab.record.Calls() {
			var want rollcall.Tally
			cast := make(map[rollcall.Answer]bool)
			for _, row := range tab.answers {
				count(&want, row[c])
				if row[c].Cast() {
					cast[row[c]] = true
				}
			}
			if got := tab.record.World(c); got != want {
				rt.Fatalf("world of %d: %v, want %v", c, got, want)
			}
			if divided.Has(c) != (len(cast) > 1) {
				rt.Fatalf("votes %v, divided: %v", cast, divided.Has(c))
			}
			a, b := tab.answers[i][c], tab.answers[j][c]
			against := a == rollcall.Yes && b == rollcall.No || a == rollcall.No && b == rollcall.Yes
			if opposed.Has(c) != against {
				rt.Fatalf("%v and %v, opposed: %v", a, b, opposed.Has(c))
			}
		}
	})
}

func TestRecordIsInOrder(t *testing.T) {
	var b rollcall.Builder
	s := b.State(rollcall.State{Code: "KAZ", COW: 705})
	want := []rollcall.Call{
		{ID: "9", Session: 1, Date: "1946-01-02"},
		{ID: "10", Session: 1, Date: "1946-01-02"}, // after 9: ids of figures are in the order of numbers
		{ID: "3", Session: 1, Date: "1946-02-01"},
		{ID: "2", Session: 2, Date: "1946-01-01"},
	}
	for _, i := range []int{2, 3, 1, 0} {
		b.Answer(s, b.Call(want[i]), rollcall.Answer(i))
	}
	r, err := b.Record()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Calls(), want) {
		t.Errorf("order %v, want %v", r.Calls(), want)
	}
	for c := range want {
		if got := r.Answer(s, c); got != rollcall.Answer(c) {
			t.Errorf("answer in roll call %d: %v, want %v: it must move with its roll call", c, got, rollcall.Answer(c))
		}
		if got, ok := r.Call(want[c].ID); !ok || got != c {
			t.Errorf("roll call %s is at %d, want %d", want[c].ID, got, c)
		}
	}
	if got := r.Sessions(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("sessions %v", got)
	}
	if got, ok := r.State("KAZ"); !ok || got != s {
		t.Errorf("KAZ is at %d, %v", got, ok)
	}
	if _, ok := r.State("ZZZ"); ok {
		t.Error("found a state that is not there")
	}
}

func TestLastAnswerHolds(t *testing.T) {
	answers := []rollcall.Answer{rollcall.Yes, rollcall.Silent, rollcall.Unknown, rollcall.NotMember}
	for _, first := range answers {
		for _, last := range answers {
			var b rollcall.Builder
			s, c := b.State(rollcall.State{Code: "KAZ"}), b.Call(rollcall.Call{ID: "1"})
			b.Answer(s, c, first)
			b.Answer(s, c, last)
			r, err := b.Record()
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Answer(s, c); got != last {
				t.Errorf("%v, then %v: kept %v", first, last, got)
			}
		}
	}
}

func TestTwoOfOneName(t *testing.T) {
	var states, calls rollcall.Builder
	states.State(rollcall.State{Code: "KAZ"})
	states.State(rollcall.State{Code: "KAZ"})
	calls.Call(rollcall.Call{ID: "1", Session: 1})
	calls.Call(rollcall.Call{ID: "1", Session: 2})
	for name, b := range map[string]*rollcall.Builder{`"KAZ"`: &states, `"1"`: &calls} {
		if _, err := b.Record(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("two of %s: error %v", name, err)
		}
	}
}

func TestEmptyRecord(t *testing.T) {
	r, err := new(rollcall.Builder).Record()
	if err != nil {
		t.Fatal(err)
	}
	if n := r.All().Count(); n != 0 {
		t.Errorf("%d roll calls in nothing", n)
	}
}

func TestWordsOfAnswers(t *testing.T) {
	for a := rollcall.Yes; a <= rollcall.Unknown; a++ {
		var back rollcall.Answer
		err := back.UnmarshalText([]byte(a.String()))
		if a == rollcall.NotMember {
			if err == nil {
				t.Error("an empty field must not be read as an answer")
			}
			continue
		}
		if err != nil || back != a {
			t.Errorf("%q is read as %v, %v", a, back, err)
		}
	}
	var a rollcall.Answer
	const want = `"Yes" is not an answer; it would be yes, no, abstain, absent or unknown`
	if err := a.UnmarshalText([]byte("Yes")); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if got := rollcall.Answer(9).String(); got != "Answer(9)" {
		t.Errorf("an answer that is none: %s", got)
	}
}

func TestTally(t *testing.T) {
	world := rollcall.Tally{Yes: 141, Abstain: 35, No: 5, Silent: 12} // A/RES/ES-11/1
	if world.N() != 193 || world.Cast() != 181 {
		t.Errorf("%d expected, %d cast", world.N(), world.Cast())
	}
	// Central Asia on that day: three abstained, two were silent.
	rest := world.Sub(rollcall.Tally{Abstain: 3, Silent: 2})
	shares, ok := rest.Shares()
	if want := [3]float64{141. / 178, 32. / 178, 5. / 178}; !ok || shares != want {
		t.Errorf("shares %v, want %v", shares, want)
	}
	if _, ok := (rollcall.Tally{Silent: 3}).Shares(); ok {
		t.Error("shares of no votes")
	}
}
