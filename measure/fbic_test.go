package measure_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"multivector/dossiers"
	"multivector/evidence"
	. "multivector/measure"
)

// fbicPage holds the figures that TestFBIC works out anew.
const fbicPage = "../docs/methods/fbic.md"

// fbicPairs are what is laid side by side: columns of FBIC added up, and what the dossier has of the same kind.
var fbicPairs = []struct {
	name    string
	columns []string
	ours    func(r *Region, state, power string) Estimate
}{
	{"economy", []string{"econd"}, func(r *Region, state, power string) Estimate { return r.Dependence(state, power, "economy") }},
	{"security", []string{"secd"}, func(r *Region, state, power string) Estimate { return r.Dependence(state, power, "security") }},
	{"all", []string{"econd", "secd"}, func(r *Region, state, power string) Estimate { return r.Dependence(state, power, All) }},
	{"politics", []string{"polb"}, func(r *Region, state, power string) Estimate { return r.Belonging(state, power) }},
}

// TestFBIC compares the five states' dependence on China and Russia with FBIC's, as of the end of each year that both
// have, by Spearman's rank correlation, and holds the figures of docs/methods/fbic.md. It needs FBIC's, which are not
// ours to give on: ../shared/data/fbic/FBIC-china-russia-by-receiver.csv, or in the folder that MULTIVECTOR_SHARED names.
func TestFBIC(t *testing.T) {
	shared := os.Getenv("MULTIVECTOR_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	file, err := os.Open(filepath.Join(shared, "data/fbic/FBIC-china-russia-by-receiver.csv"))
	if err != nil {
		t.Skip("FBIC is not at hand: ../shared/data/fbic/FBIC-china-russia-by-receiver.csv")
	}
	defer file.Close()
	theirs := readFBIC(t, file)
	both, without := map[int]float64{}, map[int]float64{} // of the economy, by year; without Kyrgyzstan
	var text strings.Builder
	text.WriteString("year  ")
	for _, p := range fbicPairs {
		fmt.Fprintf(&text, "%-23s", p.name)
	}
	for year := 2008; year <= 2020; year++ {
		d, err := evidence.Load(dossiers.Open(), dossiers.BuiltIn, evidence.Options{AsOf: evidence.Date{Year: year, Month: 12, Day: 31}})
		if err != nil {
			t.Fatal(err)
		}
		r := Of(d, Options{Seed: 1, Draws: 10, Level: .95}) // no interval is asked for
		fmt.Fprintf(&text, "\n%d", year)
		for i, p := range fbicPairs {
			compare := func(skip string, powers ...string) (rho float64, n int) {
				var x, y []float64
				for _, state := range d.Config.Region {
					for _, power := range powers {
						e := p.ours(r, state, power)
						if !e.Known() || state == skip {
							continue
						}
						x = append(x, e.Value)
						sum := 0.0
						for _, column := range p.columns {
							v, has := theirs[fmt.Sprint(state, year, column, power)]
							if !has {
								t.Fatalf("FBIC has no %s of %s on %s in %d", column, state, power, year)
							}
							sum += v
						}
						y = append(y, sum)
					}
				}
				return spearman(x, y), len(x)
			}
			rho, n := compare("", "RUS", "CHN")
			russia, _ := compare("", "RUS")
			china, _ := compare("", "CHN")
			fmt.Fprintf(&text, "  %s %-4s %s %s", signed(rho), fmt.Sprintf("(%d)", n), signed(russia), signed(china))
			if i == 0 {
				both[year] = rho
				without[year], _ = compare("KGZ", "RUS", "CHN")
			}
		}
	}
	mean := func(of map[int]float64, from, to int) string {
		sum := 0.0
		for year := from; year <= to; year++ {
			sum += of[year]
		}
		return signed(sum / float64(to-from+1))
	}
	fmt.Fprintf(&text, "\neconomy, mean of 2010-2014 %s, without KGZ %s; of 2015-2020 %s, without KGZ %s",
		mean(both, 2010, 2014), mean(without, 2010, 2014), mean(both, 2015, 2020), mean(without, 2015, 2020))
	zeros, figures := 0, 0
	for _, state := range []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"} {
		for year := 1992; year <= 2013; year++ {
			for _, power := range []string{"CHN", "RUS"} {
				if v, has := theirs[fmt.Sprint(state, year, "secd", power)]; has {
					figures++
					if v == 0 {
						zeros++
					}
				}
			}
		}
	}
	fmt.Fprintf(&text, "\nsecd is 0 in %d of the %d figures of the five, 1992-2013", zeros, figures)
	low, high := shareOfProduct(theirs)
	fmt.Fprintf(&text, "\nfbic over (econb + polb + secb) x (econd + secd), the five states since 1992: %.3f to %.3f\n", low, high)
	holdBlock(t, fbicPage, "year  ", trimmed(text.String()))
}

func trimmed(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \n")+"\n")
	}
	return strings.Join(lines, "")
}

// shareOfProduct is the least and the most of the index over the product of its sums.
func shareOfProduct(theirs map[string]float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, state := range []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"} {
		for year := 1992; year <= 2020; year++ {
			for _, power := range []string{"CHN", "RUS"} {
				of := func(column string) float64 { return theirs[fmt.Sprint(state, year, column, power)] }
				if product := (of("econb") + of("polb") + of("secb")) * (of("econd") + of("secd")); product > 0 {
					low, high = min(low, of("fbic")/product), max(high, of("fbic")/product)
				}
			}
		}
	}
	return low, high
}

// holdBlock compares a fenced block of a page, told by how it begins, with what it ought to hold; with
// -update-reference it writes it.
func holdBlock(t *testing.T, page, begins, want string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), "```\n"+begins)
	_, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("%s has no block that begins with %q", page, begins)
	}
	anew := before + "```\n" + want + "```\n" + after
	if *update {
		if err := os.WriteFile(page, []byte(anew), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if anew != string(text) {
		t.Errorf("%s does not hold\n%s(go test ./measure -run FBIC -update-reference writes it)", page, want)
	}
}

func signed(rho float64) string {
	if math.IsNaN(rho) {
		return "  - "
	}
	return strings.Replace(fmt.Sprintf("%+.2f", rho), "0.", ".", 1)
}

// readFBIC gives each figure by state, year, column and power.
func readFBIC(t *testing.T, file *os.File) map[string]float64 {
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]float64{}
	for _, row := range rows[1:] {
		for i, name := range rows[0][3:] {
			column, power, _ := strings.Cut(name, "_")
			v, err := strconv.ParseFloat(row[i+3], 64)
			if err != nil {
				continue // no figure
			}
			all[row[0]+row[2]+column+map[string]string{"chn": "CHN", "rus": "RUS"}[power]] = v
		}
	}
	return all
}

// spearman is the rank correlation of four points or more that vary; else NaN.
func spearman(x, y []float64) float64 {
	if len(x) < 4 {
		return math.NaN()
	}
	a, b := ranks(x), ranks(y)
	var ab, aa, bb float64
	middle := float64(len(x)-1) / 2
	for i := range a {
		ab += (a[i] - middle) * (b[i] - middle)
		aa += (a[i] - middle) * (a[i] - middle)
		bb += (b[i] - middle) * (b[i] - middle)
	}
	return ab / math.Sqrt(aa*bb)
}

// ranks counts from 0, those that are alike sharing theirs.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	all := make([]float64, len(values))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && values[order[j]] == values[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			all[k] = float64(i+j-1) / 2
		}
		i = j
	}
	return all
}
