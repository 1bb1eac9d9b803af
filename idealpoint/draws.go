package idealpoint

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"

	"multivector/chance"
)

// Settings say how long a sampler runs and how its answer is turned.
type Settings struct {
	Seed   uint64
	Chains int
	Burn   int       // sweeps at the start of each chain that are thrown away
	Sweeps int       // sweeps of each chain after that
	Thin   int       // one draw in so many is kept
	Anchor [2]string // the codes of a state on the positive side and of one on the negative

	Watch      []Question         // votes not shown to the model, to be foretold in every sweep
	Checkpoint string             // where the chains may leave off and go on, by a file each; empty for nowhere
	Progress   func(done, of int) // told after every sweep, from any goroutine; may be nil
}

func (s Settings) check(d *Data) error {
	if s.Chains < 1 || s.Burn < 0 || s.Thin < 1 || s.Sweeps < s.Thin {
		return fmt.Errorf("%d chains of %d sweeps after %d, one in %d kept: that keeps no draw", s.Chains, s.Sweeps, s.Burn, s.Thin)
	}
	return d.anchored(s.Anchor)
}

func (d *Data) anchored(anchor [2]string) error {
	for _, code := range anchor {
		if _, known := d.state(code); !known {
			return fmt.Errorf("the anchor %q has no vote in the data; it would be one of the states that do", code)
		}
	}
	return nil
}

// Draws are joint draws from a posterior: in each draw every state-session has its ideal point, so that whatever
// is computed from several of them is computed draw by draw.
type Draws struct {
	Data   *Data
	Chains int
	Kept   int // draws of each chain
	Accept []Accepted

	Forecasts []Forecast // of Settings.Watch, the mean over all sweeps after the burn

	Beta []float64    // by item, the mean discrimination
	Cut  [][2]float64 // by item, the mean cutpoints

	points []float32 // by chain, draw and unit
	mean   []float64 // by unit, over all sweeps after the burn
}

// Accepted is the share of the proposals of one kind that were accepted.
type Accepted struct {
	Kind  string
	Share float64
}

// At gives the ideal points of all units in one draw. They must not be changed.
func (d *Draws) At(chain, draw int) []float32 {
	n := len(d.Data.Units)
	i := (chain*d.Kept + draw) * n
	return d.points[i : i+n : i+n]
}

// Trace gives the draws of one unit, a slice for each chain.
func (d *Draws) Trace(unit int) [][]float64 {
	all := make([][]float64, d.Chains)
	for c := range all {
		all[c] = make([]float64, d.Kept)
		for i := range all[c] {
			all[c][i] = float64(d.At(c, i)[unit])
		}
	}
	return all
}

// Diagnose looks at every unit.
func (d *Draws) Diagnose() []Diagnosis {
	all := make([]Diagnosis, len(d.Data.Units))
	chance.Each(len(all), func(u int) { all[u] = Diagnose(d.Trace(u)) })
	return all
}

// Mean gives the mean of each unit over all sweeps after the burn, those that thinning left out too.
func (d *Draws) Mean() []float64 { return d.mean }

// sampler is one chain.
type sampler interface {
	sweep()
	points() []float64                         // by unit, standardised
	items() (beta []float64, cut [][2]float64) // on the scale of the points last given
	accepted() []Accepted
	state() chainState
	resume(chainState)
}

// run lets all chains run, each beside the others, and gathers their draws.
func run(ctx context.Context, d *Data, set Settings, kind string, begin func(chain int) sampler) (*Draws, error) {
	all := &Draws{Data: d, Chains: set.Chains, Kept: set.Sweeps / set.Thin}
	all.points = make([]float32, all.Chains*all.Kept*len(d.Units))
	chains := make([]chainRun, set.Chains)
	var done atomic.Int64
	chance.Each(set.Chains, func(c int) {
		r := &chains[c]
		size := all.Kept * len(d.Units)
		r.set, r.sampler, r.draws, r.watch = set, begin(c), all.points[c*size:(c+1)*size], make([]Forecast, len(set.Watch))
		r.sums = newChainSums(d)
		r.key = set.key(d, kind, c)
		r.run(ctx, d, c, func(sweeps int) {
			if n := int(done.Add(int64(sweeps))); set.Progress != nil {
				set.Progress(n, set.Chains*(set.Burn+set.Sweeps))
			}
		})
	})
	total, kinds := newChainSums(d), len(chains[0].sampler.accepted())
	all.Accept = make([]Accepted, kinds)
	all.Forecasts = make([]Forecast, len(set.Watch))
	n := float64(set.Sweeps * set.Chains)
	for _, c := range chains {
		if c.err != nil {
			return nil, c.err
		}
		total.join(c.sums)
		for i, a := range c.sampler.accepted() {
			all.Accept[i].Kind = a.Kind
			all.Accept[i].Share += a.Share / float64(set.Chains)
		}
		for i, f := range c.watch {
			for k, p := range f {
				all.Forecasts[i][k] += p / n
			}
		}
	}
	total.means(n)
	all.mean, all.Beta, all.Cut = total.Points, total.Beta, total.Cut
	all.orient(set.Anchor)
	return all, nil
}

// chainRun is one chain on its way.
type chainRun struct {
	set     Settings
	sampler sampler
	key     string
	done    int // sweeps
	draws   []float32
	sums    chainSums
	watch   []Forecast
	err     error
}

func (r *chainRun) run(ctx context.Context, d *Data, chain int, tell func(sweeps int)) {
	path := ""
	if r.set.Checkpoint != "" {
		path = checkpointFile(r.set.Checkpoint, chain)
		if r.err = r.takeUp(path); r.err != nil {
			return
		}
		tell(r.done)
	}
	for r.done < r.set.Burn+r.set.Sweeps {
		if r.err = ctx.Err(); r.err != nil {
			break
		}
		r.sampler.sweep()
		if after := r.done - r.set.Burn; after >= 0 {
			r.gather(d, after)
		}
		r.done++
		tell(1)
		if path != "" && r.done%checkpointEvery == 0 {
			if r.err = r.save(path); r.err != nil {
				return
			}
		}
	}
	if path != "" {
		if err := r.save(path); err != nil {
			r.err = err
		}
	}
}

// gather takes what a sweep gave, after so many since the burn.
func (r *chainRun) gather(d *Data, after int) {
	points := r.sampler.points()
	beta, cut := r.sampler.items()
	r.sums.join(chainSums{points, beta, cut})
	for i, q := range r.set.Watch {
		f := d.forecast(q.Item, parameters{beta[q.Item], cut[q.Item][0], cut[q.Item][1]}, points[q.Unit], 0)
		for k, p := range f {
			r.watch[i][k] += p
		}
	}
	if draw := after / r.set.Thin; after%r.set.Thin == r.set.Thin-1 && (draw+1)*len(points) <= len(r.draws) {
		for i, x := range points {
			r.draws[draw*len(points)+i] = float32(x)
		}
	}
}

// drawn is the draws that were made so far.
func (r *chainRun) drawn(units int) []float32 {
	return r.draws[:min(len(r.draws), max(0, r.done-r.set.Burn)/r.set.Thin*units)]
}

func (r *chainRun) save(path string) error {
	return writeCheckpoint(path, checkpoint{r.key, r.done, r.drawn(len(r.sums.Points)), r.watch, r.sums, r.sampler.state()})
}

func (r *chainRun) takeUp(path string) error {
	c, found, err := readCheckpoint(path, r.key)
	if err != nil || !found {
		return err
	}
	if c.Sweeps > r.set.Burn+r.set.Sweeps {
		return fmt.Errorf("%s has gone %d sweeps, and %d were asked for", path, c.Sweeps, r.set.Burn+r.set.Sweeps)
	}
	r.done, r.watch, r.sums = c.Sweeps, append(c.Watch, r.watch[len(c.Watch):]...), c.Sums
	copy(r.draws, c.Points)
	r.sampler.resume(c.Chain)
	return nil
}

// chainSums adds up what a chain visits.
type chainSums struct {
	Points, Beta []float64
	Cut          [][2]float64
}

func newChainSums(d *Data) chainSums {
	return chainSums{make([]float64, len(d.Units)), make([]float64, len(d.Items)), make([][2]float64, len(d.Items))}
}

func (c *chainSums) join(x chainSums) {
	for i, v := range x.Points {
		c.Points[i] += v
	}
	for i, v := range x.Beta {
		c.Beta[i] += v
		c.Cut[i][0] += x.Cut[i][0]
		c.Cut[i][1] += x.Cut[i][1]
	}
}

func (c *chainSums) means(n float64) {
	for i := range c.Points {
		c.Points[i] /= n
	}
	for i := range c.Beta {
		c.Beta[i] /= n
		c.Cut[i][0] /= n
		c.Cut[i][1] /= n
	}
}

// orient turns the scale so that the first anchor stands above the second. The likelihood is the same either way.
func (d *Draws) orient(anchor [2]string) {
	if d.Data.average(d.mean, anchor[0]) >= d.Data.average(d.mean, anchor[1]) {
		return
	}
	for i := range d.points {
		d.points[i] = -d.points[i]
	}
	for i := range d.mean {
		d.mean[i] = -d.mean[i]
	}
	for i := range d.Beta {
		d.Beta[i] = -d.Beta[i]
	}
}

// average is the mean of a state's values over its sessions.
func (d *Data) average(values []float64, code string) float64 {
	s, known := d.state(code)
	if !known {
		return math.NaN()
	}
	sum := 0.0
	for _, u := range d.paths[s] {
		sum += values[u]
	}
	return sum / float64(len(d.paths[s]))
}
