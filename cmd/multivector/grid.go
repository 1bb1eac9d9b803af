package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
)

// grid is one table of a page: what it says in words, its columns and rows, and the notes under it.
type grid struct {
	title string
	about string // one line under the title: what the numbers are
	head  []string
	rows  [][]string
	notes []string
	// optional are the columns that a narrow page leaves out, the first of them first.
	optional []string
}

var (
	bold  = lipgloss.NewStyle().Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
)

// text writes the grid for a terminal of a width. Where the columns do not fit, optional ones are left out, and
// said; where that is not enough each row becomes a block of lines, so that a narrow terminal loses nothing.
func (g grid) text(w io.Writer, width int) {
	if g.title != "" {
		for line := range strings.SplitSeq(wrap(strings.ToUpper(g.title), width), "\n") {
			fmt.Fprintln(w, bold.Render(line))
		}
	}
	if g.about != "" {
		aside(w, g.about, width)
	}
	if len(g.rows) > 0 {
		narrow := g
		var left []string
		for _, name := range g.optional {
			if narrow.natural() <= width {
				break
			}
			narrow = narrow.without(name)
			left = append(left, name)
		}
		switch {
		case narrow.natural() > width:
			g.blocks(w, width)
		default:
			fmt.Fprintln(w, narrow.wide())
			if left != nil {
				aside(w, fmt.Sprintf("Left out for width: %s (--width %d shows all).", strings.Join(left, ", "), g.natural()), width)
			}
		}
	}
	for _, n := range g.notes {
		fmt.Fprintln(w, wrap(n, width))
	}
	fmt.Fprintln(w)
}

// aside writes a faint text, line by line: a style given several fills them up to one width.
func aside(w io.Writer, text string, width int) {
	for line := range strings.SplitSeq(wrap(text, width), "\n") {
		fmt.Fprintln(w, faint.Render(line))
	}
}

// without gives the grid without a column.
func (g grid) without(name string) grid {
	c := slices.Index(g.head, name)
	cut := func(cells []string) []string { return slices.Delete(slices.Clone(cells), c, c+1) }
	narrow := g
	narrow.head = cut(g.head)
	narrow.rows = nil
	for _, row := range g.rows {
		narrow.rows = append(narrow.rows, cut(row))
	}
	return narrow
}

const gap = 2 // blanks between columns

// natural is the width the grid would like.
func (g grid) natural() int {
	total := 0
	for c := range g.head {
		widest := lipgloss.Width(g.head[c])
		for _, row := range g.rows {
			widest = max(widest, lipgloss.Width(row[c]))
		}
		total += widest + gap
	}
	return total - gap
}

func (g grid) wide() string {
	last := len(g.head) - 1
	t := table.New().Headers(g.head...).Rows(g.rows...).
		Border(lipgloss.NormalBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).
		StyleFunc(func(row, column int) lipgloss.Style {
			s := lipgloss.NewStyle()
			if column < last {
				s = s.PaddingRight(gap)
			}
			if row == table.HeaderRow || column == 0 {
				s = s.Bold(true)
			}
			return s
		})
	lines := strings.Split(t.Render(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func (g grid) blocks(w io.Writer, width int) {
	label := 0
	for _, h := range g.head[1:] {
		label = max(label, lipgloss.Width(h))
	}
	name := ""
	for _, row := range g.rows {
		if row[0] != "" {
			name = row[0] // a row without one goes on with the one above
		}
		fmt.Fprintln(w, bold.Render(name))
		for c, cell := range row[1:] {
			if cell != "" {
				text := strings.ReplaceAll(wrap(cell, max(narrowest/2, width-label-4)), "\n", "\n"+strings.Repeat(" ", label+4))
				fmt.Fprintf(w, "  %s%s  %s\n", g.head[c+1], strings.Repeat(" ", label-lipgloss.Width(g.head[c+1])), text)
			}
		}
	}
}

// markdown writes the grid as a table that a memo takes.
func (g grid) markdown(w io.Writer) {
	if g.title != "" {
		fmt.Fprintf(w, "## %s\n\n", g.title)
	}
	if g.about != "" {
		fmt.Fprintf(w, "%s\n\n", g.about)
	}
	if len(g.rows) > 0 {
		line := func(cells []string) {
			for _, c := range cells {
				fmt.Fprintf(w, "| %s ", strings.ReplaceAll(c, "|", `\|`))
			}
			fmt.Fprintln(w, "|")
		}
		line(g.head)
		fmt.Fprintln(w, strings.Repeat("|---", len(g.head))+"|")
		for _, row := range g.rows {
			line(row)
		}
		fmt.Fprintln(w)
	}
	for _, n := range g.notes {
		fmt.Fprintf(w, "%s\n\n", n)
	}
}

// wrap breaks a text at blanks so that no line is wider.
func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		n := lipgloss.Width(word)
		switch {
		case column == 0:
		case column+1+n > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}
