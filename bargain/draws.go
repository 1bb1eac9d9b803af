package bargain

import (
	"math"
	"slices"
	"sync"

	"multivector/chance"
)

// Level is that of the intervals of draws: the part of them that lies between the two ends.
const Level = 0.9

// Draws is what a model makes of inputs drawn from what is known of them.
type Draws struct {
	Model, Variant string
	N              int
	Seed           uint64
	Factors        []Factor
	Centre         *Run        // of each input at its centre
	Forecast       [][]float64 // by dimension, by draw
	Mean, Median   [][]float64 // the baselines of each draw, by dimension: of the positions as they are drawn
	Fates          []Fate      // by draw
	OnEdge         int         // draws of which the run hangs on the last bits
}

// Draw runs a model over n draws of the inputs. The same seed gives the same draws to every model.
func Draw(m Model, in *Inputs, n int, seed uint64) (*Draws, error) {
	centre, err := m.Run(in.Table())
	if err != nil {
		return nil, err
	}
	k := in.Dimensions()
	d := &Draws{
		Model: centre.Model, Variant: centre.Variant, N: n, Seed: seed, Factors: in.Factors(), Centre: centre,
		Forecast: grid(k, n), Mean: grid(k, n), Median: grid(k, n), Fates: make([]Fate, n),
	}
	onEdge := make([]bool, n)
	err = eachDraw(n, func(i int) error {
		r, err := m.Run(in.at(quantiles(seed, i, len(d.Factors))))
		if err != nil {
			return err
		}
		forecast, mean, median := r.Forecast(), r.Mean(0), r.Median(0)
		for dim := range k {
			d.Forecast[dim][i], d.Mean[dim][i], d.Median[dim][i] = forecast[dim], mean[dim], median[dim]
		}
		d.Fates[i], onEdge[i] = r.Outcome.Fate, len(r.Warnings) > 0
		return nil
	})
	for _, e := range onEdge {
		if e {
			d.OnEdge++
		}
	}
	return d, err
}

// eachDraw runs f for each draw on all cores, and gives the error of the first draw that has one.
func eachDraw(n int, f func(i int) error) error {
	var lock sync.Mutex
	var failure error
	at := n
	chance.Each(n, func(i int) {
		if err := f(i); err != nil {
			lock.Lock()
			defer lock.Unlock()
			if i < at {
				at, failure = i, err
			}
		}
	})
	return failure
}

// Share is the part of the draws that ended so.
func (d *Draws) Share(f Fate) float64 {
	n := 0
	for _, fate := range d.Fates {
		if fate == f {
			n++
		}
	}
	return float64(n) / float64(d.N)
}

// Distribution tells of draws by their moments and quantiles.
type Distribution struct {
	Mean, SD                   float64
	Q05, Q25, Median, Q75, Q95 float64
}

// Distribute describes draws, at least one.
func Distribute(draws []float64) (d Distribution) {
	sorted := slices.Sorted(slices.Values(draws))
	for _, v := range sorted {
		d.Mean += v / float64(len(sorted))
	}
	for _, v := range sorted {
		d.SD += (v - d.Mean) * (v - d.Mean)
	}
	d.SD = math.Sqrt(d.SD / float64(max(len(sorted)-1, 1)))
	d.Q05, d.Q25, d.Median = chance.Quantile(sorted, 0.05), chance.Quantile(sorted, 0.25), chance.Quantile(sorted, 0.5)
	d.Q75, d.Q95 = chance.Quantile(sorted, 0.75), chance.Quantile(sorted, 0.95)
	return d
}

// Swing is what the ends of one factor make of the forecast while every other input stays at its centre.
type Swing struct {
	Factor    Factor
	Low, High []float64 // the forecast at the factor's two ends, by dimension
}

// Tornado gives the swing of each factor, in the order of Factors.
func Tornado(m Model, in *Inputs) ([]Swing, error) {
	factors := in.Factors()
	swings := make([]Swing, len(factors))
	err := eachDraw(len(factors), func(i int) error {
		swings[i].Factor = factors[i]
		for _, end := range []struct {
			value float64
			to    *[]float64
		}{{factors[i].Value.Low, &swings[i].Low}, {factors[i].Value.High, &swings[i].High}} {
			r, err := m.Run(in.table(func(v *Value) float64 {
				if v == factors[i].cell {
					return end.value
				}
				return v.Mode
			}))
			if err != nil {
				return err
			}
			*end.to = r.Forecast()
		}
		return nil
	})
	return swings, err
}

// Sobol gives, by dimension, how much of the forecast's variance each factor accounts for, alone and with all its
// interactions. It takes rows·(factors+2) runs.
func Sobol(m Model, in *Inputs, rows int, seed uint64) ([][]chance.Index, error) {
	factors := len(in.Factors())
	var lock sync.Mutex
	var failure error
	design := chance.Design{Rows: rows, Factors: factors, Outputs: in.Dimensions(), Seed: seed, Name: "bargain", Level: Level}
	indices := chance.Sobol(design, func(row int, fromB []bool, outputs []float64) {
		// Two draws of the inputs that no other row has.
		us, b := quantiles(seed, 2*row, factors), quantiles(seed, 2*row+1, factors)
		for k, take := range fromB {
			if take {
				us[k] = b[k]
			}
		}
		r, err := m.Run(in.at(us))
		if err != nil {
			lock.Lock()
			failure = err
			lock.Unlock()
			return
		}
		copy(outputs, r.Forecast())
	})
	return indices, failure
}
