package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

// transitQuery is what shock transit was asked.
type transitQuery struct {
	dossierFlags
	close          []string
	from           []string
	commodity      string
	by             string
	price, exports rangeFlag
	months         float64
	show           string
}

var transitTables = []string{"losses", "links", "keys", "moved", "changes"}

func newShockTransit() *cobra.Command {
	var q transitQuery
	formats := []string{"table", "json", "csv", "md"}
	cmd := &cobra.Command{
		Use:   "transit [DOSSIER]",
		Short: "What a closed route costs, and who holds the keys",
		Long: `Shock transit closes links of the export network (transit.csv), places, all that a power or a company holds, or all
that passes a place on its way, and routes what leaves the states by what is left, to the markets (markets.csv). It
gives what no longer arrives, which links hold it up, what the route was worth, and who holds the keys: Shapley's
value of the holders. A capacity that is not known enters as a range: at least what the link carries today.`,
		Example: `multivector shock transit --close via:Novorossiysk --from KAZ
multivector shock transit --close vector:RUS --commodity gas --from TKM --by controller
multivector shock transit --close cpc=0.33 --from KAZ --price 560..700`,
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
	f.StringArrayVar(&q.close, "close", nil, "one of link:ID, node:PLACE, vector:POWER, controller:NAME or via:PLACE; with =0.33 a third of its capacity is left; again for more")
	f.StringSliceVar(&q.from, "from", nil, "whose exports, of several together (default: of each state by itself that the closing touches)")
	f.StringVar(&q.commodity, "commodity", "", "oil, gas, rail or another of transit.csv (default: each that the closing touches)")
	f.StringVar(&q.by, "by", scenario.ByVector, "who holds a link: vector or controller")
	f.Var(&q.price, "price", "dollars per tonne, or per thousand cubic metres, as 600 or 560..700: what is lost in money")
	f.Var(&q.exports, "exports", "what leaves the states, in the unit of the links (default: by the known flows)")
	f.Float64Var(&q.months, "months", scenario.Year, "for how many months of the year it is closed")
	f.StringVar(&q.show, "show", "losses", "the table of --format csv: "+join(transitTables, ", ", " or "))
	f.StringVarP(&q.output, "output", "o", "", "write to a file instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{scenario.ByVector, scenario.ByController}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("show", cobra.FixedCompletions(transitTables, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (q *transitQuery) check(formats ...string) error {
	if err := q.dossierFlags.check(formats...); err != nil {
		return err
	}
	switch {
	case len(q.close) == 0:
		return usageError{"nothing is closed; write --close, as --close via:Novorossiysk"}
	case q.by != scenario.ByVector && q.by != scenario.ByController:
		return fmt.Errorf("--by %q is not known; write vector or controller", q.by)
	case !slices.Contains(transitTables, q.show):
		return fmt.Errorf("--show %q is not known; write %s", q.show, join(transitTables, ", ", " or "))
	case !(q.months > 0 && q.months <= scenario.Year):
		return fmt.Errorf("--months %g; write the months of the year for which it is closed, up to 12", q.months)
	case q.price.given && q.price.Low < 0:
		return fmt.Errorf("--price %s is below 0", q.price.String())
	case q.exports.given && q.commodity == "":
		return fmt.Errorf("--exports is of one commodity; name it with --commodity")
	}
	return nil
}

// closings reads --close.
func (q *transitQuery) closings() (all []scenario.Closing, err error) {
	for _, text := range q.close {
		c, err := scenario.ParseClosing(text)
		if err != nil {
			return nil, fmt.Errorf("--close %w", err)
		}
		all = append(all, c)
	}
	return all, nil
}

// ask reroutes each commodity that is meant.
func (q *transitQuery) ask(d *evidence.Dossier) (*transitPage, error) {
	closings, err := q.closings()
	if err != nil {
		return nil, err
	}
	r, err := q.region(d)
	if err != nil {
		return nil, err
	}
	p := &transitPage{query: q, region: r}
	for _, commodity := range scenario.Commodities(d) {
		if q.commodity != "" && q.commodity != commodity {
			continue
		}
		routes, err := scenario.RoutesOf(d, commodity)
		if err != nil {
			return nil, err
		}
		if q.commodity == "" && !slices.ContainsFunc(closings, func(c scenario.Closing) bool { return routes.Holds(c.What) }) {
			continue
		}
		answers, err := q.reroute(d, r, routes, closings)
		if err != nil {
			return nil, err
		}
		p.all = append(p.all, answers...)
	}
	if err := p.remeasure(d); err != nil {
		return nil, err
	}
	if p.all == nil {
		if q.commodity != "" {
			return nil, fmt.Errorf("--commodity %q is not carried by any link; there are %s", q.commodity, join(scenario.Commodities(d), ", ", " and "))
		}
		return nil, fmt.Errorf("--close: no link, place, power or company of the network is called %s; --commodity oil lists what is there", strings.Join(q.close, ", "))
	}
	return p, nil
}

// reroute answers for the states named together, or for each state by itself whose exports come by what is closed.
func (q *transitQuery) reroute(d *evidence.Dossier, r *measure.Region, routes *scenario.Routes, closings []scenario.Closing) (all []transitAnswer, err error) {
	if q.commodity == "" { // each closing where it belongs
		closings = slices.DeleteFunc(slices.Clone(closings), func(c scenario.Closing) bool { return !routes.Holds(c.What) })
	}
	var groups [][]string
	if len(q.from) > 0 {
		var from []string
		for _, spelling := range q.from {
			code, err := d.Resolve(spelling)
			if err != nil {
				return nil, fmt.Errorf("--from: %w", err)
			}
			if q.commodity == "" && !slices.Contains(routes.Exporters, code) {
				return nil, nil // it exports another of those that the closing touches
			}
			from = append(from, code)
		}
		groups = [][]string{from}
	}
	for _, state := range routes.Exporters {
		if len(q.from) == 0 && routes.Touched([]string{state}, closings) {
			groups = append(groups, []string{state})
		}
	}
	if groups == nil { // what is named is not there, or on nobody's way: the first tells
		groups = [][]string{routes.Exporters}
	}
	for _, from := range groups {
		a, err := routes.Reroute(from, closings, q.exports.pointer())
		if err != nil {
			return nil, err
		}
		a = a.For(q.months)
		t := transitAnswer{Rerouting: a, losses: a.Losses(r, q.price.pointer())}
		amounts := a.Exports
		amounts.High = min(amounts.High, a.Network[0].High)
		if t.keys, err = routes.Keys(from, q.by, amounts); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// transitAnswer is what became of one commodity.
type transitAnswer struct {
	*scenario.Rerouting
	losses []measure.Estimate
	keys   []scenario.Holder
}

// transitPage is all that was rerouted, and how it is written.
type transitPage struct {
	query   *transitQuery
	region  *measure.Region
	all     []transitAnswer
	changes []evidence.Change
	moved   []scenario.Moved
}

// remeasure gathers the records that the reroutings change, and what moves with them.
func (p *transitPage) remeasure(d *evidence.Dossier) (err error) {
	var states []string
	for _, t := range p.all {
		changes, err := t.Changes(d)
		if err != nil {
			return workError{err}
		}
		p.changes = append(p.changes, changes...)
		for _, state := range t.From {
			if changes != nil && !slices.Contains(states, state) {
				states = append(states, state)
			}
		}
	}
	if p.changes == nil {
		return nil
	}
	if p.moved, _, err = scenario.Remeasure(p.region, p.changes, states); err != nil {
		return workError{err}
	}
	return nil
}
