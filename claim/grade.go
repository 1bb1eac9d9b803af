package claim

// Result is what a claim comes to.
type Result string

// The four results, with the words of claims.csv.
const (
	Holds        Result = "holds"
	Partly       Result = "partly"
	Contradicted Result = "contradicted"
	Open         Result = "open"
)

// Results are the four, in the order in which they are shown.
var Results = []Result{Holds, Partly, Contradicted, Open}

// Grade is the result of a claim whose parts come to these truths:
//
//	holds         every part is true
//	contradicted  every part is false
//	partly        some part is true, and some is not: false or undecided
//	open          no part is true, and some part is undecided; or there is no part
//
// So a claim is contradicted only where nothing of it stands, and a claim of which a part is shown is partly borne out, whether the
// rest is refuted or not known: its parts say which.
func Grade(parts ...Truth) Result {
	var count [3]int
	for _, t := range parts {
		count[t]++
	}
	switch {
	case count[True] > 0 && count[True] == len(parts):
		return Holds
	case count[True] > 0:
		return Partly
	case count[Undecided] > 0 || len(parts) == 0:
		return Open
	}
	return Contradicted
}
