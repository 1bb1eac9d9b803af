package measure

import "multivector/evidence"

// Headlines are the names of the estimates that say first where a state stands, one or two for each question of an
// assessment: with whom it votes of late and how far from whom it stands; which vector holds most in each domain, and
// what the domain weighs; over how many powers it is spread; how often it is silent; whether the region acts as one above
// luck; how warm the events are. Where the record is too short to have a present, the whole of it speaks.
func (a *Assessment) Headlines() map[string]bool {
	r, all := a.Region, map[string]bool{}
	add := func(measure, state, vector, of string) bool {
		e := a.Get(measure, state, vector, of)
		if e.Known() {
			all[e.Name()] = true
		}
		return e.Known()
	}
	for _, state := range r.Config.Region {
		for _, v := range r.Vectors {
			_ = add(KappaName, state, v, RecentName) || add(KappaName, state, v, All)
			add("position", state, v, "")
			add("tone", state, v, "")
		}
		if o := r.VotesConfig.Opposed; len(o) == 2 {
			_ = add("siding", state, o[0], RecentName) || add("siding", state, o[0], Contested)
		}
		for _, d := range r.Domains {
			var most Estimate
			for _, v := range r.Vectors {
				if e := a.Get("share", state, v, d.ID); e.Known() && (most.Measure == "" || e.Value > most.Value) {
					most = e
				}
			}
			if most.Measure != "" {
				all[most.Name()] = true
			}
			add("exposure", state, evidence.World, d.ID)
		}
		for _, c := range r.Channels() {
			add("balance", state, "", c)
		}
		add("silence", state, "", SilentAll)
		add("silence", state, "", SilentRecent)
	}
	for _, e := range a.all {
		if e.Measure == "verdict" && e.Known() {
			all[e.Name()] = true
		}
	}
	add("cohesion", r.Label, "", AIAboveLuck)
	add("cohesion", r.Label, "", AIAboveLuck+" "+RecentName)
	add("uptake", r.Label, r.Label, "")
	return all
}
