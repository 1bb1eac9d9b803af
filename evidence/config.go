package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Config is dossier.toml: the question, the states, the powers, and every choice that a measure leaves
// open. What is chosen stands here and nowhere in code. The tag cause says to which cause a setting belongs
// that two editions do not share: weights; none, for words that no number depends on; left out, the method.
type Config struct {
	Title        string       `toml:"title" cause:"none"`
	Question     string       `toml:"question" cause:"none"`
	Name         string       `toml:"name" cause:"none"` // of the region, in prose
	Label        string       `toml:"label"`             // of the region, in columns
	Region       []string     `toml:"region"`
	Vectors      []string     `toml:"vectors"`
	MinorVectors []string     `toml:"minor_vectors"`
	AsOf         Date         `toml:"as_of" cause:"none"` // the date an edition is of is evidence: see Compare
	Languages    []string     `toml:"languages" cause:"none"`
	Domains      []Domain     `toml:"domains"`
	Composites   []Composite  `toml:"composites"`
	VotesConfig  VotesConfig  `toml:"votes"`
	EventsConfig EventsConfig `toml:"events"`
	BreaksConfig BreaksConfig `toml:"breaks"`

	file     string
	places   map[string]place // where each setting stands
	misspelt map[string]bool  // settings that a word not known was likely meant to be
}

// Domain is something states depend on powers for.
type Domain struct {
	ID     string  `toml:"id"`
	Title  string  `toml:"title" cause:"none"`
	Weight float64 `toml:"weight" cause:"weights"` // among the domains; together 1
	Window int     `toml:"window"`                 // years summed, for lumpy flows; 0 is one year
	Group  string  `toml:"group"`                  // what kind of dependence it is, as economy or security; empty for none
}

// VotesConfig says what the roll calls of the dossier are.
type VotesConfig struct {
	Since     Date     `toml:"since"`
	Opposed   []string `toml:"opposed"`                // two powers; a roll call on which one says yes and the other no is contested
	Complete  bool     `toml:"complete"`               // rollcalls.csv is the whole record of its bodies
	Selection string   `toml:"selection" cause:"none"` // of what it is a selection, where it is not
	Recent    int      `toml:"recent"`                 // sessions that count as the present in a trend
}

// EventsConfig says how the tone of events is taken.
type EventsConfig struct {
	HalfLife float64 `toml:"half_life"` // days after which an event counts half
}

// BreaksConfig says how breaks in time are looked for. Where it is left out none are.
type BreaksConfig struct {
	Penalty    string  `toml:"penalty"`     // of one break: MBIC, BIC, SIC or AIC
	MinSegment int     `toml:"min_segment"` // points, on each side of a break
	Expected   float64 `toml:"expected"`    // breaks to expect in a series before it is seen
}

// Penalties are the names that [breaks] penalty takes.
var Penalties = []string{"MBIC", "BIC", "SIC", "AIC"}

// Domain gives the domain of an id.
func (c *Config) Domain(id string) (Domain, bool) {
	for _, d := range c.Domains {
		if d.ID == id {
			return d, true
		}
	}
	return Domain{}, false
}

// Groups are the groups of domains, in the order in which they are first named.
func (c *Config) Groups() (groups []string) {
	for _, d := range c.Domains {
		if d.Group != "" && !contains(groups, d.Group) {
			groups = append(groups, d.Group)
		}
	}
	return groups
}

// IsFocal tells whether a state is of the region.
func (c *Config) IsFocal(state string) bool { return contains(c.Region, state) }

const (
	configFile = "dossier.toml"
	// maxConfig is many times what a dossier needs. What the decoder makes of unknown settings takes time that
	// grows with the square of the file's length: a fifth of a second for this, minutes for a megabyte.
	maxConfig = 1 << 15
)

// readConfig reads dossier.toml into the dossier.
func (d *Dossier) readConfig(dir fs.FS, name string) Faults {
	file := path.Join(name, configFile)
	data, err := fs.ReadFile(dir, configFile)
	if err != nil {
		return Faults{{file, 0, 0, "the file is missing or cannot be read", "`multivector new` writes one to start from"}}
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if len(data) > maxConfig {
		return Faults{{file, 0, 0, fmt.Sprintf("the file is longer than %d bytes", maxConfig), "it holds settings; evidence goes into tables"}}
	}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	err = decoder.Decode(&d.Config)
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	var faults Faults
	d.Config.misspelt = map[string]bool{}
	switch {
	case errors.As(err, &strict):
		near := advice{}
		for _, e := range strict.Errors {
			line, column := e.Position()
			key := strings.Join(e.Key(), ".")
			right := "docs/format/dossier.md lists the settings"
			if word := near.nearest("", key, func() []string { return settings }); word != "" {
				d.Config.misspelt[word] = true
				right = "the nearest is " + word
			}
			faults = append(faults, Fault{file, line, column, fmt.Sprintf("no setting is called %q", key), right})
		}
	case errors.As(err, &bad):
		line, column := bad.Position()
		what, right, _ := strings.Cut(strings.TrimPrefix(bad.Error(), "toml: "), "; ")
		if kind, field, mismatch := strings.Cut(what, " into struct field "); mismatch {
			what = fmt.Sprintf("%s is of the wrong type: %s", strings.Join(bad.Key(), "."), strings.TrimPrefix(kind, "cannot decode TOML "))
			right = wantedType(field[strings.LastIndex(field, " ")+1:])
		} else if right == "" {
			right = `write each setting once, as name = value, with texts between quotes`
		}
		return Faults{{file, line, column, what, right}}
	case err != nil:
		what, right, _ := strings.Cut(err.Error(), "; ")
		return Faults{{file, 0, 0, what, right}}
	}
	d.Config.places = tomlPlaces(data)
	d.Config.file = file
	return faults
}

// wantedType says how a setting of a Go type is written.
func wantedType(goType string) string {
	switch goType {
	case "evidence.Date":
		return `write a date between quotes, "2026-02-28"`
	case "string":
		return "write a text between quotes"
	case "[]string":
		return `write a list of texts, ["RUS", "CHN"]`
	case "[]float64":
		return "write a list of numbers, [0, 0.5]"
	case "bool":
		return "write true or false"
	case "int":
		return "write a whole number"
	case "float64":
		return "write a number"
	}
	return "docs/format/dossier.md says what it takes"
}

var settings = []string{
	"title", "question", "name", "label", "region", "vectors", "minor_vectors", "as_of", "languages", "domains", "votes", "events",
	"domains.id", "domains.title", "domains.weight", "domains.window", "domains.group",
	"composites", "composites.id", "composites.title", "composites.of", "composites.sentence", "composites.normalisers", "composites.aggregators",
	"composites.missing", "composites.readings", "composites.leave_one_out", "composites.coverage", "composites.draws", "composites.resamples",
	"composites.indicators", "composites.indicators.measure", "composites.indicators.of", "composites.indicators.better",
	"composites.indicators.goalposts", "composites.indicators.weight", "composites.indicators.weights",
	"votes.since", "votes.opposed", "votes.complete", "votes.selection", "votes.recent", "events.half_life",
	"breaks", "breaks.penalty", "breaks.min_segment", "breaks.expected",
}

// tomlPlaces finds where each key and each element of an array stands, as "votes.opposed" and
// "votes.opposed.1"; the decoder does not tell once it has succeeded.
func tomlPlaces(data []byte) map[string]place {
	places := map[string]place{}
	var p unstable.Parser
	p.Reset(data)
	table := ""
	counts := map[string]int{}
	at := func(n *unstable.Node) place {
		raw := n.Raw
		if raw.Length == 0 && len(n.Data) > 0 {
			raw = p.Range(n.Data)
		}
		start := p.Shape(raw).Start
		return place{int32(start.Line), int32(start.Column)}
	}
	keyOf := func(n *unstable.Node) (key string, where place) {
		var parts []string
		for it := n.Key(); it.Next(); {
			if len(parts) == 0 {
				where = at(it.Node())
			}
			parts = append(parts, string(it.Node().Data))
		}
		return strings.Join(parts, "."), where
	}
	for p.NextExpression() {
		n := p.Expression()
		key, where := keyOf(n)
		switch n.Kind {
		case unstable.Table:
			table = key + "."
			places[key] = where
		case unstable.ArrayTable:
			// An array within an array is of the element that was opened last: composites.1.indicators.0.
			if outer, inner, nested := strings.Cut(key, "."); nested && counts[outer] > 0 {
				key = fmt.Sprintf("%s.%d.%s", outer, counts[outer]-1, inner)
			}
			table = key + "." + strconv.Itoa(counts[key]) + "."
			places[strings.TrimSuffix(table, ".")] = where
			counts[key]++
		case unstable.KeyValue:
			places[table+key] = where
			if v := n.Value(); v.Kind == unstable.Array {
				i := 0
				for it := v.Children(); it.Next(); i++ {
					places[fmt.Sprintf("%s%s.%d", table, key, i)] = at(it.Node())
				}
			}
		}
	}
	return places
}

// fault is a fault of one setting. One that stands nowhere is placed where the table or list it belongs to does.
func (c *Config) fault(key, what, right string) Fault {
	p, ok := c.places[key]
	for !ok && strings.Contains(key, ".") {
		key = key[:strings.LastIndex(key, ".")]
		p, ok = c.places[key]
	}
	return Fault{c.file, int(p.line), int(p.column), what, right}
}

// wasMisspelt tells whether a word that is no setting was likely meant to be this one, or the table it is in.
func (c *Config) wasMisspelt(key string) bool {
	parts := strings.Split(key, ".")
	named := slices.DeleteFunc(parts, func(p string) bool { return p[0] >= '0' && p[0] <= '9' })
	return c.misspelt[strings.Join(named, ".")] || c.misspelt[named[0]]
}

var groupName = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// checkConfig finds settings that name what is not there or that measures could not work with.
func (d *Dossier) checkConfig(known *codes) (faults Faults) {
	c := &d.Config
	if c.file == "" {
		return nil // it could not be read, and that was said
	}
	fault := func(key, what, right string) {
		if !c.wasMisspelt(key) {
			faults = append(faults, c.fault(key, what, right))
		}
	}
	for _, s := range []struct{ key, value string }{{"title", c.Title}, {"name", c.Name}, {"label", c.Label}} {
		if s.value == "" {
			fault(s.key, s.key+" is missing", "give the dossier its "+s.key)
		}
	}
	if c.AsOf.IsZero() {
		fault("as_of", "as_of is missing", `name the day after which nothing exists, "2026-02-28"`)
	}
	if len(c.Region) < 2 {
		fault("region", "the region has fewer than two states", "name its states, as region = [\"AAA\", \"BBB\"]")
	}
	if len(c.Vectors) == 0 {
		fault("vectors", "no vector is named", "name the outside powers, as vectors = [\"RUS\", \"CHN\"]")
	}
	seen := map[string]string{}
	for _, l := range []struct {
		key   string
		codes []string
	}{{"region", c.Region}, {"vectors", c.Vectors}, {"minor_vectors", c.MinorVectors}} {
		for i, code := range l.codes {
			key := fmt.Sprintf("%s.%d", l.key, i)
			kind, ok := known.state(code)
			switch {
			case !ok:
				fault(key, fmt.Sprintf("%q is not a code of states.csv", code), known.suggest([]string{"states"}, code))
			case l.key == "region" && kind != "state" && kind != "":
				fault(key, code+" is of kind "+kind, "a region is made of states")
			case kind == "aggregate" || kind == "place":
				fault(key, code+" is of kind "+kind, "a vector is a state or a bloc")
			}
			if before, twice := seen[code]; twice && ok {
				fault(key, code+" stands in "+before+" already", "a state is of the region or a vector, once")
			}
			seen[code] = l.key
		}
	}
	total, sound := 0.0, true
	ids := map[string]bool{}
	for i, domain := range c.Domains {
		key := fmt.Sprintf("domains.%d.", i)
		total += domain.Weight
		if domain.ID == "" || ids[domain.ID] {
			fault(key+"id", fmt.Sprintf("the domain's id %q is empty or stands twice", domain.ID), "give each domain an id of its own")
		}
		ids[domain.ID] = true
		if !(domain.Weight >= 0 && domain.Weight <= 1) { // nor is NaN
			sound = false
			fault(key+"weight", fmt.Sprintf("the weight %g is not between 0 and 1", domain.Weight), "weights are shares that add up to 1")
		}
		if domain.Window < 0 || domain.Window > 100 {
			fault(key+"window", fmt.Sprintf("a window of %d years cannot be", domain.Window), "count the years whose flows are summed")
		}
	}
	for i, domain := range c.Domains {
		switch {
		case domain.Group == "":
		case !groupName.MatchString(domain.Group):
			fault(fmt.Sprintf("domains.%d.group", i), fmt.Sprintf("the group %q is not one word", domain.Group), "write a word of small letters, as economy")
		case ids[domain.Group] || domain.Group == "all":
			fault(fmt.Sprintf("domains.%d.group", i), fmt.Sprintf("the group %q has the name of a domain, or of all", domain.Group), "give it a name of its own, as economy: explain takes both by name")
		}
	}
	if len(c.Domains) > 0 && sound && math.Abs(total-1) > 1e-6 {
		fault("domains.0.weight", fmt.Sprintf("the weights of the domains add up to %g", total), "make them add up to 1")
	}
	if n := len(c.VotesConfig.Opposed); n != 0 && n != 2 {
		fault("votes.opposed", fmt.Sprintf("opposed names %d powers", n), "name the two whose disagreement makes a roll call contested")
	}
	for i, code := range c.VotesConfig.Opposed {
		key := fmt.Sprintf("votes.opposed.%d", i)
		if kind, ok := known.state(code); !ok {
			fault(key, fmt.Sprintf("%q is not a code of states.csv", code), known.suggest([]string{"states"}, code))
		} else if kind != "state" && kind != "" {
			fault(key, code+" is of kind "+kind, "name a state: a bloc does not vote")
		}
	}
	if h := c.EventsConfig.HalfLife; !(h >= 0) || math.IsInf(h, 0) {
		fault("events.half_life", fmt.Sprintf("the half-life cannot be %g", h), "count the days after which an event counts half")
	}
	if b := c.BreaksConfig; b != (BreaksConfig{}) {
		if !contains(Penalties, b.Penalty) {
			fault("breaks.penalty", fmt.Sprintf("%q is no penalty of a break", b.Penalty), "write one of "+strings.Join(Penalties, ", "))
		}
		if b.MinSegment < 1 {
			fault("breaks.min_segment", fmt.Sprintf("a segment of %d points cannot be", b.MinSegment), "count the points that a segment has at least")
		}
		if !(b.Expected > 0) || math.IsInf(b.Expected, 0) {
			fault("breaks.expected", fmt.Sprintf("%g breaks cannot be expected of a series", b.Expected), "write a number above 0, as 1")
		}
	}
	if c.VotesConfig.Recent < 0 {
		fault("votes.recent", "recent is negative", "count the sessions that are the present")
	}
	for i := range c.Composites {
		c.checkComposite(i, fault)
	}
	return faults
}
