package atlas

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Unit is the part of a degree in which a file counts: about half a kilometre on a meridian.
const Unit = 1.0 / 200

// reading is a file of outlines half read.
type reading struct {
	arcs []([]Point)
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
		if p := points[i]; p[0] < -180 || p[0] > 180 || p[1] < -90 || p[1] > 90 {
			return fmt.Errorf("point %d lies at %g, %g; a longitude is within 180 degrees and a latitude within 90", i+1, p[0], p[1])
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
		for i := range arc {
			p := arc[i]
			if n < 0 {
				p = arc[len(arc)-1-i]
			}
			if i == 0 && len(ring) > 0 {
				if ring[len(ring)-1] != p {
					return fmt.Errorf("arc %d does not begin where the one before it ends", n)
				}
				continue
			}
			ring = append(ring, p)
		}
	}
	if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
		return fmt.Errorf("a ring of %d points; it has three or more and ends where it began", len(ring))
	}
	country := &in.all[len(in.all)-1]
	country.Rings = append(country.Rings, ring[:len(ring)-1])
	return nil
}
