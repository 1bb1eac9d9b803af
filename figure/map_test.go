package figure

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"multivector/atlas"
	"multivector/dossiers"
	"multivector/evidence"
)

// ground gives the world with some countries in focus.
func ground(tb testing.TB, focal ...string) (shapes []Shape) {
	tb.Helper()
	world, err := atlas.World()
	if err != nil {
		tb.Fatal(err)
	}
	for _, o := range world {
		shapes = append(shapes, Shape{Name: o.Name, Label: o.Name, Focal: slices.Contains(focal, o.Code), Rings: o.Rings})
	}
	return shapes
}

// corridors are those of another region than the dossier's; their weights are made up.
func corridors(tb testing.TB) Map {
	return Map{
		Frame:  Frame{Title: "Corridors to three ports", About: "Made-up capacities in million tonnes a year.", Spoken: "A map of East Africa. The widest line runs from Mombasa to Kampala.", Source: "Outlines: Natural Earth."},
		Shapes: ground(tb, "KEN", "ETH", "UGA"), Unit: "million tonnes a year",
		Nodes: []Node{{"Mombasa", LonLat{39.67, -4.05}}, {"Kampala", LonLat{32.58, .32}}, {"Djibouti", LonLat{43.15, 11.6}}, {"Addis Ababa", LonLat{38.75, 9.03}}, {"Lamu", LonLat{40.9, -2.27}}, {"Juba", LonLat{31.6, 4.85}}},
		Kinds: []Class{{"AAA", "Power A"}, {"BBB", "Power B"}, {"CCC", "a third"}},
		Links: []Link{
			{Name: "Northern line", From: "Mombasa", To: "Kampala", Via: []LonLat{{36.82, -1.29}, {35.28, .52}}, Weight: 22, Kind: "AAA"},
			{Name: "The old line", From: "Kampala", To: "Mombasa", Via: []LonLat{{35.28, .52}, {36.82, -1.29}}, Weight: 2.5, Kind: "BBB"},
			{Name: "Addis–Djibouti", From: "Addis Ababa", To: "Djibouti", Via: []LonLat{{41.87, 9.6}}, Weight: 11.2, Kind: "AAA"},
			{Name: "Road", From: "Djibouti", To: "Addis Ababa", Weight: math.NaN()},
			{Name: "Lamu corridor", From: "Juba", To: "Lamu", Via: []LonLat{{37.6, 3}, {37.58, .35}}, Weight: math.NaN(), Kind: "CCC", Status: Planned},
			{Name: "Northern spur", From: "Kampala", To: "Juba", Weight: 6, Kind: "BBB", Status: Idea},
		},
	}
}

func TestMap(t *testing.T) {
	text := looked(t, "map", corridors(t))
	for _, want := range []string{"KENYA", "Northern line", "? not known", "planned", "idea", "none of these"} {
		if !strings.Contains(text, want) {
			t.Errorf("the map lacks %q", want)
		}
	}
}

// Lines side by side between the same points do not lie on one another.
func TestParallelLinksAreSpreadApart(t *testing.T) {
	m := corridors(t)
	g, _ := viewing([]LonLat{{30, -5}, {45, 12}}, 0, 0, 580)
	lines := m.courses(g)
	a, b := lines[0], lines[1]
	slices.Reverse(b.line)
	for _, k := range []int{steps / 2, steps + steps/2} { // in the middle of a stretch
		apart := math.Hypot(a.line[k].x-b.line[k].x, a.line[k].y-b.line[k].y)
		if apart < (a.thick+b.thick)/2 {
			t.Errorf("at step %d the lines are %.1f apart, and %.1f wide together", k, apart, a.thick+b.thick)
		}
	}
}

// A region across the meridian of 180 degrees, and one about a pole, are as near as they are on the Earth.
func TestAnyRegionHasAMap(t *testing.T) {
	for name, ends := range map[string][2]LonLat{"the Pacific": {{178.4, -18.1}, {-171.8, -13.8}}, "the Arctic": {{20, 80}, {-160, 82}}, "the equator": {{-1, 0}, {9, 0}}} {
		m := Map{Frame: Frame{Title: "T", Spoken: "S"}, Shapes: ground(t), Nodes: []Node{{"One", ends[0]}, {"Other", ends[1]}}, Links: []Link{{Name: "Line", From: "One", To: "Other", Weight: 1}}}
		drawn(t, m)
		g, high := viewing(m.run(m.Links[0]), 0, 0, 100)
		a, b := g.at(ends[0]), g.at(ends[1])
		if long := math.Hypot(a.x-b.x, a.y-b.y); long < 49 || long > 120 || high < 54.9 || high > 110.1 {
			t.Errorf("%s: the link is %.0f long on a map of 100 by %.0f", name, long, high)
		}
	}
}

// Names keep apart and stay on the map, whatever runs where.
func TestMapsKeepTheirNamesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Map{Frame: Frame{Title: "T", Spoken: "S"}, Kinds: []Class{{"A", "a"}, {"B", "b"}}}
		point := func() LonLat {
			return LonLat{rapid.Float64Range(-180, 180).Draw(t, "longitude"), rapid.Float64Range(-80, 80).Draw(t, "latitude")}
		}
		for i := range rapid.IntRange(2, 6).Draw(t, "nodes") {
			m.Nodes = append(m.Nodes, Node{string(rune('A'+i)) + rapid.StringMatching(`[a-z]{0,12}`).Draw(t, "node"), point()})
		}
		for range rapid.IntRange(1, 8).Draw(t, "links") {
			from := rapid.IntRange(0, len(m.Nodes)-1).Draw(t, "from")
			to := (from + rapid.IntRange(1, len(m.Nodes)-1).Draw(t, "on")) % len(m.Nodes)
			l := Link{
				Name: rapid.StringMatching(`[A-Z][a-z ]{0,40}`).Draw(t, "link"), From: m.Nodes[from].Name, To: m.Nodes[to].Name,
				Weight: rapid.SampledFrom([]float64{math.NaN(), 0, 1, 50}).Draw(t, "weight"), Kind: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "kind"), Status: Status(rapid.IntRange(0, 2).Draw(t, "status")),
			}
			for range rapid.IntRange(0, 2).Draw(t, "via") {
				l.Via = append(l.Via, point())
			}
			m.Links = append(m.Links, l)
		}
		drawn(t, m)
	})
}

func TestAMapRefusesWhatItCannotDraw(t *testing.T) {
	for name, change := range map[string]func(*Map){
		"no link":          func(m *Map) { m.Links = nil },
		"no such node":     func(m *Map) { m.Links[0].To = "Nairobi" },
		"a loop":           func(m *Map) { m.Links[0].To = m.Links[0].From },
		"less than 0":      func(m *Map) { m.Links[0].Weight = -1 },
		"another kind":     func(m *Map) { m.Links[0].Kind = "DDD" },
		"another status":   func(m *Map) { m.Links[0].Status = 3 },
		"beyond the pole":  func(m *Map) { m.Links[0].Via[0][1] = 91 },
		"two of one name":  func(m *Map) { m.Nodes[1].Name = m.Nodes[0].Name },
		"a node nowhere":   func(m *Map) { m.Nodes[0].At[0] = math.NaN() },
		"an outline off":   func(m *Map) { m.Shapes = []Shape{{Rings: [][]LonLat{{{0, 100}, {1, 1}, {2, 0}}}}} },
		"six kinds":        func(m *Map) { m.Kinds = make([]Class, 6) },
		"without a title":  func(m *Map) { m.Title = "" },
		"nothing to hear":  func(m *Map) { m.Spoken = "" },
		"a semicolon as .": func(m *Map) { m.Decimal = ";" },
	} {
		m := corridors(t)
		change(&m)
		if err := m.WriteSVG(io.Discard); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}

// network makes the map's input from a dossier: the links of a commodity whose route is known, but not those that another row
// sums. A width is a capacity, or the flow where no capacity is known.
func network(tb testing.TB, d *evidence.Dossier, commodity, unit string) Map {
	tb.Helper()
	m := Map{Shapes: ground(tb, d.Config.Region...), Unit: unit}
	for _, v := range d.Config.Vectors { // all, so that each has its colour on every map
		m.Kinds = append(m.Kinds, Class{v, d.StateName(v)})
	}
	places := map[string]evidence.Place{}
	for _, p := range d.Places {
		places[p.ID] = p
	}
	at := func(id string) LonLat { return LonLat{places[id].Longitude, places[id].Latitude} }
	node := func(id string) string {
		if !slices.ContainsFunc(m.Nodes, func(n Node) bool { return n.Name == places[id].Name }) {
			m.Nodes = append(m.Nodes, Node{places[id].Name, at(id)})
		}
		return places[id].Name
	}
	for i := range d.Transit {
		l := &d.Transit[i]
		if l.Commodity != commodity || len(l.Route) == 0 || l.PartOf != "" {
			continue
		}
		weight := math.NaN()
		if l.Capacity.Is() {
			weight = l.Capacity.Value
		} else if l.Flow.Is() {
			weight = l.Flow.Value
		}
		link := Link{
			Name: cmp.Or(l.Name, l.ID), From: node(l.Route[0]), To: node(l.Route[len(l.Route)-1]), Weight: weight,
			Status: map[string]Status{"operating": Operating, "planned": Planned, "idea": Idea}[l.Status],
		}
		for _, id := range l.Route[1 : len(l.Route)-1] {
			link.Via = append(link.Via, at(id))
		}
		if len(l.Vector) > 0 && slices.Contains(d.Config.Vectors, l.Vector[0]) {
			link.Kind = l.Vector[0]
		}
		m.Links = append(m.Links, link)
	}
	return m
}

// The networks of the built-in dossier are drawn whole: every link with a route is on its map, and two of three or more are named there.
func TestTheDossiersNetworksAreDrawn(t *testing.T) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for commodity, least := range map[string]int{"oil": 10, "gas": 10, "rail": 12} {
		m := network(t, d, commodity, "a year")
		m.Frame = Frame{Title: "How " + commodity + " leaves the region", Spoken: "A map."}
		if len(m.Links) < least {
			t.Errorf("%d links of %s have a route", len(m.Links), commodity)
		}
		text := drawn(t, m)
		if _, unnamed, there := strings.Cut(text, "Not named on the map"); there && strings.Count(unnamed, ";")+1 > len(m.Links)/3 {
			t.Errorf("%s: of %d links, %d found no room for their names", commodity, len(m.Links), strings.Count(unnamed, ";")+1)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	m := corridors(b)
	for b.Loop() {
		if err := m.WriteSVG(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
