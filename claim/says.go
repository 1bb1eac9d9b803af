package claim

import (
	"slices"
	"strings"
	"unicode"

	"multivector/measure"
)

// wordFunctions ask what records say in words.
func wordFunctions() []*function {
	return []*function{
		{
			name: "says", takes: []parameter{{"record", aRecord, false}, {"column", aColumn, false}, {"words", aText, false}}, gives: TruthKind,
			says: "that a record's column holds some words, whole and in their order; a summary that does not hold them leaves it open whether they were said",
			call: func(e *edition, a arguments) Value { return e.says(a.text(0), a.text(1), a.text(2)) },
		},
	}
}

// says tells that a text holds words. It is never false: a summary is shorter than what it sums up.
func (e *edition) says(key, column, words string) Value {
	text := e.field(key, column)
	v := fact("", "", "", Undecided).rest(text)
	v.Measure = column + " of " + key + " says " + words
	switch {
	case !text.Known():
		return v.unknown(text.Status, "")
	case !inOrder(wordsOf(text.Word), wordsOf(words)):
		return v.unknown(measure.Unknown, column+" of "+key+" does not hold the words "+words)
	}
	v.Truth = True
	return v
}

// wordsOf are the words of a text, without what stands between them: fair is no word of affairs.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// inOrder tells whether words stand in a text, one after another, in either case.
func inOrder(text, words []string) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.EqualFunc(text[i:i+len(words)], words, strings.EqualFold) {
			return len(words) > 0
		}
	}
	return false
}
