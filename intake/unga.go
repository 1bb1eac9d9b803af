// Package intake turns the files that providers publish into evidence.
package intake

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"multivector/rollcall"
)

// ReadUNGA reads the roll calls of the UN General Assembly as Erik Voeten publishes them
// (doi:10.7910/DVN/LEJUQZ; Voeten 2013, in Reinalda (ed.), Routledge Handbook of International
// Organization): CSV, plain or gzip, one row for each state and roll call. Columns are found by name:
//
//	rcid      number of the roll call; becomes its id
//	ccode     the state's number in the Correlates of War project, 1 to 999
//	vote      1 yes, 2 abstain, 3 no, 8 absent, 9 not a member
//	session   number of the session
//	Country   ISO 3166 alpha-3 code, optional
//	date      ISO 8601, optional; year, optional, serves where there is no date
//	importantvote, amend, para, me, nu, di, hr, co, ec     0 or 1, optional
//
// Other columns are left unread. A field that is not known is empty or NA. What a roll call is about
// (the 0s and 1s) is taken from the first of its rows. Its sitting is the Assembly's of its date, and
// not known where the date is not known to the day.
//
// A state without a row in a roll call was not a member. A state is its number, and goes by its Country.
// Where the two are not one to one the latest answer decides: a number with two codes goes by the one
// it answered under last; of two numbers with one code the one that answered last has it, and the other
// goes by its number, as does every state whose Country is not three capital letters. In the data to
// session 78 there is one such case: DEU is 255, Germany from session 46 on, and 260 is the Federal
// Republic before it. All of this is warned of.
//
// A row that says again what an earlier row said is a warning. Faults, all of them reported in one run,
// are any other code for a vote, two different votes of one state in one roll call, a roll call in two
// sessions or on two dates, and what cannot be read; from a file that has one nothing is returned.
// Sessions and roll calls may stand in any order. The error is of type evidence.Faults unless the reading itself
// failed.
func ReadUNGA(r io.Reader) (*rollcall.Record, []Warning, error) {
	t, err := openRows(r, ungaColumns, colCountry)
	if err != nil {
		return nil, nil, err
	}
	u := ungaReader{rows: t, numbers: make(map[int]int), last: -1}
	for {
		more, err := t.next()
		if err != nil {
			return nil, nil, err
		}
		if !more {
			break
		}
		u.row()
	}
	u.once()
	u.name()
	if err := t.faults.err(); err != nil {
		return nil, u.warnings, err
	}
	record, err := u.record()
	return record, u.warnings, err
}

// The columns of the layout by their place in ungaColumns. Those before colCountry are required.
const (
	colID = iota
	colState
	colVote
	colSession
	colCountry
	colDate
	colYear
	colImportant
	colAmendment
	colParagraph
	colIssues // the first of six
)

var ungaColumns = []string{
	"rcid", "ccode", "vote", "session", "Country", "date", "year",
	"importantvote", "amend", "para", "me", "nu", "di", "hr", "co", "ec",
}

// ungaReader is what is known of the file so far.
type ungaReader struct {
	*rows
	warnings []Warning

	calls   []ungaCall
	numbers map[int]int // index in calls by rcid
	last    int         // the roll call of the row before, as the rows of one mostly stand together

	states [1000]*ungaState // by number
	votes  []ungaVote
}

type ungaCall struct {
	number int
	rollcall.Call
	line int // of its first row
}

// ungaState is a number of the Correlates of War project, and what it was called.
type ungaState struct {
	names []ungaName
	known map[string]int // index in names by code
	name  ungaName       // what it goes by
}

// ungaName is a Country of a number: where it first stands, and the last session and date at which the
// number gave an answer under it.
type ungaName struct {
	code    string
	line    int
	session int
	date    string
}

func (n ungaName) compare(m ungaName) int {
	return cmp.Or(cmp.Compare(n.session, m.session), cmp.Compare(n.date, m.date))
}

// ungaVote is one row: its place in the file is kept for the faults that show only in the end.
type ungaVote struct {
	call, line, column int32
	state              int16 // number
	code               byte  // '1', '2', '3', '8' or '9'
}

// row takes up one row.
func (u *ungaReader) row() {
	call, ok := u.call()
	if !ok {
		return
	}
	state, ok := u.integer(colState, 1, len(u.states)-1)
	if !ok {
		return
	}
	vote := u.field(colVote)
	if len(vote) != 1 || !strings.Contains("12389", vote) {
		u.fault(colVote, fmt.Sprintf("the vote is %q", vote), "it would be 1 yes, 2 abstain, 3 no, 8 absent or 9 not a member")
		return
	}
	line, column := u.position(colVote)
	u.votes = append(u.votes, ungaVote{int32(call), int32(line), int32(column), int16(state), vote[0]})
	u.called(state, vote[0], &u.calls[call])
}

var ungaAnswers = map[byte]rollcall.Answer{'1': rollcall.Yes, '2': rollcall.Abstain, '3': rollcall.No, '8': rollcall.Silent, '9': rollcall.NotMember}

// call gives the roll call of the row, a new one where it is the first of its rows.
func (u *ungaReader) call() (int, bool) {
	number, ok := u.integer(colID, 0, 999_999_999)
	if !ok {
		return 0, false
	}
	session, ok := u.integer(colSession, 1, 999)
	if !ok {
		return 0, false
	}
	i, known := u.last, u.last >= 0 && u.calls[u.last].number == number
	if !known {
		i, known = u.numbers[number]
	}
	if !known {
		return u.begin(number, session)
	}
	u.last = i
	c := &u.calls[i]
	if session != c.Session {
		u.fault(colSession, fmt.Sprintf("roll call %d is in session %d, and in session %d on line %d", number, session, c.Session, c.line), "a roll call has one session")
		return 0, false
	}
	if date := u.date(); date != c.Date {
		u.fault(colDate, fmt.Sprintf("roll call %d is dated %q, and %q on line %d", number, date, c.Date, c.line), "a roll call has one date")
		return 0, false
	}
	return i, true
}

// begin takes up a roll call from the first of its rows.
func (u *ungaReader) begin(number, session int) (int, bool) {
	c := ungaCall{number: number, line: u.line, Call: rollcall.Call{
		ID:        strconv.Itoa(number),
		Session:   session,
		Date:      strings.Clone(u.date()),
		Important: u.flag(colImportant),
		Amendment: u.flag(colAmendment),
		Paragraph: u.flag(colParagraph),
	}}
	var issues []string
	for col := colIssues; col < len(ungaColumns); col++ {
		if u.flag(col) {
			issues = append(issues, ungaColumns[col])
		}
	}
	c.Issues = strings.Join(issues, ";")
	switch _, err := time.Parse(time.DateOnly, c.Date); {
	case err == nil:
		c.Sitting = "unga " + c.Date
	case c.Date != "" && u.field(colDate) != "":
		u.fault(colDate, fmt.Sprintf("the date is %q", c.Date), "it would be like 2022-03-02")
	case c.Date != "":
		u.integer(colYear, 1000, 9999)
	}
	u.last = len(u.calls)
	u.numbers[number] = u.last
	u.calls = append(u.calls, c)
	return u.last, true
}

// date gives the date of the row, else its year, else nothing.
func (u *ungaReader) date() string { return cmp.Or(u.field(colDate), u.field(colYear)) }

// integer reads a whole number without sign or leading zero.
func (u *ungaReader) integer(c, least, most int) (int, bool) {
	text := u.field(c)
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most || (text[0] < '1' || text[0] > '9') && text != "0" {
		u.fault(c, fmt.Sprintf("%s is %q", ungaColumns[c], text), fmt.Sprintf("it would be a whole number from %d to %d", least, most))
		return 0, false
	}
	return n, true
}

// flag reads a 0 or 1; what is not known is not set.
func (u *ungaReader) flag(c int) bool {
	switch text := u.field(c); text {
	case "1":
		return true
	case "", "0":
	default:
		u.fault(c, fmt.Sprintf("%s is %q", ungaColumns[c], text), "it would be 0, 1 or empty")
	}
	return false
}

// called notes under which Country a state answered, or merely stands.
func (u *ungaReader) called(number int, vote byte, c *ungaCall) {
	s := u.states[number]
	if s == nil {
		s = &ungaState{known: make(map[string]int)}
		u.states[number] = s
	}
	i, known := s.known[u.field(colCountry)]
	if !known {
		i = len(s.names)
		s.names = append(s.names, ungaName{code: strings.Clone(u.field(colCountry)), line: u.line})
		s.known[s.names[i].code] = i
	}
	if now := (ungaName{session: c.Session, date: c.Date}); vote != '9' && now.compare(s.names[i]) > 0 {
		s.names[i].session, s.names[i].date = now.session, now.date
	}
}

// once leaves one vote of each state in each roll call, the first of those that are the same.
func (u *ungaReader) once() {
	slices.SortFunc(u.votes, func(v, w ungaVote) int {
		return cmp.Or(cmp.Compare(v.call, w.call), cmp.Compare(v.state, w.state), cmp.Compare(v.line, w.line))
	})
	again := Warning{What: "the row says again what an earlier row says"}
	kept := u.votes[:0]
	for _, v := range u.votes {
		if len(kept) == 0 || kept[len(kept)-1].call != v.call || kept[len(kept)-1].state != v.state {
			kept = append(kept, v)
			continue
		}
		if first := kept[len(kept)-1]; first.code == v.code {
			again.at(int(v.line))
		} else {
			u.faults.add(int(v.line), int(v.column),
				fmt.Sprintf("state %d has the vote %c in roll call %d, and %c on line %d", v.state, v.code, u.calls[v.call].number, first.code, first.line),
				"a state has one vote in a roll call")
		}
	}
	u.votes = kept
	u.warn(again)
}

// name decides what each state goes by.
func (u *ungaReader) name() {
	unnamed := Warning{What: "the state has no three-letter Country, and goes by its number"}
	holder := make(map[string]int) // of a code, by number
	for number, s := range u.states {
		if s == nil {
			continue
		}
		codes := slices.DeleteFunc(slices.Clone(s.names), func(n ungaName) bool { return !isAlpha3(n.code) })
		if len(codes) == 0 {
			s.name = ungaName{code: strconv.Itoa(number)}
			unnamed.at(s.names[0].line)
			continue
		}
		s.name = slices.MaxFunc(codes, ungaName.compare)
		for _, other := range codes {
			if other.code != s.name.code {
				u.warn(Warning{other.line, 1, fmt.Sprintf("state %d is %s here, and goes by %s, under which it answered last", number, other.code, s.name.code)})
			}
		}
		before, taken := holder[s.name.code]
		if !taken {
			holder[s.name.code] = number
			continue
		}
		older, newer := before, number
		if u.states[before].name.compare(s.name) > 0 {
			older, newer = number, before
		}
		holder[s.name.code] = newer
		o := u.states[older]
		u.warn(Warning{o.name.line, 1, fmt.Sprintf("states %d and %d are both %s: %d answered last and has the code, %d goes by its number", older, newer, o.name.code, newer, older)})
		o.name.code = strconv.Itoa(older)
	}
	u.warn(unnamed)
}

func isAlpha3(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// warn keeps a warning that has something to warn of.
func (u *ungaReader) warn(w Warning) {
	if w.Count > 0 {
		u.warnings = append(u.warnings, w)
	}
}

// record gives what was read, the states in the order of their numbers.
func (u *ungaReader) record() (*rollcall.Record, error) {
	var b rollcall.Builder
	var index [len(u.states)]int
	for number, s := range u.states {
		if s != nil {
			index[number] = b.State(rollcall.State{Code: s.name.code, COW: number})
		}
	}
	for _, c := range u.calls {
		b.Call(c.Call) // the builder numbers them from 0 on, as we do
	}
	for _, v := range u.votes {
		b.Answer(index[v.state], int(v.call), ungaAnswers[v.code])
	}
	return b.Record()
}
