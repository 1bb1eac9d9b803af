package main

import (
	"multivector/claim"
	"multivector/measure"
)

// claimJSON is a claim recomputed.
type claimJSON struct {
	ID         string          `json:"id"`
	Claim      string          `json:"claim"`
	Kind       string          `json:"kind"`
	Date       string          `json:"date"`
	Result     string          `json:"result"`
	Expression string          `json:"expression"`
	Estimate   string          `json:"estimate"`
	Parts      []claimPartJSON `json:"parts"`
	Records    []string        `json:"records"`
	Lacks      string          `json:"lacks"`
	Closes     string          `json:"closes"`
	Early      bool            `json:"early"`
	Verdict    string          `json:"verdict"`
	Differs    string          `json:"differs"`
	Warnings   []string        `json:"warnings"`
}

// claimPartJSON is one part of a claim and the values that it was decided by.
type claimPartJSON struct {
	Expression string           `json:"expression"`
	Truth      string           `json:"truth"`
	Values     []claimValueJSON `json:"values"`
	Records    []string         `json:"records"`
}

// claimValueJSON is a value: a number with its interval, or a word.
type claimValueJSON struct {
	Name   string   `json:"name"`
	Said   string   `json:"said"`
	Value  *float64 `json:"value"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	Level  float64  `json:"level"`
	Status string   `json:"status"`
}

// questionJSON is a claim about the future.
type questionJSON struct {
	ID         string `json:"id"`
	Question   string `json:"question"`
	Expression string `json:"expression"`
	Closes     string `json:"closes"`
	Result     string `json:"result"`
}

func claimToJSON(o *claim.Outcome) claimJSON {
	c := o.Claim
	j := claimJSON{
		ID: c.ID, Claim: c.Claim, Kind: c.Kind, Date: c.Date.String(), Result: string(o.Result), Expression: c.Expression, Estimate: o.DecidedBy(),
		Parts: []claimPartJSON{}, Records: listOf(o.Records), Lacks: o.Lacks, Closes: c.Closes.String(), Early: o.Early, Verdict: c.Verdict, Differs: o.Differs, Warnings: listOf(o.Warnings()),
	}
	for _, p := range o.Parts {
		part := claimPartJSON{Expression: p.Text, Truth: p.Value.Truth.String(), Values: []claimValueJSON{}, Records: listOf(p.Value.From)}
		for _, v := range p.Value.Grounds() {
			part.Values = append(part.Values, claimValueJSON{v.Name(), v.Said(), measure.Number(v.Value), measure.Number(v.Low), measure.Number(v.High), v.Level, v.Status})
		}
		j.Parts = append(j.Parts, part)
	}
	return j
}

// listOf is a list of JSON, empty where there is none.
func listOf(keys []string) []string {
	if keys == nil {
		return []string{}
	}
	return keys
}
