package idealpoint

import (
	"cmp"
	"fmt"
	"slices"
)

// Choice is what a state chose in a vote. The order is that of the scale, an abstention between.
type Choice uint8

const (
	Yes Choice = iota
	Abstain
	No
)

// State is a state that voted.
type State struct {
	Code string
	COW  int // its number in the Correlates of War project
}

// Call is one roll call.
type Call struct {
	ID      string
	Session int
	Year    int
	Part    bool // on a paragraph or an amendment, not on a whole resolution
}

// Vote is one vote cast: the indices of the state and of the roll call, and what was chosen. Whoever was
// absent or no member cast none.
type Vote struct {
	State, Call int32
	Choice      Choice
}

// Votes is a record of votes as it comes.
type Votes struct {
	States []State
	Calls  []Call
	Cast   []Vote
	Silent []Absence // of states that were expected; of use to Silence alone
}

// Absence is that a state was expected in a roll call and did not vote.
type Absence struct{ State, Call int32 }

// Assembly says whether a vote counts towards the published ideal points of the General Assembly (Bailey,
// Strezhnev and Voeten 2017, doi:10.1177/0022002715595700, and the program published with it): session 19, in
// which one vote was taken, is left out, as are Zanzibar, which voted in a single session, South Africa in
// session 48, and after 1989 votes on a part of a resolution.
func Assembly(s State, c Call) bool {
	const zanzibar, southAfrica = 511, 560
	switch {
	case c.Session == 19, s.COW == zanzibar, s.COW == southAfrica && c.Session == 48:
		return false
	}
	return !c.Part || c.Year <= 1989
}

// Unit is a state in one session: it has one ideal point.
type Unit struct {
	State, Session int // the state by its index in Data.States
	Votes          int // votes cast in it
}

// Data is the votes arranged for estimation. Units are in the order of session and state, because the votes on
// an item lie mostly in one session: what is read with them then stands together.
type Data struct {
	States []State
	Units  []Unit
	Items  []Item

	paths [][]int32 // by state, its units in the order of sessions

	// The votes by item, and of each item first the yes, then the abstentions, then the no: those of item v
	// begin at itemAt[3v], itemAt[3v+1] and itemAt[3v+2], and end at itemAt[3v+3].
	itemAt   []int32
	itemUnit []int32

	// Where two of the choices alone were made on an item there is one cutpoint to know, and what is counted is
	// the lower choice against the higher: splitAt is itemAt with the abstentions of such an item put with the
	// yes or the no. The votes by unit are arranged in this way.
	splitAt  []int32
	unitAt   []int32
	unitItem []int32
}

// Item is a question put to the vote: one roll call, or several of later sessions that are held to repeat it.
type Item struct {
	Calls []Call // in the order of the record
}

// Votes is the number of votes in the data.
func (d *Data) Votes() int { return len(d.itemUnit) }

// Unit gives the index of the unit of a state in a session.
func (d *Data) Unit(code string, session int) (int, bool) {
	return slices.BinarySearchFunc(d.Units, session, func(u Unit, session int) int {
		return cmp.Or(cmp.Compare(u.Session, session), cmp.Compare(d.States[u.State].Code, code))
	})
}

// state gives the index of a state.
func (d *Data) state(code string) (int, bool) {
	return slices.BinarySearchFunc(d.States, code, func(s State, code string) int { return cmp.Compare(s.Code, code) })
}

// Arrange takes the votes that keep accepts. Roll calls that repeats chains become one item, whose parameters
// are shared: this is what ties the sessions to one another. After that, items on which all agree are left out:
// they say nothing of where anyone stands. States are in the order of their codes, items in that of their first
// roll call.
func Arrange(v Votes, repeats [][2]string, keep func(State, Call) bool) (*Data, error) {
	chain, err := link(v.Calls, repeats)
	if err != nil {
		return nil, err
	}
	var cast []Vote
	seen := make(map[int][3]bool) // by chain
	for _, x := range v.Cast {
		if x.Choice > No {
			return nil, fmt.Errorf("state %s has the choice %d in roll call %s; it would be yes, abstain or no",
				v.States[x.State].Code, x.Choice, v.Calls[x.Call].ID)
		}
		if keep(v.States[x.State], v.Calls[x.Call]) {
			cast = append(cast, x)
			s := seen[chain[x.Call]]
			s[x.Choice] = true
			seen[chain[x.Call]] = s
		}
	}
	cast = slices.DeleteFunc(cast, func(x Vote) bool {
		s := seen[chain[x.Call]]
		return !(s[Yes] && s[Abstain] || s[Yes] && s[No] || s[Abstain] && s[No])
	})
	if len(cast) == 0 {
		return nil, fmt.Errorf("there is no vote on which anyone disagreed, hence nothing to estimate from")
	}
	d := &Data{}
	item := d.items(v.Calls, cast, chain)
	unit := d.units(v, cast)
	choices := make([]Choice, len(cast))
	for i, x := range cast {
		choices[i] = x.Choice
	}
	d.itemAt, d.itemUnit = arrange(item, unit, choices, len(d.Items))
	d.splitAt = split(d.itemAt)
	for i, v := range item {
		if d.binary(int(v)) && choices[i] == Abstain {
			choices[i] = d.side(int(v))
		}
	}
	d.unitAt, d.unitItem = arrange(unit, item, choices, len(d.Units))
	return d, nil
}

// link gives for each roll call the number of its chain. The chains are joined by union and find (Tarjan 1975,
// doi:10.1145/321879.321884); a roll call that is not in the record may still tie two that are.
func link(calls []Call, repeats [][2]string) ([]int, error) {
	number := make(map[string]int, len(calls))
	for i, c := range calls {
		if _, twice := number[c.ID]; twice {
			return nil, fmt.Errorf("two roll calls have the id %q; each would have its own", c.ID)
		}
		number[c.ID] = i
	}
	for _, pair := range repeats {
		for _, id := range pair {
			if _, known := number[id]; !known {
				number[id] = len(number)
			}
		}
	}
	root := make([]int, len(number))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, pair := range repeats {
		x, y := find(number[pair[0]]), find(number[pair[1]])
		root[max(x, y)] = min(x, y)
	}
	chain := make([]int, len(calls))
	for i := range chain {
		chain[i] = find(i)
	}
	return chain, nil
}

// items numbers the chains that have votes, and gives the item of each vote.
func (d *Data) items(calls []Call, cast []Vote, chain []int) []int32 {
	used := make([]bool, len(calls))
	for _, x := range cast {
		used[x.Call] = true
	}
	number := make(map[int]int32)
	for i, c := range calls {
		if !used[i] {
			continue
		}
		n, known := number[chain[i]]
		if !known {
			n = int32(len(d.Items))
			number[chain[i]] = n
			d.Items = append(d.Items, Item{})
		}
		d.Items[n].Calls = append(d.Items[n].Calls, c)
	}
	item := make([]int32, len(cast))
	for i, x := range cast {
		item[i] = number[chain[x.Call]]
	}
	return item
}

// units numbers the states and their sessions, and gives the unit of each vote.
func (d *Data) units(v Votes, cast []Vote) []int32 {
	type key struct{ session, state int32 }
	count := make(map[key]int)
	voted := make([]bool, len(v.States))
	for _, x := range cast {
		count[key{int32(v.Calls[x.Call].Session), x.State}]++
		voted[x.State] = true
	}
	place := make([]int, len(v.States)) // index in d.States
	for i, s := range v.States {
		if voted[i] {
			d.States = append(d.States, s)
		}
	}
	slices.SortFunc(d.States, func(a, b State) int { return cmp.Compare(a.Code, b.Code) })
	for i, s := range v.States {
		place[i], _ = d.state(s.Code)
	}
	for k, n := range count {
		d.Units = append(d.Units, Unit{place[k.state], int(k.session), n})
	}
	slices.SortFunc(d.Units, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.Session, b.Session), cmp.Compare(a.State, b.State))
	})
	number := make(map[key]int32, len(d.Units))
	d.paths = make([][]int32, len(d.States))
	for i, u := range d.Units {
		number[key{int32(u.Session), int32(u.State)}] = int32(i)
		d.paths[u.State] = append(d.paths[u.State], int32(i))
	}
	unit := make([]int32, len(cast))
	for i, x := range cast {
		unit[i] = number[key{int32(v.Calls[x.Call].Session), int32(place[x.State])}]
	}
	return unit
}

// arrange sorts the votes by their row (an item or a unit), then by choice, then by the other of the two, by
// counting; at holds where each row's yes, abstentions and no begin.
func arrange(row, other []int32, choices []Choice, rows int) (at, sorted []int32) {
	at = make([]int32, 3*rows+1)
	for i, r := range row {
		at[3*r+int32(choices[i])+1]++
	}
	for i := range 3 * rows {
		at[i+1] += at[i]
	}
	next := slices.Clone(at)
	sorted = make([]int32, len(row))
	for i, r := range row {
		cell := 3*r + int32(choices[i])
		sorted[next[cell]] = other[i]
		next[cell]++
	}
	for cell := range 3 * rows {
		slices.Sort(sorted[at[cell]:at[cell+1]])
	}
	return at, sorted
}

// split moves the abstentions on items of two choices to the side of the choice that nobody made.
func split(itemAt []int32) []int32 {
	at := slices.Clone(itemAt)
	for i := 0; i+3 < len(at); i += 3 {
		switch {
		case itemAt[i] == itemAt[i+1]: // no yes
			at[i+1] = at[i+2]
		case itemAt[i+2] == itemAt[i+3]: // no no
			at[i+2] = at[i+1]
		}
	}
	return at
}

// binary says whether two of the choices alone were made on an item.
func (d *Data) binary(item int) bool { return d.splitAt[3*item+1] == d.splitAt[3*item+2] }

// side is what an abstention counts as on an item of two choices: a no where nobody said no, else a yes.
func (d *Data) side(item int) Choice {
	if d.itemAt[3*item] == d.itemAt[3*item+1] {
		return Yes
	}
	return No
}

// sides gives the units on the two sides of an item and, where three choices were made, between.
func (d *Data) sides(item int) [3][]int32 {
	at := d.splitAt[3*item : 3*item+4]
	return [3][]int32{d.itemUnit[at[0]:at[1]], d.itemUnit[at[1]:at[2]], d.itemUnit[at[2]:at[3]]}
}

// cells gives the units of those who said yes, who abstained and who said no on an item.
func (d *Data) cells(item int) [3][]int32 {
	at := d.itemAt[3*item : 3*item+4]
	return [3][]int32{d.itemUnit[at[0]:at[1]], d.itemUnit[at[1]:at[2]], d.itemUnit[at[2]:at[3]]}
}

// sidesOf gives the items on which a unit was on the lower side, between, and on the higher.
func (d *Data) sidesOf(unit int) [3][]int32 {
	at := d.unitAt[3*unit : 3*unit+4]
	return [3][]int32{d.unitItem[at[0]:at[1]], d.unitItem[at[1]:at[2]], d.unitItem[at[2]:at[3]]}
}
