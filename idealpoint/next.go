package idealpoint

import (
	"errors"
	"fmt"
)

// Fit gives the means and standard deviations of the draws, for what is asked of them one state at a time.
func (d *Draws) Fit() *Fit {
	m := &Fit{Data: d.Data, Beta: d.Beta, Cut: d.Cut}
	for _, e := range d.Estimates() {
		m.Points, m.SD = append(m.Points, e.Mean), append(m.SD, e.SD)
	}
	return m
}

// Next foretells what a state that votes will do in a session to come, on a question that is like some items: like
// each of them with the same probability. Where the question repeats one, that one is given alone. The state's point
// has walked on from its last session, as points do.
func (m *Fit) Next(code string, session int, like []int) (f Forecast, err error) {
	s, known := m.Data.state(code)
	if !known {
		return f, fmt.Errorf("%s has no vote that the estimates rest on", code)
	}
	if len(like) == 0 {
		return f, errors.New("there is no item that the question is like")
	}
	path := m.Data.paths[s]
	last := path[len(path)-1]
	ahead := session - m.Data.Units[last].Session
	if ahead < 1 {
		return f, fmt.Errorf("%s has voted in session %d; what comes after can be foretold", code, m.Data.Units[last].Session)
	}
	variance := m.SD[last]*m.SD[last] + smoothing/2*float64(ahead)
	for _, v := range like {
		p := parameters{m.Beta[v], m.Cut[v][0], m.Cut[v][1]}
		for c, x := range m.Data.forecast(v, p, m.Points[last], variance) {
			f[c] += x / float64(len(like))
		}
	}
	return f, nil
}
