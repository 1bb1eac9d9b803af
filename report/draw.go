package report

import (
	"bytes"
	"slices"

	"multivector/figure"
	"multivector/measure"
)

// draw puts a picture on the page, as a file of its own with its numbers beside it, in the language of the page; of are the estimates
// drawn, to which the line under it leads.
func (p *page) draw(folder Folder, id string, frame figure.Frame, picture figure.Picture, of ...measure.Estimate) {
	p.drawOf(folder, id, frame, picture, nil, of...)
}

// drawOf puts a picture of records on the page.
func (p *page) drawOf(folder Folder, id string, frame figure.Frame, picture figure.Picture, keys []string, of ...measure.Estimate) {
	at := p.root + "figures/" + id
	if folder[at+".svg"] == nil {
		var svg, csv bytes.Buffer
		if err := picture.WriteSVG(&svg); err != nil {
			p.fault(err)
			return
		}
		if err := figure.WriteCSV(&csv, picture); err != nil {
			p.fault(err)
			return
		}
		folder[at+".svg"], folder[at+".csv"] = svg.Bytes(), csv.Bytes()
	}
	for _, e := range of {
		p.use(e)
	}
	caption := Sentence{ID: "figure-" + id, Records: slices.Clone(keys)}
	caption.rests(of)
	var err error
	if caption.HTML, err = p.lang.fill("common.drawn", nil); err != nil {
		p.fault(err)
	}
	p.add(drawing{ID: id, Title: frame.Title, SVG: at + ".svg", CSV: at + ".csv", Spoken: frame.Spoken, Caption: []Sentence{p.bind(caption)}})
}

// frame is what the language says around a picture.
func (p *page) frame(title, about, spoken, source string) figure.Frame {
	return figure.Frame{Title: title, About: about, Spoken: spoken, Source: source, Decimal: p.lang.Decimal()}
}
