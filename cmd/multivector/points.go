package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"multivector/evidence"
	"multivector/idealpoint"
	"multivector/rollcall"
)

// pointSettings are how intake estimates ideal points: long enough for all but a few state-sessions to have settled.
func pointSettings(progress func(done, of int)) idealpoint.Settings {
	return idealpoint.Settings{Seed: 1, Chains: 4, Burn: 60, Sweeps: 400, Thin: 1, Anchor: [2]string{"USA", "RUS"}, Progress: progress}
}

// estimatePoints estimates the ideal points of the whole record, and gives those of the dossier's states and powers, and
// of the members of those that are blocs, and how far each two states and powers stand apart, in every session of the
// dossier's record. The scale is that of all states in all sessions: what the dossier holds is a part of it.
func estimatePoints(ctx context.Context, d *evidence.Dossier, rec *rollcall.Record, repeats [][2]string, progress func(done, of int)) (points []evidence.IdealPoint, distances []evidence.IdealDistance, unmixed int, err error) {
	data, err := idealpoint.Arrange(cast(rec), repeats, idealpoint.Assembly)
	if err != nil {
		return nil, nil, 0, err
	}
	draws, err := idealpoint.Sample(ctx, data, pointSettings(progress))
	if err != nil {
		return nil, nil, 0, err
	}
	since := d.VotesConfig.Since.First().Format("2006-01-02")
	last := map[int]string{} // date of the last roll call of each session
	for _, c := range rec.Calls() {
		if c.Date >= since {
			last[c.Session] = max(last[c.Session], c.Date)
		}
	}
	codes := slices.Concat(d.Config.Region, d.Vectors, d.MinorVectors)
	for _, session := range rec.Sessions() {
		date, err := evidence.ParseDate(last[session])
		if err != nil {
			continue // before the dossier's record begins
		}
		units := map[string][]int{} // of a state its own, of a bloc its members'
		for _, code := range codes {
			members := []string{code}
			if d.IsBloc(code) {
				members = d.Members(code, date)
			}
			for _, m := range members {
				if u, voted := data.Unit(m, session); voted {
					units[code] = append(units[code], u)
				}
			}
		}
		own := map[int]bool{} // units that have a row of their own
		add := func(code string, of []int, isBloc bool) {
			e := draws.Of(of, mean)
			points = append(points, evidence.IdealPoint{State: code, Session: session, Date: date, Mean: e.Mean, SD: e.SD, Low: e.Low, High: e.High})
			if isBloc {
				return
			}
			own[of[0]] = true
			if g := idealpoint.Diagnose(draws.Trace(of[0])); !(g.Rhat < mixed) {
				unmixed++
			}
		}
		for _, code := range codes {
			if units[code] != nil {
				add(code, units[code], d.IsBloc(code))
			}
		}
		for _, code := range codes {
			for _, u := range units[code] {
				if !own[u] {
					add(data.States[data.Units[u].State].Code, []int{u}, false)
				}
			}
		}
		for i, a := range codes {
			for _, b := range codes[i+1:] {
				if units[a] == nil || units[b] == nil {
					continue
				}
				state, partner := a, b
				if d.IsBloc(a) && !d.IsBloc(b) {
					state, partner = b, a
				}
				e := between(draws, units[state], units[partner])
				distances = append(distances, evidence.IdealDistance{State: state, Partner: partner, Session: session, Date: date, Distance: e.Mean, SD: e.SD, Low: e.Low, High: e.High})
			}
		}
	}
	return points, distances, unmixed, nil
}

// between is the distance of the middles of two groups of units, draw by draw.
func between(draws *idealpoint.Draws, a, b []int) idealpoint.Estimate {
	return draws.Of(slices.Concat(a, b), func(x []float64) float64 {
		return math.Abs(mean(x[:len(a)]) - mean(x[len(a):]))
	})
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// writePoints writes the two tables under the card of what made them, the one only when the other can be.
func writePoints(into string, points []evidence.IdealPoint, distances []evidence.IdealDistance, cards []evidence.Card) error {
	first, err := evidence.EncodeTable(points, cards)
	if err != nil {
		return err
	}
	second, err := evidence.EncodeTable(distances, cards)
	if err != nil {
		return err
	}
	if err := evidence.WriteFile(filepath.Join(into, "ideal_points.csv"), first); err != nil {
		return err
	}
	return evidence.WriteFile(filepath.Join(into, "ideal_distances.csv"), second)
}

func pointsLine(points []evidence.IdealPoint, distances []evidence.IdealDistance, unmixed int) string {
	line := fmt.Sprintf("ideal_points.csv: %s; ideal_distances.csv: %s", plural(len(points), "row", "rows"), plural(len(distances), "row", "rows"))
	if unmixed > 0 {
		line += fmt.Sprintf("; %d points with R-hat above %.2f", unmixed, mixed)
	}
	return line
}
