package rollcall

import "fmt"

// Answer is what one state did in one roll call. Yes, Abstain, No and Silent are the answers that are
// counted, in the order in which Pairs and Tally count them: each is its own index there. The order of
// the first three is that of the scale on which distances are taken, an abstention half way between.
type Answer uint8

const (
	Yes Answer = iota
	Abstain
	No
	Silent    // expected, and did not answer: "absent" in files
	NotMember // not expected; counted nowhere
	Unknown   // the source does not say; counted nowhere
)

// counted is how many answers are counted: Yes, Abstain, No and Silent.
const counted = 4

var answerWords = [...]string{Yes: "yes", Abstain: "abstain", No: "no", Silent: "absent", NotMember: "", Unknown: "unknown"}

// String gives the word that stands for the answer in a dossier's files; a state that was not a member
// has none.
func (a Answer) String() string {
	if int(a) < len(answerWords) {
		return answerWords[a]
	}
	return fmt.Sprintf("Answer(%d)", uint8(a))
}

// UnmarshalText reads one of the words that String gives. A state that was not a member has no row in
// a file, hence no word.
func (a *Answer) UnmarshalText(text []byte) error {
	for answer, word := range answerWords {
		if word != "" && word == string(text) {
			*a = Answer(answer)
			return nil
		}
	}
	return fmt.Errorf("%q is not an answer; it would be yes, no, abstain, absent or unknown", text)
}

// Cast says whether the state voted: yes, no or an abstention.
func (a Answer) Cast() bool { return a <= No }
