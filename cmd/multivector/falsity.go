package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"multivector/measure"
)

// falsity is what would have to be false for a finding to fall.
type falsity struct {
	finding measure.Finding

	measure.Flip
}

// MarshalJSON writes the keys of docs/format/output.md, "A flip set".
func (f falsity) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID        string   `json:"id"`
		Statement string   `json:"statement"`
		Margin    *float64 `json:"margin"`
		Records   []string `json:"records"`
		Of        int      `json:"of"`
		AllOf     []string `json:"all_of"`
		Outcome   string   `json:"outcome"`
		Without   *float64 `json:"without"`
	}{f.finding.ID, f.finding.Statement, measure.Number(f.Margin), orEmpty(f.Records), f.Of, orEmpty(f.AllOf), f.Outcome, measure.Number(f.Without)})
}

// orEmpty is a list as JSON has it: empty, and not null, where there is nothing.
func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// restsOn says in words on how few records a finding rests, and what becomes of it without them.
func (f falsity) restsOn(r *measure.Region) string {
	if f.Outcome == measure.Stands {
		return fmt.Sprintf("Stands without any of the %s it rests on.", plural(f.Of, "record", "records"))
	}
	most := "at most "
	if len(f.Records) == 1 {
		most = ""
	}
	contrary := "It can no longer be said"
	if f.Outcome == measure.Reversed {
		contrary = "The contrary holds"
	}
	return fmt.Sprintf("Rests on %s%s%s: %s. %s without %s.", most, plural(len(f.Records), "record", "records"), f.whole(), inWords(r.Dossier, f.Records), contrary, it(len(f.Records)))
}

// whole says where the set is all the evidence there is of a kind.
func (f falsity) whole() string {
	if len(f.Records) == f.Of && f.Of > 0 {
		return ", all there is"
	}
	tables := map[string]bool{}
	for _, key := range f.Records {
		tables[key[:strings.IndexByte(key, ':')]] = true
	}
	if len(f.AllOf) == 0 || len(tables) > len(f.AllOf) || len(f.Records) == 1 {
		return ""
	}
	return fmt.Sprintf(", all of %s.csv", join(f.AllOf, ".csv, ", ".csv and "))
}

// holdsBy is a finding's sentence with its margin, to two digits where it is small.
func (f falsity) holdsBy() string {
	margin := index(f.Margin)
	if f.Margin < 0.01 {
		margin = strings.Replace(fmt.Sprintf("%.2g", f.Margin), "0.", ".", 1)
	}
	return fmt.Sprintf("%s, by %s.", f.finding.Statement, margin)
}

// text writes the finding and what it rests on, in a page's width.
func (f falsity) text(w io.Writer, r *measure.Region, width int) {
	for line := range strings.SplitSeq(wrap(f.holdsBy(), width), "\n") {
		fmt.Fprintln(w, bold.Render(line))
	}
	hanging(w, "  "+f.restsOn(r), width)
}

func it(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// influenceJSON is a record's influence as explain --format json has it.
type influenceJSON struct {
	Key       string   `json:"key"`
	Without   *float64 `json:"without"`
	Effect    *float64 `json:"effect"`
	Jackknife *float64 `json:"jackknife"`
}

func influencesJSON(all []measure.Influence) []influenceJSON {
	out := make([]influenceJSON, len(all))
	for i, v := range all {
		out[i] = influenceJSON{v.Key, measure.Number(v.Without), measure.Number(v.Effect), measure.Number(v.Jackknife)}
	}
	return out
}

// movedMost is how many records are named that move an estimate most.
const movedMost = 3

// movedBy names the records that move an estimate most.
func movedBy(r *measure.Region, all []measure.Influence) string {
	var words []string
	for _, v := range all[:min(movedMost, len(all))] {
		if v.Effect == 0 {
			break
		}
		effect := "(no value without it)"
		if !math.IsNaN(v.Effect) {
			effect = fmt.Sprintf("%+.3g", v.Effect)
		}
		words = append(words, fmt.Sprintf("%s %s", inWords(r.Dossier, []string{v.Key}), effect))
	}
	if len(words) == 0 {
		return ""
	}
	return "Moved most (as it is, less as it would be without) by: " + strings.Join(words, "; ") + "."
}

// account is what explain says of an estimate beside it: what moves it, and what would have to be false.
type account struct {
	estimate  *measure.Estimate
	influence []measure.Influence
	falsity   *falsity // nil where the estimate bears no finding
}

// searched is of how many estimates at once it is said what would have to be false, unless all are asked for; one that goes across
// all domains counts as four, for a second may go by.
const searched = 16

func cost(found []*measure.Estimate) (n int) {
	for _, e := range found {
		n++
		if e.IsAcross() {
			n += 3
		}
	}
	return n
}

// accounts take estimates without each record they rest on, and search for the flip sets of their findings; of too many at once they
// say nothing.
func (x explanation) accounts(found []*measure.Estimate) []account {
	all := make([]account, len(found))
	var findings []measure.Finding
	var of []int // the estimate of each
	for i, e := range found {
		all[i].estimate = e
		if !e.Known() || !x.all && cost(found) > searched {
			continue
		}
		influence := x.r.Influences(e.From, e.IsCount(), func(r *measure.Region) float64 {
			return x.a.In(r)(e.Measure, e.State, e.Vector, e.Of).Value
		})
		if !x.all {
			influence = influence[:min(listed, len(influence))]
		}
		all[i].influence = influence
		if f, ok := x.a.Reversal(*e); ok {
			findings, of = append(findings, f), append(of, i)
		}
	}
	for k, f := range falsities(x.r, findings) {
		all[of[k]].falsity = &f
	}
	return all
}

// falsities search for the flip sets of findings.
func falsities(r *measure.Region, findings []measure.Finding) (all []falsity) {
	for i, flip := range r.FlipSets(findings) {
		all = append(all, falsity{findings[i], flip})
	}
	return all
}
