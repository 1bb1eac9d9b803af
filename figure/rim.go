package figure

// rimmed writes bold text and then plain text, either of which may be empty, with a rim of the ground's colour, so that lines pass
// behind it and it is read on anything.
func (p *page) rimmed(c, ground colour, x, y float64, bold, plain string) {
	text := escape(plain)
	if bold != "" {
		text = `<tspan font-weight="bold">` + escape(bold) + `</tspan>` + text
	}
	p.add(`<text%s x="%s" y="%s" font-size="%s" stroke-width="3.5" stroke-opacity="0.85" stroke-linejoin="round" paint-order="stroke" xml:space="preserve">%s</text>`,
		p.paint(c, ground), place(x), place(y), place(small), text)
}
