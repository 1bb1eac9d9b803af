package main

import (
	"fmt"

	"multivector/measure"
)

// room says of each pair how far the state depends on the vector, and what of its alignment that leaves.
func (p page) room() grid {
	g := grid{title: "What alignment is left once dependence is accounted for?", head: append([]string{""}, p.r.Vectors...)}
	var most, least measure.Estimate
	for _, s := range p.states {
		row := []string{s}
		for _, v := range p.r.Vectors {
			room := p.get("room", s, v, "")
			row = append(row, percent(p.get("dependence", s, v, measure.All))+" "+surplus(room))
			if !room.Known() {
				continue
			}
			g.about = fmt.Sprintf("Dependence: a vector's mean share over the domains that are covered, by the weights of dossier.toml. Then the room: kappa of the last %d sessions less what the line through all %d pairs gives at that dependence; above zero the state votes more like the vector than others who depend as much; ± half the %.0f%% interval.", p.r.VotesConfig.Recent, room.N, 100*p.r.Level)
			if most.Vector == "" || room.Value > most.Value {
				most = room
			}
			if least.Vector == "" || room.Value < least.Value {
				least = room
			}
		}
		g.rows = append(g.rows, row)
	}
	if g.about == "" {
		return grid{}
	}
	slope, tau := p.get("room", p.r.Label, "", measure.SlopeName), p.get("room", p.r.Label, "", measure.TauName)
	g.notes = append(g.notes, fmt.Sprintf("Ten points of dependence go with %s of kappa; rank correlation (tau) %s. Furthest above the line: %s-%s %s; furthest below: %s-%s %s.",
		index(slope.Value/10), withInterval(tau), most.State, most.Vector, withInterval(most), least.State, least.Vector, withInterval(least)))
	return g
}

// surplus writes what is left with its sign and half its interval.
func surplus(e measure.Estimate) string {
	if !e.Known() {
		return missing(e)
	}
	text := plusMinus(e)
	if e.Value > 0 {
		text = "+" + text
	}
	return text
}
