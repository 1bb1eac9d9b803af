package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// scenarioQuery is what scenario list or run was asked.
type scenarioQuery struct {
	dossierFlags
	all   bool
	draws int
}

var scenarioFormats = []string{"table", "json", "csv", "md"}

func newScenario() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "The what-ifs that a dossier declares: list them, run them",
		Long: `A dossier may hold scenarios, a file each: bargains over an issue, routes closed, flows scaled, with the reason and the
source of every input, and judgements marked as such. Each is held against its base case, what is today.`,
	}
	cmd.AddCommand(newScenarioList(), newScenarioRun())
	needsSubcommand(cmd, "verb")
	return cmd
}

func newScenarioList() *cobra.Command {
	var q scenarioQuery
	cmd := &cobra.Command{
		Use:     "list [DOSSIER]",
		Short:   "The scenarios of a dossier, and which of their inputs are judgements",
		Example: "multivector scenario list\nmultivector scenario list my-region/ --format csv",
		Args:    takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(scenarioFormats...); err != nil {
				return err
			}
			_, all, err := q.declared(args)
			if err != nil {
				return err
			}
			return create(cmd, q.output, func(w io.Writer) error { return listScenarios(w, all, q.format, q.pageWidth(w)) })
		},
	}
	q.edition(cmd)
	q.measuring(cmd)
	q.printing(cmd, scenarioFormats...)
	cmd.Flags().StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

func newScenarioRun() *cobra.Command {
	var q scenarioQuery
	cmd := &cobra.Command{
		Use:   "run ID [DOSSIER]",
		Short: "What a scenario comes to, against its base case",
		Long: `Scenario run takes a scenario of the dossier through its models. Of a bargain: where the actors settle by rival models
and by the plain averages, over draws of the inputs, against where the issue stands today; and what it is worth to each
member of the bloc to act as one. Of a shock: what is lost, and what the dossier's measures say before and after.`,
		Example: `multivector scenario run sanctions-compliance
multivector scenario run cpc-stopped --format md
multivector scenario run --all my-region/ --format csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if q.all {
				return takes(0, 1)(cmd, args)
			}
			return takes(1, 2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := q.check(scenarioFormats...); err != nil {
				return err
			}
			if cmd.Flags().Changed("draws") && q.draws < 1 {
				return fmt.Errorf("--draws %d; it would be 1 or more", q.draws)
			}
			answers, err := q.answers(cmd.Context(), args, cmd.Flags().Changed("seed"))
			if err != nil {
				return err
			}
			return create(cmd, q.output, func(w io.Writer) error { return answers.write(w, q.format, q.pageWidth(w)) })
		},
	}
	q.edition(cmd)
	q.measuring(cmd)
	q.printing(cmd, scenarioFormats...)
	f := cmd.Flags()
	f.Lookup("seed").Usage = "the seed of everything random (default: of a bargain, the scenario's own)"
	f.BoolVar(&q.all, "all", false, "run every scenario of the dossier; no ID is given then")
	f.IntVar(&q.draws, "draws", 0, "of a bargain's ranges (default: the scenario's own number)")
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	return cmd
}

// declared reads the dossier and its scenarios.
func (q *scenarioQuery) declared(args []string) (*measure.Region, []*scenario.Scenario, error) {
	d, err := q.open(args)
	if err != nil {
		return nil, nil, err
	}
	r, err := q.region(d)
	if err != nil {
		return nil, nil, err
	}
	all, err := scenario.Declared(r)
	return r, all, err
}

// answers runs the scenarios that are meant.
func (q *scenarioQuery) answers(ctx context.Context, args []string, seeded bool) (*scenarioAnswers, error) {
	id := ""
	if !q.all {
		id, args = args[0], args[1:]
	}
	r, all, err := q.declared(args)
	if err != nil {
		return nil, err
	}
	if !q.all || len(all) == 0 {
		s, err := scenario.Find(all, id)
		if err != nil {
			return nil, err
		}
		all = []*scenario.Scenario{s}
	}
	answers := &scenarioAnswers{region: r}
	for _, s := range all {
		a, err := q.answer(ctx, r, s, seeded)
		if err != nil {
			return nil, located(err, s.ID)
		}
		answers.all = append(answers.all, a)
	}
	return answers, nil
}

// scenarioAnswer is what one scenario comes to; of the three the one that it is.
type scenarioAnswer struct {
	*scenario.Scenario
	bargained *scenario.Bargained
	transit   *transitPage
	ties      *tiesPage
}

// answer runs one scenario. A shock is asked as its command asks it.
func (q *scenarioQuery) answer(ctx context.Context, r *measure.Region, s *scenario.Scenario, seeded bool) (a scenarioAnswer, err error) {
	a.Scenario = s
	var d *evidence.Dossier = r.Dossier
	switch s.Kind {
	case scenario.Bargain:
		draws, seed := s.Issue.Draws, s.Issue.Seed
		if q.draws > 0 {
			draws = q.draws
		}
		if seeded {
			seed = q.seed
		}
		a.bargained, err = s.Run(ctx, draws, seed)
	case scenario.Transit:
		t := &transitQuery{dossierFlags: q.dossierFlags, close: s.Closed.Close, from: s.Closed.From, commodity: s.Closed.Commodity, by: scenario.ByVector, months: scenario.Year}
		if s.Closed.By != "" {
			t.by = s.Closed.By
		}
		if s.Closed.Months > 0 {
			t.months = s.Closed.Months
		}
		err = errors.Join(given(&t.price, s.Closed.Price), given(&t.exports, s.Closed.Exports))
		if err == nil {
			a.transit, err = t.ask(d)
		}
	case scenario.Ties:
		t := &tiesQuery{dossierFlags: q.dossierFlags, scale: s.Scaled.Scale, elasticity: rangeFlag{scenario.Elasticity, true}}
		t.states = s.Scaled.States
		err = given(&t.elasticity, s.Scaled.Elasticity)
		if err == nil {
			a.ties, err = t.ask(d)
		}
	}
	return a, err
}

// given sets a range that may have been left out.
func given(f *rangeFlag, text string) error {
	if text == "" {
		return nil
	}
	return f.Set(text)
}

// scenarioAnswers are all that was run, and how they are written.
type scenarioAnswers struct {
	region *measure.Region
	all    []scenarioAnswer
}
