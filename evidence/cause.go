package evidence

import "strings"

// Cause is one of the four things by which an estimate can differ between two editions of a dossier.
type Cause uint8

// What happened or was learned since, the passing of time with it; what was known and is now recorded
// otherwise, or withdrawn; what dossier.toml and the version of the program choose; and the weights among those
// choices.
const (
	NewEvidence Cause = iota
	RevisedEvidence
	Method
	Weights
)

// AllCauses are the four, in the order in which they are shown.
var AllCauses = [...]Cause{NewEvidence, RevisedEvidence, Method, Weights}

func (c Cause) String() string {
	return [...]string{"new evidence", "revised evidence", "method", "weights"}[c]
}

// MarshalText writes the cause as the name of a column, new_evidence.
func (c Cause) MarshalText() ([]byte, error) {
	return []byte(strings.ReplaceAll(c.String(), " ", "_")), nil
}

// Causes is a set of causes, a bit each.
type Causes uint8

// With gives the set with one more.
func (s Causes) With(c Cause) Causes { return s | 1<<c }

// Has tells whether a cause is in the set.
func (s Causes) Has(c Cause) bool { return s>>c&1 == 1 }

func (s Causes) String() string {
	var words []string
	for _, c := range AllCauses {
		if s.Has(c) {
			words = append(words, c.String())
		}
	}
	return strings.Join(words, " and ")
}
