package figure

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// leans are dependence in percent, or its bounds, and kappa with half its interval, for each state and power.
const leans = `KAZ 53 53 .19 .05  9 9 .31 .06  3 3 -.08 .02  18 18 -.02 .04  4 4 -.01 .04
KGZ 33 33 .23 .04  15 15 .43 .04  3 3 -.10 .03  3 15 -.07 .03  11 11 0 .03
TJK 43 54 .22 .04  15 15 .35 .04  0 16 -.08 .03  1 16 -.06 .03  2 17 .02 .03
TKM 24 24 .11 .04  32 32 .24 .07  3 3 -.04 .03  12 12 -.04 .03  15 15 -.01 .02
UZB 42 53 .34 .07  10 23 .41 .06  1 14 -.09 .03  12 25 -.05 .04  4 17 .07 .05`

func samplePlane() Plane {
	l := Plane{
		Frame: Frame{
			Title:  "Who depends more votes more alike, but for China",
			About:  "Each point is a state and a power. Bars are 95% intervals of likeness and the bounds of dependence; hollow: bounds alone are known.",
			Spoken: "Likeness of votes rises with dependence, by .07 for ten points. All five pairs with China lie above the line.",
			Source: "Source: roll calls of the UN General Assembly, sessions 69–78; shares of the latest year known.",
		},
		X:      Axis{"Dependence: mean share over the domains covered", "%"},
		Y:      Axis{"Likeness of votes: weighted kappa, last ten sessions", ""},
		Series: []string{"Russia", "China", "United States", "European Union", "Türkiye"},
		Fit:    &Fit{Name: "line through all, 95%"},
	}
	for _, line := range strings.Split(leans, "\n") {
		f := strings.Fields(line)
		for s := range l.Series {
			var low, high, kappa, half float64
			if _, err := fmt.Sscan(strings.Join(f[1+4*s:5+4*s], " "), &low, &high, &kappa, &half); err != nil {
				panic(err)
			}
			x := Measured{low, low, high}
			if low < high {
				x.Value = math.NaN()
			}
			l.Points = append(l.Points, Point{s, f[0], x, Measured{kappa, kappa - half, kappa + half}})
		}
	}
	for x := 0.0; x <= 54; x += 6 {
		y, half := -.081+.0074*x, .04+.0012*math.Abs(x-17)
		l.Fit.X, l.Fit.Y, l.Fit.Low, l.Fit.High = append(l.Fit.X, x), append(l.Fit.Y, y), append(l.Fit.Low, y-half), append(l.Fit.High, y+half)
	}
	return l
}

func TestPlane(t *testing.T) {
	text := looked(t, "plane", samplePlane())
	for _, state := range []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"} {
		if n := strings.Count(text, ">"+state+"<"); n != 5 {
			t.Errorf("%s is named %d times, not at each of its five points", state, n)
		}
	}
}

// Wherever points lie, their names are on no mark and on no other name, and all points are in the table.
func TestNamesGiveWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := samplePlane()
		l.Points = nil
		value := rapid.SampledFrom([]*rapid.Generator[float64]{rapid.Float64Range(-1, 1), rapid.Float64Range(-2e5, 1e5), rapid.Float64Range(3, 3.0001)}).Draw(t, "scale")
		for range rapid.IntRange(1, 30).Draw(t, "points") {
			measured := func(name string) Measured {
				m := []float64{value.Draw(t, name), value.Draw(t, name), value.Draw(t, name)}
				slices.Sort(m)
				return Measured{m[1], m[0], m[2]}
			}
			l.Points = append(l.Points, Point{rapid.IntRange(0, 4).Draw(t, "series"), anyName.Draw(t, "name"), measured("x"), measured("y")})
		}
		drawn(t, l)
		if got, want := len(l.Table()), 1+len(l.Points)+len(l.Fit.X); got != want {
			t.Errorf("the table has %d rows, not %d", got, want)
		}
	})
}

func TestPlaneRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Plane){
		"no point":                         func(l *Plane) { l.Points = nil },
		"a point of no series":             func(l *Plane) { l.Points[0].Series = 5 },
		"a value outside its interval":     func(l *Plane) { l.Points[0].X = Measured{1, 2, 3} },
		"an endless interval":              func(l *Plane) { l.Points[0].X = Measured{1, 0, math.Inf(1)} },
		"a value of which nothing's known": func(l *Plane) { l.Points[0].Y = Measured{math.NaN(), math.NaN(), math.NaN()} },
		"a short band":                     func(l *Plane) { l.Fit.Low = l.Fit.Low[1:] },
		"six series":                       func(l *Plane) { l.Series = make([]string, 6) },
	} {
		l := samplePlane()
		spoil(&l)
		if err := l.WriteSVG(io.Discard); err == nil {
			t.Errorf("a plane with %s was drawn", name)
		}
	}
}
