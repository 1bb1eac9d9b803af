package idealpoint

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"multivector/chance"
)

// The constants of the published program.
const (
	cutStep   = .2 / 3 // s, the standard deviation of the proposals for the cutpoints
	cutBound  = 7.0    // cutpoints lie between -cutBound and cutBound
	pointClip = 5.0    // drawn ideal points are clipped, as are
	zClip     = 9.0    // the latent positions of the votes
	blocks    = 16     // of items, each with a stream of its own in each sweep
)

// Published runs the procedure with which the ideal points of the General Assembly were published, draw for draw
// as its authors' program does it (Bailey, Strezhnev and Voeten 2017, doi:10.1177/0022002715595700, and the
// program published with it; Johnson and Albert 1999, ch. 5). It is not a Gibbs sampler of the model that Sample
// draws from: a state's ideal point is drawn around the mean that the last sweep had for its session before, so
// that what a state does later says nothing of where it stood, and the draws are standardised without the
// parameters of the items going along.
//
// Its start knows by their numbers in the Correlates of War project where the United States, Canada, Britain, Israel,
// Russia and East Germany are. Its cutpoints beyond the choices that were made on an item wander to their bounds.
func Published(ctx context.Context, d *Data, set Settings) (*Draws, error) {
	if err := set.check(d); err != nil {
		return nil, err
	}
	if len(set.Watch) > 0 {
		return nil, errors.New("the published procedure does not foretell votes: its cutpoints beyond the choices that were made mean nothing")
	}
	return run(ctx, d, set, "published", func(chain int) sampler { return newPublished(d, set.Seed, chain) })
}

// publishedChain is one run of the procedure.
type publishedChain struct {
	d      *Data
	seed   uint64
	name   string
	sweeps int

	theta, mean, before []float64 // by unit: the draw, the conditional mean, and that of the last sweep
	beta                []float64 // by item
	cut                 [][2]float64
	lean                []lean

	block []publishedBlock
}

// publishedBlock is what one block of items says of the units its votes are of.
type publishedBlock struct {
	items       [2]int // from and to
	first       int    // unit of pull[0]
	pull, power []float64
	accepted    int
	scratch     struct{ theta, z []float64 }
}

func newPublished(d *Data, seed uint64, chain int) *publishedChain {
	p := &publishedChain{
		d: d, seed: seed, name: fmt.Sprintf("idealpoint published, chain %d", chain),
		theta: make([]float64, len(d.Units)), mean: make([]float64, len(d.Units)), before: make([]float64, len(d.Units)),
		beta: make([]float64, len(d.Items)), cut: make([][2]float64, len(d.Items)),
		lean: d.leans(),
	}
	start := map[int]float64{2: 3, 20: 3, 200: 3, 666: 3, 365: -2, 265: -2}
	for i, u := range d.Units {
		p.mean[i] = start[d.States[u.State].COW]
	}
	copy(p.theta, p.mean)
	america, russia := d.numbered(2), d.numbered(365)
	for v := range d.Items {
		cells := d.cells(v)
		yes, abstain, no := float64(len(cells[Yes])), float64(len(cells[Abstain])), float64(len(cells[No]))
		p.cut[v] = [2]float64{-1 + 2*yes/(yes+abstain+no), -1 + 2*(yes+abstain)/(yes+abstain+no)}
		p.beta[v] = float64(d.opposed(v, america, russia))
	}
	for _, items := range d.blocks() {
		p.block = append(p.block, newPublishedBlock(d, items))
	}
	p.each(func(b *publishedBlock, rng *rand.Rand, v int) { b.draw(p, rng, v) })
	return p
}

// lean is what a unit's point is drawn towards: the mean of another unit, -1 for none, with the precision 1/(S w).
type lean struct {
	unit      int32
	precision float64
}

// leans links the units of each state to those before them. The first leans on the second; the only one of a
// state leans on 0.
func (d *Data) leans() []lean {
	all := make([]lean, len(d.Units))
	for _, path := range d.paths {
		if len(path) == 1 {
			all[path[0]] = lean{-1, 1 / smoothing}
			continue
		}
		for i, u := range path {
			to := path[1]
			if i > 0 {
				to = path[i-1]
			}
			n, m := float64(d.Units[u].Votes), float64(d.Units[to].Votes)
			all[u] = lean{to, (n + m) / (smoothing * n)}
		}
	}
	return all
}

// numbered gives the index of the state with a number of the Correlates of War project, -1 where there is none.
func (d *Data) numbered(cow int) int {
	return slices.IndexFunc(d.States, func(s State) bool { return s.COW == cow })
}

// opposed is 1 where the first of two states chose higher on an item than the second, -1 where lower, else 0; of
// an item put several times the first time that both voted counts.
func (d *Data) opposed(item, first, second int) int {
	session, sign := math.MaxInt, 0
	choice := make(map[[2]int]Choice) // by session and state
	for c, units := range d.cells(item) {
		for _, u := range units {
			if at := d.Units[u]; at.State == first || at.State == second {
				choice[[2]int{at.Session, at.State}] = Choice(c)
			}
		}
	}
	for k, a := range choice {
		if b, both := choice[[2]int{k[0], second}]; both && k[1] == first && k[0] < session {
			session, sign = k[0], int(a)-int(b)
		}
	}
	return max(-1, min(1, sign))
}

// blocks cuts the items into pieces of about equal votes. They depend on the data alone, not on the cores.
func (d *Data) blocks() [][2]int {
	var all [][2]int
	from := 0
	for b := 1; b <= blocks; b++ {
		until := int32(len(d.itemUnit) * b / blocks)
		to := from
		for to < len(d.Items) && d.itemAt[3*to+3] <= until {
			to++
		}
		if to > from {
			all = append(all, [2]int{from, to})
		}
		from = to
	}
	return all
}

func newPublishedBlock(d *Data, items [2]int) publishedBlock {
	b := publishedBlock{items: items}
	votes := d.itemUnit[d.itemAt[3*items[0]]:d.itemAt[3*items[1]]]
	b.first = int(slices.Min(votes))
	units := int(slices.Max(votes)) + 1 - b.first
	b.pull, b.power = make([]float64, units), make([]float64, units)
	longest := 0
	for v := items[0]; v < items[1]; v++ {
		longest = max(longest, int(d.itemAt[3*v+3]-d.itemAt[3*v]))
	}
	b.scratch.theta, b.scratch.z = make([]float64, longest), make([]float64, longest)
	return b
}

// sweep is one sweep: the ideal points from what the votes said last, then all that belongs to the items.
func (p *publishedChain) sweep() {
	p.sweeps++ // from 1 on: the streams of sweep 0 made the start
	p.place()
	p.each(func(b *publishedBlock, rng *rand.Rand, v int) {
		b.cuts(p, rng, v)
		b.draw(p, rng, v)
		b.discriminate(p, rng, v)
	})
}

// each does what is to be done with each item, block by block, and gathers what the votes say of the units.
func (p *publishedChain) each(do func(b *publishedBlock, rng *rand.Rand, item int)) {
	chance.Each(len(p.block), func(i int) {
		b := &p.block[i]
		rng := chance.Stream(p.seed, p.name, p.sweeps*(blocks+1)+i)
		clear(b.pull)
		clear(b.power)
		for v := b.items[0]; v < b.items[1]; v++ {
			do(b, rng, v)
			b.gather(p, v)
		}
	})
}

// place draws all ideal points at once. Precision and mean are those of the normal regression of z on beta with
// the prior N(L, S w) (Bailey, Strezhnev and Voeten 2017, appendix).
func (p *publishedChain) place() {
	rng := chance.Stream(p.seed, p.name, p.sweeps*(blocks+1)+blocks)
	p.mean, p.before = p.before, p.mean
	power := make([]float64, len(p.theta))
	clear(p.mean)
	for i := range p.block {
		b := &p.block[i]
		for u, x := range b.pull {
			p.mean[b.first+u] += x
			power[b.first+u] += b.power[u]
		}
	}
	for u, l := range p.lean {
		toward := 0.0
		if l.unit >= 0 {
			toward = p.before[l.unit]
		}
		precision := l.precision + power[u]
		p.mean[u] = (toward*l.precision + p.mean[u]) / precision
		x := p.mean[u] + rng.NormFloat64()/math.Sqrt(precision)
		p.theta[u] = max(-pointClip, min(pointClip, x))
	}
	standardise(p.theta)
}

// cuts is the step of Cowles for the two cutpoints of an item (1996, doi:10.1007/BF00162520), with the ratio as
// published: the proposal of the first cutpoint is not normalised.
func (b *publishedBlock) cuts(p *publishedChain, rng *rand.Rand, v int) {
	g := p.cut[v]
	var h [2]float64
	h[0] = g[0] + cutStep*between(rng, (-cutBound-g[0])/cutStep, (g[1]-g[0])/cutStep)
	h[1] = g[1] + cutStep*between(rng, (h[0]-g[1])/cutStep, (cutBound-g[1])/cutStep)
	ratio := logPhi((g[1]-h[0])/cutStep) - logPhi((h[1]-g[0])/cutStep)
	beta, cells := p.beta[v], p.d.cells(v)
	for _, u := range cells[Yes] {
		bt := beta * p.theta[u]
		ratio += logPhi(h[0]-bt) - logPhi(g[0]-bt)
	}
	for _, u := range cells[Abstain] {
		bt := beta * p.theta[u]
		ratio += logBetween(h[0]-bt, h[1]-bt) - logBetween(g[0]-bt, g[1]-bt)
	}
	for _, u := range cells[No] {
		bt := beta * p.theta[u]
		ratio += logPhi(bt-h[1]) - logPhi(bt-g[1])
	}
	if ratio > -rng.ExpFloat64() {
		p.cut[v] = h
		b.accepted++
	}
}

// logBetween is log(Phi(b) - Phi(a)).
func logBetween(a, b float64) float64 {
	share, rest := apart(a, b)
	return share + math.Log(rest)
}

// draw draws the latent position of each vote from its cell.
func (b *publishedBlock) draw(p *publishedChain, rng *rand.Rand, v int) {
	beta, g := p.beta[v], p.cut[v]
	at := p.d.itemAt[3*v : 3*v+4]
	units := p.d.itemUnit[at[0]:at[3]]
	z, theta := b.scratch.z[:len(units)], b.scratch.theta[:len(units)]
	for i, u := range units {
		theta[i] = p.theta[u]
	}
	yes, abstain := int(at[1]-at[0]), int(at[2]-at[0])
	for i := range yes {
		bt := beta * theta[i]
		z[i] = max(bt-tail(rng, bt-g[0]), -zClip)
	}
	for i := yes; i < abstain; i++ {
		bt := beta * theta[i]
		z[i] = bt + between(rng, g[0]-bt, g[1]-bt)
	}
	for i := abstain; i < len(z); i++ {
		bt := beta * theta[i]
		z[i] = min(bt+tail(rng, g[1]-bt), zClip)
	}
}

// discriminate draws the discrimination of an item: the normal regression of z on theta with the prior N(0, 1).
func (b *publishedBlock) discriminate(p *publishedChain, rng *rand.Rand, v int) {
	n := p.d.itemAt[3*v+3] - p.d.itemAt[3*v]
	z, theta := b.scratch.z[:n], b.scratch.theta[:n]
	precision, mean := 1.0, 0.0
	for i, t := range theta {
		precision += t * t
		mean += t * z[i]
	}
	p.beta[v] = mean/precision + rng.NormFloat64()/math.Sqrt(precision)
}

// gather adds what the votes on an item say to the units they are of.
func (b *publishedBlock) gather(p *publishedChain, v int) {
	beta := p.beta[v]
	for i, u := range p.d.itemUnit[p.d.itemAt[3*v]:p.d.itemAt[3*v+3]] {
		b.pull[int(u)-b.first] += beta * b.scratch.z[i]
		b.power[int(u)-b.first] += beta * beta
	}
}

func (p *publishedChain) points() []float64 { return p.theta }

func (p *publishedChain) items() ([]float64, [][2]float64) { return p.beta, p.cut }

// accepted is the share of the proposals for the cutpoints that were accepted.
func (p *publishedChain) accepted() []Accepted {
	n := 0
	for i := range p.block {
		n += p.block[i].accepted
	}
	return []Accepted{{"cutpoints", float64(n) / float64(len(p.d.Items)*max(p.sweeps, 1))}}
}
