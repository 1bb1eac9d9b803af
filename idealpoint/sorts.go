package idealpoint

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"multivector/chance"
)

// Questions are of two sorts of likeness: one question put again, and questions of a kind.
const (
	question = iota
	kind
)

func sortOf(like []int) int {
	if len(like) == 1 {
		return question
	}
	return kind
}

// stretchOf gives what stands in a list, which is in the order of items, on one item.
func stretchOf[T any](list []T, item int32, of func(T) int32) []T {
	from, _ := slices.BinarySearchFunc(list, item, func(x T, item int32) int { return cmp.Compare(of(x), item) })
	to := from
	for to < len(list) && of(list[to]) == item {
		to++
	}
	return list[from:to]
}

// lesson is what a state did on a question, or on those of a kind, before the last session and in it.
type lesson[T any] struct{ before, now []T }

// lessons parts what states did, which is in the order of items, into lessons of both sorts, by state. A kind is learnt
// from the sessions since one; a question from all in which it was put.
func lessons[T any](d *Data, kinds map[string]string, since int, lists [][]T, at func(T) (item, session int)) (all [2][][]lesson[T]) {
	kindOf := make([]string, len(d.Items))
	for i, it := range d.Items {
		kindOf[i] = kinds[it.Calls[len(it.Calls)-1].ID]
	}
	last := d.Units[len(d.Units)-1].Session
	all = [2][][]lesson[T]{make([][]lesson[T], len(lists)), make([][]lesson[T], len(lists))}
	for s, list := range lists {
		byKind, byItem := make(map[string]lesson[T]), make(map[int]lesson[T])
		for _, x := range list {
			item, session := at(x)
			k, q := byKind[kindOf[item]], byItem[item]
			switch {
			case session == last:
				k.now, q.now = append(k.now, x), append(q.now, x)
			case session >= since:
				k.before, q.before = append(k.before, x), append(q.before, x)
			default:
				q.before = append(q.before, x)
			}
			byKind[kindOf[item]], byItem[item] = k, q
		}
		for _, key := range slices.Sorted(maps.Keys(byItem)) {
			if l := byItem[key]; len(l.before) > 0 && len(l.now) > 0 {
				all[question][s] = append(all[question][s], l)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(byKind)) {
			if l := byKind[key]; len(l.now) > 0 {
				all[kind][s] = append(all[kind][s], l)
			}
		}
	}
	return all
}

// best gives the first of some values of a parameter with which the last session is best foretold: value is the log
// score of a lesson.
func best[T any](lessons [][]lesson[T], among []float64, value func(lesson[T], float64) float64) (at float64) {
	most := math.Inf(-1)
	for _, x := range among {
		sums := make([]float64, len(lessons))
		chance.Each(len(lessons), func(s int) {
			for _, l := range lessons[s] {
				sums[s] += value(l, x)
			}
		})
		total := 0.0
		for _, sum := range sums {
			total += sum
		}
		if total > most {
			most, at = total, x
		}
	}
	return at
}

// learn chooses rho, and then the trust in the line, with which the votes of the last session are best foretold from
// those before it, the points and the items being as estimated from all.
func (b *bents) learn(kinds map[string]string, since int) {
	all := lessons(b.fit.Data, kinds, since, b.answers, func(v cast) (item, session int) { return int(v.item), b.fit.Data.Units[v.unit].Session })
	value := func(l lesson[cast], rho, trust float64) (sum float64) {
		e := b.posterior(l.before, rho).weighed(b, l.before, trust)
		for _, v := range l.now {
			sum += math.Log(b.chances(v, e)[v.choice])
		}
		return sum
	}
	const whole = math.MaxFloat32 // trust in the line alone
	for sort := range b.rho {
		b.rho[sort] = best(all[sort], []float64{0, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8}, func(l lesson[cast], rho float64) float64 { return value(l, rho, whole) })
		b.trust[sort] = best(all[sort], []float64{whole, 128, 32, 8, 2, .5}, func(l lesson[cast], trust float64) float64 { return value(l, b.rho[sort], trust) })
	}
}

// learn chooses the variance of the intercepts in the same way.
func (a *absences) learn(kinds map[string]string, since int) {
	all := lessons(a.mode.Data, kinds, since, a.rows, func(x asked) (item, session int) { return int(x.item), int(x.session) })
	for sort := range a.variance {
		a.variance[sort] = best(all[sort], []float64{0, .1, .3, 1, 3}, func(l lesson[asked], variance float64) (sum float64) {
			x := a.intercept(l.before, variance)
			for i := range l.now {
				p := logistic(a.odds(&l.now[i]) + x)
				if l.now[i].silent == 0 {
					p = 1 - p
				}
				sum += math.Log(p)
			}
			return sum
		})
	}
}
