package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/figure"
)

func newPositions() *cobra.Command {
	var f dossierFlags
	var with []string
	formats := []string{"table", "csv", "json", "md", "svg"}
	cmd := &cobra.Command{
		Use:   "positions [DOSSIER]",
		Short: "Where each state stood, session by session, as a table or a picture",
		Long: `Positions shows the ideal points of a dossier: where each state of the region stood in each session on the scale
of all states' votes, and the powers beside it. They are estimated by intake unga --repeats; idealpoints does so for
any file of votes. --format svg draws them, with the bands in which they lie.`,
		Example: "multivector positions --format svg -o positions.svg\nmultivector positions --state KAZ --with RUS,CHN --format csv",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(formats...); err != nil {
				return err
			}
			d, err := f.open(args)
			if err != nil {
				return err
			}
			states, err := f.chosen(d)
			if err != nil {
				return err
			}
			beside := d.Vectors
			if cmd.Flags().Changed("with") {
				beside = nil
				for _, spelling := range with {
					code, err := d.Resolve(spelling)
					if err != nil {
						return fmt.Errorf("--with: %w", err)
					}
					beside = append(beside, code)
				}
			}
			p := positions{d: d, states: states, beside: beside, at: map[string]map[int]*evidence.IdealPoint{}, ended: map[int]evidence.Date{}}
			if err := p.gather(); err != nil {
				return err
			}
			return create(cmd, f.output, func(w io.Writer) error { return p.write(w, &f) })
		},
	}
	f.edition(cmd)
	f.printing(cmd, formats...)
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "the states to show, by code or any spelling (default: all of the region)")
	cmd.Flags().StringSliceVar(&with, "with", nil, "the powers or other states beside them (default: the dossier's powers)")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

// positions are the points of states, and of those beside them.
type positions struct {
	d              *evidence.Dossier
	states, beside []string
	sessions       []int
	at             map[string]map[int]*evidence.IdealPoint // by code and session
	ended          map[int]evidence.Date                   // by session
}

// gather finds the points. Whoever has none is named.
func (p *positions) gather() error {
	for i := range p.d.IdealPoints {
		x := &p.d.IdealPoints[i]
		if p.at[x.State] == nil {
			p.at[x.State] = map[int]*evidence.IdealPoint{}
		}
		p.at[x.State][x.Session] = x
		p.ended[x.Session] = x.Date
		if !slices.Contains(p.sessions, x.Session) {
			p.sessions = append(p.sessions, x.Session)
		}
	}
	if p.sessions == nil {
		return errors.New("the dossier has no ideal_points.csv; multivector intake unga VOTES --repeats MATCHES --into DIR makes it")
	}
	slices.Sort(p.sessions)
	for _, code := range p.codes() {
		if p.at[code] == nil {
			return fmt.Errorf("%s has no ideal point in the dossier; the region, the powers and the members of its blocs may", code)
		}
	}
	return nil
}

// codes are the states, and then those beside them.
func (p *positions) codes() []string {
	codes := slices.Clone(p.states)
	for _, code := range p.beside {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

func (p *positions) write(w io.Writer, f *dossierFlags) error {
	switch f.format {
	case "svg":
		return p.chart().WriteSVG(w)
	case "csv", "json":
		return p.list(w, f.format)
	}
	g := grid{title: "Where each stood, session by session", head: append([]string{""}, p.codes()...), optional: slices.DeleteFunc(slices.Clone(p.beside), func(code string) bool { return slices.Contains(p.states, code) })}
	g.about = p.about() + " ± is half the interval."
	for _, session := range p.sessions {
		row := []string{strconv.Itoa(session)}
		for _, code := range p.codes() {
			cell := ""
			if x := p.at[code][session]; x != nil {
				cell = index(x.Mean) + "±" + index((x.High-x.Low)/2)
			}
			row = append(row, cell)
		}
		g.rows = append(g.rows, row)
	}
	if f.format == "md" {
		g.markdown(w)
	} else {
		g.text(w, f.pageWidth(w))
	}
	return nil
}

func (p *positions) about() string {
	return fmt.Sprintf("Ideal points by votes in the UN General Assembly, sessions %d to %d: 0 is the mean of all states and sessions, 1 their standard deviation; with the 90%% interval.", p.sessions[0], p.sessions[len(p.sessions)-1])
}

// list writes a row a state and session.
func (p *positions) list(w io.Writer, format string) error {
	type position struct {
		State   string  `json:"state"`
		Session int     `json:"session"`
		Date    string  `json:"date"`
		Mean    float64 `json:"mean"`
		SD      float64 `json:"sd"`
		Low     float64 `json:"low"`
		High    float64 `json:"high"`
	}
	var all []position
	for _, code := range p.codes() {
		for _, session := range p.sessions {
			if x := p.at[code][session]; x != nil {
				all = append(all, position{code, session, x.Date.String(), x.Mean, x.SD, x.Low, x.High})
			}
		}
	}
	if format == "json" {
		return encodeJSON(w, all)
	}
	out := csv.NewWriter(w)
	rows := [][]string{{"state", "session", "date", "mean", "sd", "low", "high"}}
	for _, x := range all {
		rows = append(rows, []string{x.State, strconv.Itoa(x.Session), x.Date, full(x.Mean), full(x.SD), full(x.Low), full(x.High)})
	}
	return out.WriteAll(rows)
}

// chart is the picture: the states with their bands, those beside them in grey.
func (p *positions) chart() figure.Chart {
	var c figure.Chart
	c.Title = "Positions in the votes of the UN General Assembly"
	c.About = "Ideal points by session, with 90% bands. 0 is the mean of all states and sessions, 1 their standard deviation."
	var spoken, sources []string
	for _, code := range p.codes() {
		l := figure.Line{Name: p.d.StateName(code), Context: !slices.Contains(p.states, code)}
		var first, last *evidence.IdealPoint
		for _, session := range p.sessions {
			x, day := p.at[code][session], p.ended[session].First()
			l.X = append(l.X, float64(day.Year())+float64(day.YearDay()-1)/365.25)
			if x == nil { // it cast no vote: the line breaks
				l.Y, l.Low, l.High = append(l.Y, math.NaN()), append(l.Low, math.NaN()), append(l.High, math.NaN())
				continue
			}
			if first == nil {
				first = x
			}
			last = x
			l.Y, l.Low, l.High = append(l.Y, x.Mean), append(l.Low, x.Low), append(l.High, x.High)
			if !slices.Contains(sources, x.Source) {
				sources = append(sources, x.Source)
			}
		}
		spoken = append(spoken, fmt.Sprintf("%s from %s in %d to %s in %d", l.Name, decimals(first.Mean, 2), first.Date.First().Year(), decimals(last.Mean, 2), last.Date.First().Year()))
		c.Lines = append(c.Lines, l)
	}
	c.Spoken = "Lines over time, one for each state. " + strings.Join(spoken, "; ") + "."
	for i, id := range sources {
		if card, ok := p.d.SourceCard(id); ok {
			sources[i] = card.Title + ", " + card.Publisher
		}
	}
	c.Source = "Source: " + strings.Join(sources, "; ") + ". Estimates: multivector " + version + "."
	return c
}
