package evidence

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Composite is an index that a dossier declares with every choice it holds admissible, [[composites]] of
// dossier.toml. Which of them are made is not chosen: verdicts draws them all.
type Composite struct {
	ID          string      `toml:"id"`
	Title       string      `toml:"title" cause:"none"`
	Of          string      `toml:"of"`                    // what is ranked: states, dyads (the vectors, for each state), spans (the present, what was before)
	Sentence    string      `toml:"sentence" cause:"none"` // with {A}, {B}: how one before the other is said; {of} is the state of a dyad
	Normalisers []string    `toml:"normalisers"`
	Aggregators []string    `toml:"aggregators"`
	Missing     []string    `toml:"missing"`
	Readings    []string    `toml:"readings"` // of silence
	LeaveOneOut bool        `toml:"leave_one_out"`
	Coverage    float64     `toml:"coverage"`  // nominal weight that must be known of a subject
	Draws       int         `toml:"draws"`     // of choices
	Resamples   int         `toml:"resamples"` // of the evidence
	Indicators  []Indicator `toml:"indicators"`
}

// Indicator is a measure that enters a composite.
type Indicator struct {
	Measure   string    `toml:"measure"`
	Of        string    `toml:"of"`
	Better    string    `toml:"better"`                  // more or less
	Goalposts []float64 `toml:"goalposts"`               // from, to: fixed, so that editions stay comparable
	Weight    float64   `toml:"weight" cause:"weights"`  // nominal
	Weights   []float64 `toml:"weights" cause:"weights"` // the least and the most held admissible
}

// Name is the indicator as explain takes it: the measure and what of.
func (x Indicator) Name() string { return strings.TrimSpace(x.Measure + " " + x.Of) }

// Words that the settings of a composite take.
var (
	CompositeKinds       = []string{"states", "dyads", "spans"}
	CompositeNormalisers = []string{"linear", "categories", "rank"}
	CompositeAggregators = []string{"arithmetic", "geometric"}
	CompositeMissing     = []string{"leave out", "middle", "least"}
	CompositeReadings    = []string{"drop", "abstain", "model"}
)

// minResamples is the least number of resamples an interval of 95 % is taken from.
const minResamples = 40

// Composite gives the composite of an id.
func (c *Config) Composite(id string) (Composite, bool) {
	for _, x := range c.Composites {
		if x.ID == id {
			return x, true
		}
	}
	return Composite{}, false
}

// ConfigFault is a fault of a setting, by its key as composites.0.indicators.2.measure, for those who know more of what
// settings mean than the evidence does.
func (c *Config) ConfigFault(key, what, right string) Fault { return c.at.Fault(key, what, right) }

func (c *Config) checkComposite(i int, fault func(key, what, right string)) {
	x := &c.Composites[i]
	at := fmt.Sprintf("composites.%d.", i)
	if x.ID == "" || slices.ContainsFunc(c.Composites[:i], func(y Composite) bool { return x.ID == y.ID }) {
		fault(at+"id", fmt.Sprintf("the composite's id %q is empty or stands twice", x.ID), "give each composite an id of its own")
	}
	if !contains(CompositeKinds, x.Of) {
		fault(at+"of", fmt.Sprintf("a composite of %q ranks nothing", x.Of), "write "+strings.Join(CompositeKinds, ", "))
	}
	if !strings.Contains(x.Sentence, "{A}") || !strings.Contains(x.Sentence, "{B}") {
		fault(at+"sentence", "the sentence does not name {A} and {B}", `say how one before the other reads: "{A} is more autonomous than {B}"`)
	}
	for _, l := range []struct {
		key     string
		given   []string
		allowed []string
	}{
		{"normalisers", x.Normalisers, CompositeNormalisers},
		{"aggregators", x.Aggregators, CompositeAggregators},
		{"missing", x.Missing, CompositeMissing},
		{"readings", x.Readings, CompositeReadings},
	} {
		if len(l.given) == 0 {
			fault(at+l.key, l.key+" are not declared", "list those held admissible, the nominal one first: "+strings.Join(l.allowed, ", "))
		}
		for k, word := range l.given {
			switch {
			case !contains(l.allowed, word):
				fault(fmt.Sprintf("%s%s.%d", at, l.key, k), fmt.Sprintf("%q is none of the %s", word, l.key), "write "+strings.Join(l.allowed, ", "))
			case contains(l.given[:k], word):
				fault(fmt.Sprintf("%s%s.%d", at, l.key, k), fmt.Sprintf("%q stands twice", word), "name each choice once: they are drawn alike")
			}
		}
	}
	if !(x.Coverage >= 0 && x.Coverage <= 1) {
		fault(at+"coverage", fmt.Sprintf("a coverage of %g cannot be", x.Coverage), "write the share of the nominal weight that must be known, 0 to 1")
	}
	if x.Draws < 100 || x.Draws > 1_000_000 {
		fault(at+"draws", fmt.Sprintf("%d draws of choices are too few to say a share, or too many to wait for", x.Draws), "write 10000, or another number from 100 to 1000000")
	}
	if x.Resamples < minResamples || x.Resamples > 10_000 {
		fault(at+"resamples", fmt.Sprintf("an interval cannot be taken from %d resamples", x.Resamples), fmt.Sprintf("write 200, or another number from %d to 10000", minResamples))
	}
	c.checkIndicators(x, at, fault)
}

func (c *Config) checkIndicators(x *Composite, at string, fault func(key, what, right string)) {
	if len(x.Indicators) == 0 {
		fault(at+"indicators", fmt.Sprintf("the composite %q is empty", x.ID), "name what it is made of, as [[composites.indicators]] below it")
		return
	}
	total, least, most, sound := 0.0, 0.0, 0.0, true
	for k, y := range x.Indicators {
		at := fmt.Sprintf("%sindicators.%d.", at, k)
		if y.Measure == "" {
			fault(at+"measure", "the indicator names no measure", "name one of assess --format csv")
		} else if slices.ContainsFunc(x.Indicators[:k], func(z Indicator) bool { return z.Name() == y.Name() }) {
			fault(at+"measure", fmt.Sprintf("the indicator %q is named twice", y.Name()), "weigh it once")
		}
		if y.Better != "more" && y.Better != "less" {
			fault(at+"better", fmt.Sprintf("%q does not say which way is better", y.Better), "write more or less")
		}
		switch g := y.Goalposts; {
		case len(g) != 2:
			fault(at+"goalposts", fmt.Sprintf("there are %d goalposts", len(g)), "write the two values between which the measure counts, [0, 1]")
		case math.IsNaN(g[0]+g[1]) || math.IsInf(g[0]+g[1], 0):
			fault(at+"goalposts", "a goalpost is not a number", "write the two values between which the measure counts, [0, 1]")
		case g[0] >= g[1]:
			fault(at+"goalposts", fmt.Sprintf("the goalposts %g and %g are reversed, or one", g[0], g[1]), `write the lower one first; better = "less" says that less is more`)
		}
		w := y.Weights
		if !(y.Weight >= 0 && y.Weight <= 1) {
			fault(at+"weight", fmt.Sprintf("the weight %g is not between 0 and 1", y.Weight), "weights are shares that add up to 1")
			sound = false
		}
		if len(w) != 2 || !(0 <= w[0] && w[0] <= w[1] && w[1] <= 1) {
			fault(at+"weights", "the weights held admissible are not two numbers, the least and the most, between 0 and 1", "write weights = [0, 0.5]")
			sound = false
			continue
		}
		if sound && (y.Weight < w[0] || y.Weight > w[1]) {
			fault(at+"weight", fmt.Sprintf("the nominal weight %g is not among those held admissible, %g to %g", y.Weight, w[0], w[1]), "widen weights, or move weight")
		}
		total, least, most = total+y.Weight, least+w[0], most+w[1]
	}
	if !sound {
		return
	}
	if math.Abs(total-1) > 1e-6 {
		fault(at+"indicators.0.weight", fmt.Sprintf("the weights of the indicators of %q add up to %.6g", x.ID, total), "make them add up to 1")
	} else if least > 1 || most < 1 {
		fault(at+"indicators.0.weights", fmt.Sprintf("no weights of %q can add up to 1: the least add up to %.6g and the most to %.6g", x.ID, least, most), "widen them")
	}
}

// checkVerdicts: a stored verdict is of a composite that is declared, and of no fewer draws than it declares.
func checkVerdicts(d *Dossier) (faults Faults) {
	if !d.Config.at.Read() {
		return nil // what is declared could not be read
	}
	ids := make([]string, len(d.Composites))
	for i, x := range d.Composites {
		ids[i] = x.ID
	}
	for i := range d.Verdicts {
		v := &d.Verdicts[i]
		x, ok := d.Composite(v.Composite)
		switch {
		case !ok:
			faults = append(faults, v.fault("composite", fmt.Sprintf("dossier.toml declares no composite %q", v.Composite), suggest(ids, v.Composite)))
		case v.Draws < x.Draws:
			faults = append(faults, v.fault("draws", fmt.Sprintf("%d draws, and dossier.toml declares %d", v.Draws, x.Draws), "make the file again with multivector verdicts --store"))
		case !(v.Share >= 0 && v.Share <= 1):
			faults = append(faults, v.fault("share", fmt.Sprintf("the share %g is not between 0 and 1", v.Share), "make the file again with multivector verdicts --store"))
		}
	}
	return faults
}

func suggest(known []string, word string) string {
	if len(known) == 0 {
		return "declare it as [[composites]]"
	}
	return "the nearest is " + nearest(word, known)
}
