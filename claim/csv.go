package claim

import (
	"encoding/csv"
	"io"
	"strings"
)

// WriteCSV writes a ledger of claims, a claim a row (docs/format/output.md).
func WriteCSV(w io.Writer, ledger []*Outcome) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"id", "kind", "result", "expression", "estimate", "records", "claim"}); err != nil {
		return err
	}
	for _, o := range ledger {
		c := o.Claim
		if err := out.Write([]string{c.ID, c.Kind, string(o.Result), c.Expression, o.DecidedBy(), strings.Join(o.Records, ";"), c.Claim}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// DecidedBy is the value that decided the result, in a line; empty where none did.
func (o *Outcome) DecidedBy() string {
	v, ok := o.Estimate()
	if !ok {
		return ""
	}
	return v.Name() + " = " + v.Said()
}
