package main

import (
	"math"
	"slices"

	"multivector/atlas"
)

// turn is once round the Earth in units.
const turn = int(360 / atlas.Unit)

// thinned gives all arcs in whole units, without the points that do not show.
func (t *topology) thinned() [][][2]int {
	all := make([][][2]int, len(t.Arcs))
	for i, steps := range t.Arcs {
		x, y := 0, 0
		var arc [][2]int
		for _, s := range steps {
			x, y = x+s[0], y+s[1]
			p := [2]int{
				int(math.Round((float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0]) / atlas.Unit)),
				int(math.Round((float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]) / atlas.Unit)),
			}
			if len(arc) > 0 { // on beyond the meridian of 180 degrees
				p[0] += turn * int(math.Round(float64(arc[len(arc)-1][0]-p[0])/float64(turn)))
			}
			if len(arc) == 0 || arc[len(arc)-1] != p {
				arc = append(arc, p)
			}
		}
		all[i] = thin(arc)
	}
	return all
}

// thin takes out, one by one, the point that makes the smallest triangle with its neighbours, while that is smaller than least
// where it lies (Visvalingam and Whyatt 1993, The Cartographic Journal 30, doi:10.1179/000870493786962263). Both ends stay, and of
// an arc that closes in itself a triangle.
func thin(arc [][2]int) [][2]int {
	arc = slices.Clone(arc)
	stay := 2
	if len(arc) > 0 && arc[0] == arc[len(arc)-1] {
		stay = 4
	}
	for len(arc) > stay {
		at, smallest := 0, math.Inf(1)
		for i := 1; i < len(arc)-1; i++ {
			a, b, c := arc[i-1], arc[i], arc[i+1]
			twice := math.Abs(float64((b[0]-a[0])*(c[1]-a[1]) - (c[0]-a[0])*(b[1]-a[1])))
			here := twice / 2 * atlas.Unit * atlas.Unit * math.Cos(float64(b[1])*atlas.Unit*math.Pi/180)
			if here < smallest {
				at, smallest = i, here
			}
		}
		if smallest >= least {
			break
		}
		arc = slices.Delete(arc, at, at+1)
	}
	return arc
}

// ring strings arcs together, the last point being the first again.
func ring(arcs [][][2]int, parts []int) (points [][2]int) {
	for _, a := range parts {
		arc := arcs[max(a, -1-a)]
		if a < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		for i, p := range arc {
			if len(points) > 0 {
				if p[0] += turn * int(math.Round(float64(points[len(points)-1][0]-p[0])/float64(turn))); i == 0 {
					continue
				}
			}
			points = append(points, p)
		}
	}
	return points
}

// area is that of a ring in square units, without its sign (Gauss's trapezoids).
func area(points [][2]int) float64 {
	sum := 0
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		sum += a[0]*b[1] - b[0]*a[1]
	}
	return math.Abs(float64(sum)) / 2
}
