package figure_test

import (
	"fmt"
	"io"
	"os"

	"multivector/figure"
)

// A picture draws itself, and gives as a table what it drew.
func Example() {
	picture := figure.Tornado{
		Frame: figure.Frame{
			Title:   "What the settlement hangs on",
			About:   "The settlement with one input at each end of its range.",
			Spoken:  "Salience moves the settlement from 60 to 92, position from 65 to 74.",
			Source:  "Source: made up.",
			Decimal: ",",
		},
		Middle: 72, Low: "lower end", High: "upper end",
		Swings: []figure.Swing{
			{Name: "position", From: "45", To: "75", AtFrom: 64.75, AtTo: 73.82},
			{Name: "salience", From: "0,5", To: "0,8", AtFrom: 60.14, AtTo: 92.34},
		},
	}
	if err := picture.WriteSVG(io.Discard); err != nil {
		fmt.Println(err)
	}
	if err := figure.WriteCSV(os.Stdout, picture); err != nil {
		fmt.Println(err)
	}
	picture.Title = ""
	fmt.Println(picture.WriteSVG(io.Discard))
	// Output:
	// input,from,to,at_from,at_to,middle
	// salience,"0,5","0,8",60.14,92.34,72
	// position,45,75,64.75,73.82,72
	// a picture needs a title
}
