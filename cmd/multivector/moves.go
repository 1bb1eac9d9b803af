package main

import (
	"multivector/evidence"
	"multivector/idealpoint"
	"multivector/measure"
)

// sitting is who has ideal points in one session: the units of a state, or of a bloc's members.
type sitting struct {
	session int
	date    evidence.Date
	units   map[string][]int
}

// moves splits the change of each state's distance from each vector, from the session that was the present so many
// sessions earlier to each session that has one, into what the state did and what the vector did, draw by draw.
func moves(d *evidence.Dossier, draws *idealpoint.Draws, sittings []sitting) (rows []evidence.IdealMove) {
	if d.VotesConfig.Recent < 1 {
		return nil
	}
	for i, now := range sittings {
		for _, state := range d.Config.Region {
			for _, vector := range d.Vectors {
				if before := lastOf(sittings[:i], now.session-d.VotesConfig.Recent, state, vector); before != nil && now.has(state, vector) {
					rows = append(rows, move(draws, state, vector, *before, now))
				}
			}
		}
	}
	return rows
}

func (s sitting) has(state, vector string) bool {
	return s.units[state] != nil && s.units[vector] != nil
}

// lastOf is the latest session up to one in which both stood somewhere.
func lastOf(sittings []sitting, upTo int, state, vector string) (last *sitting) {
	for i := range sittings {
		if s := &sittings[i]; s.session <= upTo && s.has(state, vector) {
			last = s
		}
	}
	return last
}

func move(draws *idealpoint.Draws, state, vector string, before, now sitting) evidence.IdealMove {
	var units []int
	var ends []int // of each of the four in units
	for _, of := range [][]int{before.units[state], now.units[state], before.units[vector], now.units[vector]} {
		units = append(units, of...)
		ends = append(ends, len(units))
	}
	split := func(x []float64) (ofState, ofPower float64) {
		return measure.Split(
			[2]float64{mean(x[:ends[0]]), mean(x[ends[0]:ends[1]])},
			[2]float64{mean(x[ends[1]:ends[2]]), mean(x[ends[2]:])})
	}
	a := draws.Of(units, func(x []float64) float64 { v, _ := split(x); return v })
	b := draws.Of(units, func(x []float64) float64 { _, v := split(x); return v })
	both := draws.Of(units, func(x []float64) float64 { v, w := split(x); return v + w })
	// A part is exactly 0 in the draws in which the mover only passes between two places of the other. Where those are
	// nearly all, the few others put the mean outside the middle of them, and the interval is widened to hold it.
	for _, e := range []*idealpoint.Estimate{&a, &b} {
		e.Low, e.High = min(e.Low, e.Mean), max(e.High, e.Mean)
	}
	return evidence.IdealMove{
		State: state, Partner: vector, Session: now.session, Before: before.session, Date: now.date,
		OfState: a.Mean, OfStateLow: a.Low, OfStateHigh: a.High,
		OfPartner: b.Mean, OfPartnerLow: b.Low, OfPartnerHigh: b.High,
		Low: both.Low, High: both.High,
	}
}
