package report

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"multivector/evidence"
)

// writeForums writes a page for each forum: what it is, who belongs to it, who came to its meetings, what was signed at them.
func (w *writer) writeForums(Folder) {
	d := w.facts.Dossier
	for i := range d.Forums {
		f := &d.Forums[i]
		name := w.name(f.ID)
		p := w.page(forumPage(f.ID), "forum", name.Cap(), name.Nom)
		p.para(p.whatItIs(f)...)
		p.members(f)
		p.meetings(f)
		p.signedThere(f)
	}
}

func forumPage(id string) string { return "forums/" + slug(id) + ".html" }

// way names a forum and leads to its page.
func (p *page) way(f *evidence.Forum) phrase {
	href := template.HTMLEscapeString(p.to(p.root + forumPage(f.ID)))
	return phrase{html: template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, href, template.HTMLEscapeString(p.name(f.ID).Nom))), keys: []string{f.Key}}
}

// called is a word of the language for a word of a table, or that word where there is none.
func (l *Language) called(key, word string) string {
	if l.has(key + word) {
		return l.word(key + word)
	}
	return strings.ReplaceAll(word, "_", " ")
}

// whatItIs says what a forum is, who convened it, when and where it sits, and how many of the region belong.
func (p *page) whatItIs(f *evidence.Forum) (all []Sentence) {
	kind := p.lang.called("forums.kind_", f.Kind)
	with := fields{"Forum": p.name(f.ID), "Kind": kind, "Key": cited{"", []string{f.Key}}, "Founded": "", "Seat": p.lang.own("places", f.Seat, f.Seat), "By": ""}
	if len(f.Convener) > 0 {
		with["By"] = p.states(f.Convener)
	}
	if !f.Founded.IsZero() {
		with["Founded"] = p.date(f.Founded, f.Key)
	}
	all = append(all, p.say("forums.is", with))
	var in []string
	var keys []string
	d := p.facts.Dossier
	for _, state := range d.Config.Region {
		if m, ok := d.Membership(f.ID, state, d.AsOf); ok && m.Expected() {
			in, keys = append(in, state), append(keys, m.Key)
		}
	}
	switch n := len(d.Config.Region); {
	case len(in) == n:
		all = append(all, p.say("forums.all_in", fields{"Region": p.region(), "N": p.many(n, keys...)}))
	case len(in) > 0:
		all = append(all, p.say("forums.some_in", fields{"Region": p.region(), "States": p.states(in), "Keys": cited{"", keys}}))
	default:
		all = append(all, p.say("forums.none_in", fields{"Region": p.region(), "Key": cited{"", []string{f.Key}}}))
	}
	return all
}

// members lists who stands how to a forum, and since when, the region's states first.
func (p *page) members(f *evidence.Forum) {
	d := p.facts.Dossier
	var of []*evidence.Membership
	for i := range d.Memberships {
		if m := &d.Memberships[i]; m.Forum == f.ID && m.Status != "none" {
			of = append(of, m)
		}
	}
	if len(of) == 0 {
		return
	}
	slices.SortStableFunc(of, func(a, b *evidence.Membership) int {
		return cmp.Or(p.firstOurs(a.State, b.State), strings.Compare(a.State, b.State), cmp.Compare(a.From.First().Unix(), b.From.First().Unix()))
	})
	p.heads(2, "members", p.lang.word("forums.members"))
	t := table{Title: p.lang.word("forums.members_table"), Head: strings.Split(p.lang.word("forums.members_head"), "|")}
	for _, m := range of {
		id := "member-" + slug(m.State+" "+m.From.String()+" "+m.Status)
		row := []cell{{Text: p.name(m.State).Cap(), Head: true}, {Text: p.lang.word("forums.is_as_" + m.Status)}, {}, {}}
		if !m.From.IsZero() {
			row[2] = p.celled(id+"-from", p.date(m.From, m.Key).as())
		}
		if !m.To.IsZero() {
			row[3] = p.celled(id+"-to", p.date(m.To, m.Key).as())
		}
		t.Rows = append(t.Rows, row)
	}
	p.add(t)
}

// firstOurs puts the states of the region, in their order, before others.
func (w *writer) firstOurs(a, b string) int {
	region := w.facts.Dossier.Config.Region
	place := func(s string) int {
		if i := slices.Index(region, s); i >= 0 {
			return i
		}
		return len(region)
	}
	return cmp.Compare(place(a), place(b))
}

// meetings lists a forum's meetings, with who of all came, who sent a deputy and who stayed away though expected.
func (p *page) meetings(f *evidence.Forum) {
	d := p.facts.Dossier
	var of []*evidence.Summit
	for i := range d.Summits {
		if s := &d.Summits[i]; s.Forum == f.ID {
			of = append(of, s)
		}
	}
	if len(of) == 0 {
		return
	}
	slices.SortStableFunc(of, func(a, b *evidence.Summit) int { return cmp.Compare(a.Date.First().Unix(), b.Date.First().Unix()) })
	p.heads(2, "meetings", p.lang.word("forums.meetings"))
	held, called := 0, 0
	var keys []string
	for _, s := range of {
		switch s.Status {
		case "held":
			held++
			keys = append(keys, s.Key)
		case "cancelled":
			called++
		}
	}
	var said []Sentence
	if held > 0 {
		said = append(said, p.say("forums.held", fields{"N": p.many(held, keys...)}))
		said = append(said, p.whoStayedAway(of)...)
	}
	p.para(said...)
	t := table{Title: p.lang.word("forums.meetings_table"), Head: strings.Split(p.lang.word("forums.meetings_head"), "|")}
	for _, s := range of {
		id := "meeting-" + slug(s.ID)
		what := p.lang.word("forums.level_" + s.Level)
		if s.Status != "held" {
			what += p.lang.word("common.comma") + p.lang.word("forums.status_"+s.Status)
		}
		who := func(codes []string) cell {
			codes = slices.Clone(codes)
			slices.SortStableFunc(codes, p.firstOurs)
			return cell{Text: strings.Join(p.named(codes), p.lang.word("common.comma"))}
		}
		t.Rows = append(t.Rows, []cell{
			p.celled(id, p.date(s.Date, s.Key).as()),
			{Text: p.placeOf(s)},
			{Text: what},
			who(s.Attendees), who(s.Deputies), who(p.absent(s)),
		})
	}
	p.add(t)
}

// placeOf is where a meeting was held.
func (p *page) placeOf(s *evidence.Summit) string {
	if s.Format == "virtual" {
		return p.lang.word("forums.virtual")
	}
	return p.lang.own("places", s.Place, s.Place)
}

// absent are the states that a meeting's record lists absent, and those of the region that were expected and are not among all
// who came.
func (w *writer) absent(s *evidence.Summit) []string {
	all := slices.Clone(s.Absent)
	if s.Status != "held" || s.Attendance != "complete" {
		return all
	}
	for _, state := range w.facts.Dossier.Config.Region {
		m, ok := w.facts.Dossier.Membership(s.Forum, state, s.Date)
		if ok && m.Expected() && !slices.Contains(slices.Concat(s.Attendees, s.Deputies, all), state) {
			all = append(all, state)
		}
	}
	return all
}

// whoStayedAway says of which meetings a leader of the region stayed away, or that none did.
func (p *page) whoStayedAway(of []*evidence.Summit) (all []Sentence) {
	d := p.facts.Dossier
	var complete []string
	for _, state := range d.Config.Region {
		var away []string
		for _, s := range of {
			m, ok := d.Membership(s.Forum, state, s.Date)
			if s.Status != "held" || s.Level != "leaders" || !ok || !m.Expected() {
				continue
			}
			if slices.Contains(s.Deputies, state) || slices.Contains(p.absent(s), state) {
				away = append(away, s.Key)
			} else if s.Attendance == "complete" {
				complete = append(complete, s.Key)
			}
		}
		if len(away) > 0 {
			all = append(all, p.say("forums.away", fields{"State": p.name(state), "N": p.many(len(away), away...)}))
		}
	}
	if len(all) == 0 && len(complete) > 0 {
		slices.Sort(complete)
		all = append(all, p.say("forums.none_away", fields{"Region": p.region(), "Keys": cited{"", slices.Compact(complete)}}))
	}
	return all
}

// signedThere lists the documents dated on the days of a forum's meetings that belong to whom the forum serves.
func (p *page) signedThere(f *evidence.Forum) {
	d := p.facts.Dossier
	var items []Sentence
	for i := range d.Agreements {
		a := &d.Agreements[i]
		for j := range d.Summits {
			s := &d.Summits[j]
			last := s.Date
			if !s.DateEnd.IsZero() {
				last = s.DateEnd
			}
			serves := slices.ContainsFunc(a.Vector, func(v string) bool { return slices.Contains(f.Vector, v) }) || len(a.Vector)+len(f.Vector) == 0
			if s.Forum != f.ID || s.Status != "held" || !serves || a.Place != s.Place || a.Date.Before(s.Date) || a.Date.After(last) {
				continue
			}
			var signed, keys []string
			for k := range d.Signatories {
				if g := &d.Signatories[k]; g.Agreement == a.ID && (g.Status == "signed" || g.Status == "acceded") {
					signed, keys = append(signed, g.State), append(keys, g.Key)
				}
			}
			with := fields{"Document": p.lang.own("agreements", a.ID, a.Name), "Date": p.date(a.Date, append(keys, a.Key, s.Key)...)}
			if len(signed) > 0 {
				slices.SortStableFunc(signed, p.firstOurs)
				with["Signed"] = p.states(slices.Compact(signed))
				items = append(items, p.say("forums.document_signed", with))
			} else {
				items = append(items, p.say("forums.document", with))
			}
			break
		}
	}
	if len(items) == 0 {
		return
	}
	p.heads(2, "documents", p.lang.word("forums.documents"))
	p.add(bullets{items})
}
