package network

import (
	"fmt"
	"math/bits"
)

// MaxPlayers is the most players of whom all coalitions are looked at: a million of them.
const MaxPlayers = 20

// Shapley is what each player is worth to all of them together (Shapley 1953, doi:10.1515/9781400881970-018): the mean, over all orders in which
// they may come, of what the coalition of those before gains by the player's coming. Players that are alike get alike,
// one that adds nothing to any coalition gets nothing, and all together get worth(all) - worth(none).
//
// A coalition is a set of players, bit i the i-th; worth is asked once for each of the 2^players.
func Shapley(players int, worth func(coalition uint32) float64) ([]float64, error) {
	if players < 0 || players > MaxPlayers {
		return nil, fmt.Errorf("all coalitions of %d players cannot be looked at; of at most %d they can", players, MaxPlayers)
	}
	all := make([]float64, 1<<players)
	for c := range all {
		all[c] = worth(uint32(c))
	}
	// weight[s] = s! (players-1-s)! / players!: of all orders, those in which the same s come before.
	weight := make([]float64, players)
	for s := range weight {
		weight[s] = 1 / float64(players)
		for k := 1; k <= s; k++ {
			weight[s] *= float64(k) / float64(players-k)
		}
	}
	values := make([]float64, players)
	for c, before := range all {
		for i := range players {
			if c&(1<<i) == 0 {
				values[i] += weight[bits.OnesCount(uint(c))] * (all[c|1<<i] - before)
			}
		}
	}
	return values, nil
}
