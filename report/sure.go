package report

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"multivector/chance"

	"multivector/composite"
	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
)

// flipped is a finding that the report leads with, and what would have to be false for it to fall.
type flipped struct {
	measure.Finding
	measure.Flip
}

// certainty measures how sure the findings are: the verdicts of the dossier's composites under all admissible choices, and the flip
// sets of the headlines.
func (f *Facts) certainty() error {
	r := f.Region
	var verdicts []measure.Finding
	faults := make([]error, 2)
	chance.Each(2, func(i int) {
		if i == 0 {
			f.Verdicts, faults[i] = measure.Verdicts(f.Dossier, measure.VerdictOptions{Seed: r.Seed, Level: r.Level})
			return
		}
		verdicts, faults[i] = f.Assessment.VerdictFindings()
	})
	if err := errors.Join(faults...); err != nil {
		return err
	}
	findings := slices.DeleteFunc(append(verdicts, f.Findings...), func(x measure.Finding) bool { return !x.Headline })
	for i, flip := range r.FlipSets(findings) {
		f.Flips = append(f.Flips, flipped{findings[i], flip})
	}
	return nil
}

// sure answers how sure all that is: what rests on doubtful records, what hangs on the reading of silence and on the choice of weights, and
// what would have to be false.
func (p *page) sure(folder Folder) {
	p.heads(2, "sure", p.lang.word("sure.heading"))
	p.para(slices.Concat(p.lowConfidence(), p.readings())...)
	if len(p.facts.Verdicts) > 0 {
		p.heads(3, "verdicts", p.lang.word("sure.verdicts"))
		p.para(p.say("sure.choices", nil))
		for i := range p.facts.Verdicts {
			p.verdict(folder, &p.facts.Verdicts[i])
		}
	}
	p.falsities()
}

// lowAlone begins the warning of an estimate that rests on nothing better.
const lowAlone = "rests only on records of low confidence"

// lowConfidence says how much of the evidence is of low confidence, and how many estimates rest on nothing else.
func (p *page) lowConfidence() (all []Sentence) {
	used, low := map[string]bool{}, []string{}
	var doubtful []measure.Estimate
	for _, e := range p.facts.Assessment.All() {
		if e.Known() && warned(*e, lowAlone) {
			doubtful = append(doubtful, *e)
		}
		for _, key := range e.From {
			if used[key] {
				continue
			}
			used[key] = true
			if record, ok := p.facts.Dossier.Record(key); ok && evidence.MetaOf(record).Confidence == evidence.Low {
				low = append(low, key)
			}
		}
	}
	if len(low) == 0 {
		return nil
	}
	slices.Sort(low)
	said := p.say("sure.low", fields{"N": p.many(len(low), low...), "All": p.lang.decimal(float64(len(used)), 0)})
	said.Low = false // it counts them, and is itself in no doubt
	all = append(all, said)
	if len(doubtful) > 0 {
		for _, e := range doubtful {
			p.use(e)
		}
		n := p.many(len(doubtful))
		n.of = doubtful
		all = append(all, p.say("sure.only_low", fields{"N": n}))
	}
	return all
}

// readings says for which pair the alignment hangs most on what silence is taken for.
func (p *page) readings() (all []Sentence) {
	a := p.facts.Assessment
	var now, yes, no measure.Estimate
	widest := 0.0
	for _, state := range p.facts.Dossier.Config.Region {
		for _, v := range p.facts.Dossier.Vectors {
			e, y, n := a.Get(measure.KappaName, state, v, measure.All), a.Get(measure.KappaName, state, v, "silence as yes"), a.Get(measure.KappaName, state, v, "silence as no")
			if !e.Known() || !y.Known() || !n.Known() {
				continue
			}
			if apart := max(e.Value, y.Value, n.Value) - min(e.Value, y.Value, n.Value); apart > widest {
				now, yes, no, widest = e, y, n, apart
			}
		}
	}
	if widest < 0.005 {
		return nil
	}
	return append(all, p.say("sure.readings", fields{"State": p.name(yes.State), "Vector": p.name(yes.Vector), "Now": p.index(now), "Yes": p.index(yes), "No": p.index(no)}))
}

// ofLead is a lead of a verdict as an estimate: the share of all admissible choices in which one subject comes before another.
func (f *Facts) ofLead(v *measure.Verdict, l measure.Lead) measure.Estimate {
	e := measure.Estimate{
		Measure: "verdict", State: l.Of, Vector: l.A, Of: v.Declared.ID + " over " + l.B, N: v.Options.Draws,
		Value: l.Share.Value, Low: l.Share.Low, High: l.Share.High, Level: l.Share.Level, From: restsOf(v, l.Pair.A, l.Pair.B),
	}
	switch v.Declared.Of {
	case "states":
		e.State, e.Vector = l.A, ""
	case "spans":
		e.State, e.Vector, e.Of = f.Dossier.Label, "", v.Declared.ID+" "+l.A+" over "+l.B
	}
	return e
}

// ofFirst is the share of all admissible choices in which a subject comes first of its group, as an estimate.
func (f *Facts) ofFirst(v *measure.Verdict, subject int) measure.Estimate {
	s := v.Composite.Subjects[subject]
	e := measure.Estimate{Measure: "verdict", State: s.Group, Vector: s.Name, Of: v.Declared.ID, N: v.Options.Draws, Value: v.RankFrequency[subject][0], From: restsOf(v, subject)}
	switch v.Declared.Of {
	case "states":
		e.State, e.Vector = s.Name, ""
	case "spans":
		e.State, e.Vector, e.Of = f.Dossier.Label, "", v.Declared.ID+" "+s.Name
	}
	return e
}

// restsOf are the records that some subjects of a verdict rest on.
func restsOf(v *measure.Verdict, subjects ...int) (keys []string) {
	for _, i := range subjects {
		for _, e := range v.Estimates[i] {
			keys = append(keys, e.From...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// saidOfLead is one before the other as the dossier words it in this language: {A.gen} is A in the genitive.
func (p *page) saidOfLead(c evidence.Composite, of, a, b string) string {
	var cases []string
	for slot, code := range map[string]string{"A": a, "B": b, "of": of} {
		n := p.name(code)
		if c.Of == "spans" && slot != "of" {
			n = Name{Nom: p.lang.word("sure.span_" + code)}
		}
		for ending, form := range map[string]string{"": n.Nom, ".gen": n.Gen, ".dat": n.Dat, ".acc": n.Acc, ".ins": n.Ins, ".pre": n.Pre} {
			cases = append(cases, "{"+slot+ending+"}", form)
		}
	}
	return strings.NewReplacer(cases...).Replace(p.lang.own("sentences", c.ID, c.Sentence))
}

// verdict says of a composite which subject comes before which, in how many of all admissible choices, and which choice matters.
func (p *page) verdict(folder Folder, v *measure.Verdict) {
	c := v.Declared
	if len(v.Leads) == 0 {
		return
	}
	p.heads(3, "verdict-"+slug(c.ID), evidence.Capital(p.lang.own("composites", c.ID, c.Title)))
	var items []Sentence
	for _, l := range v.Leads {
		e := p.facts.ofLead(v, l)
		said := fields{"Verdict": Name{Code: slug(c.ID + " " + l.Of + " " + l.A + " " + l.B), Nom: p.saidOfLead(c, l.Of, l.A, l.B)}, "Share": p.inChoices(e)}
		key := "sure.lead"
		if l.Share.Level > 0 && l.Share.High-l.Share.Low >= 0.005 {
			said["Ends"] = p.ends(e, true)
			if key = "sure.lead_between"; !(l.Share.Low > 0.5) {
				key = "sure.lead_open"
			}
		}
		items = append(items, p.say(key, said))
	}
	p.add(bullets{items})
	p.para(p.matters(v)...)
	p.ranks(folder, v)
}

// inChoices writes a share of choices; what is nearly all is not rounded to certainty.
func (p *page) inChoices(e measure.Estimate) figured {
	return p.figure(e, func(l *Language) string {
		if e.Value > 0.995 && e.Value < 1 {
			return ">" + l.percent(0.99)
		}
		return l.percent(e.Value)
	})
}

// matters says which choices move the ranks of a composite, by their total Sobol indices.
func (p *page) matters(v *measure.Verdict) (all []Sentence) {
	var of []measure.Estimate
	for k, x := range v.Sensitivity.Shift {
		if x.Total >= 0.005 {
			subjects := make([]int, len(v.Estimates))
			for i := range subjects {
				subjects[i] = i
			}
			of = append(of, measure.Estimate{
				Measure: "sensitivity", State: p.facts.Dossier.Label, Of: v.Declared.ID + " " + string(composite.Factors[k]), N: v.Options.Draws,
				Value: x.Total, Low: x.TotalLow, High: x.TotalHigh, Level: v.Options.Level, From: restsOf(v, subjects...),
			})
		}
	}
	if len(of) == 0 {
		return nil
	}
	factor := func(e measure.Estimate) string {
		return p.lang.word("sure.factor_" + slug(strings.TrimPrefix(e.Of, v.Declared.ID+" ")))
	}
	of = ordered(of)
	all = append(all, p.say("sure.matters", fields{"Factor": factor(of[0]), "Total": p.index(of[0])}))
	var parts []phrase
	for _, e := range of[1:] {
		parts = append(parts, p.part("sure.factor", fields{"Factor": factor(e), "Total": p.index(e)}))
	}
	if len(parts) > 0 {
		all = append(all, p.say("sure.matters_less", fields{"Each": p.joined(parts)}))
	}
	return all
}

// ranksMost is how many ranks a picture can tell apart.
const ranksMost = 6

// ranks draws how often each subject of a composite takes each rank.
func (p *page) ranks(folder Folder, v *measure.Verdict) {
	c := v.Declared
	var r figure.Ranks
	var of []measure.Estimate
	most := 0
	groups := []string{""}
	if c.Of == "dyads" {
		groups = v.Groups()
	}
	for _, group := range groups {
		g := figure.Ranking{}
		if group != "" {
			g.Name = p.name(group).Cap()
		}
		for _, i := range v.Group(group) {
			shares := v.RankFrequency[i]
			most = max(most, len(shares))
			g.Subjects = append(g.Subjects, figure.Acceptability{Name: p.name(v.Composite.Subjects[i].Name).Cap(), Shares: shares})
			of = append(of, p.facts.ofFirst(v, i))
		}
		if len(g.Subjects) > 0 {
			r.Groups = append(r.Groups, g)
		}
	}
	if c.Of == "spans" || len(of) < 2 || most > ranksMost {
		return // two spans are said in a sentence
	}
	r.Ranks = strings.Split(p.lang.word("sure.rank_names"), "|")[:most]
	title := p.lang.own("composites", c.ID, c.Title)
	spoken, err := p.lang.fill("sure.ranks_spoken", map[string]any{"Title": title})
	if err != nil {
		p.fault(err)
	}
	r.Frame = p.frame(evidence.Capital(title), p.lang.word("sure.ranks_about"), string(spoken), "")
	p.draw(folder, "ranks-"+slug(c.ID), r.Frame, r, of...)
}

// falsities lists the findings that the report leads with, those on the fewest records first, and on how many each rests.
func (p *page) falsities() {
	all := slices.Clone(p.facts.Flips)
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b flipped) int {
		return cmp.Or(stands(a)-stands(b), cmp.Compare(len(a.Records), len(b.Records)), strings.Compare(a.ID, b.ID))
	})
	p.heads(3, "falsities", p.lang.word("sure.falsities"))
	single := 0
	var keys []string
	for _, f := range all {
		if len(f.Records) == 1 {
			single++
			keys = append(keys, f.Records...)
		}
	}
	said := []Sentence{p.say("sure.falsities_about", nil)}
	if single > 0 {
		said = append(said, p.say("sure.single", fields{"N": p.many(single, keys...), "All": p.lang.decimal(float64(len(all)), 0)}))
	}
	p.para(said...)
	t := table{Title: p.lang.word("sure.falsities_table"), Head: strings.Split(p.lang.word("sure.falsities_head"), "|")}
	for _, f := range all {
		id := "falsity-" + slug(f.ID)
		row := []cell{{Text: p.finding(f.Finding)}, p.celled(id, p.valued(f).as()), {}, {Text: p.lang.word("sure.outcome_" + f.Outcome)}}
		if f.Outcome != measure.Stands {
			row[2] = p.celled(id+"-records", p.toppling(f.Records))
			row[2].Notes = nil // each leads to its record, or they would be wider than the rest
		}
		t.Rows = append(t.Rows, row)
	}
	p.add(t)
}

// namedMost is how many records are named in a cell.
const namedMost = 4

// toppling writes how many records a finding rests on, and which where they are few.
func (p *page) toppling(keys []string) phrase {
	x := p.many(len(keys), keys...).as()
	if len(keys) > namedMost {
		return x
	}
	for i, key := range keys {
		x.html += template.HTML([]string{", ", ": "}[max(0, 1-i)])
		text := strings.ReplaceAll(template.HTMLEscapeString(strings.TrimPrefix(key, evidence.TableOf(key)+":")), "/", "/<wbr>")
		x.html += template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(p.to(p.facts.recordOf(key))), text))
	}
	return x
}

// stands sorts findings that nothing topples behind the others.
func stands(f flipped) int {
	if f.Outcome == measure.Stands {
		return 1
	}
	return 0
}

// valued writes what a finding speaks of.
func (p *page) valued(f flipped) figured {
	e := f.Estimate
	if f.Kind == measure.MostChoices {
		for i := range p.facts.Verdicts {
			v := &p.facts.Verdicts[i]
			for _, l := range v.Leads {
				if v.Declared.ID == e.Of && l.Of == e.State && l.A == e.Vector && l.B == f.Against {
					return p.inChoices(p.facts.ofLead(v, l))
				}
			}
		}
	}
	switch e.Measure {
	case "share", "exposure":
		return p.share(e)
	case "silence", "lead": // a difference of shares
		return p.figure(e, func(l *Language) string {
			text := l.decimal(100*e.Value, 0)
			if e.Value > 0 {
				text = "+" + text
			}
			with, err := l.fill("sure.points", map[string]any{"Points": text})
			if err != nil {
				p.fault(err)
			}
			return string(with)
		})
	}
	return p.index(e)
}

// finding says a finding in the page's language.
func (p *page) finding(f measure.Finding) string {
	e := f.Estimate
	if f.Kind == measure.MostChoices {
		c, _ := p.facts.Dossier.Composite(e.Of)
		return evidence.Capital(p.saidOfLead(c, e.State, e.Vector, f.Against))
	}
	of := p.lang.own("groups", e.Of, e.Of)
	if d, ok := p.facts.Dossier.Domain(e.Of); ok {
		of = p.lang.own("domains", d.ID, d.Title)
	}
	said, err := p.lang.fill("sure.finding."+strings.ReplaceAll(f.Kind, " ", "_"), map[string]any{
		"State": p.name(e.State), "Vector": p.name(e.Vector), "Of": of, "Topic": p.selected(), "Late": e.Of == measure.RecentName,
	})
	if err != nil {
		p.fault(fmt.Errorf("%s: %w", f.ID, err))
	}
	return string(said)
}
