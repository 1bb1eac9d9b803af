package main

import (
	"fmt"
	"io"
	"strings"

	"multivector/claim"
	"multivector/evidence"
)

// claim explains one claim: its parts with their values, the records, what a person held.
func (x explanation) claim(w io.Writer, id, format string) error {
	ledger, err := claim.NewBook(x.r, x.a).Ledger()
	if err != nil {
		return err
	}
	for _, o := range ledger {
		if o.Claim.ID != id {
			continue
		}
		if format == "json" {
			return encodeJSON(w, claimToJSON(o))
		}
		x.outcome(w, o)
		x.records(w, o.Records)
		return nil
	}
	return nil // named has looked
}

// outcome writes what a claim comes to, and by which part.
func (x explanation) outcome(w io.Writer, o *claim.Outcome) {
	c := o.Claim
	head := c.ID + "  " + c.Kind
	if date := c.Date.String(); date != "" {
		head += ", " + date
	}
	fmt.Fprintln(w, bold.Render(head))
	x.hanging(w, "  "+c.Claim)
	fmt.Fprintln(w)
	result := bold.Render(string(o.Result))
	if c.Verdict != "" {
		held := "a person held the same"
		if c.Verdict != string(o.Result) {
			held = "a person held: " + c.Verdict
		}
		result += "; " + held
	}
	fmt.Fprintln(w, result)
	for _, line := range []struct{ name, text string }{
		{"lacks", o.Lacks}, {"differs", o.Differs}, {"noted", c.Note}, {"closes", c.Closes.String()},
	} {
		if line.text != "" {
			x.hanging(w, "  "+line.name+": "+line.text)
		}
	}
	if o.Early {
		x.hanging(w, "  its day has not come: what the parts come to today is not yet its result")
	}
	fmt.Fprintln(w)
	if len(o.Parts) > 0 {
		fmt.Fprintln(w, bold.Render("PARTS"))
	}
	in, narrow := len("undecided")+gap, x.width < 70 // a narrow page has each part on lines of its own
	if narrow {
		in = gap
	}
	for i, p := range o.Parts {
		text := p.Text
		if i == o.Decided && len(o.Parts) > 1 {
			text += "  <- decided it"
		}
		first := fmt.Sprintf("%-*s", in, p.Value.Truth)
		if narrow {
			first = p.Value.Truth.String() + "\n  "
		}
		fmt.Fprintln(w, first+wrapIn(text, x.width-in, in))
		for _, v := range p.Value.Grounds() {
			if v.Kind == claim.TruthKind && len(p.Value.Grounds()) == 1 {
				continue // said by the part itself
			}
			line := v.Name() + " = " + v.Said()
			if v.HasInterval() && v.Level < 1 {
				line += fmt.Sprintf(" (%.0f%% interval)", 100*v.Level)
			} else if v.HasInterval() {
				line += " (bounds)"
			}
			if v.Period != "" {
				line += ", " + v.Period
			}
			x.under(w, line, in)
		}
		for _, warning := range p.Value.Warnings {
			x.under(w, warning, in)
		}
	}
	if len(o.Parts) > 0 {
		fmt.Fprintln(w)
	}
}

// under writes a faint text below a part, set in.
func (x explanation) under(w io.Writer, text string, in int) {
	for line := range strings.SplitSeq(wrap(text, max(x.width-in, narrowest)), "\n") {
		fmt.Fprintln(w, strings.Repeat(" ", in)+faint.Render(line))
	}
}

// wrapIn wraps a text, its further lines set in.
func wrapIn(text string, width, in int) string {
	return strings.ReplaceAll(wrap(text, max(width, narrowest)), "\n", "\n"+strings.Repeat(" ", in))
}

// claimIn finds a claim of a dossier, or says which is nearest.
func claimIn(d *evidence.Dossier, id string) error {
	var ids []string
	for i := range d.Claims {
		if d.Claims[i].ID == id {
			return nil
		}
		ids = append(ids, d.Claims[i].ID)
	}
	if ids == nil {
		return fmt.Errorf("the dossier has no claims; claims.csv would hold them")
	}
	return fmt.Errorf("there is no claim %q; the nearest is %s", id, evidence.Nearest(id, ids))
}
