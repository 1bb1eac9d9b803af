package main

import (
	"io"
	"strconv"

	"multivector/bargain"
)

// trajectory is the table that was asked for of one run.
func (a *bargainAnswer) trajectory() func(io.Writer) error {
	switch {
	case a.summary:
		return a.writeSummary
	case a.offers:
		return a.writeOffers
	case a.prob:
		return a.writeProb
	}
	return a.writePositions
}

// dimension gives a row its dimension, counted from 1 as the columns pos_1, sal_1 are, where the table has several.
func (a *bargainAnswer) dimension(d int) []string {
	if a.inputs.Dimensions() == 1 {
		return nil
	}
	return []string{strconv.Itoa(d + 1)}
}

// header puts the column dimension after the first where the table has several.
func (a *bargainAnswer) header(first string, rest ...string) []string {
	row := []string{first}
	if a.inputs.Dimensions() > 1 {
		row = append(row, "dimension")
	}
	return append(row, rest...)
}

func (a *bargainAnswer) writePositions(w io.Writer) error {
	return writeCSV(w, []string{"round", "actor", "dimension", "position", "risk_exponent"}, func(row func(...string)) {
		for t, round := range a.chosen.Rounds {
			for i, actor := range a.chosen.Table.Actors {
				for d, x := range round.Position[i] {
					risk := ""
					if round.Risk != nil {
						risk = full(round.Risk[i][d])
					}
					row(strconv.Itoa(t), actor.Name, strconv.Itoa(d+1), full(x), risk)
				}
			}
		}
	})
}

func (a *bargainAnswer) writeSummary(w io.Writer) error {
	return writeCSV(w, a.header("round", "weighted_median", "weighted_mean"), func(row func(...string)) {
		for t := range a.chosen.Rounds {
			median, mean := a.chosen.Median(t), a.chosen.Mean(t)
			for d := range median {
				row(append(append([]string{strconv.Itoa(t)}, a.dimension(d)...), full(median[d]), full(mean[d]))...)
			}
		}
	})
}

func (a *bargainAnswer) writeOffers(w io.Writer) error {
	header := a.header("round", "actor", "offer_type", "other", "eu_ij", "eu_ji", "new_position")
	return writeCSV(w, header, func(row func(...string)) {
		actors := a.chosen.Table.Actors
		for t, round := range a.chosen.Rounds {
			for _, o := range round.Offers {
				row(append(append([]string{strconv.Itoa(t)}, a.dimension(o.Dimension)...),
					actors[o.Actor].Name, o.Kind, actors[o.Other].Name, full(o.EU), full(o.OtherEU), full(o.Position))...)
			}
		}
	})
}

func (a *bargainAnswer) writeProb(w io.Writer) error {
	return writeCSV(w, []string{"round", "actor", "prob", "nra"}, func(row func(...string)) {
		for t, round := range a.chosen.Rounds {
			for i, actor := range a.chosen.Table.Actors {
				row(strconv.Itoa(t), actor.Name, full(round.Probability[i]), full(round.Attitude[i]))
			}
		}
	})
}

func (a *bargainAnswer) writeDraws(w io.Writer) error {
	header := a.header("draw", "settlement", "weighted_median", "weighted_mean", "outcome")
	return writeCSV(w, header, func(row func(...string)) {
		for i := range a.draws.N {
			for d := range a.draws.Forecast {
				row(append(append([]string{strconv.Itoa(i)}, a.dimension(d)...),
					full(a.draws.Forecast[d][i]), full(a.draws.Median[d][i]), full(a.draws.Mean[d][i]), string(a.draws.Fates[i]))...)
			}
		}
	})
}

func (a *bargainAnswer) writeTornado(w io.Writer) error {
	header := a.header("actor", "input", "low", "high", "settlement_low", "settlement_high")
	return writeCSV(w, header, func(row func(...string)) {
		for _, s := range a.swings {
			for d := range s.Low {
				low, high := a.ends(s.Factor)
				row(append(append([]string{s.Factor.Actor}, a.dimension(d)...), s.Factor.Column, full(low), full(high), full(s.Low[d]), full(s.High[d]))...)
			}
		}
	})
}

// ends are a factor's, as the table has them.
func (a *bargainAnswer) ends(f bargain.Factor) (low, high float64) {
	v := a.inputs.Shown(f)
	return v.Low, v.High
}

func (a *bargainAnswer) writeSobol(w io.Writer) error {
	header := a.header("actor", "input", "first", "first_low", "first_high", "total", "total_low", "total_high")
	return writeCSV(w, header, func(row func(...string)) {
		for k, f := range a.draws.Factors {
			for d := range a.indices {
				x := a.indices[d][k]
				row(append(append([]string{f.Actor}, a.dimension(d)...),
					f.Column, full(x.First), full(x.FirstLow), full(x.FirstHigh), full(x.Total), full(x.TotalLow), full(x.TotalHigh))...)
			}
		}
	})
}

// worths are the parts of what a front is worth, by the names they go by in files.
func worths(m bargain.Member) []struct {
	name string
	bargain.Worth
} {
	return []struct {
		name string
		bargain.Worth
	}{{"one_room", m.Room}, {"one_position", m.Agreeing}, {"one_voice", m.OneVoice}, {"dividend", m.Dividend}}
}

func (a *bargainAnswer) writeFront(w io.Writer) error {
	return writeCSV(w, []string{"model", "member", "worth", "value", "low", "high", "above_zero", "draws"}, func(row func(...string)) {
		for i, f := range a.fronts {
			model := "mean"
			if i == 0 {
				model = a.model
			}
			for _, m := range append(f.Members, f.All) {
				for _, v := range worths(m) {
					row(model, m.Name, v.name, full(v.Value), full(v.Low), full(v.High), full(v.Above), strconv.Itoa(f.N))
				}
			}
		}
	})
}
