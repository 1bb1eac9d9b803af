package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"multivector/idealpoint"
)

// checkSilence reads the flags that are about silence. The cutpoints of the published procedure lie nowhere in particular
// where nobody abstained, so that there is no midpoint to be silent about.
func (q *idealQuery) checkSilence() error {
	if !slices.Contains([]string{"drop", "abstain", "model"}, q.reading) {
		return fmt.Errorf("--reading %q is not a reading of silence; it would be drop, abstain or model", q.reading)
	}
	between := q.joint != "" || q.distance != nil || q.position != nil
	switch {
	case q.silence && between:
		return errors.New("--silence shows the silences instead of the points; leave out --joint, --distance and --position")
	case q.silence && q.reading != "drop":
		return errors.New("--silence explains silences from points that they had no part in; leave out --reading")
	case q.reading == "model" && between:
		return errors.New("--reading model moves the points, not each draw of them; leave out --joint, --distance and --position, or write --reading abstain")
	case q.variant == "published" && (q.silence || q.reading == "model"):
		return errors.New("the published procedure does not say where the middle of a question is; leave out --variant, or --silence and --reading model")
	}
	return nil
}

// readAsChoice gives the points when silence is read as the hurdle has it chosen: moved, and their spread changed.
func readAsChoice(m *idealpoint.Fit, points []idealpoint.Estimate, votes idealpoint.Votes) ([]idealpoint.Estimate, error) {
	s, err := m.Silences(votes)
	if err != nil {
		return nil, fmt.Errorf("--reading model: %w", err)
	}
	by := s.Shifts(votes)
	read := slices.Clone(points)
	for i, e := range points {
		read[i].Mean = e.Mean + by.Point[i]
		read[i].SD = e.SD * by.SD[i]
		read[i].Low = read[i].Mean + (e.Low-e.Mean)*by.SD[i]
		read[i].High = read[i].Mean + (e.High-e.Mean)*by.SD[i]
	}
	return read, nil
}

const silenceHeader = "term,state,ccode,estimate,se,low,high,expected,silent"

// writeSilence writes the hurdle: how distance from a question's midpoint tells on silence, and how given to it each state
// is, in log-odds; and on standard error what that says in words.
func (q *idealQuery) writeSilence(cmd *cobra.Command, m *idealpoint.Fit, votes idealpoint.Votes) error {
	s, err := m.Silences(votes)
	if err != nil {
		return fmt.Errorf("--silence: %w", err)
	}
	z := math.Sqrt2 * math.Erfinv(idealpoint.Level)
	err = create(cmd, q.output, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		row := func(term, state, cow string, value, se float64, expected, silent int) {
			fmt.Fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%d,%d\n", term, state, cow, full(value), full(se), full(value-z*se), full(value+z*se), expected, silent)
		}
		fmt.Fprintln(out, silenceHeader)
		row("distance", "", "", s.Distance, s.SE, s.Asked, s.Silent)
		for i, state := range m.Data.States {
			row("state", state.Code, cowOf(state), s.State[i], s.StateSE[i], s.Expected[i][0], s.Expected[i][1])
		}
		return out.Flush()
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(cmd.ErrOrStderr(), silenceLine(s.Distance-z*s.SE, s.Distance+z*s.SE))
	return nil
}

// silenceLine says in words what an interval of c means.
func silenceLine(low, high float64) string {
	switch {
	case high < 0:
		return fmt.Sprintf("states keep silent on questions that part the room near them: farther by 1, the odds of silence are %.2f to %.2f times what they were", math.Exp(low), math.Exp(high))
	case low > 0:
		return fmt.Sprintf("states keep silent on questions that part the room far from them: farther by 1, the odds of silence are %.2f to %.2f times what they were", math.Exp(low), math.Exp(high))
	}
	return fmt.Sprintf("where a question parts the room says nothing sure of who keeps silent: farther by 1, the odds of silence are %.2f to %.2f times what they were", math.Exp(low), math.Exp(high))
}
