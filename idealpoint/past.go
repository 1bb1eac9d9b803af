package idealpoint

import (
	"cmp"
	"slices"
)

// past is what states did, for those who foretell from that alone. A roll call that repeats a question is foretold from
// what was answered to it, any other from what was answered to those of its kind.
type past struct {
	h      Held
	chain  []int // by roll call, that of its repeats
	across bool  // what comes before lies in an earlier session

	lists  [2][]map[string][]answer // by question or kind, and state: the answers in the order of time
	own    []map[string][4]float64  // by state: how often what was done, by kind
	all    map[string][4]float64    // by all states, by kind or question
	follow [2][4][4]float64         // how often an answer followed another, to the same question or kind
}

// answer is what a state did in a roll call, Silent too.
type answer struct {
	call int32
	done Choice
}

// past counts what was done in a record since a session. Across says that what is to be foretold lies in a session to
// come, so that what the last answer is worth is counted from session to session.
func (h Held) past(v Votes, since int, across bool) (*past, error) {
	chain, err := link(v.Calls, h.Repeats)
	if err != nil {
		return nil, err
	}
	p := &past{h: h, chain: chain, across: across, own: make([]map[string][4]float64, len(v.States)), all: make(map[string][4]float64)}
	by := make([][]answer, len(v.States))
	for _, x := range v.Cast {
		by[x.State] = append(by[x.State], answer{x.Call, x.Choice})
	}
	for _, x := range v.Silent {
		by[x.State] = append(by[x.State], answer{x.Call, Silent})
	}
	p.lists = [2][]map[string][]answer{make([]map[string][]answer, len(by)), make([]map[string][]answer, len(by))}
	for s, answers := range by {
		slices.SortFunc(answers, func(a, b answer) int { return cmp.Compare(a.call, b.call) })
		p.own[s] = make(map[string][4]float64)
		for k := range p.lists {
			p.lists[k][s] = make(map[string][]answer)
		}
		for _, a := range answers {
			c := v.Calls[a.call]
			if !h.Keep(v.States[s], c) {
				continue
			}
			for k, key := range p.keys(a.call) {
				p.lists[k][s][key] = append(p.lists[k][s][key], a)
				if c.Session >= since || k == question {
					n := p.all[key]
					n[a.done]++
					p.all[key] = n
				}
			}
			if c.Session >= since {
				for _, kind := range []string{h.Kinds[c.ID], anyKind} {
					n := p.own[s][kind]
					n[a.done]++
					p.own[s][kind] = n
				}
			}
		}
		for k := range p.lists {
			for _, list := range p.lists[k][s] {
				for _, a := range list {
					if b, is := p.lastOf(list, a.call); is && v.Calls[a.call].Session >= since {
						p.follow[k][b.done][a.done]++
					}
				}
			}
		}
	}
	return p, nil
}

// keys are what a roll call is known by: its question and its kind.
func (p *past) keys(call int32) [2]string {
	return [2]string{"question " + p.h.Votes.Calls[p.chain[call]].ID, p.h.Kinds[p.h.Votes.Calls[call].ID]}
}

// again says whether a roll call repeats a question that was answered before.
func (p *past) again(call int32) bool { return p.all[p.keys(call)[question]] != [4]float64{} }

// lastOf gives the last answer of a list that comes before a roll call.
func (p *past) lastOf(list []answer, call int32) (a answer, is bool) {
	calls := p.h.Votes.Calls
	at, _ := slices.BinarySearchFunc(list, call, func(a answer, call int32) int {
		if p.across {
			return cmp.Compare(calls[a.call].Session, calls[call].Session)
		}
		return cmp.Compare(a.call, call)
	})
	if at == 0 {
		return a, false
	}
	return list[at-1], true
}

// persistence foretells what the state did last: to the same question, else to its kind. It is sure of that as often as
// states have stayed by what they did last.
func (p *past) persistence(x ask) Outlook {
	for k, key := range p.keys(x.call) {
		if last, is := p.lastOf(p.lists[k][x.state][key], x.call); is {
			return smoothed(p.follow[k][last.done])
		}
	}
	return p.habit(x)
}

// habit foretells what the state did on the kind, where it never was asked on any.
func (p *past) habit(x ask) Outlook {
	n := p.own[x.state][p.keys(x.call)[kind]]
	if n == [4]float64{} {
		n = p.own[x.state][anyKind]
	}
	return smoothed(n)
}

// majority foretells what all states did, on the question where it was put before, else on the kind.
func (p *past) majority(x ask) Outlook {
	keys := p.keys(x.call)
	if p.again(x.call) {
		return smoothed(p.all[keys[question]])
	}
	return smoothed(p.all[keys[kind]])
}

// smoothed are the shares of counts, half an answer being added to each.
func smoothed(n [4]float64) (o Outlook) {
	sum := n[0] + n[1] + n[2] + n[3] + 2
	for c := range o {
		o[c] = (n[c] + .5) / sum
	}
	return o
}
