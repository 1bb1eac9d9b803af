package report

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
	"multivector/measure"
	"multivector/scenario"
)

const (
	stale = 3    // years after which the latest figure of a domain is called old
	loose = 0.25 // bounds so far apart say little of a share
)

// writeMissing writes what evidence is missing: by state and domain, of the claims, and of the scenarios.
func (w *writer) writeMissing(Folder) {
	p := w.page("missing.html", "missing", w.lang.word("gaps.title"), w.lang.word("gaps.about"))
	p.missingAtAll()
	for _, state := range p.facts.Dossier.Config.Region {
		items := slices.Concat(p.missingFigures(state), p.missingMeetings(state))
		if len(items) > 0 {
			p.heads(2, "of-"+slug(state), p.name(state).Cap())
			p.add(bullets{items})
		}
	}
	p.missingClaims()
	p.missingMeasures()
}

// missingAtAll says how much of the grid of states and domains is covered, and shows it.
func (p *page) missingAtAll() {
	d, a := p.facts.Dossier, p.facts.Assessment
	var all, none, low []measure.Estimate
	t := table{Title: p.lang.word("gaps.grid"), Head: []string{p.lang.word("methods.domain")}}
	for _, state := range d.Config.Region {
		t.Head = append(t.Head, p.name(state).Cap())
	}
	for _, domain := range d.Config.Domains {
		row := []cell{{Text: evidence.Capital(p.domain(domain)), Head: true}}
		for _, state := range d.Config.Region {
			shares := p.sharesIn(state, domain.ID)
			first := slices.IndexFunc(shares, func(e measure.Estimate) bool { return e.Status != measure.NotCovered })
			e := a.Get("largest", state, "", domain.ID)
			if first >= 0 {
				e = shares[first]
			}
			all = append(all, e)
			written := p.figure(e, func(l *Language) string { return l.word("gaps.none") })
			switch year := yearOf(e); {
			case first < 0:
				none = append(none, e)
			case year > 0:
				written = p.figure(e, func(*Language) string { return strconv.Itoa(year) })
			}
			if first >= 0 && p.onlyLow(e.From) {
				low = append(low, e)
			}
			one := p.celled("missing-grid-"+state+"-"+domain.ID, written.as())
			one.Notes, one.Number = nil, true // the row of years is not to drown in numbers of notes
			row = append(row, one)
		}
		t.Rows = append(t.Rows, row)
	}
	var lead []Sentence
	if len(none) > 0 {
		lead = append(lead, p.say("gaps.uncovered", fields{"N": p.counting(none), "All": p.counting(all)}))
	} else if len(all) > 0 {
		lead = append(lead, p.say("gaps.covered", fields{"N": p.counting(all)}))
	}
	if len(low) > 0 {
		lead = append(lead, p.say("gaps.doubted", fields{"N": p.counting(low)}))
	}
	if len(lead) > 0 {
		p.add(paragraph{Sentences: lead, Lead: true})
	}
	p.add(words{Text: p.lang.word("gaps.meaning")})
	if len(t.Rows) > 0 {
		p.add(t)
	}
}

// counting counts estimates, and rests on them.
func (p *page) counting(of []measure.Estimate) counted {
	for _, e := range of {
		p.use(e)
	}
	c := p.many(len(of))
	c.of = of
	return c
}

// domain is what a domain is called in the language of the page.
func (p *page) domain(d evidence.Domain) string { return p.lang.own("domains", d.ID, d.Title) }

// sharesIn are the shares of the powers in a domain of a state.
func (p *page) sharesIn(state, domain string) (all []measure.Estimate) {
	for _, v := range p.facts.Dossier.Config.Vectors {
		all = append(all, p.facts.Assessment.Get("share", state, v, domain))
	}
	return all
}

var years = regexp.MustCompile(`\d{4}`)

// yearOf is the last year that an estimate speaks of, 0 where it names none.
func yearOf(e measure.Estimate) int {
	all := years.FindAllString(e.Period, -1)
	if len(all) == 0 {
		return 0
	}
	year, _ := strconv.Atoi(all[len(all)-1])
	return year
}

// missingFigures says of a state which domains have no figures, which powers are in none, what is old, loose or doubtful.
func (p *page) missingFigures(state string) (all []Sentence) {
	var none []measure.Estimate
	var noneNamed []string
	var unlisted, old, wide, low []phrase
	now := p.facts.Region.AsOf.Last().Year()
	for _, d := range p.facts.Dossier.Config.Domains {
		title := p.domain(d)
		shares := p.sharesIn(state, d.ID)
		if !slices.ContainsFunc(shares, func(e measure.Estimate) bool { return e.Status != measure.NotCovered }) {
			none = append(none, p.facts.Assessment.Get("largest", state, "", d.ID))
			noneNamed = append(noneNamed, title)
			continue
		}
		var absent, far, doubted []phrase
		latest := measure.Estimate{}
		for _, e := range shares {
			if yearOf(e) > yearOf(latest) {
				latest = e
			}
			who := p.name(e.Vector)
			switch {
			case e.Status == measure.Unknown && e.HasInterval() && e.High > loose:
				absent = append(absent, p.part("gaps.power", fields{"Power": who, "Value": p.share(e)}))
			case e.Known() && e.Level == 1 && e.High-e.Low > loose:
				far = append(far, p.part("gaps.between", fields{"Power": who, "Value": p.ends(e, true)}))
			}
			if e.Known() && p.onlyLow(e.From) {
				doubted = append(doubted, p.part("gaps.power", fields{"Power": who, "Value": p.share(e)}))
			}
		}
		in := func(parts []phrase) phrase {
			return p.part("gaps.in", fields{"Domain": title, "Powers": p.joined(parts)})
		}
		if len(absent) > 0 {
			unlisted = append(unlisted, in(absent))
		}
		if len(far) > 0 {
			wide = append(wide, in(far))
		}
		if len(doubted) > 0 {
			low = append(low, in(doubted))
		}
		if year := yearOf(latest); year > 0 && now-year > stale {
			old = append(old, p.part("gaps.year", fields{"Domain": title, "Year": p.figure(latest, func(*Language) string { return strconv.Itoa(year) })}))
		}
	}
	name := p.name(state)
	if len(none) > 0 {
		for _, e := range none {
			p.use(e)
		}
		all = append(all, p.say("gaps.domains", fields{"State": name, "Domains": phrase{html: template.HTML(template.HTMLEscapeString(p.lang.list(noneNamed))), of: none}}))
	}
	for _, one := range []struct {
		key   string
		parts []phrase
	}{{"gaps.unlisted", unlisted}, {"gaps.wide", wide}, {"gaps.old", old}, {"gaps.low", low}} {
		if len(one.parts) > 0 {
			all = append(all, p.say(one.key, fields{"State": name, "Parts": p.strung(one.parts)}))
		}
	}
	return all
}

// strung puts longer parts of a sentence after one another.
func (p *page) strung(parts []phrase) (all phrase) {
	var texts []string
	for _, x := range parts {
		texts = append(texts, string(x.html))
		all.of, all.keys = append(all.of, x.of...), append(all.keys, x.keys...)
	}
	all.html = template.HTML(strings.Join(texts, "; "))
	return all
}

// missingMeetings says with which powers no meetings and no events of a state are known.
func (p *page) missingMeetings(state string) (all []Sentence) {
	for _, name := range []string{"attendance", "tone"} {
		var of []measure.Estimate
		var who []string
		for _, v := range p.facts.Dossier.Config.Vectors {
			if e := p.facts.Assessment.Get(name, state, v, ""); e.Status == measure.NotCovered {
				of, who = append(of, e), append(who, p.name(v).Ins)
				p.use(e)
			}
		}
		if len(of) > 0 {
			all = append(all, p.say("gaps."+name, fields{"State": p.name(state), "Powers": phrase{html: template.HTML(template.HTMLEscapeString(p.lang.list(who))), of: of}}))
		}
	}
	return all
}

// missingClaims says which claims would need other evidence, and which.
func (p *page) missingClaims() {
	var items []Sentence
	var unbound []string
	for _, o := range p.facts.Claims {
		switch {
		case o.Claim.Expression == "" && o.Claim.Lacks == "":
			unbound = append(unbound, "claims:"+o.Claim.ID)
			continue
		case o.Lacks == "":
			continue
		}
		lacks, own := p.lang.names.Words["lacks"][o.Claim.ID]
		if !own {
			lacks = o.Lacks
		}
		text := cited{html: template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(p.to(p.root+"claims.html#"+slug(o.Claim.ID))), template.HTMLEscapeString(p.lang.own("claims", o.Claim.ID, o.Claim.Claim))))}
		what := template.HTMLEscapeString(lacks)
		if !own && p.lang.Code != "en" {
			what = `<span lang="en">` + what + `</span>`
		}
		s := p.say("gaps.claim", fields{"Claim": text, "Lacks": cited{html: template.HTML(what)}})
		s.Claim = o.Claim.ID
		items = append(items, s)
	}
	if len(unbound) > 0 {
		items = append(items, p.say("gaps.unbound", fields{"N": p.many(len(unbound), unbound...)}))
	}
	if len(items) > 0 {
		p.heads(2, "of-claims", p.lang.word("gaps.claims"))
		p.add(words{Text: p.lang.word("gaps.claims_about")}, bullets{items})
	}
}

// missingMeasures says which inputs of the scenarios were judged and not measured.
func (p *page) missingMeasures() {
	declared, err := scenario.Declared(p.facts.Region)
	if err != nil {
		p.fault(err)
		return
	}
	var items []Sentence
	for _, s := range declared {
		var order, whose []string // kinds of inputs in the order of the file; lists of actors likewise
		of, kinds := map[string][]string{}, map[string][]string{}
		for _, name := range s.Judgements() {
			kind := name
			if actor, what, ok := strings.Cut(name, " "); ok && slices.Contains(judgedOf, what) {
				kind = what
				of[kind] = append(of[kind], p.name(actor).Nom)
			} else if ok && p.lang.has("gaps.judged."+actor) {
				kind = actor // closing a link, scaling a flow: the scenario's title names which
			}
			if kind = strings.ReplaceAll(kind, " ", "_"); !slices.Contains(order, kind) {
				order = append(order, kind)
			}
		}
		for _, kind := range order {
			who := p.lang.list(of[kind])
			if !slices.Contains(whose, who) {
				whose = append(whose, who)
			}
			kinds[who] = append(kinds[who], p.lang.word("gaps.judged."+kind))
		}
		var parts []phrase
		for _, who := range whose {
			if who == "" {
				parts = append(parts, phrase{html: template.HTML(template.HTMLEscapeString(p.lang.list(kinds[who])))})
				continue
			}
			parts = append(parts, p.part("gaps.judged_of", fields{"What": p.lang.list(kinds[who]), "Who": who}))
		}
		if len(parts) > 0 {
			items = append(items, p.say("gaps.scenario", fields{"Title": p.scenarioTitle(s), "Parts": p.strung(parts)}))
		}
	}
	if len(items) > 0 {
		p.heads(2, "of-scenarios", p.lang.word("gaps.scenarios"))
		p.add(words{Text: p.lang.word("gaps.scenarios_about")}, bullets{items})
	}
}

// judgedOf are the inputs that each actor of a bargain has.
var judgedOf = []string{"capability", "reach", "position", "salience"}
