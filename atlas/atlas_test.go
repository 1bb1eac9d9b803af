package atlas_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"multivector/atlas"
)

// TestTheWorldIsTheFileThatWasMade holds the committed file to what thin wrote, and the file to the size that a program may
// carry about.
func TestTheWorldIsTheFileThatWasMade(t *testing.T) {
	const made = "492606689ca3bc78f69f1368b91ef268f4443064259cf8cb506294dc01d28e6b"
	packed, err := os.ReadFile("world.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != made {
		t.Errorf("world.txt.gz has the sha256 %x, and thin wrote %s", sum, made)
	}
	if len(packed) > 300_000 {
		t.Errorf("world.txt.gz has %d bytes", len(packed))
	}
}

// area in square kilometres, by the sinusoidal projection, which keeps areas; holes are taken off, for they run the other way.
func area(o atlas.Outline) float64 {
	sum := 0.0
	for _, r := range o.Rings {
		for i, p := range r {
			q := r[(i+1)%len(r)]
			px, qx := p[0]*math.Cos(p[1]*math.Pi/180), q[0]*math.Cos(q[1]*math.Pi/180)
			sum += px*q[1] - qx*p[1]
		}
	}
	return math.Abs(sum) / 2 * 111.32 * 111.32
}

// Countries have the areas that geography books give, to a few in a hundred (a degree being 111.32 km), and lie where they do.
func TestCountriesAreWhereTheyAre(t *testing.T) {
	world, err := atlas.World()
	if err != nil {
		t.Fatal(err)
	}
	byCode := map[string]atlas.Outline{}
	for i, o := range world {
		byCode[o.Code] = o
		if i > 0 && world[i-1].Code > o.Code {
			t.Errorf("%s stands behind %s", o.Code, world[i-1].Code)
		}
		if len(o.Rings) == 0 || o.Name == "" {
			t.Errorf("%s %q has %d rings", o.Code, o.Name, len(o.Rings))
		}
	}
	for code, want := range map[string]float64{"KAZ": 2_724_900, "TKM": 491_200, "CHE": 41_300, "BRA": 8_515_800, "ZAF": 1_221_000, "LSO": 30_400, "IND": 3_200_000, "XKX": 10_900, "RUS": 17_000_000} {
		if got := area(byCode[code]); math.Abs(got/want-1) > .06 {
			t.Errorf("%s has %.0f square km, and the books say %.0f", code, got, want)
		}
	}
	for code, inside := range map[string]atlas.Point{"KAZ": {66.9, 48}, "UZB": {64.5, 41.5}, "FJI": {178, -17.8}, "ATA": {30, -88}, "USA": {-98, 39}} {
		odd := false
		for _, r := range byCode[code].Rings {
			for i, p := range r {
				q := r[(i+1)%len(r)]
				if (p[1] > inside[1]) != (q[1] > inside[1]) && inside[0] < (q[0]-p[0])*(inside[1]-p[1])/(q[1]-p[1])+p[0] {
					odd = !odd
				}
			}
		}
		if !odd {
			t.Errorf("%v is not in %s", inside, code)
		}
	}
}

// Neighbours share the points of their border, so that no sliver is left between them.
func TestNeighboursMeet(t *testing.T) {
	world, err := atlas.World()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]map[atlas.Point]bool{}
	for _, o := range world {
		of[o.Code] = map[atlas.Point]bool{}
		for _, r := range o.Rings {
			for _, p := range r {
				of[o.Code][p] = true
			}
		}
	}
	for _, pair := range [][2]string{{"KAZ", "RUS"}, {"UZB", "TKM"}, {"PRY", "BOL"}, {"LSO", "ZAF"}} {
		shared := 0
		for p := range of[pair[0]] {
			if of[pair[1]][p] {
				shared++
			}
		}
		if shared < 20 {
			t.Errorf("%s and %s share %d points of their border", pair[0], pair[1], shared)
		}
	}
}

func TestAFaultyFileIsSaidWhere(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "world.txt:1: there is no country",
		"# made up\nkingdom X Y":             `world.txt:2: "kingdom" is no word`,
		"arc 1 2 3":                          "world.txt:1: an arc of 3 numbers",
		"arc 1 2 x 4":                        `world.txt:1: "x" is no whole number`,
		"arc 108000 0 1 0":                   "world.txt:1: point 2 lies at 540.005, 0",
		"arc 0 0 1 1\nring 1":                "world.txt:2: a ring before any country",
		"country AAA":                        "world.txt:1: a country has a code and a name",
		"country AAA A\nring 1":              `world.txt:2: "1" is no arc; there are 0`,
		"arc 0 0 1 1\ncountry A A\nring 1 1": "world.txt:3: arc 1 does not begin where the one before it ends",
		"arc 0 0 1 1\ncountry A A\nring 1":   "world.txt:3: a ring of 2 points",
	} {
		if _, err := atlas.Read("world.txt", strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("arc 0 0 200 0 0 200 -200 -200\ncountry AAA A land\nring 1\n"))
	f.Add([]byte("arc 0 0 1 1\narc 1 1 -1 0 0 -1\ncountry - X\nring 1 2\nring -2 -1\n"))
	f.Add([]byte("arc 9223372036854775807 1 1 1\n# \n\nring -0"))
	f.Fuzz(func(t *testing.T, text []byte) {
		all, err := atlas.Read("x", bytes.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x:") {
				t.Fatalf("a fault without its place: %v", err)
			}
			return
		}
		for _, o := range all {
			for _, r := range o.Rings {
				for _, p := range r {
					if !(math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90) {
						t.Fatalf("%v is no place on the Earth", p)
					}
				}
			}
		}
	})
}

func BenchmarkWorld(b *testing.B) {
	world, err := os.ReadFile("world.txt.gz")
	if err != nil {
		b.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(world))
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := atlas.Read("world.txt", bytes.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}
