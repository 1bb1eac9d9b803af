package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Folder is a report as files, by their paths with slashes.
type Folder map[string][]byte

// ManifestName is the file that says what a report's folder holds.
const ManifestName = "manifest.json"

// Manifest says what made a report, and the hash of each of its files.
type Manifest struct {
	Program string         `json:"program"`
	Version string         `json:"version"`
	Command string         `json:"command"`
	Seed    uint64         `json:"seed"`
	AsOf    string         `json:"as_of"`
	Dossier string         `json:"dossier"` // sha256 of the evidence and choices
	Files   []ManifestFile `json:"files"`
}

// ManifestFile is a file of a report.
type ManifestFile struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// seal adds the manifest of all other files.
func (f Folder) seal(m Manifest) error {
	for _, path := range slices.Sorted(maps.Keys(f)) {
		sum := sha256.Sum256(f[path])
		m.Files = append(m.Files, ManifestFile{path, len(f[path]), hex.EncodeToString(sum[:])})
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	f[ManifestName] = append(data, '\n')
	return nil
}

// Write writes the folder at a place where there is nothing, or an earlier report, which it replaces whole: it is written
// beside it and takes its place when done, so that whatever befalls it either the one or the other is there. A folder that
// holds anything but a report is an error, and is left as it is. A link is followed: what it leads to is replaced.
func (f Folder) Write(dir string) error {
	dir, err := placeFor(dir)
	if err != nil {
		return err
	}
	there, err := replaceable(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) // which after the exchange is the earlier one
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(f)) {
		at := filepath.Join(fresh, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, f[path], 0o644); err != nil {
			return err
		}
	}
	if there {
		return exchange(fresh, dir)
	}
	return os.Rename(fresh, dir)
}

// placeFor is where a folder named so is, links followed; of one that is not there yet the name is as it is.
func placeFor(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(at)
	if errors.Is(err, fs.ErrNotExist) {
		if _, dangling := os.Lstat(at); dangling == nil {
			return "", fmt.Errorf("%s is a link that leads nowhere; name a folder", dir)
		}
		return at, nil
	}
	return real, err
}

// replaceable tells whether there is a folder at a place; an error where it holds what writing a report there would lose.
func replaceable(dir string) (there bool, err error) {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return false, fmt.Errorf("%s is a file; name a folder", dir)
	}
	found, err := filesIn(dir)
	if err != nil || len(found) == 0 {
		return true, err
	}
	m, err := manifestOf(dir)
	if err != nil {
		return false, fmt.Errorf("%s holds files, and %w; name a folder that is empty, that does not exist, or that holds an earlier report", dir, err)
	}
	for _, f := range m.Files {
		delete(found, f.Path)
	}
	if delete(found, ManifestName); len(found) > 0 {
		return false, fmt.Errorf("%s holds a report, and beside it %s, which would be lost; move it elsewhere", dir, slices.Min(slices.Collect(maps.Keys(found))))
	}
	return true, nil
}

// swap puts a folder in the place of another, in two steps: between them the earlier one is beside its place under another name.
func swap(fresh, dir string) error {
	aside := fresh + "-old"
	if err := os.Rename(dir, aside); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(aside, dir))
	}
	return os.RemoveAll(aside)
}
