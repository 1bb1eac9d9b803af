package main

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/scenario"
)

func newShock() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "shock",
		Short: "What a cut costs: a route closed, a flow halved",
		Long: `Shock cuts something in the measured present and says what that costs: shock transit closes links, places or holders
of the export network, shock ties scales flows between a state and a power. What is not known enters as a range, and
what the dossier's measures say before and after stands side by side. The dossier itself stays as it is.`,
	}
	cmd.AddCommand(newShockTransit(), newShockTies())
	needsSubcommand(cmd, "kind")
	return cmd
}

// rangeFlag is a number, or two with .. between.
type rangeFlag struct {
	scenario.Range
	given bool
}

func (f *rangeFlag) String() string {
	switch {
	case !f.given:
		return ""
	case f.Certain():
		return full(f.Low)
	}
	return full(f.Low) + ".." + full(f.High)
}

func (f *rangeFlag) Type() string { return "range" }

func (f *rangeFlag) Set(text string) error {
	r, err := scenario.ParseRange(text)
	if err != nil {
		return err
	}
	f.Range, f.given = r, true
	return nil
}

// pointer gives the range, or nil where none was given.
func (f *rangeFlag) pointer() *scenario.Range {
	if !f.given {
		return nil
	}
	return &f.Range
}

// rangeText writes a range for the page: 5, 5-7, or 5 and more.
func rangeText(r scenario.Range) string {
	switch {
	case r.Low > r.High:
		return markNotCovered // no case was worked out
	case math.IsInf(r.Low, 1):
		return "any"
	case math.IsInf(r.High, 1):
		return "≥" + amount(r.Low)
	case amount(r.Low) == amount(r.High):
		return amount(r.Low)
	}
	return amount(r.Low) + "-" + amount(r.High)
}

// amount writes a volume with one decimal, or three digits where it is small.
func amount(v float64) string {
	if math.Abs(v) >= 9.995 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	if v == 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

// writeGrids writes a page of tables under its title, as Markdown or for a terminal of a width.
func writeGrids(w io.Writer, format string, width int, title string, d *evidence.Dossier, grids []grid) {
	if format == "md" {
		fmt.Fprintf(w, "# %s\n\n%s As of %s.\n\n", title, d.Title, d.AsOf)
		for _, g := range grids {
			g.markdown(w)
		}
		return
	}
	fmt.Fprintf(w, "%s   %s\n%s\n\n", bold.Render(title), faint.Render("as of "+d.AsOf.String()), wrap(d.Title, width))
	for _, g := range grids {
		g.text(w, width)
	}
}
