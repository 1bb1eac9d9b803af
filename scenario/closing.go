package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Closing is something that stops, or carries less: a link, a place, all that a power or a company holds, or all that
// passes a place on its way. Left is the part of its capacity that is left, 0 where it is closed.
type Closing struct {
	What string
	Left float64
}

// ParseClosing reads WHAT, or WHAT=LEFT: cpc=0.33 leaves a third of its capacity.
func ParseClosing(text string) (c Closing, err error) {
	what, left, ok := strings.Cut(text, "=")
	c.What = what
	if ok {
		if c.Left, err = strconv.ParseFloat(left, 64); err != nil || !(c.Left >= 0 && c.Left <= 1) {
			return c, fmt.Errorf("%s: %q is no part of a capacity; write what is left, 0 to 1", text, left)
		}
	}
	return c, nil
}

// Kinds of what can be closed, as What begins with: link:cpc, node:BLACK_SEA, vector:RUS, controller:Transneft,
// via:Novorossiysk. Without one the first that fits is meant, in this order.
var closingKinds = []string{"link", "node", "vector", "via", "controller"}

// closed gives what is left of each link, and of each end, under some closings.
func (r *Routes) closed(closings []Closing) (links []float64, ends map[string]float64, err error) {
	links, ends = make([]float64, len(r.Links)), map[string]float64{}
	for i := range links {
		links[i] = 1
	}
	for node := range r.Ends {
		ends[node] = 1
	}
	for _, c := range closings {
		if !(c.Left >= 0 && c.Left <= 1) {
			return nil, nil, fmt.Errorf("%s: what is left is a part from 0 to 1, not %g", c.What, c.Left)
		}
		of, node := r.find(c.What)
		if of == nil && node == "" {
			return nil, nil, fmt.Errorf("nothing in the network of %s is %q; %s", r.Commodity, c.What, r.whatIsThere())
		}
		for _, i := range of {
			links[i] *= c.Left
		}
		if _, ok := ends[node]; ok {
			ends[node] *= c.Left
		}
	}
	return links, ends, nil
}

// Holds tells whether the network has what a closing names.
func (r *Routes) Holds(what string) bool {
	links, node := r.find(what)
	return links != nil || node != ""
}

// find gives the links that are meant, and the place where it is one.
func (r *Routes) find(what string) (links []int, node string) {
	kind, name, ok := strings.Cut(what, ":")
	if !ok || !slices.Contains(closingKinds, kind) {
		for _, kind := range closingKinds {
			if links, node := r.find(kind + ":" + what); links != nil || node != "" {
				return links, node
			}
		}
		return nil, ""
	}
	if name == "" {
		return nil, ""
	}
	word := regexp.MustCompile(`(?i)(^|[^\pL\pN])` + regexp.QuoteMeta(name) + `($|[^\pL\pN])`)
	if _, ok := r.place[name]; ok && kind == "node" {
		node = name
	}
	for i := range r.Links {
		l := &r.Links[i]
		switch kind {
		case "link":
			ok = l.ID == name
		case "node":
			ok = node != "" && (l.From == name || l.To == name)
		case "vector":
			ok = slices.Contains(l.Vector, name)
		case "via":
			ok = word.MatchString(l.Via)
		case "controller":
			ok = word.MatchString(l.Controller)
		}
		if ok {
			links = append(links, i)
		}
	}
	return links, node
}

// whatIsThere lists what could have been meant.
func (r *Routes) whatIsThere() string {
	var links, vectors, places []string
	add := func(to *[]string, name string) {
		if name != "" && !slices.Contains(*to, name) {
			*to = append(*to, name)
		}
	}
	for _, l := range r.Links {
		add(&links, l.ID)
		for _, v := range l.Vector {
			add(&vectors, v)
		}
		add(&places, l.From)
		add(&places, l.To)
	}
	return fmt.Sprintf("its links are %s; its places %s; held by %s, or by words of the column controller; by way of words of the column via",
		strings.Join(links, ", "), strings.Join(places, ", "), strings.Join(vectors, ", "))
}
