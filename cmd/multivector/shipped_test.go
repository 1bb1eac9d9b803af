package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

const unga, shipped = "../../../shared/data/unga", "../../dossiers/central-asia"

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
	remake(t, []string{"ideal_points.csv", "ideal_distances.csv", "ideal_moves.csv"}, "--repeats", filepath.Join(unga, "Matches.csv"))
}

// remake takes tables out of a copy of the built-in dossier, has intake make them again, and compares.
func remake(t *testing.T, tables []string, flags ...string) {
	t.Helper()
	votes := filepath.Join(unga, "votes.csv.gz")
	if _, err := os.Stat(votes); err != nil {
		t.Skip("the roll calls of the General Assembly are not at hand: ../shared/data/unga/votes.csv.gz")
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
	var stderr bytes.Buffer
	args := append([]string{"intake", "unga", votes, "--into", dir}, flags...)
	if code := run(context.Background(), args, io.Discard, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
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
