package evidence

import (
	"fmt"
	"strings"

	"multivector/rollcall"
)

// check finds what is wrong with a dossier beyond what a cell alone shows: codes that are not there,
// dates that cannot be, sums that do not fit. It runs before anything is cut off by a date, so that
// every edition of a dossier that passes is sound.
func (d *Dossier) check(sheets map[string]*sheet) (faults Faults) {
	kinds := map[string]string{}
	for _, s := range d.States {
		kinds[s.Code] = s.Kind
	}
	faults = append(faults, d.checkConfig(kinds)...)
	faults = append(faults, d.checkCodes(sheets, kinds)...)
	for _, rule := range rules {
		faults = append(faults, rule(d)...)
	}
	return faults
}

// checkCodes holds every code against the tables it may come from, and every word against the words allowed.
func (d *Dossier) checkCodes(sheets map[string]*sheet, kinds map[string]string) (faults Faults) {
	known := map[string]map[string]bool{"states": {}, "vectors": {d.Label: true}, "domains": {}, "records": {}}
	for code := range kinds {
		known["states"][code] = true
		known["vectors"][code] = true
	}
	for _, domain := range d.Domains {
		known["domains"][domain.ID] = true
	}
	for _, t := range d.tables() {
		sh := sheets[t.name]
		known["records"][t.name] = true
		if sh == nil {
			continue
		}
		s := schemaOf(t)
		ids := map[string]bool{}
		for r := range sh.rows {
			ids[sh.cell(r, s.columns[0].name)] = true
			known["records"][s.key(sh, r)] = true
		}
		if _, special := known[t.name]; !special {
			known[t.name] = ids
		}
	}
	suggestions := map[string]string{} // a wrong code is often wrong a thousand times
	for _, t := range d.tables() {
		sh := sheets[t.name]
		if sh == nil {
			continue
		}
		for _, c := range schemaOf(t).columns {
			if len(c.ref) == 0 && len(c.one) == 0 {
				continue
			}
			for r := range sh.rows {
				text := sh.cell(r, c.name)
				if text == "" {
					continue
				}
				values := []string{text}
				if c.list {
					values = list(text)
				}
				for _, v := range values {
					if len(c.one) > 0 && !contains(c.one, v) {
						faults = append(faults, sh.fault(r, c.name, fmt.Sprintf("%s cannot be %q", c.name, v), "write one of "+strings.Join(c.one, ", ")))
					}
					if len(c.ref) == 0 {
						continue
					}
					found := false
					for _, ref := range c.ref {
						found = found || known[ref][v]
					}
					if !found {
						cause := strings.Join(c.ref, "|") + "\x00" + v
						if _, ok := suggestions[cause]; !ok {
							suggestions[cause] = nearest(v, d.candidates(c.ref, known))
						}
						faults = append(faults, sh.fault(r, c.name, fmt.Sprintf("%s %q is not in %s", c.name, v, wherefrom(c.ref)), "the nearest known is "+suggestions[cause]))
					} else if c.kind != "" && kinds[v] != c.kind {
						faults = append(faults, sh.fault(r, c.name, fmt.Sprintf("%s is of kind %s", v, kinds[v]), "name a "+c.kind+" here"))
					}
				}
			}
		}
	}
	return faults
}

func (d *Dossier) candidates(refs []string, known map[string]map[string]bool) (all []string) {
	for _, ref := range refs {
		all = append(all, keysOf(known[ref])...)
	}
	return all
}

// wherefrom says where codes of a kind are declared.
func wherefrom(refs []string) string {
	switch refs[0] {
	case "vectors":
		return "states.csv, nor the region's label"
	case "domains":
		return "the domains of dossier.toml"
	case "records":
		return "the dossier: it is neither a table nor the key of a record"
	}
	return strings.Join(refs, ".csv or ") + ".csv"
}

// rules are what tables must keep among themselves, one function a rule or a family of rules.
var rules = []func(*Dossier) Faults{
	checkSpells, checkDates, checkTallies, checkCovotes, checkPatterns, checkShares, checkShareSums,
	checkTotals, checkAttendance, checkTransit, checkEvents, checkOpinion,
}

// checkSpells: a spell ends after it begins, and two spells of one thing do not overlap.
func checkSpells(d *Dossier) (faults Faults) {
	type spell struct {
		m        *Meta
		from, to Date
	}
	seen := map[string][]spell{}
	one := func(what string, m *Meta, from, to Date) {
		if !from.IsZero() && !to.IsZero() && to.Before(from) {
			faults = append(faults, m.fault("to", fmt.Sprintf("the spell ends %s, before it begins %s", to, from), "write the earlier date in from"))
			return
		}
		for _, s := range seen[what] {
			if overlap(s.from, s.to, from, to) {
				_, line := s.m.Where()
				faults = append(faults, m.fault("from", fmt.Sprintf("the spell overlaps the one of line %d", line), "end the earlier spell before this one begins"))
			}
		}
		seen[what] = append(seen[what], spell{m, from, to})
	}
	for i := range d.Blocs {
		b := &d.Blocs[i]
		one("b/"+b.Bloc+"/"+b.Member, &b.Meta, b.From, b.To)
	}
	for i := range d.Memberships {
		m := &d.Memberships[i]
		one("m/"+m.Forum+"/"+m.State, &m.Meta, m.From, m.To)
	}
	for i := range d.Codes {
		c := &d.Codes[i]
		one("c/"+c.State+"/"+c.System, &c.Meta, c.From, c.To)
	}
	return faults
}

// overlap tells whether two spells share a day other than the one on which one passes into the other.
func overlap(from1, to1, from2, to2 Date) bool {
	endsBefore := func(to, from Date) bool {
		return !to.IsZero() && !from.IsZero() && !to.First().After(from.Last())
	}
	return !endsBefore(to1, from2) && !endsBefore(to2, from1)
}

// checkDates: an end lies after its beginning, a signature not before there was something to sign.
func checkDates(d *Dossier) (faults Faults) {
	order := func(m *Meta, column string, first, last Date) {
		if !first.IsZero() && !last.IsZero() && last.Before(first) {
			faults = append(faults, m.fault(column, fmt.Sprintf("%s is before the beginning, %s", last, first), "write the earlier date first"))
		}
	}
	for i := range d.Summits {
		order(&d.Summits[i].Meta, "date_end", d.Summits[i].Date, d.Summits[i].DateEnd)
	}
	for i := range d.Events {
		order(&d.Events[i].Meta, "date_end", d.Events[i].Date, d.Events[i].DateEnd)
	}
	for i := range d.Opinion {
		order(&d.Opinion[i].Meta, "field_to", d.Opinion[i].FieldFrom, d.Opinion[i].FieldTo)
	}
	signed := map[string]Date{}
	for _, a := range d.Agreements {
		signed[a.ID] = a.Date
	}
	for i := range d.Signatories {
		s := &d.Signatories[i]
		if date, ok := signed[s.Agreement]; ok && !s.Date.IsZero() && s.Status == "signed" && s.Date.Before(date) {
			faults = append(faults, s.fault("date", fmt.Sprintf("%s signed on %s a document of %s", s.State, s.Date, date), "a signature is not older than its document"))
		}
	}
	return faults
}

// checkTallies: no more votes of a kind than the roll call's tally. Fewer rows than members is no fault.
func checkTallies(d *Dossier) (faults Faults) {
	counts := map[string]*[4]float64{}
	for i := range d.Votes {
		v := &d.Votes[i]
		if v.Answer > rollcall.Silent {
			continue
		}
		if counts[v.RollCall] == nil {
			counts[v.RollCall] = new([4]float64)
		}
		counts[v.RollCall][v.Answer]++
	}
	for i := range d.RollCalls {
		r := &d.RollCalls[i]
		n := counts[r.ID]
		if n == nil {
			continue
		}
		for answer, tally := range map[rollcall.Answer]Number{rollcall.Yes: r.Yes, rollcall.Abstain: r.Abstain, rollcall.No: r.No, rollcall.Silent: r.Absent} {
			if tally.Is() && n[answer] > tally.Value {
				faults = append(faults, r.fault(answer.String(), fmt.Sprintf("votes.csv has %g states that answered %s to %s, the tally says %g", n[answer], answer, r.ID, tally.Value), "mend the tally or the votes"))
			}
		}
	}
	return faults
}

// checkCovotes: counts are not negative, and what was contested is a part of all.
func checkCovotes(d *Dossier) (faults Faults) {
	all := map[string]rollcall.Pairs{}
	name := func(c *Covote) string { return fmt.Sprintf("%s/%s/%d", c.State, c.Partner, c.Session) }
	for i := range d.Covotes {
		c := &d.Covotes[i]
		p := c.Pairs()
		if c.Set == "all" {
			all[name(c)] = p
		}
		if a, b, below := findCell(p, func(v float64) bool { return v < 0 }); below {
			faults = append(faults, c.fault(cellName(a, b), fmt.Sprintf("the count %s is negative", cellName(a, b)), "count roll calls from 0"))
		}
	}
	for i := range d.Covotes {
		c := &d.Covotes[i]
		whole, ok := all[name(c)]
		if c.Set != "contested" || !ok {
			continue
		}
		p := c.Pairs()
		for a := range p {
			for b := range p[a] {
				p[a][b] -= whole[a][b]
			}
		}
		if a, b, above := findCell(p, func(v float64) bool { return v > 1e-3 }); above {
			faults = append(faults, c.fault(cellName(a, b), fmt.Sprintf("more contested roll calls than all in the cell %s", cellName(a, b)), "make the file again with multivector intake unga"))
		}
	}
	return faults
}

func findCell(p rollcall.Pairs, bad func(float64) bool) (a, b int, found bool) {
	for a := range p {
		for b := range p[a] {
			if bad(p[a][b]) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

func cellName(a, b int) string { return string("yans"[a]) + string("yans"[b]) }

// checkPatterns: a letter a state, counts above zero, levels of luck between 0 and 1.
func checkPatterns(d *Dossier) (faults Faults) {
	for i := range d.Patterns {
		p := &d.Patterns[i]
		if len(p.Answers) != len(d.Region) || strings.Trim(p.Answers, "yansS-") != "" {
			faults = append(faults, p.fault("pattern", fmt.Sprintf("%q is no joint answer of %d states", p.Answers, len(d.Region)), "write one of y a n s S - for each state of the region, in its order"))
		}
		if p.Count < 1 {
			faults = append(faults, p.fault("count", fmt.Sprintf("a pattern that occurred %d times", p.Count), "leave out what did not occur"))
		}
		for column, n := range map[string]Number{"expected_ai": p.ExpectedAI, "expected_rice": p.ExpectedRice} {
			if n.Is() && (n.Value < 0 || n.Value > 1) {
				faults = append(faults, p.fault(column, fmt.Sprintf("%g is not between 0 and 1", n.Value), "cohesion lies between 0 and 1"))
			}
		}
	}
	return faults
}

// checkShares: a share lies between 0 and 1; flows are not negative.
func checkShares(d *Dossier) (faults Faults) {
	share := func(m *Meta, column string, n Number) {
		if n.Is() && (n.Value < 0 || n.Value > 1) {
			faults = append(faults, m.fault(column, fmt.Sprintf("the share %g is not between 0 and 1", n.Value), "write a fraction: 12.5 % is 0.125"))
		}
	}
	amount := func(m *Meta, v float64) {
		if v < 0 {
			faults = append(faults, m.fault("value", fmt.Sprintf("the flow %g is negative", v), "write a flow as a positive number in its own direction"))
		}
	}
	for i := range d.Dependences {
		share(&d.Dependences[i].Meta, "share", d.Dependences[i].Share)
	}
	for i := range d.Exposures {
		share(&d.Exposures[i].Meta, "share_of_gdp", d.Exposures[i].ShareOfGDP)
	}
	for i := range d.Trade {
		amount(&d.Trade[i].Meta, d.Trade[i].Value)
	}
	for i := range d.Remittances {
		amount(&d.Remittances[i].Meta, d.Remittances[i].Value)
	}
	return faults
}

// roundingSlack is how far rounded shares of one total may exceed it: whole per cents of about ten
// partners, half a per cent each.
const roundingSlack = 0.05

// checkShareSums: the shares of the partners of one total do not exceed it. Blocs repeat their members,
// aggregates repeat states; rows of low confidence are known to be bad and are not held to it.
func checkShareSums(d *Dossier) (faults Faults) {
	sums := map[string]float64{}
	kinds := d.kinds()
	for i := range d.Dependences {
		r := &d.Dependences[i]
		if !r.Share.Is() || kinds[r.Partner] != "state" || r.Confidence == Low {
			continue
		}
		total := r.State + "/" + r.Domain + "/" + r.Period.String() + "/" + r.Unit
		before := sums[total]
		sums[total] += r.Share.Value
		if before <= 1+roundingSlack && sums[total] > 1+roundingSlack {
			faults = append(faults, r.fault("share", fmt.Sprintf("the shares of %s's partners in %s, %s, add up to more than 1", r.State, r.Domain, r.Period), "a share is of the domain's total; rows of another vintage or unit stand apart"))
		}
	}
	return faults
}

// checkTotals: the partners listed and the others together do not exceed the stated total.
func checkTotals(d *Dossier) (faults Faults) {
	type total struct {
		stated *Meta
		value  float64
		column string
		sum    float64
	}
	totals := map[string]*total{}
	kinds := d.kinds()
	add := func(m *Meta, key, partner string, value float64) {
		if totals[key] == nil {
			totals[key] = &total{}
		}
		switch {
		case partner == World:
			totals[key].stated, totals[key].value = m, value
		case kinds[partner] == "state" || partner == Others:
			totals[key].sum += value
		}
	}
	for i := range d.Trade {
		f := &d.Trade[i]
		add(&f.Meta, "trade/"+f.State+"/"+f.Flow+"/"+f.Year.String()+"/"+f.Reporter+"/"+f.Unit, f.Partner, f.Value)
	}
	for i := range d.Remittances {
		r := &d.Remittances[i]
		add(&r.Meta, "remittances/"+r.State+"/"+r.Year.String()+"/"+r.Unit, r.Partner, r.Value)
	}
	for _, key := range keysOf(totals) {
		if t := totals[key]; t.stated != nil && t.sum > t.value*1.005 {
			faults = append(faults, t.stated.fault("value", fmt.Sprintf("the partners add up to %.6g, more than the stated total %.6g", t.sum, t.value), "mend the total or a partner; a bloc's row repeats its members"))
		}
	}
	return faults
}

// The aggregates that measures know: all partners together, and those not listed by name.
const (
	World  = "WLD"
	Others = "OTH"
)

func (d *Dossier) kinds() map[string]string {
	kinds := make(map[string]string, len(d.States))
	for _, s := range d.States {
		kinds[s.Code] = s.Kind
	}
	return kinds
}

// checkAttendance: nobody came and stayed away, and who has come to what was not held.
func checkAttendance(d *Dossier) (faults Faults) {
	for i := range d.Summits {
		s := &d.Summits[i]
		for _, state := range s.Absent {
			if contains(s.Attendees, state) || contains(s.Deputies, state) {
				faults = append(faults, s.fault("absent", state+" stands among those who came and those who did not", "a state that sent a deputy stands in deputies alone"))
			}
		}
		if s.Status == "cancelled" && len(s.Attendees)+len(s.Deputies) > 0 {
			faults = append(faults, s.fault("attendees", "nobody comes to a cancelled summit", "leave attendees empty, or write held"))
		}
	}
	return faults
}

// checkTransit: a line carries no more than it can, and the sum of lines is no line of its own sum.
func checkTransit(d *Dossier) (faults Faults) {
	for i := range d.Transit {
		l := &d.Transit[i]
		if l.Capacity.Is() && l.Capacity.Value < 0 || l.Flow.Is() && l.Flow.Value < 0 {
			faults = append(faults, l.fault("capacity", "a capacity or flow is negative", "write it as a positive number"))
		}
		if l.Capacity.Is() && l.Flow.Is() && l.Flow.Value > l.Capacity.Value {
			faults = append(faults, l.fault("flow", fmt.Sprintf("the flow %g is above the capacity %g", l.Flow.Value, l.Capacity.Value), "mend one of the two"))
		}
		if l.PartOf == l.ID {
			faults = append(faults, l.fault("part_of", "a line is not a part of itself", "name the edge that sums it, or nothing"))
		}
	}
	return faults
}

// checkEvents: CAMEO codes have a root of 01 to 20 and Goldstein's scale runs from -10 to 10.
func checkEvents(d *Dossier) (faults Faults) {
	for i := range d.Events {
		e := &d.Events[i]
		if e.CAMEO != "" && !validCAMEO(e.CAMEO) {
			faults = append(faults, e.fault("cameo", fmt.Sprintf("%q is not a CAMEO code", e.CAMEO), "write two to four digits, the first two of 01 to 20"))
		}
		if e.Goldstein < -10 || e.Goldstein > 10 {
			faults = append(faults, e.fault("goldstein", fmt.Sprintf("%g is not on Goldstein's scale", e.Goldstein), "the scale runs from -10 to 10"))
		}
	}
	return faults
}

func validCAMEO(code string) bool {
	return len(code) >= 2 && len(code) <= 4 && strings.Trim(code, "0123456789") == "" && code[:2] >= "01" && code[:2] <= "20"
}

// checkOpinion: answers are per cents, and those of one question do not exceed the whole.
func checkOpinion(d *Dossier) (faults Faults) {
	sums := map[string]float64{}
	for i := range d.Opinion {
		o := &d.Opinion[i]
		if o.Percent < 0 || o.Percent > 100 {
			faults = append(faults, o.fault("percent", fmt.Sprintf("%g is not a per cent of respondents", o.Percent), "write 0 to 100"))
			continue
		}
		question := o.State + "/" + o.Survey + "/" + o.Wave + "/" + o.FieldFrom.String() + "/" + o.Question
		before := sums[question]
		sums[question] += o.Percent
		if before <= 102 && sums[question] > 102 {
			faults = append(faults, o.fault("percent", "the answers to the question add up to more than 100 per cent", "questions with several answers allowed are asked as one question an answer"))
		}
	}
	return faults
}
