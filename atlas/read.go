package atlas

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Unit is the part of a degree in which a file counts: about half a kilometre on a meridian.
const Unit = 1.0 / 200

// reading is a file of outlines half read.
type reading struct {
	arcs [][]Point
	all  []Outline
}

// Read reads a file of outlines, of whose lines each begins with a word:
//
//	# a remark
//	arc 14000 9000 3 -2 ...   a stretch of border: its first point, then the steps to the next ones, in units of 1/200 degree
//	country KAZ Kazakhstan    a code (- for none) and a name; the rings of the country follow
//	ring 4 -7 ...             the arcs that make a ring, counted from 1 as they stand in the file; a minus turns one round
//
// Arcs stand before the rings that use them. What is wrong is said with name:line.
func Read(name string, r io.Reader) ([]Outline, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var in reading
	at := 1
	for ; lines.Scan(); at++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if err := in.line(words); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, at, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, at, err)
	}
	if len(in.all) == 0 {
		return nil, fmt.Errorf("%s:%d: there is no country; a line would be: country CODE NAME", name, at)
	}
	return in.all, nil
}

func (in *reading) line(words []string) error {
	switch words[0] {
	case "arc":
		return in.arc(words[1:])
	case "country":
		if len(words) < 3 {
			return fmt.Errorf("a country has a code and a name: country CODE NAME")
		}
		code := words[1]
		if code == "-" {
			code = ""
		}
		in.all = append(in.all, Outline{Code: code, Name: strings.Join(words[2:], " ")})
		return nil
	case "ring":
		return in.ring(words[1:])
	}
	return fmt.Errorf("%q is no word that a line begins with; these are arc, country, ring and #", words[0])
}

func (in *reading) arc(words []string) error {
	if len(words) < 4 || len(words)%2 != 0 {
		return fmt.Errorf("an arc of %d numbers; it has two or more points, of two numbers each", len(words))
	}
	points := make([]Point, len(words)/2)
	x, y := 0, 0
	for i := range points {
		dx, err := strconv.Atoi(words[2*i])
		if err != nil {
			return fmt.Errorf("%q is no whole number", words[2*i])
		}
		dy, err := strconv.Atoi(words[2*i+1])
		if err != nil {
			return fmt.Errorf("%q is no whole number", words[2*i+1])
		}
		x, y = x+dx, y+dy
		points[i] = Point{float64(x) * Unit, float64(y) * Unit}
		if p := points[i]; math.Abs(p[0]) > most || math.Abs(p[1]) > 90 {
			return fmt.Errorf("point %d lies at %g, %g; a longitude is within 540 degrees and a latitude within 90", i+1, p[0], p[1])
		}
	}
	in.arcs = append(in.arcs, points)
	return nil
}

func (in *reading) ring(words []string) error {
	if len(in.all) == 0 {
		return fmt.Errorf("a ring before any country")
	}
	var ring []Point
	for _, word := range words {
		n, err := strconv.Atoi(word)
		if err != nil || n == 0 || max(n, -n) > len(in.arcs) {
			return fmt.Errorf("%q is no arc; there are %d so far, and -n is arc n turned round", word, len(in.arcs))
		}
		arc := in.arcs[max(n, -n)-1]
		if n < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		turn := 0.0
		if len(ring) > 0 {
			var ok bool
			if turn, ok = turned(arc[0], ring[len(ring)-1]); !ok {
				return fmt.Errorf("arc %d does not begin where the one before it ends", n)
			}
			arc = arc[1:]
		}
		for _, p := range arc {
			ring = append(ring, Point{p[0] + turn, p[1]})
			if math.Abs(p[0]+turn) > most {
				return fmt.Errorf("a ring that winds round the Earth more than once")
			}
		}
	}
	if len(ring) < 4 {
		return fmt.Errorf("a ring of %d points; it has three or more, and the first again", len(ring))
	}
	first, last := ring[0], ring[len(ring)-1]
	turn, ok := turned(first, last)
	switch {
	case !ok:
		return fmt.Errorf("the ring ends at %v and began at %v; it would end where it began", last, first)
	case turn == 0:
		ring = ring[:len(ring)-1]
	default: // round a pole
		pole := math.Copysign(90, first[1])
		ring = append(ring, Point{last[0], pole}, Point{first[0], pole})
	}
	country := &in.all[len(in.all)-1]
	country.Rings = append(country.Rings, ring)
	return nil
}

// most is how far east or west a ring may reach: beyond 180 where it crosses that meridian.
const most = 540

// turned gives the whole turns of the Earth, in degrees, that take one point to another, if any do.
func turned(from, to Point) (turn float64, ok bool) {
	turn = 360 * math.Round((to[0]-from[0])/360)
	return turn, math.Abs(from[0]+turn-to[0]) < Unit/2 && math.Abs(from[1]-to[1]) < Unit/2
}
