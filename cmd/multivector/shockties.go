package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// tiesQuery is what shock ties was asked.
type tiesQuery struct {
	dossierFlags
	scale      []string
	elasticity rangeFlag
	show       string
}

var tiesTables = []string{"losses", "moved", "changes"}

func newShockTies() *cobra.Command {
	q := tiesQuery{elasticity: rangeFlag{scenario.Elasticity, true}}
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "ties [DOSSIER]",
		Short: "What it costs when flows from a power are scaled or stopped",
		Long: `Shock ties scales the flows between states of the region and a power in a domain: remittances halved, arms stopped, a
market closed. It gives the direct loss as a part of GDP; for goods also the answer in equilibrium, in which others'
goods take the place of what is cut and wages answer, beside the naive share times loss; and every measure of the
dossier that moves, before and after.`,
		Example: `multivector shock ties --scale remittances:RUS=0.5
multivector shock ties --scale exports:CHN=0 --scale imports:CHN=0 --state KAZ
multivector shock ties --scale arms:RUS=0 --format csv --show moved`,
		Args: takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(formats...); err != nil {
				return err
			}
			d, err := q.open(args)
			if err != nil {
				return err
			}
			p, err := q.ask(d)
			if err != nil {
				return err
			}
			return create(cmd, q.output, func(w io.Writer) error { return p.write(w, q.format, q.pageWidth(w)) })
		},
	}
	q.edition(cmd)
	q.measuring(cmd)
	q.printing(cmd, formats...)
	f := cmd.Flags()
	f.StringArrayVar(&q.scale, "scale", nil, "a tie as DOMAIN:POWER=LEFT: remittances:RUS=0.5 halves them, exports:CHN=0 closes a market; again for more")
	f.StringSliceVar(&q.states, "state", nil, "the states whose flows they are (default: all of the region)")
	f.Var(&q.elasticity, "elasticity", "of trade, a number or a range")
	f.StringVar(&q.show, "show", "losses", "the table of --format csv: "+join(tiesTables, ", ", " or "))
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("show", cobra.FixedCompletions(tiesTables, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (q *tiesQuery) check(formats ...string) error {
	if err := q.dossierFlags.check(formats...); err != nil {
		return err
	}
	switch {
	case len(q.scale) == 0:
		return usageError{"no tie is scaled; write --scale, as --scale remittances:RUS=0.5"}
	case !slices.Contains(tiesTables, q.show):
		return fmt.Errorf("--show %q is not known; write %s", q.show, join(tiesTables, ", ", " or "))
	case q.elasticity.Low <= 0:
		return fmt.Errorf("--elasticity %s: an elasticity of trade is above 0", q.elasticity.String())
	}
	return nil
}

// ties reads --scale, for each of the states.
func (q *tiesQuery) ties(d *evidence.Dossier, states []string) (all []scenario.Tie, err error) {
	for _, text := range q.scale {
		ties, err := scenario.ParseTies(d, text, states)
		if err != nil {
			return nil, fmt.Errorf("--scale %w", err)
		}
		all = append(all, ties...)
	}
	return all, nil
}

// ask works out what each state loses and what moves.
func (q *tiesQuery) ask(d *evidence.Dossier) (*tiesPage, error) {
	states, err := q.chosen(d)
	if err != nil {
		return nil, err
	}
	ties, err := q.ties(d, states)
	if err != nil {
		return nil, err
	}
	r, err := q.region(d)
	if err != nil {
		return nil, err
	}
	p := &tiesPage{query: q, region: r, ties: ties, changes: scenario.Changes(r, ties)}
	if p.losses, err = scenario.TieLosses(r, ties, states, q.elasticity.Range); err != nil {
		return nil, workError{err}
	}
	if p.moved, _, err = scenario.Remeasure(r, p.changes, states); err != nil {
		return nil, workError{err}
	}
	return p, nil
}

// tiesPage is what shocks to ties cost and move, and how it is written.
type tiesPage struct {
	query   *tiesQuery
	region  *measure.Region
	ties    []scenario.Tie
	losses  []measure.Estimate
	changes []evidence.Change
	moved   []scenario.Moved
}
