package landscape

import (
	"math"

	"multivector/chance"
)

// Anneal looks for low minima where there are too many configurations to look at all of them: simulated annealing
// (Kirkpatrick, Gelatt and Vecchi 1983, doi:10.1126/science.220.4598.671) from as many random configurations as
// there are runs, each cooled until it hardly moves and then let down to the minimum below it. It gives the minima
// found, the lowest first. There may be lower ones: that most runs end in one is a good sign and no proof.
func (g *Game) Anneal(seed uint64, runs int) []Minimum {
	ends := make([]Configuration, runs)
	chance.Each(runs, func(r int) { ends[r] = g.anneal(seed, r) })
	at := map[Configuration]int{}
	var all []Minimum
	for _, c := range ends {
		i, known := at[c]
		if !known {
			i = len(all)
			at[c] = i
			all = append(all, g.minimum(c, g.energy(c)))
		}
		all[i].Found++
	}
	sortMinima(all)
	return all
}

// Sweeps of a run, and how far it is cooled: from where the largest move there is would be made one time in e, to
// a thousandth of it.
const (
	annealSweeps = 400
	annealCooled = 1e-3
)

func (g *Game) anneal(seed uint64, run int) Configuration {
	stream := chance.Stream(seed, "anneal", run)
	c := Configuration(stream.Uint64() & (1<<(g.n-1) - 1))
	signs, fields := make([]float64, g.n), make([]float64, g.n)
	hottest := 0.0
	for k := range g.n {
		signs[k] = g.sign(c, k)
		fields[k] = g.hold(c, k) * signs[k]
		most := 0.0
		for _, t := range g.ties[k] {
			most += math.Abs(t)
		}
		hottest = max(hottest, 2*most)
	}
	if hottest == 0 { // nobody pulls anybody
		return c
	}
	temperature, step := hottest, math.Pow(annealCooled, 1.0/annealSweeps)
	for range annealSweeps {
		for k := range g.n {
			rise := 2 * signs[k] * fields[k]
			if rise > 0 && stream.Float64() >= math.Exp(-rise/temperature) {
				continue
			}
			c = g.Flip(c, k)
			signs[k] = -signs[k]
			for j, t := range g.ties[k] {
				fields[j] += 2 * signs[k] * t
			}
		}
		temperature *= step
	}
	path := g.Descend(c)
	return path[len(path)-1]
}
