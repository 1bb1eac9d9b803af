package measure

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sort"

	"multivector/chance"
	"multivector/evidence"
)

// shortlist is how many records the search tries at each step after the first, in which it tries all. A margin may cost a
// third of a millisecond, and a finding rest on a thousand records.
const shortlist = 24

// longRun is the size of a set from which on the search goes by blocks of records: there its shortlist is a small part of what might do,
// and one record at a time takes long.
const longRun = 48

// fewEnough is the size of a set up to which one less is worth a search through exchanges.
const fewEnough = 5

// search is the search for the flip set of one finding.
type search struct {
	r *Region
	f Finding
}

// try is a record and the margin without it and all that went before.
type try struct {
	key    string
	margin float64
	effect float64 // how much less that is
}

func (s search) margin(set []string) float64 { return s.r.without(s.f.Margin, set...) }

// broken tells whether a finding of a margin does not hold.
func broken(margin float64) bool { return !(margin > 0) }

// tryEach takes each of some records out of a region, whose margin is known. The foremost comes first: one that reverses the
// finding, one without which it falls, one that leaves least of it; equal ones in the order of their keys.
func (s search) tryEach(r *Region, margin float64, keys []string) []try {
	all := make([]try, len(keys))
	chance.Each(len(keys), func(i int) {
		m := r.without(s.f.Margin, keys[i])
		all[i] = try{keys[i], m, margin - m}
	})
	slices.SortFunc(all, foremost)
	return all
}

func foremost(a, b try) int {
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.key, b.key))
}

// rank orders margins: NaN is a fall, and so between what is reversed and what holds.
func (t try) rank() float64 {
	if math.IsNaN(t.margin) {
		return 0
	}
	return t.margin
}

// smallest gives the smallest set found; nil where the finding holds without anything.
func (s search) smallest(tries []try) []string {
	if len(tries) > 0 && broken(tries[0].margin) {
		return []string{tries[0].key}
	}
	order := keysOfTries(tries)
	chain, ok := s.chain(order)
	if !ok {
		return nil
	}
	sets := [][]string{s.shortestRun(chain)}
	byTable := map[string][]string{}
	for _, key := range order {
		byTable[evidence.TableOf(key)] = append(byTable[evidence.TableOf(key)], key)
	}
	for _, table := range evidence.TableNames() {
		if of := byTable[table]; of != nil && len(of) < len(chain) && broken(s.margin(of)) {
			sets = append(sets, s.shortestRun(of))
		}
	}
	slices.SortStableFunc(sets, func(a, b []string) int { return len(a) - len(b) })
	best := s.needed(sets[0])
	if len(best) <= longRun {
		if set := s.oneByOne(tries, len(best)-1); set != nil {
			best = s.needed(set)
		}
	}
	for smaller := best; smaller != nil; {
		if smaller = s.twoForOne(best, order); smaller != nil {
			best = s.needed(smaller)
		}
	}
	return best
}

func keysOfTries(tries []try) (keys []string) {
	for _, t := range tries {
		keys = append(keys, t.key)
	}
	return keys
}

// chain takes everything out that the finding rests on, then what it comes to rest on without that (an earlier year's figure, say), until it
// does not hold. ok is false where it holds in the end.
func (s search) chain(order []string) (chain []string, ok bool) {
	chain = slices.Clone(order)
	for {
		less := s.r.mustLess(chain...)
		if broken(s.f.Margin(less)) {
			return chain, true
		}
		more := less.removable(s.f.Rests(less))
		if len(more) == 0 {
			return nil, false
		}
		chain = append(chain, more...)
	}
}

// shortestRun is the shortest run from the start of an order without which the finding does not hold, as far as halving finds it.
func (s search) shortestRun(order []string) []string {
	n := sort.Search(len(order), func(n int) bool { return broken(s.margin(order[:n])) })
	return slices.Clone(order[:n])
}

// needed leaves out of a set every record that it does not take: the last first, which did least.
func (s search) needed(set []string) []string {
	set = slices.Clone(set)
	for block := len(set) / 2; block > 1 && len(set) > longRun; block /= 2 { // much of it may be idle
		for end := len(set); end >= block && len(set) > block; end -= block {
			if rest := slices.Delete(slices.Clone(set), end-block, end); broken(s.margin(rest)) {
				set = rest
			}
		}
	}
	for dropped := true; dropped; {
		dropped = false
		for i := len(set) - 1; i >= 0 && len(set) > 1; i-- {
			rest := slices.Delete(slices.Clone(set), i, i+1)
			if broken(s.margin(rest)) {
				set, dropped = rest, true
			}
		}
	}
	return set
}

// oneByOne takes out the record that leaves least of the finding, then the next, at most so many; nil where those do not do. After the
// first, only those are tried whose last known effect was largest, and what the finding has come to rest on since.
func (s search) oneByOne(tries []try, most int) []string {
	var set []string
	seen := map[string]bool{}
	for _, t := range tries {
		seen[t.key] = true
	}
	for r := s.r; len(set) < most && len(tries) > 0; {
		next := tries[0]
		less := r.mustLess(next.key)
		set = append(set, next.key)
		if broken(next.margin) {
			return set
		}
		r, tries = less, tries[1:]
		slices.SortStableFunc(tries, func(a, b try) int { return cmp.Compare(b.effect, a.effect) })
		front := keysOfTries(tries[:min(shortlist, len(tries))])
		for _, key := range r.removable(s.f.Rests(r)) {
			if !seen[key] {
				seen[key] = true
				front = append(front, key)
			}
		}
		tries = append(s.tryEach(r, next.margin, front), tries[min(shortlist, len(tries)):]...)
	}
	return nil
}

// twoForOne exchanges two records of a set for one of the foremost; nil where none serves.
func (s search) twoForOne(set, order []string) []string {
	if len(set) < 3 || len(set) > fewEnough { // single records were all tried; of a large set one less is not worth it
		return nil
	}
	var sets [][]string
	for j := range set {
		for i := range j {
			rest := slices.Delete(slices.Delete(slices.Clone(set), j, j+1), i, i+1)
			for _, key := range order[:min(shortlist, len(order))] {
				if !slices.Contains(set, key) {
					sets = append(sets, append(slices.Clone(rest), key))
				}
			}
		}
	}
	margins := make([]float64, len(sets))
	chance.Each(len(sets), func(i int) { margins[i] = s.margin(sets[i]) })
	if i := slices.IndexFunc(margins, broken); i >= 0 {
		return sets[i]
	}
	return nil
}

// tryAlone takes each record that one of the findings rests on out alone: the tries of each finding, the foremost first.
func (r *Region) tryAlone(findings []Finding) [][]try {
	on := map[string][]int{} // key to the findings that rest on it
	margins := make([]float64, len(findings))
	rests := make([][]string, len(findings))
	chance.Each(len(findings), func(i int) {
		margins[i] = findings[i].Margin(r)
		rests[i] = r.removable(findings[i].Rests(r))
	})
	for i, keys := range rests {
		for _, key := range keys {
			on[key] = append(on[key], i)
		}
	}
	keys := slices.Sorted(maps.Keys(on))
	without := make([][]float64, len(keys)) // the margins of the findings that rest on each
	chance.Each(len(keys), func(k int) {
		less := r.lessBare(keys[k])
		for _, i := range on[keys[k]] {
			without[k] = append(without[k], findings[i].Margin(less))
		}
	})
	tries := make([][]try, len(findings))
	for k, key := range keys {
		for j, i := range on[key] {
			m := without[k][j]
			tries[i] = append(tries[i], try{key, m, margins[i] - m})
		}
	}
	for _, of := range tries {
		slices.SortFunc(of, foremost)
	}
	return tries
}
