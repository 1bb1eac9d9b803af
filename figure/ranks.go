package figure

import (
	"errors"
	"fmt"
	"io"
	"math"
)

// Ranks shows how often each of some subjects comes first, second and so on to the last: the rank acceptabilities of stochastic
// multicriteria analysis (Lahdelma and Salminen 2001, doi:10.1287/opre.49.3.444.11220). Each is a bar of all cases, in whose
// parts the first rank is the darkest by day, and the brightest by night.
type Ranks struct {
	Frame
	Groups []Ranking
	Ranks  []string // what the ranks are called in the legend, from the first: at most six
	Notes  string   // what the notes at the ends of the bars are, or ""
}

// Ranking is some subjects under a heading, or under none, in the order they are drawn.
type Ranking struct {
	Name     string
	Subjects []Acceptability
}

// Acceptability is how a subject's cases part into ranks: shares from the first rank on, which add up to 1.
type Acceptability struct {
	Name, Note string
	Shares     []float64
}

// WriteSVG draws the ranks.
func (r Ranks) WriteSVG(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	return r.draw(w, r.body)
}

// Table has a row for each subject and rank.
func (r Ranks) Table() [][]string {
	rows := [][]string{{"group", "subject", "note", "rank", "share"}}
	for _, g := range r.Groups {
		for _, s := range g.Subjects {
			for i, share := range s.Shares {
				rows = append(rows, []string{g.Name, s.Name, s.Note, full(float64(i + 1)), full(share)})
			}
		}
	}
	return rows
}

func (r Ranks) check() error {
	if len(r.Ranks) > len(sequence) {
		return fmt.Errorf("%d ranks are too many to tell apart; at most %d can be", len(r.Ranks), len(sequence))
	}
	subjects := 0
	for _, g := range r.Groups {
		for _, s := range g.Subjects {
			subjects++
			if len(s.Shares) == 0 || len(s.Shares) > len(r.Ranks) {
				return fmt.Errorf("%s has shares of %d ranks, of which %d have a name", s.Name, len(s.Shares), len(r.Ranks))
			}
			sum := 0.0
			for _, share := range s.Shares {
				if !(share >= 0) {
					return fmt.Errorf("%s has the share %v of a rank", s.Name, share)
				}
				sum += share
			}
			if math.Abs(sum-1) > 1e-6 {
				return fmt.Errorf("the shares of %s add up to %v, not to 1", s.Name, sum)
			}
		}
	}
	if subjects == 0 {
		return errors.New("there is nothing ranked")
	}
	return nil
}

// hue of a rank, counted from 0: from the end of the scale to its beginning, however many there are.
func (r Ranks) hue(rank int) colour {
	last := len(sequence) - 1
	if len(r.Ranks) == 1 {
		return sequence[last]
	}
	return sequence[last-int(math.Round(float64(rank*last)/float64(len(r.Ranks)-1)))]
}

func (r Ranks) body(p *page, top float64) float64 {
	var legend []entry
	for i, name := range r.Ranks {
		legend = append(legend, entry{22, func(x, y float64) { p.rect(r.hue(i), grid, x+.5, y-7.5, 21, 15) }, name})
	}
	y := p.legend(top, legend) + 4
	names, notes := 60.0, 0.0
	for _, g := range r.Groups {
		for _, s := range g.Subjects {
			names, notes = max(names, wide(s.Name, small, false)), max(notes, wide(s.Note, small, false))
		}
	}
	names, notes = min(names, 200), min(notes, 120)
	first, last := margin+names+12, width-margin
	if notes > 0 {
		last -= notes + 10
		y += 18
		p.text(quiet, width-margin, y-2, "end", small, fitted(r.Notes, small, false, width-2*margin))
	}
	for _, g := range r.Groups {
		if g.Name != "" {
			y += 30
			p.bold(ink, margin, y-7, "start", size, fitted(g.Name, size, true, width-2*margin))
		}
		for _, s := range g.Subjects {
			p.text(ink, margin, y+19, "start", small, fitted(s.Name, small, false, names))
			p.text(quiet, width-margin, y+19, "end", small, fitted(s.Note, small, false, notes))
			x := first
			for i, share := range s.Shares {
				long := share * (last - first)
				c := r.hue(i)
				p.rect(c, paper, x, y+1, long, 26)
				text := p.number(math.Round(share*100)) + "%"
				if wide(text, small, false)+6 <= long {
					p.text(on(c), x+long/2, y+19, "middle", small, text)
				}
				x += long
			}
			p.rect(none, grid, first, y+1, last-first, 26)
			y += 31
		}
		y += 2
	}
	return y
}
