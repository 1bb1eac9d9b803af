package figure

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shares are those of a dossier as it prints them: state, domain, year, and the share of each power.
const shares = `KAZ|exports|2023|13%|19%|2%|39%|5%
|imports|2023|28%|25%|4%|17%|3%
|remittances|2017|64%|<1%|1%|22%|<1%
|emigrants|2017|65%|<1%|1%|21%|<1%
|investment|2022|5%|5%|18%|<72%|<72%
|arms|2020–24|89%|<1%|<1%|8%|1%
|energy routes|2023|95%|2%|<2%|<2%|2%
KGZ|exports|2023|24%|2%|<1%|1%|5%
|imports|2023|18%|43%|3%|8–21%|4%
|remittances|1–11/2022|≥81%|<20%|<20%|<20%|<20%
|emigrants|2017|76%|<1%|1%|12%|1%
|external debt|2017|<59%|41%|<59%|<59%|<59%
|arms|2020–24|21%|0|0|0|35%
|energy routes|·|·|·|·|·|·
TKM|exports|2023|<4%|63%|<4%|≥7%|11%
|imports|2023|<25%|~20%|<25%|~≥5%|~21%
|remittances|2017|~100%|~0|~0|~0|~0
|emigrants|2017|72%|<1%|1%|4%|2%
|investment|?|?|?|?|?|?
|arms|2020–24|<1%|0|5%|46%|41%
|energy routes|2021|23%|77%|<1%|<1%|<1%
`

// cell reads a share as it is printed.
func cell(text string) Cell {
	value := strings.TrimSuffix(strings.TrimLeft(text, "~≥<"), "%")
	low, high, ranged := strings.Cut(value, "–")
	number := func(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
	c := Cell{Low: number(low), High: number(low), Text: text}
	switch {
	case text == "·":
		return Cell{Uncovered: true}
	case text == "?":
		return Cell{Low: math.NaN(), High: math.NaN(), Text: "?"}
	case ranged:
		c.High = number(high)
	case strings.Contains(text, "≥"):
		c.High = 100
	case strings.Contains(text, "<") && text != "<1%":
		c.Low = 0
	}
	return c
}

var names = map[string]string{"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "TKM": "Turkmenistan"}

func sampleHeatMap() HeatMap {
	h := HeatMap{
		Frame: Frame{
			Title:  "Who depends on whom, and through what",
			About:  "A power's share of a state's total in each domain, in the latest year known.",
			Spoken: "Russia holds most of the remittances, emigrants, arms and energy routes of Kazakhstan; China of the exports and energy routes of Turkmenistan.",
			Source: "Source: the dossier's own tables of trade, remittances, stocks of emigrants, debt, arms and routes.",
		},
		Columns: []string{"Russia", "China", "United States", "European Union", "Türkiye"},
		Breaks:  []float64{5, 10, 25, 50, 75},
		Unit:    "%",
		Words:   CellWords{Bounds: "lies between two values", Unknown: "not known", Uncovered: "not covered"},
	}
	for _, line := range strings.Split(strings.TrimSpace(shares), "\n") {
		f := strings.Split(line, "|")
		if f[0] != "" {
			h.Groups = append(h.Groups, Group{Name: names[f[0]]})
		}
		g := &h.Groups[len(h.Groups)-1]
		r := Row{Name: f[1], Note: strings.Trim(f[2], "·?")}
		rest := 100.0 // of the total, which no cell without an upper bound can exceed
		for _, text := range f[3:] {
			r.Cells = append(r.Cells, cell(text))
			rest -= r.Cells[len(r.Cells)-1].Low
		}
		for i := range r.Cells {
			if c := &r.Cells[i]; strings.Contains(c.Text, "≥") {
				c.High = c.Low + rest
			}
		}
		g.Rows = append(g.Rows, r)
	}
	return h
}

func TestHeatMap(t *testing.T) {
	text := looked(t, "heatmap", sampleHeatMap())
	for _, want := range []string{">95%<", ">8–21%<", "not covered", "lies between two values"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
}

// What parts from a middle has two colours, text of another alphabet and a decimal comma fit too.
func TestHeatMapOfChanges(t *testing.T) {
	h := HeatMap{
		Frame:     Frame{Title: "Как изменилось сходство голосований", About: "Каппа последних десяти сессий без каппы всех прежних.", Spoken: "Все отошли от Евросоюза.", Source: "Источник: голосования Генеральной Ассамблеи ООН.", Decimal: ","},
		Columns:   []string{"Россия", "Китай", "Соединённые Штаты", "Европейский союз", "Турция"},
		Breaks:    []float64{-.15, -.1, -.05, .05, .1, .15},
		Diverging: true,
		Groups:    []Group{{Rows: nil}},
	}
	for _, r := range []struct {
		name   string
		values []float64
	}{
		{"Казахстан", []float64{-.14, .05, -.06, -.18, -.2}},
		{"Киргизия", []float64{-.08, .08, -.05, -.14, -.13}},
		{"Таджикистан", []float64{-.15, -.01, -.03, -.13, -.14}},
		{"Туркмения", []float64{-.1, -.16, .02, -.01, -.05}},
		{"Узбекистан", []float64{-.05, .1, -.06, -.15, -.12}},
	} {
		row := Row{Name: r.name}
		for _, v := range r.values {
			row.Cells = append(row.Cells, Cell{Low: v, High: v, Text: strings.Replace(fmt.Sprintf("%+.2f", v), ".", ",", 1)})
		}
		h.Groups[0].Rows = append(h.Groups[0].Rows, row)
	}
	if text := looked(t, "heatmap-changes", h); !strings.Contains(text, ">−0,15<") {
		t.Error("the legend has no decimal comma")
	}
}

func TestHeatMapRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*HeatMap){
		"no title":           func(h *HeatMap) { h.Title = "" },
		"nothing spoken":     func(h *HeatMap) { h.Spoken = " " },
		"a sign of decimals": func(h *HeatMap) { h.Decimal = "'" },
		"no column":          func(h *HeatMap) { h.Columns = nil },
		"a missing cell":     func(h *HeatMap) { h.Groups[0].Rows[0].Cells = nil },
		"breaks in disorder": func(h *HeatMap) { h.Breaks = []float64{2, 1} },
		"too many breaks":    func(h *HeatMap) { h.Breaks = []float64{1, 2, 3, 4, 5, 6} },
		"no word for bounds": func(h *HeatMap) { h.Words.Bounds = "" },
		"no row":             func(h *HeatMap) { h.Groups = nil },
		"bounds in disorder": func(h *HeatMap) { h.Groups[0].Rows[0].Cells[0] = Cell{Low: 2, High: 1} },
	} {
		h := sampleHeatMap()
		spoil(&h)
		if err := h.WriteSVG(io.Discard); err == nil {
			t.Errorf("a heat map with %s was drawn", name)
		}
	}
}

// Text can be read on each colour it is written on, by day and by night: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
func TestTextIsReadable(t *testing.T) {
	luminance := func(hex string) float64 {
		var parts [3]float64
		for i := range parts {
			v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c := float64(v) / 255
			if parts[i] = c / 12.92; c > .04045 {
				parts[i] = math.Pow((c+.055)/1.055, 2.4)
			}
		}
		return .2126*parts[0] + .7152*parts[1] + .0722*parts[2]
	}
	contrast := func(a, b string) float64 {
		x, y := luminance(a)+.05, luminance(b)+.05
		return max(x/y, y/x)
	}
	type pair struct{ text, under colour }
	pairs := []pair{{ink, paper}, {quiet, paper}}
	for _, c := range hues {
		pairs = append(pairs, pair{c, paper})
	}
	for _, scale := range [][]colour{sequence, about} {
		for _, c := range scale {
			pairs = append(pairs, pair{on(c), c})
		}
	}
	for _, p := range pairs {
		if day, night := contrast(p.text.day, p.under.day), contrast(p.text.night, p.under.night); day < 4.5 || night < 4.5 {
			t.Errorf("%s on %s has a contrast of %.1f by day and %.1f by night", p.text.name, p.under.name, day, night)
		}
	}
	for i := 1; i < len(sequence); i++ {
		if a, b := luminance(sequence[i-1].day), luminance(sequence[i].day); a <= b {
			t.Errorf("by day %s is not darker than the one before", sequence[i].name)
		}
		if a, b := luminance(sequence[i-1].night), luminance(sequence[i].night); a >= b {
			t.Errorf("by night %s is not brighter than the one before", sequence[i].name)
		}
	}
}

// Whatever the names, the columns and what is known, no text is cut off by the edge or lies on another, and the table has each
// cell.
func TestHeatMapOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := sampleHeatMap()
		h.Columns = rapid.SliceOfN(anyName, 1, 9).Draw(t, "columns")
		h.Groups = nil
		for range rapid.IntRange(1, 3).Draw(t, "groups") {
			g := Group{Name: anyName.Draw(t, "group")}
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				r := Row{Name: anyName.Draw(t, "row"), Note: rapid.StringMatching(`[0-9/–]{0,12}`).Draw(t, "note")}
				for range h.Columns {
					r.Cells = append(r.Cells, cell(rapid.SampledFrom([]string{"100%", "<1%", "8–21%", "≥81%", "·", "?"}).Draw(t, "cell")))
				}
				g.Rows = append(g.Rows, r)
			}
			h.Groups = append(h.Groups, g)
		}
		drawn(t, h)
		i, table := 1, h.Table()
		for _, g := range h.Groups {
			for _, r := range g.Rows {
				for k, c := range r.Cells {
					if row := table[i]; row[0] != g.Name || row[1] != r.Name || row[3] != h.Columns[k] || row[6] != c.Text {
						t.Fatalf("row %d of the table is %q", i, row)
					}
					i++
				}
			}
		}
	})
}
