package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"multivector/docs"
)

// method is a measure as the report explains it; what it is in words is the message methods.of.NAME.
type method struct {
	name    string
	also    []string // other names of estimates that it explains
	formula []string // short ones, a line each
	papers  []string // keys of references.bib
	page    string   // of docs/methods
}

// methods are all measures whose estimates a report may speak of, by the question they serve.
var methods = []struct {
	group string
	of    []method
}{
	{"votes", []method{
		{name: "kappa", formula: []string{"κ = 1 − Dₒ / Dₑ", "Dₒ = Σ d(a, b) / n,  Dₑ = Σ pₖ qₗ d(k, l)", "d(Y, A) = d(A, N) = ½,  d(Y, N) = 1"}, papers: []string{"cohen1960", "cohen1968", "haege2011"}, page: "alignment"},
		{name: "pi", formula: []string{"π = 1 − Dₒ / Dₑ,  Dₑ = Σ mₖ mₗ d(k, l),  m = (p + q) / 2"}, papers: []string{"scott1955", "haege2011"}, page: "alignment"},
		{name: "s", formula: []string{"S = 1 − 2 Dₒ"}, papers: []string{"signorino1999"}, page: "alignment"},
		{name: "agreement", formula: []string{"1 − Dₒ"}, papers: []string{"voeten2013", "voetendata", "bailey2017"}, page: "alignment"},
		{name: "trend", formula: []string{"κ₁ − κ₀"}, page: "alignment"},
		{name: "position", also: []string{"position change"}, formula: []string{"|x − p|"}, papers: []string{"bailey2017", "martin2002", "imai2016"}, page: "ideal-points"},
		{name: "moved", formula: []string{"½ (|x₁ − p₀| − |x₀ − p₀|) + ½ (|x₁ − p₁| − |x₀ − p₁|)"}, papers: []string{"shapley1953", "shorrocks2013"}, page: "moved"},
		{name: "siding", formula: []string{"(P − Q) / (P + Q + A + S)"}, papers: []string{"yuneman2023"}, page: "siding"},
		{name: "side", page: "siding"},
		{name: "answers", page: "alignment"},
	}},
	{"silence", []method{
		{name: "silence", papers: []string{"morse2024"}, page: "silence"},
		{name: "silences", papers: []string{"morse2024"}, page: "silence"},
	}},
	{"depends", []method{
		{name: "share", formula: []string{"X_P / Σ X"}, page: "dependence"},
		{name: "largest", formula: []string{"max X_P / Σ X"}, page: "dependence"},
		{name: "change", page: "dependence"},
		{name: "concentration", formula: []string{"Σ s²"}, papers: []string{"hirschman1945", "laakso1979", "hill1973"}, page: "concentration"},
		{name: "exposure", formula: []string{"X_P / GDP"}, papers: []string{"hirschman1945", "barbieri1996"}, page: "exposure"},
		{name: "asymmetry", formula: []string{"e_iP / (e_iP + e_Pi)"}, papers: []string{"hirschman1945", "barbieri1996"}, page: "exposure"},
		{name: "dependence", formula: []string{"x = Σ w s / Σ w"}, papers: []string{"moyer2018", "moyer2021"}, page: "room"},
		{name: "room", formula: []string{"y − a − b x,  y = κ₁", "b = med (y_i − y_j) / (x_i − x_j),  a = med (y − b x)"}, papers: []string{"theil1950", "sen1968", "kendall1945"}, page: "room"},
		{name: "total", page: "dependence"},
	}},
	{"leads", []method{
		{name: "profile", also: []string{"profile change"}, page: "division"},
		{name: "lead", page: "division"},
		{name: "advantage", formula: []string{"(X_vd / X_v·) / (X_·d / X_··)"}, papers: []string{"balassa1965"}, page: "division"},
		{name: "specialisation", also: []string{"specialisation change"}, formula: []string{"Σ_d | X_vd / X_v· − Σ_u≠v X_ud / Σ_u≠v X_u· |"}, papers: []string{"krugman1991"}, page: "division"},
		{name: "division", also: []string{"division change"}, formula: []string{"I(V; D) / H(V)"}, papers: []string{"gorelick2004"}, page: "division"},
	}},
	{"spread", []method{
		{name: "balance", formula: []string{"1 / Σ p²", "1 / Σ p_P Z_PQ p_Q"}, papers: []string{"hill1973", "laakso1979", "leinster2012"}, page: "balance"},
		{name: "agreements", page: "forums"},
		{name: "membership", page: "forums"},
		{name: "attendance", papers: []string{"wilson1927"}, page: "forums"},
		{name: "uptake", papers: []string{"wilson1927"}, page: "forums"},
	}},
	{"together", []method{
		{name: "cohesion", formula: []string{"AI = (m − (n − m) / 2) / n", "Rice = |Y − N| / (Y + N)", "Σ (I − E) / Σ (1 − E)"}, papers: []string{"hix2005", "rice1925", "attina1990", "desposato2005"}, page: "cohesion"},
		{name: "tone", formula: []string{"Σ w g / Σ w,  w = 2^(−t / h)"}, papers: []string{"goldstein1992"}, page: "tone"},
	}},
	{"choices", []method{
		{name: "verdict", also: []string{"sensitivity"}, papers: []string{"oecd2008", "lahdelma1998", "saisana2005", "saltelli2010", "paruolo2013"}, page: "verdicts"},
		{name: "coalition", also: []string{"size", "memberships", "clash"}, formula: []string{"E(X) = Σ s_i s_j p_ij d_ij(X)"}, papers: []string{"axelrod1993", "galam1998"}, page: "landscape"},
		{name: "scenario", papers: []string{"buenodemesquita1994", "nash1950", "shapley1953", "armington1969", "costinot2014", "ford1956"}, page: "scenarios"},
		{name: "claim", papers: []string{"kleene1938", "moore1966", "odni2015"}, page: "claims"},
	}},
}

// general are the papers of what all measures keep, by the message that tells it.
var general = []struct {
	key    string
	papers []string
}{
	{"interval", []string{"efron1979", "hyndman1996", "wilson1927"}},
	{"bounds", nil},
	{"status", nil},
	{"confidence", nil},
	{"breaks", []string{"killick2012", "zhang2007"}},
	{"flips", []string{"broderick2020"}},
}

// methodBlock is one measure on the page of methods.
type methodBlock struct {
	ID      string
	Also    []string // other anchors
	Name    string
	Text    string
	Formula []string
	Papers  []paper
	Page    string // of the documentation
}

// rule is something that all measures keep, with its papers.
type rule struct {
	Text   string
	Papers []paper
}

// papers is the list of works cited, each with its entry.
type papers struct {
	About, All, File string
	Papers           []paper
}

func (methodBlock) kind() string { return "method" }
func (rule) kind() string        { return "rule" }
func (papers) kind() string      { return "papers" }

// writeMethods writes what each measure is, whose it is, and what was chosen.
func (w *writer) writeMethods(folder Folder) {
	all, err := readPapers(docs.References)
	if err != nil {
		w.faults = append(w.faults, err)
		return
	}
	p := w.page("methods.html", "methods", w.lang.word("methods.title"), w.lang.word("methods.about"))
	p.add(words{Text: w.lang.word("methods.lead"), Lead: true}, words{Text: w.lang.word("methods.beside")})
	cited := map[string]bool{}
	cite := func(keys []string) (found []paper) {
		for _, key := range keys {
			i := slices.IndexFunc(all, func(p paper) bool { return p.Key == key })
			if i < 0 {
				p.fault(fmt.Errorf("methods cite %s, which references.bib does not have", key))
				continue
			}
			cited[key] = true
			found = append(found, all[i])
		}
		return found
	}
	for _, g := range methods {
		p.heads(2, "measures-"+g.group, w.lang.word("methods.groups."+g.group))
		for _, m := range g.of {
			block := methodBlock{ID: slug(m.name), Name: w.lang.word("methods.name." + m.name), Text: w.lang.word("methods.of." + m.name), Formula: m.formula, Papers: cite(m.papers), Page: "docs/methods/" + m.page + ".md"}
			for _, name := range m.also {
				block.Also = append(block.Also, slug(name))
			}
			p.add(block)
		}
	}
	p.heads(2, "read", w.lang.word("methods.read"))
	for _, g := range general {
		p.add(rule{w.lang.word("methods." + g.key), cite(g.papers)})
	}
	p.choices()
	p.made()
	p.heads(2, "papers", w.lang.word("methods.papers"))
	list := papers{About: w.lang.word("methods.papers_about"), All: w.lang.word("methods.all_papers"), File: "references.bib"}
	for _, one := range all {
		if cited[one.Key] {
			list.Papers = append(list.Papers, one)
		}
	}
	p.add(list)
	folder["references.bib"] = docs.References
}

// methodOf is where a measure is explained: of one that has no place of its own, the page.
func (w *writer) methodOf(measure string) string {
	at := w.root + "methods.html"
	for _, g := range methods {
		for _, m := range g.of {
			if m.name == measure || slices.Contains(m.also, measure) {
				return at + "#" + slug(measure)
			}
		}
	}
	return at
}

// plain is a cell of words, number one of a number that was chosen and not measured.
func plain(text string) cell  { return cell{Text: text} }
func chosen(text string) cell { return cell{Text: text, Number: true} }

// choices shows what dossier.toml sets.
func (p *page) choices() {
	l, c := p.lang, p.facts.Dossier.Config
	word := func(key string) string { return l.word("methods." + key) }
	p.heads(2, "choices", word("choices"))
	p.add(words{Text: word("choices_about")})
	t := table{Title: word("domains"), Head: []string{word("domain"), word("group"), word("weight"), word("window")}}
	for _, d := range c.Domains {
		t.Rows = append(t.Rows, []cell{{Text: l.own("domains", d.ID, d.Title), Head: true}, plain(l.own("groups", d.Group, d.Group)), chosen(l.decimal(d.Weight, 3)), chosen(strconv.Itoa(max(1, d.Window)))})
	}
	if len(t.Rows) > 0 {
		p.add(t)
	}
	t = table{Title: word("settings"), Head: []string{word("setting"), word("value")}}
	set := func(key, value string) {
		if value != "" && value != "0" {
			t.Rows = append(t.Rows, []cell{{Text: word(key), Head: true}, plain(value)})
		}
	}
	set("since", c.VotesConfig.Since.String())
	set("opposed", l.list(p.named(c.VotesConfig.Opposed)))
	set("recent", strconv.Itoa(c.VotesConfig.Recent))
	set("selection", l.own("words", "selection", c.VotesConfig.Selection))
	set("reading", l.word("methods.readings."+p.facts.Region.Reading.String()))
	set("half_life", l.decimal(c.EventsConfig.HalfLife, 0))
	set("penalty", c.BreaksConfig.Penalty)
	set("min_segment", strconv.Itoa(c.BreaksConfig.MinSegment))
	set("coalition_forums", l.list(p.named(c.Coalitions.Forums)))
	set("coalition_years", strconv.Itoa(c.Coalitions.Years))
	p.add(t)
	for _, k := range c.Composites {
		title, err := l.fill("methods.composite", map[string]any{"Of": l.own("composites", k.ID, k.Title)})
		if err != nil {
			p.fault(err)
		}
		t := table{Title: string(title), Head: []string{word("indicator"), word("goalposts"), word("weight"), word("least"), word("most")}}
		for _, x := range k.Indicators {
			row := []cell{{Text: x.Name(), Head: true}, chosen(p.range2(x.Goalposts)), chosen(l.decimal(x.Weight, 2))}
			for _, w := range x.Weights {
				row = append(row, chosen(l.decimal(w, 2)))
			}
			t.Rows = append(t.Rows, row)
		}
		p.add(t)
	}
}

// range2 writes two ends.
func (p *page) range2(ends []float64) string {
	var parts []string
	for _, v := range ends {
		parts = append(parts, strings.TrimSuffix(strings.TrimRight(p.lang.decimal(v, 1), "0"), p.lang.Decimal()))
	}
	for i, s := range parts {
		if s == "" || s == "−" {
			parts[i] = "0"
		}
	}
	return strings.Join(parts, " … ")
}

// made says what made the report.
func (p *page) made() {
	l, o := p.lang, p.facts.Made
	word := func(key string) string { return l.word("methods." + key) }
	p.heads(2, "made", word("made"))
	p.add(words{Text: word("made_about")})
	t := table{Title: word("made"), Head: []string{word("setting"), word("value")}}
	for _, row := range [][2]string{
		{"program", o.Program},
		{"version", o.Version},
		{"command", o.Command},
		{"seed", strconv.FormatUint(p.facts.Region.Seed, 10)},
		{"as_of", p.facts.Region.AsOf.String()},
	} {
		t.Rows = append(t.Rows, []cell{{Text: word(row[0]), Head: true}, plain(row[1])})
	}
	p.add(t)
}
