package evidence

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
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
	Coalitions   Coalitions   `toml:"coalitions"`
	// Words of probability and the range of each, from .. to; none where the published ones of package claim serve.
	Words map[string][]float64 `toml:"words" cause:"none"`

	at Settings
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

// Coalitions says what draws states together, for the landscape of their coalitions: three parts and their weights,
// and what makes a state weigh. Nothing is declared where all weights are 0.
type Coalitions struct {
	Actors      []string `toml:"actors"`      // whose coalitions; the region and its vectors where none is named
	Size        string   `toml:"size"`        // the indicator of series.csv that is a state's size
	Alignment   float64  `toml:"alignment"`   // the weight of voting alike
	Memberships float64  `toml:"memberships"` // the weight of belonging together
	Conflicts   float64  `toml:"conflicts"`   // the weight of having clashed
	Forums      []string `toml:"forums"`      // belonging to which counts
	Years       int      `toml:"years"`       // for how long a clash counts
	Hostile     float64  `toml:"hostile"`     // the Goldstein score from which down an event is a clash
}

// Declared tells that the dossier says what draws states together.
func (c Coalitions) Declared() bool { return c.Alignment+c.Memberships+c.Conflicts > 0 }

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

const configFile = "dossier.toml"

// readConfig reads dossier.toml into the dossier.
func (d *Dossier) readConfig(dir fs.FS, name string) Faults {
	file := path.Join(name, configFile)
	data, err := fs.ReadFile(dir, configFile)
	if err != nil {
		return Faults{{file, 0, 0, "the file is missing or cannot be read", "`multivector new` writes one to start from"}}
	}
	var faults Faults
	d.Config.at, faults = ReadTOML(file, data, &d.Config, settings)
	return faults
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
	"coalitions", "coalitions.actors", "coalitions.size", "coalitions.alignment", "coalitions.memberships", "coalitions.conflicts", "coalitions.forums",
	"coalitions.years", "coalitions.hostile", "words",
}

var groupName = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// checkConfig finds settings that name what is not there or that measures could not work with.
func (d *Dossier) checkConfig(known *codes) (faults Faults) {
	c := &d.Config
	if !c.at.Read() {
		return nil // it could not be read, and that was said
	}
	fault := func(key, what, right string) {
		if !c.at.Misspelt(key) {
			faults = append(faults, c.at.Fault(key, what, right))
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
	c.checkCoalitions(known, fault)
	c.checkWords(fault)
	return faults
}

// checkWords: a word of probability has a range, and no two ranges share more than an end.
func (c *Config) checkWords(fault func(key, what, right string)) {
	words := keysOf(c.Words)
	sound := words[:0:0]
	for _, word := range words {
		switch r := c.Words[word]; {
		case len(r) != 2:
			fault("words."+word, fmt.Sprintf("%q has %d numbers", word, len(r)), "write the range that it means, from and to, as [0.55, 0.80]")
		case !(r[0] >= 0 && r[0] < r[1] && r[1] <= 1): // nor is NaN
			fault("words."+word, fmt.Sprintf("%q cannot mean %g to %g", word, r[0], r[1]), "write two probabilities, the smaller first, as [0.55, 0.80]")
		default:
			sound = append(sound, word)
		}
	}
	slices.SortStableFunc(sound, func(a, b string) int { return cmp.Compare(c.Words[a][0], c.Words[b][0]) })
	for i := 1; i < len(sound); i++ {
		before, word := sound[i-1], sound[i]
		if same := slices.Equal(c.Words[before], c.Words[word]); !same && c.Words[word][0] < c.Words[before][1] {
			fault("words."+word, fmt.Sprintf("%q begins at %g, before %q ends at %g", word, c.Words[word][0], before, c.Words[before][1]), "let ranges follow each other, or make them one and the same: then the words are synonyms")
		}
	}
}

func (c *Config) checkCoalitions(known *codes, fault func(key, what, right string)) {
	for _, w := range []struct {
		key   string
		value float64
	}{{"alignment", c.Coalitions.Alignment}, {"memberships", c.Coalitions.Memberships}, {"conflicts", c.Coalitions.Conflicts}} {
		if !(w.value >= 0 && w.value <= 1) { // nor is NaN
			fault("coalitions."+w.key, fmt.Sprintf("the weight %g is not between 0 and 1", w.value), "1 counts a part in full, 0 leaves it out")
		}
	}
	for i, code := range c.Coalitions.Actors {
		key := fmt.Sprintf("coalitions.actors.%d", i)
		kind, ok := known.state(code)
		switch {
		case !ok:
			fault(key, fmt.Sprintf("%q is not a code of states.csv", code), known.suggest([]string{"states"}, code))
		case kind == "aggregate" || kind == "place":
			fault(key, code+" is of kind "+kind, "coalitions are of states and blocs")
		case slices.Contains(c.Coalitions.Actors[:i], code):
			fault(key, code+" stands twice", "name each once")
		}
	}
	for i, id := range c.Coalitions.Forums {
		if !known.has([]string{"forums"}, id) {
			fault(fmt.Sprintf("coalitions.forums.%d", i), fmt.Sprintf("%q is not a forum of forums.csv", id), known.suggest([]string{"forums"}, id))
		}
	}
	if !c.Coalitions.Declared() {
		return
	}
	if c.Coalitions.Size == "" {
		fault("coalitions.size", "coalitions have no size", `name the indicator of series.csv by which a state weighs, size = "gdp"`)
	}
	if c.Coalitions.Memberships > 0 && len(c.Coalitions.Forums) == 0 {
		fault("coalitions.forums", "memberships weigh, and no forum is named", "name those that belonging to draws states together")
	}
	if c.Coalitions.Conflicts > 0 && !(c.Coalitions.Hostile < 0 && c.Coalitions.Hostile >= -10) {
		fault("coalitions.hostile", fmt.Sprintf("an event cannot be a clash from %g down", c.Coalitions.Hostile), "name a score of Goldstein's scale below 0, down to -10")
	}
	if c.Coalitions.Years < 0 || c.Coalitions.Conflicts > 0 && c.Coalitions.Years == 0 {
		fault("coalitions.years", fmt.Sprintf("clashes cannot count for %d years", c.Coalitions.Years), "count the years for which one does")
	}
}
