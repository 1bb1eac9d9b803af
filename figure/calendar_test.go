package figure

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// silences are made up: five rows over thirteen years, the second of which mostly stays away.
func silences() Calendar {
	c := Calendar{
		Frame: Frame{
			Title: "Silence against what was expected", About: "What each state was expected to do in a year, and did not.",
			Spoken: "Five rows and thirteen years. B stays away from most votes after 2019; the others are seldom silent.", Source: "Source: made up.",
		},
		Rows:    []string{"Aland", "Bland", "Cland", "Dland & more", "Eland"},
		Columns: strings.Fields("2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026"),
		Kinds:   []string{"absent from a vote", "summit missed", "not signed", "sent a deputy", "called off"},
		Words:   CalendarWords{Happened: "did as expected"},
	}
	r := rand.New(rand.NewPCG(1, 2))
	for row := range c.Rows {
		for column := range c.Columns {
			c.Marks = append(c.Marks, Mark{row, column, Happened, 1 + r.IntN(6)})
			if row == 1 && column > 5 || r.IntN(4) == 0 {
				c.Marks = append(c.Marks, Mark{row, column, r.IntN(3) * r.IntN(3), 1 + r.IntN(3)})
			}
		}
	}
	return c
}

func TestCalendar(t *testing.T) { looked(t, "calendar", silences()) }

// A thousand silences are seen too: a mark stands for several, and the picture says for how many.
func TestACalendarOfAThousandMarks(t *testing.T) {
	c := silences()
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		c.Marks = append(c.Marks, Mark{r.IntN(5), r.IntN(13), r.IntN(6) - 1, 1})
	}
	if text := looked(t, "calendar-thousand", c); !strings.Contains(text, "One mark stands for up to") {
		t.Error("it does not say for how many a mark stands")
	}
}

// Whatever is counted is in the table, and what is there is drawn.
func TestCalendarsLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Calendar{Frame: Frame{Title: "T", Spoken: "S"}}
		for range rapid.IntRange(1, 7).Draw(t, "rows") {
			c.Rows = append(c.Rows, rapid.StringMatching(`[A-Z][a-z]{1,20}`).Draw(t, "row"))
		}
		for range rapid.IntRange(1, columnsMost).Draw(t, "columns") {
			c.Columns = append(c.Columns, rapid.StringMatching(`[0-9]{1,7}`).Draw(t, "column"))
		}
		for range rapid.IntRange(0, 5).Draw(t, "kinds") {
			c.Kinds = append(c.Kinds, rapid.StringMatching(`[a-z]{1,12}`).Draw(t, "kind"))
		}
		for range rapid.IntRange(1, 40).Draw(t, "marks") {
			c.Marks = append(c.Marks, Mark{
				rapid.IntRange(0, len(c.Rows)-1).Draw(t, "r"), rapid.IntRange(0, len(c.Columns)-1).Draw(t, "c"),
				rapid.IntRange(Happened, len(c.Kinds)-1).Draw(t, "k"), rapid.IntRange(1, 200).Draw(t, "n"),
			})
		}
		drawn(t, c)
	})
}

func TestACalendarRefusesWhatIsNotOnIt(t *testing.T) {
	for name, change := range map[string]func(*Calendar){
		"no rows":      func(c *Calendar) { c.Rows = nil },
		"no marks":     func(c *Calendar) { c.Marks = nil },
		"months":       func(c *Calendar) { c.Columns = make([]string, 300) },
		"six kinds":    func(c *Calendar) { c.Kinds = make([]string, 6) },
		"another row":  func(c *Calendar) { c.Marks[0].Row = 5 },
		"another kind": func(c *Calendar) { c.Marks[0].Kind = 5 },
		"less than 1":  func(c *Calendar) { c.Marks[0].Count = 0 },
		"no title":     func(c *Calendar) { c.Title = "" },
	} {
		c := silences()
		change(&c)
		if err := c.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
