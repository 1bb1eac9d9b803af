package evidence

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"multivector/rollcall"
)

// Silence is something expected of a state that did not happen. It is derived from who was expected,
// never from a mere gap in the data: a state without a row in a roll call, or not named at a summit
// whose list is partial, is not known and not silent.
type Silence struct {
	State      string
	Date       Date
	Kind       string // vote, summit, deputy (came below the level of the meeting), treaty, cancelled
	What       string
	Key        string   // the record that shows it
	From       []string // every record it rests on
	ExpectedBy string   // the rule by which it was expected
	Selective  string   // of a vote: yes, the state answered elsewhere in the sitting; no; empty, not known
	Source     string
	Vector     []string // the powers the occasion belongs to, where it does
	Topic      string   // of a vote
	Confidence Confidence
}

// Silences derives the silences of the states given, by state in their order, then by date.
func (d *Dossier) Silences(states []string) (all []Silence) {
	for _, state := range states {
		of := d.silentVotes(state)
		of = append(of, d.missedSummits(state)...)
		of = append(of, d.unsignedTreaties(state)...)
		of = append(of, d.calledOff(state)...)
		sort.SliceStable(of, func(i, j int) bool { return of[i].Date.First().Before(of[j].Date.First()) })
		all = append(all, of...)
	}
	return all
}

func (d *Dossier) silentVotes(state string) (all []Silence) {
	for i := range d.Votes {
		v := &d.Votes[i]
		if v.State != state || v.Answer != rollcall.Silent {
			continue
		}
		r := d.index.rollcalls[v.RollCall]
		rule := "listed absent in the roll call"
		from := []string{v.Key, r.Key}
		if m, ok := d.Membership(r.Body, state, r.Date); ok {
			if m.Status != "member" {
				continue // an observer has no vote to miss
			}
			rule = "member of " + r.Body + since(m.From) + ", listed absent in the roll call"
			from = append(from, m.Key)
		} else if d.everIn(r.Body, state) {
			continue // it belonged to the body on other days: who lists it absent counts all states
		}
		name := r.Symbol
		if name == "" {
			name = r.ID
		}
		all = append(all, Silence{
			State: state, Date: r.Date, Kind: "vote", What: name + " " + r.Title, Key: v.Key, From: from, ExpectedBy: rule,
			Selective: d.selective(v, r), Source: v.Source, Topic: r.Topic, Confidence: v.Confidence,
		})
	}
	return all
}

// everIn tells whether the dossier knows a state's standing in a forum on some day.
func (d *Dossier) everIn(forum, state string) bool {
	return slices.ContainsFunc(d.Memberships, func(m Membership) bool { return m.Forum == forum && m.State == state })
}

func since(from Date) string {
	if from.IsZero() {
		return ""
	}
	return " since " + from.String()
}

// selective tells whether a state that was silent in a roll call answered another one of its sitting.
func (d *Dossier) selective(v *Vote, r *RollCall) string {
	if v.OthersCast.Is() {
		if v.OthersCast.Value > 0 {
			return "yes"
		}
		return "no"
	}
	silentElsewhere := false
	for i := range d.RollCalls {
		other := &d.RollCalls[i]
		if other.Sitting != r.Sitting || other.ID == r.ID {
			continue
		}
		for _, w := range d.index.votes[other.ID] {
			if w.State != v.State {
				continue
			}
			if w.Answer < rollcall.Silent {
				return "yes"
			}
			silentElsewhere = silentElsewhere || w.Answer == rollcall.Silent
		}
	}
	if silentElsewhere {
		return "no"
	}
	return ""
}

func (d *Dossier) missedSummits(state string) (all []Silence) {
	for i := range d.Summits {
		s := &d.Summits[i]
		if s.Status != "held" || s.Attendance == "none" || contains(s.Attendees, state) {
			continue
		}
		m, ok := d.Membership(s.Forum, state, s.Date)
		if !ok || !m.Expected() {
			continue
		}
		silence := Silence{
			State: state, Date: s.Date, Kind: "summit", What: d.summitName(s), Key: s.Key, From: []string{s.Key, m.Key},
			ExpectedBy: m.Status + " of " + s.Forum + since(m.From), Source: s.Source,
			Confidence: min(s.Confidence, m.Confidence),
		}
		if f, ok := d.Forum(s.Forum); ok { // its row may be of too low a confidence, or later
			silence.Vector = f.Vector
		}
		switch {
		case contains(s.Deputies, state):
			silence.Kind = "deputy"
			silence.ExpectedBy += ", sent a deputy"
		case contains(s.Absent, state):
			silence.ExpectedBy += ", listed absent"
		case s.Attendance == "complete":
			silence.ExpectedBy += ", not among all who came"
		default:
			continue
		}
		all = append(all, silence)
	}
	return all
}

func (d *Dossier) summitName(s *Summit) string {
	name := s.Forum + " " + map[string]string{"leaders": "summit", "ministers": "ministerial meeting"}[s.Level]
	if s.Place != "" {
		name += ", " + s.Place
	}
	return name
}

func (d *Dossier) unsignedTreaties(state string) (all []Silence) {
	for i := range d.Signatories {
		s := &d.Signatories[i]
		a := d.index.agreements[s.Agreement]
		if s.State != state || s.Status != "not_signed" || a == nil || !contains(a.OpenTo, state) {
			continue
		}
		var signed []string
		late := false // not signed at first, and signed since
		from := []string{s.Key, a.Key}
		for j := range d.Signatories {
			if o := &d.Signatories[j]; o.Agreement == s.Agreement && (o.Status == "signed" || o.Status == "acceded") {
				signed = append(signed, o.State)
				late = late || o.State == state
			}
		}
		if len(signed) == 0 || late {
			continue // where nobody signed there was nothing to stay away from
		}
		sort.Strings(signed)
		all = append(all, Silence{
			State: state, Date: a.Date, Kind: "treaty", What: a.Name, Key: s.Key, From: from,
			ExpectedBy: fmt.Sprintf("open to %s; signed by %s", strings.Join(a.OpenTo, " "), strings.Join(signed, " ")), Source: s.Source,
			Vector: a.Vector, Confidence: min(s.Confidence, a.Confidence),
		})
	}
	return all
}

func (d *Dossier) calledOff(state string) (all []Silence) {
	for i := range d.Events {
		e := &d.Events[i]
		if e.Expected == "" || !contains(e.Actor, state) {
			continue
		}
		all = append(all, Silence{
			State: state, Date: e.Date, Kind: "cancelled", What: e.Summary, Key: e.Key, From: []string{e.Key},
			ExpectedBy: "the " + e.Expected + " had been announced or was the custom", Source: e.Source, Vector: e.Target, Confidence: e.Confidence,
		})
	}
	return all
}
