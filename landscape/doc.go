// Package landscape finds the two-sided alignments in which actors come to rest: the landscape theory of
// aggregation (Axelrod and Bennett 1993, doi:10.1017/S000712340000973X).
//
// Each actor i has a size s_i > 0, and each two a propensity p_ij = p_ji to stand together, positive where they
// are compatible. A configuration X puts each actor on one of two sides; d_ij(X) is 1 where i and j stand apart.
//
//	frustration  F_i(X) = sum_{j != i} s_j p_ij d_ij(X)
//	energy       E(X)   = sum_i s_i F_i(X), so that each pair counts twice
//
// One actor moves at a time, and only where its frustration falls. A move of k changes the energy by
// 2 s_k (F_k(Y) - F_k(X)): every move lowers it, nothing goes in circles, and all comes to rest in local minima.
// Of n actors there are 2^(n-1) configurations, for it does not matter which side is called the first; up to
// MaxExact actors all of them are looked at, above that Anneal looks for the lowest.
//
// Galam (1998, British Journal of Political Science 28:411) disputes what the authors conclude from the picture: the
// propensities are the analyst's, and what is found here follows from them. It shows what they imply.
package landscape
