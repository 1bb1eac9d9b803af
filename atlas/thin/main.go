// Command thin makes atlas/world.txt.gz from the file countries-50m.json of the npm package world-atlas, TopoJSON in which
// neighbours share the arcs of their border (Bostock and Metcalf 2013, The TopoJSON Format Specification). Run it where the
// module lies:
//
//	go run ./atlas/thin countries-50m.json
//
// It prints the sha256 of what it read and wrote.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"multivector/atlas"
)

// least is the area, in square degrees at the equator, of the triangle below which a point does not show: with a region
// of 15 degrees on a picture of 600 units, half a square unit.
const least = 0.0003

// topology is what we read of the file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	Type, ID   string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./atlas/thin countries-50m.json")
		os.Exit(2)
	}
	if err := run(os.Args[1], "atlas/world.txt.gz"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	text, err := t.write()
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	if _, err := atlas.Read(to, bytes.NewReader(text)); err != nil {
		return err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(text); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%x  %s\n%x  %s, %d bytes\n", sha256.Sum256(raw), from, sha256.Sum256(b.Bytes()), to, b.Len())
	return os.WriteFile(to, b.Bytes(), 0o644)
}

// country gathers the rings of the geometries that share a code.
type country struct {
	code, name string
	rings      [][]int // of arcs, -1-i being arc i turned round
}

func (t *topology) countries() ([]country, error) {
	var all []country
	for _, g := range t.Objects.Countries.Geometries {
		var polygons [][][]int
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int, 1)
			if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
				return nil, err
			}
		case "MultiPolygon":
			if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("%s is a %s; a country is a Polygon or a MultiPolygon", g.Properties.Name, g.Type)
		}
		code, err := alpha3(g)
		if err != nil {
			return nil, err
		}
		c := country{code, g.Properties.Name, slices.Concat(polygons...)}
		if i := slices.IndexFunc(all, func(o country) bool { return code != "-" && o.code == code }); i < 0 {
			all = append(all, c)
		} else {
			if len(c.rings) > len(all[i].rings) { // the larger part names the whole
				all[i].name = c.name
			}
			all[i].rings = append(all[i].rings, c.rings...)
		}
	}
	slices.SortFunc(all, func(a, b country) int { return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.name, b.name)) })
	return all, nil
}

// alpha3 turns the number of ISO 3166 into its letters.
func alpha3(g geometry) (string, error) {
	if g.ID == "" {
		if g.Properties.Name == "Kosovo" {
			return "XKX", nil
		}
		return "-", nil
	}
	n, err := strconv.Atoi(g.ID)
	if err != nil {
		return "", fmt.Errorf("%s has the code %q, which is no number", g.Properties.Name, g.ID)
	}
	r, err := language.EncodeM49(n)
	if err != nil {
		return "", fmt.Errorf("%s has the code %q: %w", g.Properties.Name, g.ID, err)
	}
	return r.ISO3(), nil
}

// write gives the file of outlines.
func (t *topology) write() ([]byte, error) {
	countries, err := t.countries()
	if err != nil {
		return nil, err
	}
	arcs := t.thinned()
	var b bytes.Buffer
	fmt.Fprintln(&b, "# Outlines of countries: Natural Earth 1:50m (public domain), from world-atlas 2.0.2, thinned by go run ./atlas/thin")
	number := make([]int, len(arcs)) // of the arcs that are used, from 1
	used := 0
	var rings bytes.Buffer
	for _, c := range countries {
		fmt.Fprintf(&rings, "country %s %s\n", c.code, c.name)
		largest := slices.MaxFunc(c.rings, func(x, y []int) int { return cmp.Compare(area(ring(arcs, x)), area(ring(arcs, y))) })
		for _, r := range c.rings {
			points := ring(arcs, r)
			if len(points) < 4 || area(points) < 4*least/atlas.Unit/atlas.Unit && &r[0] != &largest[0] {
				continue // an islet that would not be seen
			}
			rings.WriteString("ring")
			for _, a := range r {
				i, sign := a, 1
				if a < 0 {
					i, sign = -1-a, -1
				}
				if number[i] == 0 {
					used++
					number[i] = used
					writeArc(&b, arcs[i])
				}
				fmt.Fprintf(&rings, " %d", sign*number[i])
			}
			rings.WriteByte('\n')
		}
	}
	b.Write(rings.Bytes())
	return b.Bytes(), nil
}

func writeArc(b *bytes.Buffer, arc [][2]int) {
	var line strings.Builder
	line.WriteString("arc")
	last := [2]int{}
	for _, p := range arc {
		fmt.Fprintf(&line, " %d %d", p[0]-last[0], p[1]-last[1])
		last = p
	}
	b.WriteString(line.String() + "\n")
}
