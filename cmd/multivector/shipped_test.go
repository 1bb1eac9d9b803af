package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestShippedCountsAreWhatIntakeMakes makes covotes.csv and patterns.csv of the built-in dossier anew from the
// provider's file, where it is at hand, and compares the bytes.
func TestShippedCountsAreWhatIntakeMakes(t *testing.T) {
	const votes, shipped = "../../../shared/data/unga/votes.csv.gz", "../../dossiers/central-asia"
	if _, err := os.Stat(votes); err != nil {
		t.Skip("the roll calls of the General Assembly are not at hand: ../shared/data/unga/votes.csv.gz")
	}
	dir := filepath.Join(t.TempDir(), "central-asia")
	if err := os.CopyFS(dir, os.DirFS(shipped)); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"covotes.csv", "patterns.csv"} {
		if err := os.Remove(filepath.Join(dir, table)); err != nil {
			t.Fatal(err)
		}
	}
	var stderr bytes.Buffer
	if code := run(context.Background(), []string{"intake", "unga", votes, "--into", dir}, io.Discard, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	for _, table := range []string{"covotes.csv", "patterns.csv", "sources.csv"} {
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

// TestShippedIdealPointsAreWhatIntakeMakes estimates the ideal points of the built-in dossier anew and compares the
// bytes: some minutes of work, left out with -short.
func TestShippedIdealPointsAreWhatIntakeMakes(t *testing.T) {
	const data, shipped = "../../../shared/data/unga", "../../dossiers/central-asia"
	if _, err := os.Stat(data); err != nil {
		t.Skip("the roll calls of the General Assembly are not at hand: ../shared/data/unga")
	}
	if testing.Short() {
		t.Skip("estimating the ideal points of the whole Assembly takes minutes")
	}
	dir := filepath.Join(t.TempDir(), "central-asia")
	if err := os.CopyFS(dir, os.DirFS(shipped)); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	args := []string{"intake", "unga", filepath.Join(data, "votes.csv.gz"), "--into", dir, "--repeats", filepath.Join(data, "Matches.csv")}
	if code := run(context.Background(), args, io.Discard, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	for _, table := range []string{"ideal_points.csv", "ideal_distances.csv"} {
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
