package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"multivector/evidence"
	"multivector/rollcall"
)

// Summarise counts a whole record of roll calls for a dossier: how each two of its states and powers answered
// together in each session (covotes.csv), and the region's joint answers (patterns.csv). The two are enough for
// every measure of votes, every reading of silence and the bootstrap by session, and hold nothing of the
// record but counts. What the record does not have of the dossier's states comes back in absent.
func Summarise(d *evidence.Dossier, rec *rollcall.Record) (covotes []evidence.Covote, patterns []evidence.Pattern, absent []string, err error) {
	s := summary{d: d, rec: rec, since: d.VotesConfig.Since.First().Format("2006-01-02")}
	s.inTime = rec.Where(func(c rollcall.Call) bool { return c.Date >= s.since })
	if len(d.VotesConfig.Opposed) == 2 {
		a, okA := s.state(d.VotesConfig.Opposed[0])
		b, okB := s.state(d.VotesConfig.Opposed[1])
		if okA && okB {
			s.contested = rec.Opposed(a, b)
		}
	}
	for _, session := range rec.Sessions() {
		if calls := rec.Session(session).And(s.inTime); calls.Count() > 0 {
			s.sessions = append(s.sessions, sessionCalls{session, calls, s.lastDate(calls)})
		}
	}
	if len(s.sessions) == 0 {
		return nil, nil, nil, fmt.Errorf("no roll call since %s; [votes] since in dossier.toml says from when the record counts", d.VotesConfig.Since)
	}
	covotes, absent = s.covotes()
	return covotes, s.patterns(), absent, nil
}

type summary struct {
	d         *evidence.Dossier
	rec       *rollcall.Record
	since     string
	inTime    rollcall.Set
	contested rollcall.Set
	sessions  []sessionCalls
}

type sessionCalls struct {
	session int
	calls   rollcall.Set
	last    evidence.Date
}

func (s *summary) lastDate(calls rollcall.Set) (last evidence.Date) {
	latest := ""
	for call := range calls.Calls() {
		latest = max(latest, s.rec.Calls()[call].Date)
	}
	last, _ = evidence.ParseDate(latest) // a date the reader accepted
	return last
}

// state finds a state of the dossier in the record: by its code, or by its Correlates of War number.
func (s *summary) state(code string) (int, bool) {
	if i, ok := s.rec.State(code); ok {
		return i, true
	}
	number, ok := s.d.CodeOf(code, "cow", s.d.AsOf)
	if !ok {
		return 0, false
	}
	for i, state := range s.rec.States() {
		if fmt.Sprint(state.COW) == number {
			return i, true
		}
	}
	return 0, false
}

// covotes counts every two of the region's states and the powers, and each bloc within itself.
func (s *summary) covotes() (rows []evidence.Covote, absent []string) {
	codes := slices.Concat(s.d.Config.Region, s.d.Vectors, s.d.MinorVectors)
	blocs := map[string]*rollcall.Bloc{}
	index := map[string]int{}
	for _, code := range codes {
		if s.d.IsBloc(code) {
			blocs[code] = s.bloc(code)
		} else if i, ok := s.state(code); ok {
			index[code] = i
		} else {
			absent = append(absent, code)
		}
	}
	for i, a := range codes {
		for _, b := range codes[i:] {
			count, ok := s.counter(a, b, index, blocs)
			if !ok {
				continue
			}
			state, partner := a, b
			if blocs[a] != nil && blocs[b] == nil {
				state, partner = b, a // a bloc is the partner
			}
			for _, in := range s.sessions {
				for _, set := range []string{All, Contested} {
					calls := in.calls
					if set == Contested {
						calls = calls.And(s.contested)
					}
					if p := count(calls); p.N() > 0 {
						rows = append(rows, evidence.NewCovote(state, partner, in.session, set, in.last, p))
					}
				}
			}
		}
	}
	return rows, absent
}

// counter gives the function that counts a pair over some roll calls. Two different blocs are not paired:
// no measure asks for it.
func (s *summary) counter(a, b string, index map[string]int, blocs map[string]*rollcall.Bloc) (func(rollcall.Set) rollcall.Pairs, bool) {
	i, okA := index[a]
	j, okB := index[b]
	switch {
	case a == b:
		bloc := blocs[a]
		return func(calls rollcall.Set) rollcall.Pairs { return s.rec.WithinPairs(bloc, calls) }, bloc != nil
	case okA && okB:
		return func(calls rollcall.Set) rollcall.Pairs { return s.rec.Pairs(i, j, calls) }, true
	case okA && blocs[b] != nil:
		return func(calls rollcall.Set) rollcall.Pairs { return s.rec.BlocPairs(i, blocs[b], calls) }, true
	case okB && blocs[a] != nil:
		return func(calls rollcall.Set) rollcall.Pairs { return s.rec.BlocPairs(j, blocs[a], calls) }, true
	}
	return nil, false
}

// bloc gives a bloc with its members at the date of each roll call.
func (s *summary) bloc(code string) *rollcall.Bloc {
	var members []rollcall.Member
	for _, b := range s.d.Blocs {
		if b.Bloc != code {
			continue
		}
		i, ok := s.state(b.Member)
		if !ok {
			continue
		}
		from, to := "", "9999" // to is the first day it no longer holds
		if !b.From.IsZero() {
			from = b.From.First().Format("2006-01-02")
		}
		if !b.To.IsZero() {
			to = b.To.Last().Format("2006-01-02")
		}
		members = append(members, rollcall.Member{State: i, Calls: s.rec.Where(func(c rollcall.Call) bool { return c.Date >= from && c.Date < to })})
	}
	return s.rec.Bloc(members)
}

// patterns counts the region's joint answers by session, whether contested, and issue.
func (s *summary) patterns() []evidence.Pattern {
	sitting := map[string][]int{}
	for call := range s.inTime.Calls() {
		if name := s.rec.Calls()[call].Sitting; name != "" {
			sitting[name] = append(sitting[name], call)
		}
	}
	type key struct {
		session   int
		contested bool
		issue     string
		answers   string
	}
	type sums struct {
		count, rices int
		ai, rice     float64
		hasAI        bool
		last         evidence.Date
	}
	all := map[key]*sums{}
	for _, in := range s.sessions {
		for call := range in.calls.Calls() {
			c := s.rec.Calls()[call]
			answers, tally := s.joint(call, sitting[c.Sitting])
			if strings.Trim(answers, "-") == "" {
				continue // before any of them was a member
			}
			k := key{in.session, s.contested.Has(call), c.Issues, answers}
			if all[k] == nil {
				all[k] = &sums{last: in.last}
			}
			t := all[k]
			t.count++
			if others, ok := s.others(call, tally); ok && tally.N() >= 2 {
				t.hasAI = true
				t.ai += ExpectedAI(tally.N(), others)
				if rice, ok := ExpectedRice(tally.N(), others); ok {
					t.rice += rice
					t.rices++
				}
			}
		}
	}
	var rows []evidence.Pattern
	for k, t := range all {
		row := evidence.Pattern{Session: k.session, Contested: k.contested, Answers: k.answers, Date: t.last, Count: t.count}
		if k.issue != "" {
			row.Issue = strings.Split(k.issue, ";")
		}
		if t.hasAI {
			row.ExpectedAI = evidence.Number{Value: t.ai / float64(t.count), Presence: evidence.Known}
		}
		if t.rices > 0 {
			row.ExpectedRice = evidence.Number{Value: t.rice / float64(t.rices), Presence: evidence.Known}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b evidence.Pattern) int {
		return cmp.Or(a.Session-b.Session, cmp.Compare(fmt.Sprint(a.Contested), fmt.Sprint(b.Contested)), slices.Compare(a.Issue, b.Issue), cmp.Compare(a.Answers, b.Answers))
	})
	return rows
}

// joint gives the region's joint answer to a roll call, and its tally.
func (s *summary) joint(call int, sitting []int) (string, rollcall.Tally) {
	var t rollcall.Tally
	letters := make([]byte, len(s.d.Config.Region))
	for i, code := range s.d.Config.Region {
		letters[i] = '-'
		state, ok := s.state(code)
		if !ok {
			continue
		}
		switch s.rec.Answer(state, call) {
		case rollcall.Yes:
			letters[i] = 'y'
			t.Yes++
		case rollcall.Abstain:
			letters[i] = 'a'
			t.Abstain++
		case rollcall.No:
			letters[i] = 'n'
			t.No++
		case rollcall.Silent:
			letters[i] = 's'
			if slices.ContainsFunc(sitting, func(other int) bool { return s.rec.Answer(state, other).Cast() }) {
				letters[i] = 'S'
			}
		}
	}
	return string(letters), t
}

// others gives the shares of the answers of all other members: what luck draws from.
func (s *summary) others(call int, region rollcall.Tally) (shares [3]float64, ok bool) {
	w := s.rec.World(call)
	y, a, n := float64(w.Yes-region.Yes), float64(w.Abstain-region.Abstain), float64(w.No-region.No)
	total := y + a + n
	if total <= 0 {
		return shares, false
	}
	return [3]float64{y / total, a / total, n / total}, true
}
