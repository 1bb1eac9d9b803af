package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"multivector/idealpoint"
)

var dynIRTSays = regexp.MustCompile(`iterations (\d+) cpu ([0-9.]+)`)

// TestBesideDynIRT runs emIRT::dynIRT and the mode in turn on the same votes, five times each, and holds that the mode takes
// a fifth of its processor time, or less, and is nearer the published estimates. EMIRT_LIB names the R library that emIRT is
// built into.
func TestBesideDynIRT(t *testing.T) {
	library := os.Getenv("EMIRT_LIB")
	if library == "" {
		t.Skip("EMIRT_LIB does not name an R library with emIRT")
	}
	votes, dir := shared(t, "votes.csv.gz").Name(), t.TempDir()
	matrix, out := filepath.Join(dir, "votes.rds"), filepath.Join(dir, "points.csv")
	rscript := func(args ...string) string {
		said, err := exec.CommandContext(t.Context(), "Rscript", append([]string{"dynirt.R", library}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("Rscript %v: %v\n%s", args, err, said)
		}
		return string(said)
	}
	rscript("prepare", votes, matrix)
	d, published := to74(t), readPoints(t, shared(t, "idealpoints_apr2020.csv"), 1, 2, 4)
	var theirs, ours []float64
	var r, spearman [2]float64
	for range 5 {
		said := dynIRTSays.FindStringSubmatch(rscript("fit", matrix, out))
		if said == nil {
			t.Fatal("dynirt.R does not say what it took")
		}
		seconds, err := strconv.ParseFloat(said[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		r[0], spearman[0] = agreement(readPoints(t, f, 0, 1, 2), published)
		f.Close()
		before := cpu()
		m, err := idealpoint.MAP(t.Context(), d, [2]string{"USA", "RUS"})
		if err != nil {
			t.Fatal(err)
		}
		used := (cpu() - before).Seconds()
		r[1], spearman[1] = agreement(pointsOf(d, m.Points), published)
		theirs, ours = append(theirs, seconds), append(ours, used)
		t.Logf("dynIRT %s iterations %.2f CPU-s; map %d iterations %.2f CPU-s", said[1], seconds, m.Iterations, used)
	}
	slices.Sort(theirs)
	slices.Sort(ours)
	ratio := theirs[2] / ours[2]
	t.Logf("medians: dynIRT %.2f CPU-s, r %.4f, Spearman %.4f; map %.2f CPU-s, r %.4f, Spearman %.4f: %.1f times",
		theirs[2], r[0], spearman[0], ours[2], r[1], spearman[1], ratio)
	if !(ratio >= 5 && r[1] > r[0] && spearman[1] > spearman[0]) {
		t.Error("the mode is not five times as fast at a higher agreement")
	}
}
