package measure

import (
	"slices"

	"multivector/chance"
	"multivector/evidence"
	"multivector/rollcall"
)

// Assessment answers the five questions of a dossier, section by section.
type Assessment struct {
	Region   *Region
	Sections []Section
	Silences []evidence.Silence

	states []string
	byName map[string]int // of an estimate among all
	all    []*Estimate
	steps  []step // how each of them was measured
}

// step measures one estimate, of the dossier it is given: what would have to be false is asked by taking it of a dossier
// with less in it.
type step func(*Region) Estimate

// Section is one question and what was measured to answer it.
type Section struct {
	ID        string
	Question  string
	Estimates []Estimate
}

// The sections of an assessment, in the order of the page.
const (
	Leans    = "leans"
	Depends  = "depends"
	Leads    = "leads"
	Spread   = "spread"
	Unsaid   = "unsaid"
	Together = "together"
	Forums   = "forums"
	ToneID   = "tone"
)

// Assess measures a dossier for some of the region's states.
func Assess(r *Region, states []string) *Assessment {
	a := &Assessment{Region: r, Silences: r.Dossier.Silences(states), states: states, byName: map[string]int{}}
	for _, s := range []struct {
		id, question string
		plan         []step
	}{
		{Leans, "Who leans where?", r.planLeans(states)},
		{Depends, "Who depends on whom, and through what?", r.planDepends(states)},
		{Leads, "Who leads in what?", r.planLeads()},
		{Spread, "Over how many powers is each state spread?", r.planSpread(states)},
		{Unsaid, "What was not said?", r.planUnsaid(states)},
		{Together, "Does the region act as one?", r.planTogether(states)},
		{Forums, "Who convenes, who belongs, who comes?", r.planForums(states)},
		{ToneID, "How warm are the events?", r.planTone(states)},
	} {
		section := Section{ID: s.id, Question: s.question, Estimates: make([]Estimate, len(s.plan))}
		chance.Each(len(s.plan), func(i int) { section.Estimates[i] = s.plan[i](r) })
		a.Sections = append(a.Sections, section)
		for i := range section.Estimates {
			e := &section.Estimates[i]
			a.byName[e.Name()] = len(a.all)
			a.all, a.steps = append(a.all, e), append(a.steps, s.plan[i])
		}
	}
	return a
}

// All gives every estimate in the order of the sections.
func (a *Assessment) All() []*Estimate { return a.all }

// Get finds an estimate by measure, state, vector and what of; one that was not asked for is not covered.
func (a *Assessment) Get(measure, state, vector, of string) Estimate {
	e := Estimate{Measure: measure, State: state, Vector: vector, Of: of}
	if i, ok := a.byName[e.Name()]; ok {
		return *a.all[i]
	}
	return e.missing(NotCovered, "")
}

// Lookup gives an estimate by measure, state, vector and what of, as Get does.
type Lookup func(measure, state, vector, of string) Estimate

// In measures what is asked for by name anew, each once, in another edition of the region: one without some of its records.
func (a *Assessment) In(r *Region) Lookup {
	return func(measure, state, vector, of string) Estimate {
		e := Estimate{Measure: measure, State: state, Vector: vector, Of: of}
		if i, ok := a.byName[e.Name()]; ok {
			return Once(r, stepKey{a, i}, func() Estimate { return a.steps[i](r) })
		}
		return e.missing(NotCovered, "")
	}
}

// stepKey is under what a region keeps an estimate of an assessment.
type stepKey struct {
	a *Assessment
	i int
}

func (r *Region) planLeans(states []string) (plan []step) {
	for _, state := range states {
		for _, v := range r.Vectors {
			for _, name := range []string{KappaName, PiName, SName, AgreementName} {
				plan = append(plan, func(r *Region) Estimate { return r.Alignment(name, state, v, All) })
			}
			plan = append(plan,
				func(r *Region) Estimate { return r.AlignmentSilentAs(KappaName, state, v, AsYes) },
				func(r *Region) Estimate { return r.AlignmentSilentAs(KappaName, state, v, AsNo) },
				func(r *Region) Estimate { return r.Alignment(KappaName, state, v, Contested) },
				func(r *Region) Estimate { return r.Recent(state, v) },
				func(r *Region) Estimate { return r.Trend(state, v) },
				func(r *Region) Estimate { return r.Position(state, v) },
				func(r *Region) Estimate { return r.PositionChange(state, v) },
				func(r *Region) Estimate { return r.Moved(state, v, ByState) },
				func(r *Region) Estimate { return r.Moved(state, v, ByPower) })
			if r.selection != nil {
				plan = append(plan, func(r *Region) Estimate { return r.AlignmentInSelection(AgreementName, state, v) })
			}
		}
		for i, power := range r.VotesConfig.Opposed {
			plan = append(plan,
				func(r *Region) Estimate { return r.Siding(state, power, Contested) },
				func(r *Region) Estimate { return r.Siding(state, power, RecentName) })
			if i == 0 {
				for _, side := range SideNames {
					plan = append(plan, func(r *Region) Estimate { return r.Side(state, power, side) })
				}
			}
		}
		if r.selection != nil {
			for _, answer := range AnswerNames {
				plan = append(plan, func(r *Region) Estimate { return r.Answers(state, answer) })
			}
		}
	}
	return plan
}

func (r *Region) planDepends(states []string) (plan []step) {
	for _, state := range states {
		for _, d := range r.Domains {
			for _, v := range r.Vectors {
				plan = append(plan,
					func(r *Region) Estimate { return r.Share(state, v, d) },
					func(r *Region) Estimate { return r.ShareChange(state, v, d) },
					func(r *Region) Estimate { return r.Exposure(state, v, d.ID) })
			}
			plan = append(plan,
				func(r *Region) Estimate { return r.Concentration(state, d) },
				func(r *Region) Estimate { return r.Largest(state, d) },
				func(r *Region) Estimate { return r.Exposure(state, evidence.World, d.ID) })
		}
		for _, v := range r.Vectors {
			plan = append(plan,
				func(r *Region) Estimate { return r.Asymmetry(state, v) },
				func(r *Region) Estimate { return r.Dependence(state, v, All) },
				func(r *Region) Estimate { return r.Room(state, v) })
			for _, group := range r.Groups() {
				plan = append(plan, func(r *Region) Estimate { return r.Dependence(state, v, group) })
			}
		}
	}
	return append(plan,
		func(r *Region) Estimate { return r.Line(SlopeName) },
		func(r *Region) Estimate { return r.Line(TauName) })
}

func (r *Region) planLeads() (plan []step) {
	of := r.Groups()
	for _, d := range r.Domains {
		of = append(of, d.ID)
		for _, v := range r.Vectors {
			plan = append(plan, func(r *Region) Estimate { return r.Advantage(v, d.ID) })
		}
	}
	for _, one := range of {
		for _, v := range r.Vectors {
			plan = append(plan,
				func(r *Region) Estimate { return r.Profile(v, one) },
				func(r *Region) Estimate { return r.ProfileChange(v, one) })
		}
	}
	for _, span := range []string{"", Matched, Before} {
		for _, group := range r.Groups() {
			plan = append(plan, func(r *Region) Estimate { return r.Lead(group, span) })
		}
		for _, v := range r.Vectors {
			plan = append(plan, func(r *Region) Estimate { return r.Specialisation(v, span) })
		}
		plan = append(plan, func(r *Region) Estimate { return r.Division(span) })
	}
	for _, v := range r.Vectors {
		plan = append(plan, func(r *Region) Estimate { return r.DivisionChange(v) })
	}
	return append(plan, func(r *Region) Estimate { return r.DivisionChange("") })
}

func (r *Region) planSpread(states []string) (plan []step) {
	for _, state := range states {
		for _, c := range r.Channels() {
			plan = append(plan,
				func(r *Region) Estimate { return r.Balance(state, c, true) },
				func(r *Region) Estimate { return r.Balance(state, c, false) })
		}
		for _, v := range r.Vectors {
			plan = append(plan, func(r *Region) Estimate { return r.Ties(state, v) })
		}
	}
	return plan
}

func (r *Region) planUnsaid(states []string) (plan []step) {
	kinds := []string{SilentAll, SilentRecent, SilentContested, SilentExcess, Selective, SelectiveApart}
	for _, issue := range r.Issues() {
		kinds = append(kinds, "issue "+issue, Selective+" issue "+issue)
	}
	for _, state := range states {
		for _, kind := range kinds {
			plan = append(plan, func(r *Region) Estimate { return r.SilenceRate(state, kind) })
		}
		for _, v := range r.Vectors {
			for _, answer := range []rollcall.Answer{rollcall.Yes, rollcall.Abstain, rollcall.No} {
				plan = append(plan, func(r *Region) Estimate { return r.SilenceWhen(state, v, answer) })
			}
		}
		plan = append(plan,
			func(r *Region) Estimate { return r.SilenceInSelection(state, false) },
			func(r *Region) Estimate { return r.SilenceInSelection(state, true) })
		for _, kind := range SilenceKinds {
			plan = append(plan, func(r *Region) Estimate { return r.SilenceCount(state, kind) })
		}
	}
	return plan
}

func (r *Region) planTogether(states []string) (plan []step) {
	for _, name := range CohesionNames {
		for _, span := range Spans {
			plan = append(plan, func(r *Region) Estimate { return r.Cohesion(name, span) })
		}
	}
	for i, a := range r.Config.Region {
		for _, b := range r.Config.Region[i+1:] {
			plan = append(plan,
				func(r *Region) Estimate { return r.Alignment(KappaName, a, b, All) },
				func(r *Region) Estimate { return r.Alignment(AgreementName, a, b, All) })
		}
	}
	for i, a := range r.Vectors {
		if r.IsBloc(a) {
			plan = append(plan, func(r *Region) Estimate { return r.Alignment(AgreementName, a, a, All) })
		}
		for _, b := range r.Vectors[i+1:] {
			plan = append(plan, func(r *Region) Estimate { return r.Alignment(KappaName, a, b, All) })
		}
	}
	for _, s := range slices.Concat([]string{r.Label}, states) {
		plan = append(plan, func(r *Region) Estimate { return r.Uptake(s) })
	}
	for _, s := range states {
		plan = append(plan, func(r *Region) Estimate { return r.Attendance(s, r.Label) })
	}
	return plan
}

func (r *Region) planForums(states []string) (plan []step) {
	for _, s := range states {
		for _, v := range slices.Concat(r.Vectors, r.MinorVectors) {
			plan = append(plan,
				func(r *Region) Estimate { return r.Belonging(s, v) },
				func(r *Region) Estimate { return r.Attendance(s, v) })
		}
	}
	return plan
}

func (r *Region) planTone(states []string) (plan []step) {
	for _, s := range states {
		for _, v := range slices.Concat(r.Vectors, r.MinorVectors) {
			plan = append(plan, func(r *Region) Estimate { return r.Tone(s, v) })
		}
	}
	return plan
}
