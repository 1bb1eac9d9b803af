package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"multivector/bargain"
)

// baseline is what every page of bargains says of them.
const baseline = "The weighted mean is hard to beat: in the public backtests no challenge model has (docs/methods/bargaining.md)."

// page writes what there is for a terminal.
func (a *bargainAnswer) page(w io.Writer, width int) error {
	t := a.chosen.Table
	fmt.Fprintln(w, bold.Render(filepath.Base(a.path))+"   "+faint.Render(fmt.Sprintf("%s, %s", plural(len(t.Actors), "actor", "actors"), plural(t.Dimensions(), "dimension", "dimensions"))))
	fmt.Fprintln(w)
	grids := []grid{a.modelsGrid()}
	for i, f := range a.fronts {
		grids = append(grids, frontGrid(f, i == 0))
	}
	if a.draws != nil {
		grids = append(grids, a.drawsGrid(), a.tornadoGrid())
	}
	if a.fronts == nil {
		grids = append(grids, a.fittedRounds(width), a.movesGrid())
	}
	grids[len(grids)-1].notes = append(grids[len(grids)-1].notes, a.notes()...)
	for _, g := range grids {
		g.text(w, width)
	}
	return nil
}

// figures writes a number with four significant digits, and no more behind the point than a reader of positions needs.
func figures(v float64) string {
	if math.IsNaN(v) {
		return markUndefined
	}
	digits := 3
	if size := math.Abs(v); size >= 1 {
		digits = max(0, 3-int(math.Floor(math.Log10(size))))
	}
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}

// point writes a position: of several dimensions in brackets.
func point(x []float64) string {
	parts := make([]string, len(x))
	for i, v := range x {
		parts[i] = figures(v)
	}
	if len(x) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (a *bargainAnswer) modelsGrid() grid {
	g := grid{
		title: "Where they settle",
		about: "By each model: the weighted median of its last round (of nash, mean, median where all stand), the weighted mean of that round, and how the run ended.",
		head:  []string{"model", "settles on", "mean", "ended"},
	}
	if len(a.inputs.Factors()) > 0 {
		g.about += " Ranges are taken at their centres."
	}
	for _, o := range a.others {
		if o.run == nil {
			g.rows = append(g.rows, []string{o.name, markNotApplicable, "", o.why})
			continue
		}
		last := len(o.run.Rounds) - 1
		ended := o.run.Outcome.String()
		switch {
		case len(o.run.Rounds) == 2 && o.run.Rounds[1].Risk == nil && o.run.Rounds[1].Probability == nil:
			ended = "at once"
		case o.run.Outcome.Fate == bargain.Settled && o.run.Outcome.Round == 0:
			ended = "nobody moves"
		}
		if i := o.run.MostProbable(last); i >= 0 {
			g.notes = append(g.notes, fmt.Sprintf("The most probable position in the last round of smp is %s, that of %s (%.2f).", point(o.run.Rounds[last].Position[i]), o.run.Table.Actors[i].Name, o.run.Rounds[last].Probability[i]))
		}
		g.rows = append(g.rows, []string{o.name, point(o.run.Forecast()), point(o.run.Mean(last)), ended})
	}
	g.notes = append(g.notes, baseline)
	if a.fronts == nil { // which names its own
		g.notes = append(g.notes, "Read in detail below: "+a.chosen.Variant+".")
	}
	return g
}

// fittedRounds shows as many rounds as there is room for, and no fewer than three.
func (a *bargainAnswer) fittedRounds(width int) grid {
	n := len(a.chosen.Rounds)
	for room := min(n, 12); ; room-- {
		if g := a.roundsGrid(spaced(n, room)); room <= min(n, 3) || g.natural() <= width {
			return g
		}
	}
}

// spaced are some of n rounds: the first and the last, and others evenly between.
func spaced(n, room int) (all []int) {
	for k := range room {
		all = append(all, k*(n-1)/max(room-1, 1))
	}
	return all
}

func (a *bargainAnswer) roundsGrid(rounds []int) grid {
	about := "Positions by round; 0 is the input. Weight is capability times salience, in per cent of all."
	if len(rounds) < len(a.chosen.Rounds) {
		about += fmt.Sprintf(" %d of %d rounds are shown; --format csv has all.", len(rounds), len(a.chosen.Rounds))
	}
	g := grid{title: "Round by round: " + a.model, about: about, head: []string{"actor", "weight"}}
	for _, t := range rounds {
		g.head = append(g.head, strconv.Itoa(t))
	}
	k := a.chosen.Table.Dimensions()
	for d := range k {
		total := 0.0
		for _, actor := range a.chosen.Table.Actors {
			total += actor.Capability * actor.Salience[d]
		}
		for i, actor := range a.chosen.Table.Actors {
			name := actor.Name
			if k > 1 {
				name += fmt.Sprintf(" [%d]", d+1)
			}
			row := []string{name, fmt.Sprintf("%.1f", 100*actor.Capability*actor.Salience[d]/total)}
			for j, t := range rounds {
				cell := figures(a.chosen.Rounds[t].Position[i][d])
				if j > 0 && a.chosen.Rounds[t].Position[i][d] == a.chosen.Rounds[rounds[j-1]].Position[i][d] {
					cell = "·"
				}
				row = append(row, cell)
			}
			g.rows = append(g.rows, row)
		}
		g.rows = append(g.rows, a.averageRow("median", d, rounds, a.chosen.Median), a.averageRow("mean", d, rounds, a.chosen.Mean))
	}
	g.notes = append(g.notes, "· stands where it stood.")
	return g
}

func (a *bargainAnswer) averageRow(name string, d int, rounds []int, of func(int) []float64) []string {
	name = "weighted " + name
	if a.chosen.Table.Dimensions() > 1 {
		name += fmt.Sprintf(" [%d]", d+1)
	}
	row := []string{name, ""}
	for _, t := range rounds {
		row = append(row, figures(of(t)[d]))
	}
	return row
}

// roomForMoves is how many a page shows.
const roomForMoves = 12

func (a *bargainAnswer) movesGrid() grid {
	g := grid{title: "Who moved whom", head: []string{"round", "actor", "offer", "of", "goes to"}}
	// smp bargains over all dimensions at once, scholz over one at a time.
	k, actors := a.chosen.Table.Dimensions(), a.chosen.Table.Actors
	apart := k > 1 && a.model != "smp"
	if apart {
		g.head = append(g.head, "dimension")
	}
	all := 0
	for t, round := range a.chosen.Rounds {
		for _, o := range round.Offers {
			if !apart && o.Dimension > 0 {
				continue
			}
			if all++; all > roomForMoves {
				continue
			}
			row := []string{strconv.Itoa(t), actors[o.Actor].Name, o.Kind, actors[o.Other].Name, figures(o.Position)}
			switch {
			case apart:
				row = append(row, strconv.Itoa(o.Dimension+1))
			case k > 1:
				row[4] = point(round.Position[o.Actor])
			}
			g.rows = append(g.rows, row)
		}
	}
	switch {
	case all == 0:
		g.notes = []string{"Nobody moved anybody."}
	case all > roomForMoves:
		g.notes = []string{fmt.Sprintf("%d of %d moves are shown; --offers has all.", roomForMoves, all)}
	}
	return g
}

// spreadOf is a distribution with its name.
type spreadOf struct {
	name string
	bargain.Distribution
}

// spreads are the distributions of a dimension: of the model and of the baselines under the same draws.
func (a *bargainAnswer) spreads(d int) []spreadOf {
	return []spreadOf{
		{a.model, bargain.Distribute(a.draws.Forecast[d])},
		{"mean", bargain.Distribute(a.draws.Mean[d])},
		{"median", bargain.Distribute(a.draws.Median[d])},
	}
}

func (a *bargainAnswer) drawsGrid() grid {
	g := grid{
		title: "Over the ranges",
		about: fmt.Sprintf("The settlement in %d draws of %s, seed %d; the columns of per cents are quantiles.", a.draws.N, plural(len(a.draws.Factors), "input", "inputs"), a.draws.Seed),
		head:  []string{"model", "mean", "sd", "5%", "25%", "50%", "75%", "95%"},
	}
	for d := range a.draws.Forecast {
		for _, of := range a.spreads(d) {
			name := of.name
			if len(a.draws.Forecast) > 1 {
				name += fmt.Sprintf(" [%d]", d+1)
			}
			g.rows = append(g.rows, []string{name, figures(of.Mean), figures(of.SD), figures(of.Q05), figures(of.Q25), figures(of.Median), figures(of.Q75), figures(of.Q95)})
		}
	}
	share := func(f bargain.Fate) string { return percentOf(a.draws.Share(f)) }
	g.notes = append(g.notes, fmt.Sprintf("Of the draws %s settle, %s cycle and %s are still moving in the last round.", share(bargain.Settled), share(bargain.Cycles), share(bargain.Open)))
	if a.draws.OnEdge > 0 {
		g.notes = append(g.notes, fmt.Sprintf("In %s an offer hangs on the last bits of a number.", percentOf(float64(a.draws.OnEdge)/float64(a.draws.N))))
	}
	return g
}

// roomForSwings is how many a page shows.
const roomForSwings = 10

func (a *bargainAnswer) tornadoGrid() grid {
	g := grid{
		title: "What it hangs on",
		about: "The settlement with one input at each end of its range and the others at their centres.",
		head:  []string{"actor", "input", "from", "to", "settles on", "to"},
	}
	if a.indices != nil {
		g.about += " First and total are Sobol indices: the share of the variance that the input accounts for alone, and with all its interactions. The largest total stands first."
		g.head = append(g.head, "first", "total")
	} else {
		g.about += " The widest stands first."
	}
	several := a.inputs.Dimensions() > 1
	order := make([]int, len(a.swings))
	for i := range order {
		order[i] = i
	}
	widest := func(i int) (size float64) {
		for d := range a.swings[i].Low {
			size = max(size, math.Abs(a.swings[i].High[d]-a.swings[i].Low[d]))
			if a.indices != nil && !math.IsNaN(a.indices[d][i].Total) {
				return a.indices[d][i].Total // Sobol's says more than two ends do
			}
		}
		return size
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(widest(j), widest(i)) })
	for n, i := range order {
		if n == roomForSwings {
			g.notes = append(g.notes, fmt.Sprintf("%d of %d inputs are shown; --tornado has all.", roomForSwings, len(order)))
			break
		}
		s := a.swings[i]
		low, high := a.ends(s.Factor)
		row := []string{s.Factor.Actor, s.Factor.Column, figures(low), figures(high), point(s.Low), point(s.High)}
		if a.indices != nil {
			first, total := make([]string, len(a.indices)), make([]string, len(a.indices))
			for d := range a.indices {
				x := a.indices[d][i]
				first[d] = ranged(x.First, x.FirstLow, x.FirstHigh)
				total[d] = ranged(x.Total, x.TotalLow, x.TotalHigh)
				if several {
					first[d], total[d] = index(x.First), index(x.Total)
				}
			}
			row = append(row, strings.Join(first, ", "), strings.Join(total, ", "))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// ranged writes an index with its interval.
func ranged(v, low, high float64) string {
	if math.IsNaN(v) {
		return markUndefined
	}
	return index(v) + " [" + index(low) + " " + index(high) + "]"
}

func frontGrid(f *bargain.Front, first bool) grid {
	g := grid{
		title: "United front: " + strings.Join(f.Bloc, ", "),
		about: "What it is worth to each member: by how much the settlement comes nearer to what it wants, times how much it cares. In one room, against bargaining apart with those outside; at one position (the members' weighted " + f.Position + "), against each at its own; as one actor, against several at one position. The dividend is the sum.",
		head:  []string{"member", "", "mean", "5%", "95%", "gains in"},
	}
	if !first {
		g.title, g.about = "The same by the weighted mean", "Which counts no heads, so that one voice is worth nothing in it by itself."
	}
	add := func(m bargain.Member) {
		name := m.Name
		for _, v := range worths(m) {
			row := []string{name, strings.ReplaceAll(v.name, "_", " "), gain(v.Value), gain(v.Low), gain(v.High), percentOf(v.Above)}
			if f.N == 0 {
				row = row[:3]
			}
			g.rows = append(g.rows, row)
			name = ""
		}
	}
	if f.N == 0 {
		g.head = g.head[:3]
		g.head[2] = "worth"
	}
	var apart []string
	for k, m := range f.Members {
		add(m)
		apart = append(apart, m.Name+" settles on "+point(f.Apart[k]))
	}
	add(f.All)
	g.notes = []string{
		f.Variant + ".",
		fmt.Sprintf("Apart, %s. In one room all settle on %s, with the members at one position on %s, with the bloc as one actor on %s.", join(apart, ", ", " and "), point(f.Together), point(f.Agreed), point(f.One)),
	}
	if f.N > 0 {
		g.notes = append(g.notes, fmt.Sprintf("Over %d draws, the same for all four bargains: means, the ends of the interval that holds nine tenths, and in how many it gains.", f.N))
	} else {
		g.notes = append(g.notes, "No interval: the inputs are taken as they are; with ranges in the table --draws gives one.")
	}
	unsettled := 0
	for _, fate := range f.Fates {
		if fate != bargain.Settled {
			unsettled++
		}
	}
	if unsettled > 0 {
		g.notes = append(g.notes, fmt.Sprintf("%s of the bargains cycle or are still moving in the last round: what they settle on is where they happen to be.", percentOf(float64(unsettled)/float64(len(f.Fates)))))
	}
	return g
}

// gain writes a difference with its sign.
func gain(v float64) string {
	text := figures(v)
	if v > 0 && text != "0" {
		return "+" + text
	}
	return text
}
