package idealpoint

import "slices"

// Peculiar says of a state-session what may set its estimate apart from another's.
type Peculiar struct {
	Votes int  // cast in it
	Tied  int  // of them on questions that were put in other sessions too
	Alone int  // of them with fewer than one in twenty of those who voted
	First bool // of the state's sessions
}

// Peculiarities looks at a unit, for the tests.
func (d *Data) Peculiarities(unit int) Peculiar {
	p := Peculiar{Votes: d.Units[unit].Votes, First: int(d.paths[d.Units[unit].State][0]) == unit}
	for v, item := range d.Items {
		cells := d.cells(v)
		all := len(cells[Yes]) + len(cells[Abstain]) + len(cells[No])
		tied := slices.ContainsFunc(item.Calls, func(c Call) bool { return c.Session != item.Calls[0].Session })
		for _, units := range cells {
			if _, is := slices.BinarySearch(units, int32(unit)); !is {
				continue
			}
			if tied {
				p.Tied++
			}
			if 20*len(units) < all {
				p.Alone++
			}
		}
	}
	return p
}
