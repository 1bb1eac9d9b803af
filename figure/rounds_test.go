package figure

import (
	"io"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// emission is the bargain over the emission standards of the European Community that bargain/testdata/emission.csv has (its README says whose
// it is), by the model scholz-jmckib, rounded to hundredths:
//
//	multivector bargain bargain/testdata/emission.csv --model scholz-jmckib --format csv
func emission() Rounds {
	return Rounds{
		Frame: Frame{
			Title: "Years until the standard holds", About: "Where each state stands from round to round; a line is as wide as capability times salience.",
			Spoken: "Ten actors. Those at 4 and those at 10 stay apart; the middle moves between them.", Source: "Source: Bueno de Mesquita 1994, Table 1 of Scholz, Calbert and Smith 2011; model scholz-jmckib.",
		},
		Low: "4: soon", High: "10: late", From: 4, To: 10,
		Kinds: []Class{{"4", "soon"}, {"7", "between"}, {"10", "late"}},
		Marks: []Landmark{{"mean", []float64{7.39, 7.46, 7.55, 7.59, 7.36, 7.35, 7.41, 7.51, 7.57, 7.32, 7.24}}, {"agreed", []float64{8.833}}},
		Actors: []Actor{
			{"Netherlands", "4", 0.064, []float64{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}},
			{"Belgium", "7", 0.032, []float64{7, 8.42, 9.61, 9.96, 4.8, 5.52, 7.47, 8.82, 9.67, 4.14, 4.29}},
			{"Luxembourg", "4", 0.006, []float64{4, 7, 8.42, 9.61, 9.96, 4.8, 5.52, 7.47, 8.82, 9.67, 4.14}},
			{"Germany", "4", 0.128, []float64{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}},
			{"France", "10", 0.096, []float64{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
			{"Italy", "10", 0.096, []float64{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
			{"UK", "10", 0.144, []float64{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
			{"Ireland", "7", 0.005, []float64{7, 4, 7, 8.42, 9.61, 9.96, 5.52, 7.47, 8.82, 9.67, 4.14}},
			{"Denmark", "4", 0.05, []float64{4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}},
			{"Greece", "7", 0.056, []float64{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}},
		},
	}
}

func TestRounds(t *testing.T) { looked(t, "rounds", emission()) }

// Names give way to one another at both ends, wherever the actors come to stand.
func TestRoundsKeepTheirNamesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rounds{Frame: Frame{Title: "T", Spoken: "S"}, Low: "none", High: "all", To: 100}
		rounds := rapid.IntRange(2, 30).Draw(t, "rounds")
		for range rapid.IntRange(1, actorsMost).Draw(t, "actors") {
			r.Actors = append(r.Actors, Actor{
				Name: rapid.StringMatching(`[A-Z][a-z ]{0,30}`).Draw(t, "name"), Weight: rapid.Float64Range(0, 9).Draw(t, "weight"),
				Positions: rapid.SliceOfN(rapid.Float64Range(0, 100), rounds, rounds).Draw(t, "positions"),
			})
		}
		drawn(t, r)
	})
}

func TestRoundsRefuseWhatTheyCannotDraw(t *testing.T) {
	for name, change := range map[string]func(*Rounds){
		"no actor":          func(r *Rounds) { r.Actors = nil },
		"a crowd":           func(r *Rounds) { r.Actors = make([]Actor, 25) },
		"one round":         func(r *Rounds) { r.Actors = r.Actors[:1]; r.Marks = nil; r.Actors[0].Positions = []float64{4} },
		"a round too few":   func(r *Rounds) { r.Actors[1].Positions = r.Actors[1].Positions[1:] },
		"off the scale":     func(r *Rounds) { r.Actors[1].Positions[0] = 11 },
		"nowhere":           func(r *Rounds) { r.Actors[1].Positions[0] = math.NaN() },
		"a negative weight": func(r *Rounds) { r.Actors[1].Weight = -1 },
		"another kind":      func(r *Rounds) { r.Actors[1].Kind = "5" },
		"a short mean":      func(r *Rounds) { r.Marks[0].Positions = r.Marks[0].Positions[:2] },
		"no scale":          func(r *Rounds) { r.To = r.From },
	} {
		r := emission()
		change(&r)
		if err := r.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
