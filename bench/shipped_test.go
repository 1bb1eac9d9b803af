package bench

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// shipped is the built-in dossier, as the program embeds it.
const shipped = "../dossiers/central-asia"

// TestShippedCountsAreWhatIntakeMakes makes covotes.csv and patterns.csv of the built-in dossier anew from the
// provider's file, where it is at hand, and compares the bytes.
func TestShippedCountsAreWhatIntakeMakes(t *testing.T) {
	remake(t, []string{"covotes.csv", "patterns.csv"})
}

// TestShippedIdealPointsAreWhatIntakeMakes estimates the ideal points of the built-in dossier anew and compares the
// bytes: some minutes of work, left out with -short.
func TestShippedIdealPointsAreWhatIntakeMakes(t *testing.T) {
	if testing.Short() {
		t.Skip("estimating the ideal points of the whole Assembly takes minutes")
	}
	remake(t, []string{"ideal_points.csv", "ideal_distances.csv", "ideal_moves.csv"}, "--repeats", "Matches.csv")
}

// remake takes tables out of a copy of the built-in dossier, has intake make them again, and compares.
func remake(t *testing.T, tables []string, flags ...string) {
	t.Helper()
	votes := shared(t, "votes.csv.gz").Name()
	for i, name := range flags {
		if filepath.Ext(name) == ".csv" {
			flags[i] = shared(t, name).Name()
		}
	}
	program := filepath.Join(t.TempDir(), "multivector")
	if out, err := exec.Command("go", "build", "-o", program, "multivector/cmd/multivector").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	dir := filepath.Join(t.TempDir(), "central-asia")
	if err := os.CopyFS(dir, os.DirFS(shipped)); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if err := os.Remove(filepath.Join(dir, table)); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(program, append([]string{"intake", "unga", votes, "--into", dir}, flags...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, table := range append(tables, "sources.csv") {
		want, err := os.ReadFile(filepath.Join(shipped, table))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, table))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what a fresh run makes", table)
		}
	}
}
