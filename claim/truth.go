package claim

// Truth is what a part of a claim comes to.
type Truth uint8

// The three truths of Kleene (1938, doi:10.2307/2267778; his strong tables). Undecided is what the evidence leaves open: not a
// third state of the world.
const (
	Undecided Truth = iota
	False
	True
)

func (t Truth) String() string { return [...]string{"undecided", "false", "true"}[t] }

// MarshalText writes the word.
func (t Truth) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

func truthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// not turns a truth round; what is undecided stays so.
func (t Truth) not() Truth {
	switch t {
	case True:
		return False
	case False:
		return True
	}
	return Undecided
}

// and is false where one of the two is, true where both are.
func (t Truth) and(u Truth) Truth {
	switch {
	case t == False || u == False:
		return False
	case t == True && u == True:
		return True
	}
	return Undecided
}

// or is true where one of the two is, false where both are.
func (t Truth) or(u Truth) Truth { return t.not().and(u.not()).not() }
