package figure

import (
	"io"
	"math"
	"testing"
)

// panels are made up, after the shape of agreement in votes: two lines of which one breaks, in three panels.
func panels() Series {
	s := Series{Frame: Frame{
		Title: "Agreement with two powers", About: "Made-up values with their 95% bands; upright lines are breaks, with the probability of each.",
		Spoken: "Three panels. In each, agreement with P falls after 2014 and that with Q stays.", Source: "Source: made up.", Decimal: ",",
	}, Marked: []float64{0}}
	for i, name := range []string{"Aland", "Bland", "Cland"} {
		down, flat := Line{Name: "Power P"}, Line{Name: "Q"}
		for year := 1992.0; year <= 2024; year++ {
			y := .35 + .15*math.Sin(year+float64(i)) - .3/(1+math.Exp(2014-year))
			if year == 2003 && i == 1 {
				y = math.NaN()
			}
			down.X, down.Y, down.Low, down.High = append(down.X, year), append(down.Y, y), append(down.Low, y-.1), append(down.High, y+.1)
			z := .5 + .05*math.Cos(2*year)
			flat.X, flat.Y, flat.Low, flat.High = append(flat.X, year), append(flat.Y, z), append(flat.Low, z-.08), append(flat.High, z+.08)
		}
		s.Panels = append(s.Panels, Pane{Name: name, Lines: []Line{down, flat}, Breaks: []Break{{"Power P", 2014, "2014", .82 - .3*float64(i)}, {"Q", 2015, "2015", .11}, {"Power P", 2002, "", .4}}})
	}
	return s
}

func TestSeries(t *testing.T) { looked(t, "series", panels()) }

func TestSeriesRefuseWhatTheyCannotDraw(t *testing.T) {
	for name, change := range map[string]func(*Series){
		"no panel":        func(s *Series) { s.Panels = nil },
		"no value":        func(s *Series) { s.Panels[0].Lines = nil },
		"a break of none": func(s *Series) { s.Panels[0].Breaks[0].Line = "R" },
		"a sure break":    func(s *Series) { s.Panels[0].Breaks[0].Probability = 1.5 },
		"a break nowhere": func(s *Series) { s.Panels[0].Breaks[0].At = math.NaN() },
		"six names": func(s *Series) {
			for _, n := range []string{"a", "b", "c", "d"} {
				s.Panels[2].Lines = append(s.Panels[2].Lines, Line{Name: n, X: []float64{2000}, Y: []float64{1}})
			}
		},
	} {
		s := panels()
		change(&s)
		if err := s.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
