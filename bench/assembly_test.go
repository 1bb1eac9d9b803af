package bench

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"multivector/idealpoint"
	"multivector/intake"
	"multivector/rollcall"
)

// shared opens a file of the General Assembly's data, which are not in the repository: in the folder of the environment
// variable MULTIVECTOR_SHARED, or ../shared beside the repository.
func shared(tb testing.TB, name string) *os.File {
	tb.Helper()
	root := os.Getenv("MULTIVECTOR_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "unga", name))
	if err != nil {
		tb.Skip("the General Assembly's data are not here: ", err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

// to74 is the data of the published estimates of April 2020: sessions 1 to 74.
func to74(tb testing.TB) *idealpoint.Data {
	tb.Helper()
	record, _, err := intake.ReadUNGA(shared(tb, "votes.csv.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	repeats, err := intake.ReadRepeats(shared(tb, "Matches.csv"))
	if err != nil {
		tb.Fatal(err)
	}
	d, err := idealpoint.Arrange(votesOf(record), repeats, func(s idealpoint.State, c idealpoint.Call) bool {
		return c.Session <= 74 && idealpoint.Assembly(s, c)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func votesOf(record *rollcall.Record) (v idealpoint.Votes) {
	for _, s := range record.States() {
		v.States = append(v.States, idealpoint.State{Code: s.Code, COW: s.COW})
	}
	for i, c := range record.Calls() {
		year, _ := strconv.Atoi(c.Date[:4])
		v.Calls = append(v.Calls, idealpoint.Call{ID: c.ID, Session: c.Session, Year: year, Part: c.Amendment || c.Paragraph})
		for s := range v.States {
			if a := record.Answer(s, i); a.Cast() {
				v.Cast = append(v.Cast, idealpoint.Vote{State: int32(s), Call: int32(i), Choice: idealpoint.Choice(a)})
			}
		}
	}
	return v
}

// stateSession is a state by its number in the Correlates of War project, and a session.
type stateSession struct{ cow, session int }

// readPoints reads points of state-sessions from the columns of a CSV file with a header.
func readPoints(tb testing.TB, f *os.File, cow, session, point int) map[stateSession]float64 {
	tb.Helper()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	points := make(map[stateSession]float64)
	for _, row := range rows[1:] {
		c, err1 := strconv.Atoi(row[cow])
		s, err2 := strconv.Atoi(row[session])
		x, err3 := strconv.ParseFloat(row[point], 64)
		if err1 != nil || err2 != nil || err3 != nil {
			tb.Fatalf("%s: %q", f.Name(), row)
		}
		points[stateSession{c, s}] = x
	}
	return points
}

func pointsOf(d *idealpoint.Data, x []float64) map[stateSession]float64 {
	points := make(map[stateSession]float64)
	for i, u := range d.Units {
		points[stateSession{d.States[u.State].COW, u.Session}] = x[i]
	}
	return points
}

// agreement is the correlation of points with others over all state-sessions of the others, and the mean over sessions of
// Spearman's.
func agreement(points, others map[stateSession]float64) (r, spearman float64) {
	var x, y []float64
	bySession := make(map[int][2][]float64)
	for k, other := range others {
		x, y = append(x, points[k]), append(y, other)
		s := bySession[k.session]
		bySession[k.session] = [2][]float64{append(s[0], points[k]), append(s[1], other)}
	}
	for _, s := range bySession {
		spearman += correlation(ranks(s[0]), ranks(s[1])) / float64(len(bySession))
	}
	return correlation(x, y), spearman
}

func correlation(x, y []float64) float64 {
	var mx, my, xx, yy, xy float64
	n := float64(len(x))
	for i := range x {
		mx += x[i] / n
		my += y[i] / n
	}
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		yy += (y[i] - my) * (y[i] - my)
		xy += (x[i] - mx) * (y[i] - my)
	}
	return xy / math.Sqrt(xx*yy)
}

// ranks of values that are all but all different.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if x[i] < x[j] {
			return -1
		}
		return 1
	})
	r := make([]float64, len(x))
	for place, i := range order {
		r[i] = float64(place)
	}
	return r
}

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
