package claim

import (
	"math"
	"slices"
	"strings"

	"multivector/evidence"
)

// eventFunctions ask what happened, and what did not.
func eventFunctions() []*function {
	return []*function{
		{
			name: "event", takes: []parameter{{"event", anID, false}, {"actor", aState, true}, {"target", aState, true}, {"type", aText, true}}, gives: TruthKind,
			says: "that an event happened, done by an actor to a target, of a type: of PLOVER, or a CAMEO code or its beginning",
			call: func(e *edition, a arguments) Value { return e.event(a.text(0), a.text(1), a.text(2), a.text(3)) },
		},
		{
			name: "events", takes: []parameter{{"actor", aState, false}, {"target", aState, false}, {"type", aText, false}, {"from", aDay, true}, {"to", aDay, true}}, gives: NumberKind,
			says: "how many such events there were between two days ('' for any actor, target or type): at least those that the dossier lists",
			call: func(e *edition, a arguments) Value {
				return e.events(a.text(0), a.text(1), a.text(2), a.day(3, evidence.Date{}), a.day(4, evidence.Date{}))
			},
		},
		{
			name: "silences", takes: []parameter{{"state", aFocal, false}, {"kind", aText, false}, {"vector", aState, true}, {"from", aDay, true}, {"to", aDay, true}}, gives: NumberKind,
			says: "how many silences of a kind (vote, summit, deputy, treaty, cancelled) a state kept towards a power between two days: at least those that the dossier shows",
			call: func(e *edition, a arguments) Value {
				return e.silences(a.text(0), a.text(1), a.text(2), a.day(3, evidence.Date{}), a.day(4, evidence.Date{}))
			},
		},
	}
}

// matches tells whether an event is by an actor, to a target, of a type; what is empty is any.
func matches(v *evidence.Event, actor, target, kind string) bool {
	return (actor == "" || slices.Contains(v.Actor, actor)) && (target == "" || slices.Contains(v.Target, target)) &&
		(kind == "" || strings.EqualFold(v.Type, kind) || v.CAMEO != "" && strings.HasPrefix(v.CAMEO, kind))
}

func (e *edition) event(id, actor, target, kind string) Value {
	record, v, ok := e.look("events:"+id, fact("event", actor, strings.TrimSpace(id+" "+kind), Undecided))
	v.Vector = target
	if !ok {
		return v
	}
	event := record.(*evidence.Event)
	v.Period, v.Truth = event.Date.String(), truthOf(matches(event, actor, target, kind))
	return v
}

// events counts events. The dossier lists what was noted, not all that happened, so that the count is one of at least.
func (e *edition) events(actor, target, kind string, from, to evidence.Date) Value {
	v := number("events", actor, kind, 0)
	v.Vector, v.Period = target, span(from, to)
	for i := range e.region.Events {
		if event := &e.region.Events[i]; matches(event, actor, target, kind) && inSpan(event.Date, from, to) {
			v.Value++
			v.From = append(v.From, event.Key)
		}
	}
	v.N, v.From = int(v.Value), sorted(v.From)
	return v.atLeast(math.Inf(1))
}

func (e *edition) silences(state, kind, vector string, from, to evidence.Date) Value {
	v := number("silences", state, kind, 0)
	v.Vector, v.Period = vector, span(from, to)
	for _, s := range e.region.Silences([]string{state}) {
		if s.Kind == kind && (vector == "" || slices.Contains(s.Vector, vector)) && inSpan(s.Date, from, to) {
			v.Value++
			v.From = append(v.From, s.From...)
		}
	}
	v.N, v.From = int(v.Value), sorted(v.From)
	return v.atLeast(math.Inf(1))
}
