package measure

import (
	"maps"
	"slices"

	"multivector/chance"
	"multivector/composite"
	"multivector/evidence"
)

// standing is how the subjects of a composite stand to each other in a region, and in any edition of it without some records. The
// evidence is taken as it stands, without replicates: the choices are those of Verdicts.
type standing struct {
	declared evidence.Composite
	base     *Region
	subjects []subject
	result   *composite.Result
	values   [][][]float64 // of the base by reading, subject and indicator
	from     [][][]string  // by subject and indicator: the records that a value rests on, under one reading or another
	cells    map[string][]cell
}

// cell is one indicator of one subject: what is measured anew without a record that it rests on.
type cell struct{ subject, indicator int }

func (r *Region) standing(c evidence.Composite) (*standing, error) {
	s := &standing{declared: c, base: r, cells: map[string][]cell{}}
	var named []composite.Subject
	s.subjects, named = r.subjectsOf(c)
	s.from = make([][][]string, len(s.subjects))
	for i := range s.from {
		s.from[i] = make([][]string, len(c.Indicators))
	}
	x := compositeOf(c, named)
	for _, word := range c.Readings {
		estimates := r.read(readingOf(word)).indicatorsOf(c, s.subjects)
		values := make([][]float64, len(s.subjects))
		for i, row := range estimates {
			for k, e := range row {
				values[i] = append(values[i], e.point())
				s.from[i][k] = union(s.from[i][k], e.From)
			}
		}
		s.values = append(s.values, values)
		x.Values = append(x.Values, [][][]float64{values})
	}
	for i, row := range s.from {
		for k, keys := range row {
			for _, key := range keys {
				s.cells[key] = append(s.cells[key], cell{i, k})
			}
		}
	}
	var err error
	s.result, err = composite.Run(x, composite.Options{Seed: r.Seed, Draws: c.Draws, Level: r.Level, Replicates: c.Resamples})
	return s, err
}

// readingOf is a reading by its word, which the check of dossier.toml has seen.
func readingOf(word string) (reading Reading) {
	if err := reading.UnmarshalText([]byte(word)); err != nil {
		panic("measure: " + err.Error())
	}
	return reading
}

// in is the standing in an edition of the region, worked out once for all its leads. What no record that was taken out can change
// is not measured again.
func (s *standing) in(r *Region) *composite.Again {
	return Once(r, s, func() *composite.Again {
		touched := s.touched(r)
		values := slices.Clone(s.values)
		for k, word := range s.declared.Readings {
			values[k] = slices.Clone(values[k])
			read := r.read(readingOf(word))
			for j, at := range touched {
				row := &values[k][at.subject]
				if j == 0 || touched[j-1].subject != at.subject {
					*row = slices.Clone(*row)
				}
				if k > 0 && !indicators[s.declared.Indicators[at.indicator].Measure].read {
					(*row)[at.indicator] = values[0][at.subject][at.indicator]
					continue
				}
				(*row)[at.indicator] = s.measure(read, at).point()
			}
		}
		return s.result.On(values)
	})
}

func (s *standing) measure(r *Region, at cell) Estimate {
	x, of := s.declared.Indicators[at.indicator], s.subjects[at.subject]
	return indicators[x.Measure].of(r, of.state, of.vector, x.Of)
}

// touched are the cells that may be others in an edition of the region than in the base, by subject and indicator. A value changes
// with the records it rests on. Three kinds of record change more: of a list of partners a share may rest on two rows and be taken
// from another list without a third; whether the powers were opposed, and whether a state has left what it signed, says what counts
// at all; and so does who belongs to whom, and what there is to sign or to join.
func (s *standing) touched(r *Region) (all []cell) {
	if r == s.base {
		return nil
	}
	touched := map[cell]bool{}
	whole := r.whole != s.base
	for _, key := range r.taken {
		for _, at := range s.cells[key] {
			touched[at] = true
		}
		switch evidence.TableOf(key) {
		case "covotes", "patterns", "ideal_points", "ideal_distances", "ideal_moves", "trade", "remittances", "dependences", "exposures",
			"series", "memberships", "summits", "events":
		case "votes":
			v, _ := s.base.Record(key)
			whole = whole || slices.Contains(s.base.VotesConfig.Opposed, v.(*evidence.Vote).State)
		case "signatories":
			of, _ := s.base.Record(key)
			whole = whole || of.(*evidence.Signatory).Status == "withdrawn"
		default:
			whole = true
		}
	}
	otherBooks := map[subject]bool{} // state and domain
	if !whole {
		for key, kept := range r.baskets {
			if s.base.baskets[key] != kept {
				otherBooks[subject{key.state, key.domain}] = true
			}
		}
	}
	for i, of := range s.subjects {
		for k, x := range s.declared.Indicators {
			other := otherBooks[subject{of.state, x.Of}]
			if x.Measure == "asymmetry" {
				other = otherBooks[subject{of.state, "exports"}] || otherBooks[subject{of.state, "imports"}]
			}
			if whole || other || touched[cell{i, k}] {
				all = append(all, cell{i, k})
			}
		}
	}
	return all
}

// rests are the records that the values of two subjects rest on in an edition of the region. Where indicators are normalised by
// rank the others of their group count too, each for its place alone: those are left out.
func (s *standing) rests(r *Region, p composite.Pair) []string {
	rests := map[string]bool{}
	touched := s.touched(r)
	for i := range s.subjects {
		if i != p.A && i != p.B {
			continue
		}
		for k, from := range s.from[i] {
			if slices.Contains(touched, cell{i, k}) {
				from = s.measure(r, cell{i, k}).From
			}
			for _, key := range from {
				rests[key] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(rests))
}

// VerdictFindings are the leads of the dossier's composites, of the states assessed: one comes before another in more than half of
// all admissible choices, with the evidence as it stands. The margin is the share beyond one half.
func (a *Assessment) VerdictFindings() ([]Finding, error) {
	r := a.Region
	if err := CheckComposites(r.Dossier); err != nil {
		return nil, err
	}
	each := make([][]Finding, len(r.Composites))
	faults := make([]error, len(r.Composites))
	bare := r.bared()
	chance.Each(len(r.Composites), func(i int) {
		c := r.Composites[i]
		s, err := bare.standing(c)
		if err != nil {
			faults[i] = err
			return
		}
		s.base = r
		for _, l := range leadsOf(s.result, c.Of) {
			if !(l.Share.Value > 0.5) || l.Of != "" && !slices.Contains(a.states, l.Of) {
				continue
			}
			e := Estimate{Measure: "verdict", State: l.Of, Vector: l.A, Of: c.ID, N: c.Draws}
			each[i] = append(each[i], Finding{
				ID: "verdict " + c.ID + leadName(l), Kind: MostChoices, Statement: Said(r.Dossier, c, l.Of, l.A, l.B) + " in most choices",
				Estimate: e.exact(l.Share.Value), Against: l.B, Headline: true,
				Margin: func(r *Region) float64 { return s.in(r).Above(l.Pair) - 0.5 },
				Rests:  func(r *Region) []string { return s.rests(r, l.Pair) },
			})
		}
	})
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(each...), nil
}

func leadName(l Lead) string {
	if l.Of != "" {
		return " " + l.Of + " " + l.A + " " + l.B
	}
	return " " + l.A + " " + l.B
}
