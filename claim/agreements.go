package claim

import (
	"math"
	"slices"

	"multivector/evidence"
	"multivector/measure"
)

// agreementFunctions ask who belongs, who came, who signed.
func agreementFunctions() []*function {
	return []*function{
		{
			name: "standing", takes: []parameter{{"state", aState, false}, {"forum", anID, false}, {"date", aDay, true}}, gives: WordKind, says: "a state's status in a forum on a day: member, observer, ...",
			call: func(e *edition, a arguments) Value { return e.standing(a.text(0), a.text(1), a.day(2, e.day)) },
		},
		{
			name: "member", takes: []parameter{{"state", aState, false}, {"forum", anID, false}, {"date", aDay, true}}, gives: TruthKind, says: "that a state belongs to a forum, as a member or participant",
			call: func(e *edition, a arguments) Value { return e.member(a.text(0), a.text(1), a.day(2, e.day)) },
		},
		{
			name: "members", takes: []parameter{{"forum", anID, false}, {"date", aDay, true}}, gives: NumberKind, says: "how many of the region's states belong to it",
			call: func(e *edition, a arguments) Value { return e.members(a.text(0), a.day(1, e.day)) },
		},
		{
			name: "attended", takes: []parameter{{"state", aState, false}, {"summit", anID, false}}, gives: TruthKind, says: "that a state's leader came to a meeting; a deputy is not its leader",
			call: func(e *edition, a arguments) Value { return e.attended(a.text(0), a.text(1)) },
		},
		{
			name: "signed", takes: []parameter{{"state", aState, false}, {"agreement", anID, false}, {"date", aDay, true}}, gives: TruthKind, says: "that a state had signed a document by a day, or acceded to it, and not withdrawn",
			call: func(e *edition, a arguments) Value { return e.signed(a.text(0), a.text(1), a.day(2, e.day)) },
		},
		{
			name: "signatures", takes: []parameter{{"agreement", anID, false}, {"date", aDay, true}}, gives: NumberKind, says: "how many of the region's states had",
			call: func(e *edition, a arguments) Value {
				return e.count(number("signatures", e.region.Label, a.text(0), 0), func(state string) Value { return e.signed(state, a.text(0), a.day(1, e.day)) })
			},
		},
		{
			name: "documents", takes: []parameter{{"state", aState, false}, {"vector", aState, false}, {"from", aDay, true}, {"to", aDay, true}}, gives: NumberKind,
			says: "how many documents with a power a state signed between two days: at least those that the dossier lists",
			call: func(e *edition, a arguments) Value {
				return e.documents(a.text(0), a.text(1), a.day(2, evidence.Date{}), a.day(3, evidence.Date{}))
			},
		},
	}
}

// later says that a day has not come yet.
func (e *edition) later(v Value, day evidence.Date) (Value, bool) {
	if day.After(e.day) {
		return v.unknown(measure.Unknown, day.String()+" has not come as of "+e.day.String()), true
	}
	return v, false
}

func (e *edition) standing(state, forum string, day evidence.Date) Value {
	v := word("standing", state, forum, "")
	v.Period, v.Settled = day.String(), e.day.After(day) // today is not over
	if v, late := e.later(v, day); late {
		return v
	}
	if m, ok := e.region.Membership(forum, state, day); ok {
		v.Word, v.From, v.N = m.Status, []string{m.Key}, 1
		return v
	}
	// Spells of other days tell that there is none on this one; without any, nothing is known.
	for i := range e.region.Memberships {
		if m := &e.region.Memberships[i]; m.Forum == forum && m.State == state {
			v.From = append(v.From, m.Key)
		}
	}
	if v.From = sorted(v.From); len(v.From) > 0 {
		v.Word, v.N = "none", len(v.From)
		return v
	}
	return v.unknown(measure.Unknown, "memberships.csv does not say how "+state+" stands to "+forum)
}

func (e *edition) member(state, forum string, day evidence.Date) Value {
	s := e.standing(state, forum, day)
	v := fact("member", state, forum, truthOf(s.Word == "member" || s.Word == "participant"), s.From...)
	v.Period, v.Warnings = s.Period, s.Warnings
	if !s.Known() {
		return v.unknown(s.Status, "")
	}
	v.Settled = s.Settled
	return v
}

func (e *edition) members(forum string, day evidence.Date) Value {
	v := number("members", e.region.Label, forum, 0)
	v.Period, v.Settled = day.String(), e.day.After(day)
	return e.count(v, func(state string) Value { return e.member(state, forum, day) })
}

// count counts the region's states of which something is true; those of which it is not known may be among them.
func (e *edition) count(v Value, of func(state string) Value) Value {
	open := 0
	for _, state := range e.region.Config.Region {
		one := of(state)
		v.From = append(v.From, one.From...)
		switch one.Truth {
		case True:
			v.Value++
			v.N++
		case False:
			v.N++
		default:
			open++
		}
	}
	v.From = sorted(v.From)
	if v.N == 0 {
		return v.unknown(measure.Unknown, "it is known of none of the region's states")
	}
	return v.atLeast(v.Value + float64(open))
}

func (e *edition) attended(state, id string) Value {
	record, v, ok := e.look("summits:"+id, fact("attended", state, id, Undecided))
	if !ok {
		return v
	}
	s := record.(*evidence.Summit)
	v.Period = s.Date.String()
	switch {
	case s.Status != "held":
		return v.unknown(measure.NotApplicable, "the meeting was "+s.Status)
	case slices.Contains(s.Attendees, state):
		v.Truth = True
	case slices.Contains(s.Deputies, state), slices.Contains(s.Absent, state), s.Attendance == "complete":
		v.Truth = False
	default:
		return v.unknown(measure.Unknown, "who came is not wholly known")
	}
	return v
}

func (e *edition) signed(state, id string, day evidence.Date) Value {
	_, v, ok := e.look("agreements:"+id, fact("signed", state, id, Undecided))
	if !ok {
		return v
	}
	v.Period = day.String()
	if v, late := e.later(v, day); late {
		return v
	}
	found := false
	for i := range e.region.Signatories {
		s := &e.region.Signatories[i]
		if s.Agreement != id || s.State != state || s.Date.After(day) && !s.Date.IsZero() {
			continue
		}
		v.From = append(v.From, s.Key)
		switch s.Status {
		case "signed", "acceded":
			if !found || v.Truth != False {
				v.Truth = True
			}
		case "withdrawn":
			v.Truth, found = False, true
		case "not_signed", "mandate", "negotiating":
			if v.Truth != True {
				v.Truth = False
			}
		}
	}
	v.From = sorted(v.From)
	if v.Truth == Undecided {
		return v.unknown(measure.Unknown, "signatories.csv does not say what "+state+" did")
	}
	v.Settled = v.Truth == True || e.day.After(day) // who has not signed still may
	return v
}

// documents counts what a state signed with a power. The dossier lists documents, not all of them.
func (e *edition) documents(state, vector string, from, to evidence.Date) Value {
	v := number("documents", state, "", 0)
	v.Vector = vector
	for i := range e.region.Signatories {
		s := &e.region.Signatories[i]
		a, ok := e.region.Agreement(s.Agreement)
		if !ok || s.State != state || s.Status != "signed" && s.Status != "acceded" || !slices.Contains(a.Vector, vector) {
			continue
		}
		day := s.Date
		if day.IsZero() {
			day = a.Date
		}
		if inSpan(day, from, to) {
			v.Value++
			v.From = append(v.From, s.Key, a.Key)
		}
	}
	v.N, v.From, v.Period = int(v.Value), sorted(v.From), span(from, to)
	return v.atLeast(math.Inf(1))
}

// inSpan tells whether a date lies wholly between two days, either of which may be open.
func inSpan(day, from, to evidence.Date) bool {
	return (from.IsZero() || !day.First().Before(from.First())) && (to.IsZero() || !day.Last().After(to.Last()))
}

func span(from, to evidence.Date) string {
	if from.IsZero() && to.IsZero() {
		return ""
	}
	return from.String() + "/" + to.String()
}
