package evidence

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"multivector/rollcall"
)

// check finds what is wrong with a dossier beyond what a cell alone shows: codes that are not there,
// dates that cannot be, sums that do not fit. It runs before anything is cut off by a date, so that
// every edition of a dossier that passes is sound; but for one of before a correction that mends a fault, which is
// found when that edition is loaded.
func (d *Dossier) check(b *book) (faults Faults) {
	known := d.codesOf(b)
	faults = append(faults, d.checkConfig(known)...)
	faults = append(faults, known.check(d.tables())...)
	for _, rule := range rules {
		faults = append(faults, rule(d)...)
	}
	return faults
}

// rules are what tables must keep among themselves, one function a rule or a family of rules.
var rules = []func(*Dossier) Faults{
	checkNames, checkSpells, checkDates, checkTallies, checkCards, checkCovotes, checkPatterns, checkIdealPoints, checkMoves, checkVerdicts, checkShares, checkShareSums,
	checkTotals, checkAttendance, checkPlaces, checkTransit, checkEvents, checkOpinion, checkClaims,
}

// checkClaims: what no expression decides says what evidence is missing; a forecast that one decides says when.
func checkClaims(d *Dossier) (faults Faults) {
	for i := range d.Claims {
		c := &d.Claims[i]
		switch {
		case c.Expression == "" && c.Lacks == "":
			faults = append(faults, c.fault("lacks", c.ID+" has neither an expression nor a word on what evidence it lacks", "bind it to an expression (docs/methods/claims.md), or say in lacks what is missing"))
		case c.Kind == "forecast" && c.Expression != "" && c.Closes.IsZero():
			faults = append(faults, c.fault("closes", "the forecast "+c.ID+" has an expression and no day on which it is settled", "write the day in closes, as 2027-12-31"))
		case c.Kind != "forecast" && !c.Closes.IsZero():
			faults = append(faults, c.fault("closes", fmt.Sprintf("%s is a %s, and closes on a day", c.ID, c.Kind), "leave closes empty, or make it a forecast"))
		}
	}
	return faults
}

// checkNames: a name resolves to what it refers to, so that no two names that differ in case or accents
// alone mean different things.
func checkNames(d *Dossier) (faults Faults) {
	means, lost := d.spellings()
	for _, n := range lost {
		other := means[fold(n.Name)]
		if other == "" {
			faults = append(faults, n.fault("name", fmt.Sprintf("%q has no letter or digit to be known by", n.Name), "write the name as a text would"))
			continue
		}
		faults = append(faults, n.fault("name", fmt.Sprintf("%q means %s already", n.Name, other), "case, accents and marks do not tell names apart: keep the one that is meant"))
	}
	return faults
}

// spell is a time for which a row says something.
type spell struct {
	m        *Meta
	from, to Date
}

// checkSpells: a spell ends after it begins, and two spells of one thing do not overlap.
func checkSpells(d *Dossier) (faults Faults) {
	spells := map[string][]spell{} // by what they are of
	one := func(what string, m *Meta, from, to Date) {
		if !from.IsZero() && !to.IsZero() && to.Before(from) {
			faults = append(faults, m.fault("to", fmt.Sprintf("the spell ends %s, before it begins %s", to, from), "write the earlier date in from"))
			return
		}
		spells[what] = append(spells[what], spell{m, from, to})
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
	for i := range d.Names {
		n := &d.Names[i]
		one("n/"+n.Name, &n.Meta, n.From, n.To)
	}
	for _, what := range keysOf(spells) {
		faults = append(faults, overlaps(spells[what])...)
	}
	return faults
}

// overlaps finds the spells that overlap one before them in time. Each is held against the one that has
// lasted longest so far, not against all: a thousand spells of one thing are a thousand comparisons.
func overlaps(spells []spell) (faults Faults) {
	slices.SortStableFunc(spells, func(a, b spell) int {
		return a.from.First().Compare(b.from.First()) // no beginning is the year 0
	})
	for i, longest := 1, spells[0]; i < len(spells); i++ {
		s := spells[i]
		if overlap(longest.from, longest.to, s.from, s.to) {
			first, second := longest.m, s.m
			if second.row < first.row {
				first, second = second, first
			}
			_, line := first.Where()
			faults = append(faults, second.fault("from", fmt.Sprintf("the spell overlaps the one of line %d", line), "end the earlier spell before the later one begins"))
		}
		if !longest.to.IsZero() && (s.to.IsZero() || s.to.Last().After(longest.to.Last())) {
			longest = s
		}
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
	const far = 20 // years after the dossier's own date: nothing is planned so long
	for i := range d.Series {
		if f := &d.Series[i]; !d.Config.AsOf.IsZero() && f.Year.Year > d.Config.AsOf.Year+far {
			faults = append(faults, f.fault("year", fmt.Sprintf("the year %s lies far after as_of, %s", f.Year, d.Config.AsOf), "write the year of the figure"))
		}
	}
	for i := range d.Trade {
		if f := &d.Trade[i]; !d.Config.AsOf.IsZero() && f.Year.Year > d.Config.AsOf.Year+far {
			faults = append(faults, f.fault("year", fmt.Sprintf("the year %s lies far after as_of, %s", f.Year, d.Config.AsOf), "write the year of the figure"))
		}
	}
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
				faults = append(faults, r.fault(answer.String(), fmt.Sprintf("votes.csv counts %g %s in %s, the tally says %g", n[answer], answer, r.ID, tally.Value), "mend the tally or the votes"))
			}
		}
	}
	return faults
}

// Declared are the settings that the counts of a whole record depend on, as the card of the tables made from it
// holds them: a dossier whose settings have changed since must have them made again.
func Declared(d *Dossier) []Card {
	return []Card{
		{"region", strings.Join(d.Config.Region, " ")},
		{"opposed", strings.Join(d.VotesConfig.Opposed, " ")},
		{"since", d.VotesConfig.Since.String()},
	}
}

// checkCards: tables that a program made were made under the settings that dossier.toml has now.
func checkCards(d *Dossier) (faults Faults) {
	for _, table := range []string{"covotes", "patterns"} {
		card := d.Cards[table]
		for _, now := range Declared(d) {
			if then, has := card[now.Name]; has && then != now.Value {
				faults = append(faults, Fault{d.cardFile(table), 1, 1, fmt.Sprintf("the table was made for %s %q, and dossier.toml says %q", now.Name, then, now.Value), "make it again with multivector intake unga"})
			}
		}
	}
	return faults
}

// cardFile is the file of a table, as faults show it.
func (d *Dossier) cardFile(table string) string {
	return strings.TrimSuffix(d.Config.at.file, configFile) + table + ".csv"
}

// checkCovotes: counts are not negative, and what was contested is a part of all.
func checkCovotes(d *Dossier) (faults Faults) {
	all := map[string]rollcall.Pairs{}
	name := func(c *Covote) string { return fmt.Sprintf("%s/%s/%d", c.State, c.Partner, c.Session) }
	negative := func(v float64) bool { return v < 0 }
	for _, c := range d.Covotes {
		p := c.Pairs()
		if a, b, below := findCell(p, negative); !below {
			if c.Set == "all" {
				all[name(c)] = p
			}
		} else {
			faults = append(faults, c.fault(cellName(a, b), fmt.Sprintf("the count %s is negative", cellName(a, b)), "count roll calls from 0"))
		}
	}
	for _, c := range d.Covotes {
		whole, ok := all[name(c)]
		if c.Set != "contested" || !ok {
			continue
		}
		p := c.Pairs()
		if _, _, below := findCell(p, negative); below {
			continue
		}
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
	for _, p := range d.Patterns {
		if len(d.Region) >= 2 && len(p.Answers) != len(d.Region) || strings.Trim(p.Answers, "yansS-") != "" {
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

// checkIdealPoints: an interval holds what it is of; spreads and distances are not negative.
func checkIdealPoints(d *Dossier) (faults Faults) {
	check := func(m *Meta, column string, value, sd, low, high float64) {
		switch {
		case column == "distance" && value < 0:
			faults = append(faults, m.fault(column, fmt.Sprintf("the distance %g is negative", value), "write 0 or more"))
		case sd < 0:
			faults = append(faults, m.fault("sd", fmt.Sprintf("the standard deviation %g is negative", sd), "write 0 or more"))
		case value < low || value > high:
			faults = append(faults, m.fault(column, fmt.Sprintf("the %s %g is not between low %g and high %g", column, value, low, high), "an interval holds what it is of"))
		}
	}
	for i := range d.IdealPoints {
		p := &d.IdealPoints[i]
		check(&p.Meta, "mean", p.Mean, p.SD, p.Low, p.High)
	}
	for i := range d.IdealDistances {
		p := &d.IdealDistances[i]
		check(&p.Meta, "distance", p.Distance, p.SD, p.Low, p.High)
	}
	return faults
}

// checkMoves: a move is from an earlier session to a later one, each part lies in its interval, and the parts add up
// to the change of the distances that ideal_distances.csv holds.
func checkMoves(d *Dossier) (faults Faults) {
	distances := make(map[string]float64, len(d.IdealDistances))
	at := func(state, partner string, session int) string {
		return fmt.Sprintf("%s/%s/%d", state, partner, session)
	}
	for i := range d.IdealDistances {
		row := &d.IdealDistances[i]
		distances[at(row.State, row.Partner, row.Session)] = row.Distance
	}
	for i := range d.IdealMoves {
		m := &d.IdealMoves[i]
		if m.Before >= m.Session {
			faults = append(faults, m.fault("before", fmt.Sprintf("session %d is not before session %d", m.Before, m.Session), "write the earlier of the two sessions"))
		}
		for _, part := range []struct {
			column           string
			value, low, high float64
		}{
			{"of_state", m.OfState, m.OfStateLow, m.OfStateHigh},
			{"of_partner", m.OfPartner, m.OfPartnerLow, m.OfPartnerHigh},
			{"low", m.OfState + m.OfPartner, m.Low, m.High},
		} {
			if part.value < part.low-rounding || part.value > part.high+rounding {
				faults = append(faults, m.fault(part.column, fmt.Sprintf("%g is not between %g and %g", part.value, part.low, part.high), "an interval holds what it is of; low and high are of the two parts together"))
			}
		}
		now, ok := distances[at(m.State, m.Partner, m.Session)]
		before, too := distances[at(m.State, m.Partner, m.Before)]
		if change := m.OfState + m.OfPartner; ok && too && math.Abs(change-(now-before)) > 4*rounding {
			faults = append(faults, m.fault("of_state", fmt.Sprintf("the moves add up to %.6f, and the distance changed by %.6f", change, now-before), "make both tables again with multivector intake unga"))
		}
	}
	return faults
}

// rounding is how far a number that FormatFloat wrote may be from what it was: half a step of six decimals.
const rounding = 0.5e-6

var flowUnit = regexp.MustCompile(`^[A-Z]{3}(_thousand|_million|_billion)?$`)

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
	unit := func(m *Meta, u string) {
		if u != "" && !flowUnit.MatchString(u) {
			faults = append(faults, m.fault("unit", fmt.Sprintf("%q is no unit of a flow", u), "write a currency, or thousands, millions or billions of it, as USD_million"))
		}
	}
	self := func(m *Meta, state, partner string) {
		if state != "" && state == partner {
			faults = append(faults, m.fault("partner", state+" is its own partner", "a flow has two ends"))
		}
	}
	for i := range d.Trade {
		f := &d.Trade[i]
		amount(&f.Meta, f.Value)
		unit(&f.Meta, f.Unit)
		self(&f.Meta, f.State, f.Partner)
	}
	for i := range d.Remittances {
		m := &d.Remittances[i]
		amount(&m.Meta, m.Value)
		unit(&m.Meta, m.Unit)
		self(&m.Meta, m.State, m.Partner)
	}
	for i := range d.Dependences {
		self(&d.Dependences[i].Meta, d.Dependences[i].State, d.Dependences[i].Partner)
	}
	for i := range d.Votes {
		if n := d.Votes[i].OthersCast; n.Is() && (n.Value < 0 || n.Value != math.Trunc(n.Value)) {
			faults = append(faults, d.Votes[i].fault("others_cast", fmt.Sprintf("others_cast is %g", n.Value), "count roll calls: 0, 1, 2 and so on"))
		}
	}
	for i := range d.Sources {
		if u := d.Sources[i].URL; u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
			faults = append(faults, d.Sources[i].fault("url", fmt.Sprintf("%q is not an address", u), "write https:// and the page, or leave it empty"))
		}
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
		if !r.Share.Is() || r.Share.Value < 0 || r.Share.Value > 1 || kinds[r.Partner] != "state" || r.Confidence == Low {
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
		if t := totals[key]; t.stated != nil && t.value >= 0 && t.sum > t.value*1.005 {
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
		for _, state := range s.Deputies {
			if contains(s.Attendees, state) {
				faults = append(faults, s.fault("deputies", state+" stands in attendees and in deputies", "a state that sent a deputy stands in deputies alone"))
			}
		}
		if s.Status == "cancelled" && len(s.Attendees)+len(s.Deputies) > 0 {
			column := "attendees"
			if len(s.Attendees) == 0 {
				column = "deputies"
			}
			faults = append(faults, s.fault(column, "nobody comes to a cancelled summit", "leave attendees and deputies empty, or write held"))
		}
	}
	return faults
}

// checkTransit: a line carries no more than it can, and the sum of lines is no line of its own sum.
func checkTransit(d *Dossier) (faults Faults) {
	for i := range d.Transit {
		l := &d.Transit[i]
		if l.Capacity.Is() && l.Capacity.Value < 0 {
			faults = append(faults, l.fault("capacity", fmt.Sprintf("the capacity %g is negative", l.Capacity.Value), "write it as a positive number"))
		} else if l.Flow.Is() && l.Flow.Value < 0 {
			faults = append(faults, l.fault("flow", fmt.Sprintf("the flow %g is negative", l.Flow.Value), "write it as a positive number, on an edge of its own direction"))
		} else if l.Capacity.Is() && l.Flow.Is() && l.Flow.Value > l.Capacity.Value {
			faults = append(faults, l.fault("flow", fmt.Sprintf("the flow %g is above the capacity %g", l.Flow.Value, l.Capacity.Value), "mend one of the two"))
		}
		if l.PartOf == l.ID {
			faults = append(faults, l.fault("part_of", "a line is not a part of itself", "name the edge that sums it, or nothing"))
		}
		if len(l.Route) == 1 {
			faults = append(faults, l.fault("route", "a route of one place leads nowhere", "name the places from its beginning to its end, or none"))
		}
	}
	return faults
}

// checkPlaces: a place is on the Earth.
func checkPlaces(d *Dossier) (faults Faults) {
	for i := range d.Places {
		p := &d.Places[i]
		if !(math.Abs(p.Latitude) <= 90) {
			faults = append(faults, p.fault("latitude", fmt.Sprintf("%g is not a latitude", p.Latitude), "write degrees north, -90 to 90"))
		}
		if !(math.Abs(p.Longitude) <= 180) {
			faults = append(faults, p.fault("longitude", fmt.Sprintf("%g is not a longitude", p.Longitude), "write degrees east, -180 to 180"))
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
