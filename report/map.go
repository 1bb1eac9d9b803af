package report

import (
	"cmp"
	"math"
	"slices"

	"multivector/atlas"
	"multivector/evidence"
	"multivector/figure"
)

// network is the map of a commodity's links whose route is known, but for those that another link sums, and for those that lead so far
// away that the region would be small beside them: these are named in left. A width is a capacity, or the flow where no capacity is
// known. The keys are those of the links.
func (p *page) network(commodity string) (m figure.Map, keys, left []string, err error) {
	d := p.facts.Dossier
	m.Words = figure.MapWords{None: p.lang.word("changes.map.none"), Unknown: p.lang.word("changes.map.unknown"), Planned: p.lang.word("changes.map.planned"), Idea: p.lang.word("changes.map.idea"), Unnamed: p.lang.word("changes.map.unnamed")}
	if m.Shapes, err = p.ground(); err != nil {
		return m, nil, nil, err
	}
	for _, v := range d.Config.Vectors { // all, so that each has its colour on every map
		if len(m.Kinds) < 5 {
			m.Kinds = append(m.Kinds, figure.Class{Code: v, Name: p.captioned(v)})
		}
	}
	places := map[string]*evidence.Place{}
	for i := range d.Places {
		places[d.Places[i].ID] = &d.Places[i]
	}
	near := about(m.Shapes)
	at := func(id string) figure.LonLat { return figure.LonLat{places[id].Longitude, places[id].Latitude} }
	node := func(id string) string {
		name := p.lang.own("places", id, places[id].Name)
		if !slices.ContainsFunc(m.Nodes, func(n figure.Node) bool { return n.Name == name }) {
			m.Nodes = append(m.Nodes, figure.Node{Name: name, At: at(id)})
		}
		return name
	}
	for i := range d.Transit {
		l := &d.Transit[i]
		if l.Commodity != commodity || len(l.Route) < 2 || l.PartOf != "" {
			continue
		}
		name := p.lang.own("transit", l.ID, cmp.Or(l.Name, l.ID))
		if slices.ContainsFunc(l.Route, func(id string) bool { return !near(at(id)) }) {
			left = append(left, name)
			continue
		}
		link := figure.Link{
			Name: name, From: node(l.Route[0]), To: node(l.Route[len(l.Route)-1]), Weight: math.NaN(),
			Status: map[string]figure.Status{"operating": figure.Operating, "planned": figure.Planned, "idea": figure.Idea}[l.Status],
		}
		if link.From == link.To {
			continue
		}
		if l.Capacity.Is() {
			link.Weight = l.Capacity.Value
		} else if l.Flow.Is() {
			link.Weight = l.Flow.Value
		}
		for _, id := range l.Route[1 : len(l.Route)-1] {
			link.Via = append(link.Via, at(id))
		}
		if len(l.Vector) > 0 && slices.ContainsFunc(m.Kinds, func(c figure.Class) bool { return c.Code == l.Vector[0] }) {
			link.Kind = l.Vector[0]
		}
		m.Links, keys = append(m.Links, link), append(keys, l.Key)
		m.Unit = p.unitName(l.Unit)
	}
	return m, keys, left, nil
}

// ground is the world with the region in focus, named in the language of the page.
func (p *page) ground() (shapes []figure.Shape, err error) {
	world, err := atlas.World()
	if err != nil {
		return nil, err
	}
	for _, o := range world {
		name := o.Name
		if n := p.name(o.Code).Nom; n != o.Code {
			name = n
		}
		shapes = append(shapes, figure.Shape{Name: name, Label: name, Focal: p.facts.Dossier.IsFocal(o.Code), Rings: o.Rings})
	}
	return shapes, nil
}

// about tells whether a point lies in the region, or beyond it by no more than half of what it spans; anywhere where no shape is in focus.
func about(shapes []figure.Shape) func(figure.LonLat) bool {
	low, high := figure.LonLat{math.Inf(1), math.Inf(1)}, figure.LonLat{math.Inf(-1), math.Inf(-1)}
	for _, s := range shapes {
		for _, ring := range s.Rings {
			for _, at := range ring {
				if s.Focal {
					for k := range at {
						low[k], high[k] = min(low[k], at[k]), max(high[k], at[k])
					}
				}
			}
		}
	}
	return func(at figure.LonLat) bool {
		for k := range at {
			if beyond := (high[k] - low[k]) / 2; at[k] < low[k]-beyond || at[k] > high[k]+beyond {
				return math.IsInf(beyond, 0)
			}
		}
		return true
	}
}
