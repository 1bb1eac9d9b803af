package figure

import "fmt"

// mark draws the shape of a hue, about as large as a circle of radius r: a circle, square, triangle, diamond, triangle on its
// head. What is hollow is known within bounds.
func (p *page) mark(hue int, x, y, r float64, hollow bool) {
	c := hues[hue%len(hues)]
	paint := p.paint(c, paper)
	if hollow {
		paint = p.paint(paper, c)
	}
	var d string
	switch hue % len(hues) {
	case 0:
		p.add(`<circle%s cx="%s" cy="%s" r="%s"%s/>`, paint, place(x), place(y), place(r), edge(hollow))
		return
	case 1:
		a := .89 * r
		d = fmt.Sprintf("M%s %sh%sv%sh%sZ", place(x-a), place(y-a), place(2*a), place(2*a), place(-2*a))
	case 2:
		d = fmt.Sprintf("M%s %sL%s %sL%s %sZ", place(x), place(y-1.25*r), place(x+1.15*r), place(y+.8*r), place(x-1.15*r), place(y+.8*r))
	case 3:
		a := 1.25 * r
		d = fmt.Sprintf("M%s %sL%s %sL%s %sL%s %sZ", place(x), place(y-a), place(x+a), place(y), place(x), place(y+a), place(x-a), place(y))
	case 4:
		d = fmt.Sprintf("M%s %sL%s %sL%s %sZ", place(x), place(y+1.25*r), place(x+1.15*r), place(y-.8*r), place(x-1.15*r), place(y-.8*r))
	}
	p.add(`<path%s d="%s"%s/>`, paint, d, edge(hollow))
}

// edge is that of a mark: a hollow one is its edge; a full one has a thin edge of paper, which parts it from those it touches.
func edge(hollow bool) string {
	if hollow {
		return ` stroke-width="1.8"`
	}
	return ` stroke-width="1"`
}
