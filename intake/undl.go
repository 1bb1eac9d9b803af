package intake

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"multivector/rollcall"
)

// ReadVotes reads a roll-call file of the UN General Assembly in either of the two layouts in which it is
// published, told apart by the header: Voeten's (ReadUNGA) or the UN Digital Library's (ReadUNDL).
func ReadVotes(r io.Reader) (*rollcall.Record, []Warning, error) {
	b := bufio.NewReaderSize(r, maxRow)
	head := b
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" {
		plain, err := gunzip(b)
		if err != nil {
			return ReadUNGA(b) // which says what is wrong with it
		}
		head = bufio.NewReaderSize(plain, maxRow)
	}
	start, _ := head.Peek(200)
	if bytes.Contains(start, []byte("undl_id")) {
		return ReadUNDL(head)
	}
	return ReadUNGA(head)
}

// ReadUNDL reads the roll calls of the UN General Assembly as the UN Digital Library publishes them
// (YYYY_MM_DD_ga_voting.csv): CSV, plain or gzip, one row for each member state and resolution adopted by a
// recorded vote. Columns are found by name:
//
//	undl_id   number of the voting record; becomes the roll call's id
//	ms_code   the state's ISO 3166 alpha-3 code
//	ms_vote   Y yes, N no, A abstention; X or empty: did not vote
//	date      ISO 8601
//	session   number of the session; of an emergency or special session a name, as ES-11
//
// Other columns are left unread. A state without a row was not a member. An emergency or special session goes by
// the regular session of its date, which begins in September. The file has no drafts that failed, no votes on
// paragraphs, no numbers of the Correlates of War and no issues. Doubled rows, warnings and faults are as
// those of ReadUNGA.
func ReadUNDL(r io.Reader) (*rollcall.Record, []Warning, error) {
	t, err := openRows(r, undlColumns, len(undlColumns))
	if err != nil {
		return nil, nil, err
	}
	u := undlReader{rows: t, calls: map[string]int{}, states: map[string]int{}, seen: map[undlCell]undlVote{}}
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
	var warnings []Warning
	if u.again.Count > 0 {
		warnings = append(warnings, u.again)
	}
	if err := t.faults.err(); err != nil {
		return nil, warnings, err
	}
	record, err := u.builder.Record()
	return record, warnings, err
}

const (
	undlID = iota
	undlState
	undlAnswer
	undlDate
	undlSession
)

var undlColumns = []string{"undl_id", "ms_code", "ms_vote", "date", "session"}

type undlReader struct {
	*rows
	builder rollcall.Builder
	calls   map[string]int // number in the builder by id
	states  map[string]int
	heads   []undlHead // of the roll calls, by their number
	seen    map[undlCell]undlVote
	again   Warning
}

// undlHead is what all rows of one roll call must say alike.
type undlHead struct {
	date, session string
	line          int
}

type undlCell struct{ call, state int32 }

type undlVote struct {
	answer rollcall.Answer
	line   int32
}

var undlAnswers = map[string]rollcall.Answer{"Y": rollcall.Yes, "N": rollcall.No, "A": rollcall.Abstain, "X": rollcall.Silent, "": rollcall.Silent}

func (u *undlReader) row() {
	call, ok := u.call()
	if !ok {
		return
	}
	code := u.field(undlState)
	if !isAlpha3(code) {
		u.fault(undlState, fmt.Sprintf("the state is %q", code), "it would be three capital letters of ISO 3166")
		return
	}
	answer, ok := undlAnswers[u.field(undlAnswer)]
	if !ok {
		u.fault(undlAnswer, fmt.Sprintf("the vote is %q", u.field(undlAnswer)), "it would be Y, N, A, X or empty")
		return
	}
	state, known := u.states[code]
	if !known {
		code = strings.Clone(code)
		state = u.builder.State(rollcall.State{Code: code})
		u.states[code] = state
	}
	cell := undlCell{int32(call), int32(state)}
	if before, twice := u.seen[cell]; twice {
		if before.answer == answer {
			u.again.What = "the row says again what an earlier row says"
			u.again.at(u.line)
			return
		}
		u.fault(undlAnswer, fmt.Sprintf("%s has the vote %q in %s, and another on line %d", code, u.field(undlAnswer), u.field(undlID), before.line), "a state has one vote in a roll call")
		return
	}
	u.seen[cell] = undlVote{answer, int32(u.line)}
	u.builder.Answer(state, call, answer)
}

// call gives the roll call of the row, a new one where it is the first of its rows.
func (u *undlReader) call() (int, bool) {
	id, date, session := u.field(undlID), u.field(undlDate), u.field(undlSession)
	if id == "" {
		u.fault(undlID, "the record has no number", "undl_id tells the roll calls apart")
		return 0, false
	}
	if call, known := u.calls[id]; known {
		if h := u.heads[call]; h.date != date || h.session != session {
			u.fault(undlDate, fmt.Sprintf("%s is of session %s, %s, and of session %s, %s, on line %d", id, session, date, h.session, h.date, h.line), "a roll call has one session and date")
			return 0, false
		}
		return call, true
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		u.fault(undlDate, fmt.Sprintf("the date is %q", date), "it would be like 2022-03-02")
		return 0, false
	}
	number, ok := u.session(session, day)
	if !ok {
		return 0, false
	}
	head := undlHead{strings.Clone(date), strings.Clone(session), u.line}
	id = strings.Clone(id)
	call := u.builder.Call(rollcall.Call{ID: id, Session: number, Date: head.date, Sitting: "unga " + head.date})
	u.calls[id] = call
	u.heads = append(u.heads, head)
	return call, true
}

// session reads the number of a regular session, or finds the one in which a special session was held.
func (u *undlReader) session(text string, day time.Time) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 999 {
		return n, true
	}
	regular := day.Year() - 1946
	if day.Month() >= time.September {
		regular++
	}
	if text == "" || text[0] >= '0' && text[0] <= '9' || text[0] == '-' || regular < 1 {
		u.fault(undlSession, fmt.Sprintf("the session is %q", text), "it would be a number from 1 to 999, or the name of a special session, as ES-11")
		return 0, false
	}
	return regular, true
}
