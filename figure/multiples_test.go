package figure

import (
	"io"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
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

// Whatever the values and names, no text is cut off by the edge or lies on another, and the table has each value.
func TestMultiplesOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := sampleMultiples()
		m.From, m.To = 0, 0
		m.Series = rapid.SliceOfN(anyName, 1, 5).Draw(t, "series")
		m.Panels = nil
		value := rapid.Float64Range(-1e4, 1e4)
		for range rapid.IntRange(1, 3).Draw(t, "panels") {
			panel := Panel{Name: anyName.Draw(t, "panel")}
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				r := Dots{Name: anyName.Draw(t, "row"), Text: rapid.StringMatching(`|≥81%|not covered`).Draw(t, "text")}
				for range m.Series {
					low, high := value.Draw(t, "low"), value.Draw(t, "high")
					switch rapid.IntRange(0, 2).Draw(t, "known") {
					case 0:
						low, high = min(low, high), max(low, high)
					case 1:
						high = low
					case 2:
						low = math.NaN()
					}
					r.Values = append(r.Values, Range{low, high})
				}
				panel.Rows = append(panel.Rows, r)
			}
			m.Panels = append(m.Panels, panel)
		}
		if m.check() != nil {
			t.Skip("nothing is known")
		}
		drawn(t, m)
		n := 1
		for _, panel := range m.Panels {
			n += len(panel.Rows) * len(m.Series)
		}
		if got := len(m.Table()); got != n {
			t.Errorf("the table has %d rows, not %d", got, n)
		}
	})
}
