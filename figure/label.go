package figure

import (
	"cmp"
	"math"
	"slices"
)

// area is a rectangle of the picture.
type area struct{ x1, y1, x2, y2 float64 }

func (a area) meets(b area) bool { return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2 }

func (a area) holds(b area) bool { return a.x1 <= b.x1 && b.x2 <= a.x2 && a.y1 <= b.y1 && b.y2 <= a.y2 }

// named is a point with a name, whose mark has the radius r, and once it is settled the middle of its name's baseline.
type named struct {
	text    string
	x, y, r float64
	at      [2]float64
	far     bool // so that a line leads to it
	placed  bool
}

// box of a name whose baseline's middle is at x, y.
func (n named) box(x, y float64) area {
	half := wide(n.text, small, false)/2 + 1
	return area{x - half, y - .76*small, x + half, y + .14*small}
}

// settle finds a place for the name of each point: on no mark and no other name, within the room, as near as can be and rather
// beside a bar than on it. The most crowded choose first, and each keeps its place: a greedy search over places around the
// point, as of Christensen, Marks and Shieber (1995, doi:10.1145/212332.212334), whose annealing 25 names do not need. A name that
// finds no place is not written.
func settle(points []named, bars []area, room area) {
	marks := make([]area, len(points))
	order := make([]int, len(points))
	crowd := make([]int, len(points))
	for i, a := range points {
		order[i] = i
		marks[i] = area{a.x - a.r, a.y - a.r, a.x + a.r, a.y + a.r}
		for _, b := range points {
			if math.Hypot(a.x-b.x, a.y-b.y) < 40 {
				crowd[i]++
			}
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(crowd[j], crowd[i]) })
	var taken []area
	for _, i := range order {
		n := &points[i]
		best := math.Inf(1)
		for away := 0.0; away <= 84; away += 6 {
			if away*.5 >= best {
				break
			}
			for k := range 24 {
				sin, cos := math.Sincos(2 * math.Pi * float64(k) / 24)
				half := wide(n.text, small, false) / 2
				x := n.x + cos*(n.r+3+away+half)
				y := n.y + sin*(n.r+3+away+.45*small) + .31*small
				cost := n.cost(x, y, away, i, marks, bars, taken, room)
				if cost < best-1e-9 {
					best, n.at, n.far, n.placed = cost, [2]float64{x, y}, away > 6, true
				}
			}
		}
		if n.placed {
			taken = append(taken, n.box(n.at[0], n.at[1]))
		}
	}
}

// cost of a place is infinite where the name cannot stand there.
func (n named) cost(x, y, away float64, self int, marks, bars, taken []area, room area) float64 {
	b := n.box(x, y)
	if !room.holds(b) {
		return math.Inf(1)
	}
	cost := away * .5
	for _, t := range taken {
		if b.meets(t) {
			return math.Inf(1)
		}
	}
	for i, m := range marks {
		if b.meets(m) {
			return math.Inf(1)
		}
		if i != self && away > 6 && crosses(n.x, n.y, x, y-.31*small, m) {
			cost += 12
		}
	}
	for _, t := range taken {
		if away > 6 && crosses(n.x, n.y, x, y-.31*small, t) {
			return math.Inf(1)
		}
	}
	for _, bar := range bars {
		if b.meets(bar) {
			cost += 7
		}
	}
	return cost
}

// crosses says whether a line meets a rectangle, looking at twenty of its points.
func crosses(x1, y1, x2, y2 float64, a area) bool {
	for i := range 21 {
		t := float64(i) / 20
		x, y := x1+t*(x2-x1), y1+t*(y2-y1)
		if a.x1 < x && x < a.x2 && a.y1 < y && y < a.y2 {
			return true
		}
	}
	return false
}
