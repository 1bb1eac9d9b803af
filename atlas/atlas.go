// Package atlas holds the outlines of the world's countries for pictures of any region: which polygons a code has, and
// nothing of what is drawn with them.
//
// The outlines are those of Natural Earth at 1:50 million (naturalearthdata.com, public domain), in the file
// countries-50m.json of the package world-atlas 2.0.2 (Bostock, ISC licence; sha256
// 04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394), thinned by
//
//	go run ./atlas/thin countries-50m.json
//
// which wrote world.txt.gz (its sha256 is in atlas_test.go). Borders are thinned once for the two countries that share them,
// so that these still meet. They show where Natural Earth saw control on the ground, and are no judgement of ours whose
// land it is; what has no ISO 3166 code there (Northern Cyprus, Somaliland, the Siachen Glacier) has an empty code. What is too
// small for that scale, such as Gibraltar or Tuvalu, is not there.
package atlas

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"sync"
)

//go:embed world.txt.gz
var packed []byte

// Point is a longitude and a latitude, in degrees east and north.
type Point = [2]float64

// Outline is a country: its ISO 3166 alpha-3 code (XKX for Kosovo, which has none of its own), its short English name, and
// its rings, outer ones and holes alike, to be filled by the even-odd rule. A ring does not repeat its first point. Where it
// crosses the meridian of 180 degrees its longitudes go on beyond; one round a pole goes there and back.
type Outline struct {
	Code, Name string
	Rings      [][]Point
}

// World gives all countries in the order of their codes. They are read once and shared: do not write to them.
var World = sync.OnceValues(func() ([]Outline, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("world.txt.gz: %w", err)
	}
	return Read("world.txt", r)
})
