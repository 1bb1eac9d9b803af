package idealpoint_test

import (
	"testing"

	"multivector/idealpoint"
)

// The counts are those of the published estimates of April 2020, whose NVotes column they reproduce.
func TestArrangeReproducesThePublishedCounts(t *testing.T) {
	d := to74(t)
	if got := [3]int{d.Votes(), len(d.Items), len(d.Units)}; got != [3]int{797_473, 4_784, 10_469} {
		t.Errorf("votes, items and units are %v", got)
	}
	want := readPublished(t)
	if len(want) != len(d.Units) {
		t.Fatalf("%d published rows", len(want))
	}
	votes := make(map[[2]int]int)
	for _, u := range d.Units {
		votes[[2]int{d.States[u.State].COW, u.Session}] = u.Votes
	}
	for _, p := range want {
		if got := votes[[2]int{p.cow, p.session}]; got != p.votes {
			t.Errorf("state %d session %d: %d votes, published %d", p.cow, p.session, got, p.votes)
		}
	}
}

// small is four states in three roll calls of two sessions; the third repeats the first.
func small() idealpoint.Votes {
	v := idealpoint.Votes{
		States: []idealpoint.State{{Code: "USA", COW: 2}, {Code: "RUS", COW: 365}, {Code: "KAZ", COW: 705}, {Code: "TKM", COW: 701}},
		Calls:  []idealpoint.Call{{ID: "1", Session: 50, Year: 1995}, {ID: "2", Session: 50, Year: 1995, Part: true}, {ID: "3", Session: 51, Year: 1996}},
	}
	for call, row := range []string{"nyya", "nyyy", "yyyy"} {
		for state, c := range row {
			choice := map[rune]idealpoint.Choice{'y': idealpoint.Yes, 'a': idealpoint.Abstain, 'n': idealpoint.No}[c]
			v.Cast = append(v.Cast, idealpoint.Vote{State: int32(state), Call: int32(call), Choice: choice})
		}
	}
	return v
}

func TestRepeatsAreLinkedBeforeTheUnanimousAreDropped(t *testing.T) {
	every := func(idealpoint.State, idealpoint.Call) bool { return true }
	for _, c := range []struct {
		name                string
		repeats             [][2]string
		keep                func(idealpoint.State, idealpoint.Call) bool
		votes, items, units int
	}{
		{"unlinked, the third is unanimous", nil, every, 8, 2, 4},
		{"linked, it says how the first was meant", [][2]string{{"1", "3"}}, every, 12, 2, 8},
		{"the rules of the Assembly drop the part", [][2]string{{"1", "3"}, {"3", "99"}}, idealpoint.Assembly, 8, 1, 8},
	} {
		d, err := idealpoint.Arrange(small(), c.repeats, c.keep)
		if err != nil {
			t.Fatal(err)
		}
		if d.Votes() != c.votes || len(d.Items) != c.items || len(d.Units) != c.units {
			t.Errorf("%s: %d votes on %d items by %d units, want %d, %d, %d", c.name, d.Votes(), len(d.Items), len(d.Units), c.votes, c.items, c.units)
		}
	}
}

func TestArrangeRefusesWhatSaysNothing(t *testing.T) {
	v := small()
	_, err := idealpoint.Arrange(v, nil, func(_ idealpoint.State, c idealpoint.Call) bool { return c.ID == "3" })
	if err == nil {
		t.Error("one unanimous roll call was taken")
	}
	v.Calls[1].ID = "1"
	if _, err := idealpoint.Arrange(v, nil, idealpoint.Assembly); err == nil {
		t.Error("two roll calls of one id were taken")
	}
}
