package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"multivector/bargain"
	"multivector/evidence"
	"multivector/measure"
)

// Folder is the folder of a dossier that holds its scenarios, a TOML file each, named by the scenario's id.
const Folder = "scenarios"

// The kinds of scenarios: a bargain over an issue, links of the export network closed, flows between states scaled.
const (
	Bargain = "bargain"
	Transit = "transit"
	Ties    = "ties"
)

// Kinds are all of them.
var Kinds = []string{Bargain, Transit, Ties}

// Scenario is a question of what would change, as a dossier declares it: the case that it is held against, the inputs,
// and of each input where it comes from.
type Scenario struct {
	ID       string  `toml:"-"`
	Title    string  `toml:"title"`
	Question string  `toml:"question"`
	Kind     string  `toml:"kind"`
	Base     Base    `toml:"base"`
	Issue    Issue   `toml:"bargain"`
	Actors   []Party `toml:"actors"`
	Closed   Closed  `toml:"transit"`
	Scaled   Scaled  `toml:"ties"`

	// Inputs are the actors of a bargain with what was measured put in, and StatusQuo where the issue stands today.
	Inputs    *bargain.Inputs `toml:"-"`
	StatusQuo bargain.Value   `toml:"-"`
	// Estimates are the measured that inputs are, in the order of the actors.
	Estimates []measure.Estimate `toml:"-"`

	at evidence.Settings
}

// Grounds are where a number comes from: sources that were seen, or a person's judgement and the reason for it.
type Grounds struct {
	Judgement bool     `toml:"judgement"`
	By        string   `toml:"by"`
	Reason    string   `toml:"reason"`
	Sources   []string `toml:"sources"`
}

// Base is the case that a scenario is held against: what is today.
type Base struct {
	What       string `toml:"what"`
	Settlement string `toml:"settlement"` // of a bargain: where the issue stands on its scale, a number or range
	Grounds
}

// Issue is what a bargain is over.
type Issue struct {
	Low            string   `toml:"low"`  // what 0 on the scale means
	High           string   `toml:"high"` // what 100 means
	Model          string   `toml:"model"`
	Bloc           []string `toml:"bloc"`
	BlocPosition   string   `toml:"bloc_position"`
	CloneInvariant bool     `toml:"clone_invariant"`
	Draws          int      `toml:"draws"`
	Seed           uint64   `toml:"seed"`
}

// Party is an actor of a bargain.
type Party struct {
	Actor      string `toml:"actor"`
	Capability string `toml:"capability"` // an indicator of series.csv, or a number or range
	Reach      string `toml:"reach"`      // with an indicator: the part of it that bears on the issue, a number or range
	Position   string `toml:"position"`   // on the scale from 0 to 100
	Salience   string `toml:"salience"`   // from 0 to 1; or a measure as explain names it, as "share UZB RUS remittances"
	Grounds
}

// Closed is what shock transit takes.
type Closed struct {
	Close     []string `toml:"close"`
	From      []string `toml:"from"`
	Commodity string   `toml:"commodity"`
	By        string   `toml:"held_by"`
	Months    float64  `toml:"months"`
	Price     string   `toml:"price"`
	Exports   string   `toml:"exports"`
	Grounds
}

// Scaled is what shock ties takes.
type Scaled struct {
	Scale      []string `toml:"scale"`
	States     []string `toml:"states"`
	Elasticity string   `toml:"elasticity"`
	Grounds
}

// Settings are all that a file of a scenario may hold.
var Settings = []string{
	"title", "question", "kind", "base", "bargain", "actors", "transit", "ties",
	"base.what", "base.settlement", "base.judgement", "base.by", "base.reason", "base.sources",
	"bargain.low", "bargain.high", "bargain.model", "bargain.bloc", "bargain.bloc_position", "bargain.clone_invariant", "bargain.draws", "bargain.seed",
	"actors.actor", "actors.capability", "actors.reach", "actors.position", "actors.salience",
	"actors.judgement", "actors.by", "actors.reason", "actors.sources",
	"transit.close", "transit.from", "transit.commodity", "transit.held_by", "transit.months", "transit.price", "transit.exports",
	"transit.judgement", "transit.by", "transit.reason", "transit.sources",
	"ties.scale", "ties.states", "ties.elasticity", "ties.judgement", "ties.by", "ties.reason", "ties.sources",
}

// Declared reads the scenarios of a dossier, by id; none where it has no folder of them. Whatever is wrong in any of
// them comes back as one error of type evidence.Faults.
func Declared(r *measure.Region) ([]*Scenario, error) {
	dir, name := r.Files()
	entries, err := fs.ReadDir(dir, Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, evidence.Faults{{File: path.Join(name, Folder), What: "the folder cannot be read: " + err.Error(), Right: "it holds a TOML file for each scenario"}}
	}
	var all []*Scenario
	var faults evidence.Faults
	for _, e := range entries { // sorted by name
		file := path.Join(name, Folder, e.Name())
		id, ok := strings.CutSuffix(e.Name(), ".toml")
		if !ok || e.IsDir() {
			faults = append(faults, evidence.Fault{File: file, What: "it is no scenario", Right: "the folder holds files called ID.toml, and nothing else"})
			continue
		}
		data, err := fs.ReadFile(dir, path.Join(Folder, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		s, more := Read(r, id, file, data)
		all, faults = append(all, s), append(faults, more...)
	}
	if faults != nil {
		return nil, faults
	}
	return all, nil
}

// Read reads one scenario and holds it against the dossier. The name of the file is that by which faults call it.
func Read(r *measure.Region, id, file string, data []byte) (*Scenario, evidence.Faults) {
	s := &Scenario{ID: id}
	var faults evidence.Faults
	if s.at, faults = evidence.ReadTOML(file, data, s, Settings); s.at.Read() {
		c := &checking{Scenario: s, region: r, faults: faults}
		c.all()
		faults = c.faults
	}
	return s, faults.Sorted()
}

// Numbers is how many inputs the scenario has, measured and judged.
func (s *Scenario) Numbers() int { return len(s.numbers()) }

// Judgements are the inputs that are somebody's judgement, as "KAZ position", in the order of the file.
func (s *Scenario) Judgements() (all []string) {
	for _, n := range s.numbers() {
		if n.judged {
			all = append(all, n.name)
		}
	}
	return all
}

// number is an input by its name.
type number struct {
	name   string
	judged bool
}

func (s *Scenario) numbers() (all []number) {
	add := func(name, text string, judged bool) {
		if text != "" {
			all = append(all, number{name, judged})
		}
	}
	add("status quo", s.Base.Settlement, s.Base.Judgement)
	for i := range s.Actors {
		p := &s.Actors[i]
		add(p.Actor+" capability", p.Capability, p.Judgement && !p.Measured())
		add(p.Actor+" reach", p.Reach, p.Judgement)
		add(p.Actor+" position", p.Position, p.Judgement)
		add(p.Actor+" salience", p.Salience, p.Judgement && !p.MeasuredSalience())
	}
	for _, c := range s.Closed.Close {
		add("closing "+c, c, s.Closed.Judgement)
	}
	if s.Closed.Months > 0 {
		add("months", "months", s.Closed.Judgement)
	}
	add("price", s.Closed.Price, s.Closed.Judgement)
	add("exports", s.Closed.Exports, s.Closed.Judgement)
	for _, c := range s.Scaled.Scale {
		add("scaling "+c, c, s.Scaled.Judgement)
	}
	add("elasticity", s.Scaled.Elasticity, s.Scaled.Judgement)
	return all
}

// Measured tells that an actor's capability is an indicator and not a number.
func (p *Party) Measured() bool {
	return p.Capability != "" && isWord(p.Capability[0]) && !strings.HasPrefix(p.Capability, "tri(")
}

// MeasuredSalience tells that an actor's salience is a measure and not a number.
func (p *Party) MeasuredSalience() bool {
	return len(strings.Fields(p.Salience)) > 1 && isWord(p.Salience[0]) && !strings.HasPrefix(p.Salience, "tri(")
}

func isWord(letter byte) bool { return letter >= 'a' && letter <= 'z' }

// Find gives the scenario of an id, or an error that says which there are.
func Find(all []*Scenario, id string) (*Scenario, error) {
	var ids []string
	for _, s := range all {
		if s.ID == id {
			return s, nil
		}
		ids = append(ids, s.ID)
	}
	if ids == nil {
		return nil, fmt.Errorf("the dossier declares no scenarios; %s/ID.toml would hold one", Folder)
	}
	slices.Sort(ids)
	return nil, fmt.Errorf("there is no scenario %q; there are %s, and the nearest is %s", id, strings.Join(ids, ", "), evidence.Nearest(id, ids))
}
