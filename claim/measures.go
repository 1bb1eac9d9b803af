package claim

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/measure"
)

// named is a function that gives an estimate by its name, as assess prints it.
type named struct {
	function, measure, takes string // takes: what of, by letters; see below
	of                       string // of what, where it is left out
	says                     string
}

// The letters of takes: s a state, v a vector, o the rest of the name, O the same, which may be left out, l the region's label, which
// is not written.
var namedMeasures = []named{
	{"kappa", measure.KappaName, "svO", measure.All, "how alike two vote, chance taken out: of all sessions, contested, recent"},
	{"pi", measure.PiName, "svO", measure.All, "the same by Scott's pi"},
	{"s", measure.SName, "svO", measure.All, "the same by Signorino and Ritter's S"},
	{"agreement", measure.AgreementName, "svO", measure.All, "the share of agreement; of selection, on the roll calls that the dossier lists"},
	{"trend", "trend", "svO", measure.All, "the kappa of the present less that of before"},
	{"position", "position", "sv", "", "the distance of ideal points"},
	{"position_change", "position change", "sv", "", "how it changed to the present"},
	{"moved", "moved", "svo", "", "the part of that change that state or power brought about"},
	{"siding", "siding", "svO", measure.Contested, "how far a state stood with one of two opposed powers"},
	{"side", "side", "svo", "", "the share of contested roll calls it was with, against, abstained, silent"},
	{"share", "share", "svo", "", "a power's part of a state's total in a domain"},
	{"change", "change", "svo", "", "how it changed in five years"},
	{"exposure", "exposure", "svo", "", "a flow as a part of GDP; with WLD of all partners"},
	{"concentration", "concentration", "so", "", "Herfindahl's index of a domain's partners"},
	{"asymmetry", "asymmetry", "svO", "trade", "whose loss it would be"},
	{"dependence", "dependence", "svO", measure.All, "the mean share across domains, or those of a group"},
	{"room", "room", "sv", "", "the alignment that dependence does not account for"},
	{"balance", "balance", "so", "", "over how many powers a state is spread in a channel"},
	{"agreements", "agreements", "sv", "", "the documents it has signed with a power"},
	{"silence", "silence", "so", "", "how often it is silent: all, recent, contested, selective, ..."},
	{"uptake", "uptake", "sl", "", "the share of the region's own documents it signed"},
	{"attendance", "attendance", "sv", "", "the share of the meetings of a power's forums its leader came to"},
	{"belonging", "membership", "sv", "", "the share of a power's forums to which it belongs"},
	{"tone", "tone", "sv", "", "the warmth of events, -10 to 10"},
	{"cohesion", "cohesion", "lo", "", "how far the region answers as one: ai above luck recent, ..."},
	{"profile", "profile", "lvo", "", "a power's mean share over the region in a domain or group"},
	{"profile_change", "profile change", "lvo", "", "how it changed in five years"},
	{"advantage", "advantage", "lvo", "", "a power's revealed advantage in a domain"},
}

// measures tells that a function gives an estimate by a name made of its arguments.
func (f *function) measures() bool {
	return slices.ContainsFunc(namedMeasures, func(n named) bool { return n.function == f.name })
}

// estimateName is the name that the arguments of such a function make.
func (f *function) estimateName(label string, texts []string) string {
	i := slices.IndexFunc(namedMeasures, func(n named) bool { return n.function == f.name })
	state, vector, of := namedMeasures[i].parts(label, texts)
	e := measure.Estimate{Measure: namedMeasures[i].measure, State: state, Vector: vector, Of: of}
	return e.Name()
}

// parts are state, vector and what of, by the arguments.
func (n named) parts(label string, texts []string) (state, vector, of string) {
	of = n.of
	next := 0
	take := func() string {
		if next == len(texts) {
			return ""
		}
		next++
		return texts[next-1]
	}
	for i, letter := range n.takes {
		switch letter {
		case 's':
			state = take()
		case 'v':
			vector = take()
		case 'l':
			if i == 0 {
				state = label
			} else {
				vector = label
			}
		case 'o', 'O':
			if text := take(); text != "" {
				of = text
			}
		}
	}
	return state, vector, of
}

func (n named) parameters() (all []parameter) {
	for _, letter := range n.takes {
		switch letter {
		case 's':
			all = append(all, parameter{"state", aState, false})
		case 'v':
			all = append(all, parameter{"vector", aState, false})
		case 'o', 'O':
			all = append(all, parameter{"of", aPart, letter == 'O'})
		}
	}
	return all
}

// measureFunctions ask what was measured.
func measureFunctions() (all []*function) {
	for _, n := range namedMeasures {
		all = append(all, &function{name: n.function, takes: n.parameters(), gives: NumberKind, says: n.says, call: func(e *edition, a arguments) Value {
			texts := make([]string, len(a))
			for i := range a {
				texts[i] = a.text(i)
			}
			state, vector, of := n.parts(e.region.Label, texts)
			return measured(e.lookup(n.measure, state, vector, of))
		}})
	}
	return append(all,
		&function{
			name: "estimate", takes: []parameter{{"name", anEstimate, false}}, gives: NumberKind, says: "any estimate by the name that explain takes",
			call: func(e *edition, a arguments) Value { return measured(e.estimate(a.text(0))) },
		},
		&function{
			name: "largest", takes: []parameter{{"state", aState, false}, {"domain", aPart, false}}, gives: NumberKind, says: "the share of the partner that holds most of a domain, whoever it is",
			call: func(e *edition, a arguments) Value {
				domain, ok := e.region.Domain(a.text(1))
				v := measured(e.region.Largest(a.text(0), domain))
				if !ok {
					return v.unknown(measure.NotCovered, "the dossier has no domain "+a.text(1))
				}
				return v
			},
		},
		&function{
			name: "leader", takes: []parameter{{"group", aPart, false}}, gives: WordKind, says: "the power that leads in a group of domains, where none other can be ahead",
			call: func(e *edition, a arguments) Value { return e.leader(a.text(0)) },
		},
		&function{
			name: "rank", takes: []parameter{{"name", anEstimate, false}}, gives: NumberKind, says: "the place of an estimate's power among all vectors, 1 the most; where intervals overlap, its range",
			call: func(e *edition, a arguments) Value { return e.rank(a.text(0), true) },
		},
		&function{
			name: "rank_of_state", takes: []parameter{{"name", anEstimate, false}}, gives: NumberKind, says: "the place of its state among the region's",
			call: func(e *edition, a arguments) Value { return e.rank(a.text(0), false) },
		},
		&function{
			name: "series", takes: []parameter{{"indicator", aPart, false}, {"state", aState, false}, {"year", aDay, true}}, gives: NumberKind, says: "a figure of series.csv: of a year, or the latest",
			call: func(e *edition, a arguments) Value {
				y := year(a.text(2))
				v := measured(e.region.Figure(a.text(1), a.text(0), y))
				v.Settled = y > 0 && v.Known()
				return v
			},
		},
		&function{
			name: "trade", takes: []parameter{{"state", aState, false}, {"partner", aState, false}, {"flow", aPart, false}, {"year", aDay, false}}, gives: NumberKind,
			says: "what a state exports to or imports from a partner in a year (flow: export, import), in the unit of trade.csv, between the books of the two sides",
			call: func(e *edition, a arguments) Value { return e.trade(a.text(0), a.text(1), a.text(2), year(a.text(3))) },
		},
		&function{
			name: "remittances", takes: []parameter{{"state", aState, false}, {"partner", aState, false}, {"year", aDay, false}}, gives: NumberKind, says: "what a state received in a year, in the unit of remittances.csv",
			call: func(e *edition, a arguments) Value {
				v := e.number(fmt.Sprintf("remittances:%s/%s/%d", a.text(0), a.text(1), year(a.text(2))), "value")
				v.Measure, v.State, v.Vector, v.Of = "remittances", a.text(0), a.text(1), a.text(2)
				return v
			},
		},
		&function{
			name: "verdict", takes: []parameter{{"composite", aPart, false}, {"above", aPart, false}, {"below", aPart, false}, {"of", aState, true}}, gives: NumberKind,
			says: "the share of all admissible choices in which one comes before another (verdicts.csv)",
			call: func(e *edition, a arguments) Value { return e.verdict(a.text(0), a.text(1), a.text(2), a.text(3)) },
		},
	)
}

// estimate gives an estimate by its whole name.
func (e *edition) estimate(name string) measure.Estimate {
	for _, x := range e.book.assessment.All() {
		if x.Name() == name {
			return e.lookup(x.Measure, x.State, x.Vector, x.Of)
		}
	}
	return measure.Estimate{Measure: name, Status: measure.NotCovered, Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
}

// rank is an estimate's place among those of the other vectors, or of the other states. One whose interval lies wholly above comes
// before it, one whose interval overlaps may.
func (e *edition) rank(name string, vectors bool) Value {
	own := e.estimate(name)
	v := number("rank of "+own.Measure, own.State, own.Of, 1)
	v.Vector, v.Period, v.From, v.Settled = own.Vector, own.Period, own.From, false
	if !own.Known() {
		return v.unknown(own.Status, own.Name()+" is "+own.Status)
	}
	low, high := measured(own).bounds()
	least, most := 1.0, 1.0
	others := e.region.Config.Region
	if vectors {
		others = e.region.Vectors
	}
	for _, code := range others {
		other := own
		if vectors {
			if code == own.Vector {
				continue
			}
			other = e.lookup(own.Measure, own.State, code, own.Of)
		} else {
			if code == own.State {
				continue
			}
			other = e.lookup(own.Measure, code, own.Vector, own.Of)
		}
		v.From = append(v.From, other.From...)
		v.N++
		m := measured(other)
		if !m.Known() {
			most++
			continue
		}
		l, h := m.bounds()
		if l > high {
			least++
		}
		if h >= low {
			most++
		}
		if other.Value > own.Value {
			v.Value++
		}
	}
	v.From = sorted(v.From)
	if least < most {
		v.Low, v.High, v.Level = least, most, max(own.Level, e.region.Level)
	}
	return v
}

// leader is the power that leads in a group of domains, where its lead is sure.
func (e *edition) leader(group string) Value {
	type key struct{ group string } // taking it anew goes across all domains
	lead := measure.Once(e.region, key{group}, func() measure.Estimate { return e.region.Lead(group, "") })
	v := word("leader", e.region.Label, group, lead.Vector, lead.From...)
	v.Warnings, v.Settled, v.Period = lead.Warnings, false, lead.Period
	switch {
	case !lead.Known():
		return v.unknown(lead.Status, "")
	case lead.HasInterval() && lead.Low <= 0:
		return v.unknown(measure.Unknown, lead.Vector+" is ahead, and another may be")
	}
	return v
}

// trade is a flow between the books of its two sides: the state's own where it reports, and the other's beside it as a bound.
func (e *edition) trade(state, partner, flow string, year int) Value {
	v := number("trade", state, fmt.Sprintf("%s %d", flow, year), math.NaN())
	v.Vector, v.Period = partner, fmt.Sprint(year)
	unit, own := "", false
	for i := range e.region.Trade {
		f := &e.region.Trade[i]
		if f.State != state || f.Partner != partner || f.Flow != flow || f.Year.Year != year || unit != "" && f.Unit != unit {
			continue
		}
		unit = f.Unit
		v.From = append(v.From, f.Key)
		if v.N++; v.N == 1 {
			v.Low, v.High = f.Value, f.Value
		}
		v.Low, v.High = min(v.Low, f.Value), max(v.High, f.Value)
		if v.N == 1 || f.Reporter == state && !own {
			v.Value, own = f.Value, f.Reporter == state
		}
	}
	v.From = sorted(v.From)
	switch {
	case v.N == 0:
		return v.unknown(measure.NotCovered, "trade.csv has no such flow")
	case v.Low == v.High:
		v.Low, v.High = math.NaN(), math.NaN()
	default:
		v.Level = 1
	}
	return v
}

// verdict is a stored share of choices; the other way round it is what is left of 1.
func (e *edition) verdict(composite, above, below, of string) Value {
	v := number("verdict "+composite, of, above+" before "+below, math.NaN())
	v.Settled = false
	if e.region.AsOf != e.region.Config.AsOf {
		return v.unknown(measure.NotCovered, "the stored verdicts are as of "+e.region.Config.AsOf.String())
	}
	if digest, err := e.region.Digest(); err != nil || !strings.HasSuffix(e.region.Cards["verdicts"]["input"], " "+digest) {
		return v.unknown(measure.NotCovered, "the evidence or the choices have changed since verdicts were stored")
	}
	for i := range e.region.Verdicts {
		row := &e.region.Verdicts[i]
		if row.Composite != composite || row.Of != of || row.Above != above && row.Above != below {
			continue
		}
		low, high := row.Share, row.Share
		if row.Low.Is() && row.High.Is() {
			low, high = row.Low.Value, row.High.Value
		}
		switch {
		case row.Above == above && row.Below == below:
			v.Value, v.Low, v.High = row.Share, low, high
		case row.Above == below && row.Below == above:
			v.Value, v.Low, v.High = 1-row.Share, 1-high, 1-low
		default:
			continue
		}
		v.From, v.N, v.Level = []string{row.Key}, row.Draws, e.region.Level
		return v
	}
	return v.unknown(measure.NotCovered, "verdicts.csv does not hold it; multivector verdicts --store makes it anew")
}
