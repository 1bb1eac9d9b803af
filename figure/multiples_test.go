package figure

import (
	"io"
	"math"
	"strings"
	"testing"
)

func sampleMultiples() Multiples {
	h := sampleHeatMap()
	m := Multiples{
		Frame: Frame{
			Title:  "What each power holds of each state",
			About:  "Share of the state's total in each domain, latest year known; the largest is named.",
			Spoken: h.Spoken,
			Source: h.Source,
		},
		Series: h.Columns,
		From:   0, To: 100, Unit: "%",
		Bounds: "lies between",
	}
	for _, g := range h.Groups {
		panel := Panel{Name: g.Name}
		for _, r := range g.Rows {
			d := Dots{Name: r.Name, Text: "not covered"}
			for _, c := range r.Cells {
				if c.Uncovered {
					c.Low, c.High = math.NaN(), math.NaN()
				}
				d.Values = append(d.Values, Range{c.Low, c.High})
			}
			if lead := d.leader(); lead >= 0 {
				d.Text = r.Cells[lead].Text
			}
			panel.Rows = append(panel.Rows, d)
		}
		m.Panels = append(m.Panels, panel)
	}
	return m
}

func TestMultiples(t *testing.T) {
	text := looked(t, "multiples", sampleMultiples())
	for _, want := range []string{">Russia 95%<", ">Russia ≥81%<", ">China 77%<", ">European Union 46%<"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

func TestMultiplesRefuse(t *testing.T) {
	for name, spoil := range map[string]func(*Multiples){
		"no series":          func(m *Multiples) { m.Series = nil },
		"six series":         func(m *Multiples) { m.Series = strings.Fields("a b c d e f") },
		"a missing value":    func(m *Multiples) { m.Panels[0].Rows[0].Values = nil },
		"a value off":        func(m *Multiples) { m.To = 50 },
		"no word for bounds": func(m *Multiples) { m.Bounds = "" },
		"no panel":           func(m *Multiples) { m.Panels = nil },
		"bounds in disorder": func(m *Multiples) { m.Panels[0].Rows[0].Values[0] = Range{2, 1} },
	} {
		m := sampleMultiples()
		spoil(&m)
		if err := m.WriteSVG(io.Discard); err == nil {
			t.Errorf("panels with %s were drawn", name)
		}
	}
}
