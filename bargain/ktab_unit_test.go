package bargain

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// unit reads what KTAB's own functions give for small arguments.
func unit(t *testing.T, name string) [][]string {
	t.Helper()
	root := os.Getenv("MULTIVECTOR_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "bargaining", "expected", "ktab-unit", name))
	if err != nil {
		t.Skip("the bargaining data are not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func floats(t *testing.T, cells []string) []float64 {
	t.Helper()
	out := make([]float64, len(cells))
	for i, c := range cells {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = v
	}
	return out
}

// choice is the place of a name in the list of an option; the fixtures shorten some.
func choice(t *testing.T, option, name string) int {
	t.Helper()
	if long, ok := map[string]string{"Prop": "Proportional", "PropCbc": "PropCubic", "ASymProsp": "AsymProspect", "NoCommit": "No", "SemiCommit": "Semi", "FullCommit": "Full"}[name]; ok {
		name = long
	}
	at := slices.IndexFunc(SMPOptions, func(o SMPOption) bool { return o.Name == option })
	var o SMP
	if err := o.Set(SMPOptions[at], name); err != nil {
		t.Fatal(err)
	}
	return *SMPOptions[at].of(&o)
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s: %v, KTAB has %v", what, got, want)
	}
}

func TestVotesEqualKTAB(t *testing.T) {
	for _, row := range unit(t, "unit_vote.csv")[1:] {
		v := floats(t, row[1:])
		near(t, row[0], vote(choice(t, "voting-rule", row[0]), v[0], v[1]-v[2]), v[3])
	}
}

func fixtureCoalition(t *testing.T) (c []float64, m int) {
	rows := unit(t, "unit_coalition.csv")
	for _, row := range rows {
		c = append(c, floats(t, row)...)
	}
	return c, len(rows)
}

func TestVictoriesEqualKTAB(t *testing.T) {
	c, m := fixtureCoalition(t)
	for _, row := range unit(t, "unit_vprob.csv")[1:] {
		v := floats(t, row[1:])
		near(t, row[0], victories(choice(t, "victory-model", row[0]), c, m)[int(v[0])*m+int(v[1])], v[2])
	}
}

func TestElectionsEqualKTAB(t *testing.T) {
	c, m := fixtureCoalition(t)
	for _, row := range unit(t, "unit_pce.csv")[1:] {
		v := floats(t, row[2:])
		p, err := condorcet(SMP{Victory: choice(t, "victory-model", row[0]), PCE: choice(t, "pce", row[1])}, c, m)
		if err != nil {
			t.Fatal(err)
		}
		near(t, row[0]+" "+row[1], p[int(v[0])], v[1])
	}
}

// The products of hundreds of probabilities run out of exponents; their logarithms give the same where both can be had.
func TestElectionOfHundredsByLogarithms(t *testing.T) {
	c, m := fixtureCoalition(t)
	p := victories(victoryLinear, c, m)
	direct, logs := conditional(p, m), conditionalByLogs(p, m)
	for i := range direct {
		near(t, "option", logs[i], direct[i])
	}
	const many = 2000
	even := slices.Repeat([]float64{0.5}, many*many)
	for _, v := range conditional(even, many) {
		near(t, "of two thousand alike", v, 1.0/many)
	}
}

func TestAttitudesEqualKTAB(t *testing.T) {
	rows := unit(t, "unit_bigr.csv")[1:]
	for start := 0; start < len(rows); {
		end := start
		var p []float64
		for end < len(rows) && rows[end][0] == rows[start][0] {
			p = append(p, floats(t, rows[end][2:3])...)
			end++
		}
		r := attitudes(p, choice(t, "risk-range", rows[start][0]))
		for i, row := range rows[start:end] {
			near(t, row[0], r[i], floats(t, row[3:])[0])
		}
		start = end
	}
	if r := attitudes([]float64{0.5, 0.5}, rangeMid); !math.IsNaN(r[0]) || !math.IsNaN(r[1]) {
		t.Errorf("where all are equally secure: %v, wanted no number", r)
	}
}

func TestThirdPartiesEqualKTAB(t *testing.T) {
	for _, row := range unit(t, "unit_thirdparty.csv")[1:] {
		rule, commit, v := choice(t, "voting-rule", row[0]), choice(t, "third-party", row[1]), floats(t, row[2:])
		w, first, second, own, pro, con, little, want := v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]
		near(t, "of the three alone", backed(pro, con, vote(rule, w, first-second)), little)
		if commit != thirdSemi {
			near(t, row[1], 0, want)
			continue
		}
		s := &state{o: SMP{Voting: rule, ThirdParty: commit}, stake: []float64{w}, near: [][]float64{{second}}, far: [][]float64{{0}}}
		e := &eyes{state: s, risk: []float64{0}, own: []float64{own}, row: []float64{first}}
		c := contest{e, 1, 0, pro, con, pro, con}
		c.third(0, 1)
		near(t, row[0], c.pro-pro-(c.con-con), want)
	}
}
