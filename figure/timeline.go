package figure

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// Timeline shows events over time: a lane for each state or power, a bar for each event, upward where it is warm and downward where it
// is cold, as long as its tone, and an upright line at each date at which the lane's course changed. The few events that
// have a label are named beside it.
type Timeline struct {
	Frame
	Lanes  []string
	Events []Event
	Turns  []Turn
	Words  TimelineWords
}

// Event is a bar.
type Event struct {
	Lane  int // its number, from 0
	At    time.Time
	Tone  float64 // of Goldstein's scale, -10 to 10
	Label string
}

// Turn is a date at which a lane's course changed, and how probable it is that it did.
type Turn struct {
	Lane        int
	At          time.Time
	Probability float64 // 0 to 1
}

// TimelineWords are the words of the legend; those that are empty are in English.
type TimelineWords struct{ Warm, Cold, Turn string }

const (
	laneBars  = 34.0 // from the middle of a lane to the end of its longest bar
	labelMost = 300.0
)

// WriteSVG draws the timeline.
func (t Timeline) WriteSVG(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	return t.draw(w, t.body)
}

// Table has a row for each event and for each turn.
func (t Timeline) Table() [][]string {
	rows := [][]string{{"lane", "date", "tone", "label", "turn_probability"}}
	for _, e := range t.Events {
		rows = append(rows, []string{t.Lanes[e.Lane], e.At.Format(time.DateOnly), full(e.Tone), e.Label, ""})
	}
	for _, b := range t.Turns {
		rows = append(rows, []string{t.Lanes[b.Lane], b.At.Format(time.DateOnly), "", "", full(b.Probability)})
	}
	return rows
}

// check refuses what cannot be drawn.
func (t Timeline) check() error {
	if len(t.Lanes) == 0 || len(t.Events) == 0 {
		return errors.New("a timeline needs lanes and events")
	}
	for _, e := range t.Events {
		if e.Lane < 0 || e.Lane >= len(t.Lanes) {
			return fmt.Errorf("the event of %s is in lane %d; there are %d", e.At.Format(time.DateOnly), e.Lane, len(t.Lanes))
		}
		if !(math.Abs(e.Tone) <= 10) {
			return fmt.Errorf("the event of %s has the tone %g; it would be -10 to 10", e.At.Format(time.DateOnly), e.Tone)
		}
	}
	for _, b := range t.Turns {
		if b.Lane < 0 || b.Lane >= len(t.Lanes) {
			return fmt.Errorf("the turn of %s is in lane %d; there are %d", b.At.Format(time.DateOnly), b.Lane, len(t.Lanes))
		}
		if !(b.Probability >= 0 && b.Probability <= 1) {
			return fmt.Errorf("the turn of %s has the probability %g; it would be 0 to 1", b.At.Format(time.DateOnly), b.Probability)
		}
	}
	return nil
}

// days is a date as a number.
func days(at time.Time) float64 { return float64(at.Unix()) / 86400 }

func (t Timeline) body(p *page, top float64) float64 {
	first, last := t.Events[0].At, t.Events[0].At
	for _, e := range t.Events {
		first, last = earlier(first, e.At), later(last, e.At)
	}
	for _, b := range t.Turns {
		first, last = earlier(first, b.At), later(last, b.At)
	}
	x := scale{days(first), days(last), margin + 6, width - margin - 6}
	if x.from == x.to {
		x.from, x.to = x.from-183, x.to+183
	}
	y := t.legend(p, top) + 6
	dates, form := calendarTicks(x)
	head := y
	var foot page // what is drawn over the grid, whose end is known last
	foot.decimal = p.decimal
	for i := range t.Lanes {
		y = t.lane(&foot, i, x, y)
	}
	for _, at := range dates {
		p.line(grid, x.at(days(at)), head, x.at(days(at)), y+5, 1, "")
		text := at.Format(form)
		half := wide(text, small, false) / 2
		p.text(quiet, max(margin+half, min(width-margin-half, x.at(days(at)))), y+20, "middle", small, text)
	}
	p.WriteString(foot.String())
	p.used = append(p.used, foot.used...)
	return y + 26
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// calendarTicks are the first days of years or months, not more than nine, and how they are written.
func calendarTicks(x scale) (dates []time.Time, form string) {
	from := time.Unix(int64(x.from*86400), 0).UTC()
	for _, months := range []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000} {
		dates, form = nil, "2006"
		if months < 12 {
			form = "2006-01"
		}
		year := from.Year()
		if months > 12 {
			year -= year % (months / 12)
		}
		for at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); days(at) <= x.to && len(dates) < 10; at = at.AddDate(0, months, 0) {
			if days(at) >= x.from {
				dates = append(dates, at)
			}
		}
		most := 9
		if months < 12 {
			most = 6
		}
		if len(dates) <= most {
			break
		}
	}
	return dates, form
}

// lane draws one lane and gives where it ends: labels of warm events and of turns above the bars, those of cold ones below.
func (t Timeline) lane(p *page, lane int, x scale, y float64) float64 {
	var over, under shelf
	name := t.Lanes[lane]
	over.take(0, extent{0, margin + wide(name, small, true) + 8})
	type label struct {
		text    string
		c       colour
		x, from float64
		row     int
		up      bool
		turn    float64 // the width of a turn's line, 0 for an event
	}
	var labels []label
	for _, b := range t.Turns {
		if b.Lane == lane {
			text := fmt.Sprintf("%s: %s%%", b.At.Format("2006-01"), p.number(math.Round(100*b.Probability)))
			labels = append(labels, label{text: text, c: ink, x: x.at(days(b.At)), up: true, turn: .8 + 1.6*b.Probability})
		}
	}
	for _, e := range t.Events {
		if e.Lane == lane && e.Label != "" {
			l := label{text: fitted(e.Label, small, false, labelMost), c: hues[0], x: x.at(days(e.At)), up: e.Tone >= 0}
			if e.Tone < 0 {
				l.c = hues[1]
			}
			labels = append(labels, l)
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.x, b.x) })
	for _, l := range labels {
		s := &under
		if l.up {
			s = &over
		}
		s.stems = append(s.stems, l.x)
	}
	for i := range labels {
		l := &labels[i]
		s := &under
		if l.up {
			s = &over
		}
		l.row, l.from = s.put(l.x, wide(l.text, small, false), margin, width-margin)
	}
	middle := y + 8 + 17*float64(len(over.rows)) + laneBars
	foot := middle + laneBars + 17*float64(len(under.rows)) + 8
	p.line(rule, margin, middle, width-margin, middle, 1, "")
	lines := make([]float64, len(labels))
	for i, l := range labels {
		lines[i] = middle - laneBars - 6 - 17*float64(l.row)
		switch {
		case l.turn > 0:
			p.line(l.c, l.x, lines[i]+3, l.x, middle+laneBars, l.turn, dashed("4 3"))
		case l.up:
			p.line(faint, l.x, lines[i]+3, l.x, middle, .8, "")
		default:
			lines[i] = middle + laneBars + 14 + 17*float64(l.row)
			p.line(faint, l.x, middle, l.x, lines[i]-11, .8, "")
		}
	}
	for _, e := range t.Events {
		if e.Lane != lane {
			continue
		}
		c := hues[0]
		if e.Tone < 0 {
			c = hues[1]
		}
		at := x.at(days(e.At))
		if e.Tone == 0 {
			p.add(`<circle%s cx="%s" cy="%s" r="2.2"/>`, p.paint(quiet, none), place(at), place(middle))
			continue
		}
		p.line(c, at, middle, at, middle-e.Tone/10*laneBars, 2.4, ` stroke-opacity="0.75"`)
	}
	p.rimmed(ink, paper, margin, middle-laneBars-6, name, "")
	for i, l := range labels {
		p.rimmed(l.c, paper, l.from, lines[i], "", l.text)
	}
	p.line(grid, margin, foot, width-margin, foot, 1, "")
	return foot
}

// legend says what is up and what is down.
func (t Timeline) legend(p *page, y float64) float64 {
	entries := []entry{
		{10, func(x, middle float64) { p.line(hues[0], x+5, middle+6, x+5, middle-6, 4, "") }, cmp.Or(t.Words.Warm, "warm")},
		{10, func(x, middle float64) { p.line(hues[1], x+5, middle-6, x+5, middle+6, 4, "") }, cmp.Or(t.Words.Cold, "cold")},
	}
	if len(t.Turns) > 0 {
		entries = append(entries, entry{10, func(x, middle float64) { p.line(ink, x+5, middle-9, x+5, middle+9, 1.6, dashed("4 3")) }, cmp.Or(t.Words.Turn, "a change, and how probable it is")})
	}
	return p.legend(y, entries)
}
