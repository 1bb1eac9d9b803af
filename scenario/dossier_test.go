package scenario_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"multivector/dossiers"
	"multivector/evidence"
	"multivector/measure"
)

// files are the tables of a small dossier whose numbers are invented: three states, two powers. A test changes those it
// speaks of. Rows end without source and confidence; small adds them.
var files = map[string]string{
	"dossier.toml": `
title = "An example"
name = "Somewhere"
label = "R3"
region = ["AAA", "BBB", "CCC"]
vectors = ["PPP", "QQQ"]
as_of = "2024-12-31"
[[domains]]
id = "exports"
title = "exports"
weight = 0.4
[[domains]]
id = "imports"
title = "imports"
weight = 0.2
[[domains]]
id = "remittances"
title = "remittances"
weight = 0.2
[[domains]]
id = "arms"
title = "arms"
weight = 0.2
[coalitions]
size = "gdp"
memberships = 1
conflicts = 0.5
forums = ["F1", "F2", "F3"]
years = 5
hostile = -8
`,
	"states.csv": `iso3,name,kind,source
AAA,Aland,state,src
BBB,Bland,state,src
CCC,Cland,state,src
PPP,Power,state,src
QQQ,Quarter,state,src
SEA,The sea,place,src
WLD,World,aggregate,src
OTH,Others,aggregate,src
UNK,Unknown,aggregate,src
`,
	"sources.csv": "id,title\nsrc,A source\n",
	"series.csv": `state,indicator,year,value,unit
AAA,gdp,2022,50000000000,USD
AAA,gdp,2023,40000000000,USD
BBB,gdp,2023,20000000000,USD
CCC,gdp,2023,20000000000,USD
PPP,gdp,2023,900000000000,USD
QQQ,gdp,2023,20000000000,USD
`,
	"forums.csv": `id,name,kind
F1,One,alliance
F2,Two,union
F3,Three,union
F4,Four,club
`,
	"memberships.csv": `forum,state,from,to,status
F1,AAA,2000,,member
F1,BBB,2000,,member
F2,AAA,2000,,member
F2,BBB,2000,,observer
F3,BBB,2000,2010,member
F4,AAA,2000,,member
F4,CCC,2000,,member
F1,PPP,2000,,member
`,
	"events.csv": `id,date,actor,target,cameo,goldstein,summary
e1,2022-05-01,AAA,CCC,190,-9,a clash
e2,2023-05-01,CCC,AAA,163,-7,less
e3,2018-05-01,BBB,CCC,190,-10,long ago
`,
}

// small reads the small dossier with some of its tables replaced.
func small(tb testing.TB, changed map[string]string) *evidence.Dossier {
	tb.Helper()
	dir := fstest.MapFS{}
	put := func(name, text string) {
		if strings.HasSuffix(name, ".csv") && name != "states.csv" && name != "sources.csv" {
			lines := strings.Split(strings.TrimSpace(text), "\n")
			for i := range lines {
				lines[i] += ",src,high"
			}
			lines[0] = strings.TrimSuffix(lines[0], ",src,high") + ",source,confidence"
			text = strings.Join(lines, "\n") + "\n"
		}
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		put(name, text)
	}
	for name, text := range changed {
		put(name, text)
	}
	return load(tb, dir)
}

func load(tb testing.TB, dir fs.FS) *evidence.Dossier {
	tb.Helper()
	d, err := evidence.Load(dir, "small", evidence.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// builtIn is the built-in dossier.
func builtIn(tb testing.TB) *evidence.Dossier {
	tb.Helper()
	return load(tb, dossiers.Open())
}

func region(d *evidence.Dossier) *measure.Region { return measure.Of(d, measure.DefaultOptions()) }
