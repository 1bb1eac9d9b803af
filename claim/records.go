package claim

import (
	"math"
	"slices"

	"multivector/chance"
	"multivector/evidence"
	"multivector/measure"
)

// answers are the answers to a roll call, silence among them.
var answers = measure.AnswerNames

// recordFunctions ask records one by one: what a vote was, what a cell holds.
func recordFunctions() []*function {
	return []*function{
		{
			name: "exists", takes: []parameter{{"record", aRecord, false}}, gives: TruthKind, says: "that the dossier holds a record",
			call: func(e *edition, a arguments) Value { return e.exists(a.text(0)) },
		},
		{
			name: "field", takes: []parameter{{"record", aRecord, false}, {"column", aColumn, false}}, gives: WordKind, says: "what a record's column says; a list is each of its words",
			call: func(e *edition, a arguments) Value { return e.field(a.text(0), a.text(1)) },
		},
		{
			name: "number", takes: []parameter{{"record", aRecord, false}, {"column", aColumn, false}}, gives: NumberKind, says: "the number in a record's column",
			call: func(e *edition, a arguments) Value { return e.number(a.text(0), a.text(1)) },
		},
		{
			name: "day", takes: []parameter{{"record", aRecord, false}, {"column", aColumn, true}}, gives: DateKind, says: "the date of a record, or another column of it",
			call: func(e *edition, a arguments) Value { return e.dayOf(a.text(0), a.text(1)) },
		},
		{
			name: "poll", takes: []parameter{{"record", aRecord, false}}, gives: NumberKind, says: "the share that gave an answer of opinion.csv, 0 to 1, with Wilson's interval where the sample is known",
			call: func(e *edition, a arguments) Value { return e.poll(a.text(0)) },
		},
		{
			name: "vote", takes: []parameter{{"rollcall", anID, false}, {"state", aState, false}}, gives: WordKind, says: "a state's answer to a roll call: yes, abstain, no, absent",
			call: func(e *edition, a arguments) Value { return e.vote(a.text(0), a.text(1)) },
		},
		{
			name: "votes", takes: []parameter{{"rollcall", anID, false}, {"answer", anAnswer, false}}, gives: NumberKind, says: "how many of the region's states gave an answer",
			call: func(e *edition, a arguments) Value { return e.votes(a.text(0), a.text(1)) },
		},
		{
			name: "tally", takes: []parameter{{"rollcall", anID, false}, {"answer", anAnswer, false}}, gives: NumberKind, says: "how many of all states did",
			call: func(e *edition, a arguments) Value { return e.number("rollcalls:"+a.text(0), a.text(1)) },
		},
	}
}

// look finds a record of the edition; where it is not there the value it was asked for is not known.
func (e *edition) look(key string, v Value) (evidence.Record, Value, bool) {
	record, ok := e.region.Record(key)
	if !ok {
		return nil, v.unknown(measure.Unknown, "the dossier has no record "+key+" as of "+e.day.String()), false
	}
	v.From = []string{key}
	v.N = 1
	return record, v, true
}

func (e *edition) exists(key string) Value {
	_, v, ok := e.look(key, fact("exists", "", key, True))
	if ok {
		v.Truth = True
	}
	return v
}

func (e *edition) field(key, column string) Value {
	record, v, ok := e.look(key, word(column, "", key, ""))
	if !ok {
		return v
	}
	if v.Word = evidence.MetaOf(record).Text(column); v.Word == "" {
		return v.unknown(measure.Unknown, column+" of "+key+" is empty")
	}
	return v
}

func (e *edition) number(key, column string) Value {
	record, v, ok := e.look(key, number(column, "", key, math.NaN()))
	if !ok {
		return v
	}
	var n evidence.Number
	if err := n.UnmarshalText([]byte(evidence.MetaOf(record).Text(column))); err != nil {
		return v.unknown(measure.Undefined, column+" of "+key+" is no number")
	}
	switch n.Presence {
	case evidence.Known:
		v.Value = n.Value
		return v
	case evidence.NotCovered:
		return v.unknown(measure.NotCovered, "")
	case evidence.NotApplicable:
		return v.unknown(measure.NotApplicable, "")
	}
	return v.unknown(measure.Unknown, column+" of "+key+" is empty")
}

// dayOf is the date of a record: the column named, or the first of those that tables name dates by.
func (e *edition) dayOf(key, column string) Value {
	if column == "" {
		columns := evidence.Columns(evidence.TableOf(key))
		for _, c := range []string{"date", "from", "year", "period", "field_from", "founded", "published"} {
			if slices.Contains(columns, c) {
				column = c
				break
			}
		}
	}
	record, v, ok := e.look(key, date(column, key, evidence.Date{}))
	if !ok {
		return v
	}
	day, err := evidence.ParseDate(evidence.MetaOf(record).Text(column))
	if err != nil {
		return v.unknown(measure.Unknown, column+" of "+key+" is no date")
	}
	v.Date = day
	return v
}

func (e *edition) poll(key string) Value {
	v := e.number(key, "percent")
	v.Measure = "poll"
	record, ok := e.region.Record(key)
	o, isOpinion := record.(*evidence.Opinion)
	if !ok || !isOpinion || !v.Known() {
		return v
	}
	v.State, v.Of, v.Period = o.State, o.Question+": "+o.Answer, o.FieldFrom.String()
	v.Value /= 100
	if o.N.Is() && o.N.Value >= 1 {
		v.N = int(o.N.Value)
		v.Level = e.region.Level
		v.Low, v.High = chance.Wilson(int(math.Round(v.Value*o.N.Value)), v.N, v.Level)
	} else {
		v.Warnings = append(v.Warnings, "the size of the sample is not known")
	}
	return v
}

func (e *edition) vote(id, state string) Value {
	key := "votes:" + id + "/" + state
	record, v, ok := e.look(key, word("vote", state, id, ""))
	if !ok {
		return v
	}
	if v.Word = record.(*evidence.Vote).Answer.String(); !slices.Contains(answers, v.Word) {
		return v.unknown(measure.Unknown, "what "+state+" did is not known")
	}
	return v
}

// votes counts the region's states that gave an answer. Those of which it is not known may have given it too.
func (e *edition) votes(id, answer string) Value {
	v := number("votes", e.region.Label, id+" "+answer, 0)
	known, open := 0, 0
	for _, state := range e.region.Config.Region {
		one := e.vote(id, state)
		v.From = append(v.From, one.From...)
		switch {
		case !one.Known():
			open++
		case one.Word == answer:
			v.Value++
			known++
		default:
			known++
		}
	}
	v.N, v.From = known, sorted(v.From)
	if known == 0 {
		return v.unknown(measure.Unknown, "no answer of the region's states is known")
	}
	return v.atLeast(v.Value + float64(open))
}

// year is the year a text names, 0 where it was left out.
func year(text string) int {
	d, err := evidence.ParseDate(text)
	if err != nil {
		return 0
	}
	return d.Year
}

// size is how far a number is from 0.
func size(x Value) Value {
	v := x
	v.Measure, v.State, v.Vector, v.Of = "size of "+said(x), "", "", ""
	v.Value = math.Abs(x.Value)
	if x.HasInterval() {
		v.Low, v.High = math.Abs(x.Low), math.Abs(x.High)
		if v.Low > v.High {
			v.Low, v.High = v.High, v.Low
		}
		if x.Low < 0 && x.High > 0 {
			v.Low = 0
		}
	}
	return v
}
