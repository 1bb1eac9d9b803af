package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"multivector/landscape"
	"multivector/scenario"
)

// landscapePage is a landscape that was searched, and how it is written.
type landscapePage struct {
	query       *landscapeQuery
	title, asOf string
	coalitions  *scenario.Coalitions
	game        *landscape.Game
	exact       bool // all configurations were looked at
	minima      []landscape.Minimum
	basins      []int                // nil where they were not counted
	boltzmann   *landscape.Boltzmann // nil without a temperature
	drawn       *scenario.Drawn      // nil where every propensity is certain
	warnings    []string
}

func (p *landscapePage) write(w io.Writer, format string, width int) error {
	switch format {
	case "json":
		return encodeJSON(w, p.json())
	case "csv":
		return p.csv(w)
	case "md":
		fmt.Fprintf(w, "# %s\n\n%s\n\n", p.title, p.about())
		for _, g := range p.grids() {
			g.markdown(w)
		}
		return nil
	}
	fmt.Fprintln(w, bold.Render(p.title))
	fmt.Fprintln(w, wrap(p.about(), width))
	fmt.Fprintln(w)
	for _, g := range p.grids() {
		g.text(w, width)
	}
	return nil
}

func (p *landscapePage) about() string {
	text := fmt.Sprintf("%s, %d configurations", plural(p.game.Actors(), "actor", "actors"), p.game.Configurations())
	if p.exact {
		text += ", all of them looked at: " + plural(len(p.minima), "local minimum", "local minima")
	} else {
		text += ": " + plural(len(p.minima), "local minimum", "local minima") + " found"
	}
	if p.asOf != "" {
		text += ", as of " + p.asOf
	}
	return text + "."
}

func (p *landscapePage) grids() (all []grid) {
	shown := p.minima[:min(len(p.minima), p.query.top)]
	g := grid{
		title: "Where nobody would gain by changing sides",
		about: "The lower the energy, the better each stands with those it is drawn to and away from those it is not.",
		head:  []string{"", "energy"},
	}
	if p.basins != nil {
		g.head = append(g.head, "basin")
	}
	if p.boltzmann != nil {
		g.head = append(g.head, "probability")
	}
	if p.drawn != nil {
		g.head = append(g.head, "draws")
	}
	if !p.exact {
		g.head = append(g.head, "found")
	}
	g.head = append(g.head, "torn", "one side", "the other")
	for i, m := range shown {
		row := []string{strconv.Itoa(i + 1), fiveDigits(m.Energy)}
		if p.basins != nil {
			row = append(row, percentOf(float64(p.basins[i])/float64(p.game.Configurations())))
		}
		if p.boltzmann != nil {
			row = append(row, percentOf(p.boltzmann.Probability(m.Configuration)))
		}
		if p.drawn != nil {
			row = append(row, percentOf(p.drawn.Lowest[m.Configuration]))
		}
		if !p.exact {
			row = append(row, fmt.Sprintf("%d/%d", m.Found, scenario.AnnealRuns))
		}
		torn := p.torn(m)
		if torn == "" {
			torn = "nobody"
		}
		if !m.Strict {
			torn += " (no loss)"
		}
		one, other := p.sides(m)
		g.rows = append(g.rows, append(row, torn, strings.Join(one, ", "), strings.Join(other, ", ")))
	}
	if more := len(p.minima) - len(shown); more > 0 {
		g.notes = append(g.notes, fmt.Sprintf("%s more, no lower (--top, --format csv).", plural(more, "minimum", "minima")))
	}
	if p.basins != nil {
		g.notes = append(g.notes, "basin: the share of all configurations from which steepest descent ends there.")
	}
	if p.drawn != nil {
		g.notes = append(g.notes, fmt.Sprintf("draws: in how many of %d draws of the propensities from their intervals it is the lowest.", p.drawn.Draws))
	}
	all = append(all, g, p.actorGrid())
	if notes := p.reasons(); notes != nil {
		all = append(all, grid{notes: notes})
	}
	return all
}

// torn names the actor most torn in a minimum, nobody where nothing pulls anybody the other way.
func (p *landscapePage) torn(m landscape.Minimum) string {
	if k := p.game.Torn(m.Configuration); k >= 0 {
		return p.coalitions.Actors[k].Name
	}
	return ""
}

// sides names the two camps of a minimum, those of the first actor first.
func (p *landscapePage) sides(m landscape.Minimum) (one, other []string) {
	return p.coalitions.Side(p.game, m.Configuration, false), p.coalitions.Side(p.game, m.Configuration, true)
}

// actorGrid shows who would lose what in the lowest minimum.
func (p *landscapePage) actorGrid() grid {
	lowest := p.minima[0].Configuration
	g := grid{
		title: "Who is torn, in the lowest",
		about: "What changing sides alone would cost, and what part of all that pulls an actor holds it where it is: near 0 it is torn.",
		head:  []string{"", "size", "side", "frustration", "loss", "held by"},
	}
	frustration, losses, pulls := p.game.Frustration(lowest), p.game.Losses(lowest), p.game.Pulls()
	for i, a := range p.coalitions.Actors {
		g.rows = append(g.rows, []string{a.Name, fiveDigits(a.Size.Value), p.game.Sides(lowest)[i : i+1], fiveDigits(frustration[i]), fiveDigits(losses[i]), heldBy(losses[i], pulls[i])})
	}
	return g
}

func heldBy(loss, pull float64) string {
	if pull == 0 {
		return markUndefined
	}
	return percentOf(loss / pull)
}

// reasons says where the numbers come from, and what to mind.
func (p *landscapePage) reasons() (notes []string) {
	if p.asOf != "" {
		notes = append(notes, "Propensities and sizes are as [coalitions] of dossier.toml declares them; --format csv --show propensities lists each part.")
	}
	for _, w := range p.warnings {
		notes = append(notes, "Mind: "+w+".")
	}
	return notes
}

// fiveDigits writes a number with five digits, or whole where it is larger.
func fiveDigits(v float64) string {
	if math.Abs(v) >= 1e5 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 5, 64)
}

// csv writes the table asked for.
func (p *landscapePage) csv(w io.Writer) error {
	rows := map[string]func(func(...string)){
		"minima": p.minimaRows, "actors": p.actorRows, "energies": p.energyRows, "propensities": p.propensityRows, "together": p.togetherRows,
	}[p.query.show]
	return writeCSV(w, nil, rows)
}

func (p *landscapePage) minimaRows(row func(...string)) {
	row("rank", "energy", "strict", "basin", "probability", "drawn", "found", "torn", "one_side", "other_side")
	for i, m := range p.minima {
		basin, probability, drawn, found := "", "", "", ""
		if p.basins != nil {
			basin = strconv.Itoa(p.basins[i])
		}
		if p.boltzmann != nil {
			probability = full(p.boltzmann.Probability(m.Configuration))
		}
		if p.drawn != nil {
			drawn = full(p.drawn.Lowest[m.Configuration])
		}
		if !p.exact {
			found = strconv.Itoa(m.Found)
		}
		one, other := p.sides(m)
		row(strconv.Itoa(i+1), full(m.Energy), strconv.FormatBool(m.Strict), basin, probability, drawn, found,
			p.torn(m), strings.Join(one, "|"), strings.Join(other, "|"))
	}
}

func (p *landscapePage) actorRows(row func(...string)) {
	row("rank", "actor", "size", "side", "frustration", "size_times_frustration", "loss", "pull")
	pulls := p.game.Pulls()
	for rank, m := range p.minima {
		frustration, losses := p.game.Frustration(m.Configuration), p.game.Losses(m.Configuration)
		for i, a := range p.coalitions.Actors {
			row(strconv.Itoa(rank+1), a.Name, full(a.Size.Value), p.game.Sides(m.Configuration)[i:i+1], full(frustration[i]),
				full(a.Size.Value*frustration[i]), full(losses[i]), full(pulls[i]))
		}
	}
}

func (p *landscapePage) energyRows(row func(...string)) {
	row("sides", "energy", "probability")
	for c, e := range p.game.Energies() {
		probability := ""
		if p.boltzmann != nil {
			probability = full(p.boltzmann.Probability(landscape.Configuration(c)))
		}
		row(p.game.Sides(landscape.Configuration(c)), full(e), probability)
	}
}

// propensityRows are each propensity, and under it the parts it is made of.
func (p *landscapePage) propensityRows(row func(...string)) {
	row("actor_i", "actor_j", "part", "weight", "propensity", "low", "high", "level", "period", "status", "from", "warnings")
	for _, pair := range p.coalitions.Pairs {
		a, b := p.coalitions.Actors[pair.A].Name, p.coalitions.Actors[pair.B].Name
		row(a, b, "", "", full(pair.Value), full(pair.Low), full(pair.High), "", "", "", "", "")
		for _, part := range pair.Parts {
			row(a, b, part.Measure, full(part.Weight), full(part.Value), full(part.Low), full(part.High), full(part.Level), part.Period, part.Status,
				strings.Join(part.From, ";"), strings.Join(part.Warnings, ";"))
		}
	}
}

// togetherRows are how surely each two stand on one side: in the lowest minimum, over the draws, over all
// configurations at the temperature.
func (p *landscapePage) togetherRows(row func(...string)) {
	row("actor_i", "actor_j", "lowest", "drawn", "probability")
	for _, t := range p.together() {
		row(t.A, t.B, strconv.FormatBool(t.Lowest), pointer(t.Drawn), pointer(t.Probability))
	}
}

func pointer(v *float64) string {
	if v == nil {
		return ""
	}
	return full(*v)
}
