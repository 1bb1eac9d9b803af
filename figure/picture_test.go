package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite testdata/golden: look at the pictures before you keep them")

// looked draws a picture, holds it to what every picture promises and to its golden file, and gives its text.
func looked(t *testing.T, name string, picture Picture) string {
	t.Helper()
	text := drawn(t, picture)
	golden := "testdata/golden/" + name + ".svg"
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("the picture is not that of %s (go test ./figure -update writes it)", golden)
	}
	return text
}

// failer is a test, or a check of a property.
type failer interface {
	Helper()
	Fatal(...any)
	Errorf(string, ...any)
}

// drawn draws a picture and holds it to what every picture promises: the same bytes each time, a document that any program
// reads, texts that stay on the picture and off one another, and a table as wide in every row.
func drawn(t failer, picture Picture) string {
	t.Helper()
	var b, again bytes.Buffer
	if err := picture.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	if err := picture.WriteSVG(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same numbers made another picture (%v)", err)
	}
	texts, across, down, err := boxes(&again)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range texts {
		if a.x1 < 0 || a.x2 > across || a.y1 < 0 || a.y2 > down {
			t.Errorf("%q is cut off: it reaches from %.0f,%.0f to %.0f,%.0f of %.0f,%.0f", a.text, a.x1, a.y1, a.x2, a.y2, across, down)
		}
		for _, b := range texts[:i] {
			if a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2 {
				t.Errorf("%q lies on %q, at %.0f,%.0f", a.text, b.text, a.x1, a.y2)
			}
		}
	}
	table := picture.Table()
	if len(table) < 2 {
		t.Errorf("the table has no row: %q", table)
	}
	for _, row := range table {
		if len(row) != len(table[0]) {
			t.Errorf("the row %q is not as wide as its head %q", row, table[0])
		}
	}
	return b.String()
}

type box struct {
	text           string
	x1, y1, x2, y2 float64
}

// boxes are the rectangles of a picture's texts, and the picture's size.
func boxes(r io.Reader) (texts []box, across, down float64, err error) {
	var open *box
	var anchor string
	var size float64
	var bold bool
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, across, down, nil
		} else if err != nil {
			return nil, 0, 0, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			at := map[string]string{}
			for _, a := range token.Attr {
				at[a.Name.Local] = a.Value
			}
			number := func(name string) float64 { v, _ := strconv.ParseFloat(at[name], 64); return v }
			switch token.Name.Local {
			case "svg":
				if _, err := fmt.Sscanf(at["viewBox"], "0 0 %g %g", &across, &down); err != nil {
					return nil, 0, 0, err
				}
			case "text":
				size, bold, anchor = number("font-size"), at["font-weight"] == "bold", at["text-anchor"]
				open = &box{x1: number("x"), y1: number("y") - .73*size, y2: number("y") + .1*size}
			}
			if strings.Contains(at["d"], "NaN") || strings.Contains(at["d"], "Inf") {
				return nil, 0, 0, fmt.Errorf("a path has no place: %s", at["d"])
			}
		case xml.CharData:
			if open != nil {
				open.text += string(token)
			}
		case xml.EndElement:
			if token.Name.Local == "text" {
				long := wide(open.text, size, bold)
				open.x1 -= long * map[string]float64{"middle": .5, "end": 1}[anchor]
				open.x2 = open.x1 + long
				texts, open = append(texts, *open), nil
			}
		}
	}
}

// anyName is a name of any length in one of the alphabets of the region.
var anyName = rapid.StringMatching(`[A-Za-z]{0,24}( [a-z&<]{1,9}){0,6}|[А-Яа-я]{1,24}( [а-я]{1,24}){0,4}|[ა-ჰ]{1,12}`)
