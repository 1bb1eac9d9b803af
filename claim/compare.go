package claim

import (
	"fmt"
	"math"
	"strings"

	"multivector/evidence"
)

// compare compares two values of one kind. Of numbers it is true where it holds throughout the intervals, false where it fails
// throughout, undecided where they hold both, or nothing is known; of days, which may be known to the month alone, likewise.
func compare(op string, a, b Value) Value {
	v := fact("", "", "", Undecided).rest(a, b)
	v.Measure = joined(a, op, b)
	if a.Kind == DateKind || b.Kind == DateKind {
		a, b = dated(a), dated(b)
	}
	if !a.Known() || !b.Known() {
		return v.unknown(firstStatus(a, b), "")
	}
	switch {
	case a.Kind == NumberKind:
		al, ah := a.bounds()
		bl, bh := b.bounds()
		v.Truth = ordered(op, al, ah, bl, bh)
	case a.Kind == DateKind:
		days := func(d evidence.Date) (float64, float64) {
			return float64(d.First().Unix()), float64(d.Last().Unix())
		}
		al, ah := days(a.Date)
		bl, bh := days(b.Date)
		v.Truth = ordered(op, al, ah, bl, bh)
		if a.Date == b.Date && (op == "==" || op == "!=") {
			v.Truth = truthOf(op == "==") // the same words for a time are the same time
		}
	default:
		same := a.Word == b.Word
		if a.literal != b.literal { // a word of a list is one of it: field('events:e1', 'actor') == 'AAA'
			same = oneOf(a.Word, b.Word) || oneOf(b.Word, a.Word)
		}
		v.Truth = truthOf(same == (op == "=="))
	}
	v.Settled = v.Settled && v.Truth != Undecided
	return v
}

// oneOf tells whether a word is one of a list, which tables write with semicolons between.
func oneOf(list, one string) bool {
	for item := range strings.SplitSeq(list, ";") {
		if item == one {
			return true
		}
	}
	return false
}

// ordered compares two intervals.
func ordered(op string, al, ah, bl, bh float64) Truth {
	switch op {
	case "<":
		return between(ah < bl, al >= bh)
	case "<=":
		return between(ah <= bl, al > bh)
	case ">":
		return between(al > bh, ah <= bl)
	case ">=":
		return between(al >= bh, ah < bl)
	case "==":
		return between(al == ah && bl == bh && al == bl, al > bh || ah < bl)
	}
	return ordered("==", al, ah, bl, bh).not()
}

// between is true where a thing holds throughout, false where it fails throughout.
func between(holds, fails bool) Truth {
	switch {
	case holds:
		return True
	case fails:
		return False
	}
	return Undecided
}

// within tells whether a number lies between two, both counted in.
func within(x Value, low, high float64, what string) Value {
	v := fact("", "", "", Undecided).rest(x)
	v.Measure = said(x) + " within " + what
	if !x.Known() {
		return v.unknown(x.Status, "")
	}
	xl, xh := x.bounds()
	v.Truth = between(xl >= low && xh <= high, xh < low || xl > high)
	v.Settled = v.Settled && v.Truth != Undecided
	return v
}

// all takes truths together by and, or by or. A truth that one of them settles is settled; only those that speak for it are its ground.
func all(op string, values ...Value) Value {
	t := True
	fold := Truth.and
	if op == "or" {
		t, fold = False, Truth.or
	}
	names := make([]string, len(values))
	for i, v := range values {
		t = fold(t, v.Truth)
		names[i] = said(v)
		if len(values) > 1 && strings.Contains(names[i], " or ") {
			names[i] = "(" + names[i] + ")"
		}
	}
	// One that alone makes it what it is decides it; else all of them do.
	alone := op == "and" && t == False || op == "or" && t == True
	settled := !alone && t != Undecided
	for _, v := range values {
		switch {
		case alone && v.Truth == t:
			settled = settled || v.Settled
		case !alone:
			settled = settled && v.Settled
		}
	}
	v := fact("", "", "", t).rest(values...)
	v.Measure, v.Truth, v.Settled = strings.Join(names, " "+op+" "), t, settled
	if t == Undecided {
		for _, one := range values {
			if one.Truth == Undecided && one.Status != "" {
				v.Status = one.Status
				break
			}
		}
	}
	return v
}

// not turns a truth round.
func not(x Value) Value {
	v := fact("", "", "", x.Truth.not()).rest(x)
	v.Measure, v.Truth, v.Status, v.Settled = "not "+said(x), x.Truth.not(), x.Status, x.Settled
	return v
}

// dated reads a literal as a day, where it stands beside one.
func dated(v Value) Value {
	if v.Kind == WordKind && v.literal {
		if day, err := evidence.ParseDate(v.Word); err == nil {
			v.Kind, v.Date = DateKind, day
		}
	}
	return v
}

// said is a value in a line: its name, and what it is.
func said(v Value) string {
	switch {
	case v.literal && v.Kind == NumberKind:
		return fmt.Sprintf("%g", v.Value)
	case v.literal:
		return v.Word
	}
	return v.Name()
}

// Said is what a value comes to, in words and numbers: 0.31 [0.26, 0.37], abstain, 2022-03-02, true.
func (v Value) Said() string {
	switch {
	case v.Kind == TruthKind:
		return v.Truth.String()
	case v.Kind == WordKind && v.Status == "":
		return v.Word
	case v.Kind == DateKind && v.Status == "":
		return v.Date.String()
	}
	text := v.Status
	if v.Status == "" {
		text = short(v.Value)
	}
	if v.HasInterval() {
		high := "more"
		if !math.IsInf(v.High, 1) {
			high = short(v.High)
		}
		text += " [" + short(v.Low) + ", " + high + "]"
	}
	return text
}

// short writes a number as a reader needs it: to three figures, whole where it is whole.
func short(x float64) string {
	switch {
	case x == math.Trunc(x) && math.Abs(x) < 1e15:
		return fmt.Sprintf("%.0f", x)
	case math.Abs(x) >= 100:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}
