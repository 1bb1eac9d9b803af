package idealpoint

import "testing"

// Two states in four sessions, by hand. On the question put three times (1, 3, 5) the first says yes, yes, then no, the second
// yes each time; on the kind "x" of roll calls 2 and 4 the first abstains and is silent, the second says no twice. What comes
// in session 4 repeats the question (7), is of the kind (8), or of one never put (9).
func TestWhoForetellsFromThePast(t *testing.T) {
	v := Votes{States: []State{{Code: "AAA"}, {Code: "BBB"}}}
	for i, session := range []int{1, 1, 2, 2, 3, 3, 4, 4, 4} {
		v.Calls = append(v.Calls, Call{ID: string(rune('1' + i)), Session: session})
	}
	v.Cast = []Vote{
		{0, 0, Yes},
		{0, 2, Yes},
		{0, 4, No},
		{1, 0, Yes},
		{1, 2, Yes},
		{1, 4, Yes},
		{0, 1, Abstain},
		{1, 1, No},
		{1, 3, No},
	}
	v.Silent = []Absence{{0, 3}}
	h := Held{
		Votes: v, Repeats: [][2]string{{"1", "3"}, {"3", "5"}, {"5", "7"}}, Keep: func(State, Call) bool { return true },
		Kinds: map[string]string{"1": "q", "2": "x", "3": "q", "4": "x", "5": "q", "7": "q", "8": "x", "9": "y"},
	}
	p, err := h.past(v, 1, true)
	if err != nil {
		t.Fatal(err)
	}
	share := func(yes, abstain, no, silent float64) Outlook {
		n := yes + abstain + no + silent + 2
		return Outlook{(yes + .5) / n, (abstain + .5) / n, (no + .5) / n, (silent + .5) / n}
	}
	for _, c := range []struct {
		what      string
		got, want Outlook
	}{
		// A yes on the question was followed by three yes and one no; by a no nothing was followed.
		{"persistence of a yes on the question", p.persistence(ask{state: 1, call: 6}), share(3, 0, 1, 0)},
		{"persistence of a no on the question", p.persistence(ask{state: 0, call: 6}), share(0, 0, 0, 0)},
		// On the kind an abstention was followed by silence, and a no by a no; by silence nothing was.
		{"persistence on the kind", p.persistence(ask{state: 1, call: 7}), share(0, 0, 1, 0)},
		{"habit on the kind", p.habit(ask{state: 0, call: 7}), share(0, 1, 0, 1)},
		{"habit where the kind is new", p.habit(ask{state: 0, call: 8}), share(2, 1, 1, 1)},
		{"persistence where the kind is new", p.persistence(ask{state: 0, call: 8}), share(2, 1, 1, 1)},
		{"majority on the question", p.majority(ask{state: 0, call: 6}), share(5, 0, 1, 0)},
		{"majority on the kind", p.majority(ask{state: 0, call: 7}), share(0, 1, 2, 1)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, by hand %v", c.what, c.got, c.want)
		}
	}
	if !p.again(6) || p.again(7) {
		t.Error("what repeats a question is not told from what does not")
	}
	if got, want := (Outlook{.25, .25, .25, .25}).parted(Outlook{0, .75, .25, 0}), (Outlook{.25, .375, .125, .25}); got != want {
		t.Errorf("parted %v, by hand %v", got, want)
	}
}
