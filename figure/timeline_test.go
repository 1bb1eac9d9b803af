package figure

import (
	"io"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

// events are made up: three lanes over six years, some events named, two of them close together.
func events() Timeline {
	t := Timeline{
		Frame: Frame{Title: "Warm and cold", About: "Events by their tone, −10 to 10 (Goldstein 1992).", Spoken: "Three lanes. In the first, tone turns cold in 2022.", Source: "Source: made up."},
		Lanes: []string{"Power P", "Power Q", "The bloc"},
		Turns: []Turn{{0, day(2022, 3, 1), .83}, {0, day(2022, 9, 1), .21}, {2, day(2021, 6, 1), .4}},
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 90 {
		t.Events = append(t.Events, Event{Lane: r.IntN(3), At: day(2019, 1, 1).AddDate(0, 0, r.IntN(2200)), Tone: max(-10, min(10, math.Round(r.NormFloat64()*40)/10))})
	}
	t.Events = append(t.Events,
		Event{0, day(2022, 4, 14), -4, "Parade called off"}, Event{0, day(2022, 5, 9), -2, "No troops sent, says the ministry"}, Event{0, day(2023, 5, 9), 6.4, "All five presidents come to the parade"},
		Event{1, day(2023, 5, 19), 8, "Summit in the old capital"}, Event{1, day(2019, 2, 1), 3.4, "Loan"}, Event{2, day(2024, 12, 30), -7, "Sanctions on a bank of the country, the first of their kind, and more words than fit"}, Event{2, day(2020, 1, 1), 0, ""})
	return t
}

func TestTimeline(t *testing.T) { looked(t, "timeline", events()) }

// Labels do not lie on one another, wherever the events are.
func TestTimelinesKeepTheirLabelsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Timeline{Frame: Frame{Title: "T", Spoken: "S"}, Lanes: []string{"A", "A longer name"}}
		for range rapid.IntRange(1, 14).Draw(t, "events") {
			l.Events = append(l.Events, Event{
				rapid.IntRange(0, 1).Draw(t, "lane"), day(2000, 1, 1).AddDate(0, 0, rapid.IntRange(0, 3000).Draw(t, "day")),
				rapid.Float64Range(-10, 10).Draw(t, "tone"), rapid.StringMatching(`[A-Z][a-z ]{0,60}`).Draw(t, "label"),
			})
		}
		for range rapid.IntRange(0, 4).Draw(t, "turns") {
			l.Turns = append(l.Turns, Turn{rapid.IntRange(0, 1).Draw(t, "lane"), day(2000, 1, 1).AddDate(0, rapid.IntRange(0, 99).Draw(t, "month"), 0), rapid.Float64Range(0, 1).Draw(t, "probability")})
		}
		drawn(t, l)
	})
}

func TestATimelineRefusesWhatItCannotDraw(t *testing.T) {
	for name, change := range map[string]func(*Timeline){
		"no event":     func(l *Timeline) { l.Events = nil },
		"no such lane": func(l *Timeline) { l.Events[0].Lane = 3 },
		"too warm":     func(l *Timeline) { l.Events[0].Tone = 11 },
		"no tone":      func(l *Timeline) { l.Events[0].Tone = math.NaN() },
		"too probable": func(l *Timeline) { l.Turns[0].Probability = 83 },
		"no turn":      func(l *Timeline) { l.Turns[0].Lane = -1 },
	} {
		l := events()
		change(&l)
		if err := l.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
