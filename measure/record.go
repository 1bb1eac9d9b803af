package measure

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"multivector/chance"
	"multivector/evidence"
	"multivector/rollcall"
)

// Sets of roll calls.
const (
	All       = "all"
	Contested = "contested" // the two powers of [votes] opposed gave one yes and one no
)

// record is a body of roll calls, cut into the clusters that the bootstrap draws: the sessions of a
// summary (covotes.csv), or the families of roll calls held one by one.
type record struct {
	name     string
	clusters []cluster
	pairs    map[pairKey][]pairCounts // of a summary: one for each cluster
	less     map[pairKey][]pairCounts // of those, the pairs of which records were taken out, as they are without
	calls    []call                   // held one by one: their pairs are counted when asked for
	count    func(pairKey) []pairCounts
	counted  *sync.Map // pairKey to a function that gives what count does, worked out once
	resample []chance.Resample
	drawn    sync.Map // pairKey to a function that gives the pair's counts in each resample, worked out once
}

type cluster struct {
	name    string
	session int
	from    evidence.Date
	rows    int // of covotes.csv
}

// call is a roll call with the answers that are known.
type call struct {
	*evidence.RollCall
	answers map[string]*evidence.Vote // by state
	cluster int
	opposed bool
}

type pairKey struct{ state, partner, set string }

type pairCounts struct {
	rollcall.Pairs
	from []string // records; nil where the cluster has none of the pair
}

// readRecords finds what the measures of votes rest on. Where the dossier's roll calls are the whole
// record of their bodies, they are it. Where they are a selection, the summary is the record and the
// selection stands apart, for a selection of roll calls on one question cannot say who leans where.
func (r *Region) readRecords() (whole, selection *record) {
	if len(r.Covotes) > 0 {
		whole = r.summaryRecord()
	}
	if len(r.RollCalls) > 0 {
		held := r.rollCallRecord()
		if r.VotesConfig.Complete || whole == nil {
			return held, nil
		}
		selection = held
	}
	return whole, selection
}

func (r *Region) summaryRecord() *record {
	rec := &record{name: "record", pairs: map[pairKey][]pairCounts{}}
	seen := map[int]int{}
	for _, c := range r.Covotes {
		if _, ok := seen[c.Session]; !ok {
			rec.clusters = append(rec.clusters, cluster{name: strconv.Itoa(c.Session), session: c.Session, from: c.Date})
		}
		seen[c.Session]++
	}
	slices.SortFunc(rec.clusters, func(a, b cluster) int { return a.session - b.session })
	for i := range rec.clusters {
		c := &rec.clusters[i]
		c.rows, seen[c.session] = seen[c.session], i
	}
	for _, c := range r.Covotes {
		rec.add(pairKey{c.State, c.Partner, c.Set}, seen[c.Session], c)
		if c.State != c.Partner {
			rec.add(pairKey{c.Partner, c.State, c.Set}, seen[c.Session], c)
		}
	}
	rec.resample = chance.Resamples(r.Seed, rec.name, r.Draws, len(rec.clusters))
	return rec
}

func (rec *record) add(key pairKey, cluster int, c *evidence.Covote) {
	if rec.pairs[key] == nil {
		rec.pairs[key] = make([]pairCounts, len(rec.clusters))
	}
	rec.pairs[key][cluster].count(key, c)
}

// count adds a record of a session to a pair's counts, the pair's first state in the rows.
func (p *pairCounts) count(key pairKey, c *evidence.Covote) {
	counts := c.Pairs()
	if c.State != key.state {
		counts = counts.Transpose()
	}
	p.Pairs = p.Pairs.Add(counts)
	p.from = append(p.from, c.Key)
}

// rollCallRecord counts the roll calls that the dossier holds one by one, a family a cluster. A state
// without a row, or whose answer is not known, is in no pair.
func (r *Region) rollCallRecord() *record {
	rec := &record{name: "rollcalls", pairs: map[pairKey][]pairCounts{}}
	place := map[string]int{}
	byDate := slices.Clone(r.RollCalls) // so that the last clusters are the last in time
	slices.SortStableFunc(byDate, func(a, b evidence.RollCall) int { return a.Date.First().Compare(b.Date.First()) })
	for _, rc := range byDate {
		if _, ok := place[rc.Family]; !ok {
			place[rc.Family] = len(rec.clusters)
			session, _ := strconv.Atoi(rc.Session)
			rec.clusters = append(rec.clusters, cluster{name: rc.Family, session: session, from: rc.Date})
		}
	}
	for i := range r.RollCalls {
		rec.calls = append(rec.calls, r.callOf(&r.RollCalls[i], place[r.RollCalls[i].Family]))
	}
	rec.counted = &sync.Map{}
	rec.count = func(key pairKey) []pairCounts { return r.countCalls(rec, key) }
	rec.resample = chance.Resamples(r.Seed, rec.name, r.Draws, len(rec.clusters))
	return rec
}

// callOf gathers the answers to a roll call that are known.
func (r *Region) callOf(rc *evidence.RollCall, cluster int) call {
	c := call{RollCall: rc, answers: map[string]*evidence.Vote{}, cluster: cluster}
	for _, v := range r.VotesOf(rc.ID) {
		if v.Answer <= rollcall.Silent {
			c.answers[v.State] = v
		}
	}
	c.opposed = r.opposed(c.answers)
	return c
}

// countCalls counts a pair over the roll calls held one by one; nil where no measure asks for it, or none of them has the two.
func (r *Region) countCalls(rec *record, key pairKey) (counts []pairCounts) {
	if voters := r.voters(); !slices.Contains(voters, key.state) || !slices.Contains(voters, key.partner) {
		return nil
	}
	for _, c := range rec.calls {
		if key.set == Contested && !c.opposed {
			continue
		}
		p, from := r.pairIn(c.Date, c.answers, key.state, key.partner)
		if from == nil {
			continue
		}
		if counts == nil {
			counts = make([]pairCounts, len(rec.clusters))
		}
		at := &counts[c.cluster]
		at.Pairs = at.Pairs.Add(p)
		at.from = append(append(at.from, from...), c.Key)
	}
	return counts
}

// of gives a pair's counts, a place for each cluster; nil where the record has none.
func (rec *record) of(key pairKey) []pairCounts {
	if counts, changed := rec.less[key]; changed {
		return counts
	}
	if rec.count == nil {
		return rec.pairs[key]
	}
	once, _ := rec.counted.LoadOrStore(key, sync.OnceValue(func() []pairCounts { return rec.count(key) }))
	return once.(func() []pairCounts)()
}

// voters are the states and blocs that pairs are counted of.
func (r *Region) voters() []string {
	return slices.Concat(r.Config.Region, r.Vectors, r.MinorVectors)
}

func (r *Region) opposed(answers map[string]*evidence.Vote) bool {
	o := r.VotesConfig.Opposed
	if len(o) != 2 || answers[o[0]] == nil || answers[o[1]] == nil {
		return false
	}
	a, b := answers[o[0]].Answer, answers[o[1]].Answer
	return a == rollcall.Yes && b == rollcall.No || a == rollcall.No && b == rollcall.Yes
}

// pairIn counts one roll call for a pair. A bloc's unit is shared by its members that voted; where both
// are one bloc, by the pairs of its members that did (docs/format/dossier.md, covotes.csv).
func (r *Region) pairIn(on evidence.Date, answers map[string]*evidence.Vote, state, partner string) (p rollcall.Pairs, from []string) {
	rows, rowKeys := r.shares(on, answers, state, partner)
	columns, columnKeys := r.shares(on, answers, partner, state) // a member is compared with the others of its bloc
	if rowKeys == nil || columnKeys == nil || state == partner && !r.IsBloc(state) {
		return p, nil
	}
	for a := range rows {
		for b := range columns {
			p[a][b] = rows[a] * columns[b]
		}
	}
	if state == partner {
		// Two different members: take out each member with itself, and share the unit anew.
		k := 0.0
		for _, key := range r.Members(state, on) {
			if v := answers[key]; v != nil && v.Answer < rollcall.Silent {
				k++
			}
		}
		if k < 2 {
			return p, nil
		}
		for a := range 3 {
			for b := range 3 {
				if a == b {
					p[a][b] = (rows[a]*k*rows[a]*k - rows[a]*k) / (k * (k - 1))
				} else {
					p[a][b] = rows[a] * rows[b] * k / (k - 1)
				}
			}
		}
	}
	return p, slices.Concat(rowKeys, columnKeys)
}

// shares is how a state or bloc answered one roll call: one whole answer, or the parts of a bloc's members
// but the one left out.
func (r *Region) shares(on evidence.Date, answers map[string]*evidence.Vote, code, without string) (parts [4]float64, from []string) {
	if !r.IsBloc(code) {
		if v := answers[code]; v != nil {
			parts[v.Answer] = 1
			return parts, []string{v.Key}
		}
		return parts, nil
	}
	voted := 0.0
	for _, member := range r.Members(code, on) {
		v := answers[member]
		if v == nil || member == without {
			continue
		}
		from = append(from, v.Key)
		if v.Answer < rollcall.Silent {
			parts[v.Answer]++
			voted++
		}
	}
	if from == nil {
		return parts, nil
	}
	if voted == 0 {
		parts[rollcall.Silent] = 1
		return parts, from
	}
	for a := range parts {
		parts[a] /= voted
	}
	return parts, from
}

// draws gives a pair's counts in each resample. Kappa, pi, S, agreement, the readings of silence and the
// likeness of the powers all read them, so they are summed once.
func (rec *record) draws(key pairKey) []rollcall.Pairs {
	once, _ := rec.drawn.LoadOrStore(key, sync.OnceValue(func() []rollcall.Pairs {
		counts := rec.of(key)
		all := make([]rollcall.Pairs, len(rec.resample))
		for k, resample := range rec.resample {
			all[k] = total(counts, resample)
		}
		return all
	}))
	return once.(func() []rollcall.Pairs)()
}

// span names the clusters a record covers: sessions, or dates.
func (rec *record) span() string { return rec.spanOf(0, len(rec.clusters)) }

// spanOf names some clusters on end, from the first to before the last.
func (rec *record) spanOf(from, to int) string {
	if from >= to {
		return ""
	}
	first, last := rec.clusters[from], rec.clusters[to-1]
	if rec.name == "record" {
		return fmt.Sprintf("sessions %s-%s", first.name, last.name)
	}
	return fmt.Sprintf("%s to %s", first.from, last.from)
}
