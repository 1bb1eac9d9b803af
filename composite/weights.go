package composite

import (
	"fmt"
	"math/rand/v2"
)

// maxTries is how often a point outside the admissible weights is thrown away before the region is called too thin.
const maxTries = 100_000

// drawWeights draws weights uniformly from the part of the simplex that is admissible: the least of each, and what is left
// spread by a flat Dirichlet (Rubinstein 1982, doi:10.1016/0377-2217(82)90234-5), thrown away where one exceeds its most.
func (c *Composite) drawWeights(stream *rand.Rand) ([]float64, error) {
	least := 0.0
	for _, x := range c.Indicators {
		least += x.Min
	}
	w := make([]float64, len(c.Indicators))
tries:
	for range maxTries {
		sum := 0.0
		for i := range w {
			w[i] = stream.ExpFloat64()
			sum += w[i]
		}
		for i, x := range c.Indicators {
			w[i] = x.Min + (1-least)*w[i]/sum
			if w[i] > x.Max {
				continue tries
			}
		}
		return w, nil
	}
	return nil, fmt.Errorf("%s: fewer than one in %d weights that respect the least of each respect the most: give the weights more room", c.Name, maxTries)
}
