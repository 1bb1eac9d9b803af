package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const shipped = "../../dossiers/central-asia"

// command runs the program and gives what it writes.
func command(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), args, &stdout, &stderr); code != exitDone {
		t.Fatalf("%s: exit code %d: %s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

// TestShippedVerdictsAreWhatTheDossierSays draws the verdicts of the built-in dossier anew and compares the bytes, then
// changes one record and sees assess refuse to quote them.
func TestShippedVerdictsAreWhatTheDossierSays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "central-asia")
	if err := os.CopyFS(dir, os.DirFS(shipped)); err != nil {
		t.Fatal(err)
	}
	stored := filepath.Join(dir, "verdicts.csv")
	want, err := os.ReadFile(stored)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(stored); err != nil {
		t.Fatal(err)
	}
	command(t, "verdicts", dir, "--store")
	got, err := os.ReadFile(stored)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("verdicts.csv is not what a fresh run makes: multivector verdicts dossiers/central-asia --store")
	}
	if page := command(t, "assess", dir); !strings.Contains(page, "Uzbekistan before Kazakhstan") {
		t.Error("the page does not quote what is stored")
	}
	edit(t, filepath.Join(dir, "exposures.csv"), "0.4", "0.3")
	if page := command(t, "assess", dir); strings.Contains(page, "before Kazakhstan") || !strings.Contains(page, "have changed since the verdicts were stored") {
		t.Error("the page quotes verdicts of other evidence")
	}
}

// edit replaces the first occurrence of a text in a file.
func edit(t *testing.T, path, old, with string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	if err := os.WriteFile(path, bytes.Replace(data, []byte(old), []byte(with), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}
