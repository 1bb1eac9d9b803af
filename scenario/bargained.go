package scenario

import (
	"context"
	"slices"

	"multivector/bargain"
	"multivector/chance"
)

// Bargained is what a declared bargain comes to: by the model that it is read by, a rival, and the averages that no such
// model has been shown to beat, all over the same draws of its inputs.
type Bargained struct {
	*Scenario
	N           int // draws
	Seed        uint64
	Settlements []Settlement
	Fronts      []*bargain.Front // what it is worth to the bloc to act as one, by model as Settlements
	Draws       *bargain.Draws   // of the first model
	Swings      []bargain.Swing  // of the first model
}

// Settlement is where a model sees them settle, on the scale from 0 to 100.
type Settlement struct {
	Model, Variant string
	bargain.Distribution
	// Change is the settlement less the status quo, draw by draw, and Above the share of draws in which it is higher.
	Change  bargain.Distribution
	Above   float64
	Settled float64 // the share of draws whose run ended where nobody moves
	Cycles  float64 // the share that goes in circles
	OnEdge  float64 // the share that hangs on the last bits of a number
}

// Models are those that a bargain is run by: its own first, then the others.
func (s *Scenario) Models() []string {
	models := []string{s.Issue.Model}
	for _, m := range []string{"scholz-jmckib", "smp", "mean", "median"} {
		if !slices.Contains(models, m) {
			models = append(models, m)
		}
	}
	return models
}

// Run bargains over n draws of the inputs. The status quo is drawn from a stream of its own, so that no input hangs on it.
func (s *Scenario) Run(ctx context.Context, n int, seed uint64) (*Bargained, error) {
	b := &Bargained{Scenario: s, N: n, Seed: seed}
	today := make([]float64, n)
	for i := range today {
		today[i] = s.StatusQuo.Quantile(chance.Stream(seed, "status quo", i).Float64())
	}
	for k, name := range s.Models() {
		o := bargain.DefaultOptions()
		o.Seed = seed
		o.CloneInvariant = s.Issue.CloneInvariant
		m, err := bargain.New(name, o)
		if err != nil {
			return nil, err
		}
		d, err := bargain.Draw(ctx, m, s.Inputs, n, seed)
		if err != nil {
			return nil, err
		}
		f, err := bargain.UnitedFront(ctx, m, s.Inputs, s.Issue.Bloc, s.Issue.BlocPosition, n, seed)
		if err != nil {
			return nil, err
		}
		b.Settlements, b.Fronts = append(b.Settlements, settlement(d, today)), append(b.Fronts, f)
		if k == 0 {
			b.Draws = d
			if b.Swings, err = bargain.Tornado(ctx, m, s.Inputs); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

func settlement(d *bargain.Draws, today []float64) Settlement {
	forecast := d.Forecast[0]
	change := make([]float64, d.N)
	s := Settlement{
		Model: d.Model, Variant: d.Variant, Distribution: bargain.Distribute(forecast),
		Settled: d.Share(bargain.Settled), Cycles: d.Share(bargain.Cycles), OnEdge: float64(d.OnEdge) / float64(d.N),
	}
	for i, v := range forecast {
		change[i] = v - today[i]
		if change[i] > 0 {
			s.Above++
		}
	}
	s.Above /= float64(d.N)
	s.Change = bargain.Distribute(change)
	return s
}
