package idealpoint_test

import (
	"math"
	"testing"

	"multivector/idealpoint"
)

// Session 74 is foretold from the sessions before it, the question being like those of the last five sessions that
// are about the same issues, or the one that it repeats. Others: what the state did on questions of the kind in those
// sessions, and what all did.
func TestTheLastSessionIsForetold(t *testing.T) {
	votes, repeats := wholeAssembly(t)
	const last = 74
	d, err := idealpoint.Arrange(votes, repeats, func(s idealpoint.State, c idealpoint.Call) bool {
		return c.Session < last && idealpoint.Assembly(s, c)
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := idealpoint.MAP(t.Context(), d, [2]string{"USA", "RUS"})
	if err != nil {
		t.Fatal(err)
	}
	kind := make(map[string][]int)
	item := make(map[string]int)
	for i, it := range d.Items {
		for _, c := range it.Calls {
			item[c.ID] = i
			if c.Session >= last-5 {
				kind[assembly.issues[c.ID]] = append(kind[assembly.issues[c.ID]], i)
			}
		}
	}
	earlier := make(map[string]string)
	for _, pair := range repeats {
		earlier[pair[1]] = pair[0]
	}
	type asker struct {
		state int32
		issue string
	}
	own, all := make(map[asker]idealpoint.Forecast), make(map[string]idealpoint.Forecast)
	for _, x := range votes.Cast {
		c := votes.Calls[x.Call]
		if _, used := item[c.ID]; !used || c.Session < last-5 {
			continue
		}
		a := asker{x.State, assembly.issues[c.ID]}
		f, g := own[a], all[a.issue]
		f[x.Choice]++
		g[x.Choice]++
		own[a], all[a.issue] = f, g
	}
	share := func(n idealpoint.Forecast) idealpoint.Forecast {
		sum := n[0] + n[1] + n[2] + 1.5
		return idealpoint.Forecast{(n[0] + .5) / sum, (n[1] + .5) / sum, (n[2] + .5) / sum}
	}
	first, divided := make(map[int32]idealpoint.Choice), make(map[int32]bool) // by roll call
	for _, x := range votes.Cast {
		if c, voted := first[x.Call]; !voted {
			first[x.Call] = x.Choice
		} else if x.Choice != c {
			divided[x.Call] = true
		}
	}
	var asked []idealpoint.Question
	var ours, habit, base []idealpoint.Forecast
	repeated := 0
	for _, x := range votes.Cast {
		c := votes.Calls[x.Call]
		issue := assembly.issues[c.ID]
		if c.Session != last || !idealpoint.Assembly(votes.States[x.State], c) || !divided[x.Call] {
			continue
		}
		like := kind[issue]
		if i, is := item[earlier[c.ID]]; is {
			like = []int{i}
			repeated++
		}
		f, err := m.Next(votes.States[x.State].Code, last, like)
		if err != nil {
			continue // a kind that was never put, or a new state
		}
		asked = append(asked, idealpoint.Question{Choice: x.Choice})
		ours = append(ours, f)
		habit = append(habit, share(own[asker{x.State, issue}]))
		base = append(base, share(all[issue]))
	}
	a, b, c := idealpoint.Score(asked, ours), idealpoint.Score(asked, habit), idealpoint.Score(asked, base)
	t.Logf("%d votes, %d on questions that were put before: log score %.4f, own habit %.4f, base rate %.4f; RPS %.4f, %.4f, %.4f; calibration %.3v",
		a.N, repeated, a.Log, b.Log, c.Log, a.RPS, b.RPS, c.RPS, a.Calibration)
	if a.N < 5000 || !(a.Log < c.Log) || math.IsNaN(a.RPS) {
		t.Errorf("%+v", a)
	}
}
