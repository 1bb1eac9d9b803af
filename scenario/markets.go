package scenario

import (
	"fmt"
	"slices"
	"strconv"

	"multivector/evidence"
	"multivector/measure"
)

// markets is the trade in goods of a state with the powers and all others together: the first is the state, the last the
// others. Flows and incomes are in millions of dollars a year.
type markets struct {
	names            []string
	income           []float64
	exports, imports []figure // of the state, to and from each; its own place and the others' are not read
	out, in          float64  // all its exports and imports
	period           string
	from, warnings   []string
}

// figure is what a flow is at best, and what it may be.
type figure struct {
	Range
	best float64
}

// at is the figure at its best, or so far from the least to the most it may be.
func (f figure) at(known float64) float64 {
	if known == best {
		return f.best
	}
	return f.Low + known*(f.High-f.Low)
}

// others is the name of all countries together that are not named.
const others = "others"

// marketsOf gathers the trade of a state in the latest year of which its books are known. Where it cannot the estimate says why.
func marketsOf(r *measure.Region, state string, ties []Tie) (*markets, measure.Estimate) {
	out, in := r.Total(state, "exports"), r.Total(state, "imports")
	switch {
	case !out.Known() || !in.Known():
		return nil, refused(measure.NotCovered, "the state's own total of exports or imports is not known")
	case out.Period != in.Period:
		return nil, refused(measure.Unknown, "exports are of "+out.Period+", imports of "+in.Period)
	}
	year, err := strconv.Atoi(out.Period)
	if err != nil {
		return nil, refused(measure.Unknown, "exports are not of one year")
	}
	m := &markets{period: out.Period, out: out.Value, in: in.Value, from: slices.Concat(out.From, in.From)}
	for _, name := range append([]string{state}, powersOf(r, ties, year)...) {
		if why, ok := m.add(r, name, year); !ok {
			return nil, why
		}
	}
	m.addOthers(r, year)
	m.from = sortedKeys(m.from)
	if m.out >= m.income[0] {
		return nil, refused(measure.NotApplicable, "exports of goods exceed GDP: goods pass through, and the model has no answer")
	}
	return m, measure.Estimate{}
}

func refused(status, why string) measure.Estimate {
	return measure.Estimate{Status: status, Warnings: []string{why}}
}

// powersOf are the dossier's powers and those of the ties; a bloc gives way to a member that is cut by itself.
func powersOf(r *measure.Region, ties []Tie, year int) []string {
	powers := slices.Clone(r.Vectors)
	for _, t := range ties {
		if slices.Contains(powers, t.Power) {
			continue
		}
		powers = slices.DeleteFunc(powers, func(p string) bool {
			return r.IsBloc(p) && slices.Contains(r.Members(p, evidence.Date{Year: year}), t.Power)
		})
		powers = append(powers, t.Power)
	}
	return powers
}

// add takes a country into the world, with what it trades with the state.
func (m *markets) add(r *measure.Region, name string, year int) (why measure.Estimate, ok bool) {
	gdp := r.Figure(name, "gdp", year)
	if !gdp.Known() {
		return refused(measure.Unknown, fmt.Sprintf("the GDP of %s in %d is not known", name, year)), false
	}
	m.names = append(m.names, name)
	m.income = append(m.income, gdp.Value/1e6)
	m.from = append(m.from, gdp.From...)
	if len(m.names) == 1 {
		m.exports, m.imports = []figure{{}}, []figure{{}}
		return why, true
	}
	for _, d := range []struct {
		id    string
		total float64
		to    *[]figure
	}{{"exports", m.out, &m.exports}, {"imports", m.in, &m.imports}} {
		domain, _ := r.Config.Domain(d.id)
		share := r.Share(m.names[0], name, domain)
		part, ok := known(share)
		if !ok {
			return refused(share.Status, "the share of "+name+" in "+d.id+" is not known"), false
		}
		f := figure{Range{part.Low * d.total, part.High * d.total}, middle(part) * d.total}
		if share.Known() {
			f.best = share.Value * d.total
		}
		*d.to = append(*d.to, f)
		m.from = append(m.from, share.From...)
	}
	return why, true
}

// addOthers closes the world with all states of series.csv that are not named, nor members of a bloc that is.
func (m *markets) addOthers(r *measure.Region, year int) {
	named := slices.Clone(m.names)
	for _, name := range m.names {
		if r.IsBloc(name) {
			named = append(named, r.Members(name, evidence.Date{Year: year})...)
		}
	}
	income, n := 0.0, 0
	for i := range r.Series {
		f := &r.Series[i]
		s, ok := r.State(f.State)
		if f.Indicator == "gdp" && f.Year.Year == year && ok && s.Kind == "state" && !slices.Contains(named, f.State) {
			income += f.Value / 1e6
			n++
		}
	}
	m.names, m.income = append(m.names, others), append(m.income, income)
	m.exports, m.imports = append(m.exports, figure{}), append(m.imports, figure{})
	m.warnings = append(m.warnings, fmt.Sprintf("the rest of the world is the %d states of series.csv whose GDP of %d is known", n, year))
}

// flows is the matrix of who sells what to whom, each to itself too: the figures of the countries that are cut at their best, or so
// far from the least to the most they may be, all others' at their best so far as there is room for them, and between any two
// others a part of what they would trade without borders, the product of their incomes over the world's.
func (m *markets) flows(known, among float64, cut []int) [][]float64 {
	n := len(m.names)
	world := 0.0
	for _, y := range m.income {
		world += y
	}
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, n)
	}
	for p, v := range share(m.exports, m.out, known, cut) {
		x[0][p] = v
	}
	for p, v := range share(m.imports, m.in, known, cut) {
		x[p][0] = v
	}
	for i := range n {
		sold := 0.0
		for j := range n {
			if i > 0 && j > 0 && i != j {
				x[i][j] = among * m.income[i] * m.income[j] / world
			}
			sold += x[i][j]
		}
		x[i][i] = m.income[i] - sold
	}
	return x
}

// share gives each country its part of a total, the last what is left.
func share(figures []figure, total, known float64, cut []int) []float64 {
	last := len(figures) - 1
	parts := make([]float64, len(figures))
	cutSum, restSum := 0.0, 0.0
	for p := 1; p < last; p++ {
		if slices.Contains(cut, p) {
			parts[p] = figures[p].at(known)
			cutSum += parts[p]
		} else {
			parts[p] = figures[p].best
			restSum += parts[p]
		}
	}
	fit := func(sum, room float64) float64 {
		if sum > room {
			return room / sum
		}
		return 1
	}
	ofCut := fit(cutSum, total)
	ofRest := fit(restSum, total-cutSum*ofCut)
	parts[last] = total
	for p := 1; p < last; p++ {
		if slices.Contains(cut, p) {
			parts[p] *= ofCut
		} else {
			parts[p] *= ofRest
		}
		parts[last] -= parts[p]
	}
	parts[last] = max(0, parts[last])
	return parts
}
