package measure

import (
	"slices"

	"multivector/evidence"
)

// What becomes of a finding without some records.
const (
	Reversed = "reversed" // the contrary holds
	Falls    = "falls"    // it can no longer be said: a tie, or nothing left to compare
	Stands   = "stands"   // it holds without any record that it rests on
)

// Flip is the smallest set of records found without which a finding does not hold. It was checked by taking exactly those records out;
// that no smaller one exists was not, so their number is an upper bound: the finding rests on at most so many.
// With any one of them put back the finding holds again.
type Flip struct {
	Margin  float64  // of the finding as it is
	Records []string // sorted; none where the finding stands
	Outcome string   // Reversed, Falls or Stands
	Without float64  // the margin without the records; NaN where there is none
	Of      int      // how many records it rests on that can be taken out
	// AllOf are the tables of which every record that the finding rests on is in the set.
	AllOf []string
}

// FlipSet searches for the flip set of a finding (after Broderick, Giordano and Meager 2020, arXiv:2011.14999, who take
// records in the order of their influence; the margins here are exact, and taken anew after each record that goes).
//
// All single records are tried. Then three ways give a set each: the shortest run of records in the order of their influence,
// the same within each table, and one record after another, the effects of the foremost taken anew each
// time. Of the smallest each member that is not needed is put back, and two are exchanged for one where that serves.
// A finding that does not hold has the empty set.
func (r *Region) FlipSet(f Finding) Flip { return r.FlipSets([]Finding{f})[0] }

// FlipSets searches for the flip sets of several findings. Each record is taken out alone once for all of them, so that what their
// margins ask of a region alike is worked out once (Once).
func (r *Region) FlipSets(findings []Finding) []Flip {
	bare := r.bared()
	flips := make([]Flip, len(findings))
	for i, tries := range bare.tryAlone(findings) {
		s := search{r: bare, f: findings[i]}
		flips[i] = s.flip(tries)
	}
	return flips
}

// flip is the flip set of a finding of which every record was tried alone.
func (s search) flip(tries []try) Flip {
	flip := Flip{Margin: s.f.Margin(s.r), Of: len(tries)}
	keys := keysOfTries(tries)
	slices.Sort(keys)
	var set []string
	if flip.Margin > 0 {
		if set = s.smallest(tries); set == nil {
			flip.Outcome, flip.Without = Stands, flip.Margin
			return flip
		}
	}
	slices.Sort(set)
	flip.Records, flip.Without, flip.Outcome = set, s.margin(set), Falls
	if flip.Without < 0 {
		flip.Outcome = Reversed
	}
	left := map[string]int{}
	for _, key := range keys {
		if _, found := slices.BinarySearch(set, key); !found {
			left[evidence.TableOf(key)]++
		}
	}
	for _, key := range set {
		if table := evidence.TableOf(key); left[table] == 0 && !slices.Contains(flip.AllOf, table) {
			flip.AllOf = append(flip.AllOf, table)
		}
	}
	return flip
}
