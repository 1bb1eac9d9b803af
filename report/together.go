package report

import (
	"slices"

	"multivector/evidence"
	"multivector/figure"
	"multivector/measure"
)

// together answers whether the region acts as one: in votes, above what luck gives; in its documents; at its meetings; and lists
// who belongs to and comes to what.
func (p *page) together(folder Folder) {
	votes, own := slices.Concat(p.asOne(), p.pairs()), p.ownDocuments()
	if len(votes)+len(own) == 0 && len(p.facts.Dossier.Forums) == 0 {
		return
	}
	p.heads(2, measure.Together, p.lang.word("together.heading"))
	p.para(votes...)
	p.para(own...)
	p.belonging(folder)
}

// asOne says how far the region's states answer as one above luck, and whether more so than before.
func (p *page) asOne() (all []Sentence) {
	r, a := p.facts.Region, p.facts.Assessment
	get := func(of string) measure.Estimate { return a.Get("cohesion", r.Label, "", of) }
	above := get(measure.AIAboveLuck)
	if !above.Known() {
		return nil
	}
	if same := get(measure.UnanimousName); same.Known() {
		all = append(all, p.say("together.unanimous", fields{"Region": p.region(), "Share": p.share(same), "AI": p.index(get(measure.AIName))}))
	}
	key := "together.above"
	if above.Value < 0 {
		key = "together.below"
	}
	all = append(all, p.say(key, fields{"Above": p.index(above), "Ends": p.within(above)}))
	late, before := get(measure.AIAboveLuck+" "+measure.RecentName), r.Cohesion(measure.AIAboveLuck, measure.BeforeName)
	if late.Known() && before.Known() {
		key := map[int]string{1: "together.more", -1: "together.less", 0: "together.no_change"}[apartFrom(late, before)]
		if !late.HasInterval() || !before.HasInterval() {
			key = "together.late"
		}
		all = append(all, p.say(key, fields{"Late": p.index(late), "LateEnds": p.within(late), "Before": p.index(before), "BeforeEnds": p.within(before)}))
	}
	opposed := r.VotesConfig.Opposed
	if parted := get(measure.AIAboveLuck + " " + measure.Contested); parted.Known() && len(opposed) == 2 {
		key := map[int]string{1: "together.parted_more", -1: "together.parted_less", 0: "together.parted_same"}[apartFrom(parted, above)]
		if !parted.HasInterval() || !above.HasInterval() {
			key = "together.parted"
		}
		all = append(all, p.say(key, fields{"One": p.name(opposed[0]), "Other": p.name(opposed[1]), "Above": p.index(parted), "Ends": p.within(parted)}))
	}
	return all
}

// pairs says which two states of the region vote most alike, and which least.
func (p *page) pairs() (all []Sentence) {
	var of []measure.Estimate
	region := p.facts.Dossier.Config.Region
	for i, s := range region {
		for _, t := range region[i+1:] {
			if e := p.facts.Assessment.Get(measure.KappaName, s, t, measure.All); e.Known() {
				of = append(of, e)
			}
		}
	}
	if len(of) < 2 {
		return nil
	}
	of = ordered(of)
	most, least := of[0], of[len(of)-1]
	all = append(all, p.say("together.pairs", fields{
		"A": p.name(most.State), "B": p.name(most.Vector), "Most": p.index(most), "MostEnds": p.within(most),
		"C": p.name(least.State), "D": p.name(least.Vector), "Least": p.index(least), "LeastEnds": p.within(least),
	}))
	if most.HasInterval() && least.HasInterval() && apartFrom(most, least) == 0 {
		return append(all, p.say("together.pairs_overlap", nil))
	}
	for _, end := range []struct {
		key      string
		of, next measure.Estimate
	}{{"together.pairs_most_open", most, of[1]}, {"together.pairs_least_open", least, of[len(of)-2]}} {
		if len(of) > 3 && overlap(end.of, end.next) {
			all = append(all, p.say(end.key, fields{"A": p.name(end.next.State), "B": p.name(end.next.Vector), "Kappa": p.withEnds(end.next)}))
		}
	}
	return all
}

// ownDocuments says who signed the region's own documents, and who came to its own summits.
func (p *page) ownDocuments() (all []Sentence) {
	r, a := p.facts.Region, p.facts.Assessment
	if e := a.Get("uptake", r.Label, r.Label, ""); e.Known() {
		var lacking []measure.Estimate
		for _, s := range r.Config.Region {
			if one := a.Get("uptake", s, r.Label, ""); one.Known() && one.Value < 1 {
				lacking = append(lacking, one)
			}
		}
		if len(lacking) == 0 {
			all = append(all, p.say("together.signed_all", fields{"Uptake": p.outOf(e)}))
		} else {
			all = append(all, p.say("together.signed", fields{"Uptake": p.outOf(e), "Each": p.each("together.signed_one", lacking, p.outOf)}))
		}
	}
	var came, full []measure.Estimate
	for _, s := range r.Config.Region {
		switch e := a.Get("attendance", s, r.Label, ""); {
		case e.Known() && e.Value < 1:
			came = append(came, e)
		case e.Known():
			full = append(full, e)
		}
	}
	switch {
	case len(full) > 0 && len(came) == 0:
		all = append(all, p.say("together.came_all", fields{"Times": p.everyTime(full)}))
	case len(came) > 0:
		all = append(all, p.say("together.came", fields{"Each": p.each("together.came_one", came, p.outOf)}))
		if len(full) > 0 {
			all = append(all, p.say("together.came_rest", fields{"Each": p.each("unsaid.rest", full, p.outOf)}))
		}
	}
	return all
}

// everyTime writes to how many meetings those came that came to all.
func (p *page) everyTime(full []measure.Estimate) phrase {
	x := p.outOf(full[0]).as()
	for _, e := range full[1:] {
		p.use(e)
		x.of = append(x.of, e)
	}
	return x
}

// forumGroups are the forums in which a state of the region has a standing, under whom they serve: the region, each vector, all others;
// one that serves several vectors stands under the first.
func (w *writer) forumGroups() (names []string, groups [][]*evidence.Forum) {
	d := w.facts.Dossier
	under := map[string][]*evidence.Forum{}
	for i := range d.Forums {
		f := &d.Forums[i]
		place := ""
		for _, v := range slices.Concat([]string{d.Label}, d.Vectors, d.MinorVectors) {
			if slices.Contains(f.Vector, v) {
				place = v
				break
			}
		}
		if slices.Contains(d.MinorVectors, place) {
			place = ""
		}
		under[place] = append(under[place], f)
	}
	for _, v := range slices.Concat([]string{d.Label}, d.Vectors, []string{""}) {
		if len(under[v]) > 0 {
			names, groups = append(names, v), append(groups, under[v])
		}
	}
	return names, groups
}

// stands is how a state stands to a forum today.
func (w *writer) stands(f *evidence.Forum, state string) figure.Standing {
	d := w.facts.Dossier
	m, ok := d.Membership(f.ID, state, d.AsOf)
	if ok {
		switch m.Status {
		case "member", "participant":
			return figure.Member
		case "none":
			return figure.Outside
		case "suspended":
			return figure.Former
		}
		return figure.Partner
	}
	for _, m := range d.Memberships {
		if m.Forum == f.ID && m.State == state && m.Expected() && !m.To.IsZero() {
			return figure.Former
		}
	}
	return figure.Outside
}

// came counts the leaders' meetings of a forum to which a state's leader came, of those at which it was expected and is known to have
// come or not.
func (w *writer) came(f *evidence.Forum, state string) (came, of int) {
	d := w.facts.Dossier
	for i := range d.Summits {
		s := &d.Summits[i]
		if s.Forum != f.ID || s.Status != "held" || s.Level != "leaders" {
			continue
		}
		if m, ok := d.Membership(f.ID, state, s.Date); !ok || !m.Expected() {
			continue
		}
		switch {
		case slices.Contains(s.Attendees, state):
			came++
		case slices.Contains(s.Deputies, state), slices.Contains(s.Absent, state), s.Attendance == "complete":
		default:
			continue
		}
		of++
	}
	return came, of
}

// belonging draws who belongs to what and how often its leader came, and leads to the forums.
func (p *page) belonging(folder Folder) {
	d := p.facts.Dossier
	names, groups := p.forumGroups()
	if len(groups) == 0 {
		return
	}
	m := figure.Matrix{Columns: p.named(d.Config.Region), Counts: p.lang.word("together.counts"), Words: map[figure.Standing]string{}}
	for s, key := range map[figure.Standing]string{figure.Outside: "outside", figure.Member: "member", figure.Partner: "partner", figure.Former: "former", figure.Unknown: "unknown"} {
		m.Words[s] = p.lang.word("together." + key)
	}
	var of []measure.Estimate
	for _, v := range slices.Concat([]string{d.Label}, d.Vectors) {
		of = append(of, p.known("membership", v, "")...)
		of = append(of, p.known("attendance", v, "")...)
	}
	p.heads(3, "of-forums", p.lang.word("together.forums"))
	var lists []Sentence
	for i, group := range groups {
		title := p.lang.word("together.others")
		switch {
		case names[i] == d.Label:
			title = p.region()
		case names[i] != "":
			title = p.name(names[i]).Cap()
		}
		standings := figure.Standings{Name: title}
		var links []phrase
		for _, f := range group {
			row := figure.Belonging{Name: p.name(f.ID).Nom}
			for _, state := range d.Config.Region {
				came, of := p.came(f, state)
				row.Cells = append(row.Cells, figure.Attendance{Standing: p.stands(f, state), Came: came, Of: of})
			}
			standings.Rows = append(standings.Rows, row)
			links = append(links, p.way(f))
		}
		m.Groups = append(m.Groups, standings)
		var group any = title
		if slices.Contains(d.Vectors, names[i]) {
			group = p.toVector(names[i])
		}
		lists = append(lists, p.say("together.list", fields{"Group": group, "Forums": p.joined(links)}))
	}
	m.Frame = p.frame(p.lang.word("together.matrix"), p.lang.word("together.matrix_about"), p.lang.word("together.matrix_spoken"), "")
	p.draw(folder, "forums", m.Frame, m, of...)
	p.add(bullets{lists})
}
