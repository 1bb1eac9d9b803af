package report

import (
	"slices"
	"strings"

	"multivector/claim"
)

// claimCard is a claim of the text as the ledger has it. A result is a word and a class, which has a shape as well as a colour.
type claimCard struct {
	ID, Claim, Result, Word string // the place on the page, the id
	Kind, Date              string // in words
	Text                    Sentence
	Lang                    string // of the text where it is not the page's
	Closes                  string // of a forecast
	Parts                   []claimPart
	True                    string // how many parts are: 2/3
	Notes                   []claimNote
	Rests                   Sentence // how many records there are
	Records                 []link
}

// claimPart is a part of a claim's expression, whether it is true, and the values that decide it.
type claimPart struct {
	Result, Word, Code string // the result that looks as its truth does
	Values             []Sentence
}

// claimNote is a line under a claim: what is missing, how ours differs from a person's verdict.
type claimNote struct{ Name, Text, Lang string }

// claimContents are the claims by result, a link each.
type claimContents struct {
	Title string
	Rows  []claimRow
}

type claimRow struct {
	Result, Word string
	Rests        string // the claims, as data-rests has them
	Count        int
	Claims       []link
}

var claimKinds = []string{"fact", "relation", "judgement", "forecast"}

func (claimCard) kind() string     { return "claim" }
func (claimContents) kind() string { return "claimlist" }

// writeClaims writes the ledger: how many claims came to what, each with what decided it, then the forecasts, and the words of
// probability.
func (w *writer) writeClaims(Folder) {
	p := w.page("claims.html", "claims", w.lang.word("claims.title"), w.lang.word("claims.about"))
	if len(w.facts.Claims) == 0 {
		p.para(p.say("claims.none", nil))
	} else {
		p.para(p.claimsTogether()...)
		p.add(p.claimContents(), p.claimTable())
		p.para(p.say("claims.rule", nil), p.say("claims.parts", nil))
	}
	for _, part := range []struct {
		id    string
		holds func(*claim.Outcome) bool
	}{{"present", func(o *claim.Outcome) bool { return o.Claim.Kind != "forecast" }}, {"future", func(o *claim.Outcome) bool { return o.Claim.Kind == "forecast" }}} {
		headed := false
		for _, o := range w.facts.Claims {
			if !part.holds(o) {
				continue
			}
			if !headed {
				headed = true
				p.heads(2, part.id, p.lang.word("claims."+part.id))
				if p.lang.has("claims." + part.id + "_about") {
					p.para(p.say("claims."+part.id+"_about", nil))
				}
			}
			p.add(p.claimCard(o))
		}
	}
	p.writeWords()
}

// came are the ids of the claims that came to a result.
func (f *Facts) came(result claim.Result) (ids []string) {
	for _, o := range f.Claims {
		if o.Result == result {
			ids = append(ids, o.Claim.ID)
		}
	}
	return ids
}

// ofClaims binds a sentence to claims.
func ofClaims(s Sentence, ids ...string) Sentence {
	s.Claim = strings.Join(ids, "|claim ") // as they stand in data-rests
	return s
}

// claimsTogether counts results, and how often a person held the same.
func (p *page) claimsTogether() []Sentence {
	all := len(p.facts.Claims)
	var ids []string
	held, same := 0, 0
	for _, o := range p.facts.Claims {
		ids = append(ids, o.Claim.ID)
		if o.Claim.Verdict != "" {
			held++
			if o.Claim.Verdict == string(o.Result) {
				same++
			}
		}
	}
	said := []Sentence{ofClaims(p.say("claims.together", fields{"N": p.many(all), "Came": p.cameTo()}), ids...)}
	switch {
	case held == all:
		said = append(said, ofClaims(p.say("claims.held_all", fields{"N": p.many(same)}), ids...))
	case held > 0:
		said = append(said, ofClaims(p.say("claims.held", fields{"N": p.many(same), "All": p.many(held)}), ids...))
	}
	return said
}

// cameTo says how many claims came to what.
func (p *page) cameTo() phrase {
	var parts []phrase
	for _, r := range claim.Results {
		if n := len(p.facts.came(r)); n > 0 {
			parts = append(parts, p.part("claims.came."+string(r), fields{"N": p.many(n)}))
		}
	}
	return p.joined(parts)
}

func (p *page) claimContents() claimContents {
	c := claimContents{Title: p.lang.word("claims.contents")}
	for _, r := range claim.Results {
		row := claimRow{Result: string(r), Word: p.lang.word("claims.result." + string(r))}
		for _, id := range p.facts.came(r) {
			row.Claims = append(row.Claims, link{Text: id, Href: "#" + slug(id)})
		}
		row.Rests = "claim " + strings.Join(p.facts.came(r), "|claim ")
		if row.Count = len(row.Claims); row.Count > 0 {
			c.Rows = append(c.Rows, row)
		}
	}
	return c
}

// claimTable counts results by kind.
func (p *page) claimTable() table {
	t := table{Title: p.lang.word("claims.table"), Head: []string{p.lang.word("claims.kind.title")}}
	for _, r := range claim.Results {
		t.Head = append(t.Head, p.lang.word("claims.result."+string(r)))
	}
	t.Head = append(t.Head, p.lang.word("claims.all"))
	for _, kind := range claimKinds {
		var ids []string
		for _, o := range p.facts.Claims {
			if o.Claim.Kind == kind {
				ids = append(ids, o.Claim.ID)
			}
		}
		row := []cell{{Text: p.lang.word("claims.kinds." + kind), Head: true}}
		count := func(of []string) cell {
			said := p.say("claims.count", fields{"Count": p.many(len(of))})
			if len(of) == 0 {
				of = ids // that none is there rests on all that could be
			}
			return cell{Sentence: ofClaims(said, of...), Number: true}
		}
		for _, r := range claim.Results {
			var of []string
			for _, o := range p.facts.Claims {
				if o.Claim.Kind == kind && o.Result == r {
					of = append(of, o.Claim.ID)
				}
			}
			row = append(row, count(of))
		}
		if len(ids) > 0 {
			t.Rows = append(t.Rows, append(row, count(ids)))
		}
	}
	return t
}

// claimCard puts together what is known of a claim.
func (p *page) claimCard(o *claim.Outcome) claimCard {
	c := o.Claim
	card := claimCard{
		ID: slug(c.ID), Claim: c.ID, Result: string(o.Result), Word: p.lang.word("claims.result." + string(o.Result)),
		Kind: p.lang.word("claims.kind." + c.Kind), Date: p.lang.spell(c.Date),
	}
	text, lang := p.ownOr("claims", c.ID, c.Claim)
	key := "claims.text"
	if c.Kind == "forecast" {
		key = "claims.question"
		if !c.Closes.IsZero() {
			card.Closes = p.lang.date(c.Closes)
		}
	}
	said := p.say(key, fields{"Text": text})
	said.ID, card.Lang = "text-"+card.ID, lang
	card.Text = ofClaims(said, c.ID)
	truths := 0
	for _, part := range o.Parts {
		t := part.Value.Truth
		if t == claim.True {
			truths++
		}
		one := claimPart{Result: string(claim.Grade(t)), Word: p.lang.word("claims.truth." + t.String()), Code: part.Text}
		for _, v := range part.Value.Grounds() {
			one.Values = append(one.Values, p.claimValue(v))
		}
		card.Parts = append(card.Parts, one)
	}
	if n := len(o.Parts); n > 1 {
		s, err := p.lang.fill("claims.true", map[string]any{"N": p.many(truths), "All": p.many(n)})
		if err != nil {
			p.fault(err)
		}
		card.True = string(s)
	}
	p.claimNotes(&card, o)
	keys := slices.Clone(o.Records)
	if keys == nil {
		keys = c.Evidence // what a person went by, where there is no expression
	}
	keys = slices.DeleteFunc(slices.Clone(keys), func(key string) bool { // a whole table
		_, ok := p.facts.Dossier.Record(key)
		return !ok
	})
	if len(keys) > 0 {
		said, err := p.lang.fill("claims.records", map[string]any{"N": p.many(len(keys))})
		if err != nil {
			p.fault(err)
		}
		card.Rests = p.bind(Sentence{ID: "records-" + card.ID, HTML: said, Records: slices.Clone(keys)})
		card.Rests.Notes, card.Rests.Low = nil, false // each record has its own
	}
	for _, key := range keys {
		card.Records = append(card.Records, link{Text: key, Href: p.to(p.facts.recordOf(key))})
	}
	return card
}

// claimNotes says what is missing, what a person held, and why ours differs.
func (p *page) claimNotes(card *claimCard, o *claim.Outcome) {
	add := func(name, table, text string) {
		if text == "" {
			return
		}
		own, lang := p.ownOr(table, o.Claim.ID, text)
		card.Notes = append(card.Notes, claimNote{p.lang.word("claims." + name), own, lang})
	}
	switch {
	case o.Early && o.Claim.Lacks == "":
		card.Notes = append(card.Notes, claimNote{Name: p.lang.word("claims.lacks"), Text: p.lang.word("claims.time")})
	case len(o.Parts) == 0 && o.Lacks == "":
		card.Notes = append(card.Notes, claimNote{Name: p.lang.word("claims.lacks"), Text: p.lang.word("claims.unbound")})
	default:
		add("lacks", "lacks", o.Lacks)
	}
	if v := o.Claim.Verdict; v != "" && v != string(o.Result) {
		card.Notes = append(card.Notes, claimNote{Name: p.lang.word("claims.person"), Text: p.lang.word("claims.result." + v)})
		add("differs", "differs", o.Differs)
	}
	add("noted", "claim_notes", o.Claim.Note)
}

// ownOr is a dossier's word in the language of the page, or the one it has itself, and then its language.
func (p *page) ownOr(table, id, text string) (own, lang string) {
	if w, ok := p.lang.names.Words[table][id]; ok {
		return w, ""
	}
	if p.lang.Code != "en" {
		return text, "en"
	}
	return text, ""
}
