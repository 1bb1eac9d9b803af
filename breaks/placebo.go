package breaks

import (
	"fmt"
	"math"
)

// Unit is one series among those a placebo test compares: a state's, of the same measure with the same power.
type Unit struct {
	Name string
	N    int // points
	// Points up to Before lie wholly before the date, those from After on wholly after it; a point between them
	// straddles it and is in neither.
	Before, After int
	// Level is the series' level over the points from .. to-1; ok is false where it has none.
	Level func(from, to int) (level float64, ok bool)
}

// Rank is a place among the sizes of changes: 1 is the largest. Equal sizes count as larger, so that a place is never
// flattered. P is K/N, the share of the N at least as large, itself included (Phipson and Smyth 2010, doi:10.2202/1544-6115.1585).
type Rank struct {
	K, N int
	P    float64
}

// Change is a level after a date less that before it.
type Change struct {
	Name          string
	Before, After float64 // levels
	By            float64
}

// Moved is how much a series moved after a date, and how usual that is. It says after, never because.
type Moved struct {
	Change
	Window int // points on each side that were compared
	// Largest is the first point after the date after which the unit moved most, of those compared.
	Largest int
	Dates   Rank     // among the dates that have as many points on each side; N is 0 where there is no other
	Units   Rank     // among the units that have them; N is 0 where there is no other
	Others  []Change // of the other units
	// Missing says why the change could not be taken; nothing else is set.
	Missing  string
	Warnings []string
}

// fewPlacebos is the number of comparisons below which even the first rank is no better than one in ten.
const fewPlacebos = 10

// Placebo compares the change of a unit after a date with its changes after every other date, and with those of the other
// units after the same date (the placebo tests of Abadie, Diamond and Hainmueller 2010, doi:10.1198/jasa.2009.ap08746, with a
// difference of levels for the gap). The same number of points is compared on each side of every date: as many as the unit
// has after or before it, and window at most.
func Placebo(units []Unit, of, window int) Moved {
	u := units[of]
	m := Moved{Change: Change{Name: u.Name, Before: math.NaN(), After: math.NaN(), By: math.NaN()}}
	w := min(window, u.Before, u.N-u.After)
	if w < 1 {
		m.Missing = fmt.Sprintf("%s before the date and %d after it: there must be one of each", points(u.Before), u.N-u.After)
		return m
	}
	var ok bool
	if m.Change, ok = u.change(u.Before, u.After, w); !ok {
		m.Missing = "there is no level before or after the date"
		return m
	}
	m.Window = w
	straddling := u.After - u.Before
	var dates, others []float64
	m.Largest = u.After
	most := math.Abs(m.By)
	for before := w; before+straddling+w <= u.N; before++ {
		c, ok := u.change(before, before+straddling, w)
		if !ok || before == u.Before {
			continue
		}
		dates = append(dates, c.By)
		if by := math.Abs(c.By); by > most {
			most, m.Largest = by, before+straddling
		}
	}
	for i, other := range units {
		if i == of || other.Before < w || other.N-other.After < w {
			continue
		}
		if c, ok := other.change(other.Before, other.After, w); ok {
			m.Others = append(m.Others, c)
			others = append(others, c.By)
		}
	}
	m.Dates, m.Units = rank(m.By, dates), rank(m.By, others)
	switch {
	case m.Dates.N == 0:
		m.Warnings = append(m.Warnings, "no other date has as many points on each side: how usual the change is cannot be said")
	case m.Dates.N < fewPlacebos:
		m.Warnings = append(m.Warnings, fmt.Sprintf("only %d dates can be compared: the first place of so few is not rare", m.Dates.N))
	}
	if w < 3 {
		m.Warnings = append(m.Warnings, fmt.Sprintf("the window is %s on each side: one of them can make the change", points(w)))
	}
	return m
}

func points(n int) string {
	if n == 1 {
		return "one point"
	}
	return fmt.Sprintf("%d points", n)
}

// change is the level of w points from after on less that of the w points up to before.
func (u Unit) change(before, after, w int) (c Change, ok bool) {
	a, was := u.Level(before-w, before)
	b, is := u.Level(after, after+w)
	return Change{u.Name, a, b, b - a}, was && is
}

// rank places a change among others by size; with none to compare it has no place.
func rank(change float64, others []float64) Rank {
	if len(others) == 0 {
		return Rank{}
	}
	k := 1
	for _, v := range others {
		// What differs by rounding alone is equal.
		if math.Abs(v) >= math.Abs(change)*(1-1e-12) {
			k++
		}
	}
	n := len(others) + 1
	return Rank{k, n, float64(k) / float64(n)}
}
