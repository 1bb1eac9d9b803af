package main

import (
	"fmt"
	"strings"

	"multivector/measure"
)

// moved says of each pair what the state and the power each did to the distance between them.
func (p page) moved() grid {
	g := grid{title: "Who moved?", head: append([]string{""}, p.r.Vectors...)}
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			byState, byPower := p.get("moved", s, v, measure.ByState), p.get("moved", s, v, measure.ByPower)
			if !byState.Known() {
				row = append(row, missing(byState))
				continue
			}
			g.about = fmt.Sprintf("What each did to the distance above, %s: the state's own move, then the power's; together the change. + apart, - nearer; ↑ ↓ where the %.0f%% interval leaves zero out.", byState.Period, 100*byState.Level)
			row = append(row, signed(byState)+" "+signed(byPower))
		}
		g.rows = append(g.rows, row)
	}
	if g.about == "" {
		return grid{}
	}
	if note := p.movers(); note != "" {
		g.notes = append(g.notes, note)
	}
	return g
}

// signed writes a move with its sign, and the arrow of one that leaves zero out.
func signed(e measure.Estimate) string {
	text := strings.Replace(fmt.Sprintf("%+.2f", e.Value), "0.", ".", 1)
	if text == "+.00" || text == "-.00" {
		text = ".00"
	}
	if a := e.Arrow(); a == "↑" || a == "↓" {
		text += a
	}
	return text
}

// movers says in words whose own move surely changed a distance: powers first, then states.
func (p page) movers() string {
	var said []string
	say := func(who string, others []string, move func(other string) measure.Estimate) {
		var nearer, apart []string
		for _, other := range others {
			switch move(other).Arrow() {
			case "↓":
				nearer = append(nearer, other)
			case "↑":
				apart = append(apart, other)
			}
		}
		var did []string
		if nearer != nil {
			did = append(did, "came nearer to "+join(nearer, ", ", " and "))
		}
		if apart != nil {
			did = append(did, "moved away from "+join(apart, ", ", " and "))
		}
		if did != nil {
			said = append(said, who+" "+strings.Join(did, ", and "))
		}
	}
	for _, v := range p.r.Vectors {
		say(p.r.Named(v), p.states, func(s string) measure.Estimate { return p.get("moved", s, v, measure.ByPower) })
	}
	for _, s := range p.states {
		say(p.r.StateName(s), p.r.Vectors, func(v string) measure.Estimate { return p.get("moved", s, v, measure.ByState) })
	}
	if said == nil {
		return ""
	}
	return "By its own move, beyond the interval: " + strings.Join(said, "; ") + "."
}
