package evidence

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day, or a month or year of which no finer date is known. The zero Date is no date.
type Date struct {
	Year, Month, Day int // Month and Day are 0 where not known
}

// ParseDate reads ISO 8601: 2022-09-14, 2022-09 or 2022.
func ParseDate(s string) (Date, error) {
	layout := "2006-01-02"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		layout = "" // fits nothing
	}
	t, err := time.Parse(layout[:min(len(s), len(layout))], s)
	if err != nil {
		if strings.Contains(err.Error(), "out of range") {
			return Date{}, fmt.Errorf("there is no such date as %s; write a day that exists", s)
		}
		return Date{}, fmt.Errorf("%q is not a date; write 2022-09-14, or 2022-09 or 2022 where no finer date is known", s)
	}
	d := Date{Year: t.Year()}
	if d.Year == 0 { // the zero Date is no date; ISO 8601 calls 1 BC so
		return Date{}, fmt.Errorf("there is no such date as %s; write a day that exists", s)
	}
	if len(s) >= 7 {
		d.Month = int(t.Month())
	}
	if len(s) == 10 {
		d.Day = t.Day()
	}
	return d, nil
}

// UnmarshalText reads a date; nothing is no date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d = Date{}
	if len(text) > 0 {
		*d, err = ParseDate(string(text))
	}
	return err
}

// MarshalText writes the date as precisely as it is known.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// First is the first day the date may mean.
func (d Date) First() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last is the last day the date may mean.
func (d Date) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}

// After tells that some day of d lies after every day of e, so that d does not exist as of e.
func (d Date) After(e Date) bool { return d.Last().After(e.Last()) }

// Before tells that d had ended when e began.
func (d Date) Before(e Date) bool { return d.Last().Before(e.First()) }

// Period is a span of time: a date, 2022-01/2022-08, or 2015-2019.
type Period struct {
	From, To Date
	text     string
}

// UnmarshalText reads a period; nothing is no period.
func (p *Period) UnmarshalText(text []byte) error {
	s := string(text)
	*p = Period{text: s}
	if s == "" {
		return nil
	}
	from, to, isSpan := strings.Cut(s, "/")
	if !isSpan && len(s) == 9 && s[4] == '-' {
		from, to, isSpan = s[:4], s[5:], true
	}
	if !isSpan {
		to = from
	}
	var err error
	if p.From, err = ParseDate(from); err == nil {
		p.To, err = ParseDate(to)
	}
	switch {
	case err == nil:
	case strings.HasPrefix(err.Error(), "there is no such date"):
		return err
	default:
		return fmt.Errorf("%q is not a period; write a date, 2022-01/2022-08 or 2015-2019", s)
	}
	if p.To.Last().Before(p.From.First()) {
		return fmt.Errorf("the period %s ends before it begins; write the earlier date first", s)
	}
	return nil
}

func (p Period) String() string { return p.text }

// Years is the number of calendar years the period touches.
func (p Period) Years() int { return p.To.Year - p.From.Year + 1 }

// during tells whether a spell from..to holds on a day; an empty end is open. A spell ends before
// the day named in to, so that a state that passes from one status to another on a day has one of them.
func during(from, to, on Date) bool {
	if !from.IsZero() && from.First().After(on.Last()) {
		return false
	}
	return to.IsZero() || to.Last().After(on.First())
}
