package figure

import (
	"bytes"
	"cmp"
	"math"
	"os"
	"slices"
	"testing"

	"multivector/atlas"
	"multivector/dossiers"
	"multivector/evidence"
)

// network makes the map's input from a dossier: the links of a commodity whose route is known, but not those that another row
// sums.
func network(t *testing.T, d *evidence.Dossier, commodity, unit string) Map {
	t.Helper()
	m := Map{Unit: unit}
	world, err := atlas.World()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range world {
		m.Shapes = append(m.Shapes, Shape{Name: o.Name, Label: o.Name, Focal: slices.Contains(d.Config.Region, o.Code), Rings: o.Rings})
	}
	places := map[string]evidence.Place{}
	for _, p := range d.Places {
		places[p.ID] = p
	}
	at := func(id string) Point { return Point{places[id].Longitude, places[id].Latitude} }
	node := func(id string) string {
		if !slices.ContainsFunc(m.Nodes, func(n Node) bool { return n.Name == places[id].Name }) {
			m.Nodes = append(m.Nodes, Node{Name: places[id].Name, At: at(id)})
		}
		return places[id].Name
	}
	kinds := map[string]bool{}
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
		link := Link{Name: l.ID, From: node(l.Route[0]), To: node(l.Route[len(l.Route)-1]), Weight: weight}
		for _, id := range l.Route[1 : len(l.Route)-1] {
			link.Via = append(link.Via, at(id))
		}
		if len(l.Vector) > 0 {
			link.Kind = l.Vector[0]
			kinds[link.Kind] = true
		}
		link.Status = map[string]Status{"operating": Operating, "planned": Planned, "idea": Idea}[l.Status]
		m.Links = append(m.Links, link)
	}
	for _, v := range d.Config.Vectors { // all, so that each has its colour on every map
		m.Kinds = append(m.Kinds, Class{Code: v, Name: d.StateName(v)})
		delete(kinds, v)
	}
	for i := range m.Links {
		if kinds[m.Links[i].Kind] { // a power that is no vector of the dossier
			m.Links[i].Kind = ""
		}
	}
	slices.SortFunc(m.Shapes, func(a, b Shape) int { return cmp.Compare(a.Name, b.Name) })
	return m
}

func TestTry(t *testing.T) {
	d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"oil", "million tonnes a year"}, {"gas", "billion m³ a year"}, {"rail", "million tonnes a year"}} {
		m := network(t, d, c[0], c[1])
		m.Frame = Frame{Title: "How " + c[0] + " leaves the region", About: "Capacity in " + c[1] + ", or the flow where no capacity is known; by the power that controls the line.", Spoken: "A map.", Source: "Sources: transit.csv, places.csv; outlines: Natural Earth."}
		var b bytes.Buffer
		if err := m.WriteSVG(&b); err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/lead_fig2/"+c[0]+".svg", b.Bytes(), 0o644)
	}
}
