package idealpoint_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"multivector/idealpoint"
	"multivector/intake"
	"multivector/rollcall"
)

// shared is the folder of the General Assembly's data, which is not in the repository: that of the environment
// variable MULTIVECTOR_SHARED, or ../shared beside the repository. A test that needs it is skipped where it is
// not there.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	if testing.Short() {
		tb.Skip("reads the whole General Assembly")
	}
	root := os.Getenv("MULTIVECTOR_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(root, "data", "unga", name)
	if _, err := os.Stat(path); err != nil {
		tb.Skip("the General Assembly's data are not here: ", err)
	}
	return path
}

func open(tb testing.TB, name string) *os.File {
	tb.Helper()
	f, err := os.Open(shared(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

var assembly struct {
	sync.Once
	votes   idealpoint.Votes
	repeats [][2]string
	issues  map[string]string // by roll call
	err     error
}

// wholeAssembly reads the votes of all sessions and the repeated roll calls, once for all tests.
func wholeAssembly(tb testing.TB) (idealpoint.Votes, [][2]string) {
	tb.Helper()
	votes, matches := open(tb, "votes.csv.gz"), open(tb, "Matches.csv")
	assembly.Do(func() {
		var record *rollcall.Record
		if record, _, assembly.err = intake.ReadUNGA(votes); assembly.err != nil {
			return
		}
		if assembly.repeats, assembly.err = intake.ReadRepeats(matches); assembly.err != nil {
			return
		}
		v := &assembly.votes
		assembly.issues = make(map[string]string)
		for _, s := range record.States() {
			v.States = append(v.States, idealpoint.State{Code: s.Code, COW: s.COW})
		}
		for i, c := range record.Calls() {
			assembly.issues[c.ID] = c.Issues
			year, _ := strconv.Atoi(c.Date[:4])
			v.Calls = append(v.Calls, idealpoint.Call{ID: c.ID, Session: c.Session, Year: year, Part: c.Amendment || c.Paragraph})
			for s := range record.States() {
				switch a := record.Answer(s, i); {
				case a.Cast():
					v.Cast = append(v.Cast, idealpoint.Vote{State: int32(s), Call: int32(i), Choice: idealpoint.Choice(a)})
				case a == rollcall.Silent:
					v.Silent = append(v.Silent, idealpoint.Absence{State: int32(s), Call: int32(i)})
				}
			}
		}
	})
	if assembly.err != nil {
		tb.Fatal(assembly.err)
	}
	return assembly.votes, assembly.repeats
}

// to74 is the data of the published estimates: sessions 1 to 74.
func to74(tb testing.TB) *idealpoint.Data {
	tb.Helper()
	votes, repeats := wholeAssembly(tb)
	d, err := idealpoint.Arrange(votes, repeats, func(s idealpoint.State, c idealpoint.Call) bool {
		return c.Session <= 74 && idealpoint.Assembly(s, c)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// published is a row of the published estimates of April 2020.
type published struct {
	cow, session, votes int
	mean                float64
}

func readPublished(tb testing.TB) []published {
	tb.Helper()
	rows, err := csv.NewReader(open(tb, "idealpoints_apr2020.csv")).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var all []published
	for _, row := range rows[1:] {
		var p published
		for i, to := range []*int{&p.cow, &p.session, &p.votes} {
			if *to, err = strconv.Atoi(row[i+1]); err != nil {
				tb.Fatal(err)
			}
		}
		if p.mean, err = strconv.ParseFloat(row[4], 64); err != nil {
			tb.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}
