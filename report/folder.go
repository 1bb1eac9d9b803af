package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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
// beside it and moved there when done. A folder that holds anything but a report is an error, and is left as it is.
func (f Folder) Write(dir string) error {
	dir = filepath.Clean(dir)
	old, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
	case err != nil:
		return err
	case len(old) > 0 && !slices.ContainsFunc(old, func(e os.DirEntry) bool { return e.Name() == ManifestName }):
		return fmt.Errorf("%s holds files that are no report; name a folder that is empty, that does not exist, or that holds an earlier report", dir)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
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
	if old != nil {
		aside := fresh + "-old"
		if err := os.Rename(dir, aside); err != nil {
			return err
		}
		defer os.RemoveAll(aside)
		if err := os.Rename(fresh, dir); err != nil {
			return fmt.Errorf("%w; the earlier report is at %s", os.Rename(aside, dir), aside)
		}
		return nil
	}
	return os.Rename(fresh, dir)
}
