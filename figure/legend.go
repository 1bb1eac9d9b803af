package figure

// entry is one of a legend: a sample of so much width, drawn about a middle height from x on, and what it stands for.
type entry struct {
	wide float64
	draw func(x, middle float64)
	name string
}

// legend writes entries one beside the other, in as many lines as they need, and returns where it ends.
func (p *page) legend(top float64, entries []entry) float64 {
	const line = 24
	x, y := margin, top
	for _, e := range entries {
		name := fitted(e.name, small, false, width-2*margin-e.wide-6)
		long := e.wide + 6 + wide(name, small, false)
		if x > margin && x+long > width-margin {
			x, y = margin, y+line
		}
		e.draw(x, y+line/2)
		p.text(quiet, x+e.wide+6, y+line/2+5, "start", small, name)
		x += long + 20
	}
	if len(entries) == 0 {
		return y
	}
	return y + line
}

// ramp writes a scale of colours and the values at which they change, and returns where it ends. Unit follows each value.
func (p *page) ramp(top float64, colours []colour, breaks []float64, unit string) float64 {
	step := 48.0
	for _, v := range breaks {
		step = max(step, wide(p.number(v)+unit, small, false)+10)
	}
	for i, c := range colours {
		p.rect(c, none, margin+float64(i)*step, top, step, 14)
		if i > 0 {
			p.text(quiet, margin+float64(i)*step, top+29, "middle", small, p.number(breaks[i-1])+unit)
		}
	}
	return top + 36
}
