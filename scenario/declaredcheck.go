package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"multivector/bargain"
	"multivector/evidence"
	"multivector/measure"
)

// checking holds one scenario against its dossier.
type checking struct {
	*Scenario
	region   *measure.Region
	assessed *measure.Assessment // made once a scenario asks for a measure
	faults   evidence.Faults
}

func (c *checking) fault(key, what, right string) {
	if !c.at.Misspelt(key) {
		c.faults = append(c.faults, c.at.Fault(key, what, right))
	}
}

func (c *checking) all() {
	if !slices.ContainsFunc(strings.Split(c.ID, "-"), func(part string) bool { return part != "" }) || strings.ContainsAny(c.ID, " :/") {
		c.fault("kind", fmt.Sprintf("the file's name %q is no id", c.ID), "name the file by small letters and hyphens, as gas-union.toml")
	}
	for _, s := range []struct{ key, value string }{{"title", c.Title}, {"question", c.Question}, {"base.what", c.Base.What}} {
		if s.value == "" {
			c.fault(s.key, s.key+" is missing", "say it in words")
		}
	}
	if !slices.Contains(Kinds, c.Kind) {
		c.fault("kind", fmt.Sprintf("the kind %q is not known", c.Kind), "write "+strings.Join(Kinds, ", "))
		return
	}
	for _, part := range []struct {
		kind, key string
		there     bool
	}{
		{Bargain, "bargain", c.Issue.Low+c.Issue.High+c.Issue.Model != "" || c.Issue.Bloc != nil},
		{Bargain, "actors", c.Actors != nil},
		{Transit, "transit", c.Closed.Close != nil},
		{Ties, "ties", c.Scaled.Scale != nil},
	} {
		switch {
		case part.kind == c.Kind && !part.there:
			c.fault(part.key, "the scenario has no "+part.key, "a scenario of kind "+c.Kind+" is made of it; docs/format/dossier.md shows how")
		case part.kind != c.Kind && part.there:
			c.fault(part.key, part.key+" does not go with the kind "+c.Kind, "leave it out, or write kind = \""+part.kind+"\"")
		}
	}
	switch c.Kind {
	case Bargain:
		c.grounds("base", c.Base.Grounds)
		c.bargain()
	case Transit:
		c.grounds("transit", c.Closed.Grounds)
		c.transit()
	case Ties:
		c.grounds("ties", c.Scaled.Grounds)
		c.ties()
	}
}

// grounds: what was not seen in a source is a judgement, and a judgement has somebody who made it and a reason.
func (c *checking) grounds(key string, g Grounds) {
	if !g.Judgement && len(g.Sources) == 0 {
		c.fault(key+".sources", "neither a source nor a judgement", "name sources = [\"...\"] of sources.csv, or write judgement = true, by and reason")
	}
	if g.Judgement && g.By == "" {
		c.fault(key+".by", "a judgement of nobody", "say who made it, as by = \"...\"")
	}
	if g.Reason == "" {
		c.fault(key+".reason", "no reason is given", "say why these numbers and not others")
	}
	for i, id := range g.Sources {
		if _, ok := c.region.SourceCard(id); !ok {
			var ids []string
			for _, s := range c.region.Sources {
				ids = append(ids, s.ID)
			}
			c.fault(fmt.Sprintf("%s.sources.%d", key, i), fmt.Sprintf("%q is not a source of sources.csv", id), "the nearest is "+evidence.Nearest(id, ids))
		}
	}
}

// state tells whether a code is a state or bloc, and says so where it is not.
func (c *checking) state(key, code string) bool {
	s, ok := c.region.State(code)
	if ok && (s.Kind == "" || s.Kind == "state" || s.Kind == "bloc") {
		return true
	}
	var known []string
	for _, s := range c.region.States {
		known = append(known, s.Code)
	}
	c.fault(key, fmt.Sprintf("%q is not a state or bloc of states.csv", code), "the nearest is "+evidence.Nearest(code, known))
	return false
}

// value reads a number between two ends.
func (c *checking) value(key, text string, low, high float64) (v bargain.Value, ok bool) {
	v, err := bargain.ParseValue(text)
	switch {
	case err != nil:
		c.fault(key, key[strings.LastIndex(key, ".")+1:]+": "+err.Error(), "a number would be \"30\", a range \"20..40\", a distribution \"tri(20,30,50)\": low, most likely, high")
	case v.Low < low || v.High > high:
		right := fmt.Sprintf("it lies between %g and %g", low, high)
		if math.IsInf(high, 1) {
			right = "it is above 0"
		}
		c.fault(key, fmt.Sprintf("%s %s is out of range", key[strings.LastIndex(key, ".")+1:], v), right)
	default:
		return v, true
	}
	return v, false
}

// least is what a capability or a part of one is at least: above 0.
const least = 1e-12

func (c *checking) bargain() {
	var ok bool
	for _, s := range []struct{ key, value string }{{"bargain.low", c.Issue.Low}, {"bargain.high", c.Issue.High}} {
		if s.value == "" {
			c.fault(s.key, s.key+" is missing", "say what that end of the scale from 0 to 100 means")
		}
	}
	if c.StatusQuo, ok = c.value("base.settlement", c.Base.Settlement, 0, scaleHigh); !ok {
		c.StatusQuo = bargain.Exact(0)
	}
	if c.Issue.Model == "" {
		c.Issue.Model = "smp"
	}
	if !slices.Contains(bargain.Names, c.Issue.Model) {
		c.fault("bargain.model", fmt.Sprintf("the model %q is not known", c.Issue.Model), "write one of "+strings.Join(bargain.Names, ", "))
	}
	if c.Issue.BlocPosition == "" {
		c.Issue.BlocPosition = bargain.BlocPositions[0]
	}
	if !slices.Contains(bargain.BlocPositions, c.Issue.BlocPosition) {
		c.fault("bargain.bloc_position", fmt.Sprintf("a bloc's position is not made as %q", c.Issue.BlocPosition), "write "+strings.Join(bargain.BlocPositions, " or "))
	}
	if c.Issue.Draws < 1 || c.Issue.Draws > 1e6 {
		c.fault("bargain.draws", fmt.Sprintf("%d draws", c.Issue.Draws), "write how often the ranges are drawn, as 1000")
	}
	sound := len(c.faults)
	c.Inputs = &bargain.Inputs{High: scaleHigh}
	for i := range c.Actors {
		c.Inputs.Actors = append(c.Inputs.Actors, c.party(fmt.Sprintf("actors.%d", i), &c.Actors[i]))
	}
	c.bloc()
	if len(c.faults) > sound {
		return
	}
	var whole bargain.Faults
	if errors.As(c.Inputs.Check(), &whole) {
		for _, f := range whole {
			c.fault("actors", f.What, f.Right)
		}
	}
}

const scaleHigh = 100

func (c *checking) party(key string, p *Party) bargain.Judged {
	c.grounds(key, p.Grounds)
	c.state(key+".actor", p.Actor)
	j := bargain.Judged{Name: p.Actor, Capability: c.capability(key, p), Position: make([]bargain.Value, 1), Salience: make([]bargain.Value, 1)}
	j.Position[0], _ = c.value(key+".position", p.Position, 0, scaleHigh)
	if p.MeasuredSalience() {
		j.Salience[0] = c.measured(key+".salience", p.Salience)
	} else {
		j.Salience[0], _ = c.value(key+".salience", p.Salience, 0, 1)
	}
	return j
}

// capability is a number, or the latest figure of an indicator in thousand millions of its unit times the part of it that bears
// on the issue.
func (c *checking) capability(key string, p *Party) bargain.Value {
	if !p.Measured() {
		if p.Reach != "" {
			c.fault(key+".reach", "reach goes with an indicator, and the capability is a number", "leave it out, or write capability = \"gdp\"")
		}
		v, _ := c.value(key+".capability", p.Capability, least, math.Inf(1))
		return v
	}
	e := c.region.Figure(p.Actor, p.Capability, 0)
	if !e.Known() || !(e.Value > 0) {
		c.fault(key+".capability", fmt.Sprintf("series.csv has no %s of %s", p.Capability, p.Actor), "name an indicator that it has, or write a number or range")
		return bargain.Exact(1)
	}
	c.Estimates = append(c.Estimates, e)
	v := bargain.Exact(1)
	if p.Reach != "" {
		v, _ = c.value(key+".reach", p.Reach, least, 1)
	}
	size := e.Value / 1e9
	v.Low, v.Mode, v.High = v.Low*size, v.Mode*size, v.High*size
	return v
}

// measured is a measure as an input from 0 to 1: all of its interval.
func (c *checking) measured(key, text string) bargain.Value {
	words := strings.Fields(text)
	for len(words) < 4 {
		words = append(words, "")
	}
	if c.assessed == nil {
		c.assessed = measure.Assess(c.region, c.region.Config.Region)
	}
	e := c.assessed.Get(words[0], words[1], words[2], strings.Join(words[3:], " "))
	v := bargain.Exact(e.Value)
	if e.HasInterval() {
		v = bargain.Uniform(e.Low, e.High)
	}
	if !e.Known() || v.Low < 0 || v.High > 1 {
		c.fault(key, fmt.Sprintf("the measure %q gives no number from 0 to 1", text), "name one as explain does, measure, state, power and domain, or write a number or range")
		return bargain.Exact(0)
	}
	c.Estimates = append(c.Estimates, e)
	return v
}

func (c *checking) bloc() {
	before := len(c.faults)
	for i, code := range c.Issue.Bloc {
		key := fmt.Sprintf("bargain.bloc.%d", i)
		switch {
		case !slices.ContainsFunc(c.Actors, func(p Party) bool { return p.Actor == code }):
			c.fault(key, fmt.Sprintf("%q is none of the actors", code), "a bloc is of some of them")
		case slices.Contains(c.Issue.Bloc[:i], code):
			c.fault(key, code+" stands twice", "name each once")
		}
	}
	switch n := len(c.Issue.Bloc); {
	case len(c.faults) > before:
	case n < 2:
		c.fault("bargain.bloc", "the bloc has fewer than two members", "name those who might act as one")
	case n >= len(c.Actors):
		c.fault("bargain.bloc", "the bloc takes in everyone", "there would be somebody outside to bargain with")
	}
}

func (c *checking) transit() {
	var exporters []string
	for i, text := range c.Closed.Close {
		key := fmt.Sprintf("transit.close.%d", i)
		closing, err := ParseClosing(text)
		if err != nil {
			what, right, _ := strings.Cut(err.Error(), "; ")
			c.fault(key, what, right)
			continue
		}
		held := false
		for _, commodity := range Commodities(c.region.Dossier) {
			if c.Closed.Commodity != "" && commodity != c.Closed.Commodity {
				continue
			}
			if routes, err := RoutesOf(c.region.Dossier, commodity); err == nil && routes.Holds(closing.What) {
				held = true
				exporters = append(exporters, routes.Exporters...)
			}
		}
		if !held {
			c.fault(key, fmt.Sprintf("nothing in transit.csv is called %q", closing.What), "write link:ID, node:PLACE, vector:POWER, controller:NAME or via:PLACE")
		}
	}
	for i, code := range c.Closed.From {
		if exporters != nil && !slices.Contains(exporters, code) {
			slices.Sort(exporters)
			c.fault(fmt.Sprintf("transit.from.%d", i), fmt.Sprintf("%q exports nothing by that network", code), "those who do are "+strings.Join(slices.Compact(exporters), ", "))
		}
	}
	if c.Closed.Commodity != "" && !slices.Contains(Commodities(c.region.Dossier), c.Closed.Commodity) {
		c.fault("transit.commodity", fmt.Sprintf("%q is carried by no link", c.Closed.Commodity), "there are "+strings.Join(Commodities(c.region.Dossier), ", "))
	}
	if c.Closed.By != "" && c.Closed.By != ByVector && c.Closed.By != ByController {
		c.fault("transit.held_by", fmt.Sprintf("%q is not known", c.Closed.By), "write vector or controller")
	}
	if m := c.Closed.Months; m != 0 && !(m > 0 && m <= 12) {
		c.fault("transit.months", fmt.Sprintf("%g months", m), "count the months of the year for which it is closed, up to 12")
	}
	for _, s := range []struct{ key, text string }{{"transit.price", c.Closed.Price}, {"transit.exports", c.Closed.Exports}} {
		if s.text != "" {
			c.span(s.key, s.text)
		}
	}
	if c.Closed.Exports != "" && c.Closed.Commodity == "" {
		c.fault("transit.exports", "exports are of one commodity", "name it as commodity")
	}
}

// span reads a range that is not below 0.
func (c *checking) span(key, text string) {
	v, ok := c.value(key, text, 0, math.Inf(1))
	if ok && v.Triangular {
		c.fault(key, "a distribution stands where a range would", "write \"560..700\"")
	}
}

func (c *checking) ties() {
	for i, code := range c.Scaled.States {
		if !c.region.IsFocal(code) {
			c.fault(fmt.Sprintf("ties.states.%d", i), fmt.Sprintf("%q is not of the region", code), "its states are "+strings.Join(c.region.Config.Region, ", "))
		}
	}
	for i, text := range c.Scaled.Scale {
		key := fmt.Sprintf("ties.scale.%d", i)
		if _, err := ParseTies(c.region.Dossier, text, c.region.Config.Region); err != nil {
			what, right, _ := strings.Cut(err.Error(), "; ")
			if right == "" {
				right = "write DOMAIN:POWER=LEFT, as remittances:RUS=0.5"
			}
			c.fault(key, what, right)
		}
	}
	if c.Scaled.Elasticity != "" {
		c.value("ties.elasticity", c.Scaled.Elasticity, least, math.Inf(1))
	}
}
