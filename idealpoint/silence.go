package idealpoint

import (
	"errors"
	"math"
	"slices"

	"multivector/chance"
)

// Silence is a hurdle before the vote: a state first chooses whether to be heard, with
//
//	Pr(silent) = 1 / (1 + exp(-(a + b + c |theta - midpoint|)))
//
// where a is the state's, b the item's, and c says whether states keep silent where the question parts the room near
// them (c below 0: those who would be torn) or far from them (above 0). The midpoint of an item is where its two
// cutpoints' mean is met, (low + high) / (2 beta), within the reach of the points. (Hurdle: Cragg 1971,
// doi:10.2307/1909582. Indifference and alienation: Hinich, Ledyard and Ordeshook 1972,
// doi:10.1016/0022-0531(72)90106-6.) That points and midpoints are estimates draws c towards 0: in a simulated world of
// 80 states and 240 roll calls by a third.
type Silence struct {
	State    []float64 // a by state
	StateSE  []float64 // their standard errors, b and c held fixed
	Item     []float64 // b by item
	Distance float64   // c
	SE       float64   // of c, the points and midpoints held fixed
	Asked    int       // answers and silences it rests on
	Silent   int       // the silences among them
	Expected [][2]int  // the same two by state

	mode *Fit
	mid  []float64 // by item
}

// The priors of a and b are N(0, hurdleVariance) about a common level, so that who was never silent has a finite a; that of
// c is as wide, and of use only where there is hardly a silence.
const hurdleVariance = 4

// Silences fits the hurdle to the absences of v, which must be the record that the data of m were arranged from, at
// the points of m. Silences of states that cast no vote in a session, and in roll calls that are not in the data,
// are left out: there is no point, or no midpoint, to measure from.
func (m *Fit) Silences(v Votes) (*Silence, error) {
	s := m.hurdle(v, 0, false).Silence
	if s.Silent == 0 {
		return nil, errors.New("there is no silence in the data, hence nothing to explain")
	}
	return s, nil
}

// hurdle fits the hurdle to the answers and absences since a session. Whole says that sessions in which a state cast no vote
// count too, the state being where it last stood: who stayed away for a year may do so again, whatever is asked.
func (m *Fit) hurdle(v Votes, since int, whole bool) *hurdle {
	s := &Silence{
		State: make([]float64, len(m.Data.States)), StateSE: make([]float64, len(m.Data.States)),
		Expected: make([][2]int, len(m.Data.States)), Item: make([]float64, len(m.Data.Items)),
		mode: m, mid: m.midpoints(),
	}
	h := &hurdle{Silence: s, since: since, whole: whole}
	h.gather(m.Data, v)
	level := math.Log((float64(s.Silent) + .5) / (float64(s.Asked-s.Silent) + .5))
	for i := range s.State {
		s.State[i] = level
	}
	// The states', the items' and c's steps in turn would crawl, for each undoes a part of the others': they are combined
	// as those of the mode are.
	a := newAnderson(len(s.State)+len(s.Item)+1, 8)
	for range 100 {
		before := h.vector()
		moved := h.newton(s.State, h.byState, level)
		moved = max(moved, h.newton(s.Item, h.byItem, 0))
		moved = max(moved, h.distance())
		if moved < 1e-4 {
			break
		}
		h.set(a.next(before, h.vector()))
	}
	h.errors()
	return h
}

func (h *hurdle) vector() []float64 {
	return slices.Concat(h.State, h.Item, []float64{h.Distance})
}

func (h *hurdle) set(x []float64) {
	copy(h.State, x)
	copy(h.Item, x[len(h.State):])
	h.Distance = x[len(x)-1]
}

func (m *Fit) midpoints() []float64 {
	reach := 0.0
	for _, x := range m.Points {
		reach = max(reach, math.Abs(x))
	}
	mid := make([]float64, len(m.Beta))
	for v, b := range m.Beta {
		if x := (m.Cut[v][0] + m.Cut[v][1]) / 2 / b; !math.IsNaN(x) {
			mid[v] = max(-reach, min(reach, x))
		}
	}
	return mid
}

// Probability is that of a unit's silence on an item.
func (s *Silence) Probability(unit, item int) float64 {
	return logistic(s.at(s.mode.Data.Units[unit].State, item, s.mode.Points[unit]))
}

// at is the log-odds that a state keeps silent on an item when it stands at a point.
func (s *Silence) at(state, item int, point float64) float64 {
	return s.State[state] + s.Item[item] + s.Distance*math.Abs(point-s.mid[item])
}

func logistic(x float64) float64 {
	if x > 0 {
		return 1 / (1 + exp(-x))
	}
	e := exp(x)
	return e / (1 + e)
}

// hurdle is the fit under way.
type hurdle struct {
	*Silence
	since           int // sessions before it are left out
	whole           bool
	asked           []asked
	byState, byItem [][]int32 // indices in asked
}

// asked is a state that was expected to answer.
type asked struct {
	unit, session, state, item int32
	away                       float64
	silent                     float64 // 1, or 0 where it voted
}

func (h *hurdle) gather(d *Data, v Votes) {
	for item := range d.Items {
		for _, units := range d.cells(item) {
			for _, u := range units {
				h.add(d, int(u), d.Units[u].Session, item, 0)
			}
		}
	}
	items := d.itemOf()
	for _, x := range v.Silent {
		c := v.Calls[x.Call]
		u, voted := d.Unit(v.States[x.State].Code, c.Session)
		if !voted && h.whole {
			u, voted = d.lastBefore(v.States[x.State].Code, c.Session)
		}
		if item, known := items[c.ID]; voted && known {
			h.add(d, u, c.Session, item, 1)
		}
	}
	h.byState, h.byItem = make([][]int32, len(d.States)), make([][]int32, len(d.Items))
	for i, a := range h.asked {
		h.byState[a.state] = append(h.byState[a.state], int32(i))
		h.byItem[a.item] = append(h.byItem[a.item], int32(i))
	}
}

// lastBefore gives the last unit of a state before a session.
func (d *Data) lastBefore(code string, session int) (unit int, is bool) {
	state, known := d.state(code)
	if !known {
		return 0, false
	}
	for _, u := range d.paths[state] {
		if d.Units[u].Session < session {
			unit, is = int(u), true
		}
	}
	return unit, is
}

func (h *hurdle) add(d *Data, unit, session, item int, silent float64) {
	u := d.Units[unit]
	if session < h.since {
		return
	}
	away := math.Abs(h.mode.Points[unit] - h.mid[item])
	h.asked = append(h.asked, asked{int32(unit), int32(session), int32(u.State), int32(item), away, silent})
	h.Asked++
	h.Silent += int(silent)
	h.Expected[u.State][0]++
	h.Expected[u.State][1] += int(silent)
}

// errors gives the states' coefficients the standard errors of their information and prior.
func (h *hurdle) errors() {
	for s, rows := range h.byState {
		info := 1. / hurdleVariance
		for _, i := range rows {
			p := h.probability(&h.asked[i])
			info += p * (1 - p)
		}
		h.StateSE[s] = 1 / math.Sqrt(info)
	}
}

func (h *hurdle) probability(a *asked) float64 { return logistic(h.odds(a)) }

// odds is the log-odds of silence.
func (h *hurdle) odds(a *asked) float64 {
	return h.State[a.state] + h.Item[a.item] + h.Distance*a.away
}

// newton takes a step of Newton in each of the coefficients, of states or of items, and gives the longest.
func (h *hurdle) newton(coefficients []float64, rows [][]int32, level float64) (longest float64) {
	steps := make([]float64, len(coefficients))
	chance.Each(len(rows), func(k int) {
		slope, info := (level-coefficients[k])/hurdleVariance, 1./hurdleVariance
		for _, i := range rows[k] {
			p := h.probability(&h.asked[i])
			slope += h.asked[i].silent - p
			info += p * (1 - p)
		}
		steps[k] = max(-1, min(1, slope/info))
	})
	for k, step := range steps {
		coefficients[k] += step
		longest = max(longest, math.Abs(step))
	}
	return longest
}

// distance takes a step of Newton in c. Its standard error is that of the information left after the states' and the
// items' coefficients have had theirs, as if every state were asked about every item.
func (h *hurdle) distance() float64 {
	slope, info := -h.Distance/hurdleVariance, 1./hurdleVariance
	states, items := make([][2]float64, len(h.State)), make([][2]float64, len(h.Item))
	for i := range h.asked {
		a := &h.asked[i]
		p := h.probability(a)
		w := p * (1 - p)
		slope += (a.silent - p) * a.away
		info += w * a.away * a.away
		states[a.state][0] += w * a.away
		states[a.state][1] += w
		items[a.item][0] += w * a.away
		items[a.item][1] += w
	}
	var all [2]float64
	left := info
	for _, x := range states {
		all[0] += x[0]
		all[1] += x[1]
		left -= x[0] * x[0] / (x[1] + 1./hurdleVariance)
	}
	for _, x := range items {
		left -= x[0] * x[0] / (x[1] + 1./hurdleVariance)
	}
	left += all[0] * all[0] / all[1] // the level, which both took
	h.SE = 1 / math.Sqrt(max(left, 1./hurdleVariance))
	step := max(-1, min(1, slope/info))
	h.Distance += step
	return math.Abs(step)
}
