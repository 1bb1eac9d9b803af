package figure

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Picture is what every kind of picture can do.
type Picture interface {
	// WriteSVG draws the picture, or says why its numbers cannot be drawn and writes nothing.
	WriteSVG(io.Writer) error
	// Table is what was drawn: a row of headings, then a row for each thing drawn, all as wide. Numbers have all their digits and
	// a decimal point, whatever the picture has; what has no value is empty.
	Table() [][]string
}

// WriteCSV writes the numbers of a picture.
func WriteCSV(w io.Writer, p Picture) error { return csv.NewWriter(w).WriteAll(p.Table()) }

// Frame is what stands around every picture.
type Frame struct {
	Title   string
	About   string // a line under the title: what the numbers are, in which unit
	Spoken  string // what is to be seen, for those who do not see it
	Source  string
	Decimal string // the sign before a number's decimals: "." or ",", and "" is "."
}

const (
	width       = 600.0      // of every picture; its height is that of what it holds
	margin      = 10.0       // at both sides
	size, small = 16.0, 14.0 // of text: where the picture is 390 wide, as on a telephone, ten and nine
	tiny        = 12.0       // of the names of columns that would not fit else
	heading     = 20.0
)

// draw writes the picture. The body draws what is between About and Source, from top downward, and returns where it ends.
func (f Frame) draw(w io.Writer, body func(p *page, top float64) float64) error {
	if err := f.check(); err != nil {
		return err
	}
	p := &page{decimal: f.Decimal}
	back := p.paint(paper, none)
	y := 10.0
	for _, line := range wrapped(f.Title, heading, true, width-2*margin) {
		y += 24
		p.bold(ink, margin, y-4, "start", heading, line)
	}
	y += 2
	for _, line := range wrapped(f.About, size, false, width-2*margin) {
		y += 20
		p.text(quiet, margin, y-2, "start", size, line)
	}
	y = body(p, y+10) + 10
	for _, line := range wrapped(f.Source, small, false, width-2*margin) {
		y += 18
		p.text(quiet, margin, y-4, "start", small, line)
	}
	high := place(y + 8)
	var whole page
	whole.add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="title desc" font-family="system-ui, 'DejaVu Sans', sans-serif">`, place(width), high)
	whole.add(`<title id="title">%s</title>`, escape(f.Title))
	whole.add(`<desc id="desc">%s</desc>`, escape(f.Spoken))
	whole.add("<style>\n@media (prefers-color-scheme: dark) {\n%s\n}\n</style>", p.night())
	whole.add(`<rect%s width="%s" height="%s"/>`, back, place(width), high)
	whole.add("%s</svg>", p.String())
	_, err := io.WriteString(w, whole.String())
	return err
}

// check refuses a picture that says not what it is.
func (f Frame) check() error {
	switch {
	case strings.TrimSpace(f.Title) == "":
		return errors.New("a picture needs a title")
	case strings.TrimSpace(f.Spoken) == "":
		return fmt.Errorf("the picture %q needs a description for those who do not see it", f.Title)
	case f.Decimal != "" && f.Decimal != "." && f.Decimal != ",":
		return fmt.Errorf("the decimal sign of the picture %q is %q; it may be . or ,", f.Title, f.Decimal)
	}
	return nil
}
