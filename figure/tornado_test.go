package figure

import (
	"io"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var sampleTornado = Tornado{
	Frame: Frame{
		Title:  "What Uzbekistan's way into the union hangs on",
		About:  "Where the bargain settles with one input at each end of its range and the others at their middles.",
		Spoken: "Russia's capability and salience move the settlement most, from 58 to 90 and from 60 to 92.",
		Source: "Source: the scenario eaeu-accession; ranges judged by its authors.",
	},
	Middle: 71.97, MiddleName: "all at their middles:", Decimals: 1,
	Axis: Axis{Name: "0: no membership, 100: full membership"},
	Low:  "input at its lower end", High: "at its upper end",
	Swings: []Swing{
		{"Kazakhstan: salience", "0.2", "0.5", 56.05, 83.2},
		{"Russia: capability", "108.7", "543.5", 57.6, 90.48},
		{"Russia: salience", "0.5", "0.8", 60.14, 92.34},
		{"Uzbekistan: salience", "0.865", "0.875", 58.9, 73.37},
		{"Kyrgyzstan: position", "40", "70", 59.19, 73.34},
		{"European Union: salience", "0.1", "0.4", 67.13, 54.04},
		{"Kazakhstan: position", "45", "75", 64.75, 73.82},
		{"China: position", "20", "50", 64.07, 59.18},
	},
}

func TestTornado(t *testing.T) {
	text := looked(t, "tornado", sampleTornado)
	for _, want := range []string{">57.6<", ">90.5<", "all at their middles: 72.0", "108.7 … 543.5"} {
		if !strings.Contains(text, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
	if table := sampleTornado.Table(); table[1][0] != "Russia: capability" || table[1][4] != "90.48" {
		t.Errorf("the widest is not first: %q", table[1])
	}
	if sampleTornado.Swings[0].Name != "Kazakhstan: salience" {
		t.Error("drawing has put the caller's inputs in another order")
	}
}

// Whatever the results, each bar has both, the widest comes first, and the decimal sign is the one asked for.
func TestTornadoOfAnyResults(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sampleTornado
		c.Decimal = ","
		c.Decimals = rapid.IntRange(0, 3).Draw(t, "decimals")
		value := rapid.Float64Range(-1000, 1000)
		c.Middle, c.Swings = value.Draw(t, "middle"), nil
		for range rapid.IntRange(1, 12).Draw(t, "inputs") {
			c.Swings = append(c.Swings, Swing{rapid.StringMatching(`[A-Za-z ]{1,50}`).Draw(t, "name"), "1", "2", value.Draw(t, "from"), value.Draw(t, "to")})
		}
		text := drawn(t, c)
		if c.Decimals > 0 && !strings.Contains(text, ",") {
			t.Error("no number has a comma")
		}
		for i, sorted := 1, c.sorted(); i < len(sorted); i++ {
			if a, b := sorted[i-1], sorted[i]; math.Abs(a.AtTo-a.AtFrom) < math.Abs(b.AtTo-b.AtFrom) {
				t.Errorf("%s comes before %s, which is wider", a.Name, b.Name)
			}
		}
	})
}

func TestTornadoRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Tornado){
		"nothing":     func(c *Tornado) { c.Swings = nil },
		"no number":   func(c *Tornado) { c.Swings = []Swing{{AtFrom: math.NaN()}} },
		"no word":     func(c *Tornado) { c.Low = "" },
		"no decimals": func(c *Tornado) { c.Decimals = -1 },
	} {
		c := sampleTornado
		spoil(&c)
		if err := c.WriteSVG(io.Discard); err == nil {
			t.Errorf("a tornado of %s was drawn", name)
		}
	}
}
