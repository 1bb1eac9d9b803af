package idealpoint

import (
	"context"
	"errors"

	"multivector/chance"
)

// Trial is votes that no model was shown, and what each way of foretelling said of them.
type Trial struct {
	Done   []Choice // what was done, Silent too where silences were asked for
	Ways   []Way
	Again  int // of those done, how many were on a question put before
	Passed int // left out, for nothing was known of the state, or of the question
}

// Way is one way of foretelling: its name, and what it said of each thing done.
type Way struct {
	Name string
	Said []Outlook
}

// The names of the ways. The first is the model of this package; its rivals know less each: the same without
// abstentions, what the state did last, how often it did what, how often all did.
const (
	WayModel       = "model"
	WayBinary      = "binary model"
	WayPersistence = "persistence"
	WayHabit       = "habit"
	WayMajority    = "majority"
)

// Held says what is held out of which votes, and how the rest is estimated from.
type Held struct {
	Votes   Votes // the roll calls in the order of time
	Repeats [][2]string
	Keep    func(State, Call) bool
	Kinds   map[string]string // by the id of a roll call, what it is about
	Recent  int               // sessions whose roll calls of its kind a new one is like
	Fit     Fitter
	Anchor  [2]string
}

// Fitter estimates. It gives draws too where it drew, and those have foretold what was to be watched.
type Fitter func(ctx context.Context, d *Data, watch []Question) (*Fit, *Draws, error)

// LastSession foretells a session from those before it: what each state did in the roll calls that divided those who
// voted. A roll call is taken to be like those of its kind in the sessions just before, or like the one that it repeats.
func (h Held) LastSession(ctx context.Context, session int) (*Trial, error) {
	known, since := h.Votes.before(session), session-h.Recent
	d, err := Arrange(known, h.Repeats, h.Keep)
	if err != nil {
		return nil, err
	}
	fit, draws, err := h.Fit(ctx, d, nil)
	if err != nil {
		return nil, err
	}
	model := fit.Foretell(known, h.Kinds, since)
	if draws != nil {
		model = draws.Foretell(known, h.Kinds, since)
	}
	if d, err = Arrange(known.YesOrNot(), h.Repeats, h.Keep); err != nil {
		return nil, err
	}
	binary, err := MAP(ctx, d, h.Anchor)
	if err != nil {
		return nil, err
	}
	past, err := h.past(known, since, true)
	if err != nil {
		return nil, err
	}
	ours, rival := h.ahead(model, session), h.ahead(binary.plainly(known, since), session)
	ways := []foretell{
		{WayModel, ours},
		{WayBinary, func(x ask) (Outlook, bool) {
			o, ok := rival(x)
			return o.parted(past.habit(x)), ok
		}},
		{WayPersistence, func(x ask) (Outlook, bool) { return past.persistence(x), true }},
		{WayHabit, func(x ask) (Outlook, bool) { return past.habit(x), true }},
		{WayMajority, func(x ask) (Outlook, bool) { return past.majority(x), true }},
	}
	t := h.ask(h.inSession(session), ways, past)
	if len(t.Done) == 0 {
		return nil, errors.New("nothing in the last session can be foretold: no state that voted in it voted before")
	}
	return t, nil
}

// AtRandom foretells a share of the votes, held out each on its own, from all the others. Persistence then is the last
// answer before, habit what the state did on the other questions of the session, majority what the others did on the
// question itself.
func (h Held) AtRandom(ctx context.Context, seed uint64, share float64) (*Trial, error) {
	shown, held := h.Votes.Hold(seed, share)
	d, err := Arrange(shown, h.Repeats, h.Keep)
	if err != nil {
		return nil, err
	}
	watch := d.Questions(h.Votes, held)
	fit, draws, err := h.Fit(ctx, d, watch)
	if err != nil {
		return nil, err
	}
	model := fit.Forecasts(watch)
	if draws != nil {
		model = draws.Forecasts
	}
	shown.Silent = nil
	sides, err := Arrange(shown.YesOrNot(), h.Repeats, h.Keep)
	if err != nil {
		return nil, err
	}
	binary, err := MAP(ctx, sides, h.Anchor)
	if err != nil {
		return nil, err
	}
	past, err := h.past(shown, 0, false)
	if err != nil {
		return nil, err
	}
	items, both := d.itemOf(), sides.itemOf()
	t := &Trial{Ways: []Way{{Name: WayModel}, {Name: WayBinary}, {Name: WayPersistence}, {Name: WayHabit}, {Name: WayMajority}}}
	tell := func(way int, f Forecast) {
		t.Ways[way].Said = append(t.Ways[way].Said, Outlook{f[Yes], f[Abstain], f[No]})
	}
	habits, majority := d.Habit(watch), d.Majority(watch)
	at := 0
	for _, v := range held {
		c := h.Votes.Calls[v.Call]
		code := h.Votes.States[v.State].Code
		_, voted := d.Unit(code, c.Session)
		if _, known := items[c.ID]; !known || !voted {
			continue // Questions left it out too
		}
		i := at
		at++
		item, known := both[c.ID]
		unit, voted := sides.Unit(code, c.Session)
		if !known || !voted {
			t.Passed++ // on this item all said yes, or nobody did, among the votes shown
			continue
		}
		x := ask{v.State, v.Call, v.Choice}
		habit := Outlook{habits[i][Yes], habits[i][Abstain], habits[i][No]}
		f := binary.Forecasts([]Question{{Unit: unit, Item: item}})[0]
		t.Done = append(t.Done, v.Choice)
		tell(0, model[i])
		tell(1, Outlook{f[Yes], f[Abstain], f[No]}.parted(habit).Votes())
		tell(2, past.persistence(x).Votes())
		tell(3, habits[i])
		tell(4, majority[i])
	}
	return t, nil
}

// ask is what is asked: what a state did in a roll call.
type ask struct {
	state, call int32
	done        Choice
}

// foretell is a way that is asked one by one; false where it knows nothing.
type foretell struct {
	name string
	of   func(ask) (Outlook, bool)
}

// inSession gives what was done in a session, by state: votes and silences in the roll calls on which those who voted
// were divided.
func (h Held) inSession(session int) [][]ask {
	first, divided := make(map[int32]Choice), make(map[int32]bool)
	kept := func(state, call int32) bool {
		c := h.Votes.Calls[call]
		return c.Session == session && h.Keep(h.Votes.States[state], c)
	}
	for _, x := range h.Votes.Cast {
		if !kept(x.State, x.Call) {
			continue
		}
		if c, voted := first[x.Call]; !voted {
			first[x.Call] = x.Choice
		} else if x.Choice != c {
			divided[x.Call] = true
		}
	}
	by := make([][]ask, len(h.Votes.States))
	for _, x := range h.Votes.Cast {
		if divided[x.Call] && kept(x.State, x.Call) {
			by[x.State] = append(by[x.State], ask{x.State, x.Call, x.Choice})
		}
	}
	for _, x := range h.Votes.Silent {
		if divided[x.Call] && kept(x.State, x.Call) {
			by[x.State] = append(by[x.State], ask{x.State, x.Call, Silent})
		}
	}
	return by
}

// ask puts all questions to all ways, a state at a time. What one way cannot answer is put to none.
func (h Held) ask(asked [][]ask, ways []foretell, past *past) *Trial {
	said := make([][][]Outlook, len(asked)) // by state, question and way
	chance.Each(len(asked), func(s int) {
		for _, x := range asked[s] {
			var all []Outlook
			for _, w := range ways {
				if o, ok := w.of(x); ok {
					all = append(all, o)
				}
			}
			said[s] = append(said[s], all)
		}
	})
	t := &Trial{}
	for _, w := range ways {
		t.Ways = append(t.Ways, Way{Name: w.name})
	}
	for s, all := range said {
		for i, outlooks := range all {
			x := asked[s][i]
			if len(outlooks) < len(ways) {
				t.Passed++
				continue
			}
			t.Done = append(t.Done, x.done)
			if past.again(x.call) {
				t.Again++
			}
			for w, o := range outlooks {
				t.Ways[w].Said = append(t.Ways[w].Said, o)
			}
		}
	}
	return t
}

// ahead foretells from estimates. What is alike for a state is computed once.
func (h Held) ahead(f *Foreteller, session int) func(ask) (Outlook, bool) {
	d := f.fit.Data
	like, item := h.like(d, session-h.Recent), d.itemOf()
	earlier := make(map[string]string)
	for _, pair := range h.Repeats {
		earlier[pair[1]] = pair[0]
	}
	told := make([]map[string]Outlook, len(h.Votes.States))
	return func(x ask) (Outlook, bool) {
		call := h.Votes.Calls[x.call]
		key := "kind " + h.Kinds[call.ID]
		items := like[h.Kinds[call.ID]]
		if v, is := item[earlier[call.ID]]; is {
			key, items = "again "+earlier[call.ID], []int{v}
		}
		if len(items) == 0 {
			items = like[anyKind]
		}
		o, known := told[x.state][key]
		if !known {
			next, err := f.Next(h.Votes.States[x.state].Code, session, items)
			if err == nil {
				o = next.Outlook
			}
			if told[x.state] == nil {
				told[x.state] = make(map[string]Outlook)
			}
			told[x.state][key] = o
		}
		return o, o != Outlook{}
	}
}

// anyKind is the kind of all roll calls.
const anyKind = "any kind"

// like gives the items of each kind since a session.
func (h Held) like(d *Data, since int) map[string][]int {
	like := make(map[string][]int)
	for i, it := range d.Items {
		c := it.Calls[len(it.Calls)-1]
		if c.Session >= since {
			like[h.Kinds[c.ID]] = append(like[h.Kinds[c.ID]], i)
			like[anyKind] = append(like[anyKind], i)
		}
	}
	return like
}

// before is the record of the sessions before one.
func (v Votes) before(session int) Votes {
	b := Votes{States: v.States, Calls: v.Calls}
	for _, x := range v.Cast {
		if v.Calls[x.Call].Session < session {
			b.Cast = append(b.Cast, x)
		}
	}
	for _, x := range v.Silent {
		if v.Calls[x.Call].Session < session {
			b.Silent = append(b.Silent, x)
		}
	}
	return b
}

// YesOrNot is the record with abstentions counted as no: what a binary model is shown (Martin and Quinn 2002,
// doi:10.1093/pan/10.2.134, whose walk is ours).
func (v Votes) YesOrNot() Votes {
	b := v
	b.Cast = make([]Vote, len(v.Cast))
	for i, x := range v.Cast {
		if b.Cast[i] = x; x.Choice == Abstain {
			b.Cast[i].Choice = No
		}
	}
	return b
}

// parted gives what a binary model foretells with its no parted into abstentions and no as a habit has them.
func (o Outlook) parted(habit Outlook) Outlook {
	not := o[Abstain] + o[No]
	part := habit[Abstain] / (habit[Abstain] + habit[No])
	return Outlook{o[Yes], not * part, not * (1 - part), o[Silent]}
}
