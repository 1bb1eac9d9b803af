package figure

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// belongings are standings and attendance: M member, P partner, L left, - outside, ? not known.
const belongings = `# Convened by Russia
Commonwealth of Independent States|M 6/6|M 6/6|M 6/6|P|M 6/6
Collective Security Treaty Organization|M 5/5|M 4/5|M 5/5|-|L
Eurasian Economic Union|M|M|-|-|P
Central Asia–Russia|P 2/2|P 1/2|P 2/2|P 2/2|P 2/2
# Convened by China
Shanghai Cooperation Organisation|M 4/4|M 4/4|M 4/4|-|M 4/4
Central Asia–China|P 3/3|P 3/3|P 3/3|P 3/3|P 3/3
# Convened by others
Organization of Turkic States|M 5/5|M 5/5|-|P|M 5/5
C5+1 with the United States|P 2/2|P 2/2|P 2/2|P 2/2|P 2/2
Central Asia–European Union|P 3/3|P 3/3|P 3/3|P 1/3|P 3/3
GUAM|-|-|-|?|L`

func sampleMatrix() Matrix {
	m := Matrix{
		Frame: Frame{
			Title:  "Who belongs, and who comes",
			About:  "Standing of each state today, and to how many summits its leader came.",
			Spoken: "Kazakhstan and Kyrgyzstan belong to most. Turkmenistan belongs to none, is a partner of some, and sent a deputy to two of three summits with the European Union.",
			Source: "Source: the dossier's tables of memberships and summits.",
		},
		Columns: []string{"Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"},
		Words:   map[Standing]string{Member: "member", Partner: "partner or participant", Outside: "outside", Former: "left", Unknown: "not known"},
		Counts:  "summits attended of those known",
	}
	kinds := map[string]Standing{"M": Member, "P": Partner, "L": Former, "-": Outside, "?": Unknown}
	for _, line := range strings.Split(belongings, "\n") {
		if name, heading := strings.CutPrefix(line, "# "); heading {
			m.Groups = append(m.Groups, Standings{Name: name})
			continue
		}
		f := strings.Split(line, "|")
		r := Belonging{Name: f[0]}
		for _, text := range f[1:] {
			kind, count, counted := strings.Cut(text, " ")
			a := Attendance{Standing: kinds[kind]}
			if counted {
				if _, err := fmt.Sscanf(count, "%d/%d", &a.Came, &a.Of); err != nil {
					panic(err)
				}
			}
			r.Cells = append(r.Cells, a)
		}
		g := &m.Groups[len(m.Groups)-1]
		g.Rows = append(g.Rows, r)
	}
	return m
}

func TestMatrix(t *testing.T) {
	text := looked(t, "matrix", sampleMatrix())
	if !strings.Contains(text, `font-weight="bold">1/3<`) && !strings.Contains(text, `font-weight="bold" text-anchor="middle">1/3<`) {
		t.Error("an absence does not stand out")
	}
}

// A matrix of more columns than have room beside their counts has the counts beneath.
func TestMatrixTurned(t *testing.T) {
	m := sampleMatrix()
	turned := Matrix{Frame: m.Frame, Words: m.Words, Counts: m.Counts, Columns: strings.Fields("CIS CSTO EAEU CA–R SCO CA–C OTS C5+1 CA–EU GUAM")}
	rows := make([]Belonging, len(m.Columns))
	for i, name := range m.Columns {
		rows[i].Name = name
		for _, g := range m.Groups {
			for _, r := range g.Rows {
				rows[i].Cells = append(rows[i].Cells, r.Cells[i])
			}
		}
	}
	turned.Groups = []Standings{{Rows: rows}}
	looked(t, "matrix-turned", turned)
}

func TestMatrixRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Matrix){
		"no cell":          func(m *Matrix) { m.Groups = nil },
		"a missing cell":   func(m *Matrix) { m.Columns = m.Columns[1:] },
		"no such standing": func(m *Matrix) { m.Groups[0].Rows[0].Cells[0].Standing = 9 },
		"no word":          func(m *Matrix) { m.Words = nil },
		"came too often":   func(m *Matrix) { m.Groups[0].Rows[0].Cells[0].Came = 9 },
		"unexplained":      func(m *Matrix) { m.Counts = "" },
	} {
		m := sampleMatrix()
		spoil(&m)
		if err := m.WriteSVG(io.Discard); err == nil {
			t.Errorf("a matrix with %s was drawn", name)
		}
	}
}

// Whatever the names, standings and counts, no text is cut off by the edge or lies on another, and the table has each cell.
func TestMatrixOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := sampleMatrix()
		m.Columns = rapid.SliceOfN(anyName, 1, 12).Draw(t, "columns")
		rows := rapid.IntRange(1, 5).Draw(t, "rows")
		g := Standings{Name: anyName.Draw(t, "group")}
		for range rows {
			r := Belonging{Name: anyName.Draw(t, "row")}
			for range m.Columns {
				of := rapid.IntRange(0, 120).Draw(t, "of")
				r.Cells = append(r.Cells, Attendance{Standing(rapid.IntRange(0, 4).Draw(t, "standing")), rapid.IntRange(0, of).Draw(t, "came"), of})
			}
			g.Rows = append(g.Rows, r)
		}
		m.Groups = []Standings{g}
		drawn(t, m)
		if got, want := len(m.Table()), 1+rows*len(m.Columns); got != want {
			t.Errorf("the table has %d rows, not %d", got, want)
		}
	})
}
