package bargain

import (
	"fmt"
	"strings"
)

// SMP are the nine options of KTAB's spatial model, each a place in its list of names, in the order of KTAB's
// nine-digit tag.
type SMP struct {
	Victory       int // how coalitions of two strengths fare against each other
	PCE           int // how a contest of many is decided
	Transitions   int // whether the most probable bargain is taken, or one drawn
	Voting        int // how a difference of utilities becomes a vote
	RiskAdjust    int // how much an actor knows of another's attitude to risk
	RiskRange     int // the attitude of the least secure
	ThirdParty    int // what third parties stake
	Interpolation int // how a bargain lies between two positions
	Bargain       int // who proposes
}

// Places in the lists of names.
const (
	victoryLinear = iota
	victorySquare
	victoryQuartic
	victoryOctic
	victoryBinary
)

const (
	pceConditional = iota
	pceMarkovIncentive
	pceMarkovUniform
)

const (
	voteBinary = iota
	votePropBin
	voteProportional
	votePropCubic
	voteCubic
	voteAsymProspect
)

const (
	rangeMin = iota
	rangeMid
	rangeMax
)

const (
	thirdNo = iota
	thirdSemi
	thirdFull
)

const (
	interpolateS1P1 = iota
	interpolateS2P2
	interpolateS2PMax
)

const (
	bargainInitOnly = iota
	bargainInitRcvr
	bargainPWComp
)

// DefaultSMP are KTAB's own choices, 000211110.
var DefaultSMP = SMP{Voting: voteProportional, RiskAdjust: 1, RiskRange: rangeMid, ThirdParty: thirdSemi, Interpolation: interpolateS2P2}

// SMPOption is one of the nine: its name, and the names of what may be chosen, the digit of each its place.
type SMPOption struct {
	Name    string
	About   string
	Choices []string
	of      func(*SMP) *int
}

// SMPOptions are the nine, in the order of the tag; the names of the choices are KTAB's.
var SMPOptions = []SMPOption{
	{"victory-model", "how coalitions of two strengths fare against each other", []string{"Linear", "Square", "Quartic", "Octic", "Binary"}, func(o *SMP) *int { return &o.Victory }},
	{"pce", "how a contest of many is decided", []string{"Conditional", "MarkovIncentive", "MarkovUniform"}, func(o *SMP) *int { return &o.PCE }},
	{"transitions", "whether the most probable bargain is taken, or one drawn", []string{"Deterministic", "Stochastic"}, func(o *SMP) *int { return &o.Transitions }},
	{"voting-rule", "how a difference of utilities becomes a vote", []string{"Binary", "PropBin", "Proportional", "PropCubic", "Cubic", "AsymProspect"}, func(o *SMP) *int { return &o.Voting }},
	{"risk-adjust", "how much of another's attitude to risk an actor knows", []string{"None", "OneThird", "Half", "TwoThirds", "Full"}, func(o *SMP) *int { return &o.RiskAdjust }},
	{"risk-range", "the range of attitudes to risk", []string{"Min", "Mid", "Max"}, func(o *SMP) *int { return &o.RiskRange }},
	{"third-party", "what third parties stake", []string{"No", "Semi", "Full"}, func(o *SMP) *int { return &o.ThirdParty }},
	{"interpolation", "how a bargain lies between two positions", []string{"S1P1", "S2P2", "S2PMax"}, func(o *SMP) *int { return &o.Interpolation }},
	{"bargain-model", "whose proposals are bargained over", []string{"InitOnly", "InitRcvr", "PWComp"}, func(o *SMP) *int { return &o.Bargain }},
}

// Tag is KTAB's nine digits.
func (o SMP) Tag() string {
	var tag strings.Builder
	for _, option := range SMPOptions {
		fmt.Fprint(&tag, *option.of(&o))
	}
	return tag.String()
}

// ParseSMP reads a tag.
func ParseSMP(tag string) (o SMP, err error) {
	if len(tag) != len(SMPOptions) {
		return o, fmt.Errorf("%q has %d digits; a tag has %d, as %s", tag, len(tag), len(SMPOptions), DefaultSMP.Tag())
	}
	for i, option := range SMPOptions {
		digit := int(tag[i]) - '0'
		if digit < 0 || digit >= len(option.Choices) {
			return o, fmt.Errorf("%q: digit %d is %q; %s would be %s", tag, i+1, tag[i], option.Name, option.digits())
		}
		*option.of(&o) = digit
	}
	return o, nil
}

// Set makes one choice by its name, in capitals or not.
func (o *SMP) Set(option SMPOption, choice string) error {
	for i, name := range option.Choices {
		if strings.EqualFold(name, choice) {
			*option.of(o) = i
			return nil
		}
	}
	return fmt.Errorf("%q is not known; it would be %s", choice, strings.Join(option.Choices, ", "))
}

func (option SMPOption) digits() string {
	parts := make([]string, len(option.Choices))
	for i, name := range option.Choices {
		parts[i] = fmt.Sprintf("%d %s", i, name)
	}
	return strings.Join(parts, ", ")
}

// words names the choices that are not KTAB's own.
func (o SMP) words() string {
	var parts []string
	for _, option := range SMPOptions {
		if at, usual := *option.of(&o), DefaultSMP; at != *option.of(&usual) {
			parts = append(parts, option.Name+" "+option.Choices[at])
		}
	}
	if parts == nil {
		return "KTAB's defaults"
	}
	return strings.Join(parts, ", ")
}
