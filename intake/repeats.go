package intake

import (
	"fmt"
	"io"
	"strconv"
)

// ReadRepeats reads the pairs of roll calls that are held to put the same question in two sessions, as they are
// published with the ideal points of the General Assembly (Bailey, Strezhnev and Voeten 2017,
// doi:10.1177/0022002715595700; Matches.csv): CSV, plain or gzip, with the columns rcid1, the number of the
// earlier roll call, and rcid2, that of the later. It gives their ids. A roll call that repeats itself is a
// fault, as is what cannot be read; the error is of type evidence.Faults unless the reading itself failed.
func ReadRepeats(r io.Reader) ([][2]string, error) {
	t, err := openRows(r, repeatColumns, len(repeatColumns))
	if err != nil {
		return nil, err
	}
	var pairs [][2]string
	for {
		more, err := t.next()
		if err != nil {
			return nil, err
		}
		if !more {
			if err := t.faults.err(); err != nil {
				return nil, err
			}
			return pairs, nil
		}
		var pair [2]string
		for c := range pair {
			n, err := strconv.Atoi(t.field(c))
			if err != nil || n < 0 {
				t.fault(c, fmt.Sprintf("%s is %q", repeatColumns[c], t.field(c)), "it would be the number of a roll call")
			}
			pair[c] = strconv.Itoa(n)
		}
		if pair[0] == pair[1] {
			t.fault(1, "roll call "+pair[0]+" repeats itself", "it would repeat another")
		}
		pairs = append(pairs, pair)
	}
}

var repeatColumns = []string{"rcid1", "rcid2"}
