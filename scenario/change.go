package scenario

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"multivector/evidence"
	"multivector/measure"
)

// changes gathers changes of a dossier's records, one for each field: what is changed twice is changed once, from what the
// file holds to what it comes to. NaN is a field that is not known any more.
type changes struct {
	d     *evidence.Dossier
	order []string
	was   map[string]string
	now   map[string]float64
}

func newChanges(d *evidence.Dossier) *changes {
	return &changes{d, nil, map[string]string{}, map[string]float64{}}
}

// blank empties a number of a record.
func (c *changes) blank(m *evidence.Meta, field string) { c.put(m, field, math.NaN()) }

// scale multiplies a number of a record.
func (c *changes) scale(m *evidence.Meta, field string, factor float64) {
	c.set(m, field, c.value(m, field)*factor)
}

// value is what a field of a record holds, changes made so far included; NaN where it is no number.
func (c *changes) value(m *evidence.Meta, field string) float64 {
	if v, ok := c.now[m.Key+"\x00"+field]; ok {
		return v
	}
	v, err := strconv.ParseFloat(m.Text(field), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func (c *changes) set(m *evidence.Meta, field string, v float64) {
	if !math.IsNaN(v) { // unknown before is unknown after
		c.put(m, field, max(0, v))
	}
}

func (c *changes) put(m *evidence.Meta, field string, v float64) {
	key := m.Key + "\x00" + field
	if _, known := c.was[key]; !known {
		c.order = append(c.order, key)
		c.was[key] = m.Text(field)
	}
	c.now[key] = v
}

func (c *changes) all() (all []evidence.Change) {
	for _, key := range c.order {
		record, field, _ := strings.Cut(key, "\x00")
		becomes := ""
		if !math.IsNaN(c.now[key]) {
			becomes = strconv.FormatFloat(c.now[key], 'f', -1, 64)
		}
		if v, err := strconv.ParseFloat(c.was[key], 64); err == nil && v == c.now[key] || becomes == c.was[key] {
			continue
		}
		all = append(all, evidence.Change{Record: record, Field: field, Was: c.was[key], Becomes: becomes})
	}
	return all
}

// Changes are the records that shocks to ties change: the latest flows between the two in the domain, in the state's books and
// in their mirror, the totals they are part of, the shares that speak of the same flows, and what the whole domain weighs in
// GDP. A bloc's members are cut with it, and with a member the bloc's own row falls by as much. Years before the latest stay as they were.
func Changes(r *measure.Region, ties []Tie) []evidence.Change {
	c := newChanges(r.Dossier)
	for _, t := range ties {
		cut := []string{t.Power}
		if r.IsBloc(t.Power) {
			cut = append(cut, r.Members(t.Power, r.AsOf)...)
		}
		c.trade(t, cut)
		c.remittances(t, cut)
		c.exposures(r, t, cut)
		c.shares(r, t, cut)
	}
	return c.all()
}

// trade changes the latest year of trade.csv.
func (c *changes) trade(t Tie, cut []string) {
	flow := map[string]string{"exports": "export", "imports": "import"}[t.Domain]
	if flow == "" {
		return
	}
	own := func(f *evidence.Flow) bool { return f.State == t.State && f.Flow == flow && f.Reporter == t.State }
	mirror := func(f *evidence.Flow) bool {
		return slices.Contains(cut, f.Reporter) && (f.State == t.State && f.Partner == f.Reporter && f.Flow == flow || f.State == f.Reporter && f.Partner == t.State && f.Flow != flow)
	}
	latest := latestYear(c.d.Trade, func(f *evidence.Flow) (evidence.Date, bool) { return f.Year, own(f) })
	if latest.IsZero() { // the state's own books are closed: the powers' speak
		latest = latestYear(c.d.Trade, func(f *evidence.Flow) (evidence.Date, bool) { return f.Year, mirror(f) })
	}
	var rows []row
	for i := range c.d.Trade {
		f := &c.d.Trade[i]
		switch {
		case f.Year != latest:
		case own(f):
			rows = append(rows, row{f.Partner, &f.Meta})
		case mirror(f):
			c.scale(&f.Meta, "value", t.Left)
		}
	}
	c.cutRows(rows, t, cut)
}

// row is a record of a flow, and whose part it is.
type row struct {
	partner string
	meta    *evidence.Meta
}

// cutRows scales the rows of those that are cut, and lets the rows that hold them in a sum fall by as much: the total, a bloc of
// which one is a member, and, of a bloc's members that are not listed by name, the partners not listed.
func (c *changes) cutRows(rows []row, t Tie, cut []string) {
	bloc, members := 0.0, 0.0 // the flows that are cut: by the bloc's own row, and by its members', or the state's
	for _, r := range rows {
		if !slices.Contains(cut, r.partner) {
			continue
		}
		if v := c.value(r.meta, "value"); c.d.IsBloc(r.partner) {
			bloc = v
		} else {
			members += v
		}
	}
	taken := (1 - t.Left) * max(bloc, members)
	unlisted := (1 - t.Left) * max(0, bloc-members)
	for _, r := range rows {
		switch {
		case slices.Contains(cut, r.partner):
			c.scale(r.meta, "value", t.Left)
		case r.partner == evidence.World, c.d.IsBloc(r.partner) && slices.Contains(c.d.Members(r.partner, c.d.AsOf), t.Power):
			c.set(r.meta, "value", c.value(r.meta, "value")-taken)
		case r.partner == evidence.Others && unlisted != 0:
			c.set(r.meta, "value", c.value(r.meta, "value")-unlisted)
			c.blank(r.meta, "others") // how many are left, and how large, is not known
			c.blank(r.meta, "others_squares")
		}
	}
}

func (c *changes) remittances(t Tie, cut []string) {
	if t.Domain != "remittances" {
		return
	}
	latest := latestYear(c.d.Remittances, func(m *evidence.Remittance) (evidence.Date, bool) { return m.Year, m.State == t.State })
	var rows []row
	for i := range c.d.Remittances {
		if m := &c.d.Remittances[i]; m.State == t.State && m.Year == latest {
			rows = append(rows, row{m.Partner, &m.Meta})
		}
	}
	c.cutRows(rows, t, cut)
}

// exposures changes what the domain weighs in GDP: of the power itself by what is left, of all partners by its share in
// them.
func (c *changes) exposures(r *measure.Region, t Tie, cut []string) {
	domain, _ := c.d.Config.Domain(t.Domain)
	for _, partner := range append([]string{evidence.World}, cut...) {
		latest := latestYear(c.d.Exposures, func(x *evidence.Exposure) (evidence.Date, bool) {
			return x.Period.To, x.State == t.State && x.Domain == t.Domain && x.Partner == partner
		})
		for i := range c.d.Exposures {
			x := &c.d.Exposures[i]
			if x.State != t.State || x.Domain != t.Domain || x.Partner != partner || x.Period.To != latest {
				continue
			}
			left := t.Left
			if partner == evidence.World {
				share := r.Share(t.State, t.Power, domain)
				if !share.Known() {
					continue
				}
				left = 1 - (1-t.Left)*share.Value
			}
			c.scale(&x.Meta, "share_of_gdp", left)
		}
	}
}

// shares changes the shares of dependences.csv that speak of the present: those of the latest years, as many as a fuller list
// may lag behind, and all of a window.
func (c *changes) shares(r *measure.Region, t Tie, cut []string) {
	domain, _ := c.d.Config.Domain(t.Domain)
	latest := 0
	for i := range c.d.Dependences {
		if x := &c.d.Dependences[i]; x.Domain == t.Domain && (x.State == t.State && x.Share.Is() || domain.Window > 0) {
			latest = max(latest, x.Period.To.Year)
		}
	}
	since := latest - lag
	if domain.Window > 0 {
		since = latest - domain.Window
	}
	lists := map[string][]*evidence.Dependence{} // by period and unit
	var order []string
	for i := range c.d.Dependences {
		x := &c.d.Dependences[i]
		if x.State != t.State || x.Domain != t.Domain || x.Period.To.Year <= since {
			continue
		}
		key := x.Period.String() + " " + x.Unit
		if lists[key] == nil {
			order = append(order, key)
		}
		lists[key] = append(lists[key], x)
	}
	for _, key := range order {
		c.list(lists[key], t, cut)
	}
}

// lag is how many years a fuller list of partners may lag behind the latest figure and still be the one used.
const lag = 4

// list changes one list of shares: the cut power's flow is scaled and with it the whole, so that all others' shares grow.
func (c *changes) list(rows []*evidence.Dependence, t Tie, cut []string) {
	taken := 0.0 // of the whole
	for _, x := range rows {
		share := c.value(&x.Meta, "share")
		if math.IsNaN(share) || !slices.Contains(cut, x.Partner) {
			continue
		}
		if c.d.IsBloc(x.Partner) {
			taken = max(taken, share)
		} else if len(cut) == 1 || !slices.ContainsFunc(rows, func(y *evidence.Dependence) bool { return c.d.IsBloc(y.Partner) && slices.Contains(cut, y.Partner) }) {
			taken += share
		}
	}
	gone := (1 - t.Left) * taken
	if gone >= 1 {
		gone = 1 // all of it stops: nothing is left to have shares in
	}
	if !slices.ContainsFunc(rows, func(x *evidence.Dependence) bool { return slices.Contains(cut, x.Partner) }) {
		return
	}
	for _, x := range rows {
		isCut := slices.Contains(cut, x.Partner)
		member := c.d.IsBloc(x.Partner) && !isCut && slices.Contains(c.d.Members(x.Partner, c.d.AsOf), t.Power)
		share := c.value(&x.Meta, "share")
		after := share
		switch {
		case isCut:
			after *= t.Left
		case member:
			after -= gone
		}
		switch {
		case gone == 1:
			after = 0
		case x.Partner != evidence.World:
			after /= 1 - gone
		}
		c.set(&x.Meta, "share", min(1, after))
		value := c.value(&x.Meta, "value")
		switch {
		case strings.HasPrefix(x.Unit, "percent"):
			if !math.IsNaN(share) && share > 0 {
				c.set(&x.Meta, "value", value*after/share)
			}
		case isCut:
			c.set(&x.Meta, "value", value*t.Left)
		case x.Partner == evidence.World:
			c.set(&x.Meta, "value", value*(1-gone))
		}
	}
}

// latestYear is the latest date of the rows that count.
func latestYear[T any](rows []T, date func(*T) (evidence.Date, bool)) (latest evidence.Date) {
	for i := range rows {
		if d, ok := date(&rows[i]); ok && (latest.IsZero() || d.After(latest)) {
			latest = d
		}
	}
	return latest
}
