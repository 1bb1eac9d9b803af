package figure

import (
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sample has what a chart may have: two lines with bands, of which one breaks, one behind them, names that end in one place.
var sample = Chart{
	Frame: Frame{
		Title:  "Two and a third",
		About:  "Made-up values <of nothing> & their bands, in no unit at all, said at such length that the line must be broken.",
		Spoken: "Three lines. A falls from 1 to 0; B rises from 0 to .1, with a gap; C stays at .05.",
		Source: "Source: made up.",
	},
	Lines: []Line{
		{Name: "A", X: []float64{2000, 2001, 2002}, Y: []float64{1, .4, 0}, Low: []float64{.8, .2, -.3}, High: []float64{1.2, .6, .3}},
		{Name: "B & more", X: []float64{2000, 2001, 2002, 2003}, Y: []float64{0, math.NaN(), .05, .1}, Low: []float64{-.1, math.NaN(), 0, 0}, High: []float64{.1, math.NaN(), .1, .2}},
		{Name: "C", X: []float64{2000, 2003}, Y: []float64{.05, .05}, Context: true},
	},
}

func TestLines(t *testing.T) {
	text := looked(t, "lines", sample)
	for _, want := range []string{`role="img" aria-labelledby="title desc"`, `<title id="title">Two and a third</title>`, `<desc id="desc">Three lines.`, "prefers-color-scheme: dark", "Source: made up.", "B &amp; more", "&lt;of nothing&gt;"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

// Whatever the values and names, no text is cut off by the edge or lies on another, and the table has each value.
func TestLinesOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sample
		c.Lines = nil
		value := rapid.SampledFrom([]*rapid.Generator[float64]{rapid.Float64Range(-1, 1), rapid.Float64Range(-2e5, 1e5), rapid.Just(7.0)}).Draw(t, "scale")
		rows := 1
		for i := range rapid.IntRange(1, 10).Draw(t, "lines") {
			l := Line{Name: anyName.Draw(t, "name"), Context: i > 4 || rapid.Bool().Draw(t, "context")}
			for range rapid.IntRange(1, 5).Draw(t, "places") {
				l.X, l.Y = append(l.X, value.Draw(t, "x")), append(l.Y, value.Draw(t, "y"))
				rows++
			}
			slices.Sort(l.X)
			c.Lines = append(c.Lines, l)
		}
		drawn(t, c)
		if got := len(c.Table()); got != rows {
			t.Errorf("the table has %d rows, not %d", got, rows)
		}
	})
}

func TestWhatCannotBeDrawnIsRefused(t *testing.T) {
	line := func(name string) Line { return Line{Name: name, X: []float64{1, 2}, Y: []float64{1, 2}} }
	for name, c := range map[string]Chart{
		"nothing":            {},
		"no value":           {Lines: []Line{{X: []float64{1}, Y: []float64{math.NaN()}}}},
		"fewer values":       {Lines: []Line{{X: []float64{1, 2}, Y: []float64{1}}}},
		"half a band":        {Lines: []Line{{X: []float64{1}, Y: []float64{1}, Low: []float64{0}}}},
		"backwards":          {Lines: []Line{{X: []float64{2, 1}, Y: []float64{1, 2}}}},
		"more than can tell": {Lines: []Line{line("a"), line("b"), line("c"), line("d"), line("e"), line("f")}},
	} {
		if err := c.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s was drawn", name)
		}
	}
}

// Names keep their order and a distance, stay on the picture, and do not move where they need not.
func TestNamesDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 12).Draw(t, "places")
		slices.Sort(places)
		const gap = 8
		moved := spread(places, gap, 0, 100)
		apart := true
		for i := 1; i < len(moved); i++ {
			if moved[i]-moved[i-1] < gap-1e-9 {
				t.Fatalf("%v: %v and %v overlap", places, moved[i-1], moved[i])
			}
			apart = apart && places[i]-places[i-1] >= gap
		}
		if moved[0] < -1e-9 || moved[len(moved)-1] > 100+1e-9 {
			t.Fatalf("%v are off the picture: %v", places, moved)
		}
		for i := range moved {
			if apart && math.Abs(moved[i]-places[i]) > 1e-9 {
				t.Fatalf("%v needed not be moved to %v", places, moved)
			}
		}
	})
}

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		about    int
		want     string
	}{
		{-1.6, 4.3, 6, "−1 0 1 2 3 4"}, {1992.6, 2024.4, 6, "1995 2000 2005 2010 2015 2020"}, {0, 1, 5, "0 0.2 0.4 0.6 0.8 1"},
	} {
		var names []string
		for _, v := range ticks(c.from, c.to, c.about) {
			names = append(names, number(v))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("from %v to %v: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
