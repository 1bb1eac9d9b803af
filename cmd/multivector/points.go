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

// pointSettings are how intake estimates ideal points: as idealpoints does by default, twice as long.
func pointSettings(progress func(done, of int)) idealpoint.Settings {
	return idealpoint.Settings{Seed: 1, Chains: 4, Burn: 80, Sweeps: 400, Thin: 1, Anchor: [2]string{"USA", "RUS"}, Progress: progress}
}

// estimated is what a dossier holds of an estimation of ideal points.
type estimated struct {
	points    []evidence.IdealPoint
	distances []evidence.IdealDistance
	moves     []evidence.IdealMove
	unmixed   int // points whose chains do not agree
}

// estimatePoints estimates the ideal points of the whole record, and gives those of the dossier's states and powers, and
// of the members of those that are blocs, how far each two states and powers stand apart, in every session of the
// dossier's record, and who moved. The scale is that of all states in all sessions: what the dossier holds is a part of it.
func estimatePoints(ctx context.Context, d *evidence.Dossier, rec *rollcall.Record, repeats [][2]string, progress func(done, of int)) (*estimated, error) {
	data, err := idealpoint.Arrange(cast(rec), repeats, idealpoint.Assembly)
	if err != nil {
		return nil, err
	}
	draws, err := idealpoint.Sample(ctx, data, pointSettings(progress))
	if err != nil {
		return nil, err
	}
	all := &estimated{}
	var sittings []sitting
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
			all.points = append(all.points, evidence.IdealPoint{State: code, Session: session, Date: date, Mean: e.Mean, SD: e.SD, Low: e.Low, High: e.High})
			if isBloc {
				return
			}
			own[of[0]] = true
			if g := idealpoint.Diagnose(draws.Trace(of[0])); !(g.Rhat < mixed) {
				all.unmixed++
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
		sittings = append(sittings, sitting{session, date, units})
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
				all.distances = append(all.distances, evidence.IdealDistance{State: state, Partner: partner, Session: session, Date: date, Distance: e.Mean, SD: e.SD, Low: e.Low, High: e.High})
			}
		}
	}
	all.moves = moves(d, draws, sittings)
	return all, nil
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

// write writes the tables under the card of what made them, the first only when all can be.
func (all *estimated) write(into string, cards []evidence.Card) error {
	names := []string{"ideal_points.csv", "ideal_distances.csv", "ideal_moves.csv"}
	var texts [][]byte
	for _, rows := range []any{all.points, all.distances, all.moves} {
		text, err := evidence.EncodeTable(rows, cards)
		if err != nil {
			return err
		}
		texts = append(texts, text)
	}
	for i, name := range names {
		if err := evidence.WriteFile(filepath.Join(into, name), texts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (all *estimated) line() string {
	line := fmt.Sprintf("ideal_points.csv: %s; ideal_distances.csv: %s; ideal_moves.csv: %s",
		plural(len(all.points), "row", "rows"), plural(len(all.distances), "row", "rows"), plural(len(all.moves), "row", "rows"))
	if all.unmixed > 0 {
		line += fmt.Sprintf("; %d points with R-hat above %.2f", all.unmixed, mixed)
	}
	return line
}
