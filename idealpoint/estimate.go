package idealpoint

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"multivector/chance"
)

// Estimate is what is known of a quantity: its mean, its standard deviation, and the interval that holds it with
// probability Level.
type Estimate struct {
	Mean, SD, Low, High float64
	Level               float64
}

// Level is the probability of the intervals.
const Level = .9

// estimate summarises draws, which it sorts.
func estimate(draws []float64) Estimate {
	e := Estimate{Mean: math.NaN(), SD: math.NaN(), Level: Level}
	if len(draws) > 1 {
		e.Mean, e.SD = moments(draws)
	}
	e.Low, e.High, _ = chance.Interval(draws, Level)
	return e
}

// Estimates gives the ideal points of all units. The means are over the draws that were kept.
func (d *Draws) Estimates() []Estimate {
	all := make([]Estimate, len(d.Data.Units))
	chance.Each(len(all), func(u int) { all[u] = estimate(slices.Concat(d.Trace(u)...)) })
	return all
}

// WriteCSV writes the joint draws, one in a row, for any other program to read: the columns are chain, draw and, named
// like USA/74, the state-sessions in the order of session and state.
func (d *Draws) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("chain,draw")
	for _, u := range d.Data.Units {
		fmt.Fprintf(b, ",%s/%d", d.Data.States[u.State].Code, u.Session)
	}
	var number []byte
	for c := range d.Chains {
		for i := range d.Kept {
			fmt.Fprintf(b, "\n%d,%d", c+1, i+1)
			for _, x := range d.At(c, i) {
				number = strconv.AppendFloat(append(number[:0], ','), float64(x), 'g', -1, 32)
				b.Write(number)
			}
		}
	}
	b.WriteByte('\n')
	return b.Flush() // gives what went wrong at any time
}

// Of gives what a function of the ideal points of some units is, draw by draw: the same function of each joint draw.
// The units stand in the order in which they are given.
func (d *Draws) Of(units []int, f func(points []float64) float64) Estimate {
	values := make([]float64, 0, d.Chains*d.Kept)
	points := make([]float64, len(units))
	for c := range d.Chains {
		for i := range d.Kept {
			at := d.At(c, i)
			for k, u := range units {
				points[k] = float64(at[u])
			}
			values = append(values, f(points))
		}
	}
	return estimate(values)
}

// Distance is how far two states stand apart in a session. Its interval is that of the difference in the joint
// draws, which is narrower than the two intervals would make it where the whole session may drift.
func (d *Draws) Distance(a, b string, session int) (Estimate, error) {
	units, err := d.units(session, a, b)
	if err != nil {
		return Estimate{}, err
	}
	return d.Of(units, func(x []float64) float64 { return math.Abs(x[0] - x[1]) }), nil
}

// Position is where a state stands between two others in a session: 0 with the first, 1 with the second, below 0 or
// above 1 beyond them. It does not depend on where the scale begins or how long it is. Its mean is that of a ratio:
// where the two may stand in one place it is not to be trusted, and the interval is to be read.
func (d *Draws) Position(x, a, b string, session int) (Estimate, error) {
	units, err := d.units(session, x, a, b)
	if err != nil {
		return Estimate{}, err
	}
	return d.Of(units, func(x []float64) float64 { return (x[0] - x[1]) / (x[2] - x[1]) }), nil
}

// units finds states in a session.
func (d *Draws) units(session int, codes ...string) (units []int, err error) {
	for _, code := range codes {
		u, voted := d.Data.Unit(code, session)
		if !voted {
			return nil, fmt.Errorf("%s cast no vote in session %d that the estimates rest on", code, session)
		}
		units = append(units, u)
	}
	return units, nil
}

// moments gives the mean and the standard deviation (divisor n - 1).
func moments(x []float64) (mean, sd float64) {
	n := float64(len(x))
	for _, v := range x {
		mean += v
	}
	mean /= n
	for _, v := range x {
		sd += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(sd / (n - 1))
}

// standardise gives the values mean 0 and variance 1, and says what their mean and standard deviation were.
func standardise(x []float64) (mean, sd float64) {
	mean, sd = moments(x)
	for i, v := range x {
		x[i] = (v - mean) / sd
	}
	return mean, sd
}
